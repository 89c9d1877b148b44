"""Rules about tables: their form, the cells that are cited, and the figures taken from them."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches

from explainer.content.content import Content, Entry
from explainer.content.records import Citation, Figure, Source
from explainer.problems import Problem
from explainer.rules.common import Problems, cited, title
from explainer.text.numbers import number_key
from explainer.text.reader import Reader
from explainer.text.source_text import fold
from explainer.text.suggest import did_you_mean
from explainer.text.tables import MISSING, Cell, CsvTable, faults


def sound_table(content: Content) -> Problems:
    """A table is a kept CSV file: its columns have names of their own, its rows as many fields, and keys that differ.

    What describes tables is given for no other source.
    """
    for entry in content.sources:
        source: Source = entry.record
        if source.form != "table":
            for field in ("keys", "decimals"):
                if field in source.model_fields_set:
                    message = f"{title(entry)}: '{field}' is for a table, and this is a {source.form}"
                    yield Problem(entry.at(field), message, "correct its 'form', or remove the field")
            continue
        if source.file is None:
            yield Problem(entry.at("form"), f"{title(entry)}: a table without a file",
                          "put it into seeds/ as a CSV file; a page that is only described is a report")  # fmt: skip
        if source.base:
            yield Problem(
                entry.at("base"), f"{title(entry)}: a table has no sentences to be accounted for", "remove 'base'"
            )
        if (text := content.texts.get(source.id)) is not None:
            for offset, message, hint in faults(source.table(text), source.keys):
                at = entry.at("keys") if message.startswith("no column") else text.locate(offset)
                yield Problem(at, f"{title(entry)}: {message}", hint)


def cell_found(content: Content) -> Problems:
    """The row and the column that a citation of a table names are in it, once, and there is a value where they meet."""
    for entry, index, cite in cited(content):
        text = content.texts.get(cite.source)
        source: Source | None = content.source_entry(cite.source).record if text else None
        if text is None or source is None or source.form != "table" or cite.row is None or cite.column is None:
            continue
        table = source.table(text)
        keys = (cite.row,) if isinstance(cite.row, str) else cite.row
        places = table.places(keys)
        if table.column(cite.column) is None:
            names = [field.text for field in table.header]
            message = f"{title(entry)}: '{cite.source}' has no one column '{cite.column}'"
            yield Problem(entry.at("cite", index, "column"), message, did_you_mean(cite.column, names))
        elif len(places) != 1:
            named = " | ".join(keys)
            found = f"{len(places)} rows" if places else "no row"
            message = f"{title(entry)}: '{cite.source}' has {found} '{named}'"
            yield Problem(entry.at("cite", index, "row"), message, _row_hint(table, keys))
        elif cite.cell is None or cite.cell.text.lower() in MISSING:
            message = f"{title(entry)}: the cell '{cite.column}' of row '{' | '.join(keys)}' has no value"
            yield Problem(entry.at("cite", index, "column"), message, "a missing value is nothing to rest on")


def _row_hint(table: CsvTable, keys: tuple[str, ...]) -> str:
    """A hint about a row that is not found: how many names it takes, and the nearest ones."""
    columns = [table.header[place].text for place in table.keys if place < len(table.header)]
    if len(keys) != len(columns):
        return f"a row is named by {len(columns)} of its columns: {', '.join(columns)}"
    rows = {" | ".join(table.keys_of(row)) for row in table.rows if max(table.keys) < len(row)}
    near = get_close_matches(" | ".join(keys), sorted(rows), 1)
    return f"did you mean '{near[0]}'?" if near else "copy the name of the row"


def figure_in_cell(content: Content) -> Problems:
    """A figure from a table has the number of its cell and its unit, and its words say both.

    The unit is named by column, row or another citation of the figure; a scale there, such as thousand, is part of the unit.
    """
    for entry in content.facts:
        figure = entry.record
        if isinstance(figure, Figure) and not figure.of:
            found = ((index, cite) for index, cite in enumerate(figure.cite) if cite.cell)
            cells = [(index, cite) for index, cite in found if cite.cell and cite.cell.text.lower() not in MISSING]
            if cells and not any(cite.exact or cite.claim for cite in figure.cite if _says_it(cite, figure)):
                yield from _from_cells(content, entry, figure, cells)


def _says_it(cite: Citation, figure: Figure) -> bool:
    """True if a passage or account has the words of a figure, which is then no figure from a table."""
    return fold(figure.words) in fold(cite.words) and cite.cell is None


def _from_cells(content: Content, entry: Entry, figure: Figure, cells: list[tuple[int, Citation]]) -> Problems:
    reader = content.reader
    found = next((cite for _, cite in cells if cite.cell and figure.value in _values(reader, figure, cite)), None)
    if found is None or found.cell is None:
        index, cite = cells[0]
        cell, shown = cite.cell, "no one value" if figure.value is None else f"{number_key(figure.value)} {figure.unit}"
        assert cell
        hint = "it is no plain number" if cell.number is None else f"that is {number_key(cell.number)}"
        where = entry.at("value") if figure.value is not None else entry.at("cite", index)
        if cell.number is not None and cell.number == figure.value:
            where, hint = entry.at("unit"), f"the column is '{cell.column}': its scale is part of the unit"
        yield Problem(where, f"{title(entry)}: {shown}, and its cell has '{cell.text}'", hint)
        return
    yield from _other_cells(content, entry, figure, found.cell, found.source)
    yield from _words(reader, entry, figure)
    yield from _unit(content, entry, figure, found.cell)


def _values(reader: Reader, figure: Figure, cite: Citation) -> set[Decimal]:
    """The values that a figure of a cell may have in its unit: 54 of million and 54,000 of thousand passengers are one."""
    assert cite.cell
    if cite.cell.number is None:
        return set()
    column = reader.scale_in(cite.cell.column)
    told = [column * reader.scale_in(" ".join(cite.cell.keys))]
    told += [reader.scale_in(other.words) for other in figure.cite if other.cell is None and column == 1]
    own = reader.scale_in(figure.unit)
    return {cite.cell.number * scale / own for scale in (column, *told)}


def _other_cells(content: Content, entry: Entry, figure: Figure, cell: Cell, source: str) -> Problems:
    """The title and summary of a figure have no word of another row or column that its own row and column have not."""
    table = content.source_entry(source).record.table(content.texts[source])
    own = _distinct(" ".join((cell.column, *cell.keys)))
    others = {name for row in table.rows if max(table.keys) < len(row) for name in table.keys_of(row)}
    other = _distinct(" ".join((*others, *(field.text for field in table.header)))) - own - _distinct(figure.unit)
    for field in ("title", "summary"):
        for word in re.findall(r"[^\W\d_]+", figure.get(field) or ""):
            if any(word.lower().startswith(name) for name in other) and not any(
                word.lower().startswith(name) for name in own
            ):
                message = f"{title(entry)}: '{word}' in '{field}' names another row or column than that of its cell"
                yield Problem(entry.at(field), message, f"its cell is {cell.shown}")


_DISTINCT = 4
"""Number of letters from which a word of a table may name a row or column in a sentence."""


def _distinct(text: str) -> frozenset[str]:
    """The longer words of the names of rows and columns, in lower case."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", fold(text).lower()) if len(word) >= _DISTINCT)


