"""Stage 3: `Content` becomes the list of pages, with everything their templates show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from explainer.charts import Chart, series_chart
from explainer.coverage import Coverage, base_coverage, merge, passages_of
from explainer.maps import Sheet, map_sheet
from explainer.model import (
    KINDS,
    Citation,
    Content,
    Correction,
    Development,
    Dispute,
    Event,
    Fact,
    Figure,
    Prose,
    Publisher,
    Record,
    Site,
    Source,
)
from explainer.passages import Span
from explainer.prose import blocks
from explainer.wording import PARTS_OF_DAY

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Page:
    """One page to render: `url` is the output path, `data` what its template sees besides the overview."""

    url: str
    title: str
    description: str
    template: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as a reader sees it. `kind` is `in-source` or `reported`; `url` leads to the passage."""

    kind: str
    words: str
    source: Source
    locator: str
    url: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A cited stretch of a kept text: overlapping passages joined; `facts` are those that rest on it."""

    anchor: str
    locator: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that refers to a record: its address, its name, and what it is."""

    url: str
    label: str
    kind: str


@dataclass(frozen=True)
class Overview:
    """What every template can see of the whole site."""

    site: Site
    nav: tuple[Mention, ...]
    sources: tuple[Source, ...]
    publishers: Mapping[str, Publisher]
    kinds: Mapping[str, tuple[Any, ...]]
    """Facts by file name (`events`, `quotes`, …), those with a date in its order."""
    records: Mapping[str, Record]
    evidence: Mapping[str, tuple[Evidence, ...]]
    related: Mapping[str, tuple[Fact, ...]]
    """For each record, those whose evidence also bears out what it says: of a series, its points."""
    stretches: Mapping[str, tuple[Stretch, ...]]
    mentions: Mapping[str, tuple[Mention, ...]]
    standing: Mapping[str, tuple[str, ...]]
    """For each fact, how it stands: `in-source`, `reported`, `inferred`, `disputed`, in this order.

    A remark on other records stands as they do.
    """
    disputes: Mapping[str, tuple[Dispute, ...]]
    """For each record that a version of a dispute names, those disputes."""
    developments: Mapping[str, tuple[Development, ...]]
    """For each agreement, what became of it, in order of date."""
    corrections: Mapping[str, tuple[Correction, ...]]
    """For each record, the corrections about it."""
    charts: Mapping[str, Chart | None]
    """The drawing of each series, where it has points enough."""
    maps: Mapping[str, Sheet | None]
    """The drawing of each map."""
    phases: Mapping[str, tuple[Fact, ...]]
    """Events and developments `before` the day, on the `day` itself and `after` it, each in order."""
    coverage: tuple[Coverage, ...]
    citations: int = field(default=0)


def url_of(record: Record) -> str:
    """The output path of a record's page."""
    return f"{'sources' if isinstance(record, Source) else 'facts'}/{record.id}.html"


def overview(content: Content) -> Overview:
    """Everything the templates show that concerns more than one page."""
    order = sorted(content.prose, key=lambda prose: (prose.front.order, prose.name))
    stretches = {source: _stretches(content, source) for source in content.texts}
    kinds = {
        name: tuple(sorted(content.of_kind(model.kind), key=lambda fact: _when(content, fact)))
        for name, model in KINDS.items()
    }
    disputes = _by(kinds["disputes"], lambda dispute: dispute.related())
    return Overview(
        site=content.site.record,
        nav=tuple(Mention(page_url(p), p.front.nav, p.name) for p in order if p.front.nav),
        sources=tuple(entry.record for entry in content.sources),
        publishers=content.publisher_names,
        kinds=kinds,
        records=content.records,
        evidence={
            entry.record.id: tuple(_evidence(content, stretches, cite) for cite in entry.record.cite)
            for entry in content.facts
        },
        related={entry.record.id: content.related(entry.record) for entry in content.facts},
        stretches={name: tuple(stretch for _, stretch in found) for name, found in stretches.items()},
        mentions=_mentions(content),
        standing={entry.record.id: _standing(content, entry.record, disputes) for entry in content.facts},
        disputes=disputes,
        developments=_by(kinds["developments"], lambda development: (development.agreement,)),
        corrections=_by(kinds["corrections"], lambda correction: correction.related()),
        charts={
            series.id: series_chart(series, [point for point in content.related(series) if isinstance(point, Figure)])
            for series in kinds["series"]
        },
        maps={record.id: map_sheet(content, record) for record in kinds["maps"]},
        phases=_phases(content, (*kinds["events"], *kinds["developments"])),
        coverage=tuple(base_coverage(content)),
        citations=sum(len(entry.record.cite) for entry in content.facts),
    )


