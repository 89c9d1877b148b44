"""Pages become bytes, through one Jinja environment."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, Template, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from explainer.content.content import Entry, Prose
from explainer.content.records import Dispute, Fact, Record
from explainer.exports.jsonld import metadata
from explainer.formats.markdown import Hooks, contents, render
from explainer.problems import ContentError, Location, Problem
from explainer.rendering.environment import TEMPLATES, TOO_DEEP
from explainer.rendering.notes import Notes
from explainer.text.reader import Reader, reader_of
from explainer.text.suggest import did_you_mean
from explainer.view.citing import FRONT, Cited, bibtex, plain_citation
from explainer.view.evidence import select_evidence
from explainer.view.page_list import Page
from explainer.view.site_data import SiteData
from explainer.view.support import page_support

PLAIN = ("404", "moved", "removed", "favicon.svg", "map.svg", "search-index.js", "xml/feed.xml", "xml/sitemap.xml")
"""Templates of what is no page that anyone would cite or share."""


def base_path(base_url: str) -> str:
    """The path that absolute addresses within the site begin with, both ends a slash."""
    return urlsplit(base_url).path or "/"


class Renderer:
    """Renders one page after another; templates are compiled once."""

    def __init__(
        self, env: Environment, folders: Sequence[Path], data: SiteData, base_url: str, files: frozenset[str]
    ) -> None:
        self.env = env
        self.folders = folders
        self.data = data
        self.base_url = base_url
        self.base_path = base_path(base_url)
        self.files = files
        self._pieces: dict[tuple[Hashable, ...], str] = {}
        self.endless: ContentError | None = None

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
            "site": self.data.site,
            "data": self.data,
            "contents": (),
            "notes": str,
            "shared": lambda name, **own: Markup(self.piece(name, root, **own)),  # noqa: S704  # a template made it
            "metadata": metadata(page, self.data, self.base_url, self.files) if page.template not in PLAIN else None,
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
        context |= {"note": notes.number, "notes": lambda: Markup(self.notes(notes, root))}  # noqa: S704  # a template made it
        context["body"] = Markup(render(prose.body, hooks))  # noqa: S704  # text is escaped by the renderer
        return self.fill(template, context)

    def reference(self, record: Fact, url: str) -> dict[str, str]:
        """Ways to cite a record, ready to copy, by what they are for."""
        corrected = self.data.corrections.get(record.id)
        as_of = corrected[-1].date if corrected else self.data.site.as_of
        evidence, credited = self.data.evidence, self.data.credits
        own = [f"{item.source.title}, {credited[item.source.id]}" for item in evidence[record.id] if not item.against]
        # What is about other records rests on many pages: their publishers say enough in a line to copy.
        others = [item.source.id for other in self.data.related[record.id] for item in evidence[other.id]]
        sources = dict.fromkeys(own or (credited[name] for name in others))
        # A ledger's later states are told by others.
        steps = (item.source.id for step in self.data.developments.get(record.id, ()) for item in evidence[step.id])
        sources |= dict.fromkeys(credited[name] for name in steps)
        # Without the address of the site there is none to cite.
        address = self.base_url + url if self.base_url else ""
        said = record.get("attribution") if record.kind == "quote" else None
        speaker = self.data.records[said.by].label if said else ""
        cited, t = (
            Cited(record.label, self.data.site.title, as_of, address, tuple(sources), speaker),
            self.data.catalogue,
        )
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
            record = self.data.records[target]
            shown = {**context, "record": record, "place": "story", "number": notes.number(target)}
            return self.component(record.kind, shown)

        line = cache(self.line)

        def mark(target: str, words: str) -> tuple[str, str, str]:
            shown = {"site": self.data.site, "record": self.data.records[target], "number": notes.number(target)}
            ends = self.component("certainty", shown), self.component("note-ref", shown)
            return f"fact {line(target, words)}", *ends

        paragraphs, groups = count(1), count(1)

        def support(links: Sequence[tuple[str, str]]) -> str:
            numbered = dict.fromkeys((notes.number(target), target, line(target, words)) for target, words in links)
            shown = {"numbered": tuple(numbered), "paragraph": next(paragraphs), "page_support": None}
            if shown["paragraph"] == 1 and context["page"].url == FRONT:
                # The first row of signs on the front page is the first that readers see.
                shown["page_support"] = page_support(context["prose"], self.data)
            return self.component("paragraph-support", {**context, **shown})

        def group(records: str) -> str:
            shown = {"root": root, "first": next(groups) == 1, "records": Markup(records)}  # noqa: S704  # templates made it
            return self.component("shown", shown)

        return Hooks(href, show, mark, support, group, self.data.catalogue.page.section_link)

    def notes(self, notes: Notes, root: str) -> str:
        """The HTML of all notes of a page, in the order of their numbers."""
        found = []
        first: dict[str, int] = {}
        for number, target in notes.numbered():
            evidence = self.data.evidence[target]
            shown = select_evidence(evidence, notes.uses_of(self.data.records[target]))
            sources = dict.fromkeys(evidence[place].source.id for place in shown)
            before = tuple((source, first[source]) for source in sources if source in first)
            first = dict.fromkeys(sources, number) | first
            own = {"number": number, "id": target, "shown": " ".join(map(str, shown)), "before": before}
            found.append(self.piece("components/note.html", root, **own))
        return "".join(found)

    def line(self, target: str, words: str) -> str:
        """How `words` that link a record are drawn."""
        reader = reader_of(self.data.site.language)
        kept = (
            reader_of(item.source.language).within(reader).token_keys(item.words)
            for item in self.data.evidence[target]
            if item.kind == "in-source"
        )
        record, kinds = self.data.records[target], self.data.standing[target]
        disputes = () if record.kind == "dispute" else self.data.disputes.get(target, ())
        if disputes and not any(_is_about(dispute, words, reader) for dispute in disputes):
            kinds = tuple(kind for kind in kinds if kind != "disputed")
        return _line(record, kinds, words, kept, reader)

    def piece(self, name: str, root: str, **own: Hashable) -> str:
        """The HTML of a template that sees only the site data and a few values; made once, as many pages have the same."""
        key = (name, root, *own.values())
        if key not in self._pieces:
            self._pieces[key] = self.text(name, self.given(self.data, root, own))
        return self._pieces[key]

    def given(self, data: SiteData, root: str, own: Mapping[str, Hashable]) -> Mapping[str, Any]:
        """What the template of a piece sees."""
        return {"data": data, "site": data.site, "root": root, "base_url": self.base_url, **own}

    def component(self, name: str, context: Mapping[str, Any]) -> str:
        """The HTML of one component."""
        return self.text(f"components/{name}.html", context)

    def text(self, name: str, context: Mapping[str, Any]) -> str:
        """The text that a template makes."""
        return self.fill(self.template(name), context)

    def template(self, name: str, head: Entry | None = None) -> Template:
        """A compiled template; `head` is the front matter that names it, if any does."""
        try:
            return self.env.get_template(name)
        except TemplateNotFound:
            where = head.at("template") if head else Location(str(self.folders[0]))
            names = [n for n in self.env.list_templates(["html"]) if "/" not in n]
            raise ContentError([Problem(where, f"no template '{name}' in {self.folders[0]}", did_you_mean(name, names), rule="template")]) from None  # fmt: skip
        except TemplateSyntaxError as error:
            raise ContentError([_syntax_problem(error)]) from None
        except TOO_DEEP:
            hint = "move the inner parts into templates of their own, and include them"
            path = next(path for folder in self.folders if (path := folder / name).is_file())
            raise ContentError(
                [Problem(Location(str(path)), "nested too deeply to be read", hint, rule="template")]
            ) from None

    def fill(self, template: Template, context: Mapping[str, Any]) -> str:
        """Render, and turn whatever goes wrong inside a template into a problem with its file and line."""
        if self.endless:  # to find the end of Python's stack takes seconds on each page
            raise self.endless
        try:
            return template.render(context)
        except ContentError:
            raise
        except TemplateSyntaxError as error:
            raise ContentError([_syntax_problem(error)]) from None
        except RecursionError as error:
            self.endless = ContentError([_endless(error)])
            raise self.endless from None
        except Exception as error:
            # UndefinedError and errors in expressions carry no place; the traceback's last template frame does.
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(TEMPLATES)]
            if not frames:
                raise
            where = Location(frames[-1].filename, frames[-1].lineno or 1)
            message = str(error) or type(error).__name__
            raise ContentError(
                [Problem(where, message, "check the name against the data the page gets", rule="template")]
            ) from None


def _is_about(dispute: Dispute, words: str, reader: Reader) -> bool:
    """True if words that link a record have a number, date or part of the day in which the versions of a dispute differ.

    Of other differences the note tells: most statements about a disputed record do not say what is disputed.
    """
    versions = [reader.token_keys(version.says) for version in dispute.versions]
    differing = frozenset[str]().union(*versions) - versions[0].intersection(*versions)
    return bool(differing & reader.token_keys(words))


def _line(record: Record, standing: Sequence[str], words: str, kept: Iterable[frozenset[str]], reader: Reader) -> str:
    """How `words` that link a record stand, `kept` the numbers and dates of each passage of a kept text that it cites.

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
                key for _, date in record.moments() for moment in date.moments for key in reader.moment_keys(moment)
            }
            if not dates & reader.token_keys(words):
                kinds.pop()
        elif record.kind == "term":
            return kinds[-2] if words == record.label else "gloss"
    if kinds == ["in-source", "reported"] and reader.token_keys(words) <= frozenset[str]().union(*kept):
        kinds.pop()
    return kinds[-1] if kinds else ""


def _endless(error: RecursionError) -> Problem:
    """The problem at the place in a template that was reached most often."""
    reached = Counter(
        (template.filename or "template", template.get_corresponding_lineno(line))
        for frame, line in traceback.walk_tb(error.__traceback__)
        if isinstance(template := frame.f_globals.get("__jinja_template__"), Template)
    )
    ((path, line), _) = max(reached.items(), key=lambda place: place[1])
    hint = "let no template include itself without a condition, and no macro call itself without one"
    return Problem(Location(path, line), "nested without end, or too deeply", hint, rule="template")


def _syntax_problem(error: TemplateSyntaxError) -> Problem:
    where = Location(error.filename or error.name or "template", error.lineno)
    return Problem(where, error.message or "syntax error", "check the braces and tags of this line", rule="template")
