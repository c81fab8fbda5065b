"""The types of FORMATS: what a scalar's text is read as. Every message says what is expected.

Money is integer pence, days are London dates, instants aware UTC datetimes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from dpsctl.documents.document import LONGEST_LINE
from dpsctl.documents.scalars import one_of, parse_length, parse_whole_number, parse_yes_no
from dpsctl.domain.days import Duration, instant_text, parse_day, parse_duration, parse_instant
from dpsctl.domain.money import parse_pence, parse_weekly_pence

_LONGEST = 200
LONGEST_PROSE = 100_000
_LONGEST_KEPT = 32
_MOST_KEPT = 256


class Part(BaseModel):
    """The base of every model: frozen, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_as(parse: Callable[[str], Any], expected: str) -> PlainValidator:
    """A validator that hands a text to ``parse`` and tells its ValueError as the complaint.

    ``expected`` says what the value should be, for where a list or mapping stands instead.
    """

    known = lru_cache(_MOST_KEPT)(parse)  # homes answer much alike: days, amounts, yes and no

    def validate(value: object) -> Any:
        if not isinstance(value, str):
            kind = "a list" if isinstance(value, list) else "a group of keys"
            raise wrong(f"is {kind}; it should be {expected}")
        try:
            return known(value) if len(value) <= _LONGEST_KEPT else parse(value)
        except (ValueError, OverflowError) as error:
            raise wrong(str(error)) from None

    return PlainValidator(validate)


def wrong(what: str) -> PydanticCustomError:
    """The error that ``validating`` prints as it stands."""
    return PydanticCustomError("wrong", "{what}", {"what": what})


def short(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same parser, for texts that are never long: a message never repeats a long one."""

    def parse_short(text: str) -> Any:
        if len(text) > _LONGEST:
            raise ValueError(f"is {len(text):,} characters long, far too long for what it is")
        return parse(text)

    return parse_short


def choice(*options: str) -> PlainValidator:
    """One of a few words, in any case; read as the word is written here."""
    return read_as(one_of(options), f"one of {', '.join(options)}")


def _parse_line(text: str) -> str:
    if not text:
        raise ValueError("is empty; write a text or leave the key out")
    if "\n" in text or "\t" in text:
        raise ValueError("runs over several lines or holds a tab; write it on one line")
    return _not_endless(text, LONGEST_LINE)


def _parse_prose(text: str) -> str:
    return _not_endless(text, LONGEST_PROSE)


def _not_endless(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValueError(f"is {len(text):,} characters long; more than {longest:,} are not kept")
    return text


Text = Annotated[str, read_as(_parse_line, "text")]
"""A text on one line, never empty."""
Prose = Annotated[str, read_as(_parse_prose, "text")]
"""A text that may run over several lines."""
Pence = Annotated[int, read_as(short(parse_pence), "an amount of money")]
WeeklyPence = Annotated[int, read_as(short(parse_weekly_pence), "an amount of money a week")]
"""A fee a week, in pence."""
Day = Annotated[
    date,
    read_as(short(parse_day), "a day, such as 2021-02-10"),
    PlainSerializer(date.isoformat, when_used="json"),
]
Instant = Annotated[
    datetime,
    read_as(short(parse_instant), "an instant, such as 2021-02-10T14:05"),
    PlainSerializer(instant_text, when_used="json"),
]
Length = Annotated[
    Duration,
    read_as(short(parse_duration), "a duration, such as 30 days"),
    PlainSerializer(str, when_used="json"),
]
CalendarLength = Annotated[
    Duration,
    read_as(short(parse_length), "a duration, such as 28 days or 3 years"),
    PlainSerializer(str, when_used="json"),
]
"""A duration of days, months or years, which needs no table of working days."""
YesNo = Annotated[bool, read_as(parse_yes_no, "yes or no")]
WholeNumber = Annotated[int, read_as(parse_whole_number, "a whole number")]
