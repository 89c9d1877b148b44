"""The page of a kept text: what the site shows of it, in its order."""

from __future__ import annotations

import re
from typing import Any

from samples import Explainer

from explainer.view.evidence import CUT
from explainer.view.source_page import source_page


def paragraphs_of(sample: Explainer) -> list[str]:
    """The paragraphs of the kept text as a reader sees them, each highlight in braces before its number."""
    data = sample.data()
    source: Any = next(source for source in data.sources if source.id == "harbour-gazette")
    return [
        "".join(f"{gap}{{{highlight.text}}}{stop}{number}" for gap, highlight, stop, number, _ in paragraph.stretches)
        + paragraph.end
        for paragraph in source_page(source, data).paragraphs
    ]


def test_a_kept_text_runs_as_text(sample: Explainer) -> None:
    """Paragraph by paragraph, with a mark for words that are not shown, and signs between highlights as they stand."""
    shown = paragraphs_of(sample)
    text = next(path for path in (sample.folder / "seeds").iterdir() if "gazette" in path.name).read_text("utf-8")
    assert len(shown) == len(text.strip().splitlines())
    for written, paragraph in zip(text.splitlines(), shown, strict=True):
        pieces = re.sub(r"[{]([^}]*)[}](\W?)\d+", r"\1\2", paragraph).split(CUT)
        for piece in pieces:
            assert piece.strip() in written
    assert shown[-1].endswith(CUT)


def test_each_number_leads_to_what_rests_on_the_passage(sample: Explainer) -> None:
    """And the passage keeps the id that citations lead to."""
    page = sample.make()["sources/harbour-gazette.html"].decode()
    numbers = re.findall(r'href="#r(\d+)">(\d+)</a>', page)
    assert numbers
    assert [int(number) for number, _ in numbers] == list(range(1, len(numbers) + 1))
    for target, number in numbers:
        assert target == number
        assert f'<li id="r{number}"><a href="../facts/' in page
    assert '<mark id="p1-s1">The Lantern Bridge opened' in page
