"""Every link against the finished site."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from explainer.problems import Location, Problem

_TAG = re.compile(rb"<[a-zA-Z][^>\s]*\s[^>]*>")
_ATTRIBUTE = re.compile(r"\s([^\s=>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//")
_OUTSIDE = re.compile(r"(?i)https?://|mailto:|data:image/")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a page says about addresses: its `ids` in order, and every address it links, once."""

    ids: tuple[str, ...]
    links: tuple[str, ...]


def anchors(body: bytes) -> Anchors:
    """The ids and links of a page."""
    ids: list[str] = []
    links: dict[str, None] = {}
    for tag in _TAG.findall(body):
        for is_id, value in _attributes(tag):
            if is_id:
                ids.append(value)
            else:
                links[value] = None
    return Anchors(tuple(ids), tuple(links))


@lru_cache(maxsize=2**16)
def _attributes(tag: bytes) -> tuple[tuple[bool, str], ...]:
    """The addresses and ids of a tag; most tags stand on more than one page."""
    return tuple(
        (match.group(1) == "id", html.unescape(match.group(2) or match.group(3) or match.group(4) or ""))
        for match in _ATTRIBUTE.finditer(
            tag.decode("utf-8", "replace")
        )  # all, so that no text of a value is taken for one
        if match.group(1) in ("href", "src", "id")
    )


def broken_links(
    files: Collection[str],
    pages: Mapping[str, Anchors],
    base_path: str,
    looked_at: Mapping[str, Anchors] | None = None,
) -> list[Problem]:
    """Every internal link and `#id` of the finished site leads somewhere; no id stands twice on a page.

    `files` are the paths of all files, `pages` what each page says about addresses, `base_path` is what absolute
    internal addresses begin with. Only what is `looked_at` is checked, if given: pages with links in question.
    """
    looked_at = pages if looked_at is None else looked_at
    problems = [problem for path, page in looked_at.items() for problem in _repeated(path, page)]
    known = _Ids(pages)
    broken: dict[str, list[str]] = {}
    sound: set[tuple[str, str]] = set()
    for path, page in looked_at.items():
        folder = path.rpartition("/")[0]
        for address in page.links:
            # What leads out of its page leads to the same place from every page of a folder.
            way = path if address[:1] in ("", "#", "?") else folder, address
            if way in sound:
                continue
            target = resolve(path, address, base_path)
            if message := _broken(target, address, files, known):
                broken.setdefault(f"{message}\n{target}", []).append(path)
            else:
                sound.add(way)
    for message, found_on in broken.items():
        # One dead link in a shared template is one problem, not one for each page.
        more = f" (and on {len(found_on) - 1} more pages)" if len(found_on) > 1 else ""
        text = message.partition("\n")[0]
        problems.append(
            Problem(Location(min(found_on)), text + more, "mend the template or the page", rule="links_resolve")
        )
    return problems


def _repeated(path: str, page: Anchors) -> Iterator[Problem]:
    if len(set(page.ids)) < len(page.ids):
        for value, count in Counter(page.ids).items():
            if count > 1:
                message = f"id '{value}' stands {count} times on the page"
                yield Problem(Location(path), message, "rename one of them", rule="unique_html_id")


def resolve(path: str, address: str, base_path: str) -> str:
    """The output path and fragment an internal address leads to, as `path#fragment`; others unchanged."""
    if _SCHEME.match(address):
        return address
    target, hash_mark, fragment = address.partition("#")
    target = target.partition("?")[0]
    if target.startswith(base_path):
        target = target[len(base_path) :] or "index.html"
    elif target and not target.startswith("/"):
        folder, _, name = target.rpartition("/")
        if name in ("", ".", ".."):
            folder, name = target, "index.html"
        target = posixpath.join(_folder(path.rpartition("/")[0], folder), name)
    return f"{target or path}{hash_mark}{fragment}"


@lru_cache(maxsize=1024)
def _folder(start: str, relative: str) -> str:
    """The folder that a relative address leads to from another; empty for the top."""
    found = posixpath.normpath(posixpath.join(start, relative))
    return "" if found == "." else found


class _Ids(dict[str, frozenset[str]]):
    """The ids of a page, as a set that is made when a link leads to one of them."""

    def __init__(self, pages: Mapping[str, Anchors]) -> None:
        super().__init__()
        self._pages = pages

    def __missing__(self, path: str) -> frozenset[str]:
        found = self[path] = frozenset(self._pages[path].ids if path in self._pages else ())
        return found


def _broken(target: str, address: str, files: Collection[str], ids: Mapping[str, Collection[str]]) -> str:
    """What is wrong with a link, or nothing."""
    if _OUTSIDE.match(address):
        return ""
    if _SCHEME.match(address):
        return f"link '{address}' has a scheme that is not allowed"
    page, _, fragment = target.partition("#")
    if page.startswith(("/", "../")):
        return f"link '{address}' leaves the site"
    if page not in files:
        return f"link to '{page}' leads to no page"
    if fragment and fragment not in ids[page]:
        return f"link to '{page}#{fragment}': no such id on that page"
    return ""
