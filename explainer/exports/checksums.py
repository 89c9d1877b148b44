"""The name of the manifest of a site, and the checksum of the files that it lists."""

from __future__ import annotations

import hashlib

MANIFEST = "manifest.json"
"""Its path in the site; a folder that has it may be replaced by a build."""


def checksum(body: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
