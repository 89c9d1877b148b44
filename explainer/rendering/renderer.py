"""Pages become bytes, through one Jinja environment; with all other files they are the finished site."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from explainer.content.content import Entry, Prose
from explainer.content.records import Fact, Record
from explainer.exports.jsonld import metadata
from explainer.exports.manifest import MANIFEST, checksum
from explainer.formats.markdown import Hooks, blocks, contents, render
from explainer.graphics.palette import Palette
from explainer.lazy_files import Later, Make
from explainer.locales.catalogue import Catalogue
from explainer.parallel import spread
from explainer.problems import ContentError, Location, Problem
from explainer.reads import Reads
from explainer.rendering.bytecode import Compiled
from explainer.rendering.link_check import Anchors, anchors
from explainer.rendering.static_words import static_file
from explainer.rendering.template_values import filters, global_values
from explainer.text.dates import moment_keys
from explainer.text.numbers import token_keys
from explainer.text.suggest import near
from explainer.view.citing import Cited, bibtex, plain_citation
from explainer.view.evidence import telling
from explainer.view.page_list import Page
from explainer.view.site_data import Overview

K = TypeVar("K")
T = TypeVar("T")
Keep = Callable[[str, bytes, str], K]
"""Keeps a file, given its path, its bytes and their SHA-256; gives what is to be remembered of it."""

MANY = 200
"""From so many pages on a second process earns what it costs to start."""

_SHARE = 8
"""Pages that a process takes at once."""

PLAIN = ("404", "moved", "removed", "favicon.svg", "map.svg", "records-all.js", "xml/feed.xml", "xml/sitemap.xml")
"""Templates of what is no page that anyone would cite or share."""

TEMPLATES = ("html", "svg", "xml", "js")
"""What the names of templates end in."""

_OPTIONS: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
}


class _Environment(Environment):
    """Jinja whose globals never change: each template copies a dict and not a chain of them."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return {**self.globals, **(d or {})}


def make_environment(folder: Path, t: Catalogue, palette: Palette) -> Environment:
    """Jinja with autoescape and strict undefined, and what templates need to print."""
    compiled = Compiled(repr(_OPTIONS))
    env = _Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=compiled,
        cache_size=-1,
        **_OPTIONS,
    )
    env.filters.update(filters(t))
    env.globals.update(global_values(t, palette))
    for name in env.list_templates(TEMPLATES):
        with suppress(TemplateError, UnicodeDecodeError, OSError):  # told when a page needs it
            env.get_template(name)
    compiled.save()
    return env


def base_path(base_url: str) -> str:
    """The path that absolute addresses within the site begin with, both ends a slash."""
    return urlsplit(base_url).path or "/"


class File(NamedTuple, Generic[K]):
    """A finished file: what was kept of it, its SHA-256, and of a page its ids and links."""

    kept: K
    sha256: str
    anchors: Anchors | None


Finished = list[tuple[str, File[K], tuple[Problem, ...]]]
"""Files with their paths and what is wrong with them."""


def finish(path: str, body: bytes, keep: Keep[K]) -> File[K]:
    """Keep a file of the site."""
    sha256 = checksum(body)
    return File(keep(path, body, sha256), sha256, anchors(body) if path.endswith(".html") else None)


def finish_site(
    pages: Sequence[Page],
    renderer: Renderer,
    others: Sequence[Callable[[], Mapping[str, bytes | Make]]],
    keep: Keep[K],
    beside: Callable[[], T],
) -> tuple[T, dict[str, File[K]]]:
    """What is to be done `beside`, and every file of the site by its path, kept as soon as it is made.

    `others` give the files that are no pages. If there are many pages, several processes share the work.

    Raises:
        ContentError: for what is wrong with a page, and for two files with one path.
    """

    def made(make: Callable[[], Mapping[str, bytes | Make]]) -> Finished[K]:
        return [(path, finish(path, body, keep), ()) for path, body in Later(make()).items()]

    def rendered(some: Sequence[Page]) -> Finished[K]:
        return [
            (page.url, finish(page.url, body, keep), faults)
            for page, (body, faults) in zip(some, renderer.pages(some), strict=True)
        ]

    shares = [pages[at : at + _SHARE] for at in range(0, len(pages), _SHARE)]
    jobs: list[Callable[[], Any]] = [beside]
    jobs += [*(partial(made, make) for make in others), *(partial(rendered, share) for share in shares)]
    first, *done = spread(jobs) if len(pages) > MANY else [job() for job in jobs]
    return first, gathered(chain.from_iterable(done))


