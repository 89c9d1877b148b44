"""A share image shows the title of its page, in letters as the font has them, and is the same everywhere."""

from __future__ import annotations

import io
import zlib

import pytest
from make_letters import FONT, font
from PIL import Image, ImageChops, ImageDraw, ImageStat
from samples import ROOT, Explainer

from explainer.content.loader import read_letters
from explainer.graphics.lettering import LEVELS, Alphabet, read_alphabets, shades
from explainer.graphics.png import png
from explainer.graphics.share_images import ACCENT, HEIGHT, INK, LEFT, MEASURE, PAPER, TITLE_STEP, WIDTH, broken

LARGE, SMALL = read_alphabets(read_letters())
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LOOKALIKES = "АаГгКкНнОоУуҮұЬьЫы"
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def drawn(text: str, alphabet: Alphabet) -> Image.Image:
    """A line of text as the build draws it, black on white, decoded by another program."""
    rows = alphabet.line(text, 20, 1000)
    data = png(1000, shades(WHITE, BLACK, BLACK), rows)
    return Image.open(io.BytesIO(data)).convert("L").crop((0, 0, 1000, alphabet.height))


def expected(text: str, alphabet: Alphabet) -> Image.Image:
    """The same line as Pillow draws it from the font itself."""
    picture = Image.new("L", (1000, alphabet.height), 255)
    ImageDraw.Draw(picture).text((20, 0), text, font=font(alphabet.size), fill=0)
    return picture


def rows_of_ink(picture: Image.Image) -> tuple[int, int]:
    """The first row that is clearly darker than paper, and the one after the last."""
    box = picture.point(lambda value: 255 * (value < 200)).getbbox()
    assert box is not None
    return box[1], box[3]


@pytest.mark.parametrize("alphabet", [LARGE, SMALL], ids=["large", "small"])
@pytest.mark.parametrize("text", ["Өскемен қаласы", "Voices, To AV Ty", "Түркістан һәм", "“1 234 €” — № 5"])
def test_text_looks_as_the_font_has_it(alphabet: Alphabet, text: str) -> None:
    """Every pixel row of ink is where the font puts it; a letter stands at most a pixel beside its place."""
    ours, theirs = drawn(text, alphabet), expected(text, alphabet)
    assert rows_of_ink(ours) == rows_of_ink(theirs)
    inked = ImageStat.Stat(ImageChops.invert(theirs)).sum[0]
    apart = ImageStat.Stat(ImageChops.difference(ours, theirs)).sum[0]
    assert ImageStat.Stat(ImageChops.invert(ours)).sum[0] == pytest.approx(inked, rel=0.02)
    assert apart < 0.4 * inked
    assert alphabet.width(text) == pytest.approx(font(alphabet.size).getlength(text), abs=2)


@pytest.mark.parametrize("alphabet", [LARGE, SMALL], ids=["large", "small"])
def test_kazakh_letters_are_themselves(alphabet: Alphabet) -> None:
    """Each is drawn, none is empty, none is its Russian look-alike, none is the box of a missing letter."""
    pictures = {char: alphabet.letter(char).rows for char in KAZAKH + LOOKALIKES}
    assert all(any(map(any, rows)) for rows in pictures.values())
    assert len(set(pictures.values())) == len(pictures)
    assert alphabet.missing(KAZAKH) == ""


def test_letters_are_those_of_the_font() -> None:
    """The letters kept are those the font in `explainer/graphics/font/` has, in both sizes, with the licence beside it."""
    from fontTools.ttLib import TTFont

    assert set(LARGE.chars) == {chr(code) for code in TTFont(FONT).getBestCmap() if chr(code).isprintable()}
    assert LARGE.chars == SMALL.chars
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text("utf-8").upper()


def test_lines_of_a_title_never_touch() -> None:
    """The highest capital below the deepest tail keeps apart from it."""
    letters = [LARGE.letter(char) for char in LARGE.chars if char.isalnum()]
    highest = max(LARGE.ascent - letter.top for letter in letters)
    deepest = max(letter.top + len(letter.rows) - LARGE.ascent for letter in letters)  # the row after it included
    assert highest + deepest <= TITLE_STEP


