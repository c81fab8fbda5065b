"""How long a home waits after being refused, where a policy says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.days import parse_day, parse_duration, shift
from dpsctl.domain.reapplication import Policy, bar_on, bars, may_apply_from


def policy(refusals: int = 3, wait: str = "6 months") -> Policy:
    return Policy(refusals, parse_duration(wait), "notice 2019/S 191-464499")


def days(text: str) -> list[date]:
    return [parse_day(word) for word in text.split()]


# The refusals of a home, and from when it may apply again, three refusals being waited on for
# six months.
VECTORS = [
    ("", None),
    ("2021-03-31 2021-06-30", None),
    ("2021-03-31 2021-06-30 2021-08-31", "2022-02-28"),
    ("2023-03-31 2023-06-30 2023-08-31", "2024-02-29"),
    ("2021-01-05 2021-01-06 2021-01-07", "2021-07-07"),
    # A fourth begins no new wait: one that came while the third's went on leaves it as it was,
    ("2021-03-31 2021-06-30 2021-08-31 2021-09-15", "2022-02-28"),
    # one that came afterwards leaves none.
    ("2021-03-31 2021-06-30 2021-08-31 2022-02-28", None),
    ("2021-03-31 2021-06-30 2021-08-31 2022-03-10 2022-04-10", None),
    ("2021-03-31 2021-06-30 2021-08-31 2022-03-10 2022-04-10 2022-05-10", "2022-11-10"),
]


@pytest.mark.parametrize(("refused", "again"), VECTORS)
def test_after_every_third_refusal_a_home_waits_six_months(refused: str, again: str | None) -> None:
    assert may_apply_from(days(refused), policy()) == (parse_day(again) if again else None)


@pytest.mark.parametrize(
    ("wait", "again"),
    [("30 days", "2021-09-30"), ("1 month", "2021-09-30"), ("1 year", "2022-08-31")],
)
def test_the_wait_is_counted_from_the_day_of_the_refusal(wait: str, again: str) -> None:
    assert may_apply_from(days("2021-08-31"), policy(1, wait)) == parse_day(again)


def test_without_a_policy_nobody_waits() -> None:
    assert may_apply_from(days("2021-03-31 2021-06-30 2021-08-31"), None) is None


@pytest.mark.parametrize(
    ("received", "kept_out"),
    [("2021-08-30", False), ("2021-08-31", True), ("2022-02-27", True), ("2022-02-28", False)],
)
def test_what_was_received_before_the_wait_or_when_it_is_over_is_not_kept_out(
    received: str, kept_out: bool
) -> None:
    refused = days("2021-03-31 2021-06-30 2021-08-31")

    assert (bar_on(refused, policy(), parse_day(received)) is not None) is kept_out


def test_a_policy_says_what_it_is() -> None:
    assert str(policy()) == "After every 3 refusals a home waits 6 months before it may apply again"
    assert str(policy(1, "30 days")).startswith("After every refusal a home waits 30 days")


a_day = st.dates(date(2020, 1, 1), date(2028, 12, 31))
refusals = st.lists(a_day, max_size=12).map(sorted)
policies = st.builds(
    policy,
    st.integers(1, 5),
    st.sampled_from(["1 day", "30 days", "1 month", "6 months", "1 year", "2 years"]),
)


@given(refusals, policies)
def test_as_many_waits_begin_as_the_refusals_divide_by(refused: list[date], policy: Policy) -> None:
    found = bars(refused, policy)

    assert len(found) == len(refused) // policy.refusals
    assert all(each.until == shift(each.refused_on, policy.wait) for each in found)


@given(refusals, policies, a_day)
def test_nothing_is_kept_out_on_the_day_a_home_may_apply_again(
    refused: list[date], policy: Policy, day: date
) -> None:
    again = may_apply_from(refused, policy)

    if again is not None:
        assert bar_on(refused, policy, again) is None
        assert bar_on(refused, policy, again - timedelta(days=1)) is not None
    elif refused:
        assert bar_on(refused, policy, max(day, refused[-1])) is None
