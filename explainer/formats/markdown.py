"""Markdown pages: their links and statements, and their HTML.

`[words](fact:id)` binds a statement to a record, `[label](show:id)` alone in a paragraph inserts the
record into the text, `[words](page:name)` and `[words](source:id)` link to pages of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import pairwise, takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from explainer.text.typesetting import held_together

SCHEMES = ("fact", "show", "page", "source", "https", "http")
_HEADING_ID = re.compile(r"\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a block: `start` and `end` are offsets into the block's flat text."""

    href: str
    start: int
    end: int

    @property
    def scheme(self) -> str:
        """The part before the first colon; empty for a link within the page."""
        return self.href.partition(":")[0] if ":" in self.href else ""

    @property
    def target(self) -> str:
        """The part after the first colon."""
        return self.href.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in one paragraph, heading, list item or cell: flat text, its links, its lines.

    `lines` is the half-open range of body lines it comes from, counted from 0.
    """

    kind: str
    text: str
    links: tuple[Link, ...]
    lines: tuple[int, int]
    heading: str = ""
    html: str = ""
    set_off: tuple[tuple[int, int], ...] = ()
    """The spans of the flat text in italics or in the type of code."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # HTML is recognised only so that a rule can reject it; the renderer below escapes it nevertheless.
    # Definitions of links, and the labels of the links that use them, are among the tokens for the same reason.
    options = {"html": True, "typographer": True, "inline_definitions": True, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "smartquotes"])
    parser.core.ruler.before("smartquotes", "shorten_texts", _shorten_texts)
    parser.validateLink = _any_address  # type: ignore[method-assign]  # a rule rejects bad ones, with their places
    return parser


_LENGTH = 500
"""Characters of a text in which quotation marks are replaced at once."""


def _shorten_texts(state: StateCore) -> None:
    """Cut long texts into several tokens, which a later step joins: each replaced mark copies the text that it is in."""
    for token in state.tokens:
        if token.children and any(len(child.content) > _LENGTH for child in token.children):
            token.children = [part for child in token.children for part in _parts(child)]


def _parts(token: Token) -> list[Token]:
    if token.type != "text" or len(token.content) <= _LENGTH:
        return [token]
    text = token.content
    return [token.copy(content=text[at : at + _LENGTH]) for at in range(0, len(text), _LENGTH)]


def _any_address(url: str) -> bool:  # noqa: ARG001
    return True


@lru_cache(maxsize=256)
def parse(body: str) -> tuple[Token, ...]:
    """The markdown-it tokens of a page; ids of headings (`## Title {#id}`) and alignments of cells are attributes."""
    tokens = _parser().parse(body)
    for opening, inline in pairwise(tokens):
        children = inline.children or []
        if opening.type == "heading_open" and children and (match := _HEADING_ID.search(children[-1].content)):
            opening.attrSet("id", match.group(1))
            children[-1].content = children[-1].content[: match.start()]
    for cell in tokens:
        if cell.type in ("th_open", "td_open") and (style := cell.attrs.pop("style", "")):
            cell.attrSet("class", f"align-{str(style).rpartition(':')[2]}")  # a page's policy allows no style attribute
    return tuple(tokens)


@lru_cache(maxsize=256)
def blocks(body: str) -> tuple[Block, ...]:
    """Every run of text of a page, in order; raw HTML is a block with `html` set."""
    return tuple(_blocks(body))


_SPECIAL = re.compile(r"[*_`<\\&]|\]\(")
_UNSUPPORTED = re.compile(r"~~|\[\^[^\]]+\]")
_BOX = re.compile(r"\[[ xX]\](?=\s|\Z)")
"""Strikethrough, footnotes and, at the start of an item, the box of a task: other dialects have them, this one shows them as typed."""

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w+;")
_LINE_MARK = re.compile(r"(?:#{1,6}|[->+])(?=\s)")


def markup(text: str) -> str:
    """The first markup in a line of text, which Markdown or HTML would not show as typed; empty if there is none.

    A mark that opens nothing, such as an asterisk between spaces or a pair of square brackets, is text.
    """
    if text[:1] in "#->+" and (mark := _LINE_MARK.match(text)):
        return mark.group()
    if other := _UNSUPPORTED.search(text):
        return other.group()
    if not _SPECIAL.search(text):
        return ""
    escapes = (found.group() for found in _ESCAPE.finditer(text))
    if escape := next((mark for mark in escapes if mark[0] == "\\" or unescape(mark) != mark), ""):
        return escape
    for token in _parser().parseInline(text)[0].children or []:
        if token.type in ("em_open", "strong_open", "code_inline"):
            return token.markup
        if token.type == "html_inline" or token.info == "auto":
            return "<"
        if token.type in ("link_open", "image"):
            return "]("
    return ""


