"""A new explainer: content to begin with, the program pinned by its wheel, and what a host and an editor need."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from explainer.authoring.canonical import reformatted
from explainer.authoring.schema import FOLDER, SHEETS, write_schemas
from explainer.authoring.wheel import pin
from explainer.content.records import FORMAT, KINDS
from explainer.formats.editor_files import is_litter
from explainer.problems import ContentError, Location, Problem
from explainer.resources import resource

README = """# {title}

Every fact on this site is checked against the words of its source; one that its source does not support stops the build.

| command | what it does |
| --- | --- |
| `make site` | check every fact and build the site into `_site/` |
| `make serve` | preview on http://127.0.0.1:8000/, built again on every save |
| `make check` | check every fact, write nothing |

Python 3.11 or later, make and git are all that is needed: each command installs the program that is in `vendor/` into
`.venv/`. Without make: `python3 -m venv .venv`, `.venv/bin/python -m pip install --require-hashes -r requirements.txt`, and
from then on `.venv/bin/explainer build`, `serve` or `check`.

| folder | what it holds |
| --- | --- |
| `content/` | the facts and the prose. **Editors read [content/README.md](content/README.md).** |
| `seeds/` | the source texts, as received |
| `templates/`, `static/` | what differs from the program's look, if anything does: `.venv/bin/explainer theme list` |

To take over another version of the program, run `explainer upgrade` of that version in this folder, for instance
`pipx run --spec WHEEL-OR-ADDRESS explainer upgrade`; then `make check`, which says whether the content is
to be rewritten by `.venv/bin/explainer migrate`.

{publishing}
"""

PUBLISHING = {
    "github": "Pushed to GitHub, with *Settings → Pages → Source: GitHub Actions*, `.github/workflows/pages.yml` builds and "
    "publishes the site.",
    "gitlab": "Pushed to GitLab, `.gitlab-ci.yml` builds the site and publishes it on GitLab Pages.",
    "netlify": "Connected to Netlify, `netlify.toml` says how the site is built there.",
}
"""What the README says of each host."""

MAKEFILE = """# Three commands; each installs the program into .venv/ if requirements.txt has changed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site serve check
.DELETE_ON_ERROR:

site: .venv/ready  ## build the site into _site/
	$(BIN)/explainer build $(ARGS)

serve: .venv/ready  ## preview on http://127.0.0.1:8000/, built again on every save
	$(BIN)/explainer serve $(ARGS)

check: .venv/ready  ## check every fact, write nothing
	$(BIN)/explainer check $(ARGS)

.venv/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@
"""

GITLAB = """# What lands on the default branch is built and published on GitLab Pages; everything else is checked.
image: python:3.13

check:
  script:
    - make check
  rules:
    - if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH

pages:
  script:
    - make site ARGS="--base-url $CI_PAGES_URL --out public"
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""

NETLIFY = """# Netlify says in URL where the site will be; a preview of a branch is at another address.
[build]
command = 'make site ARGS="--base-url $URL"'
publish = "_site"

[build.environment]
PYTHON_VERSION = "3.13"

[context.deploy-preview]
command = 'make site ARGS="--base-url $DEPLOY_PRIME_URL"'
"""

GIT_ATTRIBUTES = """# Text has plain line ends on every system; source texts and the program's wheel are never changed.
* text=auto eol=lf
seeds/** -text
vendor/** -text
"""

GIT_IGNORE = "/.venv/\n/_site/\n/.cache/\n._site.*\n"

EDITOR_CONFIG = """root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2

[Makefile]
indent_style = tab

[seeds/**]
charset = unset
end_of_line = unset
insert_final_newline = unset
"""

SITE = """title: {title}
description: What happened, and how we know.
language: en
day: {today}
# The day up to which you have searched for what came of it: pages say so.
as_of: {today}
uid: {uid}
rights: Say here who may use what.
format: {format}
# The words that records may use, each with the name that readers see: add those of your event, take out what it has not.
publisher_forms: {{newspaper: Newspapers, agency: News agencies, authority: Authorities}}
actor_forms: {{person: People, body: Bodies}}
place_forms: {{country: Countries, city: Cities, town: Towns, building: Buildings, site: Sites}}
agreement_forms: {{treaty: Treaty, agreement: Agreement, plan: Plan, promise: Promise}}
states: {{announced: Announced, promised: Promised, signed: Signed, done: Done}}
state_stems: {{announced: [announc, plan], promised: [promis], signed: [sign, agree], done: [complet, deliver, open]}}
state_meanings: {{announced: mention, promised: mention, signed: under-way, done: done}}
wordings: {{original: Original wording, translation: Translation}}
channels: {{speech: in a speech, interview: in an interview, statement: in a statement}}
certainties: {{sure: sure, likely: likely}}
bases: {{count: counted, claim: said, forecast: expected}}
"""

