"""What the pages show of the content besides the records themselves: evidence, standing, who refers to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Any, NamedTuple, TypeVar

from explainer.content.chronology import PHASES, Chronology, Timed
from explainer.content.content import Content, Former, Prose
from explainer.content.coverage import Coverage, base_coverage
from explainer.content.independence import credit, independent_publishers
from explainer.content.records import (
    KINDS,
    Correction,
    Development,
    Dispute,
    Fact,
    Figure,
    Publisher,
    Record,
    Removed,
    Site,
    Source,
)
from explainer.formats.markdown import blocks
from explainer.graphics.charts import Bars, Chart, Strip, series_chart, time_strip
from explainer.graphics.maps import Sheet, map_sheet
from explainer.locales.catalogue import Catalogue
from explainer.view.citing import url_of
from explainer.view.evidence import Bound, Evidence, Stretch, bound

T = TypeVar("T")


class Mention(NamedTuple):
    """Something that refers to a record: its address, its name, and what it is."""

    url: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who vouches for a record: whose texts its evidence is, as readers are told, and how it stands apart from them.

    Of `remarks` there is none for a record that simply says what its source says; otherwise the kind of a record of
    ours (`dispute`, `unknown`, …), or `inferred`, `disputed`, or both.
    """

    publishers: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """What every template can see of the whole site."""

    site: Site
    """What `site.yaml` holds."""
    catalogue: Catalogue
    """The words of the interface."""
    nav: tuple[Mention, ...]
    """The pages of the menu, in its order."""
    sources: tuple[Source, ...]
    """All sources, in the order of their files."""
    publishers: Mapping[str, Publisher]
    """Publishers by id."""
    kinds: Mapping[str, tuple[Any, ...]]
    """Facts by file name (`events`, `quotes`, …), those with a period or date in its order."""
    records: Mapping[str, Record]
    """Records by id."""
    evidence: Mapping[str, tuple[Evidence, ...]]
    """For each record, what it rests on, in the order in which it cites that."""
    related: Mapping[str, tuple[Fact, ...]]
    """For each record, those whose evidence also bears out what it says: of a series, its points."""
    stretches: Mapping[str, tuple[Stretch, ...]]
    """For each source with a kept text, the stretches of it that records cite, in its order."""
    resting: Mapping[str, tuple[tuple[Fact, str], ...]]
    """For each source without a kept text, the facts that rest on it and what they take from it, in our words."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """For each record that others refer to, the pages and records that do."""
    witnesses: Mapping[str, Witnesses]
    """For each record, who vouches for it."""
    independent: Mapping[str, tuple[tuple[str, ...], ...]]
    """For each fact, the publishers it rests on, by id, in groups of which each counts as one."""
    outlets: Mapping[str, tuple[str, ...]]
    """For each fact, whose texts its outside evidence is, as readers are told."""
    credits: Mapping[str, str]
    """For each source, whose text it is, as readers are told."""
    describes: Mapping[str, tuple[tuple[Publisher, str], ...]]
    """For each source that says what a publisher is, those publishers and what it says, in our words."""
    by_form: Mapping[str, tuple[Source, ...]]
    """The sources that records rest on, but for base sources, by the form of their publisher, in order of its name."""
    about_publishers: frozenset[str]
    """The sources that say what a publisher is and that nothing else rests on."""
    standing: Mapping[str, tuple[str, ...]]
    """For each fact, how it stands: `in-source`, `reported`, `inferred`, `disputed`, in this order.

    A remark on other records stands as they do.
    """
    disputes: Mapping[str, tuple[Dispute, ...]]
    """For each record that a version of a dispute names, and each figure that spans such a one, those disputes."""
    developments: Mapping[str, tuple[Development, ...]]
    """For each agreement, what became of it, in order of date."""
    corrections: Mapping[str, tuple[Correction, ...]]
    """For each record, the corrections about it."""
    charts: Mapping[str, Chart | Bars | None]
    """The drawing of each series, where it has points enough."""
    maps: Mapping[str, Sheet | None]
    """The drawing of each map."""
    phases: Mapping[str, tuple[Fact, ...]]
    """Events and developments `before` the day, on the `day` itself and `after` it, each in order."""
    day_parts: Mapping[str, Timed]
    """What is known of the day itself by its first topic, in the order of the topics; "" for those without."""
    strip: Strip
    """The dates of the time line on one line."""
    listed: Mapping[str, Mention]
    """The page that lists the records of a kind, for each kind that has one."""
    speakers: tuple[str, ...]
    """Ids of the actors to whom a record gives words, in order of their names."""
    timed_units: tuple[str, ...]
    """Units of the figures that are about a period."""
    series_publishers: Mapping[str, tuple[str, ...]]
    """For each series, the names of the publishers of its points."""
    coverage: tuple[Coverage, ...]
    """How much of each base source the records use."""
    old: Mapping[str, Mention | Removed]
    """For each output path of before, what has taken its place, or what became of it."""
    citations: int = field(default=0)
    """How many citations there are."""


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier content without a problem and its overview: what need not be worked out again.

    `same` are the ids of the facts that are as they were and refer, at any remove, only to such; the
    site's own entry, publishers, sources, actors and texts are as they were, too.
    """

    content: Content
    seen: Overview
    same: frozenset[str]


