"""Decisions and impact assessments: what gives the council its powers, and what gates them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.decisions import Approval, DecisionDocument
from dpsctl.documents.document import Document
from dpsctl.documents.shelf import calendar_named, key_decision_notice, regime_named
from dpsctl.documents.validating import read_one_as_model
from dpsctl.domain.deadlines import clear_days_after, deadline
from dpsctl.domain.money import pounds
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Assessment, Decision
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.recording import Recording, as_json


def record_decision(desk: Desk, source: Path, correct: str | None) -> Outcome:
    """Record a council decision; with ``correct``, a corrected document of one recorded before.

    Raises:
        DocumentError: the document is not a decision document.
        RefusedError: it is on the ledger in other words and no correction was asked for.
    """
    document, decision = read_one_as_model(source, DecisionDocument)
    command = f"record-decision sha256:{document.sha256}" + (" --correct" if correct else "")
    with carrying_out(desk, command, correct) as (ledger, to, outcome):
        known = _known(ledger, decision.decision)
        if known and known["document"] == document.sha256:
            outcome.say(f"nothing to do: decision {decision.decision} is on the ledger")
        elif known and not correct:
            raise RefusedError(
                f"decision {decision.decision} is on the ledger in other words",
                "if this document puts them right, say why with --correct REASON",
            )
        elif correct and not known:
            raise RefusedError(
                f"there is no decision {decision.decision} to correct",
                "record it without --correct",
            )
        else:
            _record(desk, to, outcome, document, decision)
    return outcome


def _record(
    desk: Desk, to: Recording, outcome: Outcome, document: Document, decision: DecisionDocument
) -> None:
    effective_on, basis = _effect(desk, to.ledger, decision)
    to.add(_fact(decision, to.keep_text(document.text), effective_on, basis))
    covers = f", covering {decision.covers} only" if decision.covers else ""
    powers = " and ".join(decision.powers)
    outcome.say(
        f"decision {decision.decision}: power to {powers}{covers}, from {effective_on} ({basis})"
    )
    outcome.lines += [
        f"decision {decision.decision} {_approved(each)}" for each in decision.approves
    ]
    outcome.remarks += [*decision.remarks(), *_notice_remarks(desk, decision)]


def _fact(decision: DecisionDocument, document: str, effective_on: date, basis: str) -> Decision:
    return Decision(
        document=document,
        decision=decision.decision,
        title=decision.title,
        powers=as_json(decision.powers),
        covers=decision.covers,
        key_decision=None if decision.key is None else int(decision.key),
        notice_published=_iso(decision.notice_published),
        taken_on=_iso(decision.taken_on),
        published_on=_iso(decision.published_on),
        effective_on=effective_on.isoformat(),
        effective_basis=basis,
        taken_by=decision.taken_by,
        delegate=decision.delegate,
        approves=_approves(decision),
    )


def _approves(decision: DecisionDocument) -> str | None:
    """The sums it approves, in pence, as the ledger keeps them."""
    sums = [
        {"pence": each.sum, "of": each.of, "covers": each.covers, "cite": each.cite}
        for each in decision.approves
    ]
    told = [{key: value for key, value in each.items() if value is not None} for each in sums]
    return as_json(told) if told else None


def _approved(approval: Approval) -> str:
    covers = f", for {approval.covers}" if approval.covers else ""
    return f"approves {pounds(approval.sum)} of {approval.of}{covers}"


def _effect(desk: Desk, ledger: Ledger, decision: DecisionDocument) -> tuple[date, str]:
    """The day it takes effect and why: as it says itself, or after the system's call-in."""
    if decision.effective_on:
        return decision.effective_on, "as the document says"
    system = system_now(ledger)
    call_in = system.duration("call_in")
    published = decision.published_on
    assert published is not None, "the document gives one or the other"
    if call_in is None:
        return published, "on publication: the system has no call-in"
    regime = regime_named(desk.rules, system.regime)
    calendar = calendar_named(desk.rules, regime.calendar)
    basis = f"{call_in} after {published}, {calendar.title}"
    return deadline(calendar, published, call_in, regime.counting), basis


def _notice_remarks(desk: Desk, decision: DecisionDocument) -> list[str]:
    if not (decision.key and decision.notice_published and decision.taken_on):
        return []
    law = key_decision_notice(desk.rules)
    if decision.taken_on >= clear_days_after(decision.notice_published, law.clear_days):
        return []
    return [
        f"key decision {decision.decision} was taken on {decision.taken_on}, less than "
        f"{law.clear_days} clear days after its notice of {decision.notice_published} "
        f"({law.cite}): {law.otherwise}"
    ]


def _known(ledger: Ledger, reference: str) -> dict[str, Any] | None:
    return ledger.row(
        "SELECT * FROM decisions WHERE decision = ? ORDER BY id DESC LIMIT 1", [reference]
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def record_assessment(
    desk: Desk, kind: str, version: str, signed: date, review_by: date
) -> Outcome:
    """Record that an equality or data protection impact assessment was signed off.

    Raises:
        RefusedError: a review day that comes before the signature.
    """
    if review_by <= signed:
        raise RefusedError(
            f"an assessment signed on {signed} cannot be due for review by {review_by}",
            "give the day by which it is to be reviewed next",
        )
    fact = Assessment(kind, version, signed.isoformat(), review_by.isoformat())
    command = f"record-assessment {kind} --version {version} --signed {signed}"
    with carrying_out(desk, f"{command} --review-by {review_by}") as (ledger, to, outcome):
        same = ledger.value(
            "SELECT 1 FROM assessments WHERE kind = ? AND version = ? AND signed_on = ? "
            "AND review_by = ?",
            [kind, version, fact.signed_on, fact.review_by],
        )
        if same:
            outcome.say(f"nothing to do: {kind} {version} of {signed} is on the ledger")
        else:
            to.add(fact)
            outcome.say(f"{kind} {version}: signed on {signed}, to be reviewed by {review_by}")
            if signed > desk.today:
                outcome.remark(f"{signed} lies ahead: it opens no gate before then")
    return outcome
