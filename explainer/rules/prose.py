"""Rules about prose: every statement is supported by a record."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import accumulate

from explainer.content.content import Content, Entry, Prose, Support
from explainer.content.records import Actor, Fact, Figure, Quote, Said, Unknown
from explainer.content.roles import Label, Own, Part, Sentence, Written, each
from explainer.formats.markdown import SCHEMES, Block, Link, blocks, markup, shown
from explainer.formats.yaml_file import FORBIDDEN
from explainer.graphics.share_images import (
    LABEL,
    LABEL_SIZE,
    MEASURE,
    SMALL_SIZE,
    TITLE_LINES,
    TITLE_SIZE,
    fits,
    missing_characters,
)
from explainer.problems import Location, Problem
from explainer.rules.attribution import credit_hint, credits_in, may_credit, miscredited
from explainer.rules.common import (
    CUT_HINT,
    Problems,
    changed,
    cut_denial,
    denied_dates,
    fits_sense,
    instead,
    one_sided,
    other_money,
    quoted_form,
    title,
    unsupported,
)
from explainer.rules.documents import clauses_in
from explainer.rules.figures import other_times
from explainer.text.credits import Credit
from explainer.text.dates import Occasion, moment_keys
from explainer.text.numbers import lookalikes, number_key
from explainer.text.reader import Reader, Token
from explainer.text.source_text import MOST_REPEATED, contains, fold, plain, run_hashes
from explainer.text.suggest import did_you_mean

_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
"""The target of a link in Markdown, which no reader sees."""


@lru_cache(maxsize=1)
def _lines_of(body: str) -> list[str]:
    return body.split("\n")


class Places:
    """Locates the words of a block in its file."""

    def __init__(self, prose: Prose, block: Block) -> None:
        self._prose = prose
        self._block = block
        self._known: dict[str, Location] = {}
        self._spots: dict[str, tuple[list[int], list[int]]] = {}

    def of(self, words: str) -> Location:
        """The place of `words`, or of the block if its Markdown has them in another form."""
        if words not in self._known:
            self._known[words] = self._location(max(self._text.find(plain(words)), 0))
        return self._known[words]

    def at(self, start: int, end: int) -> Location:
        """The place of the words between two places of the block's text: of several that are the same, of these."""
        words = self._block.text[start:end]
        if words not in self._spots:
            texts = zip(self._plain, (fold(words), fold(plain(words))), strict=True)
            places = zip(self._words, texts, strict=True)
            self._spots[words] = tuple(  # type: ignore[assignment]
                known[look] if look.isalnum() else [at for at, _ in _found(text, look)]
                for known, (text, look) in places
            )
        shown, written_at = self._spots[words]
        number = bisect_left(shown, start)
        return self._location(written_at[number]) if number < len(written_at) else self.of(words)

    def _location(self, offset: int) -> Location:
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        first = self._prose.first_line + self._block.lines[0]
        return Location(self._prose.path, first + line - 1, column)

    @cached_property
    def _lines(self) -> list[str]:
        first, last = self._block.lines
        return _lines_of(self._prose.body)[first:last]

    @cached_property
    def _text(self) -> str:
        return plain("\n".join(self._lines))

    @cached_property
    def _plain(self) -> tuple[str, str]:
        """The text of the block as readers see it, and as it is written without the targets of links, both plain."""
        written = _TARGET.sub(lambda target: " " * len(target.group()), self._text)
        return plain(self._block.text), plain(written)

    @cached_property
    def _words(self) -> tuple[defaultdict[str, list[int]], ...]:
        """Where each word stands in each of these texts: a page may have thousands of different numbers."""
        every = tuple(defaultdict[str, list[int]](list) for _ in self._plain)
        for found, text in zip(every, self._plain, strict=True):
            for match in re.finditer(r"[^\W_]+", text):
                found[match.group()].append(match.start())
        return every

    @cached_property
    def _line_starts(self) -> list[int]:
        """The offset in the text of each line."""
        return [0, *accumulate(len(line) + 1 for line in self._lines)]


def located_blocks(content: Content) -> Iterator[tuple[Prose, Block, Places]]:
    """Every block of every page, with what locates its words."""
    for prose in content.prose:
        for block in blocks(prose.body):
            yield prose, block, Places(prose, block)


