"""The whole flow, from the command line to the files on disk."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from previewing import LONG, until
from samples import ROOT, Explainer, help_text

from explainer import cli
from explainer.problems import LATER


def test_summary(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A build ends with pages, records by kind, citations, coverage, share of words shown, and time."""
    assert cli.main(sample.options("build")) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(
        r"The Lantern Bridge\n"
        r"  77 pages from 55 records: 6 events, 3 agreements, 4 developments, 7 quotes, 16 figures, 3 actors, 2 places, "
        r"1 term, 2 inferences, 1 series, 1 dispute, 1 unknown, 1 correction, 1 map, 1 picture, "
        r"1 course, 1 image, 1 tally, 1 whole, 1 comparison\n"
        r"  48 citations of 9 sources, each checked\n"
        r"  harbour-gazette: 8 sentences, 7 cited, 1 left out with a reason \(100% accounted for\); "
        r"94% of its words shown\n"
        r"Read by a second person: 1 signed, 0 voided, \d+ open, 1 rejected\.\n"
        r"Not published, since they are drafts: name-of-the-ferry\.\n"
        r"Without --base-url, what needs a full address is left out: "
        r"feed\.xml, sitemap\.xml, canonical links, share images\.\n"
        r"Wrote .*_site/ in \d+\.\d\d s: \d+ files, \d+ new or changed\.\n",
        said,
    ), said


