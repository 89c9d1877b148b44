"""The files for programs have the same content as the pages, in formats that other programs can read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package
from reading import records, rows
from samples import BASE, Explainer, write_site

from explainer.content.records import KINDS, Model, Source


def test_the_package_check_can_fail(site: Mapping[str, bytes], tmp_path: Path) -> None:
    """An invalid number, an unknown source and a changed byte are each reported."""
    changed = dict(site)
    changed["data/figures.csv"] = changed["data/figures.csv"].replace(b",380,", b",3?0,", 1)
    changed["data/citations.csv"] = changed["data/citations.csv"].replace(b",harbour-gazette,", b",nobody,", 1)
    write_site(changed, tmp_path / "site")
    report = Package(str(tmp_path / "site" / "data" / "datapackage.json")).validate()
    assert {"type-error", "foreign-key", "hash-count"} <= {row[0] for row in report.flatten(["type"])}


def test_addresses_are_absolute_with_a_base_url(site: Mapping[str, bytes], addressed: Mapping[str, bytes]) -> None:
    """With a base URL the address of every record's page is absolute; without, it is relative to the folder of the data."""
    assert records(addressed, "events")[0]["page"] == f"{BASE}facts/last-ferry.html"
    assert json.loads(addressed["data/datapackage.json"])["homepage"] == BASE
    assert records(site, "events")[0]["page"] == "../facts/last-ferry.html"
    assert "homepage" not in json.loads(site["data/datapackage.json"])


def test_a_series_has_a_table_of_its_points(site: Mapping[str, bytes]) -> None:
    """Period, side, value or range, basis and words of each point, in the order of time and sides."""
    found = [tuple(row[name] for name in ("figure", "period", "side", "value", "low", "high", "basis", "words"))
             for row in rows(site, "series-crossings")]  # fmt: skip
    assert found == [
        ("crossings-june-office", "2021-06", "office", "", "9", "12", "count", "9 to 12 thousand crossings"),
        ("crossings-june-gazette", "2021-06", "newspaper", "15", "", "", "claim", "15 thousand crossings"),
        ("crossings-july-office", "2021-07", "office", "11", "", "", "count", "11 thousand crossings"),
        ("crossings-july-gazette", "2021-07", "newspaper", "11", "", "", "claim", "nearly 11 thousand crossings"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'", "＝"])
def test_no_text_is_a_formula(sample: Explainer, start: str) -> None:
    """A text that a spreadsheet would compute has an apostrophe before it, and without that it is the original text."""
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
    data = sample.data()
    (place,) = [place for place in data.kinds["places"] if place.latitude]
    from explainer.exports.data_files import data_files

    site = {path: make() for path, make in data_files(data).items()}
    (row,) = [row for row in rows(site, "places") if row["id"] == place.id]
    assert row["latitude"].startswith("-")
    assert Decimal(row["latitude"]) == place.latitude


def test_columns_are_described(site: Mapping[str, bytes]) -> None:
    """Every column says what it holds, in the words of the model where it is a field."""
    package = json.loads(site["data/datapackage.json"])
    described = {(resource["name"], field["name"]): field["description"]
                 for resource in package["resources"] for field in resource["schema"]["fields"]}  # fmt: skip
    assert all(described.values())
    models: dict[str, type[Model]] = {**KINDS, "sources": Source}
    for name, model in models.items():
        for field, info in model.model_fields.items():
            if field not in ("cite", "draft"):
                assert described[name, field] == info.description
    assert package["licenses"][0]["title"] == "Invented for the tests; MIT licence."
    assert len(package["sources"]) == 9


def test_a_publisher_may_have_the_id_of_a_record(sample: Explainer) -> None:
    """A publisher and a record with one id each keep their own citations in the data."""
    for name in ("publishers.yaml", "sources.yaml", "sources-copies.yaml", "sources-forms.yaml"):
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
