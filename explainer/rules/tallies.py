"""Rules about pictures of counts: each row has the number of its evidence, and the title states what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.content.content import Content, Entry
from explainer.content.records import Dispute, Fact, Figure, Tally, TallyFinding, TallyRow
from explainer.content.tallies import Counted, counted_rows
from explainer.content.tallies import counted_row as read_row
from explainer.problems import Problem
from explainer.rules.common import Problems, changed, finding_shown, in_evidence, lacking_hint, shown_once, title


def counted_row(content: Content) -> Problems:
    """Each row of a tally has one number in words of its evidence, and each version of its dispute has a row."""
    for entry, tally in _tallies(content):
        for index, row in enumerate(tally.rows):
            fact = content.records.get(row.record)
            if isinstance(fact, Fact):
                yield from _row(content, entry, index, row, fact)
        dispute = content.records.get(tally.dispute)
        shown = {row.record for row in tally.rows}
        for version in dispute.versions if isinstance(dispute, Dispute) else ():
            if shown.isdisjoint(version.records) and content.records.keys() >= set(version.records):
                message = f"{title(entry)} leaves out a version of '{tally.dispute}': {version.says}"
                yield Problem(entry.at("rows"), message, f"give one of its records a row: {', '.join(version.records)}")


def _row(content: Content, entry: Entry, index: int, row: TallyRow, fact: Fact) -> Problems:
    for field, words in (("words", row.words), ("beside", row.beside)):
        if words and not in_evidence(fact, words) and words != fact.get("words"):
            message = f"{title(entry)}: {field} '{words}' of '{row.record}' are not in its evidence"
            yield Problem(entry.at("rows", index, field), message, lacking_hint(content, fact, words))
            return
    if read_row(content, row, fact) is None:
        words = row.words or (fact.words if isinstance(fact, Figure) else "")
        message = f"{title(entry)}: '{row.record}' has no number to be drawn: '{words}'"
        hint = "give 'words' that hold one number, or both ends of one range"
        yield Problem(entry.at("rows", index, *(("words",) if row.words else ("record",))), message, hint)
    for number, what, given in changed(content, content.supported_values(fact), row.words or ""):
        message = f"{title(entry)}: '{number}' of '{row.record}' is not in the {what} of its evidence"
        yield Problem(entry.at("rows", index, "words"), message, f"the evidence has '{given}'")


def true_count(content: Content) -> Problems:
    """What a tally is said to find is what is drawn, of records that it shows, each of them once."""
    for entry, tally in _tallies(content):
        names = [row.record for row in tally.rows]
        yield from shown_once(entry, names, ("rows", "record"))
        rows = counted_rows(content, tally)
        for index, finding in enumerate(tally.finding):
            named = ((("finding", index, "records", at), name) for at, name in enumerate(finding.records))
            yield from finding_shown(content, entry, names, named, "give it a row")
            if len(rows) == len(names) and not _is_so(finding, rows):
                message = f"{title(entry)}: its finding is not what is drawn: that {_in_words(finding)}"
                drawn = (f"'{row.row.record}' {row.words}{' and one more' if row.beside else ''}" for row in rows)
                yield Problem(entry.at("finding", index, "which"), message, f"it draws {'; '.join(drawn)}")


def _tallies(content: Content) -> Iterator[tuple[Entry, Tally]]:
    return ((entry, entry.record) for entry in content.facts if isinstance(entry.record, Tally))


def _is_so(finding: TallyFinding, rows: tuple[Counted, ...]) -> bool:
    """True if these rows, and no others, have the lowest or highest number; or if these have one number."""
    named = {row.place for row in rows if row.row.record in finding.records}
    if finding.which == "same":
        return len(named) == 1
    end = (min if finding.which == "least" else max)(row.place for row in rows)
    return {row.row.record for row in rows if row.place == end} == set(finding.records)


def _in_words(finding: TallyFinding) -> str:
    named = ", ".join(finding.records)
    return f"{named} give one number" if finding.which == "same" else f"{named} and no others give the {finding.which}"
