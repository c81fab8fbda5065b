"""``reapplication`` in the system document: unlimited, or so many refusals and then a wait."""

from __future__ import annotations

import pytest

from dpsctl.documents.reapplication import parse_refusals, parse_wait
from dpsctl.documents.systems import SystemDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.domain.days import Duration
from dpsctl.errors import DocumentError

from ..papers import system

CITE = "notice 2019/S 191-464499"


def read(reapplication: object) -> SystemDocument:
    text = system({"reapplication": reapplication})
    return read_as_model(text.encode(), "f", SystemDocument)[0][1]


def complaints(reapplication: object) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read(reapplication)
    return [complaint.what for complaint in caught.value.complaints]


def test_a_limit_with_the_notice_that_sets_it() -> None:
    limit = read({"refusals": "3", "wait": "6 months", "cite": CITE}).reapplication

    assert limit is not None
    assert (limit.refusals, limit.wait, limit.cite) == (3, Duration(6, "months"), CITE)


@pytest.mark.parametrize("nothing", [None, "unlimited", "UNLIMITED"])
def test_no_limit(nothing: str | None) -> None:
    assert read(nothing).reapplication is None


def test_a_limit_as_json_reads_back() -> None:
    given = {"refusals": "3", "wait": "6 months", "cite": CITE}

    terms = read(given).model_dump(mode="json", by_alias=True, exclude_unset=True)

    assert terms["reapplication"] == {"refusals": 3, "wait": "6 months", "cite": CITE}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "unlimitd",
            "reapplication: 'unlimitd' is not unlimited, nor a group of refusals, wait and cite; "
            "did you mean unlimited?",
        ),
        (
            "never",
            "reapplication: 'never' is not unlimited, nor a group of refusals, wait and cite",
        ),
        (
            ["unlimited"],
            "reapplication: is a list; it should be a group of keys, each `key: value`",
        ),
    ],
)
def test_what_is_neither(written: object, told: str) -> None:
    assert complaints(written) == [told]


def test_every_mistake_of_a_limit_at_once() -> None:
    assert complaints({"refusals": "0", "wait": "10 working days", "refusal": "3"}) == [
        "reapplication.cite: is missing",
        "reapplication.refusals: '0' refusals begin no wait; write 1 or more",
        "reapplication.wait: '10 working days' is no wait; "
        "give days, months or years, such as 6 months",
        "reapplication.refusal: there is no such key; did you mean refusals?",
    ]


@pytest.mark.parametrize("text", ["0", "-1", "three", "1.5"])
def test_refusals_are_counted_from_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"1 or more|is not a whole number"):
        parse_refusals(text)


@pytest.mark.parametrize("text", ["1 day", "6 months", "2 years"])
def test_a_wait_is_days_months_or_years(text: str) -> None:
    assert str(parse_wait(text)) == text


@pytest.mark.parametrize("text", ["0 days", "5 clear days", "5 clear working days", "6"])
def test_and_nothing_that_needs_a_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 6 months|is not a duration"):
        parse_wait(text)
