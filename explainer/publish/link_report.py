"""The state of each outside address, as recorded in content or as its server answers now: a report, not a check."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from explainer.content.records import Source
from explainer.publish.http import Response, fetch

STATES = ("gone", "moved", "refused", "rate-limited", "server-error", "no-answer", "alive", "unchecked")
"""The states of an address, those that need an editor first. `refused` is an answer to programs; people may get one."""

_UNSURE = (403, 404, 405, 501)
"""Status codes that some servers give to HEAD but not to GET."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address of a source, its state, and a note."""

    url: str
    source: str
    state: str
    note: str = ""


def recorded(sources: Iterable[Source]) -> list[Link]:
    """Every address with the state last recorded in content."""
    links = []
    for source in sources:
        if source.url:
            checked = f"recorded on {source.link_checked}" if source.link_checked else "no state recorded"
            kept = f"archived at {source.archive_url}" if source.archive_url else "no archived copy"
            links.append(Link(source.url, source.id, source.link_state or "unchecked", f"{checked}; {kept}"))
        if source.archive_url:
            links.append(Link(source.archive_url, source.id, "unchecked", "the archived copy"))
    return links


def check_links(links: Iterable[Link], most: int, seconds: float, pause: float) -> Iterator[Link]:
    """Each address with its state now: one request at a time, `pause` seconds apart, no more than `most` addresses."""
    for number, link in enumerate(links):
        if number >= most:
            yield link
            continue
        if number:
            time.sleep(pause)
        state, note = link_status(link.url, lambda url, method: fetch(url, method, seconds, most=1))
        was = f"; recorded as {link.state}" if link.state not in ("unchecked", state) else ""
        yield Link(link.url, link.source, state, f"{note}{was}; {link.note}")


def link_status(url: str, ask: Callable[[str, str], Response]) -> tuple[str, str]:
    """The state of one address and the reason; `ask` takes an address and a method.

    A permanent redirect to an address that answers is `moved`; a temporary one has the state of its target.
    """
    moved, here = "", url
    for _ in range(6):
        answer = ask(here, "HEAD")
        if answer.status in _UNSURE:
            answer = ask(here, "GET")
        if answer.status not in (301, 302, 303, 307, 308):
            state, note = _state(answer)
            return ("moved", f"to {moved}") if moved and state == "alive" else (state, note)
        here = urljoin(here, answer.location)
        if answer.status in (301, 308):
            moved = here
    return "no-answer", "redirects without end"


def _state(answer: Response) -> tuple[str, str]:
    status = answer.status
    if status == 0:
        return "no-answer", answer.reason
    if status < 400:
        return "alive", f"answers {status}"
    if status in (404, 410):
        return "gone", f"answers {status}"
    if status == 429:
        return "rate-limited", f"answers {status}; ask again later"
    return ("server-error" if status >= 500 else "refused"), f"answers {status}"


def table(links: Iterable[Link]) -> str:
    """The links by state, those that need an editor first, with a count of each state at the end."""
    found = sorted(links, key=lambda link: (STATES.index(link.state), urlsplit(link.url).hostname or "", link.url))
    lines = [f"{link.state:<13} {link.source}: {link.url}\n{'':<13} {link.note}" for link in found]
    counts = ((sum(link.state == state for link in found), state) for state in STATES)
    return "\n".join([*lines, ", ".join(f"{count} {state}" for count, state in counts if count) or "no outside links"])
