"""Inputs that are troublesome in large numbers: kinds of text, and lists of entries that are equal or wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from samples import SAMPLE, Explainer

from explainer.content import roles
from explainer.content.loader import load_content
from explainer.formats.yaml_file import read_yaml

PIECES: Mapping[str, str] = {
    "apostrophes": "'",
    "apostrophes apart": "' ",
    "apostrophes in words": "it's ",
    "opening marks": "“",
    "closing marks": "” ",
    "straight marks": '" ',
    "quotations": "“a” ",
    "single marks": "‘a ",
    "terms": "‘a’ ",
    "numbers": "12 ",
    "shares": "None of the 9. ",
    "lengths": "half a year before it ",
    "counted weekdays": "second Sunday of June ",
    "ordinals": "12th ",
    "percentages": "12% ",
    "amounts": "$5 million ",
    "dates": "3 June 2021 ",
    "times": "10:30 ",
    "number words": "twenty-",
    "digits and commas": "1,",
    "square brackets": "[",
    "round brackets": "( ",
    "open links": "[a](",
    "dashes": "— ",
    "hyphens": "a-",
    "unknown records": "[a](fact:x) ",
    "unknown pages": "[a](x) ",
    "one word": "a",
    "initials": "A. ",
    "emphasis": "_a_ ",
    "backticks": "` ",
    "entities": "&amp; ",
    "tags": "<a ",
    "tildes": "~~ ",
    "footnotes": "[^a] ",
    "comments": "a #b ",
    "accents": "a\u0301\u0327",
    "look-alikes": "Аb ",
    "items": "- a\n",
    "rows": "| a | b |\n",
    "headings": "## A {#a}\n\n",
    "lines": "a\n",
}
"""What is troublesome in large numbers."""

PASSAGE = "The old ferry made its last trip in May 2019, the harbour office writes."
CITE = f"  cite:\n    - source: harbour-gazette\n      exact: {PASSAGE}\n"


def copied(folder: Path) -> Explainer:
    """A fresh copy of the miniature."""
    shutil.rmtree(folder, ignore_errors=True)
    return Explainer(SAMPLE).copied(folder)


def repeated(piece: str, size: int) -> str:
    """A text of `size` characters, made of one piece."""
    return (piece * (size // len(piece) + 1))[:size]


def fill_page(sample: Explainer, text: str) -> None:
    """Add a text to a page."""
    sample.add("pages/method.md", f"\n\n{text}\n")


def fields() -> dict[str, list[tuple[str | int, ...]]]:
    """For each role the first text of the miniature that has it: the paths within files, by file."""
    content, _ = load_content(SAMPLE / "content", SAMPLE / "seeds")
    found: dict[str, list[tuple[str | int, ...]]] = {}
    for role in (each for each in vars(roles).values() if isinstance(each, type) and issubclass(each, roles.Role)):
        for entry, part in content.parts(role):
            value = entry.file.value
            keys = (*entry.keys, *part.keys)
            for key in keys:
                value = value[key] if key in range(len(value)) or (isinstance(value, dict) and key in value) else None
                if value is None:
                    break
            if type(part.role) is role and isinstance(value, str) and entry.file.path.endswith(".yaml"):
                found.setdefault(entry.file.path, []).append(keys)
                break
    return found


def fill_fields(sample: Explainer, places: Mapping[str, list[tuple[str | int, ...]]], text: str) -> None:
    """Write a text into the fields that `fields` finds, all at once."""
    for path, ways in places.items():
        values: Any = read_yaml(path, Path(path).read_text("utf-8")).value
        for *parents, last in ways:
            inner = values
            for key in parents:
                inner = inner[key]
            inner[last] = text
        name = Path(path).relative_to(SAMPLE / "content").as_posix()
        sample.save(sample.path(name), yaml.safe_dump(values, allow_unicode=True, sort_keys=False))


def terms(count: int, text: str = "") -> str:
    """Many records, each of whose ids ends with its number; `text` is one of them with `{}` for the number."""
    text = text or f"- id: term-{{}}\n  name: Ferry\n  summary: A boat.\n{CITE}"
    return "".join(text.replace("{}", str(number)) for number in range(count))


UNKNOWN = "- id: unknown-{}\n  title: A\n  summary: B\n  date: 2022-01-30\n  about: [none-{}]\n"
SOURCE = (
    "- id: same\n  title: P\n  publisher: none\n  language: en\n  url: https://example.org/\n  date_accessed: 2021\n"
)
FIGURE = "- id: figure-{}\n  title: T\n  words: 400 people\n  value: 401\n  unit: people\n"
DEVELOPMENT = "- id: step-{}\n  title: A\n  summary: B\n  agreement: none\n  state: announced\n"

LISTS: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "records with one id": ("facts/terms.yaml", lambda n: terms(n).replace("term-", "term-x # ")),
    "equal records": ("facts/terms.yaml", lambda n: terms(1) * n),
    "a key twice": ("facts/terms.yaml", lambda n: "- id: one\n" + "  name: Ferry\n" * n),
    "unknown fields": ("facts/terms.yaml", lambda n: terms(n, "- id: term-{}\n  nam: Ferry\n")),
    "unknown sources": ("facts/terms.yaml", lambda n: terms(n).replace("harbour-gazette", "harbour-gazete")),
    "passages not found": ("facts/terms.yaml", lambda n: terms(n).replace("old ferry", "new ferry")),
    "unknown records": ("facts/unknowns.yaml", lambda n: terms(n, UNKNOWN)),
    "unknown words": ("facts/unknowns.yaml", lambda n: terms(n, UNKNOWN + "  topics: [briidge]\n")),
    "one list of unknown records": (
        "facts/unknowns.yaml",
        lambda n: UNKNOWN.replace("[none-{}]", f"[{', '.join(f'none-{number}' for number in range(n))}]"),
    ),
    "figures without their number": ("facts/figures.yaml", lambda n: terms(n, FIGURE + CITE)),
    "a cycle in time": (
        "facts/developments-later.yaml",
        lambda n: "".join(f"{DEVELOPMENT}  after: step-{(number + 1) % n}\n{CITE}".replace("{}", str(number)) for number in range(n)),
    ),
    "equal citations": ("facts/terms.yaml", lambda n: terms(1) + CITE.removeprefix("  cite:\n") * n),
    "actors with one name": (
        "facts/actors.yaml",
        lambda n: terms(n).replace("  summary", "  form: person\n  summary"),
    ),
    "equal publishers": ("publishers.yaml", lambda n: "- id: same\n  name: P\n  form: newspaper\n  hosts: []\n" * n),
    "equal sources": ("sources.yaml", lambda n: SOURCE * n),
    "sentences left out": (
        "left-out.yaml",
        lambda n: "- source: harbour-gazette\n  exact: not there\n  reason: None.\n" * n,
    ),
    "removed pages": (
        "removed.yaml",
        lambda n: "- kind: page\n  id: gone\n  title: T\n  date: 2022\n  reason: None.\n" * n,
    ),
}  # fmt: skip
"""Lists with many equal or broken entries: the file, and what is added to it."""
