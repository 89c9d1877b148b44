"""What the page of a record shows of its evidence and of the records around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.content.records import Fact
from explainer.view.evidence import Evidence
from explainer.view.site_data import Backlink, SiteData


class RelatedEvidence(NamedTuple):
    """The evidence of a record that another is about; `repeated` says that some of it stands above already."""

    record: Any
    items: tuple[Evidence, ...]
    repeated: bool


class OtherName(NamedTuple):
    """Words of the evidence that mean these records without naming them."""

    words: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What the page of a record shows besides its card and its own evidence.

    `publishers` say in words how many independent ones there are; empty without evidence. `see_also` are those it is
    about that have no evidence of their own; `backlinks` refer to it, but for those its card shows.
    """

    publishers: str
    related: tuple[RelatedEvidence, ...]
    see_also: tuple[Any, ...]
    other_names: tuple[OtherName, ...]
    backlinks: tuple[Backlink, ...]
    topics: str


_ON_CARD = {"agreement": "development", "series": "figure"}
"""The kind of records that the card of a record shows, by its own kind."""


def record_page(record: Fact, data: SiteData) -> RecordPage:
    """What the page of a record shows."""
    backlinks = data.backlinks.get(record.id, ())
    return RecordPage(
        publishers=_publishers(record, data),
        related=_related(record, data),
        see_also=tuple(other for other in data.related[record.id] if not data.evidence[other.id]),
        other_names=_other_names(record),
        backlinks=tuple(link for link in backlinks if link.kind != _ON_CARD.get(record.kind)),
        topics=", ".join(data.site.topics[topic] for topic in record.topics),
    )


def _publishers(record: Fact, data: SiteData) -> str:
    groups = data.independent[record.id]
    if not groups or not data.evidence[record.id]:
        return ""
    t = data.catalogue
    names = ([data.publishers[each].name for each in group] for group in groups if len(group) > 1)
    return " ".join(
        [t.record.publishers(n=len(groups)), *(t.record.one_publisher(names=t.listed(each)) for each in names)]
    )


def _related(record: Fact, data: SiteData) -> tuple[RelatedEvidence, ...]:
    """What stands on the page already is not printed again."""
    printed = list(data.evidence[record.id])
    found = []
    for other in data.related[record.id]:
        if evidence := data.evidence[other.id]:
            fresh = tuple(item for item in evidence if item not in printed)
            found.append(RelatedEvidence(other, fresh, len(fresh) < len(evidence)))
            printed += evidence
    return tuple(found)


def _other_names(record: Fact) -> tuple[OtherName, ...]:
    found: dict[str, list[str]] = {}
    for target, words in record.meant.items():
        found.setdefault(words, []).append(target)
    return tuple(
        OtherName(words, tuple(targets)) for words, targets in sorted(found.items(), key=lambda item: item[0].lower())
    )
