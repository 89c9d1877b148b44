"""The files of a folder, and the names of those that systems and editors leave there, which are no part of an explainer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

SYSTEM = frozenset(
    [
        *(".ds_store", ".appledouble", ".lsoverride", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems"),
        *("__macosx", "icon\r", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$recycle.bin"),
        *("system volume information", ".directory"),
    ]
)
"""What the file managers of macOS, Windows and KDE write by themselves, in lower case."""

ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___")
BEGINNINGS = ("._", ".#", "~$", ".~lock.", ".nfs")


def is_litter(name: str) -> bool:
    """True for a file or folder that a system wrote by itself, and for a backup, lock or swap file of an editor.

    Nobody misses it: it is ignored wherever it is, and goes with the folder it is in.
    """
    return name.lower() in SYSTEM or name.endswith(ENDINGS) or name.startswith(BEGINNINGS)


def is_by_product(name: str) -> bool:
    """True for litter, and for what an editor never wrote as a part of an explainer: hidden and half-written files."""
    return is_litter(name) or name.startswith((".", "#")) or name.isdigit()


def files_below(folder: Path, failed: Callable[[Path, OSError], None]) -> Iterator[tuple[str, Path]]:
    """Every file, link and special file below `folder`: its relative path with forward slashes, and its path.

    The litter of systems and editors is left out. `failed` is called with each folder that cannot be listed, and why. Links are not followed.
    """
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            failed(parent, error)
            continue
        for entry in entries:
            path = Path(entry.path)
            if is_litter(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")
                yield name, path


def write_whole(path: Path, body: bytes) -> None:
    """Write a file in one step, so that nobody finds half of it.

    Raises:
        OSError: if it cannot be written, with the name of the file; then it is as it was, and nothing else is left.
    """
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(body)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        error.filename = str(path)
        raise


def write_together(bodies: Mapping[Path, bytes]) -> None:
    """Write several files, each in one step: all of them, or none if one cannot be written.

    Raises:
        OSError: if one cannot be written; then every file is as it was.
    """
    halves = {path: path.with_name(f".{path.name}.half") for path in bodies}
    # Copies, and before the first file is replaced: to put one back then needs no space.
    copies = {path: path.with_name(f".{path.name}.before") for path in bodies if path.exists()}
    replaced = []
    try:
        for path, body in bodies.items():
            halves[path].write_bytes(body)
        for path, copy in copies.items():
            shutil.copy2(path, copy)
        for path, half in halves.items():
            half.replace(path)
            replaced.append(path)
    except BaseException:
        for path in replaced:
            if path in copies:
                copies[path].replace(path)
            else:
                path.unlink()
        raise
    finally:
        for path in (*halves.values(), *copies.values()):
            path.unlink(missing_ok=True)
