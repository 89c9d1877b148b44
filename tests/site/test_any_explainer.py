"""What holds of every explainer: what programs read of it is valid, and says what its pages and records say.

Asked of the miniature and, with the slow tests, of the real site, which has more of everything.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import yaml
from frictionless import Package
from icalendar import Calendar
from reading import LanguageServerLoader, attributes, entries, linked, records, rows, schema_faults, texts, visible
from samples import BASE, REAL_BASE, ROOT, SAMPLE, Explainer, listed, write_site

from explainer.authoring.cite import as_yaml, citation
from explainer.authoring.schema import modeline, sheet, yaml_files
from explainer.content.content import Content
from explainer.content.records import KINDS, Citation
from explainer.content.roles import Written, each
from explainer.formats.yaml_file import read_yaml
from explainer.text.numbers import latin
from explainer.view.site_data import SiteData

ATOM = "{http://www.w3.org/2005/Atom}"


class Whole(NamedTuple):
    """An explainer with its finished site."""

    name: str
    folder: Path
    content: Content
    base_url: str
    site: Mapping[str, bytes]

    @property
    def pages(self) -> dict[str, str]:
        """The pages that search engines may list, by output path."""
        return {path: body.decode() for path, body in listed(self.site).items()}


@pytest.fixture(params=["addressed", pytest.param("real_site", marks=pytest.mark.slow)], ids=["miniature", "real"])
def whole(request: pytest.FixtureRequest) -> Whole:
    """The miniature and the real explainer."""
    real = request.param == "real_site"
    name, folder, base_url = ("real site", ROOT, REAL_BASE) if real else ("miniature", SAMPLE, BASE)
    return Whole(
        name, folder, Explainer(folder).content().without_drafts(), base_url, request.getfixturevalue(request.param)
    )


@pytest.mark.parametrize("with_address", [True, False])
def test_a_stranger_can_read_the_package(
    whole: Whole, tmp_path: Path, record_property: Callable[[str, object], None], *, with_address: bool
) -> None:
    """The Frictionless library finds every table valid: columns, types, keys, references, size and checksum."""
    site = whole.site if with_address else Explainer(whole.folder).make()
    write_site(site, tmp_path / "site")
    report = Package(str(tmp_path / "site" / "data" / "datapackage.json")).validate()
    assert report.flatten(["taskId", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    described = {task.place for task in report.tasks}
    assert {f"data/{name}" for name in described} == {path for path in site if path.endswith(".csv")}
    count = sum(task.stats.get("rows", 0) for task in report.tasks)
    record_property("measured", f"data of {whole.name}: {count} rows in {len(report.tasks)} tables valid")


def test_json_and_csv_are_twins(whole: Whole) -> None:
    """Both hold every record of every kind, in the same order, with the same ids and values."""
    content, site = whole.content, whole.site
    for name, model in KINDS.items():
        ids = [record["id"] for record in records(site, name)]
        assert [row["id"] for row in rows(site, name)] == ids
        assert sorted(ids) == sorted(fact.id for fact in content.of_kind(model.kind))
    assert [row["id"] for row in rows(site, "sources")] == [entry.record.id for entry in content.sources]
    assert {row["id"] for row in rows(site, "publishers")} == {entry.record.id for entry in content.publishers}
    for name in (*KINDS, "sources", "publishers"):
        for row, record in zip(rows(site, name), records(site, name), strict=True):
            for column, cell in row.items():
                assert cell == as_cell(record.get(column)), (name, record["id"], column)


def as_cell(value: Any) -> str:
    """A JSON value as the CSV twin has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}" if value[:1] in tuple("'=+-@\t\r\n＝＋－＠") else value
    return json.dumps(value, ensure_ascii=False)


