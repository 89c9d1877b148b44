"""Templates only print: what they can see is listed, and they hold no words, colours or decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import Template
from samples import ROOT, Explainer
from template_reference import REFERENCE, TEMPLATES, names, parts, reference

from explainer.content.loader import read_folder
from explainer.graphics.palette import NAMES, read_palette
from explainer.rendering.renderer import Renderer
from explainer.rendering.template_values import DRAWN, EVERY_PAGE, EVERYWHERE, MARKDOWN, OF_TEMPLATE, PARAMETERS

ALL = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".svg", ".xml", ".js"))
PAGES = [path for path in ALL if path not in parts() and path.name != "base.html"]
JINJA = re.compile(r"{[{%#].*?[#%}]}", re.DOTALL)


def test_the_reference_is_up_to_date() -> None:
    """`make golden` writes it."""
    assert REFERENCE.read_text("utf-8") == reference()


def test_templates_use_only_what_is_listed() -> None:
    """A page sees what every page sees and what is listed for it, a part of it besides what is set for it."""
    strange = {}
    for path in ALL:
        name = path.relative_to(TEMPLATES).as_posix()
        own = DRAWN.get(name) or {**EVERY_PAGE, **OF_TEMPLATE.get(name, MARKDOWN)}
        listed = {*own} if path in PAGES else {*EVERY_PAGE, *PARAMETERS}
        if more := names(path) - listed:
            strange[name] = more
    assert not strange


def test_the_renderer_gives_what_is_listed(sample: Explainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each template is given exactly what the reference lists for it, if the site has all it could have."""
    given: dict[str, set[str]] = {}
    fill = Renderer.fill

    def noting(self: Renderer, template: Template, context: Mapping[str, Any]) -> str:
        given.setdefault(str(template.name), set()).update(context)
        return fill(self, template, context)

    monkeypatch.setattr(Renderer, "fill", noting)
    monkeypatch.setattr("explainer.view.page_list.FULL", 1)
    sample.make("--base-url", "https://example.org/bridge/")
    inner = {name: names for name, names in given.items() if name.startswith(("components/", "partials/"))}
    pages = {name: names for name, names in given.items() if name not in inner}
    markdown = {name: names for name, names in pages.items() if name not in {**OF_TEMPLATE, **DRAWN}}
    assert len(markdown) == 12
    assert set().union(*markdown.values()) == {*EVERY_PAGE, *MARKDOWN}
    assert {name: pages[name] for name in DRAWN} == {name: set(values) for name, values in DRAWN.items()}
    assert {name: pages[name] for name in OF_TEMPLATE} == {
        name: {*EVERY_PAGE, *values} for name, values in OF_TEMPLATE.items()
    }
    seen = set().union(*inner.values())
    assert seen <= {*EVERY_PAGE, *MARKDOWN, *PARAMETERS}
    assert not seen & EVERYWHERE.keys()


def test_no_line_is_too_long() -> None:
    """A line of a template can be read."""
    long = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in ALL
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 160
    ]
    assert not long


def test_templates_hold_no_words() -> None:
    """What is printed between tags, and read out from attributes, comes from the catalogue or the content."""
    found = {}
    for path in ALL:
        text = JINJA.sub("\n", re.sub(r"<style>.*?</style>", "", path.read_text("utf-8"), flags=re.DOTALL))
        if path.suffix == ".js":
            continue
        read = re.findall(r'(?:alt|aria-label|title|placeholder)="([^"]*)"', text)
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", " ".join([*read, re.sub(r"<[^<>]*>", " ", text)])))
        if words := [word for word in words if word != "html"]:
            found[path.relative_to(TEMPLATES).as_posix()] = words
    assert not found


def test_a_record_is_told_where_it_is_shown() -> None:
    """No component asks what page it is on, nor whether something happens to be defined."""
    for path in parts():
        if path.parent.name == "components":
            code = " ".join(JINJA.findall(path.read_text("utf-8")))
            assert not re.search(r"page\.template|is (?:not )?defined|default\(", code), path


def test_colours_have_one_place() -> None:
    """Icon, maps and share images are drawn in the colours of the style sheet, which are declared nowhere else."""
    palette = read_palette(read_folder(ROOT / "static")[0])
    assert set(NAMES) <= palette.light.keys() & palette.dark.keys()
    assert all(palette.light[name] != palette.dark[name] for name in NAMES)
    for path in ALL:
        assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text("utf-8")), path
    other = [path for path in (ROOT / "static" / "css").glob("*.css") if path.name not in ("site.css", "print.css")]
    for path in other:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8")), path


def test_pictures_take_the_colours_of_the_style_sheet(sample: Explainer) -> None:
    """Another accent in the style sheet is that of the icon and the maps; one that is missing is a problem."""
    sample.static = sample.folder / "static"
    (sample.static / "css").mkdir(parents=True)
    for path in (ROOT / "static").rglob("*"):
        if path.is_file():
            copy = sample.static / path.relative_to(ROOT / "static")
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    sheet = sample.static / "css" / "site.css"
    text = sheet.read_text("utf-8")
    sheet.write_text(re.sub(r"--accent: #[0-9a-f]{6}", "--accent: #123456", text), "utf-8")
    site = sample.make()
    assert b'fill="#123456"' in site["favicon.svg"]
    assert b"--accent: #123456" in site["maps/map-of-the-harbour.svg"]
    sheet.write_text(text.replace("--accent: #", "--accents: #"), "utf-8")
    (problem,) = sample.problems()
    assert problem == (
        "css/site.css:1:1: no colour for --accent [palette]\n"
        "    hint: icon, maps, charts and share images take their colours from here: declare each in :root as #rrggbb"
    )
