"""Rules about sources and passages: each text is the registered one, and the words of each passage are in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainer.content.content import Content, Entry, Support
from explainer.content.coverage import Line, base_coverage
from explainer.content.records import Citation, Publisher, Source
from explainer.content.roles import Own, When, each
from explainer.problems import Problem
from explainer.resources import COMMAND
from explainer.rules.common import Problems, cited, instead, title, unsupported
from explainer.text.dates import Occasion, moment_keys
from explainer.text.reader import Reader
from explainer.text.source_text import SourceText, Span, contains, fold
from explainer.text.suggest import did_you_mean, slight_difference

_STOPS = ".,;:!?…"

FIRST = 5
"""Number of uncovered sentences that are reported one by one."""


def unique_id(content: Content) -> Problems:
    """No two records share an id, and no two sources."""
    for entries in (content.facts, content.sources, content.publishers):
        first: dict[str, Entry] = {}
        for entry in entries:
            known = first.setdefault(entry.record.id, entry)
            if known is not entry:
                hint = f"first used at {known.at('id')}; ids are addresses, choose another for the newer record"
                yield Problem(entry.at("id"), f"id '{entry.record.id}' is already taken", hint)


def known_publisher(content: Content) -> Problems:
    """Every source names a registered publisher, and its address is on one of that publisher's hosts."""
    used = {name for entry in content.sources for name in (entry.record.publisher, entry.record.origin)}
    for entry in content.publishers:
        if entry.record.id not in used:
            yield Problem(
                entry.at(), f"publisher '{entry.record.id}' has no source", "name it in a source, or remove it"
            )
    for entry in content.sources:
        source: Source = entry.record
        publisher = content.publisher_names.get(source.publisher)
        if publisher is None:
            message = f"source '{source.id}' names unknown publisher '{source.publisher}'"
            yield Problem(entry.at("publisher"), message, did_you_mean(source.publisher, content.publisher_names))
        elif source.url is not None:
            host = source.host
            if host not in publisher.hosts:
                message = f"source '{source.id}': host '{host}' is not one of publisher '{publisher.id}'"
                hosts = f"its hosts are: {', '.join(publisher.hosts)}" if publisher.hosts else "it has none yet"
                yield Problem(entry.at("url"), message, f"{hosts}; add '{host}' to its 'hosts' if it is one of them")


def one_citation_per_origin(content: Content) -> Problems:
    """No record cites two rewrites of one text as if they were independent."""
    origins = {entry.record.id: entry.record.derived_from for entry in content.sources}
    for entry in content.facts:
        first: dict[str, str] = {}
        for index, cite in enumerate(entry.record.cite):
            root, seen = cite.source, {cite.source}
            while (origin := origins.get(root)) and origin not in seen:
                root = origin
                seen.add(root)
            if origin:
                root = min(seen)  # a cycle of rewrites is one origin, too
            other = first.setdefault(root, cite.source)
            if other != cite.source:
                message = f"{title(entry)}: '{cite.source}' and '{other}' count as one source, both go back to '{root}'"
                yield Problem(entry.at("cite", index, "source"), message, "cite one of them")


def known_source(content: Content) -> Problems:
    """Every cited source is registered in sources.yaml."""
    ids = [entry.record.id for entry in content.sources]
    known = set(ids)
    for entry, index, cite in cited(content):
        if cite.source not in known:
            message = f"{title(entry)} cites unknown source '{cite.source}'"
            yield Problem(entry.at("cite", index, "source"), message, instead(content, "source", cite.source, ids))
    for entry in content.left_out:
        if entry.record.source not in known:
            hint = instead(content, "source", entry.record.source, ids)
            yield Problem(entry.at("source"), f"unknown source '{entry.record.source}'", hint)
    for entry in content.sources:
        origin = entry.record.derived_from
        if origin is not None and (origin not in known or origin == entry.record.id):
            message = f"source '{entry.record.id}' is derived from unknown source '{origin}'"
            others = [i for i in ids if i != entry.record.id]
            yield Problem(entry.at("derived_from"), message, instead(content, "source", origin, others))


