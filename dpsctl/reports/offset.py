"""``report offset``: who joined the roster and who left it since a day, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from dpsctl.domain.costs import annual_pence
from dpsctl.domain.offset import Offset, Places, break_even_beds
from dpsctl.domain.offset import offset as offset_of
from dpsctl.errors import UsageError
from dpsctl.reports.bands import BandOrder, labelled
from dpsctl.reports.basis import basis_notes
from dpsctl.reports.offset_words import offset_notes
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.rosters import Rosters
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("label", "Called", brief=False),
    Column("band", "Band"),
    Column("agreement", "Agreement", brief=False),
    Column("joiners", "Joined", "count", people=True),
    Column("joiners_annual_pence", "Joined, a year", "money", fee=True),
    Column("leavers", "Left", "count", people=True),
    Column("leavers_annual_pence", "Left, a year", "money", fee=True),
    Column("net", "Net", "count", people=True),
    Column("net_annual_pence", "Net, a year", "money", fee=True),
    Column("placements", "Placed", "count", brief=False, people=True),
    Column("mean_annual_pence", "Mean, a year", "money", fee=True),
    Column("break_even_beds", "To break even", "count", fee=True),
)

_CHART = Chart(
    "bars",
    "What joined and what left, in pounds a year, by band",
    "label",
    ("joiners_annual_pence", "leavers_annual_pence"),
)

_SUMMED = (
    *("joiners", "joiners_annual_pence", "leavers", "leavers_annual_pence"),
    *("net", "net_annual_pence", "placements"),
)


def offset(view: View) -> Report:
    """Joiners against leavers by band, from the end of a day (``since``, else the day before the
    system began) to the end of the view's day.

    Raises:
        UsageError: that day is after the view's.
    """
    rosters = Rosters(view, _since(view))
    rows = _rows(rosters)
    totals = {**total(rows, *_SUMMED), **_whole(rosters)}
    totals["stayers_annual_pence"] = (
        totals["annual_pence"] - totals["since_annual_pence"] - totals["net_annual_pence"]
    )
    made = view.report(
        "offset",
        "Joiners and leavers",
        COLUMNS,
        rows,
        totals=totals,
        notes=[*basis_notes(view), *offset_notes(rosters.since, view.as_of, rows, totals)],
        annual=True,
        charts=[_CHART] if rows else [],
    )
    before, stayers = (totals["placements"] - totals[key] for key in ("net", "joiners"))
    return replace(made, behind={"since_annual_pence": before, "stayers_annual_pence": stayers})


def _since(view: View) -> date:
    since = view.counting.since or view.system.valid_from - timedelta(days=1)
    if since <= view.as_of:
        return since
    if view.counting.since:
        raise UsageError(
            f"--since: {since} is after {view.as_of}, the day of the report",
            "give an earlier day, or a later --as-of",
        )
    return view.as_of  # nothing was on a roster before the system began


def _rows(rosters: Rosters) -> list[Row]:
    """A row for each band in which there is somebody, or was on the earlier day."""
    weeks, order = rosters.view.weeks, BandOrder.of(rosters.view.system)
    now, then = _by_band(rosters, rosters.now), _by_band(rosters, rosters.then)
    bands = {
        band: offset_of(now[band], then[band], weeks)
        for band in sorted({*now, *then}, key=lambda band: order.within(*band))
    }
    net = sum(each.net_annual for each in bands.values())
    return labelled([_row(*band, each, net) for band, each in bands.items()])


def _by_band(rosters: Rosters, counts: list[Row]) -> dict[tuple[str, str], list[Places]]:
    found: dict[tuple[str, str], list[Places]] = defaultdict(list)
    for row in counts:
        agreement = rosters.contracts.known[row["contract"]].agreement
        found[agreement, row["band"]].append(
            Places(row["placements"], row["weekly"], row["only_here"], row["only_here_weekly"])
        )
    return found


def _row(agreement: str, band: str, offset: Offset, net: int) -> Row:
    return {
        "label": band,
        "band": band,
        "agreement": agreement,
        "joiners": offset.joiners,
        "joiners_annual_pence": offset.joiners_annual,
        "leavers": offset.leavers,
        "leavers_annual_pence": offset.leavers_annual,
        "net": offset.net,
        "net_annual_pence": offset.net_annual,
        "placements": offset.placements,
        "mean_annual_pence": offset.mean,
        "break_even_beds": break_even_beds(net, offset.mean),
    }


def _whole(rosters: Rosters) -> Row:
    """What each roster costs a year, as costs has it: rounded once for each contract."""
    return {
        key: sum(annual_pence(weekly, rosters.view.weeks) for weekly in _weekly(counts))
        for key, counts in (("since_annual_pence", rosters.then), ("annual_pence", rosters.now))
    }


def _weekly(counts: list[Row]) -> list[int]:
    """Each contract's weekly fees, whatever the bands."""
    sums: dict[int, int] = defaultdict(int)
    for row in counts:
        sums[row["contract"]] += row["weekly"]
    return list(sums.values())
