"""What a reader does with a site: opens evidence, prints, enlarges, filters, goes without scripts.

Where it takes a long story or a long list, the site is the real one.
"""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from samples import BASE, Explainer, kinds_of_page
from story_figures import appearance

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("reading")]

NewPage = Callable[..., Page]

SPOKEN = """page => {
  const main = page.querySelector("main").cloneNode(true);
  for (const part of main.querySelectorAll("form, template, button:not([popovertarget])")) part.remove();
  return main.textContent.split(/\\s+/).join(" ").trim();
}"""
"""The text of a page, as a document, but for the controls that scripts add."""


HAVING = """([kind, word]) => {
  const records = searchIndex.find(([name]) => name === kind)[3];
  return records.filter(([, title, , text]) => fold(`${title} ${text}`).includes(fold(word))).map(([url]) => url);
}"""
"""The addresses of the records of a kind that have a word in their title or text, in a page that has loaded the search."""


def main_pages(pages: Sequence[str]) -> list[str]:
    """Of all kinds of page those of the menu, the first part of each long list, and the 404 page."""
    return [path for path in pages if "/" not in path]


@pytest.fixture
def story(address: str, new_page: NewPage) -> Page:
    """The start page of the miniature on a wide screen."""
    return new_page(address, viewport={"width": 1280, "height": 900})


@pytest.fixture
def long_story(real_address: str, new_page: NewPage) -> Page:
    """The start page of the real site on a wide screen."""
    return new_page(real_address, viewport={"width": 1280, "height": 900})


def note_of(page: Page, number: int) -> Any:
    """The note that the mark of this number opens."""
    return page.locator(f"#n{number}")


@pytest.mark.parametrize("place", ["served", "from disk"])
@pytest.mark.parametrize("scripts", [True, False])
def test_evidence_by_keyboard(built: Explainer, address: str, new_page: NewPage, place: str, *, scripts: bool) -> None:
    """Enter opens the note, its links come next, Esc closes it, and the focus is where it was."""
    url = address if place == "served" else (built.folder / "_site" / "index.html").as_uri()
    page = new_page(url, java_script_enabled=scripts)
    mark, note = page.locator(".note-ref").first, note_of(page, 1)
    assert not note.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Tab")
    assert note.locator(":is(a, button):focus").count() == 1
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert page.locator(".note-ref:focus").inner_text() == "1"


@pytest.mark.parametrize("scripts", [True, False])
def test_evidence_by_touch(address: str, new_page: NewPage, *, scripts: bool) -> None:
    """A tap on the number opens the note, a tap next to it closes it."""
    options = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    page = new_page(address, java_script_enabled=scripts, **options)
    page.locator(".note-ref").nth(1).tap()
    assert note_of(page, 2).is_visible()
    page.touchscreen.tap(180, 20)
    assert not note_of(page, 2).is_visible()