def gathered(files: Iterable[tuple[str, T, Sequence[Problem]]]) -> dict[str, T]:
    """Files by their path, in its order, from path, file and what is wrong with it.

    Raises:
        ContentError: for what is wrong with any, and for two files with one path.
    """
    found: dict[str, T] = {}
    problems: list[Problem] = []
    for path, file, faults in files:
        if path in found:
            problems.append(_taken(path))
        found[path] = file
        problems += faults
    if problems:
        raise ContentError(problems)
    return dict(sorted(found.items()))


def published(static: Mapping[str, bytes], t: Catalogue) -> dict[str, bytes]:
    """The static files as readers get them.

    Raises:
        ContentError: if one has the path of the manifest, or asks for a word that the catalogue does not have.
    """
    if MANIFEST in static:
        raise ContentError([_taken(MANIFEST)])
    return {path: static_file(path, body, t) for path, body in static.items()}


def _taken(path: str) -> Problem:
    hint = "pages, files for programs and static files share their addresses: rename one of them"
    return Problem(Location(path), f"two files are to be '{path}'", "unique_path", hint)


def pictures(seen: Overview) -> list[Page]:
    """The icon of the site, and maps as files of their own, for pages that show one without its list."""
    icon = Page("favicon.svg", seen.site.title, seen.site.description, "favicon.svg", {})
    return [
        icon,
        *(
            Page(
                f"maps/{record.id}.svg",
                record.title,
                record.summary,
                "map.svg",
                {"record": record, "sheet": seen.maps[record.id]},
            )
            for record in seen.kinds["maps"]
        ),
    ]


class Notes:
    """The records whose evidence a page holds, numbered in the order in which it names them.

    `uses` are the words of the page that link each.
    """

    def __init__(self, body: str) -> None:
        self.uses: dict[str, list[str]] = {}
        for block in blocks(body):
            for link in block.links:
                if link.scheme == "fact":
                    self.uses.setdefault(link.target, []).append(block.text[link.start : link.end])
        self._numbers: dict[str, int] = {}
        self._printed = 0

    def uses_of(self, record: Record) -> list[str]:
        """What the page says of a record: the words that link it, those of a quotation, or else what it says itself."""
        own = [str(record.get(field)) for field in ("text", "words", "title", "summary") if record.get(field)]
        return self.uses.get(record.id, own[:2]) + (own[:1] if record.kind == "quote" else [])

    def number(self, record: str) -> int:
        """The number of a record's note on this page, from 1."""
        return self._numbers.setdefault(record, len(self._numbers) + 1)

    def take(self) -> list[tuple[int, str]]:
        """Those numbered since the last call, as (number, id)."""
        since, self._printed = self._printed, len(self._numbers)
        return [(number, record) for record, number in self._numbers.items() if number > since]


