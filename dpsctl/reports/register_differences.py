"""Where the register says otherwise than the contract or the applicant, home by home.

The register is what its snapshots said by the day: of each location the newest that speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dpsctl.domain.register import Location
from dpsctl.ledger.file import Row
from dpsctl.ledger.register import location_of
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.identities import Identities
from dpsctl.reports.register_claims import Disagreement, disagreements
from dpsctl.reports.register_homes import Registered, registered
from dpsctl.reports.register_subjects import Subject, subjects
from dpsctl.reports.register_todo import todo
from dpsctl.reports.view import View

NEWS = ("deregistered", "not listed", "new location", "dormant", "rating")
"""The differences that somebody must act on."""


@dataclass(frozen=True)
class Difference:
    """One difference: what the applicant (or the contract) says, and what the register does.

    ``home`` is our number of the home and ``name`` what it is called; ``since`` is the day of the
    snapshot, as ISO text, ``todo`` the next act. ``better``: it is better than was known, as a
    rating is that rose. Differences of one home come most urgent first.
    """

    home: int
    name: str
    cqc_location: str
    application: int | None
    contract: int | None
    what: str
    applicant: str | None
    register: str | None
    since: str
    snapshot: int
    snapshot_name: str
    sha256: str
    todo: str
    better: bool


@dataclass(frozen=True)
class Comparison:
    """Every difference; how many homes were held against the register, and how many agree.

    ``unspoken`` are our numbers of those that no snapshot speaks of.
    """

    differences: list[Difference] = field(default_factory=list)
    homes: int = 0
    agreeing: int = 0
    unspoken: list[int] = field(default_factory=list)


def compared(contracts: ContractsOn) -> Comparison:
    """What contracts and applications of the day say, held against the register as known by it;
    differences by contract and application.
    """
    held = _Held(contracts.view, contracts.named)
    about = subjects(contracts)
    found = [each for subject in about for each in held.of(subject)]
    homes = {subject.home for subject in about}
    unspoken = sorted(home for home in homes if held.register.row_of(held.at(home)) is None)
    agreeing = homes - {each.home for each in found} - set(unspoken)
    return Comparison(found, len(homes), len(agreeing), unspoken)


@dataclass(frozen=True)
class _Held:
    """The register of a view's day, and what homes and providers are called on it."""

    view: View
    named: Identities

    @cached_property
    def register(self) -> Registered:
        return registered(self.view)

    @cached_property
    def codes(self) -> set[str]:
        """The categories of the system that the register knows too."""
        from dpsctl.documents.shelf import register_rules

        return set(register_rules(self.view.rules).categories)

    def at(self, home: int) -> str:
        """Where a home is registered on the day, as far as the ledger knows."""
        return self.named.locations[home]

    def of(self, subject: Subject) -> Iterator[Difference]:
        row = self.register.row_of(self.at(subject.home))
        if row is None:
            return
        if row["listed"] and location_of(row).active:
            found = disagreements(subject, location_of(row), self.named, self._codes(row))
            yield from (self._difference(subject, each, row) for each in found)
        else:
            yield self._gone(subject, row)

    def _codes(self, row: Row) -> set[str]:
        return self.codes if row["categories"] else set()

    def _gone(self, subject: Subject, row: Row) -> Difference:
        """What there is to say of a home whose location is registered no more."""
        location = self.at(subject.home)
        ended = self.register.deregistration(location)
        was = _ended(ended) if ended else f"not in the whole register of {row['taken_on']}"
        if anew := self.register.registered_anew(subject.home):
            told = Disagreement("new location", location, f"{anew.words}; the old one {was}")
            return self._difference(subject, told, anew.row)
        what = "deregistered" if ended else "not listed"
        return self._difference(subject, Disagreement(what, "Registered", was), row)

    def _difference(self, subject: Subject, found: Disagreement, row: Row) -> Difference:
        return Difference(
            home=subject.home,
            name=self.named.homes[subject.home],
            cqc_location=self.at(subject.home),
            application=subject.application,
            contract=subject.contract,
            what=found.what,
            applicant=found.applicant,
            register=found.register,
            since=row["taken_on"],
            snapshot=row["snapshot"],
            snapshot_name=row["snapshot_name"],
            sha256=row["sha256"],
            todo=todo(subject, found),
            better=found.better,
        )


def _ended(location: Location) -> str:
    on = f" on {location.deregistered_on}" if location.deregistered_on else ""
    return f"deregistered{on}"
