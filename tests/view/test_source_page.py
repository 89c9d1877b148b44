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


def shown_of(sample: Explainer, name: str) -> Any:
    """What the page of a source shows."""
    data = sample.data()
    return source_page(next(source for source in data.sources if source.id == name), data)


def test_turns_of_a_transcript(sample: Explainer) -> None:
    """The first shown paragraph of each turn has its label; a paragraph of nobody has none."""
    shown = shown_of(sample, "press-meeting")
    said = [
        (paragraph.voice, paragraph.stretches[0].highlight.text[:10])
        for paragraph in shown.paragraphs
        if paragraph.stretches
    ]
    assert said == [("", "Town hall "), ("Ada Finch", "The bridge"), ("Tomas Rill", "We counted")]
    assert [(row.label, row.words, [record.id for record in row.records]) for row in shown.frame] == [
        ("What it is", "A transcript", []),
        ("Speakers", "", ["finch", "rill"]),
        ("Date", "5 June 2021", []),
        ("Place", "", ["westquay"]),
        ("Said", "to the press", []),
    ]
    assert [item.words for item in shown.shown_by] == ["Town hall of Westquay, 5 June 2021"]


def test_cells_of_a_table(sample: Explainer) -> None:
    """Rows with a cell that is used are shown, one row stands for others between; each used cell leads to its figure."""
    shown = shown_of(sample, "crossings-table")
    assert not shown.paragraphs
    assert shown.table.header == ("Month", "Way", "On foot", "By tram (thousand)")
    assert [[cell.text for cell in row] for row in shown.table.rows] == [["July 2021", "north", "8.120", "12,5*"], []]
    assert [(cell.anchor, [fact.id for fact in cell.facts]) for cell in shown.table.rows[0] if cell.anchor] == [
        ("r1-c3", ["on-foot-july-north"]),
        ("r1-c4", ["by-tram-july-north"]),
    ]
    page = sample.make()
    assert b'<mark id="r1-c4">12,5*</mark>' in page["sources/crossings-table.html"]
    assert b'href="../sources/crossings-table.html#r1-c4"' in page["facts/by-tram-july-north.html"]


def test_what_a_record_takes_over(sample: Explainer) -> None:
    """The page of a record says what its source gives for all of its words, and so for it; not of words of another."""
    site = sample.make()
    assert (
        "gives for all of its words: speaker, date, place, how it was said"
        in site["facts/free-for-walkers.html"].decode()
    )
    assert "gives for all of its words" not in site["facts/ferry-back.html"].decode()
