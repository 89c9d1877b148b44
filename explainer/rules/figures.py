"""Rules about figures: number, unit and qualifier as their source writes them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from explainer.content.content import Content, Entry
from explainer.content.records import Citation, Dispute, Fact, Figure, Series, SeriesFinding, TakenColumn, Unknown
from explainer.content.roles import Aside, Own, Reasoning, each
from explainer.problems import Problem
from explainer.rules.common import (
    NEAR,
    Problems,
    changed,
    denied_dates,
    evidence_hint,
    in_evidence,
    lacking_hint,
    one_sided,
    other_money,
    supported,
    title,
)
from explainer.text.dates import Edtf, Occasion, moment_keys
from explainer.text.numbers import number_key
from explainer.text.reader import Reader, Token
from explainer.text.source_text import contains, find_words, fold
from explainer.text.suggest import did_you_mean
from explainer.text.tables import CsvTable


def figure_form(content: Content) -> Problems:
    """A figure has one value, or both ends of a range in order; none if its words give no exact number: several thousand."""
    for entry in content.facts:
        if isinstance(figure := entry.record, Figure):
            low, high = figure.low, figure.high
            single = figure.value is not None and low is None and high is None
            inexact = not (figure.numbers or figure.series) and _inexact(content.reader_of_figure(figure), figure.words)
            if not (single or inexact) and (figure.value is not None or low is None or high is None or low >= high):
                yield Problem(entry.at(), f"{title(entry)} has neither one value nor a range in order",
                            "give 'value', or 'low' and 'high'")  # fmt: skip


def _inexact(reader: Reader, words: str) -> bool:
    """True if the only number of some words is no decimal number: several thousand, two thirds."""
    found = [token for token in reader.tokens(words) if not token.dated]
    return len(found) == 1 and found[0].keys[0].startswith(("vague:", "part:"))


def series_point(content: Content) -> Problems:
    """A series has points of its unit, each with a side; all have a period or none has; a claimant has one value for it.

    Two values of one claimant are allowed if a dispute has both as versions. All points of a claimant are of one side.
    """
    yield from _without_points(content)
    yield from _one_side(content)
    disputed = [set(entry.record.related()) for entry in content.facts if entry.record.kind == "dispute"]
    taken: dict[tuple[str, str, str, str], Entry] = {}
    over_time = {
        entry.record.series for entry in content.facts if isinstance(entry.record, Figure) and entry.record.period
    }
    for entry in content.facts:
        figure = entry.record
        if not isinstance(figure, Figure) or figure.series is None:
            continue
        series = content.records.get(figure.series)
        if isinstance(series, Series):
            if figure.unit != series.unit:
                yield Problem(entry.at("unit"), f"{title(entry)}: its series counts {series.unit}, not {figure.unit}",
                            "a series has one unit")  # fmt: skip
            if figure.side not in series.sides:
                message = f"{title(entry)}: side '{figure.side or ''}' is not one of its series"
                yield Problem(entry.at("side"), message, f"its sides are: {', '.join(series.sides)}")
        if figure.period is None:
            if figure.series in over_time:
                yield Problem(entry.at(), f"{title(entry)} is a point of a series without a period",
                            "add 'period', as the other points have")  # fmt: skip
            continue
        name = claimant(figure)
        known = taken.setdefault((figure.series, figure.side or "", name, str(figure.period)), entry)
        if known is not entry and not any({figure.id, known.record.id} <= records for records in disputed):
            message = f"{title(entry)}: '{name}' already has a value for {figure.period}: '{known.record.id}'"
            yield Problem(entry.at("period"), message, "keep one, or make both versions of a dispute")


def _without_points(content: Content) -> Problems:
    """Every series has a point, and every column of one gives it points."""
    pointed = {entry.record.series for entry in content.facts if isinstance(entry.record, Figure)}
    for entry in content.facts:
        if isinstance(series := entry.record, Series):
            yield from _columns(content, entry, series)
            if series.id not in pointed and not series.columns:
                hint = f"name it in a figure, series: {series.id}, or remove it"
                yield Problem(entry.at(), f"{title(entry)} has no point", hint)


def _columns(content: Content, entry: Entry, series: Series) -> Problems:
    """The columns of a series are in their tables, and give it points."""
    tables = {each.record.id: each.record for each in content.sources if each.record.form == "table"}
    taken = {each.keys for each in content.facts if each.file is entry.file}
    for index, column in enumerate(series.columns):
        source, text = tables.get(column.source), content.texts.get(column.source)
        at = ("columns", index)
        if wrong := _wrong_side(series, column):
            yield Problem(entry.at(*at, "side"), f"{title(entry)}: {wrong[0]}", wrong[1])
        if source is None:
            message = f"{title(entry)}: no table '{column.source}'"
            yield Problem(entry.at(*at, "source"), message, did_you_mean(column.source, list(tables)))
        elif text is None:
            continue  # reported where the source is registered
        elif (table := source.table(text)).column(column.column) is None:
            message = f"{title(entry)}: '{column.source}' has no one column '{column.column}'"
            names = [field.text for field in table.header]
            yield Problem(entry.at(*at, "column"), message, did_you_mean(column.column, names))
        elif unknown := _unknown_row(table, column):
            name, message, hint = unknown
            yield Problem(entry.at(*at, "rows", name), f"{title(entry)}: '{column.source}' {message}", hint)
        elif (*entry.keys, *at) not in taken:
            message = f"{title(entry)}: no row of '{column.source}' gives a point of it"
            hint = "each needs a period in its name and a number in the column"
            yield Problem(entry.at(*at), message, hint)


def _wrong_side(series: Series, column: TakenColumn) -> tuple[str, str] | None:
    """What is wrong with the side of a column, with a hint: it is unknown, or column or row have the name of another."""
    if column.side not in series.sides:
        return f"side '{column.side}' is not one of its own", f"its sides are: {', '.join(series.sides)}"
    named = " ".join((column.column, *column.rows.values()))
    there = [side for side, label in series.sides.items() if contains(named, label, ignore_case=True)]
    if there and column.side not in there:
        hint = f"'{series.sides[there[0]]}' is in the name of column or row"
        return f"its column is that of side '{there[0]}', and not of '{column.side}'", hint
    return None


def _unknown_row(table: CsvTable, column: TakenColumn) -> tuple[str, str, str] | None:
    """A column in the `rows` of another that names no rows, or a name that none has there, with message and hint."""
    names = {fold(table.header[place].text): place for place in table.keys if place < len(table.header)}
    for name, key in column.rows.items():
        place = names.get(fold(name))
        if place is None:
            return name, f"has no column '{name}' that names its rows", "name one of the columns in its 'keys'"
        known = list(dict.fromkeys(row[place].text for row in table.rows if place < len(row)))
        if fold(key) not in map(fold, known):
            return name, f"has no row '{key}' in column '{name}'", did_you_mean(key, known)
    return None


def series_finding(content: Content) -> Problems:
    """What a series says that its title states of its sides is true of its figures, for all periods but those it leaves out."""
    for entry in content.facts:
        series = entry.record
        if not isinstance(series, Series) or (finding := series.finding) is None:
            continue
        if (finding.greater is None) != finding.differ:
            yield Problem(entry.at("finding"), f"{title(entry)}: its finding states nothing, or two things",
                          "give either 'greater', a side, or 'differ: true'")  # fmt: skip
            continue
        if finding.greater is not None and finding.greater not in series.sides:
            message = f"{title(entry)}: side '{finding.greater}' of its finding is not one of the series"
            yield Problem(entry.at("finding", "greater"), message, f"its sides are: {', '.join(series.sides)}")
            continue
        compared = {
            period: numbers
            for period, numbers in _numbers(content, series).items()
            if len(numbers) > 1 and (finding.greater is None or finding.greater in numbers)
        }
        for index, period in enumerate(finding.except_for):
            if period not in compared or _holds(finding, compared[period]):
                message = f"{title(entry)}: its finding leaves out {period} without need"
                why = "it is true of that, too" if period in compared else "no two sides give figures for that"
                yield Problem(entry.at("finding", "except_for", index), message, f"{why}: remove it")
        if compared.keys() <= set(finding.except_for):
            yield Problem(entry.at("finding"), f"{title(entry)}: its finding is not true of any period",
                          "remove it, and let the title state nothing of the sides")  # fmt: skip
        for period, numbers in compared.items():
            if period not in finding.except_for and not _holds(finding, numbers):
                given = "; ".join(f"{side} {', '.join(map(number_key, own))}" for side, own in numbers.items())
                yield Problem(entry.at("finding"), f"{title(entry)}: its finding is not true of {period}",
                              f"the figures are: {given}; correct finding and title, or add it to 'except_for'")  # fmt: skip


def _numbers(content: Content, series: Series) -> dict[Edtf, dict[str, list[Decimal]]]:
    """For each period of a series, in order, the numbers that each side gives."""
    found: dict[Edtf, dict[str, list[Decimal]]] = {}
    for point in content.related(series):
        if isinstance(point, Figure) and point.period and point.side:
            found.setdefault(point.period, {}).setdefault(point.side, []).extend(point.numbers)
    return {period: found[period] for period in sorted(found, key=Edtf.sort_key)}


def _holds(finding: SeriesFinding, numbers: Mapping[str, Sequence[Decimal]]) -> bool:
    """True if a finding is true of the numbers that the sides give for one period."""
    if finding.greater is None:
        given = [number for own in numbers.values() for number in set(own)]
        return len(given) == len(set(given))
    others = [number for side, own in numbers.items() if side != finding.greater for number in own]
    return min(numbers[finding.greater]) > max(others)


def _one_side(content: Content) -> Problems:
    """The points of a claimant in a series are of one side: that of most of them."""
    points = [entry for entry in content.facts if isinstance(entry.record, Figure) and entry.record.series]
    sides: dict[tuple[str, str], Counter[str]] = {}
    for entry in points:
        sides.setdefault((entry.record.series, claimant(entry.record)), Counter())[entry.record.side or ""] += 1
    for entry in points:
        figure = entry.record
        known = sides[entry.record.series, claimant(figure)]
        usual = known.most_common(1)[0][0]
        if known[figure.side or ""] < known[usual]:
            message = f"{title(entry)}: side '{figure.side}' is not that of other figures of '{claimant(figure)}'"
            yield Problem(entry.at("side"), message, f"they are of side '{usual}'")


def claimant(figure: Figure) -> str:
    """The id of who claims a figure: the actor, or else the source; of a cell with its column, and with what its row is of."""
    cite = figure.cite[0]
    if figure.attribution or cite.cell is None:
        return figure.attribution.by if figure.attribution else cite.source
    year = str(figure.period.start.year) if figure.period else ""
    return " | ".join((cite.source, cite.cell.column, *(key for key in cite.cell.keys if not year or year not in key)))


def figure_basis(content: Content) -> Problems:
    """A figure that its evidence expects is no count, one of an expectation is expected there; it covers not the time it was said.

    The basis is read by its name in site.yaml: counted, expected.
    """
    for entry in content.facts:
        if isinstance(figure := entry.record, Figure) and not figure.of:
            yield from _basis(content, entry, figure)
            yield from _period(content, entry, figure)


def _basis(content: Content, entry: Entry, figure: Figure) -> Problems:
    basis = figure.basis or ""
    name = f"{basis.replace('-', ' ')} {content.site.record.bases.get(basis, '')}"
    evidence = ((content.reader_of(cite), _sentence(cite, figure.words)) for cite in figure.cite)
    expected = [reader.only_announces(said) for reader, said in evidence if said]
    if content.reader.names_count(name) and expected and all(expected):
        message = f"{title(entry)}: basis '{basis}' says that it was counted, and its evidence expects it"
        yield Problem(entry.at("basis"), message, "choose a basis for what is expected")
    elif content.reader.names_future(name) and expected and not any(expected):
        message = f"{title(entry)}: basis '{basis}' says that it is expected, and no word of its evidence does"
        yield Problem(entry.at("basis"), message, "choose another basis, or cite the words that say so")


def _sentence(cite: Citation, words: str) -> str:
    """The sentence of a citation that has some words; empty if none has."""
    return next((said for said in re.split(r"(?<=[.!?])\s+(?=[A-Z])", fold(cite.words)) if contains(said, words)), "")


def _period(content: Content, entry: Entry, figure: Figure) -> Problems:
    """The time a figure covers is given by a date that does not only say when somebody named it."""
    if figure.period is None:
        return
    parts = {key for moment in figure.period.moments for key in moment_keys(moment).values()}
    found = [
        _when_said(figure, content.reader_of(cite), text, date, dates)
        for cite in figure.cite
        for text in [fold(cite.words)]
        for dates in [[date for date in content.reader_of(cite).dates(text) if date.finest]]
        for date in dates
        if parts.issuperset(key for part, key in date.parts.items() if part in ("year", "month", "day"))
    ]
    if found and all(found):
        message = f"{title(entry)}: {figure.period} in 'period' is when it was said"
        yield Problem(
            entry.at("period"), message, "give the time that it covers, as the evidence says, or leave it out"
        )


def _when_said(figure: Figure, reader: Reader, text: str, date: Occasion, dates: list[Occasion]) -> bool:
    """True if a date in the evidence is before the verb that credits a figure, and the time it covers is another one."""
    at = find_words(text, figure.words)
    between = text[date.end : at[0]] if at else ""
    credit = figure.attribution and figure.attribution.words
    credited = reader.reports(between) or (credit and contains(between, credit))
    later = any(other.start >= date.end and other.parts != date.parts for other in dates)
    return bool(credited) and (later or figure.date == figure.period)


def other_times(reader: Reader, figure: Figure, text: str) -> Iterator[str]:
    """The times in a text with the number of a figure that are not the one that it covers.

    Such are a year of which it covers only a part, unless the text names the part; a part of the year in which its time does
    not lie; another year right behind the number; and the first or last months where it covers others.
    """
    if figure.period is None:
        return
    start, last = figure.period.start, figure.period.last
    years = {str(moment.year) for moment in (start, last)}
    ends = [Occasion(0, 0, moment_keys(moment)) for moment in (start, last)]
    dates = reader.dates(text)
    numbers = reader.quantities(text)
    spans = [number for number in numbers if number.unit in reader.words.spans]
    part = start.year == last.year and start.month and (start.month, last.month, start.day + last.day) != (1, 12, 0)
    parted = bool(spans) or any(date.parts.keys() - {"year"} for date in dates)
    for date in dates:
        words, year = text[date.start : date.end], date.parts.get("year")
        if (
            "phase" in date.parts
            and "month" not in date.parts
            and year in years
            and not all(date.lies_in(end) for end in ends)
        ):
            yield words
        elif date.parts.keys() == {"year"}:
            last_number = bisect_left(numbers, date.start, key=lambda number: number.end) - 1
            behind = last_number >= 0 and reader.is_of(text[numbers[last_number].end : date.start][-NEAR:])
            if (part and year in years and not parted) or (behind and year not in years):
                yield words
    for span in spans:
        rank = reader.rank_before(text[max(0, span.start - NEAR) : span.start])
        if span.unit == "month" and ((rank == 1 and start.month > 1) or (rank < 0 and last.month not in (0, _MONTHS))):
            yield span.words


_MONTHS = 12


def figure_in_passage(content: Content) -> Problems:
    """A figure's words are in its evidence and show its qualifier, value and unit, completely."""
    for entry in content.facts:
        if isinstance(figure := entry.record, Figure):
            if figure.of:
                yield from _spans(content, entry, figure)
                continue
            said = (cite for cite in figure.cite if cite.cell is None)
            place = next(((cite, at) for cite in said if (at := find_words(cite.words, figure.words))), None)
            if place is None and any(cite.row for cite in figure.cite):
                continue  # held against its cell
            if place is None:
                message = f"{title(entry)}: words '{figure.words}' are not in its evidence"
                yield Problem(entry.at("words"), message, lacking_hint(content, figure, figure.words))
            else:
                yield from _figure_words(content, entry, figure, *place)