def test_data_says_what_the_records_say(whole: Whole, record_property: Callable[[str, object], None]) -> None:
    """Every field of every record is in its JSON twin: texts as they are, numbers exact, dates in EDTF."""
    content, site = whole.content, whole.site
    compared = 0
    for name, model in KINDS.items():
        twins = {record["id"]: record for record in records(site, name)}
        for fact in content.of_kind(model.kind):
            dumped = {key: value for key, value in fact.model_dump(exclude_none=True).items() if value not in ((), {})}
            twin = dict(twins[fact.id])
            assert twin.pop("page") == f"{whole.base_url}facts/{fact.id}.html"
            assert f"facts/{fact.id}.html" in site
            twin.pop("standing", None)
            twin.pop("independent", None)
            assert [cite["source"] for cite in twin.pop("cite", [])] == [cite.source for cite in fact.cite]
            dumped.pop("cite", None)
            assert dumped.pop("draft") is False
            assert twin == json.loads(json.dumps(dumped, default=lambda number: json.loads(str(number.normalize()))))
            compared += len(dumped)
    record_property("measured", f"data of {whole.name}: {compared} fields compared with the records")


def test_quotations_can_be_checked_against_the_kept_texts(
    whole: Whole, record_property: Callable[[str, object], None]
) -> None:
    """With the data and `seeds/` alone: the checksum is that of the file, and it holds the words letter for letter."""
    site = whole.site
    kept = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text("utf-8")
        for path in (whole.folder / "seeds").iterdir()
    }
    quoted = 0
    for cite in (cite for name in KINDS for record in records(site, name) for cite in record.get("cite", ())):
        assert sum(name in cite for name in ("exact", "claim", "column")) == 1
        assert cite["page"].partition("#")[0].removeprefix(whole.base_url) in site
        if "exact" in cite:
            assert cite["exact"] in kept[cite["sha256"]]
            assert cite["locator"]
            quoted += 1
    assert quoted
    record_property("measured", f"data of {whole.name}: {quoted} quotations found in the source texts by checksum")


def test_every_page_agrees_with_what_it_shows(whole: Whole, record_property: Callable[[str, object], None]) -> None:
    """Names, texts, words and quoted passages of the linked data are in the visible text of the same page."""
    compared = 0
    for path, page in whole.pages.items():
        if path == "404.html":
            assert linked(page) == []
            continue
        shown = visible(page)
        graph, *notes = linked(page)
        main = graph.get("mainEntity", {})
        told = [graph.get("headline", ""), *texts(main, "name"), *texts(main, "text"), *texts(main, "exact")]
        for source in graph.get("citation", ()):
            assert path != "index.html" or source["mainEntityOfPage"].removeprefix(whole.base_url) in page
            told += [source["publisher"]["name"], *([source["name"]] if path != "index.html" else ())]
        told += [*texts(notes, "exact"), *texts(notes, "value")]
        if path.startswith("facts/"):
            told += [main.get("description", ""), main.get("jobTitle", ""), *main.get("alternateName", ())]
        for text in told:
            assert " ".join(text.split()) in shown, (path, text)
        compared += len([text for text in told if text])
        assert graph["url"] == f"{whole.base_url}{path}"
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", graph["dateModified"])
        assert graph["@type"] == ("Article" if path == "index.html" else "WebPage")
    record_property(
        "measured", f"linked data of {whole.name}: {compared} texts found in what {len(whole.pages)} pages show"
    )


def test_annotations_are_text_quote_selectors(whole: Whole, record_property: Callable[[str, object], None]) -> None:
    """Each record has an annotation for each of its citations: the words of the source text with those next to them."""
    content, pages = whole.content, whole.pages
    count = 0
    for fact in (entry.record for entry in content.facts):
        notes = [note for graph in linked(pages[f"facts/{fact.id}.html"])[1:] for note in graph["@graph"]]
        assert len(notes) == len(fact.cite)
        for cite, note in zip(fact.cite, notes, strict=True):
            source = content.source_entry(cite.source).record
            assert note["type"] == "Annotation"
            assert note["body"][0] == f"{whole.base_url}facts/{fact.id}.html"
            assert note["target"]["source"] == source.url or f"{whole.base_url}sources/{source.id}.html"
            if cite.exact:
                selector = note["target"]["selector"]
                assert selector["exact"] in content.texts[cite.source].raw
                assert (selector.get("prefix"), selector.get("suffix")) == (cite.prefix, cite.suffix)
                assert selector["type"] == "TextQuoteSelector"
            elif cite.claim:
                assert note["body"][1]["value"] == cite.claim
            else:
                assert note["body"][1]["value"].startswith(" | ".join((*cite.row, cite.column or "")))
            count += 1
    record_property("measured", f"annotations of {whole.name}: {count} compared with the citations")


