"""Saving at the desk: records and bound statements are checked before they are written, in the canonical format.

What does not check is not written into the explainer but kept in `content/unfinished/`, which no build reads.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import yaml
from pydantic import ValidationError

from explainer.authoring.canonical import with_record
from explainer.authoring.scaffold import NEW, slug, taken_ids, unfit_id
from explainer.authoring.schema import SHEETS, modeline, sheet, yaml_files
from explainer.content.content import Content
from explainer.content.coverage import Line, open_sentences
from explainer.content.fields import SLUG_LENGTH
from explainer.content.loader import UNFINISHED, Loader, schema_faults
from explainer.content.records import Model, Review
from explainer.formats.editor_files import write_together
from explainer.formats.yaml_file import YamlFile, decode, read_yaml
from explainer.formats.yaml_scalar import WIDTH
from explainer.problems import ContentError, Problem
from explainer.rules.registry import check_facts
from explainer.rules.sources import covered_sentence, uncovered, used_source

Keys = tuple[str | int, ...]

UNREADABLE = frozenset(("readable", "yaml", "schema"))
"""Rules whose problems keep a file from being read: with one of them nothing is ever written."""

_NAMING = 6
"""Words of a passage after which what is kept of it is named."""

_UNBINDABLE = frozenset("[]`\n")
"""Characters that words to be bound in prose cannot have: they have a meaning in Markdown."""


class RefusedError(Exception):
    """What was asked for makes no sense, such as a kind or record that does not exist; nothing was written."""


class ChangedError(Exception):
    """A file is not what it was when it was read; it was not written.

    `now` is what stands there, `kept` the file that keeps the input, if any.
    """

    def __init__(self, file: str, now: str, kept: str = "") -> None:
        self.file = file
        self.now = now
        self.kept = kept
        super().__init__(f"{file} was changed since this page read it")


@dataclass(frozen=True)
class Change:
    """A record to be written: a new one, or, with `id`, the new values of an existing one.

    `version` is that of its file when it was read.
    """

    kind: str
    values: Mapping[str, Any]
    version: str
    id: str = ""

    @property
    def text(self) -> str:
        """The file of the text that it registers; empty if it does not."""
        registers = self.kind == "source" and not self.id
        return str(self.values.get("file", "")) if registers else ""

    @property
    def model(self) -> type[Model]:
        """The model of its kind."""
        return NEW[self.kind][1]


class Fault(NamedTuple):
    """What is wrong with a change: the number of the change and the path to the field; no keys if it is elsewhere."""

    change: int | None
    keys: Keys
    message: str
    hint: str
    rule: str
    where: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a save: the files written, or what is wrong if none was, and the file that keeps the input.

    `attempts` are the names of unfinished records that have a passage of what was written.
    """

    written: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept: str = ""
    attempts: tuple[str, ...] = ()


@dataclass
class _Rewritten:
    """The new texts of some files, before they are written."""

    texts: dict[Path, str] = field(default_factory=dict)
    places: list[tuple[Path, int]] = field(default_factory=list)
    """The file of each change, and the number of its record there."""


