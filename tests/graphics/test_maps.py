"""Maps are projected correctly, their names are legible, and they agree with the records."""

from __future__ import annotations

import itertools
import json
import math
import re
from xml.etree import ElementTree as ET

import pytest
from samples import SAMPLE, Explainer

from explainer.content.loader import load_content
from explainer.graphics import labels, maps
from explainer.graphics.labels import Box, place_labels, text_width
from explainer.graphics.projection import conic, fitting

RING = '{"features": [{"properties": {"role": "land"}, "geometry": {"type": "Polygon", "coordinates": [RING]}}]}'


def test_the_projection_gives_the_manual_its_numbers() -> None:
    """Snyder's worked example for the sphere (parallels 33° and 45°, 35° N 75° W from 23° N 96° W)."""
    project = conic(-96, 33, 45)
    x, y = project(-75, 35)
    assert x == pytest.approx(0.2966785, abs=1e-7)
    assert project(-96, 23)[1] - y == pytest.approx(0.2462112, abs=1e-7)


def test_standard_parallels_keep_their_length() -> None:
    """A degree of longitude along either parallel is as long as on the sphere; between them it is shorter."""
    project = fitting([(40.0, 40.0), (90.0, 58.0)])
    for latitude, ratio in ((43, 1), (55, 1), (49, 0.995)):
        step = math.dist(project(65, latitude), project(65.01, latitude)) / math.radians(0.01)
        assert step / math.cos(math.radians(latitude)) == pytest.approx(ratio, abs=1e-3)


@pytest.mark.parametrize("south", [-60, -5, 0])
def test_any_latitude_can_be_drawn(south: float) -> None:
    """South of the equator and across it, east stays right and north stays up."""
    project = fitting([(10.0, south), (20.0, south + 10)])
    assert project(10, south)[0] < project(20, south)[0]
    assert project(15, south + 10)[1] < project(15, south)[1]


def test_a_crowd_is_labelled_or_refused() -> None:
    """Points in a row get names above and below; more names than fit give none rather than a heap."""
    frame = Box(0, 0, 400, 200)
    row = tuple((100.0 + 30 * n, 100.0, f"Town {n}") for n in range(6))
    found = place_labels(row, 10, 4, frame)
    assert found is not None
    assert [label.text for label in found] == [name for _, _, name in row]
    assert not [pair for pair in itertools.combinations(found, 2) if pair[0].box.overlaps(pair[1].box)]
    assert place_labels(tuple((200.0, 100.0 + n, "A long name") for n in range(12)), 10, 4, frame) is None
    assert place_labels(((5.0, 5.0, "Far too long a name for so small a frame"),), 40, 4, frame) is None


def test_a_line_through_a_box_is_seen() -> None:
    """A leader that crosses a box counts, one that passes it does not."""
    box = Box(10, 10, 20, 20)
    assert labels.crosses((0, 0, 30, 30), box)
    assert labels.crosses((15, 0, 15, 30), box)
    assert not labels.crosses((0, 0, 5, 30), box)
    assert not labels.crosses((0, 25, 30, 25), box)
    assert not labels.crosses(None, box)


def test_text_is_never_wider_than_reckoned() -> None:
    """Capitals and wide letters count for more, and a name twice as large is twice as wide."""
    assert text_width("WWW", 10) > text_width("nnn", 10) > text_width("iii", 10)
    assert text_width("Өскемен", 20) == 2 * text_width("Өскемен", 10)


def marked(sample: Explainer, more: str = "") -> str:
    """The map page of the miniature, its map with more fields: key, drawing and list."""
    sample.add("facts/maps.yaml", more)
    page = sample.make()["facts/map-of-the-harbour.html"].decode()
    return page[page.index('<figure class="map"') : page.index("</figure>")]


