"""The wheel of the installed program, packed again from its files, and the requirements that pin an explainer to it."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from explainer.formats.editor_files import write_whole
from explainer.problems import ContentError, Location, Problem
from explainer.resources import CHECKOUT, DISTRIBUTION, INSTALLED, PACKAGE, RECORDED, VERSION, installed_files, resource

VENDOR = "vendor"
"""The folder of an explainer that holds the wheel."""

REQUIREMENTS = "requirements.txt"

_WRITTEN_AT_INSTALLATION = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json")
"""Files of the metadata that are no part of a wheel."""

_AGAIN = f"install {DISTRIBUTION} {VERSION} again"
"""The hint on an installation that is damaged."""

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
    if not INSTALLED:
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

        for name, body in _packed():
            add(name, body)
            record.append(f"{name},sha256={_digest(body)},{len(body)}\n")
        listed = f"{RECORDED.name}/RECORD"
        add(listed, "".join([*record, f"{listed},,\n"]).encode())
    return Wheel(f"{DISTRIBUTION.replace('-', '_')}-{VERSION}-py3-none-any.whl", packed.getvalue(), _origin())


def _packed() -> Iterator[tuple[str, bytes]]:
    """The files that a wheel has, those about the wheel last: no command, no compiled module, nothing that the installer wrote."""
    try:
        installed = installed_files()
    except OSError as error:
        raise _refused(RECORDED / "RECORD", f"cannot be read: {error.strerror}", _AGAIN) from None
    about = f"{RECORDED.name}/"
    for name in sorted(installed, key=lambda name: (name.startswith(about), name)):
        if name.startswith((f"{PACKAGE.name}/", about)) and name.removeprefix(about) not in _WRITTEN_AT_INSTALLATION:
            yield name, _body(CHECKOUT / name, installed[name])


def _body(path: Path, checksum: str) -> bytes:
    """The bytes of an installed file, which are those that were installed."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"a file of the installation cannot be read: {error.strerror}", _AGAIN) from None
    if checksum not in {"", f"sha256={_digest(body)}"}:
        raise _refused(path, "a file of the installation was changed", _AGAIN)
    return body


def _digest(body: bytes) -> str:
    """The checksum of a file as wheels write it."""
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()


def _origin() -> str:
    """The address that the installer recorded; a folder or file of this machine means nothing elsewhere."""
    path = RECORDED / "direct_url.json"
    recorded = json.loads(path.read_text("utf-8")) if path.exists() else {}
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
