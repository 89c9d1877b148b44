"""What the pages of the desk show: sources sentence by sentence, passages, forms, outside pages, prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from explainer.authoring.cite import cells, citation, place_of, searched_texts
from explainer.authoring.scaffold import NEW, kept_text, slug, taken_ids
from explainer.content.content import Content, Entry
from explainer.content.coverage import Coverage, coverage_of
from explainer.content.fates import calendar_day
from explainer.content.loader import load_content
from explainer.content.records import Citation, Fact, host_of
from explainer.content.reviews import Statement, reviews
from explainer.desk.forms import choices, form
from explainer.desk.passages import found_in, proposed
from explainer.desk.saving import Files, Outcome, RefusedError
from explainer.text.source_text import Span, contains, spaced

Answer = dict[str, Any]
"""What is sent to the browser as JSON."""


class Desk:
    """Answers what the pages of the desk ask, from the content of the last build."""

    def __init__(self, content: Path, seeds: Path) -> None:
        self.files = Files(content, seeds)
        self._read: tuple[int, Content] | None = None

    def content(self, build: int) -> Content:
        """The content as of a build, by its number; raises ContentError if there is none that can be read at all."""
        if self._read is None or self._read[0] != build:
            self._read = build, load_content(self.files.content, self.files.seeds)[0]
        return self._read[1]

    def answer(self, name: str, query: Mapping[str, str], build: int) -> Answer:
        """What is asked by a name and a query, of the content as of a build.

        Raises:
            RefusedError: if there is no such thing.
        """
        content, one = self.content(build), query.get("id", "")
        answers: Mapping[str, Callable[[], Answer]] = {
            "overview": lambda: self.overview(content),
            "source": lambda: self.source(content, one),
            "passage": lambda: self.passage(content, query),
            "named": lambda: self.named(content, query.get("words", "")),
            "form": lambda: self.form(content, query),
            "outside": lambda: self.outside(content, query.get("url", "")),
            "page": lambda: self.page(content, one),
            "check": lambda: self.check(content),
            "unfinished": lambda: {"changes": self.files.kept(query.get("name", ""))},
        }
        return answers[name]()

    def overview(self, content: Content) -> Answer:
        """The sources with the number of sentences in each state, texts of no source, pages, kinds, and what is unfinished."""
        sources, tables = [], content.texts.keys() - searched_texts(content).keys()
        for entry in content.sources:
            found: Answer = {"id": entry.record.id, "title": entry.record.title, "url": entry.record.url or ""}
            if entry.record.id in tables:
                found["cells"] = sum(bool(published) for _, published, _ in _cells(content, entry.record.id))
            elif entry.record.id in content.texts:
                coverage = _coverage(content, entry.record.id)
                found |= {"cited": coverage.cited, "left": coverage.left_out, "open": len(coverage.missing)}
            sources.append(found)
        registered = {file for entry in content.sources for file in entry.record.files}
        texts = [name for name in content.seeds if name not in registered]
        pages = [{"id": prose.name, "title": prose.front.title} for prose in content.prose]
        drafts = [{"id": each.record.id, "kind": each.record.kind} for each in content.facts if each.record.draft]
        drafts += [{"id": prose.name, "kind": "page"} for prose in content.prose if prose.front.draft]
        return {"title": content.site.record.title, "drafts": drafts, "sources": sources, "texts": texts, "pages": pages, **choices(content),
                "unfinished": self.files.unfinished()}  # fmt: skip

    def source(self, content: Content, name: str) -> Answer:
        """A source text as its parts in order, each sentence or cell with its state, or the claims of an outside page."""
        entry = next((entry for entry in content.sources if entry.record.id == name), None)
        if entry is None:
            raise RefusedError(f"there is no source '{name}'")
        record = entry.record
        answer: Answer = {"id": name, "title": record.title}
        if name not in content.texts:
            claims = [
                {"record": fact.record.id, "kind": fact.record.kind, "claim": cite.claim}
                for fact in content.facts
                for cite in fact.record.cite
                if cite.source == name and cite.claim
            ]
            return {**answer, "url": record.url or "", "claims": claims}
        text, at = content.texts[name], 0
        parts: list[Answer] = []
        for span, part in _parts(content, name):
            if span.start > at:
                parts.append({"text": text.raw[at : span.start]})
            parts.append({"text": text.words_of(span), **part})
            at = span.end
        return {**answer, "parts": [*parts, {"text": text.raw[at:]}]}

    def passage(self, content: Content, query: Mapping[str, str]) -> Answer:
        """What can be done with the words of the text of a `source` from `start` to `end`, made whole words."""
        cite, span = _chosen(content, query)
        text = content.texts[cite.source]
        parts = [(place, part) for place, part in _parts(content, cite.source) if place.overlaps(span)]
        states = {part["state"] for _, part in parts}
        return {
            "start": span.start,
            "end": span.end,
            **_shown(cite),
            "place": place_of(content, cite),
            "found": found_in(content, cite, span),
            "records": [*{each["id"]: each for _, part in parts for each in part["records"]}.values()],
            "state": next((state for state in ("cited", "left", "cell") if state in states), "open"),
            "sentence": spaced(" ".join(text.words_of(place) for place, _ in parts)),
        }

    def named(self, content: Content, words: str) -> Answer:
        """Every place of a name in the source texts: source, start and end."""
        found = [
            (cite, span)
            for source, text in searched_texts(content).items()
            for span in text.places(words)
            if (cite := citation(source, text, span))
        ]
        found += [
            (cite, span)
            for source in content.texts
            for cite, span in cells(content, source)
            if cite.cell and contains(cite.cell.shown, words, ignore_case=True)
        ]
        places = [
            {"start": span.start, "end": span.end, **_shown(cite), "place": place_of(content, cite)}
            for cite, span in found
        ]
        return {"places": places[:20]}

    def form(self, content: Content, query: Mapping[str, str]) -> Answer:
        """The form of a record: its fields, its values, and the file that it is in with its version.

        `query` has a `kind`, and the `id` of an existing record, or the `source` of a new one's evidence with `start`
        and `end` of the passage or a `claim`, or the `file` of a text that a new source is made of.
        """
        name = query.get("id", "")
        kind = query.get("kind") or next(
            (entry.record.kind for entry in _records(content) if entry.record.id == name), ""
        )
        if kind not in NEW:
            raise RefusedError(f"there is no kind '{kind}'")
        model = NEW[kind][1]
        values: Answer = {}
        path = self.files.content / NEW[kind][0]
        if name:
            path, _, values = self.files.place(kind, name)
        elif query.get("claim"):
            cite = Citation.model_validate({"source": query.get("source", ""), "claim": query["claim"]})
            values = proposed(content, kind, cite)
        elif query.get("source"):
            values = proposed(content, kind, *_chosen(content, query))
        elif kind == "source" and (file := query.get("file")):
            values = self._registered(content, file)
        return {
            "kind": kind,
            "id": name,
            "fields": form(model, choices(content)["terms"]),
            "values": values,
            "file": self.files.name(path),
            "version": self.files.version(path),
            "fact": issubclass(model, Fact),
            "taken": sorted(taken_ids(self.files.content)),
        }

    def _registered(self, content: Content, file: str) -> Answer:
        """The values of a new source that follow from its text: the first of an explainer is a base source."""
        if file not in content.seeds:
            raise RefusedError(f"there is no text '{file}'")
        base = {} if any(entry.record.base for entry in content.sources) else {"base": "true"}
        fields, _ = kept_text(self.files.seeds / file, self.files.seeds)
        return {"id": slug(Path(file).stem), "language": content.site.record.language, **base, **fields}

    def outside(self, content: Content, url: str) -> Answer:
        """What is known of an outside page: the source of that address, or the values of a new source and its publisher."""
        host = host_of(url)
        if not re.match(r"https?://", url) or "." not in host:
            raise RefusedError("an address starts with https:// or http:// and has a host")
        known = [entry.record for entry in content.sources if _same_page(entry.record.url or "", url)]
        publishers = [entry.record for entry in content.publishers if host in entry.record.hosts]
        name = slug(host.rpartition(".")[0])
        publisher = publishers[0].id if publishers else name
        path = urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0]
        site = content.site.record
        return {
            "known": [{"id": source.id, "title": source.title} for source in known],
            "publisher": None if publishers else {"id": publisher, "hosts": [host]},
            "publisher_name": publishers[0].name if publishers else "",
            "source": {"id": slug(f"{name}-{path}"), "publisher": publisher, "language": site.language, "url": url,
                       "date_accessed": min(_today(), calendar_day(site.as_of.last.latest()).isoformat())},
        }  # fmt: skip

    def check(self, content: Content) -> Answer:
        """The statements that a second person has rejected, or none has read, each beside its evidence; and the count of all.

        Those that were rejected come first, and have `by` and `remark`.
        """
        found = reviews(content)
        rejected = [(statement, {"by": each.by, "remark": each.remark or ""}) for statement, each in found.rejected]
        unread: list[tuple[Statement, Answer]] = [(statement, {}) for statement in found.with_verdict("")]
        statements = [
            {
                "page": statement.page,
                "records": _named(content, statement.records),
                "text": statement.text,
                "evidence": [_shown(cite) for cite in statement.evidence],
                "statement_sha256": statement.text_hash,
                "evidence_sha256": statement.evidence_hash,
                **signed,
            }
            for statement, signed in (*rejected, *unread)
        ]
        return {"said": str(found), "statements": statements, "version": self.files.version(self.files.reviews)}

    def sign(self, build: int, asked: Mapping[str, str], version: str) -> Outcome:
        """Add the signature of a statement, as of a build, to `reviews.yaml`: who, the verdict, a remark if it is wrong.

        Raises:
            ContentError: if there is no content that can be read.
            RefusedError: if there is no such statement any more, or nothing is said of what is wrong.
        """
        if asked["verdict"] == "wrong" and not asked["remark"].strip():
            raise RefusedError("say what is wrong")
        hashes = (asked["statement_sha256"], asked["evidence_sha256"])
        known = {(each.text_hash, each.evidence_hash): each for each in reviews(self.content(build)).statements}
        if (statement := known.get(hashes)) is None:
            raise RefusedError("this statement or its evidence was changed meanwhile; read it again")
        page = {"page": statement.page} if statement.page else {}
        remark = {"remark": asked["remark"]} if asked["remark"] else {}
        who = {"verdict": asked["verdict"], **remark, "by": asked["by"], "date": _today()}
        hashed = {"statement_sha256": hashes[0], "evidence_sha256": hashes[1]}
        return self.files.sign({**page, "records": [*statement.records], **who, **hashed}, version)

    def page(self, content: Content, name: str) -> Answer:
        """The Markdown of a page, with its version, and the records that words of it can be bound to."""
        path = self.files.page(name)
        return {"id": name, "body": self.files.body(name), "file": self.files.name(path),
                "version": self.files.version(path), **choices(content)}  # fmt: skip


def _records(content: Content) -> tuple[Entry, ...]:
    return (*content.facts, *content.sources, *content.publishers)


def _today() -> str:
    """The day on the editor's calendar."""
    return date.today().isoformat()  # noqa: DTZ011  # of this machine's time zone


