"""The HTTP handlers of the preview; they answer requests of this machine only."""

from __future__ import annotations

from pathlib import Path

import livereload
from livereload.handlers import LiveReloadHandler
from tornado.web import Application

from explainer.desk.desk import Desk
from explainer.preview.desk_handlers import desk_handlers
from explainer.preview.guard import HOST, Guarded
from explainer.preview.session import PreviewSession
from explainer.preview.snapshot import RESERVED
from explainer.publish.github_pages import find, media_type

UNSUPPORTED = 1003
"""Why a websocket is closed (RFC 6455): its message is of a kind that is not accepted."""

OWN_FILES = {
    "preview.js": Path(__file__).with_name("preview.js"),
    "preview.css": Path(__file__).with_name("preview.css"),
    "preview-page.css": Path(__file__).with_name("preview-page.css"),
    "livereload.js": Path(livereload.__file__).with_name("vendors") / "livereload.js",
}


def application(session: PreviewSession, port: int, desk: Desk | None) -> Application:
    """All handlers, also those of a desk if there is one; they answer requests made to this machine at `port` only."""
    names = ("localhost", HOST, "[::1]")
    return Application(
        [
            ("/livereload", _Live),
            (f"{RESERVED}state", _State),
            (f"{RESERVED}({'|'.join(OWN_FILES)})", _Own),
            *(desk_handlers(desk) if desk else ()),
            ("(/.*)", _Page),
        ],
        compress_response=True,
        log_function=lambda _handler: None,
        session=session,
        hosts={f"{name}:{port}" for name in names} | (set(names) if port == 80 else set()),
    )


class _Live(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's websocket, for this machine's pages only."""

    def on_message(self, message: str | bytes) -> None:
        """Answer livereload's script; end the connection with whoever sends anything else."""
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.close(UNSUPPORTED, "not a message of livereload")


class _Page(Guarded):
    """Serves the site as GitHub Pages would, with the preview's scripts in each page."""

    async def get(self, path: str) -> None:
        session: PreviewSession = self.settings["session"]
        await session.wait_until_idle()
        snapshot = session.snapshot  # read once: what follows belongs together
        if snapshot.site is None:
            self._send(503, "x.html", session.pages.page(snapshot, None, self.request.host))
            return
        answer = find(snapshot.site, session.pages.base, path)
        if answer.location:
            self.redirect(answer.location, status=answer.status)
        elif answer.file is None or answer.file.endswith(".html"):
            self._send(answer.status, "x.html", session.pages.page(snapshot, answer.file, self.request.host))
        else:
            self._send(answer.status, answer.file, snapshot.site[answer.file])

    head = get

    def _send(self, status: int, name: str, body: bytes) -> None:
        self.set_status(status)
        self.set_header("Content-Type", media_type(name))
        self.finish(body)


class _State(Guarded):
    """Answers what a page asks after each build."""

    def get(self) -> None:
        session: PreviewSession = self.settings["session"]
        self.set_header("Content-Type", media_type("state.json"))
        self.finish(session.pages.state(session.snapshot, self.get_argument("path", "/"), session.building()))


class _Own(Guarded):
    """Serves the preview's scripts and styles."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", media_type(name))
        self.finish(OWN_FILES[name].read_bytes())