@pytest.mark.parametrize("named_by", [("event",), ("plan",), ("plan", "event")])
def test_a_place_stands_for_what_its_records_say(sample: Explainer, named_by: tuple[str, ...]) -> None:
    """The marker of a place says if something happened there; the list says the same in words."""
    if "event" not in named_by:
        sample.edit("facts/events.yaml", "[lantern-bridge]", "[westquay]\n  meant: {westquay: the evening}")
        sample.edit("sources-forms.yaml", "  place: lantern-bridge\n", "")
        sample.edit("sources-forms.yaml", "  meant: {lantern-bridge: the bridge}\n", "")
    if "plan" in named_by:
        sample.edit("facts/agreements.yaml", "[westquay]", "[lantern-bridge]\n  meant: {lantern-bridge: bridges}")
    figure = marked(sample)
    spot = figure[figure.index('class="map__spot"') :].split("</a>")[0]
    assert ("map__event" in spot, "map__place" in spot) == ("event" in named_by, "event" not in named_by)
    assert ("Happened here:" in figure, "Agreed or planned for it:" in figure) == (
        "event" in named_by,
        "plan" in named_by,
    )
    assert ("other place" in figure) == ("event" not in named_by)


@pytest.mark.parametrize(
    ("agreement", "sign", "words"),
    [("two-more-bridges", "step", "step or work reported"), ("new-ferry", "elsewhere", "given to others"),
     ("lamps", "nothing", "nothing found since")],
)  # fmt: skip
def test_a_sign_says_what_became_of_what_was_planned(sample: Explainer, agreement: str, sign: str, words: str) -> None:
    """Places of the agreements of a mark have the sign of their group in key, drawing and list, and its words beside it."""
    files = {"two-more-bridges": "facts/agreements.yaml"}
    meant = "  places: [lantern-bridge]\n  meant: {lantern-bridge: announced}\n"
    if agreement == "two-more-bridges":
        sample.edit(files[agreement], "  places: [westquay]\n", meant)
    else:
        after = (
            "  form: plan\n  group: promised\n" if agreement == "new-ferry" else "lamps for the bridge.\n  form: plan\n"
        )
        sample.edit("facts/agreements-other.yaml", after, after + meant)
    figure = marked(sample, f"  marks:\n    - words: works\n      agreements: [{agreement}]\n")
    spot = figure[figure.index('class="map__spot"') :].split("</a>")[0]
    assert f'class="map__{sign}"' in spot
    assert re.findall(r">([A-Z][^<]+)<tspan[^>]*>(.*?)</tspan>", spot) == [("Lantern Bridge", "works")] * 2
    assert figure.lower().count(f"</svg> {words}") == 2


def test_neighbours_and_waters_are_named_where_there_is_room(sample: Explainer) -> None:
    """A name stands near its position and covers nothing; one that has no room there is left out."""
    sheet = drawn(sample)
    for drawing in sheet.drawings:
        ((form, label),) = drawing.around
        assert (form, label.text) == ("water", "Harbour Bay")
        boxes = [label.box, *(other.box for other in drawing.labels), *([drawing.title.box] if drawing.title else [])]
        assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    sample.edit("facts/maps.yaml", "latitude: 54.2", "latitude: 59.3")
    assert [drawing.around for drawing in drawn(sample).drawings] == [(), (), ()]


def drawn(sample: Explainer) -> maps.MapDrawing:
    """The drawing of the miniature's map."""
    content, _ = load_content(sample.folder / "content", sample.folder / "seeds")
    sheet = maps.map_sheet(content, content.of_kind("map")[0])
    assert sheet is not None
    return sheet


def test_a_narrow_map_has_no_arrows_and_words_only_where_they_fit(sample: Explainer) -> None:
    """Its names are those of the places on it; what is said below them is left out before a name is."""
    sample.edit(
        "facts/agreements.yaml",
        "  places: [westquay]\n",
        "  places: [lantern-bridge]\n  meant: {lantern-bridge: bridges}\n",
    )
    long = "works " * 9
    sample.add("facts/maps.yaml", f"  marks:\n    - words: {long}\n      agreements: [two-more-bridges]\n")
    wide, _, narrow = drawn(sample).drawings
    assert [label.text for label in wide.labels] == [f"Lantern Bridge\n{long.strip()}\nUnder way"]
    assert [label.text for label in narrow.labels] == ["Lantern Bridge"]