def test_a_statement_itself_opens_its_note(story: Page, new_page: NewPage) -> None:
    """With scripts a click on the words does what the number does, and both are marked; without them words are words."""
    statement = story.locator(".fact").first
    statement.click()
    assert note_of(story, 1).is_visible()
    expect(story.locator(".is-open")).to_have_count(2)
    assert note_of(story, 1).locator("b").first.inner_text() == "The evening of 3\xa0June 2021."
    story.keyboard.press("Escape")
    expect(story.locator(".is-open")).to_have_count(0)
    # Who selects words wants to copy them.
    statement.dblclick()
    assert story.evaluate("String(getSelection())").strip()
    page = new_page(story.url, java_script_enabled=False)
    page.locator(".fact").first.click()
    assert not note_of(page, 1).is_visible()
    assert page.url == story.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_paragraph_opens_what_it_rests_on(address: str, new_page: NewPage, *, scripts: bool) -> None:
    """Its row of signs is a button: it lists the publishers of each statement, and with scripts the whole notes."""
    page = new_page(address, java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    row = page.locator(".support").last
    statements = row.locator("button .sign").count()
    row.locator("button").click()
    listed = row.locator("li:visible")
    assert listed.count() == statements > 1
    assert "The Harbour Gazette" in listed.first.inner_text()
    assert row.locator(".note__record").count() == (statements if scripts else 0)
    page.keyboard.press("Escape")
    assert not row.locator("li").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_sources_can_be_shown_in_the_text(address: str, new_page: NewPage, *, scripts: bool) -> None:
    """A box brings back a line for each statement and the publishers beside paragraphs; a script remembers it."""
    page = new_page(address, java_script_enabled=scripts)
    line = "words => getComputedStyle(words).textDecorationLine"
    statement, publishers = page.locator(".fact.in-source").first, page.locator(".support li").first
    assert statement.evaluate(line) == "none"
    assert not publishers.is_visible()
    page.locator("#show-sources").check()
    assert statement.evaluate(line) == "underline"
    assert publishers.is_visible()
    page.reload()
    assert publishers.is_visible() == scripts


def test_read_as_plain_text_the_story_is_the_story(site: Mapping[str, bytes]) -> None:
    """Notes are after the last chapter, in one place, not between chapters."""
    main = site["index.html"].decode().partition("<main")[2].partition("</main>")[0]
    story, notes = main.split('<section class="notes"')
    assert story.count("<h2") == 1
    assert 'class="note"' not in story
    assert notes.count('class="note"') > 4


def test_the_story_is_calm(real_address: str, new_page: NewPage) -> None:
    """Its text begins on the first screen of a phone, underlines are the exception, and caution is in signs, not in words."""
    found = appearance(new_page(viewport={"width": 360, "height": 740}), real_address)
    assert found["underlined share of the story, %"] < 10
    assert found["first sentence at 360 px, y"] < 330
    assert found["height of the story at 360 px without pictures"] < 14_000
    assert found["words of caution in the story"] < 20
    assert found["entries of the main menu"] == 5


def test_a_note_stands_beside_its_statement(long_story: Page) -> None:
    """On a wide screen it takes the margin's place, level with the number; on a narrow one the foot of the screen."""
    mark = long_story.locator(".note-ref").nth(5)
    expect(long_story.locator(".support").first).to_be_visible()
    mark.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    mark.click()
    # What it covers of the margin makes room, the rest stays.
    expect(long_story.locator(".support--under").first).to_be_hidden()
    assert long_story.locator(".support:visible").count() > 10
    beside, at = note_of(long_story, 6).bounding_box(), mark.bounding_box()
    text = long_story.locator("main > p").first.bounding_box()
    assert beside
    assert at
    assert text
    # Level with its number, or moved up as far as it would end below the screen.
    assert abs(beside["y"] - at["y"]) < 24 or abs(beside["y"] + beside["height"] - 892) < 2
    assert beside["x"] >= text["x"] + text["width"] - 8
    long_story.keyboard.press("Escape")
    expect(long_story.locator(".support--under")).to_have_count(0)
    long_story.set_viewport_size({"width": 360, "height": 740})
    long_story.locator(".note-ref").nth(5).click()
    below = note_of(long_story, 6).bounding_box()
    assert below
    assert below["y"] + below["height"] == 740


def test_a_note_lies_within_the_screen(long_story: Page) -> None:
    """One whose number is at the foot of the screen opens upwards, and is titled with the words as a sentence."""
    mark = long_story.locator(".fact", has_text=re.compile(",$")).first.locator("+ .note-ref")
    number = mark.inner_text()
    mark.evaluate("mark => scrollBy(0, mark.getBoundingClientRect().bottom - innerHeight + 4)")
    mark.click()
    note = note_of(long_story, int(number))
    long_story.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    at = note.bounding_box()
    assert at
    assert at["y"] >= 0
    assert at["y"] + at["height"] <= 900
    words = mark.evaluate("mark => mark.previousElementSibling.textContent")
    assert note.locator("b").first.inner_text().lower() == f"{words[:-1]}.".lower()


def test_original_opens_at_the_words(long_story: Page) -> None:
    """The link to the page the words come from carries them when it is followed."""
    link = long_story.locator(".note [rel=external]").first
    long_story.evaluate(
        "addEventListener('click', (event) => event.target.closest('[rel=external]') && event.preventDefault())"
    )
    number = link.evaluate("link => link.closest('.note').id.slice(1)")
    long_story.locator(f".note-ref[popovertarget=n{number}]").first.click()
    link.click()
    assert "#:~:text=" in (link.get_attribute("href") or "")


def test_evidence_is_fetched_into_lists(address: str, new_page: NewPage) -> None:
    """In a list, evidence opens in place from the page of its record; without scripts the same line leads there."""
    page = new_page(address + "voices.html")
    link = page.locator("a.standing").first
    link.click()
    note = page.locator(".note:popover-open")
    assert link.evaluate("link => getComputedStyle(link, '::before').content") == '"Evidence "'
    note.wait_for()
    assert "Evidence" in note.inner_text()
    assert page.url.endswith("voices.html")
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert page.evaluate("document.activeElement.className") == "standing"
    page = new_page(address + "voices.html", java_script_enabled=False)
    page.locator("a.standing").first.click()
    expect(page.locator("#evidence")).to_be_visible()


def test_contents_show_where_one_is(long_story: Page) -> None:
    """The section that is being read is marked in the contents."""
    current = long_story.locator(".sections [aria-current]")
    assert current.count() == 0
    last = long_story.locator(".sections a").last
    long_story.locator("h2").last.scroll_into_view_if_needed()
    long_story.evaluate(
        "scrollTo(0, document.querySelector('main').querySelectorAll('h2')[3].getBoundingClientRect().top + scrollY - 40)"
    )
    current.wait_for()
    assert current.inner_text() == long_story.locator(".sections a").nth(3).inner_text()
    last.click()
    long_story.wait_for_function("() => document.querySelector('.sections li:last-child [aria-current]')")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_heading_can_be_linked(address: str, new_page: NewPage, width: int) -> None:
    """The link stands beside the heading, within the screen, and is no part of what the heading is called."""
    page = new_page(address, viewport={"width": width, "height": 740})
    link = page.locator(".permalink").first
    anchor = (link.get_attribute("href") or "").removeprefix("#")
    heading = page.locator(f"h2#{anchor}")
    expect(heading).to_have_accessible_name(heading.inner_text().split("\n")[-1])
    link.focus()
    beside, at = link.bounding_box(), heading.bounding_box()
    assert beside
    assert at
    assert 0 <= beside["x"] < beside["x"] + beside["width"] <= at["x"]
    assert at["y"] <= beside["y"] + beside["height"] / 2 <= at["y"] + at["height"]
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{anchor}")


def test_menu_on_a_narrow_screen(address: str, new_page: NewPage) -> None:
    """The pages are behind one button there, which needs no script; Esc or a button closes them."""
    page = new_page(address, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    menu = page.locator("#menu")
    opener = page.get_by_role("button", name="Menu")
    assert not menu.is_visible()
    opener.click()
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    opener.click()
    menu.get_by_role("button", name="Close").click()
    assert not menu.is_visible()
    opener.click()
    menu.locator("a[href$='timeline.html']").click()
    expect(page).to_have_url(re.compile("timeline.html$"))


def test_the_current_page_of_the_navigation(addressed: Mapping[str, bytes], address: str, new_page: NewPage) -> None:
    """On every page one is marked, with a line that lies on that of the bar: the page itself, or the one it belongs to."""
    page = new_page(viewport={"width": 1280, "height": 740})
    for name in kinds_of_page(addressed):
        if name == "404.html" or name.startswith("facts/nine-lamps"):
            continue
        page.goto(address + name)
        current = page.locator(".doors > li > [aria-current]")
        itself = current.get_attribute("href") == f"{'../' * name.count('/')}{name}"
        assert current.get_attribute("aria-current") == ("page" if itself else "true")
        door, bar = current.bounding_box(), page.locator(".masthead").bounding_box()
        assert door
        assert bar
        assert door["y"] + door["height"] == bar["y"] + bar["height"] - 1 == 63


def opened_search(page: Page) -> Any:
    """The search field, which a narrow screen has behind a button."""
    field = page.get_by_role("searchbox", name="Search", exact=True)
    if not field.is_visible():
        page.get_by_role("button", name="Search", exact=True).click()
    return field


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", ["served", "from disk"])
def test_search_by_keyboard(built: Explainer, address: str, new_page: NewPage, place: str, width: int) -> None:
    """Words find records from any page as they are typed; arrows, Enter and Esc lead through them; a link has them all."""
    root = address if place == "served" else f"{(built.folder / '_site').as_uri()}/"
    page = new_page(f"{root}facts/opening.html", viewport={"width": width, "height": 640})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(root)))
    field = opened_search(page)
    field.fill("bridge")
    found = page.locator(".search__results li a")
    expect(found).to_have_count(8)
    assert [name for name in loaded if name.endswith(".js")] == ["search-index.js", "js/results.js"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(found.evaluate_all("links => links.map((link) => link.clientHeight)")) >= 24
    # Those with the word in their title come first.
    titled = ["bridge" in text.lower() for text in found.all_inner_texts()]
    assert titled == sorted(titled, reverse=True)
    whole = page.get_by_role("link", name=re.compile("All .* results"))
    count = re.findall(r"\d+", whole.inner_text())
    assert page.locator(".search__count").inner_text() == f"Found: {count[0]}"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == found.nth(1).evaluate("link => link.href")
    page.keyboard.press("Escape")
    expect(page.locator(".search__results")).to_be_hidden()
    assert field.evaluate("field => field === document.activeElement && field.value") == "bridge"
    field.fill("FERRY’S trip May")
    expect(page.locator(".search__count")).to_have_text("Nothing found")
    field.fill("férry TRIP")
    expect(found).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}facts/last-ferry.html")
    page.wait_for_load_state()  # the address changes before the field of the new page is there
    opened_search(page).fill("bridge")
    whole.click()
    expect(page).to_have_url(f"{root}records.html?words=bridge")
    expect(page.locator("main [role=status]")).to_have_text(re.compile(f"^{count[0]} of "))


