"""``seal``: the council's seal on a contract, by its number in the register of seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import executed, has_come, while_it_ran
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.domain.money import pounds
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, sealed_under
from dpsctl.ledger.facts import Seal
from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Sealing:
    """The London day of a seal and its number in the register of seals.

    ``correct`` says why that is not as recorded before.
    """

    on: date
    register: str
    correct: str | None = None

    def command(self, name: str) -> str:
        """The command as the ledger keeps it."""
        correct = " --correct" if self.correct else ""
        return f"seal {name} --on {self.on} --register {self.register}{correct}"


def seal(desk: Desk, name: str, sealing: Sealing) -> Outcome:
    """Record that a contract was sealed.

    Raises:
        RefusedError: no such contract, sealed after its end, not signed by both before, sealed
            already as the ledger has it, or a number that is another contract's in the register.
    """
    with carrying_out(desk, sealing.command(name), sealing.correct) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        number = contract.number
        has_come(sealing.on, desk.today, "sealed")
        _as_recorded(contract, sealing)
        if _sealed_so(contract, sealing):
            outcome.say(f"nothing to do: contract {number} was sealed on {sealing.on}")
            return outcome
        while_it_ran(contract, sealing.on, desk.today, outcome)
        _signed_before(contract, sealing.on)
        _of_its_own(ledger, number, sealing.register)
        to.add(Seal(number, sealing.on.isoformat(), sealing.register))
        how = f"sealed on {sealing.on}, number {sealing.register} in the register"
        executed(to, outcome, contract, how)
        if not contract.life.sealing:
            outcome.remark(_unasked(contract))
    return outcome


def _sealed_so(contract: ContractOnLedger, sealing: Sealing) -> bool:
    return (contract.life.sealed_on, contract.seal_register) == (sealing.on, sealing.register)


def _as_recorded(contract: ContractOnLedger, sealing: Sealing) -> None:
    """See that what is on the ledger is what is said, or that a correction of it is meant."""
    sealed_on = contract.life.sealed_on
    if sealing.correct and sealed_on is None:
        raise RefusedError(
            f"contract {contract.number} has no seal to correct", "record it without --correct"
        )
    if sealed_on is not None and not sealing.correct and not _sealed_so(contract, sealing):
        raise RefusedError(
            f"contract {contract.number} was sealed on {sealed_on}, number "
            f"{contract.seal_register} in the register, as the ledger has it",
            "if that is wrong, say why with --correct REASON",
        )


def _signed_before(contract: ContractOnLedger, on: date) -> None:
    """See that both parties had signed when the seal was set: that is its order."""
    life, number = contract.life, contract.number
    if life.signed_on is None:
        absent = listed([f"the {party}" for party in life.unsigned])
        raise RefusedError(
            f"contract {number} has not been signed by {absent}: no seal before both have signed",
            f"record the signature first: dpsctl sign {number} --on DATE",
        )
    if on < life.signed_on:
        raise RefusedError(
            f"contract {number} was signed by both only on {life.signed_on}: "
            f"it was not sealed before that, on {on}",
            "if the signature's day is wrong, put that right first: "
            f"dpsctl sign {number} --on DATE --correct REASON",
        )


def _of_its_own(ledger: Ledger, number: int, register: str) -> None:
    """See that a number in the register of seals is no other contract's."""
    other = sealed_under(ledger, register)
    if other not in (None, number):
        raise RefusedError(
            f"number {register} in the register of seals is contract {other}'s",
            "each seal has a number of its own; look it up in the register",
        )


def _unasked(contract: ContractOnLedger) -> str:
    if contract.seal_above is None:
        return f"contract {contract.number} asks for no seal: the system has no sealing value"
    return (
        f"contract {contract.number} asks for no seal: its value {pounds(contract.value)} is "
        f"below {pounds(contract.seal_above)}"
    )
