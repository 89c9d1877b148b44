"""A picture of what became of agreements shows every later state, and reads whatever there is to be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from samples import SAMPLE, Explainer

from explainer.content.fates import Outcomes
from explainer.view.fates import fates_picture

PICTURE = "facts/what-became-of-the-plans.html"
AGREEMENT = (
    "- id: {id}\n  title: {title}\n  summary: The office announced a plan.\n  form: plan\n  state: announced\n"
    "  state_words: announced\n  cite:\n    - source: office-yearbook\n      claim: The office announced a plan.\n"
)
DEVELOPMENT = (
    "- id: later-{number}\n  title: A later state\n  summary: Work began.\n  agreement: {agreement}\n  state: {state}\n"
    "  state_words: work began\n  date: {date}\n  date_words: {words}\n  cite:\n    - source: office-yearbook\n"
    "      claim: By the yearbook, work began {words}.\n"
)


def figure(sample: Explainer) -> str:
    """The picture on its own page."""
    return sample.make()[PICTURE].decode().partition("<figure")[2].partition("</figure>")[0]


def rows(page: str) -> list[tuple[str, str, str, str]]:
    """Of each row of a drawing the group, the name, the last state, and the date it was last found."""
    row = r'fates__row--([a-z-]+)"><a href="[^"]+">(.*?)</a>.*?verdict[^"]*">(.*?)</span> <span class="fates__date">(.*?)<'
    return re.findall(row, page.replace("\xa0", " "), re.DOTALL)


def test_every_row_says_what_became_of_it(site: Mapping[str, bytes]) -> None:
    """Its group, the last state that decides it, and when anything was last found, in the order of the groups."""
    found = rows(site[PICTURE].decode())
    assert found == [
        ("under-way", "Two bridges", "Under way", "date not known"),
        ("elsewhere", "The ferry", "To another yard", "2 Nov 2021"),
        ("nothing", "Lamps", "Announced", "3 Jun 2021"),
    ]
    assert rows(site["index.html"].decode()) == rows(site["agreements.html"].decode()) == found


def test_an_agreement_has_its_line_on_its_page(site: Mapping[str, bytes]) -> None:
    """Marks as in its row of the picture, above the list of its states; one of which nothing was found has none."""
    content = Explainer(SAMPLE).content()
    outcomes = Outcomes(content)
    for agreement in content.of_kind("agreement"):
        page = site[f"facts/{agreement.id}.html"].decode()
        states = outcomes.of(agreement).states
        assert ("fates--line" in page) == bool(states)
        if states:
            row = re.findall(r'<svg aria-hidden="true"><use href="#ground.*?</svg>', page, re.DOTALL)
            assert len(row) == 1
            assert row[0] in site["agreements.html"].decode().replace('"facts/', '"../facts/').replace(
                "what-became-of-the-plans", agreement.id
            )


def test_the_table_links_the_record_of_every_mark(site: Mapping[str, bytes]) -> None:
    """Below the drawing every later state stands with its date and a link, and every group with what it means."""
    content = Explainer(SAMPLE).content()
    outcomes = Outcomes(content)
    table = site[PICTURE].decode().partition('picture-table">')[2].partition("</details>")[0]
    for agreement in content.of_kind("agreement"):
        for found in outcomes.of(agreement).states:
            label = content.site.record.states[found.record.state]
            assert f': <a href="../facts/{found.record.id}.html">{label}</a>' in table
    for group in content.site.record.fates:
        assert (group.meaning in table) == (group.fate in ("under-way", "elsewhere", "nothing"))


def test_a_state_without_a_date_is_drawn_as_long_as_its_order_leaves_it(site: Mapping[str, bytes]) -> None:
    """What is only known to have followed something is of any day from then up to the day of the search."""
    line = site[PICTURE].decode().partition("Two bridges</a>")[2].partition("</li>")[0]
    assert re.findall(r'<line x1="([\d.]+%)" x2="([\d.]+%)"', line) == [("37.19%", "49.17%"), ("37.19%", "100.0%")]


def test_a_state_of_the_day_itself_is_nothing_found_since(sample: Explainer) -> None:
    """It is marked, and it gives the last state in words, but the agreement stays among those of which nothing was found."""
    sample.add(
        "facts/developments.yaml",
        DEVELOPMENT.format(number=1, agreement="lamps", state="under-way", date="2021-06-03", words="on 3 June 2021"),
    )
    assert ("nothing", "Lamps", "Under way", "3 Jun 2021") in rows(figure(sample))


def test_a_last_report_that_changed_nothing_has_the_sign_of_a_mention(sample: Explainer) -> None:
    """The state in words is of an earlier day, so the date says of what it is."""
    sign = '<circle class="mention"'
    dates = re.findall(r'fates__date">(.*?)</span></li>', figure(sample), re.DOTALL)
    assert [sign in shown for shown in dates] == [False, False, False]
    sample.add(
        "facts/developments.yaml",
        DEVELOPMENT.replace("work began", "work was announced").format(
            number=1, agreement="new-ferry", state="announced", date="2022-01", words="in January 2022"
        ),
    )
    shown = re.findall(r'fates__date">(.*?)</span></li>', figure(sample), re.DOTALL)[1]
    assert sign in shown
    assert re.sub("<[^>]*>", "", shown) == "only mentioned Jan 2022"


def test_a_line_has_a_key_of_what_it_draws(site: Mapping[str, bytes]) -> None:
    """It explains the marks on it and no others."""
    key = site["facts/new-ferry.html"].decode().partition("fates__key")[2].partition("</p>")[0]
    words = [" ".join(each.split()) for each in re.findall(r"</svg> ([^<]+)</span>", key)]
    assert words == ["only mentioned", "given to others", "day not known"]


def test_an_agreement_continued_under_another_has_its_later_states(sample: Explainer) -> None:
    """They decide its group, and are marked in its row."""
    sample.edit(
        "facts/agreements-other.yaml",
        "  title: Lamps for the bridge\n",
        "  title: Lamps for the bridge\n  continued_under: new-ferry\n",
    )
    sample.edit(
        "facts/pictures.yaml",
        "{which: only, agreements: [new-ferry], ",
        "{which: all, agreements: [new-ferry, lamps], ",
    )
    assert ("elsewhere", "Lamps", "To another yard", "2 Nov 2021") in rows(figure(sample))


def test_disputed_states_have_a_sign_of_their_own(sample: Explainer) -> None:
    """Their row says so, too, and the key explains the sign."""
    sample.add(
        "facts/disputes.yaml",
        "- id: which-yard\n  title: Which yard builds the ferry\n  summary: The accounts differ.\n  versions:\n"
        "    - says: Another yard was chosen.\n      records: [ferry-passed-on]\n"
        "    - says: The office builds it.\n      records: [ferry-spoken-of]\n",
    )
    page = figure(sample)
    assert ("elsewhere", "The ferry", "To another yard, disputed", "2 Nov 2021") in rows(page)
    assert "</svg> disputed</span>" in page
    assert "</svg> given to others</span>" not in page


def one_row(sample: Explainer, name: str = "Lamps") -> None:
    """Leave the miniature's picture one row, of which nothing was found."""
    path = sample.path("facts/pictures.yaml")
    head = re.sub(
        "title: .*", "title: Nothing was found of the lamps", path.read_text("utf-8").partition("  rows:\n")[0]
    )
    path.write_text(
        f"{head}  rows:\n    - {{agreement: lamps, name: {name}}}\n"
        "  finding:\n    - {which: all, agreements: [lamps], fate: nothing}\n",
        "utf-8",
    )


