"""Write `explainer/graphics/font_widths.py`, the advance widths of the font of the share images.

The font in `explainer/graphics/font/` is Noto Serif Regular 2.004, cut down to Latin and Cyrillic by fontTools:

    pyftsubset NotoSerif-Regular.ttf --layout-features=kern --no-hinting --output-file=NotoSerif-Regular-subset.ttf
        --unicodes=20-7E,A0-17F,400-45F,490-4BB,4C0,4D8,4D9,4E8,4E9,2010-2015,2018-201E,2020-2022,2026,2032,2033,2039,203A,20AC,20B8,20BD,
        2116,2190-2193,2212,D7 --name-IDs=*

After a change of the font, run `.venv/bin/python tests/tools/font_widths.py`.
"""

from __future__ import annotations

from fontTools.ttLib import TTFont
from samples import ROOT

from explainer.graphics.share_images import FONT

MODULE = ROOT / "explainer" / "graphics" / "font_widths.py"

HEAD = '''"""Advance widths of the font of the share images; written by `tests/tools/font_widths.py`."""

UNITS_PER_EM = {units}

CHARACTERS = {{
{rows}}}
"""The printable characters of the font by their advance width, in units."""
'''


def source() -> str:
    """The text of the module, made from the font."""
    font = TTFont(FONT)
    characters: dict[int, str] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        if chr(code).isprintable():
            advance, _ = font["hmtx"][glyph]
            characters[advance] = characters.get(advance, "") + chr(code)
    rows = (f"    {advance}: {_literal(text)},\n" for advance, text in sorted(characters.items()))
    return HEAD.format(units=font["head"].unitsPerEm, rows="".join(rows))


def _literal(text: str) -> str:
    """A string literal with the quotation marks that need no escape, as the formatter writes it."""
    quote = "'" if '"' in text else '"'
    return quote + text.replace("\\", r"\\") + quote


if __name__ == "__main__":
    MODULE.write_text(source(), "utf-8")
