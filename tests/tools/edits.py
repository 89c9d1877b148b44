"""Random edits of an explainer with a look of its own, which break it or not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[random.Random, Path], None]
"""Changes something in a folder with `content/`, `seeds/`, `templates/` and `static/`."""


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
