"""A new explainer builds at once with the program that made it, and depends on nothing outside its folder."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from installing import Installation
from samples import ROOT, SAMPLE

from explainer import cli
from explainer.authoring.starter import PUBLISHING
from explainer.authoring.wheel import Wheel, requirements
from explainer.content.loader import load_content
from explainer.resources import DISTRIBUTION, VERSION, resource


@pytest.fixture(scope="session")
def started(installation: Installation) -> Path:
    """A new explainer for tests that only read it."""
    done = installation.explainer("init", "bridge-of-1997")
    assert done.returncode == 0, done.stderr
    assert "bridge-of-1997" in done.stdout
    return installation.work / "bridge-of-1997"


@pytest.fixture
def own(started: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(started, tmp_path / "own"))


def test_a_new_explainer_builds(installation: Installation, own: Path) -> None:
    """The new folder has all it needs and builds without a problem."""
    done = installation.explainer(cwd=own)
    assert done.returncode == 0, done.stderr
    assert (own / "_site" / "index.html").is_file()
    assert installation.explainer("format", "--check", cwd=own).returncode == 0


def test_what_a_new_explainer_has(started: Path) -> None:
    """Content, the program's wheel and files for the host and the editor, and nothing of the program's own."""
    found = {path.name for path in started.iterdir()}
    assert found == {"content", "seeds", "vendor", "requirements.txt", "README.md", "Makefile", ".github", ".gitignore",
                     ".gitattributes", ".editorconfig", ".vscode"}  # fmt: skip
    workflow = (started / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    ours = (ROOT / ".github" / "workflows" / "pages.yml").read_text("utf-8")
    assert [line for line in ours.splitlines() if line not in workflow.splitlines()] == [
        "      - name: Test", "        run: make test"
    ]  # fmt: skip
    assert {"/_site/", "/.cache/"} < set((started / ".gitignore").read_text("utf-8").split())
    text = (started / "README.md").read_text("utf-8")
    assert text.startswith("# Bridge of 1997\n")
    assert not re.search("miniature|lantern", text, re.IGNORECASE)
    assert (started / "content" / "README.md").read_bytes() == resource("handbook.md").read_bytes()
    for name, files in json.loads((started / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"].items():
        assert (started / name).is_file()
        assert all(file.startswith("content/") for file in files)
    assert started.stat().st_mode == started.parent.stat().st_mode


def test_an_empty_explainer_builds(installation: Installation) -> None:
    """Without records it has a page of its own name and the lists, and nothing of the miniature's event."""
    done = installation.explainer("init", "empty", "--empty")
    assert done.returncode == 0, done.stderr
    folder = installation.work / "empty"
    assert installation.explainer("check", cwd=folder).returncode == 0
    assert installation.explainer("format", "--check", cwd=folder).returncode == 0
    content, problems = load_content(folder / "content", folder / "seeds")
    assert (problems, content.facts, content.sources, content.publishers) == ([], (), (), ())
    assert content.site.record.title == "Empty"
    # The words that scaffolds name as examples are there.
    for words, examples in {
        "publisher_forms": {"newspaper", "agency"},
        "actor_forms": {"person", "body"},
        "place_forms": {"city", "building"},
        "agreement_forms": {"treaty", "plan"},
        "wordings": {"original", "translation"},
    }.items():
        assert examples <= set(getattr(content.site.record, words))
    for path in (folder / "content").rglob("*.[my]*"):
        if path.name != "README.md":
            assert not re.search("bridge|ferry|lantern", path.read_text("utf-8"), re.IGNORECASE), path


