"""What systems and editors leave in folders is ignored wherever it is, and never published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import ROOT, Explainer, write_site

from explainer import cli
from explainer.formats.editor_files import is_by_product, is_litter, write_whole

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


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file itself, and no half of it is left."""
    path = tmp_path / "events.yaml"
    path.write_text("before", "utf-8")

    def full(half: Path, _: Path) -> None:
        raise OSError(28, "No space left on device", str(half))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space left") as raised:
            write_whole(path, b"after")
    assert raised.value.filename == str(path)
    assert [(file, file.read_bytes()) for file in tmp_path.iterdir()] == [(path, b"before")]
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
