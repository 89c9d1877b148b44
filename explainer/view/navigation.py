"""Where a page stands among the others."""

from __future__ import annotations

from typing import NamedTuple

from explainer.view.page_list import Page
from explainer.view.site_data import PageLink, SiteData


def pages_above(page: Page, data: SiteData) -> tuple[PageLink, ...]:
    """The pages above a page, from the navigation down: the list it is on or a part of, and the page this belongs to."""
    subject = page.data.get("record") or page.data.get("source")
    found = data.listed.get(subject.kind) or data.listed.get("record") if subject else page.data.get("above")
    door = data.doors.get(found.url if found else page.url)
    return tuple(each for each in (door, found) if each)


class Doors(NamedTuple):
    """The addresses of two pages: the page itself if the menu has it, and the one of the navigation it is or belongs to."""

    here: str
    above: str


def current_doors(page: Page, data: SiteData) -> Doors:
    """The pages of the menu that a page is and that it belongs to."""
    above = pages_above(page, data)
    here = page.url if page.url in data.doors or any(door.url == page.url for door in data.nav) else ""
    return Doors(here, above[0].url if above else here)
