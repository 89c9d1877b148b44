"""Image files: how large they are, and what is wrong with them.

Only what a browser needs to keep their place is read; no pixel is decoded.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.parsers import expat
from zlib import crc32

HEAVIEST = 400 * 1024
"""The greatest number of bytes of an image that is published."""

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP", ".svg": "SVG"}
"""The formats that browsers show and the suffixes of their files."""

CUT_OFF = "ends before the image does"

_SIGNATURES = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff", "GIF": b"GIF8", "WebP": b"RIFF"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG file that begin a frame, which says its size."""

_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Those that nothing belongs to."""

_OUTSIDE = re.compile(rb"@import|url\(\s*[\"']?(?:[a-z]+:)?//", re.IGNORECASE)
"""What a style loads from elsewhere."""

_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)(?:px)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImageFile:
    """The bytes of an image, and its size in pixels as it is shown; `fault` is what is wrong with it, empty if nothing."""

    body: bytes = b""
    width: int = 0
    height: int = 0
    fault: str = ""


def read_image(name: str, body: bytes) -> ImageFile:
    """The image in a file, whose name says its format by the suffix."""
    if len(body) > HEAVIEST:
        return too_heavy(len(body))
    named, found = SUFFIXES.get(PurePosixPath(name).suffix.lower()), _format(body)
    if found is None or named is None:
        return ImageFile(
            fault=f"is no image in a format that browsers show: {', '.join(dict.fromkeys(SUFFIXES.values()))}"
        )
    if found != named:
        return ImageFile(fault=f"is {found}, and its name says {named}")
    try:
        width, height = _READERS[found](body)
    except ValueError as error:
        return ImageFile(fault=str(error))
    except (IndexError, struct.error):
        return ImageFile(fault=CUT_OFF)
    return ImageFile(body, width, height) if width and height else ImageFile(fault="has no size")


def too_heavy(size: int) -> ImageFile:
    """What stands for an image of too many bytes."""
    shown = f"{size / 2**20:.1f} MiB" if size >= 2**20 else f"{size // 1024} KiB"
    return ImageFile(fault=f"is {shown} heavy; at most {HEAVIEST // 1024} KiB are published")


def _format(body: bytes) -> str | None:
    for name, signature in _SIGNATURES.items():
        if body.startswith(signature):
            return name
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "SVG" if start.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in body else None


def _png(body: bytes) -> tuple[int, int]:
    at, size = 8, (0, 0)
    while True:
        length, kind = struct.unpack_from(">I4s", body, at)
        data = body[at + 4 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", body, at + 8 + length)
        if checksum != crc32(data):
            raise ValueError("is damaged: a checksum in it is wrong")
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, 4)
        elif kind == b"IEND":
            return size
        at += 12 + length


def _jpeg(body: bytes) -> tuple[int, int]:
    at, size, turned = 2, (0, 0), False
    while True:
        if body[at] != 0xFF:
            raise ValueError("is damaged: no marker where one is due")
        marker = body[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", body, at + 2)
        data = body[at + 4 : at + 2 + length]
        if marker == 0xE1 and data.startswith(b"Exif\0\0"):
            turned = _on_its_side(data[6:])
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, 1)
            size = (height, width) if turned else (width, height)
        elif marker == 0xDA:
            if body.rfind(b"\xff\xd9") < at:
                raise ValueError(CUT_OFF)
            return size
        at += 2 + length


def _on_its_side(exif: bytes) -> bool:
    """True if the camera was held on its side: a browser turns such an image by a quarter."""
    order = "<" if exif.startswith(b"II") else ">"
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        entries = (struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * number) for number in range(count))
        return any(tag == 0x0112 and value >= 5 for tag, _, _, value in entries)
    except struct.error:
        return False  # as in a browser, such data turns nothing


def _gif(body: bytes) -> tuple[int, int]:
    width, height, flags = struct.unpack_from("<HHB", body, 6)
    at = 13 + _table(flags)
    while body[at] != 0x3B:
        # An image after its frame and colours, or an extension after its label: both end with pieces of data.
        at += 11 + _table(body[at + 9]) if body[at] == 0x2C else 2
        while body[at]:
            at += 1 + body[at]
        at += 1
    return width, height


def _table(flags: int) -> int:
    """The bytes of a table of colours in a GIF file; none if it has none."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _webp(body: bytes) -> tuple[int, int]:
    (length,) = struct.unpack_from("<I", body, 4)
    if len(body) < length + 8:
        raise ValueError(CUT_OFF)
    kind, data = body[8:16], body[20:]
    if kind == b"WEBPVP8 ":
        width, height = struct.unpack_from("<HH", data, 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"WEBPVP8L":
        (bits,) = struct.unpack_from("<I", data, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"WEBPVP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    raise ValueError("is no WebP image")


def _svg(body: bytes) -> tuple[int, int]:
    """The size of a drawing: it holds nothing that runs, and nothing that is loaded from elsewhere."""
    root: dict[str, str] = {}

    def element(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not root:
            root.update(attributes, **{"": local})
        for fault in _unsafe(local, attributes):
            raise ValueError(f"holds {fault}, which is run or loaded where it is opened by itself")

    def other(*_: object) -> None:
        raise ValueError("holds an entity or an instruction, which no drawing needs")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = element
    parser.EntityDeclHandler = parser.ProcessingInstructionHandler = other
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        told = expat.errors.messages[error.code]
        raise ValueError(f"is no whole SVG: {told}, line {error.lineno}") from None
    if _OUTSIDE.search(body):
        raise ValueError("loads something from elsewhere in its styles")
    if root[""] != "svg":
        raise ValueError("is XML, but no SVG")
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    frame = root.get("viewBox", "").replace(",", " ").split()
    numbers = [side[1] for side in sides if side] if all(sides) else frame[2:]
    try:
        width, height = (round(float(number)) for number in numbers)
    except ValueError:
        raise ValueError("has no size: give it 'width' and 'height', or a 'viewBox'") from None
    return width, height


def _unsafe(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if name in ("script", "foreignObject"):
        yield f"an element '{name}'"
    for key, value in attributes.items():
        attribute = key.rpartition(" ")[2]
        if attribute.lower().startswith("on"):
            yield f"an attribute '{attribute}'"
        if attribute in ("href", "src") and not value.startswith(("#", "data:image/")):
            yield f"a link to '{value[:60]}'"


_READERS: Mapping[str, Callable[[bytes], tuple[int, int]]] = {
    "PNG": _png,
    "JPEG": _jpeg,
    "GIF": _gif,
    "WebP": _webp,
    "SVG": _svg,
}
