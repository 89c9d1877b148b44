"""Which form of a text a number takes."""

from __future__ import annotations

import pytest

from explainer.locales.plurals import plural_rule

RUSSIAN = {
    "one": "n % 10 = 1 and n % 100 != 11",
    "few": "n % 10 = 2..4 and n % 100 != 12..14",
}
ARABIC = {"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99"}
FRENCH = {"one": "n = 0, 1"}
LATVIAN = {"zero": "n % 10 = 0 or n % 100 = 11..19", "one": "n % 10 = 1 and n % 100 != 11"}


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        ({"one": "n = 1"}, {"one": [1], "other": [0, 2, 11, 21]}),
        (RUSSIAN, {"one": [1, 21, 101], "few": [2, 4, 22], "other": [0, 5, 11, 12, 14, 111]}),
        (ARABIC, {"zero": [0], "one": [1], "two": [2], "few": [3, 110], "many": [11, 99], "other": [100, 102]}),
        (FRENCH, {"one": [0, 1], "other": [2]}),
        (LATVIAN, {"zero": [0, 10, 11, 19, 111], "one": [1, 21], "other": [2, 9, 22]}),
        ({}, {"other": [0, 1, 2]}),
    ],
)
def test_the_rules_of_the_cldr(conditions: dict[str, str], numbers: dict[str, list[int]]) -> None:
    """Conditions are read as the CLDR writes them; a number that none holds for takes the form `other`."""
    category = plural_rule(conditions)
    for name, each in numbers.items():
        assert {number: category(number) for number in each} == dict.fromkeys(each, name)


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"single": "n = 1"}, "unknown plural form 'single'"),
        ({"other": "n = 1"}, "unknown plural form 'other'"),
        ({"one": "n == 1"}, "'n == 1' is not a condition"),
        ({"one": "n % 0 = 1"}, "'n % 0 = 1' is not a condition"),
        ({"one": "n = 1 and"}, "'n = 1 and' is not a condition"),
    ],
)
def test_what_is_no_rule(conditions: dict[str, str], message: str) -> None:
    """A condition that cannot be read is named, with the form it is for."""
    with pytest.raises(ValueError, match=next(iter(conditions))) as error:
        plural_rule(conditions)
    assert error.value.args[:2] == (next(iter(conditions)), message)
