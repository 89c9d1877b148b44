"""Addresses of words, and citations of records."""

from __future__ import annotations

from urllib.parse import unquote

from explainer.locales.reading import english
from explainer.text.dates import parse_edtf
from explainer.view.citing import Cited, TextFragments, bibtex, plain_citation

TEXT = "The river rose. The river fell, and the old bridge - it stood - was closed. The river rose again."
AS_OF = parse_edtf("2026-11-22")


def fragment(words: str) -> str:
    """The text directive for some words of the text, decoded."""
    return unquote(TextFragments("https://example.org/page", TEXT).address(words).partition(":~:text=")[2])


def test_a_fragment_is_as_short_as_it_can_be() -> None:
    """Words that occur once are enough; if they occur more often, more are named."""
    assert fragment("the old bridge - it stood - was closed.") == "the old,was closed."
    assert fragment("The river rose again.") == "The river rose again."


def test_a_fragment_is_encoded() -> None:
    """Hyphens and commas would be read as syntax, spaces and quotation marks are no part of an address."""
    address = TextFragments("https://example.org/page#top", TEXT).address("fell, and")
    assert address == "https://example.org/page#top:~:text=fell%2C%20and"
    assert TextFragments("https://example.org/", "a - b").address("a - b").endswith("a%20%2D%20b")


def test_plain_citation_names_the_producer_first() -> None:
    """A citation names the sources before this site; a title that ends in a mark gets no second one."""
    said = plain_citation(
        Cited("It opened", "The bridge", AS_OF, "https://example.org/x.html", ["Report, Gazette"]), english()
    )
    assert (
        said
        == "Report, Gazette. Recorded as “It opened.” The bridge, as of 22 November 2026. https://example.org/x.html"
    )
    assert (
        plain_citation(Cited("Who?", "The bridge", AS_OF, "", []), english())
        == "Recorded as “Who?” The bridge, as of 22 November 2026."
    )


def test_bibtex_escapes_what_latex_reads() -> None:
    """Percent signs and their like are text, an address stays as it is, and a missing address is left out."""
    entry = bibtex("a-b", Cited("50% & more_", "The {bridge}", AS_OF, "https://example.org/a_b", []), english())
    assert entry.splitlines() == [
        "@misc{a-b,",
        r"  title = {50\% \& more\_},",
        r"  howpublished = {The \{bridge\}},",
        "  year = {2026},",
        "  url = {https://example.org/a_b},",
        "  note = {As of 22 November 2026}",
        "}",
    ]
    assert "url" not in bibtex("a", Cited("t", "s", AS_OF, "", []), english())
