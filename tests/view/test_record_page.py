"""What the page of a record answers, what its evidence is, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
from samples import Explainer

from explainer.view.record_page import RecordPage, record_page
from explainer.view.support import Support, support


def record_page_of(sample: Explainer, name: str) -> RecordPage:
    """What the page of a record of the miniature shows as it stands."""
    data = sample.data()
    record: Any = data.records[name]
    return record_page(record, data)


@pytest.fixture
def shown(sample: Explainer) -> Callable[[str], RecordPage]:
    """What the page of a record of the miniature shows, as it stands at that moment."""
    return partial(record_page_of, sample)


def test_support_counts_publishers_and_parties(sample: Explainer) -> None:
    """Independent publishers are counted in words, with those that are parties; the base source is named as such."""

    def rests_on(name: str) -> Support:
        data = sample.data()
        record: Any = data.records[name]
        return support(record, data)

    assert rests_on("opening") == ("base", "Only the base report")
    assert rests_on("westquay-begun") == ("one", "One publisher, a party to the subject")
    assert rests_on("how-many-walked") == (
        "disputed",
        "Sources disagree: two publishers, one of them a party to the subject",
    )
    assert rests_on("year-of-the-opening").kind == "conclusion"
    assert rests_on("crossings-june-gazette") == ("one", "One publisher, no party to the subject")


def test_an_agreement_answers_with_its_last_state(sample: Explainer, shown: Callable[[str], RecordPage]) -> None:
    """The last state that is more than a mention, with its evidence; without one, that nothing was found."""
    page = shown("two-more-bridges")
    assert page.answer.startswith("Under way. ")
    assert page.ledger
    assert page.ledger.done
    assert page.ledger.done.id in {group.record.id for group in page.passages if group.record}
    sample.edit("site.yaml", "under-way: under-way", "under-way: mention")
    sample.edit("facts/pictures.yaml", "fate: under-way", "fate: mention")
    assert shown("two-more-bridges").answer == "Announced. No further step found."


def test_nothing_found_since_is_said_to_the_day_of_the_search(sample: Explainer) -> None:
    """Not where the last state was found on the very day up to which was searched."""
    page = sample.make()["facts/two-more-bridges.html"].decode()
    assert "searched, nothing found since" in page
    sample.edit("site.yaml", "as_of: 2022-01-31", "as_of: 2021-09-30")
    sample.edit(
        "facts/developments-later.yaml", "  after: westquay-begun\n", "  date: 2021-09\n  after: westquay-begun\n"
    )
    ledger = record_page_of(sample, "two-more-bridges").ledger
    assert ledger
    assert not ledger.searched_since


def test_bound_words_stand_within_their_sentence(shown: Callable[[str], RecordPage]) -> None:
    """What else the site shows of the sentence stands around them, and passages of one sentence are one."""
    (group,) = shown("two-more-bridges").passages[:1]
    (passage,) = group.passages
    assert passage.pieces == (
        (True, "Engineer Tomas Rill announced two more bridges"),
        (False, ", "),
        (True, "in Westquay and Millrow"),
        (False, "."),
    )


def test_many_passages_are_folded(sample: Explainer, shown: Callable[[str], RecordPage]) -> None:
    """Three stand open, and what is folded says how many they are; one more than three is no reason to fold."""
    claim = "    - source: {}\n      claim: The ferry stopped in 2019, part {}.\n"
    sample.edit("facts/events.yaml", "the harbour office writes.\n- id",
                f"the harbour office writes.\n{''.join(claim.format('place-register', part) for part in '123')}- id")  # fmt: skip
    assert shown("last-ferry").folded_count == 0
    sample.edit("facts/events.yaml", "2019, part 3.\n", f"2019, part 3.\n{claim.format('office-yearbook', 4)}")
    page = shown("last-ferry")
    assert page.folded_count == 1
    assert sum(len(group.passages) for group in page.passages) == 4


def test_an_actor_has_a_timeline(shown: Callable[[str], RecordPage]) -> None:
    """What somebody said and took part in, by date, is not named again among what refers to the actor."""
    page = shown("rill")
    deeds = [record.id for group in page.deeds for record in group.records]
    assert "two-more-bridges" in deeds
    assert "small-as-it-is" in deeds
    dates = [group.date.sort_key() for group in page.deeds if group.date]
    assert dates == sorted(dates)
    around = {link.url for link in (*page.related, *page.backlinks)}
    assert not around & {f"facts/{name}.html" for name in deeds}


def test_five_related_pages_at_most(sample: Explainer, addressed: Mapping[str, bytes]) -> None:
    """Of more, all that refer to a record are folded, and the address of that list stays."""
    data = sample.data()
    for name, record in data.records.items():
        fact: Any = record
        page = record_page(fact, data)
        assert len(page.related) <= 5
        html = addressed[f"facts/{name}.html"].decode()
        assert html.count('id="mentions"') == bool(page.related)
        assert ("Appears in" in html) == bool(page.backlinks)
