"""Templates and static files of an explainer come before those of the program, one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from samples import ROOT, Explainer

from explainer import cli
from explainer.rendering.overrides import overrides
from explainer.resources import VERSION, resource

FOOTER = "templates/partials/footer.html"


@pytest.fixture
def own(sample: Explainer) -> Explainer:
    """The miniature with folders of its own for the look, which are still empty."""
    sample.templates, sample.static = sample.folder / "templates", sample.folder / "static"
    sample.templates.mkdir()
    sample.static.mkdir()
    return sample


def copy(own: Explainer, name: str) -> Path:
    """Copy a file of the program's look."""
    assert cli.main([*own.options("theme"), "copy", name]) == 0
    return own.folder / name


def test_nothing_of_its_own(own: Explainer, site: Mapping[str, bytes]) -> None:
    """An explainer without templates and static files has all of the program."""
    assert own.make() == site


@pytest.mark.slow
def test_copies_of_everything_change_nothing(own: Explainer, site: Mapping[str, bytes]) -> None:
    """Each file of the look can be copied, and its first line, which says from where, is not published in a page or style."""
    names = [override.name for override in overrides(own.templates, own.static)]
    assert FOOTER in names
    assert "static/css/site.css" in names
    for name in names:
        copy(own, name)
    made = own.make()
    assert {path for path in site if made[path] != site[path]} == {
        *(path for path in site if path.startswith("js/")),
        "manifest.json",
    }
    assert {override.state for override in overrides(own.templates, own.static)} == {"copied"}


def test_one_template_and_one_static_file(own: Explainer, site: Mapping[str, bytes]) -> None:
    """A changed copy is used, everything else stays the program's, and a new static file is published."""
    footer = copy(own, FOOTER)
    footer.write_text(footer.read_text("utf-8") + "<p>Made by us.</p>", "utf-8")
    (own.static / "img").mkdir()
    (own.static / "img" / "logo.svg").write_text("<svg/>", "utf-8")
    made = own.make()
    assert b"Made by us." in made["index.html"]
    assert made.keys() - site.keys() == {"img/logo.svg"}
    assert made["css/site.css"] == site["css/site.css"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("<p>\n{% if %}", "footer.html:2:1: Expected an expression"), ("<p>\n\n{{ nothing }}", "footer.html:3:1: 'nothing'")],
    ids=["syntax", "name"],
)  # fmt: skip
def test_an_error_in_a_template_of_its_own(own: Explainer, text: str, message: str) -> None:
    """The problem names the file and line of the explainer, not of the program."""
    path = own.folder / FOOTER
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    problems = own.problems()
    assert problems[0].startswith(f"templates/partials/{message}")
    path.write_bytes(b"\xff")
    assert own.problems()[0].startswith("templates/partials/footer.html:1:1: byte 0xff is not UTF-8 text")


def test_a_copy_that_is_out_of_date(own: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` says when the program's file has changed since it was copied, and is content otherwise."""
    footer = copy(own, FOOTER)
    assert cli.main(own.options("check")) == 0
    assert "copied from" not in capsys.readouterr().out.replace("Copied to", "")
    text = re.sub("[0-9a-f]{64}", "0" * 64, footer.read_text("utf-8"))
    footer.write_text(text.replace(VERSION, "0.0.9"), "utf-8")
    assert cli.main(own.options("check")) == 0
    expected = (
        f"{footer}: copied from 0.0.9, and changed in {VERSION}: compare it with {resource('templates')}/partials"
    )
    assert expected in capsys.readouterr().out


def test_the_list(own: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file of the look is listed, with what the explainer has of its own."""
    copy(own, FOOTER)
    (own.templates / "home.html").write_text("<p>", "utf-8")
    capsys.readouterr()
    assert cli.main([*own.options("theme"), "list"]) == 0
    lines = {line.split()[0]: line.partition(" ")[2].strip() for line in capsys.readouterr().out.splitlines()}
    assert lines[FOOTER] == f"copied from {VERSION}"
    assert lines["templates/home.html"] == "your own"
    assert lines["static/css/site.css"] == lines["templates/base.html"] == ""
    files = [
        path for name in ("templates", "static") for path in (ROOT / name).rglob("*.*") if path.name != "README.md"
    ]
    assert {str(path.relative_to(ROOT)) for path in files} == lines.keys() - {"static/css/theme.css:"}


def test_what_cannot_be_copied(own: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that exists is not overwritten, an unknown one is a problem, and the program does not copy over itself."""
    footer = copy(own, FOOTER)
    before = footer.read_bytes()
    for name, message in (
        (FOOTER, f"{footer}:1:1: exists already"),
        ("templates/partials/foter.html", f"did you mean '{FOOTER}'?"),
        ("templates/README.md", "no file 'templates/README.md' in the look"),
    ):
        assert cli.main([*own.options("theme"), "copy", name]) == 1
        assert message in capsys.readouterr().err
    assert footer.read_bytes() == before
    own.templates, own.static = ROOT / "templates", ROOT / "static"
    assert cli.main([*own.options("theme"), "copy", FOOTER]) == 1
    assert "the folders of this look are those of the program itself" in capsys.readouterr().err


def test_a_folder_that_is_missing(own: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder named on the command line must exist; `templates` and `static` may be missing."""
    own.templates.rmdir()
    with pytest.raises(SystemExit):
        cli.main(own.options("check"))
    assert f"--templates: no folder '{own.templates}'" in capsys.readouterr().err
