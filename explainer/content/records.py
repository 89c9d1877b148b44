"""What a fact is: the records an editor writes, as frozen values.

Every field that an editor can set is declared here with a description; the handbook in `content/`
is tested against these declarations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from explainer.content.fields import (
    Abbreviation,
    Date,
    DateWords,
    Day,
    Flag,
    Host,
    LanguageTag,
    LinkState,
    Number,
    Offset,
    SeedName,
    Sha256,
    Slug,
    Text,
    Time,
    WebAddress,
    ZoneName,
)
from explainer.text.dates import Edtf, moment_keys
from explainer.text.numbers import number_key, quantity_key, token_keys
from explainer.text.source_text import contains

DATE_WORDS = "its words in the evidence, needed if that names other dates too; [words, words] if its two ends are in two passages"
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


class Model(BaseModel):
    """Frozen, and closed: a key that is not a field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Citation(Model):
    """Where a statement comes from: `exact` words of a kept text, or the `claim` of an outside page.

    `exact`, `prefix` and `suffix` are the text quote selector of the W3C Web Annotation Data Model.
    """

    source: Slug = Field(description="id of the source in sources.yaml")
    exact: Text | None = Field(None, description="the words of the kept text, copied without a change")
    prefix: Text | None = Field(None, description="the words just before; needed unless a sentence starts there")
    suffix: Text | None = Field(None, description="the words just after; needed unless a sentence ends there")
    claim: Text | None = Field(None, description="what an outside page says, in our own words")
    locator: Text | None = Field(None, description="where in the source: paragraph, page, record number")
    against: Flag = Field(False, description="true, for an inference: it says otherwise, and is shown as saying so")

    @property
    def words(self) -> str:
        """What the source is held to say: its own words, or our account of an outside page."""
        return self.exact or self.claim or ""


class Attribution(Model):
    """Who says it, in what words the source credits them, and through what channel."""

    by: Slug = Field(description="id of the actor who says it")
    words: Text = Field(description="the words of the passage that name the speaker, copied without a change")
    channel: Slug = Field(description="how it was said; one of the channels in site.yaml")


class Claim(Model):
    """What an outside page says, where nothing but that is needed."""

    source: Slug = Field(description="id of the source in sources.yaml, an outside page")
    claim: Text = Field(description="what it says, in our own words")


class Certainty(Model):
    """How sure we are of what a record states. Left out, we have no reason to doubt that its sources say so."""

    level: Slug = Field(description="one of the certainties in site.yaml")
    reason: Text = Field(description="why we are no surer, in one sentence of our own")


class Name(Model):
    """A name in another language, as the evidence writes it."""

    lang: LanguageTag = Field(description="language of the name, as an HTML lang value: kk, ru")
    text: Text = Field(description="the name; it stands in a passage of this record")


class Record(Model):
    """Anything with an address of its own on the site."""

    kind: ClassVar[str]
    """Name of the kind: what the site calls it in the singular; also its template component."""

    id: Slug = Field(description="permanent name: lower-case words joined by hyphens; never changed")

    @property
    def label(self) -> str:
        """What links and headings call this record."""
        return str(self.get("title") or self.get("name") or self.id)

    def get(self, field: str) -> Any:
        """The value of a field, or None where this kind of record has no such field."""
        return self.__dict__.get(field)  # getattr takes ten times as long to say so