def _coverage(content: Content, source: str) -> Coverage:
    """The coverage of a source by what is published, if anything but drafts needs the source."""
    published = content.without_drafts()
    return coverage_of(published if source in published.texts else content, source)


def _parts(content: Content, source: str) -> Iterator[tuple[Span, Answer]]:
    """Each sentence or cell of a source: its place, its state by what is published, and what cites it, drafts too.

    A sentence is cited, left (out, for a reason) or open, a cell is cited or only a cell.
    """
    for span, published, every in _cells(content, source):
        state = "cited" if published else "cell"
        yield span, {"state": state, "records": _named(content, every), "reason": ""}
    if source in searched_texts(content):
        for line, with_drafts in zip(_coverage(content, source).lines, coverage_of(content, source).lines, strict=True):
            state = "cited" if line.cited else "left" if line.left_out else "open"
            why = line.left_out[0].record.reason if line.left_out else ""
            yield line.sentence.span, {"state": state, "records": _named(content, with_drafts.cited), "reason": why}


def _cells(content: Content, source: str) -> Iterator[tuple[Span, tuple[str, ...], tuple[str, ...]]]:
    """Each cell of a table: its place, the published records that cite it, and all with drafts."""
    citing: dict[tuple[int, int], dict[str, bool]] = {}
    for fact in (entry.record for entry in content.facts):
        for cite in fact.cite:
            if cite.source == source and cite.cell:
                citing.setdefault((cite.cell.row, cite.cell.place), {})[fact.id] = not fact.draft
    for cite, span in cells(content, source):
        assert cite.cell
        found = citing.get((cite.cell.row, cite.cell.place), {})
        yield span, tuple(name for name, published in found.items() if published), tuple(found)


