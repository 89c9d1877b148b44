"""The preview in a real Chromium: what an editor sees, from save to page."""

from __future__ import annotations

import random
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as Late
from previewing import Preview, previewing, until
from samples import ROOT, Explainer
from setup_tools import AXE

from explainer.problems import ContentError

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("browser")]

EXPECTED_TEXT = """html => {
    const text = body => {
        for (const own of body.querySelectorAll('a.preview-edit, #preview, button')) own.remove();
        return body.textContent.replace(/\\s+/g, ' ');
    };
    return text(new DOMParser().parseFromString(html, 'text/html').body);
}"""
SHOWN_TEXT = """() => {
    const body = document.body.cloneNode(true);
    for (const own of body.querySelectorAll('a.preview-edit, #preview, button')) own.remove();
    return body.textContent.replace(/\\s+/g, ' ');
}"""
PROBE = "() => getComputedStyle(document.documentElement).getPropertyValue('--probe').trim()"


@pytest.fixture
def context(new_page: Callable[..., Page]) -> BrowserContext:
    """A fresh browser profile with a phone's window."""
    return new_page(viewport={"width": 360, "height": 740}).context


def visit(context: BrowserContext, url: str) -> Page:
    """A page whose preview has answered; it remembers whether it was ever loaded again."""
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#preview[data-number]", state="attached")
    page.evaluate("window.sameLoad = true")
    return page


def test_a_changed_page_loads_again_where_it_was(sample: Explainer, context: BrowserContext) -> None:
    """A save shows itself, the scroll position stays; a page that did not change is not loaded again."""
    with previewing(sample) as preview:
        page = visit(context, preview.url)
        other = visit(context, f"{preview.url}method.html")
        page.evaluate("scrollTo(0, 300)")
        for words in ("The wide bridge joins", "The long bridge joins"):  # the second follows at once
            path = sample.path("pages/index.md")
            text = path.read_text("utf-8")
            sample.save(path, text.replace(text[text.index("The ", 90) : text.index("joins") + 5], words))
            page.get_by_text(words).wait_for()
            page.wait_for_function("() => scrollY === 300")
        page.wait_for_selector("#preview[data-number='3']", state="attached")
        other.wait_for_selector("#preview[data-number='3']", state="attached")
        assert other.evaluate("window.sameLoad") is True
        assert page.evaluate("window.sameLoad") is None


def test_a_style_is_swapped_in_place(sample: Explainer, context: BrowserContext) -> None:
    """A changed style sheet takes effect without loading the page again, wherever it is scrolled to."""
    sample.copy_look()
    style = sample.static / "css" / "site.css"
    text = style.read_text("utf-8")
    with previewing(sample) as preview:
        page = visit(context, preview.url)
        page.evaluate("scrollTo(0, 300)")
        for word in ("one", "two"):
            sample.save(style, f"{text}\n:root {{ --probe: {word}; }}\n")
            page.wait_for_function(f"() => ({PROBE})() === '{word}'")
        page.wait_for_function("() => document.querySelectorAll('link[rel=stylesheet][href*=site]').length === 1")
        assert page.evaluate("[window.sameLoad, scrollY]") == [True, 300]