_TIMED = ("events", "developments")
"""The kinds that the time line is made of."""


def overview(content: Content, before: Before | None = None) -> Overview:
    """Everything the templates show that concerns more than one page."""
    order = sorted(content.prose, key=lambda prose: (prose.front.order, prose.name))
    times = Chronology(content)
    kinds = {name: _kind_in_order(content, times, name, before) for name in KINDS}
    disputes = _disputes(kinds)
    since = before if before and kinds["disputes"] is before.seen.kinds["disputes"] else None
    timed = tuple(fact for name in _TIMED for fact in kinds[name])
    known = before.seen if before and all(kinds[name] is before.seen.kinds[name] for name in _TIMED) else None
    phases = known.phases if known else _phases(times, timed)
    last = Bound(before.content, before.seen.evidence, before.seen.stretches) if before else None
    binding = bound(content, last, before.same if before else ())
    describes, resting = _describes(content), _resting(content)
    about_publishers = frozenset(describes) - resting.keys()
    credited = {entry.record.id: credit(content, entry.record) for entry in content.sources}
    return Overview(
        site=content.site.record,
        catalogue=content.catalogue,
        nav=tuple(Mention(page_url(p), p.front.nav, p.name) for p in order if p.front.nav),
        sources=tuple(entry.record for entry in content.sources),
        publishers=content.publisher_names,
        kinds=kinds,
        records=content.records,
        evidence=binding.evidence,
        related=_each(content, "related", content.related, before),
        stretches=binding.stretches,
        resting=resting,
        mentions=_mentions(content),
        witnesses=_each(content, "witnesses", lambda fact: _witnesses(fact, credited, disputes), since),
        independent=_each(content, "independent", lambda fact: independent_publishers(content, fact), since),
        outlets=_each(content, "outlets", lambda fact: _outlets(fact, credited), since),
        credits=credited,
        describes=describes,
        by_form=_by_form(content, about_publishers, credited),
        about_publishers=about_publishers,
        standing=_each(content, "standing", lambda fact: _standing(content, fact, disputes), since),
        disputes=disputes,
        developments=_by(kinds["developments"], lambda development: (development.agreement,)),
        corrections=_by(kinds["corrections"], lambda correction: correction.related()),
        charts={
            series.id: series_chart(series, [point for point in content.related(series) if isinstance(point, Figure)])
            for series in kinds["series"]
        },
        maps={record.id: map_sheet(content, record) for record in kinds["maps"]},
        phases=phases,
        day_parts=known.day_parts if known else _day_parts(content, times, phases["day"]),
        strip=known.strip if known else time_strip([fact.date for fact in timed if fact.date], content.site.record.day),
        listed=_listed(order),
        speakers=_speakers(content),
        timed_units=tuple(sorted({figure.unit for figure in kinds["figures"] if figure.period})),
        series_publishers={series.id: _publishers(content, series, credited) for series in kinds["series"]},
        coverage=tuple(base_coverage(content)),
        old={former.path: _became(former) for former in content.former},
        citations=sum(len(entry.record.cite) for entry in content.facts),
    )


