"""The package imports downwards only."""

from __future__ import annotations

import ast
import re

from conftest import ROOT

import explainer


def layers() -> dict[str, int]:
    """Module names with their layer, as drawn in the package's docstring."""
    drawn = re.findall(r"^\s+(\d+)  (\w.*)$", explainer.__doc__ or "", re.MULTILINE)
    return {name: int(number) for number, names in drawn for name in names.split()}


def test_modules_import_only_from_lower_layers() -> None:
    """No module imports a neighbour or one above it, at the top or inside a function."""
    layer = layers()
    for path in sorted((ROOT / "explainer").glob("*.py")):
        if path.stem == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("explainer"):
                module = (node.module or "").removeprefix("explainer").lstrip(".")
                for name in [module] if module else [alias.name for alias in node.names]:
                    assert layer[name] < layer[path.stem], f"{path.stem} imports {name}"


def test_the_picture_shows_every_module() -> None:
    """The drawn layers and the files agree."""
    assert set(layers()) == {path.stem for path in (ROOT / "explainer").glob("*.py")} - {"__init__"}


def test_the_generator_knows_no_explainer() -> None:
    """No word of any one explainer stands in the package, the templates or the styles."""
    names = ("putin", "tokayev", "astana", "kazakh", "kremlin", "akorda", "lantern", "harbour")
    folders = ("explainer", "templates", "static")
    files = [ROOT / "build.py", *(path for name in folders for path in (ROOT / name).rglob("*") if path.is_file())]
    for path in files:
        if "__pycache__" not in path.parts:
            text = path.read_bytes().decode("utf-8", "ignore").lower()
            assert not [name for name in names if name in text], path
