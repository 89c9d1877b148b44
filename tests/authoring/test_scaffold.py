"""New records: well-formed as printed, and good once filled in."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from samples import Explainer

from explainer import cli
from explainer.authoring.scaffold import NEW, USUAL, append, scaffold, shown_by, taken_ids
from explainer.authoring.schema import field_order
from explainer.content.records import Citation
from explainer.formats.yaml_file import read_yaml
from explainer.problems import ContentError
from explainer.text.reader import reader_of


@pytest.mark.parametrize("kind", NEW)
def test_skeletons_are_yaml(kind: str) -> None:
    """A scaffold names every field, in order, is read without a problem, and has only optional fields as comments."""
    text = scaffold(kind, (), {}, optional=True)
    (record,) = read_yaml("x.yaml", text).value
    model = NEW[kind][1]
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    assert set(record) == needed
    own = [
        line[2:].removeprefix("# ").partition(":")[0]
        for line in text.splitlines()
        if not line.startswith(("   ", "  #  "))
    ]
    assert own == field_order(model)
    opened = "\n".join(line.replace("# ", "", 1) if line.startswith("  # ") else line for line in text.splitlines())
    assert set(read_yaml("x.yaml", opened).value[0]) == set(model.model_fields)
    (brief,) = read_yaml("x.yaml", scaffold(kind, (), {})).value
    assert brief == record
    named = re.findall(r"(?m)^(?:- |  )(?:# )?(\w+):", scaffold(kind, (), {}))
    assert set(named) == needed | (USUAL & set(own))


def test_ids_are_fresh() -> None:
    """A scaffold takes the first number that no record has."""
    assert scaffold("event", {"event-1", "event-2", "event-4"}, {}).startswith("- id: event-3\n")


def test_a_filled_skeleton_builds(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A record appended by `new` and filled with what `cite` prints is one more good record."""
    assert cli.main(sample.options("new", "term", "--id", "ferry", "--append")) == 0
    capsys.readouterr()
    assert cli.main(sample.options("cite", "The old ferry")) == 0
    path = sample.path("facts/terms.yaml")
    text = re.sub(r"(?m)^  name:  #.*", "  name: Ferry", path.read_text("utf-8"))
    lines = re.sub(r"(?m)^  summary:  #.*", "  summary: A boat that carries people.", text).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("    - source:  #"))
    path.write_text("\n".join(lines[:start]) + "\n" + capsys.readouterr().out, "utf-8")
    assert sample.problems() == []
    assert "facts/ferry.html" in sample.make()


def test_a_record_from_words(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """With the words of a passage a record has its citation, a quotation its text, and a date if there is only one."""
    options = ("--id", "ferry", "--append", "--cite", "THE OLD FERRY made its last trip")
    assert cli.main(sample.options("new", "term", *options)) == 0
    path = sample.path("facts/terms.yaml")
    text = re.sub(r"(?m)^  name:  #.*", "  name: Ferry", path.read_text("utf-8"))
    path.write_text(re.sub(r"(?m)^  summary:  #.*", "  summary: A boat that carries people.", text), "utf-8")
    assert sample.problems() == []
    capsys.readouterr()
    assert cli.main(sample.options("new", "left-out", "--cite", "its last trip in May 2019")) == 0
    made = read_yaml("x.yaml", capsys.readouterr().out).value[0]
    assert (made["source"], made["exact"]) == ("harbour-gazette", "its last trip in May 2019")


def test_what_follows_from_a_passage() -> None:
    """A quotation has its words; a date is proposed only where a passage has one and no other."""
    one, two = (
        Citation.model_validate({"source": "a", "exact": f"On 3 June 2021 it opened{more}."})
        for more in ("", ", on 4 June it shut")
    )
    assert shown_by("quote", one, reader_of("en")) == {"text": one.words, "date": "2021-06-03"}
    assert shown_by("event", two, reader_of("en")) == {}
    assert shown_by("term", one, reader_of("en")) == {}


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("term", "the ferry of nowhere", "# no source text has these words"),
        ("term", "the", "name more of them, or the source with --source"),
        ("source", "the ferry", "a source cites no passage"),
    ],
)
def test_words_that_settle_nothing(
    sample: Explainer, capsys: pytest.CaptureFixture[str], kind: str, words: str, said: str
) -> None:
    """Words with no place, or with several, make no record."""
    before = sample.path("facts/terms.yaml").read_bytes()
    assert cli.main(sample.options("new", kind, "--append", "--cite", words)) == 1
    assert said in capsys.readouterr().err
    assert sample.path("facts/terms.yaml").read_bytes() == before


