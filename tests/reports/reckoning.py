"""An independent reckoning of money, straight from the ledger's tables: the oracle of reports.

Plain dictionaries and fractions, one person and one day at a time, and none of the product's own
sums: slow, and easy to believe. Seals are left out: no ledger that it is held against asks for any.
Money is pence; days are London days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from dpsctl.ledger.file import Ledger

ONE = timedelta(days=1)


def to_the_penny(exact: Fraction | int) -> int:
    """Half-up, a half away from nought."""
    return floor(exact + Fraction(1, 2)) if exact >= 0 else -floor(-exact + Fraction(1, 2))


@dataclass
class Person:
    """Somebody placed somewhere, and each later fee: day, number, pence, band, uplift."""

    contract: int | None
    home: int
    ref: str
    placed: bool
    outside: bool
    before: int
    first: int
    band: str
    begins: date | None
    left: date | None
    later: list[tuple[date, int, int, str | None, int | None]] = field(default_factory=list)

    def lives(self, day: date) -> bool:
        return (self.begins or day) <= day and (self.left is None or day < self.left)

    def fee(self, day: date) -> int:
        known = sorted(each[:3] for each in self.later if each[0] <= day)
        return known[-1][2] if known else self.first

    def band_on(self, day: date) -> str:
        known = sorted((*each[:2], each[3]) for each in self.later if each[0] <= day and each[3])
        return known[-1][2] or self.band if known else self.band

    def lifted(self, after: date, day: date) -> dict[int, int]:
        """By how much a week each uplift raised the fee, one day after the other."""
        found: dict[int, int] = {}
        today = after + ONE
        while today <= day:
            news = sorted(each[1:3] + each[4:] for each in self.later if each[0] == today)
            if news and news[-1][2] is not None:
                of = found.get(news[-1][2], 0)
                found[news[-1][2]] = of + self.fee(today) - self.fee(today - ONE)
            today += ONE
        return found


@dataclass
class Contract:
    """A contract with the facts of its life; ``follows`` is the one that its home leaves for it."""

    row: dict[str, Any]
    awarded: date
    starts: date
    last: date
    signed: date | None
    annulled: bool
    follows: int | None
    varied: list[dict[str, Any]]

    @property
    def runs_from(self) -> date | None:
        """Its first day in force, if it is signed and gets to it."""
        first = max(self.signed, self.starts) if self.signed else None
        return first if first and first <= self.last else None

    def listed(self, day: date) -> bool:
        return self.awarded <= day <= self.last


class Reckoning:
    """Everyone on a ledger, and every contract, as far as recorded by an instant (UTC text)."""

    def __init__(self, ledger: Ledger, until: str = "9") -> None:
        self._ledger = ledger
        self.contracts = {each["number"]: self._contract(each, until) for each in self._awards()}
        for number, new in self.contracts.items():
            if new.follows in self.contracts and new.runs_from:
                old = self.contracts[new.follows]
                old.last = min(old.last, new.runs_from - ONE)
            assert number == new.row["number"]
        self.people = [*self._came(), *self._placed()]
        self.uplifts = {row["id"]: row["decision"] for row in self.table("uplifts")}

    def table(self, name: str) -> list[dict[str, Any]]:
        """All rows of a table, oldest first."""
        return [dict(row) for row in self._ledger.rows(f"SELECT * FROM {name} ORDER BY id")]

    def counts(self, person: Person, day: date) -> bool:
        """Whether somebody is one of the people of a day, under a contract on its roster or none.

        Who comes with the contract that a home leaves its old one for counts under the new one from
        the day on which that is on the roster.
        """
        if not person.lives(day) or person.contract is None:
            return person.lives(day)
        new = self.next_of(person.contract)
        moves = new is not None and new.listed(day) and person.ref in self.came_with(new)
        return self.contracts[person.contract].listed(day) and not moves

    def next_of(self, number: int) -> Contract | None:
        """The contract that a home leaves this one for, if it does."""
        return next((each for each in self.contracts.values() if each.follows == number), None)

    def came_with(self, contract: Contract) -> set[str]:
        """The references of everyone who came with a contract."""
        number = contract.row["number"]
        return {each.ref for each in self.people if each.contract == number and not each.placed}

    def _awards(self) -> list[dict[str, Any]]:
        first = [{**row, "number": row["number"] or row["id"]} for row in self.table("contracts")]
        return first + self.table("further_contracts")

    def _contract(self, row: dict[str, Any], until: str) -> Contract:
        def about(table: str) -> list[dict[str, Any]]:
            return [each for each in self.table(table) if each["contract"] == row["number"]]

        recorded = {each["id"]: each["recorded_at"] for each in self.table("entries")}
        longer = [e for e in about("contract_extensions") if recorded[e["entry"]] < until]
        since = longer[-1]["entry"] if longer else 0
        ended = [each for each in about("endings") if each["entry"] > since][-1:]
        last = date.fromisoformat((longer[-1:] or [row])[0]["ends_on"])
        signed = {
            each["party"]: date.fromisoformat(each["signed_on"]) for each in about("signatures")
        }
        follows = about("remodellings")
        return Contract(
            row=row,
            awarded=date.fromisoformat(row["awarded_on"]),
            starts=date.fromisoformat(row["starts_on"]),
            last=min([last, *(date.fromisoformat(each["ended_on"]) - ONE for each in ended)]),
            signed=max(signed.values()) if len(signed) == 2 else None,
            annulled=any(each["annuls"] for each in ended),
            follows=follows[0]["leaves"] if follows else None,
            varied=sorted(about("variations"), key=lambda each: (each["from_day"], each["id"])),
        )

    def _came(self) -> list[Person]:
        found = []
        for contract in self.contracts.values():
            row = contract.row
            if row["application"]:
                people = [
                    p
                    for p in self.table("application_placements")
                    if p["application"] == row["application"]
                ]
                fees = [(p["current_weekly_pence"], p["offered_weekly_pence"]) for p in people]
            else:
                people = [p for p in self.table("placements") if p["contract"] == row["number"]]
                fees = [(p["weekly_pence"], p["weekly_pence"]) for p in people]
            for person, (before, first) in zip(people, fees, strict=True):
                key = ("contract", row["number"]), ("ref", person["ref"])
                who = (row["number"], row["home"], person["ref"], False, False, before, first)
                found.append(self._person(who, person["band"], person.get("starts_on"), dict(key)))
        return found

    def _placed(self) -> list[Person]:
        found = []
        for row in self.table("placings"):
            fee, outside = row["weekly_pence"], row["outside"] is not None
            who = (row["contract"], row["home"], row["ref"], True, outside, fee, fee)
            found.append(self._person(who, row["band"], row["starts_on"], {"placing": row["id"]}))
        return found

    def _person(self, who: Any, band: str, begins: str | None, named: dict[str, Any]) -> Person:
        def about(table: str) -> list[dict[str, Any]]:
            rows = self.table(table)
            return [each for each in rows if all(each[key] == named[key] for key in named)]

        left = [date.fromisoformat(each["left_on"]) for each in about("placement_endings")]
        person = Person(
            *who, band, date.fromisoformat(begins) if begins else None, left[-1] if left else None
        )
        for each in about("fee_changes"):
            what = each["id"], each["weekly_pence"], each["band"], each["uplift"]
            person.later.append((date.fromisoformat(each["from_day"]), *what))
        return person


def categories(contract: Contract) -> list[str]:
    """What a contract is for."""
    found: list[str] = json.loads(contract.row["categories"])
    return found