class Renderer:
    """Renders one page after another; templates are compiled once."""

    def __init__(self, env: Environment, folder: Path, seen: Overview, base_url: str, files: frozenset[str]) -> None:
        self.env = env
        self.folder = folder
        self.seen = seen
        self.base_url = base_url
        self.base_path = base_path(base_url)
        self.files = files

    def pages(self, pages: Sequence[Page]) -> list[tuple[bytes, tuple[Problem, ...]]]:
        """For each page its bytes, and what is wrong with it."""
        made: list[tuple[bytes, tuple[Problem, ...]]] = []
        for page in pages:
            try:
                made.append((self.page(page).encode(), ()))
            except ContentError as error:
                made.append((b"", error.problems))
        return made

    def page(self, page: Page) -> str:
        """The HTML of one page."""
        # The 404 page is served at any depth, so it alone cannot use relative addresses.
        root = self.base_path if page.url == "404.html" else "../" * page.url.count("/")
        context = {
            "page": page,
            "root": root,
            "base_url": self.base_url,
            "site": self.seen.site,
            "all": self.seen,
            "contents": (),
            "metadata": metadata(page, self.seen, self.base_url, self.files) if page.template not in PLAIN else None,
            **page.data,
        }
        prose = page.data.get("prose")
        if page.template == "record":
            context["reference"] = self.reference(page.data["record"], page.url)
        name = page.template if "." in page.template else f"{page.template}.html"
        if not isinstance(prose, Prose):
            return self.fill(self.template(name), context)
        template = self.template(name, prose.head)
        context["contents"] = contents(prose.body)
        notes = Notes(prose.body)
        hooks = self.hooks(context, notes)
        # What a template shows below the text has its notes as the text has.
        context |= {"note": notes.number, "closing": lambda: Markup(hooks.notes())}  # noqa: S704  # a template made it
        context["body"] = Markup(render(prose.body, hooks))  # noqa: S704  # text is escaped by the renderer
        return self.fill(template, context)

    def reference(self, record: Fact, url: str) -> dict[str, str]:
        """Ways to cite a record, ready to copy, by what they are for."""
        corrected = self.seen.corrections.get(record.id)
        as_of = corrected[-1].date if corrected else self.seen.site.as_of
        evidence, credited = self.seen.evidence, self.seen.credits
        own = [f"{item.source.title}, {credited[item.source.id]}" for item in evidence[record.id] if not item.against]
        # What is about other records rests on many pages: their publishers say enough in a line to copy.
        others = [item.source.id for other in self.seen.related[record.id] for item in evidence[other.id]]
        sources = dict.fromkeys(own or (credited[name] for name in others))
        # A ledger's later states are told by others.
        steps = (item.source.id for step in self.seen.developments.get(record.id, ()) for item in evidence[step.id])
        sources |= dict.fromkeys(credited[name] for name in steps)
        # Without the address of the site there is none to cite.
        address = self.base_url + url if self.base_url else ""
        cited, t = Cited(record.label, self.seen.site.title, as_of, address, tuple(sources)), self.seen.catalogue
        ways = {"text": plain_citation(cited, t), "bibtex": bibtex(record.id, cited, t)}
        return {**ways, "link": address} if address else ways

    def hooks(self, context: Mapping[str, Any], notes: Notes) -> Hooks:
        """What a Markdown page asks for while it is rendered."""
        root = str(context["root"])

        def href(scheme: str, target: str) -> str:
            if scheme in ("http", "https"):
                return f"{scheme}:{target}"
            if scheme == "page":
                name, hash_mark, fragment = target.partition("#")
                return f"{root}{name}.html{hash_mark}{fragment}"
            return f"{root}{'sources' if scheme == 'source' else 'facts'}/{target}.html"

        def show(target: str) -> str:
            record = self.seen.records[target]
            shown = {**context, "record": record, "place": "story", "number": notes.number(target)}
            return self.component(record.kind, shown)

        def mark(target: str, words: str) -> tuple[str, str]:
            return f"fact {self.line(target, words)}", self.component("note-mark", {"number": notes.number(target)})

        def margin(links: Sequence[tuple[str, str]]) -> str:
            drawn: dict[str, set[str]] = {}
            for target, words in links:
                drawn.setdefault(target, set()).add(self.line(target, words))
            numbered = [
                (notes.number(target), target, bool(lines & {"inferred", "gloss"})) for target, lines in drawn.items()
            ]
            return self.component("margin", {**context, "numbered": numbered})

        def closing() -> str:
            return "".join(note(number, target) for number, target in notes.take())

        def note(number: int, target: str) -> str:
            shown = telling(self.seen.evidence[target], notes.uses_of(self.seen.records[target]))
            return self.piece("note", root, number=number, id=target, shown=" ".join(map(str, shown)))

        return Hooks(href, show, mark, margin, closing, self.seen.catalogue.page.section_link)

    def line(self, target: str, words: str) -> str:
        """How `words` that link a record are drawn."""
        kept = (item.words for item in self.seen.evidence[target] if item.kind == "in-source")
        return _line(self.seen.records[target], self.seen.standing[target], words, kept)

    def piece(self, name: str, root: str, **own: str | int) -> str:
        """The HTML of a component made of the overview and a few values; taken over from the last build if it can be."""

        def make(seen: Any) -> str:
            return self.component(name, {"all": seen, "site": seen.site, "root": root, **own})

        return self.seen.piece((name, *own.values()), make) if isinstance(self.seen, Reads) else make(self.seen)

    def component(self, name: str, context: Mapping[str, Any]) -> str:
        """The HTML of one component."""
        return self.fill(self.template(f"components/{name}.html"), context)

    def template(self, name: str, head: Entry | None = None) -> Template:
        """A compiled template; `head` is the front matter that names it, if any does."""
        try:
            return self.env.get_template(name)
        except TemplateNotFound:
            where = head.at("template") if head else Location(str(self.folder))
            names = [n for n in self.env.list_templates(["html"]) if "/" not in n]
            raise ContentError([Problem(where, f"no template '{name}' in {self.folder}", "template",
                                        near(name, names))]) from None  # fmt: skip
        except TemplateSyntaxError as error:
            raise ContentError([_syntax_problem(error)]) from None
        except UnicodeDecodeError as error:
            message = f"byte 0x{error.object[error.start]:02x} is not UTF-8 text"
            path = Location(str(self.folder / name))
            raise ContentError([Problem(path, message, "template", "save the file with the encoding UTF-8")]) from None

    def fill(self, template: Template, context: Mapping[str, Any]) -> str:
        """Render, and turn whatever goes wrong inside a template into a problem with its file and line."""
        try:
            return template.render(context)
        except ContentError:
            raise
        except TemplateSyntaxError as error:
            raise ContentError([_syntax_problem(error)]) from None
        except Exception as error:
            # UndefinedError and errors in expressions carry no place; the traceback's last template frame does.
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(TEMPLATES)]
            if not frames:
                raise
            where = Location(frames[-1].filename, frames[-1].lineno or 1)
            message = str(error) or type(error).__name__
            raise ContentError(
                [Problem(where, message, "template", "check the name against the data the page gets")]
            ) from None


