"""Style sheets as readers load them: what only editors read is left out."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"[^"]*"|/\*.*?\*/|\s+', re.DOTALL)


def compact(css: str) -> str:
    """The same style sheet without comments, indentation and the spaces that separate nothing.

    Spaces are kept inside quoted strings and between words, where they have a meaning.
    """
    spaced = _TOKEN.sub(lambda found: found.group() if found.group().startswith('"') else " ", css)
    parts = re.split(r'("[^"]*")', spaced)
    parts[::2] = [
        re.sub(r";?\s*}\s*", "}", re.sub(r"\s*([{;,])\s*", r"\1", part)).replace(": ", ":") for part in parts[::2]
    ]
    return "".join(parts).strip()
