"""A picture of counts shows each account with its number, its signs and its publishers."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from samples import Explainer

PAGE = "facts/number-who-walked.html"
EVENT = (
    "- id: walkers-{name}\n  title: Walkers are counted again\n  summary: More walked, by the yearbook.\n"
    "  date: 2021-06-03\n  cite:\n    - source: office-yearbook\n"
    "      claim: On 3 June 2021 a choir and {words} walked.\n"
)


def rows(page: str) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """Of each row its name, its number in words, its publishers, and its signs as (kind, from, length), in pixels."""
    found = re.findall(
        r'<li><a href="[^"]*">([^<]*)</a>\s*<svg[^>]*>(.*?)</svg>\s*<b>(.*?)</b> <span class="soft">(.*?)</span>', page, re.DOTALL
    )  # fmt: skip
    run = r'<rect x="([\d.]+)" width="([\d.]+)" height="26" fill="url\(#(\w+)-'
    return [
        (name, words, who, [(kind, x, width) for x, width, kind in re.findall(run, svg)])
        for name, svg, words, who in found
    ]


def test_a_row_for_each_account(site: Mapping[str, bytes]) -> None:
    """On its own page, with the figures, with the dispute and with the open questions it is the same."""
    expected = [
        ("The newspaper", "About 400 people", "The Harbour Gazette", [("sure", "0", "496"), ("doubt", "504", "48")]),
        ("The office", "nearly 380 people", "Harbour Office", [("sure", "0", "496"), ("doubt", "504", "20")]),
    ]  # fmt: skip
    for page in (PAGE, "figures.html", "facts/how-many-walked.html", "open-questions.html"):
        assert rows(site[page].decode()) == expected
    key = re.findall(
        "</svg> (.*?)</span>", site[PAGE].decode().partition('class="counts__key"')[2].partition("</p>")[0]
    )
    assert key == ["each stands for 20", "open: “About 400 people”", "open: “nearly 380 people”"]


def test_the_table_links_every_record(site: Mapping[str, bytes]) -> None:
    """By its own title, with its number and publishers."""
    table = site[PAGE].decode().partition('picture-table"')[2].partition("</details>")[0]
    assert '<a href="../facts/first-walkers.html">People who crossed on foot</a></th><td>About 400 people</td>' in table
    assert '<a href="../facts/walkers-office.html">People on foot, as the office has it</a></th>' in table


@pytest.mark.parametrize(
    ("words", "signs"),
    [("twelve people", [("apart", "0", "20"), ("sure", "28", "328")]),
     ("over 10 people", [("apart", "0", "20"), ("sure", "28", "272"), ("doubt", "308", "20")]),
     ("10 to 12 people", [("apart", "0", "20"), ("sure", "28", "272"), ("doubt", "308", "48")])],
)  # fmt: skip
def test_numbers_of_any_record(sample: Explainer, words: str, signs: list[tuple[str, str, str]]) -> None:
    """Of what is no figure the number is read from words of its evidence; one more may be named beside it."""
    sample.add("facts/events-around.yaml", EVENT.format(name="again", words=words))
    sample.add("facts/events-around.yaml", EVENT.format(name="once", words="9 people"))
    path = sample.path("facts/tallies.yaml")
    sample.add(
        "facts/disputes.yaml",
        "- id: choir\n  title: How many came with the choir\n  summary: The yearbook differs.\n  versions:\n"
        "    - says: As many as are drawn.\n      records: [walkers-again]\n"
        "    - says: Fewer.\n      records: [walkers-once]\n",
    )
    path.write_text(
        "- id: number-who-walked\n  title: Fewer walked once\n  summary: Who walked.\n  sign: person\n  unit: person\n"
        "  dispute: choir\n  rows:\n"
        f"    - {{record: walkers-again, name: Again, words: {words}, beside: choir}}\n"
        "    - {record: walkers-once, name: Once, words: 9 people}\n"
        "  finding:\n    - {which: least, records: [walkers-once]}\n",
        "utf-8",
    )
    (again, once) = rows(sample.make()[PAGE].decode().replace("\xa0", " "))
    assert again == ("Again", f"choir + {words}", "Harbour Office", signs)
    assert once[3] == [("sure", "0", "244")]


WHOLE = "facts/who-crossed-the-bridge.html"


def test_parts_along_a_bar(site: Mapping[str, bytes]) -> None:
    """Each as long as its share; what no source accounts for is shown, and so is what is left, as reckoned by us."""
    page = site[WHOLE].decode()
    parts = re.findall(r'<rect class="part (\w+)"[^>]* x="([\d.]+)%" y="10" width="([\d.]+)%"', page)
    assert parts == [
        ("first", "0.0", "60.0"),
        ("second", "60.0", "29.5"),
        ("missing", "89.5", "0.5"),
        ("rest", "90.0", "10.0"),
    ]
    assert "<b>Crossed: 1,800 people, 90% of 2,000 people</b>" in page
    assert '<svg class="bracket" width="90.0%"' in page
    assert '<text class="half" x="50%" y="89">half of all counted at the bridge</text>' in page
    rows = re.findall(r'scope="row">(?:<a [^>]*>)?(.*?)(?:</a>)?</th>\s*<td>(.*?)</td><td>(.*?)</td>', page)
    assert rows == [
        ("on foot", "1,200 people", "60%"),
        ("by tram", "590 people", "30%"),
        ("not accounted for", "10, by our subtraction", "under 1%"),
        ("turned back", "200, by our subtraction", "10%"),
        ("crossed", "1,800 people", "90%"),
        ("counted at the bridge", "2,000 people", "100%"),
    ]
    assert f'<a href="{WHOLE}">Most of those counted walked</a>' in site["figures.html"].decode()


def test_parts_that_are_the_whole(sample: Explainer) -> None:
    """Nothing is left then, and nothing is marked that the title does not speak of."""
    sample.edit(
        "facts/wholes.yaml", "{figure: day-all, name: counted at the bridge}", "{figure: day-crossed, name: crossed}"
    )
    sample.edit(
        "facts/wholes.yaml",
        "  together: {figure: day-crossed, name: crossed}\n  rest: turned back\n",
        "  rest: others\n",
    )
    sample.edit("facts/wholes.yaml", "share: 0.5, of: day-all", "of: day-by-tram")
    page = sample.make()[WHOLE].decode()
    assert re.findall(r'class="part (\w+)"[^>]* y="10"', page) == ["first", "second", "rest"]
    assert "bracket" not in page
    assert "half of all" not in page
