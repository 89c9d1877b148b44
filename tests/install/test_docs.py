"""The documents by subject: what they show is what happens, in the order of their reading, in one new explainer."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installing import Installation
from samples import ROOT

from explainer.docs import DOCUMENTS, HANDBOOK, document
from explainer.rules.registry import RULES

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> Iterator[tuple[str, str, str]]:
    """The blocks of a document: language, the file it is the text of, if any, and the text."""
    return ((match[1], match[2] or "", match[3]) for match in FENCE.finditer(document(name)))


def served(installation: Installation, folder: Path) -> None:
    """Start the preview as shown, wait for its first line, and end it as an editor does."""
    program = installation.folder / "venv" / "bin" / "explainer"
    with subprocess.Popen([program, "serve"], cwd=folder, stdout=subprocess.PIPE, text=True) as preview:
        assert preview.stdout
        assert preview.stdout.readline().startswith("Preview on http://127.0.0.1:")
        preview.send_signal(signal.SIGINT)
        preview.communicate()
    assert preview.returncode == 130


@pytest.mark.slow
def test_every_command_is_followed(installation: Installation) -> None:
    """Every command succeeds and every file that is shown is written, from an empty folder to a site that is verified."""
    folder = installation.work / "reader"
    folder.mkdir()
    for name in DOCUMENTS:
        for language, file, text in blocks(name):
            if file:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(text, "utf-8")
            for line in text.splitlines() if language == "sh" else ():
                command, *arguments = shlex.split(line)
                if command == "cd":
                    folder /= arguments[0]
                elif arguments == ["serve"]:
                    served(installation, folder)
                else:
                    assert command == "explainer", line
                    done = installation.explainer(*arguments, cwd=folder)
                    assert done.returncode == 0, (name, line, done.stdout, done.stderr)
    page = re.sub("<[^>]*>", "", (folder / "_site" / "ferry.html").read_text("utf-8")).replace("\xa0", " ")
    assert "The old ferry pier closed on 2 August 2021" in page
    assert "--accent:#5a1a6e" in (folder / "_site" / "css" / "site.css").read_text("utf-8")
    assert (folder.parent / "on-gitlab" / ".gitlab-ci.yml").exists()


def test_documents_are_listed_and_printed(installation: Installation) -> None:
    """`docs` names them with their subjects; with a name it prints one; README.md links all of them."""
    listed = installation.explainer("docs").stdout
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in DOCUMENTS:
        assert re.search(rf"^{name} +\S", listed, re.MULTILINE)
        assert installation.explainer("docs", name).stdout == document(name)
        assert f"](explainer/docs/{name}.md)" in readme
    assert installation.explainer("docs", HANDBOOK).stdout == (ROOT / "content" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_what_there_is(name: str) -> None:
    """Links between documents have targets, and words that look like a rule are one."""
    text = document(name)
    assert all(target.removesuffix(".md") in DOCUMENTS for target in re.findall(r"\]\(([\w-]+\.md)\)", text))
    assert set(re.findall(r"\[(\w+_\w+)\]", text)) <= {rule.name for rule in RULES}
