"""The checks that an explainer's repository can run by itself: hooks before a commit, and an action on GitHub."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from installing import Installation, run
from samples import ROOT

ACTION = ROOT / "action.yml"
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def spoil(folder: Path) -> None:
    """Change a number in a passage, and the format of its file."""
    path = folder / "content" / "facts" / "figures.yaml"
    text = path.read_text("utf-8")
    assert "400" in text
    path.write_text(text.replace("400", "401") + "\n\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_hooks(hook: dict[str, Any], installation: Installation, own: Path) -> None:
    """Each hook runs the installed command, passes for a good explainer, and stops a commit of a bad one."""
    assert hook.keys() == {"id", "name", "entry", "language", "files", "pass_filenames"}
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    program, *arguments = shlex.split(hook["entry"])
    assert program == "explainer"
    assert installation.explainer(*arguments, cwd=own).returncode == 0
    spoil(own)
    assert installation.explainer(*arguments, cwd=own).returncode == 1
    assert re.search(hook["files"], "content/facts/figures.yaml")
    assert not re.search(hook["files"], "README.md")


def test_hooks_watch_all_that_is_checked() -> None:
    """The hook that checks facts runs for every folder that a build reads."""
    (files,) = [hook["files"] for hook in HOOKS if hook["id"] == "explainer-check"]
    paths = ("content/site.yaml", "seeds/a.txt", "templates/home.html", "static/css/theme.css")
    assert all(re.search(files, path) for path in paths)


def test_the_action_is_valid_and_safe(tmp_path: Path) -> None:
    """The action fits the published schema, and the linter finds nothing in it; both find a fault that is put into it."""
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    linter = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--persona=pedantic"]
    for command in (schema, linter):
        done = subprocess.run([*command, str(ACTION)], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    wrong = tmp_path / "action.yml"
    text = ACTION.read_text("utf-8").replace("using: composite", "used: composite")
    wrong.write_text(text, "utf-8")
    assert subprocess.run([*schema, str(wrong)], capture_output=True, check=False).returncode == 1
    wrong.write_text(ACTION.read_text("utf-8").replace("make check", "make ${{ github.head_ref }}"), "utf-8")
    found = subprocess.run([*linter, str(wrong)], capture_output=True, text=True, check=False).stdout
    assert "template-injection" in found


@pytest.mark.slow
def test_the_action_annotates(installation: Installation, own: Path) -> None:
    """What the action runs passes for a good explainer, and prints an annotation at the line of a fault."""
    (step,) = [step for step in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"] if "run" in step]

    def check() -> subprocess.CompletedProcess[str]:
        home = installation.folder / "home"
        return run("bash", "-e", "-o", "pipefail", "-c", step["run"], cwd=own, home=home)

    assert check().returncode == 0
    spoil(own)
    done = check()
    assert done.returncode != 0
    assert re.search(r"^::error file=content/facts/figures\.yaml,line=\d+", done.stderr, re.MULTILINE)
