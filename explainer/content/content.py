"""Everything an explainer is made of, loaded: its records with their places in files, its pages, its source texts."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any

from explainer.content.records import (
    Citation,
    Development,
    Fact,
    Figure,
    FrontMatter,
    Model,
    Publisher,
    Record,
    Said,
    Source,
    Whole,
)
from explainer.content.roles import Clock, FormerId, Name, Part, R, each, has
from explainer.content.voices import Voices, gives, holding, speakers_of, voices_of
from explainer.formats.geojson import Shapes
from explainer.formats.images import ImageFile
from explainer.formats.yaml_file import YamlFile
from explainer.locales.catalogue import Catalogue
from explainer.problems import Location
from explainer.text.clauses import Clause, clauses
from explainer.text.credits import names_pattern
from explainer.text.dates import Occasion, moment_keys, part_of_date
from explainer.text.numbers import number_key
from explainer.text.patterns import either
from explainer.text.reader import Quantity, Reader, Token, reader_of
from explainer.text.source_text import SourceText, Span, contains
from explainer.text.speech import speech


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and the place in a file where it is written."""

    record: Any
    file: YamlFile
    keys: tuple[str | int, ...]

    def at(self, *keys: str | int) -> Location:
        """The place of a field of this record; of the record itself when nothing is named."""
        return self.file.locate((*self.keys, *keys))


@dataclass(frozen=True, slots=True)
class Prose:
    """One Markdown page, named after its file; `body` starts at line `first_line` of it."""

    name: str
    head: Entry
    body: str
    first_line: int

    @property
    def front(self) -> FrontMatter:
        """The front matter."""
        front: FrontMatter = self.head.record
        return front

    @property
    def path(self) -> str:
        """The file, as problems name it."""
        return self.head.file.path


_FOLDERS = {"record": "facts/", "source": "sources/", "page": ""}
"""The folder of the pages of each kind of thing that has an address."""


@dataclass(frozen=True, slots=True)
class Former:
    """A former name of a record, source or page; it is written in `entry`, at `keys`."""

    kind: str
    name: str
    now: str
    """The name it has now; empty for what was removed."""
    entry: Entry
    keys: tuple[str | int, ...]

    @property
    def path(self) -> str:
        """The output path it had."""
        return f"{_FOLDERS[self.kind]}{self.name}.html"

    @property
    def new_path(self) -> str:
        """The output path it has now."""
        return f"{_FOLDERS[self.kind]}{self.now}.html"


_APART = ("before", "until", "after", "except")
"""The sides of a date, by `Words.date_sides`, on which what holds for that date alone does not hold."""


_SAME_SIDE = {"until": "before"}
"""Sides of a date for which the evidence may have the other one."""


