"""How far a build that takes long has come, on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Progress = Callable[[str, float], None]
"""Takes what is being done, and the share of it that is done, from 0 to 1."""

AFTER = 2.0
"""Seconds that a build takes without a word."""


def unseen(_stage: str, _share: float) -> None:
    """Show nothing."""


@contextmanager
def shown(stream: TextIO, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """Show progress on one line of a terminal, which is empty again at the end; write nothing to any other stream."""
    if not stream.isatty():
        yield unseen
        return
    start, line = clock(), ""

    def show(stage: str, share: float) -> None:
        nonlocal line
        text = f"{stage}: {share:.0%}"
        if text != line and clock() - start >= AFTER:
            stream.write(f"\r{text:<{len(line)}}")
            stream.flush()
            line = text

    try:
        yield show
    finally:
        if line:
            stream.write(f"\r{'':<{len(line)}}\r")
            stream.flush()
