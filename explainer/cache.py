"""Reuse between successive builds of the preview: all of it is here, and nowhere else.

Every result equals that of a build from nothing, problems included; a test holds this for random edits.
Nothing depends on the dates of files: each build reads all bytes and compares them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, partial
from operator import attrgetter, is_
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from explainer.content.content import Content, Entry, Prose, in_text_order
from explainer.content.loader import Loader
from explainer.content.points import Point
from explainer.content.records import KINDS, Fact, Model, Series, Source
from explainer.content.roles import Ref, each
from explainer.exports.checksums import MANIFEST, checksum
from explainer.exports.data_files import files_for_programs
from explainer.exports.manifest import manifest
from explainer.formats.geojson import Shapes
from explainer.formats.images import ImageFile, read_image
from explainer.formats.markdown import blocks
from explainer.formats.yaml_file import YamlFile, read_yaml
from explainer.graphics.palette import Palette, read_palette
from explainer.graphics.share_images import draw, image_paths, share_images
from explainer.locales.catalogue import Catalogue
from explainer.locales.reading import read_catalogue
from explainer.pipeline import Inputs, Made, Pipeline, shown_pages
from explainer.problems import ContentError, Problem
from explainer.rendering.environment import make_environment
from explainer.rendering.link_check import Anchors, anchors, broken_links
from explainer.rendering.look import layers, read_layers, read_look
from explainer.rendering.renderer import Renderer, base_path
from explainer.rendering.site_files import SiteFile, check_paths, image_files, static_files
from explainer.rules.registry import check_facts, rules_for, run_rules, with_published
from explainer.text.source_text import SourceText, Span
from explainer.text.turns import Voicing
from explainer.view.fates import counted_fates
from explainer.view.page_list import Page, fact_pages, list_pages
from explainer.view.site_data import PARTS, TIMED, Lazily, SiteData

T = TypeVar("T")


class LazyFile:
    """A file that is computed when it is first read, in any thread, so that a build does not wait for it."""

    def __init__(self, path: str, make: Callable[[], bytes]) -> None:
        self._make: Callable[[], bytes] | None = make
        self._body = b""
        self._is_page = path.endswith(".html")
        self._lock = Lock()

    @property
    def is_computed(self) -> bool:
        """True once it was read."""
        return self._make is None

    def compute(self) -> None:
        """Compute it, if that was not done."""
        with self._lock:
            if self._make:
                self._body = self._make()
                self._make = None  # what it was computed from may be a whole site

    @property
    def stored(self) -> bytes:
        """Its bytes."""
        self.compute()
        return self._body

    @cached_property
    def sha256(self) -> str:
        """Their checksum."""
        return checksum(self.stored)

    @cached_property
    def anchors(self) -> Anchors | None:
        """The ids and links of a page; None for any other file."""
        return anchors(self.stored) if self._is_page else None


def bodies(files: Mapping[str, SiteFile[bytes]]) -> Mapping[str, bytes]:
    """The bytes of files by their output path; a file may be computed when it is first read, in any thread."""
    return Lazily(files, lambda path: files[path].stored)


BREATH = 0.0005
"""Seconds for which rendering pauses before a page that nobody has asked for, so that one who asks for another gets it."""


class CachedPipeline(Pipeline[bytes]):
    """The flow for successive builds: each stage does only what the last build has not done already."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__(inputs, lambda _path, body, _sha256: body)
        self._memo = Memo()
        self._same: frozenset[str] | None = None
        self._shown: _Shown | None = None
        self._renderer: _TrackingRenderer | None = None
        self._rendered: dict[str, _PageFile] = {}
        self._rendered_of: SiteData | None = None
        self._linked: dict[str, Anchors] = {}
        self._files: frozenset[str] = frozenset()

    def finish(self, made: Made[bytes]) -> None:
        """Render the pages that nobody has read yet, and check; if all is well, discard the values that were not used."""
        problems: list[Problem] = []
        for page in self._rendered.values():
            if not page.is_computed:
                time.sleep(BREATH)
            problems += page.problems
        if problems:
            raise ContentError(problems)
        super().finish(made)
        self._memo.forget()

    def read(self) -> tuple[Content, Mapping[str, bytes], list[Problem]]:
        """Reuse the values of files whose bytes are unchanged, and of records whose text is."""
        content, problems = _CachingLoader(self.inputs.content, self._memo).load(self.inputs.seeds)
        static, others = read_look(self.inputs.templates, self.inputs.static)
        return content, static, problems + others

    def check(self, content: Content, published: Content) -> list[Problem]:
        """Run the rules about one entry only on the records and pages that changed, and on all that refer to them."""
        same = self._same = _compare(self._shown.content, content) if self._shown else None
        if self._shown is None or same is None:
            return check_facts(content)
        doubtful = _doubtful(self._shown.content, content, same)
        rules = rules_for(content)
        problems = [
            *run_rules([rule for rule in rules if rule.scope == "entry"], doubtful),
            *run_rules([rule for rule in rules if rule.scope == "site"], content),
        ]
        return with_published(problems, content)

    def view(self, content: Content) -> SiteData:
        """Reuse the data of a content that shows the same; otherwise, the parts that concern only unchanged facts."""
        if self._shown is None or not same(_records(self._shown.content), _records(content)):
            data = SiteData(content)
            if self._shown and self._same is not None:
                _carry_over(self._shown.content, self._shown.data, content, data, self._same)
            self._shown = _Shown(content, data, self._shown)
        return self._shown.data

    def list_pages(self, content: Content, data: SiteData) -> Sequence[Page]:
        """Reuse the pages of a kind whose facts are unchanged."""
        shown = self._shown
        assert shown
        if not shown.pages:
            old = shown.before
            for name, facts in data.kinds.items():
                known = old and facts is old.data.kinds[name]
                shown.rows[name] = old.rows[name] if old and known else fact_pages(facts)
            shown.pages = list_pages(content, data, shown.rows.values())
            shown.before = None
        return shown.pages

    def render(
        self, content: Content, data: SiteData, pages: Sequence[Page], static: Mapping[str, bytes]
    ) -> Mapping[str, SiteFile[bytes]]:
        """Reuse pages that read nothing that has changed; make other files when they are read."""
        shown = self._shown
        assert shown
        if not shown.others:
            makers = files_for_programs(data, self.inputs.base_url)
            shown.others = {path: LazyFile(path, make) for path, make in makers.items()}
        others = [*shown.others.items()]
        others += ((path, LazyFile(path, make)) for path, make in image_files(content).items())
        for path, make in static_files(static, content.catalogue).items():
            key = path, static[path], content.catalogue
            others.append((path, self._memo(key, partial(LazyFile, path, make))))
        renderer = self._renderer_for(data, frozenset((*static, *image_paths(content))), read_palette(static))
        if self.inputs.base_url:
            for path, svg in share_images(content, counted_fates(data), renderer.text).items():
                others.append((path, self._memo((path, svg), partial(LazyFile, path, partial(draw, svg)))))
        shown_now = shown_pages(data, pages, self.inputs.base_url)
        check_paths([*(page.url for page in shown_now), *(path for path, _ in others)])
        return dict(sorted((*others, *self._pages(shown_now, data, renderer).items())))

    def check_links(self, files: Mapping[str, SiteFile[bytes]]) -> list[Problem]:
        """Check the new links of pages that changed, or the links of all pages if a target has disappeared."""
        pages = {path: file.anchors for path, file in files.items() if file.anchors}
        new = {path: page for path, page in pages.items() if self._linked.get(path) is not page}
        old = {path: self._linked[path] for path in new if path in self._linked}
        if self._files <= files.keys() and all(set(page.ids) <= set(pages[path].ids) for path, page in old.items()):
            known = {path: frozenset(page.links) for path, page in old.items()}
            looked_at = {
                path: Anchors(page.ids, tuple(link for link in page.links if link not in known.get(path, ())))
                for path, page in new.items()
            }
        else:
            looked_at = pages
        problems = broken_links(files.keys() | {MANIFEST}, pages, base_path(self.inputs.base_url), looked_at)
        self._linked, self._files = ({}, frozenset()) if problems else (pages, frozenset(files))
        return problems

    def manifest(self, files: Mapping[str, SiteFile[bytes]], data: SiteData) -> SiteFile[bytes]:
        """The manifest of these files, computed when it is read."""
        return LazyFile(MANIFEST, lambda: manifest({path: file.sha256 for path, file in files.items()}, data))

    def _renderer_for(self, data: SiteData, files: frozenset[str], palette: Palette) -> _TrackingRenderer:
        """The renderer of the last build if templates, catalogue, colours and files are the same, else a new one."""
        templates = layers(self.inputs.templates, "templates")
        look = data.catalogue, palette, files, read_layers(templates)[0]
        if self._renderer is None or self._renderer.look != look:
            self._rendered_of = None
            environment = make_environment(templates, data.catalogue, palette)
            self._renderer = _TrackingRenderer(environment, templates, data, self.inputs.base_url, files)
            self._renderer.look, self._renderer.pieces = look, {}
        self._renderer.endless = None
        return self._renderer

    def _pages(self, pages: Sequence[Page], data: SiteData, renderer: _TrackingRenderer) -> Mapping[str, _PageFile]:
        """Every page by its path: one that read nothing that has changed, or a new one.

        Nothing can be shown for a page that was never rendered: it is rendered now.

        Raises:
            ContentError: with what is wrong with all pages, if something is with one of these.
        """
        before = self._rendered_of
        changed = _differences(before, data) if before else frozenset()
        renderer.pieces = {key: piece for key, piece in renderer.pieces.items() if piece.read.isdisjoint(changed)}
        last, self._rendered, self._rendered_of = self._rendered, {}, data
        for page in pages:
            file = last.get(page.url)
            known = file and before and not file.problems and changed.isdisjoint(file.read)
            if not (file and known and (file.page is page or _same_page(file.page, page))):
                file = _PageFile(page, partial(renderer.render, data), file)
            self._rendered[page.url] = file
        if any(page.url not in last and self._rendered[page.url].problems for page in pages):
            raise ContentError([problem for file in self._rendered.values() for problem in file.problems])
        return self._rendered


