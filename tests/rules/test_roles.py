"""Roles of fields: every field has one, and the rules of its role hold for it, whatever its name is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from inspect import get_annotations
from pathlib import Path
from typing import Annotated, Any

import pytest
from handbook import FILES
from mutants import put
from pydantic import Field, ValidationError, create_model
from samples import ROOT, SAMPLE, Explainer

from explainer.authoring.scaffold import NEW, scaffold
from explainer.authoring.schema import field_order
from explainer.content import fields, records, roles
from explainer.content.content import Content, Entry
from explainer.content.records import Figure, FrontMatter, Map, Model, Site, Source
from explainer.content.roles import Part, Role, each, leaves
from explainer.graphics.maps import within_frame
from explainer.problems import format_text
from explainer.rules.registry import RULES
from explainer.text.dates import parse_edtf
from explainer.text.numbers import quotations

RULE = {rule.name: rule.check for rule in RULES}


def models() -> set[type[Model]]:
    """Every model that an editor's file is read with, and every model it is made of."""
    found: set[type[Model]] = set()
    waiting: list[type[Model]] = [Model]
    while waiting:
        more = waiting.pop().__subclasses__()
        waiting += more
        found.update(model for model in more if model.__module__ == records.__name__)
    return found


def test_every_field_has_a_role() -> None:
    """No field of any model is without a role, and the handbook has every model that is used."""
    for model in models():
        assert {leaf.name for leaf in leaves(model)} == set(model.model_fields)
    assert set(FILES.values()) == {
        model for model in models() if not any(issubclass(m, model) for m in models() - {model})
    }


def test_a_field_without_a_role_is_refused() -> None:
    """A model with a field without a role cannot be defined, nor can one with words of a date without the date."""
    message = r"Planted\.told has no role: declare it with one of the types in explainer/content/fields\.py"
    types: tuple[Any, ...] = (str, fields.Text, fields.Text | None, tuple[fields.Text, ...], Mapping[fields.Id, str])
    for plain in types:
        with pytest.raises(TypeError, match=message):
            create_model("Planted", __base__=Figure, told=(plain, Field(description="planted")))
    with pytest.raises(
        TypeError, match=r"Planted\.told_words holds the words of a date, and there is no field for the"
    ):
        create_model("Planted", __base__=Figure, told_words=(fields.DateWords, Field(description="planted")))
    with pytest.raises(TypeError, match="held_by"):
        roles.Passage()  # type: ignore[call-arg]


def test_a_group_of_fields_stands_where_it_is_described() -> None:
    """Fields of additional bases come after those of a record, in order, except where it redeclares one."""
    own: dict[str, Any] = {"title": (fields.OwnWords, Field(description="what")), "group": (fields.State, Field(None))}
    bases = (records.Ordered, records.Located, records.Fact)
    inherited, dated = [*records.Fact.model_fields], ["date", "date_words", "time", "after", "before"]
    assert [*create_model("Planted", __base__=bases, **own).model_fields] == [
        *inherited,
        "title",
        "group",
        *dated,
        "places",
    ]
    own = {"places": (tuple[fields.PlaceRef, ...], Field((), description="where")), **own}
    assert [*create_model("Planted", __base__=bases, **own).model_fields] == [
        *inherited,
        "places",
        "title",
        "group",
        *dated,
    ]
    own = {"title": own["title"], "time": (fields.Time, Field("noon")), "group": own["group"]}
    planted = create_model("Planted", __base__=bases, **own)
    assert [*planted.model_fields] == [*inherited, "title", *dated, "group", "places"]
    assert [*planted.model_json_schema()["properties"]] == [*planted.model_fields]


def test_roles_name_what_exists() -> None:
    """The rules and the lists of site.yaml that roles name are there."""
    found = [leaf.role for model in models() for leaf in leaves(model) if leaf.role]
    assert {role.held_by for role in found} - {""} <= RULE.keys()
    lists = {role.words for role in found if isinstance(role, roles.Term) and not role.held_by}
    assert lists <= {leaf.name for leaf in leaves(Site) if isinstance(leaf.role, roles.Label)}
    assert {role.what for role in found if isinstance(role, roles.IdOf)} <= {"source", "publisher", "page"}
    kinds = {kind for role in found if isinstance(role, roles.Ref) for kind in role.kinds.split(" or ")}
    assert kinds - {""} <= {model.kind for model in records.KINDS.values()}


