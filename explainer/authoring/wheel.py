"""The wheel of the installed program, packed again from its files, and the requirements that pin an explainer to it."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from explainer.formats.editor_files import write_whole
from explainer.problems import ContentError, Location, Problem
from explainer.resources import CHECKOUT, DISTRIBUTION, INSTALLED, VERSION, resource

VENDOR = "vendor"
"""The folder of an explainer that holds the wheel."""

REQUIREMENTS = "requirements.txt"

_WRITTEN_AT_INSTALLATION = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json")
"""Files of the metadata that are no part of a wheel."""

_DATE = (2020, 2, 2, 0, 0, 0)
"""The date of every file in a wheel, so that the same files make the same bytes."""


class Wheel(NamedTuple):
    """A wheel by its file name, and the address that the program was installed from, empty if it is not known."""

    name: str
    body: bytes
    origin: str


def installed_wheel() -> Wheel:
    """The wheel of this installation; the same files make the same bytes.

    Raises:
        ContentError: if the program is not installed, or its files are not those that were installed.
    """
    try:
        found = distribution(DISTRIBUTION)
    except PackageNotFoundError:
        found = None
    if not INSTALLED or found is None or found.version != VERSION:
        hint = (
            f"install the program first, for instance with `pipx install {CHECKOUT}`, and run the command `explainer`"
        )
        raise _refused(CHECKOUT, "this program is not installed, and only an installation can be pinned", hint)
    packed = BytesIO()
    record = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, body: bytes) -> None:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)

        for file in sorted(found.files or (), key=lambda file: (".dist-info" in file.parts[0], file.as_posix())):
            if _belongs(file):
                body = _body(found, file)
                add(file.as_posix(), body)
                record.append(f"{file.as_posix()},sha256={_digest(body)},{len(body)}\n")
        listed = f"{DISTRIBUTION.replace('-', '_')}-{VERSION}.dist-info/RECORD"
        add(listed, "".join([*record, f"{listed},,\n"]).encode())
    return Wheel(f"{DISTRIBUTION.replace('-', '_')}-{VERSION}-py3-none-any.whl", packed.getvalue(), _origin(found))


def _belongs(file: PackagePath) -> bool:
    """True for a file that came with the wheel: no command, no compiled module, nothing that the installer wrote."""
    installers_own = ".dist-info" in file.parts[0] and file.name in _WRITTEN_AT_INSTALLATION
    return ".." not in file.parts and file.suffix != ".pyc" and not installers_own


def _body(found: Distribution, file: PackagePath) -> bytes:
    """The bytes of an installed file."""
    path = Path(str(found.locate_file(file)))
    hint = f"install {DISTRIBUTION} {VERSION} again"
    try:
        body = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"a file of the installation cannot be read: {error.strerror}", hint) from None
    if file.hash and file.hash.value != _digest(body):
        raise _refused(path, "a file of the installation was changed", hint)
    return body


def _digest(body: bytes) -> str:
    """The checksum of a file as wheels write it."""
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()


def _origin(found: Distribution) -> str:
    """The address that the installer recorded; a folder or file of this machine means nothing elsewhere."""
    recorded = json.loads(found.read_text("direct_url.json") or "{}")
    url = str(recorded.get("url", ""))
    if not url or url.startswith("file:"):
        return ""
    if version := recorded.get("vcs_info"):
        return f"{version['vcs']}+{url}@{version['commit_id']}"
    return url


def requirements(wheel: Wheel) -> str:
    """What an explainer installs: this wheel and every package that it needs, each with its checksums."""
    packages = "".join(
        line for line in resource(REQUIREMENTS).read_text("utf-8").splitlines(keepends=True) if line[0] != "#"
    )
    source = f", installed from {wheel.origin}" if wheel.origin else ""
    return (
        f"# explainer {VERSION}{source}. Written by `explainer init` and `explainer upgrade`.\n"
        f"./{VENDOR}/{wheel.name} --hash=sha256:{hashlib.sha256(wheel.body).hexdigest()}\n{packages}"
    )


def pin(folder: Path) -> None:
    """Pin the explainer in `folder` to this installation: its wheel in `vendor/`, and the requirements."""
    wheel = installed_wheel()
    vendor = folder / VENDOR
    vendor.mkdir(exist_ok=True)
    write_whole(vendor / wheel.name, wheel.body)
    write_whole(folder / REQUIREMENTS, requirements(wheel).encode())
    for old in vendor.glob(f"{DISTRIBUTION.replace('-', '_')}-*.whl"):
        if old.name != wheel.name:
            old.unlink()


def upgrade(folder: Path) -> None:
    """Pin an explainer that `init` made to this installation.

    Raises:
        ContentError: if the folder is no such explainer.
    """
    path = folder / REQUIREMENTS
    if not path.is_file() or f"./{VENDOR}/{DISTRIBUTION.replace('-', '_')}-" not in path.read_text("utf-8"):
        raise _refused(path, "no requirements written by `explainer init`", "run upgrade in the folder of an explainer")
    pin(folder)


def _refused(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Location(str(path)), message, hint, rule="writable")])
