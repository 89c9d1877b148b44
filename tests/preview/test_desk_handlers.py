"""The desk over HTTP: what its pages ask and save, and every request that is refused."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from previewing import Preview, previewing, until
from samples import ROOT, SAMPLE, Explainer

from explainer.authoring.starter import SITE, STORY
from explainer.content.records import FORMAT
from explainer.exports.checksums import checksum
from explainer.preview.desk_handlers import FILES, WRITES
from explainer.preview.server import LARGEST

pytestmark = pytest.mark.slow

FORMS = ROOT / "tests" / "forms"
API = "/__preview/desk/api/"
LEFT_OUT = {"source": "harbour-gazette", "exact": "It was worth the wait", "reason": "Invented for a test."}


class Desk:
    """A preview's desk, asked as its own pages ask it."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        page = preview.ask("/__preview/desk/")[2].decode()
        found = re.search(r'data-token="([\w-]{40,})"', page)
        assert found
        self.token = found[1]

    def get(self, name: str, /, **query: str) -> dict[str, Any]:
        """An answer that was given."""
        status, headers, body = self.preview.ask(
            f"{API}{name}?{'&'.join(f'{key}={value}' for key, value in query.items())}"
        )
        assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def headers(self, **others: str) -> dict[str, str]:
        """The headers of a request that writes, some of them replaced; those that are empty are not sent."""
        own = {
            "Origin": f"http://127.0.0.1:{self.preview.port}",
            "X_Desk_Token": self.token,
            "Content_Type": "application/json",
        }
        return {name: value for name, value in (own | others).items() if value}

    def post(self, name: str, asked: Any, **others: str) -> tuple[int, bytes]:
        """The status and body of the answer to a request that writes."""
        return self.preview.ask(f"{API}{name}", "POST", json.dumps(asked).encode(), **self.headers(**others))[::2]


@pytest.fixture(scope="module")
def still() -> Iterator[Desk]:
    """The desk of a preview of the miniature, to which nothing is written."""
    with previewing(Explainer(SAMPLE)) as preview:
        yield Desk(preview)


REPORT = "Millrow, 4 June 2021. " + " ".join(
    f"The clerks counted {number}5 lamps in a hall." for number in range(11, 20)
)


@pytest.fixture
def report(tmp_path: Path) -> Explainer:
    """An explainer without records, as it is begun, whose one source is a report of ten sentences that is to be covered."""
    made = Explainer(tmp_path)
    for name in ("content/facts", "content/pages", "seeds"):
        (tmp_path / name).mkdir(parents=True)
    site = SITE.format(title="Lamps", today="2022-06-01", uid="0" * 16, format=FORMAT)
    publisher = "- {id: clerks, name: The Clerks, form: register, party_reason: They count., hosts: [clerks.example]}\n"
    source = (
        "- {id: report, title: Report, publisher: clerks, language: en, file: report.txt, base: true, "
        f"sha256: {checksum(REPORT.encode())}}}\n"
    )
    for name, text in {"site.yaml": site, "pages/index.md": STORY.format(title="Lamps"), "publishers.yaml": publisher,
                       "sources.yaml": source, "seeds/report.txt": REPORT}.items():  # fmt: skip
        made.path(name).write_text(text, "utf-8")
    return made


def of_report(desk: Desk, kind: str, words: str, **values: Any) -> dict[str, Any]:
    """A new record made of words of the report, as its form has it, with some more values."""
    at = REPORT.index(words)
    form = desk.get("form", kind=kind, source="report", start=str(at), end=str(at + len(words)))
    return {"kind": kind, "version": form["version"], "values": form["values"] | values}


def saved(desk: Desk, *changes: dict[str, Any], **more: Any) -> tuple[int, dict[str, Any]]:
    """The status and the answer of a save."""
    status, body = desk.post("save", {"changes": changes, **more})
    return status, json.loads(body)


def contents(sample: Explainer) -> dict[str, bytes]:
    """Every file of an explainer."""
    return {str(path): path.read_bytes() for path in sorted(sample.folder.rglob("*")) if path.is_file()}


