"""The one flow: read, check, view, pages, render, check links, manifest."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from explainer.content.content import Content
from explainer.content.loader import load_content, read_letters, read_static
from explainer.exports.data_files import files_for_programs
from explainer.exports.feeds import feed_pages
from explainer.exports.manifest import MANIFEST, manifest
from explainer.graphics.lettering import read_alphabets
from explainer.graphics.palette import read_palette
from explainer.graphics.share_images import image_paths, share_images
from explainer.lazy_files import Make
from explainer.problems import ContentError
from explainer.rendering.link_check import broken_links
from explainer.rendering.renderer import (
    Keep,
    Renderer,
    base_path,
    finish,
    finish_site,
    make_environment,
    pictures,
    published,
)
from explainer.rules.registry import check_facts
from explainer.view.page_list import list_pages, loaded_files, old_pages
from explainer.view.site_data import overview
from explainer.view.summary import summary

K = TypeVar("K")


class Made(NamedTuple, Generic[K]):
    """A finished site: what was kept of each file by its output path, what it says of itself, what it was made of."""

    site: dict[str, K]
    summary: str
    content: Content


def make_site(options: argparse.Namespace, keep: Keep[K]) -> Made[K]:
    """The whole flow: every file of the site is made and given to `keep`, then all is checked.

    Raises:
        ContentError: with every problem of the run; what was kept is then worth nothing.
    """
    base = options.base_url
    content, problems = load_content(options.content, options.seeds)
    try:
        seen = overview(content)
        pages = list_pages(content, seen)
        static = read_static(options.static)
        images = frozenset((*static, *image_paths(content)))
        env = make_environment(options.templates, content.catalogue, read_palette(static))
        renderer = Renderer(env, options.templates, seen, base, images)
        others: list[Callable[[], Mapping[str, bytes | Make]]] = [
            lambda: files_for_programs(seen, base),
            lambda: share_images(content, read_alphabets(read_letters())),
            lambda: published(static, content.catalogue),
        ]
        shown = [*pages, *old_pages(seen), *pictures(seen), *loaded_files(pages), *feed_pages(seen, pages, base)]
        faults, files = finish_site(shown, renderer, others, keep, lambda: check_facts(content))
    except Exception:
        # What is wrong with the facts may be why no page could be made of them.
        if problems := problems + check_facts(content):
            raise ContentError(problems, incomplete=content.incomplete) from None
        raise
    if problems := problems + faults:
        raise ContentError(problems, incomplete=content.incomplete)
    known = {path: file.anchors for path, file in files.items() if file.anchors}
    if problems := broken_links(files, known, base_path(base)):
        raise ContentError(problems)
    body = manifest({path: file.sha256 for path, file in files.items()}, seen)
    site = {path: file.kept for path, file in files.items()} | {MANIFEST: finish(MANIFEST, body, keep).kept}
    return Made(site, summary(seen, len(pages)), content)
