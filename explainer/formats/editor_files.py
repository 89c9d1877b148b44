"""Names of the files that systems and editors leave in folders, which are no part of an explainer."""

from __future__ import annotations

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
