"""A built site as someone received it, a folder or a zip: every file in memory, nothing hostile let through."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from explainer.problems import ContentError, Location, Problem

MOST_FILES = 100_000
MOST_BYTES = 2**29
"""Largest site that is read, unpacked; a small archive can claim to hold far more."""


def read_bundle(path: Path) -> dict[str, bytes]:
    """Every file: path with forward slashes to bytes. One folder around everything in a zip is left out.

    Raises:
        ContentError: if it is neither folder nor zip, holds links or special files, or names or sizes
            that no site has.
    """
    try:
        found = dict(_folder(path) if path.is_dir() else _zip(path))
    except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError, ValueError) as error:
        raise _refused(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except Exception as error:
        # A damaged stream raises the error of whichever library was unpacking it.
        if type(error).__name__ not in ("error", "LZMAError"):
            raise
        raise _refused(path, f"cannot be read: {error}") from None
    return found


def _refused(path: Path, message: str) -> ContentError:
    return ContentError([Problem(Location(str(path)), message, "readable", "get the site again from where it came")])


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    size = count = 0
    for inside in sorted(path.rglob("*")):
        mode = inside.lstat()
        name = os.fsencode(inside.relative_to(path).as_posix()).decode("utf-8", "backslashreplace")
        if stat.S_ISDIR(mode.st_mode):
            continue
        if not stat.S_ISREG(mode.st_mode):
            raise _refused(path, f"'{name}' is a link or special file")
        size, count = size + mode.st_size, count + 1
        _limit(path, size, count)
        yield name, inside.read_bytes()


def _zip(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.is_file():
        raise _refused(path, "neither a folder nor a zip")
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        # zipfile reads no more than an entry's stated size, so the stated sizes can be trusted as limits.
        _limit(path, sum(entry.file_size for entry in entries), len(entries))
        seen: set[str] = set()
        for entry in entries:
            name = _plain(path, entry)
            if name in seen:
                raise _refused(path, f"'{name}' stands in it twice")
            seen.add(name)
        tops = {name.partition("/")[0] for name in seen}
        top = f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in seen if name) else ""
        for entry in entries:
            if not entry.is_dir():
                yield entry.filename.removeprefix(top), archive.read(entry)


def _plain(path: Path, entry: zipfile.ZipInfo) -> str:
    """The name of an entry that is an ordinary file or folder within the archive."""
    name, parts = entry.filename, PurePosixPath(entry.filename).parts
    if not name or name.startswith("/") or "\\" in name or ":" in name or {"..", "."} & set(parts) or "//" in name:
        raise _refused(path, f"the name '{name}' leads out of the archive or is no plain path")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, f"'{name}' is a link or special file")
    if entry.flag_bits & 1:
        raise _refused(path, f"'{name}' is encrypted")
    return name


def _limit(path: Path, size: int, count: int) -> None:
    if size > MOST_BYTES:
        raise _refused(path, f"more than {MOST_BYTES // 2**20} MiB unpacked")
    if count > MOST_FILES:
        raise _refused(path, f"more than {MOST_FILES} files")
