"""The list of pages, and what each page shows of other records."""

from __future__ import annotations

import json
import re

from samples import Explainer

from explainer.formats.markdown import blocks
from explainer.view.moments import timeline
from explainer.view.page_list import list_pages, written_places
from explainer.view.site_data import SiteData


def seen_of(sample: Explainer) -> tuple[list[str], list[str]]:
    """Addresses of all pages, and the events in their order."""
    content = sample.content()
    data = SiteData(content)
    return [page.url for page in list_pages(content, data)], [event.id for event in data.kinds["events"]]


def test_every_record_has_a_page(sample: Explainer) -> None:
    """Each record, source and Markdown page has one address, and no two share one."""
    urls, _ = seen_of(sample)
    assert len(urls) == len(set(urls))
    assert {"index.html", "404.html", "facts/opening.html", "sources/place-register.html"} <= set(urls)


def test_what_followed_stands_after(sample: Explainer) -> None:
    """An event of which only the order is known comes right after the one it followed; a later date keeps its place."""
    sample.edit(
        "facts/events.yaml",
        "- id: opening\n",
        "- id: speech\n  title: A speech\n  summary: A speech followed.\n  date: 2019\n  after: last-ferry\n"
        "  cite:\n    - source: office-yearbook\n      claim: In 2019 a speech followed.\n- id: opening\n",
    )
    assert seen_of(sample)[1] == [
        "last-ferry",
        "speech",
        "opening",
        "flags-on-the-banks",
        "bridge-market",
        "green-paint",
        "ferry-not-mentioned",
    ]


def test_of_what_followed_the_same_the_earlier_comes_first(sample: Explainer) -> None:
    """An event known to the month comes before one that may be later in the year, and each says what it followed."""
    more = "".join(
        f"- id: speech-{number}\n  title: Speech {name}\n  summary: A speech followed.\n  date: {date}\n  after: last-ferry\n"
        f"  cite:\n    - source: office-yearbook\n      claim: In {words} a speech followed.\n"
        for number, name, date, words in ((1, "A", "2019", "2019"), (2, "B", "2019-05", "May 2019"))
    )
    sample.edit("facts/events.yaml", "- id: opening\n", f"{more}- id: opening\n")
    assert seen_of(sample)[1] == [
        "last-ferry",
        "speech-2",
        "speech-1",
        "opening",
        "flags-on-the-banks",
        "bridge-market",
        "green-paint",
        "ferry-not-mentioned",
    ]
    listed = sample.make()["timeline.html"].decode()
    assert listed.count('After: <a href="facts/last-ferry.html">') == 1


def test_an_event_can_follow_a_development(sample: Explainer) -> None:
    """In the time line the event comes right after the development, though events come first among those of one date."""
    sample.add(
        "facts/events.yaml",
        "- id: feast\n  title: A feast\n  summary: A feast followed.\n  date: 2021-09\n  after: westquay-begun\n"
        "  cite:\n    - source: office-yearbook\n      claim: In September 2021 a feast followed.\n",
    )
    listed = sample.make()["timeline.html"].decode().partition('id="after"')[2]
    assert listed.index("Work begins in Westquay") < listed.index("A feast")


def test_a_gloss_of_ours_is_told_from_the_name(sample: Explainer) -> None:
    """Only the name of a term that no source explains is shown as in the source, on its page and in lists."""
    before = sample.make()
    sample.edit("facts/terms.yaml", "  cite:\n", "  own_gloss: true\n  cite:\n")
    after = sample.make()
    for path in ("facts/rail.html", "who-and-where.html"):
        assert b"the explanation is ours" not in before[path]
        assert b" for the name; the explanation is ours" in after[path]


def test_an_inferred_date_concerns_words_that_give_it(sample: Explainer) -> None:
    """Words that give an inferred date are drawn as inferred, others that link the same record with the certainty of the record."""
    page = sample.make()["index.html"].decode()
    assert '<span class="fact inferred">the evening of 3\xa0June 2021' in page
    sample.edit("pages/index.md", "the evening of 3 June 2021", "the evening")
    page = sample.make()["index.html"].decode()
    assert '<span class="fact in-source">the evening' in page