def _figure_words(content: Content, entry: Entry, figure: Figure, cite: Citation, at: tuple[int, int]) -> Problems:
    reader = content.reader_of(cite)
    found = [token for token in reader.tokens(figure.words) if not token.dated]
    if not found and content.cannot_show("numbers", [cite]):
        return  # the value may be in words
    if figure.numbers and not _says(reader, figure, found):
        yield _wrong_value(reader, entry, figure, found)
        return
    yield from _qualifier(reader, entry, figure, found)
    text = fold(cite.words)
    within = [token for token in reader.tokens(text) if token.start < at[1] and at[0] < token.end and not token.dated]
    if [token.keys for token in within] != [token.keys for token in found]:
        said = ", ".join(text[token.start : token.end] for token in within)
        yield Problem(entry.at("words"), f"{title(entry)}: words '{figure.words}' cut a number short",
                    f"the evidence has '{said}'")  # fmt: skip
        return
    before = _text_before(content, cite, text[: at[0]])
    if lost := reader.qualifier_before(before) or (figure.low is not None and reader.range_opening(before)):
        yield Problem(entry.at("words"), f"{title(entry)}: the qualifier '{lost}' precedes these words",
                    "a qualifier is part of the figure: add it to 'words' and 'qualifier'")  # fmt: skip
    if not reader.sense_behind(figure.words[found[-1].end :]) and reader.sense_behind(text[within[-1].end :]):
        yield Problem(entry.at("words"), f"{title(entry)}: a qualifier follows these words",
                    f"the evidence has '{text[at[0] : at[1] + 30].strip()}': add it to 'words' and 'qualifier'")  # fmt: skip
    if (period := reader.period_at(text[at[1] :])) and not reader.units_of(period) & reader.units_of(
        f"{figure.words} {figure.unit}"
    ):
        yield Problem(entry.at("words"), f"{title(entry)}: '{period}' follows these words",
                      "that is part of the figure: add it to 'words' and 'unit'")  # fmt: skip
    if not in_evidence(figure, figure.unit, ignore_case=True) and not _counts(reader, figure, text[at[0] :]):
        yield Problem(entry.at("unit"), f"{title(entry)}: unit '{figure.unit}' is not in its evidence",
                    lacking_hint(content, figure, figure.unit))  # fmt: skip
    elif not contains(figure.words, figure.unit, ignore_case=True) and contains(
        text[at[0] :], f"{figure.words} {figure.unit}", ignore_case=True
    ):
        yield Problem(entry.at("words"), f"{title(entry)}: the unit '{figure.unit}' follows these words",
                    "write 'words' with the unit")  # fmt: skip
    elif other := _other_unit(reader, figure):
        yield Problem(entry.at("unit"), f"{title(entry)}: '{other}' of its unit is not in '{figure.words}'",
                    "give the unit as the words have it, or cite and give words that have this one")  # fmt: skip


