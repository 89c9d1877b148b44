"""Rules about records: the evidence shows what the record states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, groupby

from explainer.content.chronology import Chronology, clock
from explainer.content.content import Content, Entry, Support
from explainer.content.records import (
    Citation,
    Commentary,
    Development,
    Event,
    Fact,
    Inference,
    Model,
    Quote,
    Record,
    Removed,
    Source,
)
from explainer.content.roles import (
    Aside,
    Clock,
    Former,
    IdOf,
    Keys,
    Name,
    Own,
    Ref,
    Term,
    Verbatim,
    When,
)
from explainer.formats.markdown import blocks
from explainer.problems import Problem
from explainer.rules.common import (
    CUT_HINT,
    Problems,
    cut_denial,
    evidence_hint,
    in_evidence,
    instead,
    lacking_hint,
    quotable,
    quoted_form,
    supported,
    title,
    unsupported,
    with_evidence,
)
from explainer.text.clauses import heading_pattern
from explainer.text.dates import OPEN, Edtf, Moment, Occasion, moment_keys, part_of_date
from explainer.text.languages.en import MONTHS
from explainer.text.reader import Reader, on_half_day
from explainer.text.source_text import contains, find_words, fold
from explainer.text.suggest import did_you_mean

OPENING = 4
"""Number of sentences at the beginning of a text that are searched for its dateline: headline, place, day, agency."""


def known_fact(content: Content) -> Problems:
    """Every record, source, publisher or page that a field refers to exists; a record is of the right kind."""
    ids_of: dict[str, tuple[str, ...]] = {}
    for entry, (keys, role, target, _) in content.parts(Ref, held_by=""):
        found = content.records.get(target)
        kind = role.kinds
        kinds = kind.split(" or ")
        if found is None or (kind and found.kind not in kinds):
            if kind not in ids_of:
                of_kind = (record for record in content.records.values() if not kind or record.kind in kinds)
                ids_of[kind] = tuple(record.id for record in of_kind)
            ids = ids_of[kind]
            message = f"{title(entry)} names unknown {kind or 'record'} '{target}'"
            hint = did_you_mean(target, ids) if found else instead(content, "record", target, ids)
            if found is not None:
                message = f"{title(entry)}: '{target}' is of kind {found.kind}, not {kind}"
            yield Problem(entry.at(*keys), message, hint)
    for entry, (keys, other, target, _) in content.parts(IdOf, held_by=""):
        if target not in (others := _ids(content, other.what)):
            message = f"{title(entry)} names unknown {other.what} '{target}'"
            yield Problem(entry.at(*keys), message, instead(content, other.what, target, others))


def _ids(content: Content, what: str) -> Collection[str]:
    """The ids of the sources, publishers or pages."""
    if what == "page":
        return content.page_names
    return content.text_readers.keys() if what == "source" else content.publisher_names.keys()


def known_word(content: Content) -> Problems:
    """Every topic, channel, state, form, group, basis, certainty, owner and party is defined in site.yaml."""
    for entry, (keys, term, value, _) in content.parts(Term, held_by=""):
        if value not in (allowed := getattr(content.site.record, term.words)):
            message = f"{title(entry)}: {term.name} '{value}' is not defined in site.yaml"
            named = f"{{{value}: the name that readers see}}"
            near = did_you_mean(value, allowed) if allowed else f"add it there: `{term.words}: {named}`"
            yield Problem(entry.at(*keys), message, near)


def unique_name(content: Content) -> Problems:
    """No two actors share a name, and a pronoun is not a name, so that words that name a speaker name only one."""
    first: dict[str, Entry] = {}
    pronouns = {word for reader in (content.reader, *content.text_readers.values()) for word in reader.words.pronouns}
    for entry in content.facts:
        if entry.record.kind == "actor":
            for name in dict.fromkeys((entry.record.name, *entry.record.also)):
                if name.lower() in pronouns:
                    yield Problem(entry.at("also"), f"{title(entry)}: '{name}' names nobody",
                                "cite the sentence that names the speaker, as well")  # fmt: skip
                known = first.setdefault(name.lower(), entry)
                if known is not entry:
                    yield Problem(entry.at("name"), f"{title(entry)}: '{name}' also names actor '{known.record.id}'",
                                "keep a name that only one of them has")  # fmt: skip


def name_in_passage(content: Content) -> Problems:
    """Names, offices, states, coordinates and everything else that is copied are in the evidence."""
    for _, names in groupby(content.parts(Name, held_by=""), key=lambda found: id(found[0])):
        (entry, first), *others = names
        ways = (first.value, *(part.value for _, part in others))
        if not any(in_evidence(entry.record, way, ignore_case=True) for way in ways):
            yield _not_found(content, entry, first.keys, first.value)
    for entry, (keys, role, value, _) in content.parts(Verbatim, held_by=""):
        words = str(value)
        if not in_evidence(with_evidence(entry, keys), words, ignore_case=role.ignore_case):
            yield _not_found(content, entry, keys, words)
            continue
        if role.affirmed:
            yield from _affirmed(content, entry, keys, words)


def _affirmed(content: Content, entry: Entry, keys: Keys, words: str) -> Problems:
    """The words of a state have a word for it, are not denied there, and do not only announce what is said to have happened."""
    fact, state = entry.record, entry.record.get("state") or ""
    stems = content.site.record.state_stems.get(state, ())
    if stems and not any(re.search(rf"(?<!\w){re.escape(fold(stem).lower())}", fold(words).lower()) for stem in stems):
        yield Problem(entry.at(*keys), f"{title(entry)}: {keys[0]} '{words}' have no word for the state '{state}'",
                    f"site.yaml lists how these begin: {', '.join(stems)}; choose such words, or another state")  # fmt: skip
        return
    denied = [_denied(content.reader_of(cite), cite, words) for cite in fact.cite]
    if any(denied) and all(found != "" for found in denied):
        yield Problem(entry.at(*keys), f"{title(entry)}: {keys[0]} '{words}' are denied there",
                    f"the evidence has '{next(filter(None, denied))}'")  # fmt: skip
        return
    site = content.site.record
    if site.state_meanings.get(state) == "mention" or content.reader.names_future(
        f"{state.replace('-', ' ')} {site.states.get(state, '')}"
    ):
        return
    reader = content.reader_of_words(fact, words)
    if word := reader.negation(words):
        message = f"{title(entry)}: {keys[0]} '{words}' deny something with '{word}'"
        yield Problem(entry.at(*keys), message, f"choose words that show the state '{state}', or another state")
    elif reader.only_announces(words) or all(_announced(content.reader_of(cite), cite, words) for cite in fact.cite):
        message = f"{title(entry)}: {keys[0]} '{words}' only announce what state '{state}' says has happened"
        yield Problem(
            entry.at(*keys),
            message,
            "choose a state that is announced, planned or promised, or cite words that show it",
        )


def _announced(reader: Reader, cite: Citation, words: str) -> bool:
    """True if the words directly before others in a citation only announce these, or the citation has them not."""
    text = fold(f"{cite.prefix or ''} {cite.words}")
    at = find_words(text, words)
    return at is None or reader.only_announces(" ".join(re.split(r"[,;:.!?]", text[: at[0]])[-1].split()[-2:]))


def _not_found(content: Content, entry: Entry, keys: Keys, words: str) -> Problem:
    message = f"{title(entry)}: {keys[0]} '{words}' is not in its evidence"
    return Problem(entry.at(*keys), message, lacking_hint(content, with_evidence(entry, keys), words))


def _denied(reader: Reader, cite: Citation, words: str) -> str | None:
    """The denial of `words` in a citation, with them: "not yet signed"; empty if there is none, None if they are not in it."""
    text = fold(f"{cite.prefix or ''} {cite.words}")
    at = find_words(text, words)
    clause = re.split(r"[,;:.!?]", text[: at[0]])[-1].split() if at else []
    before = " ".join(clause[-3:])
    if at and not reader.denial(before) and reader.disputes(" ".join(clause)):
        before = " ".join(clause)
    return (f"{before} {words}" if reader.negation(before) else "") if at else None


def numbers_in_evidence(content: Content) -> Problems:
    """Every number and date in our own words is in the evidence of the record, or in its typed fields.

    Those in a reason for leaving out, exempting or removing something must be in the text that the reason is about.
    """
    known: tuple[Model | None, Support] = None, Support(frozenset(), ())
    for entry, (keys, role, text, _) in content.parts(Own, held_by=""):
        if not content.reader.tokens(text) or _evidence_unread(content, entry):
            continue
        model = with_evidence(entry, keys)
        if known[0] is not model:
            known = model, supported(content, model)
        for start, end in unsupported(
            content, text, known[1], aside=isinstance(role, Aside), name=isinstance(role, Name)
        ):
            if any(at <= start < stop for at, stop in _clauses_named(content, entry.record, text)):
                continue  # held against the place of its passage
            message = f"{title(entry)}: '{text[start:end]}' in '{keys[0]}' is not in its evidence"
            yield Problem(entry.at(*keys), message, lacking_hint(content, model, text[start:end]))


def _clauses_named(content: Content, record: Model, text: str) -> Iterator[tuple[int, int]]:
    """Where a text names articles and the like, as in "Article 3(2)", if its record cites a document that has some."""
    cites = record.cite if isinstance(record, Fact) else ()
    if any(content.clauses(cite.source) for cite in cites):
        yield from (found.span() for found in heading_pattern(content.reader.words.clauses).finditer(text))


def quotations_in_evidence(content: Content) -> Problems:
    """Text in quotation marks in our own words, present or former, is word for word in a passage that the record cites.

    Quotations in a reason for leaving out, exempting or removing something must be in the text that the reason is about.
    """
    for entry, (keys, _, text, _) in chain(content.parts(Own, held_by=""), content.parts(Former, held_by="")):
        for start, end in content.reader.quotations(text):
            words, model = text[start + 1 : end - 1].rstrip(",.; "), with_evidence(entry, keys)
            if _evidence_unread(content, entry):
                continue
            if form := quoted_form(quotable(content, model), words):
                if denial := cut_denial(content, model, text, start, form):
                    message = f"{title(entry)}: {text[start:end]} in '{keys[0]}' is cut after '{denial}'"
                    yield Problem(entry.at(*keys), message, CUT_HINT)
                continue
            message = f"{title(entry)}: {text[start:end]} in '{keys[0]}' is not word for word in its evidence"
            yield Problem(entry.at(*keys), message, lacking_hint(content, model, words))


def _evidence_unread(content: Content, entry: Entry) -> bool:
    """True if the subject of an entry may be among what could not be read, or a cell that it cites was not found."""
    if isinstance(entry.record, Fact) and any(cite.unread for cite in entry.record.cite):
        return True
    return content.incomplete and isinstance(entry.record, Commentary | Removed)


def date_in_passage(content: Content) -> Problems:
    """Each part of a date is in the evidence, or is inferred by a named inference that concludes it."""
    for entry, (keys, _, value, owner) in content.parts(When, held_by=""):
        if isinstance(owner, Fact | Source):
            yield from _date_shown(content, entry, str(keys[0]), value)
        elif missing := _missing(content, with_evidence(entry, keys), value):
            message = f"{title(entry)}: {_readable(min(missing))} of '{keys[-1]}' is not in its evidence"
            yield Problem(entry.at(*keys), message, evidence_hint(with_evidence(entry, keys)))
    for entry, (keys, _, time, _) in content.parts(Clock, held_by=""):
        model = with_evidence(entry, keys)
        if not _time_shown(content, model, time):
            message = f"{title(entry)}: {keys[-1]} '{time}' is not in its evidence"
            yield Problem(entry.at(*keys), message, lacking_hint(content, model, time))


def _missing(content: Content, model: Model, value: Edtf) -> frozenset[str]:
    """The parts of a date that no evidence of a model shows, as token keys."""
    unreadable = _unreadable(content, model)
    keys = ((part, key) for moment in value.moments for part, key in moment_keys(moment).items())
    return frozenset(key for part, key in keys if part not in unreadable) - content.shown_by(model)


def _unreadable(content: Content, model: Model) -> tuple[str, ...]:
    """The parts of a date that cannot be checked in the evidence of a model."""
    return ("month", "day") if content.cannot_show("months", model.evidence()) else ()


def _time_shown(content: Content, model: Model, time: str) -> bool:
    """True if the evidence has a clock time, or the name of a part of the day if its language has such names."""
    if ":" in time:
        shown = content.shown_by(model)
        return any(key in shown or on_half_day(key) in shown for key in content.reader.tokens(time)[0].keys)
    return content.cannot_show("parts_of_day", model.evidence()) or _has_one(
        content, model, lambda reader: reader.words.parts_of_day.get(time, ())
    )


def _has_one(content: Content, model: Model, words: Callable[[Reader], Iterable[str]]) -> bool:
    """True if the evidence has one of the words that `words` returns for its language."""
    return any(
        contains(said.words, word, ignore_case=True)
        for said in model.evidence()
        for word in words(content.reader_of(said))
    )


def _date_shown(content: Content, entry: Entry, field: str, value: Edtf) -> Problems:
    fact = entry.record
    if any(cite.unread for cite in fact.cite):
        return  # reported at the citation
    if isinstance(fact, Quote) and field == "date" and any(given.date == value for given in content.given_by(fact)):
        return  # shown for the whole source
    begun = frozenset[str]().union(*(content.reader_of(cite).begins(cite.words) for cite in fact.cite))
    evidence = content.shown_by(fact) | (begun if value.end else frozenset())
    unreadable = _unreadable(content, fact)
    parts = [(at, *each) for at, moment in enumerate(value.moments) for each in moment_keys(moment).items()]
    open_parts = [(at, part, key) for at, part, key in parts if part in fact.inferred]
    concluded = {each for each in open_parts if _concludes(content, fact, value, *each)}
    # Of a range the evidence may give the other end; no part is named in vain.
    reached = {part for _, part, _ in concluded}
    wrong = (each for each in open_parts if each not in concluded)
    for _, part, key in (each for each in wrong if each[1] not in reached or each[2] not in evidence):
        inference = content.records[fact.inferred[part]]
        message = f"{title(entry)}: {part} {_readable(key)} of '{field}' is not what '{inference.id}' concludes"
        told = content.catalogue.date(inference.get("date")) if inference.get("date") else "no date"
        yield Problem(entry.at(field), message, f"it concludes {told}")
    shown = {
        (each[1], each[2])
        for each in parts
        if each[1] not in unreadable and (each not in open_parts or (each not in concluded and each[2] in evidence))
    }
    words = fact.get(f"{field}_words")
    if missing := sorted((part, key) for part, key in shown if key not in evidence):
        months = {f"month:{key[5:7]}" for part, key in missing if part == "day"}  # a day includes its month
        named = [f"{part} {_readable(key)}" for part, key in missing if key not in months]
        lacking = f"{' and '.join(named)} of '{field}' {'are' if len(named) > 1 else 'is'} not in its evidence"
        yield Problem(entry.at(field), f"{title(entry)}: {lacking}", _date_hint(content, fact, missing))
    else:
        yield from _date_settled(content, entry, field, value, shown)
        if (
            value.end
            and not fact.inferred
            and not isinstance(words, tuple)
            and not begun.intersection(moment_keys(value.start).values())
            and not any(_joins(content.reader_of(cite), cite.words, value.start, value.end) for cite in fact.cite)
            and not any(content.cannot_show(group, fact.cite) for group in ("months", "range_joins"))
        ):
            message = f"{title(entry)}: no words of its evidence join the two ends of '{field}'"
            yield Problem(
                entry.at(field),
                message,
                f"cite a passage that says from when to when, or the words of each end: {field}_words: [words, words]; "
                f"{evidence_hint(fact)}",
            )
        yield from _open_shown(content, entry, field, value)
    approximate = not value.start.approximate or _has_one(content, fact, lambda reader: reader.approximate)
    if not approximate and not content.cannot_show("senses", fact.cite):
        yield Problem(entry.at(field), f"{title(entry)}: no word of its evidence makes '{field}' approximate",
                    "remove '~', or cite the words that say so")  # fmt: skip


def _open_shown(content: Content, entry: Entry, field: str, value: Edtf) -> Problems:
    """A date without a beginning is one that the evidence says something was so by, or until; another is not only that."""
    fact = entry.record
    own = Occasion(0, 0, moment_keys(value.start))
    if value.end or own.finest in fact.inferred or content.cannot_show("date_sides", fact.cite):
        return
    told = (date for cite in fact.cite for date in _dates_of(content.reader_of(cite), cite))
    opens = {date.open for date in told if date.parts.get(own.finest) == own.parts[own.finest]}
    if value.open and True not in opens:
        yield Problem(entry.at(field), f"{title(entry)}: its evidence does not say 'by' or 'until' before '{field}'",
                    f"write {value.start}, or cite words that say no more than that it was so by then")  # fmt: skip
    elif not value.open and opens == {True}:
        yield Problem(entry.at(field), f"{title(entry)}: its evidence says only 'by' or 'until' before '{field}'",
                    f"write {OPEN}/{value}: when it happened or began is not known")  # fmt: skip


def _dates_of(reader: Reader, cite: Citation) -> tuple[Occasion, ...]:
    """The dates in a citation, with what the words before it say of them."""
    return reader.dates(f"{cite.prefix or ''} {cite.words}")


def _date_hint(content: Content, fact: Fact | Source, missing: list[tuple[str, str]]) -> str:
    """A hint about parts of a date that no evidence shows: to cite the dateline that has them, or else an inference."""
    source, line = _dateline(content, fact, {key for _, key in missing})
    reader = content.text_readers.get(source, content.reader)
    left = [(part, key) for part, key in missing if key not in reader.token_keys(line)]
    wanted = ", ".join(f"{part}: <id>" for part in dict.fromkeys(part for part, _ in left or missing))
    inferred = f"inferred: {{{wanted}}}"
    if not line:
        return f"give no more than it says, or name an inference: {inferred}; {evidence_hint(fact)}"
    rest = f"name an inference for the rest: {inferred}" if left else f"if not, name an inference: {inferred}"
    return f"if it is the day of the report, cite its dateline, too: source: {source}, exact: {line}; {rest}"


def _dateline(content: Content, fact: Fact | Source, keys: set[str]) -> tuple[str, str]:
    """The source and the opening sentence of a text it cites that shows most of `keys`; empty texts if none does."""
    found = [
        (len(keys & content.text_readers[source].token_keys(words)), source, words)
        for source in dict.fromkeys(cite.source for cite in fact.cite if cite.exact and cite.source in content.texts)
        for sentence in content.texts[source].sentences[:OPENING]
        for words in [" ".join(content.texts[source].words_of(sentence.span).split())]
    ]
    count, source, words = max(found, key=lambda each: each[0], default=(0, "", ""))
    return (source, words) if count else ("", "")


def _joins(reader: Reader, text: str, start: Moment, end: Moment) -> bool:
    """True if a text names the start, then in the same sentence "to", "and" or a dash, then the end."""
    first, last = moment_keys(start), moment_keys(end)
    part = next(part for part in ("day", "month", "year") if part in first and part in last)
    found = [(token, key) for token in reader.tokens(text) for key in token.keys]
    years = [key for _, key in found if key in (first["year"], last["year"])]
    in_order = first["year"] == last["year"] or (years[:1] == [first["year"]] and years[-1:] == [last["year"]])
    for number, (token, key) in enumerate(found):
        for other, key2 in found[number + 1 :]:
            between = text[token.end : other.start]
            if (key, key2) == (first[part], last[part]) and (token is other or reader.joins(between)):
                return in_order and not re.search(r"[.!?]\s+[A-Z]", between)
    return False


def _as_date(fact: Fact | Source, key: str) -> bool:
    """False for a number that the evidence writes only in a form that is not a year: 2,000."""
    year = re.compile(rf"(?<![\d.,]){key}(?![.,]?\d)")
    return not key.isdigit() or any(year.search(cite.words) for cite in fact.cite)


def _concludes(content: Content, fact: Fact | Source, value: Edtf, at: int, part: str, key: str) -> bool:
    """True if an inference concludes this part of an end of a date: by its own end or its one date, by an open one the last.

    True for what is no inference, too, which another rule reports.
    """
    inference = _base(content, fact, part)
    if not isinstance(inference, Inference):
        return True
    if not inference.date or (inference.date.open and at < len(value.moments) - 1):
        return False
    return moment_keys((inference.date.moments * 2)[at]).get(part) == key


def _date_settled(content: Content, entry: Entry, field: str, value: Edtf, shown: set[tuple[str, str]]) -> Problems:
    """If the evidence names several dates, `date_words` or `period_words` determine which is meant."""
    fact = entry.record
    parts, keys = {part for part, _ in shown}, {key for _, key in shown}
    words = fact.get(f"{field}_words")
    if words is None:
        others = sorted(
            key for key in content.shown_by(fact) - keys if _part_of_date(key) in parts and _as_date(fact, key)
        )
        if others:
            message = f"{title(entry)}: its evidence names other dates than '{field}', too"
            hint = f"say with '{field}_words' which words give it; there is also {', '.join(map(_readable, others))}"
            yield Problem(entry.at(field), message, hint)
        return
    if isinstance(words, tuple) and not value.end:
        message = f"{title(entry)}: {field}_words has two ends, and {value} has one"
        yield Problem(entry.at(f"{field}_words"), message, "give the words that give the date, as one text")
        return
    ends = [(words, keys)] if isinstance(words, str) else list(_words_of_ends(words, value, shown))
    for at, (said, wanted) in enumerate(ends):
        place = (f"{field}_words", at) if isinstance(words, tuple) else (f"{field}_words",)
        if not in_evidence(fact, said):
            message = f"{title(entry)}: {field}_words '{said}' are not in its evidence"
            yield Problem(entry.at(*place), message, lacking_hint(content, fact, said))
        elif _dates_in(content, fact, said) != wanted:
            which = str(value) if isinstance(words, str) else str(value.moments[at])
            yield Problem(entry.at(field), f"{title(entry)}: {which} is not what '{said}' says",
                        "correct the date, or choose the words that give it and no other")  # fmt: skip


def _dates_in(content: Content, fact: Fact | Source, words: str) -> set[str]:
    """The dates in words copied from the evidence of a record, without the parts that cannot be checked in it."""
    no_part = ("", *_unreadable(content, fact))
    keys = content.reader_of_words(fact, words).token_keys(words)
    return {key for key in keys if _part_of_date(key) not in no_part}


def _words_of_ends(words: tuple[str, str], value: Edtf, shown: set[tuple[str, str]]) -> Iterator[tuple[str, set[str]]]:
    """The words of each end of a range, with the keys that they must show."""
    for said, moment in zip(words, value.moments, strict=True):
        yield said, {key for part, key in moment_keys(moment).items() if (part, key) in shown}


def inference_reached(content: Content) -> Problems:
    """The date that an inference concludes is in its evidence, or differs from it by one step or by a time counted in it.

    A part that is not in the evidence at all comes from another inference that it names.
    """
    for entry in content.facts:
        if not isinstance(fact := entry.record, Inference) or not fact.date:
            continue
        evidence, unreadable = content.shown_by(fact), _unreadable(content, fact)
        for part, key in ((part, key) for moment in fact.date.moments for part, key in moment_keys(moment).items()):
            known = {other for other in evidence if _part_of_date(other) == part}
            builds_on = _base(content, fact, part)
            if isinstance(builds_on, Inference) and builds_on.date and _ends(content, builds_on, part):
                known |= {k for moment in builds_on.date.moments if (k := moment_keys(moment).get(part))}
            reach = _reach(content, fact, part)
            if part not in unreadable and not any(_steps(key, other) <= reach for other in known):
                message = f"{title(entry)}: nothing in its evidence leads to {_readable(key)}"
                hint = (
                    f"cite a {part} to calculate from, or name the inference it builds on: inferred: {{{part}: <id>}}"
                )
                yield Problem(entry.at("date"), message, hint)


def _reach(content: Content, fact: Inference, part: str) -> int:
    """How many years, months or days a conclusion may be from a date: one, or as many as its evidence counts."""
    counted = [1]
    for cite in fact.cite:
        reader = content.reader_of(cite)
        for each in reader.quantities(cite.words):
            of, factor = reader.words.spans.get(each.unit or "", ("", 1))
            if each.key.isdecimal() and int(each.key) < 1000 and (of == part or each.unit is None):
                counted.append(int(each.key) * factor)
    return max(counted)


def _base(content: Content, fact: Fact | Source, part: str) -> Record | None:
    """The inference that a part of a date comes from."""
    return next((content.records.get(target) for name, target in fact.inferred.items() if name == part), None)


def _ends(content: Content, fact: Inference, part: str) -> bool:
    """True if the inferences that one builds on end with one that builds on no other, without a cycle."""
    seen: set[str] = set()
    known: Record | None = fact
    while isinstance(known, Inference) and known.id not in seen:
        seen.add(known.id)
        known = _base(content, known, part)
        if known is None:
            return True
    return False


def _steps(key: str, other: str) -> int:
    """The number of years, months or days between two keys of one kind; months and days wrap around.

    A day that no calendar has, such as 30 February, is a year from any other.
    """
    if key.startswith("date:"):
        try:
            days = [dt.date(_LEAP_YEAR, int(k[5:7]), int(k[8:])).timetuple().tm_yday for k in (key, other)]
        except ValueError:
            return _DAYS_OF_LEAP_YEAR
        return min(apart := abs(days[0] - days[1]), _DAYS_OF_LEAP_YEAR - apart)
    apart = abs(int(key.rpartition(":")[2]) - int(other.rpartition(":")[2]))
    return min(apart, 12 - apart) if key.startswith("month:") else apart


_LEAP_YEAR, _DAYS_OF_LEAP_YEAR = 2000, 366


def _part_of_date(key: str) -> str:
    """The part of a record's date that a token key gives: year, month or day; empty for another key."""
    return part if (part := part_of_date(key)) in ("year", "month", "day") else ""


