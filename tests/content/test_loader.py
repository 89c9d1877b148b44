"""Invalid files are reported with line and column, and the last good site stays."""

from __future__ import annotations

import os

import pytest
from refused import assert_refused
from samples import Explainer

EVENTS = "facts/events.yaml"


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


# name, file, new bytes (or an edit), what the first problem must say
WHOLE_FILES = [
    ("a tab", EVENTS, b"- id: x\n\ttitle: y\n", "events.yaml:2:1: not valid YAML"),
    ("an unclosed quotation mark", EVENTS, b'- id: a\n  title: "never closed\n- id: b\n  title: c\n', "events.yaml:2:10: quotation mark opened here is not closed; its text extends to line"),
    ("one closed lines later", EVENTS, b'- id: a\n  title: "open\n- id: b\n  title: "shut"\n', "events.yaml:2:10: quotation mark opened here is not closed; its text extends to line 4"),
    ("a repeated key", EVENTS, b"- id: a\n  id: b\n", "events.yaml:2:3: key 'id' appears twice; first on line 1"),
    ("an anchor", EVENTS, b"- id: &x a\n", "events.yaml:1:7: anchor '&x'"),
    ("an alias", EVENTS, b"- id: &x a\n- id: *x\n", "events.yaml:2:7: alias '*x'"),
    ("a bomb of aliases", EVENTS, BOMB.encode(), "events.yaml:1:4: anchor '&a'"),
    ("a tag", EVENTS, b"- !!python/object:os.system x\n", "events.yaml:1:3: tag 'tag:yaml.org,2002:python/object:os.system'"),
    ("a comment within a text", EVENTS, b"- id: a # b\n    c\n", "did not find expected key [yaml]\n    2 |     c\n            ^\n    hint: put the text in quotation marks: ' #' begins a comment, after which it cannot continue"),
    ("two documents", EVENTS, b"- id: a\n---\n- id: b\n", "events.yaml:2:1: second document in one file"),
    ("a key that is a list", EVENTS, b"- ? [a]\n  : b\n", "events.yaml:1:5: a key that is not a word"),
    ("deep nesting", EVENTS, b"[" * 5000, "events.yaml:1:13: nested more than 12 levels deep"),
    ("Latin-1", EVENTS, "- id: café\n".encode("latin-1"), "events.yaml:1:10: byte 0xe9 is not UTF-8 text"),
    ("UTF-16", EVENTS, "- id: a\n".encode("utf-16"), "events.yaml:1:1: byte 0xff is not UTF-8 text"),
    ("NUL", EVENTS, b"- id: a\0\n", "events.yaml:1:8: invisible character U+0000"),
    ("a soft hyphen", EVENTS, "- id: a\n  title: 3\u00ad0\n".encode(), "events.yaml:2:11: invisible character U+00AD"),
    ("a direction override", EVENTS, "- id: a\n  title: x\u202ey\n".encode(), "events.yaml:2:11: invisible character U+202E"),
    ("an escaped control character", EVENTS, b'- id: a\n  title: "x\\ay"\n', "events.yaml:2:10: invisible character U+0007 in an escape"),
    ("an empty file", EVENTS, b"", "events.yaml:1:1: nothing where a list of records is expected"),
    ("only a comment", EVENTS, b"# nothing\n", "events.yaml:1:1: nothing where a list of records is expected"),
    ("a mapping for a list", EVENTS, b"id: a\n", "events.yaml:1:1: a mapping where a list of records is expected"),
    ("a text for a list", EVENTS, b"events\n", "events.yaml:1:1: a text where a list of records is expected"),
    ("a text for a record", EVENTS, b"- event\n", "events.yaml:1:3: record: 'event' where a mapping of fields is expected"),
    ("an empty site file", "site.yaml", b"", "site.yaml:1:1: field 'title' is missing"),
    ("a list as site file", "site.yaml", b"- a\n", "site.yaml:1:1: record: a list where a mapping of fields is expected"),
    ("no front matter", "pages/index.md", b"Hello\n", "index.md:1:1: no front matter"),
    ("open front matter", "pages/index.md", b"---\ntitle: x\n", "index.md:1:1: no front matter"),
    ("an empty page", "pages/index.md", b"", "index.md:1:1: no front matter"),
    ("bad front matter", "pages/index.md", b"---\ntitle: [\n---\n", "index.md:3:1: not valid YAML"),
    ("an unknown field in front matter", "pages/index.md", b"---\ntitle: x\ntemplate: home\ndescription: d\nnavi: y\n---\n", "index.md:5:1: unknown field 'navi'"),
    ("a binary seed", "seeds/harbour-gazette.txt", b"\xff\xfe\x00", "harbour-gazette.txt:1:1: byte 0xff is not UTF-8 text"),
]  # fmt: skip


