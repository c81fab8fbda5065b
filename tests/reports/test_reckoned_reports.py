"""Prices, offset, budget and supply of random ledgers, held against a reckoning by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.reports.budget import budget
from dpsctl.reports.offset import offset
from dpsctl.reports.prices import prices
from dpsctl.reports.supply import supply

from .books import Books, opened
from .happenings import Happened, befallen, days, happenings
from .reckoning import Contract, Person, Reckoning, categories, to_the_penny
from .test_prices import guided

GUIDES = {"Specialist": 140_000, "Specialist Plus": 100_000}


def pinned(books: Books) -> None:
    """Guide prices for two of the bands."""
    guided(books, "band: Specialist, weekly: 1400.00", "band: Specialist Plus, weekly: 1000.00")


@settings(deadline=None, max_examples=20)
@given(happenings(), days())
def test_prices(happened: Happened, day: date) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened)
        pinned(books)
        report, by_hand = prices(books.view(day.isoformat())), Reckoning(books.ledger)
    bands: dict[tuple[str | None, str], list[Person]] = defaultdict(list)
    for person in by_hand.people:
        if by_hand.counts(person, day):
            of = by_hand.contracts[person.contract].row["agreement"] if person.contract else None
            bands[of, person.band_on(day)].append(person)
    assert {(row["agreement"], row["band"]) for row in report.rows} == set(bands)
    for row in report.rows:
        people = bands[row["agreement"], row["band"]]
        _prices_of(row, sorted(person.fee(day) for person in people))
        assert row["outside_terms"] == sum(person.outside for person in people)


def _prices_of(row: dict[str, Any], fees: list[int]) -> None:
    n, mean = len(fees), Fraction(sum(fees), len(fees))
    middle = Fraction(fees[(n - 1) // 2] + fees[n // 2], 2)
    assert row["placements"] == n
    assert (row["min_weekly_pence"], row["max_weekly_pence"]) == (fees[0], fees[-1])
    assert row["median_weekly_pence"] == to_the_penny(middle)
    assert row["mean_weekly_pence"] == to_the_penny(mean)
    if mean:
        told = Fraction(row["variation_percent"])
        least, most = (max(told + way, 0) for way in (-Fraction(1, 200), Fraction(1, 200)))
        variance = sum((fee - mean) ** 2 for fee in fees) / n / mean**2 * 10_000
        assert least**2 <= variance < most**2
    else:
        assert row["variation_percent"] is None
    guide = GUIDES.get(row["band"])
    over = [fee - guide for fee in fees if fee > guide] if guide else []
    assert row["guide_weekly_pence"] == guide
    assert row["over_guide"] == (len(over) if guide else None)
    assert row["worst_over_pence"] == (max(over) if over else None)
    if over and guide:
        share = Fraction(max(over) * 100, guide)
        assert Fraction(row["worst_over_percent"]) == Fraction(to_the_penny(share * 100), 100)


@settings(deadline=None, max_examples=30)
@given(happenings(), days(), days())
def test_offset(happened: Happened, one: date, other: date) -> None:
    since, day = sorted((one, other))
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened)
        report = offset(books.view(day.isoformat(), since=since))
        by_hand = Reckoning(books.ledger)
    now, then = (_on_roster(by_hand, each) for each in (day, since))
    net_annual = 0
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for what, here, there, on in (("joiners", now, then, day), ("leavers", then, now, since)):
        weekly: dict[tuple[int, str, str], int] = defaultdict(int)
        for person in here:
            number = person.contract or 0
            key = by_hand.contracts[number].row["agreement"], person.band_on(on)
            found[key]["placements"] += on == day and here is now
            found[key]["weekly"] += person.fee(on) if here is now else 0
            if person not in there and not _stayed(by_hand, person, on, there, since, day):
                found[key][what] += 1
                weekly[number, *key] += person.fee(on)
        for (_, *band), pence in weekly.items():
            found[band[0], band[1]][f"{what}_annual_pence"] += pence * 52
    for row in report.rows:
        figures = found.pop((row["agreement"], row["band"]))
        for key in ("joiners", "leavers"):
            assert row[key] == figures[key]
            assert row[f"{key}_annual_pence"] == figures[f"{key}_annual_pence"]
        assert row["placements"] == figures["placements"]
        assert row["net"] == figures["joiners"] - figures["leavers"]
        net = figures["joiners_annual_pence"] - figures["leavers_annual_pence"]
        assert row["net_annual_pence"] == net
        net_annual += net
        people, year = figures["placements"], figures["weekly"] * 52
        mean = to_the_penny(Fraction(year, people)) if people else None
        assert row["mean_annual_pence"] == mean
    assert not found
    assert report.totals["net_annual_pence"] == net_annual
    for row in report.rows:
        mean = row["mean_annual_pence"]
        beds = ceil(Fraction(net_annual, mean)) if net_annual > 0 and mean else None
        assert row["break_even_beds"] == beds


def _on_roster(by_hand: Reckoning, day: date) -> list[Person]:
    return [each for each in by_hand.people if each.contract and by_hand.counts(each, day)]


def _stayed(
    by_hand: Reckoning, person: Person, on: date, there: list[Person], since: date, day: date
) -> bool:
    """Whether somebody's home went from one contract to another, and they stayed in their band."""
    away = since if on == day else day
    for other in there:
        lines = {by_hand.contracts[number].follows for number in (person.contract, other.contract)}
        if {person.contract, other.contract} & lines and person.contract != other.contract:
            same = (other.ref, other.band_on(away)) == (person.ref, person.band_on(on))
            if same:
                return True
    return False