def test_check_writes_nothing(sample: Explainer) -> None:
    """`check` does everything but write."""
    assert cli.main(sample.options("check")) == 0
    assert not (sample.folder / "_site").exists()


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` names every command and option."""
    said = help_text(capsys)
    for word in ("build", "check", "serve", "--content", "--seeds", "--templates", "--static", "--out", "--base-url"):
        assert word in said


def test_problems_as_json(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--format json` each problem is one object on a line, and nothing else is printed."""
    sample.edit("facts/figures.yaml", "value: 400", "value: 401")
    sample.edit("facts/quotes.yaml", "title: The mayor on the wait", "titel: The mayor on the wait")
    assert cli.main(sample.options("check", "--format", "json")) == 1
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [tuple(problem) for problem in found] == [("path", "line", "column", "rule", "message", "hint")] * len(found)
    assert {problem["rule"] for problem in found} == {"schema", "figure_in_passage", "link_agrees"}


def test_coverage_sentence_by_sentence(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Each sentence says who cites it or why it is left out, or that nothing covers it; then comes the sum."""
    sample.path("left-out.yaml").write_text("[]\n", "utf-8")
    assert cli.main(sample.options("coverage")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1.1  The Lantern Bridge opened on the evening of June 3."
    assert lines[1].startswith("      cited by opening")
    assert lines[-5:-3] == ["4.2  A cat slept on the rail.", "      NOT COVERED"]
    assert lines[-3] == "harbour-gazette: 8 sentences, 7 cited, 0 left out with a reason, 1 not yet covered"
    page = sample.path("pages/index.md")
    hint = "is no more than a date or a name: link the whole claim"
    assert lines[-2:] == [f"{page}:9:43: 'the evening of 3 June 2021' {hint}", f"{page}:18:29: 'May 2019' {hint}"]
    assert cli.main(sample.options("coverage", "--source", "harbour-gazette")) == 0
    assert capsys.readouterr().out.splitlines() == lines[:-2]


def test_coverage_names_narrow_statements(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that covers a date, a number or a name is reported, unless it leads to an actor, a place or a term."""
    sample.add(
        "pages/index.md",
        "\n[On 3 June](fact:opening), [the Lantern Bridge](fact:opening), [400](fact:first-walkers), [Tram](fact:rail), "
        "[the bridge opened on 3 June](fact:opening), [“small as it is”](fact:small-as-it-is).\n",
    )
    assert cli.main(sample.options("coverage")) == 0
    found = [line.split("'")[1] for line in capsys.readouterr().out.splitlines() if "no more than" in line]
    assert found == ["the evening of 3 June 2021", "May 2019", "On 3 June", "the Lantern Bridge", "400"]


def test_all_problems_at_once(sample: Explainer) -> None:
    """Problems of several files and rules are reported in one run, sorted by place."""
    sample.edit("facts/events.yaml", "time: evening", "time: morning")
    sample.edit("facts/terms.yaml", "name: Tram", "nam: Tram")
    sample.edit("facts/figures.yaml", "value: 400", "value: 40")
    found = [problem.split(": ")[0] for problem in sample.problems()]
    assert found == sorted(found)
    assert {place.split(":")[0] for place in found} >= {
        "content/facts/events.yaml", "content/facts/terms.yaml", "content/facts/figures.yaml"
    }  # fmt: skip


def test_github_annotations(
    sample: Explainer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under GitHub Actions a problem is an annotation."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    sample.edit("facts/events.yaml", "time: evening", "time: morning")
    assert cli.main(sample.options("build")) == 1
    said = capsys.readouterr().err
    file = str(sample.path("facts/events.yaml"))
    assert f"::error file={file},line=19,col=9,title=date_in_passage::event 'opening': time 'morning' is not in" in said


USAGE = [
    ["bild"],
    ["--nothing"],
    ["--base-url", "example.org"],
    ["--port", "x"],
    ["--port", "99999"],
    ["--out", "seeds/x"],
]


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong usage exits with 2."""
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2


def test_what_was_not_asked_is_said(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """While a record cannot be read, records that rest on it are not reported, and the end says what is checked later; otherwise not."""
    sample.edit("facts/events.yaml", "time: evening", "time: noonish")
    assert cli.main(sample.options("check")) == 1
    assert f"1 problem(s), nothing published. {LATER}\n" in capsys.readouterr().err
    sample.edit("facts/events.yaml", "time: noonish", "time: morning")
    assert cli.main(sample.options("check")) == 1
    assert LATER not in capsys.readouterr().err


def test_many_problems_end_with_a_tally(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """More than ten problems are counted by rule, the commonest first."""
    event = "- id: bell-{}\n  title: Bell\n  summary: It rang.\n  date: 2022\n{}  cite:\n    - source: tower\n      exact: A bell rang.\n"
    sample.keep("tower", "A bell rang.")
    sample.add("facts/events.yaml", "".join(event.format(number, "") for number in range(9)))
    sample.add("facts/events.yaml", event.format("again", "  topics: [x, y]\n"))
    assert cli.main(sample.options("check")) == 1
    assert capsys.readouterr().err.endswith("published.\nBy rule: date_in_passage 10, known_word 2.\n")


def test_wrong_editor(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's address with an unknown part is refused at once."""
    with pytest.raises(SystemExit) as stop:
        cli.parse(["serve", "--editor", "edit:{file}"])
    assert stop.value.code == 2
    assert "--editor knows {path}, {line} and {column}" in capsys.readouterr().err


@pytest.mark.parametrize(("folder", "path"), [("explainer", "explainer"), ("my own expläiner", "my-own-expl--iner")])
def test_preview_pages(tmp_path: Path, folder: str, path: str) -> None:
    """`make preview-pages` serves below the folder's name, as published; where GitHub allows no such name, below a similar one."""
    own = tmp_path / folder
    python = own / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", "utf-8")
    python.chmod(0o755)
    for name in ("requirements.txt", ".venv/pip-ready", ".venv/runtime-ready"):
        (own / name).touch()
    (own / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    said = subprocess.run(["make", "-s", "preview-pages"], cwd=own, capture_output=True, text=True, check=True,
                          env={"PATH": os.environ["PATH"]}).stdout  # fmt: skip
    assert said.split("\n")[:5] == ["build.py", "serve", "--plain", "--base-url", f"https://example.org/{path}/"]


def command(*arguments: str) -> list[str]:
    """A command line that runs the program as a process of its own."""
    return [sys.executable, str(ROOT / "build.py"), *arguments]


@pytest.mark.parametrize("name", ["build", "check", "coverage"])
def test_interrupted(sample: Explainer, name: str) -> None:
    """Ctrl-C ends a command with exit code 130 and one line; the output folder stays as it was."""
    started = sample.folder / "started"
    script = (
        "import signal, sys, time, pathlib, runpy\n"
        # A shell starts what runs in the background with the signal ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from explainer.content.loader import Loader\n"
        "def wait(*_):\n"
        f"    pathlib.Path({str(started)!r}).touch()\n"
        "    time.sleep(600)\n"
        "Loader.load = wait\n"
        "runpy.run_path('build.py', run_name='__main__')\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, *sample.options(name)], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
        until(started.exists)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=LONG)
    assert (process.returncode, *said) == (130, "", "Interrupted.\n")
    assert [path.name for path in sample.folder.iterdir() if path.name.startswith("._site")] == []


@pytest.mark.slow
def test_output_that_nobody_can_write(sample: Explainer) -> None:
    """Closed, full or no longer read, the standard streams cause no traceback."""
    check = " ".join(map(shlex.quote, command(*sample.options("check"))))
    for line, code, said in (
        (f"{check} >&-", 0, ""),
        (f"{check} >&- 2>&-", 0, ""),
        (f"{check} >/dev/full", 1, "Cannot print: No space left on device.\n"),
        (f"{check} --content nowhere 2>/dev/full", 1, ""),
        (f"{check} --help >/dev/full", 0, ""),
        (f"{check} | true; exit ${{PIPESTATUS[0]}}", 141, ""),
    ):
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (code, said), line


def test_a_deleted_working_directory(tmp_path: Path) -> None:
    """Nothing can be found from a folder that no longer exists, and the program says so."""
    folder = tmp_path / "gone"
    folder.mkdir()
    line = f"cd {shlex.quote(str(folder))} && rmdir {shlex.quote(str(folder))} && " + " ".join(
        map(shlex.quote, command("check"))
    )
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "The folder in which this was started no longer exists; change to another.\n"


def test_a_file_that_cannot_be_written(
    sample: Explainer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`format` names the file that it cannot write, and so does every other command."""

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    assert cli.main(sample.options("format")) == 1
    said = capsys.readouterr().err
    assert re.match(r".*\.yaml:1:1: cannot be read or written: Permission denied \[readable\]\n", said)
    assert "hint: check its permissions" in said


def test_a_link_to_itself(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of inputs or outputs that is a link to itself is wrong usage."""
    loop = sample.folder / "loop"
    loop.symlink_to(loop)
    for name, path in (("out", loop), ("out", loop / "site"), ("seeds", loop)):
        with pytest.raises(SystemExit) as stop:
            cli.parse(["build", f"--{name}", str(path)])
        assert stop.value.code == 2
        assert "leads nowhere: a link to itself" in capsys.readouterr().err