def test_every_page_has_one(sample: Explainer) -> None:
    """Each Markdown page has a picture of 1200 by 630 pixels in the colours of the style sheet, below 100 KB."""
    site = sample.make()
    names = {path.stem for path in sample.path("pages").glob("*.md")}
    assert {f"share/{name}.png" for name in names} == {path for path in site if path.startswith("share/")}
    colours = {tuple(bytes.fromhex(colour[1:])) for colour in (PAPER, INK, ACCENT)}
    for name in names:
        data = site[f"share/{name}.png"]
        picture = Image.open(io.BytesIO(data))
        assert (picture.size, picture.format) == ((WIDTH, HEIGHT), "PNG")
        assert len(data) < 100_000
        seen = picture.convert("RGB")
        assert colours <= {colour for _, colour in seen.getcolors(WIDTH * HEIGHT) or []}
        paper = Image.new("RGB", seen.size, PAPER)
        left, _, right, _ = ImageChops.difference(seen, paper).getbbox() or (0, 0, 0, 0)
        assert left >= LEFT - 4
        assert right <= WIDTH - LEFT + 4
    assert site == sample.make()


def test_colours_are_those_of_the_style_sheet() -> None:
    """Paper, ink and accent stand in the style sheet, too."""
    css = (ROOT / "static" / "css" / "site.css").read_text("utf-8")
    assert all(colour in css for colour in (PAPER, INK, ACCENT))


def test_long_titles_break_evenly() -> None:
    """A title takes as few lines as it can, no word alone at the end, and no line leaves the measure."""
    lines = broken("What both capitals promised each other in the autumn", LARGE, MEASURE)
    assert len(lines) == 3
    assert " ".join(lines) == "What both capitals promised each other in the autumn"
    widths = [LARGE.width(line) for line in lines]
    assert max(widths) <= MEASURE
    assert min(widths) > 0.6 * max(widths)
    assert broken("Voices", LARGE, MEASURE) == ["Voices"]


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("Bridge 橋", "no letter for '橋' (U+6A4B) of 'Bridge 橋' on the share image [share_image]"),
        ("Bridge " * 30, f"'{('Bridge ' * 30).strip()}' does not fit on the share image [share_image]"),
        ("B" * 60, f"'{'B' * 60}' does not fit on the share image [share_image]"),
    ],
)
def test_what_cannot_be_drawn(sample: Explainer, title: str, message: str) -> None:
    """A letter that is not there, a title too long and a word too long each stop the build, with the place."""
    sample.edit("pages/timeline.md", "title: Timeline\n", f"title: {title}\n")
    (problem,) = sample.problems()
    assert problem.splitlines()[0] == f"content/pages/timeline.md:2:8: {message}"
    assert "hint: " in problem


@pytest.mark.parametrize("length", [1, 2, 3, 4, 10, 11, 257, 258, 259, 260, 261, 262, 516, 517, 1200])
def test_runs_of_any_length(length: int) -> None:
    """Runs of paper come back from another decoder as they were, whatever their length."""
    row = [b"\7" + bytes(length - 1) if length > 1 else b"\7", bytes(length)]
    data = png(2 * length, [WHITE] * 8, [row, row])
    at = data.index(b"IDAT")
    size = int.from_bytes(data[at - 4 : at], "big")
    assert zlib.decompress(data[at + 4 : at + 4 + size]) == b"".join([b"\2", *row]) * 2


def test_every_byte_survives() -> None:
    """All values of a byte, on which codes of two lengths fall, are decoded as they were."""
    picture = Image.open(io.BytesIO(png(256, [(v, v, v) for v in range(256)], [[bytes(range(256))]])))
    assert list(picture.get_flattened_data()) == list(range(256))


def test_shades_run_from_paper_to_ink() -> None:
    """The palette begins with paper and ends in both directions at the full colour."""
    palette = shades((250, 250, 250), (0, 10, 20), (100, 0, 0))
    assert (palette[0], palette[LEVELS], palette[16 * LEVELS]) == ((250, 250, 250), (0, 10, 20), (100, 0, 0))
