"""Preview: the built site on a local port, built again when a file is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from livereload import Server


def serve_site(out: Path, watched: Iterable[Path], rebuild: Callable[[], None], port: int) -> None:
    """Serve `out` on 127.0.0.1 and call `rebuild` after every change below `watched`; returns on Ctrl-C.

    `rebuild` reports problems itself and leaves the last good site in place.
    """
    server = Server()
    for folder in watched:
        server.watch(str(folder), rebuild)
    server.serve(root=str(out), host="127.0.0.1", port=port)
