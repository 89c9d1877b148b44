"""Rules about publishers: statements about them come from a page, and copies name their origin."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.content.content import Content, Entry
from explainer.content.records import Publisher, Said, Source
from explainer.content.roles import Own, each
from explainer.problems import Problem
from explainer.rules.common import Problems, title, unsupported
from explainer.text.source_text import contains
from explainer.text.suggest import did_you_mean


def described_publisher(content: Content) -> Problems:
    """Every statement about what a publisher is and who owns it comes from outside pages that it cites."""
    outside = {entry.record.id: entry.record.file is None for entry in content.sources}
    for entry in content.publishers:
        yield from _cites_pages(outside, entry)
        yield from _says_what_they_say(content, entry)


def _cites_pages(outside: Mapping[str, bool], entry: Entry) -> Problems:
    publisher: Publisher = entry.record
    said = [field for field in ("description", "owner") if publisher.get(field)]
    if said and not publisher.cite:
        yield Problem(entry.at(said[0]), f"{title(entry)}: no page is cited for its {said[0]}",
                    "name a page that says so under 'cite', or remove it: it is then shown as not described")  # fmt: skip
    if publisher.cite and not said:
        yield Problem(entry.at("cite"), f"{title(entry)} cites a page and says nothing of itself",
                    "say what it is in 'description', or remove 'cite'")  # fmt: skip
    for index, claim in enumerate(publisher.cite):
        where = entry.at("cite", index, "source")
        if claim.source not in outside:
            yield Problem(
                where, f"{title(entry)} cites unknown source '{claim.source}'", did_you_mean(claim.source, outside)
            )
        elif not outside[claim.source]:
            yield Problem(where, f"{title(entry)}: '{claim.source}' has a source text",
                        "a publisher is described from outside pages")  # fmt: skip


def _says_what_they_say(content: Content, entry: Entry) -> Problems:
    publisher: Publisher = entry.record
    claims = [claim.claim for claim in publisher.cite]
    known = content.comparable((Said(publisher.name), *publisher.evidence()))
    for keys, _, text, _ in each(publisher, Own, held_by="described_publisher"):
        field = keys[0]
        for start, end in unsupported(content, text, known):
            message = f"{title(entry)}: '{text[start:end]}' in '{field}' is not in what it cites"
            yield Problem(entry.at(field), message, "say it in the 'claim' of a page that has it, or remove it")
        for start, end in content.reader.quotations(text):
            if not any(contains(claim, text[start + 1 : end - 1].rstrip(",.; ")) for claim in claims):
                message = f"{title(entry)}: {text[start:end]} in '{field}' is not in what it cites"
                yield Problem(entry.at(field), message, "say it in our own words, without quotation marks")


def reasoned_party(content: Content) -> Problems:
    """If a site has parties to its subject, each publisher says why it is or is not one; an owner is of one party."""
    first: dict[str, Publisher] = {}
    for entry in content.publishers:
        publisher: Publisher = entry.record
        if publisher.owner and (other := first.setdefault(publisher.owner, publisher)).party != publisher.party:
            message = f"{title(entry)} and '{other.id}' have one owner, and are not of one party"
            yield Problem(entry.at("owner"), message, "give both the same 'party', or none")
        if publisher.party_reason is None and (publisher.party or content.site.record.parties):
            what = f"is of party '{publisher.party}'" if publisher.party else "is of no party"
            yield Problem(entry.at("party" if publisher.party else "id"), f"{title(entry)} {what} without a reason",
                        "say why in 'party_reason'")  # fmt: skip
        elif publisher.party_reason and not content.site.record.parties:
            yield Problem(entry.at("party_reason"), f"{title(entry)} has a reason, and site.yaml has no parties",
                        "name the parties to the subject under 'parties' in site.yaml, or remove the reason")  # fmt: skip


def named_origin(content: Content) -> Problems:
    """A copy names the publisher whose text it is, which is another one and does not copy texts itself."""
    copying = content.site.record.copying_forms
    names = content.publisher_names
    for entry in content.sources:
        source: Source = entry.record
        publisher = names.get(source.publisher)
        if source.origin is None:
            if publisher and publisher.form in copying and not source.origin_unknown:
                message = f"{title(entry)}: '{publisher.id}' copies the texts of others, and no origin is named"
                hint = "name the publisher whose text it is, origin: <id>, or say that it is not known, origin_unknown: true"
                yield Problem(entry.at("publisher"), message, hint)
            continue
        if source.origin_unknown:
            yield Problem(entry.at("origin_unknown"), f"{title(entry)}: its origin is said to be '{source.origin}' and not known",
                        "keep one of the two")  # fmt: skip
        where, origin = entry.at("origin"), names.get(source.origin)
        if origin is None:
            yield Problem(
                where, f"{title(entry)} names unknown publisher '{source.origin}'", did_you_mean(source.origin, names)
            )
        elif source.origin == source.publisher:
            yield Problem(where, f"{title(entry)} is a copy of its own publisher's text", "remove 'origin'")
        elif origin.form in copying:
            yield Problem(where, f"{title(entry)}: its origin '{origin.id}' copies the texts of others itself",
                        "name the publisher who wrote the text")  # fmt: skip
