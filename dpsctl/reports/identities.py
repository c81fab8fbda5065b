"""What homes and providers were called on a day, and the numbers registers know them by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dpsctl.ledger.dated import dated, locations_on
from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Identities:
    """The dated facts about homes and providers, as of a London day, by their own numbers."""

    ledger: Ledger
    day: date

    @cached_property
    def homes(self) -> dict[int, str]:
        """The homes' names."""
        return self._dated("home", "name", "home_names")

    @cached_property
    def locations(self) -> dict[int, str]:
        """The homes' CQC location ids."""
        return locations_on(self.ledger, self.day)

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
        return dated(self.ledger, owner, fact, table, self.day, scheme)
