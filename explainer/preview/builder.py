"""Builds in one thread, one after another: no save is lost, none is built twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

QUIET = 0.05
"""Seconds without another notice before saves that come in a crowd are built."""

PATIENCE = 0.5
"""Seconds after which they are built though more keep coming."""

CALM = 1.0
"""Seconds after a build in which another save counts as one of a crowd."""


class Builder(threading.Thread):
    """Calls `build` with the files changed since the last call: a lone save at once, a crowd of them together.

    Files saved while it builds lead to one more build afterwards.
    """

    def __init__(self, build: Callable[[frozenset[str]], None]) -> None:
        super().__init__(name="build", daemon=True)
        self._build = build
        self._news = threading.Condition()
        self._waiting = False
        self._stopped = False
        self._files: set[str] = set()
        self._last_notice = 0.0
        self._last_build = float("-inf")

    def notice(self, files: set[str]) -> None:
        """Something changed: these files, or nobody knows what."""
        with self._news:
            self._waiting = True
            self._files |= files
            self._last_notice = time.monotonic()
            self._news.notify()

    def stop(self) -> None:
        """End after the present build."""
        with self._news:
            self._stopped = True
            self._news.notify()

    def run(self) -> None:
        """Build whenever there is something new."""
        while (files := self._next()) is not None:
            self._build(files)
            self._last_build = time.monotonic()

    def _next(self) -> frozenset[str] | None:
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._stopped)
            start = time.monotonic()
            while not self._stopped and (left := self._crowded(start) - time.monotonic()) > 0:
                self._news.wait(left)
            files = frozenset(self._files)
            self._waiting = False
            self._files.clear()
            return None if self._stopped else files

    def _crowded(self, start: float) -> float:
        """Until when to wait for more."""
        if len(self._files) <= 1 and start - self._last_build > CALM:
            return start
        return min(self._last_notice + QUIET, start + PATIENCE)
