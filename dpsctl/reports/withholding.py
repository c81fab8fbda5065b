"""Which rows of a table to withhold so that nobody can work out a count of so few people.

To withhold a row is not enough where its column has a total: the others, taken from the total,
leave it. So further rows are withheld, the next smallest, until what is withheld hides. It hides
where every withheld row could change places with another that holds another count, without
anything that is printed changing: so the rows withheld are always all those up to some count, ties
together, and are of at least two different counts. They stand for at least five people, too, so
that the sum that can be worked out is of five or more.

Fees are withheld where one person is counted, counts where one to four are: a row that shows its
fees but not its count has more than one. Hence the two are looked at apart: the rows without fees
hide among themselves, and the rows without a count that show their fees among themselves.

Where there are no rows to hide among, the totals are withheld as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

FEWEST = 5
"""As many people as may be counted in public."""

Counts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Withholding:
    """The rows of a table, by position, whose counts of ``people`` and whose ``fees`` are withheld.

    ``wholes``: the totals of people are too; ``sums``: the totals of fees.
    """

    people: frozenset[int]
    fees: frozenset[int]
    wholes: bool = False
    sums: bool = False


def withholding(counts: Counts) -> Withholding:
    """What to withhold of a table whose rows count people: one count for each column of people."""
    if any(few(sum(column)) for column in zip(*counts, strict=True)):
        return all_of(counts)
    fees = hidden(counts, 1)
    if fees is None or (fees and fees == counting(counts)):
        return all_of(counts)
    people = hidden(counts, FEWEST - 1, apart=fees)
    return Withholding(counting(counts) if people is None else people, fees, people is None)


def all_of(counts: Counts) -> Withholding:
    """All counts, fees and totals of a table, but what is nought."""
    every = counting(counts)
    return Withholding(every, every, wholes=True, sums=True)


def withholding_of_part(counts: Sequence[int], anyway: frozenset[int]) -> Withholding:
    """What to withhold of a column that counts a part of the people in each row.

    ``anyway`` are the rows whose people are withheld: there, any part but none would tell of them.
    """
    column = [[count] for count in counts]
    rows = (
        None if few(sum(counts)) else hidden(column, FEWEST - 1, anyway=anyway & counting(column))
    )
    every = counting(column)
    return Withholding(every if rows is None else rows, frozenset(), wholes=rows is None)


def hidden(
    counts: Counts,
    most: int,
    *,
    apart: frozenset[int] = frozenset(),
    anyway: frozenset[int] = frozenset(),
) -> frozenset[int] | None:
    """The fewest rows that hide those which count up to ``most`` people, and those themselves.

    Rows ``apart`` are withheld already, and hide nothing; those withheld ``anyway`` are to be
    hidden too. None where there are no rows to do it.
    """
    sizes = [_size(row) for row in counts]
    for bound in [most, *sorted({size for size in sizes if size > most})]:
        rows = anyway | {at for at, size in enumerate(sizes) if 0 < size <= bound}
        if _hide([tuple(counts[at]) for at in rows - apart]):
            return rows | apart
    return None


def counting(counts: Counts) -> frozenset[int]:
    """The rows that count anybody."""
    return frozenset(at for at, row in enumerate(counts) if _size(row))


def few(count: int) -> bool:
    """Whether it is a number of people that is not published: one to four."""
    return 0 < abs(count) < FEWEST


def _size(row: Sequence[int]) -> int:
    return min((abs(count) for count in row if count), default=0)


def _hide(rows: Collection[tuple[int, ...]]) -> bool:
    if not rows:
        return True
    sums = [sum(map(abs, column)) for column in zip(*rows, strict=True)]
    return len(set(rows)) > 1 and not any(map(few, sums))
