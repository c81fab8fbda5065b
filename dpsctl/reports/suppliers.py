"""What the public register says of suppliers: their addresses, numbers, and what size they are."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

_SAID = ("address", "sme", "vcse")
_FLAGS = ("true", "false")

_PATHS = ", ".join(f"'provider.{key}'" for key in _SAID)

# What providers said by then: in applications and answers that came back, and in the documents of
# contracts that began before the ledger and of transfers.
_TOLD = f"""
SELECT a.entry, a.provider, j.key AS path, json_quote(j.value) AS value, j.type
FROM applications a, json_each(a.facts) j WHERE a.received_at < :until AND j.key IN ({_PATHS})
UNION ALL
SELECT x.entry, a.provider, x.field, x.value, NULL
FROM answers x JOIN applications a ON a.id = x.application JOIN entries e ON e.id = x.entry
WHERE e.recorded_at < :until AND x.field IN ({_PATHS})
UNION ALL
SELECT k.entry, k.provider, j.key, json_quote(j.value), j.type
FROM further_contracts k, json_each(k.facts) j WHERE j.key IN ({_PATHS})
UNION ALL
SELECT t.entry, t.provider, j.key, json_quote(j.value), j.type
FROM transfers t, json_each(t.facts) j WHERE t.from_day <= :day AND j.key IN ({_PATHS})
ORDER BY 1
"""


@dataclass(frozen=True)
class Suppliers:
    """The providers of a view's day, by their own numbers; what nobody said is absent."""

    view: View

    def of(self, provider: int) -> Row:
        """One supplier, under the register's own keys."""
        named, said = self._named, self._said[provider]
        company = named.company_numbers.get(provider)
        return {
            "supplier_name": named.providers[provider],
            "supplier_address": said.get("address"),
            "supplier_company_number": company,
            "is_sme": said.get("sme"),
            "is_vcse": said.get("vcse"),
            "registration_number": named.charity_numbers.get(provider) or company,
        }

    @cached_property
    def _said(self) -> dict[int, Row]:
        """The newest that each provider said of itself, key by key."""
        newest: dict[int, Row] = defaultdict(dict)
        days = {"until": self.view.moment, "day": self.view.as_of.isoformat()}
        for row in self.view.ledger.rows(_TOLD, days):
            key = row["path"].removeprefix("provider.")
            value = row["type"] == "true" if row["type"] in _FLAGS else json.loads(row["value"])
            if value is not None:
                newest[row["provider"]][key] = value
        return newest

    @cached_property
    def _named(self) -> Identities:
        return Identities(self.view.ledger, self.view.as_of)
