"""The preview server: the site from memory on a local port, built again when a file is saved."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import livereload
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets

from explainer.desk.desk import Desk
from explainer.preview.guard import HOST
from explainer.preview.handlers import application
from explainer.preview.session import PreviewSession
from explainer.preview.snapshot import Make, PreviewPages
from explainer.preview.watch import Builder, Watch

PORTS = 20
"""Number of ports tried, beginning with the requested one."""

LARGEST = 2**20
"""Bytes of the largest request: a form of the desk."""


class _Notices(Watcher):  # type: ignore[misc]  # livereload has no types
    """Replaces livereload's watcher, which would read the time of every file each 0.8 s: ours waits for notices."""

    def start(self, _callback: Callable[[], None]) -> bool:
        """Return True: livereload need not poll."""
        return True


class _Server(livereload.Server):  # type: ignore[misc]  # livereload has no types
    """livereload's server with our handlers, on sockets that are already open."""

    def __init__(self, session: PreviewSession, sockets: list[socket.socket], desk: Desk | None) -> None:
        super().__init__(watcher=_Notices())
        self._session = session
        self._desk = desk
        self._sockets = sockets

    def application(self, port: int, *_: Any, **__: Any) -> None:
        LiveReloadHandler.watcher = self.watcher
        handlers = application(self._session, port, self._desk)
        HTTPServer(handlers, max_body_size=LARGEST).add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        """Set up no logging, so that the terminal shows only problems."""


def serve_site(
    make: Make,
    folders: Iterable[Path],
    port: int,
    pages: PreviewPages,
    desk: Desk | None = None,
    *,
    open_browser: bool = False,
) -> int:
    """Serve the site that `make` returns on 127.0.0.1, as `pages` shows it, with a desk if one is given.

    `make` is called again after each change in `folders`.

    Returns:
        The exit code: 130 after Ctrl-C, 0 after SIGTERM, 1 if no port is free.
    """
    sockets = _bind(port)
    if sockets is None:
        return 1
    port = sockets[0].getsockname()[1]
    loop = IOLoop.current()
    session = PreviewSession(make, pages, loop)
    builder = Builder(session.build)
    watch = Watch(folders, builder.notice)
    address = f"http://{HOST}:{port}{quote(pages.base)}"
    print(f"Preview on {address} (Ctrl-C ends it)", flush=True)
    received: list[int] = []

    def leave(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        loop.add_callback_from_signal(loop.stop)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    PeriodicCallback(session.say_if_slow, 2000).start()
    if open_browser:
        loop.add_callback(_open, session, address)
    builder.start()
    watch.start()
    _Server(session, sockets, desk).serve(port=port, host=HOST)
    watch.stop()
    builder.stop()
    builder.join(1)
    print("\nPreview ended.", flush=True)
    return 128 + signal.SIGINT if signal.SIGINT in received else 0


async def _open(session: PreviewSession, address: str) -> None:
    await session.first.wait()
    await IOLoop.current().run_in_executor(None, webbrowser.open, address)


def _bind(port: int) -> list[socket.socket] | None:
    """Sockets on the first free port from `port` on; prints the reason and returns None if there is none."""
    for candidate in range(port, min(port + PORTS, 65536)):
        try:
            return bind_sockets(candidate, HOST)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                print(f"port {candidate} cannot be used: {error.strerror}; name another with --port", file=sys.stderr)
                return None
            print(f"port {candidate} is taken, trying the next", file=sys.stderr)
    print("no free port; name another with --port", file=sys.stderr)
    return None
