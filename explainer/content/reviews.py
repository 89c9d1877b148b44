"""What a second person has read: statements, and the signatures that hold for them.

A signature holds for the words of a statement and its evidence, wherever they stand: moved, they are still signed;
changed, they are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from explainer.content.content import Content, Entry
from explainer.content.records import Citation, Fact, Review
from explainer.content.roles import Own, each
from explainer.formats.markdown import blocks
from explainer.problems import Location, Problem
from explainer.text.source_text import SourceText, spaced


class Statement(NamedTuple):
    """A sentence of a page that is bound to records, or the sentences of a record, with its evidence."""

    page: str
    """The page it is on; empty for a record."""
    records: tuple[str, ...]
    """The ids of the records it is bound to; of a record, its own."""
    text: str
    evidence: tuple[Citation, ...]
    where: Location

    @property
    def text_hash(self) -> str:
        """The checksum of its words and of what they are bound to."""
        return _checksum([self.text, *self.records])

    @property
    def evidence_hash(self) -> str:
        """The checksum of its evidence."""
        return _checksum([_said(cite) for cite in self.evidence])


@dataclass(frozen=True)
class Reviews:
    """The statements of a site, and which of the signatures in `reviews.yaml` hold; of two for one statement, the last."""

    statements: tuple[Statement, ...]
    signatures: tuple[Entry, ...]

    @cached_property
    def _by_hash(self) -> dict[tuple[str, str], Entry]:
        return {(entry.record.statement_sha256, entry.record.evidence_sha256): entry for entry in self.signatures}

    def signature(self, statement: Statement) -> Review | None:
        """The last signature of a statement; None if none holds."""
        entry = self._by_hash.get((statement.text_hash, statement.evidence_hash))
        return entry.record if entry else None

    def verdict(self, statement: Statement) -> str:
        """What the last signature says of a statement: right or wrong; empty if none holds."""
        signature = self.signature(statement)
        return signature.verdict if signature else ""

    @property
    def rejected(self) -> Iterator[tuple[Statement, Review]]:
        """The statements that were found wrong, each with its signature, in the order of the site."""
        for statement in self.statements:
            if (signature := self.signature(statement)) and signature.verdict == "wrong":
                yield statement, signature

    def with_verdict(self, verdict: str) -> tuple[Statement, ...]:
        """The statements of a verdict, in the order of the site: right, wrong, or empty for those that are open."""
        return tuple(statement for statement in self.statements if self.verdict(statement) == verdict)

    @cached_property
    def voided(self) -> tuple[Entry, ...]:
        """The signatures whose statement or evidence was changed or is gone."""
        present = {(statement.text_hash, statement.evidence_hash) for statement in self.statements}
        return tuple(entry for key, entry in self._by_hash.items() if key not in present)

    def __str__(self) -> str:
        """The count of each state, in one line."""
        right, wrong, still = (len(self.with_verdict(verdict)) for verdict in ("right", "wrong", ""))
        return f"Read by a second person: {right} signed, {len(self.voided)} voided, {still} open, {wrong} rejected."


def reviews(content: Content) -> Reviews:
    """The reviews of what is published of a content."""
    return Reviews(tuple(_statements(content.without_drafts())), content.reviews)


def unreviewed(found: Reviews) -> list[Problem]:
    """Every statement that no second person has found right, as a problem."""
    hint = "`review` lists what is open or rejected; sign it at the desk of the preview"
    unread = [(statement, "has not been read by a second person") for statement in found.with_verdict("")]
    wrong = [(statement, f"was found wrong by {_who(signature)}") for statement, signature in found.rejected]
    return [
        Problem(statement.where, f"'{' '.join(statement.text.split()[:8])} …' {message}", hint, rule="reviewed")
        for statement, message in (*unread, *wrong)
    ]


def sheet(found: Reviews) -> Iterator[str]:
    """The lines of a sheet for paper: each open or rejected statement with its evidence, and boxes to tick."""
    rejected = [(statement, f"      Rejected by {_who(signature)}") for statement, signature in found.rejected]
    unread = [(statement, "") for statement in found.with_verdict("")]
    for number, (statement, verdict) in enumerate((*rejected, *unread), 1):
        yield f"{number}. {statement.page or statement.records[0]}: {statement.text}"
        if verdict:
            yield verdict
        for cite in statement.evidence:
            yield f"      {cite.source}: {'“' if cite.exact else ''}{cite.words}{'”' if cite.exact else ''}"
        yield "      [ ] right  [ ] wrong: ______________________________"
    yield str(found)


def _who(signature: Review) -> str:
    """Who signed, and what is wrong."""
    return f"{signature.by}: {signature.remark}" if signature.remark else signature.by


def _statements(content: Content) -> Iterator[Statement]:
    """Every statement: those of pages in the order of files, then the records."""
    for prose in content.prose:
        for block in blocks(prose.body):
            links = [link for link in block.links if link.scheme == "fact"]
            if not links:
                continue
            text = SourceText(block.text)
            for sentence in text.sentences:
                span = sentence.span
                names = dict.fromkeys(link.target for link in links if link.start < span.end and span.start < link.end)
                records = [record for name in names if isinstance(record := content.records.get(name), Fact)]
                if records:
                    where = Location(prose.path, prose.first_line + block.lines[0])
                    words = spaced(text.words_of(span))
                    yield Statement(prose.name, tuple(names), words, _evidence(content, records), where)
    for entry in content.facts:
        words = " ".join(dict.fromkeys(part.value for part in each(entry.record, Own)))
        if words:
            yield Statement("", (entry.record.id,), spaced(words), _evidence(content, [entry.record]), entry.at())


def _evidence(content: Content, records: list[Fact]) -> tuple[Citation, ...]:
    """The citations of some records and of those that they are about, each once."""
    every = (other for record in records for other in content.supporting_records(record))
    return tuple(dict.fromkeys(cite for record in every for cite in record.cite))


def _said(cite: Citation) -> dict[str, object]:
    """What a citation says: its fields but where that stands; of a cell of a table, what it holds as well."""
    cell = {"cell": cite.words} if cite.cell else {}
    return cite.model_dump(exclude={"locator", "row", "column"}) | cell


def _checksum(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
