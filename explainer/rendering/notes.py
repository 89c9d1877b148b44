"""The notes of a page: which records it holds the evidence of, and their numbers."""

from __future__ import annotations

from explainer.content.records import Record
from explainer.formats.markdown import blocks


class Notes:
    """The records whose evidence a page holds, numbered in the order in which it names them.

    `uses` are the words of the page that link each.
    """

    def __init__(self, body: str) -> None:
        self.uses: dict[str, list[str]] = {}
        for block in blocks(body):
            for link in block.links:
                if link.scheme == "fact":
                    self.uses.setdefault(link.target, []).append(block.text[link.start : link.end])
        self._numbers: dict[str, int] = {}

    def uses_of(self, record: Record) -> list[str]:
        """What the page says of a record: the words that link it, those of a quotation, or else what it says itself."""
        own = [str(record.get(field)) for field in ("text", "words", "title", "summary") if record.get(field)]
        return self.uses.get(record.id, own[:2]) + (own[:1] if record.kind == "quote" else [])

    def number(self, record: str) -> int:
        """The number of a record's note on this page, from 1."""
        return self._numbers.setdefault(record, len(self._numbers) + 1)

    def numbered(self) -> list[tuple[int, str]]:
        """All records numbered so far, as (number, id)."""
        return [(number, record) for record, number in self._numbers.items()]
