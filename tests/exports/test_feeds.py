"""Feed and site map: they are well-formed, dated by the content, and never have an address that is a guess."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest
from samples import BASE, ROOT, SAMPLE, Explainer, listed

from explainer import cli
from explainer.content.loader import read_folder
from explainer.exports.feeds import NEEDS_ADDRESS, feed_pages
from explainer.graphics.palette import read_palette
from explainer.rendering.environment import make_environment
from explainer.rendering.renderer import Renderer

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def tree(site: Mapping[str, bytes], name: str) -> ET.Element:
    """The root of an XML file of the site."""
    return ET.fromstring(site[name])


def dates(site: dict[str, bytes]) -> dict[str, str]:
    """For each page of the site map, when it last changed."""
    found = {}
    for url in tree(site, "sitemap.xml"):
        address, modified = (url.findtext(f"{MAP}{name}") for name in ("loc", "lastmod"))
        assert address is not None
        assert modified is not None
        found[address.removeprefix(BASE)] = modified
    return found


def test_feed_of_changes(addressed: Mapping[str, bytes]) -> None:
    """Corrections and developments, the newest first, each with a permanent id, a date of its own and its page."""
    feed = tree(addressed, "feed.xml")
    told = [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "title"))
        for entry in feed.iter(f"{ATOM}entry")
    ]
    assert told == [
        ("urn:uuid:0fefe47d-c56e-5a8d-863b-6d5beb2b1824", "2022-01-31T00:00:00Z", "The number of walkers"),
        ("urn:uuid:247e3470-52a2-5f86-ab2f-863fbcbebec3", "2021-11-02T00:00:00Z", "Another yard is to build the ferry"),
        ("urn:uuid:8eaf7994-f13e-50f0-a28c-d7877c01b875", "2021-09-01T00:00:00Z", "Work begins in Westquay"),
        ("urn:uuid:f6198565-7e16-509c-a2a2-64229a90ad29", "2021-07-01T00:00:00Z", "The office speaks of the ferry"),
    ]
    assert feed.findtext(f"{ATOM}updated") == "2022-01-31T00:00:00Z"
    links = {link.get("rel", ""): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}feed.xml", "": f"{BASE}index.html"}
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert summary.startswith("31 January 2022. About 400 people")
    assert "It said: 500 people" in summary
    assert "Why: A slip of the pen." in summary


def test_permanent_ids(sample: Explainer) -> None:
    """No change of address, title or day changes an id in feed or calendar; `uid` in site.yaml does."""

    def ids(address: str) -> list[str]:
        made = sample.make("--base-url", address)
        calendar = re.findall(r"UID:(\S+)", made["calendar.ics"].decode())
        return [*calendar, *(each.text or "" for each in tree(made, "feed.xml").iter(f"{ATOM}id"))]

    first = ids(BASE)
    assert len(set(first)) == len(first) > 4
    assert "opening-32816028c9fdda3e" in first
    sample.edit("site.yaml", "title: The Lantern Bridge", "title: Another name")
    assert ids("https://example.com/moved/") == first
    sample.edit("site.yaml", "uid: 32816028c9fdda3e", "uid: another-explainer")
    assert set(ids(BASE)).isdisjoint(first)


def test_site_map_has_every_page_and_dates_from_the_content(sample: Explainer) -> None:
    """The site map has every page except the 404 page, those at former addresses, and those of words and places.

    A record is dated by its last correction or reading, others by the day looked up to.
    """
    sample.edit("facts/corrections.yaml", "date: 2022-01-31", "date: 2022-01-20")
    site = sample.make("--base-url", BASE)
    found = dates(site)
    explained = {"facts/rail.html", "facts/lantern-bridge.html", "facts/westquay.html"}
    assert set(found) == listed(site).keys() - {"404.html"} - explained
    assert found["facts/first-walkers.html"] == "2022-01-20"
    assert found["facts/walkers-office.html"] == "2022-01-30"
    assert found["facts/opening.html"] == "2022-01-31"
    assert found["index.html"] == "2022-01-31"


def test_without_an_address_nothing_absolute(
    sample: Explainer, site: Mapping[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that need the site's address are left out and listed once; the others have no absolute address."""
    assert not set(NEEDS_ADDRESS) & set(site)
    assert b"Sitemap" not in site["robots.txt"]
    for path, body in site.items():
        if path.endswith(".html"):
            assert not re.search(rb"og:url|og:image|canonical|rel=.manifest|feed\.xml|citation_public_url", body), path
    assert cli.main(sample.options("build")) == 0
    assert capsys.readouterr().out.count("left out: feed.xml, sitemap.xml") == 1
    assert cli.main(sample.options("build", "--base-url", BASE)) == 0
    assert "--base-url" not in capsys.readouterr().out


def test_robots_are_told_of_the_site_map(addressed: Mapping[str, bytes]) -> None:
    """Everything may be read, and the map is named in full."""
    robots = addressed["robots.txt"].decode()
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


def test_web_manifest(site: Mapping[str, bytes]) -> None:
    """It names the site, and every address in it leads to a file of the site."""
    manifest = json.loads(site["site.webmanifest"])
    assert manifest["name"] == "The Lantern Bridge"
    assert manifest["start_url"] in site
    assert all(icon["src"] in site for icon in manifest["icons"])


def test_hostile_texts_stay_text() -> None:
    """Markup and control characters in a text neither break the feed nor become elements."""
    data = Explainer(SAMPLE).data()
    (correction,) = data.kinds["corrections"]
    evil = correction.model_copy(update={"title": "<script>alert(1)</script> & ]]> \x01\ufffe <b>"})
    data.kinds.known["corrections"] = (evil,)
    folder = ROOT / "templates"
    env = make_environment([folder], data.catalogue, read_palette(read_folder(ROOT / "static")[0]))
    page, _ = feed_pages(data, [], BASE)
    feed = tree({"feed.xml": Renderer(env, [folder], data, BASE, frozenset()).page(page).encode()}, "feed.xml")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "<script>alert(1)</script> & ]]>  <b>"


def test_a_file_of_the_program_is_not_written_twice(sample: Explainer) -> None:
    """A static file of the same name is a problem, not a silent loss."""
    sample.static = sample.folder / "static"
    (sample.static / "css").mkdir(parents=True)
    (sample.static / "robots.txt").write_text("x", "utf-8")
    shutil.copy(ROOT / "static" / "css" / "site.css", sample.static / "css")
    (problem,) = sample.problems()
    assert problem.startswith("robots.txt:1:1: two files are to be 'robots.txt'")
