"""What the pages show of the content besides the records themselves: evidence, standing, who refers to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from explainer.content.chronology import PHASES, Chronology, Timed
from explainer.content.content import Content, Former, Prose
from explainer.content.courses import Knot, order_of
from explainer.content.coverage import Coverage, base_coverage
from explainer.content.fates import Outcome, Outcomes
from explainer.content.independence import credit, independent_publishers
from explainer.content.records import (
    KINDS,
    Correction,
    Course,
    Development,
    Dispute,
    Fact,
    Figure,
    Map,
    Publisher,
    Record,
    Removed,
    Site,
    Source,
    Tally,
)
from explainer.content.reviews import reviews
from explainer.content.tallies import Counted, counted_rows
from explainer.content.wholes import Shares, shares_of
from explainer.formats.images import ImageFile
from explainer.formats.markdown import blocks
from explainer.graphics.charts import Bars, Chart, DateStrip, series_chart, time_strip
from explainer.graphics.maps import MapDrawing, map_sheet
from explainer.locales.catalogue import Catalogue
from explainer.text.dates import Edtf
from explainer.text.languages import words_of
from explainer.text.sorting import name_key
from explainer.text.tables import Cell, CsvTable
from explainer.view.citing import url_of
from explainer.view.evidence import Evidence, EvidenceIndex, ShownParagraph

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Lazily(Mapping[K, T]):
    """A value for each of some keys, computed when it is first asked for; `known` are those that were."""

    def __init__(self, keys: Collection[K], make: Callable[[K], T]) -> None:
        self._keys = keys
        self._make = make
        self.known: dict[K, T] = {}

    def __getitem__(self, key: K) -> T:
        if key in self.known:
            return self.known[key]
        if key not in self._keys:
            raise KeyError(key)
        value = self.known[key] = self._make(key)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def compute(self) -> None:
        """Compute every value that is not known."""
        for key in self._keys:
            self[key]


class Backlink(NamedTuple):
    """Something that refers to a record: its address, its name, and what it is."""

    url: str
    label: str
    kind: str


class PageLink(NamedTuple):
    """A link to a page that an editor wrote: its address, its name in the navigation, its file name, what it is about."""

    url: str
    label: str
    name: str
    description: str


class Deed(NamedTuple):
    """A record of what somebody said or took part in, and when that was; None if it is not known."""

    date: Edtf | None
    record: Fact


class SiteData:
    """What every template can see of the whole site; each part is computed when it is first asked for."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.index = EvidenceIndex(content)

    def compute(self) -> None:
        """Compute every part now, to be shared by the processes started afterwards."""
        for name in PARTS:
            part = getattr(self, name)
            if isinstance(part, Lazily):
                part.compute()

    @cached_property
    def site(self) -> Site:
        """The explainer's own entry, `site.yaml`."""
        site: Site = self._content.site.record
        return site

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words of the interface."""
        return self._content.catalogue

    @cached_property
    def pages(self) -> Mapping[str, PageLink]:
        """The pages that editors wrote, by their address, in the order of the navigation."""
        return {page_url(prose): _page_link(prose) for prose in self._prose}

    @cached_property
    def nav(self) -> tuple[PageLink, ...]:
        """The pages of the navigation, in its order."""
        return tuple(self.pages[page_url(prose)] for prose in self._prose if prose.front.nav)

    @cached_property
    def under(self) -> Mapping[str, tuple[PageLink, ...]]:
        """For each page of the navigation, by its file name, the pages that belong to it, in their order."""
        found = _by(self._prose, lambda prose: (prose.front.under,) if prose.front.under else ())
        return {
            door.name: tuple(self.pages[page_url(prose)] for prose in found.get(door.name, ())) for door in self.nav
        }

    @cached_property
    def doors(self) -> Mapping[str, PageLink]:
        """For each page that belongs to a page of the navigation, by its address, that page."""
        return {page.url: door for door in self.nav for page in self.under[door.name]}

    @cached_property
    def listed(self) -> Mapping[str, PageLink]:
        """The page that lists the records of a kind, for each kind that has one.

        Of `source` and `record` it is the page of all sources and of all records.
        """
        return {
            kind: self.pages[page_url(prose)] for prose in self._prose for kind in _LISTS.get(prose.front.template, ())
        }

    @cached_property
    def _prose(self) -> list[Prose]:
        return sorted(self._content.prose, key=lambda prose: (prose.front.order, prose.name))

    @cached_property
    def _times(self) -> Chronology:
        return Chronology(self._content)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """All sources, in the order of the files."""
        return tuple(entry.record for entry in self._content.sources)

    @cached_property
    def base_form(self) -> str:
        """The form of the base source; `several` if there is not one alone."""
        forms = [source.form for source in self.sources if source.base]
        return forms[0] if len(forms) == 1 else "several"

    @cached_property
    def publishers(self) -> Mapping[str, Publisher]:
        """Publishers by id."""
        return self._content.publisher_names

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Facts by id."""
        return self._content.records

    @cached_property
    def kinds(self) -> Lazily[str, tuple[Any, ...]]:
        """Facts by file name (`events`, `quotes`, …), those with a period or date in its order."""
        content, times = self._content, self._times
        return Lazily(KINDS, lambda name: tuple(sorted(content.of_kind(KINDS[name].kind), key=times.key)))

    @cached_property
    def evidence(self) -> Lazily[str, tuple[Evidence, ...]]:
        """The evidence of each fact, by its id."""
        return self._each(self.index.of)

    @cached_property
    def given(self) -> Lazily[str, tuple[Source, ...]]:
        """For each fact, the sources from which it may take over date, place and channel."""
        return self._each(self._content.given_by)

    @cached_property
    def source_evidence(self) -> Lazily[str, tuple[Evidence, ...]]:
        """What shows who speaks in each source, when and where, by its id."""
        return Lazily(
            {source.id: source for source in self.sources},
            lambda name: self.index.of(self._content.source_entry(name).record),
        )

    @cached_property
    def paragraphs(self) -> Lazily[str, tuple[ShownParagraph, ...]]:
        """Each kept text as far as the site shows it, by the id of its source."""
        return Lazily(self._content.texts, self.index.paragraphs)

    @cached_property
    def tables(self) -> Mapping[str, CsvTable]:
        """Each kept table, by the id of its source."""
        texts = self._content.texts
        return {
            each.id: each.table(texts[each.id]) for each in self.sources if each.form == "table" and each.id in texts
        }

    @cached_property
    def cells(self) -> Mapping[str, tuple[tuple[Fact, Cell], ...]]:
        """For each kept table, the facts that rest on a cell of it, each with the cell."""
        found: dict[str, list[tuple[Fact, Cell]]] = defaultdict(list)
        for entry in self._content.facts:
            for cite in entry.record.cite:
                if cite.cell is not None:
                    found[cite.source].append((entry.record, cite.cell))
        return {source: tuple(facts) for source, facts in found.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[Fact, ...]]:
        """For each record, those whose evidence also supports what it says: of a series, its points."""
        return self._each(self._content.related)

    @cached_property
    def claims_by_source(self) -> Mapping[str, tuple[tuple[Fact, str], ...]]:
        """For each source without a kept text, the facts that rest on it and what they take from it, in our words."""
        found: dict[str, list[tuple[Fact, str]]] = defaultdict(list)
        for entry in self._content.facts:
            for cite in entry.record.cite:
                if cite.claim is not None:
                    found[cite.source].append((entry.record, cite.words))
        return {source: tuple(facts) for source, facts in found.items()}

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[Backlink, ...]]:
        """For each record, the pages and records that refer to it."""
        return _backlinks(self._content)

    @cached_property
    def publishers_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact, whose texts its evidence is, as readers are told."""
        return self._each(lambda fact: tuple(dict.fromkeys(self.credits[cite.source] for cite in fact.cite)))

    @cached_property
    def independent(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """For each fact, the publishers it rests on, by id, in groups of which each counts as one."""
        return self._each(lambda fact: independent_publishers(self._content, fact))

    @cached_property
    def credits(self) -> Mapping[str, str]:
        """For each source, whose text it is, as readers are told."""
        return {entry.record.id: credit(self._content, entry.record) for entry in self._content.sources}

    @cached_property
    def describes(self) -> Mapping[str, tuple[tuple[Publisher, str], ...]]:
        """For each source that says what a publisher is, those publishers and what it says, in our words."""
        found: dict[str, list[tuple[Publisher, str]]] = defaultdict(list)
        for entry in self._content.publishers:
            for claim in entry.record.cite:
                found[claim.source].append((entry.record, claim.claim))
        return {source: tuple(publishers) for source, publishers in found.items()}

    @cached_property
    def about_publishers(self) -> frozenset[str]:
        """The sources that say what a publisher is and that nothing else rests on."""
        return frozenset(self.describes) - self.claims_by_source.keys()

    @cached_property
    def by_form(self) -> Mapping[str, tuple[Source, ...]]:
        """The sources that records rest on, but for base sources, by the form of their publisher, in order of its name."""
        return _by_form(self._content, self.about_publishers, self.credits)

    @cached_property
    def standing(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact, how it stands: `in-source`, `reported`, `inferred`, `disputed`, in this order.

        A remark on other records stands as they do.
        """
        return self._each(lambda fact: _standing(self._content, fact, self.disputes))

    @cached_property
    def disputes(self) -> Mapping[str, tuple[Dispute, ...]]:
        """For each record that a version of a dispute names, and each figure that spans such a one, those disputes."""
        return _disputes(self.kinds)

    @cached_property
    def developments(self) -> Mapping[str, tuple[Development, ...]]:
        """For each agreement, what became of it, in order of date."""
        return _by(self.kinds["developments"], lambda development: (development.agreement,))

    @cached_property
    def deeds(self) -> Mapping[str, tuple[Deed, ...]]:
        """For each actor, what it said and took part in, in order of date, what has none last."""
        return _deeds(self.kinds, self.phases["day"], self.site.day)

    @cached_property
    def figures_beside(self) -> Mapping[str, tuple[Figure, ...]]:
        """For each event, agreement and development, the figures that rest on a passage of it; of its steps, too."""
        return _figures_beside(self.kinds)

    @cached_property
    def maps_with(self) -> Mapping[str, tuple[Map, ...]]:
        """For each place, the maps that show it within their frame."""
        return _by(
            self.kinds["maps"],
            lambda record: (
                [spot.place.id for spot in sheet.spots if spot.sign != "arrow"]
                if (sheet := self.maps[record.id])
                else []
            ),
        )

    @cached_property
    def outcomes(self) -> Lazily[str, Outcome]:
        """What became of each agreement, by its id: its later states, and what the last of them means."""
        agreements = {record.id: record for record in self.kinds["agreements"]}
        return Lazily(agreements, lambda name: self._outcomes.of(agreements[name]))

    @cached_property
    def searched(self) -> tuple[date, date]:
        """The first day the site is about, and the day up to which was searched for what came of it."""
        return self._outcomes.start, self._outcomes.end

    @cached_property
    def _outcomes(self) -> Outcomes:
        return Outcomes(self._content, self._times)

    @cached_property
    def corrections(self) -> Mapping[str, tuple[Correction, ...]]:
        """For each record, the corrections about it."""
        return _by(self.kinds["corrections"], lambda correction: correction.related())

    @cached_property
    def charts(self) -> Mapping[str, Chart | Bars | None]:
        """The drawing of each series, where it has points enough."""
        return {
            series.id: series_chart(
                series,
                [point for point in self.related[series.id] if isinstance(point, Figure)],
                self._content.reader_of_figure,
            )
            for series in self.kinds["series"]
        }

    @cached_property
    def maps(self) -> Mapping[str, MapDrawing | None]:
        """The drawing of each map."""
        return {record.id: map_sheet(self._content, record, self._outcomes) for record in self.kinds["maps"]}

    @cached_property
    def courses(self) -> Lazily[str, tuple[Knot, ...]]:
        """The places of each course of events in their known order, by its id."""
        courses: Mapping[str, Course] = {record.id: record for record in self.kinds["courses"]}
        return Lazily(courses, lambda name: order_of(courses[name], self._content, self._times))

    @cached_property
    def tallies(self) -> Mapping[str, tuple[Tally, ...]]:
        """For each dispute, the pictures of the numbers in it."""
        return _by(self.kinds["tallies"], lambda tally: (tally.dispute,))

    @cached_property
    def counted(self) -> Mapping[str, tuple[Counted, ...]]:
        """For each tally, the numbers of its rows."""
        return {tally.id: counted_rows(self._content, tally) for tally in self.kinds["tallies"]}

    @cached_property
    def shares(self) -> Mapping[str, Shares]:
        """For each picture of a whole, its numbers."""
        return {record.id: shares_of(self._content, record) for record in self.kinds["wholes"]}

    @cached_property
    def images(self) -> Mapping[str, ImageFile]:
        """The file of each image, by the id of its record."""
        return {record.id: self._content.images[record.file] for record in self.kinds["images"]}

    @cached_property
    def phases(self) -> Mapping[str, tuple[Fact, ...]]:
        """Events and developments `before` the day, on the `day` itself and `after` it, each in order."""
        timed = sorted((fact for name in TIMED for fact in self.kinds[name]), key=self._times.key)
        found = _by(timed, lambda fact: (self._times.phase(fact),))
        return {phase: found.get(phase, ()) for phase in PHASES}

    @cached_property
    def day_parts(self) -> Mapping[str, Timed]:
        """What is known of the day itself by its first topic, in the order of the topics; "" for those without."""
        arranged = self._times.arranged(self.phases["day"])
        in_order, apart = (_by(group, lambda fact: fact.topics[:1] or ("",)) for group in arranged)
        return {
            topic: Timed(in_order.get(topic, ()), apart.get(topic, ()))
            for topic in (*self.site.topics, "")
            if topic in in_order or topic in apart
        }

    @cached_property
    def strip(self) -> DateStrip:
        """The strip of dates above the time line."""
        dates = [fact.date for name in TIMED for fact in self.kinds[name] if fact.date]
        return time_strip(dates, self.site.day)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Ids of the actors to whom a record gives words, in order of their names."""
        said = (entry.record.get("attribution") for entry in self._content.facts)
        found = {attribution.by for attribution in said if attribution}
        return tuple(sorted(found, key=lambda by: name_key(self.records[by].label)))

    @cached_property
    def timed_units(self) -> tuple[str, ...]:
        """Units of the figures that are about a period."""
        return tuple(sorted({figure.unit for figure in self.kinds["figures"] if figure.period}, key=name_key))

    @cached_property
    def series_publishers(self) -> Mapping[str, tuple[str, ...]]:
        """For each series, the names of the publishers of its points."""
        return {
            series.id: tuple(
                sorted(
                    {name for point in self.related[series.id] for name in self.publishers_of[point.id]}, key=name_key
                )
            )
            for series in self.kinds["series"]
        }

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Of each base source, which sentences are cited or left out."""
        return tuple(base_coverage(self._content))

    @cached_property
    def read_twice(self) -> int:
        """Number of statements, sentences of pages or whole records, that a second person has read and found right."""
        return len(reviews(self._content).with_verdict("right")) if self._content.reviews else 0

    @cached_property
    def missing_checks(self) -> Mapping[str, tuple[str, ...]]:
        """For each language of the site and of kept texts that lacks words, what is not checked in it, as keys of `t.checks`."""
        kept = (self._content.source_entry(name).record.language for name in self._content.texts)
        languages = dict.fromkeys((self.site.language, *kept))
        return {language: checks for language in languages if (checks := words_of(language).missing_checks)}

    @cached_property
    def old(self) -> Mapping[str, Backlink | Removed]:
        """For each output path of before, what has taken its place, or what became of it."""
        return {former.path: _became(former) for former in self._content.former}

    @cached_property
    def citations(self) -> int:
        """How many citations all facts have."""
        return sum(len(entry.record.cite) for entry in self._content.facts)

    def _each(self, make: Callable[[Fact], T]) -> Lazily[str, T]:
        """Something of each fact, by its id."""
        facts: Mapping[str, Fact] = self.records  # type: ignore[assignment]  # every record of `facts/` is one
        return Lazily(facts, lambda name: make(facts[name]))


