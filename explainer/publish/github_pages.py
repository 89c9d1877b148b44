"""The answers of GitHub Pages to an address: which file, with what status and media type."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

NOT_FOUND = "404.html"

MEDIA_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".bib": "text/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
"""Media types by the suffix of a file's name; fixed here, since the system's own list differs between machines."""

UNKNOWN = "application/octet-stream"
"""The media type of every other file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an address: a file of the site (None if it does not even have a 404 page), or another address."""

    status: int
    file: str | None = None
    location: str | None = None


def media_type(path: str) -> str:
    """The media type of a file, by the suffix of its name."""
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), UNKNOWN)


def find(site: Container[str], base: str, path: str) -> Answer:
    """The answer of a site published below `base` to a decoded path.

    As on GitHub Pages, `/about` is about.html, or redirects to `/about/` if only that folder has an index; `/about/`
    is about/index.html or nothing. The root redirects to the base, as nothing else is published there.
    """
    if path == "/" != base or path + "/" == base:
        return Answer(302, location=quote(base))
    if path.startswith(base):
        name = path.removeprefix(base)
        candidates = (name, f"{name}.html") if name and not name.endswith("/") else (f"{name}index.html",)
        for candidate in candidates:
            if candidate in site:
                return Answer(200, candidate)
        if f"{name}/index.html" in site:
            return Answer(301, location=quote(f"{path}/"))
    return Answer(404, NOT_FOUND if NOT_FOUND in site else None)
