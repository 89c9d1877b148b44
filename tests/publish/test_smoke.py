"""The smoke test of a published site, against a local server."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from samples import Explainer
from serving import running

from explainer import cli
from explainer.publish.smoke import chosen


class Pages(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: its own page for what is absent."""

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        """The 404 page, with its status."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def guess_type(self, path: Any) -> str:
        """The types that matter, whatever this machine's list says."""
        known = {".ics": "text/calendar", ".csv": "text/csv", ".js": "text/javascript", ".json": "application/json"}
        return known.get(Path(path).suffix) or {".webmanifest": "application/manifest+json"}.get(
            Path(path).suffix, super().guess_type(path)
        )

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


def test_smoke(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """What was published as built is good; another page, a missing file and a lost 404 page are not."""
    assert cli.main(sample.options("build")) == 0
    out = sample.folder / "_site"
    for url in running(partial(Pages, directory=str(out))):
        capsys.readouterr()
        assert cli.main([*sample.options("smoke"), url]) == 0
        said = capsys.readouterr().out
        assert said.count("good ") == 13
        assert "no-such-folder" in said
        for name, wrong in (
            ("index.html", "is not the 'index.html' that was built"),
            ("404.html", "is not the '404.html'"),
        ):
            body = (out / name).read_bytes()
            (out / name).write_bytes(body + b" ")
            assert cli.main([*sample.options("smoke"), url]) == 1
            assert wrong in capsys.readouterr().out
            (out / name).write_bytes(body)
        (out / "favicon.svg").unlink()
        assert cli.main([*sample.options("smoke"), url]) == 1
        assert "answers 404, not 200" in capsys.readouterr().out
    assert cli.main([*sample.options("smoke"), "http://127.0.0.1:9/"]) == 1


def test_smoke_of_media_types(
    sample: Explainer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script may have either of its two names; a page that comes as text is not what was built."""
    assert cli.main(sample.options("build")) == 0
    own = Pages.guess_type
    for url in running(partial(Pages, directory=str(sample.folder / "_site"))):
        for ending, other, code in ((".js", "application/javascript", 0), (".html", "text/plain", 1)):
            types = {ending: other}
            monkeypatch.setattr(
                Pages, "guess_type", lambda page, path, types=types: types.get(Path(path).suffix) or own(page, path)
            )
            assert cli.main([*sample.options("smoke"), url]) == code
        assert "is served as 'text/plain', not 'text/html'" in capsys.readouterr().out


def test_smoke_without_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a build there is nothing to compare with."""
    assert cli.main(["smoke", "http://127.0.0.1:9/", "--out", str(tmp_path)]) == 1
    assert "no usable manifest.json" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["smoke", "ftp://x"])


def test_chosen_addresses() -> None:
    """The start page first, then one of each kind in each folder, never more than wanted."""
    files = dict.fromkeys(["404.html", "a.css", "facts/b.html", "facts/a.html", "index.html", "x.ics"], "")
    assert chosen(files, 4) == ["index.html", "a.css", "facts/a.html", "x.ics"]
    assert chosen(files) == ["index.html", "a.css", "facts/a.html", "x.ics", "facts/b.html"]
