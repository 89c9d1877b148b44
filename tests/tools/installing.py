"""The wheel of this commit, and an environment of its own in which it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from samples import ROOT


def run(*command: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of this process's environment but its Python, in a home folder of its own, without network."""
    environment = {"PATH": os.defpath, "HOME": str(home), "PIP_NO_INDEX": "1", "LC_ALL": "C.UTF-8"}
    environment["PYTHON"] = sys.executable  # of which make makes environments
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def build_wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of a checkout, as the backend named in `pyproject.toml` builds it."""
    program = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=True)
    return folder / done.stdout.split()[-1]


def make_environment(folder: Path, of: Path = Path(sys.prefix)) -> None:
    """Make a virtual environment that finds the packages of another one, so that nothing is fetched."""
    subprocess.run([of / "bin" / "python", "-m", "venv", "--without-pip", folder], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (packages,) = of.glob("lib/python*/site-packages")
    (site / "tests.pth").write_text(f"{packages}\n")


@dataclass(frozen=True)
class Installation:
    """A virtual environment with the program, an empty home folder, and a folder to work in."""

    folder: Path
    of: Path = Path(sys.prefix)
    """The environment whose packages it finds."""

    def __post_init__(self) -> None:
        for name in ("home", "work"):
            (self.folder / name).mkdir(parents=True)
        make_environment(self.folder / "venv", self.of)

    @property
    def work(self) -> Path:
        """The folder to work in."""
        return self.folder / "work"

    @property
    def package(self) -> Path:
        """The installed package."""
        (site,) = self.folder.glob("venv/lib/python*/site-packages")
        return site / "explainer"

    def files(self) -> dict[str, bytes]:
        """Every file of the environment and the home folder but Python's compiled modules."""
        paths = (path for name in ("venv", "home") for path in (self.folder / name).rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in paths if path.suffix != ".pyc"}

    def pip(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run pip for the environment."""
        python = self.folder / "venv" / "bin" / "python"
        return run(
            sys.executable, "-m", "pip", "--python", python, *arguments, cwd=self.work, home=self.folder / "home"
        )

    def explainer(self, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the installed command."""
        program = self.folder / "venv" / "bin" / "explainer"
        return run(program, *arguments, cwd=cwd or self.work, home=self.folder / "home")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this commit."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The program installed from its wheel; tests share it and change nothing in it."""
    made = Installation(tmp_path_factory.mktemp("installation"))
    done = made.pip("install", "--quiet", wheel)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Path:
    """A new explainer, with an environment that finds the packages that its requirements name, so that none is fetched."""
    folder = tmp_path / "own"
    done = installation.explainer("init", folder)
    assert done.returncode == 0, done.stderr
    make_environment(folder / ".venv")
    return folder
