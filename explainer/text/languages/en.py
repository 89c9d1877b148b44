"""English."""

from __future__ import annotations

from explainer.text.languages import Words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = ("quarter", "third", "fifth", "sixth", "seventh", "eighth", "tenth")
_SCALES = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",
    "thirtieth", "thirty-first",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WORDS = Words(
    months={name: number for number, name in enumerate(MONTHS, 1)},
    short_months={name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"Sept": 9},
    ambiguous_months=("May",),
    common_words=("May", "March"),
    month_openings=("in", "since", "until"),
    month_links=("of",),
    day_ordinals={word: number for number, word in enumerate(_ORDINALS, 1)},
    day_articles=("the",),
    weekdays={name: number for number, name in enumerate(_WEEKDAYS, 1)},
    short_weekdays={name[:3]: number for number, name in enumerate(_WEEKDAYS, 1)} | {"Tues": 2, "Thur": 4, "Thurs": 4},
    weekday_openings=("on", "by", "since", "until", "from", "of", "before", "after", "last", "next", "this", "every",
                      "the", "a"),
    date_links=("of", "in", "on", "at", "the", "a", "year"),
    day_joins=("and", "to"),
    before_noon=("am", "a.m."),
    after_noon=("pm", "p.m."),
    parts_of_day={
        "night": ("night",),
        "morning": ("morning",),
        "noon": ("noon",),
        "afternoon": ("afternoon",),
        "evening": ("evening",),
    },
    ordinal_endings=("st", "nd", "rd", "th"),
    numbers={word: number for number, word in enumerate(_UNITS)},
    tens={word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)},
    scales=_SCALES,
    fractions=(*_PARTS, *(f"{part}s" for part in _PARTS)),
    sure_fractions=("quarter",),
    articles=("a",),
    of_words=("of",),
    vague=("half", "a couple of", "a handful of", "a score of", "scores of", *(f"{scale}s" for scale in _SCALES)),
    percent=("percent", "per cent"),
    senses={
        "about": ("about", "approximately", "around", "roughly", "some", "circa", "approx.", "more or less",
                  "in the order of"),
        "nearly": ("about to reach", "almost", "close to", "just under", "near", "nearly", "just short of", "just below",
                   "not quite"),
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
    },
    range_joins=("to", "and", "until", "till", "through", "into"),
    range_openings=("between",),
    denials=("not", "no", "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "cannot", "without", "hardly",
             "barely", "scarcely", "rarely", "seldom", "unless", "except"),
    denial_endings=("n't", "n’t"),
    pronouns=("he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "i", "we", "you", "who",
              "this"),
    abbreviations=("approx.", "ca."),
)  # fmt: skip
