"""The package is divided into rooms, and imports downwards only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from samples import ROOT

import explainer

PACKAGE = ROOT / "explainer"
ROOMS = re.findall(r"^    (\w+)/?  +\S", (explainer.__doc__ or "").partition("Rooms")[2], re.MULTILINE)
"""Rooms and modules outside rooms, as the package's docstring lists them, the highest first."""


def modules() -> list[Path]:
    """Every module of the package but itself."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def room(module: str) -> str:
    """The room of a module named in full, or the module itself if it is in none."""
    return module.split(".")[1]


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "explainer":
            inside = (ROOT / (node.module or "").replace(".", "/")).is_dir()
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if inside else [node.module or ""]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "explainer")


def name_of(path: Path) -> str:
    """The full name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_the_list_of_rooms_is_complete() -> None:
    """The docstring of the package and the files agree; few modules are in no room."""
    assert len(ROOMS) == len(set(ROOMS))
    assert set(ROOMS) == {room(name_of(path)) for path in modules()}
    assert len(list(PACKAGE.glob("*.py"))) <= 8


def test_rooms_import_only_from_rooms_below() -> None:
    """No module imports from a room above its own."""
    wrong = [
        f"{name_of(path)} imports {other}"
        for path in modules()
        for other in imported(path)
        if ROOMS.index(room(other)) < ROOMS.index(room(name_of(path)))
    ]
    assert not wrong


def test_modules_of_a_room_import_in_no_circle() -> None:
    """No modules import each other, directly or indirectly."""
    imports = {name_of(path): set(imported(path)) for path in modules()}
    while leaves := [name for name, others in imports.items() if not others & imports.keys()]:
        for name in leaves:
            del imports[name]
    assert not imports


def test_the_generator_knows_no_explainer() -> None:
    """No word of any one explainer occurs in the package, the templates or the styles."""
    names = ("putin", "tokayev", "astana", "kazakh", "kremlin", "akorda", "lantern", "harbour")
    folders = ("explainer", "templates", "static")
    files = [ROOT / "build.py", *(path for name in folders for path in (ROOT / name).rglob("*") if path.is_file())]
    for path in files:
        if "__pycache__" not in path.parts:
            text = path.read_bytes().decode("utf-8", "ignore").lower()
            assert not [name for name in names if name in text], path
