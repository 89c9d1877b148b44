"""From a saved file to a build: `Watch` says which files changed, `Builder` decides when to build."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, watch

from explainer.formats.editor_files import is_by_product

STEP = 4
"""Milliseconds without another notice after which changes are reported."""

LONGEST = 200
"""Milliseconds after which they are reported even if more keep coming."""

QUIET = 0.05
"""Seconds without another notice before a burst of saves is built."""

PATIENCE = 0.5
"""Seconds after which a burst is built even if more saves keep coming."""

CALM = 1.0
"""Seconds after a build in which another save counts as part of a burst."""

Identity = tuple[int, int] | None


class Watch(threading.Thread):
    """Calls `changed` with the files saved, made, renamed or deleted below `folders`, in a thread of its own.

    It is called without files when the watch begins, and when it begins again since one of the folders was deleted,
    replaced or restored: changes before that are not known.
    """

    def __init__(self, folders: Iterable[Path], changed: Callable[[set[str]], None]) -> None:
        super().__init__(name="watch", daemon=True)
        self._folders = [os.path.abspath(folder) for folder in folders]
        self._changed = changed
        self._asked = threading.Event()
        self._seen: dict[str, Identity] = {}
        self._begun = False
        self._polling: bool | None = None

    def stop(self) -> None:
        """End soon."""
        self._asked.set()

    def run(self) -> None:
        """Follow the folders until asked to stop."""
        while not self._asked.is_set():
            self._seen = {folder: _identity(folder) for folder in self._folders}
            self._begun = False
            try:
                self._follow([folder for folder, identity in self._seen.items() if identity])
            except (OSError, RuntimeError):  # there are no more notices, or a folder was removed
                self._polling = True if self._seen == {f: _identity(f) for f in self._folders} else self._polling
                self._asked.wait(0.1)

    def is_set(self) -> bool:
        """Called by watchfiles after every step: True ends the present round; at the first call, the watch is set up."""
        if not self._begun:
            self._begun = True
            self._changed(set())
        return self._asked.is_set() or any(_identity(folder) != seen for folder, seen in self._seen.items())

    def _follow(self, folders: list[str]) -> None:
        if not folders:
            while not self.is_set():
                self._asked.wait(0.1)
            return
        rounds = watch(*folders, watch_filter=self._counts, step=STEP, debounce=LONGEST, rust_timeout=0,
                       stop_event=self, force_polling=self._polling, raise_interrupt=False)  # fmt: skip
        for changes in rounds:
            self._changed({path for _, path in changes})

    def _counts(self, _change: Change, path: str) -> bool:
        inside = next((os.path.relpath(path, folder) for folder in self._folders if _within(path, folder)), path)
        return inside == "." or not any(is_by_product(part) for part in Path(inside).parts)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _identity(folder: str) -> Identity:
    """The identity of a folder on disk; None if there is no such folder."""
    try:
        found = Path(folder).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Builder(threading.Thread):
    """Calls `build` with the files changed since the last call: a single save at once, a burst of them together.

    Files saved during a build cause one more build afterwards.
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
        """Note a change of these files, or, without files, of an unknown part."""
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
        """The time until which to wait for more notices of a burst that began at `start`."""
        if len(self._files) <= 1 and start - self._last_build > CALM:
            return start
        return min(self._last_notice + QUIET, start + PATIENCE)
