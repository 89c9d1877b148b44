"""Where the program's own files are, in a checkout of its repository and in an installation, and which version it is."""

from __future__ import annotations

import os
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

INSTALLED = not (CHECKOUT / "pyproject.toml").is_file()
"""True in an installation, into which nothing is written; false in a checkout."""

RECORDED = CHECKOUT / f"{DISTRIBUTION.replace('-', '_')}-{VERSION}.dist-info"
"""The folder in which the installer keeps what it knows of an installation."""

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


def installed_files() -> dict[str, str]:
    """The files of an installation by their names below `CHECKOUT`, each with its checksum, as the installer recorded them.

    A checksum is written as `sha256=…`, or empty where there is none. Compiled modules are left out.

    Raises:
        OSError: if there is no record, as in a checkout.
    """
    recorded = (line.rsplit(",", 2) for line in (RECORDED / "RECORD").read_text("utf-8").splitlines())
    return {name: checksum for name, checksum, _size in recorded if not name.endswith(".pyc")}


def missing_files() -> list[str]:
    """The files of the package that were installed and are gone; none in a checkout, and none if nothing was recorded."""
    try:
        installed = installed_files()
    except FileNotFoundError:
        return []
    # No `Path`: with it, this takes six times as long, at every start.
    own = (f"{CHECKOUT}/{name}" for name in installed if name.startswith(f"{PACKAGE.name}/"))
    return [path for path in own if not os.path.exists(path)]  # noqa: PTH110  # see above


def resource(name: str) -> Path:
    """A file or folder of the program that is no module, by its name in `PLACES`."""
    return SHIPPED / name if INSTALLED else CHECKOUT / PLACES[name]