def _line(record: Record, standing: Sequence[str], words: str, kept: Iterable[str]) -> str:
    """How `words` that link a record stand, `kept` the passages of kept texts that it cites.

    That its date is inferred concerns only words that give a date. What other pages say of it, too, or add to it, does
    not concern words all of whose numbers and dates stand in a kept text. Words for the meaning of a term that no source
    explains are our `gloss`; its name is not.
    """
    if record.kind == "unknown":
        return "unknown"
    kinds = list(standing)
    if kinds[-1:] == ["inferred"] and len(kinds) > 1 and isinstance(record, Fact) and record.kind != "inference":
        if record.inferred:
            dates = {
                key for _, date in record.moments() for moment in date.moments for key in moment_keys(moment).values()
            }
            if not dates & token_keys(words):
                kinds.pop()
        elif record.kind == "term":
            return kinds[-2] if words == record.label else "gloss"
    if kinds == ["in-source", "reported"] and token_keys(words) <= token_keys(" ".join(kept)):
        kinds.pop()
    return kinds[-1] if kinds else ""


def _syntax_problem(error: TemplateSyntaxError) -> Problem:
    where = Location(error.filename or error.name or "template", error.lineno)
    return Problem(where, error.message or "syntax error", "template", "check the braces and tags of this line")
