"""What the cards of figures, quotations, series and maps show, in a story, a list and on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Literal, NamedTuple

from explainer.content.records import Actor, Agreement, Development, Fact, Figure, Quote, Series, Source
from explainer.graphics.charts import SHAPES, Bar, Bars, Point, Row, same_months, scale_name
from explainer.graphics.dots import (
    DOUBTS,
    MIDDLE,
    NARROW,
    OUTLINES,
    SIGNS,
    WIDE,
    Dot,
    DotPlot,
    PlotRow,
    Sample,
    dot_plot,
    nice_scale,
)
from explainer.graphics.maps import MapDrawing, Marker
from explainer.locales.catalogue import Catalogue
from explainer.text.casing import upper_first
from explainer.text.sorting import name_key
from explainer.view.fates import sign_words
from explainer.view.marks import MarkSample, inferred_words
from explainer.view.site_data import SiteData

Place = Literal["story", "list", "page"]
"""Where a record is shown: in the text of a page, in a list of records, on its own page."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure: the words before its number, the number, those after it, and what its period and basis are.

    `whole` are its words with no break behind a number. `in_words` says that the whole figure is set as one, since no digits stand in it.
    """

    before: str
    number: str
    after: str
    whole: str
    in_words: bool
    notes: tuple[str, ...]


def figure_card(figure: Figure, data: SiteData) -> FigureCard:
    """What the card of a figure shows."""
    t, (before, number, after) = data.catalogue, figure.parts
    whole = re.sub(r"(?<=\d) (?=\w)", "\N{NO-BREAK SPACE}", figure.words)
    made = [data.site.bases[figure.basis]] if figure.basis else []
    made += [t.date(figure.date)] if figure.date else []
    period = ""
    if figure.period:
        period = t.figure.period(period=t.period(figure.period))
    # That no time is given matters where others of its unit have one.
    elif figure.basis and figure.unit in data.timed_units and not (figure.basis == "count" and figure.date):
        period = t.figure.no_period
    notes = tuple(text for text in (period, ", ".join(made)) if text)
    return FigureCard(before, number, after, whole, number == figure.words, notes)


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation: its text in pieces, as (what, words), whether it is long, its title, and remarks on it in words."""

    pieces: tuple[tuple[str, str], ...]
    long: bool
    title: str
    remarks: tuple[str, ...]


def quote_card(quote: Quote, data: SiteData, speaker: Actor | Source | None = None, usual: str = "") -> QuoteCard:
    """What the card of a quotation shows.

    Under the name of its `speaker`, if given, the name is not said again, nor the wording if that is the `usual` one.
    """
    t, site = data.catalogue, data.site
    pieces = tuple(quote.pieces())
    brackets = {what for what, _ in pieces}
    title = quote.title
    for name in (speaker.name, *speaker.also) if isinstance(speaker, Actor) else ():
        title = title.removeprefix(f"{name} ")
    channel = quote.attribution.channel if quote.attribution else None
    remarks = [site.channels[channel]] if speaker and channel else []
    remarks += [t.date(quote.date, quote.time)] if quote.date else []
    remarks += [site.wordings[quote.wording]] if not speaker or quote.wording != usual else []
    remarks += [t.quote.cut] if "cut" in brackets else []
    remarks += [t.quote.insertion] if "insertion" in brackets else []
    if "bracket" in brackets:
        remarks.append(t.quote.other_brackets if "insertion" in brackets else t.quote.brackets)
    return QuoteCard(pieces, len(quote.text) > 200, upper_first(title), tuple(remarks))


class KeySample(NamedTuple):
    """A sample in the key of bars: the shape it is drawn in, its words, and how it ends."""

    shape: str
    words: str
    end: str = "exact"


class Drawing(NamedTuple):
    """A drawing of a series in each arrangement: its title, if it is not the first, and what its axis counts."""

    title: str
    axis: str
    wide: DotPlot
    middle: DotPlot
    narrow: DotPlot


class TableValue(NamedTuple):
    """A figure in the table below a chart: its number, and who gives it and how."""

    figure: Figure
    number: str
    remarks: str


class TableRow(NamedTuple):
    """A row of the table below a chart: what each side gives for a period."""

    period: str
    sides: tuple[tuple[TableValue, ...], ...]


