"""Names of the files that editors leave beside the file they save."""

from __future__ import annotations

ENDINGS = ("~", ".swp", ".swx", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___")


def is_by_product(name: str) -> bool:
    """True for a backup, lock, swap or half-written file of an editor; hidden files are all of them."""
    return name.startswith((".", "#")) or name.endswith(ENDINGS) or name.isdigit()
