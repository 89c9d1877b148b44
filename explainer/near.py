"""Hints: the nearest allowed word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near(word: str, allowed: Iterable[str]) -> str:
    """A hint that names the nearest allowed word, or all of them when none is near."""
    options = sorted(allowed)
    if close := get_close_matches(word, options, 1, 0.6):
        return f"did you mean '{close[0]}'?"
    listed = ", ".join(options[:20]) + (", …" if len(options) > 20 else "")
    return f"allowed here: {listed}" if options else "none is defined yet"
