"""What statements rest on, in a sign and a few words: for a record, for a paragraph and for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from explainer.content.content import Prose
from explainer.content.records import Fact
from explainer.formats.markdown import blocks
from explainer.text.casing import upper_first
from explainer.view.site_data import SiteData

KINDS = ("several", "one", "base", "disputed", "unknown", "conclusion")
"""What a record may rest on, in the order in which pages count it: several independent publishers, one, only a base
source; sources that disagree; a search that found nothing; nothing but reasoning."""

WORDS = 3
"""How many kinds a line of counts names at most; the last ones are counted together beyond."""


class Support(NamedTuple):
    """What a record rests on: one of `KINDS`, and the same in words."""

    kind: str
    words: str


def support(record: Fact, data: SiteData) -> Support:
    """What a record rests on, with the share of parties to the subject if the explainer names any."""
    kind, t = support_kind(record, data), data.catalogue.support
    if kind in ("unknown", "conclusion"):
        return Support(kind, str(t[kind]))
    words = str(t.base(base=base_name(data))) if kind == "base" else _counted(record, data)
    if kind == "disputed":
        words = str(t.disputed(publishers=words))
    elif record.get("own_gloss"):
        words = str(t.own_gloss(publishers=words))
    return Support(kind, upper_first(words))


def base_name(data: SiteData) -> str:
    """What the base source is called in a sentence, by its form; several of one form or of more have one word."""
    return str(data.catalogue.bases[data.base_form])


def _counted(record: Fact, data: SiteData) -> str:
    """How many independent publishers stand behind a record, and how many of them are parties, in words."""
    groups, t = data.independent[record.id], data.catalogue
    n, number = len(groups), t.counted_in_words(len(groups))
    parties = sum(bool(data.publishers[group[0]].party) for group in groups)
    if not data.site.parties:
        return str(t.support.publishers(n=n, number=number))
    if parties in (0, n):
        return str(t.support["all_parties" if parties else "no_party"](n=n, number=number))
    return str(t.support.some_parties(n=parties, number=number, parties=t.counted_in_words(parties)))


def support_kind(record: Fact, data: SiteData) -> str:
    """What a record rests on, as one of `KINDS`."""
    own = {"unknown": "unknown", "dispute": "disputed", "inference": "conclusion"}
    return own.get(record.kind) or publishers_kind(record, data)


def publishers_kind(record: Fact, data: SiteData) -> str:
    """What stands behind a record: `several` independent publishers, `one`, or only a `base` source.

    Of what is about other records it is what stands behind these; behind a conclusion there is nobody: `none`.
    """
    groups = data.independent[record.id]
    if len(groups) != 1:
        return "several" if groups else "none"
    records = (record, *data.related[record.id])
    items = [item for each in records for item in data.evidence[each.id] if not item.against]
    return "base" if items and all(item.source.base for item in items) else "one"


def support_line(record: Fact, data: SiteData, *, disputes: bool = False) -> Support:
    """What a record rests on, for a list: the names of its publishers, and the `disputes` about it by their titles."""
    kind, t = support_kind(record, data), data.catalogue
    words = _publishers(record, kind, data)
    if record.id in data.disputes:
        titles = "; ".join(each.title for each in data.disputes[record.id])
        kind = "disputed"
        words += f" · {t.marks.disputed_in(disputes=titles) if disputes else t.marks.disputed}"
    return Support(kind, words)


class ParagraphLine(NamedTuple):
    """A statement in the list beside its paragraph: the number of its note, its sign, and the names of its publishers."""

    number: int
    kind: str
    publishers: str


class ParagraphSupport(NamedTuple):
    """What the statements of a paragraph rest on: `counts` in words, and each statement in a line of its own."""

    counts: str
    lines: tuple[ParagraphLine, ...]


def paragraph_support(numbered: Sequence[tuple[int, str, str]], data: SiteData) -> ParagraphSupport:
    """What the statements of a paragraph rest on, given as (number of the note, id of the record, line below the words)."""
    lines = []
    for number, name, line in numbered:
        record: Any = data.records[name]
        kind = line if line == "disputed" else support_kind(record, data)
        lines.append(ParagraphLine(number, kind, _publishers(record, kind, data)))
    return ParagraphSupport(", ".join(_counts((line.kind for line in lines), data)), tuple(lines))


def _counts(kinds: Iterable[str], data: SiteData) -> list[str]:
    """How many statements there are of each kind, in words."""
    counted, t = Counter(kinds), data.catalogue
    found = [kind for kind in KINDS if counted[kind]]
    named, rest = (found, []) if len(found) <= WORDS else (found[: WORDS - 1], found[WORDS - 1 :])
    words = [str(t.counts[kind](n=counted[kind], base=base_name(data))) for kind in named]
    return [*words, str(t.counts.open(n=sum(counted[kind] for kind in rest)))] if rest else words


def _publishers(record: Fact, kind: str, data: SiteData) -> str:
    """The bare names of the publishers that a record rests on, or in a word that there is none."""
    if kind in ("unknown", "conclusion"):
        return str(data.catalogue.support[kind])
    sources = (item.source for each in (record, *data.related[record.id]) for item in data.evidence[each.id])
    names = "; ".join(dict.fromkeys(data.publishers[source.originator].name for source in sources))
    return str(data.catalogue.support.own_gloss(publishers=names)) if record.get("own_gloss") else names


class PageSupport(NamedTuple):
    """What the statements of a page rest on: those of `KINDS` that occur, each with its words.

    `alone` says how many of them rest on a base source only; it is empty if there is none.
    """

    kinds: Mapping[str, str]
    alone: str


def page_support(prose: Prose, data: SiteData) -> PageSupport:
    """The statements of a Markdown page that are bound to records, counted by what they rest on."""
    targets = [link.target for block in blocks(prose.body) for link in block.links if link.scheme == "fact"]
    records: list[Any] = [data.records[target] for target in targets]
    counted = Counter(support_kind(record, data) for record in records)
    t, base = data.catalogue, base_name(data)
    kinds = {
        kind: str(t.legend.base(base=base) if kind == "base" else t.legend[kind]) for kind in KINDS if counted[kind]
    }
    alone = (
        str(t.legend.base_alone(base=base, statements=len(targets), alone=counted["base"])) if counted["base"] else ""
    )
    return PageSupport(kinds, alone)