class Files:
    """The files of an explainer, as the desk reads and writes them; nothing outside `content` is written."""

    def __init__(self, content: Path, seeds: Path) -> None:
        self.content = content
        self.seeds = seeds
        self.last_write = 0.0
        """When the last file was written, on the monotonic clock: a build that begins later has it."""

    def version(self, path: Path) -> str:
        """A key that changes with the bytes of a file; empty if there is none."""
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def text(self, path: Path) -> str:
        """The text of a file; empty if there is none. Raises ContentError if it cannot be read."""
        return decode(str(path), path.read_bytes()) if path.is_file() else ""

    def name(self, path: Path) -> str:
        """A file as it is named to the editor: relative to the folder of content."""
        return path.relative_to(self.content).as_posix()

    def place(self, kind: str, record: str) -> tuple[Path, int, dict[str, Any]]:
        """The file of a record, its number there, and its values.

        Raises:
            RefusedError: if there is no such record.
            ContentError: if its file cannot be read.
        """
        model = NEW[kind][1]
        for path in yaml_files(self.content):
            if SHEETS[sheet(path)] is model:
                for number, values in enumerate(read_yaml(str(path), self.text(path)).value or ()):
                    if isinstance(values, dict) and values.get("id") == record:
                        return path, number, values
        raise RefusedError(f"there is no {kind} '{record}'")

    def save(
        self, changes: Sequence[Change], known: Iterable[Problem] = (), *, anyway: bool = False, name: str = ""
    ) -> Outcome:
        """Check some records together and write them; if something is wrong, keep them apart instead.

        Args:
            changes: the records, each at most once.
            known: the problems that there are without them.
            anyway: write them although rules find something wrong, if the files can be read.
            name: the unfinished record that they come from, if any.

        Raises:
            ChangedError: if one of the files was changed since it was read; the input is kept.
            RefusedError: if a kind or record does not exist, or `name` is no name.
        """
        if name:
            self._unfinished(name)  # refused before anything is written
        try:
            return self._saved(changes, known, anyway=anyway, name=name)
        except ChangedError as error:
            raise ChangedError(error.file, error.now, self.keep(changes, name)) from None

    def _saved(self, changes: Sequence[Change], known: Iterable[Problem], *, anyway: bool, name: str) -> Outcome:
        paths = [self._path(change) for change in changes]
        self._expect_versions(paths, changes)
        faults = [fault for number, change in enumerate(changes) for fault in self._form_faults(number, change)]
        if not faults:
            try:
                new = self._rewritten(changes)
                faults = self._faults(new, known, anyway=anyway)
                faults = [fault for fault in faults if not self._begins(fault, changes)]
            except ContentError as error:
                faults = [_elsewhere(problem) for problem in error.problems]
        if faults:
            return Outcome(faults=tuple(faults), kept=self.keep(changes, name))
        self._expect_versions(paths, changes)  # of all before one is written
        self._write(new.texts, {path: change.version for path, change in zip(paths, changes, strict=True)})
        if name:
            self.discard(name)
        return Outcome(written=tuple(self.name(path) for path in new.texts), attempts=self._attempts(changes))

    def bind(self, page: str, span: tuple[int, int], record: str, version: str, known: Iterable[Problem] = (),
             *, anyway: bool = False) -> Outcome:  # fmt: skip
        """Make words of a page a link to a record.

        Args:
            page: its file name without `.md`.
            span: where the words start and end in the body of the page, in characters.
            record: the id of the record.
            version: that of the file when it was read.
            known: the problems that there are already.
            anyway: write it although rules find something wrong.

        Raises:
            ChangedError: if the file was changed since it was read.
            RefusedError: if there is no such page, or these are no words that can be a link.
        """
        path = self.page(page)
        if self.version(path) != version:
            raise ChangedError(self.name(path), self.body(page))
        text = self.text(path)
        head = len(text) - len(self.body(page))
        start, end = (head + edge for edge in span)
        words = text[start:end]
        if (
            not head <= start < end <= len(text)
            or words.strip() != words
            or _UNBINDABLE & set(words)
            or unfit_id(record)
        ):
            raise RefusedError("choose words within one line, without brackets, that are no link yet")
        if any(link.start() < end and start < link.end() for link in re.finditer(r"\[[^\]]*\]\([^)]*\)", text)):
            raise RefusedError("these words are a link already")
        bound = f"{text[:start]}[{words}](fact:{record}){text[end:]}"
        problems = self._new_problems({path: bound}, known)
        if problems and not (anyway and UNREADABLE.isdisjoint(problem.rule for problem in problems)):
            return Outcome(faults=tuple(map(_elsewhere, problems)))
        if b"\r\n" in path.read_bytes():
            bound = bound.replace("\n", "\r\n")
        self._write({path: bound}, {path: version})
        return Outcome(written=(self.name(path),))

    @property
    def reviews(self) -> Path:
        """The file of the signatures of a second person."""
        return self.content / "reviews.yaml"

    def sign(self, signature: Mapping[str, str | list[str]], version: str) -> Outcome:
        """Add a signature to `reviews.yaml`.

        Raises:
            ChangedError: if the file was changed since it was read.
        """
        if self.version(self.reviews) != version:
            raise ChangedError(self.name(self.reviews), "")
        try:
            Review.model_validate(signature)
        except ValidationError as error:
            faults = (
                Fault(0, fault.keys, fault.message, fault.hint, "schema") for fault in schema_faults(error, Review)
            )
            return Outcome(faults=tuple(faults))
        text = self.text(self.reviews) or f"{modeline(self.reviews)}\n"
        signed = with_record(str(self.reviews), text, Review, _composed(signature))
        self._write({self.reviews: signed}, {self.reviews: version})
        return Outcome(written=(self.name(self.reviews),))

    def page(self, name: str) -> Path:
        """The file of a page; raises RefusedError if there is none."""
        path = self.content / "pages" / f"{name}.md"
        if unfit_id(name) or not path.is_file():
            raise RefusedError(f"there is no page '{name}'")
        return path

    def body(self, page: str) -> str:
        """The body of a page."""
        return self.text(self.page(page)).partition("\n---\n")[2]

    def unfinished(self) -> list[str]:
        """The names of the unfinished records."""
        return sorted(path.stem for path in (self.content / UNFINISHED).glob("*.yaml"))

    def keep(self, changes: Sequence[Change], name: str = "") -> str:
        """Keep records apart, under a name if they have one there already; return the file."""
        records = [
            {"kind": change.kind, **({"id": change.id} if change.id else {}), "record": change.values}
            for change in changes
        ]
        text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=WIDTH)
        wanted = _title(changes[-1])[: SLUG_LENGTH - len("-999")].rstrip("-")
        paths = (self._unfinished(f"{wanted}{f'-{number}' if number > 1 else ''}") for number in count(1))
        free = (path for path in paths if not path.exists() or path.read_bytes() == text.encode())
        path = self._unfinished(name) if name else next(free)
        self._write({path: text}, {path: self.version(path)})
        return self.name(path)

    def _attempts(self, changes: Sequence[Change]) -> tuple[str, ...]:
        """The names of unfinished records that have a passage of some records; of a file that cannot be read, none."""
        own = {passage for change in changes for passage in _passages(change.values)}
        found = []
        for name in self.unfinished():
            with suppress(ContentError):
                kept = self.kept(name)
                passages = {passage for each in kept for passage in _passages(each.get("record"))}
                found += [name] if own & passages else []
        return tuple(found)

    def kept(self, name: str) -> list[dict[str, Any]]:
        """Unfinished records, each with `kind`, `id` if it replaces one, and `record`; raises RefusedError if there are none."""
        path = self._unfinished(name)
        if not path.is_file():
            raise RefusedError(f"nothing is kept as '{name}'")
        found: list[dict[str, Any]] = read_yaml(str(path), self.text(path)).value
        return found

    def discard(self, name: str) -> Outcome:
        """Delete unfinished records; nothing is written."""
        self._unfinished(name).unlink(missing_ok=True)
        return Outcome()

    def _expect_versions(self, paths: Sequence[Path], changes: Sequence[Change]) -> None:
        """Raise ChangedError if one of the files, each of a change, was changed since it was read."""
        for path, change in zip(paths, changes, strict=True):
            if self.version(path) != change.version:
                raise ChangedError(self.name(path), self._now(change))

    def _write(self, texts: Mapping[Path, str], versions: Mapping[Path, str]) -> None:
        """Write files: all of them, or none.

        Raises:
            ChangedError: if one is not of its version any more.
            RefusedError: if one lies outside the folder of content, be it through a link, or cannot be written.
        """
        for path in texts:
            if path.is_symlink() or not path.parent.resolve().is_relative_to(self.content.resolve()):
                raise RefusedError(f"{path} lies outside {self.content}")
            if self.version(path) != versions[path]:
                raise ChangedError(self.name(path), "")
        self.last_write = time.monotonic()
        try:
            for path in texts:
                path.parent.mkdir(parents=True, exist_ok=True)
            write_together({path: text.encode() for path, text in texts.items()})
        except OSError as error:
            names = ", ".join(map(self.name, texts))
            raise RefusedError(
                f"{names} cannot be written: {error.strerror or error}; every file is as it was"
            ) from error

    def _unfinished(self, name: str) -> Path:
        if unfit_id(name):
            raise RefusedError(f"'{name}' is no name")
        return self.content / UNFINISHED / f"{name}.yaml"

    def _path(self, change: Change) -> Path:
        if change.kind not in NEW:
            raise RefusedError(f"there is no kind '{change.kind}'")
        return self.place(change.kind, change.id)[0] if change.id else self.content / NEW[change.kind][0]

    def _now(self, change: Change) -> str:
        """The record that was to be replaced as it is now; empty if there is none, or none that can be read."""
        try:
            values = self.place(change.kind, change.id)[2]
        except (RefusedError, ContentError):
            return ""
        return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=WIDTH)

    def _form_faults(self, number: int, change: Change) -> Iterator[Fault]:
        """What is wrong with the form of a record."""
        try:
            change.model.model_validate(change.values)
        except ValidationError as error:
            for fault in schema_faults(error, change.model):
                yield Fault(number, fault.keys, fault.message, fault.hint, "schema")
        name = change.values.get("id")
        if name and name != change.id and "id" in change.model.model_fields and change.kind != "removed":
            if change.id:
                yield Fault(
                    number,
                    ("id",),
                    "the id of a published record is its address",
                    "rename it as the handbook says",
                    "schema",
                )
            elif name in taken_ids(self.content):
                yield Fault(
                    number, ("id",), f"id '{name}' is already taken", "ids are addresses, choose another", "unique_id"
                )

    def _rewritten(self, changes: Sequence[Change]) -> _Rewritten:
        """The new texts of the files; raises ContentError if one cannot be written without loss."""
        new = _Rewritten()
        for change in changes:
            path = self._path(change)
            text = new.texts.get(path)
            if text is None:
                text = self.text(path) or f"{modeline(path)}\n"
            number = self.place(change.kind, change.id)[1] if change.id else None
            text = with_record(str(path), text, change.model, _composed(change.values), number)
            new.texts[path] = text
            records = read_yaml(str(path), text).value
            new.places.append((path, len(records) - 1 if number is None else number))
        return new

    def _faults(self, new: _Rewritten, known: Iterable[Problem], *, anyway: bool) -> list[Fault]:
        """What is wrong with the new texts that was not before; only what cannot be read, if they are written anyway."""
        problems = self._new_problems(new.texts, known)
        files = {path: YamlFile(str(path), text, read_yaml(str(path), text).value) for path, text in new.texts.items()}
        places = {str(path): file for path, file in files.items()}
        return [
            _at(problem, places.get(problem.where.path), new.places)
            for problem in problems
            if not anyway or problem.rule in UNREADABLE
        ]

    def _begins(self, fault: Fault, changes: Sequence[Change]) -> bool:
        """True if a fault only says that a text which is registered now has not been read yet."""
        if fault.change is not None:
            return fault.rule == used_source.__name__ and changes[fault.change].text != ""
        texts = tuple(f"{self.seeds / change.text}:" for change in changes if change.text)
        return fault.rule == covered_sentence.__name__ and fault.where.startswith(texts)

    def _new_problems(self, texts: Mapping[Path, str], known: Iterable[Problem]) -> list[Problem]:
        """The problems of the explainer with some files replaced that it has not without."""
        try:
            content, problems = _Candidate(self.content, texts).load(self.seeds)
        except ContentError as error:
            problems = list(error.problems)
        else:
            paths = {text.path for text in content.texts.values()}
            rest = [
                problem
                for problem in check_facts(content)
                if problem.rule != covered_sentence.__name__ or problem.where.path not in paths
            ]
            problems = [*problems, *rest, *self._opened(content)]
        before = Counter((problem.rule, problem.message) for problem in set(known))
        found = []
        for problem in sorted(set(problems)):
            key = (problem.rule, problem.message)
            before[key] -= 1
            if before[key] < 0:
                found.append(problem)
        return found

    def _opened(self, content: Content) -> list[Problem]:
        """The problems of sentences that a content leaves open and the files do not, if it leaves more open than they.

        Problems cannot be compared one by one here: of many open sentences the rule reports some, and the number.
        """
        after = {} if content.incomplete else open_sentences(content)
        if not after:
            return []
        try:
            before = open_sentences(Loader(self.content).load(self.seeds)[0])
        except ContentError:
            return []  # what was open before is not known
        if len(after) <= len(before):
            return []
        opened: dict[str, list[Line]] = {}
        for source, start in after.keys() - before.keys():
            opened.setdefault(source, []).append(after[source, start])
        return [
            replace(problem, rule=covered_sentence.__name__)
            for source, lines in opened.items()
            for problem in uncovered(content, source, sorted(lines, key=lambda line: line.sentence.span.start))
        ]


