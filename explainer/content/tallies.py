"""The numbers that the rows of a tally give, read from the words of their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from explainer.content.content import Content
from explainer.content.records import Fact, Figure, Tally, TallyRow
from explainer.text.reader import LESS, MORE

End = Literal["exact", "less", "more", "about"]


class Counted(NamedTuple):
    """A number of a tally: both ends of a range, else twice the same, and the words it is read from.

    `end` is what a qualifier leaves open; `beside` is what is counted apart, empty for nothing; what is only `announced`
    has not been counted by anybody.
    """

    row: TallyRow
    words: str
    low: Decimal
    high: Decimal
    end: End
    beside: str
    announced: bool

    @property
    def place(self) -> tuple[Decimal, int]:
        """Where it stands among others: "nearly 20" below 20, "over 20" above it; a range by its middle."""
        apart = 1 if self.beside else 0
        return (self.low + self.high) / 2 + apart, {"less": -1, "more": 1}.get(self.end, 0)


def counted_rows(content: Content, tally: Tally) -> tuple[Counted, ...]:
    """The numbers of the rows of a tally, in their order, without rows whose number cannot be read."""
    found = ((row, content.records.get(row.record)) for row in tally.rows)
    rows = (counted_row(content, row, fact) for row, fact in found if isinstance(fact, Fact))
    return tuple(row for row in rows if row)


def counted_row(content: Content, row: TallyRow, fact: Fact) -> Counted | None:
    """The number of a row; None if its words do not hold one number, or both ends of one range."""
    words = row.words or (fact.words if isinstance(fact, Figure) else "")
    figure = fact if isinstance(fact, Figure) and words == fact.words else None
    reader = content.reader_of_figure(figure) if figure else content.reader_of_words(fact, words)
    quantities = list(reader.quantities(words))
    if figure:
        keys = [reader.quantity_key(number, figure.unit) for number in figure.numbers]
    else:
        keys = [quantity.key for quantity in quantities]
    if not 0 < len(keys) <= 2 or not all(key.replace(".", "", 1).isdecimal() for key in keys):
        return None
    senses = {quantity.sense or "" for quantity in quantities}
    numbers = sorted(map(Decimal, keys))
    announced = _announced(content, fact)
    return Counted(row, words, numbers[0], numbers[-1], _end(senses), row.beside or "", announced)


def _end(senses: set[str]) -> End:
    if senses.intersection(LESS):
        return "less"
    if senses.intersection(MORE):
        return "more"
    return "about" if any(senses) else "exact"


def _announced(content: Content, fact: Fact) -> bool:
    """True for a state that changes nothing, and for a figure that is expected."""
    meanings: Mapping[str, str] = content.site.record.state_meanings
    return meanings.get(fact.get("state") or "") == "mention" or fact.get("basis") == "forecast"
