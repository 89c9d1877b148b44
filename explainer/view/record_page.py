"""What the page of a record shows besides its card: the answer, the evidence, and the records around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any, NamedTuple

from explainer.content.coverage import merge
from explainer.content.records import Agreement, Fact, Figure, Map, Source
from explainer.text.casing import upper_first
from explainer.text.dates import Edtf
from explainer.text.sorting import name_key
from explainer.text.source_text import Span
from explainer.view.citing import url_of
from explainer.view.evidence import Evidence
from explainer.view.ledger import LedgerEntry, ledger_entry
from explainer.view.site_data import Backlink, SiteData
from explainer.view.support import Support, support

SHOWN_PASSAGES = 3
"""How many passages stand open on the page of a record."""

SHOWN_LINKS = 5
"""How many related pages it names before it folds the rest."""

SHOWN_FIGURES = 6
"""How many figures stand beside it."""


class Passage(NamedTuple):
    """What one sentence or page says: pieces as (whether a citation has these words, words), and where they stand.

    `original` is the address of the words on the page they come from.
    """

    pieces: tuple[tuple[bool, str], ...]
    url: str
    locator: str
    original: str


class PassageGroup(NamedTuple):
    """Passages of one source under its publisher.

    `record` is the record they are evidence of, where that is another than the page's and is not named above; `host`
    is that of the original. `bound` are words of a kept text, others an account of ours; those `against` a record say
    otherwise. Without `passages` all evidence of `record` stands above; `repeated` says that some does.
    """

    record: Any
    source: Source | None = None
    bound: bool = False
    against: bool = False
    passages: tuple[Passage, ...] = ()
    repeated: bool = False


class OtherName(NamedTuple):
    """Words of the evidence that mean these records without naming them."""

    words: str
    records: tuple[str, ...]


class DeedGroup(NamedTuple):
    """What is told of an actor on one date, None if that is not known."""

    date: Edtf | None
    records: tuple[Any, ...]


class MappedPlaces(NamedTuple):
    """A map with those of a record's places that are on it."""

    map: Map
    places: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What the page of a record shows besides its card.

    `label` says in a reader's words what it is, term by term; `ledger` is that of an agreement, `answer` in a sentence or two what
    the page is about, and `support` what the answer rests on. Of the evidence, `passages` stand open and `folded` are
    behind a button, which counts `folded_count`, and those of the records `elsewhere` stand on their pages; `publishers`
    says who of them count as one. `see_also` are records that it is about and that have no evidence of their own, `deeds`
    what is told of an actor, `related` the nearest pages, `backlinks` all that refer to it but what stands on the page
    already. The picture of one that is `wide` takes the margin, too.
    """

    label: tuple[str, ...]
    answer: str
    support: Support
    ledger: LedgerEntry | None
    publishers: str
    passages: tuple[PassageGroup, ...]
    folded: tuple[PassageGroup, ...]
    folded_count: int
    elsewhere: tuple[Any, ...]
    see_also: tuple[Any, ...]
    other_names: tuple[OtherName, ...]
    deeds: tuple[DeedGroup, ...]
    figures: tuple[Figure, ...]
    maps: tuple[MappedPlaces, ...]
    related: tuple[Backlink, ...]
    backlinks: tuple[Backlink, ...]
    wide: bool


_WIDE = ("map", "series", "picture", "course", "tally", "whole", "comparison")
"""The kinds of records that are pictures."""

_ON_CARD = {"agreement": "development", "series": "figure"}
"""The kind of records that the card of a record shows, by its own kind."""


def record_page(record: Fact, data: SiteData) -> RecordPage:
    """What the page of a record shows."""
    deeds = _deeds(record, data) if record.kind == "actor" else ()
    on_page = {url_of(each) for group in deeds for each in group.records}
    backlinks = tuple(
        link
        for link in data.backlinks.get(record.id, ())
        if link.kind != _ON_CARD.get(record.kind) and link.url not in on_page
    )
    related = tuple(_related(record, backlinks, data))
    ledger = ledger_entry(record, data) if isinstance(record, Agreement) else None
    shown, rest = _fold(tuple(_passage_groups(record, ledger, data)))
    # What is folded of other records stands on their pages.
    elsewhere = tuple(group.record for group in rest if group.record)
    folded = rest[: next((at for at, group in enumerate(rest) if group.record), len(rest))]
    return RecordPage(
        label=_label(record, data),
        answer=_answer(record, ledger, data),
        # What somebody did has its evidence below, which says more than that of the name.
        support=Support("", "") if deeds else support(ledger.done if ledger and ledger.done else record, data),
        ledger=ledger,
        publishers=_publishers(record, data),
        passages=shown,
        folded=folded,
        folded_count=sum(len(group.passages) for group in folded),
        elsewhere=elsewhere,
        see_also=tuple(other for other in data.related[record.id] if not data.evidence[other.id]),
        other_names=_other_names(record),
        deeds=deeds,
        figures=data.figures_beside.get(record.id, ())[:SHOWN_FIGURES],
        maps=_maps(record, data),
        related=related[:SHOWN_LINKS],
        backlinks=backlinks if len(related) > SHOWN_LINKS else (),
        wide=record.kind in _WIDE or record.id in data.tallies,
    )


def _label(record: Fact, data: SiteData) -> tuple[str, ...]:
    """What a record is, in a reader's words, of what form, and on what."""
    t, site, form = data.catalogue, data.site, record.get("form")
    forms = {"agreement": site.agreement_forms, "place": site.place_forms}.get(record.kind, {})
    parts = [t.kind[_kind(record, data)], *([forms[form]] if form in forms else ())]
    parts += [record.get("office")] if record.get("office") else []
    parts += [site.topics[topic] for topic in record.topics]
    return tuple(dict.fromkeys(map(upper_first, parts)))


