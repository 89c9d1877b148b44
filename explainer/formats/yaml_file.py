"""YAML as the editor wrote it: every scalar stays text, every value can be located.

PyYAML's own constructors guess types (10:30 becomes 630, NO becomes false) and keep the last of two
equal keys. Here libyaml's events become plain dicts, lists and strings, and what has no place in a
fact file (anchors, aliases, tags, repeated keys, several documents) is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from explainer.problems import ContentError, Location, Problem

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)

MAX_DEPTH = 12
"""Deepest nesting of lists and mappings; records need four."""

MAX_BYTES = 32 * 2**20
"""Largest file that is read; a larger one is refused rather than read for minutes."""

FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""Control characters, invisible characters and direction overrides: unseen by the editor, seen by the reader."""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))
"""Never refused: a file of nothing else need not be searched."""


def decode(path: str, data: bytes) -> str:
    """The text of a UTF-8 file an editor wrote, without a byte order mark and with plain line ends.

    Raises:
        ContentError: if it is too large, not UTF-8, or holds a forbidden character.
    """
    return _decode(path, data, FORBIDDEN)


def decode_seed(path: str, data: bytes) -> str:
    """The text of a kept document: as `decode`, but what is merely invisible stays as received."""
    return _decode(path, data, _CONTROL)


def _decode(path: str, data: bytes, refused: re.Pattern[str]) -> str:
    if len(data) > MAX_BYTES:
        size = len(data) // 2**20
        raise ContentError([Problem(Location(path), f"file of {size} MiB; at most {MAX_BYTES // 2**20} are read",
                                    "readable", "split it, or check that it is the file you meant")])  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        where = _place(path, before, len(before))
        found = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
        raise ContentError([Problem(where, found, "readable", "save the file with the encoding UTF-8")]) from None
    text = text.replace("\r\n", "\n")
    unusual = not data.isascii() or data.translate(None, _PLAIN)
    if unusual and (match := refused.search(text)):
        where = _place(path, text, match.start())
        raise ContentError([Problem(where, f"invisible character U+{ord(match.group()):04X}", "readable",
                                    "delete it; it cannot be seen but would be published")])  # fmt: skip
    return text