def _words(reader: Reader, entry: Entry, figure: Figure) -> Problems:
    """The words of a figure from a table are its number and its unit, without a qualifier."""
    assert figure.value is not None
    number = figure.words.removesuffix(reader.without_scales(figure.unit))
    found = [token for token in reader.tokens(number) if not token.dated]
    percent = "%" * reader.is_percent(figure.unit)
    if figure.qualifier or any(each.sense for each in reader.quantities(figure.words)):
        message = f"{title(entry)}: '{figure.words}' has a qualifier, and its cell has none"
        yield Problem(entry.at("qualifier" if figure.qualifier else "words"), message, "write the number of the cell")
    elif [token.keys[0].rstrip("%") + percent for token in found] != [reader.quantity_key(figure.value, figure.unit)]:
        message = f"{title(entry)}: words '{figure.words}' are not {number_key(figure.value)} {figure.unit}"
        yield Problem(entry.at("words"), message, "of a cell they are its number and its unit")
    elif fold(figure.unit).lower() not in fold(figure.words).lower():
        yield Problem(entry.at("words"), f"{title(entry)}: words '{figure.words}' lack the unit '{figure.unit}'",
                      "write 'words' with the unit")  # fmt: skip


def _unit(content: Content, entry: Entry, figure: Figure, cell: Cell) -> Problems:
    """Every word of the unit but its scale is in the column, the row or another citation, and a percentage is one."""
    own = content.reader
    told = [cell.column, *cell.keys, *re.findall(r"[^\d\s.,]+", cell.text)]
    told += [cite.words for cite in figure.cite if cite.cell is None]
    words = {_stem(word) for text in told for word in _WORD.findall(fold(text).lower())}
    names = frozenset[str]().union(*(own.units_of(text) for text in told))
    percent = any(own.is_percent(text) or "%" in text for text in told)
    unit = own.without_units(own.without_scales(figure.unit), names)
    lacking = [word for word in _WORD.findall(fold(unit).lower()) if _stem(word) not in words]
    if lacking and not (own.is_percent(figure.unit) and percent):
        message = f"{title(entry)}: '{lacking[0]}' of unit '{figure.unit}' is named neither by column nor by row"
        yield Problem(entry.at("unit"), message, f"the column is '{cell.column}'; or cite what says how it is counted")
    if percent and "%" in cell.column + cell.text and not own.is_percent(figure.unit):
        message = f"{title(entry)}: the unit '{figure.unit}' leaves out '%' of its column"
        yield Problem(entry.at("unit"), message, f"the column is '{cell.column}'")


_WORD = re.compile(r"[^\W_]+|%")


def _stem(word: str) -> str:
    """A word without the ending of its plural, as far as a comparison of a heading with a unit needs it."""
    return word.removesuffix("s") if len(word) > 3 else word
