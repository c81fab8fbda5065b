"""``report prices``: what people cost a week in each band, how far apart, and over which guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, groupby

from dpsctl.domain.prices import Paid, Prices
from dpsctl.domain.prices import prices as prices_of
from dpsctl.ledger.price_counts import homes_without_contract, price_counts
from dpsctl.reports.bands import BandOrder, labelled
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.price_words import price_notes
from dpsctl.reports.report import Chart, Column, Report, Row
from dpsctl.reports.view import View, total

COLUMNS = (
    Column("label", "Called", brief=False),
    Column("band", "Band"),
    Column("agreement", "Agreement", brief=False),
    Column("placements", "Placed", "count", people=True),
    Column("outside_terms", "Outside terms", "count", brief=False, people=True, part=True),
    Column("min_weekly_pence", "Lowest", "money", follows=True),
    Column("median_weekly_pence", "Median", "money", follows=True),
    Column("mean_weekly_pence", "Mean", "money", fee=True),
    Column("max_weekly_pence", "Highest", "money", follows=True),
    Column("variation_percent", "CV", "percent", follows=True),
    Column("guide_weekly_pence", "Guide", "money"),
    Column("over_guide", "Over", "count", people=True, part=True),
    Column("worst_over_pence", "Furthest", "money", follows=True),
    Column("worst_over_percent", "of its guide", "percent", brief=False, follows=True),
    Column("worst_home", "There", brief=False, foreign=True, private=True),
)

_CHART = Chart(
    "spread",
    "Weekly fees from the lowest to the highest, with median and mean, by band",
    "label",
    ("min_weekly_pence", "median_weekly_pence", "mean_weekly_pence", "max_weekly_pence"),
)

GuidePrice = Callable[[str, str | None], int | None]
"""The guide price of a band in a district, in pence a week; none where there is none."""


def prices(view: View) -> Report:
    """The weekly fees of the day by agreement and band, held against the guide prices pinned.

    People who live somewhere without a contract stand in rows of their own, without an agreement,
    unless one window is asked for.
    """
    from dpsctl.documents.pinned_cost_models import guides_known

    guides = guides_known(view.ledger, view.as_of)
    contracts = ContractsOn(view)
    rows = list(_rows(contracts, cache(guides.weekly)))
    order = BandOrder.of(view.system)
    rows = labelled(sorted(rows, key=lambda row: order.within(row["agreement"], row["band"])))
    totals = total(rows, "placements", "outside_terms", "over_guide")
    if all(row["over_guide"] is None for row in rows):
        totals["over_guide"] = None  # nobody can tell; a ledger without anybody has none to tell of
    return view.report(
        "prices",
        "Prices",
        COLUMNS,
        rows,
        totals=totals,
        notes=price_notes(view.as_of, [model.named for model in guides.models], rows, totals),
        charts=[_CHART] if rows else [],
    )


def _rows(contracts: ContractsOn, guide: GuidePrice) -> Iterator[Row]:
    """A row for each agreement and band, from fees that come by one at a time and are not kept."""
    counts = groupby(_counts(contracts), key=lambda row: (row["agreement"], row["band"]))
    for (agreement, band), fees in counts:
        first = next(fees)
        paid = (_paid(row, guide) for row in chain([first], fees))
        made = prices_of(paid, first["of_band"])
        yield {
            "band": band,
            "agreement": agreement,
            "outside_terms": first["outside_of_band"],
            "guide_weekly_pence": guide(band, None),
            **_figures(made, contracts),
        }


def _counts(contracts: ContractsOn) -> Iterator[Row]:
    view = contracts.view
    return price_counts(
        view.ledger,
        view.as_of,
        under=[(each.number, each.agreement, each.district) for each in contracts.listed],
        without=[] if view.window else homes_without_contract(view.ledger),
        elsewhere=contracts.elsewhere,
    )


def _paid(row: Row, guide: GuidePrice) -> Paid:
    return Paid(row["weekly"], row["placements"], guide(row["band"], row["district"]), row["home"])


def _figures(made: Prices, contracts: ContractsOn) -> Row:
    worst = made.worst
    return {
        "placements": made.placements,
        "min_weekly_pence": made.least,
        "median_weekly_pence": made.median,
        "mean_weekly_pence": made.mean,
        "max_weekly_pence": made.most,
        "variation_percent": made.variation,
        "over_guide": made.over,
        "worst_over_pence": worst.pence if worst else None,
        "worst_over_percent": worst.percent if worst else None,
        "worst_home": contracts.named.homes[worst.home] if worst else None,
    }
