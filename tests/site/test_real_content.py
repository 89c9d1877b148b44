"""The explainer that ships with the generator, and its handbook."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest
from mutants import OPERATORS, PROSE_OPERATORS, outcome, prose_outcome, summary
from samples import REAL_BASE, ROOT, Explainer
from story_figures import compressed, first_render, other_pages

from explainer.content.coverage import base_coverage
from explainer.graphics import maps
from explainer.graphics.labels import Box, crosses

KIB = 1024
STORY, STORY_TEXT, STORY_WHOLE, OTHERS = 36, 27.5, 62, 13.6
"""KiB that may cross the wire, compressed, before a page can be drawn: the story, the story without its pictures; all that
the story loads; every other page."""

NOT_TRIED = {
    "ends",
    "finding: greater",
    "finding: except_for",
    "speaker: mentioned",
    "cell: moved",
    "locator: clause",
    "locator: page",
}
"""The operators for which the content need not have a record; the miniature has."""

SCRIPTS = 5
"""KiB, compressed, of all scripts together."""


def test_every_sentence_is_accounted_for() -> None:
    """Each of the base document is cited or left out with a reason, and not much of it is shown."""
    content = Explainer(ROOT).content()
    (coverage,) = base_coverage(content)
    assert coverage.share_covered == 1
    assert coverage.share_shown < 0.7
    assert len(content.facts) >= 60


@pytest.mark.slow
def test_no_small_lie_gets_through(record_property: Callable[[str, object], None]) -> None:
    """Every word, number, date, speaker and name of every record, changed: each caught, at its line."""
    content = Explainer(ROOT).content()
    tried, alive = outcome(content)
    record_property("measured", f"mutants of the content: {summary(tried, alive)}")
    assert alive == []
    assert set(tried) >= OPERATORS - NOT_TRIED


@pytest.mark.slow
def test_no_lie_in_the_prose_gets_through(record_property: Callable[[str, object], None]) -> None:
    """Every date and quantity of every statement of the pages, made untrue in other dress, and every head with mixed dates."""
    content = Explainer(ROOT).content()
    tried, alive = prose_outcome(content)
    record_property("measured", f"lies in the prose of the content: {summary(tried, alive)}")
    assert alive == []
    assert set(tried) == PROSE_OPERATORS


@pytest.mark.slow
def test_one_form_of_apostrophe_and_quotation_mark(real_site: Mapping[str, bytes]) -> None:
    """On every page they are typographic, but for words shown as their source has them, and text to be copied."""
    straight = {}
    for path, body in real_site.items():
        if path.endswith(".html"):
            own = re.sub(r"<(head|blockquote|pre|code)\b.*?</\1>", "", body.decode(), flags=re.DOTALL)
            spoken = re.findall(r'(?:alt|aria-label)="([^"]*)"', own) + re.findall(r">([^<]+)", own)
            if found := [text for text in map(unescape, spoken) if re.search("['\"]", text)]:
                straight[path] = found
    assert straight == {}


@pytest.mark.slow
def test_versions_of_one_event_are_one_entry(real_site: Mapping[str, bytes]) -> None:
    """In the time line a version of a dispute that follows another of the same date is joined to it, without its date."""
    entries = real_site["timeline.html"].decode().split("<li")[1:]
    joined = [(before, after) for before, after in itertools.pairwise(entries) if after.startswith(' class="again"')]
    assert joined
    for pair in joined:
        assert all('class="sign disputed"' in entry for entry in pair)
        assert "By another account" in pair[1]
    assert any("<time" not in after for _, after in joined)


@pytest.mark.slow
def test_first_render_fits_its_budget(published: Path, record_property: Callable[[str, object], None]) -> None:
    """HTML and the style sheets and scripts that block it, of every page; and the story with all it shows."""
    story = published / "index.html"
    others = other_pages(published, REAL_BASE)
    assert "404.html" in others
    heaviest = max(others, key=lambda name: others[name])
    used = {
        published / name
        for name in re.findall(r'(?:href|src)="((?:css|js|maps|series)/[^"]+|favicon.svg)"', story.read_text("utf-8"))
    }
    whole = sum(map(compressed, (story, *used))) / KIB
    text, drawn = (
        first_render(published, "index.html", REAL_BASE, without_pictures=without) for without in (True, False)
    )
    found = f"text {text:.1f}, with pictures {drawn:.1f}, all {whole:.1f}; {heaviest} {others[heaviest]:.1f}"
    record_property("measured", f"first render, KiB: story {found}")
    assert text <= STORY_TEXT
    assert drawn <= STORY
    assert whole <= STORY_WHOLE
    assert others[heaviest] <= OTHERS, heaviest
    scripts = {path.name: compressed(path) / KIB for path in published.rglob("*.js")}
    # Loaded when somebody first looks for a record.
    assert scripts.pop("search-index.js") + scripts.pop("results.js") <= 60
    assert sum(scripts.values()) <= SCRIPTS


@pytest.mark.slow
def test_the_head_is_light(real_site: Mapping[str, bytes], record_property: Callable[[str, object], None]) -> None:
    """Compressed, what the head of the story says to programs adds at most 1.5 KB."""
    story = real_site["index.html"]
    bare = re.sub(rb'<meta property="og:type".*(?=<link rel="icon")', b"", story, flags=re.DOTALL)
    assert bare != story
    added = len(gzip.compress(story, mtime=0)) - len(gzip.compress(bare, mtime=0))
    record_property("measured", f"head: {added} bytes on the story, gzip")
    assert added <= 1536


@pytest.fixture(scope="module")
def sheet() -> maps.MapDrawing:
    """The map."""
    content = Explainer(ROOT).content()
    sheet = maps.map_sheet(content, content.of_kind("map")[0])
    assert sheet is not None
    return sheet


def test_no_label_covers_another(sheet: maps.MapDrawing) -> None:
    """No two names overlap, none covers a sign or leaves the frame, in either drawing."""
    for drawing in sheet.drawings:
        signs = [Box(s.x - drawing.radius, s.y - drawing.radius, s.x + drawing.radius, s.y + drawing.radius)
                 for s in sheet.spots[: len(drawing.labels)]]  # fmt: skip
        others = [label for _, label in drawing.around] + ([drawing.title] if drawing.title else [])
        boxes = [label.box for label in (*drawing.labels, *others)]
        assert all(box.within(Box(0, 0, sheet.width, sheet.height)) for box in boxes)
        assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
        assert not [(box, sign) for box in boxes for sign in signs if box.overlaps(sign)]


def test_every_neighbour_and_water_is_named(sheet: maps.MapDrawing) -> None:
    """The wide drawing names all of them; the narrow one has every place that is on the map, and no arrow."""
    wide, _, narrow = sheet.drawings
    content = Explainer(ROOT).content()
    (record,) = content.of_kind("map")
    assert [label.text for _, label in wide.around] == [label.name for label in record.labels]
    assert len(wide.labels) == len(sheet.spots)
    assert len(narrow.labels) == len(record.places)


def test_no_name_of_a_place_crosses_the_border(sheet: maps.MapDrawing) -> None:
    """In the two wider drawings, where every place also says what became of the plan there if something did."""
    (record,) = (content := Explainer(ROOT).content()).of_kind("map")
    shapes = content.shapes[record.shapes]
    ground = maps.ground_of(
        [(float(s.place.longitude or 0), float(s.place.latitude or 0)) for s in sheet.spots], shapes
    )
    borders = [(*a, *b) for ring in shapes.focus for a, b in itertools.pairwise(ground.at(*point) for point in ring)]
    for drawing in sheet.drawings[:2]:
        assert not [label.text for label in drawing.labels for line in borders if crosses(line, label.box)]
        lines = {spot.sign: label.text.count("\n") for spot, label in zip(sheet.spots, drawing.labels, strict=True)}
        assert lines["elsewhere"] >= 2 <= lines["step"]


def test_places_of_a_map_are_named_once(sheet: maps.MapDrawing) -> None:
    """The list below names every place once."""
    names = [spot.place.id for groups in sheet.groups().values() for group in groups for spot in group]
    assert sorted(names) == sorted(spot.place.id for spot in sheet.spots)
    assert len(names) == len(set(names))


def test_what_places_share_is_told_once(sheet: maps.MapDrawing) -> None:
    """Places with the same agreements are one entry."""
    groups = sheet.groups()
    places = [[spot.place.id for spot in group] for found in groups.values() for group in found]
    assert ["taraz", "turkestan", "kyzylorda"] in places
    assert ["kokshetau", "semey", "ust-kamenogorsk"] in places
    told = [fact.id for found in groups.values() for group in found for fact in group[0].agreements]
    assert len(told) == len(set(told))


def test_outlines_are_small_and_whole(sheet: maps.MapDrawing) -> None:
    """Land and outline together take at most 6 KB, and every step is a whole number."""
    assert len(sheet.land) + len(sheet.focus) < 6000
    assert re.fullmatch(r"(M-?\d+ -?\d+l(-?\d+[ +-]\d*-?\d+ ?)+z)+", sheet.land.replace("+", " "))


def test_the_ground_has_no_border_but_one() -> None:
    """The base map is land, one outline and a lake, with its origin and licence next to it."""
    data = json.loads((ROOT / "content" / "shapes" / "region.geojson").read_text("utf-8"))
    assert [feature["properties"]["role"] for feature in data["features"]] == ["land", "focus", "water"]
    assert "Natural Earth" in data["origin"]
    assert "public domain" in data["licence"]
