"""Rules about former addresses: each redirects to one place, or says what became of it."""

from __future__ import annotations

from explainer.content.content import Content, Former
from explainer.problems import Problem
from explainer.rules.common import Problems, instead, title


def old_address(content: Content) -> Problems:
    """A former name of a record, source or page is no other's name and listed once; `see` names records that exist."""
    living = {
        "record": content.records.keys(),
        "source": {entry.record.id for entry in content.sources},
        "page": {prose.name for prose in content.prose},
    }
    first: dict[tuple[str, str], Former] = {}
    for former in content.former:
        known = first.setdefault((former.kind, former.name), former)
        where = former.entry.at(*former.keys)
        field = former.keys[0]
        if former.name == former.now:
            message = f"{_owner(former)}: '{former.name}' in '{field}' is the name it has now"
            yield Problem(where, message, "remove it; 'aliases' are the names it had before")
        elif former.name in living[former.kind] and former.now:
            message = f"{_owner(former)}: '{former.name}' in '{field}' is another {former.kind}, which still exists"
            yield Problem(
                where, message, f"an address belongs to one place: remove it here, or remove that {former.kind}"
            )
        elif former.name in living[former.kind]:
            message = f"{former.kind} '{former.name}' is listed as removed, but still exists"
            yield Problem(where, message, f"remove it from this list, or remove that {former.kind}")
        elif known is not former:
            message = f"{former.kind} '{former.name}' is listed as a former name twice"
            hint = (
                f"first at {known.entry.at(*known.keys)}; an address belongs to one place, remove it from one of them"
            )
            yield Problem(where, message, hint)
    for entry in content.removed:
        for index, target in enumerate(entry.record.see):
            if target not in content.records:
                message = f"removed {title(entry)}: unknown record '{target}' in 'see'"
                yield Problem(entry.at("see", index), message, instead(content, "record", target, content.records))


def _owner(former: Former) -> str:
    return f"page '{former.now}'" if former.kind == "page" else title(former.entry)
