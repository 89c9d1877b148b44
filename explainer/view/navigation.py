"""Where a page stands among the others."""

from __future__ import annotations

from explainer.view.page_list import Page
from explainer.view.site_data import PageLink, SiteData


def pages_above(page: Page, data: SiteData) -> tuple[PageLink, ...]:
    """The pages above a page, from the navigation down: the list it is on or a part of, and the page this belongs to."""
    subject = page.data.get("record") or page.data.get("source")
    found = data.listed.get(subject.kind) or data.listed.get("record") if subject else page.data.get("above")
    door = data.doors.get(found.url if found else page.url)
    return tuple(each for each in (door, found) if each)


def current_door(page: Page, data: SiteData) -> str:
    """The address of the page of the navigation that a page is or belongs to."""
    above = pages_above(page, data)
    return above[0].url if above else page.url
