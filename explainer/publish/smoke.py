"""Smoke test after publishing: a dozen addresses of the published site, compared with the build's manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from explainer.exports.checksums import MANIFEST, checksum
from explainer.exports.manifest import Manifest
from explainer.problems import ContentError, Location, Problem
from explainer.publish.github_pages import UNKNOWN, media_type
from explainer.publish.http import fetch

OTHER_TYPES = {
    "application/xml": ("text/xml", "application/atom+xml"),
    "image/vnd.microsoft.icon": ("image/x-icon",),
    "text/javascript": ("application/javascript",),
}
"""Other names of a media type that servers may use."""

ABSENT = "no-such-folder/no-such-page"
"""An address that no site has, in a folder, so that the 404 page must find its styles from there."""


def read_manifest(out: Path) -> Manifest:
    """The manifest of a built site.

    Raises:
        ContentError: if there is none.
    """
    try:
        return Manifest.model_validate_json((out / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        message = f"no usable {MANIFEST}: {getattr(error, 'strerror', None) or type(error).__name__}"
        raise ContentError([Problem(Location(str(out)), message, "build the site first", rule="readable")]) from None


def chosen(files: Mapping[str, str], most: int = 12) -> list[str]:
    """At most `most` paths: the start page, then one of each kind in each folder in turn, always the same."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(files):
        if path != "404.html":
            folder, _, name = path.rpartition("/")
            groups["" if path == "index.html" else folder, name.rpartition(".")[2]].append(path)
    first = [path for path in ("index.html",) if path in files]
    turns = [path for turn in range(most) for group in groups.values() for path in group[turn : turn + 1]]
    return list(dict.fromkeys([*first, *turns]))[:most]


def smoke(url: str, manifest: Manifest, seconds: float = 20) -> Iterator[tuple[str, str]]:
    """Each address requested, with what is wrong there, or an empty text."""
    root = url.rstrip("/") + "/"
    for path in chosen(manifest.files):
        # The bare address gives the start page.
        address = root + ("" if path == "index.html" else quote(path))
        yield address, _fault(address, 200, path, manifest.files, seconds)
    if "404.html" in manifest.files:
        yield root + ABSENT, _fault(root + ABSENT, 404, "404.html", manifest.files, seconds)


def _fault(address: str, status: int, path: str, files: Mapping[str, str], seconds: float) -> str:
    answer = fetch(address, seconds=seconds)
    if answer.status != status:
        return f"answers {answer.status or answer.reason}, not {status}"
    wanted = media_type(path).partition(";")[0]
    if answer.media_type not in (wanted, *OTHER_TYPES.get(wanted, ())) and wanted != UNKNOWN:
        return f"is served as '{answer.media_type}', not '{wanted}'"
    if checksum(answer.body) != files[path]:
        return f"is not the '{path}' that was built"
    return ""
