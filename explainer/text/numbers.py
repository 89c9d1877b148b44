"""Numbers, dates and quotation marks in running English text.

The rules compare what a sentence says with what its evidence says. For that both are cut into
`Token`s: normalised numbers, percentages, dates, months and clock times. Ordinary words stay out.
"one", ordinals in words ("first") and multiples ("twice") are not counted as numbers: they are
too often plain grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PARTS_OF_DAY = ("night", "morning", "noon", "afternoon", "evening")
_SENSES = {
    "about": ("about", "approximately", "around", "roughly", "some", "circa", "approx.", "more or less", "in the order of"),
    "nearly": ("about to reach", "almost", "close to", "just under", "near", "nearly", "just short of", "just below", "not quite"),
    "below": ("fewer than", "less than", "under", "below", "short of"),
    "well below": ("well below", "well under", "far below", "far less than", "far fewer than", "much less than"),
    "above": ("more than", "over", "just over", "above", "just above", "upwards of", "in excess of"),
    "well above": ("well over", "well above", "far more than", "far above", "much more than"),
    "at least": ("at least", "no less than", "no fewer than", "not less than", "not fewer than", "as a minimum",
                 "a minimum of", "a floor of"),
    "at most": ("at most", "no more than", "not more than", "up to", "as many as", "as much as", "at best",
                "a maximum of", "a ceiling of"),
    "hardly": ("hardly", "barely", "scarcely", "as few as", "as little as"),
    "not": ("not", "not even", "nowhere near", "far from", "never"),
    "": ("already", "only"),
}  # fmt: skip
QUALIFIERS = tuple(sorted(word for words in _SENSES.values() for word in words))
"""Words before a number that change what it says; "already" and "only" judge it."""
MORE = ("above", "well above", "at least")
"""Senses of qualifiers that say that a number is higher."""
APPROXIMATE = (*_SENSES["about"], *_SENSES["nearly"])

PRONOUNS = frozenset(
    ("he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "i", "we", "you", "who", "this")
)
"""Words that name nobody by themselves."""

_DENIALS = frozenset(
    ("not", "no", "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "cannot", "without", "hardly",
     "barely", "scarcely", "rarely", "seldom", "unless", "except")
)  # fmt: skip
_DENIAL = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
SCALES = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_MONTH = "|".join(MONTHS)
_SHORT = "|".join(name[:3] for name in MONTHS) + "|Sept"
_ANY_MONTH = rf"(?:{_MONTH}|(?:{_SHORT})\b\.?)"
_SCALE = "|".join(SCALES)
_WORD = "(?:" + "|".join(_TENS) + ")[- ](?:" + "|".join(_UNITS[1:10]) + ")|" + "|".join((*_UNITS[2:], "zero", *_TENS))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_GLYPH = r"\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff\u2776-\u2793"
_PART = "quarter|third|fifth|sixth|seventh|eighth|tenth"
_ROMAN = r"(?=[IVX]{2,}\b|[IVXLCDM]{4,}\b)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b"
_FOUND = rf"""
    (?P<clock>\b(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}}))?\s?(?P<half>[apAP])(?:\.\s?[mM]\.|[mM]\b)|\b\d{{1,2}}:\d{{2}}\b)
  | (?P<dmy>\b(?:(?P<d0>\d{{1,2}})(?:\s?[-\u2013]\s?|\s(?:and|to)\s))?(?P<d1>\d{{1,2}})\s+(?P<m1>{_ANY_MONTH})(?!\w))
  | (?P<mdy>\b(?P<m2>{_ANY_MONTH})\s+(?P<d2>\d{{1,2}})(?:\s?[-\u2013]\s?(?P<d3>\d{{1,2}}))?(?![\d:]))
  | (?P<month>\b(?:{_MONTH.replace("May|", "")})\b|(?<=[a-z,;(]\s)May\b|\bMay(?=\s\d{{4}}))
  | (?P<part>\b(?ai:a\s(?:quarter\b|(?:{_PART})(?=\sof\b))))
  | (?P<roman>\b{_ROMAN})
  | (?P<mixed>\d+\s?[\u00bc-\u00be\u2150-\u215e])
  | (?P<number>
        (?: (?P<digits>{_DIGITS})(?:st|nd|rd|th)?
          | (?P<words>\b(?ai:{_WORD})\b|\b(?ai:one)(?=[ -](?ai:{_SCALE}|{_PART})\b)) )
        (?P<fraction>[ -](?ai:{_PART})s?\b(?!-))?
        (?P<scale>(?:[\s-](?ai:{_SCALE})\b)+)?
        (?P<percent>\s?%|\s(?i:percent|per\scent)\b)? )
  | (?P<vague>\b(?ai:{_SCALE})s?\b|\b(?ai:half)\b|\b(?ai:a\s(?:couple|handful|score)|scores)\sof\b)
  | (?P<glyph>[{_GLYPH}])
"""
# Most words are no number. Runs of words that do not begin like one, then other words, are taken whole:
# trying every pattern above at every letter took five times as long.
_STARTS = sorted({name[:3].lower() for name in (*_SMALL, *SCALES, *MONTHS, "half", "scores")})
_FIRST = "|".join([*_STARTS, r"an?\s(?:qua|thi|fif|six|sev|eig|ten|cou|han|sco)", "(?-i:[IVXLCDM]{2})"])
_ONE = rf"[^\W\d{_GLYPH}]+[^\w{_GLYPH}]*"
# Most texts hold none at all, which is seen five times as fast again without asking which it would be.
_ANY = re.compile(rf"[\d{_GLYPH}]|(?<!\w)(?:{'|'.join([*_STARTS, 'qua', 'cou', 'han', 'sco'])})")
_CAPITALS = re.compile("[IVXLCDM]{2}")
_TOKEN = re.compile(rf"(?P<plain>(?:(?!(?ai:{_FIRST})){_ONE})+)|{_FOUND}|(?P<word>{_ONE})", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Token:
    """A number or date found in text.

    `keys` are its normalised values, comparable as strings: `30000000000` for "30 billion",
    `71%`, `date:11-27`, `month:11`, `time:10:30`, `vague:thousands`. A day range has two keys.
    """

    start: int
    end: int
    keys: tuple[str, ...]


def number_key(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 30.0 and 3E1 both give "30"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_number(value: Decimal) -> int | float | str:
    """A decimal for JSON; text where a binary fraction cannot hold its last digit."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")


