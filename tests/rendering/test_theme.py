"""A theme changes tokens and nothing else, and is refused if it would make the site hard to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from samples import ROOT, Explainer

from explainer.graphics.palette import STYLE_SHEET, read_palette
from explainer.rendering.css import compact
from explainer.rendering.theme import THEME, contrast, themed, tokens

SHEET = (ROOT / "static" / STYLE_SHEET).read_text("utf-8")
LIGHT = ":root {\n  --accent: #5a1a6e;\n  --measure: 36rem;\n  /* --paper: #000; */\n}\n"
DARK = "@media (prefers-color-scheme: dark) {\n  :root {\n    --accent: #e0b0f0;\n    --gap: 1rem;\n  }\n}\n"


@pytest.fixture
def own(sample: Explainer) -> Explainer:
    """The miniature with an empty folder of static files of its own."""
    sample.static = sample.folder / "static"
    (sample.static / "css").mkdir(parents=True)
    return sample


def save(own: Explainer, text: str) -> None:
    """Write the theme."""
    (own.static / THEME).write_text(text, "utf-8")


def test_a_theme_takes_the_place_of_values(own: Explainer, site: Mapping[str, bytes]) -> None:
    """Light and dark values are each replaced, pictures have the new colours, and no other file is added or changed."""
    save(own, LIGHT + DARK)
    made = own.make()
    assert made.keys() == site.keys()
    css = made[STYLE_SHEET].decode()
    expected = (
        SHEET.replace("#08424f", "#5a1a6e").replace("#9adbe4", "#e0b0f0").replace("measure: 40rem", "measure: 36rem", 1)
    )
    expected = compact(expected.replace("--marked: #3f3719;", "--marked: #3f3719; --gap: 1rem;"))
    assert css.partition("@layer base")[0] == expected.partition("@layer base")[0]
    palette = read_palette({STYLE_SHEET: css.encode()})
    assert (palette.light["accent"], palette.dark["accent"]) == ("#5a1a6e", "#e0b0f0")
    assert b"#5a1a6e" in made["favicon.svg"]
    assert {path for path in site if made[path] != site[path] and path.endswith(".html")} == set()


def test_an_empty_theme_changes_nothing(own: Explainer, site: Mapping[str, bytes]) -> None:
    """Comments alone are a theme, and leave every byte as it was."""
    save(own, "/* nothing yet */\n")
    assert own.make() == site


WRONG = {
    "unknown": (":root {\n  --acent: #5a1a6e;\n}\n", "2:12: no token '--acent' in css/site.css", "did you mean 'accent'?"),
    "no colour": (":root { --accent: purple; }", "1:19: 'purple' is no colour for '--accent'", "write it as #rrggbb"),
    "other rule": (":root {\n}\n\na { color: red; }\n", "4:1: 'a { color: red; }' is no token", "write `:root {"),
    "in a block": (":root {\n  color: red;\n}", "2:3: 'color: red;' is no token", "write `:root {"),
    "no end": (":root {\n  --gap: 1rem\n}", "2:3: '--gap: 1rem' is no token", "write `:root {"),
    "condition": ("@media print {\n  :root { --gap: 1rem; }\n}", "2:18: '@media print' is no condition", "(width >= 48rem)"),
    "light": (":root { --ink: #8a877c; }", "1:16: contrast of '--ink' on '--paper' is 3.42 in light mode", "make it 4.5"),
    "ground": (":root { --paper: #525a5d; }", "contrast of '--soft' on '--paper' is 1.00 in light mode", "make it 4.5"),
    "dark": (DARK.replace("#e0b0f0", "#1a2427"), "3:15: contrast of '--accent' on '--paper' is 1.14 in dark mode", "4.5"),
    "drawn": (":root { --line: #c0c0c0; }", "contrast of '--line' on '--paper' is 1.73 in light mode", "make it 3.0"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_theme(own: Explainer, text: str, message: str, hint: str) -> None:
    """Each fault is a problem with file, line and column of the theme, and says what to write."""
    save(own, text)
    problems = own.problems()
    assert any(
        problem.startswith("static/css/theme.css:") and message in problem and "[theme]" in problem and hint in problem
        for problem in problems
    ), problems


def test_a_theme_that_is_no_text(own: Explainer) -> None:
    """Bytes that are no UTF-8 are a problem, too."""
    (own.static / THEME).write_bytes(b":root { --gap: \xff; }")
    (problem,) = own.problems()
    assert "static/css/theme.css:1:1: byte 0xff is not UTF-8 text [theme]" in problem


def test_the_colours_of_the_program_can_be_told_apart() -> None:
    """The program's own tokens, as a theme of each mode, are without a problem."""
    declared = tokens(SHEET)
    blocks = {media: [token for token in declared if token.media == media] for media in {t.media for t in declared}}
    text = ""
    for media, found in blocks.items():
        lines = "".join(f"--{token.name}: {token.value};\n" for token in found)
        text += f"@media {media} {{ :root {{ {lines} }} }}\n" if media else f":root {{ {lines} }}\n"
    files, problems = themed({STYLE_SHEET: SHEET.encode(), THEME: text.encode()}, "theme.css")
    assert problems == []
    assert files == {STYLE_SHEET: SHEET.encode()}


def test_contrast_as_it_is_defined() -> None:
    """The ends of the scale, and a pair that WCAG's own documents calculate."""
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_theme_without_a_style_sheet() -> None:
    """A token of a style sheet that is missing is unknown."""
    (problem,) = themed({THEME: b":root { --gap: 1rem; }"}, str(Path("theme.css")))[1]
    assert problem.message == "no token '--gap' in css/site.css"
