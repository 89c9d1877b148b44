"""What was computed before, for builds that follow each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memo:
    """Values by what they were computed from; those that a whole build did not ask for are forgotten."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._used: dict[Hashable, Any] = {}
        self._renewed: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key`: the one made before, or a new one."""
        if key not in self._used:
            self._used[key] = self._kept[key] if key in self._kept else make()
        value: T = self._used[key]
        return value

    def renew(self, key: Hashable, make: Callable[[T | None], T | None]) -> T | None:
        """The value of `key`, made from the last one it had, if any; a None is not kept."""
        value = make(self._renewed.get(key))
        if value is not None:
            self._renewed[key] = value
        return value

    def forget(self) -> None:
        """A build is done: keep what it used."""
        self._kept, self._used = self._used, {}