def test_what_others_report_too_concerns_words_that_only_they_have(sample: Explainer) -> None:
    """Words whose numbers the source text has are drawn as its own, others of the same record as reported elsewhere."""
    cite = "    - source: office-yearbook\n      claim: In May 2019 the ferry stopped after 90 years.\n"
    sample.edit("facts/events.yaml", "the harbour office writes.\n- id", f"the harbour office writes.\n{cite}- id")
    assert '<span class="fact in-source">May 2019' in sample.make()["index.html"].decode()
    sample.edit("pages/index.md", "[May 2019]", "[May 2019, after 90 years,]")
    assert '<span class="fact reported">May 2019' in sample.make()["index.html"].decode()


def test_a_gloss_has_no_line_and_a_name_has(sample: Explainer) -> None:
    """The name of a term whose meaning is our gloss is drawn as in its source; words for the meaning are marked as ours."""
    sample.edit("facts/terms.yaml", "  cite:\n", "  own_gloss: true\n  cite:\n")
    sample.add("pages/index.md", "\nA [Tram](fact:rail) runs.\n\nThat is [a railway in the street](fact:rail).\n")
    page = sample.make()["index.html"].decode()
    assert '<span class="fact in-source">Tram</span>' in page
    assert '<span class="fact gloss">a railway in the street.</span>' in page
    assert page.count("The Harbour Gazette for the name; the explanation is ours</li>") == 2


def test_a_note_shows_what_its_statements_rest_on(sample: Explainer) -> None:
    """A note shows, of much evidence, what shares words with the statements that link it, anywhere on the page."""
    more = "".join(
        f"    - source: office-yearbook\n      claim: {what}.\n" for what in ("Rain fell", "Wind blew", "A band played")
    )
    sample.edit("facts/events.yaml", "the harbour office writes.\n- id", f"the harbour office writes.\n{more}- id")
    sample.add("pages/index.md", "\nThere [a band played](fact:last-ferry).\n")
    page = sample.make()["index.html"].decode()
    note = page[page.index('id="n4"') :].split("</div>")[0]
    assert "The old ferry made its last trip in May 2019" in note
    assert "A band played" in note
    assert "Wind blew" not in note
    assert ", with 2 more passages" in note


def test_a_paragraph_says_what_its_statements_rest_on(sample: Explainer) -> None:
    """It has a sign for each statement in the order of the text, their counts in words, and the publishers of each."""
    sample.add(
        "pages/index.md",
        "\n[Nearly 380 walked](fact:walkers-office), [May 2019](fact:last-ferry), [more](fact:two-more-bridges).\n",
    )
    row = sample.make()["index.html"].decode().split('<div class="support">')[-1].split("</div>")[0]
    assert re.findall('class="sign (.*?)"', row) == ["disputed", "base", "base"]
    assert "<span>2\xa0from\xa0the\xa0report, 1\xa0disputed</span>" in row
    gazette = "The Harbour Gazette"
    assert re.findall('<li value="(.*?)">(.*?)</li>', row) == [("10", "Harbour Office"), ("4", gazette), ("5", gazette)]


def test_evidence_against_a_conclusion_is_shown_as_such(sample: Explainer) -> None:
    """Evidence against an inference is labelled, and a citation of the inference does not name it as a source."""
    cite = "    - source: office-yearbook\n      claim: The yearbook has 2022.\n      against: true\n"
    sample.add("facts/inferences.yaml", cite)
    site = sample.make()
    page = site["facts/year-of-the-opening.html"].decode()
    assert page.count("Against it, told in our words") == 1
    assert "Yearbook of the harbour office" not in page[page.index("Cite this record") :]
    assert site["data/citations.csv"].count(b",true,") == 1


def test_versions_of_a_dispute_say_who_gives_them(sample: Explainer) -> None:
    """On its page and in a note each version has its publishers, with links to their pages."""
    sample.add("pages/index.md", "\n[How many walked is disputed](fact:how-many-walked).\n")
    site = sample.make()
    for path, root in (("facts/how-many-walked.html", "../"), ("index.html", "")):
        page = site[path].decode()
        link = f'<a href="{root}sources/office-yearbook.html">Harbour Office</a>'
        assert f'Nearly 380 did, says the office. <span class="soft">{link}</span>' in page


