"""A course of events shows what is known of an order and no more, whatever there is to be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from samples import Explainer

PAGE = "facts/days-in-order.html"
EVENT = (
    "- id: {id}\n  title: {title}\n  summary: Something was seen.\n{time}  cite:\n    - source: office-yearbook\n"
    "      claim: Something was seen {words}.\n"
)
STOP = r'<li>(.*?)<div class="course__words">(.*?)</div></li>'


def figure(sample: Explainer, page: str = PAGE) -> str:
    """The picture on its own page, or on another one."""
    return sample.make()[page].decode().partition('<figure class="course"')[2].partition("</figure>")[0]


def plain(html: str) -> str:
    """What HTML reads as, its tags replaced by spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def stops(page: str) -> list[tuple[str, str]]:
    """Of each station of a drawing the kind of its mark and its words."""
    drawing = page.partition('<ol class="course__stops"')[2].partition("</ol>\n</div>")[0]
    return [
        (re.findall(r'href="#course-days-in-order-([a-z]+)"', marks)[0], plain(words))
        for marks, words in re.findall(STOP, drawing, re.DOTALL)
    ]


def apart(page: str) -> list[str]:
    """The words of what stands apart from the order."""
    listed = page.partition('<ul class="course__apart"')[2].partition("</ul>\n")[0]
    return [plain(words) for words in re.findall(r'<div class="course__words">(.*?)</div>', listed, re.DOTALL)]


def add(sample: Explainer, name: str, time: str, words: str, title: str = "Something is seen", label: str = "") -> None:
    """One more event, and a station for it."""
    sample.add("facts/events-around.yaml", EVENT.format(id=name, title=label or title, time=time, words=words))
    sample.edit("facts/courses.yaml", "  finding:\n", f"    - {{event: {name}, name: {label or 'Seen'}}}\n  finding:\n")


def test_every_station_is_as_exact_as_its_record(site: Mapping[str, bytes]) -> None:
    """Its mark says if its day is known; its date is that of the record, and the part of the day, and no more."""
    page = site[PAGE].decode()
    assert stops(page.partition("<figure")[2]) == [
        ("days", "Last ferry May 2019 then, in no known order"),
        ("one", "The bridge opens evening, in June"),
        ("one", "Flags on the banks (after Last ferry)"),
        ("days", "Market on the bridge 5–7 Jun 2021 (after The bridge opens and Flags on the banks)"),
    ]
    assert page.count("on one of several days") == 1
    assert "disputed" not in page.partition("<figure")[2].partition("</figure>")[0]


def test_the_table_links_the_record_of_every_station(site: Mapping[str, bytes]) -> None:
    """Below the drawing each record stands with its time and what it is known to have followed; a list has that itself."""
    table = site[PAGE].decode().partition('picture-table">')[2].partition("</details>")[0]
    for name in ("last-ferry", "opening", "flags-on-the-banks", "bridge-market"):
        assert f'<th scope="row"><a href="../facts/{name}.html">' in table
    assert plain(table.partition("bridge-market.html")[2]).endswith(
        "5–7 Jun 2021 The bridge opens and Flags on the banks"
    )
    listed = site["timeline.html"].decode().partition('<figure class="course"')[2].partition("</figure>")[0]
    assert 'id="course-days-in-order' in listed
    assert "<table" not in listed


def test_an_order_may_pass_through_what_is_not_shown(sample: Explainer) -> None:
    """What followed something that followed a station came after that station."""
    sample.add(
        "facts/events-around.yaml", EVENT.format(id="between", title="Seen", time="  after: opening\n", words="later")
    )
    add(sample, "later-on", "  after: between\n", "after that")
    sample.edit("facts/courses.yaml", "    - {event: bridge-market, name: Market on the bridge}\n", "")
    assert stops(figure(sample))[-2:] == [
        ("one", "The bridge opens evening, in June (after Last ferry)"),
        ("one", "Seen"),
    ]


def test_what_has_no_place_stands_apart(sample: Explainer) -> None:
    """Of two events of one day neither is known to have come first: both are above the cord and not on it."""
    stations = sample.path("facts/courses.yaml").read_text("utf-8")
    sample.path("facts/courses.yaml").write_text(re.sub(r"    - \{event: (last|bridge).*\n", "", stations), "utf-8")
    page = figure(sample)
    assert apart(page) == ["The bridge opens evening, in June", "Flags on the banks"]
    assert stops(page) == []
    assert "Place in the order not known" in page


def test_versions_have_one_place(sample: Explainer) -> None:
    """Records of different versions of a dispute are one station, each with its time and a link; the order is that of any."""
    add(
        sample,
        "other-hour",
        "  date: 2021-06-03\n  time: morning\n",
        "on the morning of 3 June 2021",
        label="The bridge opens",
    )
    sample.add(
        "facts/disputes.yaml",
        "- id: which-hour\n  title: At what time the bridge opened\n  summary: The accounts differ.\n  versions:\n"
        "    - says: In the evening.\n      records: [opening]\n    - says: In the morning.\n      records: [other-hour]\n",
    )
    page = figure(sample)
    assert ("versions", "The bridge opens disputed evening in June morning") in stops(page)
    for name, words in (("opening", "evening"), ("other-hour", "morning")):
        assert f'<li><a href="../facts/{name}.html">{words}</a>' in page


