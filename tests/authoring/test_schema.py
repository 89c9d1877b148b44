"""Schemas for language servers: current, and never stricter than the build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from samples import ROOT, SAMPLE

from explainer.authoring.schema import modeline, schemas, sheet, yaml_files

CONTENT = pytest.mark.parametrize("content", [ROOT / "content", SAMPLE / "content"], ids=["content", "sample"])


class Loader12(yaml.SafeLoader):
    """Reads scalars as a language server does, which knows no dates."""


Loader12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":merge"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(kind: str, value: Any) -> list[str]:
    """What the schema of a kind of file says about a value."""
    return [error.message for error in Draft7Validator(json.loads(schemas()[f"{kind}.json"])).iter_errors(value)]


@CONTENT
def test_schemas_are_current(content: Path) -> None:
    """The schemas beside the content are those of the models; `python build.py schema` writes them."""
    assert {path.name: path.read_text("utf-8") for path in (content / "schema").iterdir()} == schemas()


@CONTENT
def test_every_file_names_its_schema_and_fits_it(content: Path) -> None:
    """The first line of each YAML file leads to a schema that the file satisfies, read with types and as text."""
    files = yaml_files(content)
    assert {*content.rglob("*.yaml")} == {*files}
    for path in files:
        text = path.read_text("utf-8")
        first = text.partition("\n")[0]
        assert first == modeline(path)
        assert (path.parent / first.partition("=")[2]).is_file()
        for loader in (Loader12, yaml.BaseLoader):
            assert faults(sheet(path), yaml.load(text, loader)) == [], path


def test_every_schema_is_a_schema() -> None:
    """Each is well-formed draft 7."""
    for text in schemas().values():
        Draft7Validator.check_schema(json.loads(text))


FIGURE = {"id": "x", "title": "T", "words": "28.5 tons", "unit": "tons", "cite": [{"source": "s", "exact": "w"}]}


@pytest.mark.parametrize("change", [{"value": 28.5}, {"value": "28.5"}, {"period": 2024}, {"title": 1984}])
def test_unquoted_scalars_fit(change: dict[str, object]) -> None:
    """What an editor's program reads as a number or flag is no fault where the build reads text."""
    assert faults("figures", [FIGURE | change]) == []
    assert faults("sources", [{"id": "s", "title": "T", "publisher": "p", "language": "en", "base": True}]) == []


@pytest.mark.parametrize(
    "change", [{"valeu": 1}, {"value": "many"}, {"period": "last May"}, {"id": "No Id"}, {"cite": []}, {"title": ""}]
)
def test_what_the_build_refuses_is_a_fault(change: dict[str, object]) -> None:
    """A schema sees a wrong field, number, date or id, and empty evidence."""
    assert faults("figures", [FIGURE | change])


def test_times_positions_and_keys() -> None:
    """A schema sees a wrong clock time, a position off the globe and a key that is no id."""
    event = {"id": "x", "title": "T", "summary": "S", "date": 2024, "cite": FIGURE["cite"]}
    place = {"id": "x", "name": "N", "form": "city", "cite": FIGURE["cite"]}
    assert faults("events", [event | {"time": "10:30"}, event | {"time": "noon"}]) == []
    assert faults("places", [place | {"latitude": -90}]) == []
    assert all(faults("events", [event | {"time": time}]) for time in ("25:00", "9:30", "dusk"))
    assert faults("places", [place | {"latitude": 91}])
    assert any("Not An Id" in fault for fault in faults("site", {"topics": {"Not An Id": "x"}}))
