"""Compare a broken build with the good one before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Explainer

from explainer import cli


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its time of modification."""
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def assert_refused(
    built: Explainer, capsys: pytest.CaptureFixture[str], break_it: Callable[[], object], expected: str
) -> None:
    """Break what is built: exit 1, the problem named, not a byte of the good site touched."""
    before = snapshot(built.folder / "_site")
    break_it()
    assert cli.main(built.options("build")) == 1
    said = capsys.readouterr().err
    assert expected in said
    assert "Traceback" not in said
    assert snapshot(built.folder / "_site") == before
    assert not [path for path in built.folder.iterdir() if path.name.startswith("._site")]