EDITS = [
    ("a day that is not", EVENTS, "date: 2021-06-03", "date: 2021-02-30", "events.yaml:18:9: event 'opening': field 'date': '2021-02-30' is not a calendar day"),
    ("a month that is not", EVENTS, "date: 2021-06-03", "date: 2021-13", "events.yaml:18:9: event 'opening': field 'date': '2021-13' has no such month"),
    ("a mapping as date", EVENTS, "date: 2021-06-03", "date: {}", "events.yaml:18:9: event 'opening': field 'date': a mapping where a text is expected"),
    ("a host that is none", "publishers.yaml", "hosts: [gazette", "hosts: [a, gazette", "field 'hosts': 'a' does not fit"),
    ("a text as evidence", EVENTS, "  places: [lantern-bridge]\n", "  places: [[lantern-bridge]]\n", "field 'places': a list where a text is expected"),
    ("a short date", EVENTS, "date: 2021-06-03", "date: 2021-6-3", "events.yaml:18:9: event 'opening': field 'date': '2021-6-3' is not a date"),
    ("an empty date", EVENTS, "date: 2021-06-03", "date:", "events.yaml:18:8: event 'opening': field 'date' is empty"),
    ("a list as date", EVENTS, "date: 2021-06-03", "date: [2021]", "events.yaml:18:9: event 'opening': field 'date': a list"),
    ("a clock time no source gives", EVENTS, "time: evening", "time: 10:30", "events.yaml:19:9: event 'opening': time '10:30' is not in its evidence"),
    ("a time that is not", EVENTS, "time: evening", "time: 25:00", "events.yaml:19:9: event 'opening': field 'time': write the clock time as HH:MM"),
    ("NO", "sources.yaml", "base: true", "base: NO", "sources.yaml:8:9: source 'harbour-gazette': field 'base': 'NO' is neither true nor false"),
    ("neither yes nor no", "sources.yaml", "base: true", "base: perhaps", "sources.yaml:8:9: source 'harbour-gazette': field 'base': 'perhaps' is neither true nor false"),
    ("an id that climbs", EVENTS, "id: opening", "id: ../../opening", "events.yaml:15:7: event '../../opening': field 'id': '../../opening' is not an id"),
    ("a seed that climbs", "sources.yaml", "file: harbour-gazette.txt", "file: ../site.yaml", "sources.yaml:6:9: source 'harbour-gazette': field 'file': '../site.yaml' does not fit"),
    ("a template that climbs", "pages/index.md", "template: home", "template: ../home", "index.md:3:11: field 'template': '../home' is not an id"),
    ("an unknown template", "pages/index.md", "template: home", "template: hoem", "index.md:3:11: no template 'hoem.html'"),
    ("an unknown key", EVENTS, "time: evening", "tiem: evening", "events.yaml:19:3: event 'opening': unknown field 'tiem'"),
    ("a missing key", EVENTS, "  title: The bridge opens\n", "", "events.yaml:15:3: event 'opening': field 'title' is missing"),
    ("an empty text", EVENTS, "title: The bridge opens", "title:", "events.yaml:16:9: event 'opening': field 'title' is empty"),
    ("a list for a text", EVENTS, "title: The bridge opens", "title: [a]", "events.yaml:16:10: event 'opening': field 'title': a list where a text is expected"),
    ("a text for a list", EVENTS, "places: [lantern-bridge]", "places: lantern-bridge", "events.yaml:20:11: event 'opening': field 'places': 'lantern-bridge' where a list is expected"),
    ("a long text", EVENTS, "title: The bridge opens", "title: " + "x" * 100_000, "events.yaml:16:10: event 'opening': field 'title' has 100000 characters; at most 2000 fit"),
    ("no citation", "facts/terms.yaml", "  cite:\n    - source: harbour-gazette\n      prefix: before the first\n      exact: tram", "  cite: []", "terms.yaml:5:9: term 'rail': field 'cite' is empty"),
    ("a number in words", "facts/figures.yaml", "value: 400", "value: four hundred", "figures.yaml:6:10: figure 'first-walkers': field 'value': 'four hundred' is not a number"),
    ("infinity", "facts/figures.yaml", "value: 400", "value: .inf", "figures.yaml:6:10: figure 'first-walkers': field 'value': '.inf' is not a number"),
    ("not a number", "facts/figures.yaml", "value: 400", "value: NaN", "figures.yaml:6:10: figure 'first-walkers': field 'value': 'NaN' is not a number"),
    ("an exponent", "facts/figures.yaml", "value: 400", "value: 1e999999999", "figures.yaml:6:10: figure 'first-walkers': field 'value'"),
    ("an address that runs", "sources.yaml", "https://places.example/register", "javascript:alert(1)", "sources.yaml:14:8: source 'place-register': field 'url': an address starts with https:// or http://"),
    ("an address with spaces", "sources.yaml", "https://places.example/register", "https://places.example/a b", "sources.yaml:14:8: source 'place-register': field 'url'"),
    ("a language that is not", "site.yaml", "language: en", "language: English, mostly", "site.yaml:4:11: field 'language'"),
    ("a latitude off the globe", "facts/places.yaml", "latitude: 54.5", "latitude: 95", "places.yaml:7:13: place 'lantern-bridge': field 'latitude': '95' is out of range"),
    ("an inference for a word", EVENTS, "{year: year", "{decade: year", "events.yaml:22:22: event 'opening': field 'decade': 'decade' is not allowed here"),
    ("a script in Markdown", "pages/index.md", "waits.", "waits. <script>alert(1)</script>", "index.md:20:10: not plain Markdown: <script>"),
    ("a script as link", "pages/index.md", "page:timeline", "javascript:alert(1)", "index.md:20:33: link of unknown kind 'javascript:'"),
    ("a block quote", "pages/index.md", "waits.", "waits.\n\n> We lost everything.", "not plain Markdown: > a block quote"),
    ("a number as list mark", "pages/index.md", "waits.", "waits.\n\n1900. people drowned", "not plain Markdown: 1900. as a list"),
    ("an address without a host", "sources.yaml", "https://places.example/register", "https://[places", "an address has a host"),
    ("a record with a fragment", "pages/index.md", "fact:opening", "fact:opening#foo", "link to unknown record 'opening#foo'"),
    ("an image", "pages/index.md", "waits.", "waits. ![x](https://x.example/x.png)", "not plain Markdown"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "data", "expected"), WHOLE_FILES, ids=[case[0] for case in WHOLE_FILES])
