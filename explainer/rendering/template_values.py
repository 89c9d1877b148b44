"""What templates see: words, views and filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from explainer.graphics.palette import Palette
from explainer.locales.catalogue import Catalogue
from explainer.view import cards, ledger, lists, marks, moments, record_page, source_page
from explainer.view.citing import url_of

VIEWS: tuple[Callable[..., Any], ...] = (
    cards.figure_card,
    cards.map_groups,
    cards.map_key,
    cards.quote_card,
    cards.series_card,
    ledger.ledger,
    ledger.ledger_entry,
    lists.actor_groups,
    lists.base_sources,
    lists.places_and_terms,
    lists.publisher_names,
    lists.record_filters,
    lists.sections,
    lists.single_figures,
    lists.source_groups,
    lists.voices,
    marks.inferred_parts,
    marks.inferred_words,
    marks.margin_lines,
    marks.marks,
    marks.note,
    marks.told_by,
    moments.agreement_date,
    moments.headlines,
    moments.listed_date,
    moments.timeline,
    moments.when,
    record_page.record_page,
    source_page.source_page,
)
"""What works out a value that a template prints, each called by its name: `view.ledger(all)`."""

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"\b[A-Z]+-\d+\b")


def link(address: str, words: str) -> Markup:
    """A link, to stand within a text of the catalogue."""
    return Markup(f'<a href="{escape(address)}">{escape(words)}</a>')  # noqa: S704  # escaped here


def unbroken(text: str) -> Markup:
    """The text with names such as AB-12 held on one line."""
    return Markup(_NUMBERED.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704  # escaped here


def breakable(text: str) -> Markup:
    """The text, which holds addresses, with a place to break after each slash but the first of two."""
    return escape(text).replace("/", Markup("/<wbr>")).replace(Markup("/<wbr>/"), "//")


def upper_first(text: str) -> str:
    """The text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, to stand within a sentence."""
    return text[:1].lower() + text[1:]


def xml(text: str) -> Markup:
    """The text for XML, without the characters that no escape makes valid there."""
    return escape(_NOT_XML.sub("", text))


def filters(t: Catalogue) -> Mapping[str, Callable[..., Any]]:
    """The filters by their names."""
    return {
        "url": url_of,
        "date": t.date,
        "brief_date": t.brief_date,
        "time": t.time,
        "percent": t.percent,
        "unbroken": unbroken,
        "breakable": breakable,
        "upper_first": upper_first,
        "lower_first": lower_first,
        "xml": xml,
    }


def global_values(t: Catalogue, palette: Palette) -> Mapping[str, Any]:
    """What every template and macro sees, by its name."""
    return {
        "t": t.as_markup(),
        "palette": palette,
        "view": SimpleNamespace(**{view.__name__: view for view in VIEWS}),
        "link": link,
    }
