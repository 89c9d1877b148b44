"""Saving at the desk: what checks is written in the canonical format, what does not is kept apart."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest
from samples import Explainer

from explainer.authoring.canonical import with_record
from explainer.desk import saving
from explainer.desk.saving import Change, ChangedError, Files, Outcome, RefusedError
from explainer.problems import Problem

CITE = {"source": "harbour-gazette", "exact": "The Lantern Bridge opened on the evening of June 3."}
EVENT = {
    "id": "bridge-opens",
    "title": "The bridge opens to all",
    "summary": "It opened on an evening in June.",
    "date": "2021-06-03",
    "inferred": {"year": "year-of-the-opening"},
    "cite": [CITE],
}
WRITING = 8
"""Steps in which three files are written, one of them new: three are written aside, two copied, three replaced."""
WRITTEN = """\
- id: bridge-opens
  title: The bridge opens to all
  summary: It opened on an evening in June.
  date: 2021-06-03
  inferred: {year: year-of-the-opening}
  cite: [{source: harbour-gazette, exact: The Lantern Bridge opened on the evening of June 3.}]
"""


def files_of(sample: Explainer) -> Files:
    """The files of a copy of the miniature."""
    return Files(sample.folder / "content", sample.folder / "seeds")


def change(files: Files, kind: str, values: dict[str, Any], record: str = "") -> Change:
    """A change made of the present version of its file."""
    file = {"event": "facts/events.yaml", "left-out": "left-out.yaml", "publisher": "publishers.yaml",
            "source": "sources.yaml", "quote": "facts/quotes.yaml"}[kind]  # fmt: skip
    return Change(kind, values, files.version(files.content / file), record)


def echo(files: Files) -> list[Change]:
    """A new publisher, a page of it, and an event that cites the page: each needs the others."""
    publisher = {
        "id": "echo",
        "name": "The Echo",
        "form": "newspaper",
        "party_reason": "It sells papers.",
        "hosts": ["echo.example"],
    }
    source = {"id": "echo-report", "title": "Flags", "publisher": "echo", "language": "en",
              "url": "https://echo.example/flags", "date_accessed": "2022-01-30"}  # fmt: skip
    event = {"id": "more-flags", "title": "More flags", "summary": "Flags hung on the bridge.", "date": "2021-06-04",
             "cite": [{"source": "echo-report", "claim": "On 4 June 2021 flags hung on the bridge."}]}  # fmt: skip
    return [change(files, "publisher", publisher), change(files, "source", source), change(files, "event", event)]


def tree(sample: Explainer) -> dict[str, bytes]:
    """Every file of the content, hidden ones too."""
    folder = sample.folder / "content"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faults(outcome: Outcome) -> list[tuple[Any, ...]]:
    """What is wrong: change, keys, rule."""
    return [(fault.change, fault.keys, fault.rule) for fault in outcome.faults]


def test_a_new_record_is_written_as_format_would_write_it(sample: Explainer) -> None:
    """It comes last in the file of its kind, and nothing is wrong with the explainer then."""
    files = files_of(sample)
    assert files.save([change(files, "event", EVENT)]) == Outcome(written=("facts/events.yaml",))
    assert sample.path("facts/events.yaml").read_text("utf-8").endswith(f"\n{WRITTEN}")
    assert sample.check() == []


def test_an_edited_record_keeps_its_comments(sample: Explainer) -> None:
    """Comments stay with their fields; those of a field that is gone are put above the record."""
    sample.edit("facts/events.yaml", "  date: 2019-05\n", "  # The month is all we have.\n  date: 2019-05  # no day\n")
    sample.edit("facts/events.yaml", "  topics: [ferry]\n", "  topics: [ferry]  # one topic\n")
    files = files_of(sample)
    path, _, values = files.place("event", "last-ferry")
    values |= {"title": "The ferry ends", "topics": ["ferry", "bridge"]}
    assert files.save([Change("event", values, files.version(path), "last-ferry")]).written == ("facts/events.yaml",)
    text = path.read_text("utf-8")
    assert "  title: The ferry ends\n" in text
    assert "  # The month is all we have.\n  date: 2019-05  # no day\n" in text
    assert "  topics: [ferry, bridge]  # one topic\n" in text
    del values["date"]
    values["after"] = "opening"
    files.save([Change("event", values, files.version(path), "last-ferry")], anyway=True)
    text = path.read_text("utf-8")
    assert "# The month is all we have.\n# no day\n- id: last-ferry\n" in text
    assert "date: 2019-05" not in text


def test_what_does_not_check_is_kept_and_not_written(sample: Explainer) -> None:
    """Each problem is at its field; the input is kept in a file that no build reads, until it is saved."""
    files = files_of(sample)
    before = sample.path("facts/events.yaml").read_bytes()
    wrong = {**EVENT, "summary": "It opened to 500 people.", "cite": [{**CITE, "exact": "The Lantern Bridge closed."}]}
    outcome = files.save([change(files, "event", wrong)])
    assert (0, ("summary",), "numbers_in_evidence") in faults(outcome)
    assert (0, ("cite", 0, "exact"), "passage_found") in faults(outcome)
    assert outcome.kept == "unfinished/bridge-opens.yaml"
    assert sample.path("facts/events.yaml").read_bytes() == before
    assert sample.check() == []
    assert files.kept("bridge-opens") == [{"kind": "event", "record": wrong}]
    assert files.save([change(files, "event", EVENT)], name="bridge-opens").written
    assert files.unfinished() == []


def test_a_record_of_the_wrong_form_is_never_written(sample: Explainer) -> None:
    """Missing fields, and a second record of one id, are at their fields, and stay unwritten even if that is asked for."""
    files = files_of(sample)
    outcome = files.save([change(files, "event", {"id": "opening", "date": "June", "cite": []})], anyway=True)
    assert {keys for _, keys, _ in faults(outcome)} == {("id",), ("title",), ("summary",), ("date",), ("cite",)}
    assert outcome.written == ()
    assert files.save([change(files, "event", {**EVENT, "title": "A\u202eB"})], anyway=True).written == ()
    assert sample.check() == []


def test_rules_can_be_overruled_by_the_editor(sample: Explainer) -> None:
    """Written anyway, it is a problem of the explainer like any other; what was wrong before does not stop the next save."""
    files = files_of(sample)
    wrong = {**EVENT, "summary": "It opened to 500 people."}
    assert files.save([change(files, "event", wrong)], anyway=True).written == ("facts/events.yaml",)
    known: list[Problem] = sample.check()
    assert [problem.rule for problem in known] == ["numbers_in_evidence"]
    assert files.save([change(files, "event", {**EVENT, "id": "another-opening"})], known).written


def test_records_that_need_each_other_are_saved_together(sample: Explainer) -> None:
    """A publisher, its page and the record that cites it: none of them would check alone."""
    files = files_of(sample)
    publisher, source, event = echo(files)
    alone = files.save([publisher, source])
    assert [fault.rule for fault in alone.faults] == ["used_source"]
    assert files.save([publisher, source, event]).written == ("publishers.yaml", "sources.yaml", "facts/events.yaml")
    assert sample.check() == []


def test_a_sentence_is_left_out(sample: Explainer) -> None:
    """The first record of a file that holds an empty list takes its place."""
    sample.save(sample.path("left-out.yaml"), "# yaml-language-server: $schema=schema/left-out.json\n[]\n")
    files = files_of(sample)
    values = {"source": "harbour-gazette", "exact": "A cat slept on the rail.", "reason": "Colour."}
    assert files.save([change(files, "left-out", values)], sample.check()).written == ("left-out.yaml",)
    assert sample.path("left-out.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=schema/left-out.json\n- {source: harbour-gazette, exact: A cat slept on the rail., reason: Colour.}\n"
    )
    assert sample.check() == []


def test_a_file_that_changed_is_not_overwritten(sample: Explainer) -> None:
    """The editor is told what stands there now, and the input is kept."""
    files = files_of(sample)
    path, _, values = files.place("event", "opening")
    mine = Change("event", {**values, "title": "Mine"}, files.version(path), "opening")
    sample.edit("facts/events.yaml", "title: The bridge opens", "title: Theirs")
    before = path.read_bytes()
    with pytest.raises(ChangedError, match=r"^facts/events.yaml was changed") as caught:
        files.save([mine])
    assert "title: Theirs" in caught.value.now
    assert path.read_bytes() == before
    assert files.kept("opening") == [{"kind": "event", "id": "opening", "record": mine.values}]


@pytest.mark.parametrize("failing", range(9))
def test_a_save_of_several_files_writes_all_or_none(
    sample: Explainer, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever step of writing three files fails, one of them new, every file is as it was and nothing lies beside it."""
    sample.path("facts/events.yaml").rename(sample.path("facts/events-all.yaml"))
    files = files_of(sample)
    changes = echo(files)
    before = tree(sample)
    steps = 0

    def until_it_fails(step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == failing + 1:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
            return step(*given, **named)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", until_it_fails(Path.write_bytes))
        patch.setattr(shutil, "copy2", until_it_fails(shutil.copy2))
        patch.setattr(Path, "replace", until_it_fails(Path.replace))
        if failing < WRITING:
            with pytest.raises(
                RefusedError, match="cannot be written: No space left on device; every file is as it was"
            ):
                files.save(changes)
            assert tree(sample) == before
        else:
            assert files.save(changes).written == ("publishers.yaml", "sources.yaml", "facts/events.yaml")
    assert sample.check() == []


@pytest.mark.parametrize("asked", ["edited", "made", "deleted", "bound", "signed"])
def test_a_file_that_changes_while_it_is_checked_is_not_overwritten(
    sample: Explainer, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Edited, made or deleted by another program between the check and the write, it stays; what was entered is kept."""
    files = files_of(sample)
    name = {"bound": "pages/index.md", "signed": "reviews.yaml", "made": "left-out.yaml"}.get(
        asked, "facts/events.yaml"
    )
    path = sample.path(name)
    if asked == "made":
        path.unlink()
    version = files.version(path)
    theirs = None if asked == "deleted" else b"# theirs\n[]\n"
    body = files.body("index")
    values = files.place("event", "opening")[2]
    left = {"source": "harbour-gazette", "exact": "A cat slept on the rail.", "reason": "Colour."}
    signature: dict[str, str | list[str]] = {"records": ["opening"], "verdict": "right", "by": "A. Reader", "date": "2022-01-31",
                 "statement_sha256": "0" * 64, "evidence_sha256": "0" * 64}  # fmt: skip

    def meanwhile() -> None:
        path.unlink(missing_ok=True) if theirs is None else path.write_bytes(theirs)

    checked, written = Files._new_problems, with_record

    def check(*given: Any) -> list[Problem]:
        checked(*given)
        meanwhile()
        return []

    def write(*given: Any) -> str:
        text = written(*given)
        meanwhile()
        return text

    if asked == "signed":
        monkeypatch.setattr(saving, "with_record", write)
    else:
        monkeypatch.setattr(Files, "_new_problems", check)
    joins = (body.index("joins"), body.index("joins") + len("joins"))
    edited = Change("event", {**values, "title": "Mine"}, version, "opening")
    writes: dict[str, Callable[[], Outcome]] = {
        "edited": lambda: files.save([edited]),
        "made": lambda: files.save([Change("left-out", left, version)]),
        "deleted": lambda: files.save([edited]),
        "bound": lambda: files.bind("index", joins, "opening", version),
        "signed": lambda: files.sign(signature, version),
    }
    with pytest.raises(ChangedError) as caught:
        writes[asked]()
    assert (path.read_bytes() if path.exists() else None) == theirs
    saved = asked in ("edited", "made", "deleted")
    assert files.unfinished() == ([Path(caught.value.kept).stem] if saved else [])


def test_a_wrong_name_is_refused_before_anything_is_written(sample: Explainer) -> None:
    """The name of what was unfinished is looked at first."""
    files = files_of(sample)
    before = sample.path("facts/events.yaml").read_bytes()
    with pytest.raises(RefusedError, match="is no name"):
        files.save([change(files, "event", EVENT)], name="../facts/events")
    assert sample.path("facts/events.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["../facts/events", "..", "a/b", "", "A"])
def test_only_files_of_the_content_are_written(sample: Explainer, name: str) -> None:
    """No name leads outside, nor does a link to a folder."""
    files = files_of(sample)
    for ask in (lambda: files.discard(name), lambda: files.kept(name), lambda: files.page(name)):
        with pytest.raises(RefusedError):
            ask()


def test_no_link_leads_outside(sample: Explainer, tmp_path: Path) -> None:
    """Neither through a linked folder nor through a linked file is anything written elsewhere."""
    files = files_of(sample)
    outside = tmp_path / "outside"
    outside.mkdir()
    (files.content / "unfinished").symlink_to(outside)
    with pytest.raises(RefusedError, match="lies outside"):
        files.keep([Change("event", EVENT, "")])
    own = sample.path("facts/events.yaml")
    own.rename(outside / "events.yaml")
    own.symlink_to(outside / "events.yaml")
    before = (outside / "events.yaml").read_bytes()
    with pytest.raises(RefusedError):
        files.save([change(files, "event", EVENT)], sample.check(), anyway=True)
    assert (outside / "events.yaml").read_bytes() == before


def test_words_of_a_page_are_bound(sample: Explainer) -> None:
    """The words become a link and nothing else changes; a record that does not support them is a problem, and not written."""
    sample.edit(
        "pages/index.md", "The bridge joins two banks.", "The bridge joins two banks. Ada Finch waited nine years."
    )
    files = files_of(sample)
    body = files.body("index")
    span = (body.index("nine years"), body.index("nine years") + len("nine years"))
    version = files.version(files.page("index"))
    assert [fault.rule for fault in files.bind("index", span, "opening", version, sample.check()).faults] == [
        "link_agrees"
    ]
    outcome = files.bind("index", span, "years-of-waiting", version, sample.check())
    assert outcome.written == ("pages/index.md",)
    assert files.body("index") == body.replace("nine years.", "[nine years](fact:years-of-waiting).")
    with pytest.raises(ChangedError):
        files.bind("index", span, "years-of-waiting", version)


@pytest.mark.parametrize(
    "words", ["400 people](fact", "people](fact:first-walkers) walked", "first.\n\n[The", " joins"]
)
def test_words_that_cannot_be_bound(sample: Explainer, words: str) -> None:
    """No link is cut or nested, and none spans paragraphs."""
    files = files_of(sample)
    body = files.body("index")
    start = body.index(words)
    with pytest.raises(RefusedError):
        files.bind("index", (start, start + len(words)), "opening", files.version(files.page("index")))
