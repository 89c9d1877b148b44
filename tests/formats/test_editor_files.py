"""What systems and editors leave in folders is ignored wherever it is, and never published."""

from __future__ import annotations

import shutil
from pathlib import Path

from samples import ROOT, Explainer, write_site

from explainer import cli
from explainer.formats.editor_files import is_by_product, is_litter

LITTER = (
    ".DS_Store",
    "._index.md",
    "Thumbs.db",
    "desktop.ini",
    "Icon\r",
    "events.yaml~",
    ".index.md.swp",
    "~$notes.doc",
)


def test_litter_is_known_by_its_name() -> None:
    """Whatever its capitals; hidden files that somebody may have put there, and names of pages, are none."""
    assert all(map(is_litter, (*LITTER, "THUMBS.DB", ".nfs0001", "a.orig")))
    assert not any(map(is_litter, (".git", ".nojekyll", "2021", "desktop.html", "index.md", "icon.svg")))
    assert all(map(is_by_product, (*LITTER, ".git", "4913", "#a#")))


def test_litter_changes_nothing(sample: Explainer) -> None:
    """In every folder of an explainer and of its site, litter stops nothing and is not published."""
    sample.static = Path(shutil.copytree(ROOT / "static", sample.folder / "static"))
    clean = sample.make()
    out = sample.folder / "_site"
    write_site(clean, out)
    for folder in ("content", "content/facts", "content/pages", "content/shapes", "seeds", "static", "static/css",
                   "_site", "_site/facts"):  # fmt: skip
        for name in LITTER:
            (sample.folder / folder / name).write_bytes(b"\0")
    (sample.folder / "static" / "__MACOSX").mkdir()
    (sample.folder / "static" / "__MACOSX" / "a.css").write_bytes(b"a {}")
    assert sample.make() == clean
    assert cli.main(["verify", str(out), "--seeds", str(sample.folder / "seeds")]) == 0
    assert write_site(clean, out) == 0
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == clean.keys()