def plain_markdown(content: Content) -> Problems:
    """Prose is plain Markdown: no raw HTML, images, code blocks, block quotes or invisible characters, nothing of its other dialects.

    Lists count from 1, and a link uses each definition.
    """
    for _, block, places in located_blocks(content):
        if unseen := FORBIDDEN.search(block.text):
            yield Problem(places.of(""), f"an entity for the invisible character U+{ord(unseen.group()):04X}",
                        "delete it; it cannot be seen but would be published")  # fmt: skip
        if block.html:
            start = block.html.split("\n")[0][:60]
            yield Problem(places.of(start), f"not plain Markdown: {start}",
                        "write Markdown; layout belongs in a template")  # fmt: skip
        elif block.kind == "code":
            yield Problem(places.of(block.text.split("\n")[0]), "a block of code in prose",
                        "start the line without four spaces or backticks")  # fmt: skip


def heading_id(content: Content) -> Problems:
    """Every heading has a permanent id, unique on its page: ids must not change with the wording."""
    for prose in content.prose:
        seen: set[str] = set()
        for block in blocks(prose.body):
            if block.kind not in ("h1", "h2", "h3", "h4", "h5", "h6"):
                continue
            places = Places(prose, block)
            if block.kind == "h1":
                yield Problem(
                    places.of(block.text),
                    "a heading of the first level",
                    "the page title is in the front matter; use '##'",
                )
            elif not block.heading:
                yield Problem(
                    places.of(block.text), f"heading '{block.text}' has no id", "add one at its end: {#short-name}"
                )
            elif block.heading in seen:
                yield Problem(
                    places.of(block.text), f"heading id '{block.heading}' is used twice on this page", "choose another"
                )
            seen.add(block.heading)


def known_link(content: Content) -> Problems:
    """The target of every link is a record, source or page that exists, or a web address."""
    pages = {prose.name for prose in content.prose}
    sources = {entry.record.id for entry in content.sources}
    targets = {"fact": content.records.keys(), "show": content.records.keys(), "page": pages, "source": sources}
    for prose, block, places in located_blocks(content):
        for link in block.links:
            if not link.scheme:
                ids = [other.heading for other in blocks(prose.body) if other.heading]
                if link.href.removeprefix("#") not in ids or not link.href.startswith("#"):
                    yield Problem(places.of(link.href), f"link to '{link.href}'", did_you_mean(link.href.lstrip("#"), ids)
                                if link.href.startswith("#") else "write page:name, fact:id, source:id or #heading")  # fmt: skip
            elif link.scheme not in SCHEMES:
                yield Problem(
                    places.of(link.href),
                    f"link of unknown kind '{link.scheme}:'",
                    f"allowed here: {', '.join(SCHEMES)}",
                )
            elif link.scheme in targets and (name := _name(link)) not in targets[link.scheme]:
                what = "record" if link.scheme in ("fact", "show") else link.scheme
                hint = instead(content, what, name, targets[link.scheme])
                yield Problem(places.of(link.href), f"link to unknown {what} '{name}'", hint)
            elif link.scheme == "show" and shown(block) is None:
                yield Problem(
                    places.of(link.href), "a 'show:' link must be alone in its paragraph", "put empty lines around it"
                )
            elif link.scheme in ("http", "https") and not link.target.startswith("//"):
                yield Problem(places.of(link.href), f"'{link.href}' is not a web address", "write https://…")


def known_door(content: Content) -> Problems:
    """A page that names in `under` the page it belongs to names one of the navigation, and is none of the navigation itself."""
    pages = {prose.name: prose.front for prose in content.prose}
    doors = [name for name, front in pages.items() if front.nav]
    for prose in content.prose:
        above = prose.front.under
        if not above:
            continue
        where = prose.head.at("under")
        if above not in pages:
            message = f"page '{prose.name}' is under unknown page '{above}'"
            yield Problem(where, message, instead(content, "page", above, pages))
        elif prose.front.nav:
            message = f"page '{prose.name}' is in the navigation and under page '{above}'"
            yield Problem(where, message, "take out 'nav' or 'under'")
        elif above not in doors:
            message = f"page '{prose.name}' is under page '{above}', which is not in the navigation"
            yield Problem(where, message, f"name one that has 'nav': {', '.join(doors)}")


