"""Content for the benchmark: invented records of three kinds, each supported by two passages of source texts."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from pathlib import Path

from explainer.content.records import FORMAT

SOURCES = 20
_WORDS = re.findall(
    r"\w+",
    "anchor bakery barge basin beacon bell bench boat bollard bridge buoy cabin canal captain cargo cellar chart "
    "chimney church clerk cobble copper cordage council cove crane creek crew crossing current customs dairy deck dock "
    "dredger drum engine ferry festival fisher flag flood foghorn foundry gale garden gate granary gravel guild gull "
    "hammer harbour hatch haul herring hull inlet island jetty keel kiln ladder lamp landing lantern ledger lever "
    "lighthouse lock loom market mast mill mooring net oar orchard paddle path pier pilot plank pump quay raft rail "
    "reed reef ridge river rope rudder sail salt sand school sea shed shore signal slate slip smith sluice sound steam "
    "stone storm strand street tar tavern tide timber toll tower trade tram tunnel valley vessel wagon wall warden "
    "warehouse watch water weather weir wharf wheel wind winter wood yard",
)
_VERBS = re.findall(r"\w+", "carried mended guarded painted measured opened closed followed moved kept built found")
_MONTHS = re.findall(r"\w+", "January February April June July August September October November December")
_NUMBERS = (1, 2, 4, 6, 7, 8, 9, 10, 11, 12)
"""The months by number; March and May are left out, being words as well."""


@dataclass(frozen=True)
class Record:
    """One invented record; `cites` are pairs of source number and passage."""

    id: str
    kind: str
    title: str
    text: str
    cites: tuple[tuple[int, str], ...]
    fields: tuple[str, ...]


def phrase(generator: random.Random, length: int) -> str:
    """Plain words that state no number, date or name."""
    words = [generator.choice(_WORDS) for _ in range(length)]
    return " ".join(f"the {word}" if place % 3 == 0 else word for place, word in enumerate(words))


def sentence(generator: random.Random, length: int) -> str:
    """One sentence of plain words."""
    verb = generator.choice(_VERBS)
    return f"The {phrase(generator, length // 2)[4:]} {verb} {phrase(generator, length // 2)}."


def records(count: int) -> list[Record]:
    """So many records, the same ones each time: events, quotes and figures in turn."""
    generator = random.Random(count)  # repeatable, not secret
    return [(_event, _quote, _figure)[index % 3](generator, index) for index in range(count)]


def _event(generator: random.Random, index: int) -> Record:
    year, month, day = generator.randint(1900, 2019), generator.randrange(10), generator.randint(1, 28)
    told = f"On {day} {_MONTHS[month]} {year} {phrase(generator, 8)} {generator.choice(_VERBS)} the harbour."
    date = f"{year}-{_NUMBERS[month]:02}-{day:02}"
    text = f"On {day} {_MONTHS[month]} {year} it came to this. " + " ".join(sentence(generator, 13) for _ in range(4))
    return _record(generator, index, "event", text, told, ("summary", text), ("date", date))


def _quote(generator: random.Random, index: int) -> Record:
    said = " ".join(sentence(generator, 14) for _ in range(2))
    speaker = speaker_of(index % SOURCES)
    told = f'{speaker} said at the {generator.choice(_WORDS)}: "{said}"'
    note = " ".join(sentence(generator, 14) for _ in range(2))
    by = f"\n    by: actor-{index % SOURCES:02}\n    words: {speaker} said\n    channel: speech"
    fields = (("text", said), ("attribution", by), ("wording", "original"), ("note", note))
    return _record(generator, index, "quote", f"{said} {note}", told, *fields)


def _figure(generator: random.Random, index: int) -> Record:
    number, unit = generator.randint(1001, 999_999), generator.choice(_WORDS)
    told = f"In all {number:,} {unit} loads passed {phrase(generator, 9)} that season."
    text = f"There were {number:,} of them. " + " ".join(sentence(generator, 13) for _ in range(4))
    fields = (
        ("summary", text),
        ("words", f"{number:,} {unit} loads"),
        ("value", str(number)),
        ("unit", f"{unit} loads"),
    )
    return _record(generator, index, "figure", text, told, *fields)


def _record(generator: random.Random, index: int, kind: str, text: str, told: str, *fields: tuple[str, str]) -> Record:
    cites = ((index % SOURCES, told), ((index * 7 + 3) % SOURCES, sentence(generator, 16)))
    title = f"{phrase(generator, 5).capitalize()}"
    lines = tuple(
        f"{name}:{value}" if value.startswith("\n") else f"{name}: {_quoted(value)}" for name, value in fields
    )
    return Record(f"{kind}-{index:05}", kind, title, text, cites, lines)


def _quoted(value: str) -> str:
    return f"'{value}'" if ": " in value or value.startswith('"') else value


def speaker_of(source: int) -> str:
    """The name of whoever speaks in a source."""
    return f"Warden {_WORDS[source * 3].capitalize()}{_WORDS[source * 3 + 1]} {_WORDS[source * 5 + 2].capitalize()}ley"


def kept_texts(made: list[Record]) -> list[str]:
    """The texts of the sources: the passages of all records in paragraphs of five, and who speaks there."""
    passages: list[list[str]] = [[f"{speaker_of(source)} keeps the harbour book."] for source in range(SOURCES)]
    for record in made:
        for source, words in record.cites:
            passages[source].append(words)
    return ["\n".join(" ".join(kept[at : at + 5]) for at in range(0, len(kept), 5)) + "\n" for kept in passages]


def write_content(folder: Path, made: list[Record]) -> None:
    """Write `content/` and `seeds/` of an explainer that holds the records."""
    files: dict[str, str] = {
        "content/left-out.yaml": "[]\n",
        **_PAGES,
        "content/site.yaml": f"format: {FORMAT}\n{_SITE}",
    }
    files["content/publishers.yaml"] = (
        "- id: archive\n  name: The Archive\n  form: archive\n  hosts: [archive.example]\n"
    )
    sources = []
    for number, text in enumerate(kept_texts(made)):
        digest = hashlib.sha256(text.encode()).hexdigest()
        files[f"seeds/source-{number:02}.txt"] = text
        base = "true" if number == 0 else "false"
        sources.append(
            f"- id: source-{number:02}\n  title: Harbour book {chr(65 + number)}\n  publisher: archive\n  language: en\n"
            f"  url: https://archive.example/{number}\n  file: source-{number:02}.txt\n  sha256: {digest}\n  base: {base}\n"
        )
    files["content/sources.yaml"] = "".join(sources)
    files["content/facts/actors.yaml"] = "".join(
        f"- id: actor-{number:02}\n  name: {speaker_of(number)}\n  form: person\n  cite:\n"
        f"    - source: source-{number:02}\n      exact: {speaker_of(number)} keeps the harbour book.\n"
        for number in range(SOURCES)
    )
    for kind in ("event", "quote", "figure"):
        files[f"content/facts/{kind}s.yaml"] = "".join(map(_yaml, (r for r in made if r.kind == kind)))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _yaml(record: Record) -> str:
    lines = [f"- id: {record.id}", f"  title: {record.title}", *(f"  {line}" for line in record.fields), "  cite:"]
    for source, words in record.cites:
        lines += [f"    - source: source-{source:02}", f"      exact: {_quoted(words)}"]
    return "\n".join(lines) + "\n"


_SITE = """\
title: The Harbour
description: What the harbour books say.
language: en
day: 1999-06-03
as_of: 2022-01-31
uid: 0123456789abcdef
rights: Invented for the benchmark.
channels: {speech: in a speech}
wordings: {original: Original wording}
actor_forms: {person: People}
publisher_forms: {archive: archive}
"""
_PAGES = {
    f"content/pages/{name}.md": f"---\ntitle: {title}\ntemplate: {template}\n"
    f"description: What the harbour books say.\nnav: {title}\norder: {order}\n---\n\nEverything at a glance.\n"
    for order, (name, title, template) in enumerate(
        (("index", "All records", "records"), ("timeline", "Time line", "timeline"), ("sources", "Sources", "sources"))
    )
}