class Publisher(Record):
    """Whoever publishes sources: what it is, who owns it, and whether it is a party to the subject, is said here."""

    kind: ClassVar[str] = "publisher"

    name: Text = Field(description="name as the site writes it")
    form: Slug = Field(description="what it is; one of the publisher_forms in site.yaml: newspaper, agency")
    country: Text | None = Field(None, description="the country it is of")
    description: Text | None = Field(
        None, description="what it is and who runs it, as a page says that `cite` names; left out, it is not described"
    )
    owner: Slug | None = Field(None, description="one of the owners in site.yaml; those of one owner count as one")
    party: Slug | None = Field(None, description="one of the parties in site.yaml, if it is or belongs to that party")
    party_reason: Text | None = Field(
        None, description="why it is a party to the subject, or none; needed if site.yaml has parties"
    )
    hosts: tuple[Host, ...] = Field(
        description="hosts of its addresses, without www.; a source's url is on one of them; [] if we read no page of it"
    )
    note: Text | None = Field(None, description="what else a reader should know about it")
    cite: tuple[Claim, ...] = Field((), description="the pages that say what it is and who owns it")

    def statements(self) -> Iterator[tuple[str, str]]:
        """Our own sentences, as (field, text); every number in them must be in what `cite` says."""
        for field in ("description", "party_reason"):
            if text := self.get(field):
                yield field, text


class Source(Record):
    """A document: kept as text in `seeds/`, or an outside page known by its address."""

    kind: ClassVar[str] = "source"

    title: Text = Field(description="its title, or ours in square brackets if it has none")
    publisher: Slug = Field(description="id of its publisher in publishers.yaml")
    origin: Slug | None = Field(None, description="id of the publisher whose text it copies, if it is a copy")
    origin_unknown: Flag = Field(False, description="true: it is a copy, and whose text it is could not be found out")
    language: LanguageTag = Field(description="language of the kept text or the page")
    author: Text | None = Field(None, description="who wrote it, if it says so")
    url: WebAddress | None = Field(None, description="address of the original")
    archive_url: WebAddress | None = Field(None, description="address of an archived copy")
    link_state: LinkState | None = Field(None, description="how its address fared when last looked at")
    link_checked: Date | None = Field(None, description="when that was; `make links` tells how it fares now")
    date_published: Date | None = Field(None, description="when it was published, if known")
    date_accessed: Date | None = Field(None, description="when we read it")
    rights: Text | None = Field(None, description="who holds the rights, or the licence")
    file: SeedName | None = Field(None, description="name of the kept text in seeds/")
    sha256: Sha256 | None = Field(None, description="checksum of that file, so that it cannot change unseen")
    base: Flag = Field(False, description="true: every sentence must be cited or left out with a reason")
    derived_from: Slug | None = Field(None, description="id of the source this one rewrites: one witness, not two")
    abbreviations: tuple[Abbreviation, ...] = Field((), description="words ending in a full stop that end no sentence")
    note: Text | None = Field(None, description="what a reader should know about it")
    aliases: tuple[Slug, ...] = Field((), description="ids it was published under before; each old address leads here")


class LeftOut(Model):
    """A sentence of a base source that no record cites, and why."""

    source: Slug = Field(description="id of the base source")
    exact: Text = Field(description="words of the sentence, enough to find it")
    reason: Text = Field(description="why no fact rests on it")


class Removed(Model):
    """What was published once and is no longer: its old address says what became of it."""

    kind: Literal["record", "source", "page"] = Field(description="what it was: record, source or page")
    id: Slug = Field(description="its id, or its file name without .md: the name in its address")
    title: Text = Field(description="what it was called")
    date: Date = Field(description="when it was removed")
    reason: Text = Field(description="why, in one to three sentences of our own")
    see: tuple[Slug, ...] = Field((), description="ids of the records that tell of the matter now")