def _name(link: Link) -> str:
    """The name of the target of a link; only a page can be linked at a heading."""
    return link.target.partition("#")[0] if link.scheme == "page" else link.target


def bare_statement(content: Content) -> Problems:
    """A number, date or quotation in prose is inside a link to a record, or is exempted with a reason.

    So is, at least in part, a sentence that credits a person, by name, with what it says.
    """
    for prose, block, places in located_blocks(content):
        bound = [(link.start, link.end) for link in block.links if link.scheme == "fact"]
        if shown(block) is not None:
            bound.append((0, len(block.text)))
        for exemption in content.site.record.exemptions:
            if exemption.page == prose.name:
                bound += _occurrences(block.text, exemption.text)
        bound.sort()
        starts = [start for start, _ in bound]
        reach = list(accumulate((end for _, end in bound), max))
        reader, text, sentences = content.reader, block.text, Sentences(content.reader, block.text)
        told = (token for token in content.tokens(text) if not token.loose or _tells_when(reader, sentences, token))
        stated = [(token.start, token.end, "number") for token in told]
        quoted = [span for span in _quoted(content, block) if not _is_term(sentences, *span)]
        for start, end, what in (*stated, *((start, end, "quotation") for start, end in quoted)):
            before = bisect_right(starts, start)
            if not before or reach[before - 1] < end:
                yield Problem(places.at(start, end), f"bare {what} '{block.text[start:end]}' in prose", _BIND)
        for credit in credits_in(content, text):
            first, last = sentences.around(credit.start, credit.end)
            nearest = bisect_left(starts, last)
            if _is_person(content, credit) and not (nearest and reach[nearest - 1] > first):
                words = text[credit.start : credit.end]
                yield Problem(places.of(words), f"bare credit '{words}' in prose", _BIND)
    yield from _bare_heads(content)


def _is_person(content: Content, credit: Credit) -> bool:
    """True if a credit is of a person by name: of an actor with an office."""
    person = content.registered_names.get(credit.name)
    return isinstance(person, Actor) and bool(person.office)


