"""What the pages of the desk show that needs no browser."""

from __future__ import annotations

from hashlib import sha256

import pytest
from samples import Explainer

from explainer.desk.desk import Desk
from explainer.desk.saving import Change, RefusedError

TEXT = "Millrow, 4 June 2021. It rained."


@pytest.fixture
def desk(sample: Explainer) -> Desk:
    """The desk of a copy of the miniature with a text that no source has."""
    sample.path("seeds/letter.txt").write_text(TEXT, "utf-8")
    return Desk(sample.folder / "content", sample.folder / "seeds")


def test_a_text_of_no_source_is_registered(sample: Explainer, desk: Desk) -> None:
    """It is listed; its form has what follows from the file; what it leaves to be read does not keep it from being saved."""
    assert desk.answer("overview", {}, 0)["texts"] == ["letter.txt"]
    form = desk.answer("form", {"kind": "source", "file": "letter.txt"}, 0)
    checksum = sha256(TEXT.encode()).hexdigest()
    assert form["values"] == {"id": "letter", "language": "en", "file": "letter.txt", "sha256": checksum}
    values = {**form["values"], "title": "A letter", "publisher": "gazette", "base": "true"}
    change = Change("source", values, form["version"])
    assert desk.files.save([change], sample.check()).written == ("sources.yaml",)
    assert {problem.rule for problem in sample.check()} == {"used_source", "covered_sentence"}
    assert desk.answer("overview", {}, 1)["texts"] == []


def test_a_source_that_is_not_right_is_not_registered(sample: Explainer, desk: Desk) -> None:
    """A publisher that there is not, and a page of the web that nothing cites, are problems as ever."""
    values = desk.answer("form", {"kind": "source", "file": "letter.txt"}, 0)["values"]
    version = desk.files.version(sample.path("sources.yaml"))
    wrong = Change("source", {**values, "title": "A letter", "publisher": "nobody"}, version)
    assert [fault.rule for fault in desk.files.save([wrong], sample.check()).faults] == ["known_publisher"]
    page = {"id": "page", "title": "A page", "publisher": "gazette", "language": "en", "date_accessed": "2022-01-30"}
    unread = Change("source", page, version)
    assert "used_source" in {fault.rule for fault in desk.files.save([unread], sample.check()).faults}
    with pytest.raises(RefusedError, match="no text 'other"):
        desk.answer("form", {"kind": "source", "file": "other.txt"}, 0)


def test_the_first_text_is_the_base(sample: Explainer, desk: Desk) -> None:
    """Of an explainer without a base source, every sentence of the first text is to be read."""
    sample.edit("sources.yaml", "  base: true\n", "")
    assert desk.answer("form", {"kind": "source", "file": "letter.txt"}, 0)["values"]["base"] == "true"
