"""Read `content/` and `seeds/` into a `Content`; every problem is collected, none stops the reading."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from explainer.content.content import Content, Entry, Prose
from explainer.content.points import Point, points
from explainer.content.records import (
    FORMAT,
    KINDS,
    Fact,
    FrontMatter,
    LeftOut,
    Model,
    Publisher,
    Removed,
    Review,
    Series,
    Site,
    Source,
)
from explainer.content.roles import model_of
from explainer.content.voices import cites_by_name, gives, inheriting, with_cells
from explainer.formats.editor_files import files_below, is_by_product
from explainer.formats.geojson import Shapes, read_shapes
from explainer.formats.images import HEAVIEST, ImageFile, read_image, too_heavy
from explainer.formats.yaml_file import MAX_BYTES, YamlFile, decode, decode_seed, read_yaml
from explainer.locales.catalogue import Catalogue
from explainer.locales.reading import built_in, english, read_catalogue
from explainer.problems import ContentError, Location, Problem
from explainer.resources import COMMAND, VERSION
from explainer.text.clauses import markers
from explainer.text.languages import words_of
from explainer.text.pages import pages
from explainer.text.source_text import SourceText
from explainer.text.suggest import did_you_mean
from explainer.text.turns import Voicing, apart

T = TypeVar("T")

UNFINISHED = "unfinished"
"""The folder in which the desk keeps records that do not check yet; nothing in it is read here."""

FOLDERS = ("facts", "images", "locales", "pages", "schema", "shapes", UNFINISHED)
FILES = ("README.md", "site.yaml", "publishers.yaml", "sources.yaml", "left-out.yaml", "removed.yaml", "reviews.yaml")


def load_content(content: Path, seeds: Path) -> tuple[Content, list[Problem]]:
    """Read everything an editor wrote.

    Returns:
        The content and all problems found; the content is marked incomplete if there were any.

    Raises:
        ContentError: if the site file cannot be used, since nothing can be checked without it.
    """
    return Loader(content).load(seeds)


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every file below `folder`, by its path with forward slashes, and every problem found."""
    loader = Loader(folder)
    found: dict[str, bytes] = {}

    def unlisted(parent: Path, error: OSError) -> None:
        loader.fault(Location(str(parent)), f"cannot be read: {error.strerror}", "check its permissions")

    for _, path in files_below(folder, unlisted) if folder.is_dir() else ():
        if is_by_product(path.name) or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if (data := loader.bytes_of(path, folder)) is not None:
            name = os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "surrogateescape")
            if name.isprintable():
                found[name] = data
            else:
                loader.fault(Location(str(folder)), f"unreadable file name {name!a}", "rename it")
    return dict(sorted(found.items())), loader.problems


def format_of(file: YamlFile) -> int | None:
    """The format that a `site.yaml` names, 0 if it names none; None if that is no number, or the file no mapping."""
    if not file.value or not isinstance(file.value, dict):
        return None
    named = file.value.get("format", "0")
    return int(named) if isinstance(named, str) and re.fullmatch(r"\d{1,6}", named) else None


def other_format(file: YamlFile) -> Problem | None:
    """The problem of content whose `site.yaml` names another format than this program reads."""
    found = format_of(file)
    if found is None or found == FORMAT:
        return None
    if found > FORMAT:
        hint = f"take over a newer version of the program; this is {VERSION}"
    else:
        hint = f"`{COMMAND} migrate` rewrites it and keeps every comment"
    message = f"content of format {found}, and this program reads format {FORMAT}"
    return Problem(file.locate(("format",)), message, hint, rule="content_format")


def visible(folder: Path) -> list[Path]:
    """The entries of a folder, `events.yaml` before `events-before.yaml`, without hidden ones and litter."""
    try:
        found = sorted(folder.iterdir(), key=lambda path: (path.stem, path.suffix))
    except OSError as error:
        raise ContentError([Problem(Location(str(folder)), f"cannot be read: {error.strerror}", "check its permissions", rule="readable")]) from None  # fmt: skip
    found = [path for path in found if not is_by_product(path.name)]
    for path in found:
        if not path.name.isprintable() or any("\ud800" <= char <= "\udfff" for char in path.name):
            name = path.name.encode("utf-8", "backslashreplace").decode()
            raise ContentError(
                [Problem(Location(str(folder)), f"unreadable file name '{name}'", "rename it", rule="readable")]
            )
    return found


