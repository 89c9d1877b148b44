"""What the cards of figures, quotations, series and maps show, in a story, a list and on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from explainer.content.records import Actor, Fact, Figure, Quote, Series
from explainer.graphics.charts import SHAPES, Bar, Bars, Row
from explainer.graphics.maps import MapDrawing, Marker
from explainer.text.sorting import name_key
from explainer.view.site_data import SiteData

Place = Literal["story", "list", "page"]
"""Where a record is shown: in the text of a page, in a list of records, on its own page."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure: the words before its number, the number, those after it, and what its period and basis are.

    `in_words` says that the whole figure is set as one, since no digits stand in it.
    """

    before: str
    number: str
    after: str
    in_words: bool
    notes: tuple[str, ...]


def figure_card(figure: Figure, data: SiteData) -> FigureCard:
    """What the card of a figure shows."""
    t, (before, number, after) = data.catalogue, figure.parts
    made = [data.site.bases[figure.basis]] if figure.basis else []
    made += [t.date(figure.date)] if figure.date else []
    period = ""
    if figure.period:
        period = t.figure.period(period=t.date(figure.period))
    # That no time is given matters where others of its unit have one.
    elif figure.basis and figure.unit in data.timed_units and not (figure.basis == "count" and figure.date):
        period = t.figure.no_period
    notes = tuple(text for text in (period, ", ".join(made)) if text)
    return FigureCard(before, number, after, number == figure.words, notes)


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation: its text in pieces, as (what, words), whether it is long, its title, and remarks on it in words."""

    pieces: tuple[tuple[str, str], ...]
    long: bool
    title: str
    remarks: tuple[str, ...]


def quote_card(quote: Quote, data: SiteData, speaker: Actor | None = None, usual: str = "") -> QuoteCard:
    """What the card of a quotation shows.

    Under the name of its `speaker`, if given, the name is not said again, nor the wording if that is the `usual` one.
    """
    t, site = data.catalogue, data.site
    pieces = tuple(quote.pieces())
    brackets = {what for what, _ in pieces}
    title = quote.title
    for name in (speaker.name, *speaker.also) if speaker else ():
        title = title.removeprefix(f"{name} ")
    remarks = [site.channels[quote.attribution.channel]] if speaker else []
    remarks += [t.date(quote.date, quote.time)] if quote.date else []
    remarks += [site.wordings[quote.wording]] if not speaker or quote.wording != usual else []
    remarks += [t.quote.cut] if "cut" in brackets else []
    remarks += [t.quote.insertion] if "insertion" in brackets else []
    if "bracket" in brackets:
        remarks.append(t.quote.other_brackets if "insertion" in brackets else t.quote.brackets)
    return QuoteCard(pieces, len(quote.text) > 200, f"{title[:1].upper()}{title[1:]}", tuple(remarks))


class KeySample(NamedTuple):
    """A sample in the key of a chart: the shape it is drawn in, its words, and how it ends."""

    shape: str
    words: str
    end: str = "exact"


class SeriesChart(NamedTuple):
    """What is drawn of a series over time: whole years, other periods, and whether some of these are left out."""

    years: tuple[Row, ...]
    parts: tuple[Row, ...]
    partly: bool


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series: its chart over time or its `bars`, whichever it has, their key, and who published what is drawn."""

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
        return SeriesCard(None, drawing, () if plain else _chart_key(drawing.bars, data), publishers)
    parts = drawing.parts
    if place == "story" and drawing.years:
        # Beside whole years a story shows the other periods for which each side gives a figure.
        parts = tuple(row for row in parts if all(row.sides))
        # It names those who published the values of whole years.
        names = {name for bar in _drawn(drawing.years) for name in data.publishers_of[bar.figure.id]}
        publishers = tuple(sorted(names, key=name_key))
    chart = SeriesChart(drawing.years, parts, len(parts) < len(drawing.parts))
    return SeriesCard(chart, None, _chart_key(tuple(_drawn((*drawing.years, *parts))), data), publishers)


def _drawn(rows: Iterable[Row]) -> Iterator[Bar]:
    """The bars of these rows."""
    return (bar for row in rows for side in row.sides for bar in side)


def _chart_key(bars: Sequence[Bar], data: SiteData) -> tuple[KeySample, ...]:
    """How to read bars: only what there is to be data."""
    t, shapes = data.catalogue, {bar.shape for bar in bars}
    found = [KeySample(shape, t.chart[f"key_{shape}"]) for shape in SHAPES if shape in shapes]
    if any(bar.low != bar.high for bar in bars):
        found.append(KeySample("claim range", t.chart.key_range))
    for end in ("open", "more"):
        words: dict[str, str] = {}
        for qualifier in (str(bar.figure.qualifier) for bar in bars if bar.end == end):
            words.setdefault(qualifier.lower(), qualifier)
        if words:
            found.append(
                KeySample("claim", ", ".join(t.chart.key_qualifier(words=each) for each in words.values()), end)
            )
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
    """The places of a map that are drawn in one shape, and what that shape marks."""

    shape: str
    title: str
    items: tuple[MapItem, ...]


def map_groups(sheet: MapDrawing, data: SiteData) -> tuple[MapGroup, ...]:
    """The list of places beside a map, by the shape of their marks."""
    t = data.catalogue
    titles = {"circle": t.map.other_places if sheet.marks else t.map.places, "arrow": t.map.beyond, **sheet.marks}
    return tuple(
        MapGroup(shape, titles[shape], tuple(MapItem(spots, tuple(_map_lines(spots, data))) for spots in groups))
        for shape, groups in sheet.groups().items()
    )


def _map_lines(spots: Sequence[Marker], data: SiteData) -> Iterator[MapLine]:
    t, alone = data.catalogue, len(spots) == 1
    for spot in spots:
        if spot.events:
            words = t.map.happened_here if alone else t.map.happened_in(place=spot.place.name)
            yield MapLine(words, spot.place, spot.events, len(spot.events) > FEW)
    if agreements := spots[0].agreements:
        words = t.map.planned_for_it if alone else t.map.planned_for_each
        yield MapLine(words, spots[0].place, agreements, len(agreements) > FEW)


class MapSample(NamedTuple):
    """A mark in the key of a map: its shape, whether it is filled, and its words."""

    shape: str
    filled: bool
    words: str


def map_key(sheet: MapDrawing, data: SiteData) -> tuple[MapSample, ...]:
    """The key of a map: what is drawn and nothing else."""
    t = data.catalogue
    shapes = {spot.shape for spot in sheet.spots}
    found = [MapSample(shape, filled=False, words=words) for shape, words in sheet.marks.items()]
    if any(spot.shape == "circle" and not spot.events for spot in sheet.spots):
        found.append(MapSample("circle", filled=False, words=t.map.key_other if sheet.marks else t.map.key_hollow))
    found.append(MapSample("circle", filled=True, words=t.map.key_filled))
    if "arrow" in shapes:
        found.append(MapSample("arrow", filled=False, words=t.map.key_beyond))
    return tuple(found)