def _blocks(body: str) -> Iterator[Block]:
    heading = kind = before = ""
    for token in parse(body):
        if token.type == "heading_open":
            heading = str(token.attrGet("id") or "")
        if token.type.endswith("_open"):
            kind = token.tag
        lines = (token.map[0], token.map[1]) if token.map else (0, 1)
        if html := _not_plain(token):
            yield Block("html", "", (), lines, html=html)
        elif token.type in ("fence", "code_block"):
            yield Block("code", token.content, (), lines)
        elif token.type == "inline":
            block = _flatten(token, kind, heading if kind.startswith("h") else "", lines)
            other = _UNSUPPORTED.search(block.text) or (_BOX.match(block.text) if before == "list_item_open" else None)
            yield replace(block, html=block.html or other.group()) if other else block
        if token.type != "paragraph_open":
            before = token.type
    yield from _useless_definitions(parse(body))


def _not_plain(token: Token) -> str:
    """What a block has that a page may not have; empty for any other."""
    if token.type == "blockquote_open":
        return "> a block quote"
    if token.type == "ordered_list_open" and token.attrGet("start") not in (None, 1):
        return f"{token.attrGet('start')}. as a list number"
    return token.content.strip() if token.type == "html_block" else ""


def _useless_definitions(tokens: Sequence[Token]) -> Iterator[Block]:
    """The definitions of footnotes, and those that no link uses, each as a block of HTML."""
    links = (child for token in tokens for child in token.children or () if child.type == "link_open")
    wanted = {link.meta.get("label") for link in links}
    for token in tokens:
        if token.type == "definition":
            name, label, lines = token.meta["id"], token.meta["label"], token.map or [0, 1]
            if name not in wanted or name.startswith("^"):
                fault = "as a footnote" if name.startswith("^") else "without a link that uses it"
                yield Block("html", "", (), (lines[0], lines[1]), html=f"[{label}]: {fault}")
            wanted.discard(name)


def _flatten(token: Token, kind: str, heading: str, lines: tuple[int, int]) -> Block:
    text, links, html = "", [], ""
    opened: list[tuple[str, int]] = []
    set_off, italics = [], 0
    for child in token.children or []:
        if child.type == "link_open":
            opened.append((str(child.attrGet("href") or ""), len(text)))
        elif child.type == "link_close":
            href, start = opened.pop()
            links.append(Link(href, start, len(text)))
        elif child.type in ("softbreak", "hardbreak"):
            text += " "
        elif child.type == "em_open":
            italics = len(text)
        elif child.type == "em_close":
            set_off.append((italics, len(text)))
        elif child.type == "html_inline":
            html = html or child.content
        elif child.type == "image":
            html = html or "an image"
        else:
            text += child.content
            if child.type == "code_inline":
                set_off.append((len(text) - len(child.content), len(text)))
    return Block(kind, text, tuple(links), lines, heading, html, tuple(set_off))


