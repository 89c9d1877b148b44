"""The text of the interface in one language, by group and key; display of dates, percentages and lists of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

from explainer.locales.plurals import OTHER
from explainer.text.dates import Edtf, Moment


class Message:
    """A text with placeholders; called with their values it returns the text, in the plural form of the number `n`."""

    __slots__ = ("_category", "_forms")

    def __init__(self, forms: Mapping[str, str], category: Callable[[int], str]) -> None:
        self._forms = forms
        self._category = category

    def form(self, values: Mapping[str, Any]) -> str:
        """The name of the plural form for these values."""
        return self._category(values["n"]) if len(self._forms) > 1 else OTHER

    def __call__(self, **values: Any) -> str:
        """The text with these values."""
        return self._forms[self.form(values)].format(**values)

    def as_markup(self) -> MarkupMessage:
        """The same text for templates."""
        return MarkupMessage(self._forms, self._category)


class MarkupMessage(Message):
    """A text with placeholders that becomes markup; values that are not markup are escaped."""

    __slots__ = ("_parts",)

    def __init__(self, forms: Mapping[str, str], category: Callable[[int], str]) -> None:
        super().__init__(forms, category)
        self._parts = {
            form: [(escape(literal), name or "") for literal, name, _, _ in Formatter().parse(text)]
            for form, text in forms.items()
        }

    def __call__(self, **values: Any) -> Markup:
        """The text with these values."""
        parts = self._parts[self.form(values)]
        return Markup("".join([f"{text}{escape(values[name]) if name else ''}" for text, name in parts]))  # noqa: S704


class Group:
    """Texts by their keys, as attributes or items: a string, a `Message` if it has placeholders, or a list of strings."""

    def __init__(self, **texts: Any) -> None:
        self.__dict__.update(texts)

    def __getitem__(self, key: str) -> Any:
        return self.__dict__[key]

    def __getattr__(self, key: str) -> Any:
        raise AttributeError(f"no text '{key}'")

    def as_markup(self) -> Group:
        """The same texts, escaped for templates."""
        return Group(**{key: _as_markup(value) for key, value in vars(self).items()})


Entry = str | list[str] | Message
"""The value of a key of a group."""


class Catalogue(Group):
    """All text of the interface, by group and key: `t.note.record`.

    `language` is the language of the text as an HTML lang value.
    """

    def __init__(self, language: str, groups: Mapping[str, Group]) -> None:
        super().__init__(**groups)
        self.language = language

    def date(self, value: Edtf, time: str | None = None) -> str:
        """The date as a reader sees it: "27 November 2024, evening", "27–28 November 2024", "by June 2022"."""
        text = self._open(self._long(value), value, self.dates.by)
        return self.dates.with_time(date=text, time=self.time(time)) if time else text

    def time(self, time: str) -> str:
        """A clock time, or the name of a part of the day."""
        return str(vars(self.times).get(time, time))

    def brief_date(self, value: Edtf) -> str:
        """The date in short form: "Jan–Nov 2019"."""
        return self._open(self._brief(value), value, self.dates.by)

    def period(self, value: Edtf) -> str:
        """The time that something covers, as a reader sees it: "May – June 2022", "until June 2022"."""
        return self._open(self._long(value), value, self.dates.until)

    def brief_period(self, value: Edtf) -> str:
        """The time that something covers, in short form: "Jan–Nov 2019", "until Nov 2019"."""
        return self._open(self._brief(value), value, self.dates.until)

    @staticmethod
    def _open(text: str, value: Edtf, form: Message) -> str:
        """The words for a date, with what says so if its beginning is not known."""
        return str(form(date=text)) if value.open else text

    def months(self, first: int, last: int) -> str:
        """The months of any year from one to another, by their numbers: "January–August", or the one month."""
        names = self.dates.months
        name = str(names[first - 1])
        return name if first == last else str(self.dates.range_brief(first=name, last=names[last - 1]))

    def percent(self, share: float) -> str:
        """A share, from 0 to 1, as a percentage without decimals."""
        return str(self.numbers.percent(value=f"{share:.0%}"[:-1]))

    def number(self, value: Decimal) -> str:
        """A whole number in digits, in groups of three."""
        return f"{value:,.0f}".replace(",", str(self.numbers.thousands))

    def counted_in_words(self, number: int) -> str:
        """A small number as a word, a larger one in digits."""
        words = self.numbers.words
        return str(words[number - 1]) if 0 < number <= len(words) else str(number)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a sentence lists them: "A, B and C"."""
        *first, last = names
        return self.lists.last(first=self.lists.separator.join(first), last=last) if first else last

    @cached_property
    def _long(self) -> Callable[[Edtf], str]:
        return self._display(self.dates.months, self.dates.months_with_day, self.dates.range)

    @cached_property
    def _brief(self) -> Callable[[Edtf], str]:
        return self._display(self.dates.months_brief, self.dates.months_brief, self.dates.range_brief)

    def _display(self, months: Sequence[str], with_day: Sequence[str], between: Message) -> Callable[[Edtf], str]:
        """A function that shows a date, given the names of the months alone, those next to a day, and the form of ranges."""

        def one(moment: Moment) -> str:
            if moment.day:
                text = self.dates.day(day=moment.day, month=with_day[moment.month - 1], year=moment.year)
            elif moment.month:
                text = self.dates.month(month=months[moment.month - 1], year=moment.year)
            else:
                text = str(moment.year)
            return str(self.dates.about(date=text) if moment.approximate else text)

        def shown(value: Edtf) -> str:
            start, end = value.start, value.end
            if not end:
                return one(start)
            alike = start.precision == end.precision and start.approximate == end.approximate
            if alike and (start.year, start.month) == (end.year, end.month) and start.day:
                return str(self.dates.days(first=start.day, last=one(end)))
            if alike and start.year == end.year and start.precision == "month":
                return between(first=months[start.month - 1], last=one(end))
            return between(first=one(start), last=one(end))

        return lru_cache(maxsize=2**12)(shown)

    def as_markup(self) -> Group:
        """The groups of texts for templates: texts and results of messages are markup."""
        groups = {name: group for name, group in vars(self).items() if isinstance(group, Group)}
        return Group(**{name: group.as_markup() for name, group in groups.items()})


def _as_markup(entry: Entry) -> Entry:
    if isinstance(entry, Message):
        return entry.as_markup()
    return escape(entry) if isinstance(entry, str) else [escape(text) for text in entry]
