"""The workflow on GitHub: it is valid, has no rights it does not need, and publishes complete sites only."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from samples import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGES = ROOT / ".github" / "workflows" / "pages.yml"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool; nothing is asked of the network."""
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def schema_check(path: Path) -> subprocess.CompletedProcess[str]:
    """Check a workflow against the published schema, in the copy that the checker ships."""
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The jobs of the workflow that publishes."""
    found: dict[str, Any] = yaml.safe_load(PAGES.read_text("utf-8"))["jobs"]
    return found


def test_workflows_fit_the_published_schema(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Every workflow is valid, and the same workflow with one key misspelt is not."""
    assert PAGES in WORKFLOWS
    for path in WORKFLOWS:
        result = schema_check(path)
        assert result.returncode == 0, result.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(PAGES.read_text("utf-8").replace("runs-on", "run-on"), "utf-8")
    assert schema_check(wrong).returncode == 1
    record_property("measured", f"workflows: {len(WORKFLOWS)} valid by the published schema")


def test_workflows_are_safe(tmp_path: Path) -> None:
    """The linter finds nothing in any workflow, and finds a kept token and an injected title."""
    linter = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--persona=pedantic"]
    result = run(*linter, *map(str, WORKFLOWS))
    assert result.returncode == 0, result.stdout
    wrong = tmp_path / "wrong.yml"
    text = PAGES.read_text("utf-8").replace("persist-credentials: false", "fetch-depth: 1")
    wrong.write_text(text.replace("make test", "echo ${{ github.event.pull_request.title }}"), "utf-8")
    found = run(*linter, str(wrong)).stdout
    assert "artipacked" in found
    assert "template-injection" in found


def test_only_the_deploy_job_may_write(jobs: dict[str, Any]) -> None:
    """No right is given to all; building has the right to read the repository, publishing what it needs."""
    workflow = yaml.safe_load(PAGES.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "address": {"pages": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write", "attestations": "write"},
    }
    assert not any("run" in step for step in jobs["address"]["steps"])
    (own,) = [step["run"] for step in jobs["deploy"]["steps"] if "run" in step]
    assert own.startswith("tar --extract")


def test_nothing_is_published_from_elsewhere_or_by_halves(jobs: dict[str, Any]) -> None:
    """Only main is published, one run after the other, each to its end, in the environment made for it."""
    workflow = yaml.safe_load(PAGES.read_text("utf-8"))
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert "'pages'" in workflow["concurrency"]["group"]
    assert "github.ref == 'refs/heads/main'" in jobs["deploy"]["if"]
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    kept = {
        step["uses"].split("@")[0]: step["if"] for step in jobs["build"]["steps"] if "upload" in step.get("uses", "")
    }
    assert kept == {
        "actions/upload-artifact": "github.ref != 'refs/heads/main'",
        "actions/upload-pages-artifact": "github.ref == 'refs/heads/main'",
    }
    assert "pull_request_target" not in PAGES.read_text("utf-8")


def test_the_address_comes_from_pages(jobs: dict[str, Any]) -> None:
    """The base URL is what Pages says; without one the same command builds a site with relative links."""
    assert jobs["address"]["outputs"]["base_url"] == "${{ steps.pages.outputs.base_url }}"
    (step,) = [step for step in jobs["build"]["steps"] if step.get("name") == "Build"]
    assert step["env"]["BASE_URL"] == "${{ needs.address.outputs.base_url }}"
    arguments = step["run"].removeprefix("make site ARGS=")
    for url, expected in (("", ""), ("https://example.org/x", "--base-url https://example.org/x")):
        told = subprocess.run(["bash", "-c", f"echo {arguments}"], env={"BASE_URL": url}, capture_output=True, text=True,
                              check=True)  # fmt: skip
        assert told.stdout.strip() == expected


def test_actions_are_official(jobs: dict[str, Any]) -> None:
    """Every action is GitHub's own, at a major version."""
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert len(used) == 8
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)
