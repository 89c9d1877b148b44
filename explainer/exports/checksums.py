"""The name of the manifest of a site, and the checksum of the files that it lists."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

MANIFEST = "manifest.json"
"""Its path in the site; a folder that has it may be replaced by a build."""


def checksum(body: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


MADE_HERE = "made-here"
"""An empty file. No copy of it, and none from version control, has its inode and time of change: what is signed with
these was written here, by this program, and not by somebody who would like it to be believed."""


def signature(folder: Path, body: bytes) -> str:
    """A checksum of what is kept in a folder that nobody can give elsewhere.

    Raises:
        OSError: if nothing was signed there yet: `may_sign` makes it possible.
    """
    here = (folder / MADE_HERE).lstat()
    return checksum(repr((here.st_dev, here.st_ino, here.st_ctime_ns, body)).encode())


def may_sign(folder: Path) -> None:
    """Make a folder whose files can be signed, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        (folder / MADE_HERE).touch(exist_ok=False)
