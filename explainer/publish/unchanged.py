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
from typing import NamedTuple

from explainer.exports.checksums import checksum, may_sign, signature
from explainer.formats.editor_files import write_whole
from explainer.resources import PACKAGE, resource

FOLDER = Path(".cache")
"""In the folder in which the program is started."""

FILE = "sites.json"

MOST = 20
"""Number of inputs that are remembered: those that were found right last."""

_State = tuple[Path, int, tuple[int, ...]]
"""A file, link or folder with its mode and what changes when it is written, in a time that only the system sets, too."""


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
        self._before: list[_State] = []
        self._key = ""
        with suppress(OSError):  # what cannot be read is a problem that the build reports
            self._before = _states(folders)
            self._key = _key(self._before, (*folders, *options))

    def recall(self) -> Known | None:
        """What is known of these inputs, if they were found right before."""
        return _read().get(self._key)

    def keep(self, known: Known) -> None:
        """Remember what is known of these inputs, unless a file has changed while they were read."""
        with suppress(OSError):  # nothing depends on it
            if self._key and self._before == _states(self._folders):
                may_sign(FOLDER)
                others = [(key, value) for key, value in _read().items() if key != self._key]
                body = json.dumps(dict([*others, (self._key, known)][-MOST:])).encode()
                write_whole(FOLDER / FILE, signature(FOLDER, body).encode() + b"\n" + body)


def _read() -> dict[str, Known]:
    """What is known, by the key of the inputs; nothing if it cannot be read, is damaged, or was not written here."""
    with suppress(OSError):
        signed, _, body = (FOLDER / FILE).read_bytes().partition(b"\n")
        if signed == signature(FOLDER, body).encode():
            return {key: Known(*value) for key, value in json.loads(body).items()}
    return {}


def _states(folders: Sequence[Path]) -> list[_State]:
    """The files of the program, and those that a site is made from."""
    inputs = dict.fromkeys(path.resolve() for path in (resource("templates"), resource("static"), *folders))
    return [*_below(PACKAGE, "__pycache__"), *(state for path in inputs for state in _below(path, FOLDER.name))]


def _below(path: Path, without: str) -> Iterator[_State]:
    """What is at a path and all that is below it, but for folders of one name; nothing if nothing is there."""
    with suppress(FileNotFoundError):
        found = path.lstat()
        yield path, found.st_mode, (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        for inner in sorted(path.iterdir()) if stat.S_ISDIR(found.st_mode) else ():
            if inner.name != without:
                yield from _below(inner, without)


def _key(states: Sequence[_State], options: Sequence[object]) -> str:
    """A checksum of the inputs by their bytes, and of the program by the state of its files, as Python knows them.

    Raises:
        OSError: if a file cannot be read.
    """
    places = [place for place in map(Path, sys.path) if place.is_dir()]
    # Their names have the versions of all packages that are installed.
    packages = sorted(path.name for place in places for path in place.glob("*.dist-info"))
    parts: list[object] = [sys.version, packages, *options]
    for path, mode, state in states:
        parts += path, mode
        if path.is_relative_to(PACKAGE):
            parts.append(state)
        elif stat.S_ISLNK(mode):  # to a file of the same folder: no other is read
            parts.append(path.readlink())
        elif stat.S_ISREG(mode):
            parts.append(checksum(path.read_bytes()))
    return checksum(repr(parts).encode())
