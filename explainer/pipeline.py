"""The one flow: read, check, view, list pages, render, check links, manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from explainer.content.content import Content
from explainer.content.loader import load_content
from explainer.exports.checksums import MANIFEST
from explainer.exports.data_files import files_for_programs
from explainer.exports.feeds import feed_pages
from explainer.exports.manifest import manifest
from explainer.graphics.palette import read_palette
from explainer.graphics.share_images import draw, image_paths, share_images
from explainer.problems import ContentError, Problem
from explainer.progress import Progress, unseen
from explainer.rendering.environment import make_environment
from explainer.rendering.link_check import broken_links
from explainer.rendering.look import layers, read_look
from explainer.rendering.renderer import Renderer, base_path
from explainer.rendering.site_files import (
    FileMakers,
    SiteFile,
    Store,
    finish_file,
    finish_site,
    image_files,
    static_files,
)
from explainer.rules.registry import check_facts
from explainer.view.citing import url_of
from explainer.view.fates import counted_fates
from explainer.view.page_list import Page, draft_pages, list_pages, loaded_files, old_pages, pictures
from explainer.view.site_data import SiteData

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folders that a site is made from, and the address it will be published at, empty if that is not known.

    Templates and static files that an explainer does not have of its own are the program's.
    """

    content: Path
    seeds: Path
    templates: Path
    static: Path
    base_url: str = ""
    drafts: bool = False
    """True if the pages of drafts are made besides the site, as in the preview."""
    stored: bool = True
    """True if compiled templates are stored for the next run."""


class Made(NamedTuple, Generic[K]):
    """A site: its files by their output path, what its pages show, and the content, drafts included."""

    files: Mapping[str, SiteFile[K]]
    data: SiteData
    content: Content
    pages: int
    """Number of pages that readers can reach by links."""
    drafts: frozenset[str] = frozenset()
    """The paths of the files that are there for drafts alone."""


class Pipeline(Generic[K]):
    """Makes a site from its inputs; each stage is a method, and takes what earlier stages returned."""

    def __init__(self, inputs: Inputs, store: Store[K], progress: Progress = unseen) -> None:
        self.inputs = inputs
        self.store = store
        self.progress = progress

    def make(self) -> Made[K]:
        """Read the inputs, check every fact, store every file of the site, and check the links.

        Raises:
            ContentError: with every problem of a stage; the files stored so far are then useless.
        """
        made = self.prepare()
        self.finish(made)
        return made

    def prepare(self) -> Made[K]:
        """Read the inputs, check every fact, and store every file of the site, but check no link yet.

        Raises:
            ContentError: as `make`.
        """
        content, static, problems = self.read()
        published = content.without_drafts()
        if problems := problems + self.check(content, published):
            raise ContentError(problems, incomplete=content.incomplete)
        data = self.view(published)
        pages = self.list_pages(published, data)
        files = self.render(published, data, pages, static)
        drafts = (
            self.render_drafts(content, published, static) if self.inputs.drafts and content is not published else {}
        )
        every = {**files, **drafts, MANIFEST: self.manifest(files, data)}
        return Made(every, data, content, len(pages), frozenset(drafts))

    def finish(self, made: Made[K]) -> None:
        """Check what is left to check of a prepared site: its links.

        Raises:
            ContentError: with every problem.
        """
        # Drafts lead to passages that no published page has; the rules have checked what their editor links.
        apart = made.drafts | {MANIFEST}
        if problems := self.check_links({path: file for path, file in made.files.items() if path not in apart}):
            raise ContentError(problems)

    def read(self) -> tuple[Content, Mapping[str, bytes], list[Problem]]:
        """The content, the static files by their path, and the problems of reading both and the templates."""
        content, problems = load_content(self.inputs.content, self.inputs.seeds)
        static, others = read_look(self.inputs.templates, self.inputs.static)
        return content, static, problems + others

    def check(self, content: Content, published: Content) -> list[Problem]:
        """The problems that the rules find in all of the content; `published` is what is shown of it."""
        self._data = SiteData(published)

        def compute() -> None:
            with suppress(Exception):  # what is wrong with the content is found by the rules
                self._data.compute()

        # Done by this process while others check, this takes no time of its own: a tenth of that of a build.
        return check_facts(content, self.progress, compute)

    def view(self, content: Content) -> SiteData:
        """The data of the content that pages show."""
        return self._data

    def list_pages(self, content: Content, data: SiteData) -> Sequence[Page]:
        """The pages that readers can reach by links."""
        return list_pages(content, data)

    def render(
        self, content: Content, data: SiteData, pages: Sequence[Page], static: Mapping[str, bytes]
    ) -> Mapping[str, SiteFile[K]]:
        """Every file of the site except the manifest, by its output path."""
        base_url, renderer = self.inputs.base_url, self.renderer(content, data, static)
        data.compute()  # now, since the processes that make pages share it
        others: list[FileMakers] = [files_for_programs(data, base_url), static_files(static, content.catalogue)]
        others.append(image_files(content))
        if base_url:
            images = share_images(content, counted_fates(data), renderer.text)
            # One group for each file, so that processes share them.
            others += [{path: partial(draw, svg)} for path, svg in images.items()]
        return finish_site(shown_pages(data, pages, base_url), renderer, others, self.store, self.progress)

    def renderer(self, content: Content, data: SiteData, static: Mapping[str, bytes]) -> Renderer:
        """A renderer of pages that show some data."""
        files = frozenset((*static, *image_paths(content)))
        templates = layers(self.inputs.templates, "templates")
        environment = make_environment(templates, content.catalogue, read_palette(static), stored=self.inputs.stored)
        return Renderer(environment, templates, data, self.inputs.base_url, files)

    def render_drafts(
        self, content: Content, published: Content, static: Mapping[str, bytes]
    ) -> Mapping[str, SiteFile[K]]:
        """The pages of drafts and of the sources that only these cite; no page leads to them but those of other drafts."""
        data, paths = SiteData(content), draft_pages(content)
        new = {url_of(entry.record) for entry in content.sources} - {
            url_of(entry.record) for entry in published.sources
        }
        pages = [page for page in list_pages(content, data) if page.url in paths | new]
        return finish_site(pages, self.renderer(content, data, static), [], self.store)

    def check_links(self, files: Mapping[str, SiteFile[K]]) -> list[Problem]:
        """The problems of links and ids."""
        pages = {path: file.anchors for path, file in files.items() if file.anchors}
        return broken_links(files.keys() | {MANIFEST}, pages, base_path(self.inputs.base_url))

    def manifest(self, files: Mapping[str, SiteFile[K]], data: SiteData) -> SiteFile[K]:
        """The manifest of these files."""
        body = manifest({path: file.sha256 for path, file in files.items()}, data)
        return finish_file(MANIFEST, body, self.store)


def shown_pages(data: SiteData, pages: Sequence[Page], base_url: str) -> list[Page]:
    """Everything that templates make: the pages, those at former addresses, what pages load, feed and site map."""
    return [*pages, *old_pages(data), *pictures(data), *loaded_files(data), *feed_pages(data, pages, base_url)]
