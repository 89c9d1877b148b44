"""Checking takes time in proportion to what is checked, whatever an editor typed or pasted."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from samples import SAMPLE, Explainer

from explainer.content import roles
from explainer.content.content import Content
from explainer.formats.yaml_file import read_yaml
from explainer.text.source_text import SourceText

MOST = 8.0
"""How many times as long four times as much may take: twice as long as in proportion, half as long as the square."""

SIZES = (25_000, 100_000)
COUNTS = (750, 3000)

PIECES: Mapping[str, str] = {
    "apostrophes": "'",
    "apostrophes apart": "' ",
    "apostrophes in words": "it's ",
    "opening marks": "“",
    "closing marks": "” ",
    "straight marks": '" ',
    "quotations": "“a” ",
    "single marks": "‘a ",
    "numbers": "12 ",
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


def growth(make: Callable[[int], Callable[[], object]], small: int, large: int) -> tuple[float, float]:
    """The processor time for a small and for a large input, the best of three, or of fewer if that is short enough."""
    runs = make(small), make(large)
    best = [float("inf"), float("inf")]
    for _ in range(3):
        for number, run in enumerate(runs):
            start = time.process_time()
            run()
            best[number] = min(best[number], time.process_time() - start)
        if best[1] < MOST * best[0]:
            break
    return best[0], best[1]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process do all work itself, so that its time is all that is used."""
    monkeypatch.delattr(os, "fork", raising=False)


def fresh(folder: Path) -> Explainer:
    """A copy of the miniature in the place of any that was there."""
    shutil.rmtree(folder, ignore_errors=True)
    return Explainer(SAMPLE).copied(folder)


def assert_grows_in_proportion(
    tmp_path: Path, edit: Callable[[Explainer, int], object], sizes: tuple[int, int]
) -> None:
    """Checking the miniature with a large edit takes at most `MOST` times as long as with one of a quarter."""

    def make(size: int) -> Callable[[], object]:
        sample = fresh(tmp_path / str(size))
        edit(sample, size)
        return sample.problems

    small, large = growth(make, *sizes)
    assert large < MOST * small, f"{small:.2f} s, then {large:.2f} s"


def repeated(piece: str, size: int) -> str:
    """A text of `size` characters, made of one piece."""
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", PIECES)
def test_a_page(tmp_path: Path, kind: str) -> None:
    """A page, mostly one paragraph, of any kind of text."""
    assert_grows_in_proportion(
        tmp_path,
        lambda sample, size: sample.add("pages/method.md", f"\n\n{repeated(PIECES[kind], size)}\n"),
        SIZES,
    )


def fields(content: Content) -> dict[str, list[tuple[str | int, ...]]]:
    """For each role the first text of the miniature that has it: the paths within files, by file."""
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


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", PIECES)
def test_a_field_of_each_role(tmp_path: Path, kind: str) -> None:
    """One field of each role, all at once, each with more than fits, of any kind of text."""
    places = fields(Explainer(SAMPLE).content())
    assert sum(map(len, places.values())) > 12

    def edit(sample: Explainer, size: int) -> None:
        for path, ways in places.items():
            name = Path(path).relative_to(SAMPLE / "content").as_posix()
            values: Any = read_yaml(path, Path(path).read_text("utf-8")).value
            for *parents, last in ways:
                inner = values
                for key in parents:
                    inner = inner[key]
                inner[last] = repeated(PIECES[kind], size)
            sample.save(sample.path(name), yaml.safe_dump(values, allow_unicode=True, sort_keys=False))

    assert_grows_in_proportion(tmp_path, edit, SIZES)


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


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", LISTS)
def test_a_list(tmp_path: Path, name: str) -> None:
    """A list with many entries that are equal or wrong."""
    file, text = LISTS[name]
    assert_grows_in_proportion(tmp_path, lambda sample, count: sample.add(file, text(count)), COUNTS)


@pytest.mark.slow
def test_passages_not_found_in_a_long_text() -> None:
    """Hints about passages that a text of megabytes does not have: the text is read once, not for each of them."""

    def make(count: int) -> Callable[[], object]:
        words = [f"word{number * 7919 % 5003}" for number in range(count)]
        raw = " ".join(words)

        def run() -> None:
            text = SourceText(raw)
            for number in range(60):
                near = " ".join(words[number : number + 4])
                assert near in text.nearest(f"{near} never seen")

        return run

    small, large = growth(make, 100_000, 400_000)
    assert large < MOST * small
