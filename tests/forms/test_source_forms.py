"""A speech, a transcript, a treaty, a table and a report in pages, each made into a small explainer: it builds, and lies about it are refused.

The texts are invented, in the shape of what journalists have: a speech of over 100 sentences, a news conference of three
voices, a treaty in articles, a table of over 20 rows with a byte order mark, semicolons, decimal commas, footnote marks and
a missing value, a report with form feeds, page marks and the page it was taken from.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from samples import Explainer

from explainer import cli
from explainer.content.records import Figure

FOLDER = Path(__file__).parent
FORMS = ("speech", "transcript", "treaty", "table", "report")


@pytest.fixture(params=FORMS)
def explainer(request: pytest.FixtureRequest, tmp_path: Path) -> Explainer:
    """A copy of one of the explainers."""
    return Explainer(FOLDER / request.param).copied(tmp_path)


def test_it_builds_and_is_verified(explainer: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a problem, and every passage and cell is where the manifest says."""
    assert cli.main(explainer.options("build", "--base-url", "https://example.org/forms/")) == 0
    assert cli.main(["verify", str(explainer.folder / "_site"), "--seeds", str(explainer.folder / "seeds")]) == 0
    assert "Verified." in capsys.readouterr().out


def test_their_size() -> None:
    """They have the shape that is said."""
    contents = {name: Explainer(FOLDER / name).content() for name in FORMS}
    assert len(contents["speech"].texts["address"].sentences) >= 100
    voices = contents["transcript"].voices("conference")
    assert voices
    assert len({turn.label for turn in voices.turns}) > 3
    table = contents["table"].sources[0].record.table(contents["table"].texts["fleet"])
    assert len(table.rows) >= 20


