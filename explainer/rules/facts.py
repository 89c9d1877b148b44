"""Rules about records: does the evidence show what the record states?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from explainer.content.chronology import Chronology, clock
from explainer.content.content import Content, Entry
from explainer.content.records import (
    Citation,
    Commentary,
    Correction,
    Development,
    Event,
    Fact,
    Inference,
    Record,
    Site,
    Unknown,
)
from explainer.formats.markdown import blocks
from explainer.rules.common import Fault, Faults, anywhere, evidence_hint, instead, lacking_hint, title
from explainer.text.dates import Edtf, Moment, moment_keys
from explainer.text.numbers import APPROXIMATE, MONTHS, PRONOUNS, denial, quotations, token_keys, tokens
from explainer.text.source_text import contains, find_words, fold
from explainer.text.suggest import near

OPENING = 4
"""Sentences at the beginning of a text among which its dateline is looked for: headline, place, day, agency."""


def known_fact(content: Content) -> Faults:
    """Every record named by another exists and is of the right kind."""
    for entry in content.facts:
        for keys, kind, target in entry.record.mentions_of():
            found = content.records.get(target)
            kinds = kind.split(" or ")
            if found is None or (kind and found.kind not in kinds):
                ids = [record.id for record in content.records.values() if not kind or record.kind in kinds]
                message = f"{title(entry)} names unknown {kind or 'record'} '{target}'"
                hint = near(target, ids) if found else instead(content, "record", target, ids)
                if found is not None:
                    message = f"{title(entry)}: '{target}' is of kind {found.kind}, not {kind}"
                yield Fault(entry.at(*keys), message, hint)


def known_word(content: Content) -> Faults:
    """Every topic, channel, state, form, group, basis, certainty, owner and party is defined in site.yaml."""
    site = content.site.record
    for field, name, known in (
        ("copying_forms", "form", site.publisher_forms),
        ("mere_mentions", "state", site.states),
    ):
        for place, value in enumerate(getattr(site, field)):
            if value not in known:
                yield Fault(content.site.at(field, place), f"site: {name} '{value}' is not defined in site.yaml",
                            near(value, known))  # fmt: skip
    for entry in (*content.facts, *content.publishers):
        for keys, name, value, allowed in _words_of(entry.record, site):
            if value not in allowed:
                yield Fault(entry.at(*keys), f"{title(entry)}: {name} '{value}' is not defined in site.yaml",
                            near(value, allowed))  # fmt: skip


def _words_of(record: Record, site: Site) -> Iterator[tuple[tuple[str | int, ...], str, str, Mapping[str, str]]]:
    """What a record takes from the lists of site.yaml, as (keys to the field, its name, the word, the list)."""
    forms = {
        "agreement": site.agreement_forms,
        "actor": site.actor_forms,
        "place": site.place_forms,
        "publisher": site.publisher_forms,
    }
    for place, topic in enumerate(record.get("topics") or ()):
        yield ("topics", place), "topic", topic, site.topics
    for field, allowed in (
        ("form", forms.get(record.kind, {})),
        ("state", site.states),
        ("wording", site.wordings),
        ("group", site.ledger_groups),
        ("basis", site.bases),
        ("owner", site.owners),
        ("party", site.parties),
    ):
        if (value := record.get(field)) is not None:
            yield (field,), field, value, allowed
    if attribution := record.get("attribution"):
        yield ("attribution", "channel"), "channel", attribution.channel, site.channels
    if certainty := record.get("certainty"):
        yield ("certainty", "level"), "level", certainty.level, site.certainties


def unique_name(content: Content) -> Faults:
    """No two actors share a name, and a pronoun is none, so that words naming a speaker name one."""
    first: dict[str, Entry] = {}
    for entry in content.facts:
        if entry.record.kind == "actor":
            for name in dict.fromkeys((entry.record.name, *entry.record.also)):
                if name.lower() in PRONOUNS:
                    yield Fault(entry.at("also"), f"{title(entry)}: '{name}' names nobody",
                                "cite the sentence that names the speaker, as well")  # fmt: skip
                known = first.setdefault(name.lower(), entry)
                if known is not entry:
                    yield Fault(entry.at("name"), f"{title(entry)}: '{name}' also names actor '{known.record.id}'",
                                "keep a name that only one of them has")  # fmt: skip


def name_in_passage(content: Content) -> Faults:
    """Names, offices, states and coordinates stand in the evidence."""
    for entry in content.facts:
        record = entry.record
        checks: list[tuple[tuple[str | int, ...], str]] = []
        if record.kind in ("actor", "place", "term"):
            ways = (record.name, *(record.get("also") or ()))
            if not any(anywhere(record, way, ignore_case=True) for way in ways):
                checks.append((("name",), record.name))
            checks += [(("names", index, "text"), name.text) for index, name in enumerate(record.names)]
        for field in ("office", "state_words", "latitude", "longitude"):
            if (value := record.get(field)) is not None:
                checks.append(((field,), str(value)))
        for keys, words in checks:
            if not anywhere(record, words, ignore_case=keys[0] in ("name", "office")):
                message = f"{title(entry)}: {keys[0]} '{words}' is not in its evidence"
                yield Fault(entry.at(*keys), message, lacking_hint(content, record, words))
                continue
            denied = [_denied(cite, words) for cite in record.cite if keys[0] == "state_words"]
            if any(denied) and all(found != "" for found in denied):
                yield Fault(entry.at(*keys), f"{title(entry)}: state_words '{words}' are denied there",
                            f"the evidence has '{next(filter(None, denied))}'")  # fmt: skip


def _denied(cite: Citation, words: str) -> str | None:
    """What denies `words` in a citation, with them: "not yet signed"; empty if nothing does, None if they are not in it."""
    text = fold(f"{cite.prefix or ''} {cite.words}")
    at = find_words(text, words)
    before = " ".join(re.split(r"[,;:.!?]", text[: at[0]])[-1].split()[-3:]) if at else ""
    return (f"{before} {words}" if denial(before) else "") if at else None


def numbers_in_evidence(content: Content) -> Faults:
    """Every number and date in a record's own sentences stands in its evidence or its typed fields."""
    for entry in content.facts:
        fact = entry.record
        if content.incomplete and isinstance(fact, Commentary):
            continue  # what it is about may be what could not be read
        allowed: frozenset[str] | None = None
        for field, text in fact.statements():
            for token in tokens(text):
                if allowed is None:
                    allowed = content.borne_out(fact)
                if not allowed.issuperset(token.keys):
                    number = text[token.start : token.end]
                    message = f"{title(entry)}: '{number}' in '{field}' is not in its evidence"
                    yield Fault(entry.at(field), message, lacking_hint(content, fact, number))