def _readable(key: str) -> str:
    """A token key as a reader writes it: `date:11-27` as 27 November."""
    what, _, value = key.rpartition(":")
    if what == "month":
        return MONTHS[int(value) - 1]
    return f"{int(value[3:])} {MONTHS[int(value[:2]) - 1]}" if what == "date" else key


def dates_in_order(content: Content) -> Problems:
    """No end is before its start, no record before one it followed or after one it came before, and no order is a cycle."""
    for entry, (keys, _, value, _) in content.parts(When):
        if value.end and value.end.latest() < value.start.earliest():
            yield Problem(entry.at(*keys), f"{value.end} ends before {value.start} starts", "swap the two dates")

    times = Chronology(content)
    for order in times.orders:
        where, name = order.entry.at(order.field), title(order.entry)
        earlier, later = content.facts_by_id[order.earlier][0], content.facts_by_id[order.later][0]
        date = later.get("date")
        if order.entry.record.id in times.circles:
            message = f"{name} comes {order.field} itself"
            yield Problem(where, message, "break the cycle of 'after' and 'before'")
        elif date and date.last.latest() < times.not_before(earlier.id):
            message = (
                f"{name} is dated before '{earlier.id}', which it followed"
                if order.field == "after"
                else f"{name} is dated after '{later.id}', which it came before"
            )
            yield Problem(where, message, "correct one of the dates, or the order")
        elif date and date == earlier.get("date") and date.one_day:
            first, second = clock(earlier), clock(later)
            if first and second and second < first:
                message = f"{name}: '{earlier.id}' is of a later time of the same day than '{later.id}'"
                yield Problem(where, message, "correct one of the times, or the order")


