"""How to point at something: the words within a web page, a record in a citation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from explainer.content.records import Record, Source
from explainer.locales.catalogue import Catalogue
from explainer.text.dates import Edtf
from explainer.text.source_text import SourceText, fold

FRONT = "index.html"
"""The address of the front page, which tells the story."""

_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class TextFragments:
    """Addresses that open a web page at given words of the text kept of it.

    Follows the URL Fragment Text Directives draft of the WICG: `#:~:text=start,end`, each part
    percent-encoded, hyphens and commas too. A browser that does not know it opens the page at its top.
    `text` is the folded text of the page.
    """

    def __init__(self, url: str, text: str) -> None:
        page, _, fragment = url.partition("#")
        self._page = f"{page}#{fragment}:~:text="
        counted = Counter(pairwise(text.split(" ")))
        self._single = {neighbours for neighbours, count in counted.items() if count == 1}
        self._addresses: dict[str, str] = {}

    def address(self, exact: str) -> str:
        """The address of the words `exact`: whole when short, else as few of its first and last as tell it apart."""
        if exact not in self._addresses:
            words, pairs = exact.split(), list(pairwise(fold(exact).split(" ")))
            start, end = self._distinct(pairs), self._distinct(pairs[::-1])
            parts = [words] if start + end >= len(words) else [words[:start], words[-end:]]
            text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
            self._addresses[exact] = self._page + text
        return self._addresses[exact]

    def _distinct(self, pairs: list[tuple[str, str]]) -> int:
        """How many words it takes to reach a pair of neighbours that the text has only once; all if there is none."""
        return next((count for count, pair in enumerate(pairs, 2) if pair in self._single), len(pairs) + 1)


@lru_cache(maxsize=256)
def fragments(url: str, text: SourceText) -> TextFragments:
    """The addresses within a page; the same object for the same page and text, which knows those it was asked for."""
    return TextFragments(url, text.folded)


def url_of(record: Record) -> str:
    """The output path of a record's page."""
    return f"{'sources' if isinstance(record, Source) else 'facts'}/{record.id}.html"


class Cited(NamedTuple):
    """What a citation of a record says of it; `sources` name what it rests on, producers before us, `speaker` who says it."""

    title: str
    site: str
    as_of: Edtf
    address: str
    sources: Sequence[str]
    speaker: str = ""


def plain_citation(cited: Cited, t: Catalogue) -> str:
    """A record in one line for a text."""
    sources = "; ".join(cited.sources)
    said = t.cite.said(speaker=cited.speaker, sources=sources) if cited.speaker and sources else sources
    rests = f"{said}. " if said else ""
    title = cited.title if cited.title.endswith((".", "!", "?", "…")) else f"{cited.title}."
    recorded = t.cite.recorded(title=title, site=cited.site, date=t.date(cited.as_of))
    return f"{rests}{recorded} {cited.address}".strip()


def bibtex(key: str, cited: Cited, t: Catalogue) -> str:
    """A record as a BibTeX entry of type `misc`."""
    fields = {
        "author": cited.speaker,
        "title": cited.title,
        "howpublished": cited.site,
        "year": f"{cited.as_of.last.year}",
        "url": cited.address,
        "note": "; ".join([t.cite.as_of(date=t.date(cited.as_of)), *cited.sources]),
    }
    shown = {name: text if name == "url" else _tex(text) for name, text in fields.items() if text}
    if cited.speaker:
        shown["author"] = f"{{{shown['author']}}}"  # one author, even with an "and" in the name
    lines = [f"  {name} = {{{text}}}" for name, text in shown.items()]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    """Text with the characters that LaTeX reads as commands escaped."""
    return re.sub(r"[\\~^&%$#_{}]", lambda found: _BIBTEX.get(found.group(), f"\\{found.group()}"), text)
