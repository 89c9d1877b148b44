"""The signatures of a second person: they hold for words and evidence, wherever these stand."""

from __future__ import annotations

import pytest
from samples import Explainer

from explainer import cli
from explainer.cache import CachedPipeline
from explainer.content.reviews import Statement, reviews
from explainer.formats.yaml_scalar import scalar


@pytest.fixture(autouse=True)
def unsigned(sample: Explainer) -> None:
    """The miniature as nobody has read it."""
    sample.path("reviews.yaml").unlink()


OPENED = "It opened on the evening of 3 June 2021, and about 400 people walked first."


def statement(sample: Explainer, text: str) -> Statement:
    """The statement with this text."""
    (found,) = [each for each in reviews(sample.content()).statements if each.text == text]
    return found


def sign(sample: Explainer, one: Statement, verdict: str = "right") -> None:
    """Sign a statement as the desk does."""
    remark = "  remark: The verb says more.\n" if verdict == "wrong" else ""
    page = f"  page: {one.page}\n" if one.page else ""
    sample.add(
        "reviews.yaml",
        f"- records: [{', '.join(one.records)}]\n{page}  verdict: {verdict}\n{remark}  by: {scalar('A. Reader', 6, 4)}\n"
        f"  date: 2022-01-31\n  statement_sha256: {one.text_hash}\n  evidence_sha256: {one.evidence_hash}\n",
    )


def counts(sample: Explainer) -> tuple[int, int, int]:
    """How many are signed, voided and rejected."""
    found = reviews(sample.content())
    return len(found.with_verdict("right")), len(found.voided), len(found.with_verdict("wrong"))


def test_statements_of_pages_and_records(sample: Explainer) -> None:
    """A sentence of a page has the evidence of what it is bound to; a record has its own; a draft is none."""
    opened = statement(sample, OPENED)
    assert (opened.page, opened.records) == ("index", ("opening", "first-walkers"))
    assert opened.evidence[0].exact == "The Lantern Bridge opened on the evening of June 3."
    found = reviews(sample.content()).statements
    assert {("", ("opening",)), ("", ("nine-years",))} <= {(each.page, each.records) for each in found}
    assert "name-of-the-ferry" not in {name for each in found for name in each.records}
    assert len({(each.text_hash, each.evidence_hash) for each in found}) == len(found)


def test_a_signature_follows_its_statement(sample: Explainer) -> None:
    """Moved to another place it holds; with other words, other evidence or another record it is void."""
    sign(sample, statement(sample, OPENED))
    assert counts(sample) == (1, 0, 0)
    body = sample.path("pages/index.md").read_text("utf-8")
    moved = body.replace("The bridge joins two banks. ", "").replace(
        "[The mayor](show", "The bridge joins two banks.\n\n[The mayor](show"
    )
    sample.save(sample.path("pages/index.md"), moved)
    assert counts(sample) == (1, 0, 0)
    sample.save(sample.path("pages/index.md"), body.replace("walked first", "walked last"))
    assert counts(sample) == (0, 1, 0)
    sample.save(sample.path("pages/index.md"), body)
    sample.edit("facts/events.yaml", "exact: The Lantern Bridge opened on the evening of June 3.",
                "exact: The Lantern Bridge opened on the evening\n      suffix: of June")  # fmt: skip
    assert counts(sample) == (0, 1, 0)


def test_the_last_signature_counts(sample: Explainer) -> None:
    """What was found wrong may be found right later, and the other way round."""
    one = statement(sample, OPENED)
    sign(sample, one, "wrong")
    assert counts(sample) == (0, 0, 1)
    sign(sample, one)
    assert counts(sample) == (1, 0, 0)
    assert sample.check() == []


def test_counts_and_the_condition(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A build counts the signatures if there are any, and makes them a condition if it is told to."""
    every = reviews(sample.content()).statements
    assert cli.main(sample.options("check")) == 0
    assert "second person" not in capsys.readouterr().out
    assert cli.main([*sample.options("check"), "--require-review"]) == 1
    assert capsys.readouterr().err.count("has not been read by a second person [reviewed]") == len(every)
    for one in every:
        sign(sample, one)
    assert cli.main([*sample.options("build"), "--require-review"]) == 0
    assert f"Read by a second person: {len(every)} signed, 0 voided, 0 open, 0 rejected.\n" in capsys.readouterr().out
    sign(sample, every[0], "wrong")
    assert cli.main([*sample.options("build"), "--require-review"]) == 1
    assert "was found wrong by A. Reader: The verb says more. [reviewed]" in capsys.readouterr().err
    assert cli.main(sample.options("build")) == 0


def test_the_site_says_how_many_were_read(sample: Explainer) -> None:
    """The page on the method counts what was signed, and says nothing while nothing is; the preview follows."""
    builder = CachedPipeline(cli.inputs(cli.parse(sample.options("build"))))
    words = b"Statements that a second person has read"
    assert words not in builder.make().files["method.html"].stored
    sign(sample, statement(sample, OPENED))
    page = sample.make()["method.html"]
    assert words + b'</th><td class="number">1</td>' in page
    assert builder.make().files["method.html"].stored == page


def test_a_sheet_for_paper(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """`review` prints each open statement with its evidence, and none that is signed."""
    assert cli.main(sample.options("review")) == 0
    said = capsys.readouterr().out
    assert f"index: {OPENED}\n      harbour-gazette: “The Lantern Bridge opened on the evening of June 3.”\n" in said
    assert "      office-yearbook: On 3 June 2021 flags hung on the two banks of the river.\n" in said
    sign(sample, statement(sample, OPENED))
    assert cli.main(sample.options("review")) == 0
    assert OPENED not in capsys.readouterr().out


def test_a_rejected_statement_is_on_the_sheet(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """It comes first, with who rejected it and why."""
    sign(sample, statement(sample, OPENED), "wrong")
    assert cli.main(sample.options("review")) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        f"1. index: {OPENED}\n      Rejected by A. Reader: The verb says more.\n      harbour-gazette: “The"
    )