def test_no_setting_is_a_text() -> None:
    """A value whose type alone is asked cannot be a sentence."""
    for model in models():
        for leaf in leaves(model):
            if isinstance(leaf.role, roles.Setting):
                for value in ("Two of them came in 1987.", ["Two of them came."], {"Two of them": "came."}):
                    with pytest.raises(ValidationError) as error:
                        model.model_validate({leaf.name: value})
                    assert leaf.name in {fault["loc"][0] for fault in error.value.errors()}


# type of the planted field, its line in YAML, all that is reported; or, as a tuple, what is in it
PLANTED: list[tuple[Any, str, str | tuple[str, ...]]] = [
    (fields.OwnWords, "told: They walked before the first tram.", ""),
    (
        fields.OwnWords,
        "told: They walked in 1987.",
        (
            "4:9: figure 'first-walkers': '1987' in 'told' is not in its evidence [numbers_in_evidence]\n"
            '    hint: its evidence reads "About 400 people crossed it on foot before the first tram."'
        ),
    ),
    (
        fields.OwnWords,
        "told: They walked on 9 May.",
        (
            "4:9: figure 'first-walkers': '9 May' in 'told' is not in its evidence [numbers_in_evidence]\n"
            '    hint: its evidence reads "About 400 people crossed it on foot before the first tram."'
        ),
    ),
    (
        fields.OwnWords,
        "told: They walked “in the rain”.",
        (
            "4:9: figure 'first-walkers': “in the rain” in 'told' is not word for word in its evidence [quotations_in_evidence]\n"
            '    hint: its evidence reads "About 400 people crossed it on foot before the first tram."'
        ),
    ),
    (
        fields.OwnWords,
        "told: Over 400 walked.",
        (
            "4:9: figure 'first-walkers': '400' in 'told' is not in the sense of its evidence [number_whole]\n"
            "    hint: the evidence has 'About 400 people'"
        ),
    ),
    (
        fields.OwnWords,
        "told: About 400 people crossed it on foot before the first tram.",
        (
            "4:9: figure 'first-walkers': 'told' repeats \"About 400 people crossed it on foot before the first tram\" [own_words]\n"
            "    hint: more than 8 words in a row are a quotation: put them in quotation marks, or say it in our own words"
        ),
    ),
    (
        fields.OwnWords,
        "told: They crоssed.",
        (
            "4:9: figure 'first-walkers': 'crоssed' in 'told' has letters that only look like 'crossed' [one_alphabet]\n"
            "    hint: type it again: it looks like a number or name but would not be read as one"
        ),
    ),
    (
        fields.OwnWords,
        "told: They **walked**.",
        (
            "4:9: figure 'first-walkers': '**' in 'told' would be shown as it is typed [plain_text]\n"
            "    hint: write plain text; only the body of a page is Markdown"
        ),
    ),
    (fields.AsideWords, "told: They walked in 1987.", ("[numbers_in_evidence]",)),
    (fields.ReasoningWords, "told: They walked in 1987.", ("[numbers_in_evidence]",)),
    (fields.ReasoningWords, "told: Over 400 walked.", ""),
    (fields.NameWords, "told: the first tram", ""),
    (
        fields.NameWords,
        "told: the last tram",
        (
            "4:9: figure 'first-walkers': told 'the last tram' is not in its evidence [name_in_passage]\n"
            '    hint: its evidence reads "About 400 people crossed it on foot before the first tram."'
        ),
    ),
    (
        tuple[fields.OwnWords, ...],
        "told: [They walked., It was 1987.]",
        (
            "4:24: ",
            "[numbers_in_evidence]",
        ),
    ),
    (fields.AccountWords, "told: They walked in 1987.", ""),
    (fields.AccountWords, "told: They **walked**.", ("[plain_text]",)),
    (fields.AccountWords, "told: About 400 people crossed it on foot before the first tram.", ("[own_words]",)),
    (fields.FormerWords, "told: They walked in 1987.", ""),
    (fields.FormerWords, "told: They walked “in the rain”.", ("[quotations_in_evidence]",)),
    (fields.FormerWords, "told: They crоssed.", ("[one_alphabet]",)),
    (fields.LabelWords, "told: Walkers", ""),
    (
        fields.LabelWords,
        "told: Walkers of 1987",
        ("4:9: number '1987' in a label [plain_label]\n    hint: a label only names; state it in a record"),
    ),
    (fields.Labels, "told: {one: Walkers of 1987}", ("[plain_label]",)),
    (fields.PlainWords, "told: Walkers of 1987, “a guide”", ""),
    (fields.PlainWords, "told: Walkers of <b>1987</b>", ("[plain_text]",)),
    (fields.PlainWords, "told: Wаlkers", ("[one_alphabet]",)),
    (fields.VerbatimWords, "told: the first tram", ""),
    (
        fields.VerbatimWords,
        "told: The first tram",
        (
            "4:9: figure 'first-walkers': told 'The first tram' is not in its evidence [name_in_passage]\n"
            "    hint: only capitals differ, the evidence has 'the first tram'; its evidence reads \"About 400 people crossed it on foot before the first tram.\""
        ),
    ),
    (Annotated[fields.Text, roles.Verbatim(ignore_case=True)], "told: The first tram", ""),
    (Annotated[fields.Number, roles.Verbatim()], "told: 400", ""),
    (Annotated[fields.Number, roles.Verbatim()], "told: 401", ("[name_in_passage]",)),
    (fields.AnyRef, "told: opening", ""),
    (
        fields.AnyRef,
        "told: openings",
        ("4:9: figure 'first-walkers' names unknown record 'openings' [known_fact]\n    hint: did you mean 'opening'?"),
    ),
    (
        tuple[fields.AgreementRef, ...],
        "told: [two-more-bridges, opening]",
        (
            "4:28: ",
            "[known_fact]",
        ),
    ),
    (
        fields.ActorRef,
        "told: finch",
        (
            "4:9: ",
            "its evidence does not name actor 'finch' [named_in_evidence]",
        ),
    ),
    (fields.SupportRef, "told: openings", ("[known_fact]",)),
    (fields.SupportRef, "told: opening\n  note: They walked on 3 June.", ""),
    (fields.AnyRef, "told: opening\n  note: They walked on 3 June.", ("'3 June' in 'note'", "[numbers_in_evidence]")),
    (
        Annotated[fields.Slug, roles.IdOf("source")],
        "told: harbour-gazete",
        (
            "4:9: figure 'first-walkers' names unknown source 'harbour-gazete' [known_fact]\n"
            "    hint: did you mean 'harbour-gazette'?"
        ),
    ),
    (Annotated[fields.Slug, roles.IdOf("publisher")], "told: gazettes", ("[known_fact]",)),
    (Annotated[fields.Slug, roles.IdOf("page")], "told: nowhere", ("[known_fact]",)),
    (
        fields.State,
        "told: finished",
        ("4:9: figure 'first-walkers': state 'finished' is not defined in site.yaml [known_word]",),
    ),
    (
        fields.When,
        "told: 1987",
        (
            "4:9: figure 'first-walkers': year 1987 of 'told' is not in its evidence [date_in_passage]\n"
            '    hint: give no more than it says, or name an inference: inferred: {year: <id>}; its evidence reads "About 400 people crossed it on foot before the first tram."'
        ),
    ),
    (
        fields.When,
        "told: 1987/1986",
        (
            "ends before 1987 starts [dates_in_order]",
            "[date_in_passage]",
        ),
    ),
    (
        fields.LookedOn,
        "told: 2999",
        (
            "4:9: figure 'first-walkers': 2999 is after 2022-01-31, the last day that the site covers [looked_by_then]\n"
            "    hint: correct the date, or 'as_of' in site.yaml"
        ),
    ),
    (
        fields.Time,
        "told: evening",
        ("4:9: figure 'first-walkers': told 'evening' is not in its evidence [date_in_passage]",),
    ),
    (
        fields.FormerId,
        "told: opening",
        (
            "4:9: figure 'first-walkers': 'opening' in 'told' is another record, which still exists [old_address]\n"
            "    hint: an address belongs to one place: remove it here, or remove that record"
        ),
    ),
    (fields.Id, "told: No Id", ("4:9: figure 'first-walkers': field 'told': 'No Id' is not an id [schema]",)),
    (
        fields.Flag,
        "told: perhaps",
        ("4:9: figure 'first-walkers': field 'told': 'perhaps' is neither true nor false [schema]",),
    ),
]


