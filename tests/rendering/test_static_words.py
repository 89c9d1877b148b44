"""The words of the interface in scripts and style sheets."""

from __future__ import annotations

import pytest

from explainer.locales.reading import english
from explainer.problems import ContentError, format_text
from explainer.rendering.static_words import static_file, with_words


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('close.textContent = t("note.close");', 'close.textContent = "Close";'),
        ('x = t("records.found", {shown, n: items.length});', "x = `${shown} of ${items.length} records`;"),
        ('content: t("evidence.title") " ";', 'content: "Evidence" " ";'),
        ('at("note.close"); event.t("note.close")', 'at("note.close"); event.t("note.close")'),
    ],
)
def test_words(source: str, made: str) -> None:
    """A call for a text becomes a string, one with values a template literal; what only looks like one stays."""
    assert with_words("js/x.js", source, english()) == made


@pytest.mark.parametrize(
    "call", ['t("note.clos")', 't("notes.close")', 't("records.found", {shown})', 't("records.found")']
)
def test_a_word_that_is_missing(call: str) -> None:
    """A call for a text that cannot be replaced is a problem with its place."""
    with pytest.raises(ContentError) as error:
        with_words("js/x.js", f"\n{call};", english())
    (problem,) = error.value.problems
    assert format_text(problem).startswith("js/x.js:2:1: no word ")


def test_comments_of_scripts() -> None:
    """Those with lines of their own are left out; what follows code, stands in a string or states rights is kept."""
    script = '/* why\n * so */\n  /* and */\nlet x = "/* no */"; /* here */\n/*! by us */\n/* a */ f();\n'
    kept = 'let x = "/* no */"; /* here */\n/*! by us */\n/* a */ f();\n'
    assert static_file("js/x.js", script.encode(), english()) == kept.encode()


def test_other_files_stay_as_they_are() -> None:
    """Nothing is replaced in a picture, and a script that is no text is a problem."""
    assert static_file("x.png", b'\xfft("note.close")', english()) == b'\xfft("note.close")'
    with pytest.raises(ContentError):
        static_file("js/x.js", b"\xff", english())
