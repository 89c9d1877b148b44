"""Every file of the finished site, stored as soon as it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Generic, NamedTuple, Protocol, TypeVar
from unicodedata import normalize

from explainer.content.content import Content
from explainer.exports.checksums import MANIFEST, checksum
from explainer.locales.catalogue import Catalogue
from explainer.parallel import run_parallel
from explainer.problems import ContentError, Location, Problem
from explainer.progress import Progress, unseen
from explainer.rendering.link_check import Anchors, anchors
from explainer.rendering.renderer import Renderer
from explainer.rendering.static_words import static_file
from explainer.view.page_list import Page

K = TypeVar("K")
K_co = TypeVar("K_co", covariant=True)
T = TypeVar("T")
Store = Callable[[str, bytes, str], K]
"""Stores a file, given its path, its bytes and their SHA-256; returns what is to be remembered of it."""

MANY = 200
"""From so many pages on a second process earns what it costs to start."""

_SHARE = 8
"""Pages that a process takes at once."""


class SiteFile(Protocol[K_co]):
    """A finished file of a site."""

    @property
    def stored(self) -> K_co:
        """What is remembered of it: what storing it returned."""

    @property
    def sha256(self) -> str:
        """The checksum of its bytes, in hexadecimal."""

    @property
    def anchors(self) -> Anchors | None:
        """Of a page its ids and links."""


class File(NamedTuple, Generic[K]):
    """A file that is stored already."""

    stored: K
    sha256: str
    anchors: Anchors | None


FileMakers = Mapping[str, Callable[[], bytes]]
"""What gives the bytes of files that are no pages, by their output path."""

_Made = list[tuple[str, File[K], Sequence[Problem]]]
"""Files with their paths and what is wrong with them."""


def finish_file(path: str, body: bytes, store: Store[K]) -> File[K]:
    """Store a file of the site."""
    sha256 = checksum(body)
    return File(store(path, body, sha256), sha256, anchors(body) if path.endswith(".html") else None)


def finish_site(
    pages: Sequence[Page],
    renderer: Renderer,
    others: Sequence[FileMakers],
    store: Store[K],
    progress: Progress = unseen,
) -> dict[str, File[K]]:
    """Every file of the site by its path, stored as soon as it is made.

    `others` give the files that are no pages; each group of them is made by one process. If there are many pages, several
    processes share the work.

    Raises:
        ContentError: for what is wrong with a page, and, before any is made, for paths that no folder can hold together.
    """
    check_paths(chain((page.url for page in pages), *others))

    def made(makers: FileMakers) -> _Made[K]:
        return [(path, finish_file(path, make(), store), ()) for path, make in makers.items()]

    def rendered(some: Sequence[Page]) -> _Made[K]:
        return [
            (page.url, finish_file(page.url, body, store), problems)
            for page, (body, problems) in zip(some, renderer.pages(some), strict=True)
        ]

    shares = [pages[at : at + _SHARE] for at in range(0, len(pages), _SHARE)]
    jobs = [*(partial(made, makers) for makers in others), *(partial(rendered, share) for share in shares)]
    done = run_parallel(jobs, partial(progress, "Making pages")) if len(pages) > MANY else [job() for job in jobs]
    return collect_files(chain.from_iterable(done))


def collect_files(files: Iterable[tuple[str, T, Sequence[Problem]]]) -> dict[str, T]:
    """Files by their path, in its order, from path, file and what is wrong with it.

    Raises:
        ContentError: for what is wrong with any.
    """
    found: dict[str, T] = {}
    problems: list[Problem] = []
    for path, file, wrong in files:
        found[path] = file
        problems += wrong
    if problems:
        raise ContentError(problems)
    return dict(sorted(found.items()))


def check_paths(paths: Iterable[str]) -> None:
    """Check the paths of all files of a site but the manifest.

    Raises:
        ContentError: for two that are equal, also where capitals make no difference; for a file where a folder is to be;
            for a name that Windows cannot store.
    """
    problems = []
    seen: dict[str, str] = {_as_stored(MANIFEST): MANIFEST}
    folders: dict[str, str] = {}

    def fault(path: str, message: str) -> None:
        problems.append(Problem(Location(path), message, _RENAME, rule="unique_path"))

    for path in paths:
        key = _as_stored(path)
        if (other := seen.setdefault(key, path)) is not path or path == MANIFEST:
            same = (
                "are" if other == path else f"(the other '{other}') differ only in capitals, and for many systems are"
            )
            fault(path, f"two files {same} to be '{path}'")
        *parents, name = path.split("/")
        for number in range(1, len(parents) + 1):
            folders.setdefault(_as_stored("/".join(parents[:number])), path)
        if unfit := next(filter(_UNFIT.search, (*parents, name)), ""):
            fault(path, f"'{unfit}' is no name of a file on Windows")
    for key in seen.keys() & folders.keys():
        fault(seen[key], f"'{seen[key]}' is to be a file, and the folder of '{folders[key]}'")
    if problems:
        raise ContentError(problems)


_RENAME = "pages, files for programs and static files share their addresses: rename one of them"
_UNFIT = re.compile(r"(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)|[<>:\"|?*\\]|[. ]$")


def _as_stored(path: str) -> str:
    """The path as compared by systems for which capitals, and the composition of letters, make no difference."""
    return path.lower() if path.isascii() else normalize("NFC", path).casefold()


def image_files(content: Content) -> dict[str, Callable[[], bytes]]:
    """What gives the editors' images, by their output path."""
    return {f"images/{name}": partial(bytes, image.body) for name, image in content.images.items()}


def static_files(static: Mapping[str, bytes], t: Catalogue) -> dict[str, Callable[[], bytes]]:
    """What gives the static files as readers get them: with the words they ask for, style sheets without comments."""
    return {path: partial(static_file, path, body, t) for path, body in static.items()}
