"""The HTTP handlers of the desk: its pages, what they ask, and what they save. Nothing of it is ever published."""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop
from tornado.locks import Lock
from tornado.web import HTTPError

import explainer.desk
from explainer.content.fields import SLUG_LENGTH
from explainer.desk.desk import Answer, Desk
from explainer.desk.saving import Change, ChangedError, Fault, Outcome, RefusedError
from explainer.preview.guard import Guarded
from explainer.preview.session import PreviewSession
from explainer.preview.snapshot import RESERVED
from explainer.problems import ContentError
from explainer.publish.github_pages import media_type
from explainer.resources import resource

CLIENT = Path(explainer.desk.__file__).with_name("client")

FILES = {
    "site.css": resource("static") / "css" / "site.css",
    **{path.name: path for path in sorted(CLIENT.glob("*.css")) + sorted(CLIENT.glob("*.js"))},
}
"""What the pages of the desk load: the site's colours and type, and the desk's own files."""

PAGES = ("", "source", "record", "page", "outside", "check")
"""The pages of the desk; the script shows what belongs on each."""

WRITES = ("save", "bind", "sign", "discard")
"""What the pages of the desk ask that writes files."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of the desk: nothing but its own files, and in no frame."""

TOKEN = "X-Desk-Token"  # noqa: S105  # the name of a header
"""The header that has the session's token in each request that writes."""


def desk_handlers(desk: Desk) -> list[tuple[Any, ...]]:
    """The handlers of a desk, whose pages have a token that is new for each preview."""
    own = {"desk": desk, "token": secrets.token_urlsafe(32), "lock": Lock()}
    return [
        (rf"{RESERVED}desk/files/({'|'.join(map(re.escape, FILES))})", _File),
        (rf"{RESERVED}desk/api/(overview|source|passage|named|form|outside|page|check|unfinished)", _Read, own),
        (rf"{RESERVED}desk/api/({'|'.join(WRITES)})", _Write, own),
        (rf"{RESERVED}desk/({'|'.join(PAGES)})", _DeskPage, own),
    ]


class _Desk(Guarded):
    """A handler that knows the desk."""

    def initialize(self, desk: Desk, token: str, lock: Lock) -> None:
        """Keep what all handlers of the desk share."""
        self.desk, self.token, self.lock = desk, token, lock

    @property
    def session(self) -> PreviewSession:
        """The session of the preview."""
        session: PreviewSession = self.settings["session"]
        return session

    def answer(self, value: Answer, status: int = 200) -> None:
        """Send JSON."""
        self.set_status(status)
        self.set_header("Content-Type", media_type("x.json"))
        self.finish(json.dumps(value, ensure_ascii=False).encode())

    async def trying(self, ask: Callable[[], Any]) -> Any:
        """What a function returns, computed in a thread; None if it refused, which is then answered."""
        try:
            return await in_thread(ask)
        except ChangedError as error:
            self.answer({"error": str(error), "file": error.file, "now": error.now, "kept": error.kept}, 409)
        except RefusedError as error:
            self.answer({"error": str(error)}, 400)
        except ContentError as error:
            first = error.problems[0]
            self.answer({"error": f"{first.where}: {first.message}"}, 400)
        return None


async def in_thread(ask: Callable[[], Any]) -> Any:
    """What a function returns, computed in a thread so that the preview goes on."""
    return await IOLoop.current().run_in_executor(None, ask)


