"""The records for programs: `data/` with every table as JSON and CSV, and its description, `datapackage.json`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property, partial
from types import NoneType
from typing import Any

from explainer.content.records import KINDS
from explainer.exports.checksums import checksum
from explainer.exports.feeds import feeds
from explainer.exports.icalendar import calendar
from explainer.exports.tables import CITATIONS, FORMULA, Table, list_tables, series_table
from explainer.text.numbers import plain_number
from explainer.view.site_data import SiteData

ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=plain_number).encode


def files_for_programs(data: SiteData, base_url: str = "") -> dict[str, Callable[[], bytes]]:
    """The files for programs that are made without a template, by output path: tables, calendar and the like."""
    return {**data_files(data, base_url), **calendar(data, base_url), **feeds(data, base_url)}


def data_files(data: SiteData, base_url: str = "") -> dict[str, Callable[[], bytes]]:
    """Every table as CSV, all except the citations as JSON, too, and their description, by output path.

    In JSON each record holds its citations, and a number that a binary fraction cannot represent exactly is a text.
    """
    made = _DataFiles(data, base_url)
    names = (*KINDS, "sources", "publishers")
    series = [f"series-{each.id}" for each in data.kinds["series"]]
    return {
        **{f"data/{name}.csv": partial(made.csv, name) for name in (*names, CITATIONS, *series)},
        **{f"data/{name}.json": partial(made.json, name) for name in names},
        "data/datapackage.json": made.package,
    }


class _DataFiles:
    """The tables of a site, computed when the first of their files is."""

    def __init__(self, data: SiteData, base_url: str) -> None:
        self._seen = data
        self._base_url = base_url
        self._csv: dict[str, bytes] = {}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        series = [series_table(each, self._seen, self._base_url) for each in self._seen.kinds["series"]]
        return {table.name: table for table in (*list_tables(self._seen, self._base_url), *series)}

    @cached_property
    def _cited(self) -> Mapping[str, list[Any]]:
        """The rows of the citations by record."""
        cited: dict[str, list[Any]] = defaultdict(list)
        for cite in self._tables[CITATIONS].records():
            cited[cite.pop("record")].append(cite)
        return cited

    def csv(self, name: str) -> bytes:
        """A table as CSV."""
        if name not in self._csv:
            self._csv[name] = _csv(self._tables[name])
        return self._csv[name]

    def json(self, name: str) -> bytes:
        """A table as JSON."""
        return _json(self._tables[name], self._cited if name in KINDS else {}, self._seen)

    def package(self) -> bytes:
        """The description of all CSV files."""
        return _package(self._tables.values(), self.csv, self._seen, self._base_url)


def _json(table: Table, cited: Mapping[str, list[Any]], data: SiteData) -> bytes:
    """A table as JSON: one record per line, below a head that describes it."""
    head = {"title": table.title, "of": data.site.title, "as_of": str(data.site.as_of), "rights": data.site.rights}
    records = (
        ENCODE({**record, "cite": cited[record["id"]]} if record["id"] in cited else record)
        for record in table.records()
    )
    lines = ",\n".join(records)
    return f'{ENCODE(head)[:-1]}, "records": [\n{lines}\n]}}\n'.encode()


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_CELLS.get(type(value), _nested)(value) for value in row] for row in table.rows)
    return text.getvalue().encode()


def _text(value: str) -> str:
    return f"'{value}" if value[:1] in FORMULA else value


def _nested(value: Any) -> str:
    return ENCODE(value) if value else ""


_CELLS: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    str: _text,
    bool: lambda value: "true" if value else "false",
    int: str,
    Decimal: "{:f}".format,
}
"""How a value of each type is written in a cell; values of other types are written as JSON."""


def _package(tables: Iterable[Table], made: Callable[[str], bytes], data: SiteData, base_url: str) -> bytes:
    """A Frictionless data package: every CSV file with its checksum, columns, licence and sources."""
    site = data.site
    name = re.sub(r"[^a-z0-9]+", "-", site.title.lower()).strip("-") or "explainer"
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": site.title,
        "description": data.catalogue.data.description(description=site.description, date=site.as_of),
        **({"homepage": base_url} if base_url else {}),
        "licenses": [{"name": "custom", "title": site.rights}],
        "sources": [{"title": source.title, **({"path": source.url} if source.url else {})} for source in data.sources],
        "resources": [_resource(table, made(table.name)) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, body: bytes) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            **({"constraints": {"required": True}} if column.needed and column.type != "array" else {}),
        }
        for column in table.columns
    ]
    leads = [{"fields": [name], "reference": {"resource": to, "fields": ["id"]}} for name, to in table.leads]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{checksum(body)}",
        "schema": {"fields": fields, "primaryKey": list(table.key), **({"foreignKeys": leads} if leads else {})},
    }
