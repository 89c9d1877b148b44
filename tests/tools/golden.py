"""Write the expected output of the miniature site again: run after a change of templates, then read the diff."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from samples import BASE, SAMPLE, Explainer

EXPECTED = SAMPLE / "expected"
UNCOMPARED = ("manifest.json", "css/", "js/", "favicon", "share/")
"""Files published as they are, checksums that would change with every style, and pictures, tested on their own."""


def compared(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The part of a site that the golden copy holds."""
    return {path: body for path, body in site.items() if not path.startswith(UNCOMPARED)}


def main() -> None:
    """Replace the golden copy; if the miniature does not build, it stays as it is."""
    site = compared(Explainer(SAMPLE).make("--base-url", BASE))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, body in site.items():
        target = EXPECTED / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    print(f"{len(site)} files")


if __name__ == "__main__":
    main()
