"""Read catalogues from files: `en.yaml` next to this module, or a file of the explainer's own.

A file is a mapping of groups, each a mapping of keys to texts. A text may have placeholders, `{name}`; one that has `{n}`,
a number, may be a mapping of plural forms instead. Every catalogue has the groups, keys and placeholders of the English one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from explainer.formats.yaml_file import YamlFile, decode, read_yaml
from explainer.locales.catalogue import Catalogue, Entry, Group, Message
from explainer.locales.plurals import CATEGORIES, OTHER, plural_rule
from explainer.problems import ContentError, Problem
from explainer.text.suggest import did_you_mean

BUILT_IN = Path(__file__).parent
"""The folder of the built-in catalogues."""

ENGLISH = "en"

PLURALS = "plurals"
"""The group of the conditions of plural forms, which differ between languages."""

Keys = tuple[str, ...]


@lru_cache(maxsize=8)
def built_in(language: str) -> Catalogue | None:
    """The built-in catalogue of a language; None if there is none.

    Raises:
        ContentError: if it is not a catalogue.
    """
    path = BUILT_IN / f"{language}.yaml"
    if language == ENGLISH or not path.is_file():
        return english() if language == ENGLISH else None
    return read_catalogue(str(path), decode(str(path), path.read_bytes()))


@lru_cache(maxsize=1)
def english() -> Catalogue:
    """The built-in catalogue in English."""
    return _catalogue(_english_file(), ENGLISH)


@lru_cache(maxsize=1)
def _english_file() -> YamlFile:
    path = BUILT_IN / f"{ENGLISH}.yaml"
    return read_yaml(str(path), decode(str(path), path.read_bytes()))


def read_catalogue(path: str, text: str) -> Catalogue:
    """A catalogue, checked against the English one; its language is the name of the file.

    Raises:
        ContentError: with every text that is missing, unknown or of the wrong form.
    """
    file = read_yaml(path, text)
    if problems := list(_Reader(file, _english_file().value).problems()):
        raise ContentError(problems)
    return _catalogue(file, Path(path).stem)


def _catalogue(file: YamlFile, language: str) -> Catalogue:
    groups: dict[str, Any] = dict(file.value)
    category = plural_rule(groups.pop(PLURALS))
    return Catalogue(
        language,
        {
            name: Group(**{key: _entry(value, category) for key, value in texts.items()})
            for name, texts in groups.items()
        },
    )


def _entry(value: Any, category: Callable[[int], str]) -> Entry:
    if isinstance(value, dict):
        return Message(value, category)
    if isinstance(value, str) and placeholders(value):
        return Message({OTHER: value}, category)
    return value  # type: ignore[no-any-return]  # a text or a list of texts, as `_Reader` checks


def placeholders(text: str) -> frozenset[str]:
    """The names in braces.

    Raises:
        ValueError: if the braces are not those of plain placeholders.
    """
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            if not name.isidentifier() or form or conversion:
                raise ValueError(f"{{{name}}} is not a placeholder")
            found.add(name)
    return frozenset(found)


class _Reader:
    """Finds the problems of a catalogue, which must have the groups, keys and placeholders of the English one."""

    def __init__(self, file: YamlFile, wanted: Mapping[str, Mapping[str, Any]]) -> None:
        self.file = file
        self.wanted = wanted
        self.forms: tuple[str, ...] = (OTHER,)
        """The plural forms of the language."""

    def problem(self, keys: Keys, message: str, hint: str, *, key: bool = False) -> Problem:
        return Problem(self.file.locate(keys, key=key), message, hint, rule="catalogue")

    def problems(self) -> Iterator[Problem]:
        """Every problem of the file."""
        found = self.file.value
        if not isinstance(found, dict):
            yield self.problem((), "not a mapping of groups of texts", "copy en.yaml and translate its texts")
            return
        yield from self.keys((), found, self.wanted)
        if isinstance(conditions := found.get(PLURALS), dict):
            self.forms = (*conditions, OTHER)
        for group in self.wanted.keys() & found.keys():
            if not isinstance(texts := found[group], dict):
                yield self.problem((group,), f"group '{group}' is not a mapping of texts", "write each as 'key: text'")
            elif group == PLURALS:
                yield from self.conditions(texts)
            else:
                yield from self.keys((group,), texts, self.wanted[group])
                for key in texts.keys() & self.wanted[group].keys():
                    yield from self.text((group, key), texts[key], self.wanted[group][key])

    def keys(self, above: Keys, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Problem]:
        """The missing and unknown keys of a mapping."""
        what = "text" if above else "group"
        for key in wanted.keys() - found.keys():
            hint = f"in English: {_shown(wanted[key])}" if above else f"copy it from {_english_file().path}"
            yield self.problem(above, f"{what} '{'.'.join((*above, key))}' is missing", hint, key=True)
        for key in found.keys() - wanted.keys():
            name = ".".join((*above, key))
            yield self.problem((*above, key), f"unknown {what} '{name}'", did_you_mean(key, wanted), key=True)

    def conditions(self, conditions: Mapping[str, Any]) -> Iterator[Problem]:
        """The invalid conditions of plural forms."""
        for category, condition in conditions.items():
            try:
                plural_rule({category: str(condition)})
            except ValueError as error:
                name, message, hint = error.args
                yield self.problem((PLURALS, name), message, hint, key=name not in CATEGORIES[:-1])

    def text(self, keys: Keys, value: Any, english: Any) -> Iterator[Problem]:
        """The problems of one text, given the English one."""
        name, hint = ".".join(keys), f"in English: {_shown(english)}"
        if isinstance(english, list):
            if (
                not isinstance(value, list)
                or len(value) != len(english)
                or not all(isinstance(each, str) for each in value)
            ):
                yield self.problem(keys, f"'{name}' is not a list of {len(english)} texts", hint)
            return
        wanted = {"n", *placeholders(english[OTHER])} if isinstance(english, dict) else placeholders(english)
        if not isinstance(value, dict) or "n" not in wanted:
            yield from self.form(keys, name, value, hint, wanted)
        elif set(value) != set(self.forms):
            yield self.problem(
                keys, f"'{name}' does not have the plural forms {', '.join(self.forms)}", "write each, and no other"
            )
        else:
            for form, text in value.items():
                yield from self.form((*keys, form), name, text, hint, wanted)

    def form(self, keys: Keys, name: str, text: Any, hint: str, wanted: Iterable[str]) -> Iterator[Problem]:
        """The problems of one form of a text that must have the placeholders `wanted`; it may leave the number out."""
        if not isinstance(text, str) or not text:
            yield self.problem(keys, f"'{name}' is not a text", hint)
            return
        named = f"it has: {', '.join(f'{{{each}}}' for each in sorted(wanted)) or 'none'}"
        try:
            found = placeholders(text)
        except ValueError:
            yield self.problem(keys, f"'{name}': braces without a placeholder", named)
            return
        if not set(wanted) - {"n"} <= found <= set(wanted):
            yield self.problem(keys, f"'{name}' does not have the placeholders of its English text", named)


def _shown(english: Any) -> str:
    if isinstance(english, dict):
        return "; ".join(f"{form}: {text}" for form, text in english.items())
    return ", ".join(english) if isinstance(english, list) else str(english)
