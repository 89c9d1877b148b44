"""What a picture of what became of agreements shows: its groups, rows and marks, and how to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from explainer.content.fates import Found, Outcome, calendar_day
from explainer.content.records import Agreement, Development, Picture
from explainer.graphics.fates import KINDS, FatesDrawing, Finding, Track, fates_drawing
from explainer.text.casing import lower_first
from explainer.view.marks import MarkSample
from explainer.view.site_data import SiteData


@dataclass(frozen=True, slots=True)
class FatesRow:
    """An agreement: what it is called, the last state in words, and its line.

    `last_found` is the date of the last state in brief, `mentioned` says that it changed nothing of what `verdict` gives,
    `disputed` that sources disagree on that.
    """

    name: str
    record: Agreement
    fate: str
    verdict: str
    disputed: bool
    last_found: str
    mentioned: bool
    states: tuple[Found, ...]
    track: Track

    @property
    def open(self) -> bool:
        """True if more could have been found after the end of its solid line: what is done is over."""
        return self.fate != "done" and self.track.last < 100


class FatesGroup(NamedTuple):
    """Agreements of which the same became, and what that means."""

    fate: str
    title: str
    meaning: str
    rows: tuple[FatesRow, ...]


@dataclass(frozen=True, slots=True)
class FatesPicture:
    """What became of agreements: their groups in order, the axis they share, and its key."""

    groups: tuple[FatesGroup, ...]
    drawing: FatesDrawing
    key: tuple[MarkSample, ...]


def fates_picture(picture: Picture, data: SiteData) -> FatesPicture:
    """What a picture shows; in each group those of which something was found last stand last."""
    names = {row.agreement: row.name for row in picture.rows}
    found = [data.outcomes[name] for name in names]
    order: list[str] = [group.fate for group in data.site.fates]
    found.sort(key=lambda outcome: (order.index(outcome.fate), *_days(outcome, data.searched[0])))
    drawing = _drawing(found, data)
    rows = [
        _row(outcome, names[outcome.agreement.id], track, data)
        for outcome, track in zip(found, drawing.tracks, strict=True)
    ]
    groups = tuple(
        FatesGroup(group.fate, group.title, group.meaning, members)
        for group in data.site.fates
        if (members := tuple(row for row in rows if row.fate == group.fate))
    )
    open_lines = [MarkSample("open", data.catalogue.fates.key_open)] if any(row.open for row in rows) else []
    return FatesPicture(groups, drawing, (*_key(rows, data), *open_lines))


class FatesLine(NamedTuple):
    """The row of one agreement with an axis and a key of its own."""

    row: FatesRow
    drawing: FatesDrawing
    key: tuple[MarkSample, ...]


def fates_line(agreement: Agreement, data: SiteData) -> FatesLine | None:
    """What became of one agreement, on a line; None if nothing was found since."""
    outcome = data.outcomes[agreement.id]
    if not outcome.states:
        return None
    drawing = _drawing([outcome], data)
    row = _row(outcome, agreement.label, drawing.tracks[0], data)
    return FatesLine(row, drawing, tuple(_key([row], data)))


def _drawing(outcomes: Sequence[Outcome], data: SiteData) -> FatesDrawing:
    """The lines of some agreements, from the day up to that of the search."""
    return fates_drawing(*data.searched, [tuple(_findings(outcome, data)) for outcome in outcomes])


def counted_fates(data: SiteData) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
    """For each page that shows what became of agreements, by its file name: of each group (fate, title, how many)."""
    found: dict[str, tuple[tuple[str, str, int], ...]] = {}
    for picture in data.kinds["pictures"]:
        fates = Counter(data.outcomes[row.agreement].fate for row in picture.rows)
        counts = tuple((group.fate, group.title, fates[group.fate]) for group in data.site.fates if fates[group.fate])
        urls = {link.url.partition("#")[0] for link in data.backlinks.get(picture.id, ())}
        names = [page.name for page in data.pages.values() if page.url in urls or page == data.listed.get("picture")]
        found |= {name: counts for name in names if name not in found}
    return found


def _row(outcome: Outcome, name: str, track: Track, data: SiteData) -> FatesRow:
    site, decisive = data.site, outcome.decisive
    last = outcome.states[-1].record if outcome.states else None
    when = last.date if last else None
    return FatesRow(
        name=name,
        record=outcome.agreement,
        fate=outcome.fate,
        verdict=site.verdict(decisive.state),
        disputed=decisive.id in data.disputes,
        last_found=data.catalogue.brief_date(when or site.day) if when or not last else data.catalogue.ledger.no_date,
        mentioned=last not in (None, decisive),
        states=outcome.states,
        track=track,
    )


def _findings(outcome: Outcome, data: SiteData) -> list[Finding]:
    """What is marked on the line of an agreement: a step on the day itself, and its later states."""
    meanings, (start, _) = data.site.state_meanings, data.searched
    found = [Finding(mark_of(each.record, data), each.first, each.last, each.record) for each in outcome.states]
    agreement, day = outcome.agreement, data.site.day
    if agreement.date and meanings[agreement.state] != "mention":
        first, last = agreement.date.earliest(), agreement.date.last.latest()
        if first <= day.last.latest() and last >= day.start.earliest():
            at = max(start, calendar_day(first))
            found.insert(0, Finding(mark_of(agreement, data), at, at, agreement))
    return found


def mark_of(record: Agreement | Development, data: SiteData) -> str:
    """The kind of mark of a state, one of `KINDS`: by its meaning in `site.yaml`, unless sources disagree on it."""
    meaning = data.site.state_meanings.get(record.state, "step")
    return "disputed" if record.id in data.disputes else meaning if meaning in KINDS else "step"


def sign_words(kind: str, data: SiteData) -> str:
    """What a kind of mark means; what was given to others as `site.yaml` calls the group of it."""
    named = (lower_first(group.title) for group in data.site.fates if group.fate == kind == "elsewhere")
    return next(named, str(data.catalogue.fates[f"key_{kind}"]))


def _days(outcome: Outcome, start: date) -> tuple[date, date]:
    """The last day of what was found, and the first."""
    states = outcome.states
    last, first = (
        max((found.last for found in states), default=start),
        min((found.first for found in states), default=start),
    )
    return last, first


def _key(rows: Sequence[FatesRow], data: SiteData) -> list[MarkSample]:
    """How to read the marks: only those that are drawn."""
    t, marks = data.catalogue, [mark for row in rows for mark in row.track.marks]
    kinds = {mark.kind for mark in marks}
    found = [
        MarkSample(kind, sign_words(kind, data))
        for kind in ("step", "mention", "elsewhere", "disputed")
        if kind in kinds
    ]
    found += [MarkSample(f"span {mark.kind}", t.fates.key_span) for mark in marks if mark.drawn_long][:1]
    return found