def test_versions_of_one_time_have_it_once(sample: Explainer) -> None:
    """What differs is said of each, the time that they share before them."""
    for name in ("short-talk", "long-talk"):
        add(sample, name, "  date: 2021-06-05/2021-06-07\n", "from 5 June 2021 to 7 June 2021", label=name)
    sample.add(
        "facts/disputes.yaml",
        "- id: which-talk\n  title: How long they talked\n  summary: The accounts differ.\n  versions:\n"
        "    - says: A short talk.\n      records: [short-talk]\n    - says: A long talk.\n      records: [long-talk]\n",
    )
    assert any("5–7 Jun 2021, disputed short-talk long-talk" in words for _, words in stops(figure(sample)))


def test_where_several_followed_is_said(sample: Explainer) -> None:
    """A station that two others followed says that their order is not known; the last one does if others are added to it."""
    assert "in no known order" not in stops(figure(sample))[-1][1]
    for name in ("one-thing", "another-thing"):
        add(sample, name, "  after: bridge-market\n", "later", label=name)
    words = [words for _, words in stops(figure(sample)) if "then, in no known order" in words]
    assert [each.partition(" then")[0] for each in words] == [
        "Last ferry May 2019",
        "Market on the bridge 5–7 Jun 2021",
    ]


def test_clock_times_of_one_day_are_an_order(sample: Explainer) -> None:
    """What happened at an earlier hour came before; parts of a day are no order, since they may be disputed."""
    for name, time, label in (("late", "10:00", "Late"), ("early", "09:00", "Early")):
        add(sample, name, f"  date: 2021-06-04\n  time: '{time}'\n", f"at {time} on 4 June 2021", label=label)
    sample.edit("facts/courses.yaml", "    hours: none", "    hours: some")
    words = [words.partition(" (")[0] for _, words in stops(figure(sample))]
    assert words.index("Early 09:00, 4 Jun 2021") < words.index("Late 10:00, 4 Jun 2021")


def test_one_station(sample: Explainer) -> None:
    """It stands apart, and there is no cord, no style sheet for one, and no empty list."""
    stations = sample.path("facts/courses.yaml").read_text("utf-8")
    one = re.sub(r"    - \{event: (?!opening).*\n", "", stations)
    sample.path("facts/courses.yaml").write_text(one, "utf-8")
    site = sample.make()
    page = site[PAGE].decode().partition('<figure class="course"')[2].partition("</figure>")[0]
    assert apart(page) == ["The bridge opens evening, in June"]
    assert "course__stops" not in page
    assert not [path for path in site if path.startswith("courses/")]


def test_no_station(sample: Explainer) -> None:
    """A course of nothing is a problem with its place."""
    path = sample.path("facts/courses.yaml")
    path.write_text(path.read_text("utf-8").partition("  stations:")[0] + "  stations: []\n", "utf-8")
    (problem,) = [line for line in sample.problems() if "courses.yaml" in line]
    assert problem.startswith("content/facts/courses.yaml:5:13: ")
    assert "[schema]" in problem


def test_an_order_in_a_circle(sample: Explainer) -> None:
    """It is a problem of the records that state it, and of nothing else."""
    sample.edit("facts/events-around.yaml", "  date: 2021-06-03\n", "  date: 2021-06-03\n  after: bridge-market\n")
    sample.edit(
        "facts/events-around.yaml",
        "  date: 2021-06-05/2021-06-07\n",
        "  date: 2021-06-05/2021-06-07\n  after: flags-on-the-banks\n",
    )
    problems = sample.problems()
    assert problems
    assert all("comes after itself [dates_in_order]" in problem for problem in problems)


def test_forty_stations_with_long_names(sample: Explainer) -> None:
    """Each has its row from top to bottom, and its name of eighty characters in full."""
    label = "Something that is called by a name as long as " + "very " * 5 + "long names"
    assert len(label) > 80
    for number in range(40):
        after = "opening" if not number else f"seen-{number - 1}"
        sample.add(
            "facts/events-around.yaml",
            EVENT.format(id=f"seen-{number}", title="Seen", time=f"  after: {after}\n", words="then"),
        )
    added = "".join(f"    - {{event: seen-{number}, name: {label}}}\n" for number in range(40))
    sample.edit("facts/courses.yaml", "  finding:\n", f"{added}  finding:\n")
    site = sample.make()
    page = site[PAGE].decode().partition('<figure class="course"')[2].partition("</figure>")[0]
    assert len([words for _, words in stops(page) if label in words]) == 40
    assert page.count('<th scope="row">') == 44
    assert not [path for path in site if path.startswith("courses/")]


@pytest.mark.parametrize("year", [1900, 2100])
def test_dates_far_apart(sample: Explainer, year: int) -> None:
    """Distance is order and not time: a far year is a station like any other, with its date."""
    sample.edit("site.yaml", "as_of: 2022-01-31", "as_of: 2100-12-31")
    add(sample, "far", f"  date: {year}\n", f"in {year}", label="Far")
    found = stops(figure(sample))
    assert found[0 if year == 1900 else -1] == ("days", f"Far {year}")
