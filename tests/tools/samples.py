"""What tests and tools share: explainers to build, the miniature one above all, and the problems of building them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "sample"
BASE = "https://example.org/bridge/"
"""An address that the miniature may be published at."""
REAL_BASE = "https://example.org/explainer/"
"""The same for the real site."""
sys.path.insert(0, str(ROOT))

from explainer import cli, pipeline  # noqa: E402  # tools run from their own folder
from explainer.content.content import Content  # noqa: E402
from explainer.content.loader import load_content  # noqa: E402
from explainer.content.records import KINDS  # noqa: E402
from explainer.exports.checksums import checksum  # noqa: E402
from explainer.problems import ContentError, Problem, format_text  # noqa: E402
from explainer.publish.output import staged  # noqa: E402
from explainer.rules.registry import check_facts  # noqa: E402
from explainer.view.site_data import SiteData  # noqa: E402


def make_site(arguments: list[str]) -> dict[str, bytes]:
    """The finished site of a command line, in memory."""
    made = pipeline.Pipeline(cli.inputs(cli.parse(arguments)), lambda _path, body, _sha256: body).make()
    return {path: file.stored for path, file in made.files.items()}


@dataclass
class Explainer:
    """A folder with `content/` and `seeds/`, built with the project's own templates."""

    folder: Path
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"

    def path(self, name: str) -> Path:
        """A file of the copy; `facts/…` and `pages/…` are below `content/`."""
        return self.folder / name if name.startswith("seeds/") else self.folder / "content" / name

    def copied(self, folder: Path) -> Explainer:
        """A copy of its content and source texts in another folder, built with the same templates."""
        for name in ("content", "seeds"):
            shutil.copytree(self.folder / name, folder / name)
        return replace(self, folder=folder)

    def copy_look(self) -> None:
        """Build it with a copy of the project's templates and static files in its own folder."""
        self.templates = Path(shutil.copytree(ROOT / "templates", self.folder / "templates"))
        self.static = Path(shutil.copytree(ROOT / "static", self.folder / "static"))

    def save(self, path: Path, text: str) -> None:
        """Write a file in one step, so that nobody who watches it sees half of it."""
        half = self.folder / ".half"
        half.write_text(text, "utf-8")
        half.replace(path)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one occurrence of `old`."""
        path = self.path(name)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.save(path, text.replace(old, new))

    def edit_lines(self, name: str, old: str, new: str) -> None:
        """Replace whole lines, which occur in the file once."""
        path = self.path(name)
        text = f"\n{path.read_text('utf-8')}"
        assert text.count(f"\n{old}") == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.save(path, text.replace(f"\n{old}", f"\n{new}")[1:])

    def add(self, name: str, more: str) -> None:
        """Write more at the end of a file, which may be new."""
        path = self.path(name)
        self.save(path, (path.read_text("utf-8") if path.exists() else "") + more)

    def keep(self, name: str, text: str) -> None:
        """Register a text as a source of the gazette, by its name."""
        self.path(f"seeds/{name}.txt").write_text(text, "utf-8")
        self.add("sources.yaml", f"- id: {name}\n  title: {name.capitalize()}\n  publisher: gazette\n  language: en\n"
                                 f"  file: {name}.txt\n  sha256: {checksum(text.encode())}\n")  # fmt: skip

    def options(self, *arguments: str) -> list[str]:
        """Command line arguments that build this copy."""
        folders = {"content": self.folder / "content", "seeds": self.folder / "seeds", "out": self.folder / "_site"}
        folders |= {"templates": self.templates, "static": self.static}
        return [*arguments, *(part for name, path in folders.items() for part in (f"--{name}", str(path)))]

    def make(self, *arguments: str) -> dict[str, bytes]:
        """The finished site, in memory."""
        return make_site(self.options("build", *arguments))

    def content(self) -> Content:
        """Its content, read without a problem and not checked against its sources."""
        content, problems = load_content(self.folder / "content", self.folder / "seeds")
        assert problems == []
        return content

    def data(self) -> SiteData:
        """What its pages show, without a check against its sources."""
        return SiteData(self.content().without_drafts())

    def check(self) -> list[Problem]:
        """Every problem of its files and facts, in the order they are printed; no page is made."""
        try:
            content, problems = load_content(self.folder / "content", self.folder / "seeds")
        except ContentError as error:
            return list(error.problems)
        return sorted({*problems, *check_facts(content)})

    def problems(self) -> list[str]:
        """Every problem of building it, as printed, paths relative to the copy."""
        try:
            self.make()
        except ContentError as error:
            return [format_text(problem).replace(f"{self.folder}/", "") for problem in error.problems]
        return []


def listed(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pages of a site that search engines may list: not those at former addresses."""
    off = b'<meta name="robots" content="noindex">'
    return {path: body for path, body in site.items() if path.endswith(".html") and off not in body}


def write_site(site: Mapping[str, bytes], out: Path) -> int:
    """Publish a finished site that holds its manifest; return how many files are new or changed."""
    with staged(out) as stage:
        changed = sum(stage.put(path, body, checksum(body)) for path, body in site.items())
        stage.publish()
    return changed


def make_unreadable(folder: Path, kind: Literal["folder", "file"]) -> Path:
    """Make something deep below `folder` that nobody can read, root included; return where it is.

    Its path is longer than the 4096 bytes that the system takes.
    """
    parent, handle = folder, os.open(folder, os.O_RDONLY)
    while len(str(parent)) < 3900:
        parent /= "d" * 100
        os.mkdir(parent.name, dir_fd=handle)
        upper, handle = handle, os.open(parent.name, os.O_RDONLY, dir_fd=handle)
        os.close(upper)
    path = parent / ("x" * 200)
    if kind == "folder":
        os.mkdir(path.name, dir_fd=handle)
    else:
        os.close(os.open(path.name, os.O_WRONLY | os.O_CREAT, dir_fd=handle))
    os.close(handle)
    return path


def help_text(capsys: pytest.CaptureFixture[str]) -> str:
    """What the program and each of its commands print for `--help`."""
    for arguments in (["--help"], *([name, "--help"] for name in cli.COMMANDS)):
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        assert stop.value.code == 0
    return capsys.readouterr().out


CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def kinds_of_page(site: Mapping[str, bytes]) -> list[str]:
    """Of a site, output path to bytes: its Markdown pages, the 404 page, two sources, a record of every kind, a removed one.

    Of the records of a kind it is the one with the longest page, which shows most. Pages that lead on at once are left
    out. Of the parts of a list that is too long for one page, such as timeline-before, the first stands for all.
    """
    pages = sorted(path for path in site if path.endswith(".html") and b'http-equiv="refresh"' not in site[path])
    kinds = {
        f"facts/{record['id']}.html": name
        for name in KINDS
        for record in json.loads(site[f"data/{name}.json"])["records"]
    }
    longest: dict[str, str] = {}
    for path in sorted((path for path in pages if path.startswith("facts/")), key=lambda path: len(site[path])):
        longest[kinds.get(path, "removed")] = path
    sources = [path for path in pages if path.startswith("sources/")]
    top = [path for path in pages if "/" not in path]
    lists = {path: next((each for each in top if path.startswith(f"{each[:-5]}-")), path) for path in top}
    parts = {whole: path for path, whole in reversed(lists.items()) if whole != path}
    return [
        *(path for path in top if lists[path] == path), *parts.values(), *sorted(longest.values()), *sources[:2]
    ]  # fmt: skip
