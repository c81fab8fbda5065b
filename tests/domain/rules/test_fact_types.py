from typing import get_args

import pytest

from dpsctl.domain.rules.fact_types import FactType, Kind, Value
from dpsctl.domain.rules.facts import (
    DAY,
    FACTS,
    LIST,
    MONEY,
    PERCENTAGE,
    RATING,
    TEXT,
    WHOLE_NUMBER,
    YES_NO,
)

from .words import WORDS


@pytest.mark.parametrize(
    ("type_", "text", "value", "shown"),
    [
        (YES_NO, "Yes", True, "yes"),
        (YES_NO, "FALSE", False, "no"),
        (MONEY, "£10,000,000", 1_000_000_000, "£10,000,000"),
        (MONEY, "1650.10", 165_010, "£1,650.10"),
        (DAY, "2021-02-10", "2021-02-10", "2021-02-10"),
        (WHOLE_NUMBER, "6", 6, "6"),
        (PERCENTAGE, "12.5", 1_250, "12.50%"),
        (PERCENTAGE, "-3%", -300, "-3.00%"),
        (PERCENTAGE, "0.07 %", 7, "0.07%"),
        (TEXT, "private limited company", "private limited company", "private limited company"),
        (RATING, "Requires improvement", "Requires improvement", "Requires improvement"),
        (LIST, "LD, MH", ["LD", "MH"], "LD, MH"),
        (LIST, "none", [], "none"),
    ],
)
def test_a_literal_is_read_and_shown(type_: FactType, text: str, value: Value, shown: str) -> None:
    assert type_.read(text) == value
    assert type_.show(value) == shown


@pytest.mark.parametrize(
    ("type_", "text", "what"),
    [
        (YES_NO, "maybe", "'maybe' is neither yes nor no"),
        (MONEY, "lots", "'lots' is not an amount of money; write it as 1650.10 or £1,650.10"),
        (DAY, "10/02/2021", "10/02/2021 is not an ISO day; write 2021-02-10 if that is meant"),
        (WHOLE_NUMBER, "six", "'six' is not a whole number; write it as 6"),
        (WHOLE_NUMBER, "-6", "'-6' is not a whole number; write it as 6"),
        (
            PERCENTAGE,
            "12.345",
            "'12.345' is not a percentage; write it as 12.5 or 12.50%",
        ),
        (PERCENTAGE, "a tenth", "'a tenth' is not a percentage; write it as 12.5 or 12.50%"),
        (FactType("choice", ("gas", "oil")), "coal", "'coal' is not one of gas, oil"),
        (FactType("list", ("gas", "oil")), "gas, coal", "'coal' is not one of gas, oil"),
    ],
)
def test_a_literal_of_another_type_is_refused_in_words(
    type_: FactType, text: str, what: str
) -> None:
    with pytest.raises(ValueError) as error:
        type_.read(text)
    assert str(error.value) == what


def test_what_is_missing_is_shown_as_not_answered() -> None:
    assert all(type_.show(None) == "not answered" for type_ in FACTS.values())


def test_a_type_describes_itself() -> None:
    assert str(RATING) == (
        "choice of Inadequate < Requires improvement < Good < Outstanding, Unrated"
    )
    assert str(WHOLE_NUMBER) == "whole number"


def test_the_catalogue_holds_the_grounds_and_the_questions_beside_the_form() -> None:
    assert WORDS.facts["declaration.exclusions.57(8)(c)"] == YES_NO
    assert WORDS.facts["answers.rooms"] == WHOLE_NUMBER
    assert WORDS.facts["provider.insurance.professional_indemnity.will_obtain"] == MONEY
    kinds: set[Kind] = {type_.kind for type_ in WORDS.facts.values()}
    assert kinds == set(get_args(Kind))
