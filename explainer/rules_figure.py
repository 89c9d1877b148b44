"""Rules about figures: number, unit and qualifier as their source writes them."""

from __future__ import annotations

import re

from explainer.faults import Fault, Faults, anywhere, evidence_hint, title
from explainer.model import Citation, Content, Entry, Figure
from explainer.passages import contains, find_words, fold
from explainer.wording import number_key, qualifier_before, quantity_key, token_keys, tokens


def figure_in_passage(content: Content) -> Faults:
    """A figure's words stand in its evidence and show its qualifier, value and unit, and nothing is lost."""
    for entry in content.facts:
        if isinstance(figure := entry.record, Figure):
            place = next(((cite, at) for cite in figure.cite if (at := find_words(cite.words, figure.words))), None)
            if place is None:
                message = f"{title(entry)}: words '{figure.words}' are not in its evidence"
                yield Fault(entry.at("words"), message, evidence_hint(figure))
            else:
                yield from _figure_words(content, entry, figure, *place)


def _figure_words(content: Content, entry: Entry, figure: Figure, cite: Citation, at: tuple[int, int]) -> Faults:
    found = [token for token in tokens(figure.words) if not token.keys[0].startswith(("month:", "date:"))]
    wanted = quantity_key(figure.value, figure.unit)
    if len(found) != 1 or found[0].keys != (wanted,):
        have = ", ".join(key for token in found for key in token.keys) or "no number"
        # With the right number it is the scale or the percentage that differs, and that is the unit's.
        first = figure.words[found[0].start : found[0].end].split()[0] if found else ""
        field = "unit" if number_key(figure.value) in {key.rstrip("%") for key in token_keys(first)} else "value"
        message = f"{title(entry)}: {figure.value} {figure.unit} is not what its words say"
        yield Fault(entry.at(field), message, f"'{figure.words}' says {have}")
        return
    before = re.sub(r"[$€£₽₸\s]+$", "", figure.words[: found[0].start]).strip()
    if before.lower() != (figure.qualifier or "").lower():
        message = f"{title(entry)}: qualifier '{figure.qualifier or ''}' is not the one of its words"
        where = entry.at("qualifier") if figure.qualifier else entry.at("words")
        yield Fault(where, message, f"'{figure.words}' has '{before}' before the number" if before else "remove it")
    text = fold(cite.words)
    if lost := qualifier_before(_text_before(content, cite, text[: at[0]])):
        yield Fault(entry.at("words"), f"{title(entry)}: the qualifier '{lost}' stands before these words",
                    "a qualifier is part of the figure: add it to 'words' and 'qualifier'")  # fmt: skip
    if not anywhere(figure, figure.unit, ignore_case=True):
        yield Fault(entry.at("unit"), f"{title(entry)}: unit '{figure.unit}' is not in its evidence",
                    evidence_hint(figure))  # fmt: skip
    elif not contains(figure.words, figure.unit, ignore_case=True) and contains(
        text[at[0] :], f"{figure.words} {figure.unit}", ignore_case=True
    ):
        yield Fault(entry.at("words"), f"{title(entry)}: the unit '{figure.unit}' follows these words",
                    "write 'words' with the unit")  # fmt: skip


def _text_before(content: Content, cite: Citation, within: str) -> str:
    """What stands before the figure: in its passage, and in the kept text before that."""
    spans = content.spans(cite)
    raw = content.texts[cite.source].raw[max(0, spans[0].start - 40) : spans[0].start] if spans else ""
    return f"{raw} {within}"