def test_a_disputed_statement_leads_to_the_dispute(sample: Explainer) -> None:
    """The note of a disputed record names the dispute, which has the other versions."""
    page = sample.make()["index.html"].decode()
    note = page[page.index('id="n2"') :].split("</div>")[0]
    assert 'The dispute: <a href="facts/how-many-walked.html">How many walked</a>' in note


def test_long_lists_have_their_sections_in_the_menu(sample: Explainer) -> None:
    """The parts of the time line are in the contents of its page, as the chapters of the story are."""
    menu = sample.make()["timeline.html"].decode().split("</nav>")[0]
    assert re.findall('<a href="#([a-z]+)">', menu) == ["before", "day", "after"]


def test_a_long_time_line_shows_what_the_story_tells(sample: Explainer) -> None:
    """Of a part with a page of its own the entries that the front page links stand on the time line, but for mentions."""
    content = sample.content()
    data = SiteData(content)
    parts = (("before", "timeline-before.html"), ("after", "timeline-after.html"))
    (story,) = (prose.body for prose in content.prose if prose.name == "index")
    told = {link.target for block in blocks(story) for link in block.links}
    phases = {phase.id: phase for phase in timeline(parts, data)}
    for name, address in parts:
        assert phases[name].url == address
        assert phases[name].entry_count == len(data.phases[name])
        meanings = {record.id: data.site.state_meanings.get(record.get("state")) for record in data.phases[name]}
        mentions = {record for record, meaning in meanings.items() if meaning == "mention"}
        shown = [entry.record.id for entry in phases[name].entries]
        assert shown == [record.id for record in data.phases[name] if record.id in told - mentions]
    assert any(phase.entries for phase in phases.values() if phase.url)


def test_a_record_says_where_it_is_listed(sample: Explainer) -> None:
    """Each record leads back to the start and to the page that lists its kind."""
    site = sample.make()
    for path, page in (("facts/opening.html", "timeline"), ("facts/two-more-bridges.html", "agreements")):
        context = site[path].decode().partition('<nav class="context"')[2].partition("</nav>")[0]
        assert re.findall('href="([^"]+)"', context) == ["../index.html", f"../{page}.html"]


def test_a_page_prints_a_passage_once(sample: Explainer) -> None:
    """If the records that another is about rest on the same words, these are shown once."""
    sample.edit("facts/disputes.yaml", "records: [first-walkers]", "records: [first-walkers, walkers-again]")
    own = sample.path("facts/figures.yaml").read_text("utf-8")
    again = own[own.index("- id: first-walkers") :].split("\n- id: ")[0].replace("first-walkers", "walkers-again")
    sample.add("facts/figures.yaml", f"{again.rstrip()}\n")
    page = sample.make()["facts/how-many-walked.html"].decode()
    evidence = page[page.index('id="evidence"') :]
    assert evidence.count("<blockquote>") == 1
    assert evidence.count("It rests on the words above.") == 1


def test_an_inference_is_drawn_as_one(sample: Explainer) -> None:
    """An inference is shown as ours as a whole, not only its date, also if it builds on another inference."""
    sample.add(
        "facts/inferences.yaml",
        "- id: day-of-the-fair\n  title: The fair was held in 2021\n  date: 2021\n"
        "  reasoning: It followed the opening.\n  inferred: {year: year-of-the-opening}\n"
        "  cite:\n    - source: harbour-gazette\n      prefix: in\n      exact: May 2019\n      suffix: ', the'\n",
    )
    sample.edit("facts/events.yaml", "inferred: {year: year-of-the-opening}", "inferred: {year: day-of-the-fair}")
    sample.add("pages/index.md", "\nThe day of [the fair](fact:day-of-the-fair) followed.\n")
    assert '<span class="fact inferred">the fair</span>' in sample.make()["index.html"].decode()


def test_a_mere_mention_is_no_state(sample: Explainer) -> None:
    """In the list of agreements the last state that is more than a mention stands first, the mention below it."""

    def verdict() -> str:
        listed = sample.make()["agreements.html"].decode()
        entry = listed.partition('<li id="two-more-bridges"')[2]
        return entry.partition('<div class="verdict">')[2].partition("</div>")[0]

    assert "<b>Under way</b>" in verdict()
    sample.edit("site.yaml", "under-way: under-way", "under-way: mention")
    sample.edit("facts/pictures.yaml", "fate: under-way", "fate: mention")
    assert "<b>" not in verdict()
    assert "No further step found" in verdict()
    assert "<p>Under way, " in verdict()


