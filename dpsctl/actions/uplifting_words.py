"""What ``uplift`` tells: its effect for each contract and in all, and who was left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from dpsctl.actions.uplifting_reach import Reach
from dpsctl.domain.money import pounds
from dpsctl.domain.uplift_sums import Effect
from dpsctl.domain.uplifts import Fate, percentage
from dpsctl.domain.words import listed, plural
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System
from dpsctl.reports.identities import Identities


def effect_lines(ledger: Ledger, system: System, reach: Reach, today: date) -> Iterator[str]:
    """A line for each contract, one for all of them, and what is owed for days past.

    Weekly sums are of the fees that rise.
    """
    asked, total = reach.asked, Effect()
    homes = Identities(ledger, asked.begins).homes
    for contract, effect in reach.effects(system, today):
        yield f"contract {contract.number}: {homes[contract.home]}: {_sums(effect)}"
        total += effect
    name = f"completes {asked.name}" if reach.known else f"uplift {asked.name}"
    terms = f"{percentage(asked.rate)} from {asked.begins} under decision {asked.decision}"
    yield f"{name}: {terms}: {_sums(total)} at {system.weeks_per_year} weeks"
    if asked.begins < today:
        yield f"arrears to {today - timedelta(days=1)}: {pounds(total.arrears)}"


def _sums(effect: Effect) -> str:
    return (
        f"{plural(effect.fees, 'fee')}, {pounds(effect.before)} to {pounds(effect.after)} a week, "
        f"{pounds(effect.annual)} more a year"
    )


def left_out(reach: Reach) -> Iterator[str]:
    """Whose fees do not rise, or not to the full or not for good, and why."""
    asked, caps = reach.asked, reach.asked.caps
    if unproven := reach.of_fate(Fate.UNPROVEN):
        most = pounds(caps.evidence_above or 0)
        yield f"without evidence, which fees above {most} need to rise: {listed(unproven)}"
    late = len(reach.of_fate(Fate.LATE))
    if late and not reach.known:
        placements = plural(late, "placement")
        yield f"{placements} began too late to rise, on {asked.terms.began_before} or after"
    if held := reach.of_fate(Fate.HELD):
        yield f"held at the maximum price of the band: {listed(held)}"
    if settled := reach.of_fate(Fate.SETTLED):
        yield f"as agreed for {asked.begins} itself, and no higher: {listed(settled)}"
    if unmoved := reach.of_fate(Fate.UNMOVED):
        yield f"less than half a penny of rise, and so none: {listed(unmoved)}"
    later = [f"{each.row['ref']} ({each.next_day})" for each in reach.rising if each.next_day]
    if later:
        yield f"risen only until the day from which another fee was agreed: {listed(later)}"
    yield from _beyond(reach)


def _beyond(reach: Reach) -> Iterator[str]:
    """Who lives beyond its reach, and who is within it twice."""
    if reach.outside and not reach.known:
        people = plural(reach.outside, "person", "people")
        yield f"{people} placed outside any contract: no uplift is for them"
    risen = {each.contract.number: each.contract for each in reach.rising}
    for number, contract in risen.items():
        if contract.leaves in risen:
            yield (
                f"contracts {contract.leaves} and {number} are of one home, which leaves the one "
                "for the other: fees rise under both, of which one at a time is paid"
            )
    for ref, again in groupby(sorted(each.row["ref"] for each in reach.rising)):
        if (times := len(list(again))) > 1 and ref in reach.asked.evidence:
            yield f"{ref} is the reference of {times} placements: its evidence counted for each"
