"""Work done beside other work: in a second process, where the system can fork one."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

MANY = 200
"""From so many pages on a second process earns what it costs to start."""


def halves(work: Callable[[Sequence[S]], list[T]], items: Sequence[S]) -> list[T]:
    """What `work` gives for all the items, in their order; the second half is done aside if they are many."""
    if len(items) < MANY:
        return work(items)
    middle = len(items) // 2
    second = aside(lambda: work(items[middle:]))
    try:
        first = work(items[:middle])
    except BaseException:
        second()
        raise
    return first + second()


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work`; the function returned gives its result, and is to be called once.

    An exception of `work` is raised there. Where no process can be forked safely, it does the work itself.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or os.cpu_count() == 1:
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(work, writing)
    os.close(writing)

    def result() -> T:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        if not data:
            return work()  # the process was killed: memory, most likely
        found, error = pickle.loads(data)  # noqa: S301  # written by our own process
        if error is not None:
            raise error
        value: T = found
        return value

    return result


def _answer(work: Callable[[], T], writing: int) -> None:
    """In the second process: write what `work` gives, and end without a trace of this process's state."""
    try:
        try:
            answer = pickle.dumps((work(), None))
        except Exception as error:  # noqa: BLE001  # told to the first process
            answer = pickle.dumps((None, error))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
