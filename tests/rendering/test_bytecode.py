"""Compiled templates are stored for the next run, and no build depends on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2.bccache import Bucket

from explainer.exports.checksums import MADE_HERE
from explainer.graphics.palette import Palette
from explainer.locales.reading import english
from explainer.parallel import run_parallel
from explainer.rendering import bytecode
from explainer.rendering.environment import make_environment

SHOWN = "<p>1 &amp; 2</p>"


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of compiled templates, and templates next to it."""
    monkeypatch.setattr(bytecode, "FOLDER", tmp_path / "stored")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>{{ '1 & 2' }}</p>")
    return tmp_path / "stored"


def render(stored: Path) -> str:
    """What the template gives in a new environment."""
    environment = make_environment([stored.parent / "templates"], english(), Palette({}, {}))
    return environment.get_template("page.html").render()


def compiled(stored: Path) -> list[Path]:
    """The files of compiled templates."""
    return [path for path in stored.iterdir() if path.name != MADE_HERE]


def test_a_copy_from_elsewhere_is_not_run(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled in another folder is compiled again, though every file is there as it was."""
    render(stored)
    monkeypatch.setattr(bytecode, "FOLDER", shutil.copytree(stored, tmp_path / "copy"))
    (path,) = compiled(bytecode.FOLDER)
    before = path.read_bytes()
    assert render(stored) == SHOWN
    assert path.read_bytes() != before


def test_compiled_once(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template is compiled again only if it or what compiles it has changed."""
    keys: list[str] = []
    dump = bytecode.BytecodeCache.dump_bytecode

    def counted(cache: bytecode.BytecodeCache, bucket: Bucket) -> None:
        keys.append(bucket.key)
        dump(cache, bucket)

    monkeypatch.setattr(bytecode.BytecodeCache, "dump_bytecode", counted)
    assert [render(stored), render(stored)] == [SHOWN, SHOWN]
    assert len(keys) == 1
    (stored.parent / "templates" / "page.html").write_text("<b>")
    assert [render(stored), render(stored)] == ["<b>", "<b>"]
    assert len(keys) == 2
    monkeypatch.setattr("jinja2.__version__", "next")
    assert [render(stored), render(stored)] == ["<b>", "<b>"]
    assert len(keys) == 3


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda body: body[:-20],
    "noise": lambda body: body[:200] + b"\xff" * 64 + body[264:],
    "one bit": lambda body: body[:-40] + bytes([body[-40] ^ 1]) + body[-39:],
    "text": lambda _: b"text\n",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged(stored: Path, damage: str) -> None:
    """A damaged file is of no use, does no harm and is replaced."""
    render(stored)
    (path,) = compiled(stored)
    good = path.read_bytes()
    path.write_bytes(DAMAGE[damage](good))
    assert render(stored) == SHOWN
    assert path.read_bytes() == good


def test_not_to_be_written(stored: Path) -> None:
    """Where nothing can be stored, templates are compiled each time: no folder, a folder in the place of a file."""
    stored.write_text("no folder")
    assert render(stored) == SHOWN
    stored.unlink()
    render(stored)
    (path,) = compiled(stored)
    path.unlink()
    path.mkdir()
    assert render(stored) == SHOWN


def test_in_parallel(stored: Path) -> None:
    """Builds that start at once do not disturb each other."""
    assert run_parallel([lambda: render(stored) for _ in range(8)]) == [SHOWN] * 8
    assert len(compiled(stored)) == 1


def test_never_full(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow with templates that are gone."""
    monkeypatch.setattr(bytecode, "MOST", 10)
    stored.mkdir()
    for number in range(11):
        (stored / f"gone-{number}").touch()
    assert render(stored) == SHOWN
    assert len(compiled(stored)) == 1