def list_pages(content: Content, seen: Overview) -> list[Page]:
    """Every page of the site, in a fixed order."""
    pages = [
        Page(page_url(prose), prose.front.title, prose.front.description, prose.front.template, {"prose": prose})
        for prose in content.prose
    ]
    for facts in seen.kinds.values():
        for index, fact in enumerate(facts):
            neighbours = {
                "previous": facts[index - 1] if index else None,
                "following": facts[index + 1] if index + 1 < len(facts) else None,
            }
            description = getattr(fact, "summary", None) or getattr(fact, "text", None) or fact.label
            pages.append(Page(url_of(fact), fact.label, description, "record", {"record": fact, **neighbours}))
    for source in seen.sources:
        pages.append(Page(url_of(source), source.title, source.note or source.title, "source", {"source": source}))
    pages.append(Page("404.html", "Page not found", "This address leads to no page.", "404", {}))
    return pages


def _by(facts: Iterable[F], keys: Callable[[F], Iterable[str]]) -> dict[str, tuple[F, ...]]:
    found: dict[str, list[F]] = defaultdict(list)
    for fact in facts:
        for key in keys(fact):
            found[key].append(fact)
    return {key: tuple(group) for key, group in found.items()}


def _standing(content: Content, fact: Fact, disputes: Mapping[str, tuple[Dispute, ...]]) -> tuple[str, ...]:
    kinds = {"in-source" if cite.exact else "reported" for each in content.basis_of(fact) for cite in each.cite}
    if fact.inferred or fact.kind == "inference":
        kinds.add("inferred")
    if fact.id in disputes or fact.kind == "dispute":
        kinds.add("disputed")
    return tuple(kind for kind in ("in-source", "reported", "inferred", "disputed") if kind in kinds)


def _phases(content: Content, facts: tuple[Any, ...]) -> Mapping[str, tuple[Fact, ...]]:
    day = content.site.record.day
    found: dict[str, list[Fact]] = {"before": [], "day": [], "after": []}
    for fact in sorted(facts, key=lambda fact: _when(content, fact)):
        if fact.date.last.latest() < day.start.earliest():
            found["before"].append(fact)
        elif fact.date.start.earliest() > day.last.latest():
            found["after"].append(fact)
        else:
            # A year or month that only holds the day says nothing about the day itself.
            within = fact.date.start.precision == "day"
            found["day" if within else "before"].append(fact)
    return {phase: tuple(group) for phase, group in found.items()}


def page_url(prose: Prose) -> str:
    """The output path of a Markdown page."""
    return f"{prose.name}.html"


def _when(content: Content, fact: Fact) -> tuple[Any, ...]:
    """Sorts by date and time; what is only known to have followed something sorts right after it."""
    if isinstance(fact, Event) and isinstance(earlier := content.records.get(fact.after or ""), Event):
        follows = _when(content, earlier)
        if fact.date.sort_key() <= earlier.date.sort_key():
            return (*follows, "after")
    date = getattr(fact, "date", None)
    if date is None:
        return (1,)
    time = getattr(fact, "time", None) or ""
    clock = {"night": "03:00", "morning": "09:00", "noon": "12:00", "afternoon": "15:00", "evening": "19:00"}
    return 0, date.sort_key(), clock[time] if time in PARTS_OF_DAY else time


def _stretches(content: Content, source: str) -> list[tuple[Span, Stretch]]:
    """The cited stretches of a kept text in its order, each with an address made of paragraph and sentence."""
    text = content.texts[source]
    passages = passages_of(content, source)
    found: list[tuple[Span, Stretch]] = []
    taken: dict[str, int] = defaultdict(int)
    for span in merge([span for span, _ in passages]):
        at = next(sentence for sentence in text.sentences if sentence.span.end > span.start)
        anchor = f"p{at.paragraph}-s{at.number}"
        taken[anchor] += 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        ids = dict.fromkeys(record for inner, record in passages if inner.within(span))
        facts = tuple(fact for name in ids if isinstance(fact := content.records[name], Fact))
        locator = f"paragraph {at.paragraph}, sentence {at.number}"
        found.append((span, Stretch(anchor, locator, text.raw[span.start : span.end], facts)))
    return found


def _evidence(content: Content, stretches: Mapping[str, list[tuple[Span, Stretch]]], cite: Citation) -> Evidence:
    source: Source = content.source_entry(cite.source).record
    if cite.exact is None:
        return Evidence("reported", cite.words, source, cite.locator or "", url_of(source))
    span = content.spans(cite)[0]
    stretch = next(stretch for whole, stretch in stretches[cite.source] if span.within(whole))
    raw = content.texts[cite.source].raw[span.start : span.end]
    return Evidence("in-source", raw, source, cite.locator or stretch.locator, f"{url_of(source)}#{stretch.anchor}")


def _mentions(content: Content) -> Mapping[str, tuple[Mention, ...]]:
    """For each record, the pages and records that refer to it."""
    found: dict[str, dict[Mention, None]] = defaultdict(dict)
    for prose in content.prose:
        mention = Mention(page_url(prose), prose.front.title, "page")
        for block in blocks(prose.body):
            for link in block.links:
                if link.scheme in ("fact", "show"):
                    found[link.target][mention] = None
    for entry in content.facts:
        record = entry.record
        for _, _, target in record.mentions_of():
            found[target][Mention(url_of(record), record.label, record.kind)] = None
    return {target: tuple(mentions) for target, mentions in found.items()}
