"""Command line: build, check or preview the explainer."""

from __future__ import annotations

import argparse
import errno
import gc
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from explainer.problems import FORMATS, ContentError, Location, Problem, tally, with_source_lines
from explainer.resources import COMMAND, DISTRIBUTION, INSTALLED, VERSION, missing_files

if TYPE_CHECKING:
    from explainer.content.content import Content
    from explainer.content.records import Citation
    from explainer.pipeline import Inputs
    from explainer.progress import Progress
    from explainer.publish.unchanged import Known, Memory
    from explainer.rendering.site_files import Store

PACKAGES = ("jinja2", "markdown_it", "pydantic", "yaml")
"""Packages that every command needs."""

HOSTS = ("github", "gitlab", "netlify")
"""Where `init` can prepare an explainer to be published."""


@dataclass(frozen=True)
class Command:
    """One command: its line in the help, the function that runs it, and the one that adds its own options."""

    help: str
    run: Callable[[argparse.Namespace], int]
    options: Callable[[argparse.ArgumentParser], None] = lambda _parser: None


def inputs(options: argparse.Namespace) -> Inputs:
    """The inputs of a site that the command line names."""
    from explainer.pipeline import Inputs

    return Inputs(options.content, options.seeds, options.templates, options.static, options.base_url)


def build(options: argparse.Namespace) -> int:
    """Build or check the site; print problems or the summary; return the exit code."""
    from explainer.exports.checksums import MANIFEST
    from explainer.progress import shown
    from explainer.publish.output import staged

    start, changed = time.perf_counter(), 0
    memory = remembered(options)
    known = found = memory and memory.recall()
    try:
        with shown(sys.stderr) as progress:
            if options.command == "check":
                if not found:
                    found, _ = make(options, lambda _path, _body, _sha256: False, progress)
            else:
                with staged(options.out) as stage:
                    if not (found and stage.is_published(found.manifest)):
                        found, changed = make(options, stage.put, progress)
                        stage.publish()
    except ContentError as error:
        print_problems(error, options)
        if options.format == "json":
            return 1
        stays = options.command != "check" and (options.out / MANIFEST).exists()
        kept = " The last good site was left as it was." if stays else ""
        counted = f"{len(error.problems)} problem(s), nothing published."
        print(f"\n{counted}{kept}{tally(error.problems, incomplete=error.incomplete)}", file=sys.stderr)
        return 1
    if memory and found is not known:
        memory.keep(found)
    print(found.said)
    if found is known:
        print("Nothing has changed since this was last found right; --no-cache checks it again.")
    took = time.perf_counter() - start
    if options.command == "check":
        print(f"Checked in {took:.2f} s; nothing written.")
    else:
        print(f"Wrote {options.out}{os.sep} in {took:.2f} s: {found.files} files, {changed} new or changed.")
    return 0


def remembered(options: argparse.Namespace) -> Memory | None:
    """What is remembered of the inputs; None if nothing is to be."""
    from explainer.publish.unchanged import Memory

    if not may_remember(options):
        return None
    folders = (options.content, options.seeds, options.templates, options.static)
    return Memory(folders, (options.command, options.base_url, options.require_review))


def may_remember(options: argparse.Namespace) -> bool:
    """True if something may be kept in `.cache/` for the next run; not if that would be in the site itself."""
    from explainer.publish.unchanged import FOLDER

    return not (options.no_cache or FOLDER.resolve().is_relative_to(options.out.resolve()))


def make(options: argparse.Namespace, store: Store[bool], progress: Progress) -> tuple[Known, int]:
    """Check everything and store every file; return what there is to say of the site, and how many files are new or changed.

    Raises:
        ContentError: for every problem, and for what no second person has read, if that is a condition.
    """
    from explainer.exports.checksums import MANIFEST
    from explainer.exports.feeds import NEEDS_ADDRESS
    from explainer.pipeline import Pipeline
    from explainer.publish.unchanged import Known
    from explainer.rendering.overrides import overrides
    from explainer.view.summary import summary

    stored = not INSTALLED or may_remember(options)  # a checkout has a place of its own for templates
    made = Pipeline(replace(inputs(options), stored=stored), store, progress).make()
    require_review(made.content, options)
    said = [summary(made.data, made.pages), *notes(made.content)]
    for override in overrides(options.templates, options.static):
        if override.state == "outdated":
            said.append(f"{override.own}: {override.notice}")
    if not options.base_url and options.command == "build":
        said.append(
            f"Without --base-url, what needs a full address is left out: {', '.join(NEEDS_ADDRESS)}, canonical links, share images."
        )
    known = Known(made.files[MANIFEST].sha256, len(made.files), "\n".join(said))
    return known, sum(file.stored for file in made.files.values())


