"""Rules about the pages of long sources: their order, and the page and paragraph that a locator names."""

from __future__ import annotations

from itertools import pairwise

from explainer.content.content import Content
from explainer.content.records import Citation, Source
from explainer.problems import Problem
from explainer.rules.common import Problems, cited, title
from explainer.text.pages import NUMBER, named, order


def numbered_pages(content: Content) -> Problems:
    """The pages of a source text are in order, and its page mark is the form of lines that the text has."""
    for entry in content.sources:
        source: Source = entry.record
        text = content.texts.get(source.id)
        if text is None:
            continue
        mark = source.page_mark or ""
        numbered = [page for page in text.pages if page.number]
        if mark and (mark.count(NUMBER) != 1 or not numbered):
            message = f"{title(entry)}: no line of its text has the form '{mark}'"
            hint = f"copy a whole line that numbers a page, with {NUMBER} for the number and nothing else changed"
            yield Problem(entry.at("page_mark"), message, hint)
        for page, following in pairwise(numbered):
            if order(following) <= order(page):
                where = text.locate(following.mark.start if following.mark else following.start)
                message = f"page {following.number} of '{source.id}' follows page {page.number}"
                yield Problem(where, message, "put the pages in order, or correct 'page_mark' if this numbers no page")


def page_named(content: Content) -> Problems:
    """A page or paragraph that a locator names is the one its passage stands in."""
    for entry, index, cite in cited(content):
        spans = content.spans(cite) if cite.locator else ()
        if len(spans) != 1:
            continue
        for words, number, there in _named(content, cite):
            if number.lower() not in there:
                message = f"{title(entry)}: '{words}' in 'locator' is not where its passage stands"
                hint = f"that is {words[: -len(number)]}{' to '.join(there)}"
                yield Problem(entry.at("cite", index, "locator"), message, hint)


def _named(content: Content, cite: Citation) -> list[tuple[str, str, tuple[str, ...]]]:
    """The pages and paragraphs that a locator names: the words, the number, and the numbers where the passage stands."""
    text, words = content.texts[cite.source], content.reader.words
    inside = [text.sentences[number] for number in text.sentences_of(content.spans(cite)[0])]
    pages = dict.fromkeys(sentence.page.lower() for sentence in inside if sentence.page)
    # The paragraphs of a document have numbers of their own, which another rule compares.
    counted = () if content.is_document(cite.source) else inside
    paragraphs = dict.fromkeys(str(sentence.paragraph) for sentence in counted)
    return [
        (found.group(), found["number"], tuple(there))
        for kinds, there in ((words.pages, pages), (words.paragraphs, paragraphs))
        for found in (named(kinds).finditer(cite.locator or "") if there and kinds else ())
    ]