class Sentences:
    """The sentences of a text, by the marks that end them, and where somebody is credited in them."""

    def __init__(self, reader: Reader, text: str) -> None:
        self._reader, self.text = reader, text
        self._stops = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The places where the sentence of some words begins, and ends."""
        return self._stops[bisect_right(self._stops, start) - 1], self._stops[bisect_left(self._stops, end)]

    def credits(self, start: int, end: int) -> bool:
        """True if the sentence of some words credits somebody."""
        first, last = self.around(start, end)
        return bisect_left(self._tellings, first) < bisect_left(self._tellings, last)

    @cached_property
    def _tellings(self) -> list[int]:
        return self._reader.tellings(self.text)

    def asks(self, at: int) -> bool:
        """True if the sentence of a place is a question."""
        first, last = self.around(at, at + 1)
        return self.text[max(first, last - 4) : last].rstrip('”"’ \n').endswith("?")


def _tells_when(reader: Reader, sentences: Sentences, token: Token) -> bool:
    """True for a part of the day or a season that a sentence states something of and does not ask."""
    return reader.tells_when(sentences.text, token) and not sentences.asks(token.start)


def _is_term(sentences: Sentences, start: int, end: int) -> bool:
    """True for one or two words in single quotation marks in a sentence that credits nobody: ‘soft power’."""
    words = sentences.text[start:end]
    return words[0] in _SINGLE and len(words.split()) <= _WORDS_OF_TERM and not sentences.credits(start, end)


_SINGLE, _WORDS_OF_TERM = "‘'‚‛", 2

_BIND = "bind it to a record: [words](fact:id); or exempt it in site.yaml with a reason"


_STOP = re.compile(r"[.!?][”\"’]?(?:\s|$)")


def one_alphabet(content: Content) -> Problems:
    """No word of an editor mixes Latin letters with those of another alphabet that look the same."""
    hint = "type it again: it looks like a number or name but would not be read as one"
    for entry, (keys, _, text, _) in content.parts(Written):
        for word, looks in lookalikes(text):
            message = f"{title(entry)}: '{word}' in '{keys[0]}' has letters that only look like '{looks}'"
            yield Problem(entry.at(*keys), message, hint)
    for _, block, places in located_blocks(content):
        for word, looks in lookalikes(block.text):
            yield Problem(places.of(word), f"'{word}' has letters that only look like '{looks}'", hint)


def plain_text(content: Content) -> Problems:
    """The fields of a record hold no Markdown and no HTML: they are shown as they are typed."""
    for entry, (keys, _, text, _) in content.parts(Written):
        if mark := markup(text):
            message = f"{title(entry)}: '{mark}' in '{keys[0]}' would be shown as it is typed"
            yield Problem(entry.at(*keys), message, "write plain text; only the body of a page is Markdown")


def own_words(content: Content) -> Problems:
    """Text outside quotation marks is in our own words: no long run of its words is in a source text."""
    for entry, (keys, _, text, _) in content.parts(Sentence):
        for words in _repeated(content, text):
            yield Problem(entry.at(*keys), f"{title(entry)}: '{keys[0]}' repeats \"{words}\"", _IN_OWN_WORDS)
    for _, block, places in located_blocks(content):
        for words in _repeated(content, block.text):
            start = " ".join(words.split()[:3])  # a link may begin further on
            yield Problem(places.of(start), f'prose repeats "{words}"', _IN_OWN_WORDS)


_IN_OWN_WORDS = (
    f"more than {MOST_REPEATED} words in a row are a quotation: put them in quotation marks, or say it in our own words"
)


def _repeated(content: Content, text: str) -> Iterator[str]:
    """The words of a text that repeat a source text; each part between quotations is searched by itself."""
    marks = [0, *(edge for span in content.reader.quotations(text) for edge in span), len(text)]
    for start, end in zip(marks[::2], marks[1::2], strict=True):
        if not content.run_hashes.isdisjoint(run_hashes(text[start:end])):
            yield from filter(None, (kept.repeated(text[start:end]) for kept in content.texts.values()))


def plain_label(content: Content) -> Problems:
    """Labels, which have no evidence, state nothing: they hold no number, date or quotation."""
    for entry, (keys, _, text, _) in content.parts(Label):
        for start, end, what in _statements(content, text):
            yield Problem(
                entry.at(*keys), f"{what} '{text[start:end]}' in a label", "a label only names; state it in a record"
            )


def share_image(content: Content) -> Problems:
    """Every letter of a page's title, and of what else its share image says, can be drawn, and it fits."""
    site = content.site
    texts = [(prose.front.title, prose.head.at("title"), TITLE_SIZE, TITLE_LINES, MEASURE) for prose in content.prose]
    texts.append((site.record.title, site.at("title"), SMALL_SIZE, 1, MEASURE))
    texts.append((content.catalogue.date(site.record.day), site.at("day"), SMALL_SIZE, 1, MEASURE))
    if content.of_kind("picture"):
        fates = enumerate(site.record.fates)
        texts += [(group.title, site.at("fates", place, "title"), LABEL_SIZE, 1, LABEL) for place, group in fates]
    for text, where, size, lines, measure in texts:
        if missing := missing_characters(text):
            named = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in missing)
            hint = "write it in letters that the font in explainer/graphics/font/ has, or add them to it"
            yield Problem(where, f"no letter for {named} of '{text}' on the share image", hint)
        elif not fits(text, size, lines, measure):
            hint = f"shorten it: there is room for {lines} line{'s' if lines > 1 else ''} of {measure} pixels"
            yield Problem(where, f"'{text}' does not fit on the share image", hint)