def _month(name: str) -> str:
    return f"{[m[:3] for m in MONTHS].index(name[:3]) + 1:02}"


def _word_value(words: str) -> int:
    return sum(_SMALL[part] for part in re.split(r"[- ]", words.lower()))


def _part_key(words: str) -> str:
    return "part:" + re.sub(r"[\s-]+", " ", words.lower()).removeprefix("a ").removeprefix("one ")


def _roman_value(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in letters]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    group = match.groupdict()
    if group["clock"]:
        if not group["half"]:
            hour, minute = group["clock"].split(":")
            return (f"time:{int(hour):02}:{minute}",)
        noon = 12 if group["half"] in "pP" else 0
        return (f"time:{int(group['hour']) % 12 + noon:02}:{group['minute'] or '00'}",)
    if group["dmy"] or group["mdy"]:
        month = _month(group["m1"] or group["m2"])
        days = [group[name] for name in ("d0", "d1", "d2", "d3") if group[name]]
        return tuple(f"date:{month}-{int(day):02}" for day in days)
    if group["month"]:
        return (f"month:{_month(group['month'])}",)
    if group["number"] and group["fraction"] and group["words"]:
        return (_part_key(group["number"]),)
    if group["number"]:
        digits = group["digits"]
        value = Decimal(digits.replace(",", "")) if digits else Decimal(_word_value(group["words"]))
        for scale in re.findall(r"\w+", group["scale"] or ""):
            value *= SCALES[scale.lower()]
        return (number_key(value) + ("%" if group["percent"] else ""),)
    if group["roman"]:
        return (str(_roman_value(group["roman"])),)
    if group["part"] or group["mixed"]:
        return (_part_key(group["part"] or group["mixed"]),)
    word = (group["vague"] or group["glyph"]).lower()
    return (str(SCALES[word]) if word in SCALES else f"vague:{word}",)


_LOOKALIKES = str.maketrans(
    dict(
        zip(
            "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛѡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
            "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXoiv",
            strict=True,
        )
    )
    # Chinese numerals as circled ones, which the patterns know: more letters in these would slow every word.
    | dict(zip("〇零一二三四五六七八九十百千万萬億亿兆", "⓪⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑬⑭⑭⑮", strict=True))
    | {0xFF01 + number: 0x21 + number for number in range(94)}
)  # fmt: skip