def _other_unit(reader: Reader, figure: Figure) -> str:
    """The first word of a figure's unit that its words do not have; empty if there is none.

    Words without unit and noun, as in "forty of them", leave it to the rest of the evidence to say what they count.
    """
    said, named = re.findall(r"[^\W\d_]+", figure.words.casefold()), reader.units_of(figure.words)
    if not named and not any(map(reader.plural, said)):
        return ""
    for match in re.finditer(r"[^\W\d_]+", figure.unit):
        word = match.group()
        scale = reader.quantity_key(Decimal(1), word) != number_key(Decimal(1))
        if not (scale or word.casefold() in said or reader.units_of(word) & named):
            return word
    return ""


def _counts(reader: Reader, figure: Figure, text: str) -> bool:
    """True if the first quantity of a text has a figure's unit in another form: "$400" for dollars, "four-day" for day."""
    spoken = next(iter(reader.quantities(text)), None)
    units = {each.unit for each in reader.quantities(f"2 {figure.unit}")} - {""}
    hyphened = contains(text.replace("-", " "), figure.unit, ignore_case=True)
    return spoken is not None and (spoken.unit in units or hyphened)


def _qualifier(reader: Reader, entry: Entry, figure: Figure, found: list[Token]) -> Problems:
    """The text before the number in a figure's words is its qualifier, and nothing else; or they end with it."""
    before = reader.without_sign(figure.words[: found[0].start]).strip()
    behind = reader.sense_behind(figure.words[found[-1].end :])
    if behind and not before and figure.qualifier and figure.words.endswith(figure.qualifier):
        return
    if before.lower() != (figure.qualifier or "").lower() or behind:
        message = f"{title(entry)}: qualifier '{figure.qualifier or ''}' is not the one of its words"
        where = entry.at("qualifier") if figure.qualifier else entry.at("words")
        said = f"'{figure.words}' has '{before}' before the number" if before else "remove it"
        yield Problem(where, message, f"'{figure.words}' ends with a qualifier" if behind else said)