def _bare_heads(content: Content) -> Problems:
    """Titles and descriptions, which cannot hold links, have no numbers and dates except those of the day itself.

    An exemption for any page holds for the title and description of the site, which are on every page.
    """
    site = content.site.record
    reader = content.reader
    moments = [moment for day in (site.day, site.as_of) for moment in day.moments]
    keys_of_days = frozenset(key for moment in moments for key in reader.moment_keys(moment))
    known = Support(keys_of_days, tuple(Occasion(0, 0, moment_keys(moment)) for moment in moments))
    for entry, page in ((content.site, ""), *((prose.head, prose.name) for prose in content.prose)):
        exempt = [exemption.text for exemption in site.exemptions if page in ("", exemption.page)]
        for keys, _, text, _ in _head_words(entry):
            bare = [(start, end, "number") for start, end in unsupported(content, text, known, aside=True)]
            bare += [(start, end, "quotation") for start, end in reader.quotations(text)]
            bare += [
                (found.start, found.end, "credit") for found in credits_in(content, text) if _is_person(content, found)
            ]
            for start, end, what in bare:
                words = text[start:end]
                if not any(contains(other, words) and contains(text, other) for other in exempt):
                    yield Problem(entry.at(*keys), f"bare {what} '{words}' in '{keys[0]}'",
                                "reword it, or exempt it in site.yaml with a reason")  # fmt: skip


def _head_words(entry: Entry) -> list[Part[Own]]:
    """The titles and descriptions of the site or of a page."""
    return each(entry.record, Own, held_by="bare_statement")


def _statements(content: Content, text: str) -> Iterator[tuple[int, int, str]]:
    for token in content.tokens(text):
        if not token.loose:
            yield token.start, token.end, "number"
    for start, end in content.reader.quotations(text):
        yield start, end, "quotation"


def _occurrences(text: str, words: str) -> list[tuple[int, int]]:
    return _found(plain(text), fold(words))


def _found(text: str, words: str) -> list[tuple[int, int]]:
    """The places of folded words in a plain text."""
    found, start = [], text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def used_exemption(content: Content) -> Problems:
    """Every exemption is needed: its words are on its page and hold a number or quotation."""
    site = content.site
    texts: dict[str, list[str]] = {}
    for prose in content.prose:
        heads = [part.value for entry in (prose.head, site) for part in _head_words(entry)]
        texts[prose.name] = heads + [block.text for block in blocks(prose.body)]
    for index, exemption in enumerate(site.record.exemptions):
        if exemption.page not in texts:
            yield Problem(site.at("exemptions", index, "page"), f"exemption for unknown page '{exemption.page}'",
                        instead(content, "page", exemption.page, texts))  # fmt: skip
        elif not any(_occurrences(text, exemption.text) for text in texts[exemption.page]):
            yield Problem(site.at("exemptions", index, "text"), f"exempted words '{exemption.text}' are not on their page",
                        "remove the exemption")  # fmt: skip
        elif not content.reader.words.missing_checks and not any(_statements(content, exemption.text)):
            yield Problem(site.at("exemptions", index, "text"), f"'{exemption.text}' needs no exemption",
                        "remove it; only numbers, dates and quotations need one")  # fmt: skip


def link_agrees(content: Content) -> Problems:
    """The words of a link to a record agree with the record: numbers, dates, qualifier, quotations.

    Of two figures with one number, the sentence speaks of what the linked one counts.
    """
    figures = _by_number(content)
    for _, block, places in located_blocks(content):
        for link in block.links:
            fact = content.records.get(link.target)
            if link.scheme == "fact" and isinstance(fact, Fact):
                words = block.text[link.start : link.end]
                found = [*_disagreements(content, fact, words, link), *_misquoted(content, fact, block, link)]
                found = found or [*_cut_short(content, fact, block, link), *_of_other(content, figures, block, link)]
                for message, hint in found:
                    yield Problem(places.of(words), message, hint)


def _by_number(content: Content) -> Mapping[str, list[Figure]]:
    """The figures of each number, by its token key, where there are several."""
    found: dict[str, list[Figure]] = {}
    for figure in content.of_kind("figure"):
        for key in content.quantity_keys(figure):
            found.setdefault(key, []).append(figure)
    return {key: figures for key, figures in found.items() if len(figures) > 1}


