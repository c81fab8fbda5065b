"""What may befall people and their contracts: random, but facts that a ledger takes.

Homes 1 to 3 have contracts 1 to 3, of which 1 began before the ledger; home 1 may re-model, from
contract 1 to contract 4. Home 4 has none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from .books import Books

Happened = list[tuple[Any, ...]]

FIRST, LAST = date(2021, 3, 28), date(2021, 10, 14)
"""The days between which things happen, and some days about them."""

_FEES = st.integers(0, 300_000)
_CONTRACTS = st.integers(1, 4)
_DAYS = st.integers(0, 180).map(lambda n: (date(2021, 4, 1) + timedelta(days=n)).isoformat())
_PEOPLE = st.tuples(_CONTRACTS, st.sampled_from(["P-0001", "P-0002"])) | st.integers(1, 4)
_LIFTED = st.lists(st.tuples(_PEOPLE, _FEES), min_size=1, max_size=4, unique_by=lambda one: one[0])
_BANDS = st.sampled_from(["High", "Specialist", "Specialist Plus"])


def happenings() -> st.SearchStrategy[Happened]:
    """What befalls four homes' people in half a year, in the order of recording."""
    return st.lists(
        st.tuples(
            st.just("place"), _CONTRACTS | st.just(0), _FEES, _DAYS, st.just("P-0001") | st.none()
        )
        | st.tuples(st.just("leave"), _PEOPLE, _DAYS)
        | st.tuples(st.just("change"), _PEOPLE, _FEES, _DAYS, _BANDS | st.none())
        | st.tuples(st.just("uplift"), _LIFTED, _DAYS)
        | st.tuples(st.just("end"), _CONTRACTS, _DAYS)
        | st.tuples(st.just("annul"), st.integers(2, 4))
        | st.tuples(st.just("extend"), _CONTRACTS, _DAYS)
        | st.tuples(st.just("vary"), _CONTRACTS, _DAYS, _BANDS, st.integers(1, 12))
        | st.tuples(st.just("transfer"), _CONTRACTS, _DAYS)
        | st.tuples(st.just("sign"), st.integers(2, 4), _DAYS)
        | st.tuples(st.just("remodel"), st.lists(_FEES, min_size=1, max_size=2), _DAYS, _DAYS),
        max_size=12,
    )


def days() -> st.SearchStrategy[date]:
    """Any day between :data:`FIRST` and :data:`LAST`."""
    return st.dates(FIRST, LAST)


def befallen(books: Books, happened: Happened, weeks: str = "52", **terms: Any) -> None:
    """Three homes with contracts, one of them from before the ledger, and what befell them."""
    books.kent(weeks=weeks, **terms)
    books.taken_over(130_001, 131_000)
    for fees in ([(140_000, 145_000), (150_000, 149_999)], [(100_000, 100_000)]):
        books.awarded(fees)
    for number, (what, *rest) in enumerate(happened):
        _BEFALLS[what](books, f"2021-03-27T{number:02}:00", *rest)


def _there(books: Books, whose: Any) -> bool:
    """Whether the ledger knows the contract, or the person placed since."""
    table, column = ("placings", "id") if isinstance(whose, int) else ("awards", "number")
    number = whose if isinstance(whose, int) else whose[0]
    found = books.ledger.value(f"SELECT 1 FROM {table} WHERE {column} = ?", [number])
    return found is not None


def _place(books: Books, at: str, whose: int, fee: int, day: str, ref: str | None) -> None:
    if whose == 0:
        books.place(fee, day, home=4, at=at)
    elif _there(books, (whose,)):
        books.place(fee, day, contract=whose, ref=ref, at=at)


def _leave(books: Books, at: str, whose: Any, day: str) -> None:
    if _there(books, whose):
        books.leaves(whose, day, at=at)


def _change(books: Books, at: str, whose: Any, fee: int, day: str, band: str | None) -> None:
    if _there(books, whose):
        books.changes_fee(whose, fee, day, band=band, at=at)


def _uplift(books: Books, at: str, fees: list[tuple[Any, int]], day: str) -> None:
    whose = [each for each in fees if _there(books, each[0])]
    books.uplifts(*whose, from_day=day, name=at, at=at)


def _of_contract(act: Callable[..., None]) -> Callable[..., None]:
    """An act on a contract, left out where there is no such contract."""

    def done(books: Books, at: str, contract: int, *rest: Any) -> None:
        if _there(books, (contract,)):
            act(books, at, contract, *rest)

    return done


@_of_contract
def _end(books: Books, at: str, contract: int, day: str) -> None:
    books.ends(contract, day, at=at)


@_of_contract
def _annul(books: Books, at: str, contract: int) -> None:
    books.ends(contract, "2021-04-20", annuls=True, at=at)


@_of_contract
def _extend(books: Books, at: str, contract: int, day: str) -> None:
    books.extends(contract, day, at=at)


@_of_contract
def _vary(books: Books, at: str, contract: int, day: str, band: str, beds: int) -> None:
    books.varies(contract, day, band=band, beds=beds)


@_of_contract
def _transfer(books: Books, at: str, contract: int, day: str) -> None:
    books.transfers(contract, day, at=at)


@_of_contract
def _sign(books: Books, at: str, contract: int, day: str) -> None:
    books.signed(contract, day)


def _remodel(books: Books, at: str, fees: list[int], on: str, starts: str) -> None:
    if not _there(books, (4,)):
        moving = list(zip((130_001, 131_000), fees, strict=False))
        application = books.application(home=1, fees=moving)
        books.determine(application)
        books.award(application, on=on, starts=starts, leaves=1)


_BEFALLS = {
    "place": _place,
    "leave": _leave,
    "change": _change,
    "uplift": _uplift,
    "end": _end,
    "annul": _annul,
    "extend": _extend,
    "vary": _vary,
    "transfer": _transfer,
    "sign": _sign,
    "remodel": _remodel,
}
