"""The tables at the end of the editor's handbook, and what a template can see, made from the program itself."""

from __future__ import annotations

from samples import ROOT, SAMPLE
from template_reference import REFERENCE, reference

from explainer.authoring.schema import write_schemas
from explainer.content import roles
from explainer.content.records import (
    KINDS,
    Comparison,
    Course,
    FrontMatter,
    LeftOut,
    Map,
    Model,
    Picture,
    Publisher,
    Removed,
    Review,
    Site,
    Source,
    Tally,
    Whole,
)
from explainer.locales.reading import english
from explainer.rules.registry import RULES

HANDBOOK = ROOT / "content" / "README.md"
README = ROOT / "README.md"
PROMISES = "<!-- promises: written from explainer/locales/en.yaml -->\n", "<!-- end of promises -->\n"
"""What stands before and after the table of promises in README.md."""
MARK = "<!-- tables: written from the program itself -->\n"


def within(file: str, model: type[Model]) -> dict[str, type[Model]]:
    """A model under the name of its file, then the models in its fields by these fields; `file` may be empty."""
    inner: dict[str, type[Model]] = {}
    for leaf in roles.leaves(model):
        if found := roles.model_of(model, leaf.name):
            inner |= within(f"`{leaf.name}` in {file}" if file else f"`{leaf.name}`", found)
    return {file: model, **inner} if file else inner


DRAWN = (Map, Picture, Course, Tally, Whole, Comparison)
"""Kinds with groups of fields that other kinds have under the same names."""

FILES: dict[str, type[Model]] = {
    **within("`site.yaml`", Site),
    **within("`publishers.yaml`", Publisher),
    **within("`sources.yaml`", Source),
    **within("`left-out.yaml`", LeftOut),
    **within("`removed.yaml`", Removed),
    **within("`reviews.yaml`", Review),
    **{f"`facts/{name}.yaml`": model for name, model in KINDS.items()},
    **{name: model for kind in KINDS.values() if kind not in DRAWN for name, model in within("", kind).items()},
    **{
        name: model
        for file, kind in KINDS.items()
        if kind in DRAWN
        for name, model in within(f"`facts/{file}.yaml`", kind).items()
    },
    **within("the head of a page", FrontMatter),
}


def promises() -> str:
    """What is checked, how, and what no program can see, as the page on the method has it: a table in Markdown."""
    columns, *rows = vars(english().promises).values()
    return "".join(f"| {' | '.join(row)} |\n" for row in (columns, ["---"] * len(columns), *rows))


def with_promises(text: str) -> str:
    """A text with its table of promises written again."""
    before, start, rest = text.partition(PROMISES[0])
    return f"{before}{start}{promises()}{PROMISES[1]}{rest.partition(PROMISES[1])[2]}"


def tables() -> str:
    """All tables as Markdown."""
    parts = [f"\n## What is checked\n\n{promises()}\n## Fields\n"]
    for name, model in FILES.items():
        parts.append(f"\n### {name}\n\n| field | needed | role | what it holds |\n| --- | --- | --- | --- |\n")
        for field, info in model.model_fields.items():
            needed = "yes" if info.is_required() else ""
            parts.append(f"| `{field}` | {needed} | {meaning(model, field)} | {info.description} |\n")
    parts.append(
        "\n## Roles\n\nWhat a field means decides which rules hold it.\n\n| role | what it says |\n| --- | --- |\n"
    )
    used = {type(leaf.role) for model in FILES.values() for leaf in roles.leaves(model) if leaf.role}
    for role in sorted(used, key=lambda role: role.label):
        parts.append(f"| {role.label} | {first(role)} |\n")
    parts.append("\n## Rules\n\n| rule | holds when |\n| --- | --- |\n")
    for rule in RULES:
        parts.append(f"| `{rule.name}` | {first(rule.check)} |\n")
    for name, text in OTHER_RULES.items():
        parts.append(f"| `{name}` | {text} |\n")
    return "".join(parts)


def meaning(model: type[Model], field: str) -> str:
    """The roles of a field, with the rule that checks it if it is a particular one; "see below" for a field of models."""
    found = [leaf.role for leaf in roles.leaves(model) if leaf.name == field and leaf.role]
    named = [f"{role.label} (`{role.held_by}`)" if role.held_by else role.label for role in found]
    return " to ".join(named) or "see below"


OTHER_RULES = {
    "canonical_form": "A YAML file is in the canonical format; checked by `explainer format --check`, not by the build.",
    "unexpected": "Nothing goes wrong in the program itself while it builds for the preview.",
    "readable": "Every file can be read: UTF-8 text in the place and under the name where it is expected.",
    "yaml": "YAML is well-formed and plain.",
    "schema": "Every field is known and of the right type, and no required field is missing.",
    "content_format": "The content has the format that the program reads: `format` of `site.yaml`.",
    "shapes": "A base map is GeoJSON: polygons of land, and of the area in focus.",
    "template": "Every template exists, is well-formed and uses only what exists.",
    "catalogue": "A catalogue has every text of the English one, with its placeholders, and no other.",
    "palette": "The style sheet declares the colours that icon, maps, charts and share images are drawn in.",
    "theme": "A theme holds tokens of the style sheet and nothing else, and its colours can be told apart.",
    "unique_path": "No two files of the site have one path, also where capitals make no difference; every system can store each.",
    "links_resolve": "Every internal link and `#id` of the finished site has a target.",
    "unique_html_id": "No id occurs twice on a page.",
    "writable": "The output folder can be written and holds nothing that no build wrote.",
}
"""Rules that are not about facts, and so are no functions in `RULES`."""


def first(rule: object) -> str:
    """The first sentence of a rule's documentation, on one line."""
    return " ".join((rule.__doc__ or "").split("\n\n")[0].split())


def main() -> None:
    """Write the tables into the handbook and README.md, the schemas next to it, and the reference for templates."""
    text = HANDBOOK.read_text("utf-8").partition(MARK)[0]
    HANDBOOK.write_text(text + MARK + tables(), "utf-8")
    README.write_text(with_promises(README.read_text("utf-8")), "utf-8")
    REFERENCE.write_text(reference(), "utf-8")
    for content in (HANDBOOK.parent, SAMPLE / "content"):
        write_schemas(content)


if __name__ == "__main__":
    main()
