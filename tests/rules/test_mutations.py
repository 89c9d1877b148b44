"""Every small change of a record of the miniature is caught; tests/site/test_real_content.py checks the real content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mutants import OPERATORS, PROSE_OPERATORS, outcome, prose_outcome, summary
from pydantic import ValidationError
from samples import SAMPLE, Explainer

from explainer.content.records import Source
from explainer.rules.sources import known_publisher

NOT_TRIED = {
    "basis", "date: recombined", "finding: order", "finding: side", "order: turned", "quotation: denial cut off", "side", "speaker: closing",
    "state", "prose: date: part of the day", "prose: date: recombined",
}  # fmt: skip
"""The operators for which the miniature has no record; the real content has."""


def test_every_mutant_is_caught(record_property: Callable[[str, object], None]) -> None:
    """Every word, number, date, speaker and name of every record, changed: each caught, at its line."""
    content = Explainer(SAMPLE).content()
    tried, alive = outcome(content)
    record_property("measured", f"mutants of the miniature: {summary(tried, alive)}")
    assert alive == []
    assert set(tried) == OPERATORS - NOT_TRIED


def test_every_lie_in_the_prose_is_caught(record_property: Callable[[str, object], None]) -> None:
    """Every date and quantity of every statement of the pages, made untrue in other dress, and every head with mixed dates."""
    content = Explainer(SAMPLE).content()
    tried, alive = prose_outcome(content)
    record_property("measured", f"lies in the prose of the miniature: {summary(tried, alive)}")
    assert alive == []
    assert set(tried) == PROSE_OPERATORS - NOT_TRIED


def test_every_wrong_address_is_caught() -> None:
    """An address with another scheme, another host or a space is refused, for every source."""
    content = Explainer(SAMPLE).content()
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
