"""The first letter of words, where they begin a sentence or stand within one."""

from __future__ import annotations


def upper_first(text: str) -> str:
    """The text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, to stand within a sentence."""
    return text[:1].lower() + text[1:]
