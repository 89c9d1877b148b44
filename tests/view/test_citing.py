"""How words and records are pointed at."""

from __future__ import annotations

from urllib.parse import unquote

from explainer.text.dates import parse_edtf
from explainer.view.citing import TextFragments, bibtex, plain_citation

TEXT = "The river rose. The river fell, and the old bridge - it stood - was closed. The river rose again."
AS_OF = parse_edtf("2026-11-22")


def fragment(words: str) -> str:
    """The text directive for some words of the text, decoded."""
    return unquote(TextFragments("https://example.org/page", TEXT).address(words).partition(":~:text=")[2])


def test_a_fragment_is_as_short_as_it_can_be() -> None:
    """Words that stand once are enough; where they stand more often, more are named."""
    assert fragment("the old bridge - it stood - was closed.") == "the old,was closed."
    assert fragment("The river rose again.") == "The river rose again."


def test_a_fragment_is_encoded() -> None:
    """Hyphens and commas would be read as syntax, spaces and quotation marks are no part of an address."""
    address = TextFragments("https://example.org/page#top", TEXT).address("fell, and")
    assert address == "https://example.org/page#top:~:text=fell%2C%20and"
    assert TextFragments("https://example.org/", "a - b").address("a - b").endswith("a%20%2D%20b")


def test_plain_citation_names_the_producer_first() -> None:
    """The sources stand before us; a title that ends in a mark gets no second one."""
    said = plain_citation("It opened", "The bridge", AS_OF, "https://example.org/x.html", ["Report, Gazette"])
    assert (
        said
        == "Report, Gazette. Recorded as “It opened.” The bridge, as of 22 November 2026. https://example.org/x.html"
    )
    assert (
        plain_citation("Who?", "The bridge", AS_OF, "", []) == "Recorded as “Who?” The bridge, as of 22 November 2026."
    )


def test_bibtex_escapes_what_latex_reads() -> None:
    """Percent signs and their like are text, an address stays as it is, and a missing address is left out."""
    entry = bibtex("a-b", "50% & more_", "The {bridge}", AS_OF, "https://example.org/a_b", [])
    assert entry.splitlines() == [
        "@misc{a-b,",
        r"  title = {50\% \& more\_},",
        r"  howpublished = {The \{bridge\}},",
        "  year = {2026},",
        "  url = {https://example.org/a_b},",
        "  note = {As of 22 November 2026}",
        "}",
    ]
    assert "url" not in bibtex("a", "t", "s", AS_OF, "", [])
