"""Tables kept as CSV files: their cells with their places in the text, and the numbers in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from explainer.text.numbers import number_key
from explainer.text.source_text import Span, fold

Decimals = Literal["point", "comma"]
"""The sign before the decimals of a number."""

MISSING = frozenset(("", "-", "–", "—", "―", ".", "..", "...", "…", ":", "x", "n/a", "na", "n.a.", "nan", "null"))
"""What a cell without a value holds, in lower case."""

_SEPARATORS = ",;\t|"
_MARKS = re.compile(r"(?:\s*(?:[*†‡§¶#¹²³⁴-⁹⁰]+|\[[^\[\]]{1,3}\]|\([a-z]\)))+$")
"""Footnote marks behind the value of a cell."""
_SIGNS = re.compile(r"^(?:[$€£¥₽₸₴₩₹₺₪]|US\$)\s?|\s?(?:%|[$€£¥₽₸₴₩₹₺₪])$")
"""A currency sign or a percent sign around a number."""


class Field(NamedTuple):
    """A field of a CSV file: its text, without quotation marks around it, and its place in the file."""

    text: str
    span: Span


@dataclass(frozen=True)
class CsvTable:
    """A table: its first line has the names of its columns; `keys` are the places of those that name its rows."""

    header: tuple[Field, ...]
    rows: tuple[tuple[Field, ...], ...]
    keys: tuple[int, ...]

    def column(self, name: str) -> int | None:
        """The place of a column; None if the table has none of this name, or several."""
        return self._columns.get(fold(name.strip()))

    @cached_property
    def _columns(self) -> dict[str, int]:
        names = [fold(field.text) for field in self.header]
        counted = Counter(names)
        return {name: place for place, name in enumerate(names) if counted[name] == 1}

    def places(self, keys: Sequence[str]) -> tuple[int, ...]:
        """The places of the rows that have these keys."""
        return self._rows.get(tuple(fold(key.strip()) for key in keys), ())

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], tuple[int, ...]]:
        found: dict[tuple[str, ...], tuple[int, ...]] = {}
        for place, row in enumerate(self.rows):
            if max(self.keys) < len(row):
                key = tuple(fold(text) for text in self.keys_of(row))
                found[key] = (*found.get(key, ()), place)
        return found

    def keys_of(self, row: Sequence[Field]) -> tuple[str, ...]:
        """The keys of a row, as received."""
        return tuple(row[place].text for place in self.keys)


def separator_of(raw: str) -> str:
    """The sign between the fields of a CSV file: the one that its first line has most of, outside quotation marks."""
    first = re.sub(r'"[^"\n]*"', "", raw.partition("\n")[0])
    counted = Counter(char for char in first if char in _SEPARATORS)
    return max(_SEPARATORS, key=lambda sign: counted[sign])


@lru_cache(maxsize=64)
def read_table(raw: str, keys: tuple[str, ...] = ()) -> CsvTable:
    """The table in a CSV file, of which the columns named `keys` name the rows; without names, the first one does.

    Empty lines are left out. What is wrong with it is found by `faults`.
    """
    lines = [row for row in _lines(raw) if any(field.text for field in row)]
    header = lines[0] if lines else ()
    names = [fold(field.text) for field in header]
    places = tuple(names.index(fold(key)) for key in keys if fold(key) in names)
    return CsvTable(header, tuple(lines[1:]), places or (0,))


def _lines(raw: str) -> Iterator[tuple[Field, ...]]:
    """The lines of a CSV file as fields, with quotation marks as RFC 4180 has them."""
    sign = re.escape(separator_of(raw))
    field = re.compile(rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*(?=[{sign}\n]|\Z)|(?P<plain>[^{sign}\n]*)')
    at, row = 0, []
    while at <= len(raw):
        found = field.match(raw, at)
        assert found
        text = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        row.append(Field(" ".join(text.split()), Span(found.start(), found.end())))
        at = found.end() + 1
        if found.end() == len(raw) or raw[found.end()] == "\n":
            yield tuple(row)
            row = []
            if found.end() == len(raw):
                return


def faults(table: CsvTable, keys: tuple[str, ...] = ()) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a table, each as (offset in its text, message, hint)."""
    seen: set[str] = set()
    if len(table.header) == 1:
        yield (
            0,
            "a table of a single column",
            "its first line has the names of the columns, and no title stands above it",
        )
    for field in table.header:
        if not field.text:
            yield field.span.start, "a column without a name", "name every column in the first line"
        elif fold(field.text) in seen:
            yield field.span.start, f"column '{field.text}' occurs twice", "tell the columns apart by their names"
        seen.add(fold(field.text))
    for key in keys:
        if fold(key) not in seen:
            listed = ", ".join(field.text for field in table.header)
            yield 0, f"no column '{key}' to name the rows", f"its columns are: {listed}"
    yield from _row_faults(table)


