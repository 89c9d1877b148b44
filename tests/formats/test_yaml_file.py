"""YAML is read as text with places, and constructs that are not allowed are rejected with their places."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from samples import SAMPLE

from explainer.formats import yaml_file
from explainer.formats.yaml_file import read_yaml
from explainer.problems import ContentError

TEXT = """\
- id: a
  when: 10:30
  no: NO
  parts: [1, {x: y}]
- id: 'b'
  text: >
    two
    lines
"""


def test_everything_is_text() -> None:
    """No value is read as a number, a time or a boolean; an empty document is None, an empty text is a text."""
    first = {"id": "a", "when": "10:30", "no": "NO", "parts": ["1", {"x": "y"}]}
    assert read_yaml("x", TEXT).value == [first, {"id": "b", "text": "two lines\n"}]
    assert [read_yaml("x", text).value for text in ("", "# none\n", "---\n", "''\n")] == [None, None, None, ""]


@pytest.mark.parametrize(
    ("keys", "value", "key"),
    [
        ((), "1:1", "1:1"),
        ((0, "when"), "2:9", "2:3"),
        ((0, "parts", 1), "4:14", "4:14"),
        ((0, "parts", 1, "x"), "4:18", "4:15"),
        ((1,), "5:3", "5:3"),
        ((1, "text"), "6:9", "6:3"),
        ((1, "none", 0), "5:3", "5:3"),
        ((1, "id", "none"), "5:7", "5:7"),
        ((2, "id"), "1:1", "1:1"),
    ],
)
def test_places(keys: tuple[str | int, ...], value: str, key: str) -> None:
    """A value and its key are found by line and column; a missing one has the place of its parent."""
    file = read_yaml("x", TEXT)
    assert str(file.locate(keys)) == f"x:{value}"
    assert str(file.locate(keys, key=True)) == f"x:{key}"
    line, _, column = value.partition(":")
    below = read_yaml("x", TEXT, first_line=11)
    assert str(below.locate(keys)) == f"x:{int(line) + 10}:{column}"


def problems(text: str) -> list[str]:
    """The problems of a text, each with its place."""
    with pytest.raises(ContentError) as raised:
        read_yaml("x", text)
    return [f"{problem.where}: {problem.message}" for problem in raised.value.problems]


def test_every_problem_is_named() -> None:
    """All problems are reported at once, up to the first syntax error."""
    text = "a: &one x\nb: *one\na: !t y\n? [c]\n: z\n---\nd: 'open\n"
    assert problems(text) == [
        "x:1:4: anchor '&one'",
        "x:2:4: alias '*one'",
        "x:3:1: key 'a' appears twice; first on line 1",
        "x:3:4: tag '!t'",
        "x:4:3: a key that is not a word",
        "x:6:1: second document in one file",
        "x:7:4: quotation mark opened here is not closed; its text extends to line 8",
    ]
    assert problems("*alone") == ["x:1:1: alias '*alone'"]
    assert problems("[" * 13) == ["x:1:13: nested more than 12 levels deep"]


def places(value: Any, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path to everything in a value."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(inner for key, held in within for inner in places(held, (*way, key)))]


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no libyaml, PyYAML's own parser gives the same values and places."""
    texts = [path.read_text("utf-8") for path in sorted((SAMPLE / "content").rglob("*.yaml"))]

    def everything() -> list[Any]:
        files = [read_yaml("x", text) for text in texts]
        return [(file.value, [file.locate(way) for way in places(file.value)]) for file in files]

    fast = everything()
    monkeypatch.setattr(yaml_file, "_Loader", yaml.Loader)
    assert everything() == fast
