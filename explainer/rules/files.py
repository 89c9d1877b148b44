"""Rules about files: what is written in them is read as a whole."""

from __future__ import annotations

import re
from itertools import chain

from explainer.content.content import Content
from explainer.content.roles import DateWords, Passage, Role, Verbatim, Written
from explainer.formats.yaml_file import Node, read_nodes
from explainer.problems import Location, Problem
from explainer.rules.common import Problems, title

FREE_TEXT: tuple[type[Role], ...] = (Written, Verbatim, Passage, DateWords)
"""The roles of texts that may have any character."""

_COMMENT_BEHIND = re.compile(r"^[ \t]*[^\s#].*?[ \t]#", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#")


def whole_text(content: Content) -> Problems:
    """No comment is right behind a text without quotation marks: ' #' may be meant as part of the text."""
    files = {entry.file.path: entry.file for entry in content.entries}
    commented = {
        path: file
        for path, file in files.items()
        if (" #" in file.text or "\t#" in file.text) and _COMMENT_BEHIND.search(file.text)
    }
    if not commented:
        return
    roots = {path: read_nodes(path, file.text, file.first_line) for path, file in commented.items()}
    lines = {path: file.text.split("\n") for path, file in commented.items()}
    for entry, part in chain.from_iterable(content.parts(role) for role in FREE_TEXT):
        file = entry.file
        node = roots.get(file.path)
        for key in (*entry.keys, *part.keys):
            node = _below(node, key)
        if node is None or node.style or not isinstance(node.value, str):
            continue
        end = node.end
        if node.value and (found := _COMMENT.match(lines[file.path][end.line], end.column)):
            where = Location(file.path, end.line + file.first_line, found.end())
            field = next(key for key in reversed(part.keys) if isinstance(key, str))
            message = f"{title(entry)}: '{field}' ends here, since ' #' begins a comment"
            yield Problem(where, message, "put the text in quotation marks, or the comment on a line of its own")


def _below(node: Node | None, key: str | int) -> Node | None:
    found = node.child(key) if node else None
    return found[1] if found else None
