"""``record-evidence``: what was seen of a provider's proof, renewed or promised before an award."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.contract_life import not_ended
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.evidence_seen import Seen, see_that_it_says_enough
from dpsctl.actions.identities import name_of_provider
from dpsctl.documents.watching import watched_proofs
from dpsctl.domain.evidence import LAPSED, Evidence, evidence
from dpsctl.domain.evidence_words import lapse_words
from dpsctl.domain.money import whole_pounds
from dpsctl.domain.proofs import Proof
from dpsctl.domain.words import listed, numbered
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_named, contracts_of_provider, is_contract
from dpsctl.ledger.facts import Evidence as EvidenceFact
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import application_named, standing_of, system_now


@dataclass(frozen=True)
class Whose:
    """The provider whose proof it is, and the application that it is for, if not a contract."""

    provider: int
    application: int | None = None


def record_evidence(desk: Desk, name: str, seen: Seen, *, application: bool) -> Outcome:
    """Record what was seen of a proof of whoever holds a contract, or made an application.

    Raises:
        RefusedError: no such contract or application, the contract has ended, or a signature or
            review on a day that has not come.
        UsageError: nothing says how long it holds, or what is said suits no such proof.
    """
    see_that_it_says_enough(seen, desk.today)
    command = f"record-evidence {name} {seen.options}{' --application' * application}"
    with carrying_out(desk, command) as (ledger, to, outcome):
        whose = _applicant(ledger, name) if application else _holder(ledger, name, seen, desk.today)
        called, (proofs, _) = name_of_provider(ledger, whose.provider), _known(desk, ledger, whose)
        alike = [each for each in proofs if each.kind == seen.kind]
        if seen.is_what(alike[-1] if alike else None):
            outcome.say(f"nothing to do: {seen.words} of {called} is on the ledger")
            return outcome
        to.add(_fact(whose.provider, seen))
        outcome.say(f"{called}: {seen.words}{_for(ledger, whose, desk.today)}")
        outcome.remarks += [*_lower(alike, seen), *_over(seen, desk.today)]
        outcome.remarks += _lapsed_still(_known(desk, ledger, whose)[1], seen)
    return outcome


def _applicant(ledger: Ledger, name: str) -> Whose:
    row = standing_of(ledger, application_named(ledger, name))
    return Whose(row["provider"], row["id"])


def _holder(ledger: Ledger, name: str, seen: Seen, today: date) -> Whose:
    """Who holds the contract of a name: today, or once an insurance begins that lies ahead."""
    try:
        contract = contract_named(ledger, name, today)
    except RefusedError as error:
        if is_contract(ledger, name):  # it fits several that have not ended
            raise
        raise RefusedError(error.what, f"{error.todo}\n{_APPLICATION}") from None
    not_ended(contract, today)
    return Whose(contract.provider_on(max(today, seen.on or today)))


_APPLICATION = "what an applicant shows before its award is for its application: --application"


def _known(desk: Desk, ledger: Ledger, whose: Whose) -> tuple[list[Proof], Evidence]:
    """The provider's proofs as they were recorded, and what is held of them today."""
    known = watched_proofs(ledger, desk.rules, system_now(ledger).terms)
    proofs = known.of_provider(whose.provider)
    if whose.application is not None:
        proofs = known.with_application(whose.application, whose.provider)
    return proofs, evidence(proofs, known.watch, desk.today)


def _fact(provider: int, seen: Seen) -> EvidenceFact:
    return EvidenceFact(
        provider=provider,
        kind=seen.kind,
        on_day=seen.on.isoformat() if seen.on else None,
        until_day=seen.until.isoformat() if seen.until else None,
        cover_pence=seen.cover,
        reference=seen.reference,
    )


def _for(ledger: Ledger, whose: Whose, today: date) -> str:
    """Which contracts and which application it is for."""
    held = contracts_of_provider(ledger, whose.provider, today)
    served = [numbered("contract", [each.number for each in held])] if held else []
    if whose.application is not None:
        served = [f"application {whose.application}", *served]
    return f"; for {listed(served)}" if served else ""


def _lower(alike: list[Proof], seen: Seen) -> Iterator[str]:
    """What to say of cover that is lower than was promised, or than was on record before."""
    promised = max((each.promised or 0 for each in alike), default=0)
    before = next((each.cover for each in reversed(alike) if each.cover is not None), None)
    if (seen.cover or 0) < promised:
        yield (
            f"it does not certify the {whole_pounds(promised)} that was promised: "
            f"{'give its cover with --cover' if seen.cover is None else 'it is lower'}"
        )
    elif before is not None and seen.cover is None:
        yield f"its cover is not said (--cover); it was {whole_pounds(before)} before"
    elif before is not None and seen.cover is not None and seen.cover < before:
        yield f"its cover is lower than before, which was {whole_pounds(before)}"


def _over(seen: Seen, today: date) -> Iterator[str]:
    if seen.until and seen.until < today:
        yield f"{seen.until} is past: it has lapsed already"


def _lapsed_still(now: Evidence, seen: Seen) -> Iterator[str]:
    """What else of the same provider has lapsed."""
    others = [each for each in now.standing_so(LAPSED) if each.proof.kind != seen.kind]
    if others:
        yield f"lapsed all the same: {lapse_words(others)}"
