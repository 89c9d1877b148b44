"""Texts are read by the words of their language, and checks that lack words are listed as not made."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import Explainer

from explainer import cli
from explainer.exports.checksums import checksum
from explainer.locales.reading import english
from explainer.text import languages
from explainer.text.languages import NONE, Words, words_of
from explainer.text.languages.en import WORDS as ENGLISH
from explainer.text.numbers import PARTS_OF_DAY, latin
from explainer.text.reader import Reader, reader_of

INVENTED = '''
"""An invented language: letters of which some look Latin, a decimal comma, small names of months."""

from explainer.text.languages import Words

WORDS = Words(
    months={"порад": 5, "порада": 5, "сешт": 6},
    short_months={"пор": 5},
    day_endings=("-й",),
    month_links=("од",),
    day_joins=("ки",),
    after_noon=("веч.",),
    parts_of_day={"evening": ("вечор", "вечори")},
    decimal_mark=",",
    group_marks=".",
    numbers={"ек": 1, "дво": 2, "сем": 7},
    tens={"двадо": 20},
    scales={"тис": 10**3, "мільо": 10**6},
    fractions={"трет": 3},
    articles=("єд",),
    of_words=("зо",),
    vague=("пара зо",),
    percent=("на сто",),
    senses={"above": ("понад",), "about": ("коло",), "": ("вже",)},
    range_joins=("по",),
    range_openings=("меж",),
    denials=("ні",),
    pronouns=("він",),
)
'''


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of an invented language, added as a module as any other."""
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "qaa.py").write_text(INVENTED, "utf-8")
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(folder)])
    importlib.invalidate_caches()
    yield "qaa"
    sys.modules.pop("explainer.text.languages.qaa", None)
    words_of.cache_clear()
    reader_of.cache_clear()


@pytest.mark.parametrize("code", [module.name for module in pkgutil.iter_modules(languages.__path__)])
def test_a_language_is_complete_in_itself(code: str) -> None:
    """Its words for what has a name in every language are for that, and what picks words of a group picks such."""
    words = words_of(code)
    assert {*words.months.values(), *words.short_months.values()} <= set(range(1, 13))
    assert words.parts_of_day.keys() <= set(PARTS_OF_DAY)
    assert words.senses.keys() <= ENGLISH.senses.keys()
    assert set(words.ambiguous_months) <= words.months.keys()
    assert set(words.sure_fractions) <= set(words.fractions)


def test_a_language_is_found_by_its_code() -> None:
    """Regions and scripts make no difference; of a language without a module there are no words."""
    assert words_of("en") is words_of("en-GB") is ENGLISH
    assert reader_of("en") is reader_of("en-GB")
    assert words_of("xx") is words_of("xxx-Latn") is NONE


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("6 порада 2024", {"date:05-06", "month:05", "2024"}),
        ("6-й од Порада", {"date:05-06", "month:05"}),
        ("6 ки 7 сешт", {"date:06-06", "date:06-07", "month:06"}),
        ("7 пор. 2024", {"date:05-07", "month:05", "2024"}),
        ("у сешт, СЕШТ", {"month:06"}),
        ("10:30, 8 веч.", {"time:10:30", "time:20:00", "part-of-day:evening"}),
        ("сем, Сем, СЕМ, двадо-сем, двадо сем", {"7", "27"}),
        ("дво тис, ДВО ТИС", {"2000"}),
        ("ек, ек тис", {"1000"}),
        ("1.673,5 мільо", {"1673500000"}),
        ("71,5 на сто, 71,5%", {"71.5%"}),
        ("дво трет, єд трет зо них", {"part:2/3", "part:1/3"}),
        ("пара зо днів", {"vague:пара зо"}),
        ("XIV, ½, ③", {"14", "vague:½", "vague:③"}),
        ("6 May 2024, seven, 30 million, half", {"6", "2024", "30"}),
        ("семен, сештик, двадок", set()),
    ],
)
def test_another_language(invented: str, text: str, keys: set[str]) -> None:
    """Numbers and dates are read by its words, whatever their letters, and not by those of any other."""
    assert reader_of(invented).token_keys(text) == set(map(latin, keys))


