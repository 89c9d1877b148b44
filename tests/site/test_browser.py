"""The finished site in a real Chromium, below a path as on GitHub Pages: accessible, quiet, self-contained.

What the real site has and the miniature has not (long lists, a map of many places, long words and names) is looked at
in the real site.
"""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, Request, Route
from previewing import previewing
from samples import Explainer, kinds_of_page
from setup_tools import AXE, VNU, java

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser")]

NewPage = Callable[..., Page]

UNFOLD = """
for (const part of document.querySelectorAll("[popover]")) part.removeAttribute("popover");
"""
"""Shows everything a reader can open, at once and in the flow of the page."""

AXE_RUN = """axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
  .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"""
"""Runs the rules; gives each that is broken, with elements that break it."""

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


def watch(page: Page, address: str) -> list[str]:
    """A list that gets the console messages and errors of a page, and its requests to another host than of an address."""
    faults: list[str] = []
    host = "/".join(address.split("/", 3)[:3])

    def leaves(request: Request) -> None:
        if not request.url.startswith((host, "data:")):
            faults.append(f"request to {request.url}")

    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", leaves)
    return faults


def inspect(page: Page, address: str, names: Iterable[str], *schemes: Literal["light", "dark"]) -> dict[str, object]:
    """Open and unfold the pages of a site one after the other; return what is wrong, by their names.

    Wrong are messages, axe violations by colour scheme, and sideways scroll.
    """
    faults, axe = watch(page, address), AXE.read_text("utf-8")
    found: dict[str, object] = {}
    for name in names:
        page.goto(address + name)
        page.evaluate(UNFOLD)
        page.evaluate(axe)
        violations = {}
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            if broken := page.evaluate(AXE_RUN):
                violations[scheme] = broken
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if faults or violations or wide:
            found[name] = [*faults, violations, "scrolls sideways" if wide else ""]
            faults.clear()
    return found


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_kind_of_page(
    addressed: Mapping[str, bytes], address: str, new_page: NewPage, size: dict[str, int]
) -> None:
    """No axe violation (WCAG 2.2 AA and best practice), no console message, no foreign request, no sideways scroll."""
    assert inspect(new_page(viewport=size), address, kinds_of_page(addressed), "light", "dark") == {}


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])
def test_every_kind_of_real_page(
    real_site: Mapping[str, bytes], real_address: str, new_page: NewPage, size: str, scheme: Literal["light", "dark"]
) -> None:
    """The same holds for the real site."""
    assert inspect(new_page(viewport=SIZES[size]), real_address, kinds_of_page(real_site), scheme) == {}


@pytest.mark.parametrize(("size", "scheme"), [*itertools.product(SIZES, ("light", "dark"))])
def test_open_menu_and_search(
    real_address: str, new_page: NewPage, size: str, scheme: Literal["light", "dark"]
) -> None:
    """With results below the search field, and on a phone with the menu open, there is no axe violation either."""
    page = new_page(viewport=SIZES[size], color_scheme=scheme)
    faults = watch(page, real_address)
    page.goto(f"{real_address}facts/arrival-in-astana.html")
    page.evaluate(AXE.read_text("utf-8"))
    if size == "phone":
        page.get_by_role("button", name="Menu").click()
        faults += page.evaluate(AXE_RUN)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("searchbox", name="Search", exact=True).fill("nuclear")
    page.locator(".search__all").wait_for()
    assert faults + page.evaluate(AXE_RUN) == []


def test_narrowest(real_site: Mapping[str, bytes], real_address: str, new_page: NewPage) -> None:
    """At 320 px nothing scrolls sideways, with all evidence open."""
    page = new_page(viewport={"width": 320, "height": 640})
    wide = []
    for name in kinds_of_page(real_site):
        page.goto(real_address + name)
        page.evaluate(UNFOLD)
        if page.evaluate("document.documentElement.scrollWidth > 320"):
            wide.append(name)
    assert wide == []


