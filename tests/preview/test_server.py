"""The preview over HTTP, as the real server on a real port, with a fix for each pitfall of its packages."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from previewing import LONG, Preview, free_port, previewing, until
from samples import SAMPLE, Explainer

pytestmark = pytest.mark.slow


def own_static(sample: Explainer, files: dict[str, bytes]) -> None:
    """Give the copy static files of its own, some added."""
    shutil.copytree(sample.static, sample.folder / "static")
    sample.static = sample.folder / "static"
    for name, body in files.items():
        (sample.static / name).parent.mkdir(parents=True, exist_ok=True)
        (sample.static / name).write_bytes(body)


@pytest.fixture(scope="module")
def still() -> Iterator[Preview]:
    """A preview of the miniature that nobody edits."""
    with previewing(Explainer(SAMPLE)) as preview:
        yield preview


def test_a_save_is_shown_and_a_mistake_survived(sample: Explainer) -> None:
    """A saved file is served; a broken one keeps the last good page and is reported; a fix shows."""
    with previewing(sample) as preview:
        assert "The bridge joins" in preview.page()
        sample.edit("pages/index.md", "The bridge joins", "The new bridge joins")
        until(preview.page, lambda page: "The new bridge joins" in page)
        sample.edit("pages/index.md", "The new bridge joins", "The 17 bridges join")
        (problem,) = until(preview.state, lambda state: state["count"])["problems"]
        assert "The new bridge joins" in preview.page()
        assert (problem["message"], problem["rule"]) == ("bare number '17' in prose", "bare_statement")
        assert problem["place"].endswith("content/pages/index.md:9")
        assert [line["text"].startswith("The 17 bridges") for line in problem["lines"] if line["marked"]] == [True]
        assert problem["hint"].startswith("bind it to a record")
        until(
            preview.text, lambda said: "bare number '17' in prose [bare_statement]" in said and "hint: bind it" in said
        )
        sample.edit("pages/index.md", "The 17 bridges join", "The mended bridge joins")
        until(preview.page, lambda page: "The mended bridge joins" in page)
        assert preview.state()["problems"] == []
        assert not (sample.folder / "_site").exists()


def test_first_build_fails(sample: Explainer) -> None:
    """Until there is a good page, a plain one with the preview's script is served."""
    sample.edit("pages/index.md", "The bridge joins", "The 17 bridges join")
    with previewing(sample) as preview:
        status, _, body = preview.ask("/")
        assert (status, b"Nothing built yet" in body, b"/__preview/preview.js" in body) == (503, True, True)
        assert preview.state()["count"] == 1
        sample.edit("pages/index.md", "The 17 bridges join", "The bridge joins")
        until(lambda: preview.ask("/")[0], lambda status: status == 200)


def test_served_as_github_pages_does(sample: Explainer) -> None:
    """Below the base path: pages with and without `.html`, folders, the site's own 404 page at any depth."""
    own_static(
        sample, {"guide/index.html": b"<title>Guide</title>", "both.html": b"file", "both/index.html": b"folder"}
    )
    with previewing(sample, "--base-url", "https://example.org/bridge/", "--plain") as preview:
        site = sample.make("--base-url", "https://example.org/bridge/")
        for path, body in site.items():
            assert preview.ask(f"/bridge/{path}")[::2] == (200, body), path
        lead = {"/": "/bridge/", "/bridge": "/bridge/", "/bridge/guide": "/bridge/guide/"}
        for path, location in lead.items():
            assert preview.ask(path)[1].get("location") == location, path
        found = {"": "index.html", "method": "method.html", "facts/opening": "facts/opening.html",
                 "guide/": "guide/index.html", "both": "both.html", "both/": "both/index.html",
                 "method.html?x=1": "method.html", "%6dethod": "method.html"}  # fmt: skip
        for path, file in found.items():
            assert preview.ask(f"/bridge/{path}")[::2] == (200, site[file]), path
        for path in ("/bridge/nope", "/bridge/a/b/c/", "/bridge/method/", "/other/", "/bridge/../x", "/bridge/facts/"):
            status, headers, body = preview.ask(path)
            assert (status, headers["content-type"], body) == (404, "text/html; charset=utf-8", site["404.html"]), path


