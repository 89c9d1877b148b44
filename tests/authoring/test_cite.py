"""Ready citations pass the rules on passages."""

from __future__ import annotations

import re

import pytest
from samples import Explainer

from explainer import cli
from explainer.authoring.cite import citation, locator
from explainer.text.source_text import SourceText, Span


def cite(sample: Explainer, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and output of the command."""
    code = cli.main(sample.options("cite", *arguments))
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_one_hit(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Words within a sentence come with the words next to them, and with their place."""
    code, printed = cite(sample, capsys, "made its last trip")
    assert code == 0
    assert printed == (
        "# paragraph 3, sentence 1\n"
        "    - {source: harbour-gazette, exact: made its last trip, prefix: ferry, suffix: in}\n"
    )


def test_several_hits(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Every place is shown, each made unique by the words around it."""
    code, printed = cite(sample, capsys, "it", "--source", "harbour-gazette")
    assert code == 0
    assert re.findall("prefix: [^,]*", printed) == ["prefix: crossed", "prefix: as", "prefix: '\"and'"]


def test_cells_of_a_table(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A table is cited by row and column: every cell whose row, column or text has the words, but not what names the row."""
    code, printed = cite(sample, capsys, "august 2021 | south")
    assert code == 0
    assert printed == (
        "    - {source: crossings-table, row: [August 2021, south], column: On foot}\n"
        "    - {source: crossings-table, row: [August 2021, south], column: By tram (thousand)}\n"
    )


def test_the_nearest_passage(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no text has the words the nearest passage is shown as such, and the exit code is 1."""
    code, printed = cite(sample, capsys, "About 500 people crossed it by foot")
    assert code == 1
    assert printed.startswith("# no source text has these words; the nearest passages:\n")
    assert "exact: About 400 people crossed it on foot" in printed
    assert cite(sample, capsys, "zzz") == (1, "# no source text has these words or any like them\n")


def test_an_unknown_source(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A source without a source text is named, with those that have one."""
    message = "source 'gazete' has no text in seeds/; these have one: harbour-gazette, press-meeting, opening-address, crossings-table, ferry-agreement\n"
    assert cite(sample, capsys, "ferry", "--source", "gazete") == (1, message)


def test_places_in_words() -> None:
    """A locator says which paragraphs and sentences a passage is in."""
    text = SourceText("One is. Two are.\n\nThree were.")
    assert locator(text, Span(0, 3)) == "paragraph 1, sentence 1"
    assert locator(text, Span(0, 16)) == "paragraph 1, sentences 1 to 2"
    assert locator(text, Span(8, 23)) == "paragraph 1, sentence 2 to paragraph 2, sentence 1"


def test_a_place_that_nothing_settles() -> None:
    """Of many equal sentences none in the middle can be cited."""
    text = SourceText("So be it. " * 500)
    assert citation("s", text, text.find("So be it.")[250]) is None


def test_what_no_record_can_hold_is_not_printed() -> None:
    """More words than a field holds give no citation."""
    text = SourceText(" ".join(f"word{number}" for number in range(400)))
    assert citation("own", text, Span(0, len(text.raw))) is None


def test_what_nobody_sees_is_not_cited(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Words with invisible characters and decomposed letters are found as they look, and cited as a record may have them."""
    text = "The bar\u00adrier was low.\n\nThe ca\u200bfe\u0301\ufe0f was \u2060open, and all came.\n"
    sample.keep("diary", text)
    code, printed = cite(sample, capsys, "caf\u00e9 was open")
    assert code == 0
    assert "exact: caf\u00e9 was open, prefix: The, suffix: ', and'" in printed.replace('"', "'")
    sample.add("facts/terms.yaml", f"- id: cafe\n  name: Café\n  summary: A place to eat.\n  cite:\n{printed}")
    sample.add("left-out.yaml", "- source: diary\n  exact: The barrier was low.\n  reason: A test.\n")
    assert sample.problems() == []
    assert "ca\u200bfe\u0301\ufe0f was" in sample.make()["sources/diary.html"].decode()


def test_no_more_beside_a_passage_than_settles_it() -> None:
    """Each of two places gets the one word that makes it unique, and a unique passage gets none."""
    text = SourceText("The old bridge fell. Later the old bridge fell again. The old bridge stands.")
    first, second = text.find("old bridge fell")
    assert [(cite.prefix, cite.suffix) for span in (first, second) if (cite := citation("x", text, span))] == [
        ("The", None),
        ("the", "again."),
    ]
    (whole,) = text.find("The old bridge stands.")
    assert (cite := citation("x", text, whole))
    assert (cite.prefix, cite.suffix) == (None, None)


def test_a_place_that_cannot_be_cited_is_named(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither of two identical paragraphs can be cited alone, and the command says so."""
    folder = sample.path("seeds/harbour-gazette.txt")
    same = "The gate stays shut. " * 80
    folder.write_text(f"{folder.read_text('utf-8')}\n{same}\n", "utf-8")
    assert "places more cannot be cited" in cite(sample, capsys, "gate stays")[1]


def test_words_are_found_whatever_their_capitals(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """What is cited is written as the text has it; with `--sentence` it is the whole sentence, once."""
    assert cli.main(sample.options("cite", "THE OLD FERRY")) == 0
    assert "exact: The old ferry, suffix: made" in capsys.readouterr().out
    assert cli.main(sample.options("cite", "needs", "--sentence", "--source", "harbour-gazette")) == 0
    printed = capsys.readouterr().out
    assert printed.count("exact:") == 1
    assert "prefix" not in printed
    assert "and it needs ferries" in printed
