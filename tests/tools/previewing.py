"""A preview as its own process on a real port, and what tests ask of it."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from samples import ROOT, Explainer

T = TypeVar("T")

LONG = 300.0
"""Seconds after which waiting has failed; nothing is expected to take nearly as long."""


def until(ask: Callable[[], T], says: Callable[[T], object] = bool) -> T:
    """The first answer that satisfies; fails with the last one."""
    end = time.monotonic() + LONG
    while True:
        answer = ask()
        if says(answer):
            return answer
        assert time.monotonic() < end, f"waited in vain; the last answer: {answer!r:.2000}"
        time.sleep(0.01)


_PORTS = itertools.count(20_000 + os.getpid() % 100 * 100)


def free_port() -> int:
    """A port that nobody listens on.

    It is below those that the system gives to clients, and other workers begin elsewhere,
    so that it is still free when a preview that had it is started again.
    """
    for port in _PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError


class Preview:
    """A running preview; `said` is what it has printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        start = until(lambda: re.search(r"Preview on http://127\.0\.0\.1:(\d+)(/\S*)", self.text()))
        assert start
        self.port, self.base = int(start[1]), start[2]

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line)

    def text(self) -> str:
        """Everything printed so far."""
        return "".join(self.said)

    @property
    def url(self) -> str:
        """Where the site begins."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, /, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body; no redirect is followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        with contextlib.closing(connection):
            named = {key.replace("_", "-"): value for key, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def page(self, name: str = "") -> str:
        """A page below the base."""
        return self.ask(self.base + name)[2].decode()

    def state(self, path: str = "/") -> dict[str, Any]:
        """The state that a page gets of the present snapshot."""
        state: dict[str, Any] = json.loads(self.ask(f"/__preview/state?path={path}")[2])
        return state

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Suspend the preview until the block ends, so that it sees all saves in the block at once."""
        self.process.send_signal(signal.SIGSTOP)
        yield
        self.process.send_signal(signal.SIGCONT)

    def builds(self) -> int:
        """How many builds there have been."""
        return int(self.state()["number"])


@contextlib.contextmanager
def previewing(sample: Explainer, *arguments: str, ends_with: int = 0, **env: str) -> Iterator[Preview]:
    """A preview of the copy, until the block ends; then it must end by itself, with this exit code and without a traceback."""
    command = [sys.executable, str(ROOT / "build.py"), *sample.options("serve"), *arguments]
    if "--port" not in arguments:
        command += ["--port", str(free_port())]
    process = subprocess.Popen(command, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, **env})  # fmt: skip
    try:
        preview = Preview(process)
        until(preview.builds)
        yield preview
    finally:
        process.terminate()
        process.wait(LONG)
    preview.listener.join(LONG)
    assert "Traceback" not in preview.text()
    assert process.returncode == ends_with