def test_media_types(sample: Explainer) -> None:
    """Every kind of file has its media type, whatever the machine's own list says."""
    expected = {
        "html": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml; charset=utf-8",
        "png": "image/png",
        "json": "application/json; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "ics": "text/calendar; charset=utf-8",
        "xml": "application/xml; charset=utf-8",
        "webmanifest": "application/manifest+json; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "what": "application/octet-stream",
    }
    own_static(sample, {f"kinds/x.{ending}": b"x" for ending in expected})
    with previewing(sample) as preview:
        assert {end: preview.ask(f"/kinds/x.{end}")[1]["content-type"] for end in expected} == expected


def test_gzip_and_conditional_requests(still: Preview) -> None:
    """Text is compressed for who accepts it; what was not changed is not sent again; HEAD sends no body."""
    plain = still.ask("/css/site.css")
    packed = still.ask("/css/site.css", Accept_Encoding="gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert len(packed[2]) < len(plain[2]) / 2
    assert gzip.decompress(packed[2]) == plain[2]
    assert still.ask("/css/site.css", If_None_Match=plain[1]["etag"])[::2] == (304, b"")
    assert still.ask("/", "HEAD")[::2] == (200, b"")


def test_only_this_machine_and_no_foreign_page(still: Preview) -> None:
    """A foreign Host or Origin is refused, wherever it asks; livereload's open doors are closed."""
    port = still.port
    paths = ("/", "/nope", "/livereload", "/__preview/state", "/__preview/still.js")
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil.example:{port}",
    ):
        assert [still.ask(path, Host=host)[0] for path in paths] == [403] * len(paths), host
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"):
        assert still.ask("/", Host=host)[0] == 200, host
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    upgrade["Sec_WebSocket_Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    for origin in (
        "http://evil.example",
        "null",
        f"https://localhost:{port}",
        f"http://localhost:{port}.evil.example",
    ):
        assert still.ask("/livereload", **upgrade, Origin=origin)[0] == 403, origin
        assert still.ask("/", "POST", Origin=origin)[0] == 403, origin
    assert still.ask("/", "POST", Origin=f"http://localhost:{port}")[0] == 405
    assert still.ask("/forcereload")[0] == 404
    with socket.create_connection(("127.0.0.1", port)) as client:
        head = f"GET /livereload HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in upgrade.items())
        client.sendall(f"{head}{lines}\r\n".encode())
        assert client.recv(1000).startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize("message", [b"hello", b"[1]", b"{}", b"1", b'{"command": 1, "url": 2}', b"[" * 60, b"\xff"])
