"""The other versions of Python on this machine, each with an environment that has the locked packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
"""The versions that the program is for; the workflow runs the tests with each."""

RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def others() -> dict[str, Path]:
    """An interpreter of each supported version that is on this machine, but for the running one: on PATH or pyenv's."""
    found = ((version, path) for version in SUPPORTED for path in _candidates(version))
    return {version: path for version, path in found if version != RUNNING and _is_of(path, version)}


def absent() -> list[str]:
    """The supported versions that are not on this machine."""
    return [version for version in SUPPORTED if version != RUNNING and version not in others()]


def environment(version: str) -> Path:
    """Where the environment of a version is, with the locked packages and without the program."""
    return ROOT / ".tools" / f"python-{version}"


def bring_environment(version: str, python: Path) -> None:
    """Make the environment of a version from the lock file, unless it is there and the lock file has not changed."""
    folder = environment(version)
    lock = ROOT / "requirements.txt"
    ready = folder / "requirements.txt"
    if ready.exists() and ready.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([python, "-m", "venv", folder], check=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    subprocess.run([folder / "bin" / "python", *install], check=True)
    shutil.copyfile(lock, ready)


def _candidates(version: str) -> Iterator[Path]:
    if named := shutil.which(f"python{version}"):
        yield Path(named)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"))


def _is_of(python: Path, version: str) -> bool:
    """True if an interpreter runs and has this version: pyenv's commands on PATH may be there and not run."""
    program = "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    done = subprocess.run([python, "-c", program], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == version
