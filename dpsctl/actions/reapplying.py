"""A home that applies again: why it may not, or the application whose place the new one takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.documents.applications import ApplicationDocument
from dpsctl.domain.days import london_day
from dpsctl.domain.reapplication import Bar
from dpsctl.domain.words import number_word
from dpsctl.ledger.contracts import contract_now
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System, WindowOnLedger, standing_of
from dpsctl.ledger.reapplications import bar_on, lasts_for_life, policy_of

_DETERMINED = ("admitted", "refused", "awarded")


@dataclass(frozen=True)
class Again:
    """What a home's past makes of its application: a refusal, or a place that it takes."""

    refused: str | None = None
    supersedes: Row | None = None


def applying_again(
    ledger: Ledger,
    system: System,
    window: WindowOnLedger,
    home: int,
    application: ApplicationDocument,
    today: date,
) -> Again:
    """What a home on the ledger may do with one more application in a window.

    It is refused while a contract of the home has not ended ``today`` (a London day), while it
    waits after refusals, and where its application in this window was determined; but in a window
    that is the system's only one, only where it stands admitted.
    """
    agreement = application.agreement
    contract = contract_now(ledger, home, agreement, today)
    if contract is not None:
        what = f"this home holds contract {contract.number} under {agreement}, which has not ended"
        return Again(refused=what)
    received = london_day(application.received_at)
    if barred := bar_on(ledger, home, agreement, system, received):
        return Again(refused=_waiting(barred, system))
    earlier = _earlier(ledger, window, home, agreement)
    if earlier is None or earlier["standing"] not in _DETERMINED:
        return Again(supersedes=earlier)
    if lasts_for_life(window.span, system):
        return _in_the_only_window(earlier)
    return Again(
        refused=f"application {earlier['id']} of this home was {earlier['standing']} in this "
        "window; it may apply in the next, or rescind that determination first"
    )


def _in_the_only_window(earlier: Row) -> Again:
    """What was refused, or had its contract, may be applied for again: no other window comes."""
    if earlier["standing"] != "admitted":
        return Again()
    return Again(
        refused=f"application {earlier['id']} of this home stands admitted: there is nothing more "
        "to apply for, unless that determination is rescinded first"
    )


def _waiting(bar: Bar, system: System) -> str:
    policy = policy_of(system)
    assert policy is not None, "without one no home waits"
    times = {1: "once, on", 2: "twice, last on"}
    often = times.get(bar.refusals, f"{number_word(bar.refusals)} times, last on")
    return (
        f"this home was refused {often} {bar.refused_on}; "
        f"it may apply again from {bar.until} ({policy.cite})"
    )


def _earlier(ledger: Ledger, window: WindowOnLedger, home: int, agreement: str) -> Row | None:
    """The home's newest application in this window that still stands, if there is one."""
    number = ledger.value(
        "SELECT id FROM applications a WHERE window = ? AND home = ? AND agreement = ? "
        "AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.application = a.id) "
        "AND NOT EXISTS (SELECT 1 FROM applications n WHERE n.supersedes = a.id) "
        "ORDER BY id DESC",
        [window.id, home, agreement],
    )
    return standing_of(ledger, number) if number else None