def _part_of(path: Path, kinds: Iterable[str]) -> bool:
    """True for an additional file of a kind: `events-before.yaml` besides `events.yaml`."""
    return path.suffix == ".yaml" and "-" in path.stem and path.stem.partition("-")[0] in kinds


@dataclass
class Loader:
    """Reads files one by one and collects their problems."""

    folder: Path
    """The folder of content; no file outside it is read, not even through a link."""
    problems: list[Problem] = field(default_factory=list)

    def load(self, seeds: Path) -> tuple[Content, list[Problem]]:
        """The content of the folder and of `seeds`, as `load_content` returns it."""
        content = self.folder
        if not content.is_dir():
            what = "not a folder" if content.exists() else "folder not found"
            raise ContentError([Problem(Location(str(content)), what, "name the folder that holds site.yaml with --content", rule="readable")])  # fmt: skip
        for path in visible(content):
            if path.is_dir() and path.name not in FOLDERS:
                self.fault(Location(str(path)), f"unknown folder '{path.name}'", did_you_mean(path.name, FOLDERS))
            elif path.is_file() and path.name not in FILES and not _part_of(path, ("publishers", "sources")):
                self.fault(Location(str(path)), f"unknown file '{path.name}'", did_you_mean(path.name, FILES))
        site = self._single(content / "site.yaml", Site)
        publishers = self._parts(content, "publishers", Publisher)
        sources = self._parts(content, "sources", Source)
        left_out, removed, reviews = (
            self._several(content / name, model) if self.exists(content / name) else []
            for name, model in (("left-out.yaml", LeftOut), ("removed.yaml", Removed), ("reviews.yaml", Review))
        )
        facts = [entry for path, model in self._fact_files(content / "facts") for entry in self._several(path, model)]
        prose = self._pages(content / "pages")
        kept = self._seeds(seeds)
        if site is None:
            raise ContentError(self.problems)
        texts = self._texts(sources, seeds, kept)
        tables = [entry.record for entry in sources if entry.record.form == "table"]
        if tables:
            sources = [replace(entry, record=with_cells(entry.record, tables, texts)) for entry in sources]
        catalogue = self._catalogue(content / "locales", site.record.language)
        facts += self._points(facts, {entry.record.id: entry.record for entry in sources}, texts, catalogue)
        loaded = Content(
            site=site,
            publishers=tuple(publishers),
            sources=tuple(sources),
            facts=tuple(self._inheriting(facts, sources, texts)),
            left_out=tuple(left_out),
            removed=tuple(removed),
            prose=tuple(prose),
            texts=texts,
            seeds={name: self.checksum(data) for name, data in kept.items()},
            shapes=self._shapes(content / "shapes"),
            images=self._images(content / "images"),
            catalogue=catalogue,
            incomplete=bool(self.problems),
            reviews=tuple(reviews),
        )
        return loaded, self.problems

    def exists(self, path: Path) -> bool:
        """True if there is such a file."""
        return path.exists()

    def visible(self, folder: Path) -> list[Path]:
        """The files and folders in a folder, as `visible` returns them."""
        return visible(folder)

    def checksum(self, data: bytes) -> str:
        """The SHA-256 of a file, in hexadecimal."""
        return hashlib.sha256(data).hexdigest()

    def decoded(self, path: str, data: bytes, decoder: Callable[[str, bytes], str]) -> str:
        """The text of a file; raises ContentError if it cannot be decoded."""
        return decoder(path, data)

    def source_text(
        self,
        path: str,
        raw: str,
        abbreviations: tuple[str, ...],
        voicing: Voicing | None,
        clauses: tuple[str, ...] | None,
        page_mark: str,
    ) -> SourceText:
        """The text of a source, ready to be searched: of voices if it has a voicing, a document if it has names of parts."""
        numbered = pages(raw, page_mark)
        no_sentence = apart(raw, voicing) if voicing else markers(raw, clauses) if clauses is not None else ()
        marks = (page.mark for page in numbered if page.mark)
        return SourceText(raw, abbreviations, path, tuple(sorted((*no_sentence, *marks))), numbered)

    def inheriting(self, fact: Fact, sources: tuple[Source, ...], texts: Mapping[str, SourceText]) -> Fact:
        """A record with what it takes over from the sources it cites."""
        return inheriting(fact, sources, texts)

    def points(
        self, series: Series, sources: Mapping[str, Source], texts: Mapping[str, SourceText], catalogue: Catalogue
    ) -> Iterable[Point]:
        """The points that a series takes from columns of tables."""
        return points(series, sources, texts, catalogue)

    def read_shapes(self, path: str, text: str) -> Shapes:
        """The base map in a file; raises ContentError if it is not such GeoJSON."""
        return read_shapes(path, text)

    def read_image(self, name: str, body: bytes) -> ImageFile:
        """The image in a file."""
        return read_image(name, body)

    def read_catalogue(self, path: str, text: str) -> Catalogue:
        """The catalogue in a file; raises ContentError if it is not a catalogue."""
        return read_catalogue(path, text)

    def fault(self, where: Location, message: str, hint: str = "", rule: str = "readable") -> None:
        """Add a problem."""
        self.problems.append(Problem(where, message, hint, rule=rule))

    def bytes_of(self, path: Path, inside: Path) -> bytes | None:
        """The bytes of a file inside a folder; adds a problem and returns None if they cannot be read."""
        try:
            if path.is_symlink() and path.is_dir():
                self.fault(Location(str(path)), "a link to a folder", "copy the folder here instead")
                return None
            if not path.resolve().is_relative_to(inside.resolve()):
                self.fault(Location(str(path)), "a link to a file outside its folder", "copy the file here instead")
                return None
            if path.exists() and not path.is_file():
                self.fault(Location(str(path)), "not a file", "a folder, pipe or device cannot hold records")
                return None
            if (size := path.stat().st_size) > MAX_BYTES:
                self.fault(Location(str(path)), f"file of {size // 2**20} MiB; at most {MAX_BYTES // 2**20} are read",
                           "split it, or check that it is the file you meant")  # fmt: skip
                return None
            return path.read_bytes()
        except (OSError, RuntimeError) as error:  # a link to itself is a RuntimeError
            self.fault(Location(str(path)), f"cannot be read: {getattr(error, 'strerror', None) or error}",
                       "check its name and permissions")  # fmt: skip
            return None

    def _text_of(self, path: Path) -> str | None:
        data = self.bytes_of(path, self.folder)
        return None if data is None else self._trying(lambda: self.decoded(str(path), data, decode))

    def _trying(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ContentError as error:
            self.problems += error.problems
            return None

    def _yaml_text(self, path: Path) -> str | None:
        if path.is_symlink() and not path.exists():
            self.fault(Location(str(path)), "a link that leads to no file", "remove it, or let it lead to a file")
            return None
        if not self.exists(path):
            self.fault(Location(str(path)), "file not found", "an explainer needs this file; see the handbook")
            return None
        return self._text_of(path)

    def _single(self, path: Path, model: type[Model]) -> Entry | None:
        text = self._yaml_text(path)
        file = None if text is None else self._trying(lambda: read_yaml(str(path), text))
        if file and (problem := other_format(file)):
            raise ContentError([problem])  # every other problem may come from this
        return self._entry(model, file, (), file.value or {}) if file else None

    def _several(self, path: Path, model: type[Model]) -> list[Entry]:
        text = self._yaml_text(path)
        return [] if text is None else self.records(path, text, model)

    def records(self, path: Path, text: str, model: type[Model]) -> list[Entry]:
        """The records of the text of a file, in its order."""
        file = self._trying(lambda: read_yaml(str(path), text))
        if file is None:
            return []
        if not isinstance(file.value, list):
            found = "nothing" if file.value is None else "a mapping" if isinstance(file.value, dict) else "a text"
            hint = "start each record with '- '; write [] if there are none"
            self.fault(file.locate(()), f"{found} where a list of records is expected", hint, "schema")
            return []
        entries = (self._entry(model, file, (index,), item) for index, item in enumerate(file.value))
        return [entry for entry in entries if entry]

    def _parts(self, folder: Path, kind: str, model: type[Model]) -> list[Entry]:
        """The records of `kind.yaml`, which must exist, and of every `kind-….yaml` next to it."""
        paths = [folder / f"{kind}.yaml", *(path for path in self.visible(folder) if _part_of(path, (kind,)))]
        return [entry for path in paths for entry in self._several(path, model)]

    def _entry(self, model: type[Model], file: YamlFile, keys: tuple[str | int, ...], value: Any) -> Entry | None:
        try:
            return Entry(model.model_validate(value), file, keys)
        except ValidationError as error:
            self.problems += _schema_problems(error, model, file, keys, value)
            return None

    def _fact_files(self, folder: Path) -> Iterator[tuple[Path, type[Model]]]:
        if not folder.is_dir():
            self.fault(Location(str(folder)), "folder not found", "facts are stored here, one file for each kind")
            return
        for path in self.visible(folder):
            if path.is_dir():
                self.fault(Location(str(path)), f"folder '{path.name}' among files", "put its files one folder higher")
            elif (path.suffix == ".yaml" and path.stem in KINDS) or _part_of(path, KINDS):
                yield path, KINDS[path.stem.partition("-")[0]]
            else:
                self.fault(Location(str(path)), f"unknown file '{path.name}'",
                           did_you_mean(path.name, [f"{kind}.yaml" for kind in KINDS]))  # fmt: skip

    def _pages(self, folder: Path) -> list[Prose]:
        if not folder.is_dir():
            self.fault(Location(str(folder)), "folder not found", "pages are stored here, one Markdown file each")
            return []
        found = []
        for path in visible(folder):
            if path.suffix != ".md":
                self.fault(Location(str(path)), f"unknown file '{path.name}'", "pages are Markdown files: name.md")
            elif not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
                self.fault(Location(str(path)), f"page name '{path.stem}' is not an id",
                           "it becomes an address: use lower-case letters and digits, joined by single hyphens")  # fmt: skip
            elif (text := self._text_of(path)) is not None and (prose := self._page(path, text)):
                found.append(prose)
        return found

    def _page(self, path: Path, text: str) -> Prose | None:
        head, separator, body = text.removeprefix("---\n").partition("\n---\n")
        if not text.startswith("---\n") or not separator:
            self.fault(Location(str(path)), "no front matter", "begin with '---', 'title: …', 'template: …', "
                       "'description: …', '---', each on a line of its own", "schema")  # fmt: skip
            return None
        file = self._trying(lambda: read_yaml(str(path), head, first_line=2))
        entry = file and self._entry(FrontMatter, file, (), file.value or {})
        return Prose(path.stem, entry, body, head.count("\n") + 4) if entry else None

    def _shapes(self, folder: Path) -> dict[str, Shapes]:
        found = {}
        for path in visible(folder) if folder.is_dir() else ():
            if path.suffix != ".geojson":
                self.fault(Location(str(path)), f"unknown file '{path.name}'", "shapes are GeoJSON files: name.geojson")
            elif (text := self._text_of(path)) is not None:
                shapes = self._trying(partial(self.read_shapes, str(path), text))
                if shapes is not None:
                    found[path.name] = shapes
        return found

    def _images(self, folder: Path) -> dict[str, ImageFile]:
        """Every file of the folder; what is too heavy to be published is not read."""
        found = {}
        for path in visible(folder) if folder.is_dir() else ():
            if path.is_file() and (size := path.stat().st_size) > HEAVIEST:
                found[path.name] = too_heavy(size)
            elif (body := self.bytes_of(path, self.folder)) is not None:
                found[path.name] = self.read_image(path.name, body)
        return found

    def _catalogue(self, folder: Path, language: str) -> Catalogue:
        """The catalogue of a language, the explainer's own before the built-in one; the English one if there is neither."""
        found: dict[str, Catalogue] = {}
        for path in visible(folder) if folder.is_dir() else ():
            if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.yaml", path.name):
                self.fault(
                    Location(str(path)), f"unknown file '{path.name}'", "catalogues are named after a language: kk.yaml"
                )
            elif (text := self._text_of(path)) is not None:
                catalogue = self._trying(partial(self.read_catalogue, str(path), text))
                if catalogue:
                    found[path.stem] = catalogue
        names = (language, language.partition("-")[0])
        return next((own for name in names if (own := found.get(name) or built_in(name))), english())

    def _seeds(self, folder: Path) -> dict[str, bytes]:
        if not folder.is_dir():
            self.fault(Location(str(folder)), "folder not found", "name the folder of source texts with --seeds")
            return {}
        files = [path for path in visible(folder) if path.is_file()]
        return {path.name: data for path in files if (data := self.bytes_of(path, folder)) is not None}

    def _texts(self, sources: list[Entry], folder: Path, kept: Mapping[str, bytes]) -> dict[str, SourceText]:
        texts = {}
        for entry in sources:
            source: Source = entry.record
            if source.original and source.original not in kept:
                self.fault(entry.at("original"), f"no file '{source.original}' in {folder}",
                           did_you_mean(source.original, list(kept)), "known_source")  # fmt: skip
            if source.file is None:
                continue
            if source.file not in kept:
                self.fault(entry.at("file"), f"no file '{source.file}' in {folder}: could not check this source",
                           did_you_mean(source.file, list(kept)), "known_source")  # fmt: skip
                continue
            path, data = str(folder / source.file), kept[source.file]
            if (raw := self._trying(partial(self.decoded, path, data, decode_seed))) is not None:
                parts = words_of(source.language).clauses if source.form == "document" else None
                texts[source.id] = self.source_text(
                    path, raw, source.abbreviations, source.voicing, parts, source.page_mark or ""
                )
        return texts

    def _points(
        self, facts: list[Entry], sources: Mapping[str, Source], texts: Mapping[str, SourceText], catalogue: Catalogue
    ) -> list[Entry]:
        """The points that series take from columns of tables, each written where its column is."""
        return [
            Entry(figure, entry.file, (*entry.keys, "columns", index))
            for entry in facts
            if isinstance(entry.record, Series) and entry.record.columns
            for index, figure in self.points(entry.record, sources, texts, catalogue)
        ]

    def _inheriting(
        self, facts: Iterable[Entry], sources: Iterable[Entry], texts: Mapping[str, SourceText]
    ) -> Iterator[Entry]:
        """The records with what they take over from sources that give it for all of their words."""
        sources = list(sources)
        giving = {entry.record.id: entry.record for entry in sources if gives(entry.record)}
        kept = {entry.record.id: entry.record for entry in sources if entry.record.id in texts}
        for entry in facts:
            cited = dict.fromkeys(cite.source for cite in entry.record.cite)
            of_use = kept if cites_by_name(entry.record) else giving
            named = tuple(of_use[source] for source in cited if source in of_use)
            yield replace(entry, record=self.inheriting(entry.record, named, texts)) if named else entry


_FORMS = {
    "language": "a language code: en, ru, kk",
    "lang": "a language code: en, ru, kk",
    "file": "the name of a file in seeds/, without the folder",
    "sha256": "the 64 hexadecimal digits of the checksum and nothing else",
    "abbreviations": "a word with its full stop: Dr.",
    "uid": "8 to 64 lower-case letters, digits and hyphens, such as `openssl rand -hex 8` prints",
    "hosts": "a host as it is in addresses, without https:// and www.: example.org",
    "url": "an address without spaces or quotation marks",
}
"""The form of a text that has a fixed one, by field."""


def _schema_problems(
    error: ValidationError, model: type[Model], file: YamlFile, keys: tuple[str | int, ...], value: Any
) -> Iterator[Problem]:
    name = f"{getattr(model, 'kind', 'record')} '{value['id']}': " if isinstance(value, dict) and "id" in value else ""
    for fault in schema_faults(error, model):
        where = file.locate((*keys, *fault.keys), key=fault.unknown)
        yield Problem(where, name + fault.message, fault.hint, rule="schema")


class SchemaFault(NamedTuple):
    """What is wrong with the form of a record: the path to the value, what is wrong, what to do; `unknown` for a field it has not."""

    keys: tuple[str | int, ...]
    message: str
    hint: str
    unknown: bool


def schema_faults(error: ValidationError, model: type[Model]) -> Iterator[SchemaFault]:
    """Every fault of a record that is not valid."""
    for fault in error.errors(include_url=False):
        if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
            continue  # there are enough items, and each invalid one has a problem of its own
        loc = tuple(part for part in fault["loc"] if part != "[key]")
        yield SchemaFault(loc, *_explain(fault, model, loc), fault["type"] == "extra_forbidden")


def _explain(fault: Any, model: type[Model], loc: tuple[str | int, ...]) -> tuple[str, str]:  # noqa: C901  # one line for each kind of error
    """The message and hint for one pydantic error."""
    kind, context = fault["type"], fault.get("ctx", {})
    owner = _model_at(model, loc[:-1])
    last = max((place for place, part in enumerate(loc) if isinstance(part, str)), default=-1)
    name = f"field '{loc[last]}'" if last >= 0 else "record"
    above = _model_at(model, loc[:last]) if last >= 0 else None
    field_info = above.model_fields.get(str(loc[last])) if above else None
    about = (field_info.description if field_info else "") or ""
    if kind == "missing" and owner is None and last > 0:  # of a value that is written as one text, such as a date
        outer = _model_at(model, loc[: last - 1])
        info = outer.model_fields.get(str(loc[last - 1])) if outer else None
        return f"field '{loc[last - 1]}': a mapping where a text is expected", (info.description if info else "") or ""
    if kind == "missing":
        return f"{name} is missing", about
    if kind == "extra_forbidden":
        return f"unknown field '{loc[-1]}'", did_you_mean(str(loc[-1]), list(owner.model_fields) if owner else [])
    if kind == "value_error" and fault["input"] != "":
        return f"{name}: {context['error']}", about
    found = _shown(fault["input"])
    if kind == "literal_error":
        return f"{name}: {found} is not allowed here", f"allowed here: {context['expected']}"
    if kind == "too_short" and fault["input"]:
        count, least = len(fault["input"]), context["min_length"]
        return f"{name} has {count} valid of the {least} required", about
    if kind in ("string_too_short", "too_short") or fault["input"] == "":
        return f"{name} is empty", about or "write it, or leave the whole line out if it is not known"
    if kind == "string_too_long":
        return f"{name} has {len(fault['input'])} characters; at most {context['max_length']} fit", about
    if kind == "string_pattern_mismatch" and loc and (loc[-1] == "id" or "[a-z0-9]+(-" in context["pattern"]):
        return f"{name}: {found} is not an id", "use lower-case letters and digits, joined by single hyphens"
    if kind in ("decimal_parsing", "decimal_type", "int_parsing", "decimal_max_digits", "finite_number"):
        return f"{name}: {found} is not a number", f"digits and one point, no commas; {about}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{name}: {found} is out of range", about
    if kind == "string_pattern_mismatch" and last >= 0 and loc[last] in _FORMS:
        return f"{name}: {found} does not fit", _FORMS[str(loc[last])]
    expected = {
        "string_type": "a text",
        "tuple_type": "a list",
        "mapping_type": "a mapping of words to values",
        "dict_type": "a mapping such as {id: name}",
        "model_type": "a mapping of fields",
    }.get(kind)
    return (f"{name}: {found} where {expected} is expected" if expected else f"{name}: {found} does not fit"), about


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _model_at(model: type[Model], loc: tuple[str | int, ...]) -> type[Model] | None:
    """The model that has the field at the end of `loc`, through lists and optional values; None if there is none."""
    current: type[Model] | None = model
    for part in loc:
        if isinstance(part, str):
            current = model_of(current, part)
    return current
