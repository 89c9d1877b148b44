"""What a page read of the overview, and whether that is still the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

WHOLE = object()
"""Stands for all of a mapping: it was walked, or counted."""
ABSENT = object()
Part = tuple[str, Any]
"""A part of the overview: an attribute, and the key of a mapping or WHOLE."""


class Piece(NamedTuple):
    """A piece of a page: what it read of the overview, and its HTML."""

    read: frozenset[Part]
    html: str


class Reads:
    """An overview that notes in `found` what is read of it, by (attribute, key), and in `pieces` what is made of it.

    `kept` are pieces of an earlier rendering that read nothing that has changed since.
    """

    def __init__(self, seen: Any, kept: Mapping[Hashable, Piece] | None = None) -> None:
        self.seen = seen
        self.kept = kept or {}
        self.found: set[Part] = set()
        self.pieces: dict[Hashable, Piece] = {}

    def piece(self, key: Hashable, make: Callable[[Any], str]) -> str:
        """The HTML that `make` gives of this overview, or the one kept."""
        piece = self.kept.get(key)
        if piece is None:
            within = Reads(self.seen)
            html = make(within)
            piece = Piece(frozenset(within.found), html)
        self.pieces[key] = piece
        self.found |= piece.read
        return piece.html

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.seen, name)
        if isinstance(value, Mapping):
            return _MappingReads(name, value, self.found)
        self.found.add((name, WHOLE))
        return value


def differences(first: Any, second: Any) -> frozenset[Part]:
    """The parts in which two overviews differ."""
    found: set[Part] = set()
    for name in first.__dataclass_fields__:
        one, other = getattr(first, name), getattr(second, name)
        if one is other:
            continue
        if not isinstance(one, Mapping):
            if not same(one, other):
                found.add((name, WHOLE))
            continue
        ordered = list(one) == list(other)
        changed = {
            (name, key)
            for key in (one if ordered else {**one, **other})
            if (old := one.get(key, ABSENT)) is not (new := other.get(key, ABSENT)) and not same(old, new)
        }
        if changed or not ordered:
            changed.add((name, WHOLE))
        found |= changed
    return frozenset(found)


class _MappingReads(Mapping[Any, Any]):
    """A mapping of the overview that notes which keys are asked for."""

    def __init__(self, name: str, values: Mapping[Any, Any], found: set[Part]) -> None:
        self._name = name
        self._values = values
        self._found = found

    def __getitem__(self, key: Any) -> Any:
        self._found.add((self._name, key))
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        self._found.add((self._name, WHOLE))
        return iter(self._values)

    def __len__(self) -> int:
        self._found.add((self._name, WHOLE))
        return len(self._values)


def same(first: Any, second: Any) -> bool:
    """True if the two print alike in every way: equal, of one type, in one order, 30 not 30.0.

    What is not a plain value, a list, a mapping or a record of ours is the same as itself only.
    """
    if first is second:
        return True
    kind = type(first)
    if kind is not type(second):
        return False
    if kind in (str, int, bool, float, bytes):
        return bool(first == second)
    if kind is Decimal:
        return str(first) == str(second)
    if isinstance(first, (tuple, list)):
        return len(first) == len(second) and all(
            one is other or same(one, other) for one, other in zip(first, second, strict=True)
        )
    if kind is dict:
        return len(first) == len(second) and all(map(same, first.items(), second.items()))
    if isinstance(first, BaseModel):
        return same(
            {k: first.__dict__[k] for k in kind.model_fields}, {k: second.__dict__[k] for k in kind.model_fields}
        )
    fields = _fields(kind)  # type: ignore[arg-type]  # a type is hashable
    return fields is not None and same(fields(first), fields(second))


@cache
def _fields(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives all fields of a dataclass; None for any other type."""
    names = getattr(kind, "__dataclass_fields__", None)
    if names is None:
        return None
    one, *others = names
    return attrgetter(one, *others) if others else lambda value: (getattr(value, one),)
