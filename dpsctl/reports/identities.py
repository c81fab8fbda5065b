"""What homes and providers were called on a day, and the numbers registers know them by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Identities:
    """The dated facts about homes and providers, as of a London day, by their own numbers.

    A fact holds from its day on. On an earlier day the first one stands in: homes are sold and
    renamed, but never nameless.
    """

    ledger: Ledger
    day: date

    @cached_property
    def homes(self) -> dict[int, str]:
        """The homes' names."""
        return self._dated("home", "name", "home_names")

    @cached_property
    def locations(self) -> dict[int, str]:
        """The homes' CQC location ids."""
        return self._dated("home", "cqc_location", "home_locations")

    @cached_property
    def run_by(self) -> dict[int, int]:
        """The homes' providers, where anybody has said who runs them."""
        return self._dated("home", "provider", "home_providers")

    @cached_property
    def providers(self) -> dict[int, str]:
        """The providers' names."""
        return self._dated("provider", "name", "provider_names")

    @cached_property
    def company_numbers(self) -> dict[int, str]:
        """The companies' numbers; not every provider is a company."""
        return self._numbers("company_number")

    @cached_property
    def charity_numbers(self) -> dict[int, str]:
        """The charities' numbers; not every provider is a charity."""
        return self._numbers("charity_number")

    @cached_property
    def cqc_providers(self) -> dict[int, str]:
        """The providers' CQC ids, where they gave one."""
        return self._numbers("cqc_provider")

    def _numbers(self, scheme: str) -> dict[int, str]:
        return self._dated("provider", "number", "provider_numbers", scheme)

    def _dated(self, owner: str, fact: str, table: str, scheme: str = "") -> dict[int, Any]:
        # The last row of each owner wins: facts still to come from the latest back to the first,
        # then those that hold, from the first to the latest.
        of_scheme = "WHERE scheme = :scheme" if scheme else ""
        rows = self.ledger.rows(
            f"SELECT {owner} AS owner, {fact} AS fact, from_day FROM {table} {of_scheme} "
            "ORDER BY from_day, id",
            {"scheme": scheme} if scheme else {},
        )
        holding = [row for row in rows if row["from_day"] <= self.day.isoformat()]
        coming = rows[len(holding) :]
        return {row["owner"]: row["fact"] for row in [*reversed(coming), *holding]}