def test_problems_over_the_last_good_page(sample: Explainer, context: BrowserContext) -> None:
    """Every problem is shown with line, hint and rule, fits a phone, is accessible; Esc goes back, a fix clears it."""
    with previewing(sample) as preview:
        page = visit(context, preview.url)
        dialog = page.get_by_role("alertdialog")
        sample.edit("pages/index.md", "The bridge joins", "The 17 bridges join")
        sample.edit("pages/index.md", "walked first.", "walked <19> times.")
        dialog.get_by_text("bare number '19'").wait_for()
        said = dialog.inner_text()
        for words in ("2 problems: nothing built", "bare number '17' in prose", "bare_statement", "Hint: bind it to a record",
                      "▸9 The 17 bridges", "content/pages/index.md:9:5"):  # fmt: skip
            assert words in said
        assert "walked <19> times" in said, "shown as text"
        assert page.evaluate("document.getElementById('preview').shadowRoot.activeElement.textContent") == "Close (Esc)"
        box = dialog.bounding_box()
        assert box
        assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)
        assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= 360")
        page.evaluate(AXE.read_text("utf-8"))
        for _ in range(2):  # with the dialog open, then closed
            violations = page.evaluate("axe.run('#preview', {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
                                       ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")  # fmt: skip
            assert violations == []
            page.keyboard.press("Escape")
            dialog.wait_for(state="hidden")
        assert page.get_by_text("The bridge joins").is_visible()
        page.get_by_role("button", name="2 problems").click()
        dialog.wait_for()
        page.keyboard.press("Escape")
        page.reload()  # closed stays closed until there is something new
        page.get_by_role("button", name="2 problems").wait_for()
        assert not dialog.is_visible()
        sample.edit("pages/index.md", "The 17 bridges join", "The bridge joins")
        dialog.get_by_text("1 problem: nothing built").wait_for()
        sample.edit("facts/events.yaml", "time: evening", "time: noonish")
        dialog.get_by_text("is checked once all can be read.").wait_for()
        sample.edit("facts/events.yaml", "time: noonish", "time: evening")
        dialog.get_by_text("is checked once all can be read.").wait_for(state="hidden")
        sample.edit("pages/index.md", "walked <19> times.", "strolled first.")
        page.get_by_text("strolled first").wait_for()
        assert not dialog.is_visible()
        assert page.get_by_role("button", name="problem").count() == 0


def test_first_build_fails(sample: Explainer, context: BrowserContext) -> None:
    """The problems are shown on a plain page if there is no good one yet, and the first good one replaces it."""
    sample.edit("pages/index.md", "The bridge joins", "The 17 bridges join")
    with previewing(sample) as preview:
        page = visit(context, preview.url)
        page.get_by_role("alertdialog").get_by_text("bare number '17'").wait_for()
        sample.edit("pages/index.md", "The 17 bridges join", "The bridge joins")
        page.get_by_role("heading", name="How the bridge opened").wait_for()


def test_connects_again(sample: Explainer, context: BrowserContext) -> None:
    """An open page finds the preview again when it was ended and started again, and shows what changed meanwhile."""
    with previewing(sample) as preview:
        page = visit(context, preview.url)
    sample.edit("pages/index.md", "The bridge joins", "The later bridge joins")
    with previewing(sample, "--port", str(preview.port)):
        page.get_by_text("The later bridge joins").wait_for()


def test_edit_links_and_all_evidence(sample: Explainer, context: BrowserContext) -> None:
    """Each link to a fact and each statement has an edit link next to it; one switch opens all evidence, and stays set."""
    with previewing(sample, "--editor", "edit:{path}#{line}") as preview:
        page = visit(context, preview.url)
        facts = page.locator("main a[href*='facts/']:not(.preview-edit, [href*='#'], svg a), main button.note-ref")
        marks = page.locator("main a.preview-edit")
        assert marks.count() == facts.count() > 5
        mark = page.locator("main a.preview-edit[title*='events.yaml']").first
        events = sample.path("facts/events.yaml")
        line = next(n for n, text in enumerate(events.read_text("utf-8").split("\n"), 1) if "id: opening" in text)
        assert mark.get_attribute("href") == f"edit:{events}#{line}"
        assert mark.get_attribute("title") == f"Edit {events}:{line}"
        words = mark.locator("span")
        assert not words.is_visible()
        page.get_by_label("Places").check()
        assert words.inner_text().strip() == f"{events}:{line}"
        assert page.locator("#preview .own[href^='edit:']").inner_text() == f"✎ {sample.path('pages/index.md')}:2"
        page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend',
            '<details class="evidence"><summary>Who says so?</summary><p id="folded">They do.</p></details>')""")
        folded, notes = page.locator("#folded"), page.locator("main .note")
        switch = page.get_by_label("All evidence")
        assert [folded.is_visible(), notes.first.is_visible(), notes.last.is_visible()] == [False] * 3
        switch.check()
        assert [folded.is_visible(), notes.first.is_visible(), notes.last.is_visible()] == [True] * 3
        assert page.evaluate("document.documentElement.scrollWidth <= 360")
        switch.uncheck()
        assert [folded.is_visible(), notes.first.is_visible(), notes.last.is_visible()] == [False] * 3
        page.locator("main button[popovertarget]").first.click()
        assert [notes.first.is_visible(), notes.last.is_visible()] == [True, False]
        page.keyboard.press("Escape")
        switch.check()
        page.reload()
        notes.last.wait_for()
        sample.save(events, f"# one line more\n{events.read_text('utf-8')}")
        page.wait_for_selector(f"a.preview-edit[href='edit:{events}#{line + 1}']", state="attached")


def test_strict_policy(sample: Explainer, context: BrowserContext) -> None:
    """Under the strictest policy that the site itself may have, the preview still works, without a complaint."""
    sample.copy_look()
    head = sample.templates / "partials" / "head.html"
    policy = (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'\">"
    )
    head.write_text(policy + head.read_text("utf-8"), "utf-8")
    with previewing(sample) as preview:
        said: list[str] = []
        context.on("console", lambda message: said.append(message.text))
        page = visit(context, preview.url)
        sample.edit("pages/index.md", "The bridge joins", "The strict bridge joins")
        page.get_by_text("The strict bridge joins").wait_for()
        sample.edit("pages/index.md", "The strict bridge joins", "The 17 bridges join")
        page.get_by_role("alertdialog").get_by_text("bare number '17'").wait_for()
        assert said == []


Edit = Callable[[Explainer, str], None]


def _note(sample: Explainer, word: str) -> None:
    path = sample.path("facts/events.yaml")
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("  note:")]
    at = next(n for n, line in enumerate(lines) if line.startswith("  inferred:"))
    sample.save(path, "\n".join([*lines[:at], lines[at], f"  note: Of the {word} kind.", *lines[at + 1 :]]))


def _title(sample: Explainer, word: str) -> None:
    _line(sample, "site.yaml", "title:", f"title: The {word} Bridge")


def _prose(sample: Explainer, word: str) -> None:
    _line(sample, "pages/index.md", "## What came", f"## What came {word} after {{#after}}")


def _template(sample: Explainer, word: str) -> None:
    path = sample.templates / "partials" / "footer.html"
    text = (ROOT / "templates" / "partials" / "footer.html").read_text("utf-8")
    sample.save(path, text.replace("</footer>", f"<p>{word}</p></footer>"))


def _style(sample: Explainer, word: str) -> None:
    text = (ROOT / "static" / "css" / "site.css").read_text("utf-8")
    sample.save(sample.static / "css" / "site.css", f"{text}\n:root {{ --probe: {word}; }}\n")


def _source(sample: Explainer, word: str) -> None:
    seed = sample.folder / "seeds" / "harbour-gazette.txt"
    seed.write_bytes((ROOT / "tests/sample/seeds/harbour-gazette.txt").read_bytes().rstrip() + b"\n" * (1 + len(word)))
    _line(sample, "sources.yaml", "  sha256:", f"  sha256: {sha256(seed.read_bytes()).hexdigest()}")


def _rename(sample: Explainer, word: str) -> None:
    for path in sample.path("pages").glob("voices*.md"):
        path.rename(path.with_name(f"voices-{word}.md"))


def _delete(sample: Explainer, _word: str) -> None:
    sample.path("pages/method.md").unlink(missing_ok=True)


def _return(sample: Explainer, _word: str) -> None:
    shutil.copy(ROOT / "tests/sample/content/pages/method.md", sample.path("pages/method.md"))


def _break(sample: Explainer, word: str) -> None:
    _line(sample, "pages/index.md", "[Plan]", f"[Plan](show:two-{word})")


def _mend(sample: Explainer, _word: str) -> None:
    _line(sample, "pages/index.md", "[Plan]", "[Plan](show:two-more-bridges)")


def _line(sample: Explainer, name: str, start: str, new: str) -> None:
    """Replace the first line of a file that begins so."""
    path = sample.path(name)
    lines = path.read_text("utf-8").split("\n")
    lines[next(n for n, line in enumerate(lines) if line.startswith(start))] = new
    sample.save(path, "\n".join(lines))


EDITS: tuple[Edit, ...] = (_note, _title, _prose, _template, _style, _source, _rename, _delete, _return, _break, _mend)
WORDS = ("amber", "broad", "calm", "dear", "early", "fair", "grand")


@dataclass
class Known:
    """Every site there has been so far, and what was wrong after the last edit."""

    sites: list[dict[str, bytes]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def learn(self, twin: Explainer) -> None:
        """Build the twin again and record the outcome."""
        try:
            self.sites.append(twin.make())
            self.problems = []
        except ContentError as error:
            self.problems = [problem.message for problem in error.problems]

    def holds(self, path: str, body: bytes) -> bool:
        """True if one of the sites has that page, or answers so where it has none."""
        return any(site.get(path, site["404.html"]) == body for site in tuple(self.sites))


def hammer(preview: Preview, known: Known, done: threading.Event, faults: list[str], seed: int) -> None:
    """Ask for pages without a pause and note every answer that no whole site would give."""
    pick = random.Random(seed)  # pages, not secrets
    paths = sorted(path for path in known.sites[0] if path.endswith((".html", ".css")))
    while not done.is_set():
        path = pick.choice(paths)
        _, _, body = preview.ask(f"/{path}")
        start, end = body.find(b'<script defer src="/__preview/preview.js"'), body.find(b"</script></head>")
        whole = body[:start] + body[end + len("</script>") :] if start >= 0 else body
        if not known.holds(path, whole):
            faults.append(f"{path}: {whole!r:.300}")


def shown_right(page: Page, known: Known, path: str) -> None:
    """The open page shows what the last good site has there, and the problems there are; nobody reloads it."""
    while True:
        try:
            _shown_right(page, known, path)
        except PlaywrightError as error:
            if "context was destroyed" not in str(error):
                raise  # else the page loaded itself again while it was being asked
        else:
            return


def _shown_right(page: Page, known: Known, path: str) -> None:
    site = known.sites[-1]
    expected = page.evaluate(EXPECTED_TEXT, site.get(path, site["404.html"]).decode())
    try:
        page.wait_for_function(f"expected => ({SHOWN_TEXT})() === expected", arg=expected)
    except Late:
        assert page.evaluate(SHOWN_TEXT) == expected
    style = site["css/site.css"].decode()
    probe = "".join(re.findall(r"--probe: *(\w+)", style))
    page.wait_for_function(f"expected => ({PROBE})() === expected", arg=probe)
    messages = "Array.from(root.querySelectorAll('dialog[open] .message'), each => each.textContent)"
    # The page may be just loading again, and has no overlay then.
    shown = (
        f"(() => {{ const root = document.getElementById('preview')?.shadowRoot; return root ? {messages} : null }})()"
    )
    page.wait_for_function(f"expected => JSON.stringify({shown}) === expected", arg=json_of(known.problems))


def json_of(messages: list[str]) -> str:
    """A list as the browser writes it."""
    import json

    return json.dumps(messages, ensure_ascii=False, separators=(",", ":"))


def test_random_edits(sample: Explainer, tmp_path: Path, context: BrowserContext) -> None:
    """Thirty edits of every kind are each shown correctly in three open pages, and no request gets a mixed site."""
    twin = sample.copied(tmp_path / "twin")
    for copy in (sample, twin):
        copy.copy_look()
    known = Known()
    known.learn(twin)
    pick = random.Random(50)  # edits, not secrets
    edits = list(EDITS) * 2 + pick.choices(EDITS, k=8)
    pick.shuffle(edits)
    faults: list[str] = []
    with previewing(sample) as preview:
        pages = {
            path: visit(context, preview.url + path) for path in ("index.html", "facts/opening.html", "method.html")
        }
        done = threading.Event()
        client = threading.Thread(target=hammer, args=(preview, known, done, faults, 1))
        client.start()
        failed = 0
        try:
            for number, edit in enumerate(edits):
                word = WORDS[number % len(WORDS)]
                edit(twin, word)
                known.learn(twin)
                edit(sample, word)
                failed += bool(known.problems)
                for path, page in pages.items():
                    shown_right(page, known, path)
        finally:
            done.set()
            client.join()
        until(lambda: preview.state()["count"], lambda count: count == len(known.problems))
    assert faults == []
    assert failed > 2
    assert len(known.sites) > 10


def test_a_draft_is_marked(sample: Explainer, context: BrowserContext) -> None:
    """Its own page says that it is not published; every other page is as it will be published."""
    site = sample.make()
    with previewing(sample) as preview:
        page = visit(context, f"{preview.url}facts/name-of-the-ferry.html")
        page.get_by_text("Draft: not published").wait_for()
        other = visit(context, f"{preview.url}facts/opening.html")
        assert other.get_by_text("Draft: not published").is_hidden()
        assert "name-of-the-ferry" not in preview.page("open-questions.html")
    assert "facts/name-of-the-ferry.html" not in site
