"""How many independent publishers stand behind a record, and whether they are parties to the subject."""

from __future__ import annotations

from typing import NamedTuple

from explainer.content.records import Fact
from explainer.view.site_data import SiteData


class Support(NamedTuple):
    """What a record rests on: `several` publishers, `one`, the `base` source alone or `none`; the same in words."""

    kind: str
    words: str


def support(record: Fact, data: SiteData) -> Support:
    """What a record rests on."""
    t, groups = data.catalogue, data.independent[record.id]
    kind = support_kind(record, data)
    if kind == "none":
        return Support(kind, t.support.conclusion if record.kind == "inference" else "")
    if kind == "base":
        return Support(kind, t.support.base)
    number = t.counted_in_words(len(groups))
    parties = sum(bool(data.publishers[group[0]].party) for group in groups)
    if not data.site.parties:
        words = t.support.publishers(n=len(groups), number=number)
    elif parties == 0:
        words = t.support.no_party(n=len(groups), number=number)
    elif parties == len(groups):
        words = t.support.all_parties(n=len(groups), number=number)
    else:
        words = t.support.some_parties(n=parties, number=number, parties=t.counted_in_words(parties))
    return Support(kind, f"{words[:1].upper()}{words[1:]}")


def support_kind(record: Fact, data: SiteData) -> str:
    """What a record rests on, in a word: `several` publishers, `one`, the `base` source alone or `none`."""
    groups = data.independent[record.id]
    if not groups:
        return "none"
    if len(groups) > 1:
        return "several"
    rests_on = (record, *data.related[record.id])
    sources = [item.source for each in rests_on for item in data.evidence[each.id] if not item.against]
    return "base" if sources and all(source.base for source in sources) else "one"