def require_review(content: Content, options: argparse.Namespace) -> None:
    """Raise ContentError for every statement that no second person has found right, if that is a condition."""
    from explainer.content.reviews import reviews, unreviewed

    if options.require_review and (problems := unreviewed(reviews(content))):
        raise ContentError(problems)


def notes(content: Content) -> Iterator[str]:
    """What else there is to say of a content that is right: drafts, and how much of it a second person has read."""
    from explainer.content.reviews import reviews

    if content.reviews:
        yield str(reviews(content))
    if content.drafts:
        yield f"Not published, since they are drafts: {', '.join(content.drafts)}."


def review(options: argparse.Namespace) -> int:
    """Print what a second person rejected or none has read yet, as a sheet for paper."""
    from explainer.content.loader import load_content
    from explainer.content.reviews import reviews, sheet

    content, _ = load_content(options.content, options.seeds)
    print(*sheet(reviews(content)), sep="\n")
    return 0


def print_problems(error: ContentError, options: argparse.Namespace) -> None:
    """Print every problem in the requested format; by default, under GitHub Actions, as annotations."""
    form = getattr(options, "format", "") or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    print(
        *(with_source_lines(error.problems) if form == "text" else map(FORMATS[form], error.problems)),
        sep="\n",
        file=sys.stderr,
    )


def build_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of building and checking: how problems are printed, what is a condition, what is done again."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="how problems are printed (default: text; github under GitHub Actions); json is one object a line; all are printed on standard error",
    )
    parser.add_argument(
        "--require-review",
        action="store_true",
        help="fail unless a second person has found every statement right; `review` lists the others",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="check and build everything, even if .cache/ knows that nothing has changed",
    )


def format_files(options: argparse.Namespace) -> int:
    """Put every YAML file into the canonical format; with `--check`, only print which are not."""
    from explainer.authoring.canonical import changes, reformatted

    if options.complete:
        from explainer.authoring.complete import completed
        from explainer.content.loader import load_content

        content, _ = load_content(options.content, options.seeds)
        for path, made in completed(content):
            path.write_text(made, "utf-8", newline="\n")
            print(f"Completed {path}")
    found = list(reformatted(options.content))
    for path, text, made in found:
        problem, difference = changes(path, text, made)
        if options.check:
            print_problems(ContentError([problem]), options)
            print(difference)
        else:
            path.write_text(made, "utf-8", newline="\n")
            print(f"Rewrote {path}")
    if not found:
        print("Every file is in the canonical format.")
    return int(bool(found) and options.check)