@pytest.mark.parametrize(("kind", "line", "expected"), PLANTED)
def test_a_planted_field_is_held_by_its_role(
    sample: Explainer, monkeypatch: pytest.MonkeyPatch, kind: Any, line: str, expected: str | tuple[str, ...]
) -> None:
    """A field that no rule, table or list knows by name is read by the rules of its role, at its place."""
    planted = create_model("Planted", __base__=Figure, told=(kind | None, Field(None, description="planted")))
    monkeypatch.setitem(records.KINDS, "figures", planted)
    sample.edit("facts/figures.yaml", "crossed on foot\n", f"crossed on foot\n  {line}\n")
    printed = reported(sample).replace("content/facts/figures.yaml:", "")
    if isinstance(expected, str):
        assert printed == expected
    else:
        assert [words for words in expected if words not in printed] == []


# file, words replaced, their replacement, all that is reported
UNREAD: list[tuple[str, str, str, str]] = [
    (
        "left-out.yaml", "it tells nothing", "of 12 cats it tells nothing",
        ("content/left-out.yaml:4:11: sentence left out of 'harbour-gazette': '12' in 'reason' is not in its evidence "
        '[numbers_in_evidence]\n    hint: its evidence reads "A cat slept on the rail."'),
    ),
    (
        "left-out.yaml", "Colour;", "“A cat sat”;",
        ("content/left-out.yaml:4:11: sentence left out of 'harbour-gazette': “A cat sat” in 'reason' is not word for word "
        'in its evidence [quotations_in_evidence]\n    hint: its evidence reads "A cat slept on the rail."'),
    ),
    ("left-out.yaml", "Colour;", "“A cat slept”;", ""),
    (
        "removed.yaml", "was a drawing", "was one of 12 drawings",
        ("content/removed.yaml:6:11: record 'nine-lamps': '12' in 'reason' is not in its evidence [numbers_in_evidence]\n"
        "    hint: none of the records it is about says so: lantern-bridge"),
    ),
    (
        "removed.yaml", "has nine lamps", "has *nine* lamps",
        ("content/removed.yaml:4:10: record 'nine-lamps': '*' in 'title' would be shown as it is typed [plain_text]\n"
        "    hint: write plain text; only the body of a page is Markdown"),
    ),
    (
        "site.yaml", "Every bridge has them", "Of 12 bridges each has them",
        ("content/site.yaml:33:13: site: '12' in 'exemptions' is not in its evidence [numbers_in_evidence]\n"
        '    hint: its evidence reads "two banks"'),
    ),
    ("site.yaml", "Every bridge has them", "It has two banks", ""),
    (
        "facts/corrections.yaml", "A slip of the pen", "A slip on 9 May",
        ("content/facts/corrections.yaml:7:11: correction 'number-of-walkers': '9 May' in 'reason' is not in its evidence "
        "[numbers_in_evidence]\n    hint: none of the records it is about says so: first-walkers"),
    ),
    (
        "facts/corrections.yaml", "was: 500 people crossed on foot", "was: 500 people “ran” across",
        ("content/facts/corrections.yaml:5:8: correction 'number-of-walkers': “ran” in 'was' is not word for word in its "
        "evidence [quotations_in_evidence]\n    hint: none of the records it is about says so: first-walkers"),
    ),
    (
        "facts/disputes.yaml", "the newspaper writes", "“in the rain”, the newspaper writes",
        ("content/facts/disputes.yaml:6:13: dispute 'how-many-walked': no record of this version says “in the rain” "
        "[version_supported]\n    hint: it names: first-walkers; say what they say, or name the record that says this"),
    ),
    (
        "publishers.yaml", "name: The Harbour Gazette", "name: The H\u0430rbour Gazette",
        ("content/publishers.yaml:3:9: publisher 'gazette': 'H\u0430rbour' in 'name' has letters that only look like 'Harbour' "
        "[one_alphabet]\n    hint: type it again: it looks like a number or name but would not be read as one"),
    ),
    (
        "publishers.yaml", "country: Lantern Coast\n  description: Daily", "country: Lantern Coast since 1987\n  description: Daily",
        "content/publishers.yaml:5:12: number '1987' in a label [plain_label]\n    hint: a label only names; state it in a record",
    ),
    (
        "site.yaml", "rights: Invented", "rights: '[Invented](https://example.org)'  # x",
        ("content/site.yaml:7:9: site: '](' in 'rights' would be shown as it is typed [plain_text]\n"
        "    hint: write plain text; only the body of a page is Markdown"),
    ),
    (
        "pages/voices.md", "title: Voices", "title: _Voices_",
        ("content/pages/voices.md:2:8: page 'voices': '_' in 'title' would be shown as it is typed [plain_text]\n"
        "    hint: write plain text; only the body of a page is Markdown"),
    ),
    (
        "sources.yaml", "register\n  date_accessed: 2022-01-30\n", "register\n  date_accessed: 2022-01-30\n  date_published: 2022-03\n",
        ("content/sources.yaml:16:19: source 'place-register': 2022-03 is after 2022-01-31, the last day that the site covers "
        "[looked_by_then]\n    hint: correct the date, or 'as_of' in site.yaml\n"
        "content/sources.yaml:16:19: source 'place-register': it is published on 2022-03, after it was read [source_form]\n"
        "    hint: correct one of the dates; it was read on 2022-01-30"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), UNREAD)
def test_fields_besides_those_of_facts_are_read(
    sample: Explainer, file: str, old: str, new: str, expected: str
) -> None:
    """Reasons, titles, names, rights and the like are checked by the rules of their roles, in every file."""
    sample.edit(file, old, new)
    assert reported(sample) == expected


def reported(sample: Explainer) -> str:
    """Every problem of reading and checking an explainer, as printed, paths relative to it."""
    return "\n".join(format_text(problem).replace(f"{sample.folder}/", "") for problem in sample.check())


def test_a_planted_date_has_its_words(sample: Explainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a date with any name, the words are in the field with that name and `_words`."""
    planted = create_model(
        "Planted", __base__=Figure,
        told=(fields.When | None, Field(None, description="planted")),
        told_words=(fields.DateWords | None, Field(None, description="planted")),
    )  # fmt: skip
    monkeypatch.setitem(records.KINDS, "figures", planted)
    lines = "  told: 2019\n  told_words: in the last year\n  inferred: {year: year-of-the-opening}\n"
    sample.edit("facts/figures.yaml", "crossed on foot\n", f"crossed on foot\n{lines}")
    messages = [problem.message for problem in sample.check()]
    assert "figure 'first-walkers': told_words 'in the last year' are not in its evidence" in messages


def test_a_planted_field_is_in_tables_forms_and_order(sample: Explainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new field is a column of the data, a line of a scaffold, and precedes the fields that every fact ends with."""
    planted = create_model(
        "Planted", __base__=Figure, told=(fields.OwnWords | None, Field(None, description="planted"))
    )
    monkeypatch.setitem(records.KINDS, "figures", planted)
    assert field_order(planted) == [*field_order(Figure)[:-7], "told", *field_order(Figure)[-7:]]
    monkeypatch.setitem(NEW, "figure", ("facts/figures.yaml", planted))
    assert "  # told:  # planted\n" in scaffold("figure", (), {}, optional=True)
    sample.edit("facts/figures.yaml", "crossed on foot\n", "crossed on foot\n  told: They walked.\n")
    site = sample.make()
    assert b",told" in site["data/figures.csv"].split(b"\n")[0]
    assert b'"told": "They walked."' in site["data/figures.json"]


@cache
def readable(folder: Path) -> Content:
    """The content of an explainer without a problem; a source, a sentence left out and a map have all that the others lack."""
    content = Explainer(folder).content()
    first = content.left_out[0]
    content = changed(content, first, first.record.model_copy(update={"through": first.record.exact}))
    for entry in (entry for entry in content.facts if isinstance(entry.record, Map)):
        placed = (place for place in content.of_kind("place") if place.latitude and place.id not in entry.record.places)
        far = tuple(place.id for place in placed if not within_frame(content, entry.record, place))
        content = changed(content, entry, entry.record.model_copy(update={"beyond": far}))
    entry = next(entry for entry in content.sources if entry.record.url)
    more = {"author": "A. Clerk", "archive_url": entry.record.url, "link_state": "alive", "link_checked": "2022-01-31"}
    source = Source.model_validate({**entry.record.model_dump(exclude_none=True), **more})
    return changed(content, entry, source)


def changed(content: Content, entry: Entry, record: Any) -> Content:
    """The content with another record in an entry."""
    lists: dict[str, Any] = {
        name: tuple(replace(each_entry, record=record) if each_entry is entry else each_entry for each_entry in entries)
        for name in ("publishers", "sources", "facts", "left_out", "removed", "reviews")
        if entry in (entries := getattr(content, name))
    }
    site = replace(entry, record=record) if entry is content.site else content.site
    prose = (
        replace(page, head=replace(entry, record=record)) if page.head is entry else page for page in content.prose
    )
    return replace(content, site=site, prose=tuple(prose), **lists)


Lie = tuple[str, Any]
"""The rule that reports it, and the value."""


def written(_: Content, part: Part[Any]) -> list[Lie]:
    """A letter of another alphabet, Markdown."""
    return [("one_alphabet", f"{part.value} p\u0430ge"), ("plain_text", f"{part.value} **so**")]


def sentence(content: Content, part: Part[Any]) -> list[Lie]:
    """A sentence of a source text."""
    texts = [text.words_of(each_one.span) for text in content.texts.values() for each_one in text.sentences]
    long = next(text for text in texts if len(text.split()) > 10 and not any(quotations(text)))
    return [("own_words", f"{part.value} {long}")]


def own(_: Content, part: Part[Any]) -> list[Lie]:
    """A number and a quotation of nowhere."""
    rule, text = part.role.held_by, part.value
    number, quotation = rule or "numbers_in_evidence", rule or "quotations_in_evidence"
    return [(number, f"{text} It was in 1533."), (quotation, f"{text} So “all the lanterns sang”.")]


def former(_: Content, part: Part[Any]) -> list[Lie]:
    """A quotation of nowhere."""
    return [("quotations_in_evidence", f"{part.value} So “all the lanterns sang”.")]


def label(_: Content, part: Part[Any]) -> list[Lie]:
    """A number, a quotation."""
    return [("plain_label", f"{part.value} of 1533"), ("plain_label", f"{part.value} “sang”")]


def copied(_: Content, part: Part[Any]) -> list[Lie]:
    """Other words or digits."""
    number = isinstance(part.value, Decimal)
    return [(part.role.held_by or "name_in_passage", part.value + Decimal("0.1") if number else "the lanterns sang")]


def reference(_: Content, part: Part[Any]) -> list[Lie]:
    """An id of nothing."""
    return [(part.role.held_by or "known_fact", "no-such-thing")]


def word(_: Content, part: Part[Any]) -> list[Lie]:
    """A word that site.yaml does not have."""
    return [(part.role.held_by or "known_word", "no-such-thing")]


def date(_: Content, part: Part[Any]) -> list[Lie]:
    """A range that ends before it starts, and a date of nowhere."""
    other = "2999" if part.role.held_by == "looked_by_then" else "1999/1998" if part.role.held_by else "1533"
    return [("dates_in_order", parse_edtf("1999/1998")), (part.role.held_by or "date_in_passage", parse_edtf(other))]


def date_words(_: Content, part: Part[Any]) -> list[Lie]:
    """Words that are not there."""
    return [("date_in_passage", "the lanterns sang" if isinstance(part.value, str) else ("in 1533", part.value[1]))]


def clock(_: Content, __: Part[Any]) -> list[Lie]:
    """A time of nowhere."""
    return [("date_in_passage", "10:31")]


def former_id(content: Content, part: Part[Any]) -> list[Lie]:
    """The id of something that still exists."""
    if isinstance(part.owner, FrontMatter):
        return [("old_address", content.prose[0].name)]
    return [("old_address", (content.sources if isinstance(part.owner, Source) else content.facts)[0].record.id)]


def taken_id(content: Content, part: Part[Any]) -> list[Lie]:
    """The id of another record; the ids of words in site.yaml are what they are."""
    found = (content.facts, content.sources, content.publishers) if len(part.keys) == 1 else ()
    entries = next((entries for entries in found if any(entry.record is part.owner for entry in entries)), ())
    return [("unique_id", entry.record.id) for entry in entries if entry.record is not part.owner][:1]


LIES: dict[type[Role], Callable[[Content, Part[Any]], list[Lie]]] = {
    roles.Written: written,
    roles.Sentence: sentence,
    roles.Own: own,
    roles.Former: former,
    roles.Label: label,
    roles.Verbatim: copied,
    roles.Passage: copied,
    roles.Ref: reference,
    roles.IdOf: reference,
    roles.Term: word,
    roles.When: date,
    roles.DateWords: date_words,
    roles.Clock: clock,
    roles.FormerId: former_id,
    roles.Id: taken_id,
}
"""What a field of each role may not hold; of a setting its type says so."""


def with_lie(record: Any, part: Part[Any], lie: Any) -> Any:
    """A record with another value; a key of a mapping is exchanged there."""
    *way, last = part.keys
    if isinstance(part.role, roles.Ref | roles.Term | roles.Passage) and last == part.value:
        return put(record, tuple(way), {lie: part.owner.__dict__[str(way[-1])][last]})
    return put(record, part.keys, lie)


def declared(model: type[Any], field: str) -> tuple[str, str]:
    """A field by the class that declares it: those that inherit it share it."""
    return next((base.__name__, field) for base in model.__mro__ if field in get_annotations(base))


def occurrences() -> dict[tuple[str, str], list[tuple[Content, Entry, Part[Any]]]]:
    """Where each field has a value, in the miniature and, for fields that have none there, in the real content."""
    found: dict[tuple[str, str], list[tuple[Content, Entry, Part[Any]]]] = {}
    for content in (readable(SAMPLE), readable(ROOT), Explainer(ROOT / "tests" / "forms" / "table").content()):
        known = set(found)
        for entry in content.entries:
            for part in each(entry.record, Role):
                fields_of = type(part.owner).model_fields
                name = next(str(key) for key in reversed(part.keys) if key in fields_of)
                if (field := declared(type(part.owner), name)) not in known:
                    found.setdefault(field, []).append((content, entry, part))
    return found


def test_every_field_has_a_value_somewhere() -> None:
    """Between them the miniature, a table and the real content leave no field out, so that none is passed over below."""
    wanted = {declared(model, leaf.name) for model in FILES.values() for leaf in leaves(model) if leaf.role}
    assert sorted(wanted - occurrences().keys()) == []


def test_a_lie_in_any_field_is_caught() -> None:
    """Wherever a field of any model has a value, one that its role forbids is reported by the rule of that role."""
    missed, tried = [], 0
    for field, places in occurrences().items():
        for content, entry, part in places[:2]:
            makers = [make for role, make in LIES.items() if isinstance(part.role, role)]
            assert makers or isinstance(part.role, roles.Setting)
            for rule, lie in (lie for make in makers for lie in make(content, part)):
                tried += 1
                if not any(RULE[rule](changed(content, entry, with_lie(entry.record, part, lie)))):
                    missed.append((field, part.keys, rule, lie))
    assert missed == []
    assert tried > 500
