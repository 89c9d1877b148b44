"""What a change of the program's structure is measured by: `python tests/tools/yardstick.py [FOLDER ...]`.

Prints how much there is to know of the program, and a checksum of what it builds: of the real content and of the
miniature, each built here, or of built sites in the folders named. Two versions of the program that print the same
checksums show readers the same pages. `--spaces` disregards white space between tags, `--renamed FILE` what a style
sheet calls a class: the file has a line `old new` for each class renamed since. Share images, the favicon, style
sheets and the manifest, which holds the checksums of these, are not compared.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

PACKAGE = ROOT / "explainer"
TEMPLATES = ROOT / "templates"
SITES = {"real content": ROOT, "miniature": ROOT / "tests" / "sample"}
UNCOMPARED = re.compile(r"(share/.*|favicon\..*|.*\.css|manifest\.json)")
BASE_URL = "https://example.org/explainer/"


def compared(folder: Path, *, spaces: bool, renamed: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of a built site that are compared, by their path, as they are compared."""

    def classes(found: re.Match[str]) -> str:
        return f'class="{" ".join(renamed.get(name, name) for name in found[1].split())}"'

    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or UNCOMPARED.fullmatch(name):
            continue
        body = path.read_bytes()
        if path.suffix in (".html", ".svg"):
            text = body.decode()
            if renamed:
                text = re.sub(r'class="([^"]*)"', classes, text)
            if spaces:
                text = re.sub(r"\s+", " ", re.sub(r">\s+<", "><", text))
            body = text.encode()
        yield name, body


def checksum(folder: Path, *, spaces: bool = False, renamed: dict[str, str] | None = None) -> tuple[int, str]:
    """How many files of a built site are compared, and the SHA-256 of their names and bytes."""
    whole = hashlib.sha256()
    count = 0
    for name, body in compared(folder, spaces=spaces, renamed=renamed or {}):
        count += 1
        whole.update(f"{name}\0{len(body)}\0".encode() + body)
    return count, whole.hexdigest()


def build(folder: Path, out: Path) -> None:
    """Build the explainer in a folder with the program's own look."""
    from explainer.cli import main

    looks = (f"--templates={TEMPLATES}", f"--static={ROOT / 'static'}")
    options = (f"--content={folder / 'content'}", f"--seeds={folder / 'seeds'}", f"--out={out}", *looks)
    if main(["build", *options, "--base-url", BASE_URL]):
        sys.exit(f"{folder} does not build")


def counts() -> dict[str, str]:
    """Counts that measure the size of the program, by their names."""
    modules = [*PACKAGE.rglob("*.py"), ROOT / "build.py"]
    lines = {path: path.read_text("utf-8").count("\n") for path in modules}
    trees = [ast.parse(path.read_text("utf-8")) for path in modules]
    functions = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    templates = [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".svg", ".xml", ".js")]
    longest = max(
        (len(line), str(path.relative_to(ROOT))) for path in templates for line in path.open(encoding="utf-8")
    )
    return {
        "modules directly in explainer/": str(len(list(PACKAGE.glob("*.py")))),
        "modules in all": str(len(modules) - 1),
        "lines of the package with build.py": f"{sum(lines.values()):,}",
        "lines of build.py": str(lines[ROOT / "build.py"]),
        "lines of the median module": f"{median(lines.values()):.0f}",
        "lines of a function: median, 90th percentile, longest": (
            f"{median(functions):.0f}, {quantiles(functions, n=10)[-1]:.0f}, {functions[-1]}"
        ),
        "longest line of a template": f"{longest[0]} ({longest[1]})",
        "lines of templates": f"{sum(path.read_text('utf-8').count(chr(10)) for path in templates):,}",
    }


def main() -> None:
    """Print counts and checksums."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="built sites to compare instead")
    parser.add_argument("--spaces", action="store_true", help="disregard white space between tags")
    parser.add_argument("--renamed", type=Path, metavar="FILE", help="lines of `old new`: classes renamed since")
    options = parser.parse_args()
    pairs = options.renamed.read_text("utf-8").splitlines() if options.renamed else []
    renamed = dict(pair.split() for pair in pairs)
    for name, value in counts().items():
        print(f"{name:<56} {value}")
    with tempfile.TemporaryDirectory() as temporary:
        folders = {str(folder): folder for folder in options.folders}
        for name, folder in SITES.items() if not folders else ():
            folders[name] = Path(temporary) / name
            build(folder, folders[name])
        for name, folder in folders.items():
            count, digest = checksum(folder, spaces=options.spaces, renamed=renamed)
            print(f"{name}: {count} files, {digest}")


if __name__ == "__main__":
    main()