def number_whole(content: Content) -> Problems:
    """A number in a record's own sentences keeps the sense of its evidence ("over", "nearly") and its other end or version.

    Words of one sense may replace each other; "already" may be dropped, and so may "only", which is not put in. A note may
    repeat one end of a range.
    """
    for entry in content.facts:
        fact = entry.record
        for keys, role, text, _ in each(fact, Own, held_by=""):
            if isinstance(role, Reasoning) or not content.reader.tokens(text):
                continue
            for words, what, hint in _said_otherwise(content, fact, text):
                yield Problem(entry.at(*keys), f"{title(entry)}: '{words}' in '{keys[0]}' is {what}", hint)
            whole = isinstance(fact, Figure | Dispute) and not isinstance(role, Aside)
            if whole and (other := one_sided(content, fact, text)):
                yield Problem(entry.at(*keys), f"{title(entry)}: '{keys[0]}' gives one side only", other)
        for index, version in enumerate(fact.versions if isinstance(fact, Dispute) else ()):
            for number, what, given in changed(content, supported(content, version), version.says):
                message = f"{title(entry)}: '{number}' is not in the {what} of its evidence"
                yield Problem(entry.at("versions", index, "says"), message, f"the evidence has '{given}'")


def _said_otherwise(content: Content, fact: Fact, text: str) -> Iterator[tuple[str, str, str]]:
    """The words of a sentence that its evidence has otherwise, with what is wrong and a hint."""
    support, reader = content.supported_values(fact), content.reader
    for money, given in other_money(content, text, support):
        yield money, "not in the unit of its evidence", f"its evidence gives sums in: {given}"
    if isinstance(fact, Figure):
        known = support.units | reader.units_of(fact.unit)
        for word in (word for word, name in reader.paced(text) if name not in known):
            yield word, "not the time of its evidence", f"the figure is '{fact.words}'"
    for denied in denied_dates(content, support, text):
        yield denied, "denied, and its evidence does not deny it", evidence_hint(fact)
    for number, what, given in changed(content, support, text, unknown=isinstance(fact, Unknown)):
        yield number, f"not in the {what} of its evidence", f"the evidence has '{given}'"


