"""Reports small enough to write out in full, with the nastiest names we know."""

from __future__ import annotations

from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Column, Report, Row, Section

NASTY = (
    "Oak [/Lodge] :house:",
    "=cmd|'/c'!A1",
    'The "Old" Rectory, Ash',
    "two\nlines",
    "\ttabbed",
    "山田ホーム",
    "Cafe\u0301",
)

COLUMNS = (
    Column("contract", "Contract", "count"),
    Column("home", "Home", foreign=True),
    Column("provider", "Provider", foreign=True, brief=False),
    Column("categories", "For", "list"),
    Column("offered_weekly_pence", "Offered weekly", "money"),
    Column("change_percent", "Change", "percent"),
    Column("starts_on", "Starts", "day"),
    Column("received_at", "Received", "instant"),
    Column("in_force", "In force", "flag"),
    Column("verdicts", "Verdicts", "mapping"),
)

OAK: Row = {
    "contract": 1,
    "home": NASTY[0],
    "provider": "Sample Provider 01 Ltd",
    "categories": ["LD", "MH"],
    "offered_weekly_pence": 165010,
    "change_percent": "-1.75",
    "starts_on": "2021-06-01",
    "received_at": "2021-05-10T14:05:00+01:00",
    "in_force": True,
    "verdicts": {"LD": "qualified", "MH": "failed"},
}
ABSENT: Row = {"contract": 12, "home": NASTY[1], "in_force": False, "categories": []}

COSTS = Report(
    name="costs",
    title="Costs",
    as_of="2021-06-30",
    system="kent-ldpdmh",
    rehearsal=True,
    head="0f3c",
    columns=COLUMNS,
    rows=[OAK, ABSENT],
    totals={
        "offered_weekly_pence": 165010,
        "in_force": 1,
        "up_pence": 123400,
        "placements_up": 3,
        "estimate_share_percent": None,
    },
    notes=["Annual figures are at 52 weeks."],
    weeks_per_year="52",
)


def homes(*names: str) -> Report:
    """A report of homes by these names, numbered from 1, and nothing else."""
    return Report(
        name="homes",
        title="Homes",
        as_of="2021-06-30",
        system="kent-ldpdmh",
        rehearsal=False,
        head=None,
        columns=(Column("home", "Home", foreign=True), Column("number", "No", "count")),
        rows=[{"home": name, "number": at} for at, name in enumerate(names, 1)],
    )


BRIDGE = Section(
    "bridge",
    "Step by step",
    (Column("step", "Step"), Column("annual_pence", "A year", "money")),
    [{"step": "current", "annual_pence": 100}, {"step": "new", "annual_pence": WITHHELD}],
    {"annual_pence": 250, "open_pence": 300},
)
