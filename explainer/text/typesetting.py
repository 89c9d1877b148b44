"""Text as it is set: what belongs together stays on one line."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?<!\S)(\d{1,2}) (?=[^\W\d_])")


def held_together(text: str) -> str:
    """The text with a no-break space after the number of a day, or of a few things, before the word that belongs to it."""
    return _NUMBERED.sub("\\1\u00a0", text)