def source_form(content: Content) -> Problems:
    """A source has a text in `seeds/` with its checksum, or is an outside page with its address; a base source has a text."""
    for entry in content.sources:
        source: Source = entry.record
        name = f"source '{source.id}'"
        for file, sha256 in (("file", "sha256"), ("original", "original_sha256")):
            kept = source.get(file)
            if (kept is None) != (source.get(sha256) is None):
                have, lack = (file, sha256) if kept else (sha256, file)
                known = content.seeds.get(kept or "")
                hint = (
                    f"its checksum is {known}" if known else "give both, the name of a file in seeds/ and its checksum"
                )
                yield Problem(entry.at(have), f"{name} has '{have}' but no '{lack}'", hint)
        if source.original and source.file is None:
            yield Problem(entry.at("original"), f"{name} has an original without its text",
                          "put its text into seeds/, too, and name it in 'file': it is what is cited")  # fmt: skip
        if source.file is None and (source.url is None or source.date_accessed is None):
            lack = "url" if source.url is None else "date_accessed"
            message = f"{name} is an outside page without '{lack}'"
            yield Problem(entry.at(), message, "give its address and the day it was read, or put its text into seeds/")
        if (source.link_state is None) != (source.link_checked is None) or (source.link_state and not source.url):
            have = "link_state" if source.link_state else "link_checked"
            message = f"{name}: '{have}' without its {'address' if not source.url else 'other half'}"
            yield Problem(
                entry.at(have), message, "an address in 'url' has both 'link_state' and 'link_checked', or neither"
            )
        published, read = source.date_published, source.date_accessed
        if published and read and published.start.earliest() > read.last.latest():
            message = f"{name}: it is published on {published}, after it was read"
            yield Problem(entry.at("date_published"), message, f"correct one of the dates; it was read on {read}")
        if source.base and source.file is None:
            yield Problem(entry.at("base"), f"{name} is a base source without a source text",
                          "add 'file' and 'sha256', or remove 'base'")  # fmt: skip
        if source.covered_by == "paragraph" and not source.base:
            yield Problem(entry.at("covered_by"), f"{name} is no base source, which 'covered_by' is for",
                          "add 'base: true', or remove it")  # fmt: skip


def intact_source(content: Content) -> Problems:
    """The files in `seeds/` still have the checksums they were registered with."""
    for entry in content.sources:
        source: Source = entry.record
        for file, sha256 in source.files.items():
            found = content.seeds.get(file)
            if found and sha256 and found != sha256:
                hint = f"it is now {found}; restore the file as received, or register the new text as a new source"
                field = "sha256" if file == source.file else "original_sha256"
                yield Problem(entry.at(field), f"'{file}' is not the file that was registered", hint)


def registered_seed(content: Content) -> Problems:
    """Every file in seeds/ belongs to a source."""
    files = {file for entry in content.sources for file in entry.record.files}
    for name in content.seeds:
        if name not in files:
            message = f"'{name}' in the folder of source texts belongs to no source"
            yield Problem(
                content.site.file.sibling("sources.yaml"),
                message,
                "register it with 'file' or 'original', or remove it",
            )


def citation_form(content: Content) -> Problems:
    """A source text is cited by its exact words, a table by its cells, an outside page by our account of it.

    Only an inference has evidence against it.
    """
    sources = {entry.record.id: entry.record for entry in content.sources}
    for entry, index, cite in cited(content):
        source = sources.get(cite.source)
        cell = cite.row is not None and cite.column is not None
        table = source is not None and source.form == "table"
        half = (cite.row is None) != (cite.column is None)
        if (cite.exact is not None) + (cite.claim is not None) + (cell or half) != 1 or half:
            yield Problem(entry.at("cite", index), f"{title(entry)}: a citation has either 'exact' or 'claim'",
                        "'exact' for a source text, 'row' and 'column' for a table, 'claim' for an outside page; only an actor or "
                        "place whose name is in a source text may cite the source alone")  # fmt: skip
        elif table and not cell:
            field = "exact" if cite.exact is not None else "claim"
            message = f"{title(entry)}: '{cite.source}' is a table"
            yield Problem(entry.at("cite", index, field), message, "cite a cell of it with 'row' and 'column'")
        elif source and cell and not table:
            message = f"{title(entry)}: '{cite.source}' is no table"
            yield Problem(
                entry.at("cite", index, "row"), message, "cite its words with 'exact', or give it 'form: table'"
            )
        elif source and source.file is not None and cite.claim is not None:
            yield Problem(entry.at("cite", index, "claim"), f"{title(entry)}: '{cite.source}' has a source text",
                        "cite its words with 'exact'")  # fmt: skip
        elif source and source.file is None and cite.exact is not None:
            message = f"{title(entry)}: could not check these words, '{cite.source}' has no source text"
            hint = "say in our own words what the page states, with 'claim', or put its text into seeds/"
            yield Problem(entry.at("cite", index, "exact"), message, hint)
        if cite.against and entry.record.kind != "inference":
            message = f"{title(entry)}: only an inference has evidence against it"
            hint = "where sources differ, give what this one says a record of its own, and name both in a dispute"
            yield Problem(entry.at("cite", index, "against"), message, hint)
        elif cite.against and all(each.against for each in entry.record.cite):
            message = f"{title(entry)}: there is evidence against it and none for it"
            yield Problem(entry.at("cite", index, "against"), message, "cite what it follows from, without 'against'")


