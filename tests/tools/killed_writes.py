"""Publish a site over and over, killed each time at a later operation on files: `python tests/tools/killed_writes.py OUT`.

What is known of it is remembered each time in `.cache/` next to OUT. Prints as JSON how many moments there were, and
those after which no whole site stood at OUT, or something else was remembered than what was last to be. A process of its
own, so that a copy of it has one thread only.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

from samples import write_site

from explainer.exports.checksums import MANIFEST, checksum
from explainer.exports.manifest import manifest
from explainer.publish import unchanged
from explainer.publish.unchanged import Known, Memory

OPERATIONS = ("open", "os.", "shutil.", "tempfile.", "ctypes.")
"""Beginnings of the names of events that Python reports before it asks the system for something; see PEP 578."""


def site(*names: str) -> dict[str, bytes]:
    """Pages with their manifest, which is whole only with exactly these."""
    pages = {f"{name}.html": name.encode() for name in names}
    return {**pages, MANIFEST: manifest({path: checksum(body) for path, body in pages.items()})}


def is_whole(out: Path) -> bool:
    """True if the files are exactly those of the manifest."""
    listed = json.loads((out / MANIFEST).read_bytes())["files"]
    found = {p.relative_to(out).as_posix(): sha256(p.read_bytes()).hexdigest() for p in out.rglob("*") if p.is_file()}
    found.pop(MANIFEST)
    return bool(listed == found)


def killed(made: dict[str, bytes], out: Path, memory: Memory, known: Known, moment: int) -> bool:
    """Publish and remember in a copy of this process, killed before its operation of that number; False if it ended before."""
    child = os.fork()
    if child == 0:
        left = itertools.count(moment, -1)

        def count(event: str, _: object) -> None:
            if event.startswith(OPERATIONS) and next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write_site(made, out)
        memory.keep(known)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(out: Path) -> None:
    """Kill at every moment there is."""
    sites = site("index", "facts/a", "facts/b"), site("index", "facts/b", "facts/c", "d")
    unchanged.FOLDER = out.parent / ".cache"
    memory = Memory([], [])
    write_site(sites[1], out)
    broken = []
    before: Known | None = None
    for moment in itertools.count():
        known = Known(str(moment), 0, "")
        going_on = killed(sites[moment % 2], out, memory, known, moment)
        after = memory.recall()
        if not is_whole(out) or after not in (before, known):
            broken.append(moment)
        if not going_on:
            break
        before = after
    print(json.dumps({"moments": moment, "broken": broken, "remembered": after == known}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