def quotations_in_evidence(content: Content) -> Faults:
    """Text in quotation marks in a record's own sentences is verbatim in a kept passage it cites."""
    for entry in content.facts:
        if content.incomplete and isinstance(entry.record, Commentary):
            continue
        for field, text in entry.record.statements():
            for start, end in quotations(text):
                words = text[start + 1 : end - 1].rstrip(",.; ")
                if not words or not any(contains(passage, words) for passage in content.passages(entry.record)):
                    message = f"{title(entry)}: {text[start:end]} in '{field}' is not word for word in its evidence"
                    yield Fault(entry.at(field), message, lacking_hint(content, entry.record, words))


def date_in_passage(content: Content) -> Faults:
    """Each part of a date stands in the evidence, or is inferred by a named inference that concludes it."""
    for entry in content.facts:
        fact = entry.record
        if isinstance(fact, Inference | Commentary):
            continue  # their dates are conclusions, or our own
        for field, value in fact.moments():
            yield from _date_shown(content, entry, field, value)
        time = fact.get("time")
        if time and not (
            token_keys(time) & fact.evidence() or (":" not in time and anywhere(fact, time, ignore_case=True))
        ):
            message = f"{title(entry)}: time '{time}' is not in its evidence"
            yield Fault(entry.at("time"), message, lacking_hint(content, fact, time))


