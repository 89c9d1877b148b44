"""The canonical format of YAML files: the same values, the same comments, and nothing left to change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from samples import SAMPLE, Explainer

from explainer import cli
from explainer.authoring.canonical import canonical, with_record
from explainer.authoring.schema import SHEETS, sheet, yaml_files
from explainer.content.records import Actor, Event, Site
from explainer.formats.yaml_file import read_yaml
from explainer.formats.yaml_scalar import WIDTH

FILES = yaml_files(SAMPLE / "content")
NAMES = {"id", "title", "source", "date", "by", "channel", "unit", "form", "name"}
"""Fields whose values may be put in quotation marks without changing what a line goes on to say."""


def comments(text: str) -> list[str]:
    """The comments of a file that have a line of their own."""
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    """A file, and each of many disordered copies of it, keeps its values and comments and becomes the canonical text."""
    model = SHEETS[sheet(path)]
    text = path.read_text("utf-8")
    value = read_yaml("x", text).value
    chance = random.Random(path.name)
    for number in range(6):
        other = text if not number else disordered(text, chance)
        assert read_yaml("x", other).value == value
        assert (other == text) == (number == 0)
        made = canonical("x", other, model)
        assert read_yaml("x", made).value == value
        assert comments(made) == comments(other)
        assert canonical("x", made, model) == made


def disordered(text: str, chance: random.Random) -> str:
    """The same values written differently: spaces at line ends, blank lines, comments, quotation marks."""
    lines, source = [f"# note {chance.random()}"], text.splitlines()
    deep = WIDTH  # how far the lines of a text in a block are indented
    for line, following in zip(source, [*source[1:], ""], strict=True):
        key, _, words = line.partition(": ")
        if len(line) - len(line.lstrip()) >= deep:
            lines.append(line)
            continue
        deep = len(key) - len(key.lstrip(" -")) + 1 if words in (">-", "|") else WIDTH
        if line.startswith("- ") and chance.random() < 0.2:
            lines += [*[""] * chance.randrange(2), f"# note {chance.random()}"]
        goes_on = len(following) - len(following.lstrip()) > len(key) - len(key.lstrip(" -"))
        plain = key.strip(" -") in NAMES and words and not goes_on and not set(words) & set("\"'[]{}|>#:\\")
        quoted = plain and chance.random() < 0.3
        lines.append((f'{key}: "{words}"' if quoted else line) + " " * chance.choice((0, 0, 0, 2)))
    return "\n".join(lines) + "\n"


def test_one_form() -> None:
    """Order, indentation, quotation marks, width and comments of one record."""
    text = """# head
- title:   "A title"
  id: x   # behind


  # the evidence
  cite:
  - exact: 'It''s so, and so on'
    source: s
  summary: >-
     Two
     lines
  # day of it
  date: '2021'
  places: [ a,b ]
  # below
# next
- id: y
"""
    assert (
        canonical("x", text, Event)
        == """# head
- id: x  # behind
  title: A title
  summary: >-
    Two
    lines
  # day of it
  date: 2021
  places: [a, b]
  # the evidence
  cite:
    - source: s
      exact: It's so, and so on
  # below
# next
- id: y
"""
    )


def test_long_lines_are_broken() -> None:
    """A text or list that is wider than 120 columns is folded; what has no space stays."""
    word = "word " * 40
    text = (
        f"title: {word}\ndescription: {'x' * 200}\ncopying_forms: [{', '.join(['name'] * 40)}]\nrights: '{word}: a'\n"
    )
    made = canonical("x", text, Site)
    assert read_yaml("x", made).value == read_yaml("x", text).value
    assert [line for line in made.splitlines() if len(line) > 120] == [f"description: {'x' * 200}"]


def test_the_command(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """`format --check` shows the difference and fails, `format` fixes it, and then there is none."""
    assert cli.main(sample.options("format")) == 0
    capsys.readouterr()
    path = sample.path("facts/events.yaml")
    good = path.read_bytes()
    path.write_bytes(good.replace(b"title: The bridge opens", b'title: "The bridge opens"'))
    assert cli.main(sample.options("format", "--check")) == 1
    printed = capsys.readouterr()
    assert ": not in the canonical format [canonical_form]\n" in printed.err
    assert "    hint: `python build.py format` rewrites it" in printed.err
    assert '-  title: "The bridge opens"\n+  title: The bridge opens\n' in printed.out
    assert cli.main(sample.options("format")) == 0
    assert path.read_bytes() == good
    assert cli.main(sample.options("format", "--check")) == 0
    assert sample.problems() == []


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n# a\n\n# b\n", "[]\n", "- id: a\n  title: x\n  note: |\n    # text\n\n    more\n"]
)
def test_what_was_rewritten_stays(text: str) -> None:
    """A canonical text stays the same when it is formatted again, as does an empty file and a text like a comment."""
    made = canonical("x.yaml", text, Event)
    assert canonical("x.yaml", made, Event) == made
    first = "# yaml-language-server: x\n"
    assert canonical("x.yaml", first + made, Event) == first + made


def test_a_new_record_is_in_brackets_where_it_fits() -> None:
    """A record on one line if that has room for it, else each of its fields; an old one is written as it was."""
    short = {"id": "finch", "name": "Ada Finch", "form": "person", "cite": [{"source": "letter", "exact": "Ada Finch"}]}
    wide = {**short, "summary": "She was mayor of the town for as long as it took to plan and build a bridge."}
    text = with_record("actors.yaml", "# head\n", Actor, short)
    assert text == (
        "# head\n- {id: finch, name: Ada Finch, form: person, cite: [{source: letter, exact: Ada Finch}]}\n"
    )
    text = with_record("actors.yaml", text, Actor, wide, 0)
    assert text == (
        "# head\n- id: finch\n  name: Ada Finch\n  form: person\n"
        "  summary: She was mayor of the town for as long as it took to plan and build a bridge.\n"
        "  cite: [{source: letter, exact: Ada Finch}]\n"
    )
    assert canonical("actors.yaml", text, Actor) == text
    blocks = "- id: finch\n  name: Ada Finch\n  form: person\n  cite:\n    - source: letter\n      exact: Ada Finch\n"
    renamed = with_record("actors.yaml", blocks, Actor, {**short, "name": "A. Finch"}, 0)
    assert renamed == blocks.replace("name: Ada", "name: A.")
    several = [{"source": "letter", "exact": "Ada Finch " * 12}, {"source": "letter", "exact": "Finch, or Ada"}]
    text = with_record("actors.yaml", "", Actor, {**short, "cite": several})
    assert "\n  cite:\n    - source: letter\n      exact: 'Ada" in text
    assert "\n    - {source: letter, exact: 'Finch, or Ada'}\n" in text