class SeriesChart(NamedTuple):
    """What is drawn of a series over time, the same in words and as a table; `partly`, if periods are left out."""

    drawings: tuple[Drawing, ...]
    described: str
    table: tuple[TableRow, ...]
    partly: bool


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series: its chart over time or its `bars` with their key, whichever it has, and who published what is drawn."""

    chart: SeriesChart | None
    bars: Bars | None
    key: tuple[KeySample, ...]
    publishers: tuple[str, ...]


def series_card(series: Series, data: SiteData, place: Place) -> SeriesCard:
    """What the card of a series shows."""
    drawing, publishers = data.charts[series.id], data.series_publishers[series.id]
    if drawing is None:
        return SeriesCard(None, None, (), publishers)
    if isinstance(drawing, Bars):
        plain = all(bar.shape == "count" and bar.end == "exact" for bar in drawing.bars)
        return SeriesCard(None, drawing, () if plain else _bar_key(drawing.bars, data), publishers)
    t, years, groups = data.catalogue, drawing.years, drawing.groups
    if place != "page" and years:
        # Beside whole years stand, in order of time, the other periods for which each side gives a figure; the rest is
        # on its own page.
        others = (row for row in chain.from_iterable(groups) if all(row.sides))
        groups = (tuple(sorted(others, key=lambda row: row.period.sort_key())),)
    shown = (*years, *chain.from_iterable(groups))
    partly = len(shown) < len(years) + sum(map(len, drawing.groups))
    if place == "story":
        # A story names those who published what it shows.
        names = {name for point in _points(shown) for name in data.publishers_of[point.figure.id]}
        publishers = tuple(sorted(names, key=name_key))
    chart = SeriesChart(
        tuple(_drawings(series, years, groups, data, apart=place == "page")),
        _described(series, shown, t),
        tuple(TableRow(t.brief_period(row.period), tuple(_values(side, data) for side in row.sides)) for row in shown),
        partly,
    )
    return SeriesCard(chart, None, (), publishers)


def _points(rows: Iterable[Row]) -> Iterator[Point]:
    """The points of these rows."""
    return (point for row in rows for side in row.sides for point in side)


def _drawings(
    series: Series, years: Sequence[Row], groups: Sequence[Sequence[Row]], data: SiteData, *, apart: bool
) -> Iterator[Drawing]:
    """The drawing of the years, and of the other periods, which have a drawing of their own if they stand `apart`.

    There the same months of several years are a group; beside years they follow under one heading.
    """
    t = data.catalogue
    both = _numbers((*years, *chain.from_iterable(groups)))
    rows = [PlotRow(t.brief_period(row.period), _sides(row, data)) for row in years]
    if years and not apart:
        for row in chain.from_iterable(groups):
            heading = "" if len(rows) > len(years) else t.chart.parts
            rows.append(PlotRow(t.brief_period(row.period), _sides(row, data), heading))
    if rows:
        yield _drawing("", series, rows, data, both)
    if groups and (apart or not years):
        rows = []
        for group in groups:
            months = same_months(group[0].period)
            heading = t.months(*months) if months else t.chart.other_periods
            for row in group:
                name = str(row.period.start.year) if months else t.brief_period(row.period)
                rows.append(PlotRow(name, _sides(row, data), "" if row is not group[0] else heading))
        yield _drawing(t.chart.parts if years else "", series, rows, data, both)


def _numbers(rows: Iterable[Row]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number of these rows."""
    numbers = [number for point in _points(rows) for number in point.figure.numbers]
    return min(numbers), max(numbers)


def _drawing(
    title: str, series: Series, rows: Sequence[PlotRow], data: SiteData, ends: tuple[Decimal, Decimal]
) -> Drawing:
    """A drawing of these rows on an axis that has room for both ends."""
    t, unit = data.catalogue, series.unit
    scale = nice_scale(*ends)
    name, size = scale_name(scale.step)
    labels = [_number(tick / size) for tick in scale.ticks()]
    counted = t.chart.unit(scale=t.scales[name], unit=unit) if name else unit
    key = _dot_key(series, rows, data)
    axis = t.chart.axis(unit=counted, start=_number(scale.start / size))
    return Drawing(
        title, axis, *(dot_plot(rows, scale, labels, key, arrangement) for arrangement in (WIDE, MIDDLE, NARROW))
    )


