#!/usr/bin/env python3
"""Command line: build, check or preview the explainer."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import time
from pathlib import Path

from explainer.check import check_facts, check_links
from explainer.errors import ContentError, format_github, format_text
from explainer.load import load_content, read_static
from explainer.pages import list_pages, overview
from explainer.render import base_path, render_site
from explainer.summary import summary
from explainer.write import write_site

COMMANDS = {
    "build": "check every fact and write the site (this is what runs when no command is named)",
    "check": "check everything, write nothing",
    "serve": "build, preview on a local port, build again whenever a file is saved",
}


def make_site(options: argparse.Namespace) -> tuple[dict[str, bytes], str]:
    """The whole flow but for writing: the finished site, and a summary of it.

    Raises:
        ContentError: with every problem of the run.
    """
    content, problems = load_content(options.content, options.seeds)
    problems += check_facts(content)
    if problems:
        raise ContentError(problems)
    seen = overview(content)
    pages = list_pages(content, seen)
    site = render_site(pages, seen, options.templates, read_static(options.static), options.base_url)
    if problems := check_links(site, base_path(options.base_url)):
        raise ContentError(problems)
    return site, summary(seen, len(pages))


def build(options: argparse.Namespace) -> int:
    """Run one command's build; print problems or the summary; return the exit code."""
    start = time.perf_counter()
    try:
        site, text = make_site(options)
        written = write_site(site, options.out) if options.command != "check" else 0
    except ContentError as error:
        style = format_github if os.environ.get("GITHUB_ACTIONS") == "true" else format_text
        print(*map(style, error.problems), sep="\n", file=sys.stderr)
        kept = " The last good site was left as it was." if options.command != "check" else ""
        print(f"\n{len(error.problems)} problem(s), nothing published.{kept}", file=sys.stderr)
        return 1
    print(text)
    took = time.perf_counter() - start
    if options.command == "check":
        print(f"Checked in {took:.2f} s; nothing written.")
    else:
        print(f"Wrote {options.out}{os.sep} in {took:.2f} s: {len(site) + 1} files, {written} new or changed.")
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; wrong usage exits with code 2."""
    listing = "\n".join(f"  {name:6} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build a static explainer in which every fact is borne out by its source.",
        epilog=f"commands:\n{listing}\n\nexit codes: 0 built, 1 problems in content, 2 wrong usage",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", default="build", choices=COMMANDS, metavar="command", help="see below")
    for name, text in (
        ("content", "YAML facts and Markdown pages"),
        ("seeds", "kept texts of the sources"),
        ("templates", "Jinja templates"),
        ("static", "style sheets and other files published as they are"),
    ):
        parser.add_argument(f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"{text} (default: {name})")
    parser.add_argument("--out", type=Path, default=Path("_site"), metavar="DIR", help="output (default: _site)")
    parser.add_argument("--base-url", default="", metavar="URL", help="address the site will be published at")
    parser.add_argument("--port", type=int, default=8000, help="port of the preview (default: 8000)")
    options = parser.parse_args(arguments)
    if not 0 < options.port < 65536:
        parser.error("--port is a number from 1 to 65535")
    for name in ("content", "seeds", "templates", "static"):
        if options.out.resolve().is_relative_to(getattr(options, name).resolve()):
            parser.error(f"--out lies within --{name}: a site must not become its own input")
    if options.base_url and not options.base_url.startswith(("https://", "http://")):
        parser.error("--base-url starts with https:// or http://")
    if options.base_url and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./~%-]*)?", options.base_url):
        parser.error("--base-url is an address such as https://example.org/explainer/")
    if options.base_url:
        options.base_url = options.base_url.rstrip("/") + "/"
    return options


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    options = parse(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode still tells everything
    code = build(options)
    if options.command == "serve":
        from explainer.serve import serve_site  # its imports cost more than a build

        watched = (options.content, options.seeds, options.templates, options.static)
        serve_site(options.out, watched, lambda: print(f"exit code {build(options)}"), options.port)
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
