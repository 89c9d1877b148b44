"""Scaffolds of new records: each field that is needed, with its description; the optional ones as comments on request."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin
from unicodedata import normalize

from pydantic.fields import FieldInfo

from explainer.authoring.cite import as_yaml
from explainer.authoring.schema import field_order, modeline, yaml_files
from explainer.content.fields import SLUG, SLUG_LENGTH
from explainer.content.loader import visible
from explainer.content.records import KINDS, Citation, LeftOut, Model, Publisher, Removed, Source
from explainer.content.roles import model_of
from explainer.formats.yaml_file import decode, read_yaml
from explainer.formats.yaml_scalar import scalar
from explainer.problems import ContentError, Location, Problem
from explainer.text.dates import OPEN
from explainer.text.reader import Reader
from explainer.text.suggest import did_you_mean

NEW: dict[str, tuple[str, type[Model]]] = {
    **{model.kind: (f"facts/{name}.yaml", model) for name, model in KINDS.items()},
    "source": ("sources.yaml", Source),
    "publisher": ("publishers.yaml", Publisher),
    "left-out": ("left-out.yaml", LeftOut),
    "removed": ("removed.yaml", Removed),
}
"""What a scaffold can be made of: its file in the folder of content, and its model."""

USUAL = frozenset(("summary", "attribution", "date", "value", "qualifier", "exact", "prefix", "suffix", "claim"))
"""Fields that most records have, though some can do without."""

_ID = re.compile(rb"^[ \t]*(?:- +)?id: *[\"']?([a-z0-9-]+)", re.MULTILINE)


def scaffold(
    kind: str,
    taken: Collection[str],
    values: Mapping[str, str],
    cite: Citation | None = None,
    *,
    optional: bool = False,
) -> str:
    """A record of a kind to be filled in, as YAML, with a new id unless `values` has one.

    Args:
        kind: a key of `NEW`.
        taken: ids that are in use.
        values: fields that are known already.
        cite: its evidence.
        optional: name every field that is not needed, as a comment, not only the `USUAL` ones.
    """
    model = NEW[kind][1]
    fresh = next(name for number in range(1, len(taken) + 2) if (name := f"{kind}-{number}") not in taken)
    known = ({"id": fresh} if "id" in model.model_fields else {}) | dict(values)
    lines = list(_fields(model, 2, known, cite, optional=optional))
    return "\n".join(["- " + lines[0].lstrip(), *lines[1:]]) + "\n"


def shown_by(kind: str, cite: Citation, reader: Reader) -> dict[str, str]:
    """The fields of a record of a kind that follow from its passage: the words of a quotation, its one full date.

    Args:
        kind: a key of `NEW`.
        cite: the passage.
        reader: of the language of its source.
    """
    fields = NEW[kind][1].model_fields
    if "cite" not in fields:
        return {name: value for name, value in cite.model_dump(exclude_defaults=True).items() if name in fields}
    known = {"text": cite.words} if kind == "quote" else {}
    told = reader.dates(f"{cite.prefix or ''} {cite.words}")
    dates = {(date.parts.get("year"), date.parts.get("day"), date.open) for date in told}
    year, day, by = dates.pop() if "date" in fields and len(dates) == 1 else (None, None, False)
    if year and day:
        known["date"] = f"{OPEN}/" * by + f"{year}-{day.removeprefix('date:')}"
    return known


def kept_text(path: Path, seeds: Path) -> tuple[dict[str, str], str]:
    """The fields of a source that follow from its file, name and checksum, and a warning, empty if there is none.

    Raises:
        ContentError: if it cannot be read, or is not in `seeds`.
    """
    if path.resolve().parent != seeds.resolve():
        raise ContentError([Problem(Location(str(path)), f"not in the folder of source texts, {seeds}", "copy it there unaltered, and name the copy", rule="readable")])  # fmt: skip
    try:
        data = path.read_bytes()
    except OSError as error:
        kept = did_you_mean(path.name, [text.name for text in visible(seeds)])
        hint = f"name the text of the source with --file seeds/…; {kept}"
        raise ContentError([Problem(Location(str(path)), f"cannot be read: {error.strerror}", hint, rule="readable")]) from None  # fmt: skip
    crlf = data.count(b"\r\n")
    warning = (
        f"{path}: {crlf} of its lines end in CR LF. Keep them if it was received so; if Git or a program changed them, "
        "restore the file as received: the checksum depends on every byte."
    )
    return {"file": path.name, "sha256": hashlib.sha256(data).hexdigest()}, warning if crlf else ""


def slug(text: str) -> str:
    """An id made of the letters and digits of a text, without accents; empty if it has none."""
    plain = normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:SLUG_LENGTH].strip("-")


def unfit_id(name: str) -> str:
    """Why a name cannot be an id, with a similar one that can; empty if it can."""
    if re.fullmatch(SLUG, name) and len(name) <= SLUG_LENGTH:
        return ""
    fit = slug(name)
    rule = f"an id is lower-case letters and digits, joined by single hyphens, at most {SLUG_LENGTH} characters"
    return f"'{name}' is not an id; {rule}{f': {fit}' if fit else ''}"


def taken_ids(content: Path) -> frozenset[str]:
    """Every id in the YAML files, including those of unfinished records that cannot be loaded."""
    return frozenset(found.decode() for path in yaml_files(content) for found in _ID.findall(path.read_bytes()))


def append(content: Path, kind: str, record: str) -> Path:
    """Write a record at the end of the file of its kind, which is created if there is none; return the file.

    What is in the file stays, byte for byte, except the `[]` of an empty list.

    Raises:
        ContentError: if the file cannot be read as YAML, or is not a list to which an item can be appended.
    """
    path = content / NEW[kind][0]
    known = path.read_bytes() if path.is_file() else f"{modeline(path)}\n".encode()
    records, column = _records(path, known)
    if not records:
        known = re.sub(rb"^\[\s*\][ \t]*\r?(\n|\Z)", b"", known, flags=re.MULTILINE)
    end = "\r\n" if b"\r\n" in known else "\n"
    added = "".join(f"{' ' * column}{line}{end}" for line in record.splitlines())
    data = known + (b"" if known.endswith(b"\n") or not known else end.encode()) + added.encode()
    if len(_records(path, data)[0]) != len(records) + 1:
        raise _cannot(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _records(path: Path, data: bytes) -> tuple[list[Any], int]:
    """The records of a file, and how far its list is indented."""
    file = read_yaml(str(path), decode(str(path), data))
    records = file.value or []
    if not isinstance(records, list):
        raise _cannot(path)
    where = file.locate((0,))
    line = file.text.split("\n")[where.line - 1][: where.column - 1] if records else ""
    return records, len(line) - len(line.lstrip())


def _cannot(path: Path) -> ContentError:
    return ContentError([Problem(Location(str(path)), "not a list to which a record can be added", "each record of it starts with '- ', on a line of its own", rule="schema")])  # fmt: skip


def _fields(
    model: type[Model], indent: int, known: Mapping[str, str], cite: Citation | None = None, *, optional: bool
) -> Iterator[str]:
    """The lines of a model's fields: known and required ones as fields, the rest, if wanted, as comments."""
    margin = " " * indent
    for name in field_order(model):
        info = model.model_fields[name]
        if name in known:
            yield f"{margin}{name}: {scalar(known[name], indent + len(name) + 2, indent + 2)}"
        elif name == "cite" and cite:
            yield f"{margin}cite:"
            yield from as_yaml(cite, indent + 2).splitlines()
        elif not info.is_required():
            if optional or name in USUAL:
                yield f"{margin}# {name}:{_shape(info)}  # {info.description}"
                if name in USUAL and (inner := model_of(model, name)):
                    own = _fields(inner, 0, {}, optional=True)
                    yield from (f"{margin}#   {line.removeprefix('# ')}" for line in own)
        elif inner := model_of(model, name):
            many = get_origin(info.annotation) is tuple
            yield f"{margin}{name}:  # {info.description}"
            lines = list(_fields(inner, indent + (4 if many else 2), {}, optional=optional))
            if many:
                lines[0] = f"{margin}  - {lines[0].lstrip()}"
            yield from lines
        else:
            yield f"{margin}{name}:{_shape(info)}  # {info.description}"


def _shape(info: FieldInfo) -> str:
    """Brackets for a list, braces for a mapping, nothing for plain text."""
    kinds = {get_origin(option) or option for option in _options(info.annotation)}
    return " []" if tuple in kinds else " {}" if Mapping in kinds else ""


def _options(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
