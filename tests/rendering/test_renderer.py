"""Errors in templates are reported with file and line, and the last good site stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from refused import assert_refused
from samples import ROOT, Explainer, make_unreadable

from explainer import cli
from explainer.cache import CachedPipeline
from explainer.problems import ContentError

TEMPLATES = [
    ("an undefined name", "home.html", "<p>\n{{ nothing }}\n", "home.html:2:1: 'nothing' is undefined"),
    ("an undefined field", "home.html", "{{ page.title }}\n{{ page.tittle }}\n", "home.html:2:1: "),
    ("in a component", "components/quote.html", "\n\n{{ record.words }}\n", "quote.html:3:1: "),
    ("a syntax error", "home.html", "<p>\n{% if %}\n", "home.html:2:1: "),
    ("a tag left open", "home.html", "{% if page %}\n", "home.html:1:1: "),
    ("a missing parent", "home.html", "{% extends 'bse.html' %}\n", "home.html:1:1: "),
    ("an error in an expression", "home.html", "\n{{ 1 / 0 }}\n", "home.html:2:1: division by zero"),
    ("a dead link", "home.html", '<a href="nowhere.html">x</a>\n', "index.html:1:1: link to 'nowhere.html' leads to no page"),
    ("a dead fragment", "home.html", '<a href="timeline.html#x">x</a>\n', "link to 'timeline.html#x': no such id on that page"),
    ("an id given twice", "home.html", '<p id="a"></p><p id="a"></p>\n', "id 'a' stands 2 times on the page"),
    ("a script as address", "home.html", "<a href='javascript:x'>x</a>\n", "link 'javascript:x' has a scheme that is not allowed"),
    ("not UTF-8", "home.html", "\udcff", "home.html"),
    ("tags nested too deeply", "home.html", "{% if page %}" * 2000 + "{% endif %}" * 2000, "home.html:1:1: nested too deeply to be read"),
    ("a hundred levels", "home.html", "{% if page %}\n" * 150 + "{% endif %}" * 150, "home.html:1:1: nested too deeply to be read"),
    ("brackets nested too deeply", "home.html", "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "home.html:1:1: nested too deeply to be read"),
    ("too deep where it is included", "components/quote.html", "{% if page %}" * 2000 + "{% endif %}" * 2000, "nested too deeply to be read"),
    ("includes itself", "home.html", "<p>\n{% include 'home.html' %}\n", "home.html:2:1: nested without end, or too deeply"),
    ("a macro that calls itself", "home.html", "{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}\n", "home.html:2:1: nested without end, or too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "text", "expected"), TEMPLATES, ids=[case[0] for case in TEMPLATES])
def test_template(
    built: Explainer,
    capsys: pytest.CaptureFixture[str],
    bare_templates: Callable[[str, str], Path],
    name: str,
    file: str,
    text: str,
    expected: str,
) -> None:
    """An error in a template is reported with its file and line."""
    del name

    def replace() -> None:
        bare_templates(file, "").write_bytes(text.encode("utf-8", "surrogateescape"))

    assert_refused(built, capsys, replace, expected)


def test_a_template_in_every_page_that_includes_itself(
    built: Explainer, bare_templates: Callable[[str, str], Path]
) -> None:
    """It is reported once for all pages, at the line of one of the tags, also if it includes itself through another template."""
    bare_templates("partials/footer.html", "<p>\n{% include 'partials/other.html' %}\n")
    built.save(built.templates / "partials" / "other.html", "\n\n{% include 'partials/footer.html' %}\n")
    try:
        (problem,) = built.problems()
    finally:
        (built.templates / "partials" / "other.html").unlink()
    assert re.search(r"partials/(footer\.html:2|other\.html:3):1: nested without end, or too deeply", problem)


def test_templates_that_cannot_be_read(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A link out of the folder of templates is not followed; what cannot be read is named with its path."""
    built.templates = Path(shutil.copytree(ROOT / "templates", built.folder / "templates"))
    home = built.templates / "home.html"
    outside = built.folder / "outside.html"
    home.rename(outside)

    def link() -> None:
        home.symlink_to(outside)

    assert_refused(built, capsys, link, "templates/home.html:1:1: a link to a file outside its folder [readable]")
    home.unlink()
    home.write_bytes(outside.read_bytes())
    assert_refused(
        built, capsys, lambda: make_unreadable(built.templates, "file"), ": cannot be read: File name too long"
    )


def test_two_pages_with_one_address(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that would replace another one is rejected, not lost."""
    page = built.path("pages/timeline.md")
    copy = page.with_name("404.md")
    assert_refused(built, capsys, lambda: copy.write_bytes(page.read_bytes()), "are to be '404.html' [unique_path]")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("facts", "'facts' is to be a file, and the folder of 'facts/"),
        ("index.html/x.txt", "'index.html' is to be a file, and the folder of 'index.html/x.txt'"),
        ("CSS/own.css", ""),
        ("Index.html", "two files (the other 'index.html') differ only in capitals, and for many systems are to be 'Index.html'"),
        ("manifest.json", "two files are to be 'manifest.json'"),
        ("con.txt", "'con.txt' is no name of a file on Windows"),
        ("aux/a.txt", "'aux' is no name of a file on Windows"),
        ("a:b.txt", "'a:b.txt' is no name of a file on Windows"),
        ("console.txt", ""),
    ],
)  # fmt: skip
def test_paths_that_no_folder_can_hold_together(
    built: Explainer, capsys: pytest.CaptureFixture[str], name: str, expected: str
) -> None:
    """A static file with the path of another file, of a folder, or with a name that some systems cannot store, is found by check."""
    built.static = Path(shutil.copytree(ROOT / "static", built.folder / "static"))
    path = built.static / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", "utf-8")
    assert cli.main(built.options("check")) == bool(expected)
    assert expected in capsys.readouterr().err
    if expected:
        assert_refused(built, capsys, lambda: None, expected)
        with pytest.raises(ContentError, match="1 problem"):
            CachedPipeline(cli.inputs(cli.parse(built.options("serve")))).make()