def _of_other(
    content: Content, figures: Mapping[str, list[Figure]], block: Block, link: Link
) -> Iterator[tuple[str, str]]:
    """A problem of a sentence that links a figure and has a word for what another with the same number counts, and none of its own.

    The words of a figure's topics are its own, too.
    """
    own = content.records[link.target]
    if not isinstance(own, Figure):
        return
    stated = content.quantity_keys(own) & content.reader.token_keys(block.text[link.start : link.end])
    others = {other.id: other for key in stated for other in figures.get(key, ()) if other is not own}
    words = content.reader.words
    small = {*words.prepositions, *words.that, *words.pronouns, *words.joining, *words.clause_openings, *words.adverbs}

    topics = " ".join(content.site.record.topics.get(topic, topic) for topic in own.topics)

    def subject(text: str) -> frozenset[str]:
        """The longer words of a text, in lower case, without the ending of a plural."""
        found = set(re.findall(r"[^\W\d_]{4,}", fold(text).lower())) - small
        return frozenset(word.removesuffix("s") for word in found)

    said, mine = (
        subject(_sentence_around(block, link)) if others else frozenset(),
        subject(f"{own.title} {own.unit} {topics}"),
    )
    for other in others.values():
        theirs = subject(f"{other.title} {other.unit}")
        if (wrong := said & (theirs - mine)) and mine - theirs and not said & (mine - theirs):
            message = f"'{min(wrong)}' is what record '{other.id}' counts, and not '{link.target}'"
            yield message, f"both have this number; link '{other.id}', or speak of: {own.title}"


def _sentence_around(block: Block, link: Link) -> str:
    """The sentence of a link, from the link before it to the one behind it."""
    first = max((other.end for other in block.links if other.end <= link.start), default=0)
    last = min((other.start for other in block.links if other.start >= link.end), default=len(block.text))
    before, words = block.text[first : link.start], block.text[link.start : link.end]
    behind = "" if _ENDED.search(words) else re.split(r"[.!?;](?:\s|\Z)", block.text[link.end : last])[0]
    return re.split(r"[.!?;][”’]?\s", before)[-1] + words + behind


def credited_in_prose(content: Content) -> Problems:
    """Whom a page credits in or next to a statement, as in "said Finch", is the speaker of its record, or is credited there.

    Where the record has no speaker it is enough that the evidence names them, except for words in quotation marks.
    """
    for _, block, places in located_blocks(content):
        credits_here = credits_in(content, block.text) if block.links else []
        for link in block.links if credits_here else ():
            fact = content.records.get(link.target)
            if link.scheme == "fact" and isinstance(fact, Fact):
                said = block.text[link.start : link.end]
                for credit in _credits_of(content.reader, block, link, credits_here):
                    if wrong := miscredited(content, (fact,), said, credit):
                        words = block.text[credit.start : credit.end]
                        message = f"'{words}' is next to record '{link.target}', which is not of '{wrong}'"
                        yield Problem(places.of(words), message, credit_hint(fact))


def quoted_of_speaker(content: Content) -> Problems:
    """Who is the subject of a clause that ends with a quotation, as in "Finch called it", is its speaker.

    Nothing is reported of a sentence that names or credits the speaker, too.
    """
    actors = {name: actor for actor in content.of_kind("actor") for name in (actor.name, *actor.also)}
    subject = content.reader.subject_of(actors) if actors else None
    if not subject:
        return
    for _, block, places in located_blocks(content):
        every: list[Credit] = []
        for link in block.links:
            quote = content.records.get(link.target)
            if link.scheme != "fact" or not isinstance(quote, Quote):
                continue
            quoted = [start for start, end in _quoted(content, block) if link.start <= start and end <= link.end]
            before = block.text[max(0, quoted[0] - 200) : quoted[0]] if quoted else ""
            found = subject.search(before)
            if not found or may_credit(content, (quote,), "“”", actor := actors[found["subject"]]):
                continue
            by = quote.attribution.by if quote.attribution else ""
            speaker = content.records.get(by)
            ways = (speaker.name, *speaker.also) if isinstance(speaker, Actor) else ()
            told = re.split(r"[.!?]\s", before)[-1]
            every = every or credits_in(content, block.text)
            credits_here = _credits_of(content.reader, block, link, every)
            if not any(way in told for way in ways) and not any(credit.name in ways for credit in credits_here):
                message = f"'{found.group().strip()}' is next to record '{link.target}', which is not of '{actor.id}'"
                said_by = f"its speaker is '{by}': credit them" if by else "a document says it: credit that"
                yield Problem(places.of(found["subject"]), message, f"{said_by}, or nobody")


