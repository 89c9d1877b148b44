"""What a page read of the overview, and whether that is still the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

WHOLE = object()
"""Stands for all of a mapping: it was walked, or counted."""
ABSENT = object()


class Reads:
    """An overview that notes in `found` what is read of it, by (attribute, key)."""

    def __init__(self, seen: Any) -> None:
        self.seen = seen
        self.found: dict[tuple[str, Any], Any] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.seen, name)
        if isinstance(value, Mapping):
            return _MappingReads(name, value, self.found)
        self.found[name, WHOLE] = value
        return value


def look(seen: Any, what: tuple[str, Any]) -> Any:
    """What an overview has under an attribute and key."""
    value: Any = getattr(seen, what[0], ABSENT)
    return value if what[1] is WHOLE or value is ABSENT else value.get(what[1], ABSENT)


class _MappingReads(Mapping[Any, Any]):
    """A mapping of the overview that notes which keys are asked for."""

    def __init__(self, name: str, values: Mapping[Any, Any], found: dict[tuple[str, Any], Any]) -> None:
        self._name = name
        self._values = values
        self._found = found

    def __getitem__(self, key: Any) -> Any:
        value = self._found[self._name, key] = self._values.get(key, ABSENT)
        if value is ABSENT:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[Any]:
        self._found[self._name, WHOLE] = self._values
        return iter(self._values)

    def __len__(self) -> int:
        self._found[self._name, WHOLE] = self._values
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
    if kind in (tuple, list):
        return len(first) == len(second) and all(
            one is other or same(one, other) for one, other in zip(first, second, strict=True)
        )
    if kind is dict:
        return len(first) == len(second) and all(map(same, first.items(), second.items()))
    if isinstance(first, BaseModel):
        return same(
            {k: first.__dict__[k] for k in kind.model_fields}, {k: second.__dict__[k] for k in kind.model_fields}
        )
    names = getattr(kind, "__dataclass_fields__", None)
    return names is not None and all(same(getattr(first, name), getattr(second, name)) for name in names)
