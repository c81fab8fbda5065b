"""``report costs --part-year``: what the days of one financial year cost, day by day.

A week's fee is for seven days; the day on which a placement begins counts, and the day on which
somebody leaves where the system or the analyst says so. Each sum is rounded once a contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, partial

from dpsctl.domain.financial_years import FinancialYear, parse_financial_year
from dpsctl.domain.money import half_up, percent, whole_pounds
from dpsctl.domain.placements import Placement
from dpsctl.domain.words import plural
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.residents import placements
from dpsctl.reports.basis import GROSS
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.cost_sentence import what_costs
from dpsctl.reports.report import Column, PublicNote, Report, Row
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("contract", "No", "count"),
    Column("home", "Home", foreign=True),
    Column("cqc_location", "CQC location", brief=False, foreign=True),
    Column("first_day", "First day", "day"),
    Column("last_day", "Last day", "day"),
    Column("placements", "Placed", "count", people=True),
    Column("days", "Days", "count", follows=True),
    Column("current_pence", "On terms before", "money", fee=True),
    Column("offered_pence", "On these", "money", fee=True),
    Column("change_pence", "Change", "money", fee=True),
    Column("change_percent", "Change", "percent", fee=True),
)

_DAY = timedelta(days=1)


@dataclass
class _Sums:
    """One line's placements, their days in the year, and sevenths of pence."""

    first: date | None = None
    last: date | None = None
    placements: int = 0
    days: int = 0
    current: int = 0
    offered: int = 0


def costs_part_year(view: View) -> Report:
    """What the days of a financial year cost under contracts awarded by the day of the view.

    What is known to lie ahead counts: endings, fees and last days recorded by then.
    """
    assert view.counting.part_year is not None, "a year is asked for"
    year = parse_financial_year(view.counting.part_year)
    contracts = ContractsOn(view)
    sums = _summed(contracts, year, paid=view.end_day_paid)
    rows = [_row(contracts, key, each) for key, each in sorted(sums.items(), key=_by_contract)]
    totals: Row = {"contracts": sum(row["contract"] is not None for row in rows)}
    totals |= total(rows, "placements", "days", "current_pence", "offered_pence", "change_pence")
    totals["change_percent"] = percent(totals["change_pence"], totals["current_pence"])
    return view.report(
        "costs",
        f"Costs of the days of {year}",
        COLUMNS,
        rows,
        totals=totals,
        notes=[*_notes(view, year), _sentence(year, rows, totals)],
    )


Key = tuple[int | None, int]


def _by_contract(found: tuple[Key, _Sums]) -> tuple[bool, int, int]:
    (contract, home), _ = found
    return contract is None, contract or 0, home


def _summed(contracts: ContractsOn, year: FinancialYear, *, paid: bool) -> dict[Key, _Sums]:
    sums: dict[Key, _Sums] = defaultdict(_Sums)
    moves = dict(_moves(contracts))
    # A contract's days are worked out once, however many people live under it.
    span_of = cache(partial(_span, contracts, year))
    for row, placement in placements(contracts.view.ledger, year.first, year.last):
        span = span_of(row["contract"], row["came"] == "placed")
        if span is None:
            continue
        if moved_on := moves.get((row["contract"], row["ref"])):
            span = span[0], min(span[1], moved_on - _DAY)
        paid_for = _with_last_day(placement) if paid else placement
        if days := paid_for.days(*span):
            _add(sums[row["contract"], row["home"]], paid_for, span, days)
    return sums


def _add(sums: _Sums, placement: Placement, span: tuple[date, date], days: int) -> None:
    first = max(span[0], placement.starts_on or span[0])
    last = min(span[1], placement.left_on - _DAY) if placement.left_on else span[1]
    sums.first = min(first, sums.first or first)
    sums.last = max(last, sums.last or last)
    sums.placements += 1
    sums.days += days
    sums.current += placement.historic * days
    sums.offered += placement.pence_days(*span)


def _span(
    contracts: ContractsOn, year: FinancialYear, number: int | None, placed: bool
) -> tuple[date, date] | None:
    """The days of the year on which those who came with a contract, or were ``placed`` under it or
    without one since, may be paid for; none if they may not be.
    """
    if number is None:
        return None if contracts.view.window else (year.first, year.last)
    contract = contracts.known.get(number)
    if contract is None or not _counts(contracts, contract) or not contracts.in_window(contract):
        return None
    begins = year.first if placed else _begins(contract)
    return max(year.first, begins), min(year.last, contract.life.last_day)


def _counts(contracts: ContractsOn, contract: ContractOnLedger) -> bool:
    return not contract.life.annulled and contract.life.awarded_on <= contracts.view.as_of


def _begins(contract: ContractOnLedger) -> date:
    """The day on which it is in force; while that is not known, the day on which it is to start."""
    return contract.life.in_force_from or contract.life.starts_on


def _moves(contracts: ContractsOn) -> Iterator[tuple[tuple[int, str], date]]:
    """From which day people count under the contract that their home leaves another for, by that
    other's number and their reference there. It may run on until the new one is signed.
    """
    for new, old, refs in contracts.lines:
        begins = _begins(new)
        if _counts(contracts, new) and begins <= new.life.last_day:
            yield from (((old, ref), begins) for ref in refs)


def _with_last_day(placement: Placement) -> Placement:
    """The placement with the day of leaving paid for; one that never was stays so."""
    left = placement.left_on
    if left is None or left == placement.starts_on:
        return placement
    return replace(placement, left_on=left + _DAY)


def _row(contracts: ContractsOn, key: Key, sums: _Sums) -> Row:
    number, home = key
    current, offered = (half_up(Fraction(each, 7)) for each in (sums.current, sums.offered))
    assert sums.first and sums.last, "a line has days"
    return {
        "contract": number,
        "home": contracts.named.homes[home],
        "cqc_location": contracts.named.locations[home],
        "first_day": sums.first.isoformat(),
        "last_day": sums.last.isoformat(),
        "placements": sums.placements,
        "days": sums.days,
        "current_pence": current,
        "offered_pence": offered,
        "change_pence": offered - current,
        "change_percent": percent(offered - current, current),
    }


def _notes(view: View, year: FinancialYear) -> Iterator[str]:
    paid = "is paid for" if view.end_day_paid else "is not paid for"
    yield PublicNote(
        f"by days: a seventh of the weekly fee for each, of the {year.days} days of {year}; the "
        f"first day of a placement is paid for, the day of leaving {paid}"
    )
    yield PublicNote("a contract not yet in force counts from the day on which it is to start")
    yield GROSS


def _sentence(year: FinancialYear, rows: list[Row], totals: Row) -> str:
    if not totals["days"]:
        return f"No day of {year} is paid for under any contract."
    without = sum(row["placements"] for row in rows if row["contract"] is None)
    cost = f"{what_costs(totals['contracts'], without)} {whole_pounds(totals['offered_pence'])}"
    days = f"{plural(totals['days'], 'day')} of {plural(totals['placements'], 'placement')}"
    return f"{cost} in {year}, for {days}; {_change(totals['change_pence'])}."


def _change(pence: int) -> str:
    if not pence:
        return "as much as the same days on the terms before"
    way = "more" if pence > 0 else "less"
    return f"{whole_pounds(abs(pence))} {way} than the same days on the terms before"