LIES = [
    # Another's words.
    ("speech", "facts/quotes.yaml", "  attribution: {by: marrow}", "  attribution: {by: quill}", "voice_agrees"),
    (
        "speech",
        "facts/quotes.yaml",
        "  text: It has made mistakes, and so have I.\n  attribution: {by: marrow}\n",
        "  text: It has made mistakes, and so have I.\n  attribution:\n    by: council\n    words: The Council of Fishers\n    channel: talk\n",
        "voice_agrees",
    ),
    ("speech", "facts/quotes.yaml", "    by: quill\n    words: Tobias Quill, wrote to me\n    channel: talk\n", "    by: marrow\n", "voice_agrees"),
    ("speech", "sources.yaml", "speaker: marrow", "speaker: quill", "named_in_evidence"),
    ("speech", "sources.yaml", "date: 1931-03-04", "date: 1931-03-05", "date_in_passage"),
    ("transcript", "facts/quotes.yaml", "  attribution: {by: lund}", "  attribution: {by: strand}", "voice_agrees"),
    ("transcript", "facts/quotes.yaml", "    by: lund\n    words: Mrs. Lund told me\n    channel: talk\n", "    by: strand\n", "voice_agrees"),
    ("transcript", "sources.yaml", "Minister Vera Lund: lund", "Minister Vera Lund: strand", "marked_voices"),
    ("transcript", "sources.yaml", "OLE STRAND: strand, ", "", "marked_voices"),
    ("transcript", "sources.yaml", "unnamed: [Question, Moderator]", "unnamed: [Question]", "marked_voices"),
    ("transcript", "facts/figures.yaml", "  basis: claim\n", "  basis: claim\n  attribution: {by: lund}\n", "voice_agrees"),
    # A cut number, a dropped word.
    ("speech", "facts/figures.yaml", "words: less than 1 tenth of 1 per cent\n  value: 0.1", "words: less than 1 per cent\n  value: 1", "figure_in_passage"),
    ("speech", "facts/figures.yaml", "words: less than 1 tenth of 1 per cent\n  value: 0.1\n  unit: per cent\n  qualifier: less than\n", "words: 1 per cent\n  value: 1\n  unit: per cent\n", "figure_in_passage"),
    ("speech", "facts/figures.yaml", "words: Several thousand families\n", "words: thousand families\n  value: 1000\n", "figure_in_passage"),
    ("speech", "facts/figures.yaml", "words: more than a thousand boats\n  value: 1000\n  unit: boats\n  qualifier: more than\n", "words: a thousand boats\n  value: 1000\n  unit: boats\n", "figure_in_passage"),
    ("speech", "pages/index.md", "[more than 1,000 boats]", "[1,000 boats]", "link_agrees"),
    ("speech", "pages/index.md", "[several thousand families]", "[a thousand families]", "link_agrees"),
    # Another article, a deed for a promise, a party that is none.
    ("treaty", "facts/agreements.yaml", "locator: Article I(1)", "locator: Article II(1)", "clause_named"),
    ("treaty", "facts/agreements.yaml", "locator: Article I(1)", "locator: Article I(2)", "clause_named"),
    ("treaty", "facts/agreements.yaml", "Under Article II", "Under Article III", "clause_named"),
    ("treaty", "facts/agreements.yaml", "state: promised", "state: done", "name_in_passage"),
    ("treaty", "pages/index.md", "[for up to three days]", "[in Article II, for up to three days]", "link_agrees"),
    ("treaty", "facts/quotes.yaml", "  text: Neither side shall close it, except", "  text: Either side shall close it, except", "verbatim_quote"),
    ("treaty", "sources.yaml", "authors: [sorrel, marl]", "authors: [sorrel]", "named_in_evidence"),
    # A cell moved, a scale left out, a key that names two rows.
    ("table", "facts/figures.yaml", "row: 1952", "row: 1953", "figure_in_cell"),
    ("table", "facts/figures.yaml", "row: 1952\n      column: Catch (thousand tonnes)", "row: 1952\n      column: Boats", "figure_in_cell"),
    ("table", "facts/figures.yaml", "row: 1952\n      column: Catch (thousand tonnes)", "row: 1957\n      column: Days at sea", "cell_found"),
    ("table", "facts/figures.yaml", "  value: 8000\n", "  value: 8\n", "figure_in_cell"),
    ("table", "facts/figures.yaml", "  period: 1952\n", "  period: 1953\n", "date_in_passage"),
    ("table", "sources.yaml", "  decimals: comma\n", "", "figure_in_cell"),
    ("table", "seeds/fleet.csv", "1952;", "1951;", "sound_table"),
    ("table", "seeds/fleet.csv", "1952;8.137;3,", "1952;8.137;4,", "figure_in_cell"),
    ("table", "seeds/fleet.csv", "Catch (thousand tonnes)", "Boats", "sound_table"),
    ("table", "seeds/fleet.csv", "1952;8.137;", "1952;8;137;", "sound_table"),
    ("table", "facts/figures.yaml", "  words: 1.2 million crowns\n  value: 1.2\n", "  words: 1.3 million crowns\n  value: 1.3\n", "figure_in_cell"),
    ("table", "facts/figures.yaml", "words: 1.2 million crowns\n  value: 1.2\n  unit: million crowns", "words: 1.2 billion crowns\n  value: 1.2\n  unit: billion crowns", "figure_in_cell"),
    ("table", "facts/figures.yaml", "words: 1.2 million crowns\n  value: 1.2\n  unit: million crowns", "words: 1.2 crowns\n  value: 1.2\n  unit: crowns", "figure_in_cell"),
    ("table", "facts/figures.yaml", "words: 1.2 million crowns\n  value: 1.2\n  unit: million crowns", "words: 1.2 million dollars\n  value: 1.2\n  unit: million dollars", "figure_in_cell"),
    ("table", "pages/index.md", "[5,000 tonnes]", "[5 tonnes]", "link_agrees"),
    ("table", "pages/index.md", "[5,000 tonnes]", "[5 million tonnes]", "link_agrees"),
    # A day for a deadline, a deadline for a day, a year for the time until then.
    ("treaty", "facts/agreements.yaml", "date: ../1905-01-01", "date: 1905-01-01", "date_in_passage"),
    ("treaty", "facts/agreements.yaml", "date: ../1905-01-01", "date: ../1905-01-02", "date_in_passage"),
    ("treaty", "facts/agreements.yaml", "date: 1904-06-02", "date: ../1904-06-02", "date_in_passage"),
    ("treaty", "sources.yaml", "date: 1904-06-02", "date: ../1904-06-02", "date_in_passage"),
    ("treaty", "site.yaml", "day: 1904-06-02", "day: ../1904-06-02", "schema"),
    ("report", "facts/figures.yaml", "period: ../1912", "period: 1912", "date_in_passage"),
    ("treaty", "pages/index.md", "made by 1 January 1905", "made on 1 January 1905", "link_agrees"),
    # A column, row or side that is another's, a unit that the column does not have.
    ("table", "facts/series.yaml", "column: Catch (thousand tonnes)", "column: Catch (tonnes)", "series_point"),
    ("table", "facts/series.yaml", "column: Boats landed", "column: Value (crowns)", "figure_in_cell"),
    ("table", "facts/series.yaml", "source: ports", "source: fleet", "series_point"),
    ("table", "facts/series.yaml", "source: ports", "source: port", "series_point"),
    ("table", "facts/series.yaml", "{Port: Farness}", "{Port: Farnes}", "series_point"),
    ("table", "facts/series.yaml", "{Port: Farness}", "{Port: Marl Haven}", "series_point"),
    ("table", "facts/series.yaml", "side: farness", "side: marl", "series_point"),
    ("table", "facts/series.yaml", "side: farness", "side: farnes", "series_point"),
    ("table", "facts/series.yaml", "unit: thousand tonnes", "unit: tonnes", "figure_in_cell"),
    ("table", "facts/series.yaml", "basis: count", "basis: counting", "known_word"),
    # Another page or paragraph, pages out of order, another original, more left out than there is.
    ("report", "facts/figures.yaml", "locator: page 1,", "locator: page 2,", "page_named"),
    ("report", "facts/figures.yaml", "paragraph 6", "paragraph 7", "page_named"),
    ("report", "facts/events.yaml", "locator: page i\n", "locator: p. iv\n", "page_named"),
    ("report", "seeds/silting.txt", "Commission, page 2", "Commission, page 4", "numbered_pages"),
    ("report", "seeds/silting.txt", "Commission, page ii", "Commission, page i", "numbered_pages"),
    ("report", "sources.yaml", "page_mark: 'Marl Harbour Commission, page #'", "page_mark: Page #", "numbered_pages"),
    ("report", "sources.yaml", "page_mark: 'Marl Harbour Commission, page #'", "page_mark: Marl Harbour Commission", "numbered_pages"),
    ("report", "sources.yaml", "  page_mark: 'Marl Harbour Commission, page #'\n", "", "page_named"),
    ("report", "sources.yaml", "original: silting.html", "original: silted.html", "known_source"),
    ("report", "sources.yaml", "  original: silting.html\n", "", "source_form"),
    ("report", "sources.yaml", "  file: silting.txt\n", "  file: silting.pdf\n", "known_source"),
    ("report", "sources.yaml", "  covered_by: paragraph\n", "", "covered_sentence"),
    ("report", "sources.yaml", "  base: true\n", "", "source_form"),
    ("report", "left-out.yaml", "  through: It thanks the keepers\n", "", "covered_sentence"),
    ("report", "left-out.yaml", "through: It thanks the keepers", "through: Report of the Harbour Commission on", "left_out_found"),
    ("report", "left-out.yaml", "through: It thanks the keepers", "through: It thanks the cooks", "left_out_found"),
    ("report", "left-out.yaml", "through: It thanks the keepers", "through: In 1920 the channel", "covered_sentence"),
]  # fmt: skip
"""Each as explainer, file, what is replaced there, by what, and a rule that refuses it."""