@pytest.mark.parametrize("place", ["served", "from disk"])
@pytest.mark.parametrize("scripts", [True, False])
def test_search_without_results(
    built: Explainer, address: str, new_page: NewPage, place: str, *, scripts: bool
) -> None:
    """Enter in the field leads to the list of all records, narrowed to the words where scripts run."""
    root = address if place == "served" else f"{(built.folder / '_site').as_uri()}/"
    page = new_page(f"{root}sources/gazette-copy.html", java_script_enabled=scripts)
    opened_search(page).fill("ferry")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}records.html?words=ferry")
    if scripts:
        expect(page.locator("main [role=status]")).to_have_text(re.compile(r"^\d+ of "))
    else:
        expect(page.locator("main li").nth(20)).to_be_visible()


def test_an_explainer_without_a_list_of_all_records(sample: Explainer) -> None:
    """It has no search field and nothing that belongs to one."""
    sample.path("pages/records.md").unlink()
    site = sample.make()
    assert "search-index.js" not in site
    assert not [
        path for path, body in site.items() if path.endswith(".html") and (b'"search"' in body or b"search.js" in body)
    ]


def test_records_can_be_narrowed(real_address: str, new_page: NewPage) -> None:
    """By kind, topic, speaker and words, alone and together; the address keeps it; without scripts parts are listed."""
    page = new_page(real_address + "records.html")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    parts = page.locator("#whole li:visible")
    assert parts.count() > 10
    assert not [url for url in loaded if url.endswith(".js")]
    page.select_option("#kind", "quotes")
    shown = page.locator(".records__kind li:visible")
    shown.first.wait_for()
    assert [url.removeprefix(real_address) for url in loaded if url.endswith(".js")] == [
        "search-index.js",
        "js/results.js",
    ]
    assert parts.count() == 0
    whole = int(page.locator("main [role=status]").inner_text().split()[2])
    quotes = shown.count()
    assert 0 < quotes < whole
    page.select_option("#by", index=1)
    assert 0 < shown.count() < quotes or page.locator("main [role=status]").inner_text().startswith("0 ")
    page.select_option("#by", "")
    word = shown.locator("a").first.inner_text().split()[-1]
    page.fill("#words", word.upper())
    shown.first.wait_for()
    # Also those that have the word in what is said of them, which the list does not show.
    having = page.evaluate(HAVING, ["quotes", word])
    assert [link.get_attribute("href") for link in shown.locator("a").all()] == [real_address + url for url in having]
    assert page.locator("main [role=status]").inner_text() == f"{shown.count()} of {whole} records"
    kept = shown.count()
    page.reload()
    shown.first.wait_for()
    assert shown.count() == kept
    page.fill("#words", "")
    page.select_option("#kind", "")
    page.select_option("#topic", index=1)
    assert 0 < shown.count() < whole
    page = new_page(real_address + "records.html", java_script_enabled=False)
    assert page.locator("main form").count() == 0
    addresses = [link.get_attribute("href") for link in page.locator("#whole a").all()]
    listed = 0
    for name in addresses:
        page.goto(f"{real_address}{name}")
        listed += page.locator(".records__kind li:visible").count()
    assert listed == whole