def _spans(content: Content, entry: Entry, figure: Figure) -> Problems:
    """A range that spans other figures runs from the lowest of them to the highest, and says so."""
    parts = [part for part in content.related(figure) if isinstance(part, Figure)]
    numbers = sorted(number for part in parts for number in part.numbers)
    if numbers and len(parts) == len(figure.of) and (figure.low, figure.high) != (numbers[0], numbers[-1]):
        field = "low" if figure.low != numbers[0] else "high"
        have = "–".join(number_key(number) for number in (numbers[0], numbers[-1]))
        yield Problem(entry.at(field), f"{title(entry)} does not span the figures it names", f"they run over {have}")
    if other := next((part for part in parts if part.unit != figure.unit), None):
        message = f"{title(entry)}: unit '{figure.unit}' is not that of '{other.id}'"
        yield Problem(entry.at("unit"), message, f"that one counts {other.unit}")
        return
    found = list(content.reader.tokens(figure.words))
    if _says(content.reader, figure, found):
        yield from _qualifier(content.reader, entry, figure, found)
    elif found or content.reader.words.numbers:
        yield _wrong_value(content.reader, entry, figure, found)


def _says(reader: Reader, figure: Figure, found: list[Token]) -> bool:
    """True if the numbers found in a figure's words are its value, or both ends of its range."""
    ends = [figure.value] if figure.value is not None else [figure.low, figure.high]
    return len(found) == len(ends) and all(
        number is not None and token.keys[0] in _readings(reader, number, figure.unit, last=number is ends[-1])
        for number, token in zip(ends, found, strict=True)
    )


