"""JSON Schemas of the YAML files, for the language servers of editors.

A schema rejects nothing that the build accepts: an editor's program may read an unquoted `28.5` as a number and
`true` as a flag, where the build reads text. Ids and the words of site.yaml are not enumerations here: they change
with every save, and an outdated schema would reject a valid word.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from explainer.content.records import KINDS, Fact, LeftOut, Model, Publisher, Removed, Review, Site, Source, Topical
from explainer.formats.editor_files import is_by_product

SHEETS: dict[str, type[Model]] = {
    "site": Site,
    "publishers": Publisher,
    "sources": Source,
    "left-out": LeftOut,
    "removed": Removed,
    "reviews": Review,
    **KINDS,
}
"""Every kind of YAML file, by the name of its schema; all but the site hold a list of records."""

FOLDER = "schema"
"""The folder of the schemas in the folder of content."""


DIGITS = r"^\s*[+-]?[\d_.]+([eE][+-]?\d+)?\s*$"
"""A number written as text, in every form that the build accepts."""

BOUNDS = {"ge": "minimum", "le": "maximum"}
"""The bounds of an optional number, by pydantic's own names for them."""

DROPPED = ("title", "default", "max_digits")
"""Keywords that are of no use to an editor, unless they are names of fields."""


def sheet(path: Path) -> str:
    """The kind of a YAML file: `events` for `facts/events-before.yaml`."""
    return path.stem if path.stem in SHEETS else path.stem.partition("-")[0]


def yaml_files(content: Path) -> list[Path]:
    """Every YAML file of known kind in a folder of content, in order of path."""
    found = [*content.glob("*.yaml"), *content.glob("facts/*.yaml")]
    return sorted(path for path in found if sheet(path) in SHEETS and path.is_file() and not is_by_product(path.name))


def modeline(path: Path) -> str:
    """The first line of a YAML file, which names its schema to a language server."""
    up = "../" if path.parent.name == "facts" else ""
    return f"# yaml-language-server: $schema={up}{FOLDER}/{sheet(path)}.json"


def field_order(model: type[Model]) -> list[str]:
    """The fields of a model in the order in which they are written; those that all facts have come last, except id and topics."""
    last = Fact.model_fields.keys() - Topical.model_fields.keys() if issubclass(model, Fact) else frozenset()
    return sorted(model.model_fields, key=last.__contains__)


def schemas() -> dict[str, str]:
    """File name to JSON Schema (draft 7), for every kind of YAML file."""
    return {f"{name}.json": _schema(model, single=name == "site") for name, model in SHEETS.items()}


def write_schemas(content: Path) -> int:
    """Write every schema into the folder of content; return their number."""
    folder = content / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found = schemas()
    for name, text in found.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return len(found)


def _schema(model: type[Model], *, single: bool) -> str:
    made = TypeAdapter(model if single else list[model]).json_schema()  # type: ignore[valid-type]
    body = {"$schema": "http://json-schema.org/draft-07/schema#", **_as_read(made)}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _as_read(node: Any) -> Any:
    """A schema that accepts a scalar as an editor's program reads it, typed or as text."""
    if isinstance(node, list):
        return [_as_read(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {BOUNDS.get(key, key): value for key, value in node.items() if key not in DROPPED or isinstance(value, dict)}
    if "patternProperties" in kept:
        kept["additionalProperties"] = False  # the build rejects a key of another form, too
    if options := kept.pop("anyOf", None):
        options = [option for option in options if option.get("type") != "null"]
        if any(option.get("type") == "number" for option in options):
            options = [{**option, "pattern": DIGITS} if option["type"] == "string" else option for option in options]
        else:
            options = _as_read(options)
        return {**(options[0] if len(options) == 1 else {"anyOf": options}), **kept}
    if kept.get("type") == "string" and "enum" not in kept:
        kept["type"] = ["string", "number", "boolean"]
    elif kept.get("type") == "integer":
        kept |= {"type": ["integer", "string"], "pattern": DIGITS}  # a pattern is for text alone
    elif kept.get("type") == "boolean":
        del kept["type"]
        kept["enum"] = [True, False, "true", "false"]
    return {key: _as_read(value) for key, value in kept.items()}
