"""What programs read says the same as the pages, and says it in forms that others can read."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from samples import ROOT, SAMPLE, Explainer, make_site, write_site

from explainer.content.content import Content
from explainer.content.loader import load_content
from explainer.content.records import KINDS, Model, Source

NAMES = {ROOT: "content", SAMPLE: "sample"}
CONTENTS = pytest.mark.parametrize("folder", [ROOT, SAMPLE], ids=["content", "sample"])
Told = tuple[Content, dict[str, bytes]]


@pytest.fixture(scope="module")
def told() -> Callable[[Path, str], Told]:
    """The content of an explainer and its finished site, made once for each base URL."""
    made: dict[tuple[Path, str], Told] = {}

    def make(folder: Path, base_url: str = "") -> Told:
        if (folder, base_url) not in made:
            content, problems = load_content(folder / "content", folder / "seeds")
            assert problems == []
            options = Explainer(folder).options("build", "--base-url", base_url)
            made[folder, base_url] = content, make_site(options)
        return made[folder, base_url]

    return make


def rows(site: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(site[f"data/{name}.csv"].decode(), newline="")))


def records(site: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    """The records of a JSON file."""
    found: list[dict[str, Any]] = json.loads(site[f"data/{name}.json"])["records"]
    return found


@CONTENTS
@pytest.mark.parametrize("base_url", ["", "https://example.org/x/"])
def test_a_stranger_can_read_the_package(
    told: Callable[[Path, str], Told], folder: Path, base_url: str, tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    """The Frictionless library finds every table valid: columns, types, keys, references, size and checksum."""
    _, site = told(folder, base_url)
    write_site(site, tmp_path / "site")
    report = Package(str(tmp_path / "site" / "data" / "datapackage.json")).validate()
    assert report.flatten(["taskId", "rowNumber", "fieldName", "note"]) == []
    assert report.valid
    described = {task.place for task in report.tasks}
    assert {f"data/{name}" for name in described} == {path for path in site if path.endswith(".csv")}
    count = sum(task.stats.get("rows", 0) for task in report.tasks)
    record_property("measured", f"data of {NAMES[folder]}: {count} rows in {len(report.tasks)} tables valid")


def test_the_package_check_can_fail(told: Callable[[Path, str], Told], tmp_path: Path) -> None:
    """A number that is none, a source that is not there and a changed byte are each named."""
    _, site = told(SAMPLE, "")
    changed = dict(site)
    changed["data/figures.csv"] = changed["data/figures.csv"].replace(b",380,", b",3?0,", 1)
    changed["data/citations.csv"] = changed["data/citations.csv"].replace(b",harbour-gazette,", b",nobody,", 1)
    write_site(changed, tmp_path / "site")
    report = Package(str(tmp_path / "site" / "data" / "datapackage.json")).validate()
    assert {"type-error", "foreign-key", "hash-count"} <= {row[0] for row in report.flatten(["type"])}


@CONTENTS
def test_json_and_csv_are_twins(told: Callable[[Path, str], Told], folder: Path) -> None:
    """Both hold every record of every kind, in the same order, with the same ids and values."""
    content, site = told(folder, "")
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


@CONTENTS
def test_data_says_what_the_records_say(
    told: Callable[[Path, str], Told], folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """Every field of every record is in its JSON twin: texts as they are, numbers exact, dates in EDTF."""
    content, site = told(folder, "")
    compared = 0
    for name, model in KINDS.items():
        twins = {record["id"]: record for record in records(site, name)}
        for fact in content.of_kind(model.kind):
            dumped = {key: value for key, value in fact.model_dump(exclude_none=True).items() if value not in ((), {})}
            twin = dict(twins[fact.id])
            assert twin.pop("page") == f"../facts/{fact.id}.html"
            assert f"facts/{fact.id}.html" in site
            twin.pop("standing", None)
            twin.pop("independent", None)
            assert [cite["source"] for cite in twin.pop("cite", [])] == [cite.source for cite in fact.cite]
            dumped.pop("cite", None)
            assert twin == json.loads(json.dumps(dumped, default=lambda number: json.loads(str(number.normalize()))))
            compared += len(dumped)
    record_property("measured", f"data of {NAMES[folder]}: {compared} fields compared with the records")


@CONTENTS
def test_quotations_can_be_checked_against_the_kept_texts(
    told: Callable[[Path, str], Told], folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """With the data and `seeds/` alone: the checksum is that of the file, and it holds the words letter for letter."""
    _, site = told(folder, "")
    kept = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text("utf-8") for path in (folder / "seeds").iterdir()
    }
    quoted = 0
    for cite in (cite for name in KINDS for record in records(site, name) for cite in record.get("cite", ())):
        assert ("exact" in cite) != ("claim" in cite)
        assert cite["page"].partition("#")[0].removeprefix("../") in site
        if "exact" in cite:
            assert cite["exact"] in kept[cite["sha256"]]
            assert cite["locator"]
            quoted += 1
    assert quoted
    record_property("measured", f"data of {NAMES[folder]}: {quoted} quotations found in the kept texts by checksum")


def test_addresses_are_absolute_with_a_base_url(told: Callable[[Path, str], Told]) -> None:
    """With a base URL every page of a record is named in full; without, from the folder of the data."""
    _, site = told(SAMPLE, "https://example.org/x/")
    assert records(site, "events")[0]["page"] == "https://example.org/x/facts/last-ferry.html"
    assert json.loads(site["data/datapackage.json"])["homepage"] == "https://example.org/x/"
    _, plain = told(SAMPLE, "")
    assert records(plain, "events")[0]["page"] == "../facts/last-ferry.html"
    assert "homepage" not in json.loads(plain["data/datapackage.json"])


def test_a_series_has_a_table_of_its_points(told: Callable[[Path, str], Told]) -> None:
    """Period, side, value or range, basis and words of each point, in the order of time and sides."""
    _, site = told(SAMPLE, "")
    found = [tuple(row[name] for name in ("figure", "period", "side", "value", "low", "high", "basis", "words"))
             for row in rows(site, "series-crossings")]  # fmt: skip
    assert found == [
        ("crossings-june-office", "2021-06", "office", "", "9", "12", "count", "9 to 12 thousand crossings"),
        ("crossings-june-gazette", "2021-06", "newspaper", "15", "", "", "claim", "15 thousand crossings"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'", "＝"])
def test_no_text_is_a_formula(sample: Explainer, start: str) -> None:
    """A text that a spreadsheet would compute has an apostrophe before it; without it, it is what was written."""
    text = f"{start}HYPERLINK(A, B)"
    sample.edit("facts/events.yaml", "title: The bridge opens", f"title: {json.dumps(text, ensure_ascii=False)}")
    site = sample.make()
    (row,) = [row for row in rows(site, "events") if row["id"] == "opening"]
    assert row["title"] == f"'{text}"
    (record,) = [record for record in records(site, "events") if record["id"] == "opening"]
    assert record["title"] == text
    for path, body in site.items():
        if path.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(body.decode(), newline="")) for cell in row]
            assert not [cell for cell in cells if re.match(r"[=+\-@\t\r＝＋－＠]", cell) and not is_number(cell)]


def is_number(text: str) -> bool:
    """True for a plain number."""
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", text))


def test_numbers_stay_numbers(sample: Explainer) -> None:
    """A negative number has no apostrophe, and none loses a digit."""
    sample.edit("facts/places.yaml", "latitude: ", "latitude: -")
    content, _ = load_content(sample.folder / "content", sample.folder / "seeds")
    (place,) = [place for place in content.of_kind("place") if place.latitude]
    from explainer.exports.data_files import twins
    from explainer.view.site_data import SiteData

    site = {path: make() for path, make in twins(SiteData(content)).items()}
    (row,) = [row for row in rows(site, "places") if row["id"] == place.id]
    assert row["latitude"].startswith("-")
    assert Decimal(row["latitude"]) == place.latitude


def test_columns_are_described(told: Callable[[Path, str], Told]) -> None:
    """Every column says what it holds, in the words of the model where it is a field."""
    _, site = told(SAMPLE, "")
    package = json.loads(site["data/datapackage.json"])
    described = {(resource["name"], field["name"]): field["description"]
                 for resource in package["resources"] for field in resource["schema"]["fields"]}  # fmt: skip
    assert all(described.values())
    models: dict[str, type[Model]] = {**KINDS, "sources": Source}
    for name, model in models.items():
        for field, info in model.model_fields.items():
            if field != "cite":
                assert described[name, field] == info.description
    assert package["licenses"][0]["title"] == "Invented for the tests; MIT licence."
    assert len(package["sources"]) == 5


def test_a_publisher_may_have_the_id_of_a_record(sample: Explainer) -> None:
    """Its data then is still its own: no citation of the record is among it."""
    for name in ("publishers.yaml", "sources.yaml", "sources-copies.yaml"):
        path = sample.path(name)
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("id: office\n", "id: finch\n")
            .replace("publisher: office", "publisher: finch")
            .replace("origin: office", "origin: finch"),
            "utf-8",
        )
    site = sample.make()
    (publisher,) = [record for record in records(site, "publishers") if record["id"] == "finch"]
    assert [claim["source"] for claim in publisher["cite"]] == ["office-yearbook"]
    (actor,) = [record for record in records(site, "actors") if record["id"] == "finch"]
    assert actor["cite"]
