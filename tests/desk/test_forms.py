"""Forms of records: every field of every kind can be entered, and what is chosen from is what there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samples import SAMPLE, Explainer

from explainer.authoring.scaffold import NEW
from explainer.authoring.schema import field_order
from explainer.content.records import Event, Figure, Source
from explainer.desk.forms import choices, form

TYPES = {"id", "text", "exact", "date", "words", "time", "flag", "choice", "ref", "term", "group", "list", "map"}


def within(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A widget and those in it."""
    yield field
    for inner in (*field.get("fields", ()), *(field[part] for part in ("item", "key", "value") if part in field)):
        yield from within(inner)


def test_every_field_of_every_kind_has_a_widget() -> None:
    """A form has all fields of its model in order, each with its description and a widget that the browser knows."""
    for _, model in NEW.values():
        fields = form(model)
        assert [field["name"] for field in fields] == field_order(model)
        assert all(field["help"] for field in fields)
        assert {each["type"] for field in fields for each in within(field)} <= TYPES


def test_a_widget_follows_from_the_role() -> None:
    """Ids are chosen among records of their kinds, words among those of the site, settings among their values."""
    event, figure, source = ({field["name"]: field for field in form(model)} for model in (Event, Figure, Source))
    assert event["title"] | {"help": ""} == {
        "name": "title",
        "help": "",
        "required": True,
        "usual": True,
        "type": "text",
    }
    assert event["places"]["item"] == {"type": "ref", "kinds": ["place"]}
    assert event["after"]["kinds"] == ["event", "development"]
    assert event["topics"]["item"] == {"type": "term", "words": "topics"}
    assert event["inferred"]["key"] == {"type": "choice", "options": ["year", "month", "day"]}
    assert [field["name"] for field in event["attribution"]["fields"]] == ["by", "words", "channel"]
    assert (event["date"]["type"], event["date_words"]["type"], event["time"]["type"]) == ("date", "words", "time")
    assert (figure["words"]["type"], figure["value"]["type"], figure["qualifier"]["usual"]) == ("exact", "text", True)
    assert (source["publisher"]["kinds"], source["base"]["type"]) == (["publisher"], "flag")
    assert source["link_state"]["options"][:2] == ["alive", "moved"]


def test_the_row_of_a_cell_has_as_many_names_as_columns_name_it() -> None:
    """Each key is text copied from the table; a single one is written without a list."""
    cite = {
        field["name"]: field
        for field in next(each for each in form(Figure, {}) if each["name"] == "cite")["item"]["fields"]
    }
    assert cite["row"] | {"help": ""} == {"name": "row", "help": "", "required": False, "usual": True,
                                          "type": "list", "item": {"type": "exact"}, "single": True}  # fmt: skip


def test_fields_with_terms_of_the_site_are_usual() -> None:
    """What chooses among words that site.yaml has is among the first fields, what has no words yet is not."""
    every: list[tuple[dict[str, Any], bool]] = [({"topics": {}}, True), ({}, False)]
    for terms, usual in every:
        (topics,) = [field for field in form(Event, terms) if field["name"] == "topics"]
        assert topics["usual"] is usual


def test_what_can_be_chosen() -> None:
    """Every record, source, publisher and page can be referred to; words are those of the site, sides those of series."""
    found = choices(Explainer(SAMPLE).content())
    assert {"id": "finch", "label": "Ada Finch", "kind": "actor"} in found["refs"]
    assert {"event", "source", "publisher", "page"} <= {ref["kind"] for ref in found["refs"]}
    assert found["terms"]["channels"] == {
        "speech": "in a speech",
        "interview": "to the newspaper",
        "meeting": "to the press",
        "talk": "in a talk",
    }
    assert found["terms"]["sides"]
    assert found["kinds"] == [*NEW]
