"""Who lives where, as the ledger has it: people by contract, by reference, everyone."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain, groupby

from dpsctl.domain.placements import Cause, Fee, Placement, in_order
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.residents import lives, residents
from dpsctl.progress import along

# What a placement over time is made of; its fees are read beside it.
_OVER_TIME = (
    *("contract", "home", "placing", "came", "ref", "outside", "starts_on", "left_on"),
    *("current_weekly_pence", "offered_weekly_pence"),
)

# Most of many years' placements are over: they are left where they lie.
_THERE = "COALESCE(starts_on, '') <= :last AND COALESCE(left_on, '9999-12-31') >= :first"

Named = Collection[tuple[int, str]]
"""People, each by a contract's number and the reference under it."""

Whose = tuple[int | None, int | None, str]
"""What names a placement in later facts, as they have it: its placing, or the contract that it came
with; and the reference.
"""


def residents_of(ledger: Ledger, contract: ContractOnLedger, day: date) -> list[Row]:
    """The people who live under a contract on a London day, by reference: each with need, band,
    basis, first day where it is known, and weekly fee of the day in pence.
    """
    return ledger.rows(
        f"SELECT * FROM ({residents(where='{contract} = :contract')}) WHERE {lives()} ORDER BY ref",
        {"contract": contract.number, "day": day.isoformat()},
    )


def came_with(ledger: Ledger, contract: int, *, placed: bool = False) -> set[str]:
    """The references of everyone who came with a contract, wherever they are now; with ``placed``
    of everyone who was placed under it since, too.
    """
    rows = ledger.rows(
        residents("came", "ref", where="{contract} = :contract"), {"contract": contract}
    )
    return {row["ref"] for row in rows if placed or row["came"] != "placed"}


def everyone_on(ledger: Ledger, day: date) -> Iterator[Row]:
    """Everyone who lives anywhere on a London day, by contract and reference, one at a time.

    Under a contract that has ended nobody is told to have left: who looks must see to that.
    """
    return ledger.each(
        f"SELECT * FROM ({residents()}) WHERE {lives()} ORDER BY contract, ref, placing",
        {"day": day.isoformat()},
    )


def outside_terms_on(
    ledger: Ledger, day: date, contracts: Collection[int], elsewhere: Named = ()
) -> int:
    """How many people live outside terms on a London day, under these contracts or without one.

    ``elsewhere``: people who do not count under the contract they are named by.
    """
    people = residents("contract", "ref", "outside", "starts_on", "left_on")
    listed = "contract IS NULL OR contract IN (SELECT value FROM json_each(:contracts))"
    count: int = ledger.value(
        f"SELECT COUNT(*) FROM ({people}) WHERE outside IS NOT NULL AND {lives()} AND ({listed}) "
        f"{unless('elsewhere', elsewhere)}",
        {
            "day": day.isoformat(),
            "contracts": json.dumps(sorted(contracts)),
            "elsewhere": names(elsewhere),
        },
    )
    return count


def placements_called(ledger: Ledger, ref: str, day: date) -> list[Row]:
    """Every placement under a pseudonymous reference, whatever became of it, oldest first.

    Fees and bands are those of a London day. One whose award was annulled is ``annulled``.
    """
    return ledger.rows(
        f"SELECT r.*, k.number IS NOT NULL AND EXISTS (SELECT 1 FROM endings x "
        "WHERE x.contract = k.number AND x.annuls = 1) AS annulled "
        f"FROM ({residents(where='{ref} = :ref')}) r LEFT JOIN awards k ON k.number = r.contract "
        "ORDER BY r.contract IS NULL, r.contract, r.placing",
        {"ref": ref, "day": day.isoformat()},
    )


def _placement(row: Row, fees: list[Row]) -> Placement:
    """One of the residents as a placement over time; ``fees`` are its changes as recorded."""
    return Placement(
        historic=row["current_weekly_pence"],
        first=row["offered_weekly_pence"],
        starts_on=_day(row["starts_on"]),
        left_on=_day(row["left_on"]),
        fees=in_order([_fee(fee) for fee in fees]),
    )


def placements(
    ledger: Ledger, first: date = date.min, last: date = date.max
) -> Iterator[tuple[Row, Placement]]:
    """Who lived anywhere at some time from one London day to another, both in, or left on the first
    of them; by default everyone. One at a time however many they are: who it is, and the placement.
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    # Each way of naming a placement in a fee change is read in the order of the people it names, so
    # that neither list is ever held whole.
    everyone = chain.from_iterable(
        _with_fees(ledger, days, placed=placed) for placed in (False, True)
    )
    count = f"SELECT COUNT(*) FROM ({residents('starts_on', 'left_on')}) WHERE {_THERE}"
    return along(everyone, "going through placements", lambda: ledger.value(count, days))


def _with_fees(ledger: Ledger, days: Row, *, placed: bool) -> Iterator[tuple[Row, Placement]]:
    key = ("placing",) if placed else ("contract", "ref")
    order = ", ".join(key)
    whom = residents(*_OVER_TIME)
    only = f"(came = 'placed') = :placed AND {_THERE}"
    people = f"SELECT * FROM ({whom}) WHERE {only} ORDER BY {order}"
    changes = f"SELECT * FROM fee_changes WHERE {key[0]} IS NOT NULL ORDER BY {order}, id"
    grouped = groupby(ledger.each(changes), key=lambda row: tuple(row[each] for each in key))
    at, group = next(grouped, (None, iter(())))
    for row in ledger.each(people, {**days, "placed": placed}):
        who = tuple(row[each] for each in key)
        while at is not None and at < who:
            at, group = next(grouped, (None, iter(())))
        yield row, _placement(row, list(group) if at == who else [])


def whose_of(row: Row) -> Whose:
    """How later facts name one of the residents, or whose a later fact is."""
    placing = row["placing"]
    return placing, None if placing else row["contract"], row["ref"]


def named(parameter: str, of: str = "") -> str:
    """Whether a parameter of this name names somebody; ``of`` is what the columns of residents are
    called by, with a dot.
    """
    who = f"COALESCE({of}contract || '/' || {of}ref, '')"
    return f"{who} IN (SELECT value FROM json_each(:{parameter}))"


def unless(parameter: str, people: Named, of: str = "") -> str:
    """A condition of a query that leaves people out, whom a parameter of this name names."""
    # A million people need not be looked for in an empty list.
    return f"AND NOT {named(parameter, of)}" if people else ""


def names(people: Named) -> str:
    """People as the parameter that names them."""
    return json.dumps(sorted(f"{contract}/{ref}" for contract, ref in people))


def _fee(row: Row) -> Fee:
    cause: Cause = "review" if row["uplift"] is None else "uplift"
    return Fee(date.fromisoformat(row["from_day"]), row["weekly_pence"], cause)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