class _File(Guarded):
    """Serves what the pages of the desk load."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", media_type(name))
        self.finish(FILES[name].read_bytes())


class _DeskPage(_Desk):
    """Serves the one page that the desk's script fills, with the session's token."""

    def get(self, view: str) -> None:
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Type", media_type("x.html"))
        page = (CLIENT / "desk.html").read_text("utf-8")
        values = {"token": self.token, "view": view or "overview", "base": self.session.pages.base,
                  "id_length": str(SLUG_LENGTH)}  # fmt: skip
        for name, value in values.items():
            page = page.replace(f"{{{name}}}", value)
        self.finish(page)


class _Read(_Desk):
    """Answers what the pages of the desk ask."""

    async def get(self, name: str) -> None:
        query = {key: self.get_query_argument(key, "", strip=False) for key in self.request.query_arguments}
        await self.session.wait_until_idle()
        found = await self.trying(partial(self.desk.answer, name, query, self.session.snapshot.number))
        if found is not None:
            self.answer(found)


class _Write(_Desk):
    """Saves what was entered at the desk, for a page of this session only."""

    def prepare(self) -> None:
        """Reject what does not come from a page of the desk: another origin, no token, no JSON."""
        super().prepare()
        origin = (self.request.headers.get("Origin") or "").lower()
        if origin not in {f"http://{host}" for host in self.settings["hosts"]}:
            raise HTTPError(403, reason="Origin not served")
        if not hmac.compare_digest(self.request.headers.get(TOKEN, "").encode(), self.token.encode()):
            raise HTTPError(403, reason="No token of this session")
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise HTTPError(415, reason="Not JSON")

    async def post(self, name: str) -> None:
        asked = _Asked(self.request.body)
        async with self.lock:
            outcome: Outcome | None = await self.trying(self.asked(name, asked))
            if outcome is None:
                return
            if outcome.written:
                await self.session.wait_for_build(self.desk.files.last_write)
        snapshot = self.session.snapshot
        self.answer({
            "written": outcome.written,
            "faults": [_fault(fault) for fault in outcome.faults],
            "kept": outcome.kept,
            "attempts": outcome.attempts,
            "built": self.session.built_from >= self.desk.files.last_write and not snapshot.problems,
            "problems": len(snapshot.problems),
        }, 422 if outcome.faults else 200)  # fmt: skip

    def asked(self, name: str, asked: _Asked) -> Callable[[], Outcome]:
        """What is to be done, given the last build."""
        files, snapshot = self.desk.files, self.session.snapshot
        known, anyway = snapshot.problems, asked.flag("anyway")
        if name == "discard":
            return partial(files.discard, asked.text("name"))
        if name == "sign":
            fields = ("statement_sha256", "evidence_sha256", "verdict", "remark", "by")
            signature = {field: asked.text(field) for field in fields}
            return partial(self.desk.sign, snapshot.number, signature, asked.text("version"))
        if name == "bind":
            span = asked.number("start"), asked.number("end")
            page, record, version = (asked.text(key) for key in ("page", "record", "version"))
            return partial(files.bind, page, span, record, version, known, anyway=anyway)
        return partial(files.save, asked.changes(), known, anyway=anyway, name=asked.text("name"))


def _fault(fault: Fault) -> Answer:
    return {**fault._asdict(), "keys": [*fault.keys]}


class _Asked:
    """The body of a request that writes; values of another form than expected are refused with 400."""

    def __init__(self, body: bytes) -> None:
        try:
            self._values = json.loads(body)
        except (ValueError, RecursionError):
            raise HTTPError(400, reason="Not JSON") from None
        if not isinstance(self._values, dict):
            raise HTTPError(400, reason="Not an object")

    def text(self, name: str) -> str:
        """A text; empty if it is missing."""
        return _text(self._values.get(name, ""))

    def flag(self, name: str) -> bool:
        """True if a flag is set."""
        return self._values.get(name) is True

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._values.get(name)
        if type(value) is not int:
            raise HTTPError(400, reason=f"{name} is no number")
        return value

    def changes(self) -> list[Change]:
        """The records to be saved."""
        found = self._values.get("changes")
        if not isinstance(found, list) or not found or not all(isinstance(change, dict) for change in found):
            raise HTTPError(400, reason="No changes")
        return [
            Change(
                _text(each.get("kind")),
                _record(each.get("values")),
                _text(each.get("version")),
                _text(each.get("id", "")),
            )
            for each in found
        ]


def _text(value: Any) -> str:
    if not _is_text(value):
        raise HTTPError(400, reason="Not a text")
    return str(value)


def _record(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not _is_plain(value):
        raise HTTPError(400, reason="Not a record")
    return value


def _is_text(value: Any) -> bool:
    """True for a text that can be written to a file: JSON has halves of characters that cannot."""
    return isinstance(value, str) and not re.search(r"[\ud800-\udfff]", value)


def _is_plain(value: Any) -> bool:
    """True for a text, and for lists and mappings of nothing else."""
    if isinstance(value, dict):
        return all(_is_plain(each) for pair in value.items() for each in pair)
    return all(map(_is_plain, value)) if isinstance(value, list) else _is_text(value)