STORY = """---
title: {title}
template: home
description: What happened, and how we know.
nav: Story
order: 1
---
The story begins here.
"""


def start(folder: Path, hosts: Collection[str] = ("github",), *, empty: bool = False) -> None:
    """Fill a new or empty folder with an explainer that builds at once: the miniature, or without records if `empty`.

    Raises:
        ContentError: if the folder is not empty, or the program is not installed.
        OSError: if it cannot be written; then nothing is left of it.
    """
    there = folder.is_dir()
    if os.path.lexists(folder) and not (there and all(is_litter(path.name) for path in folder.iterdir())):
        raise _refused(folder, "not an empty folder")
    if file := next((path for path in folder.parents if path.exists() and not path.is_dir()), None):
        raise _refused(file, "not a folder")
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "An explainer"
    parent = folder if there else folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    try:
        half = Path(tempfile.mkdtemp(prefix=".explainer-", dir=parent))
    except OSError as error:
        error.filename = str(parent)  # nobody has heard of the folder that could not be made
        raise
    try:
        _fill(half, title, hosts, empty=empty)
        if there:
            for path in half.iterdir():
                path.rename(folder / path.name)
            half.rmdir()
        else:
            half.chmod(0o777 & ~_umask(half))
            half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _refused(path: Path, message: str) -> ContentError:
    return ContentError(
        [Problem(Location(str(path)), message, "name a new folder: nothing is ever overwritten", rule="writable")]
    )


def _umask(folder: Path) -> int:
    """The rights that new folders do not get, as a folder made in `folder` shows."""
    probe = folder / ".probe"
    probe.mkdir()
    mode = probe.stat().st_mode
    probe.rmdir()
    return ~mode & 0o777


def _fill(folder: Path, title: str, hosts: Collection[str], *, empty: bool) -> None:
    """Write every file of a new explainer into an empty folder."""
    pin(folder)
    content = folder / "content"
    for name in ("content", "seeds"):
        shutil.copytree(resource(f"miniature/{name}"), folder / name, ignore=shutil.ignore_patterns(FOLDER))
    uid = secrets.token_hex(8)
    site = content / "site.yaml"
    if empty:
        _empty(folder)
        today = datetime.now(tz=UTC).date()
        _write(site, SITE.format(title=title, today=today, uid=uid, format=FORMAT))
        _write(content / "pages" / "index.md", STORY.format(title=title))
    else:
        _write(site, re.sub(r"^uid: .*$", f"uid: {uid}", site.read_text("utf-8"), flags=re.MULTILINE))
    shutil.copyfile(resource("handbook.md"), content / "README.md")
    write_schemas(content)
    for path, _, made in reformatted(content):
        _write(path, made)
    publishing = "\n".join(PUBLISHING[host] for host in hosts)
    _write(folder / "README.md", README.format(title=title, publishing=publishing))
    _write(folder / "Makefile", MAKEFILE)
    _write(folder / ".gitattributes", GIT_ATTRIBUTES)
    _write(folder / ".gitignore", GIT_IGNORE)
    _write(folder / ".editorconfig", EDITOR_CONFIG)
    _write(folder / ".vscode" / "settings.json", _editor_settings())
    workflow = re.sub(r"\n +- name: Test\n +run: make test(?=\n)", "", resource("pages.yml").read_text("utf-8"))
    files = {"github": (".github/workflows/pages.yml", workflow), "gitlab": (".gitlab-ci.yml", GITLAB)}
    files["netlify"] = "netlify.toml", NETLIFY
    for host in hosts:
        _write(folder / files[host][0], files[host][1])


def _empty(folder: Path) -> None:
    """Take out of a copy of the miniature what is about its event; lists that must be there stay, without records."""
    content = folder / "content"
    shutil.rmtree(folder / "seeds")
    _write(folder / "seeds" / ".gitkeep", "")
    for path in content.iterdir():
        if path.is_dir() and path.name != "pages":
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    for name in ("publishers", "sources", "left-out", "facts/events"):
        _write(content / f"{name}.yaml", "[]\n")


def _editor_settings() -> str:
    """Settings of an editor with a language server for YAML: which file has which schema."""
    schemas = {
        f"content/{FOLDER}/{name}.json": [
            f"content/{'facts/' if name in KINDS else ''}{name}{end}.yaml" for end in ("", "-*")
        ]
        for name in SHEETS
    }
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
