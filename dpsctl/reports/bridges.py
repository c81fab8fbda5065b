"""The bridge of costs: from the terms on which people came, or from an earlier day, to the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from dpsctl.domain.bridge import STEPS, Bridge, Course, bridge
from dpsctl.domain.placements import Placement
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.residents import came_with, placements, residents_of
from dpsctl.ledger.weekly_sums import Key
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.report import Chart, Column, Row, Section

_COLUMNS = (
    Column("step", "Step"),
    Column("placements", "Placements", "count", people=True),
    Column("annual_pence", "A year", "money", fee=True),
)
CHART = Chart("steps", "How the cost of a year came about", "step", ("annual_pence",), of="bridge")


def bridge_section(contracts: ContractsOn, listed: list[Row]) -> Section:
    """The bridge to the day of the view: from the day asked for, or else by what has moved each
    contract's cost since its people came to it, as the lines of costs ``listed`` have it.
    """
    since = contracts.view.counting.since
    courses = [row["course"] for row in listed]
    moved = sum((row["moved"] for row in listed), Course())
    if since is not None:
        between = Between(contracts, since)
        courses, moved = list(between.courses.values()), between.moved
    made = bridge(courses, contracts.view.weeks)
    people = [*moved.figures, sum(row["placements"] for row in listed)]
    begins = f"on {since}" if since else "on the terms before"
    title = f"From what it was {begins} to what it is, at {contracts.view.weeks_per_year} weeks"
    return Section("bridge", title, _COLUMNS, list(_rows(made, people)))


def _rows(made: Bridge, people: list[int]) -> Iterator[Row]:
    """A row for each step; ``people`` counts those whom each is about."""
    sums = (made.current, *made.steps, made.new)
    for step, about, pence in zip(("current", *STEPS, "new"), people, sums, strict=True):
        yield {"step": step, "placements": about, "annual_pence": pence}


class Between:
    """What moved each contract's weekly cost between the ends of two London days.

    Whoever came with a contract that was awarded meanwhile lived there before, on historic terms.
    Whoever moved with a home from one contract to another neither joined nor left.
    """

    def __init__(self, contracts: ContractsOn, since: date) -> None:
        self._contracts = contracts
        self._since = since
        self._day = contracts.view.as_of

    @property
    def courses(self) -> dict[Key, Course]:
        """By contract and no home, or by no contract and the home."""
        return self._crossed[0]

    @property
    def moved(self) -> Course:
        """How many people each step is about, under all contracts and without one."""
        return self._crossed[1]

    @cached_property
    def _crossed(self) -> tuple[dict[Key, Course], Course]:
        found: dict[Key, Course] = defaultdict(Course)
        moved = Course()
        for row, placement in placements(
            self._contracts.view.ledger, *sorted((self._since, self._day))
        ):
            number = row["contract"]
            contract = self._contracts.known.get(number) if number else None
            if self._asked_for(number, contract):
                key = (number, None if number else row["home"])
                course = self._course(row, placement, contract)
                found[key] += course
                moved += Course(*(int(pence != 0) for pence in course.figures))
        return dict(found), moved

    def _asked_for(self, number: int | None, contract: ContractOnLedger | None) -> bool:
        if number is None:
            return self._contracts.view.window is None
        return contract is not None and self._contracts.in_window(contract)

    def _course(self, row: Row, placement: Placement, contract: ContractOnLedger | None) -> Course:
        now = self._fee(row, placement, contract, self._day)
        historic = self._lived_on_historic_terms(row, placement, contract)
        then = placement.historic if historic else self._fee(row, placement, contract, self._since)
        if then is None or now is None:
            return self._came_or_went(row, then, now)
        model = placement.first - placement.historic if historic else 0
        uplift = placement.risen("uplift", None if historic else self._since, self._day)
        return Course(current=then, model=model, reviews=now - then - model - uplift, uplift=uplift)

    def _came_or_went(self, row: Row, then: int | None, now: int | None) -> Course:
        moved = (row["contract"], row["ref"]) in self._moved
        if then is not None:
            return Course(then, model=-then) if moved else Course(then, leavers=-then)
        if now is not None:
            return Course(model=now) if moved else Course(joiners=now)
        return Course()

    def _fee(
        self, row: Row, placement: Placement, contract: ContractOnLedger | None, day: date
    ) -> int | None:
        """The weekly fee that counts on a day; none where the person does not count then."""
        if not placement.lives(day):
            return None
        if contract is not None:
            left = (contract.number, row["ref"]) in self._in_the_new_line[day]
            if left or not contract.life.listed(day):
                return None
        return placement.weekly(day)

    def _lived_on_historic_terms(
        self, row: Row, placement: Placement, contract: ContractOnLedger | None
    ) -> bool:
        """Whether somebody lived in the home on the first day, before its award."""
        if contract is None or row["came"] != "with the application":
            return False
        coming = self._since < contract.life.awarded_on and contract.life.listed(self._day)
        elsewhere = (contract.number, row["ref"]) in self._in_both
        return coming and not elsewhere and placement.lives(self._since)

    @cached_property
    def _in_the_new_line(self) -> dict[date, set[tuple[int, str]]]:
        """Who counts no more under the contract that their home leaves, since the new one is
        listed: by each of the two days.
        """
        return {
            day: {
                (old, ref)
                for new, old, refs in self._contracts.lines
                if new.life.listed(day)
                for ref in refs
            }
            for day in (self._since, self._day)
        }

    @cached_property
    def _in_both(self) -> set[tuple[int | None, str]]:
        """Who is in both lines of a home that re-models, under either contract."""
        ledger = self._contracts.view.ledger
        return {
            (number, ref)
            for new, old, refs in self._contracts.lines
            for ref in refs & came_with(ledger, old, placed=True)
            for number in (new.number, old)
        }

    @cached_property
    def _moved(self) -> set[tuple[int | None, str]]:
        """Those who count in the old line on the first day and in the new one on the day, under
        either contract.
        """
        known = self._contracts.known
        return {
            (number, ref)
            for new, old, refs in self._contracts.lines
            if new.life.listed(self._day) and not new.life.listed(self._since)
            for ref in refs & self._on_roster(known[old], self._since)
            if ref in self._on_roster(new, self._day)
            for number in (new.number, old)
        }

    def _on_roster(self, contract: ContractOnLedger, day: date) -> set[str]:
        """The references of those who live under a contract, while it is listed."""
        if not contract.life.listed(day):
            return set()
        return {row["ref"] for row in residents_of(self._contracts.view.ledger, contract, day)}
