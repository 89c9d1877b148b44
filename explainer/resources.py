"""Where the program's own files are, in a checkout of its repository and in an installation, and which version it is."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"
"""The version of the program; `pyproject.toml` takes it from here."""

DISTRIBUTION = "bound-explainer"
"""The name under which the program is installed, as in `pyproject.toml`; a package index has another `explainer`."""

PACKAGE = Path(__file__).parent

CHECKOUT = PACKAGE.parent
"""The root of the repository, if this is a checkout."""

SHIPPED = PACKAGE / "shipped"
"""The folder that a wheel has for the files that the repository keeps outside the package."""

INSTALLED = SHIPPED.is_dir()
"""True in an installation, into which nothing is written; false in a checkout."""

COMMAND = "explainer" if INSTALLED else "python build.py"
"""How hints name the program."""

PLACES = {
    "templates": "templates",
    "static": "static",
    "miniature/content": "tests/sample/content",
    "miniature/seeds": "tests/sample/seeds",
    "handbook.md": "content/README.md",
    "requirements.txt": "requirements.txt",
    "pages.yml": ".github/workflows/pages.yml",
}
"""What a wheel has in `SHIPPED`, and where the repository has it; `pyproject.toml` says the same."""


def resource(name: str) -> Path:
    """A file or folder of the program that is no module, by its name in `PLACES`."""
    return SHIPPED / name if INSTALLED else CHECKOUT / PLACES[name]
