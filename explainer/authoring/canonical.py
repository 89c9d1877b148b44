"""The canonical format of YAML files, so that a diff shows nothing but the change of a fact.

Fields are in the order of the model, two spaces per level, with quotation marks only where they are needed, no line
wider than 120 columns that can be broken, and no blank line except before a comment that heads a section. Comments
stay with the value they belong to; line breaks inside a text stay where the editor put them as long as they fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from itertools import zip_longest
from pathlib import Path
from typing import Any

from explainer.authoring.schema import SHEETS, field_order, modeline, sheet, yaml_files
from explainer.content.records import Model
from explainer.content.roles import model_of
from explainer.formats.yaml_file import Node, decode, read_nodes
from explainer.formats.yaml_scalar import WIDTH, filled, in_brackets, reads_as, scalar
from explainer.problems import ContentError, Location, Problem
from explainer.resources import COMMAND

Mark = tuple[int, int]
"""Line and column, both from 0."""


@dataclass(frozen=True)
class Comment:
    """A comment with its position; `alone` if nothing else is on its line, `apart` if a blank line is above it."""

    at: Mark
    text: str
    alone: bool
    apart: bool


def canonical(path: str, text: str, model: type[Model]) -> str:
    """The text of a file in the canonical format, with the same values and the same comments.

    Raises:
        ContentError: if it is not plain YAML, or cannot be rewritten without loss.
    """
    root = read_nodes(path, text)
    if root is None or not root.children:
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())
    comments = _comments(text, root)
    return _whole(path, root, comments, _Writer(root, comments, text.split("\n")).lines(root, model))


def with_record(path: str, text: str, model: type[Model], record: Mapping[str, Any], number: int | None = None) -> str:
    """The text of a file of records in the canonical format with one record replaced, or, without a number, one more.

    All comments are kept: those at a value that is gone are put above the record.

    Args:
        path: the file, as problems name it.
        text: its text.
        model: the model of its records.
        record: the new values: texts, and lists and mappings of them.
        number: the place in the file of the record that is replaced, from 0.

    Raises:
        ContentError: if the file is not plain YAML or no list, or cannot be rewritten without loss.
    """
    root = read_nodes(path, text)
    if root is None or not root.children:
        head = [line for line in text.splitlines() if line.strip() and not line.startswith("[")]
        text, number = "\n".join([*head, "- {}", ""]), 0
        root = read_nodes(path, text)
    if root is None or not isinstance(root.value, list):
        raise ContentError([Problem(Location(path), "not a list to which a record can be added",
                                    "each record of it starts with '- ', on a line of its own", rule="schema")])  # fmt: skip
    comments = _comments(text, root)
    writer = _Writer(root, comments, text.split("\n"))
    if number is None:
        item = _revised(None, record, model, root)
        root.children = [*root.children, item]
    else:
        item = root.children[number]
        old = [item, *_below(item)]
        _revised(item, record, model, root)
        kept = {id(node) for node in (item, *_below(item))}
        writer.move_comments([node for node in old if id(node) not in kept], item)
    root.value = [child.value for child in root.children]
    return _whole(path, root, comments, writer.lines(root, model))


def _whole(path: str, root: Node, comments: list[Comment], lines: list[str]) -> str:
    """The text of written lines, if that holds the same values and comments; raises ContentError if not."""
    made = "\n".join(lines) + "\n"
    again = read_nodes(path, made)
    if again is None or _held(again, _comments(made, again)) != _held(root, comments):
        raise ContentError([Problem(Location(path), "cannot be put into the canonical format without loss",
                                    "move comments onto lines of their own", rule="canonical_form")])  # fmt: skip
    return made


def _revised(
    old: Node | None, value: Any, model: type[Model] | None, root: Node, indent: int = 2, column: int = 2
) -> Node:
    """A node with a new value: the old one, changed in place where it differs, so that its comments stay with it.

    What is new is written in brackets if one line has room for it. `indent` and `column` say where a value begins that is
    written below its key, and one that is written behind it.
    """
    node = old or Node(value, root.start, root.start, "flow")
    if old and old.value == value:
        return old
    if isinstance(value, Mapping) and value:
        pairs: list[Node] = []
        for name, inner in value.items():
            key, known = (node.child(name) if old else None) or (Node(name, root.start, root.start, ""), None)
            within = model_of(model, name)
            pairs += key, _revised(known, inner, within, root, indent + 2, indent + len(name) + 2)
        node.children, plain = pairs, model is None
    elif isinstance(value, list) and value:
        items = node.children if old and isinstance(old.value, list) else ()
        known_items = zip_longest(value, items[: len(value)])
        node.children = [_revised(known, inner, model, root, indent + 2, indent + 2) for inner, known in known_items]
        plain = not any(isinstance(inner, Mapping) for inner in value)
    else:
        node.children, plain = (), False
    node.value, node.end = value, node.start
    fits = node.style == "flow" and column + len(_inline(node)) <= WIDTH
    node.style = "flow" if node.children and (plain or fits) else ""
    return node


def _below(node: Node) -> Iterator[Node]:
    """Every node within another."""
    for child in node.children:
        yield child
        yield from _below(child)


def _held(root: Node, comments: list[Comment]) -> tuple[Any, list[str]]:
    """The values and the sorted comments of a file, without their positions."""
    return root.value, sorted(comment.text for comment in comments)


def reformatted(content: Path) -> Iterator[tuple[Path, str, str]]:
    """Every YAML file that is not in the canonical format: its path, its text and the text in that format.

    Raises:
        ContentError: with the problems of every file that cannot be rewritten.
    """
    problems: list[Problem] = []
    for path in yaml_files(content):
        try:
            text = decode(str(path), path.read_bytes())
            first = modeline(path)
            made = canonical(str(path), text, SHEETS[sheet(path)])
        except ContentError as error:
            problems += error.problems
            continue
        if first not in made.split("\n"):
            made = f"{first}\n{made}"
        if made.encode() != path.read_bytes():
            yield path, text, made
    if problems:
        raise ContentError(problems)


def changes(path: Path, text: str, made: str) -> tuple[Problem, str]:
    """The problem of a file that is not in the canonical format, at its first differing line, and the diff."""
    lines = zip_longest(text.splitlines(), made.splitlines())
    line = next((number for number, (old, new) in enumerate(lines, 1) if old != new), 1)
    hint = f"`{COMMAND} format` rewrites it and keeps every value and comment"
    problem = Problem(Location(str(path), line), "not in the canonical format", hint, rule="canonical_form")
    shown = unified_diff(text.splitlines(), made.splitlines(), str(path), f"{path} (canonical)", lineterm="", n=1)
    return problem, "\n".join(shown)


def _texts(node: Node) -> Iterator[Node]:
    """Every text in a value, keys included, in the order of the file."""
    if isinstance(node.value, str):
        yield node
    for child in node.children:
        yield from _texts(child)


def _comments(text: str, root: Node) -> list[Comment]:
    """Every comment: what follows a number sign outside of all texts."""
    inside: dict[int, list[tuple[int, int]]] = {}
    for node in _texts(root):
        first, column = node.start.line, node.start.column
        if node.style in ("|", ">"):
            first, column = first + 1, 0
        for number in range(first, node.end.line + 1):
            inside.setdefault(number, []).append(
                (
                    column if number == first else 0,
                    node.end.column if number == node.end.line else WIDTH**3,
                )
            )
    found, lines = [], text.split("\n")
    for number, line in enumerate(lines):
        for column, char in enumerate(line):
            free = not any(start <= column < end for start, end in inside.get(number, ()))
            if char == "#" and free and (not column or line[column - 1].isspace()):
                apart = number > 0 and not lines[number - 1].strip()
                found.append(Comment((number, column), line[column:].rstrip(), not line[:column].strip(), apart))
                break
    return found


class _Writer:
    """Writes nodes as lines, each with the comments that belong to it."""

    def __init__(self, root: Node, comments: list[Comment], source: list[str]) -> None:
        self.source = source
        self.above: dict[Node, list[Comment]] = {}
        self.behind: dict[Node, list[Comment]] = {}
        self.below: dict[Node, list[Comment]] = {}
        places = list(_places(root))
        records = root.children if isinstance(root.value, list) else []
        for comment in comments:
            later = next(((node, column) for node, column in places if node.start.line > comment.at[0]), None)
            earlier = [node for node, _ in places if node.start.line <= comment.at[0]]
            if not comment.alone:
                self.behind.setdefault(earlier[-1] if earlier else root, []).append(comment)
            elif later is not None and (comment.at[1] <= later[1] or not earlier):
                self.above.setdefault(later[0], []).append(comment)
            else:
                records_before = [node for node in records if node.start.line <= comment.at[0]]
                self.below.setdefault(records_before[-1] if records_before else root, []).append(comment)

    def move_comments(self, nodes: Iterable[Node], to: Node) -> None:
        """Put the comments of some nodes above another one."""
        for node in nodes:
            for place in (self.above, self.behind, self.below):
                self.above.setdefault(to, []).extend(place.pop(node, ()))

    def lines(self, root: Node, model: type[Model]) -> list[str]:
        """The lines of the whole file."""
        written = self.block(root, 0, model)
        return written + [comment.text for comment in self.below.get(root, ())]

    def block(self, node: Node, indent: int, model: type[Model] | None) -> list[str]:
        """The lines of a mapping or list, one field or item after the other."""
        written: list[str] = []
        margin = " " * indent
        if isinstance(node.value, list):
            for item in node.children:
                written += self.heading(item, margin)
                body = self.value(item, indent + 2, indent + 2, model)
                written += [f"{margin}- {body[0].lstrip()}", *body[1:]]
                written += [f"{margin}  {comment.text}" for comment in self.below.get(item, ())]
            return written
        order = field_order(model) if model else []
        place = {name: number for number, name in enumerate(order)}
        for key, value in sorted(node.pairs(), key=lambda pair: place.get(pair[0].value, len(place))):
            name = scalar(key.value, indent, indent)
            written += self.heading(key, margin)
            behind = "".join(f"  {comment.text}" for comment in self.behind.get(key, ()))
            if _is_block(value):
                below = self.block(value, indent + 2, model_of(model, key.value))
                written += [f"{margin}{name}:{behind}", *below]
                continue
            body = self.value(value, indent + len(name) + 2, indent + 2, None)
            first = f"{margin}{name}: {body[0]}".rstrip()
            at = 0 if value.style in ("|", ">") else len(body) - 1
            body = [first, *body[1:]]
            body[at] += behind
            written += body
        return written

    def heading(self, node: Node, margin: str) -> list[str]:
        """The lines of the comments above a field or item."""
        found = []
        for comment in self.above.get(node, ()):
            found += [""] if comment.apart and not margin and comment.at[0] else []
            found.append(margin + comment.text)
        return found

    def value(self, node: Node, column: int, indent: int, model: type[Model] | None) -> list[str]:
        """The lines of a value that starts at `column`; those after the first are indented by `indent`."""
        if _is_block(node):
            return self.block(node, indent, model)
        behind = "".join(f"  {comment.text}" for comment in self.behind.get(node, ()))
        lines = self.text(node, column, indent) if isinstance(node.value, str) else _wrapped(node, column, indent)
        return [*lines[:-1], lines[-1] + behind]

    def text(self, node: Node, column: int, indent: int) -> list[str]:
        """The lines of a scalar, broken where the editor broke it if that fits."""
        first, last = node.start.line, node.end.line
        margin = " " * indent
        if node.style in ("|", ">"):
            body = self.source[first + 1 : last if not node.end.column else last + 1]
            depth = min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
            header = self.source[first][node.start.column :].split(" ")[0].rstrip()
            return [header, *((margin + line[depth:]).rstrip() for line in body)]
        best = scalar(node.value, column, indent)
        raw = [*self.source[first : last + 1]]
        raw[-1] = raw[-1][: node.end.column]
        raw[0] = raw[0][node.start.column :]
        kept = f"\n{margin}".join(line.strip() for line in raw)
        widths = [column + len(raw[0].strip()), *(indent + len(line.strip()) for line in raw[1:])]
        same_marks = (kept[:1] if kept[:1] in ("'", '"') else "") == (best[:1] if best[:1] in ("'", '"') else "")
        if len(raw) > 1 and max(widths) <= WIDTH and same_marks and reads_as(kept, node.value):
            return kept.split("\n")
        return best.split("\n")


def _places(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node a comment can belong to, in order, with its column: items of lists, then fields."""
    if not _is_block(node):
        return
    if isinstance(node.value, list):
        for child in node.children:
            yield child, child.start.column - 2
            yield from _places(child)
        return
    for key, value in node.pairs():
        yield key, key.start.column
        yield from _places(value)


def _is_block(node: Node) -> bool:
    """True for a mapping or list that is written below its key."""
    return bool(node.children) and node.style != "flow"


def _wrapped(node: Node, column: int, indent: int) -> list[str]:
    """The lines of a list or mapping in brackets, broken between its items where it is too wide."""
    left, right = "{}" if isinstance(node.value, dict) else "[]"
    *others, last = _parts(node) or [""]
    first, *more = [*(f"{part}," for part in others), last + right]
    return filled([left + first, *more], column, indent).split("\n")


def _parts(node: Node) -> list[str]:
    if isinstance(node.value, dict):
        return [f"{_inline(key)}: {_inline(value)}".rstrip() for key, value in node.pairs()]
    return [_inline(child) for child in node.children]


def _inline(node: Node) -> str:
    """A value as it is written inside brackets, on one line."""
    if not isinstance(node.value, str):
        return ("{%s}" if isinstance(node.value, dict) else "[%s]") % ", ".join(_parts(node))
    return in_brackets(node.value)