PARTS = tuple(name for name, value in vars(SiteData).items() if isinstance(value, cached_property) and name[0] != "_")
"""The names of all that templates can see."""

TIMED = ("events", "developments")
"""The kinds that the time line is made of."""


_LISTS = {
    "timeline": ("event", "development", "course"),
    "agreements": ("agreement", "picture"),
    "voices": ("quote", "comparison"),
    "figures": ("figure", "series", "tally", "whole"),
    "who-and-where": ("actor", "place", "term", "map"),
    "disputes": ("dispute", "unknown"),
    "method": ("inference",),
    "corrections": ("correction",),
    "sources": ("source",),
    "records": ("record",),
}
"""Templates of pages to the kinds of records they list."""


def _became(former: Former) -> Backlink | Removed:
    written = former.entry.record
    if isinstance(written, Removed):
        return written
    label = written.label if isinstance(written, Record) else written.title
    return Backlink(former.new_path, label, former.kind)


def _by(records: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    return {key: tuple(group) for key, group in found.items()}


SPOKEN_OR_DONE = ("events", "agreements", "developments", "quotes", "figures")
"""The kinds of records that tell what somebody said or did."""


def _deeds(kinds: Mapping[str, tuple[Any, ...]], on_day: Collection[Fact], day: Edtf) -> Mapping[str, tuple[Deed, ...]]:
    undated_on_day = {record.id for record in on_day if not record.get("date")}
    deeds = [
        Deed(day if record.id in undated_on_day else record.get("date"), record)
        for name in SPOKEN_OR_DONE
        for record in kinds[name]
    ]
    deeds.sort(key=lambda deed: (deed.date is None, deed.date.sort_key() if deed.date else ()))

    def doers(deed: Deed) -> Iterable[str]:
        said = deed.record.get("attribution")
        own = deed.record.get("actors") or deed.record.get("parties") or ()
        return dict.fromkeys((*((said.by,) if said else ()), *own))

    return _by(deeds, doers)


def _figures_beside(kinds: Mapping[str, tuple[Any, ...]]) -> Mapping[str, tuple[Figure, ...]]:
    passages: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for name in ("events", "agreements", "developments"):
        for record in kinds[name]:
            for cite in record.cite:
                passages[cite.source, cite.words] |= dict.fromkeys(
                    (record.id, *((record.agreement,) if name == "developments" else ()))
                )
    return _by(
        kinds["figures"],
        lambda figure: dict.fromkeys(
            name for cite in figure.cite for name in passages.get((cite.source, cite.words), ())
        ),
    )


def _disputes(kinds: Mapping[str, tuple[Any, ...]]) -> Mapping[str, tuple[Dispute, ...]]:
    spans = _by(kinds["figures"], lambda figure: figure.of)

    def names(dispute: Dispute) -> Iterable[str]:
        """The records of its versions, and the ranges that span them, each once."""
        named = dispute.related()
        return dict.fromkeys((*named, *(figure.id for target in named for figure in spans.get(target, ()))))

    return _by(kinds["disputes"], names)


def _standing(content: Content, fact: Fact, disputes: Mapping[str, tuple[Dispute, ...]]) -> tuple[str, ...]:
    cited = (cite for each in content.supporting_records(fact) for cite in each.cite if not cite.against)
    kinds = {"reported" if cite.claim is not None else "in-source" for cite in cited}
    if fact.inferred or fact.kind == "inference" or fact.get("own_gloss"):
        kinds.add("inferred")
    points = content.related(fact) if fact.kind == "series" else ()
    if fact.kind == "dispute" or any(each.id in disputes for each in (fact, *points)):
        kinds.add("disputed")
    return tuple(kind for kind in ("in-source", "reported", "inferred", "disputed") if kind in kinds)


def _by_form(content: Content, but: Collection[str], credited: Mapping[str, str]) -> Mapping[str, tuple[Source, ...]]:
    """Those of one publisher in order of their dates, those without a date last."""
    sources: list[Source] = [entry.record for entry in content.sources]
    sources.sort(
        key=lambda source: (
            name_key(credited[source.id]),
            source.date_published is None,
            source.date_published.sort_key() if source.date_published else (),
        )
    )
    listed = (source for source in sources if not source.base and source.id not in but)
    found = _by(listed, lambda source: (content.publisher_names[source.publisher].form,))
    return {form: found.get(form, ()) for form in content.site.record.publisher_forms}


def page_url(prose: Prose) -> str:
    """The output path of a Markdown page."""
    return f"{prose.name}.html"


def _page_link(prose: Prose) -> PageLink:
    front = prose.front
    return PageLink(page_url(prose), front.nav or front.title, prose.name, front.description)


def _backlinks(content: Content) -> Mapping[str, tuple[Backlink, ...]]:
    """For each record, the pages and records that refer to it."""
    found: dict[str, list[Backlink]] = defaultdict(list)
    for prose in content.prose:
        place = Backlink(page_url(prose), prose.front.title, "page")
        for block in blocks(prose.body):
            if block.kind == "h2" and block.heading:
                place = Backlink(f"{page_url(prose)}#{block.heading}", block.text, "chapter")
            for link in block.links:
                if link.scheme in ("fact", "show") and place not in found[link.target]:
                    found[link.target].append(place)
    for entry in content.facts:
        if references := entry.record.references:
            own = Backlink(url_of(entry.record), entry.record.label, entry.record.kind)
            for target in references:
                found[target].append(own)
    return {target: tuple(links) for target, links in found.items()}
