"""What a page tells programs is what it tells readers."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import ROOT, SAMPLE, Explainer, listed

from explainer.content.loader import load_content
from explainer.view.page_list import list_pages
from explainer.view.site_data import SiteData

BASE = "https://example.org/x/"
CONTENTS = pytest.mark.parametrize("folder", [ROOT, SAMPLE], ids=["content", "sample"])
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def site() -> Callable[[Path], dict[str, str]]:
    """Every listed page of an explainer that has a base URL, by output path; each site made once."""
    made: dict[Path, dict[str, str]] = {}

    def make(folder: Path) -> dict[str, str]:
        if folder not in made:
            files = Explainer(folder).make("--base-url", BASE)
            made[folder] = {path: body.decode() for path, body in listed(files).items()}
        return made[folder]

    return make


def linked(page: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    return [json.loads(text) for text in SCRIPT.findall(page)]


def visible(page: str) -> str:
    """The text a reader sees, white space as one space."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page[page.index("<body>") :], flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).split())


def attributes(page: str) -> dict[str, str]:
    """The meta elements of a page: name or property to content."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    assert len(dict(found)) == len(found)
    return {name: html.unescape(content) for name, content in found}


def texts(node: Any, name: str) -> Iterator[str]:
    """Every text that a property of this name has, at any depth."""
    if isinstance(node, dict):
        if isinstance(node.get(name), str):
            yield node[name]
        for value in node.values():
            yield from texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, name)


@CONTENTS
def test_every_page_agrees_with_what_it_shows(
    site: Callable[[Path], dict[str, str]], folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """Names, texts, words and quoted passages of the linked data stand in the visible text of the same page."""
    compared = 0
    for path, page in site(folder).items():
        if path == "404.html":
            assert linked(page) == []
            continue
        shown = visible(page)
        graph, *notes = linked(page)
        main = graph.get("mainEntity", {})
        told = [graph.get("headline", ""), *texts(main, "name"), *texts(main, "text"), *texts(main, "exact")]
        for source in graph.get("citation", ()):
            assert path != "index.html" or source["mainEntityOfPage"].removeprefix(BASE) in page
            told += [source["publisher"]["name"], *([source["name"]] if path != "index.html" else ())]
        told += [*texts(notes, "exact"), *texts(notes, "value")]
        if path.startswith("facts/"):
            told += [main.get("description", ""), main.get("jobTitle", ""), *main.get("alternateName", ())]
        for text in told:
            assert " ".join(text.split()) in shown, (path, text)
        compared += len([text for text in told if text])
        assert graph["url"] == f"{BASE}{path}"
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", graph["dateModified"])
        assert graph["@type"] == ("Article" if path == "index.html" else "WebPage")
    name = "content" if folder == ROOT else "sample"
    record_property("measured", f"linked data of {name}: {compared} texts found in what {len(site(folder))} pages show")


def entity(pages: dict[str, str], name: str) -> dict[str, Any]:
    """What a record page is about."""
    found: dict[str, Any] = linked(pages[f"facts/{name}.html"])[0]["mainEntity"]
    return found


def test_each_kind_has_its_own_type(site: Callable[[Path], dict[str, str]]) -> None:
    """Events, quotations, people, places, figures and series are told in the words of schema.org."""
    pages = site(SAMPLE)
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
    """A clock time has the offset of its day; what is about right has no start; an interval has both ends."""
    sample.edit("facts/events.yaml", "  time: evening\n", "  time: '19:30'\n")
    sample.edit("facts/events.yaml", "date: 2019-05\n", "date: 2019-05~\n")
    content, problems = load_content(sample.folder / "content", sample.folder / "seeds")
    assert problems == []
    from explainer.exports.jsonld import metadata

    seen = SiteData(content)
    pages = {page.url: page for page in list_pages(content, seen)}
    told = {name: json.loads(metadata(pages[f"facts/{name}.html"], seen, "", ()).graph)["mainEntity"]
            for name in ("opening", "last-ferry")}  # fmt: skip
    assert told["opening"]["startDate"] == "2021-06-03T19:30:00+01:00"
    assert "startDate" not in told["last-ferry"]


@CONTENTS
def test_annotations_are_text_quote_selectors(
    site: Callable[[Path], dict[str, str]], folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """Each record has an annotation for each of its citations: the words of the kept text with what stands beside them."""
    content, _ = load_content(folder / "content", folder / "seeds")
    count = 0
    for fact in (entry.record for entry in content.facts):
        notes = [note for graph in linked(site(folder)[f"facts/{fact.id}.html"])[1:] for note in graph["@graph"]]
        assert len(notes) == len(fact.cite)
        for cite, note in zip(fact.cite, notes, strict=True):
            source = content.source_entry(cite.source).record
            assert note["type"] == "Annotation"
            assert note["body"][0] == f"{BASE}facts/{fact.id}.html"
            assert note["target"]["source"] == source.url or f"{BASE}sources/{source.id}.html"
            if cite.exact:
                selector = note["target"]["selector"]
                assert selector["exact"] in content.texts[cite.source].raw
                assert (selector.get("prefix"), selector.get("suffix")) == (cite.prefix, cite.suffix)
                assert selector["type"] == "TextQuoteSelector"
            else:
                assert note["body"][1]["value"] == cite.claim
            count += 1
    name = "content" if folder == ROOT else "sample"
    record_property("measured", f"annotations of {name}: {count} compared with the citations")


@CONTENTS
def test_titles_and_descriptions_tell_pages_apart(site: Callable[[Path], dict[str, str]], folder: Path) -> None:
    """Every page has a title and a description, and no two pages have the same."""
    pages = site(folder)
    titles = Counter(re.findall(r"<title>(.*?)</title>", page)[0] for page in pages.values())
    descriptions = Counter(attributes(page)["description"] for page in pages.values())
    assert [text for found in (titles, descriptions) for text, count in found.items() if count > 1 or not text] == []
    assert len(titles) == len(descriptions) == len(pages)


def test_records_of_one_name_are_told_apart(sample: Explainer) -> None:
    """Two records with the same name and description have the kind, and within a kind the id, in the title."""
    same = "  form: quarter\n  summary: The bridge.\n  cite:\n    - source: place-register\n      claim: The Rill.\n"
    for name in ("rill-two", "rill-three"):
        path = sample.path("facts/places.yaml")
        path.write_text(f"{path.read_text('utf-8')}- id: {name}\n  name: Rill\n{same}", "utf-8")
    content, problems = load_content(sample.folder / "content", sample.folder / "seeds")
    assert problems == []
    pages = {page.url: page for page in list_pages(content, SiteData(content))}
    assert pages["facts/rill-two.html"].title == "Rill (place rill-two)"
    assert pages["facts/rill-three.html"].description == "Rill (place rill-three): The bridge."


@CONTENTS
def test_citation_and_share_tags(site: Callable[[Path], dict[str, str]], folder: Path) -> None:
    """Zotero finds title, date, language and address of each page, and that it is a web page; so do share previews."""
    for path, page in site(folder).items():
        if path == "404.html":
            continue
        told = attributes(page)
        assert told["og:type"] == "website"
        assert told["og:url"] == told["citation_public_url"] == f"{BASE}{path}"
        assert told["og:title"] == told["citation_title"] == linked(page)[0].get("name", told["og:title"])
        assert told["og:description"] == told["description"]
        assert told["citation_date"] == told["dcterms.modified"] == linked(page)[0]["dateModified"]
        assert told["citation_language"] == "en"
        assert "feed.xml" in page
        (data,) = re.findall(r'type="application/json" title="[^"]*" href="([^"]+)"', page)
        assert data.startswith("../data/" if "/" in path else "data/")


@CONTENTS
def test_share_pictures(folder: Path) -> None:
    """A page has its own picture, else that of the start page, in full and as large as it is."""
    files = Explainer(folder).make("--base-url", BASE)
    for path, body in listed(files).items():
        if path == "404.html":
            continue
        told = attributes(body.decode())
        image = told["og:image"].removeprefix(BASE)
        stem = path.removesuffix(".html")
        # A part of a list, timeline-before, has the picture of the whole.
        whole = [name for name in files if name.startswith("share/") and f"{stem}-".startswith(f"{name[6:-4]}-")]
        assert image == max(whole, key=len, default="share/index.png")
        assert told["og:image:width"] == str(int.from_bytes(files[image][16:20], "big"))
        assert told["og:image:height"] == str(int.from_bytes(files[image][20:24], "big"))
        assert told["og:image:alt"]
        assert told["twitter:card"] == "summary_large_image"


def test_no_picture_without_an_address(sample: Explainer) -> None:
    """Without a base URL no picture is named, and the card is the small one; so too where there is no picture."""
    plain = attributes(sample.make()["index.html"].decode())
    assert "og:image" not in plain
    assert plain["twitter:card"] == "summary"
    from explainer.exports.jsonld import metadata

    content, _ = load_content(sample.folder / "content", sample.folder / "seeds")
    seen = SiteData(content)
    assert {metadata(page, seen, BASE, ()).image for page in list_pages(content, seen)} == {""}


def test_no_text_ends_the_script(sample: Explainer) -> None:
    """Markup in a text stays text: the data still parses, and nothing of it becomes an element."""
    evil = "The bridge </script><script>alert(1)</script><!-- & \u2028 opens"
    content, _ = load_content(sample.folder / "content", sample.folder / "seeds")
    from dataclasses import replace

    from explainer.exports.jsonld import metadata

    facts = tuple(
        replace(entry, record=entry.record.model_copy(update={"title": evil, "summary": evil}))
        if entry.record.kind == "event"
        else entry
        for entry in content.facts
    )
    changed = replace(content, facts=facts)
    seen = SiteData(changed)
    (page,) = [page for page in list_pages(changed, seen) if page.url == "facts/opening.html"]
    graph = metadata(page, seen, BASE, ()).graph
    assert not re.search("[<>&\u2028\u2029]", graph)
    assert json.loads(graph)["mainEntity"]["name"] == evil


def test_breadcrumbs_lead_home(site: Callable[[Path], dict[str, str]]) -> None:
    """From the start page by the list of records or of sources to the page itself; every step has a page."""
    pages = site(SAMPLE)
    for path, above in (("facts/opening.html", "records.html"), ("sources/gazette-copy.html", "sources.html")):
        steps = linked(pages[path])[0]["breadcrumb"]["itemListElement"]
        assert [step["item"].removeprefix(BASE) for step in steps] == ["index.html", above, path]
        assert [step["position"] for step in steps] == [1, 2, 3]


def test_without_a_base_url_addresses_are_relative(sample: Explainer) -> None:
    """Every address in the linked data then leads from the page to a file of the site."""
    site = sample.make()
    page = site["facts/opening.html"].decode()
    graph = linked(page)[0]
    assert graph["url"] == "../facts/opening.html"
    found = [url for url in (*texts(graph, "url"), *texts(graph, "item"), *texts(graph, "mainEntityOfPage"))
             if not url.startswith("http")]  # fmt: skip
    assert len(found) > 5
    assert {url.removeprefix("../") for url in found} <= set(site)


def test_the_head_is_light(
    site: Callable[[Path], dict[str, str]], record_property: Callable[[str, object], None]
) -> None:
    """Compressed, the head's data adds at most 1.5 KB to the story; no record page has over 14 KB with its styles."""
    pages = site(ROOT)

    def size(text: str) -> int:
        return len(gzip.compress(text.encode(), mtime=0))

    def bare(page: str) -> str:
        return re.sub(r'<meta property="og:type".*(?=<link rel="icon")', "", page, flags=re.DOTALL)

    story = pages["index.html"]
    added = size(story) - size(bare(story))
    css = ROOT / "static" / "css"

    def styles(page: str) -> str:
        return "".join((css / name).read_text("utf-8") for name in re.findall(r'"\.\./css/(\w+\.css)"', page))

    heaviest = max(size(page) + size(styles(page)) for path, page in pages.items() if path.startswith("facts/"))
    record_property("measured", f"head: {added} bytes on the story, heaviest record {heaviest} bytes with styles, gzip")
    assert bare(story) != story
    assert added <= 1536
    assert heaviest <= 14 * 1024