def test_words_beside_numbers(invented: str) -> None:
    """Qualifiers, denials and what joins a range are those of the language."""
    reader, english = reader_of(invented), reader_of("en")
    assert reader.qualifier_before("Понад ") == "понад"
    assert [reader.sense_before(words) for words in ("понад ", "вже понад ", "over ")] == ["above", "above", ""]
    assert [reader.denial(words) for words in ("Ні, дякую", "not so")] == ["Ні", ""]
    assert [reader.joins(words) for words in (" по ", "–", " to ")] == [True, True, False]
    assert [reader.range_opening(words) for words in ("Меж ", "between ")] == ["меж", ""]
    assert [english.range_opening(words) for words in ("Меж ", "between ")] == ["", "between"]


def test_no_words() -> None:
    """Without words digits, clock times, signs and Roman numerals are read, and nothing else."""
    text = "6 May 2024 at 10:30 p.m., seven of 1,400, 5%, 30 million, XIV, almost half, ½"
    reader = reader_of("xx")
    assert reader.token_keys(text) == {"6", "2024", "time:10:30", "1400", "5%", "30", "14", "vague:½"}
    assert (reader.denial("not"), reader.sense_before("over "), reader.range_opening("between ")) == ("", "", "")
    assert reader.joins("–")
    assert not reader.joins(" to ")


def test_what_is_missing() -> None:
    """A language has no check whose words are all missing; additional words for one that has some are not a check of their own."""
    assert ENGLISH.missing_checks == ()
    assert len(NONE.missing_checks) == 12
    some = Words(short_months={"Jan": 1}, denial_endings=("n't",))
    assert set(NONE.missing_checks) - set(some.missing_checks) == {
        "dates",
        "denials",
    }


def test_readings_that_are_compared() -> None:
    """A reader within another one reads its own words for what the other language has words for, too."""
    english, dates_only = reader_of("en"), Reader(Words(months={"lun": 1}))
    text = "over 6 May 2024, six, 30 million"
    assert english.within(english) is english
    assert english.within(dates_only).token_keys(text) == {"date:05-06", "month:05", "2024", "weekday:1", "30"}
    assert english.within(reader_of("xx")).token_keys(text) == {"6", "2024", "30"}
    assert reader_of("xx").within(english).token_keys(text) == {"6", "2024", "30"}


def translate(sample: Explainer, site: str, sources: str) -> None:
    """Say that the miniature is in other languages than English; its words stay."""
    for path in sorted(sample.path("").glob("*.yaml")):
        language = site if path.name == "site.yaml" else sources
        path.write_text(path.read_text("utf-8").replace("language: en\n", f"language: {language}\n"), "utf-8")


def test_a_site_without_words(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """It builds, and the build and the page on the method list what is not checked; a site that has words says nothing."""
    assert b"unchecked" not in sample.make()["method.html"]
    translate(sample, "xx", "xx")
    page = sample.make()["method.html"].decode()
    told = [english().checks[check] for check in NONE.missing_checks]
    assert re.findall(r"<li>(.*)</li>", page.partition('<h2 id="unchecked">')[2].partition("</section>")[0]) == told
    assert page.partition("<main")[2].partition("<footer")[0].count('<a href="#unchecked">') == 1
    assert "<p>In texts in the language “xx”:</p>" in page
    assert cli.main(sample.options("build")) == 0
    assert f"  not checked in texts in 'xx', for want of its words: {'; '.join(told)}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "true", "lie", "caught"),
    [
        ("pages/index.md", "about 400 people", "about 500 people", "link_agrees"),
        ("pages/index.md", "May 2019", "May 2018", "link_agrees"),
        ("facts/events.yaml", "stopped running in May 2019", "stopped running in May 2018", "numbers_in_evidence"),
        ("facts/events.yaml", "date: 2019-05", "date: 2018-05", "date_in_passage"),
        ("facts/figures.yaml", "value: 400", "value: 500", "figure_in_passage"),
        ("facts/events.yaml", "date: 2019-05", "date: 2019-06", ""),
        ("facts/events.yaml", "time: evening", "time: morning", ""),
        ("facts/figures.yaml", "value: 9", "value: 8", ""),
        ("facts/agreements.yaml", "announced two further bridges", "announced nine further bridges", ""),
    ],
)
def test_lies_without_words(sample: Explainer, file: str, true: str, lie: str, caught: str) -> None:
    """A lie in digits is caught in any language; one in words passes where the language has none."""
    translate(sample, "xx", "xx")
    if true not in sample.path(file).read_text("utf-8"):
        true, lie = true.replace("two further", "two more"), lie.replace("nine further", "nine more")
    sample.edit(file, true, lie)
    rules = [problem.rule for problem in sample.check()]
    assert rules[:1] == ([caught] if caught else [])


