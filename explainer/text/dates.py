"""Dates with their precision: the part of EDTF (ISO 8601-2:2019) that a timeline needs.

Supported: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, each with a trailing `~` (approximate), intervals `start/end` of these, and
open ones `../end`. What is not known is left off, never filled in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One calendar date known to the year, month or day; 0 stands for "not known"."""

    year: int
    month: int = 0
    day: int = 0
    approximate: bool = False

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + ("~" if self.approximate else "")

    def earliest(self) -> tuple[int, int, int]:
        """The first day this date can mean."""
        return self.year, self.month or 1, self.day or 1

    @property
    def first_day(self) -> str:
        """The first day this date can mean, as YYYY-MM-DD."""
        return "{:04}-{:02}-{:02}".format(*self.earliest())

    def latest(self) -> tuple[int, int, int]:
        """An upper bound of the days this date can mean, for comparison only: the day may not exist."""
        return self.year, self.month or 12, self.day or 31


OPEN = ".."
"""What stands for a beginning that is not known."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval; `end` is None for a single date.

    Of an `open` one the beginning is not known: what has it happened by then, or lasted until then; `start` is that date.
    """

    start: Moment
    end: Moment | None = None
    open: bool = False

    def __str__(self) -> str:
        return f"{OPEN}/{self.start}" if self.open else f"{self.start}/{self.end}" if self.end else str(self.start)

    def earliest(self) -> tuple[int, int, int]:
        """The first day this can mean: of an open one, the first of the calendar."""
        return (1, 1, 1) if self.open else self.start.earliest()

    @property
    def one_day(self) -> bool:
        """True for a single day of the calendar."""
        return not (self.open or self.end) and self.start.precision == "day"

    @property
    def last(self) -> Moment:
        """The end of an interval, or the date itself."""
        return self.end or self.start

    @property
    def edges(self) -> tuple[Moment, ...]:
        """The first and the last day of an interval of months; nothing for another date."""
        if not self.end or not (self.start.month and self.end.month) or self.start.day or self.end.day:
            return ()
        last = monthrange(self.end.year, self.end.month)[1]
        return replace(self.start, day=1), replace(self.end, day=last)

    @property
    def length(self) -> int:
        """How many days, months or years an interval of that precision has, both ends included; 0 for a single date."""
        if not self.end:
            return 0
        if self.end.day:
            return date(*self.end.earliest()).toordinal() - date(*self.start.earliest()).toordinal() + 1
        one, other = ((12 * each.year + each.month) if self.end.month else each.year for each in self.moments)
        return other - one + 1

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The date, or the two ends of the interval."""
        return (self.start, self.end) if self.end else (self.start,)

    def __lt__(self, other: Edtf) -> bool:
        return self.sort_key() < other.sort_key()

    def sort_key(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """A key that sorts by the first possible day, then shorter before longer."""
        return self.start.earliest(), self.last.latest()


def _moment(text: str) -> Moment:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, '~' after it for about")
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    if not year:
        raise ValueError(f"'{text}' has no such year: the calendar begins with 0001")
    if 21 <= month <= 24:
        raise ValueError(f"'{text}' is a season; write the year, and give the season in 'summary'")
    if match.group(2) and not 1 <= month <= 12:
        raise ValueError(f"'{text}' has no such month")
    if match.group(3):
        try:
            date(year, month, day)
        except ValueError:
            raise ValueError(f"'{text}' is not a calendar day") from None
    return Moment(year, month, day, bool(match.group(4)))


def parse_edtf(text: str) -> Edtf:
    """Read an EDTF date or interval.

    Raises:
        ValueError: with a sentence for the editor; an end before its start is left to the rules.
    """
    first, slash, second = text.partition("/")
    if first == OPEN and slash:
        return Edtf(_moment(second), open=True)
    return Edtf(_moment(first), _moment(second) if slash else None)


def moment_keys(moment: Moment) -> dict[str, str]:
    """The token keys (see `wording`) that show each known part of a date: year, month, day."""
    keys = {"year": str(moment.year)}
    if moment.month:
        keys["month"] = f"month:{moment.month:02}"
    if moment.day:
        keys["day"] = f"date:{moment.month:02}-{moment.day:02}"
    return keys


_KINDS = ("month", "weekday", "part-of-day", "season", "phase")


def part_of_date(key: str) -> str:
    """The part of a date that a token key gives: year, month, day or one of `_KINDS`; empty for another key."""
    kind, colon, _ = key.partition(":")
    if colon:
        return "day" if kind == "date" else kind if kind in _KINDS else ""
    return "year" if _YEAR.fullmatch(key) else ""


def weekday_key(year: str, day: str) -> str:
    """The token key of the weekday of a day, given the keys of its year and of itself; empty if there is no such day."""
    try:
        return f"weekday:{date(int(year), int(day[5:7]), int(day[8:])).isoweekday()}"
    except ValueError:
        return ""


SEASONS = {"spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12), "winter": (12, 1, 2, 3)}
"""The months of each season on the northern half of the earth; neighbouring seasons share one."""
PHASES = {
    "start": (range(1, 9), range(1, 4)),
    "early": (range(1, 14), range(1, 6)),
    "middle": (range(8, 24), range(4, 10)),
    "late": (range(18, 32), range(8, 13)),
    "end": (range(23, 32), range(10, 13)),
    "first half": (range(1, 17), range(1, 7)),
    "second half": (range(15, 32), range(7, 13)),
    "first quarter": (range(1, 10), range(1, 4)),
    "second quarter": (range(7, 17), range(4, 7)),
    "third quarter": (range(15, 25), range(7, 10)),
    "fourth quarter": (range(22, 32), range(10, 13)),
    "first week": (range(1, 9), range(1, 2)),
    "second week": (range(6, 16), range(1, 2)),
    "third week": (range(13, 23), range(1, 2)),
    "fourth week": (range(20, 30), range(1, 2)),
    "last week": (range(22, 32), range(12, 13)),
    "first month": ((), range(1, 2)),
    "last month": ((), range(12, 13)),
    "turn": ((1, 31), (1, 12)),
}
"""The days of a month and the months of a year that belong to each phase of it; neighbouring phases share some."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A date found in text or stated by a record: the token keys of the parts that belong together.

    `start` and `end` are its place in the text. "On the evening of 27 November" has a part of the day, a day and its month.
    """

    start: int
    end: int
    parts: Mapping[str, str]
    side: str = ""
    """What words before it say, by `Words.date_sides`: `beside` it, `by` then, only `after`; empty if nothing of these."""

    @property
    def open(self) -> bool:
        """True if it ends a period of which the beginning is not known: by, until."""
        return self.side in ("by", "until")

    def agrees(self, known: Occasion, years: Collection[str]) -> bool:
        """True if another date is the same one: no part differs, and a year that only this one has is one of `years`."""
        shared = {(part, key) for part, key in known.parts.items() if part in self.parts}
        loosely = ("season", "phase", *(["weekday"] if "-" in self.parts.get("weekday", "") else []))
        if not self.parts.items() >= {each for each in shared if each[0] not in loosely}:
            return False
        if not self.lies_in(known):
            return False
        year, day = self.parts.get("year"), self.parts.get("day")
        if year and "year" not in known.parts and year not in years:
            return False
        whole = known.parts.get("year") or year
        weekday = self.parts.get("weekday")
        actual = weekday_key(whole, day) if day and whole else known.parts.get("weekday", "")
        return not (weekday and actual) or actual[8:] in weekday[8:].split("-")

    def _in_season(self, known: Occasion) -> bool:
        season = self.parts.get("season")
        months = SEASONS[season.partition(":")[2]] if season else ()
        return not season or season == known.parts.get("season") or _number(known, "month") in months

    def lies_in(self, known: Occasion) -> bool:
        """True if another date lies in the season and phase that this one names, or it names none."""
        return self._in_season(known) and self._in_phase(known)

    def _in_phase(self, known: Occasion) -> bool:
        phase = self.parts.get("phase")
        if not phase or phase == known.parts.get("phase"):
            return True
        name, _, whole = phase.partition(":")[2].partition("/")
        days, months = PHASES[name]
        if "month" in self.parts or whole == "month":
            return _number(known, "day") in days
        return "season" in self.parts or _number(known, "month") in months

    @property
    def day_number(self) -> int:
        """The number of the day, counted from the first of the calendar; 0 if day or year is not known."""
        year, day = self.parts.get("year"), self.parts.get("day")
        try:
            return date(int(year), int(day[5:7]), int(day[8:])).toordinal() if year and day else 0
        except ValueError:
            return 0

    @property
    def month_number(self) -> int:
        """The number of the month, counted from the first of the calendar; 0 if month or year is not known."""
        year, month = self.parts.get("year"), _number(self, "month")
        return 12 * int(year) + month if year and month else 0

    @property
    def finest(self) -> str:
        """The most exact part that tells which date it is: day, month or year; empty if it has none of these."""
        return next((part for part in ("day", "month", "year") if part in self.parts), "")


def _number(date: Occasion, part: str) -> int:
    """The number of the month, or of the day in its month; 0 if the date has none."""
    return int(date.parts[part][-2:]) if part in date.parts else 0


_YEAR = re.compile(r"(1[5-9]|20)\d\d")
