"""A proof as somebody showed it, and how a system watches proofs run out. Days are London days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dpsctl.domain.days import Duration, shift
from dpsctl.domain.proof_kinds import DECLARATION, INSURANCES, POLICY


@dataclass(frozen=True)
class Watch:
    """How a system watches proofs: on how many days ahead reminders fall, and the grace.

    ``policies`` and ``declaration`` are how long a policy that was reviewed, or a declaration that
    was signed, counts; without them it does not run out.
    """

    remind: tuple[int, ...]
    grace: Duration
    policies: Duration | None = None
    declaration: Duration | None = None

    def period(self, kind: str) -> Duration | None:
        """How long a proof of a kind counts from its own day; none where it does not run out."""
        if kind.startswith(POLICY):
            return self.policies
        return self.declaration if kind == DECLARATION else None


later = lru_cache(4_096)(shift)
"""``days.shift``, which answers at once what it was asked before: contracts share their days."""


@dataclass(frozen=True)
class Proof:
    """A proof as somebody showed it.

    ``first`` is the day on which it was signed or reviewed, or an insurance begins; ``last`` the
    last day that it says itself. ``cover`` and ``promised`` are pence: what is insured, and what
    was said to be obtained before the award. ``entry`` numbers what recorded it, ``recorded`` is
    the day since when it is known.
    ``source`` is where it stands: application, contract, transfer, record or register;
    ``application`` which one it is.
    """

    kind: str
    source: str
    entry: int
    recorded: date
    first: date | None = None
    last: date | None = None
    cover: int | None = None
    promised: int | None = None
    reference: str | None = None
    application: int | None = None

    def known(self, day: date) -> bool:
        """Whether anybody knew of it by a day: what has a day of its own counts from that."""
        return self.recorded <= day or (self.first is not None and self.first <= day)

    def begun(self, day: date) -> bool:
        """Whether it holds from a day on or from one before."""
        return (self.first or self.recorded) <= day

    def last_day(self, watch: Watch) -> date | None:
        """The last day on which it holds, by itself or by the system; none where nothing says."""
        if self.last or self.first is None or self.kind in INSURANCES:
            return self.last
        period = watch.period(self.kind)
        return later(self.first, period) if period else None

    def is_lasting(self, watch: Watch) -> bool:
        """Whether it is one of a kind that does not run out."""
        dated = self.last or self.kind in INSURANCES or self.first is None
        return not dated and watch.period(self.kind) is None
