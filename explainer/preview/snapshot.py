"""What the preview shows: the last good site and the present problems, both in one page."""

from __future__ import annotations

import hashlib
import html
import json
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from explainer.problems import LATER, ContentError, Location, Problem, SourceLine, source_lines
from explainer.publish.github_pages import NOT_FOUND, find
from explainer.rendering.link_check import anchors, resolve

RESERVED = "/__preview/"
"""The path below which the preview serves its own files."""

MOST = 100
"""Number of problems shown in the browser; the terminal has all of them."""

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body>
</html>
"""
NOTHING_YET = _PAGE.format(title="Nothing built yet", text="The first page comes with the first good build.").encode()
NOT_THERE = _PAGE.format(
    title="Not found", text="This address leads to no page, and the site has no 404.html."
).encode()

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_POLICY = re.compile(rb"""(<meta\s[^>]*http-equiv=["']?Content-Security-Policy["']?[^>]*content=")([^"]*)(")""",
                     re.IGNORECASE)  # fmt: skip
_PARTS = (".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2")
"""Suffixes of files that a page loads, besides style sheets."""

Places = Callable[[str], Location | None]
"""Returns, for an output path, the place in a file where its record or text is written."""

Finish = Callable[[], None]
"""Does the rest of a build; raises ContentError if it finds problems."""

Make = Callable[[], tuple[Mapping[str, bytes], Places, frozenset[str], Finish]]
"""Returns the bytes of a site by output path, where each page is written, the paths of drafts, and what is left to do.

It raises ContentError if there are problems.
"""


@dataclass(frozen=True)
class Snapshot:
    """What is shown between two builds; it is immutable, and exchanged as one value."""

    number: int = 0
    site: Mapping[str, bytes] | None = None
    places: Places = field(default=lambda _path: None)
    drafts: frozenset[str] = frozenset()
    """The output paths of drafts."""
    problems: tuple[Problem, ...] = ()
    excerpts: tuple[tuple[SourceLine, ...], ...] = ()
    incomplete: bool = False
    """True if not every rule was run, since something could not be read."""
    finish: Finish = field(default=lambda: None)
    """What is left to do of the build that gave it."""

    @cached_property
    def look(self) -> str:
        """A key that changes when a style sheet does."""
        site = self.site or {}
        styles = sorted(path for path in site if path.endswith(".css"))
        return _digest(*(part for path in styles for part in (path.encode(), site[path])))


@dataclass(frozen=True)
class PreviewPages:
    """Makes pages from snapshots: below a base path, with links to an editor."""

    base: str
    editor: str
    """Address that opens a place in an editor, with `{path}`, `{line}` and `{column}`."""
    plain: bool = False
    """True if pages are shown byte for byte as published."""

    def key(self, snapshot: Snapshot, file: str | None) -> str:
        """A key that changes when a page, or a script or image in it, does."""
        if snapshot.site is None or file is None:
            return "none"
        parts = [path for path in self.linked(snapshot.site, file) if path.endswith(_PARTS)]
        return _digest(file.encode(), snapshot.site[file], *(snapshot.site[part] for part in parts))

    def linked(self, site: Mapping[str, bytes], file: str) -> list[str]:
        """The files of a site that a page links to or loads, sorted by path."""
        paths = {resolve(file, link, self.base).partition("#")[0] for link in anchors(site[file]).links}
        return sorted(paths & site.keys())

    def page(self, snapshot: Snapshot, file: str | None, host: str) -> bytes:
        """A page with the preview's own scripts, which its content security policy then allows."""
        body = NOTHING_YET if snapshot.site is None else snapshot.site[file] if file else NOT_THERE
        if self.plain:
            return body
        name, _, port = host.rpartition(":") if re.search(r":\d+$", host) else (host, "", "80")
        where = html.escape(f"{RESERVED}livereload.js?mindelay=200&maxdelay=1000&host={name}&port={port}")
        tags = (
            f'<script defer src="{RESERVED}preview.js" data-key="{self.key(snapshot, file)}" data-look="{snapshot.look}">'
            f'</script><script defer src="{where}"></script>'
        ).encode()
        body = _POLICY.sub(lambda found: found[1] + _relaxed(found[2].decode()).encode() + found[3], body)
        end = _HEAD_END.search(body)
        at = end.start() if end else len(body)
        return body[:at] + tags + body[at:]

    def state(self, snapshot: Snapshot, path: str, building: float) -> bytes:
        """The state of the page at `path`, as JSON: its keys, the problems, and where its facts are written.

        `building` is the number of seconds for which a build has been running.
        """
        file = find(snapshot.site, self.base, path).file if snapshot.site is not None else None
        own = snapshot.places(file) if file else None
        return json.dumps({
            "number": snapshot.number,
            "key": self.key(snapshot, file),
            "look": snapshot.look,
            "building": round(building),
            "count": len(snapshot.problems),
            "later": LATER if snapshot.incomplete else "",
            "problems": [
                {**self.place(problem.where), "message": problem.message, "rule": problem.rule, "hint": problem.hint,
                 "column": problem.where.column,
                 "lines": [{"number": line.number, "text": line.text, "marked": line.marked} for line in lines]}
                for problem, lines in zip(snapshot.problems, snapshot.excerpts, strict=False)
            ],
            "own": self.place(own) if own else None,
            "desk": _at_desk(file, own),
            "draft": file in snapshot.drafts,
            "places": self.places(snapshot, file) if file and file != NOT_FOUND else {},
        }, ensure_ascii=False).encode()  # fmt: skip

    def places(self, snapshot: Snapshot, file: str) -> dict[str, dict[str, str]]:
        """The place of every fact that the page links to, by address path."""
        facts = [path for path in self.linked(snapshot.site or {}, file) if path.startswith("facts/")]
        return {self.base + fact: self.place(where) for fact in facts if (where := snapshot.places(fact))}

    def place(self, where: Location) -> dict[str, str]:
        """A place as text, and as an address that opens it in an editor."""
        path = quote(Path(where.path).absolute().as_posix())
        address = self.editor.format(path=path, line=where.line, column=where.column)
        return {"place": f"{where.path}:{where.line}", "open": address}


def next_snapshot(last: Snapshot, make: Make) -> Snapshot:
    """The snapshot after a build: the new site, or the last good one with the problems."""
    try:
        site, places, drafts, finish = make()
    except Exception as error:  # noqa: BLE001  # an error in a template or in the program must not end the preview
        return _with_problems(last, last.number + 1, error)
    return Snapshot(last.number + 1, site, places, drafts, finish=finish)


def finished(last: Snapshot, snapshot: Snapshot) -> Snapshot:
    """A snapshot whose build is finished: the same, or the last good site with the problems that were found."""
    try:
        snapshot.finish()
    except Exception as error:  # noqa: BLE001  # as above
        return _with_problems(last, snapshot.number + 1, error)
    return snapshot


def _with_problems(last: Snapshot, number: int, error: Exception) -> Snapshot:
    """The last good site with the problems that a build ended with."""
    if isinstance(error, ContentError):
        problems, incomplete = error.problems, error.incomplete
    else:
        problems, incomplete = (_unexpected(error),), False
    shown = source_lines(problem.where for problem in problems[:MOST])
    return Snapshot(number, last.site, last.places, last.drafts, problems, tuple(shown), incomplete)


def _at_desk(file: str | None, own: Location | None) -> str:
    """The address at the desk of the record, source or text that a page is of; that of the desk itself for any other page."""
    folder, _, name = (file or "").removesuffix(".html").rpartition("/")
    views = {"facts": "record", "sources": "source", "": "page"}
    return f"{RESERVED}desk/{views[folder]}?id={quote(name)}" if own and folder in views else f"{RESERVED}desk/"


def _unexpected(error: Exception) -> Problem:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error}"
    hint = "this is an error of the program, not of the content; undo the last change and report it"
    return Problem(Location(frame.filename, frame.lineno or 1), message, hint, rule="unexpected")


def _relaxed(policy: str) -> str:
    """A content security policy that also allows the preview's own scripts, styles and connections."""
    parts = [part.split() for part in html.unescape(policy).split(";") if part.strip()]
    rules = {name: sources for name, *sources in parts}
    for name in ("script-src", "style-src", "connect-src"):
        if name in rules or "default-src" in rules:
            sources = rules.get(name, rules.get("default-src", []))
            own = [] if "'self'" in sources else ["'self'"]
            rules[name] = [source for source in sources if source != "'none'"] + own
    return html.escape("; ".join(" ".join([name, *sources]) for name, sources in rules.items()), quote=False)


def _digest(*parts: bytes) -> str:
    whole = hashlib.blake2b(digest_size=8)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
