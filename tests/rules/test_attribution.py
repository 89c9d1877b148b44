"""Whose words are whose, and what a cut may leave out: texts that the miniature does not have."""

from __future__ import annotations

import pytest
from samples import Explainer

QUOTE = """\
- id: heard
  title: Heard at the harbour
  text: '{text}'
  attribution:
    by: {by}
    words: {words}
    channel: speech
  wording: original
  cite:
"""


def hear(sample: Explainer, kept: str, text: str, by: str, words: str, passages: list[str]) -> list[str]:
    """The problems of a quotation that cites the passages of an additional source text."""
    sample.keep("heard", kept)
    cites = "".join(f"    - source: heard\n      exact: '{passage}'\n" for passage in passages)
    sample.add("facts/quotes.yaml", QUOTE.format(text=text, by=by, words=words) + cites)
    return [problem for problem in sample.problems() if "passage_bounded" not in problem]


BESIDE = " [credit_beside]\n    hint: cite words that credit the speaker in the same paragraph, or just before it"
SCENE = (
    "The town met. “We should build,” said Finch. “We should not build,” replied Rill.\n"
    "It was late. Rill said: “We go home.”\n“All of us.”\n"
)


@pytest.mark.parametrize(
    ("text", "by", "words", "passages", "expected"),
    [
        ("We should build", "finch", "said Finch", ["“We should build,” said Finch"], ""),
        (
            "We should not build",
            "finch",
            "said Finch",
            ["“We should not build,”", "said Finch"],
            "'We should not build' is reported as words of 'rill' [credit_beside]\n    hint: cite the words that credit the speaker in that sentence",
        ),
        (
            "We go home.",
            "finch",
            "said Finch",
            ["“We go home.”", "said Finch"],
            "'said Finch' is not next to 'We go home.'" + BESIDE,
        ),
        ("All of us.", "rill", "Rill said", ["“All of us.”", "Rill said"], ""),
    ],
)
def test_a_credit_stands_beside_the_words(
    sample: Explainer, text: str, by: str, words: str, passages: list[str], expected: str
) -> None:
    """The words of one speaker are not given to another, named in the same breath or elsewhere."""
    sample.edit("facts/actors.yaml", "  office: Mayor\n", "  office: Mayor\n  also: [Finch]\n")
    found = hear(sample, SCENE, text, by, words, passages)
    assert found == ([f"content/facts/quotes.yaml:29:12: quote 'heard': {expected}"] if expected else [])


def test_a_name_with_a_colon_credits_what_follows(sample: Explainer) -> None:
    """In a record of who spoke, the paragraphs cited without a gap belong to the name before them; not those after a gap."""
    kept = "Tomas Rill: Good evening.\nWe met in spring.\nWe met in autumn.\nWe shall build.\n"
    passages = ["Tomas Rill: Good evening.", "We met in spring.", "We met in autumn.", "We shall build."]
    assert hear(sample, kept, "We shall build.", "rill", "Tomas Rill", passages) == []
    sample.edit("facts/quotes.yaml", "    - source: heard\n      exact: 'We met in spring.'\n", "")
    assert sample.problems() == [
        f"content/facts/quotes.yaml:29:12: quote 'heard': 'Tomas Rill' is not next to 'We shall build.'{BESIDE}"
    ]


@pytest.mark.parametrize(
    ("kept", "text", "denial"),
    [
        ("“We will, as promised never to, build,” said Rill.", "We will, […] build", "never"),
        ("“We build, but not here,” said Rill.", "We build, […]", "not"),
        ("“We don’t think so, we build,” said Rill.", "[…] we build", "don’t"),
        ("“We build,” said Rill, who had not slept, “and sing.”", "We build, […] and sing.", ""),
        ("“We build,” said Rill, “never, and sing.”", "We build, […] and sing.", "never"),
        ("“We build. We do not sing. We dance,” said Rill.", "We build. […] We dance", ""),
    ],
)
def test_a_cut_drops_no_denial(sample: Explainer, kept: str, text: str, denial: str) -> None:
    """What is left out of a sentence holds no denial of the speaker's; whole sentences may be left out."""
    found = hear(sample, kept, text, "rill", "said Rill", [kept])
    message = f"'{denial}' is left out of a sentence that is quoted in part [verbatim_quote]"
    hint = "a denial or contrast is not cut: quote its clause, too, or leave the whole sentence out"
    told = [f"content/facts/quotes.yaml:26:9: quote 'heard': {message}\n    hint: {hint}"]
    assert found == (told if denial else [])


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("This bridge is a promise kept, […] three councils and much patience.", True),
        ("This bridge is a promise kept, […] It took nine years, three councils and much patience.", False),
    ],
)
def test_a_cut_does_not_splice_sentences(sample: Explainer, said: str, refused: bool) -> None:
    """After a cut a quotation goes on in the same sentence, or where another begins."""
    text = (
        '"This bridge is a promise kept," said Mayor Ada Finch. "It took nine years, three councils and much patience."'
    )
    kept = sample.path("seeds/harbour-gazette.txt")
    kept.write_text(f"{kept.read_text('utf-8')}{text}\n", "utf-8")
    with sample.path("facts/quotes.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- id: promise\n  title: The mayor on the promise\n  text: {said}\n  attribution:\n    by: finch\n"
                   "    words: said Mayor Ada Finch\n    channel: speech\n  wording: original\n  cite:\n"
                   f"    - source: harbour-gazette\n      exact: '{text}'\n")  # fmt: skip
    found = [problem for problem in sample.problems() if "[verbatim_quote]" in problem]
    assert ["resumes within another sentence, after 'years,'" in problem for problem in found] == [True] * refused