def test_its_pages_and_files(still: Desk) -> None:
    """Every page has a policy that allows its own files alone; nothing else is served below its address."""
    for name in ("", "source?id=harbour-gazette", "record?id=opening", "page?id=index", "outside"):
        status, headers, body = still.preview.ask(f"/__preview/desk/{name}")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert still.token in body.decode()
    for name in FILES:
        assert still.preview.ask(f"/__preview/desk/files/{name}")[0] == 200
    for name in ("files/desk.html", "files/../desk.py", "files/", "files/site-css", "nothing", "api/nothing"):
        assert still.preview.ask(f"/__preview/desk/{name}")[0] == 404, name


def test_each_page_of_the_preview_leads_to_its_place_at_the_desk(still: Desk) -> None:
    """A record, a source and a text have their own place, any other page leads to the desk."""
    places = {"facts/opening.html": "record?id=opening", "sources/harbour-gazette.html": "source?id=harbour-gazette",
              "method.html": "page?id=method", "nothing.html": "", "": "page?id=index"}  # fmt: skip
    for path, place in places.items():
        assert still.preview.state(f"/{path}")["desk"] == f"/__preview/desk/{place}"


def test_a_plain_preview_has_no_desk(sample: Explainer) -> None:
    """Where pages are as published there is nothing besides them."""
    with previewing(sample, "--plain") as preview:
        assert preview.ask("/__preview/desk/")[0] == 404
        assert preview.ask(f"{API}save", "POST", b"{}")[0] == 405


def test_a_source_sentence_by_sentence(still: Desk) -> None:
    """The parts are the whole text; each sentence is cited, left out or open, and says why."""
    answer = still.get("source", id="harbour-gazette")
    assert "".join(part["text"] for part in answer["parts"]) == (SAMPLE / "seeds/harbour-gazette.txt").read_text(
        "utf-8"
    )
    sentences = {part["text"]: part for part in answer["parts"] if "state" in part}
    assert sentences["The Lantern Bridge opened on the evening of June 3."]["state"] == "cited"
    assert sentences["A cat slept on the rail."]["state"] == "left"
    assert sentences["A cat slept on the rail."]["reason"].startswith("Colour")
    outside = still.get("source", id="office-yearbook")
    assert outside["url"] == "https://places.example/yearbook"
    assert {"flags-on-the-banks", "bridge-market"} <= {claim["record"] for claim in outside["claims"]}


def test_a_source_that_cites_itself(tmp_path: Path) -> None:
    """A sentence that says who speaks, and when, is cited by the source; as such it is named, sentence and passage alike."""
    with previewing(Explainer(FORMS / "speech").copied(tmp_path)) as preview:
        desk = Desk(preview)
        own = {"id": "address", "kind": "source"}
        parts = [part for part in desk.get("source", id="address")["parts"] if own in part.get("records", ())]
        assert [part["text"].split()[0] for part in parts] == ["Address", "Delivered"]
        passage = desk.get("passage", source="address", start="0", end="7")
        assert (passage["records"], passage["state"]) == ([{"id": "marrow", "kind": "actor"}, own], "cited")


def test_a_table_cell_by_cell(tmp_path: Path) -> None:
    """Its cells are what is cited, by row and column; no passage, sentence or words across cells are offered."""
    with previewing(Explainer(FORMS / "table").copied(tmp_path)) as preview:
        desk = Desk(preview)
        text = (tmp_path / "seeds/fleet.csv").read_text("utf-8-sig")
        answer = desk.get("source", id="fleet")
        assert "".join(part["text"] for part in answer["parts"]) == text
        states = {part["text"]: (part["state"], part["records"]) for part in answer["parts"] if "state" in part}
        assert states["8.000"] == ("cited", [{"id": "boats-1951", "kind": "figure"}])
        assert states["105"] == ("cell", [])
        assert "1951" not in states
        start = text.index("8.000")
        query = {"source": "fleet", "start": str(start), "end": str(start + 5)}
        passage = desk.get("passage", **query)
        cell = {"source": "fleet", "row": "1951", "column": "Boats"}
        assert (passage["cite"], passage["words"], passage["state"]) == (cell, "1951 | Boats: 8.000", "cited")
        assert (passage["records"], passage["sentence"]) == ([{"id": "boats-1951", "kind": "figure"}], "8.000")
        assert desk.get("form", kind="figure", **query)["values"]["cite"] == [cell]
        (place,) = desk.get("named", words="8.000")["places"]
        assert (place["cite"], place["start"], place["end"]) == (cell, start, start + 5)
        (source,) = (each for each in desk.get("overview")["sources"] if each["id"] == "fleet")
        assert source["cells"] == sum(state == "cited" for state, _ in states.values())
        for first, last in ((start - 5, start - 1), (start, start + 9), (0, 5)):
            status, _, body = preview.ask(f"{API}passage?source=fleet&start={first}&end={last}")
            assert (status, "one cell" in json.loads(body)["error"]) == (400, True)