def test_each_host_has_its_file(installation: Installation) -> None:
    """Each host that can be named has a file that fits what it publishes for it, and a line of the README."""
    assert tuple(PUBLISHING) == cli.HOSTS
    done = installation.explainer("init", "hosts", "--empty", "--host", "gitlab", "--host", "netlify")
    assert done.returncode == 0, done.stderr
    folder = installation.work / "hosts"
    assert not (folder / ".github").exists()
    text = (folder / "README.md").read_text("utf-8")
    assert PUBLISHING["gitlab"] in text
    assert PUBLISHING["netlify"] in text
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    path = folder / ".gitlab-ci.yml"
    checked = subprocess.run([*checker, str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    jobs = yaml.safe_load(path.read_text("utf-8"))
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    path.write_text(path.read_text("utf-8").replace("script:", "skript:"), "utf-8")
    assert subprocess.run([*checker, str(path)], capture_output=True, check=False).returncode == 1
    netlify = tomllib.loads((folder / "netlify.toml").read_text("utf-8"))
    commands = [
        jobs["pages"]["script"][0],
        netlify["build"]["command"],
        netlify["context"]["deploy-preview"]["command"],
    ]
    for command, name in zip(commands, ("CI_PAGES_URL", "URL", "DEPLOY_PRIME_URL"), strict=True):
        env = {name: "https://example.org/x", "PATH": "/usr/bin:/bin"}
        shown = subprocess.run(["sh", "-c", f"{command} --dry-run --always-make"], cwd=folder, env=env,
                               capture_output=True, text=True, check=True).stdout  # fmt: skip
        assert ".venv/bin/explainer build --base-url https://example.org/x" in shown


def test_each_explainer_has_ids_of_its_own(installation: Installation, started: Path) -> None:
    """Two new explainers, and the miniature they come from, differ in what the ids of feed and calendar rest on."""
    assert installation.explainer("init", "other").returncode == 0
    folders = (started / "content", installation.work / "other" / "content", SAMPLE / "content")
    assert len({load_content(folder, folder.parent / "seeds")[0].site.record.uid for folder in folders}) == 3


def test_a_clone_has_the_source_texts_as_received(own: Path, tmp_path: Path) -> None:
    """Where Git writes the line ends of Windows, those of source texts and of the wheel stay."""
    clone = tmp_path / "clone"
    (own / "seeds" / "received.txt").write_bytes(b"One.\r\nTwo.\r\n")
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"], ["clone", "-q", ".", str(clone)]):
        subprocess.run([*git, *command], cwd=own, check=True, capture_output=True)
    received = [path.relative_to(own) for name in ("seeds", "vendor") for path in (own / name).iterdir()]
    assert len(received) > 2
    for path in [*received, Path("content/site.yaml"), Path("Makefile")]:
        assert (clone / path).read_bytes() == (own / path).read_bytes()


def test_a_used_folder_is_refused(installation: Installation, tmp_path: Path) -> None:
    """Nothing is written into a folder that holds something, or over a file, or where nothing can be written."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to("nowhere")
    mine = tmp_path / "mine.txt"
    for target, message in (
        (tmp_path, f"{tmp_path}:1:1: not an empty folder [writable]"),
        (mine, f"{mine}:1:1: not an empty folder [writable]"),
        (tmp_path / "link", f"{tmp_path}/link:1:1: not an empty folder [writable]"),
        (mine / "below" / "own", f"{mine}:1:1: not a folder [writable]"),
        ("/proc/own", "/proc:1:1: cannot be read or written"),
    ):
        done = installation.explainer("init", target)
        assert done.returncode == 1
        assert message in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"link", "mine.txt"}


def test_an_empty_folder_is_filled(installation: Installation, tmp_path: Path) -> None:
    """A folder that exists is used if it is empty but for what systems leave in it; nothing else is left there."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / ".DS_Store").touch()
    assert installation.explainer("init", folder, "--empty").returncode == 0
    assert (folder / "content" / "site.yaml").is_file()
    assert not list(tmp_path.rglob(".explainer-*"))


def test_a_checkout_is_not_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only an installed program can be pinned: a checkout says how to install it, and leaves nothing behind."""
    assert cli.main(["init", str(tmp_path / "own")]) == 1
    error = capsys.readouterr().err
    assert "this program is not installed" in error
    assert f"`pipx install {ROOT}`" in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("gone", ["shipped", "shipped/templates/base.html", "rules/quotes.py", "graphics/font"])
def test_an_installation_without_its_files(wheel: Path, tmp_path: Path, gone: str) -> None:
    """What is missing of an installation is named by every command, before anything is read or written."""
    own = Installation(tmp_path)
    assert own.pip("install", "--quiet", wheel).returncode == 0
    path = own.package / gone
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    for file in files:
        file.unlink()
    for command in (("init", "own"), ("check",), ("--version",)):
        done = own.explainer(*command)
        assert done.returncode == 1
        assert re.match(f"Missing: {path}.*\\. Install {DISTRIBUTION} again\\.\n$", done.stderr)
        assert (f" and {len(files) - 4} more" in done.stderr) == (len(files) > 4)
    assert list(own.work.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "damage", "message"),
    [
        ("explainer/shipped/templates/base.html", "<p>", "a file of the installation was changed"),
        ("RECORD", None, "cannot be read: No such file or directory"),
        ("METADATA", None, "a file of the installation cannot be read: No such file or directory"),
    ],
)
def test_a_damaged_installation(wheel: Path, tmp_path: Path, file: str, damage: str | None, message: str) -> None:
    """An installation that is not as it was installed is not packed, and nothing is left half made."""
    own = Installation(tmp_path)
    assert own.pip("install", "--quiet", wheel).returncode == 0
    packages = own.package.parent
    path = packages / file if "/" in file else packages / f"{DISTRIBUTION.replace('-', '_')}-{VERSION}.dist-info" / file
    if damage is None:
        path.unlink()
    else:
        path.write_text(damage, "utf-8")
    done = own.explainer("init", "own")
    assert done.returncode == 1
    assert f"{path}:1:1: {message}" in done.stderr
    assert f"hint: install {DISTRIBUTION} {VERSION} again" in done.stderr
    assert list(own.work.iterdir()) == []


def test_the_wheel_is_the_installed_program(started: Path, wheel: Path, installation: Installation) -> None:
    """What is put into `vendor/` has the files of the wheel that was installed, and the requirements name its checksum."""
    (vendored,) = (started / "vendor").iterdir()
    assert vendored.name == wheel.name
    for path in (vendored, wheel):
        unpacked = installation.work / "unpacked" / path.parent.name
        shutil.unpack_archive(path, unpacked, "zip")
    one, other = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in sorted((installation.work / "unpacked").iterdir())
    )
    assert one.keys() == other.keys()
    assert {name for name in one if one[name] != other[name]} <= {name for name in one if name.endswith("/RECORD")}
    locked = (ROOT / "requirements.txt").read_text("utf-8").partition("\n#    make lock\n")[2]
    text = (started / "requirements.txt").read_text("utf-8")
    assert text.endswith(f"\n{locked}")
    assert re.match(rf"# explainer {VERSION}\. .*\n\./vendor/{vendored.name} --hash=sha256:[0-9a-f]{{64}}\n", text)
    named = requirements(Wheel(wheel.name, b"", "git+https://example.org/x@abc"))
    assert named.startswith(f"# explainer {VERSION}, installed from git+https://example.org/x@abc. Written by")


def test_the_documents_name_what_a_new_explainer_has(started: Path) -> None:
    """Each command of make that its documents name is in its Makefile, and no file of the program's repository is named."""
    makefile = (started / "Makefile").read_text("utf-8")
    for name in ("README.md", "content/README.md"):
        text = (started / name).read_text("utf-8")
        targets = set(re.findall(r"`make ([a-z-]+)", text))
        assert len(targets) == 3
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
