"""Schemas for language servers: current, and never stricter than the build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from reading import schema_faults as faults
from samples import ROOT, SAMPLE

from explainer.authoring.schema import schemas


@pytest.mark.parametrize("folder", [ROOT, SAMPLE])
def test_schemas_are_current(folder: Path) -> None:
    """The schemas in the folder of content are those of the models; `python build.py schema` writes them."""
    assert {path.name: path.read_text("utf-8") for path in (folder / "content" / "schema").iterdir()} == schemas()


def test_every_schema_is_a_schema() -> None:
    """Each is well-formed draft 7."""
    for text in schemas().values():
        Draft7Validator.check_schema(json.loads(text))


FIGURE = {"id": "x", "title": "T", "words": "28.5 tons", "unit": "tons", "cite": [{"source": "s", "exact": "w"}]}


@pytest.mark.parametrize("change", [{"value": 28.5}, {"value": "28.5"}, {"period": 2024}, {"title": 1984}])
def test_unquoted_scalars_fit(change: dict[str, object]) -> None:
    """A value that an editor's program reads as a number or flag is valid where the build reads text."""
    assert faults("figures", [FIGURE | change]) == []
    assert faults("sources", [{"id": "s", "title": "T", "publisher": "p", "language": "en", "base": True}]) == []


@pytest.mark.parametrize(
    "change", [{"valeu": 1}, {"value": "many"}, {"period": "last May"}, {"id": "No Id"}, {"cite": []}, {"title": ""}]
)
def test_what_the_build_refuses_is_a_fault(change: dict[str, object]) -> None:
    """A schema sees a wrong field, number, date or id, and empty evidence."""
    assert faults("figures", [FIGURE | change])


def test_times_positions_and_keys() -> None:
    """A schema sees a wrong clock time, a position off the globe and a key that is not an id."""
    event = {"id": "x", "title": "T", "summary": "S", "date": 2024, "cite": FIGURE["cite"]}
    place = {"id": "x", "name": "N", "form": "city", "cite": FIGURE["cite"]}
    assert faults("events", [event | {"time": "10:30"}, event | {"time": "noon"}]) == []
    assert faults("places", [place | {"latitude": -90}]) == []
    assert all(faults("events", [event | {"time": time}]) for time in ("25:00", "9:30", "dusk"))
    assert faults("places", [place | {"latitude": 91}])
    assert any("Not An Id" in fault for fault in faults("site", {"topics": {"Not An Id": "x"}}))
