"""What stands in words of a source, and the values that a record of each kind takes from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import dropwhile
from typing import Any

from explainer.authoring.scaffold import NEW
from explainer.content.content import Content
from explainer.content.records import Actor, Citation, Fact, Place
from explainer.content.roles import Clock, Name, NamedRef, each, leaves
from explainer.text.dates import OPEN, Occasion
from explainer.text.quantities import QuantityPatterns
from explainer.text.reader import Quantity, Reader
from explainer.text.source_text import Span, find_words, spaced

_BETWEEN_CLAUSES = re.compile(r"[,;:.!?…]+(?:\s|$)|[—–“”„«»\"()\[\]]+")
_NAME_WORDS = 8
"""Number of words up to which a selection is proposed as a name."""


def found_in(content: Content, cite: Citation, span: Span | None = None) -> dict[str, list[dict[str, str]]]:
    """What stands in a citation: dates, numbers, names of actors, places and terms, and speech; each with its words.

    `span` is the place of its words in the source text, for the speech there.
    """
    reader, words = content.reader_of(cite), cite.words
    return {
        "dates": [{"words": words[date.start : date.end], "value": edtf(date)} for date in reader.dates(words)],
        "numbers": [{"words": figure["words"], "value": figure["value"]} for figure in figures(words, reader)],
        "names": [{"words": name, "value": record.id} for record, name in _named(content, words)],
        "speech": [{"words": piece, "value": piece} for piece in _speech(content, cite.source, span)],
    }


def proposed(content: Content, kind: str, cite: Citation, span: Span | None = None) -> dict[str, Any]:
    """The fields of a new record of a kind that follow from its passage or claim, with the citation itself.

    Args:
        content: everything loaded.
        kind: a key of `NEW`.
        cite: the passage of a source text, or the claim of an outside page.
        span: the place of the passage in its text.
    """
    model = NEW[kind][1]
    fields, reader, words = model.model_fields, content.reader_of(cite), cite.words
    own = cite.model_dump(exclude_defaults=True)
    if not issubclass(model, Fact):
        return {name: value for name, value in own.items() if name in fields}
    known: dict[str, Any] = {}
    if "date" in fields and (dates := list(reader.dates(words))):
        known |= _date(content, dates)
    if any(isinstance(leaf.role, Clock) for leaf in leaves(model)):
        known |= _time(reader, words)
    speaker = _speaker(content, cite, span)
    if "attribution" in fields and speaker:
        known["attribution"] = speaker
    for leaf in leaves(model):
        if isinstance(leaf.role, NamedRef) and leaf.steps == ("items",):
            ids = [record.id for record, _ in _named(content, words) if record.kind == leaf.role.kinds]
            others = [name for name in dict.fromkeys(ids) if not speaker or name != speaker["by"]]
            known |= {leaf.name: others} if others else {}
    if kind == "figure" and (measured := next(figures(words, reader), None)):
        known |= {name: value for name, value in measured.items() if value}
    if kind == "quote":
        said = " […] ".join(_speech(content, cite.source, span))
        known["text"] = said.removesuffix(",") or words  # the comma before the reporter's words
    if any(isinstance(leaf.role, Name) and not leaf.steps for leaf in leaves(model)) and _is_name(words):
        known["name"] = " ".join(dropwhile(str.islower, words.split()))  # without an article or office
    named = issubclass(model, Actor | Place) and known.get("name") == words
    return {**known, "cite": [{"source": cite.source} if named and _is_first(content, cite, span) else own]}


def edtf(date: Occasion) -> str:
    """A date found in text as it is written in a record, without a year where the text has none: 2021-06-03, 06-03."""
    year, day, month = date.parts.get("year"), date.parts.get("day"), date.parts.get("month")
    rest = day.removeprefix("date:") if day else month.removeprefix("month:") if month else ""
    return "-".join(filter(None, (year, rest)))


def _date(content: Content, dates: list[Occasion]) -> dict[str, Any]:
    """The one date that a passage gives, or the range of its two days; with the inference that gives a missing year."""
    values = list(dict.fromkeys(value for date in dates if (value := edtf(date))))
    years = [date.parts.get("year") for date in dates]
    if len(values) == 2 and all(years) and dates[0].start == dates[1].start:
        return {"date": "/".join(values)}
    if len(values) != 1:
        return {}
    if years[0]:
        return {"date": f"{OPEN}/" * all(date.open for date in dates) + values[0]}
    inferences = [fact for fact in content.of_kind("inference") if fact.date and str(fact.date)[5:] == values[0]]
    inferences = inferences or [fact for fact in content.of_kind("inference") if fact.date and len(str(fact.date)) == 4]
    if len(inferences) != 1:
        return {}
    return {"date": f"{str(inferences[0].date)[:4]}-{values[0]}", "inferred": {"year": inferences[0].id}}


def _time(reader: Reader, words: str) -> dict[str, str]:
    """The one clock time or part of the day that a text names."""
    keys = [key for token in reader.tokens(words) for key in token.keys]
    found = {key.partition(":")[2] for key in keys if key.startswith("time:")}
    found = found or {key.partition(":")[2] for key in keys if key.startswith("part-of-day:")}
    return {"time": found.pop()} if len(found) == 1 else {}


def figures(words: str, reader: Reader) -> Iterator[dict[str, str]]:
    """The numbers of a text as fields of a figure: `words` with qualifier and unit, `value`, `unit`, `qualifier`."""
    units = QuantityPatterns(reader.words)
    for quantity in reader.quantities(words):
        before, number = words[: quantity.start], words[quantity.start : quantity.end]
        qualifier = reader.qualifier_before(units.without_sign(before)) or ""
        scale = number.lstrip("0123456789.,\u00a0 ") if number[0].isdigit() else ""
        behind = re.match(r"(?:\s[^\W\d_]+){0,3}", words[quantity.end :])
        noun = _counted(behind.group().split() if behind else [], quantity, units)
        start = quantity.start - (len(before) - len(units.without_sign(before)))
        if qualifier:
            start = words.lower().rindex(qualifier, 0, start)
            qualifier = words[start : start + len(qualifier)]
        end = words.index(noun, quantity.end) + len(noun) if noun else quantity.end
        if period := reader.period_at(words[end:]):
            end = words.index(period, end) + len(period)
        yield {
            "words": words[start:end],
            "value": _value(number, scale, quantity.key),
            "unit": spaced(f"{scale} {noun} {period}"),
            "qualifier": qualifier,
        }


def _counted(words: list[str], quantity: Quantity, units: QuantityPatterns) -> str:
    """Of the words behind a number, those that say what it counts: its currency or unit, or the first plural of two; of a share, none."""
    if quantity.key.endswith("%"):
        return ""
    if not quantity.unit:
        sizes = (size for size in (1, 2) if units.plural("".join(words[size - 1 : size])))
        return " ".join(words[: next(sizes, 0)])
    names = (" ".join(words[:size]) for size in range(1, len(words) + 1))
    return next((name for name in names if quantity.unit in units.named(name)), "")


def _value(number: str, scale: str, key: str) -> str:
    """The number in digits without its scale; empty if it is not exact."""
    digits = number.removesuffix(scale).strip().replace(",", "").replace("\u00a0", "")
    try:
        return str(Decimal(digits if digits[:1].isdigit() else key.removesuffix("%")))
    except InvalidOperation:
        return ""


def _named(content: Content, words: str) -> list[tuple[Fact, str]]:
    """The actors, places and terms that a text names, each with the name, in the order of the text."""
    found = []
    for entry in content.facts:
        names = [part.value for part in each(entry.record, Name)]
        places = [(at, name) for name in names if (at := find_words(words, name, ignore_case=True))]
        if places:
            (start, end), _ = max(places, key=lambda place: place[0][1] - place[0][0])
            found.append((start, -end, entry.record, spaced(words)[start:end]))
    return [(record, name) for _, _, record, name in sorted(found, key=lambda each: each[:2])]


def _speech(content: Content, source: str, span: Span | None) -> list[str]:
    """The parts of a passage that are speech, without the marks around them."""
    if span is None:
        return []
    text = content.texts[source]
    parts = [Span(max(each.start, span.start), min(each.end, span.end)) for each in content.speech(source)]
    pieces = [spaced(text.words_of(part)).strip(' “”„«»"—–') for part in parts if part.start < part.end]
    return [piece for piece in pieces if piece]


def _speaker(content: Content, cite: Citation, span: Span | None) -> dict[str, str] | None:
    """Who says it, in the words that credit them, with a channel if there is only one; None if nobody is credited."""
    reader, words = content.reader_of(cite), cite.words
    if span is not None:
        text = content.texts[cite.source]
        inside = [part for part in content.speech(cite.source) if part.overlaps(span)]
        edges = [span.start, *(edge for part in inside for edge in (part.start, part.end)), span.end]
        told = [text.raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    else:
        told = [words]
    for clause in (clause for part in told for clause in _BETWEEN_CLAUSES.split(spaced(part))):
        for record, name in _named(content, clause):
            if isinstance(record, Actor) and (credit := _credit(clause, name, reader)):
                channels = content.site.record.channels
                channel = {"channel": next(iter(channels))} if len(channels) == 1 else {}
                return {"by": record.id, "words": credit, **channel}
    return None


def _credit(clause: str, name: str, reader: Reader) -> str:
    """The fewest words of a clause that have a name and a verb by which words are reported; empty if there are none."""
    words = clause.split()
    windows = (words[first:last] for first in range(len(words)) for last in range(first + 1, len(words) + 1))
    found = (" ".join(window) for window in windows)
    return min((credit for credit in found if name in credit and reader.reports(credit)), key=len, default="")


def _is_first(content: Content, cite: Citation, span: Span | None) -> bool:
    """True if a passage is the first place of its words in the text, which an actor or place need not write."""
    return span is not None and content.texts[cite.source].places(cite.words)[:1] == (span,)


def _is_name(words: str) -> bool:
    """True if words may be a name: a few, with a capital letter, and no sentence."""
    return len(words.split()) <= _NAME_WORDS and words[-1:] not in (".", "!", "?") and words != words.lower()
