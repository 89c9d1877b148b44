"""PNG files from rows of palette colours: the same bytes on every machine, whatever its zlib."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

_BASES = (
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    13,
    15,
    17,
    19,
    23,
    27,
    31,
    35,
    43,
    51,
    59,
    67,
    83,
    99,
    115,
    131,
    163,
    195,
    227,
    258,
)
_EXTRA = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0)
"""Match lengths of RFC 1951, section 3.2.5: the shortest for each code from 257 on, and its extra bits."""

ABOVE = 2
"""The PNG filter "Up": each byte is the difference to the one above it."""


def _code(symbol: int) -> str:
    """A symbol in the fixed Huffman code of RFC 1951, section 3.2.6, as zeros and ones."""
    if symbol < 144:
        return f"{0x30 + symbol:08b}"
    if symbol < 256:
        return f"{0x190 + symbol - 144:09b}"
    return f"{symbol - 256:07b}" if symbol < 280 else f"{0xC0 + symbol - 280:08b}"


_LITERALS = tuple(map(_code, range(256)))
_END = _code(256)


@lru_cache(maxsize=512)
def _again(times: int) -> str:
    """The last byte so many times more: matches at distance one."""
    found = ""
    while times >= _BASES[0]:
        length = min(times, 258)
        at = bisect_right(_BASES, length) - 1
        extra = f"{length - _BASES[at]:0{_EXTRA[at]}b}"[::-1] if _EXTRA[at] else ""
        found += _code(257 + at) + extra + "00000"
        times -= length
    return found + _LITERALS[0] * times


@lru_cache(maxsize=8192)
def deflated(piece: bytes) -> str:
    """A stretch of a row as a stretch of a deflate stream, in zeros and ones; runs of zero are shortened."""
    found = []
    at = 0
    while at < len(piece):
        if piece[at]:
            found.append(_LITERALS[piece[at]])
            at += 1
        else:
            run = len(piece) - at - len(piece[at:].lstrip(b"\0"))
            found.append(_LITERALS[0] + _again(run - 1))
            at += run
    return "".join(found)


def png(width: int, palette: Sequence[tuple[int, int, int]], rows: Iterable[Sequence[bytes]]) -> bytes:
    """A picture in palette colours; each row is a list of pieces that hold differences to the row above.

    Pieces that come again are compressed once. `width` is the length of each row's pieces together.
    """
    raw: list[bytes] = []
    bits = ["110"]  # the last block, with fixed codes
    height = 0
    filter_type = bytes([ABOVE])
    for row in rows:
        pieces = (filter_type, *row)
        raw += pieces
        bits += map(deflated, pieces)
        height += 1
    stream = "".join((*bits, _END))
    packed = int(stream[::-1], 2).to_bytes((len(stream) + 7) // 8, "little")
    check = struct.pack(">I", zlib.adler32(b"".join(raw)))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = bytes(value for colour in palette for value in colour)
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", b"\x78\x01" + packed + check), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
