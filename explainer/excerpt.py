"""The lines around a place in a file, to be shown beside a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explainer.errors import Location

AROUND = 2
"""Lines shown before and after the one meant."""

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


def _lines(path: Path) -> list[str]:
    """The lines of a file, whatever its encoding; none if it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8", "replace").split("\n") if path.is_file() else []
    except OSError:
        return []
