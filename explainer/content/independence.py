"""Which publishers of a fact are independent of each other, and how a page names the author of its text."""

from __future__ import annotations

from explainer.content.content import Content
from explainer.content.records import Commentary, Fact, Inference, Source


def original(content: Content, source: Source) -> Source:
    """The source that a rewrite goes back to, directly or indirectly; the source itself if it is not a rewrite."""
    seen = {source.id}
    while source.derived_from and source.derived_from not in seen:
        seen.add(source.derived_from)
        source = content.source_entry(source.derived_from).record
    return source


def credit(content: Content, source: Source) -> str:
    """Whose text a page is: "The agency, read at A copying site" for a copy, else its publisher's name."""
    names, t = content.publisher_names, content.catalogue
    name = names[source.publisher].name
    if source.origin and source.origin in names:
        return str(t.credit.read_at(origin=names[source.origin].name, publisher=name))
    return str(t.credit.copy_of_unknown(publisher=name)) if source.origin_unknown else name


def independent_publishers(content: Content, fact: Fact) -> tuple[tuple[str, ...], ...]:
    """The publishers that a record rests on, in groups of which each counts as one.

    Copies and rewrites count as the publisher they go back to; a copy whose origin is not known may go back to any of the
    others, so it counts only where there is nothing else. Publishers are one if they have one owner, or belong
    to one party to the subject. A commentary on other records has the publishers of those; an inference has none, and
    evidence against a record does not count.

    Returns:
        Groups of publisher ids, in the order in which the record cites them.
    """
    if isinstance(fact, Inference):
        return ()
    rests_on = content.supporting_records(fact) if isinstance(fact, Commentary) else (fact,)
    cited = (cite.source for each in rests_on for cite in each.cite if not cite.against)
    sources = [original(content, content.source_entry(name).record) for name in dict.fromkeys(cited)]
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for source in [source for source in sources if not source.origin_unknown] or sources[:1]:
        publisher = content.publisher_names[source.originator]
        kin = (
            ("party", publisher.party)
            if publisher.party
            else ("owner", publisher.owner)
            if publisher.owner
            else ("publisher", publisher.id)
        )
        groups.setdefault(kin, {})[publisher.id] = None
    return tuple(tuple(group) for group in groups.values())
