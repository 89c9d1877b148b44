"""YAML files as editors wrote them: every scalar stays text, every value can be located.

PyYAML's own constructors guess types (10:30 becomes 630, NO becomes false) and keep the last of two equal keys. Here
libyaml's events become plain dicts, lists and strings, and constructs that are not allowed in a file of facts (anchors,
aliases, tags, repeated keys, several documents) are rejected with their places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any
from unicodedata import normalize

import yaml

from explainer.problems import ContentError, Location, Problem
from explainer.text.source_text import INVISIBLE

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)

MAX_DEPTH = 12
"""Maximum depth of nested lists and mappings; records need four levels."""

MAX_BYTES = 32 * 2**20
"""Size in bytes of the largest file that is read; a larger one is rejected rather than read for minutes."""

FORBIDDEN = re.compile(rf"[\x00-\x08\x0b-\x1f\x85\u2028\u2029{INVISIBLE}]")
"""Control characters, invisible characters and direction overrides: an editor does not see them, readers may."""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BEFORE_COMMENT = re.compile(r"(?:^|\n)[ \t]*[^\s#][^\n]*[ \t]#[^\n]*\Z")
"""Ends in a line with something before a comment."""
_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))
"""Characters that are always allowed: a file of nothing else need not be searched."""


def decode(path: str, data: bytes) -> str:
    """The text of an editor's UTF-8 file, without a byte order mark, with plain line ends and composed letters.

    Composed (Unicode's normalisation form C) it has one spelling for what looks the same.

    Raises:
        ContentError: if it is too large, not UTF-8, or holds a forbidden character.
    """
    return normalize("NFC", _decode(path, data, FORBIDDEN))


def decode_seed(path: str, data: bytes) -> str:
    """The text of a source: as `decode`, but invisible characters and form feeds are allowed, since the text stays as received.

    Raises:
        ContentError: if it is too large, a PDF, not UTF-8, or holds another control character.
    """
    if data.startswith(b"%PDF"):
        hint = "keep its text as 'file', and the PDF beside it as 'original'"
        raise ContentError([Problem(Location(path), "a PDF where a text is expected", hint, rule="readable")])
    return _decode(path, data, _CONTROL)


def _decode(path: str, data: bytes, refused: re.Pattern[str]) -> str:
    if len(data) > MAX_BYTES:
        size = len(data) // 2**20
        raise ContentError([Problem(Location(path), f"file of {size} MiB; at most {MAX_BYTES // 2**20} are read",
                                    "split it, or check that it is the file you meant", rule="readable")])  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        where = Location.of_offset(path, before, len(before))
        found = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
        raise ContentError([Problem(where, found, "save the file with the encoding UTF-8", rule="readable")]) from None
    text = text.replace("\r\n", "\n")
    unusual = not data.isascii() or data.translate(None, _PLAIN)
    if unusual and (match := refused.search(text)):
        where = Location.of_offset(path, text, match.start())
        raise ContentError([Problem(where, f"invisible character U+{ord(match.group()):04X}", "delete it; it cannot be seen but would be published", rule="readable")])  # fmt: skip
    return text


@dataclass(frozen=True)
class YamlFile:
    """One parsed file: `value` consists of dict, list and str only; None for an empty file."""

    path: str
    text: str
    value: Any
    first_line: int = 1

    def sibling(self, name: str) -> Location:
        """The start of another file in the same folder."""
        return Location(str(PurePath(self.path).with_name(name)))

    def locate(self, keys: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value under `keys` starts, or its key; if that is missing, the nearest parent.

        The file is parsed again for this: problems are rare, and places take more memory than values.
        """
        where, node = Location(self.path, self.first_line), self._root
        for number, name in enumerate(keys, 1):
            found = node.child(name) if node else None
            if found is None:
                break
            named, node = found
            mark = (named if key and number == len(keys) else node).start
            where = Location(self.path, mark.line + self.first_line, mark.column + 1)
        return where

    @cached_property
    def _root(self) -> Node | None:
        return read_nodes(self.path, self.text, self.first_line)


@dataclass(slots=True, eq=False)
class Node:
    """A value with its place; the lines and columns of `start` and `end` count from 0."""

    value: Any
    """A text, or a list or dict of values."""
    start: yaml.Mark
    end: yaml.Mark
    """Where a text ends; of a list or mapping, where its first item or key may begin."""
    style: str
    """Of a text, its quotation mark or the sign `|` or `>`; of a list or mapping, "flow" if it is in brackets."""
    children: Sequence[Node] = ()
    """The items of a list; the keys and values of a mapping by turns."""

    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys of a mapping with their values."""
        return list(zip(self.children[::2], self.children[1::2], strict=True))

    def child(self, name: str | int) -> tuple[Node, Node] | None:
        """The key and the value of that name in a mapping, or twice the item of that number; None if there is none."""
        if isinstance(self.value, dict):
            return next((pair for pair in self.pairs() if pair[0].value == name), None)
        if isinstance(self.value, list) and isinstance(name, int) and name < len(self.children):
            return self.children[name], self.children[name]
        return None


def read_yaml(path: str, text: str, first_line: int = 1) -> YamlFile:
    """Parse one YAML document.

    Raises:
        ContentError: with every repeated key, anchor, alias or tag, or the first syntax error.
    """
    root = read_nodes(path, text, first_line)
    value = None if root is None or (root.value == "" and not root.style) else root.value
    return YamlFile(path, text, value, first_line)


def read_nodes(path: str, text: str, first_line: int = 1) -> Node | None:
    """The value of a YAML document, with the place of all that is in it; None for an empty document.

    Raises:
        ContentError: as `read_yaml`.
    """
    reader = _Reader(path, first_line)
    try:
        root = reader.read(text)
    except yaml.YAMLError as error:
        raise ContentError([*reader.problems, reader.syntax_problem(error)]) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return root


class _Reader:
    """Turns events into nodes, and collects the problems of constructs that are not allowed."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.last_quoted: Any = None

    def fault(self, mark: yaml.Mark, message: str, hint: str) -> None:
        where = Location(self.path, mark.line + self.first_line, mark.column + 1)
        self.problems.append(Problem(where, message, hint, rule="yaml"))

    def read(self, text: str) -> Node | None:
        """The root of the first document; a second one is a problem.

        Raises:
            YAMLError: if it is not YAML, or nested too deeply.
        """
        self.source = text
        self.take = _Loader(text).get_event
        self.take()
        roots: list[Node] = []
        while type(event := self.take()) is not yaml.StreamEndEvent:
            if len(roots) == 1:
                self.fault(event.start_mark, "second document in one file", "delete the line '---'")
            roots.append(self.node(self.take(), 1))
            self.take()
        return roots[0] if roots else None

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with an event, at a depth that is 1 for the whole document."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.fault(event.start_mark, f"alias '*{event.anchor}'",
                       "write the value out; quote the text if it is meant to begin with '*'")  # fmt: skip
            return Node("", event.start_mark, event.end_mark, "")
        if event.anchor is not None:
            self.fault(event.start_mark, f"anchor '&{event.anchor}'",
                       "write the value out where it is needed; quote the text if it is meant to begin with '&'")  # fmt: skip
        if event.tag is not None and event.tag != "!":
            self.fault(event.start_mark, f"tag '{event.tag}'", "values are plain text; remove the tag")
        if kind is yaml.ScalarEvent:
            return self.text(event)
        if depth > MAX_DEPTH:
            self.fault(event.start_mark, f"nested more than {MAX_DEPTH} levels deep", "records need four levels")
            raise yaml.YAMLError
        value, children = self.items(depth) if kind is yaml.SequenceStartEvent else self.fields(depth)
        return Node(value, event.start_mark, event.end_mark, "flow" if event.flow_style else "", children)

    def text(self, event: Any) -> Node:
        style = event.style or ""
        if style in ("'", '"'):
            self.last_quoted = event
            if style == '"' and (match := FORBIDDEN.search(event.value)):
                self.fault(event.start_mark, f"invisible character U+{ord(match.group()):04X} in an escape",
                           "delete the escape; it cannot be seen but would be published")  # fmt: skip
        return Node(event.value, event.start_mark, event.end_mark, style)

    def items(self, depth: int) -> tuple[list[Any], list[Node]]:
        children = []
        while type(event := self.take()) is not yaml.SequenceEndEvent:
            children.append(self.node(event, depth + 1))
        return [child.value for child in children], children

    def fields(self, depth: int) -> tuple[dict[str, Any], list[Node]]:
        fields: dict[str, Any] = {}
        children: list[Node] = []
        while type(event := self.take()) is not yaml.MappingEndEvent:
            if type(event) in (yaml.SequenceStartEvent, yaml.MappingStartEvent):
                self.fault(event.start_mark, "a key that is not a word", "write 'key: value', with a plain word as key")
            key = self.node(event, depth + 1)
            name = key.value if isinstance(key.value, str) else f"<key {len(fields)}>"
            if name in fields:
                first = next(child.start.line for child in children[::2] if child.value == name) + self.first_line
                self.fault(key.start, f"key '{name}' appears twice; first on line {first}", "keep one of the two")
            value = self.node(self.take(), depth + 1)
            fields[name] = value.value
            children += key, value
        return fields, children

    def syntax_problem(self, error: yaml.YAMLError) -> Problem:
        """A syntax error at the place that has to be corrected, not where the parser failed.

        A text whose quotation mark is not closed extends to the next mark: the parser fails there, or at the end
        of the file. The place is that of the open scalar, or of the last one that extended over lines.
        """
        if self.problems and not isinstance(error, yaml.MarkedYAMLError):
            return self.problems.pop()
        mark = getattr(error, "problem_mark", None)
        start = getattr(error, "context_mark", None)
        context = getattr(error, "context", None) or ""
        text = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        if "quoted scalar" in context and start is not None:
            return self.open_quote(start, mark)
        quoted = self.last_quoted
        if quoted is not None and mark is not None and quoted.end_mark.line == mark.line > quoted.start_mark.line:
            return self.open_quote(quoted.start_mark, mark)
        where = Location(self.path, (mark.line if mark else 0) + self.first_line, (mark.column if mark else 0) + 1)
        hint = "check the indentation and the quotation marks of this line and the one before"
        if "\\t" in text or "tab" in text or "cannot start any token" in text:
            hint = "indent with spaces, not tabs; quote a text that begins with a special character"
        elif quoted is not None and mark is not None and quoted.start_mark.line == mark.line:
            hint = "a text that begins with a quotation mark and goes on after the next goes into '…' as a whole"
        elif mark is not None and _BEFORE_COMMENT.search("\n".join(self.source.split("\n")[: mark.line])):
            hint = "put the text in quotation marks: ' #' begins a comment, after which it cannot continue"
        elif "mapping values are not allowed" in text:
            hint = "put the text in quotation marks: it contains a colon followed by a space"
        return Problem(where, f"not valid YAML: {text}", hint, rule="yaml")

    def open_quote(self, start: Any, mark: Any) -> Problem:
        where = Location(self.path, start.line + self.first_line, start.column + 1)
        line = mark.line + self.first_line
        return Problem(where, f"quotation mark opened here is not closed; its text extends to line {line}", 'close it at the end of the text; inside double quotation marks write \\" for a mark', rule="yaml")  # fmt: skip