_LISTS = {
    "timeline": ("event", "development"),
    "agreements": ("agreement",),
    "voices": ("quote",),
    "figures": ("figure", "series"),
    "who-and-where": ("actor", "place", "term", "map"),
    "disputes": ("dispute", "unknown"),
    "method": ("inference",),
    "corrections": ("correction",),
}
"""Templates of pages to the kinds of records they list."""


def _listed(order: Iterable[Prose]) -> Mapping[str, Mention]:
    return {
        kind: Mention(page_url(prose), prose.front.nav or prose.front.title, "page")
        for prose in order
        for kind in _LISTS.get(prose.front.template, ())
    }


def _each(content: Content, name: str, make: Callable[[Fact], T], before: Before | None) -> dict[str, T]:
    """Something of each fact, by id: as it was before, or made anew."""
    known, same = (getattr(before.seen, name), before.same) if before else ({}, frozenset[str]())
    return {
        entry.record.id: known[entry.record.id] if entry.record.id in same else make(entry.record)
        for entry in content.facts
    }


def _kind_in_order(content: Content, times: Chronology, name: str, before: Before | None) -> tuple[Any, ...]:
    facts = content.of_kind(KINDS[name].kind)
    if before and before.same.issuperset(fact.id for fact in facts):
        old = before.content.of_kind(KINDS[name].kind)
        if len(facts) == len(old) and all(map(is_, facts, old)):
            return before.seen.kinds[name]
    return tuple(sorted(facts, key=times.key))


def _became(former: Former) -> Mention | Removed:
    written = former.entry.record
    if isinstance(written, Removed):
        return written
    label = written.label if isinstance(written, Record) else written.title
    return Mention(former.new_path, label, former.kind)


