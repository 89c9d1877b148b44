"""A share image shows the title of its page, in the letters of its own font, and is drawn only where it is used."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

import pytest
import resvg_py
from font_widths import MODULE, source
from PIL import Image, ImageChops
from samples import ROOT, Explainer

from explainer.cache import CachedPipeline, bodies
from explainer.graphics.font_widths import CHARACTERS
from explainer.graphics.share_images import (
    ABOUT_SIZE,
    FONT,
    HEIGHT,
    LABEL,
    LABEL_SIZE,
    MARGIN,
    MEASURE,
    PITCH,
    TEMPLATE,
    TITLE_SIZE,
    WIDTH,
    _about,
    balanced_lines,
    draw,
    missing_characters,
    picture_rows,
    text_width,
)
from explainer.pipeline import Inputs
from explainer.problems import ContentError, format_text

BASE = "https://example.org/bridge/"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
RUSSIAN = "АаГгКкНнОоУуЬьЫы"


def previewed(sample: Explainer, base_url: str = BASE) -> Callable[[], Mapping[str, bytes]]:
    """Successive builds of the copy, as in the preview: each call gives the files of one more."""
    pipeline = CachedPipeline(
        Inputs(sample.folder / "content", sample.folder / "seeds", sample.templates, sample.static, base_url)
    )
    return lambda: bodies(pipeline.make().files)


def drawn(text: str, family: str = "Noto Serif") -> Image.Image:
    """A text in the size of a title, black on white, from x = 20 on."""
    width = 120 * len(text)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="120" font-family="{family}">'
    text = f'<text x="20" y="80" font-size="{TITLE_SIZE}">{escape(text)}</text>'
    data = draw(f'{head}<rect width="{width}" height="120" fill="#fff"/>{text}</svg>')
    return Image.open(io.BytesIO(data)).convert("L")


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom) of all that has another colour than the corner; None if there is nothing."""
    plain = image.convert("RGB")
    paper = Image.new("RGB", plain.size, plain.getpixel((0, 0)) or 0)
    return ImageChops.difference(plain, paper).getbbox()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SVG of each image that is drawn from now on, whether an earlier test drew it or not."""
    for module in ("pipeline", "cache"):
        monkeypatch.setattr(f"explainer.{module}.draw", draw)
    found: list[str] = []
    original = resvg_py.svg_to_bytes

    def svg_to_bytes(svg_string: str, **options: object) -> bytes:
        found.append(svg_string)
        return original(svg_string=svg_string, **options)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(resvg_py, "svg_to_bytes", svg_to_bytes)
    # What other tests have drawn is drawn again.
    for module in ("pipeline", "cache"):
        monkeypatch.setattr(f"explainer.{module}.draw", draw)
    return found


def test_every_page_has_one(sample: Explainer) -> None:
    """Each Markdown page has a PNG of 1200 by 630 pixels below 100 KB with free margins, the same each time."""
    site = sample.make("--base-url", BASE)
    images = {path: body for path, body in site.items() if path.startswith("share/")}
    assert set(images) == {f"share/{path.stem}.png" for path in sample.path("pages").glob("*.md")}
    for data in images.values():
        image = Image.open(io.BytesIO(data))
        assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
        assert len(data) < 100_000
        left, _, right, _ = ink(image) or (0, 0, 0, 0)
        assert MARGIN - 4 <= left < right <= WIDTH - MARGIN + 4
    assert sample.make("--base-url", BASE) == site


def test_a_page_shows_what_became_of_agreements(sample: Explainer, drawings: list[str]) -> None:
    """The pages that show the picture have a row for each group, with a mark for each of its agreements."""
    sample.make("--base-url", BASE)
    with_rows = [svg for svg in drawings if ">Given to others</text>" in svg]
    assert len(with_rows) == 2
    for svg in with_rows:
        assert "Nothing found" in svg
        assert svg.count("<circle") + svg.count("<path") == 3


def test_a_page_without_a_picture_says_what_it_is(sample: Explainer, drawings: list[str]) -> None:
    """Below its title, if there is room and the font has every letter; and up to when sources were searched."""
    sample.make("--base-url", BASE)
    (timeline,) = (svg for svg in drawings if ">Timeline</text>" in svg)
    (said,) = (prose.front.description for prose in sample.content().prose if prose.front.title == "Timeline")
    lines = re.findall(rf'font-size="{ABOUT_SIZE}" fill="[^"]*">([^<]*)</text>', timeline)
    assert " ".join(lines) == said
    assert ">Searched up to 31\N{NO-BREAK SPACE}January 2022</text>" in timeline
    assert _about("One " * 200, 1) == ()
    assert _about("橋", 1) == ()


def test_marks_that_have_no_room_are_counted() -> None:
    """Forty agreements in a group, and nine groups, stay within the image."""
    many = picture_rows([("done", "Done", 40)], 300)
    assert [(row.marks + row.more, MARGIN + LABEL + PITCH * (row.marks + 1) < WIDTH) for row in many] == [(40, True)]
    groups = picture_rows([("done", "Done", 1)] * 6, 300)
    assert all(row.more == 0 and row.y < HEIGHT - 82 for row in groups)
    assert all(later.y - row.y > LABEL_SIZE for row, later in pairwise(groups))
    assert picture_rows([("done", "Done", 1)] * 9, 300) == ()


def test_none_without_an_address(sample: Explainer, drawings: list[str]) -> None:
    """Without a base URL no image is drawn, and no page, table or feed refers to one."""
    preview = previewed(sample, base_url="")()
    for site in (sample.make(), dict(preview)):
        assert [path for path, body in site.items() if path.startswith("share/") or b"share/" in body] == []
    assert drawings == []


@pytest.mark.slow
@pytest.mark.parametrize("base", ["", BASE])
def test_resvg_is_imported_only_to_draw(sample: Explainer, base: str) -> None:
    """A build without a base URL does not import what draws; one with a base URL does."""
    run = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from explainer import cli; cli.main(sys.argv[1:])"
    command = [sys.executable, "-c", f"{run}; print('resvg_py' in sys.modules)", *sample.options("build")]
    done = subprocess.run([*command, "--base-url", base], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == str(bool(base))


def test_the_preview_draws_what_is_read_and_new(sample: Explainer, drawings: list[str]) -> None:
    """Successive builds draw an image when it is first read, and once for each title."""
    preview = previewed(sample)
    site = preview()
    assert drawings == []
    before = {path: site[path] for path in site if path.startswith("share/")}
    assert len(drawings) == len(before)
    sample.edit("pages/timeline.md", "title: Timeline\n", "title: The course of events\n")
    site = preview()
    assert {path for path, body in before.items() if site[path] != body} == {"share/timeline.png"}
    assert len(drawings) == len(before) + 1
    assert ">The course of events</text>" in drawings[-1]


@pytest.mark.slow
def test_the_preview_follows_the_template(sample: Explainer, bare_templates: Callable[[str, str], Path]) -> None:
    """After an edit of the template alone the images are those of a build from nothing."""
    text = (ROOT / "templates" / TEMPLATE).read_text("utf-8")
    template = bare_templates(TEMPLATE, text)
    preview = previewed(sample)
    before = preview()["share/index.png"]
    template.write_text(text.replace("{{ accent }}", "{{ ink }}"), "utf-8")
    after = preview()["share/index.png"]
    assert after == sample.make("--base-url", BASE)["share/index.png"] != before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<svg>\n{{ nothing }}</svg>", "share-image.svg:2:1: 'nothing' is undefined [template]"),
        ("<svg", "share-image.svg:1:1: not drawable as SVG: "),
    ],
)
def test_a_fault_in_the_template(
    sample: Explainer, bare_templates: Callable[[str, str], Path], text: str, message: str
) -> None:
    """An error in the template is a problem that names it."""
    bare_templates(TEMPLATE, text)
    with pytest.raises(ContentError) as caught:
        sample.make("--base-url", BASE)
    (problem,) = caught.value.problems
    assert message in format_text(problem)


def test_widths_are_those_of_the_font() -> None:
    """The list of characters and widths is up to date with the font, whose licence is next to it."""
    assert MODULE.read_text("utf-8") == source(), "run python tests/tools/font_widths.py"
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text("utf-8").upper()


@pytest.mark.slow
def test_every_listed_character_is_drawn() -> None:
    """None but the space is empty; a character that is not listed is neither drawn nor replaced by a box."""
    assert [char for chars in CHARACTERS.values() for char in chars if ink(drawn(char)) is None] == [" "]
    assert missing_characters("橋ab橋c\N{SOFT HYPHEN}") == "橋\N{SOFT HYPHEN}"
    assert ink(drawn("橋")) is None


def test_kazakh_letters_are_themselves() -> None:
    """No Kazakh letter looks like another one or like the Russian letter that it comes from."""
    letters = KAZAKH + RUSSIAN
    assert len({drawn(char).tobytes() for char in letters}) == len(letters)
    assert missing_characters(letters) == ""


def test_no_font_of_the_machine_is_used() -> None:
    """Text in another font is not drawn at all, though the machine may have it or a replacement."""
    assert [name for name in ("serif", "DejaVu Sans", "Arial", "No such font") if ink(drawn("A", name))] == []


@pytest.mark.parametrize("text", ["Өскемен қаласы", "Voices of Millrow", "Түркістан һәм", "“1 234 €” — № 5"])
def test_text_is_drawn_as_wide_as_measured(text: str) -> None:
    """The ink of a text ends where its measured width says, but for the space next to a letter and a little kerning."""
    _, _, right, _ = ink(drawn(text)) or (0, 0, 0, 0)
    assert right - 20 == pytest.approx(text_width(text, TITLE_SIZE), abs=6)


def test_pairs_are_kerned() -> None:
    """Letters that leave room for each other are drawn closer together than their widths say."""
    _, _, right, _ = ink(drawn("To AV Ty")) or (0, 0, 0, 0)
    assert right - 20 < text_width("To AV Ty", TITLE_SIZE) - 6


def test_long_titles_break_evenly() -> None:
    """A title takes as few lines as it can, no word alone at the end, and no line leaves the measure."""
    title = "What both capitals promised each other in the autumn"
    lines = balanced_lines(title, TITLE_SIZE, MEASURE)
    assert len(lines) == 3
    assert " ".join(lines) == title
    widths = [text_width(line, TITLE_SIZE) for line in lines]
    assert max(widths) <= MEASURE
    assert min(widths) > 0.6 * max(widths)
    assert balanced_lines("Voices", TITLE_SIZE, MEASURE) == ["Voices"]
    assert balanced_lines("B" * 60, TITLE_SIZE, MEASURE) == ["B" * 60]


def test_lines_of_a_title_never_touch(sample: Explainer) -> None:
    """Between three lines of the highest and deepest letters, and above and below them, is free space."""
    sample.edit("pages/timeline.md", "title: Timeline\n", f"title: {'Åģjç ' * 15}\n")
    image = Image.open(io.BytesIO(sample.make("--base-url", BASE)["share/timeline.png"]))
    rows = [ink(image.crop((0, row, WIDTH, row + 1))) is not None for row in range(HEIGHT)]
    assert [inked for inked, _ in groupby(rows)] == [False, *[True, False] * 7]  # bar, site, three lines, rule, day
