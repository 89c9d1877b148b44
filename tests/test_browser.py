"""The finished site in a real Chromium, below a path as on GitHub Pages: accessible, quiet, self-contained."""

from __future__ import annotations

import functools
import http.server
import itertools
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Explainer
from playwright.sync_api import Browser, Page, Request, sync_playwright
from setup_tools import AXE, VNU, chromium, java

import build
from explainer.write import write_site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": (360, 740), "desk": (1280, 900)}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for a subfolder: `<folder>/explainer/…`."""
    folder = tmp_path_factory.mktemp("published")
    options = [f"--{name}={ROOT / name}" for name in ("content", "seeds", "templates", "static")]
    site, _ = build.make_site(build.parse([*options, "--base-url", "https://example.org/explainer/"]))
    write_site(site, folder / "explainer")
    return folder


@pytest.fixture(scope="session")
def address(published: Path) -> Iterator[str]:
    """Where the published site is served, with a slash at the end."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(published))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/explainer/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def kinds_of_page(published: Path) -> list[str]:
    """Every Markdown page, the 404 page, every source, and the first record of every kind."""
    site = published / "explainer"
    first: dict[str, str] = {}
    for path in sorted((site / "facts").glob("*.html")):
        text = path.read_text("utf-8")
        kind = text[text.index('<p class="label">') :].split(">")[1].split("<")[0]
        first.setdefault(kind, f"facts/{path.name}")
    return [*(path.name for path in sorted(site.glob("*.html"))), *first.values(),
            *(f"sources/{path.name}" for path in sorted((site / "sources").glob("*.html"))[:2])]  # fmt: skip


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page(published: Path, address: str, browser: Browser, size: str, scheme: str) -> None:
    """No axe violation (WCAG 2.2 AA and best practice), no console message, no foreign request, no sideways scroll."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    found: dict[str, object] = {}
    for name in kinds_of_page(published):
        page = context.new_page()
        faults = visit(page, address + name)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.add_script_tag(content=AXE.read_text("utf-8"))
        run = "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        result = page.evaluate(f"{run}.then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if faults or result or wide:
            found[name] = [faults, result, "scrolls sideways" if wide else ""]
        page.close()
    context.close()
    assert found == {}


def test_narrowest(published: Path, address: str, browser: Browser) -> None:
    """At 320 px nothing scrolls sideways, with all evidence open."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for name in kinds_of_page(published):
        page.goto(address + name)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
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
    page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == names[1]["name"]
    context.close()
    assert len(names) == places + 1
    assert all(name["left"] >= 0 and name["right"] <= name["wide"] for name in names)
    assert min(name["size"] for name in names) >= 11
    assert not [
        (one["name"], two["name"])
        for one, two in itertools.combinations(names, 2)
        if one["left"] < two["right"] and two["left"] < one["right"]
        and one["top"] < two["bottom"] and two["top"] < one["bottom"]
    ]  # fmt: skip


def test_evidence_by_keyboard_and_from_disk(published: Path, browser: Browser) -> None:
    """Opened from disk, without scripts, evidence opens with the keyboard alone."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((published / "explainer" / "index.html").as_uri())
    summary = page.locator("details.evidence summary").first
    body = page.locator("details.evidence dl").first
    assert not body.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert body.is_visible()
    page.keyboard.press("Enter")
    assert not body.is_visible()
    page.locator("nav a").nth(1).click()
    assert page.locator("h1").count() == 1
    context.close()


def test_nu_html_checker(published: Path, sample: Explainer) -> None:
    """The Nu Html Checker has neither error nor warning for any page, style sheet or picture."""
    site = published / "explainer"
    write_site(sample.make(), sample.folder / "_site")
    folders = [str(site), str(sample.folder / "_site")]
    command = [java(), "-jar", str(VNU), "--also-check-css", "--also-check-svg", "--skip-non-html", *folders]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stderr, result.returncode) == ("", 0)
