"""The promise, measured: no small lie about any record gets through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mutants import mutants, survives
from pydantic import ValidationError
from samples import ROOT, SAMPLE

from explainer.content.loader import load_content
from explainer.content.records import Source
from explainer.rules.sources import known_publisher


@pytest.mark.parametrize("folder", [ROOT, SAMPLE], ids=["content", "sample"])
def test_every_mutant_is_caught(folder: Path, record_property: Callable[[str, object], None]) -> None:
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
    caught = total - len(alive)
    kinds = ", ".join(f"{name} {count}" for name, count in sorted(tried.items()))
    name = "content" if folder == ROOT else "sample"
    record_property("measured", f"mutants of {name}: {caught} of {total} caught ({caught / total:.2%}): {kinds}")
    assert alive == []
    if folder == SAMPLE:
        assert {"low", "high", "version: says", "version: records"} <= set(tried)
    assert {"passage: drop", "quotation: swap", "value", "qualifier", "date", "speaker", "own words: number"} <= set(
        tried
    )


@pytest.mark.parametrize("folder", [ROOT, SAMPLE], ids=["content", "sample"])
def test_every_wrong_address_is_caught(folder: Path) -> None:
    """An address with another scheme, another host or a space is refused, for every source."""
    content, _ = load_content(folder / "content", folder / "seeds")
    sources = [entry for entry in content.sources if entry.record.url]
    assert sources
    for entry in sources:
        url = entry.record.url
        host = url.split("/")[2]
        for wrong in (url.replace("http", "ftp", 1), url.partition("//")[2], url.replace(host, f"x{host}"),
                      url.replace(host, "example.com"), f"{url} x", "javascript:alert(1)"):  # fmt: skip
            try:
                source = Source.model_validate({**entry.record.model_dump(exclude_none=True), "url": wrong})
            except ValidationError:
                continue
            changed = replace(entry, record=source)
            alone = replace(content, sources=tuple(changed if other is entry else other for other in content.sources))
            assert [fault.where for fault in known_publisher(alone)] == [entry.at("url")], wrong
