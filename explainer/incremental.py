"""Building again after an edit: only what the edit can have changed is read, checked and rendered anew.

Every result equals that of a build from nothing, problems included; a test holds this for random edits.
Nothing rests on the dates of files: each build reads all bytes and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from explainer.cards import image_paths, share_images
from explainer.check import check_facts
from explainer.errors import ContentError, Problem
from explainer.lettering import read_alphabets
from explainer.links import Anchors, anchors, broken_links
from explainer.load import load_content, read_letters, read_static
from explainer.manifest import MANIFEST, checksum, manifest
from explainer.memo import Memo
from explainer.model import Content, Entry, Record
from explainer.pages import Overview, Page, list_pages, overview
from explainer.reads import Reads, look, same
from explainer.render import Renderer, base_path, gathered, make_environment, pictures, published
from explainer.twins import files_for_programs


class Made(NamedTuple):
    """A rendered page: from what, with what read of the overview, and what it links."""

    page: Page
    read: Mapping[tuple[str, Any], Any]
    body: bytes
    anchors: Anchors


class Incremental:
    """Builds one explainer again and again; each call of `make` reads the folders as they then are.

    With `seal`, the site comes with its manifest, which costs a checksum of every file each time.
    """

    def __init__(
        self, content: Path, seeds: Path, templates: Path, static: Path, base_url: str = "", *, seal: bool = False
    ) -> None:
        self.seal = seal
        self.content, self.seeds, self.templates, self.static = content, seeds, templates, static
        self.base_url = base_url
        self._memo = Memo()
        self._alphabets = read_alphabets(read_letters())
        self._sound = _Sound()
        self._shown: tuple[Content, Overview, list[Page], dict[str, bytes]] | None = None
        self._look: tuple[Any, ...] = ()
        self._renderer: Renderer | None = None
        self._made: dict[str, Made] = {}
        self._linked: dict[str, Anchors] = {}
        self._files: frozenset[str] = frozenset()

    def make(self) -> tuple[dict[str, bytes], Content]:
        """The finished site, in memory, and what it was made of.

        Raises:
            ContentError: with every problem of the run.
        """
        content, problems = load_content(self.content, self.seeds, self._memo)
        problems += check_facts(content, self._sound.doubtful(content))
        self._sound.note(content, problems)
        if problems:
            raise ContentError(problems)
        seen, pages, others = self._show(content)
        static = read_static(self.static)
        made = self._render(pages, seen, frozenset((*static, *image_paths(content))))
        site = gathered(
            [
                *((path, body, ()) for path, body in (*published(static).items(), *others.items())),
                *((page.url, body, faults) for page, (body, faults) in zip(pages, made, strict=True)),
            ]
        )
        if problems := self._check_links(site):
            raise ContentError(problems)
        self._memo.forget()
        if self.seal:
            site[MANIFEST] = manifest({path: checksum(body) for path, body in site.items()}, seen)
        return site, content

    def _show(self, content: Content) -> tuple[Overview, list[Page], dict[str, bytes]]:
        """The overview, the pages and the files for programs; those of the last build if the content is the same."""
        if self._shown is None or not same(_records(self._shown[0]), _records(content)):
            seen = overview(content)
            pages = list_pages(content, seen)
            others = files_for_programs(seen, pages, self.base_url)
            site = content.site.record
            titles = ("share", site.title, site.day, *((prose.name, prose.front.title) for prose in content.prose))
            others |= self._memo(titles, lambda: share_images(content, self._alphabets))
            self._shown = content, seen, [*pages, *pictures(seen)], others
        return self._shown[1:]

    def _render(
        self, pages: Iterable[Page], seen: Overview, files: frozenset[str]
    ) -> list[tuple[bytes, tuple[Problem, ...]]]:
        look = (files, {path: path.read_bytes() for path in sorted(self.templates.rglob("*")) if path.is_file()})
        if self._renderer is None or look != self._look:
            self._made = {}
            self._look = look
            self._renderer = Renderer(make_environment(self.templates), self.templates, seen, self.base_url, files)
        unchanged = _Unchanged(seen)
        found: list[tuple[bytes, tuple[Problem, ...]]] = []
        kept: dict[str, Made] = {}
        for page in pages:
            old = self._made.get(page.url)
            if old and (old.page is page or same(old.page, page)) and all(map(unchanged, old.read.items())):
                kept[page.url] = old
                found.append((old.body, ()))
                continue
            reads = Reads(seen)
            self._renderer.seen = reads  # type: ignore[assignment]  # it is read as an overview is
            ((body, faults),) = self._renderer.pages([page])
            if faults:
                self._renderer.seen = seen  # told of the overview itself, as in a build from nothing
                ((body, faults),) = self._renderer.pages([page])
            else:
                kept[page.url] = Made(page, reads.found, body, anchors(body))
            found.append((body, faults))
        self._made = kept
        return found

    def _check_links(self, site: Mapping[str, bytes]) -> list[Problem]:
        """The links of the pages that changed; those of all pages if anything they may lead to is gone."""
        pages = {path: made.anchors for path, made in self._made.items()}
        pages |= {path: anchors(body) for path, body in site.items() if path.endswith(".html") and path not in pages}
        gone = self._files - site.keys() or any(
            not set(old.ids) <= set(pages[path].ids)
            for path, old in self._linked.items()
            if path in pages and pages[path] is not old
        )
        changed = None if gone else {path for path, page in pages.items() if self._linked.get(path) is not page}
        problems = broken_links(site, pages, base_path(self.base_url), changed)
        self._linked, self._files = ({}, frozenset()) if problems else (pages, frozenset(site))
        return problems


class _Unchanged:
    """Whether what a page read of the overview is still the same; each thing is compared once."""

    def __init__(self, seen: Overview) -> None:
        self.seen = seen
        self.known: dict[tuple[str, Any], tuple[Any, bool]] = {}

    def __call__(self, item: tuple[tuple[str, Any], Any]) -> bool:
        what, before = item
        known = self.known.get(what)
        if known is None or known[0] is not before:
            known = self.known[what] = before, same(before, look(self.seen, what))
        return known[1]


def _records(content: Content) -> tuple[Any, ...]:
    """All of a content that can be shown: where it stands in the files is no part of it."""
    entries = (content.publishers, content.sources, content.facts, content.left_out)
    return (
        content.site.record,
        *([entry.record for entry in each] for each in entries),
        [(prose.name, prose.front, prose.body) for prose in content.prose],
        content.texts,
        content.seeds,
        content.shapes,
    )


class _Sound:
    """Which facts the rules for single facts were last content with."""

    def __init__(self) -> None:
        self._around: Any = None
        self._facts: dict[str, list[Record]] = {}

    def doubtful(self, content: Content) -> list[Entry] | None:
        """The facts to look at: new, changed, or referring to such a one at any remove; None for all."""
        if self._around is None or not same(self._around, _around(content)):
            return None
        facts = _by_id(content)
        doubtful = {name for name in facts.keys() | self._facts.keys() if not _identical(facts, self._facts, name)}
        leads: dict[str, list[str]] = {}
        for entry in content.facts:
            for _, _, target in entry.record.mentions_of():
                leads.setdefault(target, []).append(entry.record.id)
            if series := entry.record.get("series"):
                leads.setdefault(entry.record.id, []).append(series)
        waiting = [
            *doubtful,
            *(s for name in doubtful for old in self._facts.get(name, ()) if (s := old.get("series"))),
        ]
        while waiting:
            for name in leads.get(waiting.pop(), ()):
                if name not in doubtful:
                    doubtful.add(name)
                    waiting.append(name)
        return [entry for entry in content.facts if entry.record.id in doubtful]

    def note(self, content: Content, problems: list[Problem]) -> None:
        """After a check: with no problem all are sound; else those that were are sound still."""
        if not problems:
            self._around, self._facts = _around(content), _by_id(content)


def _around(content: Content) -> tuple[Any, ...]:
    """What the rules for single facts look at besides facts that refer to each other."""
    sources = [entry.record for entry in content.sources]
    return content.site.record, sources, content.of_kind("actor"), content.texts


def _by_id(content: Content) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for entry in content.facts:
        found.setdefault(entry.record.id, []).append(entry.record)
    return found


def _identical(first: Mapping[str, list[Record]], second: Mapping[str, list[Record]], name: str) -> bool:
    one, other = first.get(name), second.get(name)
    return one is not None and other is not None and same(one, other)
