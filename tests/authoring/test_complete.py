"""`format --complete` puts in what the rules ask for beside a passage, and nothing else."""

from __future__ import annotations

import pytest
from samples import Explainer

from explainer import cli

BARE = """- id: old-ferry
  title: A ferry   # it ran to the other bank
  summary: There was a ferry.
  cite:
    - source: harbour-gazette
      exact: ferry made its last
        trip
      # the yearbook has it, too
    - {source: harbour-gazette, exact: 'announced two more bridges'}
    - source: harbour-gazette
      exact: |-
        told the Gazette
    - source: harbour-gazette
      prefix: old
      exact: ferry made its last trip
"""


def test_edges_are_completed(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """In a block, in braces and behind a literal text; what an editor wrote stays, comments too, and the rules agree."""
    path = sample.path("facts/events-old.yaml")
    path.write_text(BARE, "utf-8")
    bounded = [problem for problem in sample.problems() if "[passage_bounded]" in problem]
    assert len(bounded) == 7
    assert cli.main(sample.options("format", "--complete")) == 0
    assert f"Completed {path}" in capsys.readouterr().out
    made = path.read_text("utf-8")
    assert not [problem for problem in sample.problems() if "[passage_bounded]" in problem]
    assert made.count("prefix: old\n") == 2
    assert made.count("suffix: in\n") == 2
    assert "prefix: Rill" in made
    assert made.count("# it ran to the other bank") == made.count("# the yearbook has it, too") == 1
    before = path.read_bytes()
    assert cli.main(sample.options("format", "--complete")) == 0
    assert path.read_bytes() == before
    assert "Every file is in the canonical format." in capsys.readouterr().out


def test_a_passage_at_several_places_stays(sample: Explainer) -> None:
    """Which is meant only its editor knows."""
    path = sample.path("facts/events-old.yaml")
    path.write_text(BARE.partition("      # the")[0].replace("ferry made its last\n        trip", "it"), "utf-8")
    assert cli.main(sample.options("format", "--complete")) == 0
    assert "prefix" not in path.read_text("utf-8")
    assert any("[passage_unique]" in problem for problem in sample.problems())
