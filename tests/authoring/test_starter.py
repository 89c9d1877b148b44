"""A new explainer builds at once and depends on nothing outside its folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from samples import ROOT, SAMPLE

from explainer import cli
from explainer.authoring.starter import without_tests
from explainer.content.loader import load_content


def test_a_new_explainer_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new folder has all it needs, builds without a problem, and knows nothing of the real content."""
    folder = tmp_path / "own"
    assert cli.main(["init", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().out
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "_site" / "index.html").is_file()
    assert not (folder / "tests").exists()
    assert "make test" not in (folder / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    for name in ("Makefile", "README.md", ".gitignore", "content/README.md", "content/schema/events.json"):
        assert (folder / name).is_file(), name


def test_each_explainer_has_ids_of_its_own(tmp_path: Path) -> None:
    """Two new explainers, and the miniature they come from, differ in what the ids of feed and calendar rest on."""
    for name in ("one", "other"):
        assert cli.main(["init", str(tmp_path / name)]) == 0
    folders = (tmp_path / "one" / "content", tmp_path / "other" / "content", SAMPLE / "content")
    assert len({load_content(folder, folder.parent / "seeds")[0].site.record.uid for folder in folders}) == 3


def test_a_clone_has_the_source_texts_as_received(tmp_path: Path) -> None:
    """Where Git writes the line ends of Windows, those of source texts stay, and a clone of a new explainer builds."""
    folder, clone = tmp_path / "own", tmp_path / "clone"
    assert cli.main(["init", str(folder)]) == 0
    assert "tests/" not in (folder / ".gitattributes").read_text("utf-8")
    (folder / "seeds" / "received.txt").write_bytes(b"One.\r\nTwo.\r\n")
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"], ["clone", "-q", ".", str(clone)]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    received = [path.relative_to(folder) for path in (folder / "seeds").iterdir()]
    assert len(received) > 1
    for path in [*received, Path("content/site.yaml"), Path("Makefile")]:
        assert (clone / path).read_bytes() == (folder / path).read_bytes()


def test_a_used_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written into a folder that holds something, or over a file."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for target in (tmp_path, tmp_path / "mine.txt"):
        assert cli.main(["init", str(target)]) == 1
        assert "not an empty folder [writable]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_makefile_has_no_dead_targets() -> None:
    """Every target left works without the generator's own tests, and the commands of an editor are there."""
    text = without_tests((ROOT / "Makefile").read_text("utf-8"))
    assert "tests/" not in text
    assert "pytest" not in text
    for name in ("site:", "check:", "serve:", "clean:"):
        assert f"\n{name}" in text
    (phony,) = [line for line in text.splitlines() if line.startswith(".PHONY")]
    assert all(f"\n{name}:" in text for name in phony.split()[1:])


def test_the_handbook_names_what_a_new_explainer_has(tmp_path: Path) -> None:
    """Each command of make that its handbook names is in its Makefile, and each file of the program is there."""
    folder = tmp_path / "own"
    assert cli.main(["init", str(folder)]) == 0
    makefile = (folder / "Makefile").read_text("utf-8")
    for name in ("README.md", "content/README.md"):
        text = (folder / name).read_text("utf-8")
        targets = set(re.findall(r"`make ([a-z-]+)", text))
        assert len(targets) >= 3
        assert [target for target in targets if f"\n{target}:" not in makefile] == []
        assert "tests/" not in text


def test_pages_that_are_kept_suit_every_explainer() -> None:
    """No page of the miniature but its story has a word of the invented event, or mentions a miniature."""
    names = {page.stem for page in (SAMPLE / "content" / "pages").iterdir()} - {"index"}
    assert len(names) == len(list((ROOT / "templates").glob("*.html"))) - len(
        ("404", "base", "home", "moved", "record", "removed", "source")
    )
    for name in names:
        text = (SAMPLE / "content" / "pages" / f"{name}.md").read_text("utf-8").lower()
        assert not re.search(r"miniature|bridge|ferry|harbour|\(fact:|\(show:", text), name
        assert re.search(r"^description: .{20,}", text, re.MULTILINE), name
