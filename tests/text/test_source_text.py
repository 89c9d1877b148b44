"""Finding exact words in a source text."""

from __future__ import annotations

from random import Random

import pytest

from explainer.text.source_text import SourceText, Span, contains, fold, visible

RAW = (
    "Mr. Finch   said: “The town’s bridge — not the ferry —\n is open.” It is not open!\n\n"
    "— Is it open? — asked J. Rill. Twenty of 20 came at St. Ives… Then 3 left."
)
TEXT = SourceText(RAW, ("Mr.", "St."))


def shown(spans: tuple[Span, ...]) -> list[str]:
    """The untouched text of spans."""
    return [RAW[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("The town's bridge - not the ferry - is open.", ["The town’s bridge — not the ferry —\n is open."]),
        ("Mr. Finch said", ["Mr. Finch   said"]),
        ("is open", ["is open"]),
        ("open", ["open", "open", "open"]),
        ("ope", []),
        ("the town's bridge", []),
        ("2", []),
        ("20", ["20"]),
        ("", []),
    ],
)
def test_find(exact: str, found: list[str]) -> None:
    """Spaces, quotation marks and dashes fold; case, letters and whole words do not."""
    assert shown(TEXT.find(exact)) == found


def test_two_hyphens_are_a_dash() -> None:
    """A dash that a text writes as hyphens is found by any dash, with the offsets of the text as received."""
    raw = "Two  parts--one here  and one -- there. The end."
    text = SourceText(raw)
    for exact in ("parts—one here and one – there.", "parts--one here and one -- there."):
        assert [raw[span.start : span.end] for span in text.find(exact)] == ["parts--one here  and one -- there."]
    assert [raw[span.start : span.end] for span in text.find("The end.")] == ["The end."]
    assert contains(raw, "one")


def test_prefix_and_suffix() -> None:
    """The words directly before and after determine which place is meant."""
    assert len(TEXT.find("open", prefix="is not")) == 1
    assert len(TEXT.find("open", suffix="? — asked")) == 1
    assert TEXT.find("open", prefix="s not") == ()
    assert TEXT.find("open", prefix="never") == ()


def test_sentences() -> None:
    """A sentence ends at a stop before a capital, not after an abbreviation or initial; a line end ends one."""
    text = SourceText("Mr. A met B. Rill at St. Ives. “Yes,” he said. — Go… now! 3 left.\nNo stop", ("Mr.", "St."))
    cut = [text.raw[s.span.start : s.span.end] for s in text.sentences]
    assert cut == ["Mr. A met B. Rill at St. Ives.", "“Yes,” he said.", "— Go… now!", "3 left.", "No stop"]
    assert [(s.paragraph, s.number) for s in text.sentences] == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1)]


def test_edges() -> None:
    """Marks around a sentence do not hide its edge."""
    start = RAW.index("Is it open")
    assert TEXT.starts_sentence(start)
    assert not TEXT.starts_sentence(start + 3)
    assert TEXT.ends_sentence(RAW.index("open!") + 4)
    assert not TEXT.ends_sentence(RAW.index("ferry"))


def test_nearest() -> None:
    """The nearest passage is offered for a hint, and nothing for words that resemble nothing."""
    assert TEXT.nearest("a town's bridge, not a ferry") == "The town's bridge - not the ferry"
    assert TEXT.nearest("zebra crossing quartz") == ""


def test_locate() -> None:
    """An offset becomes line and column."""
    text = SourceText("ab\ncd", (), "seeds/x.txt")
    assert str(text.locate(4)) == "seeds/x.txt:2:2"


def test_contains_and_fold() -> None:
    """Only whole words are found; case matters unless `ignore_case` is set."""
    assert contains("over 71 percent", "over 71")
    assert not contains("over 71 percent", "over 7")
    assert contains("The Mayor", "mayor", ignore_case=True)
    assert not contains("The Mayor", "mayor")
    assert not contains("anything", "")
    assert fold(" a\u00a0 “b” – c ") == 'a "b" - c'


def test_a_line_below_a_headline() -> None:
    """The first word of a line is whole, though the line above ends without a full stop."""
    text = SourceText("A lamp is lit\nHolmstead, 14 March\n5 people came")
    assert text.find("Holmstead, 14 March") == (Span(14, 33),)
    assert text.find("5 people") == (Span(34, 42),)
    assert text.find("it Holmstead") == ()


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("As told, the town's bridge - NOT the ferry - is open, it", "the town's bridge - NOT the ferry - is open, it"),
        ("As told, the town's bridge and not the ferry is open. It is not", ""),
        ("Mr. Finch said the town's bridge not the", ""),
        ("Mr. Finch said the town's bridge not the ferry is", "Mr. Finch said the town's bridge not the ferry is"),
        ("", ""),
    ],
)
def test_repeated(text: str, repeated: str) -> None:
    """More words in a row than a name may have, whatever the capitals and the punctuation."""
    assert TEXT.repeated(text) == repeated


@pytest.mark.parametrize(
    ("raw", "words", "found"),
    [
        ("A cafe\u0301 here.", "caf\u00e9", "cafe\u0301"),
        ("A caf\u00e9 here.", "cafe\u0301", "caf\u00e9"),
        ("A  so\u00adft \u200b word.", "soft word", "so\u00adft \u200b word"),
        ("One\ufe0f two.", "One two.", "One\ufe0f two."),
        ("\u1100\u1161\u11a8 is", "\uac01 is", "\u1100\u1161\u11a8 is"),
    ],
)
def test_words_are_found_as_they_look(raw: str, words: str, found: str) -> None:
    """Composed or not, with invisible characters or without; the place is that in the text as received."""
    text = SourceText(raw)
    (span,) = text.find(words)
    assert text.words_of(span) == found
    assert contains(raw, words)
    assert fold(raw) == text.folded
    assert len(text.sentences) == 1
    assert text.words_of(text.sentences[0].span) == raw


def test_a_part_of_a_word_is_no_word_however_it_is_written() -> None:
    """An invisible character is no edge of a word, and an accent no letter of its own."""
    text = SourceText("A bridge\u00adhead, cafe\u0301s.")
    assert not text.find("bridge")
    assert not text.find("caf\u00e9")
    assert not contains(text.raw, "bridge")


def test_every_character_has_its_place() -> None:
    """The visible form of a random text is that of the parts before and after each of its characters."""
    chance = Random(5)
    letters = "ab e.\n é’“–\u0301\u0327\u00ad\u200b\ufe0f\u1100\u1161\u11a8\u0958\u212b\u0915\u09c7\u09be\u00a0Ж\u0306и"
    for _ in range(2000):
        raw = "".join(chance.choices(letters, k=chance.randrange(1, 25)))
        text = SourceText(raw)
        assert fold(raw) == text.folded.strip()
        for at in range(len(text._visible)):
            start, end = text._in_raw(at)
            assert visible(raw[:start]) + visible(raw[start:]) == visible(raw)
            assert text._visible[at] in visible(raw[start:end])
