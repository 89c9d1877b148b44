"""Read finished sites and files of content as a program does that knows only their formats."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from icalendar import Calendar, Component
from jsonschema import Draft7Validator

from explainer.authoring.schema import schemas

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def rows(site: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(site[f"data/{name}.csv"].decode(), newline="")))


def records(site: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    """The records of a JSON file."""
    found: list[dict[str, Any]] = json.loads(site[f"data/{name}.json"])["records"]
    return found


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


def entries(text: str) -> dict[str, Any]:
    """The entries of a calendar by the id of their record, as a library reads them."""
    read = Calendar.from_ical(text)
    assert isinstance(read, Component)
    events = read.walk("VEVENT")
    assert [event.errors for event in events if event.errors] == []
    return {str(event["UID"]).rpartition("-")[0]: event for event in events}


class LanguageServerLoader(yaml.SafeLoader):
    """Reads scalars of YAML as a language server does, which knows no dates."""


LanguageServerLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":merge"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validators() -> dict[str, Draft7Validator]:
    """The schema of each kind of file."""
    return {name.removesuffix(".json"): Draft7Validator(json.loads(text)) for name, text in schemas().items()}


def schema_faults(kind: str, value: Any) -> list[str]:
    """What the schema of a kind of file says about a value."""
    return [error.message for error in _validators()[kind].iter_errors(value)]
