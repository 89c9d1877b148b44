"""A new explainer: the generator, and the miniature that ships with it, in a new folder."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path

from explainer.authoring.canonical import reformatted
from explainer.authoring.schema import write_schemas
from explainer.formats.editor_files import is_litter
from explainer.problems import ContentError, Location, Problem

GENERATOR = ("build.py", "explainer", "templates", "static", "pyproject.toml", ".gitignore", "LICENSE")
"""Files and folders that are copied unchanged."""

MINIATURE = Path("tests") / "sample"
"""The miniature explainer below the folder of the generator."""

README = """# An explainer

Every fact on this site is checked against the words of its source; one that its source does not support stops the build.

| command | what it does |
| --- | --- |
| `make site` | check every fact and build the site into `_site/` |
| `make serve` | preview on http://127.0.0.1:8000/, built again on every save |
| `make check` | check every fact, write nothing |
| `make format` | put the YAML files into the canonical format; `make format ARGS=--check` shows which are not |
| `make verify` | check the built site against its manifest and the source texts |
| `make preview-pages` | the site exactly as GitHub Pages would serve it |

Each command sets up the rest by itself in `.venv/`; where the handbook says `python build.py …`, run `.venv/bin/python build.py …`.
Pushed to GitHub, `.github/workflows/pages.yml` builds and publishes it; nothing in it needs to be changed.

What is here is a miniature of an invented event. To make it yours: put your own text into `seeds/`, register it with
`.venv/bin/python build.py new source --file seeds/your-text.txt --append`, replace the records in `content/` one by one, and
let `make check` say what is missing. It cannot detect words that are still the miniature's: replace the title, description
and day in `content/site.yaml` and the texts in `content/pages/`, too. **Editors read [content/README.md](content/README.md).**

The program is under the MIT licence, see [LICENSE](LICENSE); what you write is yours.
"""


def start(generator: Path, folder: Path) -> None:
    """Fill a new or empty folder with an explainer that builds at once.

    Raises:
        ContentError: if the folder is not empty, or there is no miniature next to the generator.
    """
    if folder.exists() and (not folder.is_dir() or not all(is_litter(path.name) for path in folder.iterdir())):
        raise _refused(folder, "not an empty folder", "name a new folder: nothing is ever overwritten")
    if not (generator / MINIATURE).is_dir():
        raise _refused(
            generator, "no miniature explainer next to this generator", "run init in a full copy of the project"
        )
    for name in GENERATOR:
        _copy(generator / name, folder / name)
    for name in ("content", "seeds"):
        _copy(generator / MINIATURE / name, folder / name)
    site = folder / "content" / "site.yaml"
    own = re.sub(r"^uid: .*$", f"uid: {secrets.token_hex(8)}", site.read_text("utf-8"), flags=re.MULTILINE)
    site.write_text(own, "utf-8", newline="\n")
    _copy(generator / "content" / "README.md", folder / "content" / "README.md")
    write_schemas(folder / "content")
    for path, _, made in reformatted(folder / "content"):
        path.write_text(made, "utf-8", newline="\n")
    (folder / "README.md").write_text(README, "utf-8")
    attributes = (generator / ".gitattributes").read_text("utf-8").splitlines(keepends=True)
    (folder / ".gitattributes").write_text("".join(line for line in attributes if "tests/" not in line), "utf-8")
    makefile = (generator / "Makefile").read_text("utf-8")
    (folder / "Makefile").write_text(without_tests(makefile), "utf-8")
    workflow = Path(".github") / "workflows" / "pages.yml"
    if (generator / workflow).is_file():
        (folder / workflow).parent.mkdir(parents=True)
        steps = (generator / workflow).read_text("utf-8")
        (folder / workflow).write_text(re.sub(r"\n +- name: Test\n +run: make test(?=\n)", "", steps), "utf-8")


def without_tests(makefile: str) -> str:
    """A Makefile without the targets that only the generator's own tests need."""
    paragraphs = makefile.split("\n\n")
    dropped = {name for part in paragraphs if "tests/" in part or "$(DEV)" in part for name in [part.partition(":")[0]]}
    kept = [part for part in paragraphs if part.partition(":")[0] not in dropped]
    phony = re.compile(r"^\.PHONY:.*$", re.MULTILINE)
    names = [name for name in re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)[0].split() if name not in dropped]
    return phony.sub(".PHONY: " + " ".join(names), "\n\n".join(kept)).rstrip("\n") + "\n"


def _refused(where: Path, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Location(str(where)), message, hint, rule="writable")])


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_not_copied, dirs_exist_ok=True)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _not_copied(_folder: str, names: list[str]) -> set[str]:
    """The names in a folder that are no part of the generator."""
    return {name for name in names if is_litter(name) or name == "__pycache__"}
