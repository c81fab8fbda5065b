"""One table of a report as it may be published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dpsctl.domain.bridge import COMING_AND_GOING
from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.withholding import (
    FEWEST,
    Withholding,
    all_of,
    counting,
    few,
    hidden,
    withholding,
    withholding_of_part,
)

_OF_MONEY = ("_pence", "_percent")


@dataclass(frozen=True)
class TableToPublish:
    """A table, and what of it is withheld; ``forced``: because of the report's main table.

    ``steps``: its rows are a bridge, from the first to the last.
    """

    table: Section
    steps: bool
    forced: Withholding | None = None

    def published(self) -> Section:
        """The table with ``WITHHELD`` for whatever may not be published."""
        rows = [self._row(at, row) for at, row in enumerate(self.table.rows)]
        hidden_totals = set(self._withheld_totals())
        totals = {
            key: WITHHELD if key in hidden_totals and total is not None else total
            for key, total in self.table.totals.items()
        }
        return replace(self.table, rows=rows, totals=totals)

    def beside(self, main: TableToPublish) -> TableToPublish:
        """The same, below a main table: what that withholds of its totals, this may not sum to. Nor
        may it count the people of a row that is withheld there, or all of them together.
        """
        every = all_of(self.counts)
        if main.counts and main.withholding.sums:
            return replace(self, forced=every)
        withheld = main.counts and main.withholding
        if withheld and (withheld.wholes or (withheld.people and not self.steps)):
            own = self.withholding
            return replace(self, forced=replace(own, people=every.people, wholes=True))
        return self

    @property
    def counts(self) -> list[list[int]]:
        """The counts of people in each row; none where the table counts nobody."""
        if not self._people:
            return []
        return [[row.get(key) or 0 for key in self._people] for row in self.table.rows]

    @cached_property
    def withholding(self) -> Withholding:
        """The rows that are withheld, and whether the totals are."""
        if self.forced and self._people:
            return self.forced
        if not self._people:
            return Withholding(frozenset(), frozenset(range(len(self.table.rows))), sums=True)
        return self._of_steps() if self.steps else withholding(self.counts)

    def _of_steps(self) -> Withholding:
        """Between the first and the last, which are sums; the first is withheld if it must be."""
        first, between = self.counts[0], [[], *self.counts[1:-1], []]
        every = counting(between)
        fees = None if 1 in first else hidden(between, 1)
        fees = every | {0} if fees is None else fees
        people = None if any(map(few, first)) else hidden(between, FEWEST - 1, apart=fees - {0})
        if people is None:
            return Withholding(every | {0}, fees)
        # So many came and went as there are more at the last than at the first: one of the two is
        # known from the other.
        rows = enumerate(self.table.rows)
        crossing = {at for at, row in rows if row.get("step") in COMING_AND_GOING}
        return Withholding(people | ({0} if len(people & crossing) == 1 else set()), fees)

    def _row(self, at: int, row: Row) -> Row:
        hides = {column.key for column in self.table.columns if self._hides(at, column, row)}
        if not hides:
            return row
        return {
            key: WITHHELD if key in hides and value is not None else value
            for key, value in row.items()
        }

    def _hides(self, at: int, column: Column, row: Row) -> bool:
        if column.part:
            return at in self._parts[column.key].people
        if column.people or column.follows:
            return at in self.withholding.people
        if column.private:
            return not (column.public_if and row[column.public_if])
        return column.fee and at in self.withholding.fees

    @property
    def _people(self) -> list[str]:
        return [each.key for each in self.table.columns if each.people and not each.part]

    @cached_property
    def _parts(self) -> dict[str, Withholding]:
        """What is withheld of each column that counts a part of the people in a row."""
        return {
            column.key: withholding_of_part(
                [row.get(column.key) or 0 for row in self.table.rows], self.withholding.people
            )
            for column in self.table.columns
            if column.part
        }

    def _withheld_totals(self) -> Iterator[str]:
        columns = {column.key: column for column in self.table.columns}
        for key in self.table.totals:
            column = columns.get(key)
            of_fees = self.withholding.sums and _tells_fees(key, column)
            if of_fees or (column and self._withholds_whole(column)):
                yield key
        for key in self._people:
            yield from self._withheld_parts(key)

    def _withholds_whole(self, column: Column) -> bool:
        if column.part and self._parts[column.key].wholes:
            return True
        of_people = column.people or column.part or column.follows
        return of_people and self.withholding.wholes

    def _withheld_parts(self, key: str) -> Iterator[str]:
        """Of the totals that part those of a column of people; and the pounds that they come to."""
        totals = self.table.totals
        parts = [part for part in totals if part.startswith(f"{key}_")]
        counts = [[totals[part] or 0] for part in parts]
        rows = None if self.withholding.wholes else hidden(counts, FEWEST - 1)
        yield from (parts[at] for at in (counting(counts) if rows is None else rows))
        if any(few(count) for (count,) in counts):
            yield from (f"{part.removeprefix(f'{key}_')}_pence" for part in parts)


def withheld_in(row: Row) -> set[str]:
    """The keys of what is withheld in a row or among totals."""
    return {key for key, value in row.items() if value is WITHHELD}


def _tells_fees(key: str, column: Column | None) -> bool:
    """Whether a total tells what people cost: its column does; with none, if it is money."""
    return column.fee if column else key.endswith(_OF_MONEY)
