"""Forms of records, made from their models: each field with its help, its widget and what may be chosen."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from explainer.authoring.scaffold import NEW, USUAL
from explainer.authoring.schema import field_order
from explainer.content import roles
from explainer.content.content import Content
from explainer.content.records import Model, Series
from explainer.text.numbers import PARTS_OF_DAY

Field = dict[str, Any]
"""A field of a form: `name`, `help`, `required`, `usual`, and what `_widget` says of its values."""


def form(model: type[Model], terms: Container[str] = ()) -> list[Field]:
    """The fields of a model in the order in which they are written; those that choose from one of some `terms` are usual."""
    found = []
    for name in field_order(model):
        info = model.model_fields[name]
        widget = _widget(Annotated[info.annotation, None, *info.metadata], terms)
        chosen = widget.get("item", widget).get("words") in terms
        copied = widget["type"] == "exact" or "single" in widget
        usual = info.is_required() or name in USUAL or copied or chosen
        found.append(
            {"name": name, "help": info.description or "", "required": info.is_required(), "usual": usual, **widget}
        )
    return found


def _widget(annotation: Any, terms: Container[str]) -> Field:
    """How a value is entered: `type`, and what belongs to it.

    Types are id, text, exact (copied words), date, words (one text, or those of two ends), time, number, flag, choice
    with `options`, ref with `kinds`, term with `words`, group with `fields`, list with an `item`, map with `key` and `value`.
    A list that is `single` has one item as the item itself.
    """
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        role = next((part for part in reversed(within) if isinstance(part, roles.Role)), None)
        return _plain(within[0], role) if role else _widget(within[0], terms)
    if origin is tuple:
        return {"type": "list", "item": _widget(within[0], terms)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "map", "key": _widget(within[0], terms), "value": _widget(within[1], terms)}
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return {"type": "group", "fields": form(annotation, terms)}
    return _widget(next(option for option in within if option is not NoneType), terms)


def _plain(annotation: Any, role: roles.Role) -> Field:
    """The widget of a value that is no model, by its role and, of a setting, by its type."""
    match role:
        case roles.NamedRef() | roles.SupportRef() | roles.Ref():
            return {"type": "ref", "kinds": role.kinds.split(" or ") if role.kinds else []}
        case roles.IdOf():
            return {"type": "ref", "kinds": [role.what]}
        case roles.Term():
            return {"type": "term", "words": role.words}
        case roles.Id() | roles.FormerId():
            return {"type": "id"}
        case roles.When():
            return {"type": "date"}
        case roles.DateWords():
            return {"type": "words"}
        case roles.Clock():
            return {"type": "time", "options": [*PARTS_OF_DAY]}
        case roles.Verbatim() | roles.Passage():
            exact = {"type": "text" if annotation is Decimal else "exact"}
            several = any(get_origin(option) is tuple for option in get_args(annotation))
            return {"type": "list", "item": exact, "single": True} if several else exact
        case roles.Setting():
            return _setting(annotation)
        case _:
            return {"type": "text"}


def _setting(annotation: Any) -> Field:
    if get_origin(annotation) is Literal:
        return {"type": "choice", "options": [*get_args(annotation)]}
    return {"type": "flag"} if annotation is bool else {"type": "text"}


def choices(content: Content) -> dict[str, Any]:
    """What fields of a form may refer to.

    `refs` are the ids of records, sources, publishers and pages, each with its label and kind; `terms` the words of
    `site.yaml`, and the sides of series, by the name of their list.
    """
    site = content.site.record
    words = {role.words for _, model in NEW.values() for role in _terms(model)}
    terms = {name: dict(found) for name in sorted(words) if (found := getattr(site, name, None))}
    terms["sides"] = {side: name for series in content.of_kind(Series.kind) for side, name in series.sides.items()}
    entries = (*content.facts, *content.sources, *content.publishers)
    refs = [{"id": entry.record.id, "label": entry.record.label, "kind": entry.record.kind} for entry in entries]
    refs += [{"id": prose.name, "label": prose.front.title, "kind": "page"} for prose in content.prose]
    return {"refs": refs, "terms": terms, "kinds": [*NEW]}


def _terms(model: type[BaseModel]) -> Iterator[roles.Term]:
    for leaf in roles.leaves(model):
        if isinstance(leaf.role, roles.Term):
            yield leaf.role
        elif leaf.model:
            yield from _terms(leaf.model)
