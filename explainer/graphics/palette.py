"""The colours of the style sheet, for images that cannot use a style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from explainer.problems import ContentError, Location, Problem

STYLE_SHEET = "css/site.css"
"""The static file that declares the colours."""

NAMES = ("paper", "raised", "ink", "soft", "rule", "accent")
"""The colours of icon, maps and share images."""

_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b")


class Palette(NamedTuple):
    """Colours as #rrggbb by the names of their custom properties without dashes, for light and dark mode."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def read_palette(static: Mapping[str, bytes]) -> Palette:
    """The colours that the style sheet among these static files declares for the root, in light and dark mode.

    Raises:
        ContentError: if it does not declare each of `NAMES`.
    """
    css = static.get(STYLE_SHEET, b"").decode("utf-8", "replace")
    blocks = [dict(_COLOUR.findall(block)) for block in _ROOT.findall(css)]
    light, dark = (blocks[number] if number < len(blocks) else {} for number in (0, 1))
    if missing := [name for name in NAMES if name not in light]:
        message = f"no colour for {', '.join(f'--{name}' for name in missing)}"
        hint = "icon, maps and share images take their colours from here: declare each in :root as #rrggbb"
        raise ContentError([Problem(Location(STYLE_SHEET), message, hint, rule="palette")])
    return Palette(light, {**light, **dark})
