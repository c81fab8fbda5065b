"""``change-fee``: another weekly fee of one person from a day on, after a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import remark_past
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.placements_meant import beside, only, placements_meant
from dpsctl.domain.money import plain_pounds, pounds
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.ledger.facts import FeeChange
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.residents import whose_of


@dataclass(frozen=True)
class Review:
    """What one person costs from a London day on, in pence a week, and in which band if another."""

    ref: str
    contract: str | None
    weekly: int
    from_day: date
    band: str | None

    @property
    def command(self) -> str:
        """The command as the ledger keeps it."""
        under = [f"--contract {self.contract}"] if self.contract else []
        band = [f"--band {self.band}"] if self.band else []
        weekly = f"--weekly {plain_pounds(self.weekly)}"
        return " ".join(["change-fee", self.ref, *under, weekly, f"--from {self.from_day}", *band])


def change_fee(desk: Desk, review: Review, reason: str) -> Outcome:
    """Record another weekly fee of one person from a day on.

    Raises:
        RefusedError: nobody of that reference lives there on that day, several placements of it,
            or a band that the system has not.
    """
    with carrying_out(desk, review.command, reason) as (ledger, to, outcome):
        row = _living(ledger, review)
        if row["weekly_pence"] == review.weekly and review.band in (None, row["band"]):
            outcome.say(
                f"nothing to do: {review.ref} costs {pounds(review.weekly)} on {review.from_day}"
            )
            return outcome
        if review.band and review.band != row["band"]:
            _a_band(ledger, review.band)
        to.add(
            FeeChange(
                *whose_of(row),
                review.from_day.isoformat(),
                review.weekly,
                review.band,
                reason=reason,
            )
        )
        _tell(outcome, row, review)
        remark_past(review.from_day, desk.today, outcome)
        _remark_later(ledger, row, review, outcome)
        outcome.remarks += _remarks_elsewhere(ledger, row, review)
    return outcome


def _living(ledger: Ledger, review: Review) -> Row:
    """The placement that is reviewed, as it stands on the day."""
    day = review.from_day.isoformat()
    rows = placements_meant(ledger, review.ref, review.contract, review.from_day)
    living = [
        row
        for row in rows
        if (row["starts_on"] or day) <= day and (row["left_on"] is None or row["left_on"] > day)
    ]
    if not living:
        left, begins = rows[-1]["left_on"], rows[-1]["starts_on"]
        what = f"left on {left}" if left and left <= day else f"is placed only from {begins}"
        raise RefusedError(
            f"{review.ref} {what}: no fee can change from {review.from_day}",
            "give a --from DATE on which they live there",
        )
    return only(living, review.ref)


def _a_band(ledger: Ledger, band: str) -> None:
    system = system_now(ledger)
    bands = system.bands_of(*system.terms["agreements"])
    if band not in bands:
        raise RefusedError(f"{band} is no band of this system", f"its bands: {', '.join(bands)}")


def _tell(outcome: Outcome, row: Row, review: Review) -> None:
    place = f"contract {row['contract']}" if row["contract"] else "without a contract"
    band = f", {row['band']} to {review.band}" if review.band not in (None, row["band"]) else ""
    outcome.say(
        f"{review.ref}, {place}: {pounds(row['weekly_pence'])} to {pounds(review.weekly)} a week "
        f"from {review.from_day}{band}"
    )


def _remark_later(ledger: Ledger, row: Row, review: Review, outcome: Outcome) -> None:
    """Tell from which day a fee recorded before holds instead."""
    later = ledger.row(
        "SELECT from_day, weekly_pence FROM fee_changes "
        "WHERE (placing = ? OR (contract = ? AND ref = ?)) AND from_day > ? "
        "ORDER BY from_day, id DESC",
        [*whose_of(row), review.from_day.isoformat()],
    )
    if later:
        outcome.remark(
            f"from {later['from_day']} on it is {pounds(later['weekly_pence'])}, as recorded before"
        )


def _remarks_elsewhere(ledger: Ledger, row: Row, review: Review) -> Iterator[str]:
    """Where the fee does not reach: a contract that has ended, another of a home that moves."""
    contract = contract_numbered(ledger, row["contract"]) if row["contract"] else None
    if contract and contract.life.has_ended(review.from_day):
        last = contract.life.last_day
        yield f"contract {contract.number} ends on {last}: nothing is paid under it after that"
    for other in beside(ledger, row, review.from_day):
        number, weekly = other["contract"], pounds(other["weekly_pence"])
        yield f"under contract {number} it stays {weekly}: --contract {number} changes that"
