"""What the public register shows that somebody must act on, for ``status`` and for cron's news."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.words import plural
from dpsctl.ledger.register import snapshots
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.register_differences import NEWS, Difference, compared
from dpsctl.reports.report import Row

MOST_NAMED = 10
"""How many differences ``status`` names; the rest are counted."""

Labelled = tuple[str, str]


def to_act_on(contracts: ContractsOn) -> list[Difference]:
    """The differences that somebody must act on; nothing is looked for without a snapshot."""
    view = contracts.view
    if view.window or not snapshots(view.ledger, view.as_of.isoformat()):
        return []
    return [each for each in compared(contracts).differences if each.what in NEWS]


def register_rows(found: list[Difference]) -> Iterator[Labelled]:
    """Each difference in a line, and under it what to do; the first of many."""
    for each in found[:MOST_NAMED]:
        yield about(each), in_words(each)
        yield "", each.todo
    if len(found) > MOST_NAMED:
        more = plural(len(found) - MOST_NAMED, "more difference")
        yield "", f"and {more}: see dpsctl report register"


def register_figures(found: list[Difference]) -> list[Row]:
    """The same as JSON holds it."""
    keys = ("home", "cqc_location", "application", "contract", "what", "applicant", "register")
    return [
        {**{key: getattr(each, key) for key in keys}, "home": each.name}
        | {"since": each.since, "todo": each.todo}
        for each in found
    ]


def in_words(each: Difference) -> str:
    """The home, what the register says otherwise of it, and as of which day."""
    if each.what in ("deregistered", "not listed", "dormant"):
        says = each.register or each.what
    elif each.what == "new location":
        says = f"registered anew as {each.register}"
    else:
        says = f"{each.what} {each.register}, and {each.applicant or 'nothing'} here"
    return f"{each.name}: {says} (as of {each.since})"


def about(each: Difference) -> str:
    """The contract or the application that it is about."""
    if each.contract is not None:
        return f"contract {each.contract}"
    return f"application {each.application}"
