"""What the card of a series shows in a story, in a list and on a page of its own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest
from samples import Explainer

from explainer.view.cards import Place, SeriesCard, SeriesChart, series_card

BOTH = ("office", "newspaper")


def figure(name: str, period: str, side: str, words: str, **more: str) -> str:
    """A point of the series as an editor writes it; of its words the last number is the value."""
    number = re.findall(r"[\d.]+", words)[-1]
    fields = {"title": name, "words": f"{words} thousand crossings", "value": number, "unit": "thousand crossings",
              "period": period, "series": "crossings", "side": side, **more}  # fmt: skip
    lines = "".join(f"  {field}: {value}\n" for field, value in fields.items())
    claim = f"By Rill, in {more.get('date', '2021')}, {words} thousand crossings in {period}."
    return f"- id: {name}\n{lines}  cite:\n    - source: office-yearbook\n      claim: {claim}\n"


YEARS = (
    *(figure(f"y{year}-{side}", year, side, words) for year, side, words in (
        ("2012", "office", "140"), ("2012", "newspaper", "152"), ("2015", "newspaper", "160"))),
    *(figure(f"said-{date}", "2013", "office", words, date=date, qualifier="about",
             attribution="{by: rill, words: By Rill, channel: letter}")
      for date, words in (("2014", "about 150"), ("2016", "about 155"))),
)  # fmt: skip


def card(sample: Explainer, place: Place, figures: Sequence[str] = YEARS) -> SeriesCard:
    """The card of the series of the miniature with these figures besides."""
    sample.add("facts/figures-crossings.yaml", "".join(figures))
    data = sample.data()
    return series_card(data.kinds["series"][0], data, place)


def chart(sample: Explainer, place: Place, figures: Sequence[str] = YEARS) -> SeriesChart:
    """Its chart, which must exist."""
    shown = card(sample, place, figures).chart
    assert shown is not None
    return shown


def names(shown: SeriesChart) -> list[list[str]]:
    """The names of the rows of each drawing, the headings among them."""
    found = []
    for drawing in shown.drawings:
        rows = [(row.top, " ".join(line for _, line in row.name.lines)) for row in drawing.wide.rows]
        found.append([words for _, words in sorted([*rows, *drawing.wide.headings])])
    return found


@pytest.mark.parametrize("place", ["story", "list"])
def test_beside_years_stand_the_months_that_both_sides_give(sample: Explainer, place: Place) -> None:
    """The rest is left to the page of the series, and that is said; the gap of a year has a row."""
    one_side = figure("march", "2021-03", "office", "3")
    shown = chart(sample, place, (*YEARS, one_side))
    assert names(shown) == [["2012", "2013", "2014", "2015", "Parts of years", "Jun 2021", "Jul 2021"]]
    assert shown.partly
    assert [row.period for row in shown.table] == ["2012", "2013", "2014", "2015", "Jun 2021", "Jul 2021"]


def test_on_its_own_page_the_same_months_are_together(sample: Explainer) -> None:
    """In a drawing of their own, by length, under the names of the months; nothing is left out."""
    more = [figure(f"m{n}", period, "office", "9")
            for n, period in enumerate(("2020-06", "2021-01/2021-03", "2020-11/2021-02"))]  # fmt: skip
    shown = chart(sample, "page", (*YEARS, *more))
    assert names(shown) == [
        ["2012", "2013", "2014", "2015"],
        ["June", "2020", "2021", "July", "2021", "January–March", "2021", "Other periods", "Nov 2020–Feb 2021"],
    ]
    assert [drawing.title for drawing in shown.drawings] == ["", "Parts of years"]
    assert not shown.partly
    assert len(shown.table) == 9


def test_words_say_who_with_the_qualifier(sample: Explainer) -> None:
    """A speaker by the short name, with all that he gives; without a speaker the publisher."""
    drawing = chart(sample, "story").drawings[0]
    said = [[" ".join(line for _, line in saying.text.lines) for saying in row.sayings] for row in drawing.wide.rows]
    assert said[:2] == [["Harbour Office: 140", "Harbour Office: 152"], ["Rill: about 150, about 155"]]
    assert said[2] == []


def test_the_key_has_what_is_drawn_and_nothing_else(sample: Explainer) -> None:
    """Sides, shapes and qualifiers that occur, and doubts."""
    story = chart(sample, "story").drawings[0]
    assert [entry.sample.words for entry in story.wide.key] == [
        "Harbour office",
        "Newspaper",
        "counted",
        "said",
        "“about”, “nearly”",
        "from the lower to the higher figure",
    ]


def test_a_disputed_value_shows_both_versions(sample: Explainer) -> None:
    """Each is a mark of its own, their row has the sign of the dispute, and the table says so."""
    sample.add(
        "facts/disputes.yaml",
        "- id: two-values\n  title: Two values\n  summary: They differ.\n  versions:\n"
        "    - says: It is about 150.\n      records: [said-2014]\n"
        "    - says: It is about 155.\n      records: [said-2016]\n",
    )
    shown = chart(sample, "story")
    row = shown.drawings[0].wide.rows[1]
    assert [doubt.name for doubt in row.doubts] == ["disputed"]
    for drawing in (shown.drawings[0].wide, shown.drawings[0].narrow):
        assert "disputed" in [entry.sample.words for entry in drawing.key]
    assert [value.remarks for value in shown.table[1].sides[0]] == ["Rill, said, disputed"] * 2


def test_it_is_described_by_its_extremes(sample: Explainer) -> None:
    """For those who cannot see it: the lowest and the highest figure, whose they are and when; and where the axis begins."""
    shown = chart(sample, "story", YEARS[:3])
    assert (
        "The lowest figure is 9 to 12 thousand crossings (Harbour office, Jun 2021), "
        "the highest 160 thousand crossings (Newspaper, 2015)."
    ) in shown.described
    assert shown.drawings[0].axis == "In thousand crossings. The axis begins at 0."
    own = chart(sample, "page", ())
    assert [drawing.axis for drawing in own.drawings] == [shown.drawings[0].axis] * 2  # one axis for all of a page


@pytest.mark.parametrize(
    "figures",
    [
        [figure("a", "1900", "office", "1"), figure("b", "2100", "newspaper", "2")],
        [figure("a", "2020", "office", "0"), figure("b", "2020", "newspaper", "0")],
        [figure(f"y{year}", str(year), "office", "7") for year in range(1950, 2010)],
        [figure("a" * 80, "2020", "office", "7", title="A " + "title " * 13, qualifier="some")],
    ],
    ids=["far apart", "equal zeros", "sixty years", "long names"],
)
@pytest.mark.parametrize("place", ["story", "page"])
def test_unusual_figures_are_drawn(sample: Explainer, place: Place, figures: list[str]) -> None:
    """Every figure is in the table and has one mark in each arrangement, and years without any share a row."""
    shown = chart(sample, place, figures)
    table = [value.figure.id for row in shown.table for side in row.sides for value in side]
    for name in ("wide", "middle", "narrow"):
        spots = [spot for drawing in shown.drawings for row in getattr(drawing, name).rows for spot in row.spots]
        assert sorted(spot.dot.figure.id for spot in spots) == sorted(table)
        assert all(0 < spot.x <= spot.end_x < 100 for spot in spots)
    assert len(table) == len(figures) + 4
    assert len(shown.table) <= len(figures) + 3


def test_figures_without_numbers_are_not_drawn(sample: Explainer) -> None:
    """A series of which one figure has a value has no chart, and its page says what it is all the same."""
    sample.edit("facts/series.yaml", "  finding: {greater: newspaper, except_for: [2021-07]}\n", "")
    path = sample.path("facts/figures-crossings.yaml")
    text = (
        path.read_text("utf-8")
        .replace("  series: crossings\n  side: office\n", "")
        .split("- id: crossings-july-gazette")[0]
    )
    sample.save(path, text)
    assert card(sample, "page", ()).chart is None
    page = sample.make()["facts/crossings.html"].decode()
    assert "chart__drawing" not in page
    assert 'href="../data/series-crossings.csv"' in page


def test_a_story_shows_it_as_a_picture_of_its_own(sample: Explainer) -> None:
    """In a file for each arrangement, loaded last but always, so that it prints, its size known before; the table leads to every figure."""
    sample.edit("pages/index.md", "[How many walked](show:first-walkers)", "[Crossings](show:crossings)")
    site = sample.make()
    story = site["index.html"].decode()
    pictures = re.findall(r'(?:srcset|src)="(series/[^"]+)" width="\d+" height="([\d.]+)"', story)
    sizes = ("wide", "middle", "narrow")
    assert [path for path, _ in pictures] == [f"series/crossings-{size}.svg" for size in sizes]
    for path, height in pictures:
        root = ET.fromstring(site[path])  # our own output
        assert (root.get("width"), root.get("height")) == ("100%", height)
        assert root.findtext("{*}title") == "The newspaper has more crossings in June than the office"
        assert b"<a " not in site[path]
    assert re.search(r'<img class="chart__drawing" [^>]*fetchpriority="low">', story)
    assert "chart__mark" not in story
    ids = ("crossings-june-office", "crossings-june-gazette", "crossings-july-office", "crossings-july-gazette")
    table = story[story.index('<details class="picture-table">') : story.index("</details>")]
    assert [name for name in ids if f'href="facts/{name}.html"' not in table] == []


def test_on_its_own_page_all_periods_are_drawn(sample: Explainer) -> None:
    """In files for each of its drawings; the table there leads to every figure."""
    site = sample.make()
    page = site["facts/crossings.html"].decode()
    for number in range(1, 1 + len(chart(sample, "page", ()).drawings)):
        assert f'src="../series/crossings-{number}-narrow.svg"' in page
        assert {f"series/crossings-{number}-{size}.svg" for size in ("wide", "middle", "narrow")} <= site.keys()
    table = page[page.index('<details class="picture-table">') : page.index("</details>")]
    for name in ("crossings-june-office", "crossings-july-gazette"):
        assert f'href="../facts/{name}.html"' in table
    assert b'src="series/crossings-narrow.svg"' in site["figures.html"]
