"""Stage 4: pages become bytes, through one Jinja environment."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from explainer.compiled import Compiled
from explainer.edtf import display_date
from explainer.errors import ContentError, Location, Problem
from explainer.model import Entry, Prose
from explainer.near import near
from explainer.pages import Overview, Page, url_of
from explainer.prose import Hooks, render

_OPTIONS: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
}


def make_environment(folder: Path) -> Environment:
    """Jinja with autoescape and strict undefined, and the few filters templates need."""
    env = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=Compiled(repr(_OPTIONS)),
        **_OPTIONS,
    )
    env.filters["url"] = url_of
    env.filters["date"] = display_date
    env.filters["percent"] = lambda share: f"{share:.0%}"
    return env


def base_path(base_url: str) -> str:
    """The path that absolute addresses within the site begin with, both ends a slash."""
    return urlsplit(base_url).path or "/"


def render_site(
    pages: Sequence[Page],
    seen: Overview,
    templates: Path,
    static: Mapping[str, bytes],
    base_url: str = "",
) -> dict[str, bytes]:
    """The finished site: output path to bytes.

    Raises:
        ContentError: for a template that is missing, malformed or uses what does not exist, and for
            two files with one path.
    """
    renderer = _Renderer(make_environment(templates), templates, seen, base_url)
    site = dict(static)
    problems: list[Problem] = []
    for page in pages:
        if page.url in site:
            message = f"two pages, or a page and a static file, are to be '{page.url}'"
            problems.append(Problem(Location(page.url), message, "unique_path", "rename one of them"))
        try:
            site[page.url] = renderer.page(page).encode()
        except ContentError as error:
            problems += error.problems
    if isinstance(renderer.env.bytecode_cache, Compiled):
        renderer.env.bytecode_cache.save()
    if problems:
        raise ContentError(problems)
    return dict(sorted(site.items()))


class _Renderer:
    """Renders one page after another; templates are compiled once."""

    def __init__(self, env: Environment, folder: Path, seen: Overview, base_url: str) -> None:
        self.env = env
        self.folder = folder
        self.seen = seen
        self.base_url = base_url
        self.base_path = base_path(base_url)

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
            **page.data,
        }
        prose = page.data.get("prose")
        template = self.template(f"{page.template}.html", prose.head if isinstance(prose, Prose) else None)
        if isinstance(prose, Prose):
            context["body"] = Markup(render(prose.body, self.hooks(context)))  # noqa: S704  # text is escaped by the renderer
        return self.fill(template, context)

    def hooks(self, context: Mapping[str, Any]) -> Hooks:
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
            return self.component(record.kind, {**context, "record": record})

        def evidence(targets: Sequence[str]) -> str:
            records = [self.seen.records[target] for target in targets]
            return self.component("evidence", {**context, "records": records})

        return Hooks(href, show, evidence)

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
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith((".html", ".xml"))]
            if not frames:
                raise
            where = Location(frames[-1].filename, frames[-1].lineno or 1)
            message = str(error) or type(error).__name__
            raise ContentError(
                [Problem(where, message, "template", "check the name against the data the page gets")]
            ) from None


def _syntax_problem(error: TemplateSyntaxError) -> Problem:
    where = Location(error.filename or error.name or "template", error.lineno)
    return Problem(where, error.message or "syntax error", "template", "check the braces and tags of this line")
