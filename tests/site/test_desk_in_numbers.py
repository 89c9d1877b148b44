"""The desk in a real Chromium, in numbers: what many of each of its steps write, and every write that is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from itertools import islice

import pytest
from desking import SELECT, at_desk
from playwright.sync_api import Page, expect
from previewing import previewing, until
from samples import Explainer
from serving import Pages, running

from explainer.authoring.canonical import reformatted

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser")]

NewPage = Callable[..., Page]

NAMES = ("Ash", "Elm", "Fir", "Hazel", "Larch", "Lime", "Maple", "Oak", "Pine", "Willow")
BARGES = dict(enumerate(NAMES[: int(os.environ.get("DESK_COUNT", "3"))], 10))
"""A number and a name for each time that every step is made: three times, or, in two minutes, up to ten times."""

LOG = "".join(
    f'The barge {name} left on {number} July 2021. It carried {number} sailors. "Lock {number} is shut," said Mayor Ada Finch.\n'
    for number, name in BARGES.items()
)
"""A text of three sentences for each."""

EVENTS = "".join(f"""\
- id: barge-{name.lower()}
  title: Barge {name}{{again}}
  summary: A barge went.
  date: 2021-07-{number}
  cite: [{{{{source: log, exact: The barge {name} left on {number} July 2021.}}}}]
""" for number, name in BARGES.items())  # fmt: skip
FIGURES = "".join(f"""\
- id: sailors-of-{name.lower()}
  title: Sailors of {name}
  words: {number} sailors
  value: {number}
  unit: sailors
  cite: [{{source: log, exact: It carried {number} sailors.}}]
""" for number, name in BARGES.items())  # fmt: skip
QUOTES = "".join(f"""\
- id: the-mayor-on-lock-{number}
  title: The mayor on lock {number}
  text: Lock {number} is shut
  attribution: {{by: finch, words: said Mayor Ada Finch, channel: speech}}
  wording: original
  cite: [{{source: log, exact: '"Lock {number} is shut," said Mayor Ada Finch.'}}]
""" for number in BARGES)  # fmt: skip
PUBLISHER = """\
- {id: echo, name: The Echo, form: newspaper, party_reason: It sells papers., hosts: [echo.example]}
"""
SOURCES = "".join(f"""\
- id: echo-day-{number}
  title: Day {number}
  publisher: echo
  language: en
  url: https://echo.example/day-{number}
  date_accessed: 2022-01-31
""" for number in BARGES)  # fmt: skip
OUTSIDE = "".join(f"""\
- id: rain-{name.lower()}
  title: Rain {name}
  summary: It rained.
  date: 2021-08-{number}
  cite: [{{source: echo-day-{number}, claim: On {number} August 2021 it rained.}}]