def _row_faults(table: CsvTable) -> Iterator[tuple[int, str, str]]:
    taken: set[tuple[str, ...]] = set()
    for row in table.rows:
        if len(row) != len(table.header):
            message = f"a row of {len(row)} fields in a table of {len(table.header)} columns"
            yield row[0].span.start, message, "a value that holds the separator stands in quotation marks"
        if max(table.keys) >= len(row):
            continue
        key = tuple(map(fold, table.keys_of(row)))
        if key in taken:
            named = " | ".join(table.keys_of(row))
            yield row[0].span.start, f"two rows are named '{named}'", "name the columns that tell rows apart in 'keys'"
        taken.add(key)


def number_in(text: str, decimals: Decimals = "point") -> Decimal | None:
    """The number in a cell; None if it holds no value, or anything else than one number.

    Footnote marks behind it, a currency or percent sign, and separators of thousands make no difference: a space, an
    apostrophe, and of comma and point the one that is not before the decimals. A number in brackets is negative.
    """
    plain = _MARKS.sub("", text.strip()) if not re.fullmatch(r"\([^()]*\)", text.strip()) else text.strip()
    negative = re.fullmatch(r"\((?P<number>[^()]*)\)", plain)
    plain = _SIGNS.sub("", negative["number"] if negative else plain)
    point, group = (".", ",") if decimals == "point" else (",", ".")
    sign, digits = re.fullmatch(r"([-−–+]?)\s?(.*)", plain, re.DOTALL).groups()  # type: ignore[union-attr]  # it fits any text
    grouped = rf"[0-9]{{1,3}}(?:(?P<group>[\s'’{re.escape(group)}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)?|[0-9]+"
    if not re.fullmatch(rf"(?:{grouped})(?:{re.escape(point)}[0-9]+)?", digits):
        return None
    whole, _, part = digits.partition(point)
    number = Decimal(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))
    return -number if negative or sign in ("-", "−", "–") else number


class Cell(NamedTuple):
    """A cell of a table: the keys of its row, the name of its column, its text and its number, if it has one."""

    keys: tuple[str, ...]
    column: str
    text: str
    number: Decimal | None
    row: int
    place: int

    @property
    def shown(self) -> str:
        """The cell as readers see it: its row, its column, its text."""
        return f"{' | '.join(self.keys)} | {self.column}: {self.text}"

    @property
    def words(self) -> str:
        """The same with its number in plain digits, as rules read it."""
        return (
            f"{' | '.join(self.keys)} | {self.column}: {self.text if self.number is None else number_key(self.number)}"
        )


def cell_of(table: CsvTable, row: Sequence[str], column: str, decimals: Decimals = "point") -> Cell | None:
    """The cell in the row with some keys and the column of a name; None if there is not exactly one."""
    places, place = table.places(row), table.column(column)
    if len(places) != 1 or place is None or place >= len(table.rows[places[0]]):
        return None
    fields = table.rows[places[0]]
    text = fields[place].text
    return Cell(table.keys_of(fields), table.header[place].text, text, number_in(text, decimals), places[0], place)
