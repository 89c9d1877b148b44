"""Every small change of a record of the miniature is caught; tests/site/test_real_content.py checks the real content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mutants import outcome, prose_outcome, summary
from pydantic import ValidationError
from samples import SAMPLE

from explainer.content.loader import load_content
from explainer.content.records import Source
from explainer.rules.sources import known_publisher

OPERATORS = {"passage: drop", "quotation: swap", "value", "qualifier", "date", "speaker", "low", "high"}
DRESSED = {"date: other dress", "quantity: unit", "quantity: behind", "quantity: denied", "narrator as speaker",
           "quotation: turned", "date: season"}  # fmt: skip


def test_every_mutant_is_caught(record_property: Callable[[str, object], None]) -> None:
    """Every word, number, date, speaker and name of every record, changed: each caught, at its line."""
    content, problems = load_content(SAMPLE / "content", SAMPLE / "seeds")
    assert problems == []
    tried, alive = outcome(content)
    record_property("measured", f"mutants of the miniature: {summary(tried, alive)}")
    assert alive == []
    findings = {"finding: turned", "finding: group"}
    assert {*OPERATORS, "own words: number", "version: says", "version: records", *DRESSED, *findings} <= set(tried)


def test_every_lie_in_the_prose_is_caught(record_property: Callable[[str, object], None]) -> None:
    """Every date and quantity of every statement of the pages, made untrue in other dress, and every head with mixed dates."""
    content, _ = load_content(SAMPLE / "content", SAMPLE / "seeds")
    tried, alive = prose_outcome(content)
    record_property("measured", f"lies in the prose of the miniature: {summary(tried, alive)}")
    assert alive == []
    assert {"prose: head", "prose: quantity: unit", "prose: date: other dress", "prose: credit"} <= set(tried)


def test_every_wrong_address_is_caught() -> None:
    """An address with another scheme, another host or a space is refused, for every source."""
    content, _ = load_content(SAMPLE / "content", SAMPLE / "seeds")
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
