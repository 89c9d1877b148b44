"""The state of a running preview: the present snapshot, and the build of the next one."""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass, field

from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from tornado.locks import Condition, Event

from explainer.preview.snapshot import Make, PreviewPages, Snapshot, finished, next_snapshot
from explainer.problems import tally, with_source_lines

MOMENT = 0.25
"""Seconds for which a page waits for a running build, so that in most cases the new page is served."""

SLOW = 1.0
"""Seconds after which a running build is reported."""

LONGEST = 60.0
"""Seconds for which the desk waits for the build of what it saved."""


@dataclass
class PreviewSession:
    """The present snapshot, and since when the next one is being built."""

    make: Make
    pages: PreviewPages
    loop: IOLoop
    snapshot: Snapshot = field(default_factory=Snapshot)
    building_since: float | None = None
    first: Event = field(default_factory=Event)
    idle: threading.Event = field(default_factory=threading.Event)
    """Set while no build is running."""
    built_from: float = 0.0
    """When the last finished build began, on the monotonic clock."""
    built: Condition = field(default_factory=Condition)
    """Notified after each build."""

    def build(self, files: frozenset[str]) -> None:
        """Build, exchange the snapshot, report to the terminal and every open page; runs in the builder's thread.

        The new pages are served as soon as all facts are checked. What is left is done behind them: the pages that nobody
        has asked for are made, and links are checked.
        """
        start = self.building_since = time.monotonic()
        self.idle.clear()
        last = self.snapshot
        served = self.snapshot = next_snapshot(last, self.make)
        self.building_since = None
        self.idle.set()
        self.loop.add_callback(self.announce)
        self.snapshot = finished(last, served)
        self.built_from = start
        self.loop.add_callback(self.built.notify_all if self.snapshot is served else self.announce)
        _tell(self.snapshot, files, time.monotonic() - start)

    def announce(self) -> None:
        """Ask every open page to check whether it is still current."""
        self.first.set()
        self.built.notify_all()
        LiveReloadHandler.reload_waiters("*")

    async def wait_for_build(self, since: float) -> None:
        """Return once a build has ended that began after a moment of the monotonic clock, after LONGEST at the latest."""
        end = self.loop.time() + LONGEST
        while self.built_from < since and await self.built.wait(timeout=end):
            pass

    async def wait_until_idle(self) -> None:
        """Return once no build is running, after MOMENT at the latest; for the first build, without a limit."""
        await self.first.wait()
        if not self.idle.is_set():
            end = time.monotonic() + MOMENT
            await self.loop.run_in_executor(None, lambda: self.idle.wait(max(0, end - time.monotonic())))

    def building(self) -> float:
        """Seconds for which a build has been running, if that is long enough to be reported, else 0."""
        since = self.building_since
        took = 0.0 if since is None else time.monotonic() - since
        return took if took > SLOW else 0.0

    def say_if_slow(self) -> None:
        """Print that a long build is running, so that silence does not look like a hang."""
        if took := self.building():
            print(f"Building for {took:.0f} s …", flush=True)
            if self.first.is_set():
                LiveReloadHandler.reload_waiters("*")


def _tell(snapshot: Snapshot, files: frozenset[str], took: float) -> None:
    """Print the outcome of a build."""
    if files:
        # A temporary file from which an editor made the one it saved no longer exists.
        saved = sorted(filter(os.path.exists, files)) or sorted(files)
        print(f"Saved: {saved[0]}{f' and {len(saved) - 1} more' if len(saved) > 1 else ''}", flush=True)
    if snapshot.problems:
        print(*with_source_lines(snapshot.problems), sep="\n", file=sys.stderr)
        kept = " The last good pages stay." if snapshot.site is not None else ""
        counted = f"{len(snapshot.problems)} problem(s), nothing built."
        print(
            f"\n{counted}{kept}{tally(snapshot.problems, incomplete=snapshot.incomplete)}", file=sys.stderr, flush=True
        )
    else:
        print(f"Built {len(snapshot.site or {})} files in {took:.2f} s", flush=True)
