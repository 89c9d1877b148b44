"""What the page shows that leads to all that can be checked: what the site rests on, what is disputed and not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Publisher, Source
from explainer.text.source_text import SourceText
from explainer.view.site_data import SiteData
from explainer.view.support import publishers_kind

ROWS = {"wide": 9, "narrow": 15}
"""How many squares stand in a column of the drawing on a wide screen, and in a row of it on a narrow one."""

PITCH = 21
"""Distance of the squares of the drawing, in pixels."""

FEW = 5
"""How many disputes, and how many open questions, are named."""

MANY = 6
"""How many publishers are named."""


class Squares(NamedTuple):
    """One drawing of a number of squares: `full` rows or columns, what is left over, and all together, in pixels."""

    name: str
    full: int
    rest: int
    length: int
    across: int


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How many records rest on `several` independent publishers, on `one` or on the `base` source alone."""

    kind: str
    count: int
    drawings: tuple[Squares, ...]


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

    `total` counts the records that rest on publishers, `several` those that two or more stand behind;
    `sources` and `publishers` count those that records rest on.
    """

    support: tuple[SupportCount, ...]
    total: int
    several: int
    forms: tuple[FormCount, ...]
    disputes: tuple[Question, ...]
    unknowns: tuple[Question, ...]
    cited: tuple[CitedPublisher, ...]
    sources: int
    publishers: int


def hub(data: SiteData) -> Hub:
    """What there is to be checked, counted."""
    kinds = Counter(publishers_kind(record, data) for facts in data.kinds.values() for record in facts)
    support = tuple(
        SupportCount(kind, kinds[kind], _drawings(kinds[kind])) for kind in ("several", "one", "base") if kinds[kind]
    )
    total = sum(each.count for each in support)
    sources = Counter(item.source for evidence in data.evidence.values() for item in evidence)
    return Hub(
        support=support,
        total=total,
        several=kinds["several"],
        forms=_forms(sources, data),
        disputes=_questions(data.kinds["disputes"], data),
        unknowns=_questions(data.kinds["unknowns"], data),
        cited=_cited(sources, data),
        sources=len(sources),
        publishers=len({source.originator for source in sources}),
    )


def _drawings(count: int) -> tuple[Squares, ...]:
    return tuple(
        Squares(name, count // across * PITCH, count % across * PITCH, -(-count // across) * PITCH, across * PITCH)
        for name, across in ROWS.items()
    )


def _forms(sources: Counter[Source], data: SiteData) -> tuple[FormCount, ...]:
    """The forms of publishers by how often they are cited."""
    counts = Counter[str]()
    for source, count in sources.items():
        counts[data.publishers[source.publisher].form] += count
    most = max(counts.values(), default=1)
    labels = data.site.publisher_forms
    return tuple(FormCount(labels[form], count, round(100 * count / most, 1)) for form, count in counts.most_common())


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