def _readings(reader: Reader, number: Decimal, unit: str, *, last: bool) -> set[str]:
    """The token keys a number may have: in "27.8 to 28.7 billion" only the last number has the scale."""
    return {reader.quantity_key(number, unit)} | (set() if last else {number_key(number)})


def _wrong_value(reader: Reader, entry: Entry, figure: Figure, found: list[Token]) -> Problem:
    have = ", ".join(key for token in found for key in token.keys) or "no number"
    shown = "–".join(number_key(number) for number in figure.numbers)
    message = f"{title(entry)}: {shown} {figure.unit} is not what its words say"
    hint = f"'{figure.words}' says {have}"
    bare = [next(iter(reader.token_keys(figure.words[t.start : t.end].split()[0])), "").rstrip("%") for t in found]
    if bare == [number_key(number) for number in figure.numbers]:
        # If the numbers are right, the scale or the percentage differs, which is part of the unit.
        return Problem(entry.at("unit"), message, hint)
    if figure.value is not None:
        return Problem(entry.at("value"), message, hint)
    low_agrees = bool(bare) and bare[:1] == [number_key(number) for number in figure.numbers[:1]]
    return Problem(entry.at("high" if low_agrees else "low"), message, hint)


def _text_before(content: Content, cite: Citation, within: str) -> str:
    """The text before the figure: in its passage, and in the source text before that."""
    spans = content.spans(cite)
    raw = content.texts[cite.source].raw[max(0, spans[0].start - 40) : spans[0].start] if spans else ""
    return f"{raw} {within}"