class Memo:
    """Values by what they were computed from; those that a whole build did not ask for are discarded."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._used: dict[Hashable, Any] = {}
        self._renewed: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key`: the one computed before, or a new one."""
        if key not in self._used:
            self._used[key] = self._kept[key] if key in self._kept else make()
        value: T = self._used[key]
        return value

    def renew(self, key: Hashable, make: Callable[[T | None], T | None]) -> T | None:
        """The value of `key`, computed from its last value, if any; a None is not stored."""
        value = make(self._renewed.get(key))
        if value is not None:
            self._renewed[key] = value
        return value

    def forget(self) -> None:
        """Discard every value that was not asked for since the last call; called when a build is done."""
        self._kept, self._used = self._used, {}


class _CachingLoader(Loader):
    """A loader that stores what it computed from each file's bytes and texts."""

    def __init__(self, folder: Path, memo: Memo) -> None:
        super().__init__(folder)
        self._memo = memo

    def checksum(self, data: bytes) -> str:
        return self._memo(("sha256", data), lambda: super(_CachingLoader, self).checksum(data))

    def decoded(self, path: str, data: bytes, decoder: Callable[[str, bytes], str]) -> str:
        return self._memo((decoder, path, data), lambda: decoder(path, data))

    def source_text(
        self,
        path: str,
        raw: str,
        abbreviations: tuple[str, ...],
        voicing: Voicing | None,
        clauses: tuple[str, ...] | None,
        page_mark: str,
    ) -> SourceText:
        make = partial(super().source_text, path, raw, abbreviations, voicing, clauses, page_mark)
        return self._memo((raw, abbreviations, path, voicing, clauses, page_mark), make)

    def inheriting(self, fact: Fact, sources: tuple[Source, ...], texts: Mapping[str, SourceText]) -> Fact:
        given = (fact, sources, tuple(texts.get(source.id) for source in sources))
        make = super().inheriting
        # What is given is stored with the result, so that no other object can have its identity meanwhile.
        key = ("inheriting", id(fact), *map(id, sources), *map(id, given[2]))
        return self._memo(key, lambda: (given, make(fact, sources, texts)))[1]

    def points(
        self, series: Series, sources: Mapping[str, Source], texts: Mapping[str, SourceText], catalogue: Catalogue
    ) -> Iterable[Point]:
        named = {column.source for column in series.columns}
        given = (series, *(found.get(name) for found in (sources, texts) for name in sorted(named)), catalogue)
        make = super().points
        key = ("points", *map(id, given))
        return self._memo(key, lambda: (given, tuple(make(series, sources, texts, catalogue))))[1]

    def read_shapes(self, path: str, text: str) -> Shapes:
        return self._memo((path, text), lambda: super(_CachingLoader, self).read_shapes(path, text))

    def read_image(self, name: str, body: bytes) -> ImageFile:
        return self._memo((read_image, name, body), lambda: read_image(name, body))

    def read_catalogue(self, path: str, text: str) -> Catalogue:
        return self._memo((read_catalogue, path, text), lambda: read_catalogue(path, text))

    def records(self, path: Path, text: str, model: type[Model]) -> list[Entry]:
        pieces = self._memo.renew((path, model), partial(_piecewise, str(path), text, model))
        return pieces.entries if pieces else super().records(path, text, model)