def _date_shown(content: Content, entry: Entry, field: str, value: Edtf) -> Faults:
    fact = entry.record
    shown = {
        (part, key)
        for moment in value.moments
        for part, key in moment_keys(moment).items()
        if part not in fact.inferred
    }
    for part, target in fact.inferred.items():
        inference = content.records.get(target)
        for key in dict.fromkeys(keys[part] for m in value.moments if part in (keys := moment_keys(m))):
            if not isinstance(inference, Inference):
                continue
            if not _concludes(inference, value, part, key):
                message = f"{title(entry)}: {part} {_readable(key)} of '{field}' is not what '{inference.id}' concludes"
                concluded = content.catalogue.date(inference.date) if inference.date else "no date"
                yield Fault(entry.at(field), message, f"it concludes {concluded}")
    evidence = fact.evidence()
    words = fact.get(f"{field}_words")
    if missing := sorted((part, key) for part, key in shown if key not in evidence):
        months = {f"month:{key[5:7]}" for part, key in missing if part == "day"}  # a day names its month
        named = [f"{part} {_readable(key)}" for part, key in missing if key not in months]
        lacking = f"{' and '.join(named)} of '{field}' {'are' if len(named) > 1 else 'is'} not in its evidence"
        yield Fault(entry.at(field), f"{title(entry)}: {lacking}", _date_hint(content, fact, missing))
    else:
        yield from _date_settled(content, entry, field, value, shown)
        if (
            value.end
            and not fact.inferred
            and not isinstance(words, tuple)
            and not any(_joins(cite.words, value.start, value.end) for cite in fact.cite)
        ):
            message = f"{title(entry)}: no words of its evidence join the two ends of '{field}'"
            yield Fault(
                entry.at(field),
                message,
                f"cite a passage that says from when to when, or the words of each end: {field}_words: [words, words]; "
                f"{evidence_hint(fact)}",
            )
    if value.start.approximate and not any(anywhere(fact, word, ignore_case=True) for word in APPROXIMATE):
        yield Fault(entry.at(field), f"{title(entry)}: no word of its evidence makes '{field}' approximate",
                    "remove '~', or cite the words that say so")  # fmt: skip


def _date_hint(content: Content, fact: Fact, missing: list[tuple[str, str]]) -> str:
    """What to do about parts of a date that no evidence shows: the dateline that has them comes first."""
    source, line = _dateline(content, fact, {key for _, key in missing})
    left = [(part, key) for part, key in missing if key not in token_keys(line)]
    wanted = ", ".join(f"{part}: <id>" for part in dict.fromkeys(part for part, _ in left or missing))
    inferred = f"inferred: {{{wanted}}}"
    if not line:
        return f"give no more than it says, or name an inference: {inferred}; {evidence_hint(fact)}"
    rest = f"name an inference for the rest: {inferred}" if left else f"if not, name an inference: {inferred}"
    return f"if it is the day of the report, cite its dateline, too: source: {source}, exact: {line}; {rest}"


def _dateline(content: Content, fact: Fact, keys: set[str]) -> tuple[str, str]:
    """Of the opening sentences of the kept texts it cites, the one that shows most of `keys`, with its source."""
    found = [
        (len(keys & token_keys(words)), source, words)
        for source in dict.fromkeys(cite.source for cite in fact.cite if cite.source in content.texts)
        for sentence in content.texts[source].sentences[:OPENING]
        for words in [" ".join(content.texts[source].words_of(sentence.span).split())]
    ]
    count, source, words = max(found, key=lambda each: each[0], default=(0, "", ""))
    return (source, words) if count else ("", "")


def _joins(text: str, start: Moment, end: Moment) -> bool:
    """True if a text names the start, then in the same sentence "to", "and" or a dash, then the end."""
    first, last = moment_keys(start), moment_keys(end)
    part = next(part for part in ("day", "month", "year") if part in first and part in last)
    found = [(token, key) for token in tokens(text) for key in token.keys]
    years = [key for _, key in found if key in (first["year"], last["year"])]
    in_order = first["year"] == last["year"] or (years[:1] == [first["year"]] and years[-1:] == [last["year"]])
    for number, (token, key) in enumerate(found):
        for other, key2 in found[number + 1 :]:
            between = text[token.end : other.start]
            if (key, key2) == (first[part], last[part]) and (token is other or _JOINED.search(between)):
                return in_order and not re.search(r"[.!?]\s+[A-Z]", between)
    return False


_JOINED = re.compile(r"[-–—]|\b(?:to|and|until|till|through|into)\b")


def _as_date(fact: Fact, key: str) -> bool:
    """False for a number that the evidence writes only as years are not written: 2,000."""
    year = re.compile(rf"(?<![\d.,]){key}(?![.,]?\d)")
    return not key.isdigit() or any(year.search(cite.words) for cite in fact.cite)


def _concludes(inference: Inference, value: Edtf, part: str, key: str) -> bool:
    """True if an inference concludes this part of a date: the same end of a range, or the one date both ends are of."""
    if not inference.date:
        return False
    ends = zip(value.moments, inference.date.moments * 2, strict=False)
    return all(moment_keys(own).get(part) == key for moment, own in ends if moment_keys(moment).get(part) == key)


