"""The Jinja environment, and the filters that templates use."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from explainer.rendering.bytecode import BytecodeCache
from explainer.text.dates import brief_date, display_date
from explainer.view.citing import url_of

_NUMBERED = re.compile(r"\b[A-Z]+-\d+\b")

_OPTIONS: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
}


class _Environment(Environment):
    """Jinja whose globals never change: each template copies a dict and not a chain of them."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return {**self.globals, **(d or {})}


def make_environment(folder: Path) -> Environment:
    """Jinja with autoescape and strict undefined, and the few filters templates need."""
    env = _Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=BytecodeCache(repr(_OPTIONS)),
        cache_size=-1,
        **_OPTIONS,
    )
    env.filters["url"] = url_of
    env.filters["date"] = display_date
    env.filters["brief_date"] = brief_date
    env.filters["unbroken"] = _unbroken
    env.filters["breakable"] = _breakable
    env.filters["percent"] = lambda share: f"{share:.0%}"
    for name in env.list_templates(["html", "svg", "js"]):
        with suppress(TemplateError, UnicodeDecodeError, OSError):  # told when a page needs it
            env.get_template(name)
    return env


def _unbroken(text: str) -> Markup:
    """The text with names such as AB-12 held on one line."""
    return Markup(_NUMBERED.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704  # escaped here


def _breakable(text: str) -> Markup:
    """The text, which holds addresses, with a place to break after each slash but the first of two."""
    return escape(text).replace("/", Markup("/<wbr>")).replace(Markup("/<wbr>/"), "//")
