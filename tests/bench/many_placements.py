"""A ledger with as many placements as are asked for, recorded as the commands record them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dpsctl.ledger.facts import FeeChange, PlacementEnding, Placing
from dpsctl.ledger.file import creating
from dpsctl.ledger.schema import build

from ..reports.books import Books

BATCH = 20_000
FIRST = date(2020, 6, 15)
DAYS = 2_000


def written(path: Path, placements: int, contracts: int = 1_000) -> None:
    """Write the ledger: placements under so many contracts over five years, half of them ended, a
    third with another fee since, and one uplift.
    """
    chance = random.Random(2021)
    with creating(path, keep=True) as ledger:
        build(ledger.db)
        books = Books(ledger)
        # The contracts began before the ledger, and so did the decision that they rest on.
        books.system()
        books.assessed("eqia", "dpia")
        powers = ("open", "award", "uplift")
        books.window(decision=books.decision(powers=powers, effective="2020-06-01"))
        for _ in range(contracts):
            books.taken_over(on="2021-02-20", beds=None)
        uplift = books.uplifts(from_day="2022-04-01")
        for first in range(0, placements, BATCH):
            count = min(BATCH, placements - first)
            _batch(books, chance, range(first, first + count), contracts, uplift)
        ledger.db.execute("COMMIT")


def _batch(books: Books, chance: random.Random, span: range, contracts: int, uplift: int) -> None:
    with books.entry("2026-01-05T10:00", command="place") as to:
        people = [_placing(chance, number, contracts) for number in span]
        numbers = to.add_all(people)
        named = list(zip(numbers, people, strict=True))
        to.add_all(_endings(chance, named))
        to.add_all(_fees(chance, named, uplift))


def _placing(chance: random.Random, number: int, contracts: int) -> Placing:
    contract = chance.randrange(1, contracts + 1)
    weekly = chance.randrange(80_000, 300_000)
    starts = FIRST + timedelta(days=chance.randrange(DAYS))
    who = (f"P-{number:07}", "LD", "Mid")
    return Placing(contract, contract, *who, weekly, starts.isoformat(), "call-off")


Named = list[tuple[int, Placing]]


def _endings(chance: random.Random, named: Named) -> Iterator[PlacementEnding]:
    for number, placing in named:
        if chance.random() < 0.5:
            stay = timedelta(days=chance.randrange(900))
            left = date.fromisoformat(placing.starts_on) + stay
            yield PlacementEnding(number, None, placing.ref, left.isoformat())


def _fees(chance: random.Random, named: Named, uplift: int) -> Iterator[FeeChange]:
    for number, placing in named:
        risen = placing.weekly_pence + chance.randrange(-5_000, 20_000)
        if chance.random() < 0.17:
            start = date.fromisoformat(placing.starts_on) + timedelta(days=chance.randrange(700))
            review = (start.isoformat(), risen)
            yield FeeChange(number, None, placing.ref, *review, reason="A review.")
        if chance.random() < 0.17 and placing.starts_on < "2022-04-01":
            yield FeeChange(number, None, placing.ref, "2022-04-01", risen, uplift=uplift)