def test_a_short_list_of_records_is_whole(built: Explainer, new_page: NewPage) -> None:
    """An explainer with few records lists and narrows them on one page, opened from disk."""
    page = new_page((built.folder / "_site" / "records.html").as_uri())
    shown = page.locator(".records__kind li:visible")
    whole = shown.count()
    page.fill("#words", "ferry")
    expect(page.locator("main [role=status]")).to_have_text(re.compile(f"of {whole} records"))
    assert 0 < shown.count() < whole
    assert page.locator("main [role=status]").inner_text() == f"{shown.count()} of {whole} records"


def test_citations_can_be_copied(address: str, new_page: NewPage) -> None:
    """Each way to cite a record has a button that copies it, and names the record's address."""
    page = new_page(f"{address}facts/opening.html", permissions=["clipboard-read", "clipboard-write"])
    texts = page.locator(".cite pre")
    assert texts.count() == 3
    page.locator("details:has(.cite) summary").click()
    for index in range(3):
        page.locator(".cite button").nth(index).click()
        page.locator(".cite button", has_text="Copied").nth(index).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == texts.nth(index).inner_text()
        assert f"{BASE}facts/opening.html" in copied


def test_nothing_is_lost_without_scripts(addressed: Mapping[str, bytes], address: str, new_page: NewPage) -> None:
    """The text of every main page after its scripts have run is what its HTML says, read without running any."""
    page = new_page()
    for name in main_pages(kinds_of_page(addressed)):
        page.goto(address + name)
        parsed = "html => new DOMParser().parseFromString(html, 'text/html')"
        said = page.evaluate(f"html => ({SPOKEN})(({parsed})(html))", addressed[name].decode())
        assert page.evaluate(f"() => ({SPOKEN})(document)") == said, name
        assert said


