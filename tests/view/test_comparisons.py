"""Comparisons: every remark is that of its record, under its person, on every page that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping

ROW = re.compile(r'<tr>\n<th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(
    r'<td><b class="comparison__who">(.*?)</b>\s*<(q|span)[^>]*>(.*?)</\2>\s*<a class="soft" href="\.?\.?/?([^"]*)"[^>]*>(.*?)</a></td>',
    re.DOTALL,
)


def rows(page: bytes) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Of each topic its remarks as (person, element, words, record's address, how it was said)."""
    table = page.decode().partition('class="comparison"')[2].partition("</figure>")[0]
    return [(topic, CELL.findall(cells)) for topic, cells in ROW.findall(table)]


def test_remarks_are_those_of_their_records(site: Mapping[str, bytes]) -> None:
    """Quotations as such, other remarks in our own words, silence linked to the record that has it."""
    wait = 'We waited nine years for this walk, <span class="quote__cut">[…]</span>'
    wait += ' It was worth the wait <span class="quote__insertion">[for the whole harbour]</span>.'
    for name in ("voices.html", "facts/mayor-and-office.html"):
        (bridge, said), (ferry, silent) = rows(site[name])
        assert (bridge, ferry) == ("The bridge", "The ferry")
        assert [cell[:2] for cell in said] == [("Ada Finch", "q"), ("Harbour office", "span")]
        assert [re.sub(r"</?span[^>]*>", "", cell[2]) for cell in said] == [
            re.sub(r"</?span[^>]*>", "", wait),
            "The bridge is to be painted green.",
        ]
        assert [cell[3] for cell in said] == ["facts/nine-years.html", "facts/green-paint.html"]
        assert silent[0] == ("Ada Finch", "span", "Not mentioned.", "facts/ferry-not-mentioned.html", "July 2021")
        assert silent[1][:3] == ("Harbour office", "span", "The old ferry stopped in May 2019.")
        assert silent[1][4] == "to the newspaper · May 2019"
