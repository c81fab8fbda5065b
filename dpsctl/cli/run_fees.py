"""Run the DPS: what one person costs, changed after a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_placements import Under
from dpsctl.cli.run_windows import PANEL, Reason

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "change-fee", PANEL)
def change_fee(
    desk: Desk,
    ref: Annotated[str, typer.Argument(metavar="REF", help="Whose fee.")],
    weekly: Annotated[str, typer.Option(metavar="FEE", help="The fee a week, in pounds.")],
    from_day: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day of the new fee.")
    ],
    reason: Reason,
    band: Annotated[str | None, typer.Option(metavar="BAND", help="Another band of care.")] = None,
    contract: Under = None,
) -> Outcome:
    """Change one person's weekly fee from a day on, after a review.

    Reports of the days before keep the fee that stood then. Fees of many
    people rise together by `dpsctl uplift`.

    Examples:
      dpsctl change-fee P-0101 --weekly 1725.00 --from 2021-10-01 --reason "Review: two to one"
      dpsctl change-fee P-0101 --weekly 1500.00 --from 2021-10-01 --band Specialist --reason Review
    """
    from dpsctl.actions.reviewing import Review, change_fee
    from dpsctl.documents.ids import parse_known_reference
    from dpsctl.domain.money import parse_weekly_pence

    review = Review(
        ref=typed.read("REF", ref, parse_known_reference),
        contract=typed.a_name("--contract", contract) if contract is not None else None,
        weekly=typed.read("--weekly", weekly, parse_weekly_pence),
        from_day=typed.a_day("--from", from_day),
        band=typed.a_name("--band", band) if band is not None else None,
    )
    return change_fee(desk, review, typed.a_name("--reason", reason))