def latin(text: str) -> str:
    """`text` with letters that merely look Latin as those they look like, Chinese numerals circled, each in its place."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Words of Latin letters in which others stand that merely look so, with each as it looks."""
    if latin(text) != text:
        for match in re.finditer(r"\w+", text):
            word = match.group()
            if (looks := latin(word)) != word and re.search("[A-Za-z]", word):
                yield word, looks


@lru_cache(maxsize=2**17)
def tokens(text: str) -> tuple[Token, ...]:
    """Every number and date in `text`, left to right."""
    text = latin(text)
    if not _ANY.search(text.lower()) and not _CAPITALS.search(text):
        return ()
    found = (match for match in _TOKEN.finditer(text) if match.lastgroup not in ("plain", "word"))
    return tuple(Token(match.start(), match.end(), _keys(match)) for match in found)


@lru_cache(maxsize=2**17)
def token_keys(text: str) -> frozenset[str]:
    """The normalised values of every number and date in `text`.

    A full date also yields its month, so that "November" agrees with "27 November".
    """
    found = {key for token in tokens(text) for key in token.keys}
    return frozenset(found | {f"month:{key[5:7]}" for key in found if key.startswith("date:")})


def quantity_key(value: Decimal, unit: str) -> str:
    """The token key of a value with its unit: (30, "billion dollars") gives "30000000000"."""
    first = unit.split(" ", 1)[0].lower()
    if first in SCALES:
        return number_key(value * SCALES[first])
    percent = first in ("percent", "%") or unit.lower().startswith("per cent")
    return number_key(value) + ("%" if percent else "")


_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‹[^›]*›|「[^」]*」|『[^』]*』|„[^“]*“|‘(?:[^’]|’(?=\w))*’(?!\w)|(?<!\w)'(?=\S)(?:[^']|'(?=\w))*'(?!\w)"
)
_STRAY = re.compile(r"[“”\"«»„‘‹›「」『』]")
_MARK = re.compile(r"[“”\"«»„‘‹›「」『』']")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans of text in quotation marks, marks included; an unpaired mark is a span of its own.

    An apostrophe is not a quotation mark.
    """
    if not _MARK.search(text):
        return
    end = 0
    for match in _QUOTED.finditer(text):
        for stray in _STRAY.finditer(text, end, match.start()):
            yield stray.span()
        yield match.span()
        end = match.end()
    for stray in _STRAY.finditer(text, end):
        yield stray.span()


def denial(text: str) -> str:
    """The first word of a text that denies or restricts what it says: not, never, unless, isn't; or nothing."""
    for match in _DENIAL.finditer(text):
        word = match.group().lower()
        if word in _DENIALS or word.endswith(("n't", "n’t")):
            return match.group()
    return ""


_TRAILING_QUALIFIER = re.compile(
    r"(?i)(?<!\w)(" + "|".join(sorted(map(re.escape, QUALIFIERS), key=len, reverse=True)) + r")\s*[$€£¥]?$"
)


_LAST_WORDS = frozenset(word.split()[-1] for word in QUALIFIERS)


def qualifier_before(text: str) -> str | None:
    """The qualifier that ends `text` ("it is already close to " gives "close to"), or None."""
    match = _trailing_qualifier(text)
    return match.group(1).lower() if match else None


def _trailing_qualifier(text: str) -> re.Match[str] | None:
    words = text[-60:].rstrip(" \n$€£¥").lower().rsplit(None, 1)
    # Looking at the last word first is what makes it fast.
    return _TRAILING_QUALIFIER.search(text[-60:].rstrip()) if words and words[-1] in _LAST_WORDS else None


_SENSE = {word: sense for sense, words in _SENSES.items() for word in words}


def sense_before(text: str) -> str:
    """What the words that end `text` make of a number after them: "over" and "more than" say the same, "not over" not."""
    text = text[-60:]
    match = _trailing_qualifier(text)
    if not match:
        return ""
    sense = _SENSE[match.group(1).lower()]
    before = sense_before(text[: match.start()])
    return f"{before} {sense}".strip() if sense != before else sense


def with_noun(number: int, noun: str) -> str:
    """A number and what it counts, in the singular for one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def counted(text: str) -> Iterator[Token]:
    """Every number in `text` that is no date, time or year."""
    return (token for token in tokens(text) if _COUNTED.fullmatch(token.keys[0]))


_COUNTED = re.compile(r"(?!(?:1[5-9]|20)\d\d$)[\d.]+%?")
