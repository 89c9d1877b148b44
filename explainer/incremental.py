"""Building again after an edit: only what the edit can have changed is read, checked and rendered anew.

Every result equals that of a build from nothing, problems included; a test holds this for random edits.
Nothing rests on the dates of files: each build reads all bytes and compares.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from explainer.content.content import Content
from explainer.content.loader import load_content, read_letters, read_static
from explainer.content.records import Fact
from explainer.exports.data_files import files_for_programs
from explainer.exports.feeds import feed_pages
from explainer.exports.manifest import MANIFEST, checksum, manifest
from explainer.graphics.lettering import read_alphabets
from explainer.graphics.palette import Palette, read_palette
from explainer.graphics.share_images import image_paths, share_images
from explainer.lazy_files import Later, Make
from explainer.memo import Memo
from explainer.problems import ContentError, Problem
from explainer.reads import Part, Piece, Reads, differences, same
from explainer.rendering.link_check import Anchors, anchors, broken_links
from explainer.rendering.renderer import Renderer, base_path, gathered, make_environment, pictures, published
from explainer.rules.registry import check_facts
from explainer.view.page_list import Page, Rows, fact_pages, list_pages, loaded_files, old_pages
from explainer.view.site_data import Before, Overview, overview


class Shown(NamedTuple):
    """What is made of a content without a problem before its pages are rendered."""

    content: Content
    seen: Overview
    rows: Rows
    pages: Sequence[Page]
    others: Mapping[str, Make]
    """Share images and files for programs, made when somebody reads them."""


class Made(NamedTuple):
    """A rendered page: from what, which parts of the overview it read, of what pieces, and what it links."""

    page: Page
    read: frozenset[Part]
    pieces: Mapping[Hashable, Piece]
    body: bytes
    anchors: Anchors


class Incremental:
    """Builds one explainer again and again; each call of `make` reads the folders as they then are."""

    def __init__(self, content: Path, seeds: Path, templates: Path, static: Path, base_url: str = "") -> None:
        self.content, self.seeds, self.templates, self.static = content, seeds, templates, static
        self.base_url = base_url
        self._memo = Memo()
        self._alphabets = read_alphabets(read_letters())
        self._shown: Shown | None = None
        self._look: tuple[Any, ...] = ()
        self._renderer: Renderer | None = None
        self._made: dict[str, Made] = {}
        self._made_of: Overview | None = None
        self._linked: dict[str, Anchors] = {}
        self._files: frozenset[str] = frozenset()

    def make(self) -> tuple[Mapping[str, bytes], Content]:
        """The finished site, in memory, and what it was made of.

        Raises:
            ContentError: with every problem of the run.
        """
        content, problems = load_content(self.content, self.seeds, self._memo)
        before = self._before(content)
        doubtful = [entry for entry in content.facts if entry.record.id not in before.same] if before else None
        if problems := problems + check_facts(content, doubtful):
            raise ContentError(problems, incomplete=content.incomplete)
        shown = self._show(content, before)
        given = read_static(self.static)
        key = ("static", content.catalogue, *given.items())
        static = self._memo(key, lambda: published(given, content.catalogue))
        made = self._render(shown, frozenset((*static, *image_paths(content))), read_palette(given))
        files: list[tuple[str, bytes | Make, Sequence[Problem]]] = [
            *((path, body, ()) for path, body in static.items()),
            *((path, make, ()) for path, make in shown.others.items()),
            *((page.url, body, faults) for page, (body, faults) in zip(shown.pages, made, strict=True)),
        ]
        site = Later(gathered(files))
        rest = tuple(site)
        site.add(MANIFEST, lambda: manifest({path: checksum(site[path]) for path in rest}, shown.seen))
        if problems := self._check_links(site):
            raise ContentError(problems)
        self._memo.forget()
        return site, content

    def _before(self, content: Content) -> Before | None:
        """What is known of the last content without a problem, if no more than facts, prose and the like changed."""
        last = self._shown
        if last is None or not same(_around(last.content), _around(content)):
            return None
        old, facts = last.content.facts_by_id, content.facts_by_id
        changed = {name for name, new in facts.items() if not _alike(new, old.get(name, []))}
        changed |= old.keys() - facts.keys()
        gone, come = ([fact for name in changed for fact in each.get(name, ())] for each in (old, facts))
        content.settle_after(last.content, gone, come)
        return Before(last.content, last.seen, frozenset(facts.keys() - _followers(content, changed, gone)))

    def _show(self, content: Content, before: Before | None) -> Shown:
        """What is made of a content; that of the last build if nothing that is shown has changed."""
        if self._shown is None or not same(_records(self._shown.content), _records(content)):
            seen = overview(content, before)
            rows = fact_pages(seen, (self._shown.seen, self._shown.rows) if self._shown else None)
            pages = list_pages(content, seen, rows)
            others = {**share_images(content, self._alphabets), **files_for_programs(seen, self.base_url)}
            shown = [*pages, *old_pages(seen), *pictures(seen), *loaded_files(pages)]
            shown += feed_pages(seen, pages, self.base_url)
            self._shown = Shown(content, seen, rows, shown, others)
        return self._shown

    def _render(
        self, shown: Shown, images: frozenset[str], palette: Palette
    ) -> list[tuple[bytes, tuple[Problem, ...]]]:
        seen = shown.seen
        templates = {path: path.read_bytes() for path in sorted(self.templates.rglob("*")) if path.is_file()}
        look = (seen.catalogue, palette, images, templates)
        if self._renderer is None or look != self._look:
            self._made, self._made_of, self._look = {}, None, look
            env = make_environment(self.templates, seen.catalogue, palette)
            self._renderer = Renderer(env, self.templates, seen, self.base_url, images)
        changed = differences(self._made_of, seen) if self._made_of else frozenset()
        found: list[tuple[bytes, tuple[Problem, ...]]] = []
        kept: dict[str, Made] = {}
        for page in shown.pages:
            old = self._made.get(page.url)
            if old and changed.isdisjoint(old.read) and (old.page is page or _same_page(old.page, page)):
                kept[page.url] = old
                found.append((old.body, ()))
                continue
            pieces = old.pieces.items() if old else ()
            reads = Reads(seen, {key: piece for key, piece in pieces if changed.isdisjoint(piece.read)})
            self._renderer.seen = reads  # type: ignore[assignment]  # it is read as an overview is
            ((body, faults),) = self._renderer.pages([page])
            if faults:
                self._renderer.seen = seen  # told of the overview itself, as in a build from nothing
                ((body, faults),) = self._renderer.pages([page])
            else:
                kept[page.url] = Made(page, frozenset(reads.found), reads.pieces, body, anchors(body))
            found.append((body, faults))
        self._made, self._made_of = kept, seen
        return found

    def _check_links(self, site: Mapping[str, bytes]) -> list[Problem]:
        """The new links of pages that changed; those of all pages if anything they may lead to is gone."""
        pages = {path: made.anchors for path, made in self._made.items()}
        pages |= {path: anchors(site[path]) for path in site if path.endswith(".html") and path not in pages}
        new = {path: page for path, page in pages.items() if self._linked.get(path) is not page}
        old = {path: self._linked[path] for path in new if path in self._linked}
        if self._files <= site.keys() and all(set(page.ids) <= set(pages[path].ids) for path, page in old.items()):
            known = {path: frozenset(page.links) for path, page in old.items()}
            looked_at = {
                path: Anchors(page.ids, tuple(link for link in page.links if link not in known.get(path, ())))
                for path, page in new.items()
            }
        else:
            looked_at = pages
        problems = broken_links(site.keys(), pages, base_path(self.base_url), looked_at)
        self._linked, self._files = ({}, frozenset()) if problems else (pages, frozenset(site))
        return problems


def _records(content: Content) -> tuple[Any, ...]:
    """All of a content that can be shown: where it stands in the files is no part of it."""
    entries = (content.publishers, content.sources, content.facts, content.left_out, content.removed)
    return (
        content.site.record,
        content.catalogue,
        *([entry.record for entry in each] for each in entries),
        [(prose.name, prose.front, prose.body) for prose in content.prose],
        content.texts,
        content.seeds,
        content.shapes,
    )


def _around(content: Content) -> tuple[Any, ...]:
    """What is left as it was where facts are taken over from the last build, besides these facts."""
    sources, publishers = ([entry.record for entry in each] for each in (content.sources, content.publishers))
    return content.site.record, content.catalogue, sources, publishers, content.of_kind("actor"), content.texts


def _alike(first: list[Fact], second: list[Fact]) -> bool:
    return len(first) == len(second) and all(
        one is other or same(one, other) for one, other in zip(first, second, strict=True)
    )


def _same_page(one: Page, other: Page) -> bool:
    """True if two pages of one address are made of the same."""
    return (
        (one.title, one.description, one.template) == (other.title, other.description, other.template)
        and (one.previous, one.following) == (other.previous, other.following)
        and one.data.keys() == other.data.keys()
        and all(value is other.data[name] or same(value, other.data[name]) for name, value in one.data.items())
    )


def _followers(content: Content, changed: set[str], gone: Sequence[Fact]) -> set[str]:
    """These records and all that refer to one of them, at any remove; a series refers to its points."""
    led: dict[str, list[str]] = {}
    for entry in content.facts:
        for target in entry.record.leads:
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
