"""Content of an older format rewritten into that of this program, with every comment kept."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from explainer.authoring.schema import write_schemas, yaml_files
from explainer.content.loader import format_of, other_format
from explainer.content.records import FORMAT
from explainer.formats.editor_files import write_whole
from explainer.formats.yaml_file import decode, read_nodes, read_yaml
from explainer.problems import ContentError, Location, Problem

SITE = "site.yaml"

Files = dict[str, str]
"""The texts of the YAML files of an explainer by their path in the folder of content."""

Migration = Callable[[Files], list[str]]
"""Rewrites the files from one format to the next; returns what the editor must do by hand."""


def migrate(content: Path) -> tuple[int, list[str]]:
    """Rewrite the content of a folder into the format of this program; return its former format, and what is left to do.

    Nothing is written unless every file can be rewritten; the file that names the format is written last.

    Raises:
        ContentError: if a file is no plain YAML, or the content is newer than the program.
    """
    before = {
        path.relative_to(content).as_posix(): decode(str(path), path.read_bytes()) for path in yaml_files(content)
    }
    site = read_yaml(str(content / SITE), before.get(SITE, ""))
    found = format_of(site)
    if found is None:
        hint = "it is a number; leave it out if the content is older than formats"
        raise ContentError([Problem(site.locate(("format",)), "no format can be read", hint, rule="content_format")])
    if found > FORMAT and (problem := other_format(site)):
        raise ContentError([problem])
    after = dict(before)
    notes = [note for step in MIGRATIONS[found:] for note in step(after)]
    if found < FORMAT:
        after[SITE] = _with_line(_without(after[SITE], "format")[0], f"format: {FORMAT}")
    for name, text in after.items():
        read_yaml(str(content / name), text)
    for name in sorted(after, key=SITE.__eq__):
        if after[name] != before[name]:
            write_whole(content / name, after[name].encode())
    write_schemas(content)
    return found, notes


def _from_0(files: Files) -> list[str]:
    """Format 1: publishers are parties or not, whatever their form; states have meanings; ids rest on a `uid`."""
    notes = []
    text, marked = _without(files[SITE], "marked_publishers")
    if marked:
        notes.append(
            f"Forms of publishers are not marked any more ({', '.join(marked)}): in publishers.yaml, `party` and "
            "`party_reason` say which publishers are parties to the subject."
        )
    text, mentions = _without(text, "mere_mentions")
    if mentions:
        text = _with_line(text, f"state_meanings: {{{', '.join(f'{state}: mention' for state in mentions)}}}")
        notes.append("Each state needs a meaning in `state_meanings` of site.yaml; those of mere mentions are there.")
    if "uid" not in _names(text):
        text = _with_line(text, f"uid: {secrets.token_hex(8)}")
        notes.append(
            "The ids of feed and calendar rest on the new `uid`: readers' programs show all entries as new, once."
        )
    files[SITE] = text
    return notes


MIGRATIONS: tuple[Migration, ...] = (_from_0,)
"""What brings content from each format to the next, format 0 first."""


def _names(text: str) -> list[str]:
    """The fields of a file that holds one mapping."""
    root = read_nodes(SITE, text)
    return [key.value for key, _ in root.pairs()] if root and isinstance(root.value, dict) else []


def _without(text: str, name: str) -> tuple[str, list[str]]:
    """A mapping without a field, and the values of the field, a list; comments beside it are left on lines of their own.

    Raises:
        ContentError: if the mapping is written in braces.
    """
    root = read_nodes(SITE, text)
    if root is None or not (found := root.child(name)):
        return text, []
    if root.style == "flow":
        hint = "write each of its fields on a line of its own"
        raise ContentError(
            [Problem(Location(SITE), "a mapping in braces cannot be migrated", hint, rule="content_format")]
        )
    key, value = found
    following = [other.start.line for other, _ in root.pairs() if other.start.line > key.start.line]
    lines = text.splitlines(keepends=True)
    end = min([*following, len(lines)])
    kept = [f"{comment}\n" for line in lines[key.start.line : end] for comment in _comments(line)]
    values = value.value if isinstance(value.value, list) else [value.value]
    return "".join([*lines[: key.start.line], *kept, *lines[end:]]), values


def _comments(line: str) -> Iterator[str]:
    """The comment of a line of ids, if it has one."""
    if found := re.search(r"(?:^|\s)(#.*)", line):
        yield found[1].rstrip()


def _with_line(text: str, line: str) -> str:
    """A file with one more line at its end."""
    return f"{text.rstrip()}\n{line}\n"
