"""What pages that list records hold, sorted and grouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from explainer.content.records import Actor, Quote, Source
from explainer.view.ledger import by_first_topic
from explainer.view.site_data import SiteData

Section = tuple[str, str]
"""A section of a page: its id and its title."""


def sections(groups: Iterable[Any]) -> tuple[Section, ...]:
    """The sections of a page that these groups make, by their `id` and `title`."""
    return tuple((group.id, group.title) for group in groups)


def figure_sections(data: SiteData) -> tuple[Section, ...]:
    """The sections of the page of figures: its pictures, then the topics of single figures."""
    pictures = (record for name in ("series", "wholes", "tallies") for record in data.kinds[name])
    topics = enumerate(single_figures(data), 1)
    other = data.catalogue.figures.other
    return (
        *((f"{record.kind}-{record.id}", record.title) for record in pictures),
        *((f"figures-{number}", topic.title or other) for number, topic in topics if topic.title or number > 1),
    )


def question_sections(data: SiteData) -> tuple[Section, ...]:
    """The sections of the page of disputes and open questions: each dispute, and all that was not found."""
    t, kinds = data.catalogue.disputes, data.kinds
    disputes = (("disputes", t.disputes), *((record.id, record.title) for record in kinds["disputes"]))
    return (*(disputes if kinds["disputes"] else ()), *((("unknowns", t.unknowns),) if kinds["unknowns"] else ()))


class Speaker(NamedTuple):
    """An actor or document that is quoted, with the quotations; `id` and `title` are those of the section."""

    id: str
    title: str
    actor: Any
    quotes: tuple[Quote, ...]


class TopicGroup(NamedTuple):
    """A topic and the records that belong to it."""

    title: str
    records: tuple[Any, ...]


class Voices(NamedTuple):
    """Quotations by speaker, who is quoted most first, and by topic; `usual` is the wording most of them have."""

    speakers: tuple[Speaker, ...]
    topics: tuple[TopicGroup, ...]
    usual: str


def voices(data: SiteData) -> Voices:
    """The page of quotations."""
    quotes: Sequence[Quote] = data.kinds["quotes"]
    said: dict[str, list[Quote]] = {}
    wordings: dict[str, int] = {}
    for quote in quotes:
        said.setdefault(quote.attribution.by if quote.attribution else quote.cite[0].source, []).append(quote)
        wordings[quote.wording] = wordings.get(quote.wording, 0) + 1
    found, documents = [], {source.id: source for source in data.sources}
    for by in sorted(said, key=lambda by: (-len(said[by]), by)):
        actor: Any = data.records.get(by) or documents[by]
        found.append(Speaker(f"{by}-said", actor.label, actor, tuple(said[by])))
    usual = max(sorted(wordings), key=lambda wording: wordings[wording], default="")
    return Voices(tuple(found), _by_topic(quotes, data), usual)


def _by_topic(records: Sequence[Any], data: SiteData) -> tuple[TopicGroup, ...]:
    """The topics that a record belongs to, each with all of its records."""
    found = (
        TopicGroup(title, tuple(record for record in records if topic in record.topics))
        for topic, title in data.site.topics.items()
    )
    return tuple(topic for topic in found if topic.records)


class RecordFilters(NamedTuple):
    """What the list of all records can be narrowed by, each as (value, words)."""

    kinds: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    speakers: tuple[tuple[str, str], ...]


def record_filters(data: SiteData) -> RecordFilters:
    """The kinds that have records, all topics, and everybody to whom a record gives words."""
    t = data.catalogue
    return RecordFilters(
        tuple((name, t.kinds[name]) for name, facts in data.kinds.items() if facts),
        tuple(data.site.topics.items()),
        tuple((by, data.records[by].label) for by in data.speakers),
    )


def single_figures(data: SiteData) -> tuple[TopicGroup, ...]:
    """The figures that are no points of a series, by their first topic; those without one last, without a title."""
    single = by_first_topic((figure for figure in data.kinds["figures"] if not figure.series), data)
    topics = data.site.topics
    groups = groupby(single, lambda figure: topics[figure.topics[0]] if figure.topics else "")
    return tuple(TopicGroup(title, tuple(figures)) for title, figures in groups)


class ListPart(NamedTuple):
    """A part of a list: what it holds, and the address of the page that has it if it has one of its own."""

    id: str
    title: str
    records: tuple[Any, ...]
    url: str


def actor_groups(data: SiteData) -> tuple[ListPart, ...]:
    """People and bodies by their form."""
    actors: Sequence[Actor] = data.kinds["actors"]
    return _parts(
        {
            form: (label, [actor for actor in actors if actor.form == form])
            for form, label in data.site.actor_forms.items()
        },
        (),
    )


def places_and_terms(parts: Sequence[tuple[str, str]], data: SiteData) -> tuple[ListPart, ...]:
    """Places and terms; `parts` are those with a page of their own, as (name, address)."""
    t = data.catalogue
    return _parts({name: (t.kinds[name], data.kinds[name]) for name in ("places", "terms")}, parts)


def source_groups(parts: Sequence[tuple[str, str]], data: SiteData) -> tuple[ListPart, ...]:
    """The sources by the form of their publisher; `parts` are those with a page of their own, as (form, address)."""
    labels = data.site.publisher_forms
    return _parts({form: (label, data.by_form[form]) for form, label in labels.items()}, parts)


def publisher_names(sources: Iterable[Source], data: SiteData) -> str:
    """The names of those who published some sources, each once."""
    return ", ".join(data.publishers[name].name for name in dict.fromkeys(source.publisher for source in sources))


def _parts(groups: Mapping[str, tuple[str, Sequence[Any]]], parts: Sequence[tuple[str, str]]) -> tuple[ListPart, ...]:
    """The groups that hold anything, by id, as (title, records)."""
    pages = dict(parts)
    return tuple(
        ListPart(name, title, tuple(records), pages.get(name, ""))
        for name, (title, records) in groups.items()
        if records
    )


def base_sources(data: SiteData) -> tuple[Source, ...]:
    """The sources of which every sentence is accounted for."""
    return tuple(source for source in data.sources if source.base)
