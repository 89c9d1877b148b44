"""Rules about pictures of a whole: its parts are no more than the whole, and the title states what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from explainer.content.content import Content, Entry
from explainer.content.records import Figure, Whole, WholeFinding, WholePart
from explainer.content.wholes import Shares, shares_of
from explainer.problems import Problem
from explainer.rules.common import Problems, finding_shown, title
from explainer.text.numbers import number_key


def sum_of_parts(content: Content) -> Problems:
    """The figures of a whole are exact numbers, its parts add up to no more than they make together or the whole; a rest is named."""
    for entry, whole, shares in _wholes(content):
        inexact = [
            (keys, part.figure)
            for keys, part in _figures(whole)
            if part.figure not in shares.numbers and isinstance(content.records.get(part.figure), Figure)
        ]
        for keys, name in inexact:
            message = f"{title(entry)}: figure '{name}' is no exact number, and cannot be drawn as a part"
            yield Problem(entry.at(*keys, "figure"), message, "name a figure with one value and no qualifier")
        if len(shares.numbers) < len({part.figure for part in whole.figures}):
            continue
        for key, left, of in (("parts", shares.missing, whole.together), ("whole", shares.rest, whole.whole)):
            if left < 0 and of:
                message = f"{title(entry)}: its parts are more than '{of.figure}', by {number_key(-left)}"
                yield Problem(entry.at(key), message, "correct the figures, or take out what is in another part")
        if (shares.rest > 0) != (whole.rest is not None):
            message = f"{title(entry)}: {number_key(max(shares.rest, Decimal(0)))} of '{whole.whole.figure}' are left"
            hint = "say what they are, with 'rest'" if shares.rest > 0 else "take 'rest' out"
            yield Problem(entry.at("whole" if whole.rest is None else "rest"), message, hint)


def true_share(content: Content) -> Problems:
    """What a picture of a whole is said to find is what is drawn, of figures that it shows."""
    for entry, whole, shares in _wholes(content):
        shown = {part.figure for part in whole.figures}
        for index, finding in enumerate(whole.finding):
            named = ((("finding", index, "figure"), finding.figure), (("finding", index, "of"), finding.of))
            yield from finding_shown(content, entry, shown, named, "make it a part")
            if {finding.figure, finding.of} <= shares.numbers.keys() and not _is_so(finding, shares):
                share = shares.numbers[finding.figure] / shares.numbers[finding.of]
                message = (
                    f"{title(entry)}: its finding is not what is drawn: that '{finding.figure}' is {finding.which} "
                    f"{number_key(finding.share)} of '{finding.of}'"
                )
                yield Problem(entry.at("finding", index, "which"), message, f"it is {share:.4f} of it")


def _wholes(content: Content) -> Iterator[tuple[Entry, Whole, Shares]]:
    for entry in content.facts:
        if isinstance(whole := entry.record, Whole):
            yield entry, whole, shares_of(content, whole)


def _figures(whole: Whole) -> Iterator[tuple[tuple[str | int, ...], WholePart]]:
    yield ("whole",), whole.whole
    for index, part in enumerate(whole.parts):
        yield ("parts", index), part
    if whole.together:
        yield ("together",), whole.together


def _is_so(finding: WholeFinding, shares: Shares) -> bool:
    number, other = shares.numbers[finding.figure], shares.numbers[finding.of] * finding.share
    return {"over": number > other, "under": number < other, "same": number == other}[finding.which]