class _Pieces(NamedTuple):
    """A file as a list of records: each record by its text, and the entries of all."""

    text: str
    records: Mapping[str, Model]
    entries: list[Entry]


def _piecewise(path: str, text: str, model: type[Model], old: _Pieces | None) -> _Pieces | None:
    """The records of a file, of which only those new since `old` are parsed; None if the file is not a plain list."""
    if old and old.text == text:
        return old
    head, *pieces = f"\n{text}".split("\n- ")
    if not pieces:
        return None
    # A marker that begins or ends a document, or a directive: such a file is not a plain list.
    if any(marker in text for marker in ("\n---", "\n...", "\n%")) or text.startswith(("---", "...", "%")):
        return None
    known = old.records if old else {}
    try:
        if read_yaml(path, head).value is not None:
            return None
        records = {piece: known[piece] if piece in known else _record(model, piece) for piece in pieces}
    except (ContentError, ValidationError):
        return None  # the whole file is parsed then, and its problems have their places
    file = YamlFile(path, text, [records[piece] for piece in pieces])
    return _Pieces(text, records, [Entry(record, file, (index,)) for index, record in enumerate(file.value)])


def _record(model: type[Model], piece: str) -> Model:
    """The record of one item of a list, given as text without its dash."""
    value = read_yaml("", f"- {piece}\n").value
    if not isinstance(value, list) or len(value) != 1:
        raise ContentError(())
    return model.model_validate(value[0])


