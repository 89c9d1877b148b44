"""Markdown: its links, and its HTML."""

from __future__ import annotations

import pytest

from explainer.formats.markdown import Hooks, blocks, contents, render, shown

HOOKS = Hooks(
    href=lambda scheme, target: f"{scheme}:{target}" if scheme == "https" else f"{scheme}/{target}",
    show=lambda record: f"<b>{record}</b>",
    mark=lambda record, _words: ("fact reported", "<small>~</small>", f"<sup>{record}</sup>"),
    support=lambda links: f"<i>{' '.join(f'{record}:{words}' for record, words in links)}</i>",
    group=lambda records: f'<div class="shown">{records}</div>',
    section_link="Link to this section",
)


A, B = (f'<span class="fact reported">{{}}<small>~</small>{{}}</span><sup>{x}</sup>' for x in "ab")
LINKS = f"<p>Say {A.format('this', '')} and {A.format('that', '.')}</p>\n<i>a:this a:that</i>"
HEADING = (
    '<div class="heading"><h2 id="an-id">Title</h2>'
    '<a class="permalink" href="#an-id" aria-label="Link to this section">#</a></div>\n'
)
TABLE = (
    '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n',
    '<td class="align-right">d</td>\n</tr>\n</tbody>\n</table>\n',
)
ITEMS = f"<li>{A.format('x', '')}</li>\n<li>{B.format('y', '')}</li>\n"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Say [this](fact:a) and [that](fact:a).", LINKS),
        ("[label](show:a)\n\n[label](show:b)", '<div class="shown"><b>a</b><b>b</b></div>'),
        ("## Title {#an-id}", HEADING),
        ("- [x](fact:a)\n- [y](fact:b)", f"<ul>\n{ITEMS}</ul>\n<i>a:x b:y</i>"),
        ("a <script>x</script>", "<p>a &lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a&b](https://x.example/?a=1&b=2)", '<p><a href="https://x.example/?a=1&amp;b=2">a&amp;b</a></p>\n'),
        ('"smart" marks', "<p>“smart” marks</p>\n"),
        ('"[x](fact:a)," said *B*', f"<p>“{A.format('x', ',”')} said <em>B</em></p>\n<i>a:x</i>"),
        ("([x](fact:a)); y", f"<p>({A.format('x', ');')} y</p>\n<i>a:x</i>"),
        (
            "[x](https://x.example/). [y](fact:b)?",
            f'<p><a href="https://x.example/">x</a>. {B.format("y", "?")}</p>\n<i>b:y</i>',
        ),
        ("**Explained.** Why", '<p class="aside"><strong>Explained.</strong> Why</p>\n'),
        ("| a | b |\n| - | -: |\n| c | d |", f"{TABLE[0]}<td>c</td>\n{TABLE[1]}"),
        ("[a][b]\n\n[b]: https://x.example/", '<p><a href="https://x.example/">a</a></p>\n'),
        ("Why **so**", "<p>Why <strong>so</strong></p>\n"),
    ],
)
def test_render(body: str, html: str) -> None:
    """Links become addresses, `show:` sets a record in; a statement is text that ends with its punctuation and its mark."""
    assert render(body, HOOKS) == html


def test_contents() -> None:
    """The sections of a page are its headings of the second level."""
    assert contents("## A *b* {#a}\n\n### C {#c}\n\n## D {#d}\n") == (("a", "A b"), ("d", "D"))


def test_blocks() -> None:
    """Text, links and lines of each block."""
    found = list(blocks("## A *b* {#a}\n\nOne\n[two](fact:x) 3\n"))
    assert [(b.kind, b.text, b.lines, b.heading) for b in found] == [
        ("h2", "A b", (0, 1), "a"),
        ("p", "One two 3", (2, 4), ""),
    ]
    (link,) = found[1].links
    assert (link.scheme, link.target, found[1].text[link.start : link.end]) == ("fact", "x", "two")


def test_shown() -> None:
    """Only a paragraph of nothing but one `show:` link inserts a record."""
    assert [shown(block) for block in blocks("[a](show:a)\n\nSee [a](show:a)\n\n[a](fact:a)")] == ["a", None, None]
