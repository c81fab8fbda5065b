"""Taking people in: one placement after another recorded, or every reason why it may not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Outcome
from dpsctl.actions.pinning_cost_models import Priced
from dpsctl.actions.placement_prices import Why, price_of_placement
from dpsctl.actions.whereabouts import Whereabouts, outside_of, whereabouts
from dpsctl.documents.document import shown
from dpsctl.documents.placements import Placed
from dpsctl.domain.money import pounds
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Home, HomeLocation, HomeName, PlacementEnding, Placing
from dpsctl.ledger.file import Row
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.residents import placements_called, residents_of


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
        self._places: dict[tuple[str, date], Whereabouts] = {}

    def take(self, placed: Placed) -> list[Why]:
        """Record one placement; or every reason why it may not be recorded."""
        try:
            where = self._where(placed)
        except RefusedError as error:
            return [(("contract",), error.what, error.todo)]
        outside = outside_of(self._system, where, placed.starts_on, placed.need, placed.band)
        if self._recorded(placed, where):
            self.known += 1
            return []
        made, mispriced = price_of_placement(self._to, self._folders, self._system, placed, where)
        whys = [*self._unknown(placed), *self._twice(placed, where), *mispriced]
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
        if placed.left_on and placed.left_on < placed.starts_on:
            what = f"{placed.left_on} is before {placed.starts_on}, the first day"
            yield ("left_on",), what, "it is the day on which the person left"

    def _twice(self, placed: Placed, where: Whereabouts) -> Iterator[Why]:
        """Somebody who lives there already cannot be placed there; told if it is elsewhere."""
        for row in placements_called(self._to.ledger, placed.ref, placed.starts_on):
            if row["annulled"] or not _lives(row, placed):
                continue
            place = _place_words(row, where, self._to)
            fee = f"{pounds(row['weekly_pence'])} a week"
            if _same_place(row, where):
                what = f"{placed.ref} lives {place} on {placed.starts_on} already, at {fee}"
                change = f"dpsctl change-fee {placed.ref} --weekly FEE --from DATE --reason TEXT"
                yield ("ref",), what, f"for another fee, {change}"
            else:
                self._outcome.remark(f"{placed.ref} lives {place} as well, at {fee}")

    def _recorded(self, placed: Placed, where: Whereabouts) -> bool:
        known = self._to.ledger.rows(
            "SELECT * FROM placings WHERE ref = ? AND starts_on = ? AND home IS ?",
            [placed.ref, placed.starts_on.isoformat(), where.home],
        )
        terms = (placed.need, placed.band, placed.weekly_fee, placed.basis)
        return any(
            (row["need"], row["band"], row["weekly_pence"], row["basis"]) == terms for row in known
        )

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
        self._outcome.say(
            f"{placed.ref}: {under}{where.called(self._to.ledger, day.isoformat())}, from {day}"
            f"{to_left}: {placed.need}, {placed.band}, {pounds(placed.weekly_fee)} a week, "
            f"{placed.basis}{f'; OUTSIDE TERMS: {outside}' if outside else ''}"
        )
        if where.contract:
            self._remark_full(where, day)

    def _remark_full(self, where: Whereabouts, day: date) -> None:
        contract = where.contract
        beds = contract.beds_on(day) if contract else None
        if contract is None or beds is None:
            return
        living = len(residents_of(self._to.ledger, contract, day))
        if living > beds:
            self._outcome.remark(
                f"contract {contract.number}: {plural(living, 'person', 'people')} on {day}, and "
                f"{plural(beds, 'bed')}"
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


def _lives(row: Row, placed: Placed) -> bool:
    """Whether a placement's days and those about to be recorded have one in common."""
    begun, day = row["starts_on"], placed.starts_on.isoformat()
    if begun and placed.left_on and begun >= placed.left_on.isoformat():
        return False
    return row["left_on"] is None or row["left_on"] > day


def _same_place(row: Row, where: Whereabouts) -> bool:
    return bool(row["home"] == where.home)


def _place_words(row: Row, where: Whereabouts, to: Recording) -> str:
    if row["contract"] is None:
        return "there without a contract" if _same_place(row, where) else "in a home without one"
    return f"under contract {row['contract']}"


def _new_home(to: Recording, where: Whereabouts, day: str) -> int:
    assert where.location and where.name, "a home without a number is a new one"
    home = to.add(Home())
    to.add(HomeLocation(home, where.location, day))
    to.add(HomeName(home, where.name, day))
    return home
