"""The words of the interface in scripts and style sheets: `t("note.close")` becomes the text of the catalogue.

In a script a text with placeholders is given their values, `t("records.found", {shown, n: items.length})`, and becomes a
template literal; these values are names and members, nothing with commas or braces.
"""

from __future__ import annotations

import json
import re

from explainer.locales.catalogue import Catalogue, Message
from explainer.problems import ContentError, Location, Problem
from explainer.rendering.css import compact

_CALL = re.compile(r'(?<![\w.])t\("(\w+)\.(\w+)"(?:, \{([^{}]*)\})?\)')
_COMMENT = re.compile(r"^[ \t]*/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)


def static_file(path: str, body: bytes, t: Catalogue) -> bytes:
    """A static file as readers get it: scripts and style sheets with words and without what only editors read.

    Of a script only comments that have lines of their own are left out, but those with "!", which state rights.
    """
    if not path.endswith((".css", ".js")):
        return body
    try:
        text = with_words(path, body.decode(), t)
    except UnicodeDecodeError as error:
        message = f"byte 0x{body[error.start]:02x} is not UTF-8 text"
        hint = "save the file with the encoding UTF-8"
        raise ContentError([Problem(Location(path), message, hint, rule="template")]) from None
    return (compact(text) if path.endswith(".css") else _COMMENT.sub("", text)).encode()


def with_words(path: str, text: str, t: Catalogue) -> str:
    """A script or style sheet with the words of the interface in place of calls for them.

    Raises:
        ContentError: for a word that the catalogue does not have, and for placeholders without a value.
    """

    def words(call: re.Match[str]) -> str:
        group, key, given = call.groups()
        try:
            found = t[group][key]
            return _literal(found, given) if isinstance(found, Message) else json.dumps(found, ensure_ascii=False)
        except KeyError as error:
            where = Location(path, text.count("\n", 0, call.start()) + 1)
            hint = "write group, key and a value for each placeholder as the catalogue in explainer/locales/ has them"
            raise ContentError([Problem(where, f"no word {error}: {call.group()}", hint, rule="template")]) from None

    return _CALL.sub(words, text)


def _literal(message: Message, given: str | None) -> str:
    """A text as a template literal that holds the given expressions."""
    pairs = (part.partition(":") for part in (given or "").split(",") if part.strip())
    values = {name.strip(): f"${{{(value or name).strip()}}}" for name, _, value in pairs}
    return f"`{message(**values)}`"
