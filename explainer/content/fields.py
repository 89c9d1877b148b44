"""What a field of a record can hold: types that check their own form, with one message for each way to fail."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from explainer.text.dates import Edtf, parse_edtf
from explainer.text.numbers import PARTS_OF_DAY


def _web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ValueError("an address starts with https:// or http://")
    if not re.match(r"https?://[A-Za-z0-9.-]+(:\d+)?(/|\?|#|$)", text):
        raise ValueError("an address has a host: letters, digits, points and hyphens")
    return text


def _decimal(value: Any) -> Any:
    if isinstance(value, str) and not value.isascii():
        raise ValueError("a number is written in ASCII digits")
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError(f"'{value}' is neither true nor false")
    return value


def _time(text: str) -> str:
    hour, colon, minute = text.partition(":")
    clock = colon and len(hour) == len(minute) == 2 and hour.isdecimal() and minute.isdecimal()
    if text in PARTS_OF_DAY or (clock and int(hour) < 24 and int(minute) < 60):
        return text
    raise ValueError(f"write the clock time as HH:MM, or one of: {', '.join(PARTS_OF_DAY)}")


def _day(text: str) -> str:
    if parse_edtf(text).start.precision != "day" or len(text) != 10:
        raise ValueError(f"'{text}' is not a day; write YYYY-MM-DD")
    return text


def _date_words(value: Any) -> str | tuple[str, str]:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, list | tuple) and all(isinstance(text, str) and text.strip() for text in value):
        with suppress(ValueError):
            first, last = value
            return first.strip(), last.strip()
    raise ValueError("write its words as one text, or those of the two ends of a range as [words, words]")


def _edtf(value: Any) -> Any:
    return parse_edtf(value) if isinstance(value, str) else value


TIME_SCHEMA = {"type": "string", "anyOf": [{"enum": [*PARTS_OF_DAY]}, {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}]}

SLUG, SLUG_LENGTH = r"^[a-z0-9]+(-[a-z0-9]+)*$", 80

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
WebAddress = Annotated[
    str,
    StringConstraints(min_length=10, max_length=2000, pattern=r"^[^\s<>\"\\^`{|}]+$"),
    AfterValidator(_web_address),
]
Abbreviation = Annotated[str, StringConstraints(pattern=r"^\S+\.$", max_length=40)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=120)]
SeedName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$", max_length=120)]
ZoneName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$", max_length=60)]
Day = Annotated[str, AfterValidator(_day)]
Offset = Annotated[str, StringConstraints(pattern=r"^[+-](0\d|1[0-4]):[0-5]\d$")]
Number = Annotated[Decimal, BeforeValidator(_decimal), Field(allow_inf_nan=False, max_digits=18)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Time = Annotated[str, AfterValidator(_time), WithJsonSchema(TIME_SCHEMA)]
LinkState = Literal["alive", "moved", "gone", "refused", "unchecked"]
EdtfText = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?$")]
DateWords = Annotated[
    str | tuple[str, str],
    PlainValidator(_date_words),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}]}
    ),
]
Date = Annotated[Edtf, BeforeValidator(_edtf, json_schema_input_type=EdtfText), PlainSerializer(str, return_type=str)]
