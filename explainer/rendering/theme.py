"""Tokens of an explainer's own: colours, type and measure in a style sheet that holds nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from explainer.graphics.palette import STYLE_SHEET
from explainer.problems import Location, Problem
from explainer.text.suggest import did_you_mean

THEME = "css/theme.css"
"""The static file with the tokens; it is not published, its values take the place of those in the style sheet."""

DARK = "(prefers-color-scheme: dark)"

PAIRS = (
    (4.5, ("ink", "soft", "accent", "signal"), ("paper", "raised")),
    (4.5, ("ink",), ("marked",)),
    (3.0, ("line", "other"), ("paper",)),
)
"""The least contrast (WCAG 2.2: 4.5 of text, 3 of what is drawn) of these colours on those."""

_BLOCK = re.compile(r"(?:@media (?:screen and )?([^{}]*?)\s*\{\s*)?:root\s*\{([^{}]*)\}")
_DECLARATION = re.compile(r"--([\w-]+)\s*:\s*([^;{}]*?)\s*;")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Token(NamedTuple):
    """A declaration: the condition of its block, empty if none, its name without dashes, its value, its place in the text."""

    media: str
    name: str
    value: str
    start: int
    end: int


def tokens(css: str) -> list[Token]:
    """The tokens that a style sheet declares for the root; `start` and `end` of each are those of its value."""
    text = _COMMENT.sub(_blanked, css)
    return [
        Token(block[1] or "", found[1], found[2], block.start(2) + found.start(2), block.start(2) + found.end(2))
        for block in _BLOCK.finditer(text)
        for found in _DECLARATION.finditer(block[2])
    ]


def themed(static: Mapping[str, bytes], where: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Static files with the values of the theme among them in the style sheet, and what is wrong with the theme.

    `where` is the path of the theme, for problems.
    """
    files = {path: body for path, body in static.items() if path != THEME}
    try:
        sheet, theme = (static.get(path, b"").decode() for path in (STYLE_SHEET, THEME))
    except UnicodeDecodeError as error:
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8 text"
        return files, [Problem(Location(where), message, "save the file with the encoding UTF-8", rule="theme")]
    declared, own = tokens(sheet), tokens(theme)
    problems = [*_faults(theme, own, declared, where), *_low_contrasts(theme, own, declared, where)]
    files[STYLE_SHEET] = _with_values(sheet, declared, own).encode()
    return files, problems


def _faults(text: str, own: list[Token], declared: list[Token], where: str) -> Iterator[Problem]:
    """What is no token of the style sheet, or not of its kind."""
    rest = _BLOCK.sub(_undeclared, _COMMENT.sub(_blanked, text))
    if other := re.search(r"[^\s}]", rest):
        message = f"'{rest[other.start() :].split(chr(10))[0].strip()}' is no token"
        hint = f"write `:root {{ --name: value; }}`, within `@media {DARK} {{ }}` for dark mode; all else is for a copy of {STYLE_SHEET}"
        yield Problem(_place(text, other.start(), where), message, hint, rule="theme")
    names = {token.name: token.value for token in declared if not token.media}
    media = dict.fromkeys(token.media for token in declared)
    for token in own:
        place = _place(text, token.start, where)
        if token.name not in names:
            hint = did_you_mean(token.name, list(names))
            yield Problem(place, f"no token '--{token.name}' in {STYLE_SHEET}", hint, rule="theme")
        elif _COLOUR.fullmatch(names[token.name]) and not _COLOUR.fullmatch(token.value):
            hint = "write it as #rrggbb: icon, maps and share images need its parts"
            yield Problem(place, f"'{token.value}' is no colour for '--{token.name}'", hint, rule="theme")
        elif token.media not in media:
            hint = f"tokens differ by {' or '.join(condition for condition in media if condition)}, or not at all"
            yield Problem(place, f"'@media {token.media}' is no condition of a token", hint, rule="theme")


def _low_contrasts(text: str, own: list[Token], declared: list[Token], where: str) -> Iterator[Problem]:
    """Pairs of colours of which the theme changes one or both, and that are hard to tell apart."""
    for media, mode in (("", "light"), (DARK, "dark")):
        values = {
            token.name: token.value
            for condition in dict.fromkeys(("", media))
            for token in (*declared, *own)
            if token.media == condition and _COLOUR.fullmatch(token.value)
        }
        changed = {token.name: token for token in own if token.media == media and token.name in values}
        for least, fronts, grounds in PAIRS:
            for front, ground in product(fronts, grounds):
                token = changed.get(front) or changed.get(ground)
                if not token or not values.keys() >= {front, ground}:
                    continue
                found = contrast(values[front], values[ground])
                if found < least:
                    message = f"contrast of '--{front}' on '--{ground}' is {found:.2f} in {mode} mode"
                    hint = f"make it {least} or more, so that everybody can read it"
                    yield Problem(_place(text, token.start, where), message, hint, rule="theme")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb, from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with_values(sheet: str, declared: list[Token], own: list[Token]) -> str:
    """The style sheet with the values of `own`; a token that a block does not declare yet is declared behind its last one."""
    values = {(token.media, token.name): token.value for token in own}
    last = {token.media: token for token in declared}
    known = {(token.media, token.name) for token in declared}
    parts, at = [], 0
    for token in declared:
        parts += [sheet[at : token.start], values.get((token.media, token.name), token.value)]
        at = token.end
        if last[token.media] is token:
            added = (f"; --{name}: {value}" for (media, name), value in values.items() if media == token.media and (media, name) not in known)  # fmt: skip
            parts += added
    return "".join([*parts, sheet[at:]])


def _place(text: str, at: int, where: str) -> Location:
    return Location(where, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _undeclared(block: re.Match[str]) -> str:
    """A block, blank but for what is no declaration in it."""
    start, end = block.start(2) - block.start(), block.end(2) - block.start()
    return _blank(block[0][:start]) + _DECLARATION.sub(_blanked, block[2]) + _blank(block[0][end:])


def _blanked(found: re.Match[str]) -> str:
    return _blank(found.group())


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
