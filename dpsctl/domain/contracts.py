"""A contract's life on a day: what is in force, and what is open to placements, from dated facts.

*In force*: signed by both parties, sealed where that is required, started, and not ended. *Open to
placements*: in force, not suspended, and its evidence not lapsed beyond its grace. What is closed
to placements is still in force: its residents and its bills go on. All days are London days; first
and last days are both in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from dpsctl.domain.evidence import Evidence
from dpsctl.domain.money import half_up

Party = Literal["provider", "council"]
PARTIES: tuple[Party, ...] = ("provider", "council")

AWAITING_SIGNATURE = "awaiting signature"
AWAITING_SEAL = "awaiting seal"
NOT_YET_STARTED = "not yet started"
IN_FORCE = "in force"
SUSPENDED = "suspended"
STANDINGS = (AWAITING_SIGNATURE, AWAITING_SEAL, NOT_YET_STARTED, IN_FORCE, SUSPENDED)
"""How a contract on the roster stands, in the order in which it comes to."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Suspended:
    """A suspension from the end of a day ``since`` to the end of ``last_day``, unless resumed.

    On the day it began the contract counts as suspended, on the day it was resumed as open: a day
    is told as it stood at its end.
    """

    since: date
    last_day: date
    resumed_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the contract is suspended on a day."""
        lifted = self.resumed_on is not None and self.resumed_on <= day
        return self.since <= day <= self.last_day and not lifted


@dataclass(frozen=True)
class Life:
    """The dated facts of one contract.

    ``ends_on`` is its last day as awarded or extended, ``ended_on`` the first day no longer in
    force where it was ended. ``left_on`` is the day from which the home's next contract is in force
    instead. ``sealing``: its value asks for a seal.
    """

    awarded_on: date
    starts_on: date
    ends_on: date
    signed: Mapping[Party, date] = field(default_factory=dict)
    sealing: bool = False
    sealed_on: date | None = None
    ended_on: date | None = None
    annulled: bool = False
    left_on: date | None = None
    suspensions: tuple[Suspended, ...] = ()

    @property
    def unsigned(self) -> tuple[Party, ...]:
        """The parties that have not signed."""
        return tuple(party for party in PARTIES if party not in self.signed)

    @property
    def signed_on(self) -> date | None:
        """The day on which the second of the two parties signed; none until both have."""
        return None if self.unsigned else max(self.signed.values())

    @property
    def executed_on(self) -> date | None:
        """The day on which it was signed by both, and sealed where that is required."""
        if self.signed_on is None or not self.sealing:
            return self.signed_on
        return max(self.signed_on, self.sealed_on) if self.sealed_on else None

    @property
    def last_day(self) -> date:
        """Its last day: as awarded or extended, or the day before it was ended or left."""
        stops = [day - _DAY for day in (self.ended_on, self.left_on) if day]
        return min([self.ends_on, *stops])

    @property
    def in_force_from(self) -> date | None:
        """The first day in force; none where it is not executed, or ended before."""
        if self.executed_on is None:
            return None
        first = max(self.executed_on, self.starts_on)
        return first if first <= self.last_day else None

    def listed(self, day: date) -> bool:
        """Whether the roster of a day lists it: awarded and not ended."""
        return self.awarded_on <= day <= self.last_day

    def has_ended(self, day: date) -> bool:
        """Whether its last day lies before a day."""
        return self.last_day < day

    def standing(self, day: date) -> str | None:
        """How it stands on a day, as one of :data:`STANDINGS`; none where it is not listed."""
        if not self.listed(day):
            return None
        if self.signed_on is None or self.signed_on > day:
            return AWAITING_SIGNATURE
        if self.executed_on is None or self.executed_on > day:
            return AWAITING_SEAL
        if self.starts_on > day:
            return NOT_YET_STARTED
        return SUSPENDED if self.suspended(day) else IN_FORCE

    def in_force(self, day: date) -> bool:
        """Whether it is in force on a day; a suspended contract is."""
        return self.standing(day) in (IN_FORCE, SUSPENDED)

    def open_to_placements(self, day: date, evidence: Evidence) -> bool:
        """Whether new people may be placed under it on a day, by the evidence held on it."""
        return self.standing(day) == IN_FORCE and not evidence.closed

    def suspended(self, day: date) -> Suspended | None:
        """The suspension that holds on a day."""
        return next((each for each in self.suspensions if each.holds(day)), None)


def estimated_value(weekly: int, starts: date, ends: date) -> int:
    """A contract's value in pence: its weekly fees for every day from first to last, half-up once.

    Both days count: a week's fee is for seven of them.
    """
    return half_up(Fraction(weekly * ((ends - starts).days + 1), 7))
