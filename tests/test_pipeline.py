"""The finished miniature: the output that is expected, the same bytes everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from golden import EXPECTED, compared
from samples import BASE, ROOT, Explainer

from explainer import cli
from explainer.cache import CachedPipeline
from explainer.locales.reading import english
from explainer.pipeline import Pipeline
from explainer.problems import ContentError
from explainer.rendering.css import compact
from explainer.rendering.link_check import anchors
from explainer.rendering.static_words import with_words
from explainer.rules import registry
from explainer.view.page_list import draft_pages
from explainer.view.site_data import SiteData


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_golden_site(addressed: Mapping[str, bytes]) -> None:
    """The miniature gives exactly the expected output; `make golden` writes it again."""
    site = compared(addressed)
    kept = tree(EXPECTED)
    assert sorted(site) == sorted(kept)
    for path, body in site.items():
        assert body.decode() == kept[path].decode(), path


def test_static_files_are_published_as_they_are(sample: Explainer) -> None:
    """Byte for byte, but for the words that scripts and style sheets ask for, and what only editors read of these."""
    sample.static = sample.folder / "static"
    shutil.copytree(ROOT / "static", sample.static)
    (sample.static / "picture.png").write_bytes(b'\x89PNG t("note.close")')
    site = sample.make()
    for path, body in tree(sample.static).items():
        words = with_words(path, body.decode(), english()) if path.endswith((".css", ".js")) else ""
        assert site[path] == (compact(words) if path.endswith(".css") else words).encode() or body, path


def test_same_bytes_twice_and_elsewhere(sample: Explainer, site: Mapping[str, bytes], tmp_path: Path) -> None:
    """The same input gives the same bytes: again, in another folder, zone, locale and hash seed."""
    assert sample.make() == site
    other = sample.copied(tmp_path / "an other / Фолдер")
    env = {**os.environ, "TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, str(ROOT / "build.py"), *other.options("build")], check=True, env=env,
                   cwd=other.folder, capture_output=True)  # fmt: skip
    assert tree(other.folder / "_site") == site


def test_what_pages_show_is_computed_while_facts_are_checked(
    sample: Explainer, site: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many records give the same site, and the same problems, though they may be too wrong for anything to be computed."""
    monkeypatch.setattr(registry, "MANY", 0)
    assert sample.make() == site
    for name in ("facts/quotes.yaml", "sources.yaml"):
        text = sample.path(name).read_text("utf-8")
        sample.save(sample.path(name), text.replace("exact: ", "exact: Not ").replace("publisher: ", "publisher: no-"))
    content = sample.content()
    with pytest.raises(LookupError):
        SiteData(content).compute()
    with pytest.raises(ContentError) as many:
        sample.make()
    monkeypatch.undo()
    with pytest.raises(ContentError) as few:
        sample.make()
    assert sorted(many.value.problems) == sorted(few.value.problems)


def test_manifest(sample: Explainer) -> None:
    """The manifest lists every other file with its checksum."""
    cli.main(sample.options("build"))
    files = tree(sample.folder / "_site")
    listed = json.loads(files.pop("manifest.json"))["files"]
    assert listed == {name: sha256(body).hexdigest() for name, body in files.items()}


def test_all_links_are_relative(addressed: Mapping[str, bytes]) -> None:
    """The site works at a root, in a subfolder and from disk: only the 404 page has absolute addresses."""
    for path, body in addressed.items():
        if path.endswith(".html"):
            addresses = anchors(re.sub(rb'<link rel="canonical"[^>]*>', b"", body)).links
            absolute = [address for address in addresses if address.startswith("/")]
            assert absolute == ([a for a in addresses if not a.startswith("#")] if path == "404.html" else []), path
            assert all(address.startswith("/bridge/") for address in absolute)


def test_the_first_and_the_last_day_of_the_calendar(sample: Explainer) -> None:
    """Nothing that counts days or years goes beyond those that there are."""
    sample.keep("far", "The end comes on 31 December 9999. It began on 1 January 0001.\n")
    for name, date, words in (
        ("end", "9999-12-31", "The end comes on 31 December 9999."),
        ("start", "0001-01-01", "It began on 1 January 0001."),
        ("whole", "0001-01-01/9999-12-31", "The end comes on 31 December 9999. It began on 1 January 0001."),
    ):
        sample.add("facts/events-around.yaml", f"- id: far-{name}\n  title: Far away\n  summary: Far away.\n"
                   f"  date: {date}\n  cite:\n    - source: far\n      exact: {words}\n")  # fmt: skip
    sample.edit("site.yaml", "as_of: 2022-01-31", "as_of: 9999-12-31")
    problems = sample.problems()
    assert [problem for problem in problems if "join the two ends" not in problem] == []
    assert len(problems) == 1
    text = sample.path("facts/events-around.yaml").read_text("utf-8").partition("- id: far-whole")[0]
    sample.save(sample.path("facts/events-around.yaml"), text)
    assert b"far-end" in sample.make("--base-url", BASE)["calendar.ics"]


