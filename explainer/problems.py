"""What is wrong, and where: the values with which every stage reports to the editor."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unicodedata import combining, east_asian_width, normalize

MANY = 10
"""Number of problems up to which no tally by rule is printed."""

AROUND = 2
"""Lines shown before and after the line of a problem."""

NARROW = 100
"""Characters shown of a line in a terminal."""

WIDEST = 400
"""Characters shown of a line."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file an editor can open.

    `line` and `column` count from 1, as in editors and compilers.
    """

    path: str
    line: int = 1
    column: int = 1

    @classmethod
    def of_offset(cls, path: str, text: str, offset: int) -> Location:
        """The place of the character at `offset`, counted from 0, in the text of a file."""
        return cls(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong at one place and what to do; sorted by place, printed by `format_text` or `format_github`."""

    where: Location
    message: str
    hint: str = ""
    rule: str = ""


class ContentError(Exception):
    """The only exception meant for the editor; it carries every problem of the run.

    `incomplete` says that something could not be read, so that not every rule was run.
    """

    def __init__(self, problems: Iterable[Problem], *, incomplete: bool = False) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.incomplete = incomplete
        super().__init__(f"{len(self.problems)} problem(s) in content")

    def __reduce__(self) -> tuple[Callable[..., ContentError], tuple[tuple[Problem, ...]]]:
        return partial(ContentError, incomplete=self.incomplete), (self.problems,)


LATER = "Coverage, and what else takes every record, is checked once all can be read."
"""The note on problems some of which kept files from being read."""


def tally(problems: Sequence[Problem], *, incomplete: bool) -> str:
    """The lines after a list of problems: what was not checked, and the number per rule if there are many problems."""
    later = f" {LATER}" if incomplete else ""
    counted = Counter(problem.rule for problem in problems).most_common()
    rules = f"\nBy rule: {', '.join(f'{rule} {count}' for rule, count in counted)}." if len(problems) > MANY else ""
    return later + rules


def format_text(problem: Problem, shown: Iterable[str] = ()) -> str:
    """One problem for a terminal: `path:line:column: message [rule]`, with the lines `shown` and the hint indented below."""
    head = f"{problem.where}: {problem.message} [{problem.rule}]"
    below = [*shown, *([f"hint: {problem.hint}"] if problem.hint else ())]
    return "\n    ".join([head, *below])


def format_github(problem: Problem) -> str:
    """One problem as a GitHub Actions `::error` workflow command.

    `%`, CR and LF are escaped everywhere, `:` and `,` in properties, as workflow commands require.
    """

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def prop(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    where = problem.where
    body = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return (
        f"::error file={prop(where.path)},line={where.line},col={where.column},title={prop(problem.rule)}::{data(body)}"
    )


def format_json(problem: Problem) -> str:
    """One problem as a JSON object on a line of its own."""
    where = problem.where
    fields = {"path": where.path, "line": where.line, "column": where.column}
    fields |= {"rule": problem.rule, "message": problem.message, "hint": problem.hint}
    return json.dumps(fields, ensure_ascii=False)


FORMATS: dict[str, Callable[[Problem], str]] = {"text": format_text, "github": format_github, "json": format_json}
"""How problems are printed, by the name of the format."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a file with its number; `marked` if the problem is in it."""

    number: int
    text: str
    marked: bool


def source_lines(places: Iterable[Location]) -> list[tuple[SourceLine, ...]]:
    """The lines around each place, each file read once; none where there is no such file or line."""
    files: dict[str, list[str]] = {}
    found = []
    for where in places:
        if where.path not in files:
            files[where.path] = _lines(Path(where.path))
        first = max(where.line - AROUND, 1)
        near = enumerate(files[where.path][first - 1 : where.line + AROUND], first)
        lines = tuple(SourceLine(number, text[:WIDEST], number == where.line) for number, text in near)
        found.append(lines if any(line.marked for line in lines) else ())
    return found


def with_source_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Each problem for a terminal, with its line of the file and a caret below its column."""
    for problem, lines in zip(problems, source_lines(problem.where for problem in problems), strict=True):
        yield format_text(problem, [shown for line in lines if line.marked for shown in _pointed(line, problem.where)])


def _pointed(line: SourceLine, where: Location) -> Iterator[str]:
    """A line of a file and a caret below it, cut to what a terminal shows in one line; nothing for a blank line."""
    text = "".join(char if char.isprintable() else " " for char in line.text.rstrip())
    at = where.column - 1
    if not text.strip() or at > len(text):
        return
    first = max(0, at - NARROW // 2) if len(text) > NARROW else 0
    number = f"{line.number} | {'…' if first else ''}"
    cut = text[first : first + NARROW]
    yield f"{number}{cut}{'…' if len(text) > first + NARROW else ''}"
    yield f"{' ' * (len(number) + _columns(cut[: at - first]))}^"


def _columns(text: str) -> int:
    """How many columns a text takes in a terminal (Unicode Standard Annex 11; marks take none)."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _lines(path: Path) -> list[str]:
    """The lines of a file, whatever its encoding; none if it cannot be read."""
    try:
        # Places are those of composed letters, as files are read.
        return normalize("NFC", path.read_bytes().decode("utf-8", "replace")).split("\n") if path.is_file() else []
    except OSError:
        return []
