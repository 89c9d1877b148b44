"""The list of pages, and what each is told of the others."""

from __future__ import annotations

from conftest import Explainer

from explainer.load import load_content
from explainer.overview import overview
from explainer.pages import list_pages


def seen_of(sample: Explainer) -> tuple[list[str], list[str]]:
    """Addresses of all pages, and the events in their order."""
    content, problems = load_content(sample.folder / "content", sample.folder / "seeds")
    assert problems == []
    seen = overview(content)
    return [page.url for page in list_pages(content, seen)], [event.id for event in seen.kinds["events"]]


def test_every_record_has_a_page(sample: Explainer) -> None:
    """Each record, source and Markdown page has one address, and no two share one."""
    urls, _ = seen_of(sample)
    assert len(urls) == len(set(urls))
    assert {"index.html", "404.html", "facts/opening.html", "sources/place-register.html"} <= set(urls)


def test_what_followed_stands_after(sample: Explainer) -> None:
    """An event of which only the order is known stands right after the one it followed; a later date keeps its place."""
    sample.edit(
        "facts/events.yaml",
        "- id: opening\n",
        "- id: speech\n  title: A speech\n  summary: A speech followed.\n  date: 2019\n  after: last-ferry\n"
        "  cite:\n    - source: office-yearbook\n      claim: In 2019 a speech followed.\n- id: opening\n",
    )
    assert seen_of(sample)[1] == ["last-ferry", "speech", "opening"]
