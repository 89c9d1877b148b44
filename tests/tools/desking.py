"""The desk in a browser: its pages, and words that are chosen there."""

from __future__ import annotations

from playwright.sync_api import Page

SELECT = """words => {
    const text = document.querySelector('.words');
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node; (node = nodes.nextNode()); ) {
        const at = node.data.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
}"""
"""Chooses words as a mouse does; they are within one sentence."""


def at_desk(page: Page, url: str, place: str) -> Page:
    """A page of the desk, filled."""
    page.goto(f"{url}__preview/desk/{place}")
    page.wait_for_selector("main[data-ready]")
    return page
