"""Small lies: every way in which one word, number, date or name of a record can be made untrue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, takewhile
from typing import Any, NamedTuple

from pydantic import BaseModel

from explainer.content.content import Content, Entry, Prose, Support
from explainer.content.records import Commentary, Fact, Series
from explainer.content.roles import Aside, Former, Keys, Name, NamedRef, Own, Reasoning, Ref, each
from explainer.formats.markdown import blocks
from explainer.rules.attribution import may_credit, may_name
from explainer.rules.common import Problems, backing, supported, with_evidence
from explainer.rules.figures import claimant
from explainer.rules.prose import bare_statement, credited_in_prose, link_agrees
from explainer.rules.registry import RULES, Rule
from explainer.text.dates import SEASONS, Edtf, Moment, Occasion, weekday_key
from explainer.text.languages.en import MONTHS, WEEKDAYS
from explainer.text.numbers import PARTS_OF_DAY
from explainer.text.pages import named
from explainer.text.source_text import contains, fold
from explainer.text.tables import MISSING, cell_of

OPERATORS = frozenset({
    "basis", "cell: moved", "certainty", "counted words", "date", "date: other dress", "date: part of the day", "date: phase", "date: recombined", "date: season",
    "date: weekday", "ends",
    "finding: both", "finding: except_for", "finding: greater", "finding: group", "finding: hours", "finding: order",
    "finding: side", "finding: turned", "finding: who", "high", "latitude",
    "locator: clause", "locator: page", "longitude", "low", "name", "narrator as speaker", "order: circle", "order: turned", "own words: credit", "own words: number", "own words: place",
    "own words: quotation", "passage: change", "passage: drop", "passage: swap", "period", "qualifier", "quantity: behind",
    "quantity: denied", "quantity: unit", "quotation: change", "quotation: cut", "quotation: denial cut off",
    "quotation: drop", "quotation: swap", "quotation: turned", "remarks: people", "sense", "side", "speaker", "speaker: closing", "speaker: mentioned",
    "speaker: credit", "state", "state: other words", "taking part", "time", "title: turned", "unit", "value", "version: records", "version: says",
})  # fmt: skip
"""The name of every way to falsify a record."""

PROSE_OPERATORS = frozenset({
    "prose: credit", "prose: date: other dress", "prose: date: part of the day", "prose: date: phase",
    "prose: date: recombined", "prose: date: season", "prose: date: weekday",
    "prose: head", "prose: quantity: behind", "prose: quantity: denied", "prose: quantity: unit",
})  # fmt: skip
"""The name of every way to falsify a statement or the head of a page."""


@dataclass(frozen=True)
class Mutant:
    """A record with one thing changed: what, where the editor would have typed it, the changed record."""

    operator: str
    keys: tuple[str | int, ...]
    change: str
    record: Fact


def word_edits(text: str, ours: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, str]]:
    """Each word of a text changed, dropped, and swapped with the next: (operator, what, new text).

    Marks without a letter are no words; `ours` are bracketed insertions, which no source can contradict.
    """
    words = re.split(r"\s+(?![^\[]*\])", text) if ours else text.split()
    real = [i for i, word in enumerate(words) if re.search(r"\w", word) and word not in ours]
    for number, i in enumerate(real):
        other = "never" if re.search(r"\w+", words[i]).group().lower() != "never" else "always"  # type: ignore[union-attr]
        yield "change", words[i], " ".join([*words[:i], re.sub(r"\w+", other, words[i], count=1), *words[i + 1 :]])
        if len(real) > 1:
            yield "drop", words[i], " ".join(words[:i] + words[i + 1 :])
        if number + 1 < len(real):
            j = real[number + 1]
            swapped = list(words)
            swapped[i], swapped[j] = words[j], words[i]
            yield "swap", f"{words[i]} {words[j]}", " ".join(swapped)


def date_edits(value: Edtf) -> Iterator[tuple[str, Edtf]]:
    """Each part of each date one off."""
    for name, moment in (("start", value.start), ("end", value.end)):
        if moment is None:
            continue
        for part in ("year", "month", "day"):
            now = getattr(moment, part)
            for step in (-1, 1):
                top = {"year": 9999, "month": 12, "day": 28}[part]
                if now and 1 <= now + step <= top:
                    changed: Moment = replace(moment, **{part: now + step})
                    yield f"{name} {part} {now} to {now + step}", replace(value, **{name: changed})  # type: ignore[arg-type]  # start or end


def put(value: Any, keys: Keys, new: Any) -> Any:
    """A model, tuple or mapping with the value that `keys` lead to replaced; the value itself where there are no keys."""
    if not keys:
        return new
    key, rest = keys[0], keys[1:]
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(key): put(getattr(value, str(key)), rest, new)})
    if isinstance(value, tuple):
        return tuple(put(item, rest, new) if place == key else item for place, item in enumerate(value))
    return {**value, key: put(value[key], rest, new)}


def statement_edits(content: Content, support: Support, text: str) -> Iterator[tuple[str, str, str]]:
    """Each date and quantity of a sentence made untrue in other dress: (operator, what, new text).

    A lie that the evidence happens to bear out is none.
    """
    for date in content.reader.dates(text):
        said = text[date.start : date.end]
        for operator, lie in _date_lies(date, said, support):
            yield f"date: {operator}", lie, f"{text[: date.start]}{lie}{text[date.end :]}"
    for quantity in content.reader.quantities(text):
        before, number, behind = text[: quantity.start], text[quantity.start : quantity.end], text[quantity.end :]
        theirs = [each for each in support.quantities if each.key == quantity.key]
        if before.endswith(("-", "–", "—", "$", "€")) or not theirs or behind.startswith("-"):
            continue  # part of a name, or with a sign before it
        if "hectare" not in {each.unit for each in theirs}:
            yield "quantity: unit", number, f"{before}{number} hectares{behind}"
        if not any("at least" in (each.sense or "") for each in theirs):
            yield "quantity: behind", number, f"{before}{number} or more{behind}"
        if "not" not in {each.sense for each in theirs}:
            yield "quantity: denied", number, f"{before}isn’t {number}{behind}"


def _date_lies(date: Occasion, said: str, support: Support) -> Iterator[tuple[str, str]]:
    """A date with another month or day in other dress, another year of the evidence, a wrong weekday, another part of the day."""
    day, month, year = (date.parts.get(part, "") for part in ("day", "month", "year"))
    if month:
        number = (int(month[6:]) + 5) % 12 + 1
        dressed = (
            f"{int(day[8:])}.{number:02}.{year}" if day and year else f"{MONTHS[number - 1][:3]}. {year or '2024'}"
        )
        if f"month:{number:02}" not in support.keys:
            yield "other dress", dressed
    if day and year:
        wrong = (int(weekday_key(year, day)[8:]) + 2) % 7
        yield "weekday", f"{WEEKDAYS[wrong]}, {said}"
    if day and "part-of-day" not in date.parts:
        other = next(part for part in PARTS_OF_DAY if f"part-of-day:{part}" not in support.keys)
        yield "part of the day", f"the {other} of {said}"
    yield from _coarser_lies(day, month, year, support)
    for other in sorted(support.years) if month and year and said.count(year) == 1 else ():
        if not support.has(Occasion(0, 0, {**date.parts, "year": other})):
            yield "recombined", said.replace(year, other)


def _coarser_lies(day: str, month: str, year: str, support: Support) -> Iterator[tuple[str, str]]:
    """A date as a wrong season of its year, and as a wrong part of its month."""
    for season in SEASONS if month and year else ():
        if not support.has(Occasion(0, 0, {"season": f"season:{season}", "year": year})):
            yield "season", f"the {season} of {year}"
    for phase in ("early", "late") if day and year else ():
        if not support.has(Occasion(0, 0, {"phase": f"phase:{phase}", "month": month, "year": year})):
            yield "phase", f"{phase} {MONTHS[int(month[6:]) - 1]} {year}"


class Changes:
    """Makes mutants of one record."""

    def __init__(self, content: Content, entry: Entry) -> None:
        self.content = content
        self.entry = entry
        self.fact: Any = entry.record

    def changed(self, operator: str, keys: tuple[str | int, ...], what: str, **fields: Any) -> Mutant:
        """The record with fields replaced."""
        return Mutant(operator, keys, what, self.fact.model_copy(update=fields))

    def put(self, operator: str, keys: Keys, what: str, new: Any) -> Mutant:
        """The record with one value replaced."""
        return Mutant(operator, keys, what, put(self.fact, keys, new))

    def passages(self) -> Iterator[Mutant]:
        """Every word of every passage."""
        cites = self.fact.cite
        for index, cite in enumerate(cites):
            for operator, what, text in word_edits(cite.exact or ""):
                lie = (*cites[:index], cite.model_copy(update={"exact": text}), *cites[index + 1 :])
                yield self.changed(f"passage: {operator}", ("cite", index, "exact"), what, cite=lie)

    def quotation(self) -> Iterator[Mutant]:
        """Every word of a quotation but our own insertions."""
        if self.fact.kind == "quote":
            brackets = set(re.findall(r"\[[^\]]*\]", self.fact.text))
            ours = frozenset(b for b in brackets if not any(b in (cite.exact or "") for cite in self.fact.cite))
            for operator, what, text in word_edits(self.fact.text, ours):
                yield self.changed(f"quotation: {operator}", ("text",), what, text=text)

    def dates(self) -> Iterator[Mutant]:
        """Every part of every date, and the part of the day."""
        if isinstance(self.fact, Commentary):
            return  # when we looked, or corrected ourselves: no source says so
        for field, value in self.fact.moments():
            for what, date in date_edits(value):
                yield self.changed(field, (field,), what, **{field: date})
        if time := getattr(self.fact, "time", None):
            for other in (*PARTS_OF_DAY, "10:31"):
                if other != time:
                    yield self.changed("time", ("time",), f"{time} to {other}", time=other)

    def order(self) -> Iterator[Mutant]:
        """What it followed turned into what it came before, where the dates say otherwise, and into itself."""
        earlier = self.content.records.get(self.fact.get("after") or "")
        if earlier is None:
            return
        yield self.changed("order: circle", ("after",), self.fact.id, after=self.fact.id)
        dates = (earlier.get("date"), self.fact.get("date"))
        if all(dates) and dates[0].last.latest() < dates[1].start.earliest():
            # A field that is added has no line in the file yet: the record's own stands for it.
            yield self.changed("order: turned", (), earlier.id, after=None, before=earlier.id)

    def ends(self) -> Iterator[Mutant]:
        """The words of the two ends of a range exchanged."""
        for field, _ in self.fact.moments():
            if isinstance(words := self.fact.get(f"{field}_words"), tuple):
                yield self.changed("ends", (field,), str(words), **{f"{field}_words": words[::-1]})

    def certainty(self) -> Iterator[Mutant]:
        """The certainty, in a word that site.yaml does not have."""
        if sure := self.fact.certainty:
            level = sure.model_copy(update={"level": f"{sure.level}-ish"})
            yield self.changed("certainty", ("certainty", "level"), sure.level, certainty=level)

    def own_words(self) -> Iterator[Mutant]:
        """A number in every sentence of our own, and a quotation in those and in what we said before."""
        for role in (Own, Former):
            for keys, _, text, _ in each(self.fact, role):
                if role is Own:
                    yield self.put("own words: number", keys, "987", f"Of 987 pages one. {text}")
                yield self.put("own words: quotation", keys, "a quotation", f"{text} So “all the lanterns sang”.")
        for keys, own, text, _ in each(self.fact, Own, held_by=""):
            facts = backing(self.content, self.entry, keys)
            for place in self.content.of_kind("place") if not isinstance(own, Aside) else ():
                if self.fact.kind not in ("actor", "place", "term") and not may_name(self.content, facts, place):
                    yield self.put("own words: place", keys, place.id, f"{text} So it was in {place.name}.")
            if isinstance(self.fact, Commentary):
                continue
            for actor in self.content.of_kind("actor") if not isinstance(own, Name) else ():
                if not may_credit(self.content, facts, text, actor):
                    yield self.put("own words: credit", keys, actor.id, f"{text} So {actor.name} has said.")

    def speaker(self) -> Iterator[Mutant]:
        """The words given to every other actor."""
        if attribution := getattr(self.fact, "attribution", None):
            for actor in self.content.of_kind("actor"):
                if actor.id != attribution.by:
                    said = attribution.model_copy(update={"by": actor.id})
                    change = f"{attribution.by} to {actor.id}"
                    yield self.changed("speaker", ("attribution", "by"), change, attribution=said)

    def credit(self) -> Iterator[Mutant]:
        """The words given to everybody who is credited with others, in the words and with the passage that credit them."""
        attribution = getattr(self.fact, "attribution", None)
        if self.fact.kind not in ("quote", "figure") or attribution is None:
            return
        seen = {attribution.by}
        for other in (entry.record for entry in self.content.facts):
            if (credit := getattr(other, "attribution", None)) and credit.words and credit.by not in seen:
                seen.add(credit.by)
                cite = next(cite for cite in other.cite if contains(cite.words, credit.words))
                cites = self.fact.cite if cite in self.fact.cite else (*self.fact.cite, cite)
                change = f"{attribution.by} to {credit.by} as in '{other.id}'"
                yield self.changed("speaker: credit", ("attribution", "words"), change, attribution=credit, cite=cites)

    def mentioned(self) -> Iterator[Mutant]:
        """Words of a speech or turn given to everybody else whom its text names, with the sentence that names them."""
        cite = self.fact.cite[0] if self.fact.kind == "quote" else None
        if cite is None or self.content.voices(cite.source) is None:
            return
        text = self.content.texts[cite.source]
        for actor in self.content.of_kind("actor"):
            named = next(iter(text.find(actor.name)), None)
            if named is None or actor.id == self.fact.attribution.by:
                continue
            sentence = text.words_of(text.sentences_around(named)) if text.sentences_of(named) else actor.name
            by = self.fact.attribution.model_copy(update={"by": actor.id, "words": actor.name})
            cites = (cite, cite.model_copy(update={"exact": sentence, "prefix": None, "suffix": None}))
            yield self.changed("speaker: mentioned", ("attribution", "by"), actor.id, attribution=by, cite=cites)

    def cells(self) -> Iterator[Mutant]:
        """Every cell of a table exchanged for each other one of its row and of its column that holds another value."""
        for index, cite in enumerate(self.fact.cite):
            if cite.cell is None:
                continue
            source = self.content.source_entry(cite.source).record
            table = source.table(self.content.texts[cite.source])
            rows = [table.keys_of(row) for row in table.rows]
            places = [(keys, cite.cell.column) for keys in rows] + [
                (cite.cell.keys, name.text) for name in table.header
            ]
            for keys, column in places:
                cell = cell_of(table, keys, column, source.decimals)
                if cell is None or cell.number == cite.cell.number:
                    continue
                moved = cite.model_copy(update={"row": keys, "column": column}).with_cell(cell)
                cites = (*self.fact.cite[:index], moved, *self.fact.cite[index + 1 :])
                # A value that differs is reported at the value.
                keys_at = ("cite", index, "column") if cell.text.lower() in MISSING else ("value",)
                yield self.changed("cell: moved", keys_at, f"{keys} {column}", cite=cites)

    def clause(self) -> Iterator[Mutant]:
        """Every number of an article, a page or a paragraph that a locator names, one off."""
        words = self.content.reader.words
        for index, cite in enumerate(self.fact.cite):
            kept = self.content.spans(cite)
            operator = "locator: clause" if self.content.clauses(cite.source) else "locator: page"
            wanted = (
                re.compile(r"[0-9]+") if operator == "locator: clause" else named((*words.pages, *words.paragraphs))
            )
            for found in wanted.finditer(cite.locator or "") if kept else ():
                start, end = found.span("number") if "number" in wanted.groupindex else found.span()
                other = f"{cite.locator[:start]}{int(cite.locator[start:end]) + 1}{cite.locator[end:]}"
                yield self.put(operator, ("cite", index, "locator"), other, other)

    def cuts(self) -> Iterator[Mutant]:
        """Every clause of a quotation that denies or opposes something left out."""
        if self.fact.kind == "quote":
            clauses = re.split(r"(?<=,) ", self.fact.text)
            for index, clause in enumerate(clauses):
                reader = self.content.reader_of(self.fact.cite[0])
                if len(clauses) > 1 and (reader.denial(clause) or reader.contrast(clause)):
                    text = " ".join([*clauses[:index], "[…]", *clauses[index + 1 :]])
                    yield self.changed("quotation: cut", ("text",), clause, text=text)

    def taking_part(self) -> Iterator[Mutant]:
        """Every actor and place replaced by each that no text it cites has a name of."""
        texts = [self.content.texts[cite.source].raw if cite.exact else cite.words for cite in self.fact.cite]
        told = fold(" ".join(texts)).lower()
        for keys, _, target, _ in each(self.fact, NamedRef):
            if target not in self.fact.meant:
                for other in self.content.of_kind(self.content.records[target].kind):
                    ways = [other.name, *(other.get("also") or ()), *(name.text for name in other.names)]
                    if other.id not in self.fact.meant and not any(fold(way).lower() in told for way in ways):
                        yield self.put("taking part", keys, f"{target} to {other.id}", other.id)

    def senses(self) -> Iterator[Mutant]:
        """Every number in its own sentences with other words before it: over, hardly, at most."""
        reader = self.content.reader
        for keys, role, text, _ in each(self.fact, Own):
            known = supported(self.content, with_evidence(self.entry, keys)).quantities
            for token in reader.counted(text) if not isinstance(role, Reasoning) else ():
                true = {each.sense for each in known if each.key == token.keys[0]}  # what the evidence says is no lie
                for word in ("over", "barely", "well below", "nowhere near", "at most", "short of", "at least"):
                    named = text[: token.start].endswith("-")  # a number that is part of a name
                    if not named and reader.sense_before(word) not in {*true, reader.sense_before(text[: token.start])}:
                        lie = f"{text[: token.start]}{word} {text[token.start :]}"
                        yield self.put("sense", keys, f"{word} in {keys[0]}", lie)

    def statements(self) -> Iterator[Mutant]:
        """Every date and quantity in its own sentences, in other dress."""
        for keys, role, text, _ in each(self.fact, Own, held_by=""):
            if not isinstance(role, Reasoning):
                support = supported(self.content, with_evidence(self.entry, keys))
                for operator, what, lie in statement_edits(self.content, support, text):
                    if not (isinstance(role, Aside) and operator == "date: part of the day" and "day" not in what):
                        yield self.put(operator, keys, what, lie)

    def denials(self) -> Iterator[Mutant]:
        """The words behind every denial in its passages, as a quotation of ours without it."""
        own = next((part.keys for part in each(self.fact, Own, held_by="") if part.keys == ("summary",)), None)
        for cite in self.fact.cite:
            words = (cite.exact or "").split() if own else []
            for at, word in enumerate(words):
                clause = list(takewhile(lambda each: each.isalpha(), words[at + 1 : at + 5]))
                said = " ".join(clause)
                if (
                    own
                    and self.content.reader_of(cite).denial(word)
                    and len(clause) > 1
                    and fold(cite.exact).count(said) == 1
                ):
                    yield self.put("quotation: denial cut off", own, said, f"It is so: “{said}”.")

    def reporters(self) -> Iterator[Mutant]:
        """A sentence of the reporter as a quotation, for each text that a quotation cites, and turned by an insertion."""
        if self.fact.kind != "quote":
            return
        first, _, rest = self.fact.text.partition(" ")
        for inserted in ("far from being", "former", "the end of", "umbrella"):
            yield self.put("quotation: turned", ("text",), inserted, f"{first} [{inserted}] {rest}")
        for index, cite in enumerate(self.fact.cite):
            if self.fact.attribution is None:
                continue  # words of a document, which has no reporter
            text = self.content.texts.get(cite.source) if cite.exact else None
            spoken = self.content.speech(cite.source) if text else ()
            told = (
                (each.span for each in text.sentences if not any(each.span.overlaps(span) for span in spoken))
                if text
                else ()
            )
            for span in islice(told, 5):
                words = text.words_of(span) if text else ""
                cites = (
                    *self.fact.cite[:index],
                    cite.model_copy(update={"exact": words, "prefix": None, "suffix": None}),
                    *self.fact.cite[index + 1 :],
                )
                yield self.changed("narrator as speaker", ("text",), words[:40], text=words, cite=cites)

    def closing(self) -> Iterator[Mutant]:
        """A quotation given to an actor whose name closes the speech of the paragraph before it."""
        cite = self.fact.cite[0] if self.fact.kind == "quote" else None
        spans = self.content.spans(cite) if cite else ()
        if not cite or len(spans) != 1:
            return
        raw, spoken = self.content.texts[cite.source].raw, self.content.speech(cite.source)
        own = raw.rfind("\n", 0, spans[0].start)
        before = [span for span in spoken if raw.rfind("\n", 0, own) < span.start and span.end < own]
        closing = raw[before[-1].end : own].strip() if own > 0 and before else ""
        for actor in self.content.of_kind("actor"):
            if closing and actor.name in closing and ". " not in closing and actor.id != self.fact.attribution.by:
                credit = self.fact.attribution.model_copy(update={"by": actor.id, "words": actor.name})
                cites = (cite.model_copy(update={"exact": closing, "prefix": None, "suffix": None}), cite)
                yield self.changed(
                    "speaker: closing", ("attribution", "words"), closing, attribution=credit, cite=cites
                )

    def meaning(self) -> Iterator[Mutant]:
        """The basis of a figure as a count or an expectation, its side, and a state that has come for one that is announced."""
        fact, site, reader = self.fact, self.content.site.record, self.content.reader
        if fact.kind == "figure" and fact.basis and not fact.of:
            evidence = [self.content.reader_of(cite).only_announces(cite.words) for cite in fact.cite]
            named = reader.names_count if all(evidence) else reader.names_future
            for basis, name in site.bases.items() if all(evidence) or not any(evidence) else ():
                if basis != fact.basis and named(name):
                    yield self.changed("basis", ("basis",), basis, basis=basis)
        if fact.kind == "figure" and fact.side:
            others = [
                each
                for each in self.content.of_kind("figure")
                if each.series == fact.series and claimant(each) == claimant(fact)
            ]
            series = self.content.records[fact.series]
            for side in series.sides if isinstance(series, Series) and len(others) > 2 else ():
                if side != fact.side:
                    yield self.changed("side", ("side",), side, side=side)
        if fact.get("state_words") and reader.only_announces(fact.state_words):
            for state, name in site.states.items():
                if (
                    not reader.names_future(f"{state.replace('-', ' ')} {name}")
                    and site.state_meanings.get(state) != "mention"
                ):
                    yield self.changed("state", ("state_words",), state, state=state)

    def states(self) -> Iterator[Mutant]:
        """Every state for which the words of another one have no word."""
        fact = self.fact
        for state, stems in self.content.site.record.state_stems.items() if fact.get("state_words") else ():
            if state != fact.state and not any(stem in fact.state_words.lower() for stem in stems):
                yield self.changed("state: other words", ("state_words",), state, state=state)

    def titles(self) -> Iterator[Mutant]:
        """The title of a picture with its first word for what it finds turned to the opposite, and without it."""
        turned = {"most": "fewest", "least": "most", "more": "fewer", "higher": "lower", "fewest": "most", "both": "neither",
                  "south": "north", "north": "south"}  # fmt: skip
        found = (
            self.fact.get("finding") if self.fact.kind in ("series", "tally", "whole", "map", "comparison") else None
        )
        for word, other in turned.items() if found else ():
            if re.search(rf"\b{word}\b", self.fact.title, re.IGNORECASE):
                title = re.sub(rf"\b{word}\b", other, self.fact.title, count=1, flags=re.IGNORECASE)
                yield self.changed("title: turned", ("title",), other, title=title)
                break

    def versions(self) -> Iterator[Mutant]:
        """Every number in every version of a dispute, and the records it rests on given to another version."""
        if self.fact.kind != "dispute":
            return
        versions = self.fact.versions
        for index, version in enumerate(versions):
            for token in self.content.reader.tokens(version.says):
                lie = f"{version.says[: token.start]}987 {version.says[token.end :]}"
                yield self.version(index, ("says",), lie, version.model_copy(update={"says": lie}))
            other = versions[index - 1].records
            yield self.version(index, ("records",), str(other), version.model_copy(update={"records": other}))

    def version(self, index: int, keys: tuple[str, ...], what: str, version: Any) -> Mutant:
        """The dispute with one version replaced."""
        versions = (*self.fact.versions[:index], version, *self.fact.versions[index + 1 :])
        return self.changed(f"version: {keys[0]}", ("versions", index, *keys), what, versions=versions)

    def finding(self) -> Iterator[Mutant]:
        """What a series finds of its sides given to each other side, or denied, and an exception more and fewer."""
        if self.fact.kind != "series" or (finding := self.fact.finding) is None:
            return
        for side in self.fact.sides:
            if finding.greater and side != finding.greater:
                lie = finding.model_copy(update={"greater": side})
                yield self.changed("finding: greater", ("finding",), f"{finding.greater} to {side}", finding=lie)
        both = finding.model_copy(update={"greater": next(iter(self.fact.sides)), "differ": True})
        yield self.changed("finding: both", ("finding",), "both", finding=both)
        for period in finding.except_for:
            rest = tuple(other for other in finding.except_for if other != period)
            lie = finding.model_copy(update={"except_for": rest})
            yield self.changed("finding: except_for", ("finding",), f"{period} dropped", finding=lie)

    def findings(self) -> Iterator[Mutant]:
        """Every finding of a picture turned to its opposite, and of other groups than those drawn."""
        opposite = {"all": "none", "none": "all", "only": "all-but", "all-but": "only"}
        for index, finding in enumerate(self.fact.finding if self.fact.kind == "picture" else ()):
            keys = ("finding", index, "fate")
            which = opposite[finding.which]
            turned = finding.model_copy(update={"which": which})
            yield Mutant("finding: turned", keys, f"{finding.which} to {which}", put(self.fact, keys[:2], turned))
            for group in self.content.site.record.fates if finding.which in ("all", "only") else ():
                if group.fate != finding.fate:
                    yield self.put("finding: group", keys, f"{finding.fate} to {group.fate}", group.fate)

    def drawn(self) -> Iterator[Mutant]:
        """What the title of a course or a map states, of another station, other hours or the other side."""
        finding = self.fact.get("finding")
        if self.fact.kind == "course" and finding:
            for station in self.fact.stations if finding.known_up_to else ():
                if station.event != finding.known_up_to:
                    yield self.put("finding: order", ("finding", "known_up_to"), station.event, station.event)
            for hours in {"none", "some", "all"} - {finding.hours} if finding.hours else ():
                yield self.put("finding: hours", ("finding", "hours"), hours, hours)
        opposite = {"north": "south", "south": "north", "east": "west", "west": "east"}
        for index, lies in enumerate(finding if self.fact.kind == "map" else ()):
            yield self.put("finding: side", ("finding", index, "side"), opposite[lies.side], opposite[lies.side])

    def counts(self) -> Iterator[Mutant]:
        """The finding of a tally or whole turned to its opposite, and every row with other words for its number."""
        if self.fact.kind not in ("tally", "whole"):
            return
        opposite = {"least": "most", "most": "least", "over": "under", "under": "over"}
        for index, finding in enumerate(self.fact.finding):
            if which := opposite.get(finding.which):
                yield self.put("finding: turned", ("finding", index, "which"), f"{finding.which} to {which}", which)
        for index, row in enumerate(self.fact.get("rows") or ()):
            if row.words:
                yield self.put("counted words", ("rows", index, "words"), row.words, f"over {row.words}")

    def remarks(self) -> Iterator[Mutant]:
        """The people of a comparison exchanged, and its finding of each other of them."""
        if self.fact.kind != "comparison":
            return
        # Silence may be of both: such a row is as true with the people exchanged.
        of_one = (index for index, row in enumerate(self.fact.rows) if row.first and not row.first.silent)
        for index in islice(of_one, 1):
            exchanged = self.fact.people[::-1]
            yield self.changed("remarks: people", ("rows", index, "first", "record"), "exchanged", people=exchanged)
        for index, finding in enumerate(self.fact.finding):
            for who in {"both", "neither", "first", "second"} - {finding.who}:
                turned = put(self.fact, ("finding", index, "who"), who)
                yield Mutant("finding: who", ("finding", index, "topics", 0), f"{finding.who} to {who}", turned)

    def names(self) -> Iterator[Mutant]:
        """Coordinates and names in other languages."""
        for field in ("latitude", "longitude"):
            if (number := getattr(self.fact, field, None)) is not None:
                yield self.changed(field, (field,), str(number), **{field: number + Decimal("0.1")})
        for index, name in enumerate(getattr(self.fact, "names", ())):
            names = list(self.fact.names)
            names[index] = name.model_copy(update={"text": name.text[:-1] + ("a" if name.text[-1] != "a" else "b")})
            yield self.changed("name", ("names", index, "text"), name.text, names=tuple(names))

    def figure(self) -> Iterator[Mutant]:
        """Value, qualifier and unit of a figure."""
        if self.fact.kind != "figure":
            return
        fact, qualifier = self.fact, self.fact.qualifier
        for field in ("value", "low", "high"):
            number = getattr(fact, field)
            for other in () if number is None else (number + 1, number - 1, number * 10, -number):
                if other != number:
                    yield self.changed(field, (field,), f"{number} to {other}", **{field: other})
        if qualifier:
            yield self.changed("qualifier", ("words",), f"{qualifier} dropped", qualifier=None)
            lost = fact.words[len(qualifier) :].strip()
            yield self.changed("qualifier", ("words",), "dropped in both", words=lost, qualifier=None)
        # A qualifier that is added has no line in the file yet: the record's own stands for it.
        place = ("qualifier",) if qualifier else ()
        senses = self.content.reader_of_figure(fact).words.senses
        for other in sorted(word for words in senses.values() for word in words):
            if other != (qualifier or "").lower():
                yield self.changed("qualifier", place, other, qualifier=other)
        yield self.changed("unit", ("unit",), f"{fact.unit} to furlongs", unit="furlongs")


def mutants(content: Content, entry: Entry) -> Iterator[Mutant]:
    """Every mutant of one record."""
    make = Changes(content, entry)
    for kind in (
        make.versions,
        make.finding,
        make.findings,
        make.drawn,
        make.counts,
        make.remarks,
        make.passages,
        make.quotation,
        make.dates,
        make.order,
        make.ends,
        make.certainty,
        make.own_words,
        make.speaker,
        make.names,
        make.figure,
        make.credit,
        make.cuts,
        make.senses,
        make.taking_part,
        make.statements,
        make.denials,
        make.reporters,
        make.closing,
        make.mentioned,
        make.cells,
        make.clause,
        make.meaning,
        make.states,
        make.titles,
    ):
        yield from kind()


def catching_rules() -> list[Rule]:
    """The rules that can catch a mutant: those about one record, and those about all that need no others."""
    alone = (
        "counted_row",
        "drawn_course",
        "known_fact",
        "named_part",
        "remark_of_person",
        "series_finding",
        "titled_finding",
        "told_part",
        "true_comparison",
        "true_count",
        "true_finding",
        "true_map",
        "true_remark",
        "true_share",
        "version_supported",
    )
    return [rule for rule in RULES if not rule.needs_all or rule.name in alone]


class Trial:
    """Checks mutants of a content by the rules that can catch them."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.rules = catching_rules()
        """The one that caught the last mutant is first: most likely it catches the next one, too."""
        self._places = {entry.record.id: place for place, entry in enumerate(content.facts)}
        self._sources = {entry.record.id: place for place, entry in enumerate(content.sources)}
        self._origins = {source.record.id: source.record.derived_from for source in content.sources}
        self._named = {record.id for kind in ("actor", "place") for record in content.of_kind(kind)}

    def survives(self, entry: Entry, mutant: Mutant) -> str:
        """Empty if one of the rules names the mutant at its line, otherwise what went wrong."""
        if same(entry.record, mutant.record):
            return ""
        alone = self._alone(entry, mutant)
        where = entry.at(*mutant.keys)
        # Reported at the words that the records no longer support, or at the records of the other version.
        anywhere = mutant.operator == "version: records"
        # Reported at the records that rely on the inference.
        anywhere |= mutant.record.kind == "inference" and mutant.operator == "date"
        # A point that goes over to the claimant of another side contradicts what its series finds.
        anywhere |= mutant.operator == "speaker: credit" and mutant.record.get("series") is not None
        lines = set()
        point = [rule for rule in RULES if rule.name == "series_point"]
        for rule in point if mutant.operator == "side" else tuple(self.rules):
            for fault in rule.check(alone):
                if anywhere or (fault.where.path, fault.where.line) == (where.path, where.line):
                    if rule in self.rules:
                        self.rules.remove(rule)
                        self.rules.insert(0, rule)
                    return ""
                lines.add((fault.where.path, fault.where.line))
        return f"caught at {sorted(lines)} but typed at {where}" if lines else "not caught"

    def _alone(self, entry: Entry, mutant: Mutant) -> Content:
        """Only the mutant and the records it names, so that nothing else can catch it by accident.

        An inference is with the records that use it, a point of a series with the other points.
        """
        record = mutant.record
        names = {part.value for part in each(record, Ref)} | {fact.id for fact in self.content.related(record)}
        facts = self.content.facts
        if record.kind == "picture":
            names |= {e.record.id for e in facts if e.record.get("agreement") in names}
        if record.kind == "inference":
            names |= {e.record.id for e in facts if record.id in e.record.inferred.values()}
        if mutant.operator == "side":
            names |= {e.record.id for e in facts if e.record.get("series") == record.get("series")}
        if mutant.operator.startswith(
            ("speaker", "own words: credit", "own words: place")
        ):  # whom the words name depends on all who could be meant
            names |= self._named
        own = self._places[entry.record.id]
        places = sorted({own, *(self._places[name] for name in names if name in self._places)})
        shown = tuple(replace(entry, record=record) if place == own else facts[place] for place in places)
        cited = {cite.source for fact in shown for cite in fact.record.cite}
        cited |= {e.record.id for e in self.content.sources if record.id in e.record.inferred.values()}
        while more := {origin for name in cited if (origin := self._origins.get(name))} - cited:
            cited |= more
        sources = sorted(self._sources[name] for name in cited if name in self._sources)
        return replace(
            self.content,
            facts=shown,
            sources=tuple(self.content.sources[place] for place in sources),
            prose=(),
            publishers=(),
            left_out=(),
            removed=(),
        )