def test_a_passage_and_the_form_made_of_it(still: Desk) -> None:
    """Parts of words are made whole; the form has the citation, what follows from it, and the version of its file."""
    text = (SAMPLE / "seeds/harbour-gazette.txt").read_text("utf-8")
    start = text.index("bout 400 peopl")
    query = {"source": "harbour-gazette", "start": str(start), "end": str(start + len("bout 400 peopl"))}
    passage = still.get("passage", **query)
    assert passage["cite"] == {"source": "harbour-gazette", "exact": "About 400 people", "suffix": "crossed"}
    assert passage["place"] == "paragraph 1, sentence 2"
    assert {"id": "first-walkers", "kind": "figure"} in passage["records"]
    form = still.get("form", kind="figure", **query)
    assert form["values"]["words"] == "About 400 people"
    assert (form["file"], len(form["version"])) == ("facts/figures.yaml", 64)
    assert {field["name"]: field["usual"] for field in form["fields"]}["topics"]  # site.yaml has some
    existing = still.get("form", id="opening")
    assert (existing["kind"], existing["values"]["time"]) == ("event", "evening")


def test_an_outside_page(still: Desk) -> None:
    """A known address is its source, whatever its form; else the publisher is found by its host, or a new one begun."""
    assert still.get("outside", url="http://www.places.example/yearbook/%23top")["known"][0]["id"] == "office-yearbook"
    known_host = still.get("outside", url="https://www.places.example/new-page.html")
    assert (known_host["known"], known_host["publisher"]) == ([], None)
    assert known_host["source"] | {"date_accessed": ""} == {
        "id": "places-new-page", "publisher": "office", "language": "en", "date_accessed": "",
        "url": "https://www.places.example/new-page.html"}  # fmt: skip
    new_host = still.get("outside", url="https://echo.example/flags")
    assert new_host["publisher"] == {"id": "echo", "hosts": ["echo.example"]}
    assert new_host["source"]["publisher"] == "echo"
    assert new_host["source"]["date_accessed"] == str(Explainer(SAMPLE).content().site.record.as_of)  # long ago


@pytest.mark.parametrize("path", [
    "source?id=nothing", "passage?source=harbour-gazette&start=5&end=5", "passage?source=harbour-gazette&start=0&end=99999",
    "passage?source=nothing&start=0&end=5", "passage?source=harbour-gazette&start=-1&end=5", "passage", "form?kind=nothing",
    "form?kind=event&id=nothing", "form?id=nothing", "outside?url=ftp://places.example", "outside?url=javascript:alert(1)",
    "outside?url=https://[x", "outside?url=https://[x]/",
    "page?id=../site", "page?id=nothing", "unfinished?name=../site", "unfinished?name=nothing",
])  # fmt: skip
def test_questions_without_an_answer(still: Desk, path: str) -> None:
    """What does not exist is refused with the reason."""
    status, _, body = still.preview.ask(API + path)
    assert (status, bool(json.loads(body)["error"])) == (400, True)