@dataclass
class _Shown:
    """What is computed from a content without problems before its pages are rendered."""

    content: Content
    data: SiteData
    before: _Shown | None
    """What was shown before; discarded when the pages are listed."""

    def __post_init__(self) -> None:
        self.rows: dict[str, Sequence[Page]] = {}
        self.pages: Sequence[Page] = ()
        self.others: dict[str, LazyFile] = {}


def _compare(last: Content, content: Content) -> frozenset[str] | None:
    """The ids of the facts that are unchanged and refer, directly or indirectly, only to unchanged facts.

    None if more than facts and prose changed: the site's own entry, publishers, sources, actors or texts. The located
    passages of the last content are reused.
    """
    if not same(_around(last), _around(content)):
        return None
    old, facts = last.facts_by_id, content.facts_by_id
    changed = {name for name, new in facts.items() if not same(new, old.get(name, []))}
    changed |= old.keys() - facts.keys()
    # The points of a series come in the order of the files, which an edit may change without changing a record.
    changed |= {
        series.id
        for series in content.of_kind("series")
        if [point.id for point in last.related(series)] != [point.id for point in content.related(series)]
    }
    gone, come = ([fact for name in changed for fact in each.get(name, ())] for each in (old, facts))
    vars(content)["located_passages"] = _located_after(last, content, gone, come)
    vars(content)["run_hashes"] = last.run_hashes
    return frozenset(facts.keys() - _followers(content, changed, gone))