def _by(records: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    return {key: tuple(group) for key, group in found.items()}


def _resting(content: Content) -> Mapping[str, tuple[tuple[Fact, str], ...]]:
    found: dict[str, list[tuple[Fact, str]]] = defaultdict(list)
    for entry in content.facts:
        for cite in entry.record.cite:
            if cite.exact is None:
                found[cite.source].append((entry.record, cite.words))
    return {source: tuple(facts) for source, facts in found.items()}


def _disputes(kinds: Mapping[str, tuple[Any, ...]]) -> Mapping[str, tuple[Dispute, ...]]:
    spans = _by(kinds["figures"], lambda figure: figure.of)

    def names(dispute: Dispute) -> Iterable[str]:
        """The records of its versions, and the ranges that span them, each once."""
        named = dispute.related()
        return dict.fromkeys((*named, *(figure.id for target in named for figure in spans.get(target, ()))))

    return _by(kinds["disputes"], names)


def _standing(content: Content, fact: Fact, disputes: Mapping[str, tuple[Dispute, ...]]) -> tuple[str, ...]:
    cited = (cite for each in content.basis_of(fact) for cite in each.cite if not cite.against)
    kinds = {"in-source" if cite.exact else "reported" for cite in cited}
    if fact.inferred or fact.kind == "inference" or fact.get("own_gloss"):
        kinds.add("inferred")
    points = content.related(fact) if fact.kind == "series" else ()
    if fact.kind == "dispute" or any(each.id in disputes for each in (fact, *points)):
        kinds.add("disputed")
    return tuple(kind for kind in ("in-source", "reported", "inferred", "disputed") if kind in kinds)


def _phases(times: Chronology, facts: Iterable[Fact]) -> Mapping[str, tuple[Fact, ...]]:
    found = _by(sorted(facts, key=times.key), lambda fact: (times.phase(fact),))
    return {phase: found.get(phase, ()) for phase in PHASES}


def _day_parts(content: Content, times: Chronology, facts: Sequence[Fact]) -> Mapping[str, Timed]:
    in_order, apart = (_by(group, lambda fact: fact.topics[:1] or ("",)) for group in times.arranged(facts))
    return {
        topic: Timed(in_order.get(topic, ()), apart.get(topic, ()))
        for topic in (*content.site.record.topics, "")
        if topic in in_order or topic in apart
    }


def _speakers(content: Content) -> tuple[str, ...]:
    said = (getattr(entry.record, "attribution", None) for entry in content.facts)
    found = {attribution.by for attribution in said if attribution}
    return tuple(sorted(found, key=lambda by: content.records[by].label))


def _publishers(content: Content, series: Fact, credited: Mapping[str, str]) -> tuple[str, ...]:
    names = {credited[cite.source] for point in content.related(series) for cite in point.cite}
    return tuple(sorted(names, key=str.casefold))


def _by_form(content: Content, but: Collection[str], credited: Mapping[str, str]) -> Mapping[str, tuple[Source, ...]]:
    """Those of one publisher in order of their dates, those without a date last."""
    sources: list[Source] = [entry.record for entry in content.sources]
    sources.sort(
        key=lambda source: (
            credited[source.id].casefold(),
            source.date_published is None,
            source.date_published.sort_key() if source.date_published else (),
        )
    )
    listed = (source for source in sources if not source.base and source.id not in but)
    found = _by(listed, lambda source: (content.publisher_names[source.publisher].form,))
    return {form: found.get(form, ()) for form in content.site.record.publisher_forms}


def _describes(content: Content) -> Mapping[str, tuple[tuple[Publisher, str], ...]]:
    found: dict[str, list[tuple[Publisher, str]]] = defaultdict(list)
    for entry in content.publishers:
        for claim in entry.record.cite:
            found[claim.source].append((entry.record, claim.claim))
    return {source: tuple(publishers) for source, publishers in found.items()}


def _outlets(fact: Fact, credited: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(credited[cite.source] for cite in fact.cite if cite.exact is None))


def _witnesses(fact: Fact, credited: Mapping[str, str], disputes: Mapping[str, tuple[Dispute, ...]]) -> Witnesses:
    publishers = dict.fromkeys(credited[cite.source] for cite in fact.cite)
    inferred = fact.kind == "inference" or fact.inferred or fact.get("own_gloss")
    remarks = {
        fact.kind: fact.kind in ("dispute", "unknown", "series", "correction"),
        "inferred": inferred,
        "disputed": fact.id in disputes,
    }
    return Witnesses(
        () if fact.kind == "inference" else tuple(publishers), tuple(name for name, holds in remarks.items() if holds)
    )


def page_url(prose: Prose) -> str:
    """The output path of a Markdown page."""
    return f"{prose.name}.html"


def _mentions(content: Content) -> Mapping[str, tuple[Mention, ...]]:
    """For each record, the pages and records that refer to it."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for prose in content.prose:
        mention = Mention(page_url(prose), prose.front.title, "page")
        links = [link for block in blocks(prose.body) for link in block.links]
        for target in dict.fromkeys(link.target for link in links if link.scheme in ("fact", "show")):
            found[target].append(mention)
    for entry in content.facts:
        if leads := entry.record.leads:
            mention = Mention(url_of(entry.record), entry.record.label, entry.record.kind)
            for target in leads:
                found[target].append(mention)
    return {target: tuple(mentions) for target, mentions in found.items()}