def test_a_name_crosses_an_outline_only_if_it_must() -> None:
    """It stands where no line of the drawing runs, and on its own side of the line; without `crossing`, nowhere else."""
    text, frame = "Town\ncoal", Box(0, 0, 600, 200)
    point = ((100.0, 100.0, text),)
    right = (110.0, 0.0, 110.0, 200.0)
    (label,) = place_labels(point, 10, 4, frame, (right,), crossing=False) or ()
    assert label.box.right < 110
    ruled = tuple((0.0, float(y), 600.0, float(y)) for y in range(0, 200, 10))
    assert place_labels(point, 10, 4, frame, ruled, crossing=False) is None
    assert place_labels(point, 10, 4, frame, ruled)


def test_what_became_of_plans_is_said_everywhere_or_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines below the names of places are left out for all if one has no room for them."""
    content, _ = load_content(SAMPLE / "content", SAMPLE / "seeds")
    asked: list[tuple[tuple[int, ...], bool]] = []

    def place(named: tuple[tuple[float, float, str], ...], *_: object, crossing: bool) -> None:
        asked.append((tuple(text.count("\n") for *_, text in named), crossing))

    monkeypatch.setattr(maps, "place_labels", place)
    maps._drawn(
        (("One", ("coal", "Under way"), (0.0, 0.0)), ("Two", ("school",), (1.0, 1.0))),
        (),
        (),
        next(iter(content.shapes.values())),
    )
    full, planned, bare = (2, 1), (1, 1), (0, 0)
    wide = [(full, False), (planned, False), (full, True), (planned, True)]
    assert asked == [*wide, *wide, (planned, False), (bare, False), (planned, True), (bare, True)]


def test_a_scale_says_how_long_it_is(sample: Explainer) -> None:
    """Its length is that of so many kilometres on the ground, by the distance of two points of the drawing."""
    sheet = drawn(sample)
    wide, _, narrow = sheet.drawings
    assert narrow.bar is None
    bar = wide.bar
    assert bar
    content, _ = load_content(sample.folder / "content", sample.folder / "seeds")
    (spot, *_) = sheet.spots
    shapes = content.shapes[content.of_kind("map")[0].shapes]
    ground = maps.ground_of([(float(spot.place.longitude or 0), float(spot.place.latitude or 0))], shapes)
    longitude, latitude = float(spot.place.longitude or 0), float(spot.place.latitude or 0)
    (_, north), (_, south) = ground.at(longitude, latitude + 0.5), ground.at(longitude, latitude - 0.5)
    degree = 111.2  # kilometres from one parallel to the next
    assert bar.length == pytest.approx((south - north) * bar.kilometres / degree, rel=0.02)
    assert bar.length <= maps.WIDTH / 6
    assert f"{round(bar.kilometres)} km" in marked(sample, "")
    box = Box(bar.x, bar.y - wide.size, bar.x + bar.length, bar.y)
    assert not any(box.overlaps(label.box) for label in wide.labels)


def test_a_map_of_half_the_world_has_no_scale(sample: Explainer) -> None:
    """Where a length means different distances at the top and at the bottom none is drawn."""
    land = RING.replace("RING", "[[0, 0], [80, 0], [80, 70], [0, 70], [0, 0]]")
    features = [each for text in (land, land.replace('"land"', '"focus"')) for each in json.loads(text)["features"]]
    sample.path("shapes/coast.geojson").write_text(json.dumps({"features": features}), "utf-8")
    assert [drawing.bar for drawing in drawn(sample).drawings] == [None, None, None]


def test_an_arrow_points_beyond_the_edge(sample: Explainer) -> None:
    """A place beyond the map is an arrow at the edge that points towards it, and is in the list."""
    place = "- id: far-light\n  name: Far Light\n  form: quarter\n  latitude: 54.5\n  longitude: 40\n"
    cite = "  cite:\n    - source: place-register\n      claim: The register lists the Far Light at 54.5 and 40.\n"
    sample.add("facts/places.yaml", place + cite)
    figure = marked(sample, "  beyond: [far-light]\n")
    spot = figure[figure.index(">Far Light</text>") - 900 : figure.index(">Far Light</text>")]
    x, y, bearing = map(float, re.findall(r"translate\(([\d.]+) ([\d.]+)\)rotate\(([-\d.]+)\)", spot)[-1])
    assert x == maps.WIDTH - maps.EDGE
    assert 45 < bearing < 135
    assert y > 0
    assert "Direction of a place off the map" in figure


def test_arrows_stand_in_the_order_of_what_they_point_to() -> None:
    """Along the edge of the map a place further west is drawn further west, even where the lines to both cross before it."""
    ground = maps.MapFrame(fitting([(50, 40), (80, 50)]), 1000, 0, 0, 600)
    nearer, further = (260.0, -200.0), (200.0, -420.0)
    crossing = [maps._towards(point, ground)[0][0] for point in (nearer, further)]
    assert crossing[0] < crossing[1]
    (first, _), (second, _) = maps._in_order([nearer, further], ground)
    assert first[1] == second[1] == maps.EDGE
    assert first[0] > second[0]


def test_the_picture_of_a_map_is_xml(sample: Explainer) -> None:
    """A file of its own is read more strictly than a drawing in a page."""
    site = sample.make()
    pictures = [body for path, body in site.items() if path.endswith(".svg") and path.startswith("maps/")]
    assert pictures
    for body in pictures:
        assert ET.fromstring(body).tag.endswith("svg")  # our own output


def test_a_name_keeps_off_lines() -> None:
    """Where there is room elsewhere no name is on a line of the drawing."""
    frame, border = Box(0, 0, 400, 200), (120.0, 0.0, 120.0, 200.0)
    (there,) = place_labels(((100.0, 100.0, "Town"),), 10, 4, frame) or ()
    (aside,) = place_labels(((100.0, 100.0, "Town"),), 10, 4, frame, (border,)) or ()
    assert there.box.left < 120 < there.box.right
    assert aside.box.right < 120


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON: Expecting property name"),
        ("[]", "not a feature collection"),
        ('{"features": []}', "no land"),
        ('{"features": [{"properties": {"role": "sea"}, "geometry": {}}]}', "feature 1 is not a polygon"),
        ('{"features": [5]}', "feature 1 is not a polygon"),
        ('{"features": [{"properties": {"role": "land"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
         "feature 1 is not a polygon"),
        (RING.replace("RING", "[[1, 95], [2, 3], [3, 4], [1, 95]]"), "feature 1 is not a polygon"),
        (RING.replace("RING", "[[], [], [], []]"), "feature 1 is not a polygon"),
        (RING.replace("RING", "[[1e999, 1], [2, 3], [3, 4], [1, 1]]"), "feature 1 is not a polygon"),
        ('{"features": ' + "[" * 100_000, "not JSON: nested too deeply"),
    ],
)  # fmt: skip
def test_shapes_that_are_none(sample: Explainer, text: str, says: str) -> None:
    """A file that is not GeoJSON of polygons is reported with its place, and does not crash the build."""
    sample.path("shapes/coast.geojson").write_text(text, "utf-8")
    problems = sample.problems()
    assert any(p.startswith("content/shapes/coast.geojson:") and says in p and "[shapes]" in p for p in problems)


def test_an_explainer_without_a_map(sample: Explainer) -> None:
    """Without a map only the list of places is shown."""
    sample.path("facts/maps.yaml").unlink()
    sample.path("shapes/coast.geojson").unlink()
    page = sample.make()["who-and-where.html"].decode()
    assert "map__" not in page
    assert "Lantern Bridge" in page