class _Candidate(Loader):
    """A loader that reads some texts in place of what is in their files, which may be new."""

    def __init__(self, folder: Path, texts: Mapping[Path, str]) -> None:
        super().__init__(folder)
        self._texts_now = texts

    def bytes_of(self, path: Path, inside: Path) -> bytes | None:
        return self._texts_now[path].encode() if path in self._texts_now else super().bytes_of(path, inside)

    def exists(self, path: Path) -> bool:
        return path in self._texts_now or super().exists(path)

    def visible(self, folder: Path) -> list[Path]:
        new = [path for path in self._texts_now if path.parent == folder and not path.exists()]
        return [*super().visible(folder), *new]


def _title(change: Change) -> str:
    """A name for what is kept of a change: its id, else its kind with the first words of its passage."""
    name = str(change.id or change.values.get("id") or "")
    words = next((words for _, words in _passages(change.values)), "").split()
    return name if name and not unfit_id(name) else slug(" ".join([change.kind, *words[:_NAMING]]))


def _passages(values: Any) -> Iterator[tuple[str, str]]:
    """The source and the words of each passage of a record, and of each claim of a page; its own come first."""
    if not isinstance(values, Mapping):
        return
    cites = values.get("cite")
    for cite in (values, *(cites if isinstance(cites, list) else ())):
        words = isinstance(cite, Mapping) and (cite.get("exact") or cite.get("claim"))
        if words:
            yield str(cite.get("source", "")), str(words)


def _composed(value: Any) -> Any:
    """Values with composed letters, as files are read (Unicode's normalisation form C)."""
    if isinstance(value, Mapping):
        return {_composed(key): _composed(each) for key, each in value.items()}
    return [_composed(each) for each in value] if isinstance(value, list) else normalize("NFC", value)


def _at(problem: Problem, file: YamlFile | None, places: Sequence[tuple[Path, int]]) -> Fault:
    """A problem as a fault of the change in whose record it is, at its field; else one that is elsewhere."""
    for change, (path, number) in enumerate(places):
        if file is None or str(path) != problem.where.path:
            continue
        paths = [(number, *keys) for keys in _key_paths(file.value[number])]
        here = [keys for keys in paths if file.locate(keys) == problem.where]
        if here:
            keys = max(here, key=len)[1:]
            return Fault(change, keys, problem.message, problem.hint, problem.rule)
    return _elsewhere(problem)


def _elsewhere(problem: Problem) -> Fault:
    return Fault(None, (), problem.message, problem.hint, problem.rule, str(problem.where))


def _key_paths(value: Any) -> Iterator[Keys]:
    """The path to every value within another, and to itself."""
    yield ()
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from ((key, *keys) for keys in _key_paths(inner))
