"""How to point at something: the words within a web page, a record in a citation."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from explainer.edtf import Edtf, display_date

_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class TextFragments:
    """Addresses that open a web page at given words of the text kept of it.

    Follows the URL Fragment Text Directives draft of the WICG: `#:~:text=start,end`, each part
    percent-encoded, hyphens and commas too. A browser that does not know it opens the page at its top.
    """

    def __init__(self, url: str, text: str) -> None:
        page, _, fragment = url.partition("#")
        self._page = f"{page}#{fragment}:~:text="
        self._words = text.split()
        self._runs: dict[int, Counter[tuple[str, ...]]] = {}

    def address(self, exact: str) -> str:
        """The address of the words `exact`: whole when short, else as few of its first and last as tell it apart."""
        words = exact.split()
        start, end = self._least(words), self._least(words[::-1], backwards=True)
        parts = [words] if start + end >= len(words) else [words[:start], words[-end:]]
        return self._page + ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)

    def _least(self, words: list[str], *, backwards: bool = False) -> int:
        """How many of the first words stand only once in the text, two at least."""
        for count in range(2, len(words)):
            run = tuple(words[:count][::-1] if backwards else words[:count])
            if self._count(count)[run] == 1:
                return count
        return len(words)

    def _count(self, length: int) -> Counter[tuple[str, ...]]:
        """How often each run of that many words stands in the text."""
        if length not in self._runs:
            self._runs[length] = Counter(zip(*(self._words[start:] for start in range(length)), strict=False))
        return self._runs[length]


def plain_citation(title: str, site: str, as_of: Edtf, address: str, sources: list[str]) -> str:
    """A record in one line for a text; `sources` name what it rests on, producers before us."""
    rests = f"{'; '.join(sources)}. " if sources else ""
    mark = "" if title.endswith((".", "!", "?", "…")) else "."
    return f"{rests}Recorded as “{title}{mark}” {site}, as of {display_date(as_of)}. {address}".strip()


def bibtex(key: str, title: str, site: str, as_of: Edtf, address: str, sources: list[str]) -> str:
    """A record as a BibTeX entry of type `misc`."""
    fields = {
        "title": title,
        "howpublished": site,
        "year": f"{as_of.last.year}",
        "url": address,
        "note": "; ".join([f"As of {display_date(as_of)}", *sources]),
    }
    lines = [f"  {name} = {{{text if name == 'url' else _tex(text)}}}" for name, text in fields.items() if text]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    """Text with the characters that LaTeX reads as commands escaped."""
    return re.sub(r"[\\~^&%$#_{}]", lambda found: _BIBTEX.get(found.group(), f"\\{found.group()}"), text)