def format_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that nothing is written, and that citations are completed first."""
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="write nothing; show the difference and fail if any")
    only.add_argument(
        "--complete", action="store_true", help="put in the prefix and suffix that passages need at their edges"
    )


def docs(options: argparse.Namespace) -> int:
    """List the documents by subject, or print one."""
    from explainer.docs import DOCUMENTS, HANDBOOK, document

    if options.name:
        print(document(options.name), end="")
    else:
        listed = {**DOCUMENTS, HANDBOOK: "every kind of record, field, rule and command"}
        print(*(f"{name:<11} {subject}" for name, subject in listed.items()), sep="\n")
    return 0


def docs_options(parser: argparse.ArgumentParser) -> None:
    """Add the name of a document."""
    from explainer.docs import DOCUMENTS, HANDBOOK

    parser.add_argument(
        "name", nargs="?", choices=(*DOCUMENTS, HANDBOOK), help="the document; left out, all are listed"
    )


def schema(options: argparse.Namespace) -> int:
    """Write the schemas."""
    from explainer.authoring.schema import FOLDER, write_schemas

    print(f"Wrote {write_schemas(options.content)} schemas to {options.content / FOLDER}{os.sep}")
    return 0


def theme(options: argparse.Namespace) -> int:
    """List the files of the look, or copy one of them into the explainer."""
    from explainer.rendering.overrides import copy, listing

    if options.action == "list":
        print(*listing(options.templates, options.static), sep="\n")
    else:
        print(
            f"Copied to {copy(options.file, options.templates, options.static)}; it comes before the program's from now on."
        )
    return 0


def theme_options(parser: argparse.ArgumentParser) -> None:
    """Add what is done: `list`, or `copy` with a file of the list."""
    actions = parser.add_subparsers(dest="action", metavar="list|copy", required=True)
    actions.add_parser("list", help="every file, and which of them this explainer has of its own")
    one = actions.add_parser("copy", help="copy a file of the list, to be changed")
    one.add_argument("file", metavar="FILE", help="its name in the list, such as templates/partials/footer.html")


def new(options: argparse.Namespace) -> int:
    """Print or append the scaffold of a record."""
    from explainer.authoring.scaffold import append, kept_text, scaffold, shown_by, taken_ids, unfit_id

    content = texts_to_search(options)  # refuses a folder that holds no explainer
    taken = taken_ids(options.content)
    if options.id and (wrong := unfit_id(options.id)):
        print(wrong, file=sys.stderr)
        return 1
    if options.id in taken:
        print(f"id '{options.id}' is already taken; ids are addresses, choose another", file=sys.stderr)
        return 1
    known = {"id": options.id} if options.id and options.kind != "left-out" else {}
    if options.file and options.kind == "source":
        fields, warning = kept_text(options.file, options.seeds)
        known |= fields
        if warning:
            print(warning, file=sys.stderr)
    passage = None
    if options.cite:
        if options.kind in ("source", "publisher", "removed"):
            print(f"a {options.kind} cites no passage", file=sys.stderr)
            return 1
        if (passage := the_passage(content, options)) is None:
            return 1
        known |= shown_by(options.kind, passage, content.reader_of(passage))
    record = scaffold(options.kind, taken, known, passage, optional=options.help_fields)
    if options.append:
        print(f"Appended to {append(options.content, options.kind, record)}")
    else:
        print(record, end="")
    return 0


def the_passage(content: Content, options: argparse.Namespace) -> Citation | None:
    """The only citation of the words that a new record rests on; if there are others or none, they are printed."""
    from explainer.authoring.cite import citations, report

    if not known_text(content, options.source):
        return None
    found = citations(content, options.cite, options.source)
    if len(found) == 1:
        return found[0]
    print(*report(content, options.cite, options.source), sep="\n", file=sys.stderr)
    if found:
        print("these words have several places: name more of them, or the source with --source", file=sys.stderr)
    return None


def new_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new`: what is made, and where it is written."""
    from explainer.authoring.scaffold import NEW

    parser.add_argument("kind", choices=NEW, metavar="KIND", help=", ".join(NEW))
    parser.add_argument("--id", metavar="ID", help="its id (default: a new one)")
    parser.add_argument("--append", action="store_true", help="write it at the end of the file of its kind")
    parser.add_argument("--cite", default="", metavar="WORDS", help="the words of a source text that it rests on")
    source_option(parser)
    parser.add_argument("--help-fields", action="store_true", help="also name every optional field, as a comment")
    parser.add_argument("--file", type=Path, metavar="FILE", help="of a source: its text in seeds/, for the checksum")


def known_text(content: Content, source: str) -> bool:
    """True if the text of a source is in seeds/, or no source is named; otherwise print which texts are."""
    if source and source not in content.texts:
        print(f"source '{source}' has no text in seeds/; these have one: {', '.join(content.texts)}", file=sys.stderr)
        return False
    return True


def texts_to_search(options: argparse.Namespace) -> Content:
    """The content as far as it can be read; what cannot be, and is therefore not searched, is said."""
    from explainer.content.loader import load_content

    content, problems = load_content(options.content, options.seeds)
    for problem in problems[:1]:
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        print(f"not read, and not searched: {problem.where}: {problem.message}{more}", file=sys.stderr)
    return content


def cite(options: argparse.Namespace) -> int:
    """Print ready citations of some words; exit code 1 if no source text has them."""
    from explainer.authoring.cite import citations, report

    content = texts_to_search(options)
    if not known_text(content, options.source):
        return 1
    where, sentence = (options.words, options.source), options.sentence
    print(*report(content, *where, sentence=sentence), sep="\n")
    return 0 if citations(content, *where, sentence=sentence) else 1


