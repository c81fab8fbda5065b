"""Re-modelling: a home leaves its contract under one agreement for one under another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dpsctl.actions.desk import Outcome
from dpsctl.actions.identities import home_at, name_of_home
from dpsctl.domain.money import pounds
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_numbered, contracts_of_home
from dpsctl.ledger.facts import Remodelling
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import residents_of


def remodel(to: Recording, outcome: Outcome, made: ContractOnLedger) -> None:
    """Record which contract a home leaves for the one just awarded, where it says that it does.

    Raises:
        RefusedError: another provider holds what it would leave, or somebody would be left behind.
    """
    location = _remodels_from(to.ledger, made)
    if location is None:
        others = _others(to.ledger, made, made.home)
        outcome.remarks += [_beside(made, other) for other in others]
    elif leaving := _leaving(to.ledger, made, location):
        _leave(to, outcome, made, *leaving)
    else:
        outcome.remark(
            f"application {made.application} says that it re-models from {location}, which holds "
            f"no other contract here: if one began before the ledger, record it before contract "
            f"{made.number} is signed, with dpsctl import-contracts FILE"
        )


def remodelled_late(to: Recording, outcome: Outcome, signed: ContractOnLedger) -> None:
    """Record what a home leaves where that was taken over only after the award.

    Raises:
        RefusedError: as :func:`remodel` does.
    """
    location = _remodels_from(to.ledger, signed) if signed.leaves is None else None
    if location and (leaving := _leaving(to.ledger, signed, location)):
        _leave(to, outcome, signed, *leaving)


def _leave(
    to: Recording,
    outcome: Outcome,
    new: ContractOnLedger,
    left: ContractOnLedger,
    *others: ContractOnLedger,
) -> None:
    to.add(Remodelling(new.number, left.number))
    nobody_left_behind(to.ledger, replace(new, leaves=left.number))
    outcome.say(
        f"contract {new.number}: the home leaves {left.agreement} contract {left.number} "
        f"({left.band_on(new.life.awarded_on)}) on the day it is in force"
    )
    outcome.remarks += [
        *_other_fees(to.ledger, new, left),
        *(_beside(new, each) for each in others),
    ]


def nobody_left_behind(ledger: Ledger, contract: ContractOnLedger) -> None:
    """See that whoever lives under the contract that a home leaves moves to the new one.

    It does nothing for a contract that no other is left for, nor where the other ends of itself
    before the new one starts.

    Raises:
        RefusedError: somebody does not move; it names their references.
    """
    left = contract_numbered(ledger, contract.leaves) if contract.leaves else None
    if left is None or replace(left.life, left_on=None).last_day < contract.life.starts_on:
        return
    day = contract.life.in_force_from or contract.life.starts_on
    moving = {row["ref"] for row in residents_of(ledger, contract, day)}
    staying = [row["ref"] for row in residents_of(ledger, left, day) if row["ref"] not in moving]
    if staying:
        raise RefusedError(
            f"{listed(staying)} would be left behind: contract {contract.number} takes the place "
            f"of {left.agreement} contract {left.number}, and they are not among its residents",
            "name whoever moves among the placements of its application: "
            f"`dpsctl rescind {contract.application} --reason TEXT`, then import it with them; or "
            "record that they left by then: dpsctl end-placement REF --on DATE",
        )


def _remodels_from(ledger: Ledger, made: ContractOnLedger) -> str | None:
    """The CQC location that the application re-models from, if it says that it does."""
    location: str | None = ledger.value(
        "SELECT json_extract(facts, '$.remodels') FROM applications WHERE id = ?",
        [made.application],
    )
    return location


def _others(ledger: Ledger, made: ContractOnLedger, home: int) -> list[ContractOnLedger]:
    """A home's contracts under other agreements that have not ended."""
    held = contracts_of_home(ledger, home, made.life.awarded_on)
    return [each for each in held if each.agreement != made.agreement]


def _leaving(ledger: Ledger, made: ContractOnLedger, location: str) -> list[ContractOnLedger]:
    """The contracts that the home may mean, of its own provider alone; none if it holds none.

    Raises:
        RefusedError: it means one that another provider holds.
    """
    home = home_at(ledger, location)
    held = _others(ledger, made, home) if home else []
    own = [each for each in held if _may_leave(made, each)]
    if held and not own:
        raise RefusedError(
            f"application {made.application} says that it re-models from {location}, which is "
            f"{name_of_home(ledger, held[0].home)}, held by another provider: "
            f"nobody ends contract {held[0].number} for them",
            f"if the home was sold, `dpsctl transfer {held[0].number} --to FILE`",
        )
    return own


def _may_leave(made: ContractOnLedger, held: ContractOnLedger) -> bool:
    provider = held.provider_on(made.life.awarded_on)
    return held.home == made.home or provider == made.provider


def _beside(made: ContractOnLedger, other: ContractOnLedger) -> str:
    return (
        f"contract {made.number}: {other.agreement} contract {other.number} of this home runs to "
        f"{other.life.last_day}, and the application does not say that it leaves it: both run"
    )


def _other_fees(ledger: Ledger, made: ContractOnLedger, left: ContractOnLedger) -> Iterator[str]:
    """Whoever's fee now is one on the contract and another in the application."""
    living = residents_of(ledger, left, made.life.awarded_on)
    known: dict[str, int] = {row["ref"]: row["weekly_pence"] for row in living}
    said: list[Row] = ledger.rows(
        "SELECT ref, current_weekly_pence AS now FROM application_placements "
        "WHERE application = ? ORDER BY id",
        [made.application],
    )
    for row in said:
        if known.get(row["ref"], row["now"]) != row["now"]:
            yield (
                f"{row['ref']}: {pounds(known[row['ref']])} a week under contract {left.number}, "
                f"and {pounds(row['now'])} now as the application has it"
            )