def test_nothing_is_written_for_anybody_else(sample: Explainer) -> None:
    """A foreign host or origin, none, no token, another token, no JSON: each is refused, and no file changes."""
    with previewing(sample) as preview:
        desk = Desk(preview)
        before = contents(sample)
        form = desk.get("form", kind="left-out")
        asked = {"changes": [{"kind": "left-out", "version": form["version"], "values": LEFT_OUT}], "anyway": True}
        port = preview.port
        refused = [
            ({"Host": "evil.example"}, 403), ({"Host": f"evil.example:{port}"}, 403), ({"Origin": ""}, 403),
            ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": f"https://127.0.0.1:{port}"}, 403),
            ({"Origin": f"http://127.0.0.1:{port + 1}"}, 403), ({"X_Desk_Token": ""}, 403), ({"X_Desk_Token": "x" * 43}, 403),
            ({"X_Desk_Token": desk.token[:-1]}, 403), ({"Content_Type": "text/plain"}, 415), ({"Content_Type": ""}, 415),
            ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ]  # fmt: skip
        for name in WRITES:
            for headers, status in refused:
                assert desk.post(name, asked, **headers)[0] == status, (name, headers)
            for method in ("GET", "PUT", "DELETE"):
                assert preview.ask(API + name, method, **desk.headers())[0] == 405
        wrong: list[Any] = [
            [], {}, "text", {"changes": []}, {"changes": [[]]}, {"changes": [{"kind": 1, "values": {}, "version": ""}]},
            {"changes": [{"kind": "event", "values": [], "version": ""}]},
            {"changes": [{"kind": "event", "values": {"title": "\ud800"}, "version": form["version"]}]},
            {"changes": [{"kind": "event", "values": {"id": 5}, "version": ""}]},
            {"changes": [{"kind": "nothing", "values": {}, "version": ""}]},
            {"changes": [{"kind": "event", "id": "nothing", "values": {}, "version": ""}]},
            {"changes": [{"kind": "../site", "values": {}, "version": ""}]},
        ]  # fmt: skip
        for each in wrong:
            assert desk.post("save", each)[0] == 400, each
        assert preview.ask(f"{API}save", "POST", b"{", **desk.headers())[0] == 400
        with contextlib.suppress(OSError, http.client.HTTPException):  # the connection is closed while it is sent
            assert preview.ask(f"{API}save", "POST", b" " * 2 * LARGEST, **desk.headers())[0] == 400
        assert (
            desk.post("bind", {"page": "../site", "start": 0, "end": 3, "record": "opening", "version": ""})[0] == 400
        )
        assert (
            desk.post("bind", {"page": "index", "start": "0", "end": 3, "record": "opening", "version": ""})[0] == 400
        )
        assert desk.post("discard", {"name": "../facts/events"})[0] == 400
        assert contents(sample) == before
        assert preview.builds() == 1


def test_a_save_is_built_at_once(sample: Explainer) -> None:
    """The answer comes with the build: the next page has the record, and the next form the new version."""
    with previewing(sample) as preview:
        desk = Desk(preview)
        form = desk.get("form", kind="event")
        values = {"id": "rail", "title": "The bridge opens again", "summary": "It opened on an evening in June.",
                  "date": "2021-06-03", "inferred": {"year": "year-of-the-opening"},
                  "cite": [{"source": "harbour-gazette", "exact": "The Lantern Bridge opened on the evening of June 3."}]}  # fmt: skip
        change = {"kind": "event", "version": form["version"], "values": values}
        status, body = desk.post("save", {"changes": [change]})
        answer = json.loads(body)
        assert (status, [fault["keys"] for fault in answer["faults"]], answer["written"]) == (422, [["id"]], [])
        values["id"] = "opens-again"
        status, body = desk.post("save", {"changes": [change], "name": "rail"})
        assert (status, json.loads(body)["written"], json.loads(body)["problems"]) == (200, ["facts/events.yaml"], 0)
        assert json.loads(body)["built"] is True
        assert "The bridge opens again" in preview.page("facts/opens-again.html")
        assert desk.get("form", kind="event")["version"] != form["version"]
        assert desk.get("form", id="opens-again")["values"] == values
        status, body = desk.post("save", {"changes": [change | {"values": values | {"id": "third"}}]})
        assert (status, json.loads(body)["file"]) == (409, "facts/events.yaml")
        assert desk.get("overview")["unfinished"] == ["third"]
        assert desk.get("unfinished", name="third")["changes"][0]["record"]["id"] == "third"
        assert desk.post("discard", {"name": "third"})[0] == 200
        assert desk.get("overview")["unfinished"] == []
        until(preview.state, lambda state: not state["count"])


