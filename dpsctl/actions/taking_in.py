"""Taking people in: one placement after another recorded, or every reason why it may not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dpsctl.actions.desk import Outcome
from dpsctl.actions.placed_before import PlacedBefore
from dpsctl.actions.placement_prices import Why, price_of_placement
from dpsctl.actions.whereabouts import Whereabouts, outside_of, whereabouts
from dpsctl.documents.document import shown
from dpsctl.documents.placements import Placed
from dpsctl.documents.watching import watched_proofs
from dpsctl.domain.money import pounds
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.ledger.facts import Home, HomeLocation, HomeName, PlacementEnding, Placing
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import residents_of

if TYPE_CHECKING:
    from dpsctl.actions.pinning_cost_models import Priced


class TakingIn:
    """People placed, each as a fact of the ledger's next entry. ``known`` counts those who were
    placed so before.
    """

    def __init__(self, to: Recording, outcome: Outcome, folders: Sequence[Path]) -> None:
        self.known = 0
        self._to = to
        self._outcome = outcome
        self._folders = folders
        self._system = system_now(to.ledger)
        self._proofs = watched_proofs(to.ledger, folders, self._system.terms)
        self._places: dict[tuple[str, date], Whereabouts] = {}
        self._filled: dict[int, date] = {}

    def take(self, placed: Placed) -> list[Why]:
        """Record one placement; or every reason why it may not be recorded."""
        try:
            where = self._where(placed)
        except RefusedError as error:
            return [(("contract",), error.what, error.todo)]
        outside = outside_of(
            self._system, self._proofs, where, placed.starts_on, placed.need, placed.band
        )
        before = PlacedBefore(self._to.ledger, placed, where.home)
        so = before.so()
        self.known += so is not None
        made, mispriced = price_of_placement(self._to, self._folders, self._system, placed, where)
        if so:
            return mispriced or list(before.otherwise(so, made.kept if made else None))
        whys = [*self._unknown(placed), *before.twice(self._outcome), *mispriced]
        whys += _unreasoned(placed, outside)
        if not whys:
            self._record(placed, where, outside, made)
        return whys

    def _where(self, placed: Placed) -> Whereabouts:
        key = (placed.contract, placed.starts_on)
        if key not in self._places:
            found = whereabouts(self._to.ledger, placed.contract, placed.home, placed.starts_on)
            if found.home is None:  # the next one placed there will find it
                return found
            self._places[key] = found
        return self._places[key]

    def _unknown(self, placed: Placed) -> Iterator[Why]:
        """What the system's own terms do not know."""
        system = self._system
        needs = list(system.terms["categories"])
        for key, given, known in (
            ("need", placed.need, needs),
            ("band", placed.band, system.bands_of(*system.terms["agreements"])),
        ):
            if known and given not in known:
                yield (key,), f"{shown(given)} is not one of {', '.join(known)}", "name one of them"
        if placed.left_on and placed.left_on <= placed.starts_on:
            which = "is" if placed.left_on == placed.starts_on else f"is before {placed.starts_on},"
            what = f"{placed.left_on} {which} the first day"
            yield ("left_on",), what, "it is the first day on which the person is not there"

    def _record(
        self, placed: Placed, where: Whereabouts, outside: str | None, made: Priced | None
    ) -> None:
        to = self._to
        home = where.home or _new_home(to, where, placed.starts_on.isoformat())
        contract = where.contract.number if where.contract else None
        number = to.add(_placing(placed, contract, home, outside, made))
        if placed.left_on:
            left = placed.left_on.isoformat()
            to.add(PlacementEnding(number, None, placed.ref, left))
        self._tell(placed, where, outside)

    def _tell(self, placed: Placed, where: Whereabouts, outside: str | None) -> None:
        day = placed.starts_on
        under = f"contract {where.contract.number}, " if where.contract else ""
        to_left = f", left on {placed.left_on}" if placed.left_on else ""
        home = where.called(self._to.ledger, day.isoformat())
        self._outcome.say(
            f"{placed.ref}: {under}{home}, from {day}"
            f"{to_left}: {placed.need}, {placed.band}, {pounds(placed.weekly_fee)} a week, "
            f"{placed.basis}{f'; OUTSIDE TERMS: {outside}' if outside else ''}"
        )
        if placed.home not in (None, home):
            what = f"the home at {placed.contract} is {home} on the ledger, not {placed.home}"
            self._outcome.remark(what)
        if contract := where.contract:
            self._filled[contract.number] = max(day, self._filled.get(contract.number, day))

    def remark_full(self) -> None:
        """Tell, once for each contract, where more people live than there are beds: on the last
        first day of those taken in.
        """
        for number, day in sorted(self._filled.items()):
            contract = contract_numbered(self._to.ledger, number)
            beds = contract.beds_on(day) if contract else None
            if contract is None or beds is None:
                continue
            living = len(residents_of(self._to.ledger, contract, day))
            if living > beds:
                people = plural(living, "person", "people")
                self._outcome.remark(
                    f"contract {number}: {people} on {day}, and {plural(beds, 'bed')}"
                )


def _placing(
    placed: Placed, contract: int | None, home: int, outside: str | None, made: Priced | None
) -> Placing:
    return Placing(
        contract=contract,
        home=home,
        ref=placed.ref,
        need=placed.need,
        band=placed.band,
        weekly_pence=placed.weekly_fee,
        starts_on=placed.starts_on.isoformat(),
        basis=placed.basis,
        outside=outside,
        reason=placed.reason,
        cost_model=made.cost_model if made else None,
        price=made.kept if made else None,
    )


def _unreasoned(placed: Placed, outside: str | None) -> Iterator[Why]:
    if outside and not placed.reason:
        what = f"{placed.ref} would be placed outside terms: {outside}"
        yield ("reason",), what, "it is recorded so for a reason: --reason TEXT"


def _new_home(to: Recording, where: Whereabouts, day: str) -> int:
    assert where.location and where.name, "a home without a number is a new one"
    home = to.add(Home())
    to.add(HomeLocation(home, where.location, day))
    to.add(HomeName(home, where.name, day))
    return home
