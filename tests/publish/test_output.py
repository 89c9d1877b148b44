"""The output is written completely or not at all, and never over files that no build wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import make_unreadable, write_site

from explainer.exports.checksums import MANIFEST, checksum
from explainer.exports.manifest import manifest
from explainer.problems import ContentError


def whole(**files: bytes) -> dict[str, bytes]:
    """A site of these pages with its manifest; `__` in a name is a slash."""
    site = {f"{name.replace('__', '/')}.html": body for name, body in files.items()}
    return {**site, MANIFEST: manifest({path: checksum(body) for path, body in site.items()})}


SITE = whole(index=b"one", facts__a=b"two")


def test_writes_and_replaces(tmp_path: Path) -> None:
    """Files no longer made are gone; unchanged ones are not written again."""
    out = tmp_path / "deep" / "_site"
    assert write_site(SITE, out) == 3
    assert (out / "facts/a.html").read_bytes() == b"two"
    inode = (out / "index.html").stat().st_ino
    assert write_site(whole(index=b"one", b=b"three"), out) == 2
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == ["b.html", "index.html", "manifest.json"]
    assert (out / "index.html").stat().st_ino == inode
    assert write_site(whole(index=b"one", b=b"three"), out) == 0
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
        write_site(whole(index=b"new"), out)
    (problem,) = caught.value.problems
    assert problem.message.startswith("the output folder holds a file that no build wrote: ")
    assert problem.hint == "move it away, or name another folder with --out"
    assert sorted(out.rglob("*")) == before


def test_refuses_what_cannot_be_listed(tmp_path: Path) -> None:
    """A folder in which nobody can look for files that no build wrote is left alone."""
    out = tmp_path / "_site"
    write_site(SITE, out)
    make_unreadable(out, "folder")
    with pytest.raises(ContentError, match="1 problem") as caught:
        write_site(whole(index=b"new"), out)
    assert caught.value.problems[0].message == "cannot write the site: File name too long"
    assert (out / "index.html").read_bytes() == b"one"


def test_refuses_a_file_or_link_as_folder(tmp_path: Path) -> None:
    """The output is a folder of its own."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(ContentError) as caught:
            write_site(SITE, tmp_path / name)
        assert caught.value.problems[0].message == "the output is not a folder of its own"


def test_the_root_of_a_disk_is_refused_at_once() -> None:
    """Nobody searches a whole disk for files that no build wrote."""
    with pytest.raises(ContentError) as caught:
        write_site(SITE, Path("/"))
    assert caught.value.problems[0].message == "the output is not a folder of its own"


def test_a_foreign_folder_is_not_searched_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the second foreign file no more is looked at, and none is read."""
    for number in range(50):
        (tmp_path / f"folder-{number}").mkdir()
        (tmp_path / f"folder-{number}" / "mine.txt").write_text("mine")
    listed: list[str] = []
    scan = os.scandir

    def listing(path: Path) -> object:
        listed.append(str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", listing)
    with pytest.raises(ContentError) as caught:
        write_site(SITE, tmp_path)
    assert caught.value.problems[0].message.endswith("no build wrote: 'folder-9/mine.txt' and more")
    assert len([path for path in listed if "folder-" in path]) == 2


@pytest.mark.parametrize(("mask", "folders", "files"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600)])
def test_modes_follow_the_mask_of_the_user(tmp_path: Path, mask: int, folders: int, files: int) -> None:
    """The output, its folders and its files, new or kept from the last site, have the modes that the mask leaves."""
    out = tmp_path / "_site"
    before = os.umask(0o002)
    try:
        write_site(SITE, out)
        os.umask(mask)
        write_site(SITE, out)
        assert write_site(SITE, out) == 0
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in (out, *out.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {folders}
    assert {mode for path, mode in modes.items() if path.is_file()} == {files}


def test_sweeps_what_a_killed_build_left(tmp_path: Path) -> None:
    """The unfinished tree of a build that has ended is removed; that of a running one stays."""
    dead = tmp_path / "._site.4194399.abcdefgh.new"
    alive = tmp_path / "._site.1.abcdefgh.new"
    others = [tmp_path / f"._site.{name}" for name in (
        "5.4194399.abcdefgh.new", "4194399.mine.new", "99999999999999999999.abcdefgh.new", "0.abcdefgh.old", "4194399.abcdefgh.new.bak",
    )]  # fmt: skip
    for folder in (dead, alive, *others):
        folder.mkdir()
    write_site(SITE, tmp_path / "_site")
    assert not dead.exists()
    assert all(folder.exists() for folder in (alive, *others))


def test_killed_at_every_moment(tmp_path: Path) -> None:
    """Whichever of its operations on files a build is killed before, the output is one complete site, and the cache whole."""
    program = Path(__file__).parents[1] / "tools" / "killed_writes.py"
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "_site")], check=True, capture_output=True, text=True
    )
    result = json.loads(done.stdout)
    assert result["broken"] == []
    assert result["moments"] > 50
    assert result["remembered"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "_site"]


def test_a_manifest_alone_makes_no_folder_ours(tmp_path: Path) -> None:
    """A file that is not byte for byte what the manifest records is foreign, and so is a link in its place."""
    out = tmp_path / "_site"
    write_site(SITE, out)
    (out / "index.html").write_bytes(b"mine")
    with pytest.raises(ContentError, match="1 problem"):
        write_site(SITE, out)
    assert (out / "index.html").read_bytes() == b"mine"
    (out / "index.html").unlink()
    (tmp_path / "one").write_bytes(b"one")
    (out / "index.html").symlink_to(tmp_path / "one")
    with pytest.raises(ContentError, match="1 problem"):
        write_site(SITE, out)
    assert (tmp_path / "one").read_bytes() == b"one"
