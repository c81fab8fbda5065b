"""Whatever the fees and the rate, an uplift does what its rate says, once and no more."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dpsctl.domain.money import parse_pence, plain_pounds, pounds
from dpsctl.ledger import facts
from dpsctl.ledger.file import reading

from ..office import Office
from ..reports.reckoning import Reckoning, to_the_penny
from .uplift_desk import adds, asks, contract, fees_on, furnished, takes_over

WEEKLY = st.integers(0, 400_000)
HOMES = st.tuples(*[st.lists(WEEKLY, min_size=1, max_size=4)] * 2)
PERCENT = st.decimals("0.01", "20", places=4)
FROM = date(2022, 4, 1)
AFTER = st.dates(date(2022, 3, 1), date(2022, 7, 1))


@pytest.fixture
def office(new_office: Office) -> Office:
    """The office with its three contracts, kept as fresh.db."""
    office = furnished(new_office)
    shutil.copyfile(office.ledger, office.folder / "fresh.db")
    return office


def _home(number: int, fees: list[int]) -> str:
    people = [
        {"ref": f"P-{number}{n}", "need": "LD", "band": "High", "weekly_fee": plain_pounds(fee)}
        for n, fee in enumerate(fees)
    ]
    return contract(
        1,
        {
            "contract": f"L-1{number}",
            "provider": {"name": "Sample Provider 50 Ltd", "company_number": "99900050"},
            "home": {"name": f"Sample Home 5{number}", "cqc_location": f"1-0000005{number}"},
            "placements": people,
        },
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(HOMES, PERCENT)
def test_fees_rise_to_the_nearest_penny_once_and_contracts_add_up(
    office: Office, homes: tuple[list[int], ...], percent: object
) -> None:
    shutil.copyfile(office.folder / "fresh.db", office.ledger)
    takes_over(office, *(_home(number, fees) for number, fees in enumerate(homes)))
    before = fees_on(office, "2022-04-01")

    told = office.types(asks(office, {"percent": str(percent), "bands": ["High"]}))
    after = fees_on(office, "2022-04-01")
    entries = office.entries()
    again = office.types(asks(office, {"percent": str(percent), "bands": ["High"]}))

    assert again.out.startswith("nothing to do: ")
    assert (office.entries(), fees_on(office, "2022-04-01")) == (entries, after)
    rate = Fraction(str(percent)) / 100
    for ref, weekly in before.items():
        lifted = ref not in ("P-0201", "P-0301", "P-0302")  # who are of other bands
        exact = weekly * (1 + (rate if lifted else 0))
        assert -Fraction(1, 2) <= exact - after[ref] < Fraction(1, 2)
    *contracts, total = map(_figures, told.lines)
    assert total == [sum(column) for column in zip(*contracts, strict=True)]
    assert total[2] - total[1] == sum(after.values()) - sum(before.values())
    office.types("verify")


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(HOMES, PERCENT, st.dictionaries(st.sampled_from(["P-00", "P-01", "P-10"]), AFTER), AFTER)
def test_arrears_are_what_each_day_past_cost_more(
    office: Office, homes: tuple[list[int], ...], percent: object, left: dict[str, date], ends: date
) -> None:
    shutil.copyfile(office.folder / "fresh.db", office.ledger)
    takes_over(office, *(_home(number, fees) for number, fees in enumerate(homes)))
    gone = [(ref, 4 + int(ref[2]), day) for ref, day in left.items()]
    adds(office, *(facts.PlacementEnding(None, k, ref, str(day)) for ref, k, day in gone))
    adds(office, facts.Ending(5, str(ends), 0))
    with reading(office.ledger) as ledger:
        before = Reckoning(ledger)
    document = {"percent": str(percent), "bands": ["High"], "backdated": "yes"}
    told = office.on("2022-06-10").types(asks(office, document))
    with reading(office.ledger) as ledger:
        after = Reckoning(ledger)

    owed: dict[int | None, int] = defaultdict(int)
    for then, now in zip(before.people, after.people, strict=True):
        for number in range((date(2022, 6, 10) - FROM).days):
            day = FROM + timedelta(days=number)
            if now.lives(day) and after.contracts[now.contract or 0].listed(day):
                owed[now.contract] += now.fee(day) - then.fee(day)
    pence = sum(to_the_penny(Fraction(each, 7)) for each in owed.values())
    if pence:
        assert told.lines[-1] == f"arrears to 2022-06-09: {pounds(pence)}"
    else:
        assert "£" not in told.lines[-1] or told.lines[-1].endswith("£0.00")


def _figures(line: str) -> list[int]:
    """How many fees, from and to how much a week, and how much more a year: in pence."""
    found = re.search(r": (\d+) fees?, £(\S+) to £(\S+) a week, £(\S+) more a year", line)
    assert found
    return [int(found[1]), *(parse_pence(found[n]) for n in (2, 3, 4))]
