"""What tests share: a copy of the miniature site that can be edited, and the problems of building it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "sample"
sys.path.insert(0, str(ROOT))

import build  # noqa: E402  # the command line is a file at the top, not a package
from explainer.errors import ContentError, format_text  # noqa: E402
from explainer.manifest import checksum  # noqa: E402
from explainer.write import staged  # noqa: E402


def in_memory(_path: str, body: bytes, _sha256: str) -> bytes:
    """Keep the bytes of a file, where a build writes it."""
    return body


@dataclass
class Explainer:
    """A folder with `content/` and `seeds/`, built with the project's own templates."""

    folder: Path
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"

    def path(self, name: str) -> Path:
        """A file of the copy; `facts/…` and `pages/…` are below `content/`."""
        return self.folder / name if name.startswith("seeds/") else self.folder / "content" / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one occurrence of `old`."""
        path = self.path(name)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def add(self, name: str, more: str) -> None:
        """Write more at the end of a file."""
        path = self.path(name)
        path.write_text(path.read_text("utf-8") + more, "utf-8")

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
        return build.make_site(build.parse(self.options("build", *arguments)), in_memory).site

    def problems(self) -> list[str]:
        """Every problem of building it, as printed, paths relative to the copy."""
        try:
            self.make()
        except ContentError as error:
            return [format_text(problem).replace(f"{self.folder}/", "") for problem in error.problems]
        return []


def listed(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pages of a site that search engines may list: not those at addresses of before."""
    off = b'<meta name="robots" content="noindex">'
    return {path: body for path, body in site.items() if path.endswith(".html") and off not in body}


def write_site(site: Mapping[str, bytes], out: Path) -> int:
    """Publish a finished site that holds its manifest; return how many files are new or changed."""
    with staged(out) as stage:
        changed = sum(stage.put(path, body, checksum(body)) for path, body in site.items())
        stage.publish()
    return changed


def help_text(capsys: pytest.CaptureFixture[str]) -> str:
    """What the program and each of its commands print for `--help`."""
    for arguments in (["--help"], *([name, "--help"] for name in build.COMMANDS)):
        with pytest.raises(SystemExit) as stop:
            build.main(arguments)
        assert stop.value.code == 0
    return capsys.readouterr().out


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, at the end and whichever worker ran them."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "measured" and getattr(report, "when", "") == "call":
                    terminalreporter.write_line(str(value))


CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for all tests of a worker."""
    from playwright.sync_api import sync_playwright
    from setup_tools import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built for a subfolder: `<folder>/explainer/…`."""
    folder = tmp_path_factory.mktemp("published")
    options = [f"--{name}={ROOT / name}" for name in ("content", "seeds", "templates", "static")]
    out = folder / "explainer"
    assert build.main(["build", *options, "--out", str(out), "--base-url", "https://example.org/explainer/"]) == 0
    return folder


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the real site is served as GitHub Pages would serve it, with a slash at the end."""
    from previewing import previewing

    with previewing(Explainer(ROOT), "--plain", "--base-url", "https://example.org/explainer/") as preview:
        yield preview.url


@pytest.fixture
def sample(tmp_path: Path) -> Explainer:
    """A fresh copy of the miniature explainer."""
    for name in ("content", "seeds"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    return Explainer(tmp_path)


@pytest.fixture
def bare_templates(sample: Explainer) -> Callable[[str, str], Path]:
    """Give the copy templates of its own, with one file replaced; returns that file."""

    def replace(name: str, text: str) -> Path:
        sample.templates = sample.folder / "templates"
        shutil.copytree(ROOT / "templates", sample.templates, dirs_exist_ok=True)
        path = sample.templates / name
        path.write_text(text, "utf-8")
        return path

    return replace
