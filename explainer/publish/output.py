"""The finished site replaces the old one, completely or not at all."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from explainer.exports.checksums import MANIFEST, checksum
from explainer.formats.editor_files import files_below
from explainer.problems import ContentError, Location, Problem


class Stage:
    """The new tree next to the old one, filled file by file and exchanged for it in one step.

    Several processes may fill one stage.
    """

    def __init__(self, folder: Path, out: Path, old: Mapping[str, str]) -> None:
        self._folder = folder
        self._out = out
        self._old = old
        self._made: set[Path] = set()
        mask = os.umask(0)
        os.umask(mask)
        self._folder_mode, self._file_mode = 0o777 & ~mask, 0o666 & ~mask

    def put(self, name: str, body: bytes, sha256: str) -> bool:
        """Write a file, or link that of the old site if it has the same checksum; return True if it is new or changed.

        Raises:
            OSError: if it cannot be written.
        """
        local = os.fsdecode(name.encode())
        target = self._folder / local
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        if self._old.get(name) == sha256:
            with suppress(OSError):  # a file system without hard links: the file is written again
                os.link(self._out / local, target)
                if stat.S_IMODE(target.stat().st_mode) == self._file_mode:
                    return False
                target.unlink()
        target.write_bytes(body)
        return True

    def is_published(self, manifest: str) -> bool:
        """True if the output is the site whose manifest has this checksum, complete and with the modes of new files."""
        if self._old.get(MANIFEST) != manifest:
            return False
        mode = stat.S_IFREG | self._file_mode
        with suppress(FileNotFoundError):  # every file that is there has the checksum that the manifest lists
            return all(os.lstat(self._out / os.fsdecode(name.encode())).st_mode == mode for name in self._old)
        return False

    def publish(self) -> None:
        """Exchange the trees, so that the output is one complete site at every moment. The new tree must have its manifest."""
        self._folder.chmod(self._folder_mode)
        _exchange(self._folder, self._out)


@contextmanager
def staged(out: Path) -> Iterator[Stage]:
    """A stage for the site at `out`, removed afterwards whether or not it was published.

    Raises:
        ContentError: if `out` has files that no build wrote, or cannot be written.
    """
    out = Path(os.path.abspath(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out.parent):
            _sweep(out)
            old = _ours(out)
            folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.{os.getpid()}.", suffix=".new", dir=out.parent))
            try:
                yield Stage(folder, out, old)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        message = f"cannot write the site: {error.strerror or error}"
        raise ContentError(
            [Problem(Location(str(out)), message, "check permissions and free space", rule="writable")]
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a lock, so that builds that write into one folder wait for each other; a killed one is not waited for."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415  # there is none on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks: each exchange is complete nevertheless
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _ours(out: Path) -> Mapping[str, str]:
    """The files of the site at `out`, with their checksums; raises ContentError if a file is there that no build wrote."""
    if out == out.parent or out.is_symlink() or (out.exists() and not out.is_dir()):
        raise ContentError(
            [
                Problem(
                    Location(str(out)),
                    "the output is not a folder of its own",
                    "name another with --out",
                    rule="writable",
                )
            ]
        )
    if not out.is_dir() or not any(out.iterdir()):
        return {}
    try:
        manifest = (out / MANIFEST).read_bytes()
        ours = {**json.loads(manifest)["files"], MANIFEST: checksum(manifest)}
    except (OSError, ValueError, KeyError, TypeError):
        ours = {}
    foreign = (name for name, path in files_below(out, _raise) if not _is_ours(path, name, ours))
    if first := next(foreign, ""):
        more = " and more" if next(foreign, "") else ""
        raise ContentError([Problem(Location(str(out)), f"the output folder holds a file that no build wrote: '{first}'{more}",
                                    "move it away, or name another folder with --out", rule="writable")])  # fmt: skip
    return ours


def _is_ours(path: Path, name: str, ours: Mapping[str, str]) -> bool:
    """True for a file with the checksum in the manifest: a file that is only named there may be someone else's."""
    if name not in ours or not path.is_file() or path.is_symlink():
        return False
    return ours[name] == checksum(path.read_bytes())


def _raise(_folder: Path, error: OSError) -> None:
    raise error


def _exchange(new: Path, out: Path) -> None:
    if not out.exists():
        os.rename(new, out)
    elif not _swap(new, out):
        # No atomic exchange here: two renames, the old site kept until the new one is in place.
        aside = new.with_suffix(".old")
        os.rename(out, aside)
        os.rename(new, out)
        shutil.rmtree(aside, ignore_errors=True)


def _swap(first: Path, second: Path) -> bool:
    """Exchange two folders in one system call; return False if the system has none."""
    names = os.fsencode(first), os.fsencode(second)
    here = -2 if sys.platform == "darwin" else -100  # AT_FDCWD
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    function = getattr(libc, "renameat2", None) or getattr(libc, "renameatx_np", None)
    return function is not None and function(here, names[0], here, names[1], 2) == 0  # RENAME_EXCHANGE, RENAME_SWAP


def _sweep(out: Path) -> None:
    """Remove what a killed build left next to `out`, and nothing that only has a similar name."""
    left = re.compile(rf"\.{re.escape(out.name)}\.([1-9]\d{{0,6}})\.[a-z0-9_]{{8}}\.(new|old)")
    for path in sorted(out.parent.iterdir()):
        found = left.fullmatch(path.name)
        if found and not path.is_symlink() and path.is_dir() and not _alive(int(found[1])):
            if found[2] == "old" and not out.exists():
                os.rename(path, out)  # killed between two renames: the old site is restored
            else:
                shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    """True if a process is running, or if that cannot be asked: on Windows the question would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
