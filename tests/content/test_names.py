"""Actors and places that cite a source by its id alone."""

from __future__ import annotations

from samples import Explainer

from explainer.content.records import Citation


def test_a_source_alone_stands_for_the_first_place_of_a_name(sample: Explainer) -> None:
    """An actor, a place: the passage has the words beside it that it needs, as if they were written."""
    sample.add(
        "facts/places.yaml", "- {id: millrow, name: Millrow, form: quarter, cite: [{source: harbour-gazette}]}\n"
    )
    assert sample.check() == []
    records = sample.content().records
    assert records["harbour-office"].get("cite") == (
        Citation.model_validate(
            {"source": "harbour-gazette", "exact": "harbour office", "prefix": "the", "suffix": "writes."}
        ),
    )
    assert records["millrow"].get("cite")[0].exact == "Millrow"


def test_a_source_without_the_name_is_not_enough(sample: Explainer) -> None:
    """Neither a text that does not have it, nor an outside page, nor for a record of another kind."""
    sample.add("facts/places.yaml", "- {id: echo, name: Echo Hill, form: quarter, cite: [{source: harbour-gazette}]}\n"
               "- {id: rail-hill, name: Rail Hill, form: quarter, cite: [{source: office-yearbook}]}\n")  # fmt: skip
    sample.add("facts/terms.yaml", "- {id: ferry, name: Ferry, summary: A boat., cite: [{source: harbour-gazette}]}\n")
    problems = [problem for problem in sample.problems() if "[citation_form]" in problem]
    assert [problem.partition(": a citation")[0].partition(": ")[2] for problem in problems] == [
        "place 'echo'", "place 'rail-hill'", "term 'ferry'"]  # fmt: skip
    assert all("may cite the source alone" in problem for problem in problems)