def test_titles_and_descriptions_tell_pages_apart(whole: Whole) -> None:
    """Every page has a title and a description, and no two pages have the same."""
    pages = whole.pages
    titles = Counter(re.findall(r"<title>(.*?)</title>", page)[0] for page in pages.values())
    descriptions = Counter(attributes(page)["description"] for page in pages.values())
    assert [text for found in (titles, descriptions) for text, count in found.items() if count > 1 or not text] == []
    assert len(titles) == len(descriptions) == len(pages)


def test_citation_and_share_tags(whole: Whole) -> None:
    """Zotero finds title, date, language and address of each page, and that it is a web page; so do share previews."""
    for path, page in whole.pages.items():
        if path == "404.html":
            continue
        told = attributes(page)
        assert told["og:type"] == "website"
        assert told["og:url"] == told["citation_public_url"] == f"{whole.base_url}{path}"
        assert told["og:title"] == told["citation_title"] == linked(page)[0].get("name", told["og:title"])
        assert told["og:description"] == told["description"]
        assert told["citation_date"] == told["dcterms.modified"] == linked(page)[0]["dateModified"]
        assert told["citation_language"] == "en"
        assert "feed.xml" in page
        (data,) = re.findall(r'type="application/json" title="[^"]*" href="([^"]+)"', page)
        assert data.startswith("../data/" if "/" in path else "data/")


def test_share_pictures(whole: Whole) -> None:
    """A page has its own picture, else that of the start page, in full and as large as it is."""
    site = whole.site
    for path, body in listed(site).items():
        if path == "404.html":
            continue
        told = attributes(body.decode())
        image = told["og:image"].removeprefix(whole.base_url)
        stem = path.removesuffix(".html")
        # A part of a list, timeline-before, has the picture of the whole.
        pictures = [name for name in site if name.startswith("share/") and f"{stem}-".startswith(f"{name[6:-4]}-")]
        assert image == max(pictures, key=len, default="share/index.png")
        assert told["og:image:width"] == str(int.from_bytes(site[image][16:20], "big"))
        assert told["og:image:height"] == str(int.from_bytes(site[image][20:24], "big"))
        assert told["og:image:alt"]
        assert told["twitter:card"] == "summary_large_image"


def test_every_entry_is_as_exact_as_its_record(whole: Whole, record_property: Callable[[str, object], None]) -> None:
    """Each event and development known to the day is there, with its days; those known less exactly are counted."""
    data = SiteData(whole.content)
    text = whole.site["calendar.ics"].decode()
    found = entries(text)
    facts = {fact.id: fact for name in ("events", "developments") for fact in data.kinds[name]}
    exact = {
        name
        for name, fact in facts.items()
        if fact.date
        and not fact.date.open
        and all(moment.day and not moment.approximate for moment in fact.date.moments)
    }
    assert set(found) == exact
    for name in exact:
        when, event = facts[name].date, found[name]
        assert event["DTSTART"].dt == date(*when.start.earliest())
        assert event["DTEND"].dt == date(*when.last.earliest()) + timedelta(days=1)
        assert event["SUMMARY"] == facts[name].label
        assert str(event["DESCRIPTION"]).endswith(facts[name].summary)
        assert event["DTSTAMP"].dt == datetime(*data.site.as_of.last.earliest(), tzinfo=UTC)
    left_out = len(facts) - len(exact)
    assert f"{left_out} entries of the timeline not known to the day" in str(Calendar.from_ical(text)["DESCRIPTION"])
    record_property(
        "measured", f"calendar of {whole.name}: {len(exact)} entries compared, {left_out} left out as inexact"
    )