def passage_found(content: Content) -> Problems:
    """The exact words are in the source text, after normalisation of spaces, quotation marks and dashes."""
    for entry, index, cite in cited(content):
        text = content.texts.get(cite.source)
        if text is None or cite.exact is None or content.spans(cite):
            continue
        if text.find(cite.exact):
            for field, words in (("prefix", cite.prefix), ("suffix", cite.suffix)):
                sides = {field: words or ""}
                if words and not text.find(cite.exact, **sides):
                    message = f"{title(entry)}: {field} '{words}' is not next to the passage"
                    # Words of the source in the wrong place are reported at the passage, other words at themselves.
                    at_fault = "exact" if text.find(words) else field
                    yield Problem(entry.at("cite", index, at_fault), message, _beside(content, cite, field))
                    break
            else:
                message = f"{title(entry)}: no passage has both this prefix and this suffix"
                yield Problem(entry.at("cite", index, "exact"), message, "copy the words around one and the same place")
        else:
            message = f"{title(entry)}: passage not found in source '{cite.source}'"
            hint = _nearest_hint(text, cite.exact) or "no text in the source is similar"
            yield Problem(entry.at("cite", index, "exact"), message, hint)


def _nearest_hint(text: SourceText, words: str) -> str:
    """A hint that shows the nearest passage, and a slight difference; empty if nothing is similar to the words."""
    nearest = text.nearest(words)
    slight = slight_difference(fold(words).rstrip(_STOPS), nearest.rstrip(_STOPS))
    return f'{slight}{": " if slight else ""}nearest text is "{nearest}"' if nearest else ""


def _beside(content: Content, cite: Citation, side: str) -> str:
    text = content.texts[cite.source]
    span = text.find(cite.exact or "")[0]
    if side == "prefix":
        words = text.raw[max(0, span.start - 60) : span.start].split()[-3:]
        return f'the text before it is "{" ".join(words)}"' if words else "the text begins there"
    words = text.raw[span.end : span.end + 60].split()[:3]
    return f'the text after it is "{" ".join(words)}"' if words else "the text ends there"


def passage_unique(content: Content) -> Problems:
    """The words are in the text once, or prefix and suffix determine which place is meant."""
    for entry, index, cite in cited(content):
        if len(spans := content.spans(cite)) > 1:
            message = f"{title(entry)}: passage occurs {len(spans)} times in source '{cite.source}'"
            yield Problem(entry.at("cite", index, "exact"), message,
                        f"say which is meant with 'prefix' or 'suffix': {_beside(content, cite, 'suffix')}")  # fmt: skip


def passage_bounded(content: Content) -> Problems:
    """A passage starts where a sentence starts, or has a prefix; it ends where a sentence ends, or has a suffix.

    So no word can be lost at an edge unnoticed: "not" before a verb, "almost" before a number.
    """
    for entry, index, cite in cited(content):
        if len(spans := content.spans(cite)) != 1:
            continue
        text = content.texts[cite.source]
        if cite.prefix is None and not text.starts_sentence(spans[0].start):
            yield Problem(entry.at("cite", index, "exact"), f"{title(entry)}: passage begins within a sentence",
                        f"add 'prefix': {_beside(content, cite, 'prefix')}")  # fmt: skip
        if cite.suffix is None and not text.ends_sentence(spans[0].end):
            yield Problem(entry.at("cite", index, "exact"), f"{title(entry)}: passage ends within a sentence",
                        f"add 'suffix': {_beside(content, cite, 'suffix')}")  # fmt: skip