def _credits_of(reader: Reader, block: Block, link: Link, found: list[Credit]) -> Iterator[Credit]:
    """The credits of a statement: those in it, and those before or behind it in its sentence that belong to no other one."""
    first, last = (
        bisect_left(found, place, key=lambda each: each.start) for place in (link.start - _NEAR, link.end + _NEAR)
    )
    for credit in found[first:last]:
        if credit.end <= link.start:
            between = block.text[credit.end : link.start]
            apart = any(
                bisect_left(others, credit.end, key=lambda each: each.start)
                < bisect_left(others, link.start, key=lambda each: each.start)
                for others in (block.links, found)
            )
            if not apart and (
                _BEFORE.fullmatch(between) or ((credit.leads or reader.opened(between)) and reader.one_clause(between))
            ):
                yield credit
        elif credit.start >= link.end:
            between = block.text[link.end : credit.start]
            after = bisect_left(block.links, credit.end, key=lambda each: each.start)
            follows = block.links[after].start if after < len(block.links) else None
            # "… it." Finch spoke of [the next statement]: a new sentence, which goes on with a link.
            ended = _ENDED.search(block.text[max(0, credit.start - 4) : credit.start])
            onward = ended and follows and _BEFORE.fullmatch(block.text[credit.end : follows])
            if not credit.opens and not onward and _BEHIND.fullmatch(between):
                yield credit
        else:
            yield credit


_NEAR = 300
"""Number of characters before and behind a statement in which a credit of it begins."""

_ENDED = re.compile(r"[.!?][”\"'’]?\s*\Z")
_BEFORE = re.compile(r"[\s,:—–“\"'‘]*")
_BEHIND = re.compile(r"(?:[.!?][”\"'’])?[\s,;—–”\"'’]*(?:(?:as|the|[A-Z][\w’-]+)\s(?:[\w’-]+,?\s){0,4})?")


def narrow_statements(content: Content) -> Iterator[tuple[Location, str]]:
    """Statements of pages that cover only a date, a number or a name, with their places; actors, places and terms may.

    It is for a report: a reader sees there what is bound to a record, and the claim that the record bears is outside.
    """
    for _, block, places in located_blocks(content):
        for link in block.links:
            record = content.records.get(link.target)
            words = block.text[link.start : link.end]
            if link.scheme == "fact" and record and record.kind not in ("actor", "place", "term"):
                spans = [(token.start, token.end) for token in content.reader.tokens(words)]
                rest = "".join(c for at, c in enumerate(words) if not any(a <= at < b for a, b in spans))
                # Names begin with a capital, short words join them; a quotation is a claim, however short.
                if "“" not in words and not any(len(word) > 3 and word[0].islower() for word in rest.split()):
                    yield places.of(words), words


def _disagreements(content: Content, fact: Fact, words: str, link: Link) -> Iterator[tuple[str, str]]:
    allowed, reader = content.own_values(fact), content.reader
    if isinstance(fact, Figure):
        said = content.quantity_keys(fact) & reader.token_keys(words)
        # In a language other than that of its words the sense of the qualifier is compared, as for every number.
        lost = fact.qualifier and not _qualified(reader, fact.qualifier, words)
        if said and lost and content.reader_of_figure(fact).words is reader.words:
            yield (f"the figure '{link.target}' is quoted without its qualifier",
                   f"write '{fact.qualifier}' as in '{fact.words}'")  # fmt: skip
        if fact.summary:
            allowed = allowed.joined([content.comparable([Said(fact.summary)])])
        if said:
            # Next to its own number others of its evidence may be given, and times without a day, but no other date.
            evidence = content.supported_values(fact)
            times = {key for key in evidence.keys if key.startswith(_TIMES)}
            keys = times.union(each.key for each in evidence.quantities)
            allowed = allowed.joined([Support(frozenset(keys), quantities=evidence.quantities)])
            for other in other_times(reader, fact, words):
                yield f"'{other}' is not the time of record '{link.target}'", f"it is of {fact.period}"
    else:
        allowed = content.supported_values(fact)
    hint = ""  # it is the same for all
    clauses = list(clauses_in(content, fact, words))
    for _, name, where in clauses:
        if where:
            yield f"'{name}' is not where the passage of record '{link.target}' stands", f"that is {where}"
    for start, end in unsupported(content, words, allowed):
        if any(at <= start < stop for (at, stop), *_ in clauses):
            continue
        hint = hint or _value_of(fact, words)
        yield f"'{words[start:end]}' is not what record '{link.target}' says", hint


