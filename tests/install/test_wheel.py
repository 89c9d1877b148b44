"""The wheel has all that the program needs, is the same for the same commit, and makes the same sites."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from installing import Installation, build_wheel, run
from pythons import RUNNING, SUPPORTED, absent, environment, others
from samples import BASE, REAL_BASE, ROOT, SAMPLE

from explainer.resources import DISTRIBUTION, PLACES, SHIPPED, VERSION, resource

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_names_agree() -> None:
    """The project file and the program name the same distribution and the same files that a wheel packs."""
    assert PROJECT["project"]["name"] == DISTRIBUTION
    packed = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    folder = SHIPPED.relative_to(ROOT).as_posix()
    assert packed == {place: f"{folder}/{name}" for name, place in PLACES.items()}
    assert all(resource(name).exists() for name in PLACES)


def test_the_supported_versions_agree() -> None:
    """The project file begins with the first version that tests know, and the workflow runs the tests with each."""
    assert PROJECT["project"]["requires-python"] == f">={SUPPORTED[0]}"
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "versions.yml").read_text("utf-8"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == list(SUPPORTED)


def test_a_wheel_holds_the_program_and_its_files(wheel: Path) -> None:
    """Every file of the package and of the folders that it needs is in the wheel, and no other file of the repository."""
    assert wheel.name == f"{DISTRIBUTION.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / "explainer").rglob("*") if path.is_file()}
    for name, place in PLACES.items():
        below = [path for path in (ROOT / place).rglob("*") if path.is_file()]
        expected |= {f"explainer/shipped/{name}/{path.relative_to(ROOT / place).as_posix()}" for path in below}
        expected |= set() if below else {f"explainer/shipped/{name}"}
    assert packed == {name for name in expected if "__pycache__" not in name}


def test_the_same_commit_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """A copy in another folder, with other dates and rights of its files, makes the same bytes."""
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".tools", ".git", "_site", "__pycache__", "expected")
    )
    for path in copy.rglob("*"):
        os.utime(path, (10**9, 10**9))
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert build_wheel(copy, tmp_path).read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize(
    ("source", "finished", "base_url"),
    [
        pytest.param(SAMPLE, "site", "", id="miniature without an address"),
        pytest.param(SAMPLE, "addressed", BASE, id="miniature"),
        pytest.param(ROOT, "real_site", REAL_BASE, id="real", marks=pytest.mark.slow),
    ],
)
def test_the_installed_command_makes_the_same_site(
    installation: Installation,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    source: Path,
    finished: str,
    base_url: str,
) -> None:
    """The miniature and the real site have the same bytes as from `build.py`, and nothing is written but the site and the cache."""
    before, expected = installation.files(), request.getfixturevalue(finished)
    for name in ("content", "seeds"):
        shutil.copytree(source / name, tmp_path / name)
    done = installation.explainer("--base-url", base_url, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"content", "seeds", "_site", ".cache"}
    made = {path.relative_to(tmp_path / "_site").as_posix(): path for path in (tmp_path / "_site").rglob("*")}
    assert {path: file.read_bytes() for path, file in made.items() if file.is_file()} == expected
    assert installation.files() == before


@pytest.mark.slow
@pytest.mark.parametrize("version", [RUNNING, *others()])
def test_every_python_makes_the_same_site(
    version: str,
    wheel: Path,
    addressed: Mapping[str, bytes],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    """With the locked packages, the installed command makes of the miniature the same bytes on every Python at hand."""
    packages = Path(sys.prefix) if version == RUNNING else environment(version)
    assert packages.is_dir(), "run tests/tools/setup_tools.py: it installs the locked packages for the Pythons at hand"
    own = Installation(tmp_path / version, packages)
    done = own.pip("install", "--quiet", wheel)
    assert done.returncode == 0, done.stderr
    done = run(own.folder / "venv" / "bin" / "python", "--version", cwd=own.work, home=own.folder / "home")
    assert done.stdout.startswith(f"Python {version}.")
    for name in ("content", "seeds"):
        shutil.copytree(SAMPLE / name, own.work / name)
    done = own.explainer("--base-url", BASE)
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(own.work / "_site").as_posix(): path for path in (own.work / "_site").rglob("*")}
    assert {path: file.read_bytes() for path, file in made.items() if file.is_file()} == addressed
    not_here = ", ".join(absent()) or "none"
    record_property("measured", f"Python {version}: the same site of {len(addressed)} files; NOT AT HAND: {not_here}")


def test_compiled_templates_are_kept_with_the_explainer(installation: Installation, tmp_path: Path) -> None:
    """An installation keeps them in `.cache/`, whole or not at all, and nowhere without a cache."""
    for name in ("content", "seeds"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    assert installation.explainer("check", "--no-cache", cwd=tmp_path).returncode == 0
    assert not (tmp_path / ".cache").exists()
    assert installation.explainer("check", cwd=tmp_path).returncode == 0
    kept = {path: path.read_bytes() for path in (tmp_path / ".cache" / "templates").iterdir()}
    assert len(kept) > len(list((ROOT / "templates").rglob("*.html")))
    (tmp_path / ".cache" / "sites.json").unlink()
    assert installation.explainer("check", cwd=tmp_path).returncode == 0
    assert {path: path.read_bytes() for path in (tmp_path / ".cache" / "templates").iterdir()} == kept


def test_the_installed_command_names_itself(installation: Installation) -> None:
    """Version and usage are those of the command that was typed."""
    assert installation.explainer("--version").stdout == f"explainer {VERSION}\n"
    assert installation.explainer("--help").stdout.startswith("usage: explainer ")


def test_uninstalling_leaves_nothing(wheel: Path, tmp_path: Path) -> None:
    """An environment is after uninstalling what it was before, also if the program was used."""
    own = Installation(tmp_path)
    before = set(tmp_path.rglob("*"))
    assert own.pip("install", "--quiet", wheel).returncode == 0
    assert own.explainer("check").returncode == 1
    assert own.pip("uninstall", "--quiet", "--yes", DISTRIBUTION).returncode == 0
    assert set(tmp_path.rglob("*")) == before
