"""What was found right is not done again, as long as nothing has changed."""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from edits import EDITS
from samples import Explainer

from explainer import cli
from explainer.exports.checksums import MADE_HERE
from explainer.pipeline import Pipeline
from explainer.publish import unchanged
from explainer.publish.unchanged import FILE, Known, Memory
from explainer.resources import PACKAGE

KNOWN = Known("1f" * 32, 3, "Found right.")
AGAIN = "Nothing has changed since this was last found right; --no-cache checks it again.\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test remembers what it found right."""
    folder = tmp_path / ".cache"
    monkeypatch.setattr(unchanged, "FOLDER", folder)
    return folder


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two files, one of them in a folder of its own."""
    folder = tmp_path / "inputs"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.yaml").write_text("one", "utf-8")
    (folder / "inner" / "two.yaml").write_text("two", "utf-8")
    return folder


@pytest.fixture
def recall(inputs: Path) -> Callable[..., Known | None]:
    """What is known of the inputs, which were found right."""
    Memory([inputs], [""]).keep(KNOWN)
    return lambda *options: Memory([inputs], options or [""]).recall()


def no_pipeline(_pipeline: Pipeline[bool]) -> NoReturn:
    """Takes the place of a build that must not be made."""
    raise AssertionError


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_unchanged_is_not_done_again(
    command: str, sample: Explainer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time the same is said, and nothing read, checked or written."""
    assert cli.main(sample.options(command)) == 0
    *first, last = capsys.readouterr().out.splitlines(keepends=True)
    before = tree(sample.folder)
    with monkeypatch.context() as patch:
        patch.setattr(Pipeline, "make", no_pipeline)
        assert cli.main(sample.options(command)) == 0
        with pytest.raises(AssertionError):
            cli.main(sample.options(command, "--no-cache"))
        with pytest.raises(AssertionError):
            cli.main(sample.options(command, "--base-url", "https://example.org/"))
    *said, again, end = capsys.readouterr().out.splitlines(keepends=True)
    assert (said, again) == (first, AGAIN)
    assert re.sub(r"[\d.]+ s|\d+ new", "", end) == re.sub(r"[\d.]+ s|\d+ new", "", last)
    assert tree(sample.folder) == before


def test_an_output_that_is_not_the_site_is_built_again(sample: Explainer) -> None:
    """A file that is gone, or has another mode, is made again though the inputs are known; a foreign file is refused."""
    page = sample.folder / "_site" / "index.html"
    cli.main(sample.options("build"))
    body, mode = page.read_bytes(), page.stat().st_mode
    page.unlink()
    assert cli.main(sample.options("build")) == 0
    assert page.read_bytes() == body
    page.chmod(0o604)
    assert cli.main(sample.options("build")) == 0
    assert page.stat().st_mode == mode
    page.write_bytes(body + b" ")
    assert cli.main(sample.options("build")) == 1
    assert page.read_bytes() == body + b" "