def test_a_column_is_a_series() -> None:
    """Every row with a number is a point, with the period of the row; one problem is reported once for all of them."""
    explainer = Explainer(FOLDER / "table")
    content = explainer.content()
    (_, landed) = content.of_kind("series")
    points = {point.id: point for point in content.related(landed)}
    assert [*points] == [
        *(f"landed-farness-{year}" for year in range(1951, 1957)),
        *(f"landed-marl-{year}" for year in (1951, 1952, 1954, 1955, 1956)),  # one cell has no value
    ]
    first, catch = points["landed-farness-1951"], content.records["catch-1955"]
    assert isinstance(first, Figure)
    assert first.words == "120 boats landed"
    assert first.value == 120
    assert str(first.period) == "1951"
    assert catch.get("words") == "5.0 thousand tonnes"


def test_a_problem_of_a_column_is_reported_once(tmp_path: Path) -> None:
    """Not for every point."""
    explainer = Explainer(FOLDER / "table").copied(tmp_path)
    edit(explainer, "facts/series.yaml", "unit: boats landed", "unit: ships landed")
    assert [problem.rule for problem in explainer.check()] == ["figure_in_cell", "figure_in_cell"]


def edit(explainer: Explainer, file: str, old: str, new: str) -> None:
    """Replace words of a file; of a source text, register what it is then."""
    path = explainer.path(file)
    before = path.read_bytes()
    assert old in before.decode("utf-8")
    path.write_bytes(before.decode("utf-8").replace(old, new, 1).encode())
    if file.startswith("seeds/"):
        sources = explainer.path("sources.yaml")
        was, now = (sha256(each).hexdigest() for each in (before, path.read_bytes()))
        sources.write_text(sources.read_text("utf-8").replace(was, now), "utf-8")