""" for number, name in BARGES.items())  # fmt: skip


def save(page: Page, files: str) -> None:
    """Save what is in the form; it is written to these files."""
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.locator(".actions .said > p").first
    expect(said).not_to_have_text("Checking …")
    assert said.inner_text() == f"Written to {files}, and built.", page.locator(".fault:visible").all_inner_texts()


def by_selection(page: Page, words: str, kind: str, title: str, **values: str) -> None:
    """Make a record of words of the text that is shown."""
    page.evaluate(SELECT, words)
    expect(page.locator(".panel blockquote")).to_have_text(words)
    page.get_by_label("A new record").select_option(kind)
    page.get_by_role("button", name="Write it").click()
    page.get_by_label("title needed").fill(title)
    for label, value in values.items():
        field = page.get_by_label(label)
        if label in ("channel", "wording"):
            field.select_option(value)
        else:
            field.fill(value)
    save(page, f"facts/{kind}s.yaml")
    page.get_by_role("button", name="Next words").click()


def from_outside(page: Page, url: str, number: int) -> None:
    """Make a record of an outside page by its address; the first one begins the publisher."""
    page = at_desk(page, url, f"outside?url=https://echo.example/day-{number}")
    page.get_by_label("What the page says").fill(f"On {number} August 2021 it rained.")
    page.get_by_role("button", name="Go on").last.click()
    page.get_by_role("heading", name="New source").wait_for()
    page.locator(".form details").evaluate_all("all => all.forEach(each => each.open = true)")
    forms = page.locator(".form")
    if new := forms.count() == 3:
        forms.first.get_by_label("name needed").fill("The Echo")
        forms.first.get_by_label("form needed").select_option("newspaper")
        forms.first.get_by_label("party reason").fill("It sells papers.")
    forms.nth(-2).get_by_label("title needed").fill(f"Day {number}")
    forms.nth(-1).get_by_label("title needed").fill(f"Rain {BARGES[number]}")
    forms.nth(-1).get_by_label("summary needed").fill("It rained.")
    save(page, f"{'publishers.yaml, ' if new else ''}sources.yaml, facts/events.yaml")


def test_many_of_each(sample: Explainer, new_page: NewPage) -> None:
    """Facts by selection and from outside, edited, bound, signed and voided, many times: every byte is as it should be."""
    sample.keep("log", LOG)
    sample.path("reviews.yaml").unlink()
    for path, _, made in reformatted(sample.folder / "content"):
        path.write_text(made, "utf-8")
    sentences = "".join(f"The barge {name} left.\n" for name in BARGES.values())
    sample.edit("pages/index.md", "The bridge joins two banks.", f"{sentences}The bridge joins two banks.")
    names = (
        "facts/events.yaml",
        "facts/figures.yaml",
        "facts/quotes.yaml",
        "publishers.yaml",
        "sources.yaml",
        "pages/index.md",
    )
    bound = "".join(f"[The barge {name} left](fact:barge-{name.lower()}).\n" for name in BARGES.values())
    before = {name: sample.path(name).read_text("utf-8") for name in names}
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "source?id=log")
        for number, name in BARGES.items():
            by_selection(
                page,
                f"The barge {name} left on {number} July 2021.",
                "event",
                f"Barge {name}",
                **{"summary needed": "A barge went."},
            )
            by_selection(page, f"It carried {number} sailors.", "figure", f"Sailors of {name}")
            by_selection(
                page,
                f'"Lock {number} is shut," said Mayor Ada Finch.',
                "quote",
                f"The mayor on lock {number}",
                channel="speech",
                wording="original",
            )
        expect(page.locator(".words .cited")).to_have_count(3 * len(BARGES))
        for number in BARGES:
            from_outside(page, preview.url, number)
        for name in BARGES.values():
            at_desk(page, preview.url, f"record?id=barge-{name.lower()}").get_by_label("title needed").fill(
                f"Barge {name} again"
            )
            save(page, "facts/events.yaml")
        for name in BARGES.values():
            at_desk(page, preview.url, "page?id=index").evaluate(SELECT, f"The barge {name} left")
            page.get_by_label("The record that supports these words").fill(f"barge-{name.lower()}")
            page.get_by_role("button", name="Bind").click()
            page.locator(".bound", has_text=f"(fact:barge-{name.lower()})").wait_for()
        written = {name: sample.path(name).read_text("utf-8") for name in names}
        at_desk(page, preview.url, "check").get_by_label("Who reads").fill("A. Reader")
        page.locator(".check").focus()
        for number, name in BARGES.items():
            expect(page.locator(".check blockquote")).to_have_text(f"The barge {name} left.")
            page.keyboard.press("r")
            page.get_by_text(f"{number - 9} signed, 0 voided").wait_for()
        signed = sample.path("pages/index.md").read_text("utf-8")
        last = "The bridge joins two banks."
        for changed, count in ((signed.replace(last, "") + f"\n{last}\n", f"{len(BARGES)} signed, 0 voided"),
                               (signed.replace("The barge ", "The boat "), f"0 signed, {len(BARGES)} voided")):  # fmt: skip
            builds = preview.builds()
            sample.save(sample.path("pages/index.md"), changed)
            until(preview.builds, builds.__lt__)
            page.reload()
            page.get_by_text(count).wait_for()
    assert written == {
        "facts/events.yaml": before["facts/events.yaml"] + EVENTS.format(again=" again") + OUTSIDE,
        "facts/figures.yaml": before["facts/figures.yaml"] + FIGURES,
        "facts/quotes.yaml": before["facts/quotes.yaml"] + QUOTES,
        "publishers.yaml": before["publishers.yaml"] + PUBLISHER,
        "sources.yaml": before["sources.yaml"] + SOURCES,
        "pages/index.md": before["pages/index.md"].replace(sentences, bound),
    }
    reviews = [entry.record for entry in sample.content().reviews]
    assert [(each.page, each.records, each.verdict, each.by) for each in reviews] == [
        ("index", (f"barge-{name.lower()}",), "right", "A. Reader") for name in BARGES.values()
    ]
    assert list(reformatted(sample.folder / "content")) == []
    assert sample.check() == []


LEFT_OUT = {"source": "harbour-gazette", "exact": "A cat slept on the rail.", "reason": "Colour."}

POST = """([address, headers, body]) => fetch(address, {method: 'POST', body, ...(headers ? {headers} : {mode: 'no-cors'})})
    .then(answer => answer.status, error => String(error))"""
"""What becomes of a request that a script of a page sends, without headers as a form sends it: the status of the answer."""


def test_what_is_refused(sample: Explainer, new_page: NewPage) -> None:
    """Other hosts and origins, no token, what is outside the content, a file that changed: nothing is ever written."""
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "")
        api = f"{preview.url}__preview/desk/api/"
        token = page.locator("html").get_attribute("data-token") or ""
        own = {"Content-Type": "application/json", "X-Desk-Token": token}
        files = {path: path.read_bytes() for path in sample.folder.rglob("*") if path.is_file()}
        version = page.evaluate("url => fetch(url).then(answer => answer.json())", f"{api}form?kind=left-out")[
            "version"
        ]
        changes = [{"kind": "left-out", "version": version, "values": LEFT_OUT}]
        body = json.dumps({"changes": changes})

        def statuses(at: Page, headers: dict[str, str] | None, *names: str) -> set[int | str]:
            return {at.evaluate(POST, [f"{api}{name}", headers, body]) for name in names}

        writes = ("save", "bind", "sign", "discard")
        assert statuses(page, {"Content-Type": "application/json"}, *writes) == {403}
        assert statuses(page, {**own, "X-Desk-Token": token[::-1]}, *writes) == {403}
        assert statuses(page, {**own, "Content-Type": "text/plain"}, *writes) == {415}
        for address in islice(running(partial(Pages, {"index.html": b"<!doctype html><title>t</title>"}, "/")), 1):
            other = new_page(f"{address}/")
            assert statuses(other, own, *writes) == {"TypeError: Failed to fetch"}
            assert statuses(other, None, *writes) == {"TypeError: Failed to fetch"}
            read = other.evaluate("url => fetch(url).then(() => 'read', String)", f"{preview.url}__preview/desk/")
            assert read == "TypeError: Failed to fetch"
        rebound = page.goto(f"http://rebound.localhost:{preview.port}/__preview/desk/")
        assert rebound
        assert rebound.status == 403
        at_desk(page, preview.url, "")
        for asked, name in (
            ('{"name": "../facts/events"}', "discard"),
            ('{"page": "../../seeds/x", "start": 0, "end": 1}', "bind"),
            ('{"changes": [{"kind": "../x", "version": "", "values": {}}]}', "save"),
            ('{"changes": [{"kind": "left-out", "version": "", "values": {}}], "name": "../x"}', "save"),
        ):
            assert page.evaluate(POST, [f"{api}{name}", own, asked]) == 400
        assert {path: path.read_bytes() for path in sample.folder.rglob("*") if path.is_file()} == files
        sample.add("left-out.yaml", "# theirs\n")
        assert statuses(page, own, "save") == {409}
        assert sample.path("left-out.yaml").read_text("utf-8").endswith("# theirs\n")