def _number(number: Decimal) -> str:
    """A number without needless zeros, with a proper minus."""
    return f"{number.normalize():f}".replace("-", "\N{MINUS SIGN}")


def _sides(row: Row, data: SiteData) -> tuple[tuple[Dot, ...], ...]:
    """The dots of a row."""
    return tuple(
        tuple(
            Dot(point.figure, point.shape, point.end, _whose(point.figure, data), _doubts(point.figure, data))
            for point in side
        )
        for side in row.sides
    )


def _whose(figure: Figure, data: SiteData) -> str:
    """Who gives a figure: the speaker, by the end of the name where that names nobody else, or those whose texts are cited."""
    if figure.attribution:
        speaker = data.records[figure.attribution.by]
        name = speaker.label
        return min((short for short in speaker.get("also") if name.endswith(f" {short}")), key=len, default=name)
    return data.catalogue.listed(data.publishers_of[figure.id])


def _doubts(figure: Figure, data: SiteData) -> tuple[str, ...]:
    """Whether a figure is `disputed`, and part of its dates `inferred`."""
    found = {"disputed": figure.id in data.disputes, "inferred": bool(figure.inferred)}
    return tuple(name for name, holds in found.items() if holds)


def _values(points: Iterable[Point], data: SiteData) -> tuple[TableValue, ...]:
    """What the table says of these points."""
    t, found = data.catalogue, []
    for point in points:
        figure = point.figure
        remarks = [_whose(figure, data), t.chart[f"said_{point.shape}"]]
        if parts := inferred_words(figure, t):
            remarks.append(t.chart.part_inferred(parts=parts))
        remarks += [t.chart.disputed] if figure.id in data.disputes else []
        found.append(TableValue(figure, figure.number_words, ", ".join(remarks)))
    return tuple(found)


def _described(series: Series, rows: Sequence[Row], t: Catalogue) -> str:
    """A chart in words: its title, and the lowest and the highest figure in it."""
    points = [(point.figure, row.period) for row in rows for point in _points([row])]
    low, low_period = min(points, key=lambda each: min(each[0].numbers))
    high, high_period = max(points, key=lambda each: max(each[0].numbers))
    return str(
        t.chart.described(
            title=series.title,
            low=low.words,
            low_side=series.sides[low.side or ""],
            low_period=t.brief_period(low_period),
            high=high.words,
            high_side=series.sides[high.side or ""],
            high_period=t.brief_period(high_period),
        )
    )


def _dot_key(series: Series, rows: Sequence[PlotRow], data: SiteData) -> tuple[Sample, ...]:
    """How to read the marks of these rows: only what there is to be seen."""
    t, dots = data.catalogue, [dot for row in rows for side in row.sides for dot in side]
    found = [
        Sample(OUTLINES[side % len(OUTLINES)], f"chart__mark claim{' other' if side else ''}", name)
        for side, name in enumerate(series.sides.values())
        if any(row.sides[side] for row in rows)
    ]
    first, shapes = OUTLINES[0], {dot.shape for dot in dots}
    found += [Sample(first, f"chart__mark {shape}", t.chart[f"key_{shape}"]) for shape in SHAPES if shape in shapes]
    found += [
        Sample(first, "chart__mark claim", ", ".join(t.chart.key_qualifier(words=word) for word in words), SIGNS[end])
        for end in SIGNS
        if (words := _qualifiers(dot.figure for dot in dots if dot.end == end))
    ]
    if any(len(dot.figure.numbers) > 1 for dot in dots):
        found.append(Sample("M-9 0H9", "chart__range", t.chart.key_range))
    doubts = {doubt for dot in dots for doubt in dot.signs}
    found += [
        Sample(outline, f"chart__doubt {doubt}", t.chart[doubt]) for doubt, outline in DOUBTS.items() if doubt in doubts
    ]
    return tuple(found)