def test_what_is_rejected_stays_at_the_desk(sample: Explainer) -> None:
    """It comes first there, with who rejected it and why; nobody rejects anything without a remark."""
    sample.path("reviews.yaml").unlink()
    with previewing(sample) as preview:
        desk = Desk(preview)
        found = desk.get("check")
        one = found["statements"][1]
        asked = {"statement_sha256": one["statement_sha256"], "evidence_sha256": one["evidence_sha256"], "verdict": "wrong",
                 "by": "A. Reader", "version": found["version"]}  # fmt: skip
        for remark in ("", " "):
            status, body = desk.post("sign", asked | {"remark": remark})
            assert (status, json.loads(body)["error"]) == (400, "say what is wrong")
        assert desk.post("sign", asked | {"remark": "The verb says more."})[0] == 200
        again = desk.get("check")["statements"]
        assert len(again) == len(found["statements"])
        assert again[0] == one | {"by": "A. Reader", "remark": "The verb says more."}


def test_nobody_signs_what_cannot_be_read(sample: Explainer) -> None:
    """Without a content there is no statement: the place of the mistake is the answer."""
    sample.save(sample.path("site.yaml"), "title: [\n")
    with previewing(sample) as preview:
        hashes = {"statement_sha256": "0" * 64, "evidence_sha256": "0" * 64}
        status, body = Desk(preview).post("sign", hashes | {"verdict": "right", "remark": "", "by": "A. Reader"})
        assert (status, "site.yaml" in json.loads(body)["error"]) == (400, True)


def test_the_desk_works_while_something_is_wrong(sample: Explainer) -> None:
    """A mistake elsewhere keeps nobody from a save, even before there was a first good build."""
    sample.edit("pages/index.md", "The bridge joins", "The 17 bridges join")
    with previewing(sample) as preview:
        desk = Desk(preview)
        page = desk.get("page", id="index")
        start = page["body"].index("17 bridges")
        asked = {"page": "index", "start": start, "end": start + len("17 bridges"), "record": "opening",
                 "version": page["version"]}  # fmt: skip
        status, body = desk.post("bind", asked)
        assert (status, json.loads(body)["faults"][0]["rule"]) == (422, "link_agrees")
        status, body = desk.post("bind", asked | {"anyway": True})
        assert (status, json.loads(body)["problems"]) == (200, 1)
        assert "The [17 bridges](fact:opening) join" in sample.path("pages/index.md").read_text("utf-8")
        assert desk.post("bind", asked | {"version": page["version"]})[0] == 409


def test_a_draft_leaves_its_sentence_open(sample: Explainer) -> None:
    """The sentence names the draft that cites it, and counts as open; the desk lists the draft."""
    sample.edit("left-out.yaml", "- source: harbour-gazette\n  exact: A cat slept on the rail.\n  reason: Colour; it tells nothing about the bridge.\n", "[]\n")  # fmt: skip
    sample.add(
        "facts/events.yaml",
        "- id: cat\n  title: A cat sleeps\n  summary: It lay on the rail.\n  after: opening\n  draft: true\n"
        "  cite:\n    - {source: harbour-gazette, exact: A cat slept on the rail.}\n",
    )
    with previewing(sample) as preview:
        desk = Desk(preview)
        (part,) = [part for part in desk.get("source", id="harbour-gazette")["parts"] if "cat" in part["text"]]
        assert (part["state"], part["records"]) == ("open", [{"id": "cat", "kind": "event"}])
        start = (sample.folder / "seeds/harbour-gazette.txt").read_text("utf-8").index("A cat slept")
        passage = desk.get("passage", source="harbour-gazette", start=str(start), end=str(start + 5))
        assert (passage["state"], passage["records"]) == (part["state"], part["records"])
        overview = desk.get("overview")
        assert overview["drafts"] == [{"id": "cat", "kind": "event"}, {"id": "name-of-the-ferry", "kind": "unknown"}]
        assert overview["sources"][0]["open"] == 1
        assert [problem["rule"] for problem in preview.state()["problems"]] == ["covered_sentence"]


