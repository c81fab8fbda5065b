"""How often a home may be refused before it has to wait, where the notice says so.

Without a policy anybody may apply again at once (PCR 2015 reg 34(15): at any time). A limit is
lawful only where the regime leaves procedure to the notice (reg 76(7)), which the policy cites.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dpsctl.domain.days import Duration, shift


@dataclass(frozen=True)
class Policy:
    """After every ``refusals``-th refusal a home waits, counted from the day of that refusal.

    ``wait`` is in days, months or years.
    """

    refusals: int
    wait: Duration
    cite: str

    def __str__(self) -> str:
        every = "every refusal" if self.refusals == 1 else f"every {self.refusals} refusals"
        return f"After {every} a home waits {self.wait} before it may apply again"


@dataclass(frozen=True)
class Bar:
    """The wait that a home's so-manieth refusal began: London days, ``until`` being free again."""

    refusals: int
    refused_on: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether it keeps out what is received on a London day."""
        return self.refused_on <= day < self.until


def bars(refused_on: Sequence[date], policy: Policy | None) -> list[Bar]:
    """The waits that refusals began; ``refused_on`` are their London days in order.

    Only refusals that stand count, and those since the home was last admitted.
    """
    if policy is None:
        return []
    counts = range(policy.refusals, len(refused_on) + 1, policy.refusals)
    last = [(count, refused_on[count - 1]) for count in counts]
    return [Bar(count, day, shift(day, policy.wait)) for count, day in last]


def bar_on(refused_on: Sequence[date], policy: Policy | None, day: date) -> Bar | None:
    """The wait that keeps out an application received on a London day; the one that ends last."""
    holding = [each for each in bars(refused_on, policy) if each.holds(day)]
    return max(holding, key=lambda each: each.until, default=None)


def may_apply_from(refused_on: Sequence[date], policy: Policy | None) -> date | None:
    """The first London day on which a home may apply again, as its last refusal left it.

    None where that refusal began no wait, and none that began before it goes on.
    """
    held = bar_on(refused_on, policy, refused_on[-1]) if refused_on else None
    return held.until if held else None