def test_an_agreement_can_be_told_under_another(sample: Explainer) -> None:
    """A continued agreement links to its later states, in the list and on its page, and does not say that none was found."""
    sample.add(
        "facts/agreements.yaml",
        "- id: old-plan\n  title: An old plan\n  summary: A plan was announced.\n  form: plan\n  state: announced\n"
        "  state_words: announced\n  continued_under: two-more-bridges\n  cite:\n    - source: office-yearbook\n"
        "      claim: A plan was announced.\n",
    )
    site = {path: page.decode() for path, page in sample.make().items() if path.endswith(".html")}
    assert 'See <a href="#two-more-bridges">' in site["agreements.html"]
    assert 'See <a href="../facts/two-more-bridges.html">' in site["facts/old-plan.html"]
    assert "Nothing found" not in site["facts/old-plan.html"]
    assert '<a href="../facts/two-more-bridges.html">Two more bridges</a>' in site["facts/westquay-begun.html"]


def test_what_is_later_stands_below_an_entry_of_its_date(sample: Explainer) -> None:
    """The time line says "later" only there; a record's own page names what it followed."""
    speech = (
        "- id: speech\n  title: A speech\n  summary: A speech followed.\n  date: {}\n  after: last-ferry\n"
        "  cite:\n    - source: office-yearbook\n      claim: In {} a speech followed.\n- id: opening\n"
    )
    sample.edit("facts/events.yaml", "- id: opening\n", speech.format(2020, 2020))
    site = sample.make()
    assert b">later<" not in site["timeline.html"]
    assert b'After: <a href="../facts/last-ferry.html">' in site["facts/speech.html"]
    sample.edit("facts/events.yaml", "date: 2020\n", "date: 2019-05\n")
    sample.edit("facts/events.yaml", "In 2020 a", "In May 2019 a")
    assert b">later<" in sample.make()["timeline.html"]


def test_the_order_of_the_day(sample: Explainer) -> None:
    """A record is below the one it followed, developments, too, and names it if another is between."""
    sample.add("facts/events.yaml", "- id: walk\n  topics: [bridge]\n  title: A walk\n  summary: A walk followed.\n  date: 2021-06-03\n"
               "  after: opening\n  cite:\n    - source: office-yearbook\n      claim: On 3 June 2021 a walk followed.\n")  # fmt: skip
    sample.add("facts/developments.yaml", "- id: drums\n  topics: [bridge]\n  title: The drums\n  summary: The drums began.\n"
               "  agreement: two-more-bridges\n  state: under-way\n  state_words: began\n  date: 2021-06-03\n"
               "  after: opening\n  cite:\n    - source: office-yearbook\n      claim: On 3 June 2021 drums began.\n")  # fmt: skip
    day = sample.make()["timeline.html"].decode().partition('id="day"')[2].partition("</section>")[0]
    shown = re.findall(r">(Evening|Later|After: [^<]*|The bridge opens|A walk|The drums)<", day)
    assert shown == ["Evening", "The bridge opens", "Later", "A walk", "After: ", "The bridge opens", "The drums"]


def test_a_citation_names_those_on_whose_pages_a_record_rests(sample: Explainer) -> None:
    """A record with evidence is cited with its sources, a commentary on other records with their publishers."""
    site = sample.make()
    assert b"The Harbour Gazette; Harbour Office. Recorded as" in site["facts/how-many-walked.html"]
    assert b"The bridge is open, The Harbour Gazette. Recorded as" in site["facts/opening.html"]


