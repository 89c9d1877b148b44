"""Stage 6: the finished site takes the place of the old one, whole or not at all."""

from __future__ import annotations

import ctypes
import glob
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from explainer.errors import ContentError, Location, Problem

MANIFEST = "manifest.json"
"""Lists every file of the site with its SHA-256; also how a folder is known to be ours to replace."""


def manifest(site: Mapping[str, bytes]) -> bytes:
    """The manifest of a site: every path with the SHA-256 of its bytes, in hexadecimal."""
    files = {path: hashlib.sha256(body).hexdigest() for path, body in sorted(site.items())}
    return (json.dumps({"files": files}, indent=1, ensure_ascii=False) + "\n").encode()


def write_site(site: Mapping[str, bytes], out: Path) -> int:
    """Put the site at `out` in one step; return how many files are new or changed.

    The new tree is made beside the old one, unchanged files as hard links, and the two are exchanged:
    at every moment `out` is one whole site.

    Raises:
        ContentError: if `out` holds files that no build of ours wrote, or cannot be written.
    """
    site = {**site, MANIFEST: manifest(site)}
    out = Path(os.path.abspath(out))
    try:
        _refuse_foreign(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        stage = Path(tempfile.mkdtemp(prefix=f".{out.name}.{os.getpid()}.", suffix=".new", dir=out.parent))
        try:
            changed = _fill(stage, site, out)
            stage.chmod(0o755)
            _exchange(stage, out)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        message = f"cannot write the site: {error.strerror or error}"
        raise ContentError(
            [Problem(Location(str(out)), message, "writable", "check permissions and free space")]
        ) from error
    return changed


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise ContentError(
            [Problem(Location(str(out)), "the output is not a folder", "writable", "name another with --out")]
        )
    if not out.is_dir() or not any(out.iterdir()):
        return
    try:
        ours = set(json.loads((out / MANIFEST).read_bytes())["files"]) | {MANIFEST}
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    files = (path for path in sorted(out.rglob("*")) if not path.is_dir() or path.is_symlink())
    foreign = [name for path in files if (name := path.relative_to(out).as_posix()) not in ours]
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise ContentError([Problem(Location(str(out)), f"the output folder holds a file that no build wrote: '{foreign[0]}'{more}",
                                    "writable", "move it away, or name another folder with --out")])  # fmt: skip


def _fill(stage: Path, site: Mapping[str, bytes], old: Path) -> int:
    changed = 0
    made: set[Path] = set()
    for name, body in site.items():
        target = stage / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        before = old / name
        try:
            if before.stat().st_size == len(body) and before.read_bytes() == body:
                os.link(before, target)
                continue
        except OSError:
            pass  # no old file, or a file system without hard links: write it anew
        target.write_bytes(body)
        changed += 1
    return changed


def _exchange(new: Path, out: Path) -> None:
    if not out.exists():
        os.rename(new, out)
    elif not _swap(new, out):
        # No atomic exchange here: two renames, the old site kept until the new one stands.
        aside = new.with_suffix(".old")
        os.rename(out, aside)
        os.rename(new, out)
        shutil.rmtree(aside, ignore_errors=True)


def _swap(first: Path, second: Path) -> bool:
    """Exchange two folders in one system call, where the system has one."""
    names = os.fsencode(first), os.fsencode(second)
    here = -2 if sys.platform == "darwin" else -100  # AT_FDCWD
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    function = getattr(libc, "renameat2", None) or getattr(libc, "renameatx_np", None)
    return function is not None and function(here, names[0], here, names[1], 2) == 0  # RENAME_EXCHANGE, RENAME_SWAP


def _sweep(out: Path) -> None:
    """Remove what a killed build left beside `out`."""
    for path in out.parent.glob(f".{glob.escape(out.name)}.*.*"):
        pid = path.name[len(out.name) + 2 :].split(".")[0]
        if path.suffix in (".new", ".old") and pid.isdecimal() and not _alive(int(pid)):
            if path.suffix == ".old" and not out.exists():
                os.rename(path, out)  # killed between two renames: the old site takes its place again
            else:
                shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
