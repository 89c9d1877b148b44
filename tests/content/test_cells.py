"""Citations of tables have their cells, in records and in sources alike."""

from __future__ import annotations

from samples import Explainer


def test_a_source_may_be_dated_by_a_cell(sample: Explainer) -> None:
    """The date of a whole source is shown by a row of a table as by any passage, and a wrong one is not."""
    title = "  title: Crossings by month and direction\n"
    cell = "  cite:\n    - {source: crossings-table, row: [July 2021, north], column: On foot}\n"
    sample.edit("sources-forms.yaml", title, f"{title}  date: 2021-07\n{cell}")
    assert sample.problems() == []
    sample.edit("sources-forms.yaml", "  date: 2021-07\n", "  date: 2021-08\n")
    assert [problem.rule for problem in sample.check()] == ["date_in_passage"]
