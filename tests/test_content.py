"""The explainer that ships with the generator, and its handbook."""

from __future__ import annotations

import re

import handbook
import pytest
from conftest import ROOT, help_text

import build
from explainer.coverage import base_coverage
from explainer.load import load_content


def test_the_real_site_builds() -> None:
    """No problem, and every sentence of the base document is accounted for."""
    options = build.parse(
        ["build", *(f"--{name}={ROOT / name}" for name in ("content", "seeds", "templates", "static"))]
    )
    assert build.make_site(options, build.in_memory)
    content, _ = load_content(ROOT / "content", ROOT / "seeds")
    (coverage,) = base_coverage(content)
    assert coverage.share_covered == 1
    assert coverage.share_shown < 0.7
    assert len(content.facts) >= 60


def test_handbook_tables_are_current() -> None:
    """Every field and rule is in the handbook, in the words of the program; `make golden` writes them."""
    assert handbook.HANDBOOK.read_text("utf-8").partition(handbook.MARK)[2] == handbook.tables()


def test_handbook_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command and option of the program and every file an editor writes is in the handbook."""
    text = handbook.HANDBOOK.read_text("utf-8")
    for option in set(re.findall(r"--[a-z-]+", help_text(capsys))) - {"--help"}:
        assert f"`{option}`" in text, option
    for command in build.COMMANDS:
        assert f"python build.py {command}" in text


def test_rules_named_in_code_are_documented() -> None:
    """A rule that the handbook lists besides those about facts is one that a module reports."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "explainer").glob("*.py"))
    for name in handbook.OTHER_RULES:
        assert f'"{name}"' in source


def test_every_field_is_described() -> None:
    """No field of any record is without a description."""
    for model in handbook.FILES.values():
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"