NAMES_ON_MAP = """[...document.querySelectorAll('.map__sheet text')].filter(t => t.getBoundingClientRect().width > 0).map(t => {
  const box = t.getBBox(), size = parseFloat(getComputedStyle(t).fontSize), y = t.y.baseVal[0].value
  const sheet = t.ownerSVGElement, scale = sheet.clientWidth / sheet.viewBox.baseVal.width
  return {name: t.firstChild.data.trim(), place: !!t.closest('a'), left: box.x * scale, right: (box.x + box.width) * scale, size: size * scale,
          top: (y - 0.75 * size) * scale, bottom: (y + (0.22 + 1.15 * t.childElementCount) * size) * scale, wide: sheet.clientWidth}})"""


@pytest.mark.parametrize("width", [320, 360, 600, 1280])
def test_names_on_the_map(real_address: str, new_page: NewPage, width: int) -> None:
    """As the browser draws them, no name covers another or leaves the map, and each has eleven pixels at least."""
    page = new_page(real_address + "facts/places-of-the-story.html", viewport={"width": width, "height": 800})
    names = page.evaluate(NAMES_ON_MAP)
    places = [name for name in names if name["place"]]
    assert len(places) == page.locator(".map__spot:visible").count()
    around = {name["name"] for name in names if not name["place"]}
    assert around >= {"Russia", "Caspian Sea"} if width == 1280 else "Russia" in around
    link = page.locator(".map__spot:visible").first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == places[0]["name"]
    assert all(name["left"] >= 0 and name["right"] <= name["wide"] for name in names)
    assert min(name["size"] for name in names) >= 11
    assert not [
        (one["name"], two["name"])
        for one, two in itertools.combinations(names, 2)
        if one["left"] < two["right"] and two["left"] < one["right"]
        and one["top"] < two["bottom"] and two["top"] < one["bottom"]
    ]  # fmt: skip


OLD = {"facts/who-financed.html": "facts/who-paid.html", "story.html": "index.html"}
"""Former addresses in the miniature, and where they redirect."""


def test_old_addresses_are_followed(built: Explainer, address: str, new_page: NewPage) -> None:
    """The browser goes on by itself: from disk, in the preview, and below a base path as GitHub Pages serves it."""
    page = new_page(java_script_enabled=False)
    with previewing(built) as live:
        for root in (f"{(built.folder / '_site').as_uri()}/", live.url, address):
            for old, new in OLD.items():
                page.goto(root + old)
                page.wait_for_url(root + new)
                assert page.locator("h1").count() == 1
    page.goto(address + "facts/nine-lamps.html")
    page.get_by_role("link", name="Lantern Bridge", exact=True).click()
    page.wait_for_url(address + "facts/lantern-bridge.html")


def test_pages_at_old_addresses(addressed: Mapping[str, bytes], address: str, new_page: NewPage) -> None:
    """No axe violation and no sideways scroll, also where a browser does not go on by itself."""
    page = new_page(viewport={"width": 320, "height": 640})
    names = (*OLD, "facts/nine-lamps.html")
    for name in names:
        body = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", addressed[name].decode())
        page.route(address + name, partial(stay, body))
    assert inspect(page, address, names, "light", "dark") == {}


def stay(body: str, route: Route) -> None:
    """Answer with a page from which nothing leads on at once."""
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def test_nu_html_checker(published: Path, built: Explainer) -> None:
    """The Nu Html Checker has neither error nor warning for any page, style sheet or picture, real or of the miniature."""
    # Read from disk, a page's policy of 'self' names no origin; that it holds when served, the tests above see.
    origin = "Resource violates Content Security Policy .*"
    # Started once for a few seconds, it is not worth compiling thoroughly, which would take most of them.
    quick = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [java(), *quick, "-jar", str(VNU), "--also-check-css", "--also-check-svg", "--skip-non-html",
               "--filterpattern", origin, str(published), str(built.folder / "_site")]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stderr, result.returncode) == ("", 0)
