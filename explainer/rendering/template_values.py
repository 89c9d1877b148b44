"""What templates see: values of the page, words, colours, views and filters; `templates/README.md` lists them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from explainer.graphics.palette import Palette
from explainer.locales.catalogue import Catalogue
from explainer.text.casing import lower_first, upper_first
from explainer.view import (
    cards,
    comparisons,
    counts,
    courses,
    fates,
    hub,
    ledger,
    lists,
    marks,
    moments,
    navigation,
    record_page,
    search,
    source_page,
    support,
)
from explainer.view.citing import url_of

VIEWS: tuple[Callable[..., Any], ...] = (
    cards.figure_card,
    cards.map_groups,
    cards.map_key,
    cards.map_rows,
    cards.quote_card,
    cards.series_card,
    courses.course_picture,
    counts.tally_picture,
    counts.whole_picture,
    comparisons.comparison_table,
    fates.fates_line,
    fates.fates_picture,
    hub.hub,
    hub.hub_sections,
    ledger.ledger,
    ledger.ledger_entry,
    lists.actor_groups,
    lists.base_sources,
    lists.figure_sections,
    lists.places_and_terms,
    lists.publisher_names,
    lists.question_sections,
    lists.record_filters,
    lists.sections,
    lists.single_figures,
    lists.source_groups,
    lists.voices,
    marks.given_parts,
    marks.inferred_parts,
    marks.inferred_words,
    marks.note,
    marks.told_by,
    moments.agreement_date,
    moments.headlines,
    moments.listed_date,
    moments.timeline,
    moments.when,
    navigation.current_doors,
    navigation.pages_above,
    record_page.record_page,
    search.search_index,
    source_page.source_page,
    support.paragraph_support,
    support.support,
    support.support_line,
)
"""What works out a value that a template prints, each called by its name: `view.ledger(data)`."""

EVERYWHERE: Mapping[str, str] = {
    "t": "the words of the interface: a text of the catalogue is `t.group.key`, one with placeholders is called with them",
    "view": "works out sorted and grouped values, see below",
    "link": "`link(address, words)` is a link, to stand within a text of the catalogue",
    "palette": "the colours of `css/site.css`: `palette.light.paper`, `palette.dark.paper`",
}
"""What every template and macro sees, by its name."""

EVERY_PAGE: Mapping[str, str] = {
    "page": "the page itself: `url`, `title`, `description`, `template`, `style`, and `previous` and `following`, each with "
    "`url` and `label`",
    "root": "what leads from the page to the root of the site: `../` or nothing",
    "base_url": "the address of the site, with a slash at its end; empty if it is not known",
    "site": "what `site.yaml` holds",
    "data": "what pages show of the whole site, see below",
    "notes": "`notes()` is the HTML of the notes that the page has named so far",
    "shared": "`shared(template, name=value)` is the HTML of a partial that sees only these values, `data`, `site`, `root` and "
    "`base_url`; it is made once for all pages with the same values",
    "contents": "the sections of the page, as (id, title)",
    "metadata": "what the head of the page tells programs; none for what nobody would cite or share",
}
"""What every page template sees, by its name; a component sees what stands where it is included."""

MARKDOWN = {
    "prose": "the Markdown page",
    "body": "its text as HTML",
    "note": "`note(id)` is the number of the note on a record",
    "part": "the name of the part of the list that the page shows; empty for the whole",
    "parts": "the parts that have a page of their own, as (name, address)",
    "above": "of a part: the page of the whole, with `url` and `label`",
}

OF_TEMPLATE: Mapping[str, Mapping[str, str]] = {
    "record.html": {
        "record": "the record",
        "reference": "ways to cite it, ready to copy, by the keys of their names in `t.cite`",
    },
    "source.html": {"source": "the source"},
    "moved.html": {"now": "what has taken the place of the page, with `url` and `label`"},
    "removed.html": {"removed": "what was removed, as in `removed.yaml`"},
    "404.html": {},
    "favicon.svg": {},
    "course.css": {"record": "the course of events", "drawing": "its drawing"},
    "map.svg": {"record": "the map", "sheet": "its drawing"},
    "series.svg": {"record": "the series", "described": "its chart in words", "plot": "its drawing"},
    "search-index.js": {},
    "xml/feed.xml": {
        "id": "the name of the feed for good",
        "updated": "when it last changed",
        "entries": "the newest entries, each with `record`, `id`, `updated` and `text`",
    },
    "xml/sitemap.xml": {"listed": "the pages worth finding by themselves, as (address, day of its last change)"},
}
"""What a page template sees besides, by its name; every other one is that of a Markdown page."""

DRAWN: Mapping[str, Mapping[str, str]] = {
    "share-image.svg": {
        "title": "the title of the page",
        "lines": "the same in lines that fit",
        "width": "of the image, in pixels",
        "height": "of the image, in pixels",
        "margin": "left and right of the text, in pixels",
        "measure": "room for a line, in pixels",
        "title_size": "font size of the title, in pixels",
        "first": "the baseline of its first line, in pixels",
        "step": "from one of its lines to the next, in pixels",
        "rows": "of a page that shows what became of agreements: how many are in each group",
        "label": "room for the label of a row, in pixels; its marks follow",
        "label_size": "font size of labels, in pixels",
        "pitch": "from one mark to the next, in pixels",
        "small_size": "font size of all else, in pixels",
        "about": "lines that say what a page without rows is, none if they have no room",
        "about_size": "their font size, in pixels",
        "searched": "up to when sources were searched, empty if it has no room",
        "site": "what `site.yaml` holds",
    },
}
"""What the template of a picture that is no page sees, by its name."""

PARAMETERS: Mapping[str, str] = {
    "record": "the record that is shown",
    "place": "where: in a `story`, in a `list`, or on its own `page`",
    "number": "in a story, and of a quotation in a list: the number of its note",
    "entry": "in a list: its entry of the time line",
    "speaker": "in a list: the actor under whose name a quotation stands",
    "usual": "in a list: the wording that most quotations have",
    "id": "the id of the record that a note is on",
    "shown": "the places of its evidence that the note shows, joined by spaces",
    "before": "its sources that earlier notes of the page cite, as (id, number of the first of them)",
    "first": "true for the first records that a text shows",
    "records": "the HTML of these records",
    "page_support": "after the first paragraph of the front page: what the statements of the page rest on",
    "paragraph": "the number of a paragraph of the text, from 1",
    "numbered": "the statements of a paragraph, as (number of the note, id of the record, line below its words)",
    "above": "of a part of a list: the page of the whole",
    "doors": "the page of the menu that the page is, and that of the navigation it is or belongs to",
    "contents": "in the header and in the rail: the sections of the page, as (id, title)",
}
"""What whoever shows a component or partial sets for it, by its name."""

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"\b[A-Z]+-\d+\b")


def link(address: str, words: str) -> Markup:
    """A link, to stand within a text of the catalogue."""
    return Markup(f'<a href="{escape(address)}">{escape(words)}</a>')  # noqa: S704  # escaped here


def unbroken(text: str) -> Markup:
    """The text with names such as AB-12 held on one line."""
    return Markup(_NUMBERED.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704  # escaped here


def exact(text: str) -> Markup:
    """The words of a source with its own spaces; in all other text a number is held together with the word after it."""
    return escape(text)


def breakable(text: str) -> Markup:
    """The text, which holds addresses, with a place to break after each slash but the first of two."""
    return escape(text).replace("/", Markup("/<wbr>")).replace(Markup("/<wbr>/"), "//")


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
        "exact": exact,
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