def _doubtful(last: Content, content: Content, unchanged: Collection[str]) -> Content:
    """The content to check where facts, pages and what is not shown changed; `unchanged` are the ids of facts."""
    doubtful = content.records.keys() - unchanged
    written = {prose.name: (prose.front, prose.body) for prose in last.prose}
    pages = [
        prose
        for prose in content.prose
        if not same((prose.front, prose.body), written.get(prose.name)) or not doubtful.isdisjoint(_led_to(prose))
    ]
    lists = ("left_out", "removed", "reviews")
    now, before = ([[entry.record for entry in getattr(each, name)] for name in lists] for each in (content, last))
    beside = (part.value for entry in (*content.sources, *content.publishers) for part in each(entry.record, Ref))
    others = not same(now, before) or not doubtful.isdisjoint(beside)
    return content.narrowed([entry for entry in content.facts if entry.record.id in doubtful], pages, others=others)


def _led_to(prose: Prose) -> set[str]:
    """The targets of the links of a page, and the ids of the records that its head names."""
    links = (link.target for block in blocks(prose.body) for link in block.links)
    return {*links, *(part.value for part in each(prose.front, Ref))}


def _located_after(
    last: Content, content: Content, gone: Iterable[Fact], come: Iterable[Fact]
) -> Mapping[str, list[tuple[Span, str]]]:
    """The located passages of a content that has the texts of the last one and differs from it in these facts."""
    found = dict(last.located_passages)
    moves = [(fact, cite, new) for new, facts in ((False, gone), (True, come)) for fact in facts for cite in fact.cite]
    for source in {cite.source for _, cite, _ in moves}:
        passages = set(found.pop(source, ()))
        for fact, cite, new in moves:
            if cite.source == source and len(spans := content.spans(cite)) == 1:
                (passages.add if new else passages.discard)((spans[0], fact.id))
        if passages:
            found[source] = sorted(passages, key=in_text_order)
    return found


def _records(content: Content) -> tuple[Any, ...]:
    """Everything of a content that can be shown, without the positions in the files."""
    entries = (content.publishers, content.sources, content.facts, content.left_out, content.removed, content.reviews)
    return (
        content.site.record,
        content.catalogue,
        *([entry.record for entry in each] for each in entries),
        [(prose.name, prose.front, prose.body) for prose in content.prose],
        content.texts,
        content.seeds,
        content.shapes,
        content.images,
    )


def _around(content: Content) -> tuple[Any, ...]:
    """Everything besides facts that must be unchanged where facts are reused from the last build."""
    sources, publishers = ([entry.record for entry in each] for each in (content.sources, content.publishers))
    named = [record for kind in ("place", "term") for record in content.of_kind(kind)]
    names = [(record.id, record.name, record.get("also"), record.get("names")) for record in named]
    return content.site.record, content.catalogue, sources, publishers, content.of_kind("actor"), names, content.texts


def _same_page(one: Page, other: Page) -> bool:
    """True if two pages of one address are made from the same template and values."""
    return (
        (one.title, one.description, one.template) == (other.title, other.description, other.template)
        and (one.previous, one.following) == (other.previous, other.following)
        and one.data.keys() == other.data.keys()
        and all(value is other.data[name] or same(value, other.data[name]) for name, value in one.data.items())
    )


def _followers(content: Content, changed: set[str], gone: Sequence[Fact]) -> set[str]:
    """The ids of these records and of all that refer to one of them, directly or indirectly; a series refers to its points."""
    led: dict[str, list[str]] = {}
    for entry in content.facts:
        for target in entry.record.references:
            led.setdefault(target, []).append(entry.record.id)
        if series := entry.record.get("series"):
            led.setdefault(entry.record.id, []).append(series)
    found = set(changed)
    waiting = [*changed, *(series for fact in gone if (series := fact.get("series")))]
    found.update(waiting)
    while waiting:
        for name in led.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


