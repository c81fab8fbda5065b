"""Where somebody is placed: a contract and its home, or a home without one; and what puts the
placement outside a contract's terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.identities import home_at, name_of_home
from dpsctl.documents.ids import parse_cqc_id
from dpsctl.domain.contracts import AWAITING_SEAL, AWAITING_SIGNATURE, IN_FORCE, Life
from dpsctl.domain.evidence import Evidence
from dpsctl.domain.evidence_words import closed_words
from dpsctl.domain.words import listed
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, is_contract
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System
from dpsctl.ledger.proofs import ProofsKnown


@dataclass(frozen=True)
class Whereabouts:
    """A home on the ledger, or by its CQC location and name one that is not yet; and the contract
    that a placement in it is under. ``why_none`` says why there is none.
    """

    home: int | None
    contract: ContractOnLedger | None
    why_none: str | None = None
    location: str | None = None
    name: str | None = None

    def called(self, ledger: Ledger, day: str) -> str:
        """What the home is called on a day."""
        known = name_of_home(ledger, self.home, day) if self.home else None
        return known or self.name or "a home"


def whereabouts(ledger: Ledger, name: str, home: str | None, day: date) -> Whereabouts:
    """Where a person placed on a London day is to live.

    ``name`` is a contract's number or reference, or a home's CQC location. A contract that has
    ended by then takes nobody, and the home is without one. A location that the ledger does not
    know is a new home, if ``home`` says what it is called.

    Raises:
        RefusedError: there is no such contract and no such home, or several that have not ended.
    """
    try:
        contract = contract_named(ledger, name, day)
    except RefusedError:
        if is_contract(ledger, name):  # it fits several that have not ended
            raise
        return _without_contract(ledger, name, home)
    if contract.life.annulled or contract.life.has_ended(day):
        return Whereabouts(contract.home, None, _over(contract))
    return Whereabouts(contract.home, contract)


def _without_contract(ledger: Ledger, name: str, home: str | None) -> Whereabouts:
    """A home by its CQC location, which may be new here."""
    known = home_at(ledger, name)
    if known is not None:
        return Whereabouts(known, None, f"{name_of_home(ledger, known)} has no contract")
    if home is None:
        raise RefusedError(
            f"there is no contract and no home {name}",
            "name a contract by its number or reference, or a home by its CQC location; one that "
            "is new here needs its name as well: --home NAME",
        )
    if not _may_be_location(name):
        raise RefusedError(
            f"there is no contract {name}, and it is no CQC location",
            "a home that is new here is named by its CQC location, such as 1-101678310",
        )
    return Whereabouts(None, None, f"{home} has no contract", name, home)


def _may_be_location(name: str) -> bool:
    try:
        return parse_cqc_id(name) == name and not name.isdigit()
    except ValueError:
        return False


def _over(contract: ContractOnLedger) -> str:
    if contract.life.annulled:
        return f"the award of contract {contract.number} was annulled"
    return f"contract {contract.number} has ended, its last day was {contract.life.last_day}"


def outside_of(
    system: System, proofs: ProofsKnown, where: Whereabouts, day: date, need: str, band: str
) -> str | None:
    """What puts a placement from a London day outside a contract's terms; none if nothing does."""
    if where.contract is None:
        return where.why_none
    held = proofs.of(where.contract, day)
    return "; ".join(_outside(system, where.contract, held, day, need, band)) or None


def _outside(
    system: System, contract: ContractOnLedger, held: Evidence, day: date, need: str, band: str
) -> Iterator[str]:
    number = contract.number
    if not contract.life.open_to_placements(day, held):
        yield f"contract {number} {_not_open(contract.life, held, day)}"
    if need not in contract.categories:
        yield f"contract {number} is for {listed(contract.categories)}, not {need}"
    bands = system.bands_of(contract.agreement)
    if bands and band not in bands:
        yield f"{band} is no band of {contract.agreement}"


def _not_open(life: Life, held: Evidence, day: date) -> str:
    if life.standing(day) == IN_FORCE:
        return f"is closed to new placements: its {closed_words(held)}"
    if suspended := life.suspended(day):
        return f"is suspended until the end of {suspended.last_day}"
    if day < life.awarded_on:
        return f"was awarded only on {life.awarded_on}"
    standing = life.standing(day)
    waiting = {AWAITING_SIGNATURE: "is not signed by both", AWAITING_SEAL: "is not sealed"}
    return f"{waiting.get(standing or '', f'begins only on {life.starts_on}')} on {day}"
