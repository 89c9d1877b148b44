"""From an installed wheel to a site with a look of its own, and on to the next version, by the commands that we name."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from installing import Installation, build_wheel, run
from samples import ROOT

from explainer.resources import DISTRIBUTION, VERSION

NEXT = "99.0.0"


@pytest.fixture(scope="session")
def next_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a later version, whose footer differs."""
    folder = tmp_path_factory.mktemp("next")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".venv", ".tools", ".git", "_site*", "__pycache__"))
    path = source / "explainer" / "resources.py"
    path.write_text(path.read_text("utf-8").replace(f'"{VERSION}"', f'"{NEXT}"'), "utf-8")
    footer = source / "templates" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>The next footer.</p>\n", "utf-8")
    return build_wheel(source, folder)


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Run a command of an explainer in an empty home folder."""
    home = folder.with_name("home")
    home.mkdir(exist_ok=True)
    return run("make", target, cwd=folder, home=home)


@pytest.mark.slow
def test_from_a_wheel_to_the_next(own: Path, next_wheel: Path, tmp_path: Path) -> None:
    """A new explainer builds, shows a template and a token of its own, is upgraded by one line, and builds again."""
    assert make(own, "site").returncode == 0
    page, sheet = own / "_site" / "index.html", own / "_site" / "css" / "site.css"
    program = own / ".venv" / "bin" / "explainer"
    copied = run(program, "theme", "copy", "templates/partials/footer.html", cwd=own, home=tmp_path)
    assert copied.returncode == 0, copied.stderr
    footer = own / "templates" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>Made by us.</p>", "utf-8")
    theme = own / "static" / "css" / "theme.css"
    theme.parent.mkdir(parents=True)
    theme.write_text(":root {\n  --accent: #5a1a6e;\n}\n", "utf-8")
    done = make(own, "site")
    assert done.returncode == 0, done.stderr
    assert "Made by us." in page.read_text("utf-8")
    assert "--accent:#5a1a6e" in sheet.read_text("utf-8")
    assert "copied from" not in done.stdout

    later = Installation(tmp_path / "later")
    assert later.pip("install", "--quiet", next_wheel).returncode == 0
    assert later.explainer("upgrade", cwd=own).stdout.startswith(f"This explainer is made with version {NEXT} now.")
    assert [path.name for path in (own / "vendor").iterdir()] == [next_wheel.name]
    done = make(own, "site")
    assert done.returncode == 0, done.stderr
    assert run(program, "--version", cwd=own, home=tmp_path).stdout == f"explainer {NEXT}\n"
    assert f"templates/partials/footer.html: copied from {VERSION}, and changed in {NEXT}" in done.stdout
    assert "Made by us." in page.read_text("utf-8")
    footer.unlink()
    assert make(own, "site").returncode == 0
    assert "The next footer." in page.read_text("utf-8")


@pytest.mark.slow
def test_a_damaged_wheel_is_not_installed(own: Path) -> None:
    """A wheel whose bytes are not those that the requirements name stops the command, and is not taken the next time."""
    (wheel,) = (own / "vendor").iterdir()
    body = bytearray(wheel.read_bytes())
    body[len(body) // 2] ^= 1
    wheel.write_bytes(body)
    for _ in range(2):
        done = make(own, "check")
        assert done.returncode != 0
        assert "DO NOT MATCH THE HASHES" in done.stderr
        assert wheel.name in done.stderr
    assert not (own / ".venv" / "ready").exists()
    assert not (own / ".venv" / "bin" / "explainer").exists()


def test_what_is_no_explainer_is_not_upgraded(installation: Installation, tmp_path: Path) -> None:
    """A folder whose requirements `init` did not write keeps them, and gets no wheel."""
    done = installation.explainer("upgrade", cwd=tmp_path)
    assert done.returncode == 1
    assert "requirements.txt:1:1: no requirements written by `explainer init`" in done.stderr
    (tmp_path / "requirements.txt").write_text("jinja2\n", "utf-8")
    assert installation.explainer("upgrade", cwd=tmp_path).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["requirements.txt"]


def test_an_explainer_is_pinned_to_what_made_it(own: Path) -> None:
    """Every package in the requirements has its version and checksums, the program first."""
    lines = [line for line in (own / "requirements.txt").read_text("utf-8").splitlines() if line[0] not in " #"]
    assert lines[0].startswith(f"./vendor/{DISTRIBUTION.replace('-', '_')}-{VERSION}-py3-none-any.whl --hash=sha256:")
    assert len(lines) > 10
    assert all(re.match(r"[a-z0-9-]+==[0-9.]+ ", line) for line in lines[1:])
