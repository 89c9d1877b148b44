"""The lines of a file around a problem."""

from __future__ import annotations

import pickle
from pathlib import Path

from explainer.problems import NARROW, ContentError, Location, Problem, with_source_lines


def shown(path: Path, line: int, column: int) -> list[str]:
    """What a terminal shows of a problem at a place, below its head."""
    (text,) = with_source_lines([Problem(Location(str(path), line, column), "wrong", "fix it", rule="rule")])
    return text.split("\n")[1:]


def test_a_caret_stands_below_the_place(tmp_path: Path) -> None:
    """Tabs, wide letters and accents of their own count as what a terminal makes of them."""
    path = tmp_path / "a.yaml"
    path.write_text("- id: a\n\ttitle: x\n  name: 漢字 x\u0301 there\n", "utf-8")
    assert shown(path, 2, 9) == ["    2 |  title: x", "                ^", "    hint: fix it"]
    caret = shown(path, 3, 15)[1]  # no letter is composed of x and the accent
    assert caret == " " * (len("    3 |   name: ") + 4 + 1 + 1 + 1) + "^"
    # Places count composed letters, as the files of editors are read.
    path.write_text("- id: a\n\ttitle: x\n  name: 漢字 e\u0301 there\n", "utf-8")
    assert shown(path, 3, 14)[1] == caret


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    """The caret points at the same character, wherever the line is cut."""
    path = tmp_path / "a.yaml"
    path.write_text("x" * 180 + "HERE" + "y" * 300, "utf-8")
    line, caret, _ = shown(path, 1, 181)
    assert line[caret.index("^") :].startswith("HERE")
    assert len(line) < NARROW + 12


def test_nothing_is_shown_where_there_is_nothing(tmp_path: Path) -> None:
    """A missing file, a line behind its end and an empty line have no excerpt; the hint stays."""
    path = tmp_path / "a.yaml"
    path.write_text("a\n\n", "utf-8")
    for place in ((tmp_path / "none.yaml", 1, 1), (path, 9, 1), (path, 2, 1), (path, 1, 40)):
        assert shown(*place) == ["    hint: fix it"]


def test_an_error_keeps_what_it_knows() -> None:
    """An error that crosses to another process still has its problems, and that some could not be read."""
    problem = Problem(Location("x.yaml"), "wrong", rule="schema")
    copy = pickle.loads(pickle.dumps(ContentError([problem], incomplete=True)))
    assert (copy.problems, copy.incomplete) == ((problem,), True)
