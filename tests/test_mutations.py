"""The promise, measured: no small lie about any record gets through."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE
from mutants import mutants, survives

from explainer.load import load_content


@pytest.mark.parametrize("folder", [ROOT, SAMPLE], ids=["content", "sample"])
def test_every_mutant_is_caught(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every word, number, date, speaker and name of every record, changed: each caught, at its line."""
    content, problems = load_content(folder / "content", folder / "seeds")
    assert problems == []
    tried: Counter[str] = Counter()
    alive: list[str] = []
    for entry in content.facts:
        for mutant in mutants(content, entry):
            tried[mutant.operator] += 1
            if fate := survives(content, entry, mutant):
                alive.append(f"{entry.record.id} {mutant.keys} {mutant.operator} '{mutant.change}': {fate}")
    total = tried.total()
    with capsys.disabled():
        print(f"\n{folder.name}: {total - len(alive)} of {total} mutants of {len(content.facts)} records caught")
        print("  " + ", ".join(f"{name} {count}" for name, count in sorted(tried.items())))
    assert alive == []
    assert {"passage: drop", "quotation: swap", "value", "qualifier", "date", "speaker"} <= set(tried)
