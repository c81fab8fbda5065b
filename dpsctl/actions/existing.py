"""Whether a contract that began before the ledger may be recorded, and every reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from dpsctl.actions.existing_terms import out_of_order, still_to_come
from dpsctl.actions.identities import Party, home_at, known_otherwise, name_of_home, numbers_of
from dpsctl.actions.outside_terms import outside_terms
from dpsctl.documents.across import Mistake
from dpsctl.documents.contracts import ContractDocument
from dpsctl.documents.document import Document, complain
from dpsctl.domain.contracts import Life
from dpsctl.domain.days import instant_of, london_day
from dpsctl.errors import Complaint, RefusedError
from dpsctl.ledger.contracts import contract_numbered, contracts_of_home, sealed_under
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.gates import empowering_decision
from dpsctl.ledger.lookups import System

# Everyone of these references who lives under some contract of another home.
_LIVING = """
SELECT k.number, k.home, r.ref FROM residents r JOIN awards k ON k.number = r.contract
WHERE r.ref IN (SELECT value FROM json_each(:refs)) AND k.home IS NOT :home ORDER BY 1
"""


def party_to(contract: ContractDocument) -> Party:
    """Who holds the contract, and with which home."""
    provider, home = contract.provider, contract.home
    return Party(provider.name, numbers_of(provider), home.name, home.cqc_location)


def why_not(
    ledger: Ledger,
    system: System,
    document: Document,
    contract: ContractDocument,
    today: date,
    *,
    accept_name: bool,
) -> list[Complaint]:
    """Every reason why a contract may not be taken over, in the order of its document."""
    mistakes = [
        *_known(ledger, contract),
        *outside_terms(system, contract),
        *out_of_order(contract),
        *still_to_come(contract, today),
        *_awarded_since(ledger, contract),
        *_without_power(ledger, contract),
        *known_otherwise(ledger, party_to(contract), accept_name=accept_name),
        *_held_already(ledger, contract),
        *_sealed_already(ledger, contract),
        *_living_elsewhere(ledger, contract),
    ]
    return sorted({complain(document, *mistake, refused=True) for mistake in mistakes})


def _known(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    number = ledger.value(
        "SELECT number FROM further_contracts WHERE reference = ?", [contract.contract]
    )
    if number:
        yield (
            ("contract",),
            f"{contract.contract} is on the ledger as contract {number}, in other words; "
            "what has changed since is for `dpsctl vary`, `transfer`, `extend-contract` or "
            "`end-contract`",
        )


def _awarded_since(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    """A contract awarded since the ledger began is no way round admission."""
    begun = ledger.value("SELECT recorded_at FROM entries ORDER BY id LIMIT 1")
    first = london_day(instant_of(begun))
    if contract.awarded <= first:
        return
    what = f"{contract.awarded} is after {first}, the day of this ledger's first entry: "
    if contract.awarded_on:
        what += "award it: dpsctl import, check, determine, award"
        yield ("awarded_on",), what
    else:
        yield ("starts_on",), f"{what}give awarded_on, if it was awarded by then; else award it"


def _without_power(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    try:
        empowering_decision(ledger, "award", contract.awarded, contract.decision, existing=True)
    except RefusedError as refused:
        yield ("decision",), f"{refused.what}; {refused.todo}"


def _held_already(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    """Another contract of the home under the same agreement on some of the same days."""
    home = home_at(ledger, contract.home.cqc_location)
    for held in contracts_of_home(ledger, home, contract.starts_on) if home else []:
        if held.agreement == contract.agreement and _overlaps(held.life, contract):
            yield (
                ("home", "cqc_location"),
                f"this home holds contract {held.number} under {held.agreement} from "
                f"{held.life.starts_on} to {held.life.last_day}; two may not run at once",
            )


def _sealed_already(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    """A number in the register of seals that is another contract's."""
    sealed = contract.sealed
    if sealed and (other := sealed_under(ledger, sealed.number)):
        yield ("sealed", "register"), f"{sealed.number} is contract {other}'s in the register"


def _living_elsewhere(ledger: Ledger, contract: ContractDocument) -> Iterator[Mistake]:
    places = {resident.ref: place for place, resident in enumerate(contract.placements)}
    home = home_at(ledger, contract.home.cqc_location)
    for row in ledger.rows(_LIVING, {"refs": json.dumps(list(places)), "home": home}):
        if _runs_beside(ledger, row, contract):
            where = f"contract {row['number']}, at {name_of_home(ledger, row['home'])}"
            yield ("placements", places[row["ref"]], "ref"), f"{row['ref']} lives under {where}"


def _runs_beside(ledger: Ledger, row: Row, contract: ContractDocument) -> bool:
    other = contract_numbered(ledger, row["number"])
    return other is not None and _overlaps(other.life, contract)


def _overlaps(life: Life, contract: ContractDocument) -> bool:
    last: date = min(life.last_day, contract.ends_on)
    return not life.annulled and max(life.starts_on, contract.starts_on) <= last
