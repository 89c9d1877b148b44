"""The records for programs: `data/` with every table as JSON and CSV, and what describes it, `datapackage.json`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import NoneType
from typing import Any

from explainer.calendars import calendar
from explainer.feeds import feeds
from explainer.model import KINDS
from explainer.pages import Overview, Page
from explainer.tables import FORMULA, Table, list_tables, series_table
from explainer.wording import plain_number

ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=plain_number).encode
FORMULAS = (
    "A text that begins with an apostrophe or with = + - @, a tab or a line end has one more apostrophe before it, "
    "so that no spreadsheet takes it for a formula; remove one apostrophe to have the text. Numbers are as they are. "
    "Lists and mappings are JSON within their cell. Dates are EDTF (ISO 8601-2). An empty cell means: not known."
)


def files_for_programs(seen: Overview, pages: Sequence[Page], base_url: str = "") -> dict[str, bytes]:
    """Output path to bytes: all that is made beside the pages for programs: tables, calendar, feed, site map."""
    return {**twins(seen, base_url), **calendar(seen, base_url), **feeds(seen, pages, base_url)}


def twins(seen: Overview, base_url: str = "") -> dict[str, bytes]:
    """Output path to bytes: every table as CSV, all but the citations as JSON too, and their description.

    In JSON each record holds its citations, and a number that binary fractions cannot hold to its last
    digit is a text.
    """
    tables = list_tables(seen, base_url)
    series = [series_table(each, seen, base_url) for each in seen.kinds["series"]]
    found = {f"data/{table.name}.csv": _csv(table) for table in (*tables, *series)}
    *told, citations = tables
    cited: dict[str, list[Any]] = defaultdict(list)
    for cite in citations.records():
        cited[cite.pop("record")].append(cite)
    found |= {f"data/{table.name}.json": _json(table, cited if table.name in KINDS else {}, seen) for table in told}
    found["data/datapackage.json"] = _package((*tables, *series), found, seen, base_url)
    return found


def _json(table: Table, cited: Mapping[str, list[Any]], seen: Overview) -> bytes:
    """One record a line, below a head that says what it is."""
    head = {"title": table.title, "of": seen.site.title, "as_of": str(seen.site.as_of), "rights": seen.site.rights}
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
"""How a value of each type is written in a cell; all others are JSON."""


def _package(tables: Iterable[Table], files: Mapping[str, bytes], seen: Overview, base_url: str) -> bytes:
    """A Frictionless data package: every CSV file with its checksum, columns, licence and sources."""
    site = seen.site
    name = re.sub(r"[^a-z0-9]+", "-", site.title.lower()).strip("-") or "explainer"
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": site.title,
        "description": f"{site.description} As far as found, to {site.as_of}. {FORMULAS}",
        **({"homepage": base_url} if base_url else {}),
        "licenses": [{"name": "custom", "title": site.rights}],
        "sources": [{"title": source.title, **({"path": source.url} if source.url else {})} for source in seen.sources],
        "resources": [_resource(table, files[f"data/{table.name}.csv"]) for table in tables],
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
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": list(table.key), **({"foreignKeys": leads} if leads else {})},
    }
