"""The order of names."""

from __future__ import annotations

from unicodedata import combining, normalize


def name_key(name: str) -> tuple[str, str]:
    """A key that sorts names as readers look for them: capitals and diacritics only decide between equal ones."""
    letters = name if name.isascii() else "".join(char for char in normalize("NFD", name) if not combining(char))
    return letters.casefold(), name
