"""The metadata of a page agrees with what readers see."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from reading import attributes, linked, texts
from samples import BASE, Explainer

from explainer.view.page_list import list_pages
from explainer.view.site_data import SiteData


@pytest.fixture(scope="module")
def pages(addressed: Mapping[str, bytes]) -> dict[str, str]:
    """The pages of the miniature, by output path."""
    return {path: body.decode() for path, body in addressed.items() if path.endswith(".html")}


def entity(pages: dict[str, str], name: str) -> dict[str, Any]:
    """The main entity of a record's page."""
    found: dict[str, Any] = linked(pages[f"facts/{name}.html"])[0]["mainEntity"]
    return found


def test_each_kind_has_its_own_type(pages: dict[str, str]) -> None:
    """Events, quotations, people, places, figures and series are described with the vocabulary of schema.org."""
    opening = entity(pages, "opening")
    assert (opening["@type"], opening["startDate"]) == ("Event", "2021-06-03")
    assert opening["location"] == [
        {"@type": "Place", "name": "Lantern Bridge", "url": f"{BASE}facts/lantern-bridge.html"}
    ]
    assert entity(pages, "harbour-office")["@type"] == "Organization"
    assert entity(pages, "westquay-begun")["startDate"] == "2021-09"
    quote = entity(pages, "small-as-it-is")
    assert quote["@type"] == "Quotation"
    assert quote["spokenByCharacter"]["@type"] == "Person"
    assert quote["isPartOf"]["name"] == "The bridge is open"
    assert entity(pages, "finch")["@type"] == "Person"
    figure = entity(pages, "crossings-june-office")
    assert figure["@type"] == "Observation"
    value = {"@type": "QuantitativeValue", "minValue": 9, "maxValue": 12, "unitText": "thousand crossings"}
    assert figure["value"] == {**value, "description": "9 to 12 thousand crossings"}
    series = entity(pages, "crossings")
    assert series["@type"] == "Dataset"
    assert series["distribution"]["contentUrl"] == f"{BASE}data/series-crossings.csv"
    assert entity(pages, "number-of-walkers")["@type"] == "CorrectionComment"
    assert {entity(pages, name)["@type"] for name in ("rail", "two-more-bridges", "westquay")} >= {
        "DefinedTerm",
        "Thing",
    }
    source = linked(pages["sources/office-yearbook.html"])[0]["mainEntity"]
    assert (source["@type"], source["datePublished"]) == ("CreativeWork", "2022-01")


def test_times_are_as_exact_as_known(sample: Explainer) -> None:
    """A clock time has the offset of its day; an approximate date has no start; an interval has both ends."""
    sample.edit("facts/events.yaml", "  time: evening\n", "  time: '19:30'\n")
    sample.edit("facts/events.yaml", "date: 2019-05\n", "date: 2019-05~\n")
    content = sample.content()
    from explainer.exports.jsonld import metadata

    data = SiteData(content)
    pages = {page.url: page for page in list_pages(content, data)}
    told = {name: json.loads(metadata(pages[f"facts/{name}.html"], data, "", ()).graph)["mainEntity"]
            for name in ("opening", "last-ferry")}  # fmt: skip
    assert told["opening"]["startDate"] == "2021-06-03T19:30:00+01:00"
    assert "startDate" not in told["last-ferry"]


def test_records_of_one_name_are_told_apart(sample: Explainer) -> None:
    """Two records with the same name and description have the kind, and within a kind the id, in the title."""
    same = "  form: quarter\n  summary: The bridge.\n  cite:\n    - source: place-register\n      claim: The Rill.\n"
    for name in ("rill-two", "rill-three"):
        path = sample.path("facts/places.yaml")
        path.write_text(f"{path.read_text('utf-8')}- id: {name}\n  name: Rill\n{same}", "utf-8")
    content = sample.content()
    pages = {page.url: page for page in list_pages(content, SiteData(content))}
    assert pages["facts/rill-two.html"].title == "Rill (place rill-two)"
    assert pages["facts/rill-three.html"].description == "Rill (place rill-three): The bridge."


def test_no_picture_without_an_address(sample: Explainer) -> None:
    """Without a base URL, or without an image, no image is named, and the card is the small one."""
    plain = attributes(sample.make()["index.html"].decode())
    assert "og:image" not in plain
    assert plain["twitter:card"] == "summary"
    from explainer.exports.jsonld import metadata

    content = sample.content()
    data = SiteData(content)
    assert {metadata(page, data, BASE, ()).image for page in list_pages(content, data)} == {""}


def test_no_text_ends_the_script(sample: Explainer) -> None:
    """Markup in a text stays text: the data still parses, and nothing of it becomes an element."""
    evil = "The bridge </script><script>alert(1)</script><!-- & \u2028 opens"
    content = sample.content()
    from dataclasses import replace

    from explainer.exports.jsonld import metadata

    facts = tuple(
        replace(entry, record=entry.record.model_copy(update={"title": evil, "summary": evil}))
        if entry.record.kind == "event"
        else entry
        for entry in content.facts
    )
    changed = replace(content, facts=facts)
    data = SiteData(changed)
    (page,) = [page for page in list_pages(changed, data) if page.url == "facts/opening.html"]
    graph = metadata(page, data, BASE, ()).graph
    assert not re.search("[<>&\u2028\u2029]", graph)
    assert json.loads(graph)["mainEntity"]["name"] == evil


def test_breadcrumbs_lead_home(pages: dict[str, str]) -> None:
    """From the start page by that of the navigation and the list a page is on to the page itself; every step has a page."""
    for path, *above in (
        ("facts/opening.html", "timeline.html"),
        ("facts/who-paid.html", "check.html", "open-questions.html"),
        ("sources/gazette-copy.html", "check.html", "sources.html"),
        ("method.html", "check.html"),
        ("timeline.html",),
    ):
        steps = linked(pages[path])[0]["breadcrumb"]["itemListElement"]
        assert [step["item"].removeprefix(BASE) for step in steps] == ["index.html", *above, path]
        assert [step["position"] for step in steps] == list(range(1, len(above) + 3))


def test_without_a_base_url_addresses_are_relative(site: Mapping[str, bytes]) -> None:
    """Every address in the linked data then leads from the page to a file of the site."""
    page = site["facts/opening.html"].decode()
    graph = linked(page)[0]
    assert graph["url"] == "../facts/opening.html"
    found = [url for url in (*texts(graph, "url"), *texts(graph, "item"), *texts(graph, "mainEntityOfPage"))
             if not url.startswith("http")]  # fmt: skip
    assert len(found) > 5
    assert {url.removeprefix("../") for url in found} <= set(site)
