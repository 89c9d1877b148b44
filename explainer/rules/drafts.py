"""The rule about drafts: records and pages that are checked and not published."""

from __future__ import annotations

from explainer.content.content import Content
from explainer.content.roles import IdOf, Ref
from explainer.problems import Problem
from explainer.rules.common import Problems, title
from explainer.rules.prose import located_blocks

HINT = "publish the draft, too, or make this one a draft"


def published_only(content: Content) -> Problems:
    """What is published refers to no draft: neither a record or its fields nor a page or its links."""
    if not content.drafts:
        return
    records = {entry.record.id for entry in content.facts if entry.record.draft}
    pages = {prose.name for prose in content.prose if prose.front.draft}
    published = content.without_drafts()
    for entry, (keys, role, target, _) in (*published.parts(Ref), *published.parts(IdOf)):
        drafts = records if isinstance(role, Ref) else pages if isinstance(role, IdOf) and role.what == "page" else ()
        if target in drafts:
            yield Problem(entry.at(*keys), f"{title(entry)} refers to '{target}', which is a draft", HINT)
    for prose, block, places in located_blocks(published):
        for link in block.links:
            name = link.target.partition("#")[0]
            if name in (records if link.scheme in ("fact", "show") else pages if link.scheme == "page" else ()):
                message = f"page '{prose.name}' links to '{name}', which is a draft"
                yield Problem(places.of(link.href), message, HINT)
