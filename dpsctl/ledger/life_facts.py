"""The dated facts about contracts as they stand on the ledger, by the contract's number."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property

from dpsctl.ledger.file import Ledger, Row

ONLY = "(:numbers IS NULL OR {} IN (SELECT value FROM json_each(:numbers)))"
"""A condition on a column: that it is among ``:numbers``, a JSON list, if there is one."""


class LifeFacts:
    """The dated facts about contracts, by the contract's number, in order."""

    def __init__(self, ledger: Ledger, numbers: list[int] | None, until: str) -> None:
        self._ledger = ledger
        self._until = until
        self.numbers = None if numbers is None else json.dumps(numbers)

    @cached_property
    def signatures(self) -> dict[int, list[Row]]:
        """Signatures, oldest first."""
        return self._about("signatures")

    @cached_property
    def seals(self) -> dict[int, list[Row]]:
        """Seals, oldest first."""
        return self._about("seals")

    @cached_property
    def suspensions(self) -> dict[int, list[Row]]:
        """Suspensions, oldest first, each with when it was resumed."""
        resumed = "LEFT JOIN resumptions r ON r.suspension = t.id"
        return self._about("suspensions", resumed, more=", r.resumed_at")

    @cached_property
    def variations(self) -> dict[int, list[Row]]:
        """Variations, by the day they hold from."""
        return self._about("variations", order="t.from_day, t.id")

    @cached_property
    def transfers(self) -> dict[int, list[Row]]:
        """Transfers, by the day they hold from."""
        return self._about("transfers", order="t.from_day, t.id")

    @cached_property
    def extensions(self) -> dict[int, list[Row]]:
        """Later last days, as recorded by then."""
        by_then = "JOIN entries e ON e.id = t.entry AND e.recorded_at < :until"
        return self._about("contract_extensions", by_then)

    @cached_property
    def endings(self) -> dict[int, list[Row]]:
        """Endings, oldest first."""
        return self._about("endings")

    @cached_property
    def leaving(self) -> dict[int, list[Row]]:
        """What each contract's home leaves for it."""
        return self._about("remodellings")

    @cached_property
    def left(self) -> dict[int, list[Row]]:
        """What each contract is left for."""
        return self._about("remodellings", by="leaves")

    def _about(
        self,
        table: str,
        join: str = "",
        *,
        more: str = "",
        order: str = "t.id",
        by: str = "contract",
    ) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._ledger.rows(
            f"SELECT t.*{more} FROM {table} t {join} WHERE {ONLY.format(f't.{by}')} "
            f"ORDER BY {order}",
            {"numbers": self.numbers, "until": self._until},
        ):
            found[row[by]].append(row)
        return found