def test_one_agreement_without_a_later_state(sample: Explainer) -> None:
    """The whole line is dotted and hatched, and the row says what is known of the day."""
    one_row(sample)
    page = figure(sample)
    assert rows(page) == [("nothing", "Lamps", "Announced", "3 Jun 2021")]
    assert '<rect x="0.0%" width="100.0%"' in page
    assert '<line class="open" x2="100%"/>' in page
    assert 'class="found"' not in page
    assert "nothing found</a>" not in page


def test_forty_agreements_with_long_names(sample: Explainer) -> None:
    """Each has its row and its lines in the table; a name of eighty characters is shown in full."""
    name = "A plan with a name that is as long as " + "very " * 7 + "long ones"
    assert len(name) > 80
    ids = [f"plan-{number}" for number in range(40)]
    sample.add("facts/agreements.yaml", "".join(AGREEMENT.format(id=each, title=name) for each in ids))
    path = sample.path("facts/pictures.yaml")
    added = "".join(f"    - {{agreement: {each}, name: {name}}}\n" for each in ids)
    path.write_text(path.read_text("utf-8").replace("  finding:\n", f"{added}  finding:\n"), "utf-8")
    page = figure(sample)
    assert [row[1] for row in rows(page)].count(name) == 40
    assert page.count('<th scope="row">') == 43


@pytest.mark.parametrize("day", ["1900-01-01", "2021-06-03"])
def test_dates_far_apart(sample: Explainer, day: str) -> None:
    """With a state of a far year the picture still has a scale with few ticks, and the state is drawn on it."""
    sample.add(
        "facts/developments.yaml",
        DEVELOPMENT.format(number=1, agreement="lamps", state="under-way", date="2099", words="in 2099"),
    )
    sample.edit("site.yaml", "as_of: 2022-01-31", "as_of: 2100-01-01")
    if day.startswith("1900"):
        sample.edit("site.yaml", "day: 2021-06-03", f"day: {day}")
    page = sample.make()["agreements.html"].decode()
    assert ("under-way", "Lamps", "Under way", "2099") in rows(page)
    assert 1 <= len(re.findall(r'<text(?: class="[^"]*")? x="[\d.]+%" dx', page)) <= 9


def test_a_search_that_ends_on_the_day(sample: Explainer) -> None:
    """A scale without length has no ticks, and every mark is drawn at its beginning."""
    sample.edit("site.yaml", "as_of: 2022-01-31", "as_of: 2021-06-03")
    data = sample.data()
    (picture,) = data.kinds["pictures"]
    shown = fates_picture(picture, data)
    tracks = [row.track for group in shown.groups for row in group.rows]
    assert [(track.last, [mark.at for mark in track.marks]) for track in tracks] == [(0, [0]), (0, [0]), (0, [])]
    assert (shown.drawing.ticks, shown.drawing.searched, shown.drawing.left) == ((), 0, 100)
