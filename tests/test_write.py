"""Writing: whole or not at all, and never over what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.errors import ContentError
from explainer.write import write_site

SITE = {"index.html": b"one", "facts/a.html": b"two"}


def test_writes_and_replaces(tmp_path: Path) -> None:
    """Files no longer made are gone; unchanged ones are not written again."""
    out = tmp_path / "deep" / "_site"
    assert write_site(SITE, out) == 3
    assert (out / "facts/a.html").read_bytes() == b"two"
    inode = (out / "index.html").stat().st_ino
    assert write_site({"index.html": b"one", "b.html": b"three"}, out) == 2
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == ["b.html", "index.html", "manifest.json"]
    assert (out / "index.html").stat().st_ino == inode
    assert write_site({"index.html": b"one", "b.html": b"three"}, out) == 0
    assert [p.name for p in out.parent.iterdir()] == ["_site"]


@pytest.mark.parametrize("name", ["notes.txt", "facts/mine.html", "manifest.json"])
def test_refuses_foreign_files(tmp_path: Path, name: str) -> None:
    """A folder with files that no build wrote is left alone."""
    out = tmp_path / "_site"
    if name != "manifest.json":
        write_site(SITE, out)
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    (out / "other.txt").write_text("mine")
    before = sorted(out.rglob("*"))
    with pytest.raises(ContentError) as caught:
        write_site({"index.html": b"new"}, out)
    (problem,) = caught.value.problems
    assert problem.message.startswith("the output folder holds a file that no build wrote: ")
    assert problem.hint == "move it away, or name another folder with --out"
    assert sorted(out.rglob("*")) == before


def test_refuses_a_file_or_link_as_folder(tmp_path: Path) -> None:
    """The output is a folder of its own."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(ContentError) as caught:
            write_site(SITE, tmp_path / name)
        assert caught.value.problems[0].message == "the output is not a folder"


def test_sweeps_what_a_killed_build_left(tmp_path: Path) -> None:
    """The half-made tree of a build that is no more is removed; that of a living one stays."""
    dead = tmp_path / "._site.4194399.x.new"
    alive = tmp_path / "._site.1.x.new"
    dead.mkdir()
    alive.mkdir()
    write_site(SITE, tmp_path / "_site")
    assert not dead.exists()
    assert alive.exists()