PER_FACT = ("evidence", "given", "related", "independent", "publishers_of")
"""What the site data holds of each fact and that rests on nothing but it, those it refers to, sources and publishers."""

DISPUTED = ("standing",)
"""What rests on the disputes, too."""


def _carry_over(last: Content, old: SiteData, content: Content, new: SiteData, kept: frozenset[str]) -> None:
    """Copy into new site data what is unchanged since the old one; `kept` are the ids of the unchanged facts."""
    for name, kind in KINDS.items():
        before, now = last.of_kind(kind.kind), content.of_kind(kind.kind)
        if len(before) == len(now) and all(map(is_, before, now)):
            new.kinds.known[name] = old.kinds[name]
    if all(new.kinds[name] is old.kinds[name] for name in TIMED):
        vars(new).update({name: vars(old)[name] for name in ("phases", "day_parts", "strip") if name in vars(old)})
    touched = {source for source in content.texts if _touched(last, content, source, kept)}
    for known, found in ((old.index.located, new.index.located), (old.paragraphs.known, new.paragraphs.known)):
        found.update((source, value) for source, value in known.copy().items() if source not in touched)  # type: ignore[misc]
    moved = {source for source in touched if _places(last, source) != _places(content, source)}
    undisputed = new.kinds["disputes"] is old.kinds["disputes"]
    for name in (*PER_FACT, *DISPUTED) if undisputed else PER_FACT:
        values: Lazily[str, Any] = getattr(old, name)
        known_now: Lazily[str, Any] = getattr(new, name)
        known_now.known.update((key, value) for key, value in values.known.copy().items() if key in kept)
    for key in [
        key
        for key in new.evidence.known
        if moved and any(cite.source in moved for cite in content.facts_by_id[key][0].cite)
    ]:
        del new.evidence.known[key]


def _touched(last: Content, content: Content, source: str, kept: Collection[str]) -> bool:
    """True if different passages of a text are cited than before, or by different facts."""
    passages = content.located_passages.get(source, [])
    return passages is not last.located_passages.get(source) or any(record not in kept for _, record in passages)


def _places(content: Content, source: str) -> list[Span]:
    return [span for span, _ in content.located_passages.get(source, ())]


class _PageFile(LazyFile):
    """A page that is rendered when it is first read; one that cannot be has the bytes of the last that could."""

    def __init__(self, page: Page, render: Callable[[Page], _Rendered], last: LazyFile | None) -> None:
        super().__init__(page.url, partial(self._rendered, render, last))
        self.page = page
        self._read: frozenset[Part] = frozenset()
        self._problems: Sequence[Problem] = ()

    def _rendered(self, render: Callable[[Page], _Rendered], last: LazyFile | None) -> bytes:
        body, self._read, self._problems = render(self.page)
        return last.stored if self._problems and last else body

    @property
    def read(self) -> frozenset[Part]:
        """The parts of the site data it read."""
        self.compute()
        return self._read

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with it."""
        self.compute()
        return self._problems


class _Rendered(NamedTuple):
    """What rendering a page gave: its bytes, the parts of the site data it read, and what is wrong with it."""

    body: bytes
    read: frozenset[Part]
    problems: Sequence[Problem]


class _TrackingRenderer(Renderer):
    """A renderer that records which parts of the site data each page and each piece reads."""

    _rendering = Lock()
    look: tuple[Any, ...] = ()
    """The inputs of all pages besides the site data."""
    pieces: dict[Hashable, Piece]
    """Pieces that read nothing that has changed since they were made."""

    def render(self, data: SiteData, page: Page) -> _Rendered:
        """Render a page, in any thread, one at a time."""
        with self._rendering:
            reads = Reads(data)
            self.data = reads  # type: ignore[assignment]  # it is read like site data
            ((body, problems),) = self.pages([page])
            if problems:
                # Raised by the data itself, as in a build from nothing.
                ((body, problems),) = Renderer(self.env, self.folders, data, self.base_url, self.files).pages([page])
            return _Rendered(body, frozenset(reads.found), problems)

    def piece(self, name: str, root: str, **own: Hashable) -> str:
        """The HTML of a piece; one of an earlier build is reused while nothing that it read has changed."""
        reads: Reads = self.data  # type: ignore[assignment]  # set in `render`
        key = (name, root, *own.values())
        piece = self.pieces.get(key)
        if piece is None:
            within = Reads(reads.data)
            html = self.text(name, self.given(within, root, own))  # type: ignore[arg-type]  # it is read like site data
            piece = self.pieces[key] = Piece(frozenset(within.found), html)
        reads.found |= piece.read
        return piece.html


WHOLE = object()
"""The key that stands for a whole mapping: it was iterated over, or counted."""
Part = tuple[str, Any]
"""A part of the site data: an attribute, and the key of a mapping or WHOLE."""


class Piece(NamedTuple):
    """A piece of a page: the parts of the site data it read, and its HTML."""

    read: frozenset[Part]
    html: str


class Reads:
    """Site data that records in `found` what is read of it, by (attribute, key)."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.found: set[Part] = set()

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.data, name)
        if isinstance(value, Mapping):
            return _MappingReads(name, value, self.found)
        self.found.add((name, WHOLE))
        return value