def test_what_is_wrong_is_found_again(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems are not remembered, and neither is what was right before them if a signature is a condition."""
    sample.edit("facts/figures.yaml", "value: 400", "value: 401")
    said = [(cli.main(sample.options("check")), capsys.readouterr().err) for _ in range(2)]
    assert said[0] == said[1]
    assert said[0][0] == 1
    sample.edit("facts/figures.yaml", "value: 401", "value: 400")
    assert cli.main(sample.options("check")) == 0
    assert cli.main(sample.options("check", "--require-review")) == 1


def test_nothing_is_remembered_within_the_site(sample: Explainer, cache: Path) -> None:
    """A site whose folder is that in which the program was started holds its own files only."""
    out = cache.parent
    for name in ("content", "seeds"):
        shutil.move(out / name, out.with_name(f"{name}-{out.name}"))
    moved = [part.replace(f"{out}/content", f"{out.parent}/content-{out.name}") for part in sample.options("build")]
    moved = [part.replace(f"{out}/seeds", f"{out.parent}/seeds-{out.name}") for part in moved]
    assert cli.main([*moved, "--out", str(out)]) == 0
    assert not (out / ".cache").exists()
    assert cli.main([*moved, "--out", str(out)]) == 0


def make_pipe(path: Path) -> None:
    """Put a pipe in the place of a file; who opens it waits for ever."""
    path.unlink()
    os.mkfifo(path)


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a byte": lambda folder: (folder / "one.yaml").write_text("ona", "utf-8"),
    "a file is gone": lambda folder: (folder / "one.yaml").unlink(),
    "a file is new": lambda folder: (folder / "inner" / "three.yaml").touch(),
    "a folder is new": lambda folder: (folder / "inner" / "empty").mkdir(),
    "a file has another name": lambda folder: (folder / "one.yaml").rename(folder / "won.yaml"),
    "a file is in another folder": lambda folder: (folder / "one.yaml").rename(folder / "inner" / "one.yaml"),
    "two files have changed places": lambda folder: [
        (folder / "one.yaml").rename(folder / "x"),
        (folder / "inner" / "two.yaml").rename(folder / "one.yaml"),
        (folder / "x").rename(folder / "inner" / "two.yaml"),
    ],
    "a file is a link": lambda folder: (folder / "one.yaml").rename(folder / "x").with_name("one.yaml").symlink_to("x"),
    "a file is a pipe": lambda folder: make_pipe(folder / "one.yaml"),
    "a file has another mode": lambda folder: (folder / "one.yaml").chmod(0o604),
    "the folder is gone": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_inputs_counts(change: str, inputs: Path, recall: Callable[..., Known | None]) -> None:
    """Inputs that differ in anything are not those that were found right; with the same bytes they are again."""
    kept = inputs.with_name("kept")
    shutil.copytree(inputs, kept)
    assert recall() == KNOWN
    CHANGES[change](inputs)
    assert recall() is None
    shutil.rmtree(inputs, ignore_errors=True)
    kept.rename(inputs)
    assert recall() == KNOWN


def test_other_options_and_another_program_count(
    recall: Callable[..., Known | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So do other options, another version of a package or of Python, and a program of which a file was written again."""
    assert recall("other") is None
    (tmp_path / "jinja2-0.1.dist-info").mkdir()
    for name, value in (("path", [*sys.path, str(tmp_path)]), ("version", "2.7")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, name, value)
            assert recall() is None
    program = shutil.copytree(PACKAGE, tmp_path / "program", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(unchanged, "PACKAGE", program)
    assert recall() is None
    Memory([tmp_path / "inputs"], [""]).keep(KNOWN)
    (program / "__pycache__").mkdir()
    assert recall() is None  # the folder of the program has changed, and what is in it may have
    Memory([tmp_path / "inputs"], [""]).keep(KNOWN)
    (program / "__pycache__" / "cli.pyc").touch()
    assert recall() == KNOWN
    body = (program / "cli.py").read_bytes()
    (program / "cli.py").write_bytes(body)
    assert recall() is None


def test_what_changed_meanwhile_is_not_remembered(inputs: Path) -> None:
    """Nobody knows which bytes a build has read of a file that was written meanwhile, even if with the same bytes."""
    memory = Memory([inputs], [""])
    (inputs / "one.yaml").write_text("other", "utf-8")
    (inputs / "one.yaml").write_text("one", "utf-8")
    memory.keep(KNOWN)
    assert Memory([inputs], [""]).recall() is None


def test_what_is_damaged_is_ignored(cache: Path, recall: Callable[..., Known | None]) -> None:
    """Whatever byte is lost or changed, nothing is known, and the next result is remembered again."""
    body, memory = (cache / FILE).read_bytes(), Memory([cache.parent / "inputs"], [""])
    for at in range(len(body)):
        for damaged in (body[:at], body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :], body[:at] + body[at + 1 :]):
            (cache / FILE).write_bytes(damaged)
            assert memory.recall() is None, at
    memory.keep(KNOWN)
    assert recall() == KNOWN
    (cache / FILE).unlink()
    (cache / FILE).mkdir()
    assert recall() is None
    memory.keep(KNOWN)


def test_what_comes_from_elsewhere_is_ignored(cache: Path, recall: Callable[..., Known | None]) -> None:
    """A copy is not believed, even with all times of its files: it may say that something is right that nobody checked."""
    copy = shutil.copytree(cache, cache.with_name("copy"))
    shutil.rmtree(cache)
    copy.rename(cache)
    assert (cache / MADE_HERE).exists()
    assert recall() is None


def test_the_oldest_is_forgotten(inputs: Path, recall: Callable[..., Known | None]) -> None:
    """As many inputs are remembered as are built in turn, and no more."""
    assert recall() == KNOWN
    for number in range(unchanged.MOST):
        Memory([inputs], [number]).keep(KNOWN)
    assert recall() is None
    assert all(recall(number) == KNOWN for number in range(unchanged.MOST))


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The inode and bytes of every file below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.read_bytes()) for path in files}


@pytest.mark.slow
def test_any_edit_gives_what_a_build_without_memory_gives(
    sample: Explainer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over random edits, some of them undone, the site and all that is said equal those of a build that knows nothing."""
    sample.copy_look()
    whole = sample.folder.with_name(f"{sample.folder.name}-whole")
    shutil.copytree(sample.folder, whole)
    outs = sample.folder.with_name("remembering"), sample.folder.with_name("from-nothing")
    generator = random.Random(8)  # edits, not secrets
    known = 0
    for number in range(40):
        for _ in range(generator.choice((0, 1, 1, 2))):
            generator.choice(EDITS)(generator, sample.folder)
        if generator.random() < 0.4:
            for name in ("content", "seeds", "templates", "static"):
                shutil.rmtree(sample.folder / name)
                shutil.copytree(whole / name, sample.folder / name)
        results = []
        for out, more in zip(outs, ([], ["--no-cache"]), strict=True):
            code = cli.main(sample.options("build", *more, "--out", str(out)))
            said = capsys.readouterr()
            known += AGAIN in said.out
            words = re.sub(r"Wrote .* s: (\d+ files), \d+ new or changed", r"\1", said.out.replace(AGAIN, ""))
            site = {name: body for name, (_, body) in tree(out).items()}
            results.append((code, words, said.err, site))
        assert results[0] == results[1], number
    assert known > 5
