"""The preview changes no page's looks: pictures of it and of the page as published are the same."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page
from previewing import previewing
from samples import Explainer, kinds_of_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pictures")]

WITHOUT_OWN_PARTS = (
    "for (const own of document.querySelectorAll('#preview, a.preview-edit')) own.style.visibility = 'hidden'"
)
"""Takes the preview's bar and edit marks out of a picture, and leaves the room they take."""


def picture(page: Page, url: str, *, live: bool) -> Image.Image:
    """The whole page; of a live preview once it has answered, without its bar and edit marks."""
    page.goto(url)
    if live:
        page.wait_for_selector("#preview[data-number]", state="attached")
        page.wait_for_function("[...document.styleSheets].some(sheet => sheet.href?.endsWith('/preview-page.css'))")
        page.evaluate(WITHOUT_OWN_PARTS)
    taken = page.screenshot(full_page=True, animations="disabled")
    return Image.open(io.BytesIO(taken)).convert("RGB")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_same_pictures(sample: Explainer, browser: Browser, width: int, scheme: str) -> None:
    """Every kind of page looks in the preview as with `--plain`, but for the bar and the edit marks."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    different = {}
    with previewing(sample) as live, previewing(sample, "--plain") as plain:
        for name in kinds_of_page(sample.make()):
            one = picture(page, live.url + name, live=True)
            other = picture(page, plain.url + name, live=False)
            if one.size != other.size or ImageChops.difference(one, other).getbbox():
                different[name] = (one.size, other.size, ImageChops.difference(one, other).getbbox())
    context.close()
    assert different == {}
