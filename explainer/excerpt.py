"""The lines around a place in a file, to be shown beside a problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, east_asian_width

from explainer.errors import Location, Problem, format_text

AROUND = 2
"""Lines shown before and after the one meant."""

NARROW = 100
"""Characters shown of a line in a terminal."""

WIDEST = 400
"""Characters shown of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file with its number; `marked` is the one meant."""

    number: int
    text: str
    marked: bool


def excerpts(places: Iterable[Location]) -> list[tuple[Line, ...]]:
    """The lines around each place, each file read once; none where there is no such file or line."""
    files: dict[str, list[str]] = {}
    found = []
    for where in places:
        if where.path not in files:
            files[where.path] = _lines(Path(where.path))
        first = max(where.line - AROUND, 1)
        near = enumerate(files[where.path][first - 1 : where.line + AROUND], first)
        lines = tuple(Line(number, text[:WIDEST], number == where.line) for number, text in near)
        found.append(lines if any(line.marked for line in lines) else ())
    return found


def told(problems: Sequence[Problem]) -> Iterator[str]:
    """Each problem for a terminal, with its line of the file and a caret below its column."""
    for problem, lines in zip(problems, excerpts(problem.where for problem in problems), strict=True):
        yield format_text(problem, [shown for line in lines if line.marked for shown in _pointed(line, problem.where)])


def _pointed(line: Line, where: Location) -> Iterator[str]:
    """A line of a file and a caret, cut to what a terminal shows in one line; nothing if there is nothing to see."""
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
        return path.read_bytes().decode("utf-8", "replace").split("\n") if path.is_file() else []
    except OSError:
        return []