def test_offsets_are_those_of_the_database(whole: Whole) -> None:
    """The offsets that the content gives hold in the IANA time zone database, on every day to a year on."""
    zone = SiteData(whole.content).site.timezone
    assert zone is not None
    with files("tzdata").joinpath("zoneinfo", *zone.name.split("/")).open("rb") as data:
        known = ZoneInfo.from_file(data)  # a machine's own tables may be older than the content
    first, last = min(zone.offsets), max(zone.offsets)
    day, end = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=120)
    while day <= end:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=known)
        told = zone.offset(day.isoformat())
        assert told is not None
        hours, minutes = map(int, told[1:].split(":"))
        sign = -1 if told[0] == "-" else 1
        assert noon.utcoffset() == sign * timedelta(hours=hours, minutes=minutes), day
        day += timedelta(days=1)
    assert zone.offset("1900-01-01") is None


def test_feed_is_valid_atom(whole: Whole, record_property: Callable[[str, object], None]) -> None:
    """The feed has all that RFC 4287 asks for, and no two entries with one id."""
    feed = ET.fromstring(whole.site["feed.xml"])
    changes = list(feed.iter(f"{ATOM}entry"))
    for element in (feed, *changes):
        names = [child.tag.removeprefix(ATOM) for child in element]
        assert {"id", "title", "updated"} <= set(names)
        assert max(names.count(name) for name in ("id", "title", "updated")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in changes]
    assert len(set(ids)) == len(ids) > 1
    record_property("measured", f"feed of {whole.name}: {len(ids)} entries")


def test_every_file_names_its_schema_and_fits_it(whole: Whole) -> None:
    """The first line of each YAML file names a schema that the file satisfies, read with types and as text."""
    found = yaml_files(whole.folder / "content")
    assert {*(whole.folder / "content").rglob("*.yaml")} == {*found}
    for path in found:
        text = path.read_text("utf-8")
        first = text.partition("\n")[0]
        assert first == modeline(path)
        assert (path.parent / first.partition("=")[2]).is_file()
        for loader in (LanguageServerLoader, yaml.BaseLoader):
            assert schema_faults(sheet(path), yaml.load(text, loader)) == [], path


def test_what_cite_prints_passes_the_rules(whole: Whole) -> None:
    """Random runs of words, cited and read back as YAML, are found once and bounded on both sides."""
    chance = random.Random(20)
    settled = 0
    for name, text in whole.content.texts.items():
        words = list(re.finditer(r"\S+", text.raw))
        for _ in range(300):
            first = chance.randrange(len(words))
            last = min(len(words) - 1, first + chance.randrange(30))
            for span in text.find(text.raw[words[first].start() : words[last].end()]):
                made = citation(name, text, span)
                assert made is not None
                ((read,),) = read_yaml("x.yaml", "cite:\n" + as_yaml(made)).value.values()
                cite = Citation.model_validate(read)
                assert cite == made
                assert text.find(cite.exact or "", cite.prefix or "", cite.suffix or "") == (span,)
                assert cite.prefix or text.starts_sentence(span.start)
                assert cite.suffix or text.ends_sentence(span.end)
                assert max(map(len, as_yaml(made).splitlines())) <= 120
                settled += 1
    assert settled >= 250


def test_no_number_is_passed_over(whole: Whole) -> None:
    """Every text of the site that holds a number is read for numbers, in whatever case, and so is every word for one."""
    content, reader = whole.content, whole.content.reader
    texts = [part.value for entry in content.entries for part in each(entry.record, Written)]
    words = re.findall(r"\S+ \S+ \S+", " ".join(texts + [text.raw for text in content.texts.values()]))
    words += ["Twelve", "a quarter", "scores of", "a couple of", "XIV", "½", "二", "half", "MAY 2024", "ninety-nine"]
    for text in words:
        for case in (text, text.upper(), text.title()):
            found = [m for m in reader._token.finditer(latin(case)) if m.lastgroup != "idiom"]
            # A weekday within a name, as of a newspaper, is no date.
            found = [m for m in found if not (m["weekday"] and reader._in_name(m))]
            assert len(reader.tokens(case)) == len(found), case
