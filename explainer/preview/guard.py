"""What every handler of the preview refuses: requests that do not come from a browser on this machine."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError, RequestHandler

HOST = "127.0.0.1"


class Guarded(RequestHandler):
    """Answers only requests of a browser on this machine: no foreign host name, no foreign origin."""

    def prepare(self) -> None:
        """Reject requests to a rebound host name and those of another site's scripts."""
        hosts: set[str] = self.settings["hosts"]
        origin = self.request.headers.get("Origin")
        reads = self.request.method in ("GET", "HEAD") and "Upgrade" not in self.request.headers
        if self.request.host.lower() not in hosts:
            raise HTTPError(403, reason="Host not served")
        if origin is not None and not reads and origin.lower() not in {f"http://{host}" for host in hosts}:
            raise HTTPError(403, reason="Origin not served")

    def set_default_headers(self) -> None:
        """Forbid the browser to cache the answer, and other sites to use it."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer with one line of plain text."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")
