"""Kent's sixteen contracts brought to life: signed on 28 April 2021, sealed on the 30th."""

from __future__ import annotations

from collections.abc import Iterable

from dpsctl.domain.proof_kinds import KINDS, kind_typed

from .office import Office

SIGNED_ON = "2021-04-28"
SEALED_ON = "2021-04-30"
PROOFS = tuple(kind_typed(kind) for kind in KINDS)


def signed(office: Office, numbers: Iterable[int]) -> Office:
    """The office on the day after both had signed these contracts."""
    office = office.on("2021-04-29")
    office.types(f"sign {' '.join(map(str, numbers))} --on {SIGNED_ON}")
    return office


def sealed(office: Office, numbers: Iterable[int]) -> Office:
    """The office on the day on which these contracts, signed before, were sealed."""
    office = office.on(SEALED_ON)
    for number in numbers:
        office.types(f"seal {number} --on {SEALED_ON} --register 2021/{100 + number}")
    return office


def executed(office: Office, *numbers: int) -> Office:
    """The office once these contracts are signed and sealed: in force from 4 May 2021."""
    return sealed(signed(office, numbers), numbers)


def renewed(office: Office, *numbers: int, until: str, application: bool = False) -> Office:
    """The office once every proof of these contracts (or applications) has been shown anew."""
    for number, kind in ((number, kind) for number in numbers for kind in PROOFS):
        option = "--application" if application else ""
        office.types(f"record-evidence {number} {kind} --until {until} {option}")
    return office


def on_roster(office: Office, number: int, as_of: str = "") -> dict[str, object]:
    """A contract's row of the roster, today or as of a day."""
    rows = office.report("roster", f"--as-of {as_of}" if as_of else "")["rows"]
    found: dict[str, object] = next(row for row in rows if row["contract"] == number)
    return found