def _date_settled(content: Content, entry: Entry, field: str, value: Edtf, shown: set[tuple[str, str]]) -> Faults:
    """Where the evidence names several dates, `date_words` or `period_words` settle which is meant."""
    fact = entry.record
    parts, keys = {part for part, _ in shown}, {key for _, key in shown}
    words = fact.get(f"{field}_words")
    if words is None:
        others = sorted(key for key in fact.evidence() - keys if _part_of_date(key) in parts and _as_date(fact, key))
        if others:
            message = f"{title(entry)}: its evidence names other dates than '{field}', too"
            hint = f"say with '{field}_words' which words give it; there is also {', '.join(map(_readable, others))}"
            yield Fault(entry.at(field), message, hint)
        return
    if isinstance(words, tuple) and not value.end:
        message = f"{title(entry)}: {field}_words has two ends, and {value} has one"
        yield Fault(entry.at(f"{field}_words"), message, "give the words that give the date, as one text")
        return
    ends = [(words, keys)] if isinstance(words, str) else list(_words_of_ends(words, value, shown))
    for at, (said, wanted) in enumerate(ends):
        place = (f"{field}_words", at) if isinstance(words, tuple) else (f"{field}_words",)
        if not anywhere(fact, said):
            message = f"{title(entry)}: {field}_words '{said}' are not in its evidence"
            yield Fault(entry.at(*place), message, lacking_hint(content, fact, said))
        elif {key for key in token_keys(said) if _part_of_date(key)} != wanted:
            which = str(value) if isinstance(words, str) else str(value.moments[at])
            yield Fault(entry.at(field), f"{title(entry)}: {which} is not what '{said}' says",
                        "correct the date, or choose the words that give it and no other")  # fmt: skip


def _words_of_ends(words: tuple[str, str], value: Edtf, shown: set[tuple[str, str]]) -> Iterator[tuple[str, set[str]]]:
    """The words of each end of a range, with the keys that they have to show."""
    for said, moment in zip(words, value.moments, strict=True):
        yield said, {key for part, key in moment_keys(moment).items() if (part, key) in shown}


def inference_reached(content: Content) -> Faults:
    """The date an inference concludes is in its evidence, or no further from it than one step or a number there.

    A part of which the evidence has none is taken from another inference that it names.
    """
    for entry in content.facts:
        if not isinstance(fact := entry.record, Inference) or not fact.date:
            continue
        evidence = fact.evidence()
        reach = max([1, *(int(key) for key in evidence if key.isdecimal() and int(key) < 1000)])
        for part, key in ((part, key) for moment in fact.date.moments for part, key in moment_keys(moment).items()):
            known = {other for other in evidence if _part_of_date(other) == part}
            builds_on = _base(content, fact, part)
            if isinstance(builds_on, Inference) and builds_on.date and _ends(content, builds_on, part):
                known |= {k for moment in builds_on.date.moments if (k := moment_keys(moment).get(part))}
            if not any(_steps(key, other) <= reach for other in known):
                message = f"{title(entry)}: nothing in its evidence leads to {_readable(key)}"
                hint = f"cite a {part} to reckon from, or name the inference it builds on: inferred: {{{part}: <id>}}"
                yield Fault(entry.at("date"), message, hint)


def _base(content: Content, fact: Inference, part: str) -> Record | None:
    """The inference that a part of a date is taken from."""
    return next((content.records.get(target) for name, target in fact.inferred.items() if name == part), None)


def _ends(content: Content, fact: Inference, part: str) -> bool:
    """True if the inferences that one builds on end with one that builds on none."""
    seen: set[str] = set()
    known: Record | None = fact
    while isinstance(known, Inference) and known.id not in seen:
        seen.add(known.id)
        known = _base(content, known, part)
        if known is None:
            return True
    return False


def _steps(key: str, other: str) -> int:
    """How many years, months or days lie between two keys of one kind; months and days count round the year."""
    if key.startswith("date:"):
        days = [dt.date(2000, int(k[5:7]), int(k[8:])).timetuple().tm_yday for k in (key, other)]
        return min(apart := abs(days[0] - days[1]), 366 - apart)
    apart = abs(int(key.rpartition(":")[2]) - int(other.rpartition(":")[2]))
    return min(apart, 12 - apart) if key.startswith("month:") else apart


def _part_of_date(key: str) -> str:
    if key.startswith("date:"):
        return "day"
    if key.startswith("month:"):
        return "month"
    return "year" if re.fullmatch(r"(1[5-9]|20)\d\d", key) else ""


