"""Hostile content stays inert: shown as text or refused, in every field of every kind of record."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, get_args
from xml.etree import ElementTree as ET

import pytest
import yaml
from samples import Explainer

from explainer.cache import CachedPipeline
from explainer.content.records import KINDS, FrontMatter, LeftOut, Model, Publisher, Removed, Site, Source
from explainer.pipeline import Inputs
from explainer.problems import ContentError
from explainer.rules import registry
from explainer.rules.prose import plain_text

TURNS = (
    ("+zqx", "-zqx", "@zqx"),
    ("javascript:zqx", "data:text/html,zqx"),
    ("zqx\r\nBEGIN:VEVENT", "zqx\x07", "zqx\u202e"),
)
"""Payloads that are alike: each field gets one of each group, in turn."""
EACH = (
    "zqx<script>zqx</script>\"><img src=zqx onerror=zqx>'--></script></style>]]>{{zqx}}",
    "=zqx", "zqx\nEND:VCALENDAR\nBEGIN:zqx", "zqx" * 33334,
)  # fmt: skip
AROUND = {"cite": {"source": "office-yearbook", "claim": "Plain words."}, "names": {"lang": "de", "text": "Bogen"}}
"""Values for a part of a record that the miniature leaves out, besides the field that is attacked."""

PAYLOADS = (*EACH, *(payload for group in TURNS for payload in group))


@pytest.fixture(autouse=True)
def without_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the rule that refuses markup: pages hold it as text even where no rule refuses it."""
    monkeypatch.setattr(registry, "RULES", tuple(rule for rule in registry.RULES if rule.check is not plain_text))


class Inert(HTMLParser):
    """Asserts of a page that no element or attribute came from content, and that nothing on it runs or calls out."""

    inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No handler, no style attribute, no inline script, no frame, no address that runs."""
        names = [name for name, _ in attrs]
        assert "zqx" not in tag
        assert not [name for name in names if name.startswith("on") or name in ("style", "srcdoc") or "zqx" in name], (
            tag
        )
        assert tag not in ("style", "iframe", "object", "embed", "base")
        assert "formaction" not in names
        self.inside = "script" if tag == "script" and "src" not in names else ""
        if self.inside:
            assert ("type", "application/ld+json") in attrs
        for name, value in attrs:
            if name in ("href", "src", "action"):
                assert not re.match(r"(?i)\s*(javascript:|data:|vbscript:|//)", value or ""), value
            if name in ("src", "action") or (tag == "link" and ("rel", "stylesheet") in attrs and name == "href"):
                assert "zqx" not in (value or "")
                assert ":" not in (value or "")

    def handle_endtag(self, tag: str) -> None:
        """A script has ended."""
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Linked data parses."""
        if self.inside:
            json.loads(data)


def inert(site: dict[str, bytes]) -> None:
    """Every file that holds a payload parses, and holds it as text."""
    for path, body in site.items():
        if b"zqx" not in body:
            continue
        text = body.decode()
        if path.endswith(".html"):
            parser = Inert()
            parser.feed(text)
            parser.close()
        elif path.endswith((".json", ".webmanifest")):
            json.loads(text)
        elif path == "search-index.js":
            json.loads(text.removeprefix("const searchIndex = ").removesuffix(";\n"))
        elif path.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
            assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and "zqx" in cell], path
        elif path.endswith(".ics"):
            lines = text.replace("\r\n ", "").split("\r\n")
            assert lines.count("BEGIN:VCALENDAR") == lines.count("END:VCALENDAR") == 1
            assert all(re.match(r"[A-Z-]+[;:]", line) for line in lines if line), path
            assert not [line for line in lines if line.startswith(("BEGIN:zqx", "zqx")) or "\n" in line]
        elif path.endswith(".xml"):
            ET.fromstring(body)


