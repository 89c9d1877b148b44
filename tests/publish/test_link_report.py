"""The report on outside links, and the smoke test of a published site, against a local server."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from samples import Explainer
from serving import running

from explainer import cli
from explainer.content.records import Source
from explainer.publish.http import fetch
from explainer.publish.link_report import Link, check_links, recorded, table
from explainer.text.dates import parse_edtf

ANSWERS = {"200": "alive", "204": "alive", "301": "moved", "308": "moved", "302": "alive", "403": "refused", "401": "refused",
           "404": "gone", "410": "gone", "429": "rate-limited", "500": "server-error", "503": "server-error",
           "silent": "no-answer", "loop": "no-answer", "get": "alive", "moved-away": "gone", "moved-astray": "no-answer"}  # fmt: skip


class Server(BaseHTTPRequestHandler):
    """Answers with the status its path names."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        """Answer."""
        name = self.path.strip("/")
        self.asked.append((self.command, name))
        if name == "silent":
            self.close_connection = True
            return
        if name == "get":
            name = "405" if self.command == "HEAD" else "200"
        targets = {"301": "/200", "308": "/200", "302": "/200", "loop": "/loop", "moved-away": "/404"}
        targets["moved-astray"] = "file:///etc/passwd"
        status = {"loop": 302, "moved-away": 301, "moved-astray": 301}.get(name) or int(name)
        self.send_response(status)
        if name in targets:
            self.send_header("Location", targets[name])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  # the name is the base class's

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    """The server of all answers."""
    Server.asked = []
    yield from running(Server)


def test_every_answer_has_its_state(server: str) -> None:
    """Alive, moved, gone, refused, rate limited, server error and no answer are distinguished; GET is used where HEAD is refused."""
    links = [Link(f"{server}/{name}", name, "unchecked") for name in ANSWERS]
    found = list(check_links(links, most=len(links), seconds=5, pause=0))
    assert {link.source: link.state for link in found} == ANSWERS
    assert ("GET", "get") in Server.asked
    assert ("GET", "200") not in Server.asked
    nobody = Link("http://127.0.0.1:9/", "x", "alive")
    (link,) = check_links([nobody], most=1, seconds=5, pause=0)
    assert link.state == "no-answer"
    assert "recorded as alive" in link.note


def test_no_more_than_asked_for(server: str) -> None:
    """Beyond the limit no address is requested, and the recorded state is shown."""
    links = [Link(f"{server}/200", str(number), "gone") for number in range(5)]
    found = list(check_links(links, most=2, seconds=5, pause=0))
    assert [link.state for link in found] == ["alive", "alive", "gone", "gone", "gone"]
    assert len(Server.asked) == 2


def test_one_request_at_a_time(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    """Between two addresses there is a pause."""
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    list(check_links([Link(f"{server}/200", "a", "alive")] * 3, most=3, seconds=5, pause=7))
    assert pauses == [7, 7]


def test_table_and_recorded_states() -> None:
    """Addresses that need an editor come first; the recorded state and the archived copy are named."""
    source: dict[str, Any] = {"title": "t", "publisher": "p", "language": "en"}
    links = recorded([
        Source(id="a", url="https://a.example/", link_state="alive", link_checked=parse_edtf("2022-01-30"), **source),
        Source(id="b", url="https://b.example/", link_state="gone", link_checked=parse_edtf("2022-01-31"), archive_url="https://kept.example/b", **source),
        Source(id="c", file="c.txt", sha256="0" * 64, **source),
    ])  # fmt: skip
    assert table(links) == (
        "gone          b: https://b.example/\n              recorded on 2022-01-31; archived at https://kept.example/b\n"
        "alive         a: https://a.example/\n              recorded on 2022-01-30; no archived copy\n"
        "unchecked     b: https://kept.example/b\n              the archived copy\n1 gone, 1 alive, 1 unchecked"
    )
    assert table([]) == "no outside links"


def test_links_command(sample: Explainer, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command exits with 0 whatever it finds; `--offline` asks nobody."""
    path = sample.path("sources.yaml")
    path.write_text(path.read_text("utf-8").replace("https://places.example/register", f"{server}/404"), "utf-8")
    assert cli.main([*sample.options("links"), "--offline"]) == 0
    assert Server.asked == []
    assert "no state recorded" in capsys.readouterr().out
    assert cli.main([*sample.options("links"), "--limit", "1", "--pause", "0"]) == 0
    assert capsys.readouterr().out.startswith("gone          place-register: ")


def test_half_a_link_state(sample: Explainer) -> None:
    """A state without its day, or without an address, is a problem."""
    sample.edit(
        "sources.yaml",
        "url: https://places.example/register",
        "url: https://places.example/register\n  link_state: gone",
    )
    (problem,) = sample.problems()
    assert problem.startswith(
        "content/sources.yaml:15:15: source 'place-register': 'link_state' without its other half"
    )


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    """No address of another scheme is opened."""
    (tmp_path / "x").write_text("secret")
    assert fetch(f"file://{tmp_path}/x").status == 0
    assert fetch("http://[bad").status == 0
