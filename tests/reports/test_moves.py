"""A home that re-models, in roster and costs: every person, bed and pound once on every day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.ledger import facts
from dpsctl.ledger.recording import Recording
from dpsctl.reports.costs import costs
from dpsctl.reports.offset import offset
from dpsctl.reports.prices import prices
from dpsctl.reports.publishing import published
from dpsctl.reports.report import Report
from dpsctl.reports.roster import roster
from dpsctl.reports.view import View

from .books import Books, opened


def moving(
    books: Books, now: Sequence[int], offered: Sequence[int], signed: str | None = None
) -> None:
    """A home with a framework contract 1 that it leaves for contract 2, awarded on 2021-04-08.

    ``now`` are its residents' weekly fees in pence, ``offered`` those of contract 2; both are
    signed for from ``signed`` on.
    """
    books.kent()
    with books.entry("2021-02-16T09:00", command="import-contracts") as to:
        home = books.home(1, to)
        to.add(_framework(to.keep_text("contract: L2-1"), home))
        to.add_all(
            facts.Placement(1, f"P-{ref:04}", "LD", "High", fee, None)
            for ref, fee in enumerate(now, 1)
        )
        _sign(to, 1, "2020-06-10")
    application = books.application(home=1, fees=list(zip(now, offered, strict=True)))
    books.determine(application)
    contract = (application, 1, 1, "dps", "Specialist", '["LD"]', 1)
    with books.entry("2021-04-08T11:00", command="award") as to:
        days = ("2021-04-08", "2021-05-01", "2026-06-14")
        to.add(facts.Contract(*contract, *days, None, number=2))
        to.add(facts.Remodelling(2, 1))
    if signed:
        with books.entry(f"{signed}T12:00", command="sign") as to:
            _sign(to, 2, signed)


def _framework(document: str, home: int) -> facts.FurtherContract:
    return facts.FurtherContract(
        number=1,
        application=None,
        document=document,
        reference="L2-1",
        home=home,
        provider=home,
        agreement="framework",
        band="High",
        categories='["LD"]',
        decision=1,
        awarded_on="2020-06-01",
        starts_on="2020-06-15",
        ends_on="2026-06-14",
        basis=None,
        beds=8,
    )


def _sign(to: Recording, contract: int, day: str) -> None:
    to.add_all(facts.Signature(contract, party, day) for party in ("provider", "council"))


def note(books: Books, as_of: str) -> str | None:
    """The line about the move, the same in both reports."""
    told = {
        tuple(each for each in report(books.view(as_of)).notes if " contract 1 " in each)
        for report in (roster, costs)
    }
    (lines,) = told
    return lines[0] if lines else None


def test_before_the_new_contract_is_signed(books: Books) -> None:
    moving(books, [100_000], [120_050])
    assert note(books, "2021-04-07") is None
    assert note(books, "2021-04-08") == (
        "Sample Home 01 leaves framework contract 1 (High) for contract 2 (Specialist) when that "
        "is in force, on 2021-05-01 at the earliest: £52,000 a year now, £62,426 then, up £10,426"
    )


@pytest.mark.parametrize(
    ("as_of", "earliest"),
    [("2021-04-29", "2021-05-01"), ("2021-04-30", "2021-05-01"), ("2021-05-01", "2021-05-02")],
)
def test_the_earliest_day_is_its_first_or_tomorrow(books: Books, as_of: str, earliest: str) -> None:
    moving(books, [100_000], [100_000])
    told = note(books, as_of)
    assert (
        told
        and f"on {earliest} at the earliest: £52,000 a year now, £52,000 then, the same" in (told)
    )


def test_signed_before_and_after_the_day(books: Books) -> None:
    moving(books, [100_000], [90_000], signed="2021-04-20")
    told = "framework contract 1 (High) for contract 2 (Specialist) on 2021-05-01: £52,000 a year"
    assert note(books, "2021-04-30") == (
        f"Sample Home 01 leaves {told} now, £46,800 then, down £5,200"
    )
    assert note(books, "2021-05-01") == (
        f"Sample Home 01 left {told} before, £46,800 since, down £5,200"
    )


def test_what_a_move_costs_is_not_published(books: Books) -> None:
    moving(books, [100_000] * 6, [120_050] * 6)
    made = costs(books.view())

    assert any("leaves framework contract" in note for note in made.notes)
    assert not any("leaves framework contract" in note for note in published(made).notes)


def test_signed_late_it_is_left_late(books: Books) -> None:
    moving(books, [100_000], [90_000], signed="2021-05-10")
    listed = {
        day: [row["contract"] for row in roster(books.view(day)).rows]
        for day in ("2021-05-09", "2021-05-10")
    }
    assert listed == {"2021-05-09": [1, 2], "2021-05-10": [2]}
    assert "left framework contract 1 (High) for contract 2 (Specialist) on 2021-05-10" in (
        note(books, "2021-05-10") or ""
    )


def test_what_ended_of_itself_was_not_left(books: Books) -> None:
    moving(books, [100_000], [90_000], signed="2021-04-20")
    with books.entry("2021-04-21T09:00", command="end-contract") as to:
        to.add(facts.Ending(1, "2021-04-26", 0))
    assert "leaves framework contract 1" in (note(books, "2021-04-25") or "")
    assert (note(books, "2021-04-26"), note(books, "2021-05-01")) == (None, None)


def test_the_beds_and_the_band_of_a_day_are_those_it_was_varied_to(books: Books) -> None:
    moving(books, [100_000], [100_000], signed="2021-04-20")
    with books.entry("2021-06-01T09:00", command="vary") as to:
        to.add(facts.Variation(2, "2021-07-01", "Specialist Plus", None, 1))
        to.add(facts.Variation(2, "2021-08-01", None, 4, 1))
    rows = {
        day: next(row for row in roster(books.view(day)).rows if row["contract"] == 2)
        for day in ("2021-06-30", "2021-07-01", "2021-07-31", "2021-08-01")
    }
    assert [(row["band"], row["beds"]) for row in rows.values()] == [
        ("Specialist", 5),
        ("Specialist Plus", 5),
        ("Specialist Plus", 5),
        ("Specialist Plus", 4),
    ]
    (cost,) = costs(books.view("2021-08-01")).rows
    assert (cost["band"], cost["beds"]) == ("Specialist Plus", 4)


def test_under_one_window_the_framework_contract_is_not_asked_for(books: Books) -> None:
    moving(books, [100_000], [100_000])
    rows = roster(books.view(window="2021-03-01")).rows
    assert [row["contract"] for row in rows] == [2]


weekly = st.integers(0, 400_000)


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(weekly, weekly), max_size=4),
    st.none() | st.integers(8, 40),
    st.integers(0, 60),
)
def test_every_person_and_pound_is_counted_once_on_every_day(
    fees: list[tuple[int, int]], signed_after: int | None, days: int
) -> None:
    awarded = date(2021, 4, 8)
    signed = awarded + timedelta(signed_after) if signed_after is not None else None
    with opened(Path("nowhere.db"), keep=False) as books:
        now, offered = [each for each, _ in fees], [each for _, each in fees]
        moving(books, now, offered, signed.isoformat() if signed else None)
        view = books.view((awarded + timedelta(days)).isoformat())
        listed, cost = roster(view), costs(view)
    assert listed.totals["placements"] == cost.totals["placements"] == len(fees)
    assert cost.totals["current_weekly_pence"] == sum(now)
    assert cost.totals["offered_weekly_pence"] == listed.totals["weekly_pence"] == sum(offered)
    assert listed.totals["beds"] == 5
    left = signed is not None and awarded + timedelta(days) >= max(signed, date(2021, 5, 1))
    assert listed.totals["contracts"] == (1 if left else 2)


@pytest.mark.parametrize("report", [costs, prices, offset])
def test_who_left_the_new_line_before_it_is_in_force_counts_nowhere(
    books: Books, report: Callable[[View], Report]
) -> None:
    moving(books, (130_000, 131_000), (150_000, 152_000))
    books.leaves((2, "P-0002"), "2021-04-20")
    assert report(books.view("2021-04-19")).totals["placements"] == 2
    assert report(books.view("2021-04-20")).totals["placements"] == 1
