"""The preview changes no page's looks: pictures of it and of the page as published are the same."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page
from previewing import previewing
from samples import SAMPLE, Explainer, kinds_of_page
from serving import published_at

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("pictures")]

WITHOUT_OWN_PARTS = (
    "for (const own of document.querySelectorAll('#preview, a.preview-edit')) own.style.visibility = 'hidden'"
)
"""Takes the preview's bar and edit marks out of a picture, and leaves the room they take."""


def picture(page: Page, url: str, *, live: bool) -> bytes:
    """The whole page; of a live preview once it has answered, without its bar and edit marks."""
    page.goto(url)
    if live:
        page.wait_for_selector("#preview[data-number]", state="attached")
        page.wait_for_function("[...document.styleSheets].some(sheet => sheet.href?.endsWith('/preview-page.css'))")
        page.evaluate(WITHOUT_OWN_PARTS)
    return page.screenshot(full_page=True, animations="disabled")


def difference(one: bytes, other: bytes) -> object:
    """The difference of two pictures: their sizes and the part that differs, or nothing."""
    if one == other:
        return None
    first, second = (Image.open(io.BytesIO(taken)).convert("RGB") for taken in (one, other))
    part = ImageChops.difference(first, second).getbbox()
    return (first.size, second.size, part) if part or first.size != second.size else None


@pytest.fixture(scope="module")
def root(site: Mapping[str, bytes]) -> Iterator[str]:
    """Where the miniature without a base URL is served, as in its preview."""
    yield from published_at(site, "https://example.org/")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_same_pictures(
    site: Mapping[str, bytes], root: str, new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    """Every kind of page looks in the preview as it is published, but for the bar and the edit marks."""
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    different = {}
    with previewing(Explainer(SAMPLE)) as live:
        for name in kinds_of_page(site):
            shown = picture(page, live.url + name, live=True)
            if found := difference(shown, picture(page, root + name, live=False)):
                different[name] = found
    assert different == {}
