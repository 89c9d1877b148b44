"""Verify a built site against its manifest and the source texts, as any reader can."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from explainer.exports.checksums import MANIFEST, checksum
from explainer.exports.manifest import Cited, Manifest
from explainer.formats.editor_files import files_below
from explainer.formats.yaml_file import MAX_BYTES, decode_seed
from explainer.problems import ContentError, Location, Problem
from explainer.resources import COMMAND
from explainer.text.numbers import with_noun
from explainer.text.source_text import SourceText, contains, fold
from explainer.text.tables import read_table


@dataclass
class Verdict:
    """The result: what was verified (counted), what is contradicted, and what could not be checked."""

    files: int = 0
    passages: int = 0
    claims: int = 0
    digest: str = ""
    contradicted: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 verified, 1 contradicted, 2 could not check."""
        return 1 if self.contradicted else 2 if self.unchecked else 0

    def __str__(self) -> str:
        lines = [f"contradicted: {text}" for text in self.contradicted]
        lines += [f"could not check: {text}" for text in self.unchecked]
        shown = "account of an outside page is" if self.claims == 1 else "accounts of outside pages are"
        lines.append(f"{self.files} files as the manifest lists them, {with_noun(self.passages, 'passage')} word for word in the source "
                     f"texts; {self.claims} {shown} shown as recorded.")  # fmt: skip
        lines.append(f"The manifest has the SHA-256 {self.digest}: compare it with the one its publisher names.")
        lines.append(("Verified.", "Contradicted.", "Could not check everything.")[self.exit_code])
        return "\n".join(lines)