def test_a_message_that_is_none(still: Preview, message: bytes) -> None:
    """Whoever sends livereload's socket what its script would not is cut off, and nothing is printed."""
    said = still.text()
    with socket.create_connection(("127.0.0.1", still.port)) as client:
        client.settimeout(LONG)
        client.sendall(
            f"GET /livereload HTTP/1.1\r\nHost: localhost:{still.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert client.recv(1000).startswith(b"HTTP/1.1 101 ")
        client.sendall(bytes([0x81, 0x80 | len(message), 0, 0, 0, 0]) + message)
        if b'"url"' in message:
            client.sendall(bytes([0x88, 0x80, 0, 0, 0, 0]))
        assert client.recv(1000)[:1] in (b"\x88", b"")
    assert still.text() == said


def test_not_reachable_from_elsewhere(still: Preview) -> None:
    """The port is open on 127.0.0.1 alone: another address of this machine, even of its loopback, is refused."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", still.port))


def test_a_taken_port(sample: Explainer) -> None:
    """A taken port is named and the next free one used."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        with previewing(sample, "--port", str(port)) as preview:
            assert port < preview.port < port + 20
            assert f"port {port} is taken, trying the next\n" in preview.text()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_ended_by_a_signal(sample: Explainer, number: signal.Signals, code: int) -> None:
    """Ctrl-C ends it with exit code 130, SIGTERM with 0, each with a word, not a traceback; its port is free again."""
    with previewing(sample, ends_with=code) as preview:
        preview.process.send_signal(number)
        assert preview.process.wait(LONG) == code
        until(preview.text, lambda said: said.endswith("Preview ended.\n"))
        with previewing(sample, "--port", str(preview.port)) as again:
            assert again.port == preview.port


def test_open(sample: Explainer) -> None:
    """`--open` opens the browser at the base path once there is something to see."""
    opened = sample.folder / "opened.txt"
    script = f"import sys, pathlib; pathlib.Path({str(opened)!r}).write_text(sys.argv[1])"
    (sample.folder / "browser.py").write_text(script, "utf-8")
    browser = f"{sys.executable} {sample.folder / 'browser.py'} %s"
    with previewing(sample, "--open", "--base-url", "https://example.org/bridge", BROWSER=browser) as preview:
        assert until(lambda: opened.exists() and opened.read_text("utf-8")) == preview.url


def test_many_files_saved_at_once(sample: Explainer) -> None:
    """Five files saved at once are built together, not one by one."""
    names = ("method", "records", "timeline", "figures", "voices")
    with previewing(sample) as preview:
        with preview.paused():
            for name in names:
                path = sample.path(f"pages/{name}.md")
                sample.save(path, path.read_text("utf-8").replace("title: ", "title: Our "))
        for name in names:
            until(lambda name=name: preview.page(f"{name}.html"), lambda page: "<h1>Our " in page)  # type: ignore[misc]
        assert preview.builds() < 1 + len(names)


SAVES: dict[str, Callable[[Path, str], None]] = {}


def saves(function: Callable[[Path, str], None]) -> Callable[[Path, str], None]:
    """Note one editor's way to save."""
    SAVES[function.__name__] = function
    return function


@saves
def in_place(path: Path, text: str) -> None:
    """VS Code: the file is written again."""
    path.write_text(text, "utf-8")


@saves
def vim(path: Path, text: str) -> None:
    """Vim: a probe, a backup made by renaming, the file written, the backup deleted, a swap file all the while."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(b"swap")
    (path.parent / "4913").touch()
    (path.parent / "4913").unlink()
    path.rename(f"{path}~")
    path.write_text(text, "utf-8")
    Path(f"{path}~").unlink()
    swap.unlink()


@saves
def jetbrains(path: Path, text: str) -> None:
    """JetBrains: a temporary file, the old one moved aside, the new one moved in."""
    temporary, old = Path(f"{path}___jb_tmp___"), Path(f"{path}___jb_old___")
    temporary.write_text(text, "utf-8")
    path.rename(old)
    temporary.rename(path)
    old.unlink()


@saves
def emacs(path: Path, text: str) -> None:
    """Emacs: a lock that is a broken link, an automatic save, a backup, the file written in place."""
    lock, auto = path.with_name(f".#{path.name}"), path.with_name(f"#{path.name}#")
    lock.symlink_to("someone@somewhere.1")
    auto.write_text(text, "utf-8")
    shutil.copy(path, f"{path}~")
    path.write_text(text, "utf-8")
    auto.unlink()
    lock.unlink()


@saves
def atomic(path: Path, text: str) -> None:
    """Many others: a temporary file replaces the old one."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)


def test_every_editors_way_to_save(sample: Explainer) -> None:
    """Each way to save is shown, twice in quick succession, and no by-product is taken for content."""
    path = sample.path("pages/index.md")
    text = path.read_text("utf-8")
    with previewing(sample) as preview:
        for name, save in SAVES.items():
            for turn in ("first", "second"):
                save(path, text.replace("The bridge joins", f"The {turn} bridge of {name} joins"))
                until(preview.page, lambda page, words=f"The {turn} bridge of {name}": words in page)  # type: ignore[misc]
        until(preview.state, lambda state: not state["problems"])
        # Half a file may have been seen while it was written, but nothing that an editor puts beside it.
        assert set(re.findall(r"/pages/([^:\s]+)", preview.text())) == {path.name}


def test_by_products_alone_build_nothing(sample: Explainer) -> None:
    """Files that editors leave next to a file, and hidden files, cause no build."""
    with previewing(sample) as preview:
        folder = sample.path("facts")
        for name in ("quotes.yaml~", ".#quotes.yaml", "#quotes.yaml#", "4913", ".quotes.yaml.swp", ".quotes.yaml.swx",
                     "quotes.yaml.tmp", "quotes.yaml___jb_tmp___", ".goutputstream-1", "quotes.yaml.orig"):  # fmt: skip
            (folder / name).write_text("- broken: [", "utf-8")
        sample.edit("pages/index.md", "The bridge joins", "The last bridge joins")
        until(preview.page, lambda page: "The last bridge joins" in page)
        assert preview.builds() == 2


def test_polling_where_there_are_no_notices(sample: Explainer) -> None:
    """On a file system without notices a save is found by polling."""
    with previewing(sample, WATCHFILES_FORCE_POLLING="1") as preview:
        sample.edit("pages/index.md", "The bridge joins", "The polled bridge joins")
        until(preview.page, lambda page: "The polled bridge joins" in page)


def test_folders_go_and_come_back(sample: Explainer) -> None:
    """`content/` is deleted, comes back, is renamed away and back, and each time the preview follows."""
    with previewing(sample) as preview:
        content, kept = sample.folder / "content", sample.folder / "kept"
        shutil.copytree(content, kept)
        shutil.rmtree(content)
        until(preview.state, lambda state: [p["message"] for p in state["problems"]] == ["folder not found"])
        assert "The bridge joins" in preview.page()
        shutil.copytree(kept, content)
        until(preview.state, lambda state: not state["problems"])
        sample.edit("pages/index.md", "The bridge joins", "The returned bridge joins")
        until(preview.page, lambda page: "The returned bridge joins" in page)
        content.rename(sample.folder / "away")
        until(preview.state, lambda state: state["problems"])
        (sample.folder / "away").rename(content)
        until(preview.state, lambda state: not state["problems"])
        sample.path("pages").rename(content / "pages-moved")
        until(preview.state, lambda state: state["problems"])
        (content / "pages-moved").rename(sample.path("pages"))
        until(preview.state, lambda state: not state["problems"])
        sample.edit("pages/index.md", "The returned bridge joins", "The moved bridge joins")
        until(preview.page, lambda page: "The moved bridge joins" in page)


def test_damaged_files(sample: Explainer, bare_templates: Callable[[str, str], Path]) -> None:
    """A template that raises, one that is no template, a file in Latin-1, a style sheet that is a folder: each is reported, and a fix shows."""
    home = bare_templates("home.html", (sample.templates / "home.html").read_text("utf-8"))
    good = home.read_text("utf-8")
    page = sample.path("pages/index.md")
    prose = page.read_bytes()
    damages: list[tuple[Path, bytes, str]] = [
        (home, b"{{ 1 // 0 }}", "integer division or modulo by zero"),
        (home, b"{% if %}", "Expected an expression, got 'end of statement block'"),
        (home, b"{{ nobody.knows }}", "'nobody' is undefined"),
        (page, prose + "Größe".encode("latin-1"), "byte 0xf6 is not UTF-8 text"),
        (sample.path("facts/quotes.yaml"), b"- id: [", "not valid YAML"),
    ]
    with previewing(sample) as preview:
        for path, body, message in damages:
            kept = path.read_bytes()
            path.write_bytes(body)
            until(lambda: " ".join(problem["message"] for problem in preview.state()["problems"]),
                  lambda said, message=message: message in said)  # type: ignore[misc]  # fmt: skip
            assert "The bridge joins" in preview.page()
            path.write_bytes(kept)
            until(preview.state, lambda state: not state["problems"])
    assert home.read_text("utf-8") == good


def test_nobody_gets_a_mixture(sample: Explainer) -> None:
    """While edits run, every answer to hammering clients is a page of one known state, and none goes back in time."""
    states: list[dict[str, bytes]] = []
    titles = [f"The {name} Bridge" for name in ("Old", "New", "Long", "Short")]
    config = sample.path("site.yaml")
    text = config.read_text("utf-8")
    for title in titles:
        sample.save(config, text.replace("title: The Lantern Bridge", f"title: {title}"))
        states.append(sample.make())
    faults: list[str] = []
    seen: set[int] = set()
    sample.save(config, text.replace("title: The Lantern Bridge", f"title: {titles[0]}"))
    with previewing(sample, "--plain") as preview:
        done = threading.Event()

        def hammer(seed: int) -> None:
            pick = random.Random(seed)  # pages, not secrets
            last = 0
            while not done.is_set():
                path = pick.choice(sorted(path for path in states[0] if path.endswith(".html")))
                status, _, body = preview.ask(f"/{path}")
                matches = [number for number, site in enumerate(states) if site[path] == body]
                if status != 200 or not matches or max(matches) < last:
                    faults.append(f"{path}: status {status}, states {matches} after {last}")
                    return
                last = max(last, min(matches))
                seen.add(min(matches))

        clients = [threading.Thread(target=hammer, args=(seed,)) for seed in range(4)]
        for client in clients:
            client.start()
        for title in titles[1:]:
            sample.save(config, text.replace("title: The Lantern Bridge", f"title: {title}"))
            until(preview.page, lambda page, title=title: title in page or faults)  # type: ignore[misc]
        done.set()
        for client in clients:
            client.join()
    assert faults == []
    assert len(seen) > 2


def test_saves_without_a_pause(sample: Explainer) -> None:
    """Saves one after the other neither starve the preview nor flood it: several are built together, the last in the end."""
    path = sample.path("pages/index.md")
    text = path.read_text("utf-8")
    with previewing(sample) as preview:
        first = preview.builds()
        saves = 0
        while preview.builds() < first + 3:
            for _ in range(20):
                saves += 1
                sample.save(path, text.replace("The bridge joins", f"The {'new ' * (saves % 7)}bridge joins"))
        sample.save(path, text.replace("The bridge joins", "The last bridge joins"))
        until(preview.page, lambda page: "The last bridge joins" in page)
        assert preview.builds() - first < saves


def test_requests_are_answered_during_a_build(sample: Explainer) -> None:
    """A slow build keeps nobody waiting: the old page is served until the new one is ready, and the page is informed."""
    quotes = sample.path("facts/quotes.yaml")
    text = quotes.read_text("utf-8")
    with previewing(sample) as preview:
        size = 200_000
        sample.save(quotes, text + "\n" + "- id: too-much\n  title: x\n" * (size // 26))
        answered = 0
        while preview.builds() == 1:
            assert "The bridge joins" in preview.page()
            answered += 1
        assert answered > 5
        assert preview.state()["count"] > 1000
        assert len(preview.state()["problems"]) == 100
        sample.save(quotes, text)
        until(preview.state, lambda state: not state["problems"])


def test_a_huge_record_file(sample: Explainer) -> None:
    """A record file beyond the limit is rejected with a message."""
    from explainer.formats.yaml_file import MAX_BYTES

    with previewing(sample) as preview:
        with sample.path("facts/quotes-huge.yaml").open("wb") as file:
            file.truncate(MAX_BYTES + 1)
        state = until(preview.state, lambda state: state["problems"])
        limit = MAX_BYTES // 2**20
        assert [p["message"] for p in state["problems"]] == [f"file of {limit} MiB; at most {limit} are read"]


def test_edit_places(sample: Explainer) -> None:
    """A page gets the places of its own text and of every fact it links to, also after lines have moved."""
    with previewing(sample, "--base-url", "https://example.org/bridge", "--editor", "edit:{path}#{line}") as preview:
        events = sample.path("facts/events.yaml")
        place = preview.state("/bridge/")["places"]["/bridge/facts/opening.html"]
        line = next(n for n, text in enumerate(events.read_text("utf-8").split("\n"), 1) if "id: opening" in text)
        assert place == {"place": f"{events}:{line}", "open": f"edit:{events}#{line}"}
        assert preview.state("/bridge/facts/opening")["own"] == place
        assert preview.state("/bridge/")["own"]["place"].startswith(str(sample.path("pages/index.md")))
        sample.save(events, f"# a comment\n{events.read_text('utf-8')}")
        moved = f"{events}:{line + 1}"
        until(preview.state, lambda _: preview.state("/bridge/facts/opening.html")["own"]["place"] == moved)
        assert preview.state("/bridge/nope")["own"] is None


def test_nothing_of_the_preview_in_the_site(still: Preview, site: Mapping[str, bytes]) -> None:
    """No built page names the preview; the previewed page is the built one with two script elements more."""
    assert not [path for path, body in site.items() if b"__preview" in body or b"livereload" in body]
    page = still.page("method.html").encode()
    start = page.index(b'<script defer src="/__preview/')
    end = page.index(b"</script></head>") + len(b"</script>")
    assert page[:start] + page[end:] == site["method.html"]


def test_state_is_json_for_any_path(still: Preview) -> None:
    """Whatever path is asked about, the answer is JSON; of no page, that of the 404 page."""
    for path in ("", "/", "/nope", "%00", "//x", "/../../etc/passwd", "%F0%9F%92%A9"):
        assert json.loads(still.ask(f"/__preview/state?path={path}")[2])["count"] == 0