def same(before: Fact, after: Fact) -> bool:
    """True if the mutation changed nothing that a reader could tell."""
    flat = [[fold(str(value)) for value in record.model_dump().values()] for record in (before, after)]
    return flat[0] == flat[1]


def outcome(content: Content) -> tuple[Counter[str], list[str]]:
    """How many mutants of the content there are by operator, and what went wrong with those that no rule catches."""
    tried: Counter[str] = Counter()
    alive: list[str] = []
    trial = Trial(content)
    for entry in content.facts:
        for mutant in mutants(content, entry):
            tried[mutant.operator] += 1
            if fate := trial.survives(entry, mutant):
                alive.append(f"{entry.record.id} {mutant.keys} {mutant.operator} '{mutant.change}': {fate}")
    return tried, alive


def prose_outcome(content: Content) -> tuple[Counter[str], list[str]]:
    """How many lies in other dress the statements and heads of all pages have, and those that no rule reports."""
    tried: Counter[str] = Counter()
    alive: list[str] = []
    day, as_of = content.site.record.day.start, content.site.record.as_of.start
    mixed = f"on {day.day} {MONTHS[day.month - 1]} {as_of.year}"
    for prose in content.prose:
        lies = list(dict.fromkeys(_prose_lies(content, prose)))
        # A page of nothing but lies, each a paragraph of one line with an empty line behind it.
        page = replace(prose, body="\n\n".join(lie.text for lie in lies), first_line=1)
        rules = {lie.rule for lie in lies}
        lines = {rule: {fault.where.line for fault in rule(replace(content, prose=(page,)))} for rule in rules}
        for number, lie in enumerate(lies):
            tried[f"prose: {lie.operator}"] += 1
            if 1 + 2 * number not in lines[lie.rule]:
                alive.append(f"{prose.name}: {lie.what}")
        tried["prose: head"] += 1
        told = f"{prose.front.description} It is {mixed}."
        head = replace(prose.head, record=put(prose.front, ("description",), told))
        if not list(bare_statement(replace(content, prose=(replace(prose, head=head),)))):
            alive.append(f"{prose.name}: {mixed}")
    return tried, alive


