"""Local servers, for what asks over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from explainer.publish.github_pages import find, media_type


def running(handler: Any) -> Iterator[str]:
    """A server on a port of its own; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Pages(BaseHTTPRequestHandler):
    """Serves a site in memory below a path, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Mapping[str, bytes], base: str, *arguments: Any) -> None:
        self.site = site
        self.base = base
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """The file at an address, the address to go on to, or the 404 page."""
        answer = find(self.site, self.base, unquote(urlsplit(self.path).path))
        body = self.site[answer.file] if answer.file else b""
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", media_type(answer.file or ""))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


def published_at(site: Mapping[str, bytes], base_url: str) -> Iterator[str]:
    """A server of a finished site with the path of its base URL; the address the site begins at."""
    base = urlsplit(base_url).path
    for address in running(partial(Pages, site, base)):
        yield address + base
