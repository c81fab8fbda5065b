"""``report register``: where CQC's register says otherwise than applicants and contracts."""

from __future__ import annotations

from dpsctl.domain.words import in_words, plural
from dpsctl.errors import UsageError
from dpsctl.ledger.file import Row
from dpsctl.ledger.register import snapshots
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.identities import Identities
from dpsctl.reports.register_differences import Comparison, Difference, compared
from dpsctl.reports.report import Column, PublicNote, Report
from dpsctl.reports.view import View

COLUMNS = (
    Column("home", "Home", foreign=True),
    Column("cqc_location", "CQC location", brief=False, foreign=True),
    Column("contract", "Contract", "count"),
    Column("application", "Application", "count"),
    Column("what", "What"),
    Column("applicant", "Applicant or contract", foreign=True),
    Column("register", "Register", foreign=True),
    Column("since", "As of", "day"),
    Column("snapshot", "Snapshot", brief=False, foreign=True),
    Column("todo", "What to do"),
)
ATTRIBUTION = (
    "Contains CQC data, public sector information licensed under the Open Government Licence v3.0."
)
_MOST_NAMED = 20


def register(view: View) -> Report:
    """Each difference between the register, as of the newest snapshots taken by the day, and what
    contracts and applications that go on say of their homes.

    Raises:
        UsageError: one window was asked for, and the register is of none.
    """
    if view.window is not None:
        raise UsageError("report register is of no one window", "leave --window out")
    taken = snapshots(view.ledger, view.as_of.isoformat())
    found = compared(ContractsOn(view))
    return view.report(
        "register",
        "Register",
        COLUMNS,
        [_row(each) for each in found.differences],
        totals=_totals(found),
        notes=_notes(view, taken, found),
    )


def _row(found: Difference) -> Row:
    same = ("cqc_location", "contract", "application", "what", "applicant", "register", "since")
    return {
        "home": found.name,
        **{key: getattr(found, key) for key in same},
        "snapshot": f"{found.snapshot_name}, sha256 {found.sha256[:12]}",
        "todo": found.todo,
    }


def _totals(found: Comparison) -> Row:
    return {
        "homes": found.homes,
        "homes_agreeing": found.agreeing,
        "homes_differing": len({each.home for each in found.differences}),
        "homes_in_no_snapshot": len(found.unspoken),
        "differences": len(found.differences),
    }


def _notes(view: View, taken: list[Row], found: Comparison) -> list[str]:
    if not taken:
        when = f"No file of the register of {view.as_of} or earlier is on the ledger"
        return [PublicNote(f"{when}: import one with dpsctl import-register FILE.")]
    return [
        PublicNote(
            f"Of {plural(found.homes, 'home')} under contract or applying, {found.agreeing:,} "
            f"agree with the register."
        ),
        *_unspoken(view, found.unspoken),
        PublicNote(
            f"By {in_words(len(taken), 'snapshot')}, the newest {taken[-1]['name']} as of "
            f"{taken[-1]['taken_on']}, sha256 {taken[-1]['sha256']}."
        ),
        PublicNote(ATTRIBUTION),
    ]


def _unspoken(view: View, homes: list[int]) -> list[str]:
    if not homes:
        return []
    named = Identities(view.ledger, view.as_of)
    told = [f"{named.homes[home]} ({named.locations[home]})" for home in homes[:_MOST_NAMED]]
    more = [f"{len(homes) - len(told):,} more"] if len(homes) > len(told) else []
    count = plural(len(homes), "home is", "homes are")
    return [f"{count} in no snapshot: {', '.join([*told, *more])}."]
