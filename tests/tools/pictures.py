"""The pictures at the head of README.md, the first screen of the story in light and dark: `make pictures`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import sync_playwright
from samples import CHROMIUM_ARGUMENTS, ROOT, Explainer, write_site
from setup_tools import chromium

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZE = 1280, 800
SHARPNESS = 2
"""Pixels of the picture for one of the page, on each side."""

MOST = 100_000
"""Bytes that a picture may have."""


def picture_path(scheme: str) -> Path:
    """Where the picture in a colour scheme is."""
    return ROOT / ".github" / f"story-{scheme}.webp"


def screens(address: str) -> dict[str, bytes]:
    """The first screen of a page as PNG, by colour scheme."""
    width, height = SIZE
    found: dict[str, bytes] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, color_scheme=scheme
            )
            page.goto(address)
            found[scheme] = page.screenshot()
        browser.close()
    return found


def compressed(picture: bytes) -> bytes:
    """A picture as WebP of the best quality at which it has at most `MOST` bytes.

    Raises:
        ValueError: if there is none.
    """
    for quality in range(90, 0, -10):
        out = io.BytesIO()
        Image.open(io.BytesIO(picture)).convert("RGB").save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST:
            return out.getvalue()
    raise ValueError(f"the picture has more than {MOST} bytes at any quality")


def main() -> int:
    """Write both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "_site"
        write_site(Explainer(ROOT).make(), out)
        for scheme, picture in screens((out / "index.html").as_uri()).items():
            path = picture_path(scheme)
            print(f"{path.relative_to(ROOT)}: {path.write_bytes(compressed(picture))} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
