"""The records as tables, from which JSON, CSV and their description are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

from explainer.content.records import KINDS, Citation, Figure, Model, Publisher, Series, Source
from explainer.text.dates import Edtf
from explainer.view.citing import url_of
from explainer.view.site_data import SiteData

Row = tuple[Any, ...]
"""One value for each column: None, text, a truth value, a Decimal, or lists and mappings of these."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is a field type of the Table Schema; if `needed`, no row leaves it empty."""

    name: str
    type: str
    description: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows, its key columns, and the table that a column refers to."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: tuple[str, ...]
    leads: tuple[tuple[str, str], ...] = ()

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a mapping, without empty values."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield {name: value for name, value in zip(names, row, strict=True) if value or type(value) in _NUMBERS}


PAGE = Column("page", "string", "address of its page on this site, from the folder of this file if not absolute")


def list_tables(data: SiteData, base_url: str) -> list[Table]:
    """Every table of the site: each kind of record, sources, publishers, citations."""
    root = base_url or "../"
    return [
        *(_records(name, data, root) for name in KINDS),
        _sources(data, root),
        _publishers(data),
        _citations(data, root),
    ]


def _sources(data: SiteData, root: str) -> Table:
    columns = _columns(Source)
    rows = zip(data.sources, _rows(data.sources, columns), strict=True)
    told = tuple((*row, f"{root}{url_of(source)}") for source, row in rows)
    title = data.catalogue.tables.sources
    return Table(
        "sources", title, (*columns, PAGE), told, ("id",), (("publisher", "publishers"), ("origin", "publishers"))
    )


def _publishers(data: SiteData) -> Table:
    columns = _columns(Publisher)
    rows = tuple(_rows(data.publishers.values(), columns))
    return Table("publishers", data.catalogue.tables.publishers, columns, rows, ("id",))


def _records(name: str, data: SiteData, root: str) -> Table:
    model = KINDS[name]
    columns = _columns(model, without=("cite", "draft"))
    standing = Column("standing", "array", "its certainty: in-source, reported, inferred, disputed")
    independent = Column("independent", "array", "ids of its publishers, in groups of which each counts as one")
    facts = data.kinds[name]
    rows = tuple(
        (*row, f"{root}{url_of(fact)}", list(data.standing[fact.id]), [[*group] for group in data.independent[fact.id]])
        for fact, row in zip(facts, _rows(facts, columns), strict=True)
    )
    return Table(name, data.catalogue.tables[name], (*columns, PAGE, standing, independent), rows, ("id",))


CITATIONS = "citations"
CITATION = (
    Column("record", "string", "id of the record that rests on it", needed=True),
    Column("number", "integer", "its place among the citations of the record, from 1", needed=True),
    Column("source", "string", str(Citation.model_fields["source"].description), needed=True),
    Column("exact", "string", "the words of the source text, letter for letter"),
    Column("prefix", "string", str(Citation.model_fields["prefix"].description)),
    Column("suffix", "string", str(Citation.model_fields["suffix"].description)),
    Column("row", "string", "of a cell of a table: the name of its row"),
    Column("column", "string", "of a cell of a table: the name of its column"),
    Column("cell", "string", "what the cell holds, letter for letter"),
    Column("claim", "string", str(Citation.model_fields["claim"].description)),
    Column("locator", "string", str(Citation.model_fields["locator"].description)),
    Column("against", "boolean", "true: it contradicts the record, which is an inference"),
    Column("sha256", "string", "checksum of the source text (SHA-256, hexadecimal)"),
    Column("page", "string", "address of the passage on this site, from the folder of this file if not absolute"),
)


def _citations(data: SiteData, root: str) -> Table:
    rows = []
    for facts in data.kinds.values():
        for fact in facts:
            for number, (cite, evidence) in enumerate(zip(fact.cite, data.evidence[fact.id], strict=True), 1):
                exact = evidence.words if cite.exact else None
                sha256 = None if cite.claim else evidence.source.sha256
                cell = (
                    (" | ".join(cite.cell.keys), cite.cell.column, cite.cell.text) if cite.cell else (None, None, None)
                )
                rows.append((fact.id, number, cite.source, exact, cite.prefix, cite.suffix, *cell, cite.claim,
                             evidence.locator or None, cite.against, sha256, f"{root}{evidence.url}"))  # fmt: skip
    title = data.catalogue.tables.citations
    return Table(CITATIONS, title, CITATION, tuple(rows), ("record", "number"), (("source", "sources"),))


POINT = (
    Column("figure", "string", "id of the figure", needed=True),
    Column("period", "string", "the time it covers, in EDTF"),
    Column("side", "string", "whose count it is, as an id"),
    Column("side_name", "string", "whose count it is"),
    Column("value", "number", "the number, without its scale"),
    Column("low", "number", "for a range: its lower end"),
    Column("high", "number", "for a range: its upper end"),
    Column("unit", "string", "what is counted; a scale comes first"),
    Column("qualifier", "string", "close to, over, almost"),
    Column("basis", "string", "what the figure is: count, claim, forecast"),
    Column("words", "string", "the figure as its evidence writes it"),
    Column("sources", "array", "ids of its sources"),
    PAGE,
)


def series_table(series: Series, data: SiteData, base_url: str) -> Table:
    """The table of the points of a series, in order of period, then in the order of its sides."""
    sides = list(series.sides)
    points = [point for point in data.related[series.id] if isinstance(point, Figure)]
    points.sort(key=lambda point: (str(point.period), sides.index(point.side) if point.side in sides else -1))
    rows = tuple(
        (point.id, _plain(point.period), point.side, series.sides.get(point.side or ""), point.value, point.low,
         point.high, point.unit, point.qualifier, point.basis, point.words,
         list(dict.fromkeys(cite.source for cite in point.cite)), f"{base_url or '../'}{url_of(point)}")
        for point in points
    )  # fmt: skip
    return Table(f"series-{series.id}", series.title, POINT, rows, ("figure",))


def _columns(model: type[Model], without: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return tuple(
        Column(name, _type(info.annotation), str(info.description), info.is_required())
        for name, info in model.model_fields.items()
        if name not in without
    )


_NUMBERS = frozenset((bool, int, Decimal))
_AS_IS = _NUMBERS | {NoneType, str}


def _rows(records: Iterable[Any], columns: tuple[Column, ...]) -> Iterator[Row]:
    fields = attrgetter(*(column.name for column in columns))
    for record in records:
        yield tuple([value if type(value) in _AS_IS else _plain(value) for value in fields(record)])


def _plain(value: Any) -> Any:
    if type(value) in _AS_IS:
        return value
    if isinstance(value, Edtf):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    items = value.items() if isinstance(value, Mapping) else value
    return {name: plain for name, item in items if (plain := _plain(item)) is not None}


def _type(annotation: Any) -> str:
    """The field type of the Table Schema for the annotation of a field."""
    origin = get_origin(annotation)
    if origin is UnionType and NoneType not in get_args(annotation):
        return "any"
    if origin is Annotated:
        return _type(get_args(annotation)[0])
    if NoneType in get_args(annotation):
        return _type(get_args(annotation)[0])
    if origin is Literal:
        return "string"
    if origin is tuple:
        return "array"
    if origin is not None or (isinstance(annotation, type) and issubclass(annotation, Model)):
        return "object"
    return {Decimal: "number", bool: "boolean"}.get(annotation, "string")


FORMULA = frozenset("'=+-@\t\r\n＝＋－＠")
"""First characters of what a spreadsheet might take for a formula; and the apostrophe, so that it can be undone."""
