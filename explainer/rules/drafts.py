"""The rule about drafts: records and pages that are checked and not published."""

from __future__ import annotations

from explainer.content.content import Content, Prose
from explainer.content.roles import IdOf, Ref
from explainer.formats.markdown import Block, Link, blocks
from explainer.problems import Location, Problem
from explainer.rules.common import Problems, title

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
    for prose in published.prose:
        for block in blocks(prose.body):
            for link in block.links:
                name = link.target.partition("#")[0]
                if name in (records if link.scheme in ("fact", "show") else pages if link.scheme == "page" else ()):
                    where = _place(prose, block, link)
                    yield Problem(where, f"page '{prose.name}' links to '{name}', which is a draft", HINT)


def _place(prose: Prose, block: Block, link: Link) -> Location:
    """Where the target of a link is written, or the block if that has it in another form."""
    first, last = block.lines
    lines = enumerate(prose.body.split("\n")[first:last], prose.first_line + first)
    here = ((number, line.find(link.href) + 1) for number, line in lines if link.href in line)
    return Location(prose.path, *next(here, (prose.first_line + first, 1)))
