"""How the story reads, in figures: `python tests/tools/story_figures.py [FOLDER]`, of a built site or of the real content.

Lengths are in pixels of a phone 360 wide, weights in KiB after gzip. Pictures are the drawings, charts, maps and images.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader
from samples import CHROMIUM_ARGUMENTS
from setup_tools import chromium

from explainer.cli import main as run

PICTURES = "figure:is(.map, .series, .fates, .course, .counts, .image)"

CAUTION = re.compile(
    r"\b(disput\w*|inferred|unexamined|rewriter?s?|not known|unknown|moderately|not very sure)\b", re.IGNORECASE
)
"""Words that a story repeats where it does not trust its signs."""

UNDERLINED = """() => {
  const lined = (node) => node && (getComputedStyle(node).textDecorationLine.includes("underline") || lined(node.parentElement));
  let all = 0, under = 0;
  for (const block of document.querySelectorAll("main > :is(p, ul, ol):not(.legend)")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const length = walker.currentNode.data.trim().length;
      all += length;
      if (lined(walker.currentNode.parentElement)) under += length;
    }
  }
  return (100 * under) / all;
}"""

STORY_TEXT = """() => {
  const main = document.querySelector("main").cloneNode(true);
  for (const part of main.querySelectorAll(".notes, .support, .legend, figure, button")) part.remove();
  return main.textContent;
}"""


def compressed(path: Path) -> int:
    """The bytes of a file after gzip."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def address_of(site: Path) -> str:
    """The base URL that a built site was given, or any where it has none."""
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    return urljoin(canonical[1] if canonical else "https://example.org/", ".")


def first_render(site: Path, name: str, base_url: str, *, without_pictures: bool = False) -> float:
    """KiB of a page and of the style sheets and scripts in its head that block it.

    `base_url` is the address of the site: the links of its 404 page are absolute.
    """
    text = (site / name).read_text("utf-8")
    if without_pictures:
        text = re.sub(
            r'<figure class="(?:series|map|fates|course|counts|image)\b.*?</figure>', "", text, flags=re.DOTALL
        )
    head = text.partition("</head>")[0]
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)">|<script src="([^"]+)">', head)
    blocking = {urljoin(base_url + name, style or script).removeprefix(base_url) for style, script in linked}
    return (len(gzip.compress(text.encode(), 6, mtime=0)) + sum(compressed(site / path) for path in blocking)) / 1024


def other_pages(site: Path, base_url: str) -> dict[str, float]:
    """What every page but the story weighs at its first render, in KiB, by its path."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {name: first_render(site, name, base_url) for name in names if name != "index.html"}


def appearance(page: Page, url: str) -> dict[str, int | float]:
    """How the story at an address looks, by the names in the table; its pictures are removed from the page."""
    page.goto(url)
    top = "() => document.querySelector('main > p').getBoundingClientRect().top + scrollY"
    first = page.evaluate(top)
    underlined = page.evaluate(UNDERLINED)
    cautious = len(CAUTION.findall(page.evaluate(STORY_TEXT)))
    doors = page.evaluate("() => document.querySelectorAll('#menu > ul > li').length")
    page.evaluate(f"() => document.querySelectorAll('{PICTURES}').forEach((picture) => picture.remove())")
    return {
        "underlined share of the story, %": round(underlined, 1),
        "first sentence at 360 px, y": round(first),
        "height of the story at 360 px without pictures": page.evaluate("() => document.documentElement.scrollHeight"),
        "words of caution in the story": cautious,
        "entries of the main menu": doors,
    }


def weights(site: Path) -> dict[str, float | str]:
    """What the pages of a built site weigh, by the names in the table."""
    base_url = address_of(site)
    others = other_pages(site, base_url)
    heaviest = max(others, key=lambda name: others[name])
    story = first_render(site, "index.html", base_url, without_pictures=True)
    return {
        "first render of the story without pictures, KiB": round(story, 1),
        "first render of the heaviest other page, KiB": f"{others[heaviest]:.1f} ({heaviest})",
        "scripts of every page, KiB": round(compressed(site / "js" / "site.js") / 1024, 1),
    }


def main() -> None:
    """Print a line for each figure."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(sys.argv[1] if sys.argv[1:] else folder).resolve()
        if not sys.argv[1:]:
            run(["build", "--out", str(site)])
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        found = appearance(page, (site / "index.html").as_uri())
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        browser.close()
        pages = {"printed pages without pictures": len(PdfReader(BytesIO(printed)).pages)}
        for name, value in {**found, **pages, **weights(site)}.items():
            print(f"{value!s:>40}  {name}")


if __name__ == "__main__":
    main()
