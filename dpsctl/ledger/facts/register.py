"""The kinds of fact about the public register of care homes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class SnapshotDay(Fact):
    """The London day that a snapshot is of, put right."""

    table: ClassVar[str] = "snapshot_days"
    snapshot: int
    taken_on: str


@dataclass(frozen=True)
class RegisterLocation(Fact):
    """What a snapshot says of one location; ``listed`` 0 where a whole one leaves it out.

    ``line`` is its place in the file. ``categories`` and ``related`` are JSON: our codes, and
    objects of ``location``, ``name``, ``relation`` (predecessor, successor) and ``reason``.
    """

    table: ClassVar[str] = "register_locations"
    snapshot: int
    cqc_location: str
    listed: int
    line: int | None = None
    name: str | None = None
    cqc_provider: str | None = None
    provider_name: str | None = None
    company_number: str | None = None
    registration: str | None = None
    registered_on: str | None = None
    deregistered_on: str | None = None
    dormant: int | None = None
    care_home: int | None = None
    beds: int | None = None
    rating: str | None = None
    rated_on: str | None = None
    inherited_rating: int | None = None
    registered_manager: int | None = None
    categories: str | None = None
    local_authority: str | None = None
    postcode: str | None = None
    uprn: str | None = None
    related: str | None = None


@dataclass(frozen=True)
class RegisterSnapshot(Fact):
    """A file of the public register of care homes, as it stood on a day.

    ``whole``: it lists every active location; ``unread`` is how many of its rows were not read.
    """

    table: ClassVar[str] = "register_snapshots"
    name: str
    taken_on: str
    sha256: str
    shape: str
    whole: int
    locations: int
    unread: int