def test_a_taken_id_is_refused(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that a record has is not given to a second one."""
    before = sample.path("facts/events.yaml").read_bytes()
    assert cli.main(sample.options("new", "event", "--id", "opening", "--append")) == 1
    assert capsys.readouterr().err == "id 'opening' is already taken; ids are addresses, choose another\n"
    assert sample.path("facts/events.yaml").read_bytes() == before


def test_a_source_gets_its_checksum(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """`new source --file` computes the fields that follow from the text; a file that does not exist is a problem."""
    kept = sample.path("seeds/new.txt")
    kept.write_text("A text.", "utf-8")
    assert cli.main(sample.options("new", "source", "--file", str(kept))) == 0
    (record,) = read_yaml("x.yaml", capsys.readouterr().out).value
    assert (record["file"], record["sha256"]) == ("new.txt", hashlib.sha256(b"A text.").hexdigest())
    assert cli.main(sample.options("new", "source", "--file", str(kept.with_name("nowhere.txt")))) == 1
    assert "nowhere.txt:1:1: cannot be read" in capsys.readouterr().err
    outside = sample.folder / "new.txt"
    outside.write_text("A text.", "utf-8")
    assert cli.main(sample.options("new", "source", "--file", str(outside))) == 1
    assert "not in the folder of source texts" in capsys.readouterr().err


@pytest.mark.parametrize("before", [None, "# yaml-language-server: $schema=../schema/events.json\n[]\n", "- id: a"])
def test_appending_to_any_file(tmp_path: Path, before: str | None) -> None:
    """A file that is missing, says that it is empty, or lacks its last line end takes a record."""
    if before is not None:
        (tmp_path / "facts").mkdir()
        (tmp_path / "facts" / "events.yaml").write_text(before, "utf-8")
    path = append(tmp_path, "event", scaffold("event", (), {}))
    records = read_yaml(str(path), path.read_text("utf-8")).value
    assert [record["id"] for record in records] == (["a"] if before == "- id: a" else []) + ["event-1"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# one\r\n- id: a\r\n", b"# one\r\n- id: a\r\n- id: x\r\n"),
        (b"  - id: a\n    name: b\n", b"  - id: a\n    name: b\n  - id: x\n"),
        (b"\xef\xbb\xbf- id: a", b"\xef\xbb\xbf- id: a\n- id: x\n"),
        (b"[{id: a}]\n", None),
        (b"id: a\n", None),
        (b"- id: a\n...\n# end\n", None),
    ],
)
def test_every_byte_stays(tmp_path: Path, before: bytes, after: bytes | None) -> None:
    """Line ends and indentation are matched; a file to which nothing can be appended is rejected and stays."""
    path = tmp_path / "facts" / "terms.yaml"
    path.parent.mkdir()
    path.write_bytes(before)
    if after is None:
        with pytest.raises(ContentError):
            append(tmp_path, "term", "- id: x\n")
    else:
        append(tmp_path, "term", "- id: x\n")
    assert path.read_bytes() == (before if after is None else after)


def test_unfinished_records_count(sample: Explainer) -> None:
    """Two scaffolds in a row, neither of them filled in, have different ids."""
    for _ in range(2):
        assert cli.main(sample.options("new", "event", "--append")) == 0
    assert {"event-1", "event-2"} <= taken_ids(sample.path(""))


@pytest.mark.parametrize(("name", "fit"), [("Bad_Id", ": bad-id"), ("x" * 81, f": {'x' * 80}"), ("__", "")])
def test_an_id_of_the_wrong_form(sample: Explainer, capsys: pytest.CaptureFixture[str], name: str, fit: str) -> None:
    """A new record is not made under a name that is not an id; the message gives the rule and the nearest name that is one."""
    before = sample.path("facts/events.yaml").read_bytes()
    assert cli.main(sample.options("new", "event", "--id", name, "--append")) == 1
    rule = "an id is lower-case letters and digits, joined by single hyphens, at most 80 characters"
    assert capsys.readouterr() == ("", f"'{name}' is not an id; {rule}{fit}\n")
    assert sample.path("facts/events.yaml").read_bytes() == before


def test_a_kept_text_of_another_name(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """The message about a new source whose text does not exist names the nearest one that does."""
    file = sample.folder / "seeds" / "harbor-gazette.txt"
    assert cli.main(sample.options("new", "source", "--file", str(file))) == 1
    assert "--file seeds/…; did you mean 'harbour-gazette.txt'?" in capsys.readouterr().err


def test_line_ends_of_windows_are_reported(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """`new source` says that lines of a text end in CR LF, as Git may have made them; the record is made nevertheless."""
    text = sample.path("seeds/windows.txt")
    text.write_bytes(b"One.\r\nTwo.\r\nThree.\n")
    assert cli.main(sample.options("new", "source", "--file", str(text))) == 0
    made = capsys.readouterr()
    assert made.err.startswith(f"{text}: 2 of its lines end in CR LF. ")
    assert hashlib.sha256(text.read_bytes()).hexdigest() in made.out
    text.write_bytes(b"One.\nTwo.\n")
    assert cli.main(sample.options("new", "source", "--file", str(text))) == 0
    assert not capsys.readouterr().err
