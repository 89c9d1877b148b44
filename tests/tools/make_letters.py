"""Draw the letters of the share images: `python tests/tools/make_letters.py` writes `explainer/graphics/letters.bin`.

The font in `explainer/graphics/font/` is Noto Serif Regular 2.004, cut down to Latin and Cyrillic by fontTools:

    pyftsubset NotoSerif-Regular.ttf --layout-features=kern --no-hinting --output-file=NotoSerif-Regular-subset.ttf
        --unicodes=20-7E,A0-17F,400-45F,490-4BB,4C0,4D8,4D9,4E8,4E9,2010-2015,2018-201E,2020-2022,2026,2032,2033,2039,203A,20AC,20B8,20BD,
        2116,2190-2193,2212,D7 --name-IDs=*

The file is a compressed line of JSON, a table of how pairs of letters close up (in steps of 1/500 of the size), and the
pixels of each letter, a byte each, as differences to the row above.
"""

from __future__ import annotations

import json
import zlib
from itertools import product

from PIL import Image, ImageDraw, ImageFont
from samples import ROOT

from explainer.graphics.lettering import LEVELS

FONT = ROOT / "explainer" / "graphics" / "font" / "NotoSerif-Regular-subset.ttf"
LETTERS = ROOT / "explainer" / "letters.bin"
SIZES = (76, 34)
UNITS = 1000
"""The size at which widths and pairs are measured, so that they do not depend on rounding."""


def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size, in pixels."""
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.RAQM)


def characters() -> str:
    """Every character the font can draw, in order."""
    from fontTools.ttLib import TTFont

    return "".join(chr(code) for code in sorted(TTFont(FONT).getBestCmap()) if chr(code).isprintable())


def kerning(chars: str) -> bytes:
    """For each pair of characters how much nearer they stand, a signed byte in steps of two thousandths."""
    measure = font(UNITS)
    widths = {char: measure.getlength(char) for char in chars}
    pairs = (measure.getlength(a + b) - widths[a] - widths[b] for a, b in product(chars, chars))
    return bytes(max(-128, min(127, round(pair / 2))) % 256 for pair in pairs)


def letter(face: ImageFont.FreeTypeFont, char: str) -> tuple[int, int, int, list[list[int]]]:
    """Where the ink of a letter begins from the left and the top of its line, its width, and its rows."""
    ascent, descent = face.getmetrics()
    pad = face.size
    picture = Image.new("L", (int(4 * pad), ascent + descent), 0)
    ImageDraw.Draw(picture).text((pad, 0), char, font=face, fill=255)
    box = picture.getbbox()
    if box is None:
        return 0, 0, 0, []
    left, top, right, _ = box
    pixels, width = picture.crop(box).tobytes(), right - left
    rows = [[round(value * LEVELS / 255) for value in pixels[at : at + width]] for at in range(0, len(pixels), width)]
    return left - int(pad), top, right - left, rows


def main() -> None:
    """Write the file."""
    chars = characters()
    wide = font(UNITS)
    pixels = bytearray()
    sizes = []
    for size in SIZES:
        face = font(size)
        index = []
        for char in chars:
            left, top, width, rows = letter(face, char)
            index.append([round(wide.getlength(char) * size / UNITS * 64), left, top, width,
                          len(rows) + 1 if rows else 0, len(pixels)])  # fmt: skip
            above = [0] * width
            for row in [*rows, [0] * width] if rows else []:
                pixels += bytes((now - before) % 256 for now, before in zip(row, above, strict=True))
                above = row
        ascent, descent = face.getmetrics()
        sizes.append({"size": size, "ascent": ascent, "height": ascent + descent, "index": index})
    head = json.dumps({"chars": chars, "sizes": sizes}, separators=(",", ":")).encode()
    data = zlib.compress(head + b"\n" + kerning(chars) + bytes(pixels), 9)
    LETTERS.write_bytes(data)
    print(f"{LETTERS}: {len(chars)} characters, {len(data)} bytes")


if __name__ == "__main__":
    main()