def test_drafts_are_not_published(
    sample: Explainer, site: Mapping[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft, and a source that only drafts cite, are in no file of the site; the build names the drafts."""
    assert sample.content().drafts == ("name-of-the-ferry",)
    sample.add(
        "sources.yaml",
        "- {id: logbook, title: Logbook, publisher: office, language: en, url: 'https://places.example/log',"
        " date_accessed: 2022-01-30}\n",
    )
    sample.add(
        "facts/events.yaml",
        "- id: ferry-stops\n  title: The ferry stops\n  summary: It ran no longer.\n  date: 2019-05-02\n  draft: true\n"
        "  cite:\n    - {source: logbook, claim: The ferry stopped on 2 May 2019.}\n",
    )
    sample.add(
        "pages/notes.md",
        "---\ntitle: Notes\ntemplate: figures\ndescription: Some notes.\nunder: check\ndraft: true\n---\n",
    )
    assert sample.make() == site
    capsys.readouterr()
    cli.main(sample.options("check"))
    assert "Not published, since they are drafts: ferry-stops, name-of-the-ferry, notes.\n" in capsys.readouterr().out


def test_a_draft_covers_nothing(sample: Explainer) -> None:
    """A sentence that only a draft cites is open, and what needs the draft is a problem where it is published."""
    sample.edit("facts/actors.yaml", "- id: rill\n", "- id: rill\n  draft: true\n")
    rules = [problem.rule for problem in sample.check()]
    assert set(rules) == {"published_only"}
    sample.path("left-out.yaml").unlink()
    sample.add(
        "facts/events.yaml",
        "- id: cat\n  title: A cat sleeps\n  summary: It lay on the rail.\n  after: opening\n  draft: true\n"
        "  cite:\n    - {source: harbour-gazette, exact: A cat slept on the rail.}\n",
    )
    assert "covered_sentence" in [problem.rule for problem in sample.check()]


def test_a_draft_may_need_what_nothing_else_needs(sample: Explainer, site: Mapping[str, bytes]) -> None:
    """A page that it alone cites, with its publisher, and a passage that nothing published cites; the site stays the same."""
    sample.add(
        "publishers.yaml",
        "- id: diary\n  name: The Diary\n  form: register\n  party_reason: None named.\n  hosts: [diary.example]\n",
    )
    sample.add(
        "sources.yaml",
        "- id: diary-cat\n  title: A cat\n  publisher: diary\n  language: en\n  url: https://diary.example/cat\n"
        "  date_accessed: 2022-01-30\n",
    )
    sample.add(
        "facts/events-later.yaml",
        "- id: cat\n  title: A cat sleeps\n  summary: It lay on the rail.\n  date: 2022-01\n  draft: true\n  cite:\n"
        "    - {source: diary-cat, claim: In January 2022 a cat lay on the rail.}\n"
        "    - {source: harbour-gazette, prefix: ferry, exact: made its last trip, suffix: in}\n",
    )
    inputs = replace(cli.inputs(cli.parse(sample.options("build"))), drafts=True)
    files = {
        path: file.stored
        for path, file in Pipeline[bytes](inputs, lambda _path, body, _sha256: body).make().files.items()
    }
    assert "facts/cat.html" in files
    assert "sources/diary-cat.html" in files
    assert sample.make() == site


def test_the_preview_shows_drafts(sample: Explainer, site: Mapping[str, bytes]) -> None:
    """Their pages are made besides the site, which is the same with and without them."""
    inputs = replace(cli.inputs(cli.parse(sample.options("build"))), drafts=True)
    for pipeline in (Pipeline[bytes](inputs, lambda _path, body, _sha256: body), CachedPipeline(inputs)):
        made = pipeline.make()
        files = {path: file.stored for path, file in made.files.items()}
        assert b"What the old ferry was called" in files.pop("facts/name-of-the-ferry.html")
        assert draft_pages(made.content) == {"facts/name-of-the-ferry.html"}
        assert files == site