def _place(path: str, text: str, index: int) -> Location:
    return Location(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


@dataclass(frozen=True)
class YamlFile:
    """One parsed file: `value` is made of dict, list and str only; None for an empty file."""

    path: str
    text: str
    value: Any
    first_line: int = 1

    def sibling(self, name: str) -> Location:
        """The start of another file in the same folder."""
        return Location(self.path.rpartition("/")[0] + "/" + name if "/" in self.path else name)

    def locate(self, keys: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value under `keys` starts, or its key; where that is missing, the nearest parent.

        The file is read again for this: problems are rare, values with marks would cost every build.
        """
        path = tuple(keys)
        mark = self._marks.get((path, True)) if key else None
        while mark is None:
            mark = self._marks.get((path, False)) if path else (0, 0)
            path = path[:-1]
        return Location(self.path, mark[0] + self.first_line, mark[1] + 1)

    @cached_property
    def _marks(self) -> dict[tuple[tuple[str | int, ...], bool], tuple[int, int]]:
        return {(path, is_key): mark for path, mark, is_key in _walk(self.text)}


def _walk(text: str) -> Iterator[tuple[tuple[str | int, ...], tuple[int, int], bool]]:
    """Every key and value of a well-formed file with its path and (line, column), both from 0."""
    stack: list[list[Any]] = []  # [is_mapping, pending key or next index]
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            stack.pop()
            _advance(stack)
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        mark = (event.start_mark.line, event.start_mark.column)
        if stack and stack[-1][0] and stack[-1][1] is None:
            stack[-1][1] = event.value
            yield tuple(level[1] for level in stack), mark, True
            continue
        yield tuple(level[1] for level in stack), mark, False
        if kind is yaml.ScalarEvent:
            _advance(stack)
        else:
            stack.append([kind is yaml.MappingStartEvent, None if kind is yaml.MappingStartEvent else 0])


def _advance(stack: list[list[Any]]) -> None:
    if stack:
        stack[-1][1] = None if stack[-1][0] else stack[-1][1] + 1


def read_yaml(path: str, text: str, first_line: int = 1) -> YamlFile:
    """Parse one YAML document.

    Raises:
        ContentError: with every repeated key, anchor, alias or tag, or the first syntax error.
    """
    try:
        return YamlFile(path, text, _plain(text), first_line)
    except (_UnusualError, yaml.YAMLError):
        pass  # read again with care, to say what it is and where
    reader = _Reader(path, first_line)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reader.take(event)
    except yaml.YAMLError as error:
        raise ContentError([*reader.problems, reader.syntax_problem(error)]) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return YamlFile(path, text, reader.root, first_line)


class _UnusualError(Exception):
    """Something in a file that `_Reader` must judge."""


def _plain(text: str) -> Any:
    """The value of a document that holds nothing but plain mappings, lists and texts.

    Raises:
        _UnusualError: if it holds anything else.
        YAMLError: if it is not YAML.
    """
    take = _Loader(text).get_event
    take()
    start = take()
    if type(start) is yaml.StreamEndEvent:
        return None
    event = take()
    value = _value(event, take, MAX_DEPTH)
    take()
    if type(take()) is not yaml.StreamEndEvent:
        raise _UnusualError
    return None if value == "" and event.style is None else value


def _value(event: Any, take: Callable[[], Any], depth: int) -> Any:
    """The value that begins with `event`; `take` gives the next one."""
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor or event.tag not in (None, "!") or not depth:
        raise _UnusualError
    if kind is yaml.ScalarEvent:
        if event.style == '"' and FORBIDDEN.search(event.value):
            raise _UnusualError
        return event.value
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(event := take()) is not yaml.SequenceEndEvent:
            items.append(_value(event, take, depth - 1))
        return items
    fields: dict[str, Any] = {}
    while type(event := take()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or (key := _value(event, take, 1)) in fields:
            raise _UnusualError
        fields[key] = _value(take(), take, depth - 1)
    return fields


_MISSING = object()


class _Reader:
    """Turns events into values; keeps what is needed to name the place of a fault."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.root: Any = None
        self.documents = 0
        self.stack: list[tuple[Any, Any, dict[str, int]]] = []  # container, pending key, lines of its keys
        self.last_quoted: Any = None

    def fault(self, mark: Any, message: str, hint: str) -> None:
        where = Location(self.path, mark.line + self.first_line, mark.column + 1)
        self.problems.append(Problem(where, message, "yaml", hint))

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.style in ("'", '"'):
                self.last_quoted = event
            self.refuse_marks(event)
            if event.style == '"' and (match := FORBIDDEN.search(event.value)):
                self.fault(event.start_mark, f"invisible character U+{ord(match.group()):04X} in an escape",
                           "delete the escape; it cannot be seen but would be published")  # fmt: skip
            self.put(event, event.value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.refuse_marks(event)
            container: Any = {} if kind is yaml.MappingStartEvent else []
            self.put(event, container)
            self.stack.append((container, _MISSING, {}))
            if len(self.stack) > MAX_DEPTH:
                self.fault(event.start_mark, f"nested more than {MAX_DEPTH} levels deep", "records need four levels")
                raise yaml.YAMLError
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self.fault(event.start_mark, f"alias '*{event.anchor}'",
                       "write the value out; quote the text if it is meant to begin with '*'")  # fmt: skip
            self.put(event, "")
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents == 2:
                self.fault(event.start_mark, "second document in one file", "delete the line '---'")

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.fault(event.start_mark, f"anchor '&{event.anchor}'",
                       "write the value out where it is needed; quote the text if it is meant to begin with '&'")  # fmt: skip
        if event.tag is not None and event.tag != "!":
            self.fault(event.start_mark, f"tag '{event.tag}'", "values are plain text; remove the tag")

    def put(self, event: Any, value: Any) -> None:
        if not self.stack:
            if self.documents == 1:
                self.root = None if value == "" and event.style is None else value
            return
        container, key, lines = self.stack[-1]
        if isinstance(container, list):
            container.append(value)
        elif key is _MISSING:
            if not isinstance(value, str):
                self.fault(event.start_mark, "a key that is not a word", "write 'key: value', with a plain word as key")
                value = f"<key {len(lines)}>"
            line = event.start_mark.line + self.first_line
            if value in lines:
                self.fault(event.start_mark, f"key '{value}' appears twice; first on line {lines[value]}",
                           "keep one of the two")  # fmt: skip
            lines.setdefault(value, line)
            self.stack[-1] = (container, value, lines)
        else:
            container[key] = value
            self.stack[-1] = (container, _MISSING, lines)

    def syntax_problem(self, error: yaml.YAMLError) -> Problem:
        """A syntax error at the place the editor must mend, not where the parser stumbled.

        A quotation mark left open swallows lines until the next mark: the parser complains there, or
        at the end of the file. The scalar that was open, or the last one that ran over lines, is named.
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
        elif "mapping values are not allowed" in text:
            hint = "put the text in quotation marks: it contains a colon followed by a space"
        return Problem(where, f"not valid YAML: {text}", "yaml", hint)

    def open_quote(self, start: Any, mark: Any) -> Problem:
        where = Location(self.path, start.line + self.first_line, start.column + 1)
        line = mark.line + self.first_line
        return Problem(where, f"quotation mark opened here is not closed; it runs on to line {line}", "yaml",
                       'close it at the end of the text; inside double quotation marks write \\" for a mark')  # fmt: skip
