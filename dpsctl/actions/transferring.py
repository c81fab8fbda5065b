"""``transfer``: a home sold or registered anew; its contract, residents and costs go with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dpsctl.actions.contract_life import remark_past
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.entering import enter_provider, known_from
from dpsctl.actions.passing import Passing, passing_of, under_pcr, why_not
from dpsctl.documents.applications import provider_facts
from dpsctl.documents.document import Document
from dpsctl.documents.transfers import TransferDocument
from dpsctl.documents.validating import read_one_as_model
from dpsctl.errors import DocumentError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_named, contracts_of_home
from dpsctl.ledger.facts import HomeLocation, Transfer
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System, system_now
from dpsctl.ledger.recording import Recording, as_json

_FREELY = "a light-touch contract may be modified freely (Procurement Act 2023 s 74(2))"


def transfer(desk: Desk, name: str, source: Path, reason: str, *, accept_name: bool) -> Outcome:
    """Record that a home was sold or registered anew under its contract, which goes on.

    Raises:
        DocumentError: the document is no transfer, or one that may not be recorded.
        RefusedError: no such contract.
    """
    document, moved = read_one_as_model(source, TransferDocument)
    option = " --accept-name" if accept_name else ""
    command = f"transfer {name} --to sha256:{document.sha256}{option}"
    with carrying_out(desk, command, reason) as (ledger, to, outcome):
        contract = contract_named(ledger, name, desk.today)
        if _recorded(ledger, contract, document):
            outcome.say(f"nothing to do: contract {contract.number} passes as this document has it")
            return outcome
        passing, system = passing_of(ledger, contract, moved), system_now(ledger)
        if why := why_not(ledger, system, document, passing, accept_name=accept_name):
            raise DocumentError(why, "nothing was recorded")
        remark_past(moved.from_day, desk.today, outcome)
        outcome.remarks += _remarks(ledger, system, passing)
        outcome.say(_line(passing, sold=passing.is_sold(ledger)))
        _record(to, document, passing)
    return outcome


def _recorded(ledger: Ledger, contract: ContractOnLedger, document: Document) -> bool:
    found = ledger.value(
        "SELECT 1 FROM transfers WHERE contract = ? AND document = ?",
        [contract.number, document.sha256],
    )
    return found is not None


def _remarks(ledger: Ledger, system: System, passing: Passing) -> Iterator[str]:
    if not passing.is_sold(ledger):
        return
    if not under_pcr(system):
        yield f"{_FREELY}: see that this is one"
    for other in _sellers(ledger, passing):
        yield (
            f"{passing.before.provider} holds {other.agreement} contract {other.number} of this "
            f"home too: if it passes likewise, `dpsctl transfer {other.number} --to FILE`"
        )


def _sellers(ledger: Ledger, passing: Passing) -> list[ContractOnLedger]:
    """The home's other contracts that whoever sells it still holds on the day."""
    contract, day = passing.contract, passing.moved.from_day
    return [
        other
        for other in contracts_of_home(ledger, contract.home, day)
        if other.number != contract.number
        and not other.life.annulled
        and other.provider_on(day) == contract.provider_on(day)
    ]


def _record(to: Recording, document: Document, passing: Passing) -> None:
    contract, after, day = passing.contract, passing.after, passing.day
    provider = contract.provider_on(passing.moved.from_day)
    if passing.moved.provider:
        provider = enter_provider(to, after, day)
    if passing.is_moved:
        to.add(HomeLocation(contract.home, after.location, day))
    known_from(to, contract.home, after, provider, day)
    kept, moved = to.keep_text(document.text), passing.moved
    facts = as_json(provider_facts(moved.provider)) if moved.provider else None
    to.add(Transfer(contract.number, kept, day, provider, after.location, facts))


def _line(passing: Passing, *, sold: bool) -> str:
    before, after, number = passing.before, passing.after, passing.contract.number
    if sold:
        return (
            f"contract {number}: {after.home} passes from {before.provider} "
            f"({before.location}) to {after.provider} ({after.location}) on {passing.day}"
        )
    if passing.is_moved:
        return (
            f"contract {number}: {after.home} of {after.provider} is registered "
            f"as {after.location} instead of {before.location} from {passing.day} on"
        )
    return (
        f"contract {number}: {before.home} of {before.provider} is called {after.home} of "
        f"{after.provider} from {passing.day} on"
    )