def _differences(first: SiteData, second: SiteData) -> frozenset[Part]:
    """The parts that were computed for the first site data and differ in the second."""
    found: set[Part] = set()
    for name in PARTS:
        one, other = getattr(first, name), getattr(second, name)
        if one is other:
            continue
        if not isinstance(one, Mapping):
            if not same(one, other):
                found.add((name, WHOLE))
            continue
        ordered = list(one) == list(other)
        known = one.known.copy() if isinstance(one, Lazily) else one
        changed = {
            (name, key)
            for key, old in known.items()
            if key not in other or ((new := other[key]) is not old and not same(old, new))
        }
        if not ordered:
            changed |= {(name, key) for key in other.keys() - one.keys()}
        if changed or not ordered:
            changed.add((name, WHOLE))
        found |= changed
    return frozenset(found)


class _MappingReads(Mapping[Any, Any]):
    """A mapping of the site data that records which keys are asked for."""

    def __init__(self, name: str, values: Mapping[Any, Any], found: set[Part]) -> None:
        self._name = name
        self._values = values
        self._found = found

    def __getitem__(self, key: Any) -> Any:
        self._found.add((self._name, key))
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._found.add((self._name, key))
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._found.add((self._name, WHOLE))
        return iter(self._values)

    def __len__(self) -> int:
        self._found.add((self._name, WHOLE))
        return len(self._values)


def same(first: Any, second: Any) -> bool:
    """True if the two print the same in every way: equal, of one type, in one order, 30 not 30.0.

    A value that is not plain, a list, a mapping, a dataclass or a model is the same only as itself.
    """
    if first is second:
        return True
    kind = type(first)
    if kind is not type(second):
        return False
    if kind in (str, int, bool, float, bytes):
        return bool(first == second)
    if kind is Decimal:
        return str(first) == str(second)
    if isinstance(first, (tuple, list)):
        return len(first) == len(second) and all(
            one is other or same(one, other) for one, other in zip(first, second, strict=True)
        )
    if kind is dict:
        return len(first) == len(second) and all(map(same, first.items(), second.items()))
    if isinstance(first, BaseModel):
        return same(
            {k: first.__dict__[k] for k in kind.model_fields}, {k: second.__dict__[k] for k in kind.model_fields}
        )
    fields = _fields(kind)  # type: ignore[arg-type]  # a type is hashable
    return fields is not None and same(fields(first), fields(second))


@cache
def _fields(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """A function that returns all fields of a dataclass; None for any other type."""
    names = getattr(kind, "__dataclass_fields__", None)
    if names is None:
        return None
    one, *others = names
    return attrgetter(one, *others) if others else lambda value: (getattr(value, one),)
