"""Who speaks where in a speech or transcript."""

from __future__ import annotations

import pytest

from explainer.text.source_text import SourceText
from explainer.text.turns import Voicing, apart, directions, spoken, turns

TALK = """Meeting of the harbour
The meeting was held in Westquay.
Ada Finch: Good morning. (Applause.) We go on.
First: we build.
Q. Why?
TOMAS RILL (by telephone): Because. [Laughter]
Ferris: Not so.
"""
VOICING = Voicing(("Ada Finch", "Q.", "TOMAS RILL"), ("The meeting was held in Westquay.",), ("First",))


def test_turns_open_with_a_label() -> None:
    """A turn goes on to the next label, a listed one or one that looks like it."""
    found = [
        (turn.label, TALK[turn.span.start : turn.span.end].split("\n", maxsplit=1)[0].strip())
        for turn in turns(TALK, VOICING)
    ]
    assert found == [
        ("Ada Finch", "Good morning. (Applause.) We go on."),
        ("Q.", "Why?"),
        ("TOMAS RILL", "Because. [Laughter]"),
        ("Ferris", "Not so."),
    ]


def test_a_speech_is_one_turn() -> None:
    """Without labels, a line that begins like one opens no turn."""
    (turn,) = turns("Friends: we build.", Voicing())
    assert (turn.label, turn.span.start, turn.span.end) == ("", 0, 18)


def test_what_is_said() -> None:
    """Neither what stands before the first label nor a label, a heading or a stage direction."""
    said = [" ".join(TALK[span.start : span.end].split()) for span in spoken(TALK, VOICING)]
    assert said == ["Good morning.", "We go on. First: we build.", "Why?", "Because.", "Not so."]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("We won. (Applause.) We go on.", ["(Applause.)"]),
        ("(Laughter)", ["(Laughter)"]),
        ("We won (Applause.) and go on.", ["(Applause.)"]),
        ("We won (all of us) and go on.", []),
        ("We joined the union (EU) then.", []),
        ("“We won.” [Applause] “We go on.”", ["[Applause]"]),
    ],
)
def test_stage_directions(line: str, found: list[str]) -> None:
    """What stands in brackets as a sentence of its own; brackets within a sentence belong to it."""
    assert [line[span.start : span.end] for span in directions(line)] == found


def test_sentences_without_labels_and_directions() -> None:
    """A label and a stage direction belong to no sentence, so that a passage begins behind the label."""
    text = SourceText(TALK, apart=apart(TALK, VOICING))
    assert [(text.words_of(each.span), each.paragraph, each.number) for each in text.sentences[2:]] == [
        ("Good morning.", 3, 1),
        ("We go on.", 3, 2),
        ("First: we build.", 4, 1),
        ("Why?", 5, 1),
        ("Because.", 6, 1),
        ("Ferris: Not so.", 7, 1),
    ]
