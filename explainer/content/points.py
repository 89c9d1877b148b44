"""The points of a series that are taken from a column of a table: a figure for each row that names a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from explainer.content.fields import MOST_DIGITS, SLUG_LENGTH
from explainer.content.records import Figure, Series, Source, TakenColumn
from explainer.locales.catalogue import Catalogue
from explainer.text.dates import Edtf, parse_edtf
from explainer.text.languages import words_of
from explainer.text.reader import reader_of
from explainer.text.source_text import SourceText, fold
from explainer.text.tables import CsvTable, cell_of

Point = tuple[int, Figure]
"""A point with the index of the column that it is from."""


def points(
    series: Series, sources: Mapping[str, Source], texts: Mapping[str, SourceText], t: Catalogue
) -> Iterator[Point]:
    """The points of a series from columns of `sources`, in the order of the rows."""
    for index, column in enumerate(series.columns):
        source, text = sources.get(column.source), texts.get(column.source)
        if source is not None and source.form == "table" and text is not None:
            for figure in _of_column(series, column, source, source.table(text), t):
                yield index, figure


def _of_column(series: Series, column: TakenColumn, source: Source, table: CsvTable, t: Catalogue) -> Iterator[Figure]:
    names = [fold(table.header[place].text) for place in table.keys if place < len(table.header)]
    wanted = {fold(name): fold(key) for name, key in column.rows.items()}
    for row in table.rows:
        keys = table.keys_of(row) if max(table.keys) < len(row) else ()
        named = dict(zip(names, map(fold, keys), strict=False))
        period = next((found for key in keys if (found := _period(key, source.language))), None)
        cell = cell_of(table, keys, column.column, source.decimals) if keys else None
        if cell is None or cell.number is None or period is None or not wanted.items() <= named.items():
            continue
        if len(cell.number.as_tuple().digits) > MOST_DIGITS:
            continue  # no number of a figure
        side = f"-{column.side}" if len(series.columns) > 1 else ""
        moment = str(period).replace("/", "-").replace("~", "")
        values = {
            "id": f"{series.id}{side}"[: SLUG_LENGTH - 1 - len(moment)].rstrip("-") + f"-{moment}",
            "title": f"{cell.column}, {', '.join(cell.keys)}",
            "words": f"{_in_digits(cell.number, t)} {series.unit}",
            "value": cell.number,
            "unit": series.unit,
            "period": period,
            "series": series.id,
            "side": column.side,
            "basis": column.basis,
            "topics": series.topics,
            "draft": series.draft,
            "cite": [{"source": source.id, "row": keys, "column": cell.column}],
        }
        yield Figure.model_validate(values)


def _in_digits(number: Decimal, t: Catalogue) -> str:
    """A number as the site writes it."""
    whole, _, part = f"{number:,f}".partition(".")
    decimals = f"{words_of(t.language).decimal_mark}{part}" if part else ""
    return whole.replace(",", str(t.numbers.thousands)) + decimals


def _period(key: str, language: str) -> Edtf | None:
    """The period that the name of a row gives, as EDTF or in words; None if it gives none, or several."""
    try:
        return parse_edtf(key)
    except ValueError:
        found = reader_of(language).dates(key)
    parts = found[0].parts if len(found) == 1 else {}
    year, month, day = (parts.get(part, "")[-size:] for part, size in (("year", 4), ("month", 2), ("day", 2)))
    return parse_edtf("-".join(filter(None, (year, month, day if month else "")))) if year else None