def fields(model: type[Model], prefix: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to every field of a model, through the models within it."""
    for name, info in model.model_fields.items():
        yield (*prefix, name)
        for inner, steps in nested(info.annotation):
            yield from fields(inner, (*prefix, name, *steps))


def nested(annotation: Any) -> Iterator[tuple[type[Model], tuple[int, ...]]]:
    """The models in an annotation; one in a list is the first of it."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation, ()
    listed = (0,) if getattr(annotation, "__origin__", None) is tuple else ()
    for inner in get_args(annotation):
        for found, steps in nested(inner):
            yield found, (*listed, *steps)


def put(record: Any, way: tuple[str | int, ...], payload: str) -> None:
    """Set one field; create the models around it that do not exist."""
    for key, within in pairwise(way):
        if isinstance(record, dict) and key not in record:
            record[key] = [dict(AROUND.get(str(key), {}))] if isinstance(within, int) else {}
        record = record[key]
    if isinstance(record.get(way[-1]), list):
        record[way[-1]] = [payload]
    elif isinstance(record.get(way[-1]), dict):
        record[way[-1]] = {**record[way[-1]], next(iter(record[way[-1]]), "zqx"): payload}
    else:
        record[way[-1]] = payload


def attacks() -> dict[str, tuple[type[Model], bool]]:
    """Every file of records, its model, and whether it is a list."""
    return {
        **{f"facts/{name}.yaml": (model, True) for name, model in KINDS.items()},
        "sources.yaml": (Source, True), "publishers.yaml": (Publisher, True), "left-out.yaml": (LeftOut, True),
        "removed.yaml": (Removed, True), "site.yaml": (Site, False),
    }  # fmt: skip


class Attack(NamedTuple):
    """A field of a file that is to hold a payload."""

    file: str
    many: bool
    way: tuple[str | int, ...]


def due(payload: str) -> list[Attack]:
    """The fields whose turn it is to get a payload: all of them, or every so many where payloads are alike."""
    found = []
    for file, (model, many) in attacks().items():
        for number, way in enumerate(fields(model)):
            if payload in (*EACH, *(group[number % len(group)] for group in TURNS)):
                found.append(Attack(file, many, way))
    return found


@contextmanager
def attacked(sample: Explainer, attacks: Sequence[Attack], payload: str) -> Iterator[None]:
    """The copy with the payload in all these fields of the last record of each file, until the block ends."""
    whole = {file: sample.path(file).read_text("utf-8") for file in {attack.file for attack in attacks}}
    values = {file: yaml.load(text, Loader=yaml.CBaseLoader) for file, text in whole.items()}
    for attack in attacks:
        put(values[attack.file][-1] if attack.many else values[attack.file], attack.way, payload)
    for file, value in values.items():
        sample.path(file).write_text(
            yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8"
        )
    yield
    for file, text in whole.items():
        sample.path(file).write_text(text, "utf-8")


@pytest.fixture
def checker(sample: Explainer, tmp_path: Path) -> CachedPipeline:
    """A pipeline that has read the copy, and reads and checks again only what an edit has changed."""
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    checker = CachedPipeline(Inputs(sample.folder / "content", sample.folder / "seeds", nothing, nothing))
    checker.view(checker.read()[0])
    return checker


def is_refused(checker: CachedPipeline) -> bool:
    """True if there is a problem with what the copy holds now."""
    try:
        content, _, problems = checker.read()
    except ContentError:
        return True
    return bool(problems or checker.check(content, content.without_drafts()))


def held(sample: Explainer, attacks: Sequence[Attack], payload: str) -> int:
    """How many of the fields took the payload into a site, all of which was inert: all at once, or fewer at a time."""
    with attacked(sample, attacks, payload):
        if attempt(sample):
            return len(attacks)
    half = len(attacks) // 2
    return held(sample, attacks[:half], payload) + held(sample, attacks[half:], payload) if half else 0


@pytest.mark.slow
@pytest.mark.parametrize("payload", PAYLOADS, ids=[repr(payload[:12]) for payload in PAYLOADS])
def test_every_field_of_every_record(
    sample: Explainer, checker: CachedPipeline, record_property: Callable[[str, object], None], payload: str
) -> None:
    """The payload in each field is refused with a problem or shown as text."""
    tried, taken = due(payload), []
    for attack in tried:
        with attacked(sample, [attack], payload):
            if not is_refused(checker):
                taken.append(attack)
    # Every file has a field of plain words, which takes what looks like a formula.
    assert payload != "=zqx" or {attack.file for attack in taken} == set(attacks())
    shown = held(sample, taken, payload)
    assert bool(shown) == bool(taken)
    record_property(
        "measured", f"hostile {payload[:12]!r}: {len(tried)} fields, {len(tried) - shown} refused, {shown} took it as text"
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "payload",
    [*PAYLOADS, "&lt;script>zqx&lt;/script>", "[zqx](javascript:zqx)", "[zqx](data:zqx)",
     '[zqx](https://zqx"onclick=zqx)', "`zqx<b>`"],
    ids=lambda payload: repr(payload[:20]),
)  # fmt: skip
def test_prose_and_its_head(sample: Explainer, payload: str) -> None:
    """The same for a page: its head and its Markdown."""
    page = sample.path("pages/index.md")
    whole = page.read_text("utf-8")
    head, _, body = whole.removeprefix("---\n").partition("\n---\n")
    for field in FrontMatter.model_fields:
        value = yaml.load(head, Loader=yaml.BaseLoader) | {field: payload}
        page.write_text(f"---\n{yaml.safe_dump(value, allow_unicode=True)}---\n{body}", "utf-8")
        attempt(sample)
    page.write_text(f"{whole}\n\n{payload}\n", "utf-8")
    attempt(sample)


@pytest.mark.parametrize("entity", ["&#x202E;", "&shy;", "&#8203;", "&zwnj;", "&#7;"])
def test_an_entity_hides_nothing(sample: Explainer, entity: str) -> None:
    """What cannot be seen in Markdown is refused, also where an entity stands for it."""
    sample.add("pages/index.md", f"\n\nThe ferry {entity} stopped.\n")
    assert any("an entity for the invisible character U+" in text for text in sample.problems())


def attempt(sample: Explainer) -> bool:
    """True if a site is made and all of it is inert, False if it is refused with a problem."""
    try:
        site = sample.make()
    except ContentError:
        return False
    inert(site)
    return True


def test_nothing_runs_or_calls_out(sample: Explainer) -> None:
    """Every page of a good site has the strict policy, no handler, no inline style or script, nothing from elsewhere."""
    for path, body in sample.make("--base-url", "https://example.org/bridge").items():
        if path.endswith(".html"):
            text = body.decode()
            assert text.count("default-src 'none'") == 1
            assert text.index("Content-Security-Policy") < text.index("<link")
            assert text.count('<meta name="referrer" content="strict-origin-when-cross-origin">') == 1
            parser = Inert()
            parser.feed(text)
            parser.close()
