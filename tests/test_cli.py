"""The whole flow, from the command line to the files on disk."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from golden import EXPECTED, compared
from samples import ROOT, Explainer, help_text

from explainer import cli
from explainer.rendering.css import compact
from explainer.rendering.link_check import anchors


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_golden_site(addressed: Mapping[str, bytes]) -> None:
    """The miniature gives exactly the kept output; `make golden` writes it anew."""
    site = compared(addressed)
    kept = tree(EXPECTED)
    assert sorted(site) == sorted(kept)
    for path, body in site.items():
        assert body.decode() == kept[path].decode(), path


def test_static_files_are_published_as_they_are(site: Mapping[str, bytes]) -> None:
    """Byte for byte, but for style sheets, which lose what only editors read."""
    for path, body in tree(ROOT / "static").items():
        assert site[path] == (compact(body.decode()).encode() if path.endswith(".css") else body), path


def test_same_bytes_twice_and_elsewhere(sample: Explainer, site: Mapping[str, bytes], tmp_path: Path) -> None:
    """The same input gives the same bytes: again, in another folder, zone, locale and hash seed."""
    assert sample.make() == site
    other = tmp_path / "an other / Фолдер"
    shutil.copytree(sample.folder / "content", other / "content")
    shutil.copytree(sample.folder / "seeds", other / "seeds")
    env = {**os.environ, "TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, str(ROOT / "build.py"), *Explainer(other).options("build")], check=True, env=env,
                   cwd=other, capture_output=True)  # fmt: skip
    assert tree(other / "_site") == site


def test_summary(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """A build ends with pages, records by kind, citations, coverage, share of words shown, and time."""
    assert cli.main(sample.options("build")) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(
        r"The Lantern Bridge\n"
        r"  44 pages from 27 records: 4 events, 1 agreement, 2 developments, 2 quotes, 6 figures, 3 actors, 2 places, "
        r"1 term, 1 inference, 1 series, 1 dispute, 1 unknown, 1 correction, 1 map\n"
        r"  25 citations of 5 sources, each checked\n"
        r"  harbour-gazette: 8 sentences, 7 cited, 1 left out with a reason \(100% accounted for\); "
        r"94% of its words shown\n"
        r"Without --base-url, what needs a full address is left out: "
        r"feed\.xml, sitemap\.xml, canonical links, share pictures\.\n"
        r"Wrote .*_site/ in \d+\.\d\d s: \d+ files, \d+ new or changed\.\n",
        said,
    ), said


def test_check_writes_nothing(sample: Explainer) -> None:
    """`check` does everything but write."""
    assert cli.main(sample.options("check")) == 0
    assert not (sample.folder / "_site").exists()


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


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` names every command and option."""
    said = help_text(capsys)
    for word in ("build", "check", "serve", "--content", "--seeds", "--templates", "--static", "--out", "--base-url"):
        assert word in said


def test_problems_as_json(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--format json` each problem is one object on a line, and nothing else is printed."""
    sample.edit("facts/figures.yaml", "value: 400", "value: 401")
    sample.edit("facts/quotes.yaml", "title: The mayor on the wait", "titel: The mayor on the wait")
    assert cli.main(sample.options("check", "--format", "json")) == 1
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [tuple(problem) for problem in found] == [("path", "line", "column", "rule", "message", "hint")] * len(found)
    assert {problem["rule"] for problem in found} == {"schema", "figure_in_passage", "link_agrees"}


def test_coverage_sentence_by_sentence(sample: Explainer, capsys: pytest.CaptureFixture[str]) -> None:
    """Each sentence says who cites it or why it is left out, or that nothing covers it; then comes the sum."""
    sample.path("left-out.yaml").write_text("[]\n", "utf-8")
    assert cli.main(sample.options("coverage")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1.1  The Lantern Bridge opened on the evening of June 3."
    assert lines[1].startswith("      cited by opening")
    assert lines[-3:-1] == ["4.2  A cat slept on the rail.", "      NOT COVERED"]
    assert lines[-1] == "harbour-gazette: 8 sentences, 7 cited, 0 left out with a reason, 1 not yet covered"
    assert cli.main(sample.options("coverage", "--source", "harbour-gazette")) == 0
    assert capsys.readouterr().out.splitlines() == lines