def cite_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `cite`: the words, and where they are searched for."""
    parser.add_argument("words", help="words of a source text, in quotation marks; capitals make no difference")
    source_option(parser)
    parser.add_argument("--sentence", action="store_true", help="cite the whole sentence around them")


def source_option(parser: argparse.ArgumentParser) -> None:
    """Add the option to name one source instead of all."""
    parser.add_argument("--source", default="", metavar="ID", help="look at this source only")


def coverage(options: argparse.Namespace) -> int:
    """Print the base sources, or one source, sentence by sentence."""
    from explainer.content.coverage import base_coverage, coverage_of, report
    from explainer.content.loader import load_content
    from explainer.rules.prose import narrow_statements

    content = load_content(options.content, options.seeds)[0].without_drafts()
    if not known_text(content, options.source):
        return 1
    for found in [coverage_of(content, options.source)] if options.source else base_coverage(content):
        print(*report(content, found, missing=options.missing), sep="\n")
    if not options.source:
        for where, words in narrow_statements(content):
            print(f"{where}: '{words}' is no more than a date or a name: link the whole claim")
    return 0


def coverage_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `coverage`: which source, and which of its sentences."""
    source_option(parser)
    parser.add_argument("--missing", action="store_true", help="only the sentences that are not covered")


def init(options: argparse.Namespace) -> int:
    """Create a new explainer."""
    from explainer.authoring.starter import start

    start(options.folder, dict.fromkeys(options.host or ("github",)), empty=options.empty)
    print(f"Started {options.folder}. Next: cd {options.folder} && make serve, then read content/README.md there.")
    return 0


def init_options(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the new explainer, and what is put into it."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--empty", action="store_true", help="without the records of the miniature")
    parser.add_argument(
        "--host",
        action="append",
        choices=HOSTS,
        help="where it will be published (default: github); may be repeated",
    )


def upgrade(options: argparse.Namespace) -> int:
    """Pin the explainer in this folder to this version of the program."""
    from explainer.authoring.wheel import upgrade

    del options
    upgrade(Path())
    print(f"This explainer is made with version {VERSION} now. Next: {COMMAND} migrate, and make check")
    return 0


def migrate(options: argparse.Namespace) -> int:
    """Rewrite older content; print what is left to do by hand."""
    from explainer.authoring.migrate import migrate
    from explainer.content.records import FORMAT

    found, notes = migrate(options.content)
    if found == FORMAT:
        print(f"The content has format {FORMAT} already.")
    else:
        print(f"Rewrote {options.content} from format {found} to format {FORMAT}.", *notes, "Next: check", sep="\n")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Build, then preview until Ctrl-C."""
    from explainer.cache import CachedPipeline, bodies
    from explainer.desk.desk import Desk
    from explainer.preview.server import serve_site
    from explainer.preview.snapshot import PreviewPages
    from explainer.rendering.renderer import base_path
    from explainer.view.page_list import draft_pages, written_places

    gc.enable()

    folders = (options.content, options.seeds, options.templates, options.static)
    pipeline = CachedPipeline(replace(inputs(options), drafts=not options.plain))

    def make() -> tuple[Mapping[str, bytes], Callable[[str], Location | None], frozenset[str], Callable[[], None]]:
        made = pipeline.prepare()

        def finish() -> None:
            pipeline.finish(made)
            gc.freeze()  # what is reused from build to build need not be searched for garbage

        return bodies(made.files), written_places(made.content), draft_pages(made.content), finish

    pages = PreviewPages(base_path(options.base_url), options.editor, plain=options.plain)
    desk = None if options.plain else Desk(options.content, options.seeds)
    return serve_site(make, folders, options.port, pages, desk, open_browser=options.open)


def serve_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the preview."""
    parser.add_argument(
        "--port", type=int, default=8000, help="port of the preview (default: 8000); if taken, the next"
    )
    parser.add_argument("--open", action="store_true", help="open the preview in the browser")
    parser.add_argument(
        "--plain", action="store_true", help="pages byte for byte as published: no reload, no edit links"
    )
    parser.add_argument(
        "--editor",
        default="vscode://file{path}:{line}:{column}",
        metavar="ADDRESS",
        help="what an edit link opens, with {path}, {line} and {column} (default: %(default)s)",
    )