CREDITS = (
    "{link}, {name} said.",
    "{link}, said {name}.",
    "{name} has also said that {link}.",
    "In {name}’s view {link}.",
    "According to {name}, {link}.",
    "{name}, too, said at length that it was {link}.",
)
"""Sentences that credit somebody with a statement."""


class Lie(NamedTuple):
    """A paragraph that is not true: how it was made, what it is, its text, and the rule that has to report it."""

    operator: str
    what: str
    text: str
    rule: Callable[[Content], Problems]


def _prose_lies(content: Content, prose: Prose) -> Iterator[Lie]:
    """Each statement of a page in other dress, and credited to each actor who did not say so."""
    stated = [(link, block.text) for block in blocks(prose.body) for link in block.links]
    for link, text in stated:
        fact = content.records.get(link.target)
        if link.scheme != "fact" or not isinstance(fact, Fact):
            continue
        said = text[link.start : link.end]
        for operator, what, lie in statement_edits(content, content.supported_values(fact), said):
            yield Lie(operator, f"{what} in '{said}' of {link.target}", f"[{lie}]({link.href})", link_agrees)
        for actor in content.of_kind("actor"):
            if not may_credit(content, (fact,), said, actor):
                for form in CREDITS:
                    sentence = form.format(link=f"[{said}]({link.href})", name=actor.name)
                    yield Lie(
                        "credit", f"{form} with '{said}' of {link.target} and {actor.id}", sentence, credited_in_prose
                    )


def summary(tried: Counter[str], alive: list[str]) -> str:
    """The outcome in words."""
    total, caught = tried.total(), tried.total() - len(alive)
    kinds = ", ".join(f"{name} {count}" for name, count in sorted(tried.items()))
    return f"{caught} of {total} caught ({caught / total:.2%}): {kinds}"
