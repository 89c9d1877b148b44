"""Lighthouse, mobile, over the start page and one page of each kind: `make lighthouse`. Exits 1 below 100 anywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from previewing import previewing
from samples import CHROMIUM_ARGUMENTS, ROOT, Explainer
from setup_tools import TOOLS, bring_package, chromium

PACKAGE = "lighthouse@13.5.0"
COMMAND = TOOLS / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BASE_URL = "https://example.org/explainer/"


def pages() -> list[str]:
    """Every Markdown page, one record of each kind, and a source."""
    content = Explainer(ROOT).content()
    kinds = {entry.record.kind: f"facts/{entry.record.id}.html" for entry in reversed(content.facts)}
    source = f"sources/{content.sources[0].record.id}.html"
    return [*(f"{prose.name}.html" for prose in content.prose), *kinds.values(), source]


def scores(address: str, report: Path) -> dict[str, int]:
    """The four scores of a page, 0 to 100."""
    path = chromium()
    env = {**os.environ, **({"CHROME_PATH": path} if path else {})}
    command = [str(COMMAND), address, "--quiet", "--output=json",
               f"--output-path={report}", f"--chrome-flags=--headless=new {' '.join(CHROMIUM_ARGUMENTS)}",
               f"--only-categories={','.join(CATEGORIES)}"]  # fmt: skip
    subprocess.run(command, check=True, env=env)
    found = json.loads(report.read_text("utf-8"))
    return {name: round(found["categories"][name]["score"] * 100) for name in CATEGORIES}


def main() -> int:
    """Print a line for each page."""
    bring_package(PACKAGE, COMMAND)
    below = 0
    reports = TOOLS / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    with previewing(Explainer(ROOT), "--plain", "--base-url", BASE_URL) as preview:
        for name in sys.argv[1:] or pages():
            found = scores(preview.url + name, reports / f"{name.replace('/', '-')}.json")
            below += min(found.values()) < 100
            print("  ".join(f"{value:3}" for value in found.values()), name, flush=True)
    print(f"{below} page(s) below 100; reports in {reports.relative_to(ROOT)}/")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
