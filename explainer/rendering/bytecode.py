"""Compiled templates, stored from one run to the next.

In a checkout they are where Python stores its own compiled modules; an installation, into which nothing is written, keeps them
in the `.cache/` of the explainer.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from explainer.exports.checksums import checksum, may_sign, signature
from explainer.resources import INSTALLED

FOLDER = Path(".cache", "templates") if INSTALLED else Path(__file__).parent / "__pycache__" / "templates"
"""Holds a file for each template; it may be deleted at any time."""

MOST = 1000
"""Files beyond which the folder is emptied: those of template folders that are gone are never read again."""

_DIGITS = 64


class BytecodeCache(jinja2.BytecodeCache):
    """Jinja's cache in `FOLDER`, which no build depends on: what cannot be read or written is compiled each time.

    Jinja's own cache in a folder fails where it cannot write, and runs damaged bytecode, which can end Python without
    a word: here a signature comes before it, so that what was put into the folder elsewhere is not run either. `options` are those of the environment that the bytecode depends on.
    """

    def __init__(self, options: str) -> None:
        self._version = f"{jinja2.__version__} {sys.version} {options}"
        with suppress(OSError):
            if len(list(FOLDER.iterdir())) > MOST:
                shutil.rmtree(FOLDER)

    def get_source_checksum(self, source: str) -> str:
        """What bytecode is made of: the source of a template, and what compiles it."""
        return checksum(f"{self._version} {source}".encode())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if this very source was compiled before."""
        with suppress(OSError):
            stored = (FOLDER / bucket.key).read_bytes()
            if stored[:_DIGITS] == signature(FOLDER, stored[_DIGITS:]).encode():
                bucket.bytecode_from_string(stored[_DIGITS:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store what was compiled, in one step."""
        body = bucket.bytecode_to_string()
        part = FOLDER / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            may_sign(FOLDER)
            part.write_bytes(signature(FOLDER, body).encode() + body)
            part.replace(FOLDER / bucket.key)
