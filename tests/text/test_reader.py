"""Numbers, dates and qualifiers in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.text.reader import reader_of

ENGLISH = reader_of("en")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("close to 30 billion dollars", {"30000000000"}),
        ("1,673 people and 71.12 percent", {"1673", "71.12%"}),
        ("71%, 71 per cent", {"71%"}),
        ("six planes, twenty-five schools, sixty", {"6", "25", "60"}),
        ("two million, one hundred, a thousand", {"2000000", "100", "1000"}),
        ("one of them, the first, no one", set()),
        ("thousands of schools, dozens, half", {"vague:thousands", "vague:dozens", "50%"}),
        ("27 November 2024", {"date:11-27", "month:11", "2024", "weekday:3"}),
        ("November 27, 2024", {"date:11-27", "month:11", "2024", "weekday:3"}),
        ("27–28 November", {"date:11-27", "date:11-28", "month:11"}),
        ("November 27-28", {"date:11-27", "date:11-28", "month:11"}),
        ("Nov. 27", {"date:11-27", "month:11"}),
        ("in November", {"month:11"}),
        ("You may go. May we? In May, 9 May, May 9", {"month:05", "date:05-09"}),
        ("at 10:30", {"time:10:30", "part-of-day:morning"}),
        ("the 20th forum, unit GRES-2, 1.10", {"20", "2", "1.1"}),
        ("½ and 5², ③, ３０", {"vague:½", "5", "vague:²", "vague:③", "30"}),
        ("fortnight, often, tense, sixteenths", set()),
    ],
)
def test_token_keys(text: str, keys: set[str]) -> None:
    """Numbers and dates are found and normalised; ordinary words are not taken for numbers."""
    assert ENGLISH.token_keys(text) == keys


def test_quantity_key() -> None:
    """A value with its unit has the key its words have."""
    assert ENGLISH.quantity_key(Decimal(30), "billion dollars") == "30000000000"
    assert ENGLISH.quantity_key(Decimal("71.10"), "percent of voters") == "71.1%"
    assert ENGLISH.quantity_key(Decimal(20), "agreements") == "20"


def test_qualifier_before() -> None:
    """The qualifier right before a number is seen."""
    assert ENGLISH.qualifier_before("it is already close to ") == "close to"
    assert ENGLISH.qualifier_before("worth more than $") == "more than"
    assert ENGLISH.qualifier_before("the ") is None
    assert ENGLISH.qualifier_before("a pushover ") is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("World War II", {"2"}),
        ("in MCMXCIX", {"1999"}),
        ("I am from DC", set()),
        ("the clock shows IIII, not XIVII", set()),
        ("a quarter of them", {"25%"}),
        ("one third", {"part:1/3"}),
        ("two-thirds", {"part:2/3"}),
        ("a third party", set()),
        ("a couple of days", {"vague:a couple of"}),
        ("half a dozen, half a million", {"6", "500000"}),
        ("several thousand, a few hundred", {"vague:thousands", "vague:hundreds"}),
        ("1 tenth of 1 per cent", {"0.1%"}),
        ("one hundred and forty-six, a hundred and six, two hundred forty-six thousand", {"146", "106", "246000"}),
        ("a hundred thousand, between one hundred and two hundred", {"100000", "100", "200"}),
        ("five million and six, five and six", {"5000000", "6", "5"}),
        ("1-1/2 million, 3 1/2 per cent", {"1500000", "3.5%"}),
        ("two and a half million, three and a half crowns", {"2500000", "3.5"}),
        ("146 millions, two hundred and six thousand, 2,000 miles", {"146000000", "206000", "2000"}),
        ("minus 5 degrees, −3", {"-5", "-3"}),
        ("14-15 men, 3 - 2", {"14", "15", "3", "2"}),
        (
            "half past seven, quarter to eight, 9 o'clock, 7.30 pm",
            {"half-day:07:30", "half-day:07:45", "half-day:09:00", "time:19:30", "part-of-day:evening"},
        ),
        ("2½ hours", {"part:2½"}),
        ("三百", {"vague:③", "vague:⑪"}),
        ("٣٠ people", {"30"}),
        ("s\u0435ven", {"7"}),
        ("\u041c\u0430y 2019", {"month:05", "2019"}),
        ("at 10:30 p.m.", {"time:22:30", "part-of-day:evening", "part-of-day:night"}),
        ("12 am", {"time:00:00", "part-of-day:night"}),
    ],
)
def test_unusual_forms_of_numbers(text: str, keys: set[str]) -> None:
    """Roman and Chinese numerals, fractions, vague counts, look-alike letters and twelve-hour clocks are numbers, too."""
    assert ENGLISH.token_keys(text) == keys


def test_sense_before() -> None:
    """Words that say the same of a number have one sense; a denial is part of it."""
    assert ENGLISH.sense_before("it was more than $") == ENGLISH.sense_before("over ") == "above"
    assert ENGLISH.sense_before("not over ") == ENGLISH.sense_before("at most ")
    assert ENGLISH.sense_before("not just over ") == "not above"
    assert ENGLISH.sense_before("isn’t ") == ENGLISH.sense_before("not ") == "not"
    assert ENGLISH.sense_before("nowhere near ") == "not"
    assert ENGLISH.sense_before("only ") == "only"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("in Oct. 2024, since Oct.", {"month:10", "2024"}),
        ("in october, IN MAY, in may", {"month:10", "month:05"}),
        ("on the fifth of November", {"date:11-05", "month:11"}),
        ("November the fifth, the 5th of November, November 5th, 5 nov", {"date:11-05", "month:11"}),
        ("2024-11-27, 27.11.2024, 27/11/2024, 11/27/2024", {"date:11-27", "month:11", "2024", "weekday:3"}),
        ("2024-11", {"month:11", "2024"}),
        ("Sunday, on Sunday, Sun, 24 November", {"weekday:7", "date:11-24", "month:11"}),
        ("the Sunday Times on Good Friday, the sun, a march, they may", set()),
        ("the fifth man, a third of them, 1.10", {"part:1/3", "1.1"}),
        ("in the evening", {"part-of-day:evening"}),
    ],
)
def test_written_forms_of_dates(text: str, keys: set[str]) -> None:
    """Abbreviations, any case, ordinals and digits are dates; common words and names are not."""
    assert ENGLISH.token_keys(text) == keys


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on the evening of 27 November 2024", ["2024 date:11-27 month:11 part-of-day:evening"]),
        ("in February 2022, and in 2024", ["2022 month:02", "2024"]),
        ("In 2022, in March 2024", ["2022", "2024 month:03"]),
        ("27–28 November 2024", ["2024 date:11-27 month:11", "2024 date:11-28 month:11"]),
        ("on 27 November. 2024 was over", ["date:11-27 month:11", "2024"]),
        ("2,024 on 5 May", ["date:05-05 month:05"]),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    """The parts of one date stand together, those of another apart."""
    assert [" ".join(sorted(date.parts.values())) for date in ENGLISH.dates(text)] == dates


def test_dates_that_agree() -> None:
    """A date agrees with another one if no part differs; a year may be another's if the known date has none."""
    said, known, other, bare = (
        ENGLISH.dates(text)[0]
        for text in ("Sunday, 24 November 2024", "24 November 2024", "24 November 2022", "24 November")
    )
    assert said.agrees(known, ())
    assert not said.agrees(other, {"2024"})
    assert said.agrees(bare, {"2024"})
    assert not said.agrees(bare, {"2022"})
    assert not ENGLISH.dates("Monday, 24 November 2024")[0].agrees(known, ())


