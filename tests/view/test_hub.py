"""What can be checked, counted and chosen for the page that leads to it."""

from __future__ import annotations

import pytest
from samples import Explainer

from explainer.view.hub import FEW, GAP, PITCH, ROW, Hub, hub
from explainer.view.site_data import SiteData


def hub_of(sample: Explainer) -> tuple[Hub, SiteData]:
    """What the page shows of the miniature as it stands, and all that pages show."""
    data = sample.data()
    return hub(data), data


def test_every_statement_is_counted_once(sample: Explainer) -> None:
    """By what it rests on; conclusions of ours rest on no publisher and are not counted."""
    shown, data = hub_of(sample)
    assert [each.kind for each in shown.support] == ["several", "one", "base"]
    assert sum(each.count for each in shown.support) == shown.total == len(data.records) - len(data.kinds["inferences"])
    several = shown.support[0].count
    assert several == sum(len(groups) > 1 for groups in data.independent.values())
    assert several == shown.several


def test_a_square_for_each_statement(sample: Explainer) -> None:
    """As many squares as it counts: full rows, and below them what is left over."""
    shown, _ = hub_of(sample)
    for group in shown.support:
        assert group.below // PITCH * ROW + -(-group.rest // PITCH) == group.count
        assert group.rest < group.width < ROW * PITCH
        assert group.full == max(group.below - GAP, 0)
        assert group.height == (group.below + PITCH - GAP if group.rest else group.full)


def test_every_kind_has_its_counts(sample: Explainer) -> None:
    """The table adds up to the squares, and names the kinds that rest on publishers."""
    shown, data = hub_of(sample)
    assert [sum(column) for column in zip(*(counts for _, counts in shown.kinds), strict=True)] == [
        group.count for group in shown.support
    ]
    assert {name for name, _ in shown.kinds} == {name for name, facts in data.kinds.items() if facts} - {"inferences"}


def test_the_publishers_cited_most_come_first(sample: Explainer) -> None:
    """Each with the source of it that is cited most often; what is a party says of which."""
    shown, data = hub_of(sample)
    counts = [row.count for row in shown.cited]
    assert counts == sorted(counts, reverse=True)
    assert [(row.publisher.name, row.party) for row in shown.cited[:2]] == [
        ("Harbour Office", "Party to the building"),
        ("The Harbour Gazette", "no"),
    ]
    assert sum(form.count for form in shown.forms) == data.citations


def test_rare_forms_of_publishers_are_counted_together(sample: Explainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they may be more than the most frequent one; all citations are counted."""
    monkeypatch.setattr("explainer.view.hub.FORMS", 1)
    shown, data = hub_of(sample)
    assert [(form.title, form.share) for form in shown.forms] == [("Public registers", 100), ("Others", 54.8)]
    assert sum(form.count for form in shown.forms) == data.citations


def test_questions_have_an_answer_in_a_line(sample: Explainer) -> None:
    """A dispute its versions, an open question the first sentence of what is known; five at most of each."""
    shown, data = hub_of(sample)
    (dispute,) = shown.disputes
    assert dispute.answer == "; ".join(version.says.removesuffix(".") for version in dispute.record.versions)
    (unknown,) = shown.unknowns
    assert unknown.record.summary.startswith(unknown.answer)
    own = sample.path("facts/unknowns.yaml").read_text("utf-8").partition("\n- id: ")[2]
    for number in range(FEW):
        again = own.replace("who-paid", f"who-paid-{number}").partition("  aliases:")[0]
        sample.add("facts/unknowns.yaml", f"- id: {again}")
    shown, data = hub_of(sample)
    assert len(data.kinds["unknowns"]) == FEW + 1
    assert len(shown.unknowns) == FEW


def test_only_what_there_is_has_a_section(sample: Explainer) -> None:
    """Without disputes, open questions or a list of all records the page does not speak of them."""
    full = sample.make()["check.html"].decode()
    for words in ("Disputed", "Not known", 'name="words"', 'href="method.html"', 'href="corrections.html"'):
        assert words in full.partition("<main")[2]
    for name in ("facts/unknowns.yaml", "pages/records.md", "pages/corrections.md"):
        sample.path(name).unlink()
    less = sample.make()["check.html"].decode().partition("<main")[2]
    for words in ("Not known", 'name="words"', 'href="corrections.html"'):
        assert words not in less
    assert "Disputed" in less
