"""Failures of disks, processes and folders never leave half a site, and never touch files that no build wrote."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from samples import ROOT, Explainer

from explainer import cli

KILLS = 16
"""Builds that are killed from outside. What lies between two operations on files, tests/publish/test_output.py covers."""


def is_whole(out: Path) -> bool:
    """True if the files are exactly those of the manifest."""
    listed = json.loads((out / "manifest.json").read_bytes())["files"]
    found = {p.relative_to(out).as_posix(): sha256(p.read_bytes()).hexdigest() for p in out.rglob("*") if p.is_file()}
    found.pop("manifest.json")
    return bool(listed == found)


def start(
    sample: Explainer, *more: str, code: str = "pass", env: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    """A build in a process of its own, after `code`."""
    run = f"import sys; {code}; sys.path.insert(0, {str(ROOT)!r}); from explainer import cli; sys.exit(cli.main(sys.argv[1:]))"
    return subprocess.Popen([sys.executable, "-c", run, *sample.options("build"), *more], env={**os.environ, **(env or {})}, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code of a build, and what it says of problems."""
    said = process.communicate()[1]
    return process.returncode, said


@pytest.mark.slow
def test_a_build_is_killed(built: Explainer, record_property: Callable[[str, object], None]) -> None:
    """A build killed from outside, at moments spread over the time that one takes, leaves the old site or the new one."""
    out = built.folder / "_site"
    addresses = [f"https://example.org/{number}/" for number in range(2)]
    versions = {(out / "manifest.json").read_bytes()}
    for address in addresses:
        begun = time.monotonic()
        assert finished(start(built, "--base-url", address)) == (0, "")
        took = time.monotonic() - begun
        versions.add((out / "manifest.json").read_bytes())
    killed = 0
    for number in range(KILLS):
        with start(built, "--base-url", addresses[number % 2]) as process:
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=took * (number + 0.5) / KILLS)
            process.kill()
        killed += process.returncode != 0
        assert is_whole(out), number
        assert (out / "manifest.json").read_bytes() in versions
    assert killed
    assert finished(start(built)) == (0, "")
    assert not list(built.folder.glob("._site*"))
    record_property(
        "measured", f"kills: {KILLS} builds, {killed} of them killed before their end, one whole site each time"
    )


@pytest.mark.slow
def test_a_full_disk(built: Explainer) -> None:
    """Where a file cannot grow, the build says so, and the last good site stays."""
    out = built.folder / "_site"
    before = (out / "manifest.json").read_bytes()
    process = start(
        built,
        "--base-url",
        "https://example.org/",
        code="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))",
    )
    code, said = finished(process)
    assert code == 1
    assert "cannot write the site: File too large [writable]" in said
    assert "check permissions and free space" in said
    assert is_whole(out)
    assert (out / "manifest.json").read_bytes() == before
    assert [path.name for path in built.folder.iterdir() if path.name.startswith("._")] == []


def test_a_folder_that_cannot_be_written(sample: Explainer) -> None:
    """An output in a file system that takes no files is a problem, not a crash."""
    process = start(sample, "--out", "/proc/_site")
    code, said = finished(process)
    assert code == 1
    assert "cannot write the site" in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_builds_at_once(sample: Explainer) -> None:
    """Six builds into one folder, none there before: each succeeds, and the output is a complete site."""
    addresses = [f"https://example.org/{number % 3}/" for number in range(6)]
    running = [start(sample, "--base-url", address) for address in addresses]
    for process in running:
        assert finished(process) == (0, "")
    assert is_whole(sample.folder / "_site")
    assert not list(sample.folder.glob("._site*"))


SURROUNDINGS = [
    (0, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
    (4_000_000_000, {"LC_ALL": "", "LANG": "", "SOURCE_DATE_EPOCH": "1", "TZ": "America/Adak", "PYTHONHASHSEED": "2"}),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("clock", "env"), SURROUNDINGS)
def test_clock_locale_and_zone(sample: Explainer, clock: int, env: dict[str, str]) -> None:
    """The clock, the zone, the locale, the hash seed and SOURCE_DATE_EPOCH change no byte; names may be Cyrillic."""
    sample.static = sample.folder / "a static folder"
    shutil.copytree(ROOT / "static", sample.static)
    (sample.static / "ещё файл.txt").write_text("x")
    wanted = sample.make()
    assert "ещё файл.txt" in wanted
    code = f"import time; time.time = lambda: {clock}; time.time_ns = lambda: {clock} * 10**9"
    assert finished(start(sample, code=code, env=env)) == (0, "")
    out = sample.folder / "_site"
    found = {os.fsencode(p.relative_to(out)).decode(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert found == wanted


def test_inputs_that_are_not_read(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Links out of the folders, pages whose names are not addresses, and huge files are rejected unread."""
    outside = sample.folder / "outside"
    sample.path("facts").rename(outside)
    sample.path("facts").symlink_to(outside)
    assert cli.main(sample.options("build")) == 1
    assert "a link to a file outside its folder" in capsys.readouterr().err
    sample.path("facts").unlink()
    outside.rename(sample.path("facts"))
    for name in ("my%20page.md", "my page.md", "страница.md"):
        page = sample.path("pages/timeline.md").with_name(name)
        page.write_text("x", "utf-8")
        assert cli.main(sample.options("build")) == 1
        assert f"page name '{page.stem}' is not an id" in capsys.readouterr().err
        page.unlink()
    with sample.path("facts/events-huge.yaml").open("wb") as file:
        file.truncate(50 * 2**20)  # a hole: reading it would give as many zeros
    assert cli.main(sample.options("build")) == 1
    assert "events-huge.yaml:1:1: file of 50 MiB; at most 32 are read" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "file", "pipe", "manifest", "name"])
def test_static_files_that_are_not_read(sample: Explainer, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """A link out of the static folder, a pipe, a name that is no text, and our own manifest's name are refused."""
    sample.static = sample.folder / "static"
    sample.static.mkdir()
    made: dict[str, tuple[Callable[[], object], str]] = {
        "folder": (lambda: (sample.static / "x").symlink_to("/etc"), "a link to a folder"),
        "file": (lambda: (sample.static / "x").symlink_to("/etc/passwd"), "a link to a file outside its folder"),
        "pipe": (lambda: os.mkfifo(sample.static / "x"), "not a file"),
        "manifest": (lambda: (sample.static / "manifest.json").write_text("{}"), "two files are to be 'manifest.json'"),
        "name": (
            lambda: Path(os.fsdecode(os.fsencode(sample.static) + b"/\xff")).write_text("x"),
            "unreadable file name",
        ),
    }
    make, said = made[kind]
    make()
    if kind == "manifest":
        for path in (ROOT / "static").rglob("*"):
            target = sample.static / path.relative_to(ROOT / "static")
            target.mkdir(exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())
    assert cli.main(sample.options("build")) == 1
    assert said in capsys.readouterr().err