def _shown(cite: Citation) -> Answer:
    """A citation as it is written, and the words of its passage, cell or claim."""
    return {"cite": cite.model_dump(exclude_defaults=True), "words": cite.cell.shown if cite.cell else cite.words}


def _named(content: Content, names: Iterable[str]) -> list[Answer]:
    """What cites something, by its id: records, each with its kind, and a source that cites its own text."""
    kinds = ((name, content.records.get(name)) for name in names)
    return [{"id": name, "kind": record.kind if record else "source"} for name, record in kinds]


def _chosen(content: Content, query: Mapping[str, str]) -> tuple[Citation, Span]:
    """The citation of the words of a `source` from `start` to `end`, made whole words, and their place.

    Raises:
        RefusedError: if there are no such words, or they cannot be cited.
    """
    source, start, end = query.get("source", ""), _number(query, "start"), _number(query, "end")
    text = content.texts.get(source)
    if text is None or not 0 <= start < end <= len(text.raw):
        raise RefusedError(f"source '{source}' has no such words")
    span = _whole_words(text.raw, start, end)
    if source not in searched_texts(content):
        found = [(cite, place) for cite, place in cells(content, source) if place.overlaps(span)]
        if len(found) != 1:
            raise RefusedError("choose words of one cell, other than those that name its row and column")
        return found[0]
    cite = citation(source, text, span)
    if cite is None:
        raise RefusedError("these words cannot be cited: they are too long, or no unique words are around them")
    return cite, span


def _number(query: Mapping[str, str], name: str) -> int:
    value = query.get(name, "")
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise RefusedError(f"{name} is no number")
    return int(value)


def _same_page(one: str, other: str) -> bool:
    """True if two addresses are of one page: the scheme, `www.`, a final slash and what follows `#` make no difference."""
    first, second = (
        re.sub(r"^https?://(www\.)?", "", url.partition("#")[0]).rstrip("/") for url in (one.strip(), other.strip())
    )
    return bool(first) and first == second


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span of the whole words of which a selection has a part, without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise RefusedError("no words are chosen")
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
