"""What may befall people and their contracts: random, but facts that a ledger takes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from .books import Books

Happened = list[tuple[Any, ...]]


@st.composite
def happenings(draw: st.DrawFn) -> Happened:
    """What befalls three homes' people in half a year, in the order of recording."""
    day = st.integers(0, 180).map(lambda n: (date(2021, 4, 1) + timedelta(days=n)).isoformat())
    fee, contract = st.integers(0, 300_000), st.integers(1, 3)
    person = st.tuples(contract, st.sampled_from(["P-0001", "P-0002"]))
    whose = person | st.integers(1, 4)
    return draw(
        st.lists(
            st.tuples(st.just("place"), contract | st.just(0), fee, day)
            | st.tuples(st.just("leave"), whose, day)
            | st.tuples(st.just("change"), whose, fee, day)
            | st.tuples(st.just("uplift"), whose, fee, day)
            | st.tuples(st.just("end"), contract, day),
            max_size=12,
        )
    )


def befallen(books: Books, happened: Happened, weeks: str = "52") -> None:
    """Three homes with contracts, one of them from before the ledger, and what befell them."""
    books.kent(weeks=weeks)
    books.taken_over(130_001, 131_000)
    for fees in ([(140_000, 145_000), (150_000, 149_999)], [(100_000, 100_000)]):
        books.awarded(fees)
    placed = 0
    for number, (what, whose, *rest) in enumerate(happened):
        if isinstance(whose, int) and what in ("leave", "change", "uplift") and whose > placed:
            continue
        at = f"2022-01-01T{number:02}:00"
        if what == "place":
            placed += 1
            books.place(*rest, contract=whose or None, home=None if whose else 4, at=at)
        elif what == "leave":
            books.leaves(whose, *rest, at=at)
        elif what == "change":
            books.changes_fee(whose, *rest, at=at)
        elif what == "uplift":
            books.uplifts((whose, rest[0]), from_day=rest[1], name=f"{number}", at=at)
        else:
            books.ends(whose, *rest, at=at)
