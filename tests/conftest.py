"""Fixtures, and the measurements printed at the end of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from previewing import LONG
from samples import BASE, CHROMIUM_ARGUMENTS, REAL_BASE, ROOT, SAMPLE, Explainer, write_site
from serving import published_at

from explainer.graphics.share_images import draw
from explainer.rendering.css import compact

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ["installing"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, and what they could not try, at the end and whichever worker ran them."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "measured" and getattr(report, "when", "") == "call":
                    terminalreporter.write_line(str(value))
                if name == "untried" and getattr(report, "when", "") == "call":
                    terminalreporter.write_line(str(value), red=True, bold=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests, so that no worker has one left when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def _looks_made_once() -> Iterator[None]:
    """Draw each share image and compact each style sheet once for all tests of a worker: most sites have the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        drawn = cache(draw)
        patch.setattr("explainer.rendering.static_words.compact", cache(compact))
        for module in ("pipeline", "cache"):
            patch.setattr(f"explainer.{module}.draw", drawn)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test found right is checked again in the next, which may have changed the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explainer.publish.unchanged.FOLDER", Path(os.devnull) / ".cache")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for all tests of a worker."""
    from playwright.sync_api import expect, sync_playwright
    from setup_tools import chromium

    expect.set_options(timeout=LONG * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Gives a page, of a given address if any, in a browser profile of its own, which ends with the test."""
    contexts: list[BrowserContext] = []

    def new_page(url: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(LONG * 1000)
        contexts.append(context)
        page = context.new_page()
        if url:
            page.goto(url)
        return page

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def real_site() -> Mapping[str, bytes]:
    """The finished real site, with the address that `real_address` serves it at, for tests that only read it."""
    return MappingProxyType(Explainer(ROOT).make("--base-url", REAL_BASE))


@pytest.fixture(scope="session")
def published(real_site: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    out = tmp_path_factory.mktemp("published") / "_site"
    write_site(real_site, out)
    return out


@pytest.fixture(scope="session")
def real_address(real_site: Mapping[str, bytes]) -> Iterator[str]:
    """Where the real site is served as GitHub Pages would serve it, with a slash at the end."""
    yield from published_at(real_site, REAL_BASE)


@pytest.fixture(scope="session")
def address(addressed: Mapping[str, bytes]) -> Iterator[str]:
    """Where the miniature is served as GitHub Pages would serve it, with a slash at the end."""
    yield from published_at(addressed, BASE)


@pytest.fixture(scope="session")
def site() -> Mapping[str, bytes]:
    """The finished miniature without a base URL, for tests that only read it."""
    return MappingProxyType(Explainer(SAMPLE).make())


@pytest.fixture(scope="session")
def addressed() -> Mapping[str, bytes]:
    """The finished miniature with the base URL of `BASE`, for tests that only read it."""
    return MappingProxyType(Explainer(SAMPLE).make("--base-url", BASE))


@pytest.fixture
def built(sample: Explainer, site: Mapping[str, bytes]) -> Explainer:
    """A fresh copy of the miniature explainer with its finished site in `_site`."""
    write_site(site, sample.folder / "_site")
    return sample


@pytest.fixture
def sample(tmp_path: Path) -> Explainer:
    """A fresh copy of the miniature explainer."""
    return Explainer(SAMPLE).copied(tmp_path)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates, one for all tests of a worker, so that they are compiled once."""
    return shutil.copytree(ROOT / "templates", tmp_path_factory.mktemp("look") / "templates")


@pytest.fixture
def bare_templates(sample: Explainer, templates: Path) -> Iterator[Callable[[str, str], Path]]:
    """Give the copy of the miniature templates of its own, with one file replaced until the test ends; returns that file."""
    replaced: dict[Path, bytes] = {}

    def replace(name: str, text: str) -> Path:
        sample.templates = templates
        path = templates / name
        replaced[path] = path.read_bytes()
        path.write_text(text, "utf-8")
        return path

    yield replace
    for path, body in replaced.items():
        path.write_bytes(body)
