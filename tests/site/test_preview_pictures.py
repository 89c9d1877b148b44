"""The preview changes no page's looks: pictures of it and of the page as published are the same."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page
from previewing import previewing
from samples import SAMPLE, Explainer, kinds_of_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pictures")]

WITHOUT_OWN_PARTS = (
    "for (const own of document.querySelectorAll('#preview, a.preview-edit')) own.style.visibility = 'hidden'"
)
"""Takes the preview's bar and edit marks out of a picture, and leaves the room they take."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def pictures(page: Page, url: str, *, live: bool) -> list[bytes]:
    """The whole page, light and dark; of a live preview once it has answered, without its bar and edit marks."""
    page.goto(url)
    if live:
        page.wait_for_selector("#preview[data-number]", state="attached")
        page.wait_for_function("[...document.styleSheets].some(sheet => sheet.href?.endsWith('/preview-page.css'))")
        page.evaluate(WITHOUT_OWN_PARTS)
    taken = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        taken.append(page.screenshot(full_page=True, animations="disabled"))
    return taken


def difference(one: bytes, other: bytes) -> object:
    """The difference of two pictures: their sizes and the part that differs, or nothing."""
    if one == other:
        return None
    first, second = (Image.open(io.BytesIO(taken)).convert("RGB") for taken in (one, other))
    part = ImageChops.difference(first, second).getbbox()
    return (first.size, second.size, part) if part or first.size != second.size else None


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_same_pictures(site: Mapping[str, bytes], new_page: Callable[..., Page], width: int) -> None:
    """Every kind of page looks in the preview as with `--plain`, but for the bar and the edit marks."""
    page = new_page(viewport={"width": width, "height": 800})
    different = {}
    miniature = Explainer(SAMPLE)
    with previewing(miniature) as live, previewing(miniature, "--plain") as plain:
        for name in kinds_of_page(site):
            taken = pictures(page, live.url + name, live=True), pictures(page, plain.url + name, live=False)
            for scheme, one, other in zip(SCHEMES, *taken, strict=True):
                if found := difference(one, other):
                    different[name, scheme] = found
    assert different == {}