def verify(options: argparse.Namespace) -> int:
    """Check a built site against its manifest and the source texts; print the verdict."""
    from explainer.publish.verify import verify_site

    try:
        verdict = verify_site(options.site, options.seeds)
    except ContentError as error:
        print(*with_source_lines(error.problems), sep="\n", file=sys.stderr)
        return 2
    print(verdict)
    return verdict.exit_code


def verify_options(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the site to verify."""
    parser.add_argument("site", type=Path, metavar="DIR", help="the folder of the built site")


def links(options: argparse.Namespace) -> int:
    """Report on every outside address; the exit code is 0 whatever is found."""
    from explainer.content.loader import load_content
    from explainer.publish.link_report import check_links, recorded, table

    content, _ = load_content(options.content, options.seeds)
    found = recorded(entry.record for entry in content.sources)
    if not options.offline:
        found = list(check_links(found, options.limit, options.timeout, options.pause))
    print(table(found))
    return 0


def links_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the link report: how many requests, and how often."""
    parser.add_argument("--offline", action="store_true", help="ask nobody: the states recorded in content")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="addresses asked at most (default: 200)")
    parser.add_argument("--timeout", type=float, default=15, metavar="S", help="seconds to wait (default: 15)")
    parser.add_argument("--pause", type=float, default=1, metavar="S", help="seconds between two (default: 1)")


def smoke(options: argparse.Namespace) -> int:
    """Request a dozen addresses of the published site; exit code 1 if one differs from what was built."""
    from explainer.publish.smoke import read_manifest, smoke

    try:
        found = list(smoke(options.url, read_manifest(options.out)))
    except ContentError as error:
        print(*with_source_lines(error.problems), sep="\n", file=sys.stderr)
        return 1
    print(*(f"{'WRONG' if fault else 'good':<6}{address} {fault}".rstrip() for address, fault in found), sep="\n")
    return int(any(fault for _, fault in found))


def smoke_options(parser: argparse.ArgumentParser) -> None:
    """Add the address of the published site."""

    def address(text: str) -> str:
        if not text.startswith(("https://", "http://")):
            raise argparse.ArgumentTypeError("URL starts with https:// or http://")
        return text

    parser.add_argument("url", type=address, metavar="URL", help="where the site in --out was published")


COMMANDS = {
    "build": Command(
        "check every fact and write the site (this is what runs when no command is named)", build, build_options
    ),
    "check": Command("check everything, write nothing", build, build_options),
    "serve": Command("build, preview on a local port, build again whenever a file is saved", serve, serve_options),
    "verify": Command("check a built site against its manifest and the source texts", verify, verify_options),
    "links": Command("report the state of every outside address; needs the network", links, links_options),
    "smoke": Command("compare a published site with the one built here", smoke, smoke_options),
    "new": Command("print the scaffold of a record, or append it to its file", new, new_options),
    "cite": Command("find words in the source texts and print the ready citation", cite, cite_options),
    "coverage": Command(
        "show a base source sentence by sentence: cited, left out or not covered", coverage, coverage_options
    ),
    "review": Command(
        "print the statements that a second person rejected or none has read yet, with their evidence", review
    ),
    "format": Command("put the YAML files into the canonical format, comments kept", format_files, format_options),
    "schema": Command("write the schemas that let an editor's program complete and explain", schema),
    "theme": Command("list the files of the look, or copy one to change it", theme, theme_options),
    "docs": Command("list the documents, or print one", docs, docs_options),
    "init": Command("create a new explainer in a folder of its own", init, init_options),
    "migrate": Command("rewrite content of an older format, comments kept", migrate),
    "upgrade": Command("pin the explainer in this folder to the version of this program", upgrade),
}
"""Every command by name; a new one is a function in the package and one line here."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line; wrong usage exits with code 2."""
    folders = argparse.ArgumentParser(add_help=False)
    for name, text in (
        ("content", "YAML facts and Markdown pages"),
        ("seeds", "texts of the sources"),
        ("templates", "Jinja templates that come before the program's"),
        ("static", "style sheets and other files that come before the program's"),
    ):
        folders.add_argument(
            f"--{name}", type=Path, default=Path(name), metavar="DIR", help=f"{text} (default: {name})"
        )
    folders.add_argument("--out", type=Path, default=Path("_site"), metavar="DIR", help="output (default: _site)")
    folders.add_argument("--base-url", default="", metavar="URL", help="address at which the site will be published")
    parser = argparse.ArgumentParser(
        prog=COMMAND.rpartition(" ")[2],
        description="Build a static explainer in which its source supports every fact.",
        epilog="Each command has a --help of its own. Exit codes: 0 done, 1 problems in content, 2 wrong usage, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"explainer {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    arguments = _with_command(arguments)
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.help, description=command.help, parents=[folders])
        if name == arguments[0]:
            command.options(own)  # those of others may import much that this command does not need
    options = parser.parse_args(arguments)
    try:
        getattr(options, "editor", "").format(path="", line=1, column=1)
    except (KeyError, ValueError, IndexError):
        parser.error("--editor knows {path}, {line} and {column}, nothing else in braces")
    if not 0 < getattr(options, "port", 1) < 65536:
        parser.error("--port is a number from 1 to 65535")
    for name in ("templates", "static"):
        if (folder := getattr(options, name)) != Path(name) and not folder.is_dir():
            parser.error(f"--{name}: no folder '{folder}'")
    _check_output(parser, options)
    if options.base_url:
        options.base_url = _checked_address(parser, options.base_url)
    return options


def _with_command(arguments: list[str]) -> list[str]:
    """The arguments, the first of them a command: `build` if none is named."""
    named = bool(arguments) and (not arguments[0].startswith("-") or arguments[0] in ("-h", "--help", "--version"))
    return arguments if named else ["build", *arguments]


def _checked_address(parser: argparse.ArgumentParser, address: str) -> str:
    """The address of a site, with a slash at its end; exit with code 2 if it is none."""
    if not address.startswith(("https://", "http://")):
        parser.error("--base-url starts with https:// or http://")
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./~%-]*)?", address):
        parser.error("--base-url is an address such as https://example.org/explainer/")
    return address.rstrip("/") + "/"


