"""What the page of a source shows of its publishers, and of what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from explainer.content.records import Publisher, Source
from explainer.view.site_data import SiteData


class SourceLink(NamedTuple):
    """A link: the address, from the root of the site, and its words."""

    url: str
    label: str


class PublisherRow(NamedTuple):
    """A publisher of a source: what it is to the source, and the pages that describe it."""

    role: str
    publisher: Publisher
    party: str
    described_by: tuple[SourceLink, ...]


class LeftOutSentence(NamedTuple):
    """A sentence that no record cites: where it stands, and why."""

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What the page of a source shows; `shares` says in words how much of a base text the site reproduces."""

    publishers: tuple[PublisherRow, ...]
    shares: str
    left_out: tuple[LeftOutSentence, ...]


def source_page(source: Source, data: SiteData) -> SourcePage:
    """What the page of a source shows."""
    t = data.catalogue
    coverage = next((item for item in data.coverage if item.source == source.id), None)
    if coverage is None:
        return SourcePage(_publishers(source, data), "", ())
    return SourcePage(
        _publishers(source, data),
        t.source.shares(shown=t.percent(coverage.share_shown), quoted=t.percent(coverage.share_quoted)),
        tuple(
            LeftOutSentence(
                t.evidence.sentence(paragraph=line.sentence.paragraph, sentence=line.sentence.number),
                line.left_out[0].record.reason,
            )
            for line in coverage.lines
            if line.left_out and coverage.left_out
        ),
    )


def _publishers(source: Source, data: SiteData) -> tuple[PublisherRow, ...]:
    t = data.catalogue
    read_at = t.source.read_at if source.origin or source.origin_unknown else t.source.publisher
    roles = [(t.source.origin, source.origin)] if source.origin else []
    found = []
    for role, name in (*roles, (read_at, source.publisher)):
        who = data.publishers[name]
        party = data.site.parties[who.party] if who.party else t.source.no_party
        pages = (claim.source for claim in who.cite if claim.source != source.id)
        found.append(
            PublisherRow(
                role,
                who,
                t.source.party(party=party, reason=who.party_reason) if who.party_reason else "",
                tuple(SourceLink(f"sources/{page}.html", data.credits[page]) for page in pages),
            )
        )
    return tuple(found)
