"""``award``: contracts for what stands admitted, under a decision with the power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dpsctl.actions.award_terms import Record, Terms, awarded_so, basis_of, days_of, with_basis
from dpsctl.actions.awarded_again import to_record_again
from dpsctl.actions.contract_life import remark_validity
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.evidence_in_order import see_that_evidence_is_in_order
from dpsctl.actions.identities import name_of_home, name_of_provider, provider_of_home
from dpsctl.actions.remodelling import remodel
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contract_now, contract_numbered, next_number
from dpsctl.ledger.facts import AwardRecord, Contract, FurtherContract
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.gates import pass_gates
from dpsctl.ledger.lookups import System, application_named, standing_of, standings, system_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.progress import along


@dataclass(frozen=True)
class Award:
    """One award about to be made: what it is asked to say, and what follows for all of them."""

    terms: Terms
    decision: int
    awarded_on: date
    starts: date
    ends: date


def award(desk: Desk, names: Sequence[str], terms: Terms) -> Outcome:
    """Award contracts to the applications named, or to all that stand admitted.

    Raises:
        RefusedError: not admitted, awarded on other terms, the decision gives no power, the
            validity of the system has ended, or the evidence is not in order.
        UsageError: nothing says when the contracts end.
    """
    why = terms.record.reason
    with carrying_out(desk, terms.command(names), why) as (ledger, to, outcome):
        system = system_now(ledger)
        numbers = _asked_for(ledger, names)
        if not numbers:
            outcome.say("nothing to do: no application stands admitted")
            return outcome
        rows = [standing_of(ledger, number) for number in along(numbers, "looking applications up")]
        fresh = [row for row in rows if not awarded_so(to, row, terms, outcome)]
        if not fresh:
            return outcome
        _one_each(fresh)
        _within_validity(system, desk.today)
        decision = pass_gates(ledger, system, "award", desk.today, terms.decision)
        assert decision is not None, "the award names its decision"
        with_basis(desk, system, terms)
        each = Award(terms, decision["id"], desk.today, *days_of(desk, system, terms))
        outcome.remarks += see_that_evidence_is_in_order(desk, ledger, system, fresh, each.starts)
        for row in along(fresh, "awarding contracts"):
            _award(to, outcome, row, each)
        _remark_days(system, each, outcome)
    return outcome


def _asked_for(ledger: Ledger, names: Sequence[str]) -> list[int]:
    if names:
        return list(dict.fromkeys(application_named(ledger, name) for name in names))
    return [row["id"] for row in standings(ledger) if row["standing"] == "admitted"]


def _one_each(rows: list[Row]) -> None:
    """Refuse to award two applications of one home at once, where both stand admitted."""
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        first = seen.setdefault((row["home"], row["agreement"]), row["id"])
        if first != row["id"]:
            raise RefusedError(
                f"applications {first} and {row['id']} are of one home, which can hold one "
                f"contract under {row['agreement']}",
                "award one of them by name, and rescind the other's admission",
            )


def _within_validity(system: System, today: date) -> None:
    if system.valid_until is not None and today > system.valid_until:
        raise RefusedError(
            f"the validity of {system.name} ended on {system.valid_until}: "
            "nothing new can be awarded; contracts run to their own end",
            "to let one run longer, dpsctl extend-contract; for new ones, procure a new system",
        )
    if today < system.valid_from:
        raise RefusedError(
            f"the validity of {system.name} begins on {system.valid_from}",
            "award on that day or later",
        )


def _remark_days(system: System, award: Award, outcome: Outcome) -> None:
    if award.starts < award.awarded_on:
        outcome.remark(
            f"{award.starts} is past: what is awarded on {award.awarded_on} is in force only once "
            "it is signed"
        )
    remark_validity(system, award.ends, outcome)


def _award(to: Recording, outcome: Outcome, row: Row, award: Award) -> None:
    held = contract_now(to.ledger, row["home"], row["agreement"], award.awarded_on)
    if held is not None:
        raise RefusedError(
            f"the home of application {row['id']} holds contract {held.number} under "
            f"{row['agreement']}, which has not ended",
            "award it once that has ended, or end that today: "
            f"dpsctl end-contract {held.number} --reason TEXT",
        )
    number = next_number(to.ledger)
    first = not to.ledger.value("SELECT 1 FROM contracts WHERE application = ?", [row["id"]])
    given = _terms(to.ledger, row, award, number)
    # One application has one row there for ever: after an annulment it is awarded beside it.
    to.add(Contract(**given) if first else FurtherContract(**given, document=None, reference=None))
    _record(to, number, award.terms.record)
    made = contract_numbered(to.ledger, number)
    assert made is not None, "it has just been added"
    sealing = " and seal" if made.life.sealing else ""
    outcome.say(
        f"contract {number}: {name_of_home(to.ledger, row['home'])}, {row['band']}, "
        f"{award.starts} to {award.ends}, awaiting signature{sealing}"
    )
    _remark_owner(to.ledger, made, outcome)
    remodel(to, outcome, made)
    if not first:
        outcome.remarks += to_record_again(to.ledger, made)


def _remark_owner(ledger: Ledger, made: ContractOnLedger, outcome: Outcome) -> None:
    """Tell that somebody else than the applicant runs the home on the first day."""
    day = made.life.starts_on.isoformat()
    run_by = provider_of_home(ledger, made.home, day)
    if run_by not in (None, made.provider):
        outcome.remark(
            f"contract {made.number}: {name_of_home(ledger, made.home, day)} is run by "
            f"{name_of_provider(ledger, run_by, day)} on {day}, who did not apply: "
            f"if it was sold, `dpsctl transfer {made.number} --to FILE`"
        )


def _terms(ledger: Ledger, row: Row, award: Award, number: int) -> dict[str, Any]:
    categories = ledger.value(
        "SELECT categories FROM determinations WHERE id = ?", [row["determination"]]
    )
    return {
        "number": number,
        "application": row["id"],
        "home": row["home"],
        "provider": row["provider"],
        "agreement": row["agreement"],
        "band": row["band"],
        "categories": categories or as_json(row["categories"]),
        "decision": award.decision,
        "awarded_on": award.awarded_on.isoformat(),
        "starts_on": award.starts.isoformat(),
        "ends_on": award.ends.isoformat(),
        "basis": basis_of(ledger, row, award.terms),
        "value_pence": award.terms.value,
    }


def _record(to: Recording, number: int, record: Record) -> None:
    if any(record.options.values()):
        to.add(AwardRecord(number, record.reason, record.alternatives, record.conflicts))
