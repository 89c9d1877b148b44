"""One request to one web address, and its answer or failure."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

AGENT = "explainer-link-report (checks the addresses it cites, one at a time)"


@dataclass(frozen=True, slots=True)
class Response:
    """The answer of a server; `status` 0 means that there was none, and `reason` says why."""

    status: int
    reason: str = ""
    media_type: str = ""
    location: str = ""
    body: bytes = b""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects: a redirect is an answer."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""
        return


def fetch(url: str, method: str = "GET", seconds: float = 10, most: int = 2**26) -> Response:
    """The answer to one request, redirects not followed, at most `most` bytes of it read."""
    if not url.startswith(("https://", "http://")):
        return Response(0, "not a web address")
    opener = urllib.request.build_opener(_Stay)
    try:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310  # http and https only, see above
        try:
            with opener.open(request, timeout=seconds) as answer:
                return _answer(answer, most)
        except urllib.error.HTTPError as answer:
            with answer:
                return _answer(answer, most)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Response(0, str(getattr(error, "reason", None) or error) or type(error).__name__)


def _answer(answer: Any, most: int) -> Response:
    location = answer.headers.get("Location") or ""
    media_type = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    return Response(answer.status, answer.reason or "", media_type, location, answer.read(most))
