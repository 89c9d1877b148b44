"""A text as a YAML scalar as an editor would write it: plain where it can be, folded at 120 columns."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.formats.yaml_file import read_yaml
from explainer.problems import ContentError

WIDTH = 120
"""Columns of the widest line."""


def scalar(text: str, column: int, indent: int) -> str:
    """`text` as it is written after its key, from `column` on; further lines are indented by `indent` spaces.

    Plain if that says the same, else in the quotation marks that need the fewest escapes.
    """
    quoted = "'" + text.replace("'", "''") + "'"
    double = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    marked = [double, quoted] if "'" in text and '"' not in text and "\\" not in text else [quoted, double]
    for body in (text, *marked):
        laid = filled(body.split(" "), column, indent)
        if reads_as(laid, text):
            return laid
    return double.replace("\n", "\\n").replace("\t", "\\t")


def reads_as(body: str, text: str) -> bool:
    """True if a scalar after a key is read as `text`, and nothing of it as a comment."""
    try:
        return bool(read_yaml("", f"- k: {body}\n").value == [{"k": text}])
    except ContentError:
        return False


def filled(words: Sequence[str], column: int, indent: int) -> str:
    """Words joined by single spaces, from `column` on, in lines of at most 120 columns where words allow it.

    Further lines are indented by `indent` spaces. An empty word is one more space, next to which no line ends.
    """
    lines, line, room = [], "", WIDTH - column
    for number, word in enumerate(words):
        if number and word and line and not line.endswith(" ") and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, WIDTH - indent
        else:
            line = f"{line} {word}" if number else word
    return ("\n" + " " * indent).join([*lines, line])


def in_brackets(text: str) -> str:
    """A text as it is written on one line inside brackets or braces."""
    plain = scalar(text, -(WIDTH**2), 0)
    if plain[:1] in ("'", '"') or (text and not set(text) & set(",[]{}:#")):
        return plain
    return "'" + text.replace("'", "''") + "'"
