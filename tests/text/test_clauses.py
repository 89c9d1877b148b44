"""Articles and numbered paragraphs of a document."""

from __future__ import annotations

import pytest

from explainer.text.clauses import clause_at, clauses, heading_pattern, markers, numbers_of, roman

KINDS = ("Section", "Article")
TREATY = """Treaty on the Harbour
ARTICLE III. Bridges
1. The towns build a bridge.
2. They pay for it:
(a) one half each;
(b) in June.
Article 4
The toll is one crown, as Article III says.
§ 2. Nobody else pays.
"""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The towns", "Article III(1)"),
        ("They pay", "Article III(2)"),
        ("one half", "Article III(2)(a)"),
        ("in June", "Article III(2)(b)"),
        ("The toll", "Article 4"),
        ("as Article", "Article 4"),
        ("Nobody else", "Article 4(2)"),
    ],
)
def test_the_place_of_words(words: str, name: str) -> None:
    """A place begins at its heading or number and goes on to the next one."""
    place = clause_at(clauses(TREATY, KINDS), TREATY.index(words))
    assert place
    assert place.name == name


def test_small_romans_below_letters() -> None:
    """They are below the letter before them, unless they are the next letter."""
    raw = "Article 1\n1. One:\n(a) first:\n(i) a;\n(ii) b;\n(b) second;\n(h) eighth;\n(i) ninth.\n2. Two.\n"
    names = [clause.name.removeprefix("Article 1") for clause in clauses(raw, KINDS)]
    assert names == ["", "(1)", "(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(b)", "(1)(h)", "(1)(i)", "(2)"]


def test_before_the_first_article() -> None:
    """Nothing is the place of the title."""
    assert clause_at(clauses(TREATY, KINDS), 0) is None


def test_numbers_belong_to_no_sentence() -> None:
    """Those that begin a paragraph, and the headings of articles."""
    found = [TREATY[span.start : span.end] for span in markers(TREATY, KINDS)]
    assert found == ["ARTICLE III. Bridges", "1.", "2.", "(a)", "(b)", "Article 4", "§ 2."]
    assert [span.end for span in markers("Article 5. We build.", KINDS)] == [11]


def test_names_of_places() -> None:
    """A number may be Roman, and numbers below it stand in brackets."""
    found = [(each["kind"], numbers_of(each["number"], each["below"]))
             for each in heading_pattern(KINDS).finditer("See Article 3(2)(a), SECTION IV and articles in general.")]  # fmt: skip
    assert found == [("Article", ("3", "2", "a")), ("SECTION", ("4",))]
    assert [roman(numeral) for numeral in ("I", "IV", "IX", "XIV", "XL", "XCIX")] == [1, 4, 9, 14, 40, 99]
