"""What the page shows that leads to all that can be checked: what the site rests on, what is disputed and not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Publisher, Source
from explainer.text.source_text import SourceText
from explainer.view.lists import Section
from explainer.view.site_data import SiteData
from explainer.view.support import base_name, publishers_kind

ROW = 12
"""How many squares stand in a row."""

PITCH = 21
"""Distance of the squares, in units of their drawing, which is as wide as there is room."""

GAP = 6
"""From the end of one to the next."""

FORMS = 8
"""How many forms of publishers are named; the others are counted together, if they are more than one."""

FEW = 5
"""How many disputes, and how many open questions, are named."""

MANY = 6
"""How many publishers are named."""


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How many records rest on `several` independent publishers, on `one` or on the `base` source alone, and in words what on.

    `share` is their share of all, in words.
    """

    kind: str
    words: str
    count: int
    share: str

    @property
    def full(self) -> int:
        """The height of the full rows, without the gap below them, in which the next row would show."""
        return max(self.count // ROW * PITCH - GAP, 0)

    @property
    def rest(self) -> int:
        """The length of the row below them, which is not full."""
        return max(self.count % ROW * PITCH - GAP, 0)

    @property
    def below(self) -> int:
        """Where that row begins."""
        return self.count // ROW * PITCH

    @property
    def width(self) -> int:
        """The length of a full row."""
        return ROW * PITCH - GAP

    @property
    def height(self) -> int:
        """The height of all rows."""
        return -(-self.count // ROW) * PITCH - GAP


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many citations are of publishers of a form; `share` is that of the most frequent form, in percent."""

    title: str
    count: int
    share: float


class Question(NamedTuple):
    """A dispute or an open question, and in a line what is known of it."""

    record: Any
    answer: str


@dataclass(frozen=True, slots=True)
class CitedPublisher:
    """A publisher, the source of it that is cited most often, what it is to the subject, and how often it is cited."""

    publisher: Publisher
    source: Source
    party: str
    count: int


@dataclass(frozen=True, slots=True)
class Hub:
    """What there is to be checked; each part is empty if there is nothing.

    `total` counts the records that rest on publishers, `several` those that two or more stand behind; `kinds` has for each
    kind how many of its records are in each group of `support`; `sources` and `publishers` count those that records rest on.
    """

    support: tuple[SupportCount, ...]
    total: int
    several: int
    kinds: tuple[tuple[str, tuple[int, ...]], ...]
    forms: tuple[FormCount, ...]
    disputes: tuple[Question, ...]
    unknowns: tuple[Question, ...]
    cited: tuple[CitedPublisher, ...]
    sources: int
    publishers: int


def hub(data: SiteData) -> Hub:
    """What there is to be checked, counted."""
    by_kind = {name: Counter(publishers_kind(record, data) for record in facts) for name, facts in data.kinds.items()}
    kinds = sum(by_kind.values(), Counter[str]())
    t = data.catalogue
    words = {"several": str(t.hub.rests_on_several), "one": str(t.hub.rests_on_one)}
    words["base"] = str(t.hub.rests_on_base(base=base_name(data)))
    total = sum(kinds[kind] for kind in words)
    support = tuple(
        SupportCount(kind, what, kinds[kind], t.percent(kinds[kind] / total))
        for kind, what in words.items()
        if kinds[kind]
    )
    sources = Counter(item.source for evidence in data.evidence.values() for item in evidence)
    return Hub(
        support=support,
        total=total,
        several=kinds["several"],
        kinds=tuple(
            (name, counts)
            for name, counted in by_kind.items()
            if any(counts := tuple(counted[each.kind] for each in support))
        ),
        forms=_forms(sources, data),
        disputes=_questions(data.kinds["disputes"], data),
        unknowns=_questions(data.kinds["unknowns"], data),
        cited=_cited(sources, data),
        sources=len(sources),
        publishers=len({source.originator for source in sources}),
    )


def hub_sections(shown: Hub, data: SiteData) -> tuple[Section, ...]:
    """The sections of the page that shows this, by their brief titles."""
    t, listed = data.catalogue, data.listed
    below = (listed[kind] for kind in ("inference", "correction") if kind in listed)
    found = (
        (shown.total, "rests", t.hub.support),
        (shown.disputes, "disputes", t.hub.disputed),
        (shown.unknowns, "unknowns", t.support.unknown),
        ("record" in listed, "statements", t.hub.statements(n=len(data.records))),
        (shown.cited, "sources", t.hub.sources_brief),
        *((True, page.name, page.label) for page in below),
    )
    return tuple((name, str(title)) for there, name, title in found if there)


def _forms(sources: Counter[Source], data: SiteData) -> tuple[FormCount, ...]:
    """The forms of publishers by how often they are cited, the rarest together."""
    counts = Counter[str]()
    for source, count in sources.items():
        counts[data.publishers[source.publisher].form] += count
    labels = data.site.publisher_forms
    named = [(labels[form], count) for form, count in counts.most_common()]
    if len(named) > FORMS + 1:
        named[FORMS:] = [(str(data.catalogue.hub.other_forms), sum(count for _, count in named[FORMS:]))]
    most = max((count for _, count in named), default=1)
    return tuple(FormCount(title, count, round(100 * count / most, 1)) for title, count in named)


def _questions(records: Sequence[Any], data: SiteData) -> tuple[Question, ...]:
    """Those that most pages lead to."""
    most = sorted(records, key=lambda record: -len(data.backlinks.get(record.id, ())))
    return tuple(Question(record, _answer(record)) for record in most[:FEW])


def _answer(record: Any) -> str:
    if record.kind == "dispute":
        return "; ".join(version.says.removesuffix(".") for version in record.versions)
    text = SourceText(record.summary)
    return text.words_of(text.sentences[0].span)


def _cited(sources: Counter[Source], data: SiteData) -> tuple[CitedPublisher, ...]:
    """The publishers whose texts are cited most often."""
    counts, first = Counter[str](), dict[str, Source]()
    for source, count in sources.most_common():
        counts[source.originator] += count
        first.setdefault(source.originator, source)
    return tuple(
        CitedPublisher(data.publishers[name], first[name], _party(data.publishers[name], data), count)
        for name, count in counts.most_common(MANY)
    )


def _party(publisher: Publisher, data: SiteData) -> str:
    return data.site.parties[publisher.party] if publisher.party else str(data.catalogue.hub.no)
