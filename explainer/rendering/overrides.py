"""Files of the program's look that an explainer has a copy of: which there are, how one is copied, which are out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from explainer.exports.checksums import checksum
from explainer.problems import ContentError, Location, Problem
from explainer.rendering.environment import TEMPLATES
from explainer.rendering.look import Kind, layers, read_layers
from explainer.rendering.theme import THEME
from explainer.resources import VERSION, resource
from explainer.text.suggest import did_you_mean

COMMENTS = {"templates": "{# %s #}", "css": "/* %s */", "js": "// %s"}
"""How a comment is written in a template, a style sheet and a script."""

_HEAD = re.compile(r"Copied from explainer (\S+), original SHA-256 ([0-9a-f]{64})")


class Override(NamedTuple):
    """A file of the look by its name, such as `templates/home.html`; `copied` is the version its copy was made from."""

    name: str
    own: Path
    program: Path
    state: str
    """`program`: there is no copy; `copied`, `outdated`: the program's file is, or is not, still what was copied; `own`."""
    copied: str = ""

    def __str__(self) -> str:
        """A line of the list."""
        words = {"program": "", "copied": f"copied from {self.copied}", "own": "your own"}
        return f"{self.name:<44}{words.get(self.state, str(self.notice))}".rstrip()

    @property
    def notice(self) -> str:
        """What there is to say about a copy that is out of date."""
        return f"copied from {self.copied}, and changed in {VERSION}: compare it with {self.program}"


def overrides(templates: Path, static: Path) -> Iterator[Override]:
    """Every file of the program's look, with what the explainer's folders have in its place."""
    folders: tuple[tuple[Kind, Path], ...] = (("templates", templates), ("static", static))
    for kind, folder in folders:
        if len(layers(folder, kind)) == 1:  # the folder is the program's own
            continue
        program = resource(kind)
        for path, body in read_layers((program,))[0].items():
            if kind == "templates" and not path.endswith(TEMPLATES):
                continue
            yield _override(f"{kind}/{path}", folder / path, program / path, body)


def _override(name: str, own: Path, program: Path, body: bytes) -> Override:
    if not own.is_file():
        return Override(name, own, program, "program")
    first = own.read_bytes().partition(b"\n")[0].decode("utf-8", "replace")
    if not (head := _HEAD.search(first)):
        return Override(name, own, program, "own")
    return Override(name, own, program, "copied" if head[2] == checksum(body) else "outdated", head[1])


def copy(name: str, templates: Path, static: Path) -> Path:
    """Copy a file of the program's look into the explainer, with a first line that says from which version; return where.

    Raises:
        ContentError: if there is no such file, or the explainer has it already.
    """
    found = {override.name: override for override in overrides(templates, static)}
    if not (override := found.get(name)):
        hint = did_you_mean(name, list(found)) if found else "the folders of this look are those of the program itself"
        raise _refused(name, f"no file '{name}' in the look of the program", hint)
    if override.state != "program":
        raise _refused(str(override.own), "exists already", "move it away first: nothing is ever overwritten")
    body = override.program.read_bytes()
    comment = COMMENTS["templates" if name.startswith("templates/") else name.rpartition(".")[2]]
    line = comment % f"Copied from explainer {VERSION}, original SHA-256 {checksum(body)}"
    override.own.parent.mkdir(parents=True, exist_ok=True)
    override.own.write_bytes(line.encode() + b"\n" + body)
    return override.own


def _refused(path: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Location(path), message, hint, rule="writable")])


def listing(templates: Path, static: Path) -> list[str]:
    """The lines of the list of all that can be changed."""
    files = [str(override) for override in overrides(templates, static)]
    return [*files, f"static/{THEME}: tokens alone, as the head of static/css/site.css declares them"]
