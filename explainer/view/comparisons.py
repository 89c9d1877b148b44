"""What comparisons show: a row for each topic, and in it what each of two people said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Comparison, Quote, Remark
from explainer.text.casing import upper_first
from explainer.view.marks import told_by
from explainer.view.site_data import SiteData


class RemarkShown(NamedTuple):
    """What one person said: words as (what, words), quoted or not; `about` is how it was said, and when, if that differs."""

    person: Any
    record: Any
    quoted: bool
    silent: bool
    pieces: tuple[tuple[str, str], ...]
    about: str


class TopicRow(NamedTuple):
    """A topic and what each of the two said on it; None where no record has it."""

    topic: str
    remarks: tuple[RemarkShown | None, ...]


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """A comparison: its two people, its rows, and all publishers."""

    people: tuple[Any, ...]
    rows: tuple[TopicRow, ...]
    publishers: tuple[str, ...]


def comparison_table(record: Comparison, data: SiteData) -> ComparisonTable:
    """What a comparison shows, its topics in the order of the editor."""
    people = tuple(data.records[name] for name in record.people)
    remarks = [remark for row in record.rows for remark in (row.first, row.second) if remark]
    dates = {data.records[remark.record].get("date") for remark in remarks if not remark.silent}
    rows = tuple(
        TopicRow(
            data.site.topics[row.topic],
            tuple(
                _shown(remark, person, data, dated=len(dates) > 1) if remark else None
                for remark, person in zip((row.first, row.second), people, strict=True)
            ),
        )
        for row in record.rows
    )
    return ComparisonTable(people, rows, tuple(told_by([remark.record for remark in remarks], data)))


def _shown(remark: Remark, person: Any, data: SiteData, *, dated: bool) -> RemarkShown:
    t: Any = data.catalogue
    record: Any = data.records[remark.record]
    quoted = isinstance(record, Quote) and not remark.silent
    words = remark.says or (t.comparison.silent if remark.silent else "")
    pieces = tuple(record.pieces()) if quoted else (("words", upper_first(str(words))),)
    said = () if remark.silent else (data.site.channels[record.attribution.channel],)
    date = (t.date(record.date),) if dated and record.get("date") else ()
    about = " · ".join((*said, *date)) or str(t.evidence.title)
    return RemarkShown(person, record, quoted, remark.silent, pieces, about)
