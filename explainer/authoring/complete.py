"""The words beside passages that editors leave out, put into their citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from explainer.content.content import Content
from explainer.content.records import Citation
from explainer.formats.yaml_file import Node, read_nodes
from explainer.formats.yaml_scalar import scalar
from explainer.text.selectors import edge_words


def completed(content: Content) -> Iterator[tuple[Path, str]]:
    """Each file with citations that lack a needed prefix or suffix: its path, and its text with them.

    Only a passage that is found, and at one place, is completed; which of several is meant only its editor knows.
    """
    added: dict[str, list[tuple[int, int, str]]] = {}
    texts: dict[str, str] = {}
    for entry in (*content.sources, *content.facts):
        root = None
        for index, cite in enumerate(entry.record.cite):
            if not (sides := _missing(content, cite)):
                continue
            root = root or read_nodes(entry.file.path, entry.file.text)
            texts[entry.file.path] = entry.file.text
            added.setdefault(entry.file.path, []).append(_addition(root, (*entry.keys, "cite", index), sides))
    for path, text in texts.items():
        # Without a line break at its end, nothing could be added behind the last line.
        lines = (text if text.endswith("\n") else f"{text}\n").split("\n")
        for line, column, words in sorted(added[path], reverse=True):
            lines[line] = f"{lines[line][:column]}{words}{lines[line][column:]}"
        yield Path(path), "\n".join(lines)


def _missing(content: Content, cite: Citation) -> dict[str, str]:
    """The needed words beside a passage that its citation does not have, by the name of the field."""
    spans = content.spans(cite) if cite.exact is not None else ()
    if len(spans) != 1:
        return {}
    words = edge_words(content.texts[cite.source], spans[0])
    return {
        side: text
        for side, text in zip(("prefix", "suffix"), words, strict=True)
        if text and getattr(cite, side) is None
    }


def _addition(root: Node | None, keys: tuple[str | int, ...], sides: dict[str, str]) -> tuple[int, int, str]:
    """Where fields go, behind the `exact` of a citation, as (line, column, text): lines of their own but in braces."""
    for name in keys:
        assert root
        found = root.child(name)
        assert found
        _, root = found
    assert root
    exact = root.child("exact")
    assert exact
    key, value = exact
    if root.style == "flow":
        fields = "".join(f", {side}: {json.dumps(text, ensure_ascii=False)}" for side, text in sides.items())
        return value.end.line, value.end.column, fields
    indent = key.start.column
    fields = "".join(f"{' ' * indent}{side}: {scalar(text, indent + 8, indent + 2)}\n" for side, text in sides.items())
    return value.end.line + bool(value.end.column), 0, fields
