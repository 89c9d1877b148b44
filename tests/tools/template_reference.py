"""What a template can see, as `templates/README.md` lists it: made from the program and the templates themselves."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables
from samples import ROOT

from explainer.locales.reading import english
from explainer.rendering import template_values
from explainer.rendering.template_values import DRAWN, EVERY_PAGE, EVERYWHERE, MARKDOWN, OF_TEMPLATE, PARAMETERS, VIEWS
from explainer.view.site_data import PARTS, SiteData

TEMPLATES = ROOT / "templates"
REFERENCE = TEMPLATES / "README.md"

JINJA = Environment(autoescape=True)
JINJA.filters.update(template_values.filters(english()))

HEAD = """# Templates

A template prints; it does not decide. What has to be sorted, grouped, counted or chosen is worked out in
`explainer/view/` and given to it as a plain value; every word of the interface is in the catalogue of its language,
`explainer/locales/`. Templates are [Jinja](https://jinja.palletsprojects.com/); what they print is escaped, and a name
that does not exist stops the build with file and line. No line is longer than 160 characters.

| folder | what it holds |
| --- | --- |
| `.` | one template for each kind of page, named in the head of a Markdown page |
| `components/` | one for each kind of record, and parts that several pages share |
| `partials/` | parts of every page |
| `xml/` | the feed and the site map |

This page is made from the program and the templates themselves.
"""


def reference() -> str:
    """The whole page as Markdown."""
    named = Path(inspect.getsourcefile(SiteData) or "").relative_to(ROOT)
    return "\n".join(
        [
            HEAD,
            "## Everywhere, in macros too\n",
            *table(("name", "what it is"), EVERYWHERE.items()),
            "\n## In the template of every page\n",
            *table(("name", "what it is"), EVERY_PAGE.items()),
            "\nThose of Markdown pages see besides:\n",
            *table(("name", "what it is"), MARKDOWN.items()),
            *(
                line
                for name, values in ({**OF_TEMPLATE, **DRAWN}).items()
                if values
                for line in (f"\n`{name}` sees instead:\n", *table(("name", "what it is"), values.items()))
            ),
            f"\n## `data`, what pages show of the whole site\n\nIn `{named}`; a mapping has the ids of records as its keys if nothing else is said.\n",
            *table(("field", "what it holds"), parts_of_site_data()),
            "\n## `view`, values worked out for a template\n\nFunctions of `explainer/view/`; `data` is what pages show of the whole site.\n",
            *table(("call", "what it gives"), ((signature(view), first(view)) for view in VIEWS)),
            "\nWhat these values hold:\n",
            *table(("value", "fields", "what it is"), values()),
            "\n## Filters\n",
            *table(("filter", "what it gives"), ((name, first(each)) for name, each in filters().items())),
            "\n## Components and partials\n\nAn included one takes what whoever includes it has set:\n",
            *table(("name", "what it is"), PARAMETERS.items()),
            "",
            *table(("template", "parameters", "what it shows"), included()),
            "\nMacros are imported:\n",
            *table(("template", "macro", "what it shows"), macros()),
            "",
        ]
    )


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A Markdown table; the first column, and in a wider one the second, is code."""

    def line(row: tuple[str, ...]) -> str:
        codes = [f"`{cell}`" if cell else "" for cell in row[: len(head) - 1]]
        return f"| {' | '.join([*codes, row[-1].replace('|', chr(92) + '|')])} |"

    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *map(line, rows)]


def first(thing: Callable[..., Any]) -> str:
    """The first sentence of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def signature(function: Callable[..., Any]) -> str:
    """A call of a function with the names of its parameters, and the type of what it gives."""
    form = inspect.signature(function)
    return f"view.{function.__name__}({', '.join(form.parameters)}) -> {form.return_annotation}"


def values() -> Iterator[tuple[str, str, str]]:
    """The values that views are made of: name, fields, what the docstring says."""
    for module in dict.fromkeys(inspect.getmodule(view) for view in VIEWS):
        for name, value in vars(module).items():
            fields = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None)
            if fields and value.__module__ == getattr(module, "__name__", ""):
                yield name, ", ".join(fields), first(value)


def filters() -> Mapping[str, Callable[..., Any]]:
    """The filters by their names."""
    return dict(sorted(template_values.filters(english()).items()))


def fields_of(value: type) -> Iterator[tuple[str, str]]:
    """The fields of a dataclass with their docstrings."""
    body = ast.parse(inspect.getsource(value)).body[0]
    assert isinstance(body, ast.ClassDef)
    for field, doc in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign):
            text = doc.value.value if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant) else ""
            yield ast.unparse(field.target), " ".join(str(text).split("\n\n")[0].split())


def parts_of_site_data() -> Iterator[tuple[str, str]]:
    """The parts of the site data with the first paragraph of their documentation."""
    for name in PARTS:
        yield name, " ".join((inspect.getdoc(vars(SiteData)[name].func) or "").split("\n\n")[0].split())


def names(path: Path) -> set[str]:
    """The names that a template uses and does not set itself, but for those that are everywhere."""
    tree = JINJA.parse(path.read_text("utf-8"))
    # What the head of a template sets and imports, its blocks see.
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    own |= {name for node in tree.find_all(nodes.FromImport) for name in node.names if isinstance(name, str)}
    return find_undeclared_variables(tree) - own - EVERYWHERE.keys()


def names_within(path: Path) -> set[str]:
    """The names that a template uses, and those it includes."""
    tree = JINJA.parse(path.read_text("utf-8"))
    inner = [node.template.value for node in tree.find_all(nodes.Include) if isinstance(node.template, nodes.Const)]
    return names(path).union(*(names_within(TEMPLATES / name) for name in inner))


def parts() -> list[Path]:
    """Every component and partial."""
    return [path for folder in ("components", "partials") for path in sorted((TEMPLATES / folder).glob("*.html"))]


def _comment(text: str) -> str:
    """The last comment of the text of a template before a place in it."""
    found = re.findall(r"\{#-?((?:(?!#\}).)*?)-?#\}\n", text, re.DOTALL)
    return " ".join(found[-1].split()) if found else ""


def _macros(path: Path) -> list[nodes.Macro]:
    tree = JINJA.parse(path.read_text("utf-8"))
    return [node for node in tree.find_all(nodes.Macro) if not node.name.startswith("_")]


def included() -> Iterator[tuple[str, str, str]]:
    """Components and partials that are included: name, parameters, what the comment at the head says."""
    for path in parts():
        if not _macros(path):
            text = path.read_text("utf-8")
            used = names_within(path)
            own = ", ".join(name for name in PARAMETERS if name in used)
            yield path.relative_to(TEMPLATES).as_posix(), own, _comment(text[: text.find("\n") + 1])


def macros() -> Iterator[tuple[str, str, str]]:
    """Macros that are imported: template, call, what the comment above says."""
    for path in parts():
        text = path.read_text("utf-8")
        for macro in _macros(path):
            defaults = [""] * (len(macro.args) - len(macro.defaults)) + [f"={_value(each)}" for each in macro.defaults]
            call = ", ".join(f"{arg.name}{default}" for arg, default in zip(macro.args, defaults, strict=True))
            above = text[: text.index(f"{{% macro {macro.name}(")]
            comment = _comment(above) if above.endswith("#}\n") else ""
            yield path.relative_to(TEMPLATES).as_posix(), f"{macro.name}({call})", comment


def _value(node: nodes.Expr) -> str:
    value = node.as_const()
    return {None: "none", True: "true", False: "false"}.get(value, f'"{value}"')