def plain_note(content: Content) -> Problems:
    """A number or quotation in the note of a source or publisher is in what is cited from it, or in its dates."""
    reader = content.reader
    for entry in (*content.sources, *content.publishers):
        for keys, _, note, _ in each(entry.record, Own, held_by="plain_note"):
            if not any(reader.tokens(note)) and not any(reader.quotations(note)):
                continue
            cites = _cited_from(content, entry.record)
            dates = (part.value for part in each(entry.record, When))
            moments = [moment for date in dates for moment in date.moments]
            keys_of_dates = frozenset(key for moment in moments for key in reader.moment_keys(moment))
            known = Support(keys_of_dates, tuple(Occasion(0, 0, moment_keys(moment)) for moment in moments))
            bare = list(unsupported(content, note, known.joined([content.comparable(cites)])))
            for start, end in reader.quotations(note):
                if not any(contains(cite.words, note[start + 1 : end - 1]) for cite in cites):
                    bare.append((start, end))
            for start, end in bare:
                message = f"{title(entry)}: '{note[start:end]}' in '{keys[0]}' is not in anything that is cited from it"
                yield Problem(entry.at(*keys), message, "state it in a record with its evidence, or leave it out")


def _cited_from(content: Content, record: Source | Publisher) -> list[Citation]:
    """The passages and accounts that records cite from a source, or from any source of a publisher."""
    own = {entry.record.id for entry in content.sources if record.id in (entry.record.id, entry.record.publisher)}
    return [cite for _, _, cite in cited(content) if cite.source in own]


def used_source(content: Content) -> Problems:
    """Every registered source is cited, or another source is derived from it."""
    used = {
        cite.source
        for entry, _, cite in cited(content)
        if (entry.record.kind, entry.record.id) != ("source", cite.source)
    } | {e.record.derived_from for e in content.sources}
    used |= {claim.source for entry in content.publishers for claim in entry.record.cite}
    for entry in content.sources:
        if entry.record.id not in used:
            yield Problem(entry.at(), f"source '{entry.record.id}' is cited by no record", "cite it or remove it")


def covered_sentence(content: Content) -> Problems:
    """Every sentence of a base source is cited by a record, or left out with a reason; never both.

    Of a source that is covered by paragraphs, one sentence of each is enough.
    """
    for coverage in base_coverage(content):
        yield from uncovered(content, coverage.source, coverage.missing)
        for line in coverage.lines:
            if line.cited and line.left_out:
                message = f"{coverage.unit} is left out but cited by '{line.cited[0]}'"
                yield Problem(line.left_out[0].at("exact"), message, "remove it from left-out.yaml")


def uncovered(content: Content, source: str, missing: Sequence[Line]) -> Problems:
    """The problems of sentences of a source that are neither cited nor left out: of each of the first, and their number."""
    text, unit = content.texts[source], content.source_entry(source).record.covered_by
    named = missing[:FIRST] if len(missing) > FIRST + 1 else missing
    for line in named:
        start = " ".join(line.text.split()[:8])
        yield Problem(
            text.locate(line.sentence.span.start),
            f'{unit} neither cited nor left out: "{start} …"',
            "cite it in a record, or list it in left-out.yaml with the reason"
            + _cut_after(content.text_readers[source], line.text),
        )
    if more := missing[len(named) :]:
        where = text.locate(more[0].sentence.span.start)
        message = f"{len(more)} more {unit}s of '{source}' are neither cited nor left out"
        yield Problem(where, message, f"`{COMMAND} coverage --missing` lists them all")


def _cut_after(reader: Reader, sentence: str) -> str:
    """An addition to a hint if a sentence ends after what may be an abbreviation, Dr. or approx.; else empty."""
    words = sentence.split()
    short = bool(words) and (
        words[-1] in reader.words.abbreviations
        or re.fullmatch(r"[A-Z][a-z]{0,4}\.|(?:[A-Za-z]\.)+|\w+\.\w+\.", words[-1])
    )
    return f"; if '{words[-1]}' ends no sentence, list it in 'abbreviations' of the source" if short else ""


def left_out_found(content: Content) -> Problems:
    """Every sentence listed as left out occurs once in its base source, and the last of several follows the first."""
    for entry in content.left_out:
        text = content.texts.get(entry.record.source)
        if text is None:
            continue
        places: list[Span] = []
        for field in ("exact", "through"):
            words = entry.record.__dict__[field]
            spans = text.find(words) if words else ()
            if words and len(spans) != 1:
                found = "not found" if not spans else f"found {len(spans)} times"
                nearest = "" if spans else _nearest_hint(text, words)
                yield Problem(entry.at(field), f"sentence left out is {found} in source '{entry.record.source}'",
                            nearest or "copy more of its words")  # fmt: skip
            places += spans
        if places and places[-1] < places[0]:
            yield Problem(entry.at("through"), "the last sentence left out does not follow the first",
                          "give the earlier one in 'exact', or remove 'through'")  # fmt: skip
