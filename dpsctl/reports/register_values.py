"""What a contract is worth, as the public register tells it: and where it may not, why it does not.

The Code has a council give the sum over the whole term *or* the estimated annual spending. The
first stands where the award gave it; the second is made of the weekly fees of the people placed. It
is withheld by the rules of every published report (see ``withholding``), where it would tell what
one person's place costs: with it, the next smallest, for a row that alone withholds something tells
that one person is placed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dpsctl.domain.costs import annual_pence
from dpsctl.reports.report import Row
from dpsctl.reports.view import View
from dpsctl.reports.withholding import withholding

TOLD = "estimated_annual_value_pence"
"""The key of the figure that is made of people's fees."""

_AWARDS = "SELECT number, value_pence FROM awards WHERE value_pence IS NOT NULL"


@dataclass(frozen=True)
class RegisterValues:
    """The values of the contracts of a view's day; ``listed`` are their rows of the roster."""

    view: View
    listed: Sequence[Row]

    def of(self, at: int) -> Row:
        """Both values of the contract at a place in the list, in pence, and what each rests on."""
        total = self._given.get(self.listed[at]["contract"])
        annual, why = self._annual(at)
        basis = ["total: the council's estimate for its whole term"] if total is not None else []
        return {
            "contract_value_total_pence": total,
            TOLD: annual,
            "value_basis": "; ".join([*basis, why]),
        }

    def _annual(self, at: int) -> tuple[int | None, str]:
        row = self.listed[at]
        if not row["placements"]:
            return None, "no annual estimate: nobody is placed, and no number of places is promised"
        if at in self._withheld:
            return (
                None,
                "annual estimate withheld: it would tell, or help tell, one person's fee",
            )
        on, weeks = self.view.as_of.isoformat(), self.view.weeks_per_year
        why = f"a year: the weekly fees of {on} at {weeks} weeks a year, gross of contributions"
        return annual_pence(row["fees"].offered, self.view.weeks), why

    @cached_property
    def _withheld(self) -> frozenset[int]:
        return withholding([[row["placements"]] for row in self.listed]).fees

    @cached_property
    def _given(self) -> dict[int, int]:
        """The values that awards and contract documents gave, by the contract's number."""
        return {row["number"]: row["value_pence"] for row in self.view.ledger.rows(_AWARDS)}
