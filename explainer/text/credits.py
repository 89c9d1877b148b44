"""Who is credited with what in a sentence of our own: "said Finch", "in Finch's view", "Finch, too, has said"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from explainer.text.languages import Words
from explainer.text.patterns import any_of, either

_AROUND = 90
"""Number of characters on each side of a name in which the words that credit it are searched."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that credit somebody: their place, and the name."""

    start: int
    end: int
    name: str
    opens: bool = False
    """True if what is credited comes next for sure, as in "Finch said that"."""
    leads: bool = True
    """True if it may begin some words later, as in "Finch said yesterday it was", False for "said Finch", "Finch called"."""


class Credits:
    """Finds the words by which a sentence in one language credits somebody with what it says."""

    def __init__(self, words: Words) -> None:
        verbs = _verbs((*words.reporting, *words.telling))
        done = any_of(word.split(" … ")[0] for word in (*words.reporting, *words.telling))
        joined = any_of([*words.clause_openings, *words.that])
        apart = any_of([*words.clause_openings, *words.pronouns, *words.denials])
        title = rf"(?P<title>(?:(?!{joined}\b)[\w’'-]+\s){{0,5}}?(?:[\w’'-]+,\s)?)\Z"
        self._verb_behind = re.compile(
            rf"(?:,[^,.;:!?()”]{{1,60}},|,(?=\s{verbs}\s))?(?P<gap>(?:\s(?!{apart}\b)[a-z][\w-]*){{0,3}}?)\s{verbs}(?!\w|['’])"
        )
        opens_clause = rf"(?:\A|[,;:.!?—–”(]\s?|\b{any_of(words.clause_openings)}\s)"
        article = any_of([*words.articles, *words.day_articles])
        view_of = rf"{any_of(words.views)}\s{any_of(words.of_words)}"
        self._before = tuple(
            (re.compile(rf"{pattern}\s{title}"), closes)
            for pattern, closes in (
                (rf"{opens_clause}(?P<credit>{any_of([*words.reporting, *words.inverted])})", True),
                (rf"(?<!\w)(?P<credit>{any_of(words.credit_phrases)})", False),
                (rf"(?<!\w)(?P<credit>{any_of(words.view_openings)}\s(?:{article}\s)?{view_of})", False),
                (rf"(?<!\w)(?P<credit>{done})\s(?:[a-z]+\s)?{any_of(words.agents)}", True),
            )
        )
        self._view_opening = re.compile(rf"(?<!\w)(?P<credit>{any_of(words.view_openings)})\s{title}")
        self._view = re.compile(rf"['’]s?(?:\s[a-z-]+){{0,2}}?\s{any_of(words.views)}(?!\w)")
        self._view_of = re.compile(rf"(?<!\w)(?P<credit>{view_of})\s{title}")
        self._stated = re.compile(rf"\s?[:”]|\s{any_of([*words.passive, *words.of_words])}(?!\w)")
        self._heads = re.compile(rf"(?:\s{any_of(words.view_openings)}\s[\w’' -]{{1,30}})?:")
        self._topic = re.compile(rf"\s{any_of(words.topic_openings)}\s(?!\d)")
        self._closed, self._any_verb = re.compile(r"”,?\s\Z"), re.compile(r"\s[a-z]+(?=[,.;:!?)]|\Z)")
        self._signed = re.compile(r"”[.,!?]?\s?(?:[—–-]+\s|\()\Z")
        self._standpoint = re.compile(rf"(?:\A|[.!?;:—–]\s)(?P<credit>{any_of(words.standpoints)})\s\Z")
        self._object = re.compile(rf"(?<!\w){any_of(words.prepositions)}\s(?:[a-z]+\s)?\Z")
        self._adverbs = re.compile(rf"(?:,?\s{any_of(words.adverbs)},?)*")
        self._nothing = re.compile(rf"\s{any_of(words.denials)}(?!\w)")
        self._passive = re.compile(rf"(?<!\w){any_of(words.passive)}\b")
        self._as = re.compile(rf"(?<!\w){any_of(words.agreeing)}\s\Z")
        self._relative = re.compile(rf"(?<!\w){any_of(words.that)}\s\Z")
        self._that = re.compile(rf"(?:\s[\w’-]+){{0,3}}?(?:\s{any_of(words.that)}(?!\w)|:)")
        self._needs_no_that = re.compile(rf"{any_of(words.thatless)}\Z")
        follows = any_of([*words.prepositions, *words.clause_openings, *words.adverbs])
        self._alone = re.compile(rf"(?!\s[a-z])|\s{follows}(?!\w)")

    def find(self, text: str, names: re.Pattern[str], *, others: bool = False) -> Iterator[Credit]:
        """The credits of some names in a text, whose quotations are blanked; with `others`, of whatever else is a name, too."""
        known = [match.span() for match in names.finditer(text)]
        for start, end in known:
            if found := self._credit(text, start, end):
                yield found
        starts = [start for start, _ in known]
        for match in _CAPITALS.finditer(text) if others else ():
            at = bisect_left(
                starts, match.end()
            )  # those before it begin before its end, and the last of them ends last
            if not at or known[at - 1][1] <= match.start():
                opens = text[: match.start()].rstrip()[-1:] in _BEFORE_A_SENTENCE
                found = self._credit(text, *match.span(), adverbs_only=True, begins=opens and " " not in match.group())
                if found:
                    yield found

    def _credit(
        self, text: str, start: int, end: int, *, adverbs_only: bool = False, begins: bool = False
    ) -> Credit | None:
        """The credit of the name between two places.

        Of what may be no name, only adverbs may stand between it and its verb, and it does not stand before a noun; what
        `begins` a sentence with its only capital is none.
        """
        before, behind, name = text[max(0, start - _AROUND) : start], text[end : end + _AROUND], text[start:end]
        if own := self._view.match(behind):
            if opening := self._view_opening.search(before):
                return Credit(start - len(before) + opening.start(), end + own.end(), name)
            stated = self._stated.match(behind, own.end())
            return Credit(start, end + own.end(), name, opens=True) if stated else None
        if behind[:1] in ("'", "’"):
            return None
        alone = not adverbs_only or self._alone.match(behind)
        if found := self._introduced(before, behind) if alone else None:
            first, leads = found
            return Credit(start - len(before) + first, end, name, leads=leads)
        if begins or self._object.search(before):
            return None
        head = self._heads.match(behind) or (not start and not adverbs_only and self._topic.match(behind))
        if head:
            return Credit(start, end + head.end() - 1, name, opens=True)
        verb = self._any_verb.match(behind) if self._closed.search(before) else None
        if verb:
            return Credit(start, end + verb.end(), name, leads=False)
        verb = self._verb_behind.match(behind)
        if verb and adverbs_only and not self._adverbs.fullmatch(behind, 0, verb.end("gap")):
            return None
        return self._by_verb(text, start, end, verb) if verb else None

    def _by_verb(self, text: str, start: int, end: int, verb: re.Match[str]) -> Credit | None:
        """The credit of the name between two places by the verb behind it."""
        before = text[max(0, start - _AROUND) : start]
        apposed = before.endswith(", ") or verb[0][0] != "," or "," in verb[0][1:]
        if not apposed or self._passive.search(verb["gap"]):
            return None
        name, end = text[start:end], end + verb.end()
        opens = self._that.match(text, end) is not None
        if self._nothing.match(text, end):
            return None
        if self._relative.search(before) and not opens:
            return None  # "the land that Finch claims" says nothing of hers
        leads = opens or self._as.search(before) is not None
        leads = leads or (self._needs_no_that.search(verb[0]) is not None and text[end : end + 1] == " ")
        return Credit(start, end, name, opens=opens, leads=leads)

    def _introduced(self, before: str, behind: str) -> tuple[int, bool] | None:
        """Where the words begin that credit the name between two texts and end before it, and whether they lead on."""
        for pattern, closes in self._before:
            if (found := pattern.search(before)) and not self._object.search(found["title"]):
                return found.start("credit"), not closes
        if behind[:1] == "," and (found := self._standpoint.search(before)):
            return found.start("credit"), True
        if (found := self._view_of.search(before)) and self._stated.match(behind):
            return found.start("credit"), True
        if self._signed.search(before) and not behind[:1].strip(" .,;)"):
            return len(before), False
        return None


def _verbs(words: tuple[str, ...]) -> str:
    """A pattern for any of some verbs, between whose two parts there may be an object: put … at."""
    whole = [word for word in words if " … " not in word]
    parted = (tuple(any_of([part]) for part in word.split(" … ")) for word in words if " … " in word)
    between = r"\s(?:[\w’-]+\s){1,6}?"
    return rf"(?:{'|'.join([*(between.join(parts) for parts in parted), any_of(whole)])})"


@lru_cache(maxsize=2**10)
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some names."""
    return re.compile(rf"(?<!\w)(?:{either(names)})(?!\w)")


_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][\w-]+(?:\s[A-Z][\w-]+)*")
_BEFORE_A_SENTENCE = (*".!?:;”—–(", "")