def _check_output(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Exit with code 2 if the output lies within a folder of inputs, or a link to itself is among these."""
    for name in ("content", "seeds", "templates", "static"):
        folder = getattr(options, name)
        if _is_endless(options.out) or _is_endless(folder):
            parser.error(f"--out or --{name} leads nowhere: a link to itself")
        if options.out.resolve().is_relative_to(folder.resolve()):
            parser.error(f"--out lies within --{name}: a site must not become its own input")


def _is_endless(path: Path) -> bool:
    """True for a link to itself."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode still shows every message
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        return COMMANDS[options.command].run(options)
    except ContentError as error:
        print_problems(error, options)
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        message = f"cannot be read or written: {error.strerror}"
        problem = Problem(Location(str(error.filename)), message, "check its permissions", rule="readable")
        print_problems(ContentError([problem]), options)
        return 1


INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""

UNHEARD = 141
"""Exit code if nobody reads the output any more, such as `head` that has enough."""


def run() -> NoReturn:
    """Run the command line of this process, then end it with the exit code."""
    if gone := [*(name for name in PACKAGES if not find_spec(name)), *missing_files()]:
        more = f" and {len(gone) - 4} more" if len(gone) > 4 else ""
        sys.exit(
            f"Missing: {', '.join(gone[:4])}{more}. "
            + (
                f"Install {DISTRIBUTION} again."
                if INSTALLED
                else "`make check` sets up all that is needed, once; from then on run .venv/bin/python build.py …"
            )
        )
    # A plug-in that happens to be installed must not decide what is valid; searching for one costs more than all models.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.disable()  # one build makes little garbage, and searching for it takes a tenth of the time
    code, last_words = _run_to_the_end()
    with suppress(OSError, ValueError):
        if last_words:
            print(last_words, file=sys.stderr)
        sys.stderr.flush()
    os._exit(code)  # freeing ten thousand records at exit takes a tenth of the time


def _run_to_the_end() -> tuple[int, str]:
    """Run the command line; return the exit code, and what there is to say if it was cut short."""
    try:
        _open_closed_streams()
        Path.cwd()  # fails if it was deleted
        try:
            code = main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED, "Interrupted."
    except BrokenPipeError:
        return UNHEARD, ""
    except FileNotFoundError:
        return 2, "The folder in which this was started no longer exists; change to another."
    except OSError as error:
        return 1, f"Cannot print: {error.strerror}."
    return code, ""


def _open_closed_streams() -> None:
    """Let what is printed to a closed stream vanish: its number must not be given to a file that is opened next."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
