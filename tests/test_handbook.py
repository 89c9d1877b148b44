"""The handbook for editors says what the program does, and its examples are good."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import handbook
import pictures
import pytest
from PIL import Image
from samples import ROOT, Explainer, help_text

from explainer import cli


def test_handbook_tables_are_current() -> None:
    """Every field and rule is in the handbook, in the words of the program; `make golden` writes them."""
    assert handbook.HANDBOOK.read_text("utf-8").partition(handbook.MARK)[2] == handbook.tables()


def test_promises_are_the_same_everywhere(site: Mapping[str, bytes]) -> None:
    """The README, the handbook and the page on the method have one table of what is checked and what is not seen."""
    readme = handbook.README.read_text("utf-8")
    assert handbook.promises() in readme
    assert handbook.with_promises(readme) == readme
    assert handbook.promises() in handbook.tables()
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", site["method.html"].decode()
    )
    told = [" | ".join(html.unescape(cell) for cell in row) for row in rows]
    assert [f"| {row} |" for row in told] == handbook.promises().splitlines()[2:]


def test_handbook_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command and option of the program and every file an editor writes is in the handbook."""
    text = handbook.HANDBOOK.read_text("utf-8")
    for option in set(re.findall(r"--[a-z-]+", help_text(capsys))) - {"--help"}:
        assert f"`{option}`" in text, option
    for command in cli.COMMANDS:
        assert f"`explainer {command}" in text


def test_pictures_at_the_head_of_the_readme() -> None:
    """There is one for each colour scheme, of the first screen of the story and not too heavy; `make pictures` takes them."""
    head = (ROOT / "README.md").read_text("utf-8").partition("</picture>")[0]
    assert re.findall(r'(?:src|srcset)="(.*?)"', head) == [f".github/story-{name}.webp" for name in ("dark", "light")]
    for scheme in pictures.SCHEMES:
        path = pictures.picture_path(scheme)
        assert path.stat().st_size <= pictures.MOST
        with Image.open(path) as picture:
            assert picture.size == tuple(pictures.SHARPNESS * length for length in pictures.SIZE)


def test_rules_named_in_code_are_documented() -> None:
    """A rule that the handbook lists besides those about facts is one that a module reports."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "explainer").rglob("*.py"))
    for name in handbook.OTHER_RULES:
        assert f'"{name}"' in source


def test_every_field_is_described() -> None:
    """No field of any record is without a description."""
    for model in handbook.FILES.values():
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"


def test_reported_speech_as_the_handbook_has_it(sample: Explainer) -> None:
    """The handbook's example of what somebody is reported to have said passes all rules, on the text it cites."""
    handbook = (ROOT / "content" / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(  - id: rill-on-the-toll\n.*?)```", handbook, re.DOTALL)
    sample.keep("tower", "Millrow, 4 June 2021\nRill said that the toll kept walkers away.")
    sample.edit("sources.yaml", "id: tower", "id: harbour-letter")
    sample.add("facts/events.yaml", re.sub(r"(?m)^  ", "", example))
    assert sample.problems() == []


def test_what_is_renamed_or_removed_as_the_handbook_has_it(sample: Explainer) -> None:
    """The handbook's examples of former addresses fit the miniature, and its hint is the one that is printed."""
    handbook = (ROOT / "content" / "README.md").read_text("utf-8")
    (removed,) = re.findall(r"```yaml\n(  - kind: .*?)  ```", handbook, re.DOTALL)
    sample.path("removed.yaml").write_text(re.sub(r"(?m)^  ", "", removed), "utf-8")
    (alias,) = re.findall(r"^    (aliases: .*)\n", handbook, re.MULTILINE)
    for name in ("facts/unknowns.yaml", "pages/index.md", "facts/events.yaml"):
        path = sample.path(name)
        path.write_text(re.sub(r"\bopening(?=[\]\n)])", "bridge-opens", path.read_text("utf-8")), "utf-8")
    sample.edit("facts/courses.yaml", "event: opening", "event: bridge-opens")
    sample.edit("facts/events.yaml", "{year: year-of-the-opening}\n", f"{{year: year-of-the-opening}}\n  {alias}\n")
    assert sample.problems() == []
    sample.edit("facts/unknowns.yaml", "about: [bridge-opens]", "about: [opening-of-the-bridge]")
    (hint,) = re.findall(r"`('[a-z-]+' is now '[a-z-]+')`", handbook)
    assert any(problem.endswith(f"hint: {hint}") for problem in sample.problems())
