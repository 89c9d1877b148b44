"""The finished site in a real Chromium, below a path as on GitHub Pages: accessible, quiet, self-contained."""

from __future__ import annotations

import itertools
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route
from previewing import previewing
from samples import Explainer, real_pages, write_site
from setup_tools import AXE, VNU, java

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

UNFOLD = """
for (const part of document.querySelectorAll("[popover]")) part.removeAttribute("popover");
"""
"""Shows everything a reader can open, at once and in the flow of the page."""

AXE_RUN = """axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
  .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"""
"""Runs the rules; gives each that is broken, with elements that break it."""

SIZES = {"phone": (360, 740), "desk": (1280, 900)}


def visit(page: Page, url: str) -> list[str]:
    """Open a page; return console messages, errors and requests that leave the host."""
    faults: list[str] = []
    host = url.split("/explainer/", maxsplit=1)[0]

    def leaves(request: Request) -> None:
        if not request.url.startswith((host, "data:")):
            faults.append(f"request to {request.url}")

    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", leaves)
    page.goto(url)
    return faults


def inspect(page: Page, url: str) -> list[object]:
    """Open a page and unfold it; return its faults, axe violations and whether it scrolls sideways, or nothing."""
    faults = visit(page, url)
    page.evaluate(UNFOLD)
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate(AXE_RUN)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [faults, violations, "scrolls sideways" if wide else ""] if faults or violations or wide else []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page(published: Path, address: str, browser: Browser, size: str, scheme: str) -> None:
    """No axe violation (WCAG 2.2 AA and best practice), no console message, no foreign request, no sideways scroll."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    found: dict[str, object] = {}
    for name in real_pages(published):
        page = context.new_page()
        if wrong := inspect(page, address + name):
            found[name] = wrong
        page.close()
    context.close()
    assert found == {}


def test_narrowest(published: Path, address: str, browser: Browser) -> None:
    """At 320 px nothing scrolls sideways, with all evidence open."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for name in real_pages(published):
        page.goto(address + name)
        page.evaluate(UNFOLD)
        if page.evaluate("document.documentElement.scrollWidth > 320"):
            wide.append(name)
    context.close()
    assert wide == []


NAMES_ON_MAP = """[...document.querySelectorAll('.map__sheet text')].filter(t => t.getBoundingClientRect().width > 0).map(t => {
  const box = t.getBBox(), size = parseFloat(getComputedStyle(t).fontSize), y = t.y.baseVal[0].value
  const sheet = t.ownerSVGElement, scale = sheet.clientWidth / sheet.viewBox.baseVal.width
  return {name: t.textContent, left: box.x * scale, right: (box.x + box.width) * scale, size: size * scale,
          top: (y - 0.75 * size) * scale, bottom: (y + 0.22 * size) * scale, wide: sheet.clientWidth}})"""


@pytest.mark.parametrize("width", [320, 360, 600, 1280])
def test_names_on_the_map(address: str, browser: Browser, width: int) -> None:
    """As the browser draws them, no name covers another or leaves the map, and each has eleven pixels at least."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address + "who-and-where.html")
    names = page.evaluate(NAMES_ON_MAP)
    places = page.locator(".map__place").count()
    link = page.locator(".map__spot:visible").first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    # The name of the country comes first, where there is room for it.
    assert page.locator("h1").inner_text() == names[-places]["name"]
    context.close()
    assert len(names) in (places, places + 1)
    assert all(name["left"] >= 0 and name["right"] <= name["wide"] for name in names)
    assert min(name["size"] for name in names) >= 11
    assert not [
        (one["name"], two["name"])
        for one, two in itertools.combinations(names, 2)
        if one["left"] < two["right"] and two["left"] < one["right"]
        and one["top"] < two["bottom"] and two["top"] < one["bottom"]
    ]  # fmt: skip


OLD = {"facts/who-financed.html": "facts/who-paid.html", "story.html": "index.html"}
"""Addresses of before in the miniature, and where they lead."""


def test_old_addresses_are_followed(sample: Explainer, browser: Browser) -> None:
    """The browser goes on by itself: from disk, in the preview, and below a base path as GitHub Pages serves it."""
    write_site(sample.make(), sample.folder / "_site")
    page = browser.new_page(java_script_enabled=False)
    base = "https://example.org/explainer/"
    with previewing(sample) as live, previewing(sample, "--plain", "--base-url", base) as plain:
        for root in (f"{(sample.folder / '_site').as_uri()}/", live.url, plain.url):
            for old, new in OLD.items():
                page.goto(root + old)
                page.wait_for_url(root + new)
                assert page.locator("h1").count() == 1
        page.goto(plain.url + "facts/nine-lamps.html")
        page.get_by_role("link", name="Lantern Bridge", exact=True).click()
        page.wait_for_url(plain.url + "facts/lantern-bridge.html")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_at_old_addresses(sample: Explainer, browser: Browser, scheme: str) -> None:
    """No axe violation and no sideways scroll, also where a browser does not go on by itself."""
    site = sample.make()
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found: dict[str, object] = {}
    with previewing(sample, "--plain", "--base-url", "https://example.org/explainer/") as preview:
        for name in (*OLD, "facts/nine-lamps.html"):
            body = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", site[name].decode())
            page.route(preview.url + name, partial(stay, body))
            if wrong := inspect(page, preview.url + name):
                found[name] = wrong
    context.close()
    assert found == {}


def stay(body: str, route: Route) -> None:
    """Answer with a page from which nothing leads on at once."""
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def test_nu_html_checker(published: Path, sample: Explainer) -> None:
    """The Nu Html Checker has neither error nor warning for any page, style sheet or picture."""
    site = published / "explainer"
    write_site(sample.make(), sample.folder / "_site")
    folders = [str(site), str(sample.folder / "_site")]
    # Read from disk, a page's policy of 'self' names no origin; that it holds when served, the tests above see.
    origin = "Resource violates Content Security Policy .*"
    command = [java(), "-jar", str(VNU), "--also-check-css", "--also-check-svg", "--skip-non-html",
               "--filterpattern", origin, *folders]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stderr, result.returncode) == ("", 0)
