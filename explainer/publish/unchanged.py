"""Inputs that were found right before are recognised by their bytes, and neither checked nor built again.

What is known of them is kept in `.cache/`, which no build needs: it may be deleted at any time, and what is damaged,
was written by another program or is a copy from elsewhere is ignored.
"""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from explainer.exports.checksums import checksum
from explainer.formats.editor_files import write_whole
from explainer.resources import PACKAGE, resource

FOLDER = Path(".cache")
"""In the folder in which the program is started."""

FILE = "sites.json"

MADE_HERE = "made-here"
"""An empty file. No copy of it, and none from version control, has its inode and time of change: what is signed with
these was written here, by this program, and not by somebody who would like a site to count as checked."""

MOST = 20
"""Number of inputs that are remembered: those that were found right last."""


class Known(NamedTuple):
    """What is known of inputs that were found right: their site, and what a build says of it."""

    manifest: str
    """The checksum of the manifest, which has those of all other files."""
    files: int
    said: str


class Memory:
    """What is known of the inputs below some folders, as they are now; `options` are all others that a site depends on."""

    def __init__(self, folders: Sequence[Path], options: Sequence[object]) -> None:
        self._folders = folders
        self._before: Any = None
        self._key = ""
        with suppress(OSError):  # what cannot be read is a problem that the build reports
            self._before = _snapshot(folders)
            self._key = _key(self._before, folders, options)

    def recall(self) -> Known | None:
        """What is known of these inputs, if they were found right before."""
        return _read().get(self._key)

    def keep(self, known: Known) -> None:
        """Remember what is known of these inputs, unless a file has changed while they were read."""
        with suppress(OSError):  # nothing depends on it
            if self._before and self._before == _snapshot(self._folders):
                FOLDER.mkdir(exist_ok=True)
                with suppress(FileExistsError):
                    (FOLDER / MADE_HERE).touch(exist_ok=False)
                others = [(key, value) for key, value in _read().items() if key != self._key]
                body = json.dumps(dict([*others, (self._key, known)][-MOST:])).encode()
                write_whole(FOLDER / FILE, _signature(body) + b"\n" + body)


def _read() -> dict[str, Known]:
    """What is known, by the key of the inputs; nothing if it cannot be read, is damaged, or was not written here."""
    with suppress(OSError):
        signature, _, body = (FOLDER / FILE).read_bytes().partition(b"\n")
        if signature == _signature(body):
            return {key: Known(*value) for key, value in json.loads(body).items()}
    return {}


def _signature(body: bytes) -> bytes:
    """A checksum that nobody can give elsewhere; raises OSError if nothing was written here yet."""
    here = (FOLDER / MADE_HERE).lstat()
    return checksum(repr((here.st_dev, here.st_ino, here.st_ctime_ns, body)).encode()).encode()


class _Entry(NamedTuple):
    """A file, link or folder as it is now. Only the system writes `changed`, the time of its last change of any kind."""

    path: Path
    mode: int
    size: int
    inode: int
    modified: int
    changed: int


def _snapshot(folders: Sequence[Path]) -> tuple[list[_Entry], list[_Entry]]:
    """The files of the program, and those that a site is made from."""
    looks = (resource("templates"), resource("static"))
    inputs = dict.fromkeys(folder.resolve() for folder in (*looks, *folders))
    return list(_entries(PACKAGE, "__pycache__")), [each for path in inputs for each in _entries(path, FOLDER.name)]


def _entries(path: Path, without: str) -> Iterator[_Entry]:
    """What is at a path and all that is below it, but for folders of one name; nothing if nothing is there."""
    with suppress(FileNotFoundError):
        found = path.lstat()
        yield _Entry(path, found.st_mode, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        if stat.S_ISDIR(found.st_mode):
            for inner in sorted(path.iterdir()):
                if inner.name != without:
                    yield from _entries(inner, without)


def _key(snapshot: tuple[list[_Entry], list[_Entry]], folders: Sequence[Path], options: Sequence[object]) -> str:
    """A checksum of the inputs by their bytes, and of the program by the state of its files.

    Raises:
        OSError: if a file cannot be read.
    """
    program, inputs = snapshot
    parts: list[object] = [sys.version, _packages(), *folders, *options, *program]
    for entry in inputs:
        parts += entry.path, entry.mode
        if stat.S_ISLNK(entry.mode):  # to a file of the same folder: no other is read
            parts.append(entry.path.readlink())
        elif stat.S_ISREG(entry.mode):
            parts.append(checksum(entry.path.read_bytes()))
    return checksum(repr(parts).encode())


def _packages() -> list[str]:
    """The names and versions of all packages that are installed, as their folders have them."""
    places = (Path(place) for place in sys.path)
    found = (path.name for place in places if place.is_dir() for path in place.iterdir())
    return sorted(name for name in found if name.endswith((".dist-info", ".egg-info")))
