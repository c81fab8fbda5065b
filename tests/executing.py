"""Kent's sixteen contracts brought to life: signed on 28 April 2021, sealed on the 30th."""

from __future__ import annotations

from collections.abc import Iterable

from .office import Office

SIGNED_ON = "2021-04-28"
SEALED_ON = "2021-04-30"


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


def on_roster(office: Office, number: int, as_of: str = "") -> dict[str, object]:
    """A contract's row of the roster, today or as of a day."""
    rows = office.report("roster", f"--as-of {as_of}" if as_of else "")["rows"]
    found: dict[str, object] = next(row for row in rows if row["contract"] == number)
    return found
