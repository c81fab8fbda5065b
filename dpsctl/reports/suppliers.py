"""What the public register says of suppliers: their addresses, numbers, and what size they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.view import View

_SAID = ("address", "sme", "vcse")
_FLAGS = ("true", "false")

# What providers said in applications received by then, and in answers that came back by then.
_IN_APPLICATIONS = """
SELECT a.entry, a.provider, j.key AS path, json_quote(j.value) AS value, j.type
FROM applications a, json_each(a.facts) j
WHERE a.received_at < :until AND j.key IN ('provider.address', 'provider.sme', 'provider.vcse')
UNION ALL
SELECT x.entry, a.provider, x.field, x.value, NULL
FROM answers x JOIN applications a ON a.id = x.application JOIN entries e ON e.id = x.entry
WHERE e.recorded_at < :until
AND x.field IN ('provider.address', 'provider.sme', 'provider.vcse')
"""

# The documents of contracts that began before the ledger, and of transfers, where they may tell.
_DOCUMENTS = """
SELECT k.entry, k.provider, d.text FROM further_contracts k
JOIN documents d ON d.sha256 = k.document
UNION ALL
SELECT t.entry, t.provider, d.text FROM transfers t JOIN documents d ON d.sha256 = t.document
WHERE t.from_day <= :day
"""
_MAY_TELL = " OR ".join(f"instr(text, '{key}') > 0" for key in _SAID)


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
        told = [*self._in_applications(), *self._in_documents()]
        for _, provider, key, value in sorted(told, key=lambda each: each[0]):
            newest[provider][key] = value
        return newest

    def _in_applications(self) -> Iterator[tuple[int, int, str, Any]]:
        for row in self.view.ledger.rows(_IN_APPLICATIONS, {"until": self.view.moment}):
            key = row["path"].removeprefix("provider.")
            value = row["type"] == "true" if row["type"] in _FLAGS else json.loads(row["value"])
            if value is not None:
                yield row["entry"], row["provider"], key, value

    def _in_documents(self) -> Iterator[tuple[int, int, str, Any]]:
        from dpsctl.documents.reading import read_documents
        from dpsctl.documents.scalars import parse_yes_no

        rows = self.view.ledger.rows(
            f"SELECT * FROM ({_DOCUMENTS}) WHERE {_MAY_TELL}",
            {"day": self.view.as_of.isoformat()},
        )
        for row in rows:
            (document,) = read_documents(row["text"].encode("utf-8"), "a document on the ledger")
            said = document.content.get("provider") or {}
            for key in (key for key in _SAID if key in said):
                value = said[key] if key == "address" else parse_yes_no(said[key])
                yield row["entry"], row["provider"], key, value

    @cached_property
    def _named(self) -> Identities:
        return Identities(self.view.ledger, self.view.as_of)
