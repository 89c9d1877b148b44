"""Ready citations: where words occur in the source texts, with what the rules on passages require."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explainer.content.content import Content
from explainer.content.records import Citation, Source
from explainer.formats.yaml_scalar import WIDTH, in_brackets, scalar
from explainer.text.selectors import selector
from explainer.text.source_text import Sentence, SourceText, Span, contains
from explainer.text.tables import cell_of

MOST_CHARACTERS = 2000
"""What a text field of a record holds."""


def citations(content: Content, words: str, source: str = "", *, sentence: bool = False) -> list[Citation]:
    """A citation for each occurrence of the words, regardless of case, in the order of sources and texts.

    With `sentence`, each citation is of the whole sentences around the words, and none is repeated. Of a table, they are the
    cells whose row, column or text has the words.
    """
    found = [
        cite
        for name, text in searched_texts(content, source).items()
        for span in _places(text, words, sentence=sentence)
        if (cite := citation(name, text, span))
    ]
    return found + [
        cite
        for name in content.texts
        if source in ("", name)
        for cite, _ in cells(content, name)
        if cite.cell and contains(cite.cell.shown, words, ignore_case=True)
    ]


def cells(content: Content, source: str) -> Iterator[tuple[Citation, Span]]:
    """The citation of each cell of a table with its place in the text, in the order of the text; none of another source."""
    record: Source = content.source_entry(source).record
    if record.form != "table":
        return
    table = record.table(content.texts[source])
    for row in table.rows:
        for name in table.header:
            cell = cell_of(table, table.keys_of(row), name.text, record.decimals)
            if cell and cell.place not in table.keys:
                keys = cell.keys if len(cell.keys) > 1 else cell.keys[0]
                cite = Citation.model_validate({"source": source, "row": keys, "column": cell.column})
                yield cite.with_cell(cell), row[cell.place].span


def searched_texts(content: Content, source: str = "") -> Mapping[str, SourceText]:
    """The texts that are searched for passages: all but tables, or the one that is named."""
    return {
        name: text
        for name, text in content.texts.items()
        if source in ("", name) and content.source_entry(name).record.form != "table"
    }


def _places(text: SourceText, words: str, *, sentence: bool) -> Iterable[Span]:
    spans = text.places(words)
    return dict.fromkeys(map(text.sentences_around, spans)) if sentence else spans


def nearest(content: Content, words: str, source: str = "", *, sentence: bool = False) -> list[Citation]:
    """As `citations`, but for the passage of each text that is most similar to the words, if any is."""
    found = []
    for name, text in searched_texts(content, source).items():
        if close := text.nearest(words):
            found += citations(content, close, name, sentence=sentence)[:1]
    return found


def citation(source: str, text: SourceText, span: Span) -> Citation | None:
    """The citation of a span of a source text.

    None if no words around it make it unique, or if it is longer than a field holds.
    """
    found = selector(text, span)
    if found is None or len(found.exact) > MOST_CHARACTERS:
        return None
    beside = {"prefix": found.prefix or None, "suffix": found.suffix or None}
    return Citation.model_validate({"source": source, "exact": found.exact, **beside})


def locator(text: SourceText, span: Span) -> str:
    """Page, paragraph and sentence of a passage in words; the latter two are counted from 1."""
    inside = [sentence for sentence in text.sentences if sentence.span.overlaps(span)] or [text.sentence_at(span)]
    first, last = inside[0], inside[-1]
    if first.paragraph != last.paragraph:
        return f"{_place(first)} to {_place(last)}"
    return _place(first) if first is last else _place(first).replace("sentence", "sentences") + f" to {last.number}"


def _place(sentence: Sentence) -> str:
    page = f"page {sentence.page}, " if sentence.page else ""
    return f"{page}paragraph {sentence.paragraph}, sentence {sentence.number}"


def place_of(content: Content, cite: Citation) -> str:
    """The place of a passage in its source text, in words; empty for a cell. The site finds it by itself, too."""
    if cite.exact is None:
        return ""
    text = content.texts[cite.source]
    return locator(text, text.find(cite.exact, cite.prefix or "", cite.suffix or "")[0])


def as_yaml(cite: Citation, indent: int = 4) -> str:
    """A citation as YAML, as it is written below `cite:`, indented to be pasted into a record; in braces if it fits."""
    values = cite.model_dump(exclude_defaults=True)
    margin = " " * indent
    pairs = (f"{key}: {_inline(value)}" for key, value in values.items())
    if len(line := f"{margin}- {{{', '.join(pairs)}}}") <= WIDTH:
        return line
    lines = [
        f"{margin}{'  ' if number else '- '}{key}: {_written(value, indent + len(key) + 4, indent + 4)}"
        for number, (key, value) in enumerate(values.items())
    ]
    return "\n".join(lines)


def _written(value: str | tuple[str, ...], column: int, margin: int) -> str:
    """A value of a citation as YAML: a text, or the names of a row as a list."""
    return scalar(value, column, margin) if isinstance(value, str) else _inline(value)


def _inline(value: str | tuple[str, ...]) -> str:
    """A value of a citation as it is written within one line."""
    return in_brackets(value) if isinstance(value, str) else f"[{', '.join(map(in_brackets, value))}]"


def report(content: Content, words: str, source: str = "", *, sentence: bool = False) -> Iterator[str]:
    """The lines that the command prints: every citation found, or the nearest passages, marked as such."""
    settled = found = citations(content, words, source, sentence=sentence)
    if not settled:
        found = nearest(content, words, source, sentence=sentence)
        yield "# no source text has these words" + ("; the nearest passages:" if found else " or any like them")
    for cite in found:
        if place := place_of(content, cite):
            yield f"# {place}"
        yield as_yaml(cite)
    places = [
        span for text in searched_texts(content, source).values() for span in _places(text, words, sentence=sentence)
    ]
    if skipped := len(places) - sum(cite.exact is not None for cite in settled):
        count = "one place" if skipped == 1 else f"{skipped} places"
        yield f"# {count} more cannot be cited: too long, or no unique words around"