def shown(block: Block) -> str | None:
    """The id of the record that a paragraph inserts, if it consists of one `show:` link; else None."""
    if len(block.links) == 1 and block.links[0].scheme == "show" and block.kind == "p":
        link = block.links[0]
        return link.target if not (block.text[: link.start] + block.text[link.end :]).strip() else None
    return None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions of the caller that rendering needs.

    `href` gives the address of a link target, `show` the HTML of a record, `mark` of a statement that links a record with
    the given words its class and the HTML at its end, before and after the punctuation that follows it; `support` the HTML
    put after a block with the given links to records, as (id, words), `group` what holds the HTML of records that are shown
    one after the other. `section_link` says what the link beside a heading is
    for.
    """

    href: Callable[[str, str], str]
    show: Callable[[str], str]
    mark: Callable[[str, str], tuple[str, str, str]]
    support: Callable[[Sequence[tuple[str, str]]], str]
    group: Callable[[str], str]
    section_link: str


class _Renderer(RendererHTML):
    """markdown-it's renderer with our links, our headings, and no raw HTML."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        link = Link(str(tokens[idx].attrGet("href") or ""), 0, 0)
        address = escapeHtml(env["hooks"].href(link.scheme, link.target) if link.scheme else link.href)
        if link.scheme == "fact":
            within = takewhile(lambda token: token.type != "link_close", tokens[idx + 1 :])
            # A statement is text: its number is the control that opens its note, which links the record.
            kind, *env["ends"] = env["hooks"].mark(link.target, " ".join(token.content for token in within))
            return f'<span class="{kind}">'
        return f'<a href="{address}">'

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        if "ends" not in env:
            return "</a>"
        before, after = env.pop("ends")
        following = tokens[idx + 1].content if idx + 1 < len(tokens) else ""
        return f"{before}{_closing_marks(following)}</span>{after}"

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        content = tokens[idx].content
        if idx and tokens[idx - 1].type == "link_close" and _is_statement(tokens, idx - 1):
            content = content[len(_closing_marks(content)) :]
        return escapeHtml(held_together(content))

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        # A paragraph that begins in bold is an explanation set off from the text.
        within = [token for token in tokens[idx + 1].children or () if token.content or token.nesting]
        return (
            '<p class="aside">'
            if within and within[0].type == "strong_open"
            else self.renderToken(tokens, idx, options, env)
        )

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return escapeHtml(tokens[idx].content)

    html_inline = html_block

    def softbreak(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        # Line breaks in Markdown do not matter to a reader, and must not change the size of a page.
        return " "

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        heading, anchor = tokens[idx].tag, tokens[idx].attrGet("id")
        return f'<div class="heading"><{heading} id="{anchor}">' if anchor else f"<{heading}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        # The link stands beside the heading, so that it is no part of its name.
        heading, anchor = tokens[idx].tag, tokens[idx - 2].attrGet("id")
        label = escapeHtml(env["hooks"].section_link)
        link = f'<a class="permalink" href="#{anchor}" aria-label="{label}">#</a></div>' if anchor else ""
        return f"</{heading}>{link}\n"


_CLOSING_MARKS = re.compile(r"[.,;:!?…)\]”’»]*")


def _closing_marks(text: str) -> str:
    """The punctuation that a text begins with: it belongs to the statement before it, whose number follows it."""
    found = _CLOSING_MARKS.match(text)
    return found.group() if found else ""


def _is_statement(tokens: Sequence[Token], closing: int) -> bool:
    """True if the link that ends at this token is a statement bound to a record."""
    opening = next(token for token in reversed(tokens[:closing]) if token.type == "link_open")
    return str(opening.attrGet("href") or "").startswith("fact:")


_RENDERER = _Renderer()


def contents(body: str) -> tuple[tuple[str, str], ...]:
    """The sections of a page, as (id, title)."""
    return tuple((block.heading, block.text) for block in blocks(body) if block.kind == "h2" and block.heading)


def render(body: str, hooks: Hooks) -> str:
    """The HTML of a page's body; records shown one after the other are in one group."""
    out: list[str] = []
    group: list[str] = []
    for chunk in _chunks(body):
        flat = [_flatten(token, "p", "", (0, 1)) for token in chunk if token.type == "inline"]
        if len(chunk) == 3 and chunk[0].type == "paragraph_open" and (record := shown(flat[0])):
            group.append(hooks.show(record))
            continue
        out += _grouped(group, hooks)
        group = []
        out.append(_render_chunk(chunk, flat, hooks))
    return "".join([*out, *_grouped(group, hooks)])


def _chunks(body: str) -> Iterator[list[Token]]:
    """The tokens of each top-level block."""
    chunk: list[Token] = []
    for token in parse(body):
        if token.type == "definition":
            continue
        chunk.append(token)
        if token.level == 0 and token.nesting <= 0 and token.type != "inline":
            yield chunk
            chunk = []


def _grouped(shows: list[str], hooks: Hooks) -> list[str]:
    return [hooks.group("".join(shows))] if shows else []


def _render_chunk(chunk: list[Token], flat: list[Block], hooks: Hooks) -> str:
    """One top-level block, followed by what its statements rest on."""
    parser = _parser()
    html = _RENDERER.render(chunk, parser.options, {"hooks": hooks})
    facts = [
        (link.target, block.text[link.start : link.end])
        for block in flat
        for link in block.links
        if link.scheme == "fact"
    ]
    return html + (hooks.support(facts) if facts else "")