class Fact(Record):
    """A record that rests on evidence."""

    topics: tuple[Slug, ...] = Field((), description="topics of site.yaml it belongs to")
    inferred: Mapping[Literal["year", "month", "day"], Slug] = Field(
        default_factory=dict,
        description="parts of a date that no passage shows, each with the id of an inference",
    )
    meant: Mapping[Slug, Text] = Field(
        default_factory=dict,
        description="actors and places that the evidence does not name, each with its words that mean them",
    )
    note: Text | None = Field(None, description="context in our own words")
    certainty: Certainty | None = Field(None, description="how sure we are, if there is a reason to doubt")
    aliases: tuple[Slug, ...] = Field((), description="ids it was published under before; each old address leads here")
    cite: tuple[Citation, ...] = Field(min_length=1, description="the evidence; written last")

    def statements(self) -> Iterator[tuple[str, str]]:
        """Our own sentences, as (field, text); every number in them must be in the evidence."""
        for field in ("title", "name", "summary", "note", "reasoning"):
            if text := self.get(field):
                yield field, text
        if self.certainty:
            yield "certainty", self.certainty.reason

    def related(self) -> tuple[str, ...]:
        """Ids of the records whose evidence also bears out the sentences of this one."""
        return ()

    def moments(self) -> Iterator[tuple[str, Edtf]]:
        """The dates of this record, as (field, date)."""
        for field in ("date", "period"):
            if value := self.get(field):
                yield field, value

    def evidence(self) -> frozenset[str]:
        """The numbers and dates its passages and claims contain, as token keys."""
        return frozenset[str]().union(*(token_keys(cite.words) for cite in self.cite))

    def own_keys(self) -> frozenset[str]:
        """The numbers and dates this record itself states in its typed fields, as token keys."""
        keys = {key for _, value in self.moments() for moment in value.moments for key in moment_keys(moment).values()}
        if time := self.get("time"):
            keys |= token_keys(time)
        return frozenset(keys)

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The ids of the records it refers to, each once."""
        return tuple(dict.fromkeys(target for _, _, target in self.mentions_of()))

    def mentions_of(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """References to other records, as (keys to the field, "kind or kind" with "" for any, id)."""
        for field, kind in (("actors", "actor"), ("places", "place"), ("parties", "actor")):
            for index, target in enumerate(self.get(field) or ()):
                yield (field, index), kind, target
        if attribution := self.get("attribution"):
            yield ("attribution", "by"), "actor", attribution.by
        for order in ("after", "before"):
            if target := self.get(order):
                yield (order,), "event or development", target
        for part, target in self.inferred.items():
            yield ("inferred", part), "inference", target
        for target in self.meant:
            yield ("meant", target), "", target
        for field, kind in (("agreement", "agreement"), ("continued_under", "agreement"), ("series", "series")):
            if target := self.get(field):
                yield (field,), kind, target


class Event(Fact):
    """Something that happened, or was set to happen, at a time."""

    kind: ClassVar[str] = "event"

    title: Text = Field(description="what happened, as a headline")
    summary: Text = Field(description="what happened, in one to three sentences of our own")
    date: Date | None = Field(
        None, description="when, in EDTF, as exactly as the evidence says and no more; needed without after or before"
    )
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")
    after: Slug | None = Field(None, description="id of the event or development it followed, if the order is known")
    before: Slug | None = Field(None, description="id of the event or development it came before, likewise")
    places: tuple[Slug, ...] = Field((), description="ids of the places where it happened")
    actors: tuple[Slug, ...] = Field((), description="ids of the people and bodies taking part")
    attribution: Attribution | None = Field(None, description="who says so, if not the source itself")


class Agreement(Fact):
    """Anything agreed, announced, offered or hoped for, and its state on the day."""

    kind: ClassVar[str] = "agreement"

    title: Text = Field(description="what it is, as a headline")
    summary: Text = Field(description="what it is, in one to three sentences of our own")
    form: Slug = Field(description="one of the agreement_forms in site.yaml: treaty, plan, invitation")
    state: Slug = Field(description="its state on the day; one of the states in site.yaml")
    state_words: Text = Field(description="the words of the passage that show this state, copied without a change")
    group: Slug | None = Field(None, description="one of the ledger_groups in site.yaml")
    date: Date | None = Field(None, description="when it was made, or is to happen")
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")
    parties: tuple[Slug, ...] = Field((), description="ids of the people and bodies it binds or concerns")
    places: tuple[Slug, ...] = Field((), description="ids of the places it is about")
    attribution: Attribution | None = Field(None, description="who announced it, if not the source itself")
    continued_under: Slug | None = Field(
        None, description="id of the agreement whose later states tell of this one too"
    )


class Development(Fact):
    """A later state of an agreement: what became of it."""

    kind: ClassVar[str] = "development"

    title: Text = Field(description="what came of it, as a headline")
    summary: Text = Field(description="what came of it, in one to three sentences of our own")
    agreement: Slug = Field(description="id of the agreement")
    state: Slug = Field(description="its state from then on; one of the states in site.yaml")
    state_words: Text = Field(description="the words of the evidence that show this state, copied without a change")
    date: Date | None = Field(
        None, description="when, in EDTF; not before the day the site is about; needed without after or before"
    )
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")
    after: Slug | None = Field(None, description="id of the event or development it followed, if the order is known")
    before: Slug | None = Field(None, description="id of the event or development it came before, likewise")
    actors: tuple[Slug, ...] = Field((), description="ids of the people and bodies taking part")
    places: tuple[Slug, ...] = Field((), description="ids of the places where it happened")
    attribution: Attribution | None = Field(None, description="who says so, if not the source itself")


class Quote(Fact):
    """Words of a speaker, exactly as the kept text gives them."""

    kind: ClassVar[str] = "quote"

    title: Text = Field(description="who on what, as a headline")
    text: Text = Field(description="the words; '[…]' marks what we left out, other square brackets are ours")
    attribution: Attribution = Field(description="who said it")
    wording: Slug = Field(description="original or translation; one of the wordings in site.yaml")
    date: Date | None = Field(None, description="when it was said")
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")
    places: tuple[Slug, ...] = Field((), description="ids of the places where it was said or shown")

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The text cut at its square brackets, as (what, words).

        What is `words` of the speaker, `cut` for an omission of ours, `insertion` for another bracket of
        ours, `bracket` for one that a passage has, and so is the source's own.
        """
        start = 0
        for match in _BRACKETS.finditer(self.text):
            yield "words", self.text[start : match.start()]
            bracket = match.group()
            if bracket in ("[…]", "[...]"):
                yield "cut", bracket
            else:
                theirs = any(contains(cite.words, bracket) for cite in self.cite)
                yield ("bracket" if theirs else "insertion"), bracket
            start = match.end()
        yield "words", self.text[start:]

    def spoken(self) -> list[tuple[str, bool]]:
        """The stretches of words between marks of ours, some empty, each with whether the mark before it is an insertion."""
        found, words, joined = [], "", False
        for what, text in self.pieces():
            if what in ("cut", "insertion"):
                found.append((words.strip(), joined))
                words, joined = "", what == "insertion"
            else:
                words += text
        return [*found, (words.strip(), joined)]