def _readable(key: str) -> str:
    """A token key as a reader writes it: `date:11-27` as 27 November."""
    what, _, value = key.rpartition(":")
    if what == "month":
        return MONTHS[int(value) - 1]
    return f"{int(value[3:])} {MONTHS[int(value[:2]) - 1]}" if what == "date" else key


def dates_in_order(content: Content) -> Faults:
    """An end is not before its start, nothing before what it followed or after what it came before, nothing in a circle."""
    for entry in (*content.facts, content.site):
        record = entry.record
        fields = record.moments() if isinstance(record, Fact) else [("day", record.day), ("as_of", record.as_of)]
        for field, value in fields:
            if value.end and value.end.latest() < value.start.earliest():
                yield Fault(entry.at(field), f"{value.end} ends before {value.start} starts", "swap the two dates")

    times = Chronology(content)
    for order in times.orders:
        where, name = order.entry.at(order.field), title(order.entry)
        earlier, later = content.facts_by_id[order.earlier][0], content.facts_by_id[order.later][0]
        date = later.get("date")
        if order.entry.record.id in times.circles:
            message = f"{name} comes {order.field} itself"
            yield Fault(where, message, "break the circle of 'after' and 'before'")
        elif date and date.last.latest() < times.not_before(earlier.id):
            message = (
                f"{name} is dated before '{earlier.id}', which it followed"
                if order.field == "after"
                else f"{name} is dated after '{later.id}', which it came before"
            )
            yield Fault(where, message, "correct one of the dates, or the order")
        elif date and date == earlier.get("date") and date.start.precision == "day" and not date.end:
            first, second = clock(earlier), clock(later)
            if first and second and second < first:
                message = f"{name}: '{earlier.id}' is of a later time of the same day than '{later.id}'"
                yield Fault(where, message, "correct one of the times, or the order")


def placed_in_time(content: Content) -> Faults:
    """What happened has a date or follows from an order, and it can be said whether it was before the day, on it or after."""
    times = Chronology(content)
    day = content.site.record.day
    known = {(order.entry.record.id, order.field) for order in times.orders}
    for entry in content.facts:
        fact = entry.record
        if not isinstance(fact, (Event, Development)) or fact.id in times.circles:
            continue
        if not (fact.date or fact.after or fact.before):
            yield Fault(entry.at(), f"{title(entry)} has no date and no place in the order",
                        "give its date, or name with 'after' or 'before' what it followed or came before")  # fmt: skip
        elif (
            not times.phase(fact)
            and times.not_before(fact.id) <= times.not_after(fact.id)
            and all((fact.id, name) in known for name in ("after", "before") if fact.get(name))
        ):
            field = "date" if fact.date else "after" if fact.after else "before"
            message = f"{title(entry)}: nothing says whether it was before {day}, on that day or after it"
            hint = "give a date exact to the day, or name with 'after' or 'before' a record that settles it"
            yield Fault(entry.at(field), message, hint)


def looked_by_then(content: Content) -> Faults:
    """Nothing was read, looked for, corrected or removed after `as_of`, the day up to which the site looks."""
    as_of = content.site.record.as_of
    for entry, field in [(e, "date") for e in content.facts if isinstance(e.record, Unknown | Correction)] + [
        *((e, "date_accessed") for e in content.sources if e.record.date_accessed),
        *((e, "date") for e in content.removed),
    ]:
        value = getattr(entry.record, field)
        if value.start.earliest() > as_of.last.latest():
            yield Fault(entry.at(field), f"{title(entry)}: {value} is after {as_of}, to which the site looks",
                        "mend the date, or 'as_of' in site.yaml")  # fmt: skip


def used_inference(content: Content) -> Faults:
    """An inferred date is used by a record, so that it is held against something; another conclusion by a page."""
    used = {target for entry in content.facts for target in entry.record.inferred.values()}
    linked = {link.target for prose in content.prose for block in blocks(prose.body) for link in block.links}
    for entry in content.facts:
        fact = entry.record
        if isinstance(fact, Inference) and fact.id not in (used if fact.date else linked):
            name = f"name it in a record, inferred: {{year: {fact.id}}}" if fact.date else f"link it, fact:{fact.id}"
            message = f"{title(entry)} is used by no {'record' if fact.date else 'page'}"
            yield Fault(entry.at(), message, f"{name}, or remove it")
