"""What trials count and what they find lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..office import Told


@dataclass
class Figures:
    """Counts by what they are of; ``losses`` says of each thing that went wrong where and how."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)

    def count(self, what: str, by: int = 1) -> None:
        """Count one more of something."""
        self.counts[what] += by

    def expect(self, held: bool, where: object, what: object) -> None:
        """Note a loss, unless something held."""
        if not held:
            self.losses.append(f"{where}: {what}")

    def add(self, others: Iterable[Figures]) -> Figures:
        """The same, with what others counted and found."""
        for other in others:
            self.counts += other.counts
            self.losses += other.losses
        return self


def told_plainly(told: Told) -> bool:
    """Whether a command ended as one should: with a code of its own, and in words for people."""
    # What is refused of a document begins with the document's name.
    said = told.err.startswith("dpsctl: ") if told.code in (2, 5) else told.out + told.err != ""
    return 0 <= told.code <= 5 and "Traceback" not in told.err and said


def no_ledger(told: Told) -> bool:
    """Whether a command said that the ledger cannot be used, what is wrong and what to do."""
    lines = told.err.splitlines()
    return told.code == 5 and told.out == "" and len(lines) == 2 and told_plainly(told)