def placed_in_time(content: Content) -> Problems:
    """An event or development has a date or a place in the order that shows whether it was before the day, on it or after."""
    times = Chronology(content)
    day = content.site.record.day
    known = {(order.entry.record.id, order.field) for order in times.orders}
    for entry in content.facts:
        fact = entry.record
        if not isinstance(fact, (Event, Development)) or fact.id in times.circles:
            continue
        if not (fact.date or fact.after or fact.before):
            yield Problem(entry.at(), f"{title(entry)} has no date and no place in the order",
                        "give its date, or name with 'after' or 'before' what it followed or came before")  # fmt: skip
        elif (
            not times.phase(fact)
            and times.not_before(fact.id) <= times.not_after(fact.id)
            and all((fact.id, name) in known for name in ("after", "before") if fact.get(name))
        ):
            field = "date" if fact.date else "after" if fact.after else "before"
            message = f"{title(entry)}: nothing says whether it was before {day}, on that day or after it"
            hint = "give a date exact to the day, or name with 'after' or 'before' a record that determines it"
            yield Problem(entry.at(field), message, hint)


def looked_by_then(content: Content) -> Problems:
    """Nothing was published, read, searched for, corrected or removed after `as_of`, the last day that the site covers."""
    as_of = content.site.record.as_of
    for entry, (keys, _, value, _) in content.parts(When, held_by="looked_by_then"):
        if value.start.earliest() > as_of.last.latest():
            yield Problem(entry.at(*keys), f"{title(entry)}: {value} is after {as_of}, the last day that the site covers",
                        "correct the date, or 'as_of' in site.yaml")  # fmt: skip


def used_inference(content: Content) -> Problems:
    """A record uses each inferred date, so that the date is checked; a page links to each other inference."""
    used = {target for entry in (*content.sources, *content.facts) for target in entry.record.inferred.values()}
    linked = {link.target for prose in content.prose for block in blocks(prose.body) for link in block.links}
    for entry in content.facts:
        fact = entry.record
        if isinstance(fact, Inference) and fact.id not in (used if fact.date else linked):
            name = f"name it in a record, inferred: {{year: {fact.id}}}" if fact.date else f"link it, fact:{fact.id}"
            message = f"{title(entry)} is used by no {'record' if fact.date else 'page'}"
            yield Problem(entry.at(), message, f"{name}, or remove it")