def test_a_site_without_words_on_texts_with_words(sample: Explainer) -> None:
    """Its own sentences are checked by their digits, its dates and figures by the words of the texts."""
    translate(sample, "xx", "en")
    assert sample.check() == []
    sample.edit("facts/events.yaml", "date: 2019-05", "date: 2019-06")
    sample.edit("facts/figures.yaml", "value: 9", "value: 8")
    assert [problem.rule for problem in sample.check()] == ["date_in_passage", "figure_in_passage"]


def test_a_text_without_words_shows_no_more_than_its_digits(sample: Explainer) -> None:
    """A site that has words asks for a source that shows what it says with them."""
    translate(sample, "en", "xx")
    problems = [problem.message for problem in sample.check()]
    assert [problem for problem in problems if "month May of 'date' is not in its evidence" in problem]
    assert [problem for problem in problems if "9 years is not what its words say" in problem]
    assert not [problem for problem in problems if "400" in problem]


PASSAGE = "Понад дво мільо людей прийшли 6 порада 2024, вечором вони ні пішли."


@pytest.mark.parametrize(
    ("said", "date", "state", "problem"),
    [
        ("More than 2 million people came on 6 May.", "2024-05-06", "прийшли", ""),
        ("Over two million people came.", "2024-05-06", "прийшли", ""),
        ("About 2 million people came.", "2024-05-06", "прийшли", "'2 million' in 'summary' is not in the sense"),
        (
            "More than 3 million people came.",
            "2024-05-06",
            "прийшли",
            "'3 million' in 'summary' is not in its evidence",
        ),
        ("More than 2000 people came.", "2024-05-06", "прийшли", "'2000' in 'summary' is not in its evidence"),
        ("They came.", "2024-06-06", "прийшли", "day 6 June of 'date' is not in its evidence"),
        ("They came.", "2024-05-06", "пішли", "state_words 'пішли' are denied there"),
    ],
)
def test_passages_in_another_language(
    sample: Explainer, invented: str, said: str, date: str, state: str, problem: str
) -> None:
    """What a site says in its language is compared with what a passage says in another one."""
    sample.path("seeds/far.txt").write_text(PASSAGE, "utf-8")
    sample.add("sources.yaml", f"- id: far\n  title: Far\n  publisher: gazette\n  language: {invented}\n"
                               f"  file: far.txt\n  sha256: {checksum(PASSAGE.encode())}\n")  # fmt: skip
    sample.add("facts/developments.yaml", f"- id: they-came\n  title: They came\n  summary: {said}\n"
                                          f"  agreement: two-more-bridges\n  date: {date}\n  state: under-way\n"
                                          f"  state_words: {state}\n  cite:\n    - source: far\n      exact: {PASSAGE}\n")  # fmt: skip
    sample.edit("site.yaml", "under-way: [began, begin]", f"under-way: [began, begin, {state}]")
    problems = [each.message for each in sample.check()]
    assert len(problems) == bool(problem)
    assert all(problem in each for each in problems)


def test_explainers_in_two_languages_do_not_mix(sample: Explainer) -> None:
    """In one process, one after the other, each is read by its own words."""
    other = sample.copied(sample.folder / "other")
    translate(other, "xx", "xx")
    for explainer in (sample, other):
        explainer.edit("facts/figures.yaml", "value: 9", "value: 8")
    problems = sample.check()
    assert [problem.rule for problem in problems] == ["figure_in_passage"]
    assert other.check() == []
    assert sample.check() == problems
