"""The evidence that is held for contracts on a view's day, and how it is summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dpsctl.documents.watching import watched_proofs
from dpsctl.domain.evidence import LAPSED, LAPSING, STANDINGS, Evidence
from dpsctl.ledger.proofs import ProofsKnown
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

UNKNOWN = "unknown"
"""What stands in for a standing where nothing is known: never "no"."""


def proofs_known(view: View, *, every: bool = True) -> ProofsKnown:
    """The proofs of the view's ledger, watched as its system has it."""
    return watched_proofs(view.ledger, view.rules, view.system.terms, every=every)


def summed(held: Iterable[Evidence]) -> Row:
    """How many contracts' evidence stands where, by its worst; and how many are closed by it."""
    every = list(held)
    counts = Counter(each.standing or UNKNOWN for each in every)
    return {
        **{standing: counts[standing] for standing in (*STANDINGS, UNKNOWN)},
        "closed": sum(each.closed for each in every),
    }


def summed_words(sums: Row) -> str | None:
    """The same for ``status``: nothing where nothing lapses."""
    told = [f"{sums[each]:,} {each}" for each in (LAPSING, LAPSED) if sums[each]]
    if sums["closed"]:
        told.append(f"{sums['closed']:,} of them closed to placements")
    return f"{', '.join(told)}: see dpsctl report evidence" if told else None
