"""Compiled templates kept from one run to the next, where Python keeps its own compiled modules."""

from __future__ import annotations

import marshal
import os
import sys
from pathlib import Path

from jinja2 import __version__
from jinja2.bccache import Bucket, BytecodeCache

KEPT = Path(__file__).parent / "__pycache__" / "templates.bin"


class Compiled(BytecodeCache):
    """The compiled form of the templates last used; one file, of no use to another version or other `options`.

    Jinja holds a checksum of each template's source against it, so that a changed one is compiled again.
    Where the file cannot be read or written, templates are compiled each time.
    """

    def __init__(self, options: str, path: Path = KEPT) -> None:
        self.path = path
        self.stamp = f"{__version__} {sys.version} {options}"
        self.used: dict[str, bytes] = {}
        self.changed = False
        try:
            stamp, self.kept = marshal.loads(path.read_bytes())  # noqa: S302  # as trusted as the modules beside it
        except (OSError, ValueError, EOFError, TypeError):
            stamp, self.kept = "", {}
        if stamp != self.stamp:
            self.kept = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A template is known by its file, which its error messages name."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if this very source was compiled before."""
        if found := self.kept.get(bucket.key):
            bucket.bytecode_from_string(found)
            self.used[bucket.key] = found

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        self.used[bucket.key] = bucket.bytecode_to_string()
        self.changed = True

    def save(self) -> None:
        """Keep what this run used, in one step; no compiled template is worth a failed build."""
        if not self.changed:
            return
        part = self.path.with_suffix(f".{os.getpid()}")
        try:
            part.parent.mkdir(exist_ok=True)
            part.write_bytes(marshal.dumps((self.stamp, self.used)))
            part.replace(self.path)
        except OSError:
            part.unlink(missing_ok=True)
