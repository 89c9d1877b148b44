"""Sentences of a base document that no record cites."""

from __future__ import annotations

import pytest
from samples import Explainer

from explainer import cli


def test_many_sentences_not_covered(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """The first few are named, the rest counted; `coverage --missing` lists every one and nothing else."""
    bells = (f"Bell number {'i' * number} is heard." for number in range(1, 8))
    sample.keep("tower", "\n".join(("Millrow", "The tower opened. It has a bell. The bell rang.", *bells)))
    sample.edit("sources.yaml", "  file: tower.txt", "  base: true\n  file: tower.txt")
    found = [problem for problem in sample.problems() if "[covered_sentence]" in problem]
    assert len(found) == 6
    assert found[5].replace("\n    hint", "") == (
        "seeds/tower.txt:4:1: 6 more sentences of 'tower' are neither cited nor left out [covered_sentence]: "
        "`python build.py coverage --missing` lists them all"
    )
    assert cli.main(sample.options("coverage", "--missing")) == 0
    printed = capsys.readouterr().out
    assert printed.count("NOT COVERED") == 11
    assert "cited by" not in printed


def test_a_few_sentences_not_covered(sample: Explainer) -> None:
    """Six sentences are named one by one: to count the last would spare no line."""
    sample.keep("tower", "\n".join(f"Bell number {'i' * number} is heard." for number in range(1, 7)))
    sample.edit("sources.yaml", "  file: tower.txt", "  base: true\n  file: tower.txt")
    found = [problem for problem in sample.problems() if "[covered_sentence]" in problem]
    assert len(found) == 6
    assert not any("more sentences" in problem for problem in found)
