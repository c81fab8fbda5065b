"""What the days of a financial year cost, on random ledgers, one day after the other."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.reports.costs import costs

from .books import opened
from .happenings import Happened, befallen, days, happenings
from .reckoning import ONE, Contract, Person, Reckoning, to_the_penny
from .test_reckoned_costs import Line, line, rows_by_line

YEARS = {"2020/21": 2020, "2021/22": 2021, "2023/24": 2023}


def paid_days(by_hand: Reckoning, person: Person, year: int, as_of: date, paid: bool) -> list[date]:
    """The days of a year for which somebody's place is paid."""
    found, day = [], date(year, 4, 1)
    while day <= date(year + 1, 3, 31):
        leaving = paid and day == person.left != person.begins
        if (person.lives(day) or leaving) and under_contract(by_hand, person, day, as_of):
            found.append(day)
        day += ONE
    return found


def under_contract(by_hand: Reckoning, person: Person, day: date, as_of: date) -> bool:
    """Whether a day is one of those that somebody's contract is paid for."""
    if person.contract is None:
        return True
    contract = by_hand.contracts[person.contract]
    if contract.annulled or contract.awarded > as_of or day > contract.last:
        return False
    new = by_hand.next_of(person.contract)
    if new and person.ref in by_hand.came_with(new) and begun(new, day, as_of):
        return False
    return person.placed or begun(contract, day, as_of)


def begun(contract: Contract, day: date, as_of: date) -> bool:
    """Whether a contract that counts has begun, or is to have begun, by a day."""
    if contract.annulled or contract.awarded > as_of:
        return False
    begins = contract.runs_from or contract.starts
    return begins <= day and begins <= contract.last


@settings(deadline=None, max_examples=40)
@given(happenings(), days(), st.sampled_from(list(YEARS)), st.booleans())
def test_a_part_year(happened: Happened, as_of: date, year: str, paid: bool) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened)
        view = books.view(as_of.isoformat(), part_year=year, end_day_paid=paid)
        report, by_hand = costs(view), Reckoning(books.ledger)
        found = rows_by_line(books, report)
    sums: dict[Line, list[Fraction | int]] = defaultdict(lambda: [0, 0, Fraction(), Fraction()])
    for person in by_hand.people:
        for number, day in enumerate(paid_days(by_hand, person, YEARS[year], as_of, paid)):
            week = [int(number == 0), 1, Fraction(person.before, 7), Fraction(person.fee(day), 7)]
            sums[line(person)] = [a + b for a, b in zip(sums[line(person)], week, strict=True)]
    keys = ("placements", "days", "current_pence", "offered_pence")
    assert {key: [row[one] for one in keys] for key, row in found.items()} == {
        key: [to_the_penny(each) for each in sum] for key, sum in sums.items()
    }
    for key in keys:
        assert report.totals[key] == sum(row[key] for row in report.rows)