def _qualifiers(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The qualifiers of these figures, each once whatever its capitals."""
    words: dict[str, str] = {}
    for figure in figures:
        words.setdefault(str(figure.qualifier).lower(), str(figure.qualifier))
    return tuple(words.values())


def _bar_key(bars: Sequence[Bar], data: SiteData) -> tuple[KeySample, ...]:
    """How to read bars: only what there is to be seen."""
    t, shapes = data.catalogue, {bar.shape for bar in bars}
    found = [KeySample(shape, t.chart[f"key_{shape}"]) for shape in SHAPES if shape in shapes]
    if any(bar.low != bar.high for bar in bars):
        found.append(KeySample("claim range", t.chart.key_range))
    found += [
        KeySample("claim", ", ".join(t.chart.key_qualifier(words=word) for word in words), end)
        for end in ("open", "more")
        if (words := _qualifiers(bar.figure for bar in bars if bar.end == end))
    ]
    return tuple(found)


FEW = 4
"""So many records of a place are named in the list beside a map; of more, only their number is given."""


class MapLine(NamedTuple):
    """What the list beside a map says of a place: its words and the records; `many` are too many to be named."""

    words: str
    place: Any
    records: tuple[Fact, ...]
    many: bool


class MapItem(NamedTuple):
    """Places that the list beside a map names together, and what it says of them."""

    spots: tuple[Marker, ...]
    lines: tuple[MapLine, ...]


class MapGroup(NamedTuple):
    """The places of a map that have one sign, and what it says."""

    sign: str
    title: str
    items: tuple[MapItem, ...]


class MapRow(NamedTuple):
    """What a map shows of places that have the same agreements: their sign, what was planned, and what became of it.

    `decisive` is the record of the last state, None where the map tells of none.
    """

    sign: str
    spots: tuple[Marker, ...]
    words: str
    verdict: str
    decisive: Agreement | Development | None
    last_found: str


def map_groups(sheet: MapDrawing, data: SiteData) -> tuple[MapGroup, ...]:
    """The list of places beside a map, by their signs."""
    return tuple(
        MapGroup(
            sign, _sign_words(sign, data), tuple(MapItem(spots, tuple(_map_lines(spots, data))) for spots in groups)
        )
        for sign, groups in sheet.groups().items()
    )


def map_rows(sheet: MapDrawing, data: SiteData) -> tuple[MapRow, ...]:
    """The table below a map: places with the same agreements in a row."""
    return tuple(_map_row(sign, spots, data) for sign, groups in sheet.groups().items() for spots in groups)


def _map_row(sign: str, spots: tuple[Marker, ...], data: SiteData) -> MapRow:
    outcome = spots[0].outcome
    if not outcome:
        return MapRow(sign, spots, "", _sign_words(sign, data), None, "")
    decisive, t = outcome.decisive, data.catalogue
    date = outcome.states[-1].record.date if outcome.states else decisive.date
    return MapRow(
        sign, spots, spots[0].words, spots[0].verdict, decisive, t.brief_date(date) if date else t.ledger.no_date
    )


def _sign_words(sign: str, data: SiteData) -> str:
    t = data.catalogue
    return sign_words(sign, data) if sign in ("step", "mention", "elsewhere") else str(t.map[f"key_{sign}"])


def _map_lines(spots: Sequence[Marker], data: SiteData) -> Iterator[MapLine]:
    t, alone = data.catalogue, len(spots) == 1
    for spot in spots:
        if spot.events:
            words = t.map.happened_here if alone else t.map.happened_in(place=spot.place.name)
            yield MapLine(words, spot.place, spot.events, len(spot.events) > FEW)
    if agreements := spots[0].agreements:
        words = t.map.planned_for_it if alone else t.map.planned_for_each
        yield MapLine(words, spots[0].place, agreements, len(agreements) > FEW)


def map_key(sheet: MapDrawing, data: SiteData) -> tuple[MarkSample, ...]:
    """The key of a map: what is drawn and nothing else, each sign with what was planned where it stands."""
    t, found = data.catalogue, []
    for sign, groups in sheet.groups().items():
        planned = dict.fromkeys(spots[0].words for spots in groups if spots[0].words)
        words = _sign_words(sign, data)
        found.append(
            MarkSample(sign, t.map.key_planned(sign=words, words=t.listed(tuple(planned))) if planned else words)
        )
    return tuple(found)
