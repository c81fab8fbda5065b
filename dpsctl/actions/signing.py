"""``sign``: who signed a contract, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import contracts_meant, executed, has_come, while_it_ran
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.remodelling import remodelled_late
from dpsctl.domain.contracts import PARTIES, Party
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.facts import Signature
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Signing:
    """Who signed on which London day; ``correct`` says why that is not as recorded before."""

    on: date
    parties: tuple[Party, ...] = PARTIES
    correct: str | None = None

    def command(self, names: Sequence[str]) -> str:
        """The command as the ledger keeps it."""
        party = [] if self.parties == PARTIES else [f"--party {self.parties[0]}"]
        correct = ["--correct"] if self.correct else []
        return " ".join(["sign", *names, f"--on {self.on}", *party, *correct])


def sign(desk: Desk, names: Sequence[str], signing: Signing) -> Outcome:
    """Record that contracts were signed: all those named, or none.

    Raises:
        RefusedError: no such contract, signed after its end or annulled, signed before its award
            or on a day that has not come, or on the ledger with another day.
    """
    with carrying_out(desk, signing.command(names), signing.correct) as (ledger, to, outcome):
        has_come(signing.on, desk.today, "signed")
        for contract in contracts_meant(ledger, names, desk.today):
            _sign(desk, to, outcome, contract, signing)
    return outcome


def _sign(
    desk: Desk, to: Recording, outcome: Outcome, contract: ContractOnLedger, signing: Signing
) -> None:
    _as_recorded(contract, signing)
    fresh = [each for each in signing.parties if contract.life.signed.get(each) != signing.on]
    if not fresh:
        who = _who(signing.parties)
        outcome.say(
            f"nothing to do: contract {contract.number} was signed by {who} on {signing.on}"
        )
        return
    while_it_ran(contract, signing.on, desk.today, outcome)
    _in_order(contract, signing.on)
    to.add_all(Signature(contract.number, each, signing.on.isoformat()) for each in fresh)
    remodelled_late(to, outcome, contract)
    executed(to, outcome, contract, f"signed by {_who(fresh)} on {signing.on}")


def _as_recorded(contract: ContractOnLedger, signing: Signing) -> None:
    """See that what is on the ledger is what is said, or that a correction of it is meant."""
    signed = contract.life.signed
    known = [each for each in signing.parties if each in signed]
    if signing.correct and known != list(signing.parties):
        absent = [each for each in signing.parties if each not in signed]
        raise RefusedError(
            f"contract {contract.number} has no signature of {_whose(absent)} to correct",
            "record it without --correct, or name the party that signed with --party",
        )
    other = [each for each in known if signed[each] != signing.on]
    if other and not signing.correct:
        day = signed[other[0]]
        who = _who([each for each in other if signed[each] == day])
        raise RefusedError(
            f"contract {contract.number} was signed by {who} on {day}, as the ledger has it",
            f"if {signing.on} is right, say why with --correct REASON; "
            "for one party's signature, say whose with --party",
        )


def _in_order(contract: ContractOnLedger, on: date) -> None:
    """See that a signature comes after the award and before the seal."""
    life = contract.life
    # Where a contract taken over does not say when it was awarded, its first day stands for that.
    unsaid = contract.document is not None and life.awarded_on == life.starts_on
    if on < life.awarded_on and not unsaid:
        raise RefusedError(
            f"contract {contract.number} was awarded on {life.awarded_on}: "
            f"nobody signed it on {on}",
            "look at the year, and at the number of the contract",
        )
    if life.sealed_on is not None and on > life.sealed_on:
        raise RefusedError(
            f"contract {contract.number} was sealed on {life.sealed_on}: "
            f"nobody signed it after that, on {on}",
            f"if the seal's day is wrong, put that right first: "
            f"dpsctl seal {contract.number} --on DATE --register TEXT --correct REASON",
        )


def _who(parties: Sequence[Party]) -> str:
    return "both" if len(parties) == len(PARTIES) else f"the {parties[0]}"


def _whose(parties: Sequence[Party]) -> str:
    return "either party" if len(parties) == len(PARTIES) else f"the {parties[0]}"
