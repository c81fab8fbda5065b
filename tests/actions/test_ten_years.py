"""Ten years of cron with gaps: each due window exactly once, with its published days.

What should come out is reckoned here by the calendar on the wall alone, without the rule.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from ..office import Office
from ..papers import rule, rule_set
from ..small_system import OWN_RULES, small_system

REOPEN = f"reopen {OWN_RULES}"
BEGIN, END = date(2021, 1, 4), date(2031, 1, 4)


@dataclass(frozen=True)
class Rhythm:
    """A rhythm as the document has it, and its openings from 2021 to 2030 as London has them."""

    rrule: str
    first: str
    days_open: int
    opens: Callable[[], Iterator[str]]


def _every_half_year() -> Iterator[str]:
    for year in range(2021, 2031):
        yield f"{year}-03-01T09:00:00"
        yield f"{year}-09-01T09:00:00"


def _every_last_day() -> Iterator[str]:
    # 01:30 does not come on 31 March 2024 and 2030: by the clock before the change it is 02:30.
    for year in range(2021, 2031):
        for month in range(1, 13):
            day = date(year, month, monthrange(year, month)[1])
            yield f"{day}T{'02' if day in (date(2024, 3, 31), date(2030, 3, 31)) else '01'}:30:00"


RHYTHMS = [
    Rhythm("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", "2021-03-01T09:00", 30, _every_half_year),
    Rhythm("FREQ=MONTHLY;BYMONTHDAY=-1", "2021-01-31T01:30", 20, _every_last_day),
]


def _office(office: Office, rhythm: Rhythm) -> Office:
    rated = {**rule("rated", "home.cqc.rating at least Good", "note"), "cite": "PA 2023 s 22"}
    rules = rule_set("2020-01-01", [rated]).replace("pcr2015-light-touch", "pa2023-open-framework")
    terms = {
        "regime": "pa2023-open-framework",
        "valid.from": "2021-01-01",
        "valid.until": "2035-12-31",
        "reopening.rrule": rhythm.rrule,
        "reopening.first": rhythm.first,
        "reopening.open_for": f"{rhythm.days_open} days",
    }
    return small_system(office, rules, terms, "2020-01-01")


def _runs(seed: int) -> Iterator[str]:
    """When cron runs: at any time of day, with gaps of none to forty days."""
    chance = random.Random(seed)
    day = BEGIN
    while day < END:
        clock = datetime.combine(day, datetime.min.time()) + timedelta(
            minutes=chance.randrange(24 * 60)
        )
        if clock.hour not in (1, 2):  # which a change of the clock may skip or double
            yield clock.isoformat(timespec="minutes")
        day += timedelta(days=chance.randint(0, 40))


@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda rhythm: rhythm.rrule)
def test_each_due_window_comes_exactly_once(new_office: Office, rhythm: Rhythm) -> None:
    office = _office(new_office, rhythm)

    for number, at in enumerate(_runs(len(rhythm.rrule))):
        office.on(at).types(REOPEN)
        if number % 3:
            continue
        entries, again = office.entries(), office.on(at).types(REOPEN)
        assert (again.out, again.err, office.entries()) == ("", "", entries), at
    office.on(f"{END}T12:00").types(REOPEN)

    rows = office.on(f"{END}T12:00").report("windows", OWN_RULES)["rows"]
    due = list(rhythm.opens())
    assert [row["opens"][:19] for row in rows] == due
    length = timedelta(days=rhythm.days_open)
    assert [row["last_day"] for row in rows] == [
        str((datetime.fromisoformat(opens) + length).date()) for opens in due
    ]
    for earlier, later in pairwise(rows):
        assert earlier["last_day"] < later["opens"][:10]
