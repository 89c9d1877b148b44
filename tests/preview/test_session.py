"""What the preview says in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest
from tornado.ioloop import IOLoop

from explainer.preview.session import PreviewSession
from explainer.preview.snapshot import PreviewPages
from explainer.problems import LATER, ContentError, Location, Problem


def test_the_file_that_was_saved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The terminal names the file that exists, not one that its editor renamed or removed in between."""
    file, passing = tmp_path / "x.yaml", tmp_path / "sedAbC"
    file.write_text("", "utf-8")
    show = PreviewSession(
        lambda: ({}, lambda _path: None, frozenset(), lambda: None), PreviewPages("/", ""), IOLoop(make_current=False)
    )
    for files, said in (({file, passing}, file), ({passing}, passing)):
        show.build(frozenset(map(str, files)))
        assert capsys.readouterr().out.startswith(f"Saved: {said}\n")


@pytest.mark.parametrize("later", ["", LATER])
def test_the_preview_ends_with_a_tally(later: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the preview, too, many problems are counted by rule, and the checks that were not made are named."""
    problems = [Problem(Location("x.yaml", line), "wrong", rule="schema") for line in range(1, 12)]

    def make() -> NoReturn:
        raise ContentError(problems, incomplete=bool(later))

    show = PreviewSession(make, desk := PreviewPages("/", ""), IOLoop(make_current=False))
    show.build(frozenset())
    counted = f"11 problem(s), nothing built. {later}".strip()
    assert capsys.readouterr().err.endswith(f"\n{counted}\nBy rule: schema 11.\n")
    assert json.loads(desk.state(show.snapshot, "/", 0))["later"] == later