_TIMES = ("part-of-day:", "season:", "time:")
"""What begins the token keys of times without a day."""


def _misquoted(content: Content, fact: Fact, block: Block, link: Link) -> Iterator[tuple[str, str]]:
    """Problems of the quotations in a link: words that the record has not, and such as are cut at a denial."""
    spoken = (fact.text,) if isinstance(fact, Quote) else content.passages(fact)
    for start, end in _quoted(content, block):
        if not (link.start <= start and end <= link.end):
            continue
        words = block.text[start:end]
        inner = words.strip(_AROUND_QUOTATION)
        form = quoted_form(spoken, inner)
        if not form:
            yield f"{words} is not word for word in record '{link.target}'", _value_of(fact, inner)
        elif denial := cut_denial(content, fact, block.text, start, form):
            yield f"{words} is cut after '{denial}'", CUT_HINT


_AROUND_QUOTATION = " ,.;“”\"«»„‘’‹›「」『』'‚‛‟❝❞❛❜〝〞〟＂｢｣`—–―"
"""What may stand around the words of a quotation: marks, spaces, and the punctuation that a sentence puts into them."""

_SET_OFF = 4
"""Number of words in italics or in the type of code from which they are a quotation, unless most are names or titles."""


def _quoted(content: Content, block: Block) -> Iterator[tuple[int, int]]:
    """The quotations in a block of prose: in quotation marks, set off by type, or as a whole behind a dash of speech."""
    if re.match(r"\s*(?:[—–―]|--)", block.text):
        yield 0, len(block.text.rstrip(" .,;"))
        return
    found = list(content.reader.quotations(block.text))
    for start, end in block.set_off:
        words = block.text[start:end].split()
        small = [word for word in words if word[0].islower()]
        if len(words) >= _SET_OFF and 2 * len(small) > len(words):
            found.append((start, end))
    yield from found


def _qualified(reader: Reader, qualifier: str, words: str) -> bool:
    """True if some words have a qualifier, or a number in its sense."""
    sense = reader.sense_before(qualifier)
    return contains(words, qualifier, ignore_case=True) or any(
        sense and quantity.sense is not None and fits_sense(quantity.sense, replace(quantity, sense=sense))
        for quantity in reader.quantities(words)
    )


def _cut_short(content: Content, fact: Fact, block: Block, link: Link) -> Iterator[tuple[str, str]]:
    """Problems of a number changed by the words before it, or without the other end or version in the same paragraph."""
    words = block.text[link.start : link.end]
    support = content.supported_values(fact)
    for money, given in other_money(content, words, support):
        yield f"'{money}' is not in the unit of record '{link.target}'", f"its evidence gives sums in: {given}"
    unknown = isinstance(fact, Unknown)
    for denied in denied_dates(content, support, block.text, link.start, link.end):
        yield f"'{denied}' is denied, and record '{link.target}' does not deny it", "say what it says"
    for number, what, given in changed(content, support, block.text, link.start, link.end, unknown=unknown):
        yield f"'{number}' is not in the {what} of record '{link.target}'", f"the evidence has '{given}'"
    if one_sided(content, fact, words) and (other := one_sided(content, fact, block.text)):
        yield (
            f"'{words}' gives one side of '{link.target}' only",
            f"{other}; state both, or link a record that says this",
        )


def _words_of(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) > 3 or word.isdecimal())


def _value_of(fact: Fact, said: str) -> str:
    """A hint with what a record says: its value, or the passage that has most of the words of a statement."""
    if isinstance(fact, Figure):
        return f"it says '{fact.words}' ({'–'.join(number_key(number) for number in fact.numbers)} {fact.unit})"
    cites = sorted(fact.cite, key=lambda cite: -len(_words_of(cite.words) & _words_of(said)))
    words = fact.text if isinstance(fact, Quote) else cites[0].words if cites else fact.label
    return f'it rests on "{words if len(words) <= 160 else words[:157] + "…"}"'