@pytest.mark.parametrize(
    ("text", "key", "sense", "unit", "period"),
    [
        ("over US$28 billion", "28000000000", "above", "dollar", ""),
        ("$28bn", "28000000000", "", "dollar", ""),
        ("€30m", "30000000", "", "euro", ""),
        ("30m high", "30", "", "metre", ""),
        ("an estimated 40,000 Russian roubles", "40000", "about", "rouble", ""),
        ("it isn't 28 billion dollars", "28000000000", "not", "dollar", ""),
        ("20 trade agreements or more", "20", "at least", "", ""),
        ("20+", "20", "at least", "", ""),
        ("20 agreements and more than", "20", "", "", ""),
        ("27.8 to 28 euros", "27.8", "", "euro", ""),
        ("8,500 barrels of oil a day", "8500", "", "barrel", "per day"),
        ("20 papers in a day", "20", "", "", ""),
        ("more than a thousand", "1000", "above", "", ""),
        ("a hundred years", "100", "", "year", ""),
    ],
)
def test_quantities(text: str, key: str, sense: str, unit: str, period: str) -> None:
    """A number is read with its scale, currency or unit, the time that it is of and the words on both sides of it."""
    found = ENGLISH.quantities(text)[0]
    assert (found.key, found.sense, found.unit, found.period) == (key, sense, unit, period)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Elizabeth II", ["name"]),
        ("the M50, GRES-2 and the GRES 2", ["name", "name", ""]),
        ("mid-2024, Mid-2024", ["phase", "", "phase", ""]),
        ("in the spring of 2024, the spring water", ["phase", ""]),
        ("a Boeing 737, 12 Boeing", ["name", ""]),
        ("a two-way street", []),
        ("the two countries, the two thousand men", ["pair", ""]),
        ("in the evening", ["part-of-day"]),
    ],
)
def test_what_needs_no_record(text: str, loose: list[str]) -> None:
    """A numeral within a name, "the two" and a part of the day need no record of their own; an idiom is no number."""
    assert [token.loose for token in ENGLISH.tokens(text)] == loose


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the year ending June 30, 2021", {"2020", "month:07", "date:07-01"}),
        ("in the year to 5 April 2021", {"2020", "month:04", "date:04-06"}),
        ("six months ended 31 August 2023", {"2023", "month:03", "date:03-01"}),
        ("the two years ending January 2000", {"1998", "month:02"}),
        ("the year ending June 30", {"month:07", "date:07-01"}),
        ("ending June 30, 2021", set()),
        ("ten days ending 30 June 2021", set()),
    ],
)
def test_beginnings_of_periods(text: str, keys: set[str]) -> None:
    """A period that a text gives by its length and its end begins on a known day or in a known month."""
    assert ENGLISH.begins(text) == keys