def verify_site(path: Path, seeds: Path) -> Verdict:
    """The verdict on the built site in the folder `path`; `seeds` is the folder of source texts.

    Raises:
        ContentError: if the folder, or anything in it, cannot be read.
    """
    site = read_site(path)
    body = site.pop(MANIFEST, None)
    verdict = Verdict(digest=checksum(body or b""))
    if body is None:
        verdict.unchecked.append(f"no {MANIFEST}: it says what the site should hold")
        return verdict
    try:
        manifest = Manifest.model_validate_json(body)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where = ".".join(str(part) for part in fault["loc"]) or "the whole"
            verdict.contradicted.append(f"{MANIFEST}: {where}: {fault['msg']}")
        return verdict
    checker = _Checker(site, manifest, seeds, verdict)
    checker.files()
    checker.facts()
    checker.sources()
    checker.publishers()
    checker.old()
    checker.data()
    return verdict


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file of a built site: path below `folder`, with forward slashes, to bytes.

    Raises:
        ContentError: with every folder and file that cannot be read, and every link and special file.
    """
    site: dict[str, bytes] = {}
    problems: list[Problem] = []

    def refuse(path: Path, message: str) -> None:
        problems.append(Problem(Location(str(path)), message, "get the site again from where it came", rule="readable"))

    def unreadable(path: Path, error: OSError) -> None:
        refuse(path, f"cannot be read: {error.strerror}")

    if not folder.exists():
        hint = f"`{COMMAND} build` writes the site; or name the folder that it is in"
        raise ContentError([Problem(Location(str(folder)), "there is no such folder", hint, rule="readable")])
    for name, path in files_below(folder, unreadable):
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                site[name] = path.read_bytes()
            else:
                refuse(path, "a link or special file")
        except OSError as error:
            unreadable(path, error)
    if problems:
        raise ContentError(problems)
    return site


@dataclass
class _Checker:
    site: Mapping[str, bytes]
    manifest: Manifest
    seeds: Path
    verdict: Verdict
    texts: dict[str, SourceText | None] = field(default_factory=dict)

    def wrong(self, text: str) -> None:
        self.verdict.contradicted.append(text)

    def files(self) -> None:
        for name in sorted(self.manifest.files.keys() | self.site.keys()):
            if name not in self.site:
                self.wrong(f"{name}: listed in the manifest, but missing")
            elif name not in self.manifest.files:
                self.wrong(f"{name}: not listed in the manifest")
            elif checksum(self.site[name]) != self.manifest.files[name]:
                self.wrong(f"{name}: changed, it does not have the checksum of the manifest")
            else:
                self.verdict.files += 1

    def facts(self) -> None:
        facts = self.manifest.facts
        for name, stated in facts.items():
            if stated.page != f"facts/{name}.html":
                self.wrong(f"{MANIFEST}: record '{name}' is said to be on '{stated.page}'")
                continue
            page = _Page(self.site.get(stated.page, b""))
            for other in stated.rests_on:
                if other not in facts:
                    self.wrong(f"{MANIFEST}: record '{name}' rests on '{other}', which does not exist")
                elif f"../facts/{other}.html" not in page.links:
                    self.wrong(f"{stated.page}: does not link to '{other}', on which it rests")
            for cite in stated.cite:
                self.shown(stated.page, page, cite)
                self.cited(name, cite)
        known = {*(stated.page for stated in facts.values()), *self.manifest.old}
        for path in self.site:
            if path.startswith("facts/") and path.endswith(".html") and path not in known:
                self.wrong(f"{path}: a record without evidence in the manifest")

    def sources(self) -> None:
        """Check that the page of each source shows what says who speaks in it, when and where, and that it does."""
        for name, cites in self.manifest.sources.items():
            path = f"sources/{name}.html"
            page = _Page(self.site.get(path, b""))
            for cite in cites:
                self.shown(path, page, cite)
                self.cited(name, cite)

    def publishers(self) -> None:
        """Check that the page of each source that describes a publisher shows its claim."""
        for cites in self.manifest.publishers.values():
            for cite in cites:
                path = f"sources/{cite.source}.html"
                if not contains(_Page(self.site.get(path, b"")).words, cite.claim or ""):
                    self.wrong(f"{path}: does not show “{cite.claim}”")
                self.verdict.claims += 1

    def old(self) -> None:
        """Check that the page at each former address links to its new address."""
        for path, now in self.manifest.old.items():
            if now and "../" * path.count("/") + now not in _Page(self.site.get(path, b"")).links:
                self.wrong(f"{path}: does not link to '{now}', which has replaced it")

    def shown(self, path: str, page: _Page, cite: Cited) -> None:
        """Check that a page shows the words and links to their source, and that the source's page shows what it is."""
        for words in (cite.exact or cite.claim or cite.cell or "", cite.locator or ""):
            if words and not contains(page.words, words):
                self.wrong(f"{path}: does not show “{words}”")
        source = f"sources/{cite.source}.html"
        if f"../{source}" not in page.links:
            self.wrong(f"{path}: does not link to source '{cite.source}'")
        told = _Page(self.site.get(source, b""))
        for value in (cite.sha256, cite.url):
            if value and fold(value) not in told.words:
                self.wrong(f"{source}: does not show {value}")

    def cited(self, name: str, cite: Cited) -> None:
        """Check that the words occur once in the source text, between the stated prefix and suffix."""
        if cite.cell is not None:
            self.in_table(name, cite)
            return
        if cite.exact is None:
            if cite.claim is None or cite.file:
                self.wrong(f"{MANIFEST}: '{name}' cites '{cite.source}' without a word of it")
            self.verdict.claims += 1
            return
        if cite.file is None or cite.sha256 is None:
            self.wrong(f"{MANIFEST}: '{name}' quotes '{cite.source}', which has no source text")
        elif text := self.text(cite.file, cite.sha256):
            found = len(text.find(cite.exact, cite.prefix or "", cite.suffix or ""))
            if found == 1:
                self.verdict.passages += 1
            else:
                how = f"occurs {found} times" if found else "does not occur"
                self.wrong(f"'{name}': “{cite.exact}” {how} in {cite.file} with these words around it")

    def in_table(self, name: str, cite: Cited) -> None:
        """Check that a cell holds what is said, at the place that is named."""
        text = self.text(cite.file, cite.sha256) if cite.file and cite.sha256 else None
        if cite.file is None or cite.sha256 is None:
            self.wrong(f"{MANIFEST}: '{name}' cites a cell of '{cite.source}', which has no source text")
        elif text:
            rows = read_table(text.raw).rows
            held = {f"r{at}-c{place}": each.text for at, row in enumerate(rows, 1) for place, each in enumerate(row, 1)}
            if held.get(cite.at or "") == cite.cell:
                self.verdict.passages += 1
            else:
                self.wrong(f"'{name}': “{cite.cell}” is not at {cite.at} of {cite.file}")

    def text(self, file: str, sha256: str) -> SourceText | None:
        """A source text, if it exists and is the one that was cited; a problem with it is reported once."""
        key = f"{file} {sha256}"
        if key not in self.texts:
            self.texts[key] = self.read(file, sha256)
        return self.texts[key]

    def read(self, file: str, sha256: str) -> SourceText | None:
        path = self.seeds / file
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= MAX_BYTES else b""
        except OSError as error:
            why = "does not exist" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
            self.verdict.unchecked.append(f"{path} {why}; what is cited from it was not checked")
            return None
        if size > MAX_BYTES:
            self.wrong(f"{path}: too large to be a source text")
            return None
        if checksum(data) != sha256:
            self.wrong(f"{path}: not the text that was cited: its checksum differs")
            return None
        try:
            return SourceText(decode_seed(str(path), data), path=str(path))
        except ContentError as error:
            self.wrong(f"{path}: {error.problems[0].message}")
            return None

    def data(self) -> None:
        """Check that all words that a file for programs gives as quoted or claimed are in the manifest."""
        manifest = self.manifest
        cited = (
            *(stated.cite for stated in manifest.facts.values()),
            *manifest.sources.values(),
            *manifest.publishers.values(),
        )
        known = {
            kind: {fold(words) for cites in cited for cite in cites if (words := getattr(cite, kind))}
            for kind in ("exact", "claim")
        }
        for path, body in self.site.items():
            try:
                found = list(_quoted(path, body))
            except (ValueError, RecursionError, csv.Error) as error:
                self.wrong(f"{path}: cannot be parsed: {error}")
                continue
            for kind, words in found:
                if fold(words) not in known[kind]:
                    self.wrong(f"{path}: holds “{words}” as evidence, which the manifest does not have")