@settings(deadline=None, max_examples=20)
@given(happenings(), days(), st.sampled_from(["52", "365/7"]))
def test_budget(happened: Happened, day: date, said: str) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened, said)
        report, by_hand = budget(books.view(day.isoformat())), Reckoning(books.ledger)
    weeks = {"52": Fraction(52), "365/7": Fraction(365, 7)}[said]
    cost = increase = 0
    for number, contract in by_hand.contracts.items():
        here = [each for each in _on_roster(by_hand, day) if each.contract == number]
        now, before = sum(each.fee(day) for each in here), sum(each.before for each in here)
        lifted = sum(sum(each.lifted(date(2021, 1, 1), day).values()) for each in here)
        cost += to_the_penny(now * weeks)
        increase += to_the_penny((now - lifted) * weeks) - to_the_penny(before * weeks)
        increase += to_the_penny(lifted * weeks)
        assert contract.row["decision"] == 1
    used = {row["of"]: row["used_pence"] for row in report.rows}
    assert used.get("annual cost", 0) == cost
    if "increase" in used:
        assert used["increase"] == increase


@settings(deadline=None, max_examples=20)
@given(happenings(), days())
def test_supply(happened: Happened, day: date) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        befallen(books, happened, needs=[{"district": "Ashford", "category": "LD", "beds": 20}])
        report, by_hand = supply(books.view(day.isoformat())), Reckoning(books.ledger)
    offers = [each for each in by_hand.contracts.values() if _offers(by_hand, each, day)]
    everyone = [each for each in by_hand.people if by_hand.counts(each, day)]
    homes: dict[int, list[Contract]] = defaultdict(list)
    for contract in offers:
        homes[contract.row["home"]].append(contract)
        assert categories(contract) == ["LD"]
    beds = {home: _beds(by_hand, home, day) for home in homes}
    vacant = {
        home: max(beds[home] - sum(each.home == home for each in everyone), 0)
        for home, held in homes.items()
        if any((each.runs_from or date.max) <= day for each in held)
    }
    totals = report.totals
    assert (totals["homes"], totals["beds"]) == (len(homes), sum(beds.values()))
    assert totals["homes_3_to_6"] == sum(3 <= each <= 6 for each in beds.values())
    assert totals["homes_6_to_10"] == sum(6 <= each <= 10 for each in beds.values())
    assert totals["placed"] == sum(each.contract is not None for each in everyone)
    assert (totals["vacancies"], totals["open_to_placements"]) == (
        sum(vacant.values()),
        len(vacant),
    )
    (need,) = report.sections[0].rows
    assert need["short_beds"] == max(20 - sum(beds.values()), 0)


def _offers(by_hand: Reckoning, contract: Contract, day: date) -> bool:
    """Whether a contract is on the roster, and not left by all but in name."""
    new = by_hand.next_of(contract.row["number"])
    left = new is not None and new.listed(day)
    people = [each for each in _on_roster(by_hand, day) if each.contract == contract.row["number"]]
    return contract.listed(day) and (bool(people) or not left)


def _beds(by_hand: Reckoning, home: int, day: date) -> int:
    """A home's beds: the most that one of its contracts says, but for one that it leaves."""
    said = []
    for number, contract in by_hand.contracts.items():
        new = by_hand.next_of(number)
        if contract.row["home"] == home and contract.listed(day) and not (new and new.listed(day)):
            varied = [each["beds"] for each in contract.varied if each["from_day"] <= str(day)]
            said.append(varied[-1] if varied else 8 if contract.row["application"] is None else 5)
    return max(said)
