"""Homes applying again: the refusals that count, and the policy of a system's own terms."""

from __future__ import annotations

from datetime import date

from dpsctl.domain import reapplication
from dpsctl.domain.days import day_end, day_start, instant_of, london_day, parse_duration
from dpsctl.domain.reapplication import Bar, Policy
from dpsctl.domain.windows import Span
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System


def policy_of(system: System) -> Policy | None:
    """What a system says about applying again; none where it sets no limit."""
    terms = system.terms.get("reapplication")
    if not terms:
        return None
    return Policy(terms["refusals"], parse_duration(terms["wait"]), terms["cite"])


def refusal_days(ledger: Ledger, home: int, agreement: str) -> list[date]:
    """The London days of a home's refusals that stand, in order, since it was last admitted."""
    rows = ledger.rows(
        "SELECT d.outcome, e.recorded_at FROM determinations d JOIN entries e ON e.id = d.entry "
        "JOIN applications a ON a.id = d.application WHERE a.home = ? AND a.agreement = ? "
        "AND NOT EXISTS (SELECT 1 FROM rescissions r WHERE r.determination = d.id) ORDER BY d.id",
        [home, agreement],
    )
    admitted = [place for place, row in enumerate(rows, 1) if row["outcome"] == "admit"]
    since = rows[admitted[-1] :] if admitted else rows
    return [london_day(instant_of(row["recorded_at"])) for row in since]


def lasts_for_life(span: Span, system: System) -> bool:
    """Whether a window lasts as long as its system: no other can come after it.

    Whoever was refused in it may apply again in it (PCR 2015 reg 34(15); PA 2023 s 36(6)(a)).
    """
    last = system.valid_until and day_end(system.valid_until)
    ends = span.closes_at is None or (last is not None and span.closes_at >= last)
    return ends and span.opens_at <= day_start(system.valid_from)


def bar_on(ledger: Ledger, home: int, agreement: str, system: System, received: date) -> Bar | None:
    """The wait that keeps out a home's application received on a London day, if one does."""
    policy = policy_of(system)
    if policy is None:
        return None
    return reapplication.bar_on(refusal_days(ledger, home, agreement), policy, received)


def may_apply_from(ledger: Ledger, home: int, agreement: str, system: System) -> date | None:
    """The first London day on which a home may apply again under an agreement.

    ``system`` is the amendment that its window runs under. None where it may apply at once.
    """
    policy = policy_of(system)
    if policy is None:
        return None
    return reapplication.may_apply_from(refusal_days(ledger, home, agreement), policy)