@pytest.mark.parametrize(("form", "file", "old", "new", "rule"), LIES)
def test_a_lie_is_refused(tmp_path: Path, form: str, file: str, old: str, new: str, rule: str) -> None:
    """By its rule, with the file, the line and a hint."""
    explainer = Explainer(FOLDER / form).copied(tmp_path)
    edit(explainer, file, old, new)
    problems = [problem for problem in explainer.check() if problem.rule == rule]
    assert problems
    assert all(problem.hint and problem.where.line for problem in problems)


@pytest.mark.parametrize(
    ("text", "attribution", "rule"),
    [
        ("Tobias Quill said that day. “{}”", "{by: quill, words: Tobias Quill said that day, channel: talk}", ""),
        ("Tobias Quill said that day. '{}'", "{by: quill, words: Tobias Quill said that day, channel: talk}", ""),
        ("Tobias Quill said that day. “{}”", "{by: marrow}", "voice_agrees"),
        ("Tobias Quill was there. “{}”", "{by: quill, words: Tobias Quill was there, channel: talk}", "voice_agrees"),
        ("Tobias Quill came. He said: “{}”", "{by: quill, words: Tobias Quill came. He said, channel: talk}", ""),
        ("Tobias Quill came. He said: “{}”", "{by: marrow}", "voice_agrees"),
        (
            "The Council of Fishers and Tobias Quill came. He said: “{}”",
            "{by: quill, words: Tobias Quill came. He said, channel: talk}",
            "voice_agrees",
        ),
        ("Tobias Quill was there. “{}”", "{by: marrow}", ""),
    ],
)
def test_words_quoted_in_a_sentence_of_their_own(tmp_path: Path, text: str, attribution: str, rule: str) -> None:
    """They are those of whom a verb of saying credits in the sentence before."""
    explainer = Explainer(FOLDER / "speech").copied(tmp_path)
    said = text.format("With malice toward none.")
    edit(explainer, "seeds/address.txt", "(Applause.)\n", f"(Applause.)\n{said}\n")
    explainer.add(
        "facts/quotes.yaml",
        f"- id: malice\n  title: Words of an old friend\n  text: With malice toward none.\n  attribution: {attribution}\n"
        f"  wording: original\n  cite:\n    - source: address\n      exact: >-\n        {said}\n",
    )
    problems = explainer.check()
    assert {problem.rule for problem in problems if problem.rule == "voice_agrees" or not rule} == ({rule} - {""})


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("There are [300 bridges](fact:bridges).", False),
        ("There are [300](fact:bridges) bridges and schools.", False),
        ("There are [300 schools](fact:bridges).", True),
        ("The schools are [300](fact:bridges) in number.", True),
    ],
)
def test_another_figure_with_the_same_number(tmp_path: Path, sentence: str, wrong: bool) -> None:
    """A sentence that links a figure does not speak of what another one with its number counts."""
    explainer = Explainer(FOLDER / "speech").copied(tmp_path)
    said = "We have 300 schools and 300 bridges."
    edit(explainer, "seeds/address.txt", "(Applause.)\n", f"(Applause.)\n{said}\n")
    for what in ("schools", "bridges"):
        explainer.add(
            "facts/figures.yaml",
            f"- id: {what}\n  title: Number of {what}\n  words: 300 {what}\n  value: 300\n  unit: {what}\n"
            f"  cite:\n    - source: address\n      exact: {said}\n",
        )
    explainer.add("pages/index.md", f"\n{sentence}\n")
    assert [problem.rule for problem in explainer.check()] == ["link_agrees"] * wrong