def test_whole_file(
    built: Explainer, capsys: pytest.CaptureFixture[str], name: str, file: str, data: bytes, expected: str
) -> None:
    """An invalid file is reported with line and column."""
    del name
    assert_refused(built, capsys, lambda: built.path(file).write_bytes(data), expected)


@pytest.mark.parametrize(("name", "file", "old", "new", "expected"), EDITS, ids=[case[0] for case in EDITS])
def test_edit(
    built: Explainer, capsys: pytest.CaptureFixture[str], name: str, file: str, old: str, new: str, expected: str
) -> None:
    """An invalid value is reported with line and column."""
    del name
    assert_refused(built, capsys, lambda: built.edit(file, old, new), expected)


@pytest.mark.parametrize("file", ["site.yaml", "sources.yaml", "facts", "pages", "seeds/harbour-gazette.txt", ""])
def test_missing(built: Explainer, capsys: pytest.CaptureFixture[str], file: str) -> None:
    """A missing file or folder is named."""
    path = built.path(file)
    assert_refused(built, capsys, lambda: path.rename(built.folder / "away"), path.name)


def test_what_is_no_file(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that leads nowhere and a folder among the facts are named as such."""
    assert_refused(
        built, capsys, lambda: built.path("facts/events-x.yaml").symlink_to("nowhere"), "a link that leads to no file"
    )
    assert_refused(built, capsys, lambda: built.path("facts/more.yaml").mkdir(), "folder 'more.yaml' among files")


@pytest.mark.parametrize("name", ["facts/evnts.yaml", "facts/events.yml", "pages/notes.txt", "notes.yaml", "fact/x"])
def test_unknown_file(built: Explainer, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A file that nothing reads is named, so that no fact is lost to a typing slip."""
    path = built.path(name)

    def write() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")

    assert_refused(built, capsys, write, "unknown f")


@pytest.mark.parametrize("name", ["events.yaml~", ".#events.yaml", "4913", "#events.yaml#", ".events.yaml.swp"])
def test_by_products_are_ignored(sample: Explainer, name: str) -> None:
    """Files that editors leave next to a file while saving it are not content."""
    sample.path(f"facts/{name}").write_bytes(b"\xff\x00")
    assert sample.problems() == []


def test_byte_order_mark_and_windows_line_ends(sample: Explainer) -> None:
    """A byte order mark and CRLF change nothing."""
    path = sample.path(EVENTS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert sample.problems() == []


def test_link_out_of_the_folder(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link to a file outside its folder is rejected."""

    def link() -> None:
        path = built.path(EVENTS)
        path.rename(built.folder / "events.yaml")
        path.symlink_to(built.folder / "events.yaml")

    assert_refused(built, capsys, link, "events.yaml:1:1: a link to a file outside its folder")


def test_a_link_to_itself(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link to itself is rejected."""
    path = built.path("pages/loop.md")
    assert_refused(built, capsys, lambda: path.symlink_to("loop.md"), "loop.md:1:1: cannot be read")


def test_a_pipe_is_not_read(built: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe in the place of a file is refused, not waited for."""

    def pipe() -> None:
        path = built.path(EVENTS)
        path.unlink()
        os.mkfifo(path)

    assert_refused(built, capsys, pipe, "events.yaml:1:1: not a file")
