"""What is proposed for chosen words."""

from __future__ import annotations

from typing import Any

import pytest
from samples import SAMPLE, Explainer

from explainer.authoring.cite import citation
from explainer.content.content import Content
from explainer.content.records import Citation
from explainer.desk.passages import figures, found_in, proposed
from explainer.text.reader import reader_of


@pytest.fixture(scope="module")
def content() -> Content:
    """The content of the miniature."""
    return Explainer(SAMPLE).content()


def values(content: Content, kind: str, words: str) -> dict[str, Any]:
    """The fields proposed for words of the gazette, without their citation."""
    text = content.texts["harbour-gazette"]
    (span,) = text.find(words)
    cite = citation("harbour-gazette", text, span)
    assert cite
    found = proposed(content, kind, cite, span)
    assert found.pop("cite") in ([cite.model_dump(exclude_defaults=True)], [{"source": "harbour-gazette"}])
    return found


def test_a_date_without_a_year_takes_the_inference_that_has_it(content: Content) -> None:
    """The month and day are those of the passage, the year is that of the one inference about this day."""
    found = values(content, "event", "The Lantern Bridge opened on the evening of June 3.")
    assert found == {"date": "2021-06-03", "inferred": {"year": "year-of-the-opening"}, "time": "evening",
                     "places": ["lantern-bridge"]}  # fmt: skip


def test_a_quotation_is_the_speech_with_its_speaker(content: Content) -> None:
    """The reporter's words between two parts of the speech become a cut, and credit the speaker."""
    words = '"This town — small as it is — needs bridges," Rill told the Gazette, pouring tea, "and it needs ferries."'
    assert values(content, "quote", words) == {
        "text": "This town — small as it is — needs bridges, […] and it needs ferries.",
        "attribution": {"by": "rill", "words": "Rill told"},
    }
    assert values(content, "quote", "“We waited nine years for this walk,”— said Mayor Ada Finch.") == {
        "text": "We waited nine years for this walk",
        "attribution": {"by": "finch", "words": "said Mayor Ada Finch"},
    }


def test_a_name_begins_with_a_capital(content: Content) -> None:
    """An article, office or preposition before it is no part of it; where it is all that is said, its source suffices."""
    assert values(content, "place", "in Westquay and Millrow")["name"] == "Westquay and Millrow"
    for words, alone in (("harbour office writes", False), ("Ada Finch", True), ("Westquay", True)):
        text = content.texts["harbour-gazette"]
        cite = citation("harbour-gazette", text, span := text.find(words)[0])
        assert cite
        (own,) = proposed(content, "place", cite, span)["cite"]
        assert (own == {"source": "harbour-gazette"}) == alone


def test_a_figure_is_taken_apart(content: Content) -> None:
    """Its words go from the qualifier to the unit."""
    expected = {"words": "About 400 people", "value": "400", "unit": "people", "qualifier": "About"}
    assert values(content, "figure", "About 400 people") == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("trade was close to 30 billion dollars", ("close to 30 billion dollars", "30", "billion dollars", "close to")),
    ("it grew by 71% in 2023", ("71%", "71", "%", "")),
    ("to save 70 thousand crowns a year, it said", ("70 thousand crowns a year", "70", "thousand crowns a year", "")),
    ("in 1,400 years", ("1,400 years", "1400", "years", "")),
    ("we waited nine years", ("nine years", "9", "years", "")),
    ("Of these, 31 will move", ("31", "31", "", "")),
    ("and 31 were closed", ("31", "31", "", "")),
    ("then 31 moved on", ("31", "31", "", "")),
    ("seen 19 nautical miles away", ("19 nautical miles", "19", "nautical miles", "")),
    ("at 20 Places in town", ("20 Places", "20", "Places", "")),
    ("some 40 men came", ("some 40 men", "40", "men", "some")),
    ("several thousand people came", None),
    ("nothing was counted", None),
])  # fmt: skip
def test_numbers_of_a_text(text: str, expected: tuple[str, ...] | None) -> None:
    """A value is without its scale; what is no exact number has no value."""
    found = [tuple(figure.values()) for figure in figures(text, reader_of("en"))]
    assert [figure for figure in found if figure[1]] == ([expected] if expected else [])


def test_reported_words_of_a_page(content: Content) -> None:
    """A claim of an outside page is read in the language of the site: date, time, speaker."""
    claim = "The harbour office says that the market opened on 5 June 2021 at 10:30."
    found = proposed(content, "event", Citation.model_validate({"source": "office-yearbook", "claim": claim}))
    assert found == {
        "date": "2021-06-05",
        "time": "10:30",
        "attribution": {"by": "harbour-office", "words": "harbour office says"},
        "cite": [{"source": "office-yearbook", "claim": claim}],
    }


def test_a_name_and_a_sentence_left_out(content: Content) -> None:
    """Few words with a capital are proposed as a name; what is left out is the words alone."""
    assert values(content, "actor", "Tomas Rill") == {"name": "Tomas Rill"}
    text = content.texts["harbour-gazette"]
    (span,) = text.find("A cat slept on the rail.")
    cite = citation("harbour-gazette", text, span)
    assert cite
    left = {"source": "harbour-gazette", "exact": "A cat slept on the rail."}
    assert proposed(content, "left-out", cite, span) == left


def test_what_stands_in_words(content: Content) -> None:
    """Dates, numbers, names and speech are listed with the words that give them."""
    text = content.texts["harbour-gazette"]
    (span,) = text.find("“We waited nine years for this walk,”— said Mayor Ada Finch.")
    cite = citation("harbour-gazette", text, span)
    assert cite
    speech = "We waited nine years for this walk,"
    assert found_in(content, cite, span) == {
        "dates": [],
        "numbers": [{"words": "nine years", "value": "9"}],
        "names": [{"words": "Ada Finch", "value": "finch"}],
        "speech": [{"words": speech, "value": speech}],
    }
