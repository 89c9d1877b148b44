"""The look of a site: the templates and static files of an explainer come before those of the program, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from explainer.content.loader import read_folder
from explainer.problems import Location, Problem
from explainer.rendering.environment import TEMPLATES
from explainer.rendering.theme import THEME, themed
from explainer.resources import resource

Kind = Literal["templates", "static"]


def layers(own: Path, name: Kind) -> tuple[Path, ...]:
    """An explainer's own folder, which may be missing, and the program's folder of that name, which has the rest."""
    program = resource(name)
    return (own,) if own.is_dir() and own.samefile(program) else (own, program)


def read_layers(folders: tuple[Path, ...]) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every file by its path, of two with the same path those of the first, and every problem of reading."""
    read = [read_folder(folder) for folder in reversed(folders)]
    files = {path: body for found, _ in read for path, body in found.items()}
    return dict(sorted(files.items())), [problem for _, problems in reversed(read) for problem in problems]


def read_look(templates: Path, static: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    """The static files of a site by their path, and every problem of reading them and the templates."""
    files, problems = read_layers(layers(static, "static"))
    if THEME in files:
        files, others = themed(files, str(static / THEME))
        problems += others
    folders = layers(templates, "templates")
    sources, others = read_layers(folders)
    return files, [*problems, *others, *_undecodable(sources, folders)]


def _undecodable(templates: Mapping[str, bytes], folders: tuple[Path, ...]) -> Iterator[Problem]:
    """The templates that are no text."""
    for name, body in templates.items():
        if not name.endswith(TEMPLATES):
            continue
        try:
            body.decode()
        except UnicodeDecodeError as error:
            path = next(path for folder in folders if (path := folder / name).is_file())
            message = f"byte 0x{body[error.start]:02x} is not UTF-8 text"
            yield Problem(Location(str(path)), message, "save the file with the encoding UTF-8", rule="template")
