"""The documents by subject, in the order in which they are read."""

from __future__ import annotations

from importlib.resources import files

from explainer.resources import resource

DOCUMENTS = {
    "start": "from nothing to a site on this machine",
    "facts": "sources, records, and what is checked",
    "prose": "pages whose statements are bound to records",
    "look": "colours, templates and words of your own",
    "publishing": "GitHub Pages and other hosts",
    "upgrading": "another version of the program",
}
"""Their names, each with its subject."""

HANDBOOK = "handbook"
"""The name of the document that a new explainer has as `content/README.md`: every kind, field and rule."""


def document(name: str) -> str:
    """The text of a document or of the handbook, as Markdown."""
    if name == HANDBOOK:
        return resource("handbook.md").read_text("utf-8")
    return files(__name__).joinpath(f"{name}.md").read_text("utf-8")