def test_a_number_with_a_comma_is_no_year(sample: Explainer) -> None:
    """2,000 people next to a date are not a second date."""
    sample.edit(
        "facts/developments.yaml",
        "claim: In Westquay work began in September 2021.",
        "claim: In Westquay work began in September 2021 before 2,000 people.",
    )
    assert sample.problems() == []


@pytest.mark.parametrize(
    "insertion", ["[not]", "[un]", "[900]", "[“peace”]", "[far from being a]", "[allegedly a]", "[formerly a]"]
)
def test_no_insertion_changes_what_is_said(sample: Explainer, insertion: str) -> None:
    """An editorial insertion holds no denial, number or quotation and is no part of a word."""
    text = f"This {insertion}town" if insertion == "[un]" else f"This {insertion} town"
    sample.edit("facts/quotes.yaml", "This [harbour] town", text)
    assert any("changes what is said [verbatim_quote]" in problem for problem in sample.problems())


SPEECHES = (
    "Finch is alone in the town hall.\n— We build the bridge,— quotes Finch her friend.\n— We build no bridge,— said Rill.\n"
    "— We sing,— Finch added with a smile.\nRill: We all go home.\nIt rained.\n"
)


@pytest.mark.parametrize(
    ("text", "by", "words", "passages", "expected"),
    [
        ("We build the bridge", "finch", "quotes Finch", ["— We build the bridge,— quotes Finch"], ""),
        (
            "Finch is alone in the town hall.",
            "finch",
            "Finch",
            ["Finch is alone in the town hall."],
            "is not speech in the source",
        ),
        (
            "We sing,— Finch added with a smile.",
            "finch",
            "Finch",
            ["— We sing,— Finch added with a smile."],
            "is not speech",
        ),
        (
            "We build no bridge",
            "finch",
            "quotes Finch",
            ["— We build the bridge,— quotes Finch", "— We build no bridge,"],
            "is not next to",
        ),
        ("We all go home.", "rill", "Rill", ["Rill: We all go home."], ""),
    ],
)
def test_speech_of_a_speaker(
    sample: Explainer, text: str, by: str, words: str, passages: list[str], expected: str
) -> None:
    """A reporter's words are no speech, and a credit that closes one speech opens no other."""
    sample.edit("facts/actors.yaml", "  office: Mayor\n", "  office: Mayor\n  also: [Finch]\n")
    found = hear(sample, SPEECHES, text, by, words, passages)
    assert bool(found) == bool(expected), found
    assert any(expected in problem for problem in found or [""]), found


def test_a_credit_stands_outside_the_speech(sample: Explainer) -> None:
    """A name that occurs in the speech alone credits nobody with it."""
    kept = "“Tomas Rill said no, and we build,” was heard.\n"
    (problem,) = hear(sample, kept, "Tomas Rill said no, and we build", "rill", "Tomas Rill said", [kept.strip()])
    assert "'Tomas Rill said' is part of the speech [credit_beside]" in problem


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("It was “a big promise”.", True),
        ("It was never “a big promise”.", False),
        ("It “never was a big promise”.", False),
        ("It was “for all of us”.", False),
    ],
)
def test_a_quotation_is_not_cut_at_a_denial(sample: Explainer, said: str, refused: bool) -> None:
    """In a summary and in prose, what the source denies is quoted with its denial, or denied by us."""
    sample.keep("heard", "It never was a big promise. It was for all of us.\n")
    sample.add("facts/events.yaml", f"- id: heard\n  title: Heard\n  summary: {said}\n  date: 2021-06-03\n"
                                    "  inferred: {year: year-of-the-opening}\n  cite:\n    - source: heard\n"
                                    "      exact: It never was a big promise. It was for all of us.\n    - source: office-yearbook\n"
                                    "      claim: On 3 June 2021 it was heard.\n")  # fmt: skip
    sample.add("pages/index.md", f"\n[{said}](fact:heard)\n")
    found = [problem for problem in sample.problems() if "is cut after 'never'" in problem]
    assert len(found) == 2 * refused


CEREMONY = "“A visit can be solemn, the rules ask for it, but in a letter they do not, and much is done for the guest. We know it.”"


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (
            "A visit can be solemn, the rules ask for it, but in a letter they do not, and much is done for the guest. […]",
            "",
        ),
        ("A visit can be solemn, the rules ask for it, […] We know it.", "'but'"),
        ("A visit can be solemn, the rules ask for it, […] and much is done for the guest.", "'not'"),
        ("A visit can be solemn, […] but in a letter they do not, and much is done for the guest.", ""),
    ],
)
def test_a_quotation_is_not_cut_at_a_contrast(sample: Explainer, text: str, left_out: str) -> None:
    """What somebody opposes to their own words is quoted with these."""
    found = hear(
        sample, f"Ada Finch said: {CEREMONY}\n", text, "finch", "Ada Finch said", [f"Ada Finch said: {CEREMONY}"]
    )
    assert bool(found) == bool(left_out), found
    assert all("is left out of a sentence" in problem for problem in found)


@pytest.mark.parametrize(
    ("inserted", "accepted"),
    [
        ("[of the harbour]", True),
        ("[Lantern Bridge]", True),
        ("[of Westquay]", True),
        ("[the end of the]", False),
        ("[fewer]", False),
        ("[to sell]", False),
        ("[in the past]", False),
    ],
)
def test_an_insertion_explains(sample: Explainer, inserted: str, accepted: bool) -> None:
    """An insertion has registered names and words of the source, and none that turns the sentence."""
    kept = "Mayor Ada Finch said of the harbour: “We waited for this bridge.”\n"
    text = f"We waited for this {inserted} bridge."
    found = hear(sample, kept, text, "finch", "Mayor Ada Finch said", [kept.strip()])
    assert (found == []) == accepted, found
