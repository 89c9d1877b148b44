"""The number of independent publishers of a record, and the origin that is shown of a page."""

from __future__ import annotations

import json

import pytest
from samples import Explainer

from explainer.content.independence import credit, independent_publishers

PUBLISHER = "- id: {id}\n  name: The {id}\n  form: newspaper\n  party_reason: None is known.\n  hosts: [{id}.example]\n"
SOURCE = (
    "- id: {id}-page\n  title: A page\n  publisher: {id}\n  language: en\n  url: https://{id}.example/page\n"
    "  date_accessed: 2022-01-30\n"
)


def publisher(sample: Explainer, name: str, *more: str, **source: str) -> None:
    """Another publisher with one page, on which the flags rest, too."""
    sample.add("publishers-copies.yaml", PUBLISHER.format(id=name) + "".join(f"  {line}\n" for line in more))
    own = "".join(f"  {field}: {value}\n" for field, value in source.items())
    sample.add("sources-copies.yaml", SOURCE.format(id=name) + own)
    cite = f"    - source: {name}-page\n      claim: On 3 June 2021 flags hung there.\n"
    sample.edit("facts/events-around.yaml", "- id: bridge-market", f"{cite}- id: bridge-market")


def groups(sample: Explainer, record: str = "flags-on-the-banks") -> list[tuple[str, ...]]:
    """The publishers of a record, in groups of which each counts as one."""
    content = sample.content()
    return list(independent_publishers(content, content.records[record]))  # type: ignore[arg-type]


def test_two_publishers(sample: Explainer) -> None:
    """Publishers about which nothing else is known count separately."""
    publisher(sample, "herald")
    assert groups(sample) == [("office",), ("herald",)]


@pytest.mark.parametrize("kinship", ["owner: town", "party: builders"])
def test_one_owner_or_party(sample: Explainer, kinship: str) -> None:
    """Two publishers of one owner, or of one party, count as one."""
    sample.edit("publishers.yaml", "  party: builders\n" if "owner" in kinship else "  owner: town\n", "")
    publisher(sample, "herald", kinship)
    assert groups(sample) == [("office", "herald")]


def test_a_copy_counts_as_its_origin(sample: Explainer) -> None:
    """A copy adds nothing to the publisher whose text it is."""
    publisher(sample, "herald", origin="office")
    assert groups(sample) == [("office",)]


def test_a_rewrite_counts_as_its_original(sample: Explainer) -> None:
    """A rewrite of a registered source adds no publisher either, directly or indirectly."""
    publisher(sample, "herald", derived_from="office-yearbook")
    publisher(sample, "courier", derived_from="herald-page")
    assert groups(sample) == [("office",)]


def test_of_other_records(sample: Explainer) -> None:
    """A dispute has the publishers of its versions, an inference has none."""
    assert groups(sample, "how-many-walked") == [("gazette",), ("office",)]
    assert groups(sample, "year-of-the-opening") == []


def test_where_it_is_shown(sample: Explainer) -> None:
    """A record shows the number of its publishers and which of them count as one, in words and in the data."""
    publisher(sample, "herald", "party: builders")
    publisher(sample, "courier")
    site = sample.make()
    page = site["facts/flags-on-the-banks.html"].decode()
    assert "Two publishers, one of them a party to the subject." in page
    assert "Harbour Office and The herald count as one." in page
    events = json.loads(site["data/events.json"])["records"]
    (flags,) = (each for each in events if each["id"] == "flags-on-the-banks")
    assert flags["independent"] == [["office", "herald"], ["courier"]]


def test_credit_of_a_copy(sample: Explainer) -> None:
    """A copy names its origin and where it was read, in lists, on its page and in citations."""
    content = sample.content()
    assert credit(content, content.source_entry("mirror-millrow").record) == "Harbour Office, read at Coast Mirror"
    site = sample.make()
    for page in ("sources.html", "facts/millrow-begun.html", "agreements.html"):
        assert b"Harbour Office, read at Coast Mirror" in site[page]


def test_what_is_not_described_is_said(sample: Explainer) -> None:
    """A publisher's page says what it is and by whom it is so described, or that it is not described."""
    site = {path: body.decode() for path, body in sample.make().items() if path.startswith("sources/")}
    mirror = site["sources/mirror-millrow.html"]
    assert "Coast Mirror<br>Not described: no page we read says what it is." in mirror
    assert "Office of the harbour town that had the bridge built<br>Owner: The town" in mirror
    assert 'It is described by <a href="../sources/office-yearbook.html">Harbour Office</a>' in mirror
    assert "The Harbour Gazette: The Harbour Gazette is a daily newspaper" in site["sources/office-yearbook.html"]


def test_a_copy_of_unknown_origin(sample: Explainer) -> None:
    """A copy of unknown origin may go back to any other page, so it adds nothing to one; alone it counts as its publisher."""
    publisher(sample, "herald", origin_unknown="true")
    assert groups(sample) == [("office",)]
    sample.edit("sources-copies.yaml", "  origin: office\n", "  origin_unknown: true\n")
    assert groups(sample, "millrow-begun") == [("coast-mirror",)]
    assert b"Coast Mirror (a copy, origin not known)" in sample.make()["facts/millrow-begun.html"]