def flattened(text: str) -> str:
    """Text without its spaces, ligatures taken apart: what a PDF keeps of it."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(page: Page, paper: str) -> list[str]:
    """The text of each printed page, flattened."""
    pages = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True))).pages
    return [flattened(page.extract_text()) for page in pages]


def in_margins(page: Page, number: int, all_pages: int) -> list[str]:
    """What stands above and below the text of a printed page, flattened."""
    words = [page.locator("html").get_attribute(f"data-{name}") or "" for name in ("head", "searched", "address")]
    return [*map(flattened, words), f"{number}/{all_pages}"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_story_as_a_booklet(long_story: Page, paper: str) -> None:
    """Printed as soon as it is open, nothing scrolled: every page has its head and foot, the first one the lead picture.

    Drawings in files of their own are there; a source named before is not named again in full.
    """
    lead = long_story.locator("figure").first.locator("li > a").all_text_contents()
    drawn = long_story.evaluate("async () => (await fetch(document.querySelector('.map img').src)).text()")
    names = re.findall(r"<text[^>]*>([^<]{6,})", drawn)
    pages = printed(long_story, paper)
    assert len(pages) <= 14
    for number, text in enumerate(pages, 1):
        assert all(words in text for words in in_margins(long_story, number, len(pages)))
    assert len(lead) > 5
    assert all(flattened(name) in pages[0] for name in lead)
    assert len(names) > 5
    assert any(flattened(name) in "".join(pages) for name in names)
    assert "(asnote1)" in "".join(pages)


def holds(pages: Sequence[str], words: str) -> bool:
    """True if a page has the words, or one page ends and the next goes on with them."""
    return any(words in page for page in pages) or any(
        before.endswith(words[:at]) and words[at:] in after
        for before, after in itertools.pairwise(pages)
        for at in range(1, len(words))
    )


def test_printing_holds_every_note(long_story: Page) -> None:
    """The printed story has each note with its number and the words of its evidence, and no controls."""
    notes = long_story.locator(".note")
    wanted = notes.all_text_contents()
    passages = [text.strip() for text in long_story.locator(".note blockquote").all_text_contents()]
    pages = printed(long_story, "A4")
    assert len(wanted) > 50
    assert [text for text in passages if not holds(pages, flattened(text))] == []
    long_story.emulate_media(media="print")
    assert all(note.is_visible() for note in notes.all())
    assert not long_story.locator(".masthead__button, #menu, #search").filter(visible=True).count()


def test_enlarged_text(real_site: Mapping[str, bytes], real_address: str, new_page: NewPage) -> None:
    """At twice the size of text, and at 200 percent zoom, no page scrolls sideways."""
    wide = []
    for name in main_pages(kinds_of_page(real_site)):
        page = new_page(real_address + name, viewport={"width": 640, "height": 450}, device_scale_factor=2)
        zoomed = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        larger = page.evaluate("document.documentElement.scrollWidth")
        if max(zoomed, larger) > 640:
            wide.append((name, zoomed, larger))
    assert wide == []


def test_nothing_moves(real_site: Mapping[str, bytes], real_address: str, new_page: NewPage) -> None:
    """No layout shift while a page loads and is scrolled through, and no animation at all."""
    watch = """
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    """
    for name in main_pages(kinds_of_page(real_site)):
        page = new_page(viewport={"width": 360, "height": 740})
        page.add_init_script(watch)
        page.goto(real_address + name, wait_until="load")
        page.evaluate(
            """async () => {
              for (let y = 0; y < document.body.scrollHeight; y += 700) {
                scrollTo(0, y);
                await new Promise(requestAnimationFrame);
              }
            }"""
        )
        assert page.evaluate("window.shifts") == [], name
        assert page.evaluate("document.getAnimations().length") == 0


def test_forced_colours(address: str, new_page: NewPage) -> None:
    """With the reader's own colours the marks of certainty keep their form, and lines are drawn."""
    page = new_page(address, forced_colors="active", viewport={"width": 1280, "height": 900})
    style = "words => getComputedStyle(words).textDecorationStyle"
    styles = [page.locator(f".fact.{kind}").first.evaluate(style) for kind in ("inferred", "disputed")]
    assert styles == ["dotted", "double"]
    stroke = "line => getComputedStyle(line).stroke"
    page.goto(f"{address}timeline.html")
    assert page.locator(".course__cord").first.evaluate(stroke) == "rgb(0, 0, 0)"