def test_an_old_address_leads_on(sample: Explainer) -> None:
    """The page at a former address has only the link to its new address, relative, and absolute for search engines."""
    base = "https://example.org/bridge/"
    plain, based = sample.make(), sample.make("--base-url", base)
    for old, new, label in (
        ("facts/who-financed.html", "../facts/who-paid.html", "Who paid for the bridge"),
        ("sources/gazette-retold.html", "../sources/gazette-copy.html", "The bridge is open, retold"),
        ("story.html", "index.html", "How the bridge opened"),
    ):
        for site in (plain, based):
            page = site[old].decode()
            assert f'<meta http-equiv="refresh" content="0; url={new}">' in page
            assert f'is now <a href="{new}">{label}</a>.' in page
            assert f"<title>Moved: {label} · The Lantern Bridge</title>" in page
            assert page.count("<a ") == 1
            assert "<script" not in page
        assert "canonical" not in plain[old].decode()
        assert f'<link rel="canonical" href="{base}{new.removeprefix("../")}">' in based[old].decode()


def test_a_removed_record_says_what_became_of_it(sample: Explainer) -> None:
    """Its page has what it was called, when and why it was removed and what to see now, and asks not to be listed."""
    page = sample.make("--base-url", "https://example.org/bridge/")["facts/nine-lamps.html"].decode()
    for said in (
        "Removed record</p>\n<h1>The bridge has nine lamps</h1>",
        "<dt>Removed</dt><dd>31\xa0January 2022</dd>",
        "<dt>Why</dt><dd>The source that said so was a drawing of another bridge.</dd>",
        '<dt>See</dt><dd><a href="../facts/lantern-bridge.html">Lantern Bridge</a></dd>',
        '<meta name="robots" content="noindex">',
    ):
        assert said in page
    assert "canonical" not in page
    assert "citation_title" not in page


def test_nothing_but_the_manifest_lists_an_old_address(sample: Explainer) -> None:
    """No page links to a former address, and no list, table or image has it; the manifest says where it redirects."""
    site = sample.make("--base-url", "https://example.org/bridge/")
    manifest = json.loads(site["manifest.json"])
    assert manifest["old"] == {
        "facts/who-financed.html": "facts/who-paid.html",
        "sources/gazette-retold.html": "sources/gazette-copy.html",
        "story.html": "index.html",
        "facts/nine-lamps.html": "",
    }
    assert manifest["old"].keys() <= manifest["files"].keys()
    for old in manifest["old"]:
        assert [path for path, body in site.items() if path != "manifest.json" and old.encode() in body] == []
    assert "share/story.png" not in site
    assert [path for path, body in site.items() if b"nine-lamps" in body] == ["manifest.json"]
    aliases = {
        record["id"]: record["aliases"]
        for name in ("unknowns", "sources")
        for record in json.loads(site[f"data/{name}.json"])["records"]
        if "aliases" in record
    }
    assert aliases == {"who-paid": ["who-financed"], "gazette-copy": ["gazette-retold"]}


def test_nothing_else_may_have_an_old_address(sample: Explainer) -> None:
    """A page of the program or a static file keeps its address."""
    sample.edit("pages/index.md", "aliases: [story]", "aliases: ['404']")
    (problem,) = sample.problems()
    assert problem.startswith("404.html:1:1: two files are to be '404.html' [unique_path]")


def test_an_explainer_from_which_nothing_was_removed(sample: Explainer) -> None:
    """The list of what was removed may be missing, or empty."""
    sample.path("removed.yaml").write_text("[]\n", "utf-8")
    assert sample.problems() == []
    sample.path("removed.yaml").unlink()
    site = sample.make()
    assert "facts/nine-lamps.html" not in site
    assert "story.html" in site


def test_a_kind_that_has_no_address(sample: Explainer) -> None:
    """What was removed is a record, a source or a page."""
    sample.edit("removed.yaml", "kind: record", "kind: publisher")
    (problem,) = sample.problems()
    assert problem == (
        "content/removed.yaml:2:9: record 'nine-lamps': field 'kind': 'publisher' is not allowed here [schema]\n"
        "    hint: allowed here: 'record', 'source' or 'page'"
    )


def test_an_old_address_is_edited_where_it_is_given_up(sample: Explainer) -> None:
    """The preview opens the record that has replaced it, or the list of what was removed."""
    where = written_places(sample.content())
    for path, file, line in (
        ("facts/who-financed.html", "facts/unknowns.yaml", 2),
        ("facts/nine-lamps.html", "removed.yaml", 2),
        ("story.html", "pages/index.md", 2),
    ):
        place = where(path)
        assert place
        assert (place.path, place.line) == (str(sample.path(file)), line)
