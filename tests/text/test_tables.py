"""Tables kept as CSV files."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.text.tables import cell_of, faults, number_in, read_table

TABLE = 'Month;Crossings (thousand);Note\nJune 2021;9,1*;"a; ""b"""\n\nJuly 2021;..;x\n'


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("9.120", "comma", "9120"),
        ("9.120", "point", "9.120"),
        ("1,234.5", "point", "1234.5"),
        ("1 234,5", "comma", "1234.5"),
        ("1\u202f234\u202f567", "comma", "1234567"),
        ("1'000", "point", "1000"),
        ("(5)", "point", "-5"),
        ("−3", "point", "-3"),
        ("12%", "point", "12"),
        ("$400,000,000", "point", "400000000"),
        ("7*", "point", "7"),
        ("8 [a]", "point", "8"),
        ("5²", "point", "5"),
        ("5 (p)", "point", "5"),
        ("12,34", "point", None),
        ("1,23,456", "point", None),
        ("<5", "point", None),
        ("5 to 7", "point", None),
        ("..", "point", None),
        ("", "point", None),
    ],
)
def test_numbers(text: str, decimals: str, number: str | None) -> None:
    """Separators of thousands, signs and footnote marks make no difference; what is no one number is none."""
    assert number_in(text, decimals) == (None if number is None else Decimal(number))  # type: ignore[arg-type]


def test_cells() -> None:
    """A cell is found by the name of its row and of its column; quotation marks hold separators."""
    table = read_table(TABLE)
    cell = cell_of(table, ["June  2021"], "Crossings (thousand)", "comma")
    assert cell
    assert (cell.text, cell.number) == ("9,1*", Decimal("9.1"))
    assert cell.shown == "June 2021 | Crossings (thousand): 9,1*"
    assert cell.words == "June 2021 | Crossings (thousand): 9.1"
    note = cell_of(table, ["June 2021"], "Note")
    assert note
    assert note.text == 'a; "b"'
    assert TABLE[table.rows[0][2].span.start : table.rows[0][2].span.end] == '"a; ""b"""'
    assert cell_of(table, ["May 2021"], "Note") is None
    assert cell_of(table, ["June 2021"], "Notes") is None


@pytest.mark.parametrize(
    ("text", "keys", "messages"),
    [
        ("a,b\n1,2\n", (), []),
        ("a\tb\n1\t2\n", (), []),
        ("a,b\n1,2,3\n", (), ["a row of 3 fields in a table of 2 columns"]),
        ("a,a\n1,2\n", (), ["column 'a' occurs twice"]),
        ("a,\n1,2\n", (), ["a column without a name"]),
        ("a,b\n1,2\n1,3\n", (), ["two rows are named '1'"]),
        ("a,b\n1,2\n1,3\n", ("a", "b"), []),
        ("a,b\n1,2\n", ("c",), ["no column 'c' to name the rows"]),
    ],
)
def test_faults(text: str, keys: tuple[str, ...], messages: list[str]) -> None:
    """Columns and rows have names of their own, and rows as many fields as there are columns."""
    assert [message for _, message, _ in faults(read_table(text, keys), keys)] == messages
