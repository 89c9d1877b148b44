"""Rules about pictures: each state has a meaning, and the title states what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.content.content import Content, Entry
from explainer.content.fates import Outcome, Outcomes
from explainer.content.records import Agreement, Finding, Picture
from explainer.problems import Problem
from explainer.rules.common import Problems, finding_shown, shown_once, title


def known_meaning(content: Content) -> Problems:
    """Every state of what a picture shows has a meaning in site.yaml, and every group that it shows a title."""
    site = content.site.record
    meanings, titled = site.state_meanings, {group.fate for group in site.fates}
    entries = {entry.record.id: entry for entry in content.facts}
    reported = set()
    for entry, picture, outcomes in _pictures(content):
        for record in (record for outcome in outcomes for record in outcome.records):
            if record.state not in meanings and record.id not in reported:
                reported.add(record.id)
                message = f"{title(entries[record.id])}: state '{record.state}' has no meaning, and picture '{picture.id}' shows it"
                hint = "give it one in 'state_meanings' of site.yaml: done, under-way, mention or elsewhere"
                yield Problem(entries[record.id].at("state"), message, hint)
        for index, fate in enumerate(outcome.fate for outcome in outcomes):
            if fate not in titled and fate not in (outcome.fate for outcome in outcomes[:index]):
                message = f"{title(entry)} shows agreements in the group '{fate}', which has no title"
                hint = "name it in 'fates' of site.yaml, with what it means"
                yield Problem(entry.at("rows", index), message, hint)


def true_finding(content: Content) -> Problems:
    """What a picture is said to find is what is drawn, of agreements that it shows, each of them once."""
    meanings = content.site.record.state_meanings
    for entry, picture, outcomes in _pictures(content):
        names = [row.agreement for row in picture.rows]
        yield from shown_once(entry, names, ("rows", "agreement"))
        for index, finding in enumerate(picture.finding):
            named = ((("finding", index, "agreements", at), name) for at, name in enumerate(finding.agreements))
            yield from finding_shown(content, entry, names, named, "give it a row")
            # What has no meaning is in no group.
            known = [outcome for outcome in outcomes if all(record.state in meanings for record in outcome.records)]
            if wrong := [outcome for outcome in known if not _is_so(finding, outcome)]:
                message = f"{title(entry)}: its finding is not what is drawn: {_in_words(finding)}"
                drawn = (
                    f"'{outcome.agreement.id}' in '{outcome.fate}', by the state of '{outcome.decisive.id}'"
                    for outcome in wrong
                )
                yield Problem(entry.at("finding", index, "fate"), message, f"it draws {'; '.join(drawn)}")


def _pictures(content: Content) -> Iterator[tuple[Entry, Picture, list[Outcome]]]:
    """Every picture of what became of agreements, and what became of those that there are, in the order of its rows."""
    outcomes = Outcomes(content)
    for entry in content.facts:
        if isinstance(picture := entry.record, Picture):
            records = (content.records.get(row.agreement) for row in picture.rows)
            yield entry, picture, [outcomes.of(record) for record in records if isinstance(record, Agreement)]


def _is_so(finding: Finding, outcome: Outcome) -> bool:
    """True if an agreement that is shown is in the group, or out of it, as a finding has it."""
    named, inside = outcome.agreement.id in finding.agreements, outcome.fate == finding.fate
    if finding.which in ("all", "none"):
        return not named or inside == (finding.which == "all")
    return inside == (named == (finding.which == "only"))


def _in_words(finding: Finding) -> str:
    which = {"all": "all of these are", "none": "none of these is", "only": "only these are"}
    return f"that {which.get(finding.which, 'all but these are')} in '{finding.fate}'"
