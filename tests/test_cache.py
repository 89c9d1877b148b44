"""Building again after an edit gives what a build from nothing gives."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from samples import BASE, ROOT, SAMPLE, Explainer

from explainer.cache import WHOLE, CachedPipeline, bodies
from explainer.pipeline import Inputs
from explainer.problems import ContentError, Problem

Edit = Callable[[random.Random, Path], None]


def outcome(make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes] | tuple[Problem, ...]:
    """The site, or every problem."""
    try:
        return dict(make())
    except ContentError as error:
        return error.problems


def pick(generator: random.Random, folder: Path, pattern: str) -> Path | None:
    """One file of those there are."""
    found = sorted(folder.rglob(pattern))
    return generator.choice(found) if found else None


def words(generator: random.Random, folder: Path) -> None:
    """A word of a file is replaced, doubled or taken out; most such edits break something."""
    pattern = generator.choice(("*.yaml", "*.yaml", "*.md", "*.txt", "*.html", "*.css"))
    if path := pick(generator, folder, pattern):
        text = path.read_text("utf-8")
        if found := list(re.finditer(r"\w+", text)):
            word = generator.choice(found)
            new = generator.choice(
                ("", "2019", f"{word.group()} {word.group()}", "“one”", "lantern-bridge", "- x", "'")
            )
            path.write_text(text[: word.start()] + new + text[word.end() :], "utf-8")


def note(generator: random.Random, folder: Path) -> None:
    """A record gets a note of plain words, which breaks nothing."""
    if path := pick(generator, folder / "content" / "facts", "*.yaml"):
        text = path.read_text("utf-8")
        if found := list(re.finditer(r"^  cite:$", text, re.MULTILINE)):
            place = generator.choice(found).start()
            path.write_text(f"{text[:place]}  note: Plain {generator.choice('abcdef')} words.\n{text[place:]}", "utf-8")


def title(generator: random.Random, folder: Path) -> None:
    """A title changes, and with it every page that names the record."""
    if path := pick(generator, folder / "content", "*.yaml"):
        text = path.read_text("utf-8")
        if found := list(re.finditer(r"^  title: \w+", text, re.MULTILINE)):
            place = generator.choice(found).end()
            path.write_text(text[:place] + generator.choice((" anew", " again", " it is")) + text[place:], "utf-8")


def record(generator: random.Random, folder: Path) -> None:
    """A record is deleted, repeated or moved to the end."""
    if path := pick(generator, folder / "content" / "facts", "*.yaml"):
        head, *items = f"\n{path.read_text('utf-8')}".split("\n- ")
        if items:
            item = items.pop(generator.randrange(len(items)))
            items += [item] * generator.randrange(3)
            path.write_text("\n- ".join([head, *items]).removeprefix("\n") + "\n", "utf-8")


def rename(generator: random.Random, folder: Path) -> None:
    """A file gets another name, or goes."""
    if path := pick(generator, folder, "*.*"):
        if generator.random() < 0.5:
            path.unlink()
        else:
            path.rename(path.with_name(f"{path.stem}-more{path.suffix}"))


def look(generator: random.Random, folder: Path) -> None:
    """A template prints more, sometimes a name that does not exist."""
    if path := pick(generator, folder / "templates", "*.html"):
        more = generator.choice(("<p>More.</p>", "{{ data.citations }}", "{{ data.nothing }}", "{% if %}", '<a href="x">x</a>',
                                 "{{ data.kinds|length }}", "{% for id in data.records %}{{ id }}{% endfor %}"))  # fmt: skip
        path.write_text(path.read_text("utf-8") + more, "utf-8")


def digits(generator: random.Random, folder: Path) -> None:
    """A number is written in another way: the same in value, not on the page."""
    path = folder / "content" / "facts" / "figures.yaml"
    if path.exists():
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r"value: (\d+)(\.0+)?$", rf"value: \1.{'0' * generator.randint(1, 3)}", text, flags=re.MULTILINE)
        )


def address(generator: random.Random, folder: Path) -> None:
    """A former address is added: of a record that has another, or of a removed one; sometimes of an existing one."""
    name = generator.choice(("old-bridge", "old-ferry", "opening"))
    if path := pick(generator, folder / "content" / "facts", "*.yaml"):
        text = path.read_text("utf-8")
        if found := list(re.finditer(r"^  cite:$", text, re.MULTILINE)):
            place = generator.choice(found).start()
            path.write_text(f"{text[:place]}  aliases: [{name}]\n{text[place:]}", "utf-8")
            return
    path = folder / "content" / "removed.yaml"
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(f"{before}- {{kind: page, id: {name}, title: Gone, date: 2022, reason: Old.}}\n", "utf-8")


EDITS: tuple[Edit, ...] = (words, note, note, title, title, record, rename, look, digits, address, address)


@pytest.mark.slow
def test_any_edit_gives_what_a_build_from_nothing_gives(sample: Explainer) -> None:
    """Over 200 random edits, broken ones and fixes, site and problems equal those of a cold build."""
    sample.copy_look()
    folders = {name: sample.folder / name for name in ("content", "seeds", "templates", "static")}
    builder = CachedPipeline(Inputs(**folders, base_url=BASE, drafts=False))
    whole = sample.folder.with_name("whole")
    shutil.copytree(sample.folder, whole)
    generator = random.Random(8)  # edits, not secrets
    good = broken = 0
    for number in range(200):
        for _ in range(generator.choice((1, 1, 1, 2, 5))):
            generator.choice(EDITS)(generator, sample.folder)
        cold = outcome(lambda: sample.make("--base-url", BASE))
        assert outcome(lambda: bodies(builder.make().files)) == cold, number
        good, broken = (good + 1, broken) if isinstance(cold, dict) else (good, broken + 1)
        if isinstance(cold, tuple) and generator.random() < 0.6:
            for name, folder in folders.items():  # everything is undone at once
                shutil.rmtree(folder)
                shutil.copytree(whole / name, folder)
    assert good > 50
    assert broken > 50


def test_only_what_changed_is_rendered(sample: Explainer) -> None:
    """A changed note renders the pages that print it, and not all the others."""
    sample.edit("facts/events.yaml", "  topics: [ferry]\n", "  topics: [ferry]\n  note: Plain words.\n")
    builder = CachedPipeline(
        Inputs(sample.folder / "content", sample.folder / "seeds", sample.templates, sample.static)
    )
    first = bodies(builder.make().files)
    before = dict(builder._rendered)
    sample.edit("facts/events.yaml", "note: Plain words.", "note: Other words.")
    second = bodies(builder.make().files)
    changed = {url for url in before if first[url] != second[url]}
    again = {url for url, made in builder._rendered.items() if made is not before[url]}
    assert "facts/last-ferry.html" in changed
    assert changed <= again
    assert len(again) < len(before) / 2


def test_a_page_of_its_own_walks_no_list_of_all() -> None:
    """The cost of a record or source does not grow with their number: its page asks for what it shows by name."""
    builder = CachedPipeline(Inputs(SAMPLE / "content", SAMPLE / "seeds", ROOT / "templates", ROOT / "static", BASE))
    builder.make()
    of_their_own = [made for made in builder._rendered.values() if made.page.template in ("record", "source")]
    assert len(of_their_own) > 30
    walked = {name for made in of_their_own for name, key in made.read if key is WHOLE or name == "kinds"}
    # Of each explainer as short as its menu, its words, its topics, its texts and the two days of its search.
    assert walked == {"nav", "site", "catalogue", "timed_units", "coverage", "searched"}