class Figure(Fact):
    """A number with everything that belongs to it."""

    kind: ClassVar[str] = "figure"

    title: Text = Field(description="what is measured, as a headline")
    summary: Text | None = Field(None, description="what it counts, in one or two sentences of our own")
    words: Text = Field(description="the figure as the passage writes it, qualifier first, copied without a change")
    value: Number | None = Field(None, description="the number in digits, without its scale: 30 for 30 billion")
    low: Number | None = Field(None, description="for a range: its lower end, instead of 'value'")
    high: Number | None = Field(None, description="for a range: its upper end")
    of: tuple[Slug, ...] = Field((), description="ids of figures that the range spans; 'words' then are our own")
    unit: Text = Field(description="what is counted, in words of the passage; a scale (billion) comes first")
    qualifier: Text | None = Field(None, description="close to, over, almost: never dropped when the passage has one")
    period: Date | None = Field(None, description="the time it covers, if the evidence says so")
    period_words: DateWords | None = Field(None, description=DATE_WORDS)
    series: Slug | None = Field(None, description="id of the series it is a point of")
    side: Slug | None = Field(None, description="whose count it is: one of the sides of its series")
    basis: Slug | None = Field(None, description="one of the bases in site.yaml: count, claim, forecast")
    date: Date | None = Field(None, description="when it was said or counted")
    date_words: DateWords | None = Field(None, description=DATE_WORDS)
    time: Time | None = Field(None, description="clock time HH:MM or part of the day")
    attribution: Attribution | None = Field(None, description="who claims it, if not the source itself")

    def own_keys(self) -> frozenset[str]:
        """As for every fact, with the value in its unit."""
        # In "27.8 to 28.7 billion" the lower end stands without its scale.
        bare = {number_key(self.low)} if self.low is not None else set()
        return super().own_keys() | bare | {quantity_key(number, self.unit) for number in self.numbers}

    def related(self) -> tuple[str, ...]:
        """The figures that a range spans."""
        return self.of

    def mentions_of(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """As for every fact, with the figures that a range spans."""
        yield from super().mentions_of()
        for index, target in enumerate(self.of):
            yield ("of", index), "figure", target

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before the number, the number, and the words after it; a number in words is all number."""
        found = re.search(r"\d(?:[\d.,]*\d)?(?: to \d(?:[\d.,]*\d)?)?", self.words)
        if not found:
            return "", self.words, ""
        return self.words[: found.start()].strip(), found.group(), self.words[found.end() :].strip()

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends of the range."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)


class Actor(Fact):
    """A person or a body, with the office held at the date."""

    kind: ClassVar[str] = "actor"

    name: Text = Field(description="name as the site writes it")
    form: Slug = Field(description="one of the actor_forms in site.yaml: person, body")
    office: Text | None = Field(None, description="office held at the date, in words of a passage")
    also: tuple[Text, ...] = Field((), description="other ways the sources name this actor and nobody else")
    names: tuple[Name, ...] = Field((), description="names in other languages")
    summary: Text | None = Field(None, description="who this is, in one sentence of our own")


class Place(Fact):
    """A place of this story."""

    kind: ClassVar[str] = "place"

    name: Text = Field(description="name as the site writes it")
    form: Slug = Field(description="one of the place_forms in site.yaml: city, building")
    names: tuple[Name, ...] = Field((), description="names in other languages")
    latitude: Number | None = Field(None, ge=-90, le=90, description="degrees north; the digits stand in a claim")
    longitude: Number | None = Field(None, ge=-180, le=180, description="degrees east; the digits stand in a claim")
    summary: Text | None = Field(None, description="what happened or is planned there, in one sentence of our own")


class Term(Fact):
    """A word a reader may not know."""

    kind: ClassVar[str] = "term"

    name: Text = Field(description="the term as the site writes it")
    names: tuple[Name, ...] = Field((), description="the term in other languages")
    summary: Text = Field(description="what it means, in one or two sentences of our own")
    own_gloss: Flag = Field(False, description="true: no source says what it means; the gloss is general knowledge")


class Inference(Fact):
    """A conclusion of ours that no passage states, with its reasoning."""

    kind: ClassVar[str] = "inference"

    title: Text = Field(description="the conclusion, as a headline")
    date: Date | None = Field(
        None, description="the date concluded, if it is one; records that refer to it take their parts from here"
    )
    reasoning: Text = Field(description="how it follows from the passages cited")


class Commentary(Fact):
    """A record of ours about other records; it rests on their evidence and needs none of its own."""

    cite: tuple[Citation, ...] = Field((), description="evidence of its own, beside that of the records it is about")


class Series(Commentary):
    """A measure over time, by side; its points are the figures that name it."""

    kind: ClassVar[str] = "series"

    title: Text = Field(description="what the series shows, as a headline")
    summary: Text = Field(description="what is measured and how to read it, in our own sentences")
    unit: Text = Field(description="the unit that every point has")
    sides: Mapping[Slug, Text] = Field(description="whose counts it holds, never merged: id and name")


class Version(Model):
    """One version of what is disputed."""

    says: Text = Field(description="the version, in one sentence of our own")
    records: tuple[Slug, ...] = Field(min_length=1, description="ids of the records that bear it out")


class Dispute(Commentary):
    """Sources that differ: each version with the records that bear it out."""

    kind: ClassVar[str] = "dispute"

    title: Text = Field(description="what is disputed, as a headline")
    summary: Text = Field(description="what the versions differ in, and how this site deals with it")
    versions: tuple[Version, ...] = Field(min_length=2, description="two versions or more")

    def related(self) -> tuple[str, ...]:
        """The records of all versions."""
        return tuple(dict.fromkeys(target for version in self.versions for target in version.records))

    def mentions_of(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """As for every fact, with the records of each version."""
        yield from super().mentions_of()
        for index, version in enumerate(self.versions):
            for place, target in enumerate(version.records):
                yield ("versions", index, "records", place), "", target


class _About(Commentary):
    """A remark about certain records."""

    about: tuple[Slug, ...] = Field((), description="ids of the records it is about")

    def related(self) -> tuple[str, ...]:
        """The records it is about."""
        return self.about

    def mentions_of(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """As for every fact, with the records it is about."""
        yield from super().mentions_of()
        for index, target in enumerate(self.about):
            yield ("about", index), "", target


class Unknown(_About):
    """Something that was looked for and not found."""

    kind: ClassVar[str] = "unknown"

    title: Text = Field(description="what is not known, as a headline")
    summary: Text = Field(description="what was looked for, where, and what was found instead")
    date: Date = Field(description="up to when it was looked for")


class Correction(_About):
    """A change to what this site said: kept for good."""

    kind: ClassVar[str] = "correction"

    title: Text = Field(description="what was corrected, as a headline")
    date: Date = Field(description="when it was changed")
    was: Text = Field(description="what the site said before")
    summary: Text = Field(description="what it says now")
    reason: Text = Field(description="why")


class Mark(Model):
    """What one shape on a map stands for."""

    words: Text = Field(description="what it marks, in two or three words for the key")
    agreements: tuple[Slug, ...] = Field(min_length=1, description="ids of the agreements whose places have it")


class Map(Commentary):
    """Places of this story on a map; its sentences rest on the evidence of those places."""

    kind: ClassVar[str] = "map"

    title: Text = Field(description="what the map shows, as a headline")
    summary: Text = Field(description="what is drawn, for those who cannot see it, in our own sentences")
    shapes: SeedName = Field(description="name of the GeoJSON file in shapes/ that holds the ground it is drawn on")
    places: tuple[Slug, ...] = Field(min_length=1, description="ids of the places shown; each has a position")
    beyond: tuple[Slug, ...] = Field(
        (), description="ids of places too far off to be shown; an arrow at the edge points to each"
    )
    marks: tuple[Mark, ...] = Field((), max_length=3, description="what is told apart by the shape of its mark")

    def statements(self) -> Iterator[tuple[str, str]]:
        """As for every fact, with the words of the key."""
        yield from super().statements()
        for mark in self.marks:
            yield "marks", mark.words

    def related(self) -> tuple[str, ...]:
        """The places it shows or points to."""
        return (*self.places, *self.beyond)

    def mentions_of(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """As for every fact, with the places beyond the edge and the agreements of each mark."""
        yield from super().mentions_of()
        for index, target in enumerate(self.beyond):
            yield ("beyond", index), "place", target
        for index, mark in enumerate(self.marks):
            for place, target in enumerate(mark.agreements):
                yield ("marks", index, "agreements", place), "agreement", target


KINDS: dict[str, type[Fact]] = {
    "events": Event,
    "agreements": Agreement,
    "developments": Development,
    "quotes": Quote,
    "figures": Figure,
    "actors": Actor,
    "places": Place,
    "terms": Term,
    "inferences": Inference,
    "series": Series,
    "disputes": Dispute,
    "unknowns": Unknown,
    "corrections": Correction,
    "maps": Map,
}
"""File name below `content/facts/` (without `.yaml`) to the kind of record it holds.

A kind may be spread over several files: `events.yaml`, `events-before.yaml`.
"""


class Exemption(Model):
    """A number or quotation in prose that needs no record, and why."""

    page: Slug = Field(description="the page it stands on: the file name without .md")
    text: Text = Field(description="the words, exactly as on the page")
    reason: Text = Field(description="why no record is needed")


class TimeZone(Model):
    """What clocks showed, written down with the content, so that no machine's tables can differ."""

    name: ZoneName = Field(description="its name in the IANA time zone database")
    offsets: Mapping[Day, Offset] = Field(
        min_length=1, description="offsets from UTC, each with the day from which on it held: {2021-01-01: '+01:00'}"
    )

    def offset(self, day: str) -> str | None:
        """The offset from UTC on a day (YYYY-MM-DD), as +HH:MM; None before the first day listed."""
        return max(((start, offset) for start, offset in self.offsets.items() if start <= day), default=("", None))[1]


class Site(Model):
    """Everything particular to this explainer that is not a fact."""

    title: Text = Field(description="name of the site")
    description: Text = Field(description="what it is about, in one sentence")
    language: LanguageTag = Field(description="language of the site")
    day: Date = Field(description="the day or days the site is about: what comes earlier is before, later is after")
    as_of: Date = Field(description="the day up to which we looked")
    rights: Text = Field(description="who may use what")
    timezone: TimeZone | None = Field(None, description="the time zone of the clock times of events")
    topics: Mapping[Slug, Text] = Field(default_factory=dict, description="topic ids and their names")
    channels: Mapping[Slug, Text] = Field(default_factory=dict, description="how something was said")
    wordings: Mapping[Slug, Text] = Field(default_factory=dict, description="original, translation and the like")
    states: Mapping[Slug, Text] = Field(default_factory=dict, description="states of an agreement")
    mere_mentions: tuple[Slug, ...] = Field(
        (), description="states that change nothing: the ledger puts them below the last other state"
    )
    agreement_forms: Mapping[Slug, Text] = Field(default_factory=dict, description="forms of agreement")
    actor_forms: Mapping[Slug, Text] = Field(
        default_factory=dict, description="forms of actor; programs are told of those called person and body as such"
    )
    place_forms: Mapping[Slug, Text] = Field(default_factory=dict, description="forms of place")
    publisher_forms: Mapping[Slug, Text] = Field(default_factory=dict, description="forms of publisher")
    copying_forms: tuple[Slug, ...] = Field(
        (), description="forms of publishers that copy the texts of others: each of their sources names its origin"
    )
    owners: Mapping[Slug, Text] = Field(default_factory=dict, description="owners of publishers")
    parties: Mapping[Slug, Text] = Field(
        default_factory=dict, description="parties to the subject, which are no independent publishers of it"
    )
    ledger_groups: Mapping[Slug, Text] = Field(default_factory=dict, description="groups of the ledger of agreements")
    certainties: Mapping[Slug, Text] = Field(
        default_factory=dict, description="how sure we can be of a record that we have a reason to doubt"
    )
    bases: Mapping[Slug, Text] = Field(
        default_factory=dict, description="what a figure is; charts draw count and forecast as such, all else as said"
    )
    exemptions: tuple[Exemption, ...] = Field((), description="numbers and quotations in prose that need no record")


class FrontMatter(Model):
    """The head of a Markdown page."""

    title: Text = Field(description="title of the page")
    template: Slug = Field(description="template below templates/, without .html")
    description: Text = Field(description="one sentence for search engines and link previews")
    nav: Text | None = Field(None, description="its name in the navigation; left out, it is not listed")
    order: int = Field(100, description="place in the navigation, lowest first")
    aliases: tuple[Slug, ...] = Field(
        (), description="file names it had before, without .md; each old address leads here"
    )
