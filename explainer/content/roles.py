"""The roles of fields: what a field of a model means, declared with its type.

Rules, references, the order of fields and the handbook depend on roles, not on names of fields. A field without a role
is rejected when its model is defined, so that no text can be published that no rule checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel

Keys = tuple[str | int, ...]
"""The path to a value in a model: names of fields, indices of lists, keys of mappings."""


@dataclass(frozen=True)
class Role:
    """The meaning of a field.

    `held_by` is the id of the rule that checks this field where that is not the general rule of the role.
    """

    label: ClassVar[str] = ""
    """The name of the role in the handbook; empty for a base class."""

    held_by: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Written(Role):
    """Text of an editor, shown as typed: one alphabet in a word, no Markdown, no HTML."""


@dataclass(frozen=True)
class Sentence(Written):
    """Text in our own words: it repeats no source text at length."""


@dataclass(frozen=True)
class Own(Sentence):
    """A sentence of our own: its numbers, dates and quotations are in the evidence."""

    label: ClassVar[str] = "own words"


@dataclass(frozen=True)
class Aside(Own):
    """A sentence of our own besides the statement: it may repeat one end of a range alone."""

    label: ClassVar[str] = "own words, aside"


@dataclass(frozen=True)
class Reasoning(Own):
    """Our reasoning: its numbers are in the evidence, and it may calculate with them."""

    label: ClassVar[str] = "reasoning"


@dataclass(frozen=True)
class Name(Own):
    """A name: this one, or another of the same record, is in the evidence."""

    label: ClassVar[str] = "name"


@dataclass(frozen=True)
class Account(Sentence):
    """Our account of an outside page; it is evidence itself, since no rule can compare it with the page."""

    label: ClassVar[str] = "account"


@dataclass(frozen=True)
class Former(Sentence):
    """A former statement that was wrong: its numbers need no evidence, its quotations do."""

    label: ClassVar[str] = "former words"


@dataclass(frozen=True)
class Label(Written):
    """A label: it names something and states nothing, so that it holds no number, date or quotation."""

    label: ClassVar[str] = "label"


@dataclass(frozen=True)
class Plain(Written):
    """A title, name or notice as it was received: no rule compares it with the evidence."""

    label: ClassVar[str] = "plain"


@dataclass(frozen=True)
class Verbatim(Role):
    """Words or digits of the evidence, copied.

    With `ignore_case` capitals make no difference; `affirmed` words must not be denied where they occur.
    """

    label: ClassVar[str] = "verbatim"

    ignore_case: bool = False
    affirmed: bool = False


@dataclass(frozen=True)
class Passage(Role):
    """Words copied from a source text or a page, on which other fields rest.

    They are searched for in different places, so that the rule is always named.
    """

    label: ClassVar[str] = "passage"

    held_by: str = field(kw_only=True)


@dataclass(frozen=True)
class Ref(Role):
    """The id of a record.

    `kinds` are the kinds it may be of ("event or development"); empty for any.
    """

    label: ClassVar[str] = "record"

    kinds: str = ""


@dataclass(frozen=True)
class NamedRef(Ref):
    """The id of a record that the evidence names."""

    label: ClassVar[str] = "named record"


@dataclass(frozen=True)
class SupportRef(Ref):
    """The id of a record whose evidence also supports what the referring one says."""

    label: ClassVar[str] = "supporting record"


@dataclass(frozen=True)
class IdOf(Role):
    """The id of a source, publisher or page.

    `what` is one of these three words.
    """

    label: ClassVar[str] = "other id"

    what: str


@dataclass(frozen=True)
class Term(Role):
    """A word that `site.yaml` defines.

    `words` is the field of the site that lists it, `name` what problems call the word.
    """

    label: ClassVar[str] = "listed word"

    words: str
    name: str


@dataclass(frozen=True)
class When(Role):
    """A date: each of its parts is in the evidence, a range ends no earlier than it starts."""

    label: ClassVar[str] = "date"


@dataclass(frozen=True)
class DateWords(Role):
    """The words of the evidence that give a date: `date_words` gives those of `date`."""

    label: ClassVar[str] = "words of a date"


@dataclass(frozen=True)
class Clock(Role):
    """A clock time or part of the day, as the evidence has it."""

    label: ClassVar[str] = "time"


@dataclass(frozen=True)
class Id(Role):
    """The id that something is referred to by."""

    label: ClassVar[str] = "id"


@dataclass(frozen=True)
class FormerId(Role):
    """A former id of something."""

    label: ClassVar[str] = "former id"


@dataclass(frozen=True)
class Setting(Role):
    """A value that its type describes in full: a flag, an address, a language, a checksum."""

    label: ClassVar[str] = "setting"


R = TypeVar("R", bound=Role)


class Part(NamedTuple, Generic[R]):
    """A value of a model that has a role: the path to it, and the innermost model it is a field of."""

    keys: Keys
    role: R
    value: Any
    owner: Any


class Leaf(NamedTuple):
    """The values of one role, or models, in a field; `steps` are the containers between: "items", "keys" or "values"."""

    name: str
    steps: tuple[str, ...]
    role: Role | None
    model: type[BaseModel] | None = None


@cache
def leaves(model: type[BaseModel]) -> tuple[Leaf, ...]:
    """Every role in the fields of a model, in order; a field that holds models is a leaf with that model.

    Raises:
        TypeError: if a field has no role, or the words of a date lack their date.
    """
    found = tuple(
        leaf
        for name, info in model.model_fields.items()
        for leaf in _leaves(f"{model.__name__}.{name}", name, Annotated[info.annotation, None, *info.metadata], ())
    )
    dates = {f"{leaf.name}_words" for leaf in found if isinstance(leaf.role, When)}
    for leaf in found:
        if isinstance(leaf.role, DateWords) and leaf.name not in dates:
            raise TypeError(
                f"{model.__name__}.{leaf.name} holds the words of a date, and there is no field for the date"
            )
    return found


def model_of(model: type[BaseModel] | None, name: str) -> type[Any] | None:
    """The model of the values of a field, also in lists; None for plain values, and if there is no such field."""
    return next((leaf.model for leaf in leaves(model) if leaf.name == name), None) if model else None


def _leaves(field_name: str, name: str, annotation: Any, steps: tuple[str, ...]) -> Iterator[Leaf]:
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        roles = [role for role in within[1:] if isinstance(role, Role)]
        if roles:
            yield Leaf(name, steps, roles[-1])
        else:
            yield from _leaves(field_name, name, within[0], steps)
    elif origin is tuple:
        yield from _leaves(field_name, name, within[0], (*steps, "items"))
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield from _leaves(field_name, name, within[0], (*steps, "keys"))
        yield from _leaves(field_name, name, within[1], (*steps, "values"))
    elif options := [option for option in within if option is not type(None)]:
        for option in options:
            yield from _leaves(field_name, name, option, steps)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield Leaf(name, steps, None, annotation)
    else:
        raise TypeError(f"{field_name} has no role: declare it with one of the types in explainer/content/fields.py")


class Way(NamedTuple):
    """The path to the values of one role: a field, its containers and, if it holds models, the fields of these."""

    name: str
    steps: tuple[str, ...]
    role: Role | None
    within: tuple[Way, ...]


@cache
def _ways(model: type[BaseModel], role: type[Role], held_by: str | None) -> tuple[Way, ...]:
    """The paths to all values of a role in a model."""
    found = (
        Way(leaf.name, leaf.steps, leaf.role, _ways(leaf.model, role, held_by) if leaf.model else ())  # type: ignore[arg-type]  # a type is hashable
        for leaf in leaves(model)
    )
    return tuple(
        way
        for way in found
        if way.within or (isinstance(way.role, role) and (held_by is None or way.role.held_by == held_by))
    )


def has(model: type[BaseModel], role: type[Role], held_by: str | None = None) -> bool:
    """True if a model, or a model within it, has a field of a role."""
    return bool(_ways(model, role, held_by))  # type: ignore[arg-type]  # a type is hashable


def each(owner: BaseModel, role: type[R], held_by: str | None = None) -> list[Part[R]]:
    """Every value of a role in a model and the models within it, in the order of fields, without absent values.

    With `held_by`, only values of fields that this rule checks; empty for the general rule of the role.
    """
    found: list[Part[R]] = []
    if ways := _ways(type(owner), role, held_by):  # type: ignore[arg-type]  # a type is hashable
        _gather(owner, ways, (), found)
    return found


def _gather(owner: BaseModel, ways: tuple[Way, ...], keys: Keys, found: list[Part[R]]) -> None:
    values = owner.__dict__
    for name, steps, role, within in ways:
        if (value := values[name]) is None:
            continue
        for way, each_value in _unfolded(value, steps, (*keys, name)) if steps else (((*keys, name), value),):
            if within:
                _gather(each_value, within, way, found)
            else:
                found.append(Part(way, role, each_value, owner))  # type: ignore[arg-type]  # the path leads to this role


def _unfolded(value: Any, steps: tuple[str, ...], keys: Keys) -> Iterator[tuple[Keys, Any]]:
    """The values in nested containers, each with the path to it."""
    step, *rest = steps
    items = enumerate(value) if step == "items" else ((key, key if step == "keys" else value[key]) for key in value)
    for key, within in items:
        if rest:
            yield from _unfolded(within, tuple(rest), (*keys, key))
        else:
            yield (*keys, key), within
