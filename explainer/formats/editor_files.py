"""Names of the files that editors leave next to the file they save."""

from __future__ import annotations

ENDINGS = ("~", ".swp", ".swx", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___")


def is_by_product(name: str) -> bool:
    """True for a backup, lock, swap or half-written file of an editor; every hidden file counts as one."""
    return name.startswith((".", "#")) or name.endswith(ENDINGS) or name.isdigit()
