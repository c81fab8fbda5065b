"""``import-contracts``: contracts that began before the ledger, so that day one has them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dpsctl.actions.batches import Batch, read_batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.entering import enter
from dpsctl.actions.existing import party_to, why_not
from dpsctl.actions.identities import (
    home_at,
    known_as,
    name_of_home,
    name_of_provider,
    provider_of_home,
)
from dpsctl.actions.sources import Source
from dpsctl.documents.applications import provider_facts
from dpsctl.documents.contracts import ContractDocument, Resident
from dpsctl.documents.document import Document
from dpsctl.errors import Complaint, DocumentError
from dpsctl.ledger.contracts import contract_numbered, next_number
from dpsctl.ledger.facts import FurtherContract, Placement, Seal, Signature
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.gates import empowering_decision
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.progress import along


def import_contracts(desk: Desk, sources: Sequence[Source], *, accept_name: bool) -> Outcome:
    """Record contracts that began before the ledger: all of the batch or none.

    Raises:
        DocumentError: documents that cannot be read or may not be recorded, every mistake at once.
    """
    batch = read_batch(sources, ContractDocument)
    option = "--accept-name " if accept_name else ""
    with carrying_out(desk, f"import-contracts {option}{batch.named}") as (_, to, outcome):
        refused = _take(desk, to, outcome, batch, accept_name=accept_name)
        if complaints := batch.in_order(refused):
            raise DocumentError(complaints, "no contract was recorded")
    return outcome


def _take(
    desk: Desk,
    to: Recording,
    outcome: Outcome,
    batch: Batch[ContractDocument],
    *,
    accept_name: bool,
) -> list[Complaint]:
    refused: list[Complaint] = []
    system, known = system_now(to.ledger), 0
    for document, contract in along(batch.good, "taking contracts over"):
        if _taken_over(to.ledger, document):
            known += 1
        elif why := why_not(
            to.ledger, system, document, contract, desk.today, accept_name=accept_name
        ):
            refused += why
        else:
            outcome.remarks += _remarks(to.ledger, contract)
            number = _record(to, document, contract)
            outcome.say(_line(to.ledger, number, contract, desk.today))
    if known:
        outcome.say(batch.already(known))
    return refused


def _taken_over(ledger: Ledger, document: Document) -> bool:
    """Whether a contract was recorded from this very document, as written."""
    known = "SELECT 1 FROM further_contracts WHERE document = ?"
    return ledger.value(known, [document.sha256]) is not None


def _record(to: Recording, document: Document, contract: ContractDocument) -> int:
    number, day = next_number(to.ledger), contract.starts_on.isoformat()
    party = party_to(contract)
    provider, home = enter(to, party, known_as(to.ledger, party), day)
    to.add(_contract(to, number, document, contract, provider, home))
    to.add_all(_placement(number, resident) for resident in contract.placements)
    to.add_all(
        Signature(number, signing, signed.isoformat())
        for signing, signed in contract.signatures.items()
    )
    if contract.sealed:
        to.add(Seal(number, contract.sealed.on.isoformat(), contract.sealed.number))
    return number


def _contract(
    to: Recording,
    number: int,
    document: Document,
    contract: ContractDocument,
    provider: int,
    home: int,
) -> FurtherContract:
    day, cqc = contract.awarded, contract.home.cqc
    under = empowering_decision(to.ledger, "award", day, contract.decision, existing=True)
    return FurtherContract(
        number=number,
        application=None,
        document=to.keep_text(document.text),
        reference=contract.contract,
        home=home,
        provider=provider,
        agreement=contract.agreement,
        band=contract.band,
        categories=as_json(sorted(contract.categories)),
        decision=under["id"],
        awarded_on=day.isoformat(),
        starts_on=contract.starts_on.isoformat(),
        ends_on=contract.ends_on.isoformat(),
        basis=None,
        value_pence=contract.estimated_value,
        district=contract.home.district,
        beds=contract.home.beds,
        rating=cqc.rating if cqc else None,
        facts=as_json(provider_facts(contract.provider)),
    )


def _placement(number: int, resident: Resident) -> Placement:
    return Placement(
        contract=number,
        ref=resident.ref,
        need=resident.need,
        band=resident.band,
        weekly_pence=resident.weekly_fee,
        starts_on=resident.since.isoformat() if resident.since else None,
    )


def _remarks(ledger: Ledger, contract: ContractDocument) -> Iterator[str]:
    """What the ledger already says otherwise of the home on the contract's first day."""
    party, day = party_to(contract), contract.starts_on.isoformat()
    home = home_at(ledger, party.location)
    if home is None:
        return
    called, run_by = name_of_home(ledger, home, day), provider_of_home(ledger, home, day)
    if called != party.home:
        yield f"{contract.contract}: {party.location} is called {called} on the ledger"
    if run_by is not None and name_of_provider(ledger, run_by, day) != party.provider:
        yield (
            f"{contract.contract}: {party.home} is run by {name_of_provider(ledger, run_by)} on "
            "the ledger: if it was sold since, say so with `dpsctl transfer`"
        )


def _line(ledger: Ledger, number: int, contract: ContractDocument, today: date) -> str:
    made = contract_numbered(ledger, number)
    assert made is not None, "it has just been added"
    return (
        f"contract {number}: {contract.contract}, {contract.home.name}, {contract.agreement} "
        f"({contract.band}), {contract.starts_on} to {contract.ends_on}, "
        f"{made.life.standing(today) or 'ended'}"
    )
