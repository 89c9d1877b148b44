"""Every package of the program and of its tests is locked, with its version and checksums."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from samples import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
LOCKS = {"requirements.txt": RUNTIME, "requirements-dev.txt": [*RUNTIME, *PROJECT["dependency-groups"]["dev"]]}
"""Each lock file, and the packages that it is made for."""


def locked(path: Path) -> dict[str, tuple[str, list[str]]]:
    """The packages of a lock file: the version and checksums of each that this Python and system need."""
    entries = re.sub(r"(?m)^#.*\n|\\\n", "", path.read_text("utf-8")).splitlines()
    found = {}
    for entry in entries:
        requirement = Requirement(entry.partition(" --hash=")[0])
        if not requirement.marker or requirement.marker.evaluate():
            found[requirement.name] = str(requirement.specifier), re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
    return found


def needed(direct: list[str]) -> dict[str, str]:
    """Every package that these need, directly or not, with the version that is installed here."""
    found: dict[str, str] = {}
    todo = [(Requirement(text), "") for text in direct]
    seen = set()
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found[name] = f"=={version(name)}"
        for wanted in {"", *requirement.extras}:
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                todo += [(Requirement(text), wanted) for text in requires(name) or ()]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked(name: str) -> None:
    """The lock file has each package that is installed here for the ones in `pyproject.toml`, at its version, with checksums."""
    found = locked(ROOT / name)
    assert {package: pinned for package, (pinned, _) in found.items()} == needed(LOCKS[name])
    assert all(checksums for _, checksums in found.values())


@pytest.mark.parametrize("name", LOCKS)
def test_direct_packages_have_the_same_version(name: str) -> None:
    """What `pyproject.toml` pins is what the lock file pins: `make lock` was run after the last change."""
    found = locked(ROOT / name)
    for requirement in map(Requirement, LOCKS[name]):
        assert found[canonicalize_name(requirement.name)][0] == str(requirement.specifier)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_index(name: str) -> None:
    """Where the packages come from is for whoever installs to decide."""
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^-", text)