def test_open_sentences_do_not_block_what_covers_one(report: Explainer) -> None:
    """Each correct record is saved while many sentences are open; one that leaves more of them open names these."""
    with previewing(report) as preview:
        desk = Desk(preview)
        assert "more sentences of 'report' are neither cited nor left out" in str(preview.state()["problems"])
        lamps = of_report(
            desk, "figure", "The clerks counted 145 lamps in a hall.", id="lamps", title="Lamps in the hall"
        )
        assert saved(desk, lamps)[0] == 200
        other = of_report(desk, "left-out", "The clerks counted 125 lamps in a hall.", reason="Like the others.")
        assert saved(desk, other)[0] == 200
        cite = {"source": "report", "exact": "The clerks counted 195 lamps in a hall."}
        moved = desk.get("form", id="lamps")
        moved["values"] |= {"words": "195 lamps", "value": "195", "cite": [cite]}
        assert saved(desk, moved)[0] == 200  # as many are open as before
        more = desk.get("form", id="lamps")
        more["values"]["cite"] = [{"source": "report", "exact": "The clerks counted 125 lamps in a hall."}]
        more["values"] |= {"words": "125 lamps", "value": "125"}
        status, answer = saved(desk, more)
        assert status == 422
        messages = [fault["message"] for fault in answer["faults"]]
        assert 'sentence neither cited nor left out: "The clerks counted 195 lamps in a hall. …"' in messages
        assert "sentence is left out but cited by 'lamps'" in messages
        assert not [message for message in messages if "more sentences" in message or "135" in message]


def test_a_refused_save_leaves_no_file(report: Explainer) -> None:
    """A file that does not exist yet is not made, so that what was refused can be written anyway."""
    with previewing(report) as preview:
        desk = Desk(preview)
        lamps = of_report(desk, "figure", "The clerks counted 145 lamps in a hall.", id="lamps", title="The 99 lamps")
        assert lamps["version"] == ""
        status, answer = saved(desk, lamps)
        assert (status, [fault["keys"] for fault in answer["faults"]]) == (422, [["title"]])
        assert not report.path("facts/figures.yaml").exists()
        assert saved(desk, lamps, anyway=True, name="lamps")[1]["written"] == ["facts/figures.yaml"]
        status, answer = saved(desk, lamps, anyway=True)
        assert (status, answer["kept"]) == (409, "unfinished/lamps.yaml")


def test_the_answer_says_what_was_not_built(report: Explainer) -> None:
    """While problems are left elsewhere a record is written and not built; nor is its page there."""
    with previewing(report) as preview:
        desk = Desk(preview)
        lamps = of_report(
            desk, "figure", "The clerks counted 145 lamps in a hall.", id="lamps", title="Lamps in the hall"
        )
        status, answer = saved(desk, lamps)
        assert (status, answer["written"], answer["built"]) == (200, ["facts/figures.yaml"], False)
        assert answer["problems"] == preview.state()["count"] > 0
        assert "Lamps in the hall" not in preview.page("facts/lamps.html")


def test_attempts_at_the_same_passage_are_named_when_one_is_saved(report: Explainer) -> None:
    """What is kept has the name of its words, the same input is kept once; saved, its other attempts are named."""
    with previewing(report) as preview:
        desk = Desk(preview)
        left = of_report(desk, "left-out", "The clerks counted 125 lamps in a hall.", reason="About 99 others.")
        for _ in range(2):
            assert saved(desk, left)[1]["kept"] == "unfinished/left-out-the-clerks-counted-125-lamps-in.yaml"
        left["values"]["reason"] = "About 98 others."
        assert saved(desk, left)[1]["kept"] == "unfinished/left-out-the-clerks-counted-125-lamps-in-2.yaml"
        other = of_report(desk, "figure", "The clerks counted 145 lamps in a hall.", id="lamps", title="The 99 lamps")
        assert saved(desk, other)[1]["kept"] == "unfinished/lamps.yaml"
        left["values"]["reason"] = "Like the others."
        status, answer = saved(desk, left, name="left-out-the-clerks-counted-125-lamps-in-2")
        assert (status, answer["attempts"]) == (200, ["left-out-the-clerks-counted-125-lamps-in"])
        assert desk.get("overview")["unfinished"] == ["lamps", "left-out-the-clerks-counted-125-lamps-in"]
        assert desk.post("discard", {"name": answer["attempts"][0]})[0] == 200
        assert desk.get("overview")["unfinished"] == ["lamps"]