BAD = [
    ("report", "silting.txt", b"%PDF-1.7\n%\xe2\xe3\n", "a PDF where a text is expected"),
    ("table", "fleet.csv", "Year;Boats\n1951;8.000\n".encode("utf-16"), "byte 0xff is not UTF-8 text"),
    ("table", "fleet.csv", b"The fleet by year\nYear;Boats\n1951;8.000\n", "a table of a single column"),
    ("table", "fleet.csv", b"Year;;Boats\n1951;1;8.000\n", "a column without a name"),
    ("transcript", "conference.txt", b"A conference\n", "opens no turn of its text"),
]
"""Files that are not what they should be: explainer, file, its bytes, and words of the problem."""


@pytest.mark.parametrize(("form", "file", "data", "message"), BAD)
def test_a_bad_file_is_a_problem(tmp_path: Path, form: str, file: str, data: bytes, message: str) -> None:
    """With the file or the source, and a hint, and nothing breaks."""
    explainer = Explainer(FOLDER / form).copied(tmp_path)
    path, sources = explainer.path(f"seeds/{file}"), explainer.path("sources.yaml")
    was, now = sha256(path.read_bytes()).hexdigest(), sha256(data).hexdigest()
    path.write_bytes(data)
    sources.write_text(sources.read_text("utf-8").replace(was, now), "utf-8")
    problems = [problem for problem in explainer.check() if message in problem.message]
    assert problems
    assert all(problem.hint and Path(problem.where.path).exists() for problem in problems)


TRUE = [
    ("speech", "pages/index.md", "[more than 1,000 boats]", "[over a thousand boats]"),
    ("speech", "facts/quotes.yaml", "  attribution: {by: marrow}\n", "  attribution: {by: marrow}\n  date: 1931-03-04\n"),
    ("transcript", "facts/figures.yaml", "  basis: claim\n", "  basis: claim\n  attribution: {by: strand}\n"),
    ("treaty", "facts/agreements.yaml", "Under Article II the", "Under Article 2(2) the"),
    ("treaty", "facts/agreements.yaml", "locator: Article I(1)", "locator: Article I"),
    ("treaty", "pages/index.md", "[for up to three days]", "[in Article I, for up to three days]"),
    ("treaty", "facts/agreements.yaml", "  date: ../1905-01-01\n", ""),
    ("treaty", "pages/index.md", "made by 1 January 1905", "made no later than 1 January 1905"),
    ("table", "seeds/fleet.csv", "1952;8.137;", "1952;8 137 ¹;"),
    ("table", "seeds/fleet.csv", "1951;8.000;", "1951;8000*;"),
    ("table", "pages/index.md", "[5,000 tonnes]", "[5 thousand tonnes]"),
    ("table", "pages/index.md", "[1,200,000 crowns]", "[1.2 million crowns]"),
    ("table", "facts/figures.yaml", "words: 1.2 million crowns\n  value: 1.2\n  unit: million crowns", "words: 1,200 thousand crowns\n  value: 1200\n  unit: thousand crowns"),
]  # fmt: skip
"""What may stand as well, given in the same way."""


@pytest.mark.parametrize(("form", "file", "old", "new"), TRUE)
def test_the_truth_passes(tmp_path: Path, form: str, file: str, old: str, new: str) -> None:
    """Other ways to say what the source says are no problem."""
    explainer = Explainer(FOLDER / form).copied(tmp_path)
    edit(explainer, file, old, new)
    assert explainer.check() == []
