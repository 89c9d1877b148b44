"""Work done in parallel: in additional processes, where the system can fork them."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

AT_MOST = 4
"""Processes at work at once: more would wait for each other's disk and memory."""


def run_parallel(
    jobs: Sequence[Callable[[], T]],
    began: Callable[[float], None] = lambda _share: None,
    first: Callable[[], object] = lambda: None,
) -> list[T]:
    """The results of the jobs, in their order; each of several processes takes the next job when it is done with one.

    When this process takes one, `began` is given the share of the jobs before it. It takes none until it has done what is
    to be done `first`. An exception of a job is raised here.
    """
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as tickets:
        tickets.write(b"".join(number.to_bytes(_TICKET) for number in range(min(len(jobs), _TICKETS))))
    done: dict[int, T] = {}

    def take(began: Callable[[float], None] = lambda _share: None) -> dict[int, T]:
        try:
            while ticket := os.read(reading, _TICKET):
                number = int.from_bytes(ticket)
                began(number / len(jobs))
                done[number] = jobs[number]()
        except BaseException:
            while os.read(reading, 2**16):  # the results of the others are no longer needed
                pass
            raise
        return done

    with ExitStack() as ending:
        ending.callback(os.close, reading)
        for _ in range(min(os.cpu_count() or 1, AT_MOST, len(jobs)) - 1):
            ending.callback(lambda other: done.update(other()), fork(take))
        first()
        take(began)
    # Jobs that a killed process had taken are done here.
    return [done[number] if number in done else job() for number, job in enumerate(jobs)]


_TICKET = 2
_TICKETS = 2**15
"""A pipe holds 64 KiB before its writer has to wait; jobs beyond are done by the first process."""


def fork(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in another process; the function returned gives its result, and must be called once.

    That function raises an exception of `work`. Where no process can be forked safely, it does the work itself.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or os.cpu_count() == 1:
        return work
    reading, writing = os.pipe()
    life, held = os.pipe()
    child = os.fork()
    if not child:
        os.close(held)
        threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
        _answer(work, writing)
    os.close(writing)
    os.close(life)

    def result() -> T:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        os.close(held)
        if not data:
            return work()  # the process was killed: memory, most likely
        found, error = pickle.loads(data)  # noqa: S301  # written by our own process
        if error is not None:
            raise error
        value: T = found
        return value

    return result


def _end_with_parent(life: int) -> None:
    """End this process when the first one ends, however that ended: it alone holds the other end of the pipe `life`."""
    os.read(life, 1)
    os._exit(1)


def _answer(work: Callable[[], T], writing: int) -> None:
    """Write the result of `work`, in the second process, and exit without running this process's exit handlers."""
    try:
        try:
            answer = pickle.dumps((work(), None))
        except Exception as error:  # noqa: BLE001  # raised in the first process
            answer = pickle.dumps((None, error))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