def _quoted(path: str, body: bytes) -> Iterator[tuple[str, str]]:
    """Every value named `exact` or `claim` in a file: in JSON, in JSON-LD within a page, or in a column of a table."""
    if path.endswith((".json", ".jsonld", ".webmanifest")):
        yield from _walk(json.loads(body))
    elif path.endswith(".html"):
        for script in _Page(body).data:
            yield from _walk(json.loads(script))
    elif path.endswith(".csv"):
        for row in csv.DictReader(io.StringIO(body.decode(), newline="")):
            # An apostrophe keeps spreadsheets from taking a text for a formula.
            yield from ((kind, row[kind].removeprefix("'")) for kind in ("exact", "claim") if row.get(kind))


def _walk(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("exact", "claim") and isinstance(inner, str):
                yield key, inner
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


class _Page(HTMLParser):
    """The text of a page (`words`, folded), the targets of its links (`links`), and its data for programs (`data`)."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.data: list[str] = []
        self._text: list[str] = []
        self._inside = ""
        self.feed(body.decode("utf-8", "replace"))
        self.close()

    @cached_property
    def words(self) -> str:
        """The text of the page, folded."""
        return fold("".join(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect links, without their fragments; skip hidden text."""
        self.links.update((value or "").partition("#")[0] for name, value in attrs if name == "href")
        self._inside = tag if tag in ("script", "style", "title") else ""
        if tag == "script" and ("type", "application/ld+json") in attrs:
            self.data.append("")
            self._inside = "data"

    def handle_endtag(self, tag: str) -> None:
        """End a script or hidden element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Collect text as words or as data."""
        if self._inside == "data":
            self.data[-1] += data
        elif not self._inside:
            self._text.append(data)
