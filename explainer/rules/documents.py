"""Rules about treaties, laws and the like: whose they are, and which article or paragraph a passage stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainer.content.content import Content
from explainer.content.records import Fact
from explainer.content.roles import Keys, Own, each
from explainer.problems import Problem
from explainer.rules.common import Problems, title
from explainer.text.clauses import Clause, clause_at, heading_pattern, numbers_of
from explainer.text.source_text import fold

Numbers = tuple[str, ...]


def clause_named(content: Content) -> Problems:
    """An article, section or clause that a record names is the one its passage of a document stands in, or is named there."""
    for entry in content.facts:
        fact = entry.record
        if not any(content.clauses(cite.source) for cite in fact.cite):
            continue
        texts: list[tuple[Keys, str, tuple[int, ...]]] = [
            (("cite", index, "locator"), cite.locator or "", (index,)) for index, cite in enumerate(fact.cite)
        ]
        texts += [(part.keys, part.value, tuple(range(len(fact.cite)))) for part in each(fact, Own)]
        for keys, text, of in texts:
            for found, _, where in clauses_in(content, fact, text, of):
                if where:
                    message = f"{title(entry)}: '{text[slice(*found)]}' in '{keys[-1]}' is not where its passage stands"
                    yield Problem(entry.at(*keys), message, f"that is {where}")


def clauses_in(
    content: Content, fact: Fact, text: str, of: Iterable[int] | None = None
) -> Iterator[tuple[tuple[int, int], str, str]]:
    """The articles and the like that a text names about a record that cites a document, each as (place, name, where).

    `where` is where its passages stand, of some citations or all, if that is elsewhere, and the article is not named in them;
    else it is empty.
    """
    places = [
        place for index in (range(len(fact.cite)) if of is None else of) for place in _places(content, fact, index)
    ]
    pattern = heading_pattern(content.reader.words.clauses)
    if not places or not content.reader.words.clauses:
        return
    evidence = fold(" ".join(cite.words for cite in fact.cite))
    named = {
        (found["kind"].lower(), numbers_of(found["number"], found["below"])) for found in pattern.finditer(evidence)
    }
    for found in pattern.finditer(text):
        kind, numbers = found["kind"].lower(), numbers_of(found["number"], found["below"])
        right = (kind, numbers) in named or any(_is(kind, numbers, place) for place in places)
        yield found.span(), found.group(), "" if right else ", ".join(dict.fromkeys(place.name for place in places))


def _places(content: Content, fact: Fact, index: int) -> list[Clause]:
    """The articles and paragraphs in which a cited passage of a document begins and ends."""
    cite = fact.cite[index]
    found = content.clauses(cite.source)
    spans = content.spans(cite) if found else ()
    places = (clause_at(found, offset) for span in spans[:1] for offset in (span.start, span.end - 1))
    return [place for place in places if place]


def _is(kind: str, numbers: Numbers, place: Clause) -> bool:
    """True if a name is that of a place, or of the whole article that the place is in."""
    return _full(kind, place)[: len(numbers)] == numbers


def _full(kind: str, place: Clause) -> Numbers:
    """The numbers of a place, from that of its heading on; none if that is of another kind."""
    named, _, number = place.heading.rpartition(" ")
    return (*numbers_of(number, ""), *place.numbers) if named.lower() == kind else ()


def document_form(content: Content) -> Problems:
    """Authors are given for a document or report, whose text is kept if it is a document."""
    for entry in content.sources:
        if entry.record.authors and entry.record.form not in ("document", "report"):
            message = f"{title(entry)}: 'authors' is for a document or report, and this is a {entry.record.form}"
            yield Problem(entry.at("authors"), message, "who speaks is named by 'speaker' or 'voices'")
        if entry.record.form == "document" and entry.record.file is None:
            yield Problem(entry.at("form"), f"{title(entry)}: a document without a source text",
                          "put its text into seeds/; a page that is only described is a report")  # fmt: skip