def _answer(record: Fact, ledger: LedgerEntry | None, data: SiteData) -> str:
    if ledger is None:
        # A map is described where it is drawn, a figure answers with its number.
        return "" if record.kind in ("map", "figure") else str(record.get("summary") or "")
    t, states = data.catalogue, data.site.states
    if ledger.done:
        return str(t.ledger.answer(state=states[ledger.done.state], title=ledger.done.title))
    if ledger.continued:
        return str(
            t.ledger.answer(state=states[ledger.record.state], title=t.ledger.see(agreement=ledger.continued.label))
        )
    since = t.ledger.no_further_state if ledger.mention else t.ledger.nothing_found_to(date=t.date(data.site.as_of))
    return str(t.ledger.answer(state=states[ledger.record.state], title=since.removesuffix(".")))


def _publishers(record: Fact, data: SiteData) -> str:
    """Who of the publishers count as one, in words."""
    groups = data.independent[record.id] if data.evidence[record.id] else ()
    t = data.catalogue
    names = ([data.publishers[each].name for each in group] for group in groups if len(group) > 1)
    return " ".join(t.record.one_publisher(names=t.listed(each)) for each in names)


def _passage_groups(record: Fact, ledger: LedgerEntry | None, data: SiteData) -> Iterator[PassageGroup]:
    """The evidence of a record and of those it rests on, by source; what stands above is not printed again."""
    printed = list(data.evidence[record.id])
    yield from _by_source(None, printed, repeated=False)
    for other in (*data.related[record.id], *([ledger.done] if ledger and ledger.done else ())):
        evidence = data.evidence[other.id]
        fresh = [item for item in evidence if item not in printed]
        if fresh:
            yield from _by_source(other, fresh, repeated=len(fresh) < len(evidence))
        elif evidence:
            yield PassageGroup(other, repeated=True)
        printed += fresh


def _by_source(record: Fact | None, items: Iterable[Evidence], *, repeated: bool) -> Iterator[PassageGroup]:
    found: dict[tuple[str, str, bool], list[Evidence]] = {}
    for item in items:
        found.setdefault((item.source.id, item.kind, item.against), []).append(item)
    for group in found.values():
        source = group[0].source
        bound = group[0].kind == "in-source"
        yield PassageGroup(record, source, bound, group[0].against, tuple(_passages(group)), repeated)
        record, repeated = None, False


