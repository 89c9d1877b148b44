"""The types of fields: each checks the form of its values, with one message for each kind of error.

Each type has a role (`roles.py`), which says what the field means and which rules check it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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

from explainer.content import roles
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


def _row_keys(value: Any) -> str | tuple[str, ...]:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, list | tuple) and value and all(isinstance(text, str) and text.strip() for text in value):
        return tuple(text.strip() for text in value)
    raise ValueError("write the name of the row as one text, or one name for each column that names it")


def _open_edtf(value: Any) -> Any:
    return parse_edtf(value) if isinstance(value, str) else value


def _edtf(value: Any) -> Any:
    date = _open_edtf(value)
    if isinstance(date, Edtf) and date.open:
        raise ValueError(f"'{date}' has no beginning, which only the dates and periods of records may lack")
    return date


TIME_SCHEMA = {"type": "string", "anyOf": [{"enum": [*PARTS_OF_DAY]}, {"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}]}

SLUG, SLUG_LENGTH = r"^[a-z0-9]+(-[a-z0-9]+)*$", 80

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]

OwnWords = Annotated[Text, roles.Own()]
AsideWords = Annotated[Text, roles.Aside()]
ReasoningWords = Annotated[Text, roles.Reasoning()]
NameWords = Annotated[Text, roles.Name()]
HeadWords = Annotated[Text, roles.Own(held_by="bare_statement")]
AccountWords = Annotated[Text, roles.Account()]
FormerWords = Annotated[Text, roles.Former()]
LabelWords = Annotated[Text, roles.Label()]
PlainWords = Annotated[Text, roles.Plain()]
VerbatimWords = Annotated[Text, roles.Verbatim()]
PassageWords = Annotated[Text, roles.Passage(held_by="passage_found")]

Id = Annotated[Slug, roles.Id()]
FormerId = Annotated[Slug, roles.FormerId()]
SourceId = Annotated[Slug, roles.IdOf("source", held_by="known_source")]
AnyRef = Annotated[Slug, roles.Ref()]
OrderRef = Annotated[Slug, roles.Ref("event or development")]
AgreementRef = Annotated[Slug, roles.Ref("agreement")]
InferenceRef = Annotated[Slug, roles.Ref("inference")]
ActorRef = Annotated[Slug, roles.NamedRef("actor")]
PlaceRef = Annotated[Slug, roles.NamedRef("place")]
SupportRef = Annotated[Slug, roles.SupportRef()]
State = Annotated[Slug, roles.Term("states", "state")]
Meaning = Annotated[Literal["done", "under-way", "mention", "elsewhere"], roles.Setting()]
Fate = Annotated[Literal["done", "under-way", "mention", "elsewhere", "nothing"], roles.Setting()]
Labels = Mapping[Id, LabelWords]
SourceForm = Annotated[Literal["report", "speech", "transcript", "interview", "document", "table"], roles.Setting()]
VoiceLabel = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^:\n]*$"),
    roles.Passage(held_by="marked_voices"),
]

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"), roles.Setting()]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), roles.Setting()]
WebAddress = Annotated[
    str,
    StringConstraints(min_length=10, max_length=2000, pattern=r"^[^\s<>\"\\^`{|}]+$"),
    AfterValidator(_web_address),
    roles.Setting(),
]
Abbreviation = Annotated[str, StringConstraints(pattern=r"^\S+\.$", max_length=40), roles.Setting()]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=120), roles.Setting()]
SeedName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$", max_length=120), roles.Setting()]
ZoneName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$", max_length=60), roles.Setting()]
Day = Annotated[str, AfterValidator(_day), roles.Setting()]
Offset = Annotated[str, StringConstraints(pattern=r"^[+-](0\d|1[0-4]):[0-5]\d$"), roles.Setting()]
MOST_DIGITS = 18
"""Number of digits of the longest number."""
Number = Annotated[Decimal, BeforeValidator(_decimal), Field(allow_inf_nan=False, max_digits=MOST_DIGITS)]
Flag = Annotated[bool, BeforeValidator(_flag), roles.Setting()]
Time = Annotated[str, AfterValidator(_time), WithJsonSchema(TIME_SCHEMA), roles.Clock()]
LinkState = Annotated[Literal["alive", "moved", "gone", "refused", "unchecked"], roles.Setting()]
DatePart = Annotated[Literal["year", "month", "day"], roles.Setting()]
EdtfText = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?$")]
OpenEdtfText = Annotated[
    str, StringConstraints(pattern=r"^(\.\./)?\d{4}(-\d{2}(-\d{2})?)?~?(/\d{4}(-\d{2}(-\d{2})?)?~?)?$")
]
DateWords = Annotated[
    str | tuple[str, str],
    PlainValidator(_date_words),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}]}
    ),
    roles.DateWords(),
]
RowKeys = Annotated[
    str | tuple[str, ...],
    PlainValidator(_row_keys),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
    roles.Passage(held_by="cell_found"),
]
Date = Annotated[Edtf, BeforeValidator(_edtf, json_schema_input_type=EdtfText), PlainSerializer(str, return_type=str)]
OpenDate = Annotated[
    Edtf, BeforeValidator(_open_edtf, json_schema_input_type=OpenEdtfText), PlainSerializer(str, return_type=str)
]
When = Annotated[OpenDate, roles.When()]
LookedOn = Annotated[Date, roles.When(held_by="looked_by_then")]
