"""Costs, roster and part years of random ledgers, held against a reckoning one day at a time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.reports.costs import costs
from dpsctl.reports.report import Report
from dpsctl.reports.roster import roster

from .books import Books, opened
from .happenings import Happened, befallen, days, happenings
from .reckoning import Person, Reckoning, to_the_penny

WEEKS = {
    "52": Fraction(52),
    "365/7": Fraction(365, 7),
    "52.14": Fraction(5214, 100),
    "52.18": Fraction(5218, 100),
}
STEPS = ("cost-model change", "fee reviews", "uplift", "joiners", "leavers")

Line = tuple[int | None, int]
"""A contract and its home; or no contract, and the home that people live in without one."""


def line(person: Person) -> Line:
    return person.contract, person.home


def rows_by_line(books: Books, report: Report) -> dict[Line, dict[str, Any]]:
    """The rows of a report by line: every home is called by its number."""
    return {(row["contract"], int(row["home"].split()[-1])): row for row in report.rows}


@settings(deadline=None, max_examples=40)
@given(happenings(), days(), st.sampled_from(list(WEEKS)), st.sampled_from([None, *WEEKS]))
def test_costs_and_roster(happened: Happened, day: date, said: str, asked: str | None) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened, said)
        view = books.view(day.isoformat(), weeks=asked)
        report, listed, by_hand = costs(view), roster(view), Reckoning(books.ledger)
        found = rows_by_line(books, report)
    weeks = WEEKS[asked or said]
    living: dict[Line, list[Person]] = defaultdict(list)
    living |= {(n, c.row["home"]): [] for n, c in by_hand.contracts.items() if c.listed(day)}
    for person in by_hand.people:
        if by_hand.counts(person, day):
            living[line(person)].append(person)
    assert set(found) == set(living)
    for key, people in living.items():
        before, now = sum(p.before for p in people), sum(p.fee(day) for p in people)
        row = found[key]
        assert row["placements"] == len(people)
        assert (row["current_weekly_pence"], row["offered_weekly_pence"]) == (before, now)
        assert row["current_annual_pence"] == to_the_penny(before * weeks)
        assert row["offered_annual_pence"] == to_the_penny(now * weeks)
        assert row["change_pence"] == to_the_penny(now * weeks) - to_the_penny(before * weeks)
    everyone = [person for people in living.values() for person in people]
    rises = [person.fee(day) - person.before for person in everyone]
    assert report.totals["placements_up"] == sum(rise > 0 for rise in rises)
    assert report.totals["placements_down"] == sum(rise < 0 for rise in rises)
    assert report.totals["placements_unchanged"] == sum(rise == 0 for rise in rises)
    assert report.weeks_per_year == listed.weeks_per_year == (asked or said)
    same = ("placements", "weekly_pence", "annual_pence")
    assert {row["contract"]: tuple(row[key] for key in same) for row in listed.rows} == {
        key[0]: (row["placements"], row["offered_weekly_pence"], row["offered_annual_pence"])
        for key, row in found.items()
        if key[0]
    }


Course = list[int]
"""Pence a week: what it was, and by how much each of the steps moved it."""


def course_by_default(by_hand: Reckoning, person: Person, day: date) -> Course | None:
    """From the terms on which somebody came."""
    if person.placed:
        return [0, 0, 0, 0, person.fee(day), 0] if by_hand.counts(person, day) else None
    contract = by_hand.contracts[person.contract or 0]
    new = by_hand.next_of(person.contract or 0)
    moves = new is not None and new.listed(day) and person.ref in by_hand.came_with(new)
    if moves or not contract.listed(day):
        return None
    model = person.first - person.before
    if not person.lives(day):
        return [person.before, model, 0, 0, 0, -person.first]
    lifted = sum(person.lifted(date(2021, 1, 1), day).values())
    return [person.before, model, person.fee(day) - person.first - lifted, lifted, 0, 0]


def course_since(by_hand: Reckoning, person: Person, since: date, day: date) -> Course | None:
    """From the end of one day to the end of another."""
    then = person.fee(since) if by_hand.counts(person, since) else None
    now = person.fee(day) if by_hand.counts(person, day) else None
    coming = came_since(by_hand, person, since, day)
    if coming:
        then = person.before
    if then is None or now is None:
        moved = moves_between(by_hand, person, since, day)
        steps = [then or 0, 0, 0, 0, 0, 0]
        steps[1 if moved else 4] += now or 0
        steps[1 if moved else 5] -= then or 0
        return steps
    model = person.first - person.before if coming else 0
    lifted = sum(person.lifted(date(2021, 1, 1) if coming else since, day).values())
    return [then, model, now - then - model - lifted, lifted, 0, 0]


def came_since(by_hand: Reckoning, person: Person, since: date, day: date) -> bool:
    """Whether somebody lived there on the first day, on the terms before a contract that came."""
    contract = by_hand.contracts.get(person.contract or 0)
    if contract is None or person.placed or not contract.row["application"]:
        return False
    follows = by_hand.contracts.get(contract.follows or 0)
    there = follows is not None and any(
        each.contract == contract.follows and each.ref == person.ref for each in by_hand.people
    )
    coming = since < contract.awarded and contract.listed(day)
    return coming and not there and person.lives(since)


def moves_between(by_hand: Reckoning, person: Person, since: date, day: date) -> bool:
    """Whether somebody counts in the old line of a home on one day, in the new on the other."""

    def counts(number: int | None, on: date, *, came: bool = False) -> bool:
        return any(
            by_hand.counts(each, on) and not (came and each.placed)
            for each in by_hand.people
            if (each.contract, each.ref) == (number, person.ref)
        )

    for number, new in by_hand.contracts.items():
        if new.follows and person.contract in (number, new.follows):
            return counts(new.follows, since) and counts(number, day, came=True)
    return False


@settings(deadline=None, max_examples=40)
@given(happenings(), days(), days() | st.none(), st.sampled_from(list(WEEKS)))
def test_the_bridge(happened: Happened, day: date, since: date | None, said: str) -> None:
    day, since = max(day, since or day), min(day, since) if since else None
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened, said)
        report = costs(books.view(day.isoformat(), since=since))
        by_hand = Reckoning(books.ledger)
    moved: dict[Line, Course] = defaultdict(lambda: [0] * 6)
    for person in by_hand.people:
        if since is None:
            course = course_by_default(by_hand, person, day)
        else:
            course = course_since(by_hand, person, since, day)
        if course is not None:
            moved[line(person)] = [a + b for a, b in zip(moved[line(person)], course, strict=True)]
    stations = [0] * 6
    for course in moved.values():
        for at in range(6):
            stations[at] += to_the_penny(sum(course[: at + 1]) * WEEKS[said])
    (bridge,) = (section for section in report.sections if section.key == "bridge")
    printed = [row["annual_pence"] for row in bridge.rows]
    assert [row["step"] for row in bridge.rows] == ["current", *STEPS, "new"]
    assert printed == [
        stations[0],
        *(stations[at] - stations[at - 1] for at in range(1, 6)),
        stations[5],
    ]
    assert printed[-1] == report.totals["offered_annual_pence"]