def _passages(items: Iterable[Evidence]) -> Iterator[Passage]:
    """The passages of one source; those of one sentence are one."""
    sentences: dict[str, list[Evidence]] = {}
    for item in items:
        sentences.setdefault(f"{item.before}{item.words}{item.after}", []).append(item)
    for text, cited in sentences.items():
        spans = merge(sorted(Span(len(item.before), len(item.before) + len(item.words)) for item in cited))
        edges = [0, *chain.from_iterable((span.start, span.end) for span in spans), len(text)]
        pieces = ((at % 2 == 1, text[start:end]) for at, (start, end) in enumerate(pairwise(edges)) if start < end)
        yield Passage(tuple(pieces), cited[0].url, cited[0].locator, cited[0].original)


def _fold(groups: Sequence[PassageGroup]) -> tuple[tuple[PassageGroup, ...], tuple[PassageGroup, ...]]:
    """The groups that stand open, and the others; one passage more than there is room for is no reason to fold."""
    if sum(len(group.passages) for group in groups) <= SHOWN_PASSAGES + 1:
        return tuple(groups), ()
    shown = 0
    for at, group in enumerate(groups):
        if shown >= SHOWN_PASSAGES:
            return tuple(groups[:at]), tuple(groups[at:])
        shown += len(group.passages)
    return tuple(groups), ()


def _other_names(record: Fact) -> tuple[OtherName, ...]:
    found: dict[str, list[str]] = {}
    for target, words in record.meant.items():
        found.setdefault(words, []).append(target)
    return tuple(
        OtherName(words, tuple(targets)) for words, targets in sorted(found.items(), key=lambda item: name_key(item[0]))
    )


def _deeds(actor: Fact, data: SiteData) -> tuple[DeedGroup, ...]:
    """What an actor said and took part in, by date."""
    groups = groupby(data.deeds.get(actor.id, ()), lambda deed: deed.date)
    return tuple(DeedGroup(date, tuple(deed.record for deed in deeds)) for date, deeds in groups)


def _maps(record: Fact, data: SiteData) -> tuple[MappedPlaces, ...]:
    """The maps that have the places of a record and of its later states, or this place; none beside a map itself."""
    if record.kind == "map":
        return ()
    found: dict[str, MappedPlaces] = {}
    stated = (place for each in (record, *data.developments.get(record.id, ())) for place in each.get("places") or ())
    for place in (record.id,) if record.kind == "place" else dict.fromkeys(stated):
        for shown in data.maps_with.get(place, ()):
            places = found[shown.id].places if shown.id in found else ()
            found[shown.id] = MappedPlaces(shown, (*places, data.records[place]))
    return tuple(found.values())


_NEAREST = ("dispute", "unknown", "agreement", "chapter", "development", "event", "series", "figure", "quote")
"""The kinds of pages that are named first among what is related; others follow as they come."""


def _related(record: Fact, backlinks: Sequence[Backlink], data: SiteData) -> Iterator[Backlink]:
    """The pages around a record, the nearest first, each once: those it refers to, then those that refer to it."""
    steps = {step.id for step in data.developments.get(record.id, ())}
    named = {other.id for other in data.related[record.id]} | steps
    targets = (data.records[name] for name in record.references if name not in named)
    around = {link.url: link for link in backlinks}
    around = {url_of(each): Backlink(url_of(each), each.label, _kind(each, data)) for each in targets} | around
    rank = {kind: at for at, kind in enumerate(_NEAREST)}
    yield from sorted(around.values(), key=lambda link: rank.get(link.kind, len(rank)))


def _kind(record: Any, data: SiteData) -> str:
    """The key of what a record is in `t.kind`: people and bodies have one each."""
    form = str(record.get("form"))
    return form if record.kind == "actor" and form in vars(data.catalogue.kind) else str(record.kind)
