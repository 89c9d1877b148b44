"""Content of every former format becomes content of today, with its comments, and builds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from samples import Explainer

from explainer import cli
from explainer.authoring.migrate import MIGRATIONS, migrate
from explainer.content.records import FORMAT
from explainer.problems import ContentError

FORMATS = Path(__file__).parent


@pytest.fixture
def old(tmp_path: Path) -> Explainer:
    """The miniature as it was in format 0."""
    for name in ("content", "seeds"):
        shutil.copytree(FORMATS / "format-0" / name, tmp_path / name)
    return Explainer(tmp_path)


def comments(folder: Path) -> list[str]:
    """Every comment of the YAML files of an explainer."""
    return sorted(line for path in folder.rglob("*.yaml") for line in re.findall(r"#.*", path.read_text("utf-8")))


def test_every_format_has_a_migration() -> None:
    """There is a step from each format to the next."""
    assert len(MIGRATIONS) == FORMAT


@pytest.mark.parametrize("number", range(FORMAT))
def test_content_of_a_former_format_builds(number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The miniature of each format is refused, migrated, and then builds; a second time nothing is left to do."""
    for name in ("content", "seeds"):
        shutil.copytree(FORMATS / f"format-{number}" / name, tmp_path / name)
    old = Explainer(tmp_path)
    (problem,) = old.problems()
    assert f"content of format {number}, and this program reads format {FORMAT} [content_format]" in problem
    assert "`python build.py migrate` rewrites it and keeps every comment" in problem
    before = comments(tmp_path)
    assert cli.main(old.options("migrate")) == 0
    assert f"from format {number} to format {FORMAT}." in capsys.readouterr().out
    assert "index.html" in old.make()
    assert comments(tmp_path) == before
    texts = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert cli.main(old.options("migrate")) == 0
    assert f"The content has format {FORMAT} already." in capsys.readouterr().out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == texts


def test_what_is_dropped_is_told(old: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Fields that are gone are named with their values, comments beside and between them stay where they were."""
    old.edit(
        "site.yaml",
        "marked_publishers: [register]\n",
        "# Forms with a mark:\nmarked_publishers:  # since the first version\n  # the town's\n  - register  # all\n"
        "mere_mentions: [announced]  # once more\n",
    )
    before = comments(old.folder)
    assert cli.main(old.options("migrate")) == 0
    out = capsys.readouterr().out
    assert "Forms of publishers are not marked any more (register)" in out
    assert "state_meanings" in out
    text = old.path("site.yaml").read_text("utf-8")
    assert "# Forms with a mark:\n# since the first version\n# the town's\n# all\n# once more\nledger_groups:" in text
    assert "\nstate_meanings: {announced: mention}\n" in text
    assert comments(old.folder) == before
    assert old.path("schema/site.json").is_file()


def test_content_from_the_future(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Content newer than the program is one clear problem, and is not rewritten."""
    sample.edit("site.yaml", "format: 1\n", "format: 12\nnews: [of tomorrow]\n")
    before = sample.path("site.yaml").read_bytes()
    (problem,) = sample.problems()
    assert re.match(r"content/site\.yaml:\d+:9: content of format 12, and this program reads format 1 \[", problem)
    assert "take over a newer version of the program" in problem
    assert cli.main(sample.options("migrate")) == 1
    assert "content of format 12" in capsys.readouterr().err
    assert sample.path("site.yaml").read_bytes() == before


@pytest.mark.parametrize("named", ["-1", "99999999"])
def test_a_format_that_never_was(sample: Explainer, named: str) -> None:
    """A number that is no format of any version is a problem, not content of today."""
    sample.edit("site.yaml", "format: 1\n", f"format: {named}\n")
    (problem,) = sample.problems()
    assert f"field 'format': '{named}' is out of range [schema]" in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{title: x, marked_publishers: [a]}\n", "a mapping in braces cannot be migrated"),
        ("title: x\nformat: first\n", "no format can be read"),
        ("- a\n", "no format can be read"),
        ("title: [x\n", "[yaml]"),
    ],
    ids=["braces", "no number", "a list", "no YAML"],
)
def test_what_cannot_be_migrated(old: Explainer, text: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A site file that cannot be understood is a problem, and nothing is written."""
    old.save(old.path("site.yaml"), text)
    before = {path: path.read_bytes() for path in old.folder.rglob("*") if path.is_file()}
    assert cli.main(old.options("migrate")) == 1
    assert message in capsys.readouterr().err
    assert {path: path.read_bytes() for path in old.folder.rglob("*") if path.is_file()} == before


def test_a_damaged_file_stops_all(old: Explainer) -> None:
    """Nothing is rewritten if any file is no plain YAML."""
    old.add("facts/events.yaml", "\n- id: [\n")
    before = old.path("site.yaml").read_bytes()
    with pytest.raises(ContentError):
        migrate(old.folder / "content")
    assert old.path("site.yaml").read_bytes() == before