@dataclass(frozen=True)
class Support:
    """What the evidence and the typed fields of a record support: numbers and dates as token keys, whole dates, quantities."""

    keys: frozenset[str] = frozenset()
    dates: tuple[Occasion, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    texts: tuple[tuple[Reader, str], ...] = ()
    """Its words, each with the reader of their language."""
    periods: tuple[Occasion, ...] = ()
    """The dates of figures, which hold for these and for no time before or after."""
    spans: frozenset[tuple[str, Fraction]] = frozenset()
    """How long what it dates from one date to another was, by unit: 8 of month, from January to August."""

    @cached_property
    def units(self) -> frozenset[str]:
        """The names of all currencies, units and periods in its words."""
        return frozenset[str]().union(*(reader.units_of(words) for reader, words in self.texts))

    @cached_property
    def by_key(self) -> Mapping[str, list[Quantity]]:
        """The quantities by their token keys."""
        found: dict[str, list[Quantity]] = {}
        for quantity in self.quantities:
            found.setdefault(quantity.key, []).append(quantity)
        return found

    @cached_property
    def counted(self) -> Mapping[str, set[str]]:
        """The token keys of the quantities of each noun."""
        found: dict[str, set[str]] = {}
        for quantity in self.quantities:
            found.setdefault(quantity.noun, set()).add(quantity.key)
        return found

    @cached_property
    def _by_part(self) -> Mapping[str, list[Occasion]]:
        """The dates by the keys of their parts; of equal ones, the first."""
        different = {(*sorted(date.parts.items()), date.side): date for date in reversed(self.dates)}
        found: dict[str, list[Occasion]] = {}
        for date in different.values():
            for key in date.parts.values():
                found.setdefault(key, []).append(date)
        return found

    @cached_property
    def _phases(self) -> frozenset[str]:
        """The keys of all phases, without those of what."""
        return frozenset(key.partition("/")[0] for key in self.keys if key.startswith("phase:"))

    @cached_property
    def years(self) -> frozenset[str]:
        """The keys of all years, which a date without a year may be of."""
        return frozenset(year for date in self.dates if (year := date.parts.get("year")))

    def joined(self, others: Iterable[Support]) -> Support:
        """What this and others support."""
        every = (self, *others)
        quantities = tuple(chain.from_iterable(each.quantities for each in every))
        texts = tuple(chain.from_iterable(each.texts for each in every))
        keys = frozenset[str]().union(*(each.keys for each in every))
        dates, periods = (
            tuple(chain.from_iterable(of)) for of in zip(*((s.dates, s.periods) for s in every), strict=True)
        )
        return Support(keys, dates, quantities, texts, periods, frozenset[Any]().union(*(each.spans for each in every)))

    def has(self, date: Occasion) -> bool:
        """True if all parts of a date stand together in one of these, or the year alone elsewhere.

        The phase may stand apart: "on 21 January, by the end of the month" supports "the end of January". It is not supported
        if this one means a day beside the date and none of these does, or if each of these in running text says that
        something was so by then, and this one that it was so on it or only afterwards, or the other way round.
        """
        finest = date.finest
        placed = "season" in date.parts or "/" in date.parts.get("phase", "")  # the start of the month
        alone = not placed and (len(date.parts) < 2 or not finest)
        if alone and date.side not in _APART:
            return True
        known = self._by_part.get(date.parts[finest], ()) if finest else self.dates
        agreeing = [each for each in known if date.agrees(each, self.years)]
        if not agreeing and (phase := date.parts.get("phase", "").partition("/")[0]) and phase in self._phases:
            rest = {part: key for part, key in date.parts.items() if part != "phase"}
            return self.has(replace(date, parts=rest))
        said = {each.side for each in agreeing if each.end or each.side}
        if said and date.side == "on":
            return not said <= {"by", "before"}
        side, *others = (_SAME_SIDE.get(each, each) for each in (date.side, *said))
        fixed = date.side in _APART and any(date.agrees(each, self.years) for each in self.periods)
        if side == "beside" or fixed:
            return side in others
        return (alone or bool(agreeing)) and not (side and others and not {*others} & {"", "on", side})

    @cached_property
    def days(self) -> frozenset[int]:
        """The numbers of all days that are known with month and year, counted from the first of the calendar."""
        return frozenset(number for date in self.dates if (number := date.day_number))


@dataclass(frozen=True)
class Content:
    """Everything loaded. `incomplete` says that some of it could not be read."""

    site: Entry
    publishers: tuple[Entry, ...]
    sources: tuple[Entry, ...]
    facts: tuple[Entry, ...]
    left_out: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    prose: tuple[Prose, ...]
    texts: Mapping[str, SourceText]
    """Source texts by source id."""
    seeds: Mapping[str, str]
    """Every file of `seeds/` with the SHA-256 of its bytes, in hexadecimal."""
    shapes: Mapping[str, Shapes]
    """The base maps, by file name."""
    images: Mapping[str, ImageFile]
    """The files of `images/`, by their name."""
    catalogue: Catalogue
    """The text of the interface, in the language of the site or else in English."""
    incomplete: bool = False
    reviews: tuple[Entry, ...] = ()
    """What a second person has signed; no page shows it."""

    def narrowed(self, facts: Iterable[Entry], prose: Iterable[Prose] = (), *, others: bool = False) -> Content:
        """The same content with only some facts and pages to check, and all other entries if `others`.

        The records that these facts and pages refer to can still be looked up.
        """
        publishers = self.publishers if others else ()
        narrow = replace(self, facts=tuple(facts), prose=tuple(prose), publishers=publishers)
        vars(narrow).update({name: getattr(self, name) for name in _OF_ALL_FACTS})
        if not others:
            vars(narrow)["entries"] = (*narrow.facts, *(prose.head for prose in narrow.prose))
        return narrow

    @cached_property
    def drafts(self) -> tuple[str, ...]:
        """The names of the records and pages that are drafts."""
        records = (entry.record.id for entry in self.facts if entry.record.draft)
        return (*records, *(prose.name for prose in self.prose if prose.front.draft))

    def without_drafts(self) -> Content:
        """What is published: the same without drafts, and without the sources and publishers that only these need."""
        if not self.drafts:
            return self
        facts = tuple(entry for entry in self.facts if not entry.record.draft)
        bases = (entry.record.id for entry in self.sources if entry.record.base)
        still = self._needed((*bases, *(cite.source for entry in facts for cite in entry.record.cite)))
        drafts = (entry for entry in self.facts if entry.record.draft)
        gone = self._needed(cite.source for entry in drafts for cite in entry.record.cite) - still
        sources = tuple(entry for entry in self.sources if entry.record.id not in gone)
        named = {name for entry in sources for name in (entry.record.publisher, entry.record.origin)}
        lost = (entry.record for entry in self.sources if entry.record.id in gone)
        needed = {name for source in lost for name in (source.publisher, source.origin)} - named
        files = {file for entry in self.sources if entry.record.id in gone for file in entry.record.files}
        return replace(
            self,
            facts=facts,
            prose=tuple(prose for prose in self.prose if not prose.front.draft),
            sources=sources,
            publishers=tuple(entry for entry in self.publishers if entry.record.id not in needed),
            texts={source: text for source, text in self.texts.items() if source not in gone},
            seeds={file: checksum for file, checksum in self.seeds.items() if file not in files},
        )

    def _needed(self, sources: Iterable[str]) -> set[str]:
        """The ids of sources and of all those that they need: what they cite, derive from, and what describes their publishers."""
        by_id = {entry.record.id: entry.record for entry in self.sources}
        publishers = {entry.record.id: entry.record for entry in self.publishers}
        found: set[str] = set()
        waiting = list(sources)
        while waiting:
            source = by_id.get(waiting.pop())
            if source is None or source.id in found:
                continue
            found.add(source.id)
            named = filter(None, map(publishers.get, (source.publisher, source.origin)))
            waiting += [cite.source for record in (source, *named) for cite in record.cite]
            waiting += [source.derived_from] if source.derived_from else []
        return found

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything an editor wrote except the bodies of pages: site, publishers, sources, records, heads of pages."""
        heads = (prose.head for prose in self.prose)
        lists = (self.publishers, self.sources, self.left_out, self.removed, self.reviews, self.facts)
        return (self.site, *chain.from_iterable(lists), *heads)

    @cached_property
    def _by_model(self) -> Mapping[type[Any], list[Entry]]:
        found: dict[type[Any], list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(type(entry.record), []).append(entry)
        return found

    def parts(self, role: type[R], held_by: str | None = None) -> Iterator[tuple[Entry, Part[R]]]:
        """Every value of a role with its entry, one kind of entry after the other; `held_by` as in `each`."""
        for model, entries in self._by_model.items():
            if has(model, role, held_by):
                for entry in entries:
                    for part in each(entry.record, role, held_by):
                        yield entry, part

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Facts by id; of two with one id, the first."""
        found: dict[str, Record] = {}
        for entry in self.facts:
            found.setdefault(entry.record.id, entry.record)
        return found

    @cached_property
    def former(self) -> tuple[Former, ...]:
        """Every former name: of what has another name now, and of what was removed."""
        named = [("record", entry.record.id, entry) for entry in self.facts]
        named += [("source", entry.record.id, entry) for entry in self.sources]
        named += [("page", prose.name, prose.head) for prose in self.prose]
        named += [(entry.record.kind, "", entry) for entry in self.removed]
        return tuple(
            Former(kind, part.value, now, entry, part.keys)
            for kind, now, entry in named
            for part in each(entry.record, FormerId)
        )

    def of_kind(self, kind: str) -> tuple[Any, ...]:
        """The facts of one kind, in file order."""
        return self._kinds.get(kind, ())

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[Any, ...]]:
        found: dict[str, list[Fact]] = {}
        for entry in self.facts:
            found.setdefault(entry.record.kind, []).append(entry.record)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def reader(self) -> Reader:
        """The reader of our own sentences, in the language of the site."""
        return reader_of(self.site.record.language)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The numbers and dates in a sentence of our own, without those in registered names of actors, places and terms."""
        found = self.reader.tokens(text)
        if not found or not self._numbered_names:
            return found
        named = [match.span() for match in self._numbered_names.finditer(text)]
        starts = [start for start, _ in named]
        return tuple(
            token for token in found if not (at := bisect_right(starts, token.start)) or named[at - 1][1] < token.end
        )

    @cached_property
    def _numbered_names(self) -> re.Pattern[str] | None:
        """A pattern for the registered names that hold a number; None if there are none."""
        kinds = ("actor", "place", "term")
        names = {part.value for kind in kinds for record in self.of_kind(kind) for part in each(record, Name)}
        numbered = [name for name in names if self.reader.tokens(name)]
        return re.compile(rf"(?<!\w)(?:{either(numbered)})(?!\w)") if numbered else None

    @cached_property
    def registered_names(self) -> Mapping[str, Record]:
        """Every registered name of an actor, place, term or publisher, with what it names; of one name, the first."""
        found: dict[str, Record] = {}
        for kind in ("actor", "place", "term"):
            for record in self.of_kind(kind):
                for name in (record.name, *(record.get("also") or ())):
                    found.setdefault(name, record)
        for entry in self.publishers:
            found.setdefault(entry.record.name, entry.record)
        return found

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """A pattern for the registered names."""
        return names_pattern(tuple(self.registered_names))

    def bylines(self, facts: Iterable[Fact]) -> Iterator[str]:
        """The publishers, titles and authors of the sources that some records cite, and of those that these copy."""
        waiting = {cite.source for fact in facts for cite in fact.cite}
        known: set[str] = set()
        while waiting := waiting - known:
            known |= waiting
            sources = [self._sources[name].record for name in waiting if name in self._sources]
            for source in sources:
                of = (self.publisher_names.get(name) for name in (source.publisher, source.origin))
                yield from (publisher.name for publisher in of if publisher)
                yield from filter(None, (source.title, source.author))
            waiting = {source.derived_from for source in sources if source.derived_from}

    @cached_property
    def text_readers(self) -> Mapping[str, Reader]:
        """The reader of each source text, in its language, by the id of the source."""
        return {entry.record.id: reader_of(entry.record.language) for entry in self.sources}

    def reader_of(self, words: Citation | Said) -> Reader:
        """The reader of words of the evidence: of the source's language for a passage, of ours for our account of a page."""
        return self.text_readers.get(words.kept, self.reader)

    def reader_of_figure(self, figure: Figure) -> Reader:
        """The reader of a figure's words, unit and qualifier: of the language of the citation that has them, or of ours."""
        return self.reader if figure.of else self.reader_of_words(figure, figure.words)

    def reader_of_words(self, fact: Fact | Source, words: str) -> Reader:
        """The reader of words copied from a record's evidence: of the language of the citation that has them, or of ours."""
        readers = {self.reader_of(cite) for cite in fact.cite}
        if len(readers) == 1:
            return readers.pop()
        return next((self.reader_of(cite) for cite in fact.cite if contains(cite.words, words)), self.reader)

    def cannot_show(self, group: str, evidence: Iterable[Citation | Said]) -> bool:
        """True if a group of `Words` is empty for our language, and for that of some of the evidence.

        A check that needs such words is then not made. If our language has them, the evidence must still show it.
        """
        ours = getattr(self.reader.words, group)
        return not ours and not all(getattr(self.reader_of(said).words, group) for said in evidence)

    def shown_by(self, model: Model) -> frozenset[str]:
        """The numbers and dates that the evidence of a model contains, as token keys."""
        return frozenset[str]().union(*(self.reader_of(said).token_keys(said.words) for said in model.evidence()))

    def comparable(self, evidence: Iterable[Citation | Said]) -> Support:
        """The numbers and dates that some evidence contains, as token keys that our language can read, too."""
        found = [(self.reader_of(said).within(self.reader), said) for said in evidence]
        return Support(
            frozenset[str]().union(*(reader.token_keys(said.words) for reader, said in found)),
            tuple(date for reader, said in found for date in reader.dates(said.words)),
            tuple(quantity for reader, said in found for quantity in _quantities(reader, said)),
            tuple((reader, said.words) for reader, said in found),
        )

    def own_values(self, fact: Fact) -> Support:
        """The numbers and dates that a record states in its typed fields, as token keys that our language can read, too."""
        moments = [moment for _, date in fact.moments() for moment in date.moments]
        if isinstance(fact, Figure) and fact.period:
            moments += fact.period.edges
        times = {key for part in each(fact, Clock) for key in self.reader.token_keys(part.value)}
        keys = {key for moment in moments for key in self.reader.moment_keys(moment)} | times
        if isinstance(fact, Figure):
            keys |= self.quantity_keys(fact)
            if fact.low is not None and not self.reader.words.range_joins:
                keys.add(number_key(fact.low))  # nothing shows that it shares the scale of the upper end
        day_parts = sorted(key for key in times if part_of_date(key))
        until = {date.start for _, date in fact.moments() if date.open}
        dates = tuple(
            Occasion(
                0, 0, moment_keys(moment) | ({"part-of-day": part} if part else {}), "by" if moment in until else ""
            )
            for moment in moments
            for part in day_parts or [""]
        )
        figures = list(self._figure_quantities(fact) if isinstance(fact, Figure) else ())
        for share in fact.finding if isinstance(fact, Whole) else ():
            sense = {"over": "above", "under": "below"}.get(share.which, "")
            figures.append(
                Quantity(0, 0, f"{number_key(share.share * 100)}%", sense, "", "", "", number_key(share.share))
            )
            keys.add(figures[-1].key)
        units = ((self.reader_of_figure(fact), fact.unit),) if isinstance(fact, Figure) else ()
        periods = dates if isinstance(fact, Figure) else ()
        return Support(frozenset(keys), dates, tuple(figures), units, periods, frozenset(self._spans(fact)))

    def _spans(self, fact: Fact) -> Iterator[tuple[str, Fraction]]:
        """How long each range of dates of a record is, both ends included, in every unit that goes into it."""
        for _, told in fact.moments():
            if told.end and told.end.precision == told.start.precision and (length := told.length):
                for unit, (part, size) in self.reader.words.spans.items():
                    if part == told.end.precision:
                        yield unit, Fraction(length, size)
                if told.end.precision == "month":
                    yield "year", Fraction(length, 12)

    def _figure_quantities(self, figure: Figure) -> Iterator[Quantity]:
        """The quantities that a figure states, with its unit where its words have none."""
        reader = self.reader_of_figure(figure).within(self.reader)
        stated = self.quantity_keys(figure)
        unit = next((each.unit for each in reader.quantities(f"2 {figure.unit}")), None)
        for quantity in reader.quantities(figure.words):
            if quantity.key in stated:
                bound = "" if figure.of else quantity.bound  # accounts that differ are no range of one
                yield replace(quantity, unit=quantity.unit or unit, words=figure.words, bound=bound)

    def quantity_keys(self, figure: Figure) -> frozenset[str]:
        """The token keys of a figure's value with its unit, or of both ends of its range, that our language can read.

        If it has no value, those of its words: several thousand, two thirds.
        """
        reader = self.reader_of_figure(figure).within(self.reader)
        if not figure.numbers:
            return reader.token_keys(figure.words)
        return frozenset(reader.quantity_key(number, figure.unit) for number in figure.numbers)

    def supported_values(self, fact: Fact) -> Support:
        """The numbers and dates in the evidence and typed fields of a record, as token keys that our language can read.

        Those of the records that a commentary is about are included.
        """
        known, support = self._supported.get(fact.id, (None, Support()))
        if known is not fact:
            every = self.supporting_records(fact)
            parts = ((self.comparable(other.cite), self.own_values(other)) for other in every)
            support = replace(Support().joined(chain.from_iterable(parts)), periods=self.own_values(fact).periods)
            self._supported[fact.id] = fact, support
        return support

    @cached_property
    def _supported(self) -> dict[str, tuple[Fact, Support]]:
        return {}

    def supporting_records(self, fact: Fact) -> tuple[Fact, ...]:
        """A record and those it is about, directly or indirectly; each once, even in a cycle."""
        found = {fact.id: fact}
        waiting = [fact]
        while waiting:
            for other in self.related(waiting.pop()):
                if other.id not in found:
                    found[other.id] = other
                    waiting.append(other)
        return tuple(found.values())

    def related(self, fact: Fact) -> tuple[Fact, ...]:
        """The records whose evidence also supports the sentences of this one: of a series, its points."""
        if fact.kind == "series":
            return self._points.get(fact.id, ())
        others = (self.records.get(target) for target in fact.related())
        return tuple(other for other in others if isinstance(other, Fact) and other is not fact)

    @cached_property
    def told_days(self) -> tuple[tuple[int, str], ...]:
        """The number of the day on which each event began, as in `Support.days`, with all its words in lower case."""
        return tuple(
            (
                dt.date(*event.date.start.earliest()).toordinal(),
                " ".join((event.title, event.summary or "", *said)).lower(),
            )
            for event in self.of_kind("event")
            if event.date and not event.date.open and event.date.start.precision == "day"
            for said in [event.evidence_words()]
        )

    @cached_property
    def later_states(self) -> Mapping[str, list[Development]]:
        """The developments of each agreement, by its id, in the order of the files."""
        found: dict[str, list[Development]] = {}
        for record in self.of_kind("development"):
            found.setdefault(record.agreement, []).append(record)
        return found

    @cached_property
    def _points(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for entry in self.facts:
            if isinstance(entry.record, Figure) and entry.record.series:
                found.setdefault(entry.record.series, []).append(entry.record)
        return {series: tuple(points) for series, points in found.items()}

    @cached_property
    def run_hashes(self) -> frozenset[int]:
        """The `run_hashes` of all source texts: one lookup shows that most sentences repeat none of them."""
        return frozenset[int]().union(*(text.run_hashes for text in self.texts.values()))

    def passages(self, fact: Fact) -> tuple[str, ...]:
        """The passages of source texts that a record rests on, including those of the records it is about."""
        return tuple(cite.exact for each in self.supporting_records(fact) for cite in each.cite if cite.exact)

    @cached_property
    def publisher_names(self) -> Mapping[str, Publisher]:
        """Publishers by id."""
        return {entry.record.id: entry.record for entry in self.publishers}

    @cached_property
    def page_names(self) -> tuple[str, ...]:
        """The names of the pages."""
        return tuple(prose.name for prose in self.prose)

    def source_entry(self, source: str) -> Entry:
        """The entry of a registered source.

        Raises:
            KeyError: if there is none.
        """
        return self._sources[source]

    @cached_property
    def _sources(self) -> Mapping[str, Entry]:
        return {entry.record.id: entry for entry in self.sources}

    def voices_in(self, fact: Fact) -> frozenset[str]:
        """The ids of those who say the passages of a record in speeches, transcripts and interviews."""
        named = dict.fromkeys(cite.source for cite in fact.cite if cite.source in self._sources)
        kept = (self._sources[name].record for name in named)
        return frozenset(filter(None, (voice for source in kept for voice in speakers_of(fact, source, self.texts))))

    def given_by(self, fact: Fact) -> tuple[Source, ...]:
        """The kept sources that a record cites and whose date, place and channel are its own, as `holding` finds them."""
        names = dict.fromkeys(
            cite.source for cite in fact.cite if cite.exact is not None and cite.source in self._sources
        )
        every = (self._sources[name].record for name in names)
        return holding(fact, fact.get("attribution"), filter(gives, every), self.texts)

    @cached_property
    def located_passages(self) -> Mapping[str, list[tuple[Span, str]]]:
        """Every located passage with the id of the record that cites it, by source and in text order."""
        found: dict[str, set[tuple[Span, str]]] = {}
        for entry in self.facts:
            for cite in entry.record.cite:
                if len(spans := self.spans(cite)) == 1:
                    found.setdefault(cite.source, set()).add((spans[0], entry.record.id))
        return {source: sorted(passages, key=in_text_order) for source, passages in found.items()}

    @cached_property
    def facts_by_id(self) -> Mapping[str, list[Fact]]:
        """All facts by id, in file order: of one id there is more than one only where that is a problem."""
        found: dict[str, list[Fact]] = {}
        for entry in self.facts:
            found.setdefault(entry.record.id, []).append(entry.record)
        return found

    def speech(self, source: str) -> tuple[Span, ...]:
        """The spans of a source text that are speech: in a text of voices, all that somebody says."""
        voices = self.voices(source)
        return voices.spoken if voices else self.quoted(source)

    def quoted(self, source: str) -> tuple[Span, ...]:
        """The spans of a source text between speech marks or behind a dash that opens speech."""
        if source not in self._speech:
            self._speech[source] = speech(self.texts[source].raw, self.text_readers[source])
        return self._speech[source]

    def voices(self, source: str) -> Voices | None:
        """Who speaks where in a source; None for one whose words are not marked as somebody's, or without a text."""
        if source not in self._voices:
            text = self.texts.get(source)
            self._voices[source] = voices_of(self._sources[source].record, text) if text else None
        return self._voices[source]

    @cached_property
    def _voices(self) -> dict[str, Voices | None]:
        return {}

    def is_document(self, source: str) -> bool:
        """True for a registered source of the form `document`."""
        return source in self._sources and self._sources[source].record.form == "document"

    def clauses(self, source: str) -> tuple[Clause, ...]:
        """The articles and numbered paragraphs of a source that is a document, in order; empty for any other."""
        text = self.texts.get(source)
        if text is None or not self.is_document(source):
            return ()
        return clauses(text.raw, self.text_readers[source].words.clauses)

    @cached_property
    def own_passages(self) -> Mapping[str, tuple[Span, ...]]:
        """The passages of each source that show who speaks in it, when and where."""
        cites = [cite for entry in self.sources for cite in entry.record.cite]
        found: dict[str, list[Span]] = {}
        for cite in cites:
            if len(spans := self.spans(cite)) == 1:
                found.setdefault(cite.source, []).append(spans[0])
        return {source: tuple(sorted(spans)) for source, spans in found.items()}

    @cached_property
    def _speech(self) -> dict[str, tuple[Span, ...]]:
        return {}

    def spans(self, cite: Citation) -> tuple[Span, ...]:
        """The places of a citation's passage in its source text; empty for an outside page."""
        text = self.texts.get(cite.source)
        return text.find(cite.exact, cite.prefix or "", cite.suffix or "") if text and cite.exact else ()


_OF_ALL_FACTS = (
    "records",
    "located_passages",
    "former",
    "_kinds",
    "_points",
    "page_names",
    "publisher_names",
    "registered_names",
    "_sources",
    "text_readers",
    "run_hashes",
    "_speech",
)
"""Values that a narrowed content takes from the whole one: they concern all facts, or are costly to compute."""


def _quantities(reader: Reader, said: Citation | Said) -> Iterator[Quantity]:
    """The quantities in words of the evidence; for those of a passage, the words around it count, too."""
    if not isinstance(said, Citation):
        yield from reader.quantities(said.words)
        return
    before = f"{said.prefix} " if said.prefix else ""
    for quantity in reader.quantities(f"{before}{said.words} {said.suffix or ''}".rstrip()):
        if len(before) <= quantity.start and quantity.end <= len(before) + len(said.words):
            yield quantity


def in_text_order(passage: tuple[Span, str]) -> tuple[int, int, str]:
    """The sort key of a passage with the id of the record that cites it."""
    span, record = passage
    return span.start, span.end, record
