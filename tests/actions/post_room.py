"""What the tests of letters have in common: offices that decided something, and their post."""

from __future__ import annotations

from pathlib import Path

from dpsctl.shipped import FIXTURES

from ..office import Office
from ..papers import Changes, application
from ..small_system import OPEN_MARCH, small_system

REFUSE = "determine 1 refuse --reason 'It is not rated Good'"
POOR = {"received_at": "2021-03-09T09:00", "answers": None, "home.cqc.rating": "Inadequate"}
SEASIDE = (
    ("2025-07-22", "init system.yaml"),
    ("2025-07-22", "record-decision decisions/25-00031.yaml"),
    ("2025-08-20", "open-window"),
    ("2026-02-03", "import applications"),
    ("2026-02-03", "check"),
)
ALONE = {"four_eyes": None, "letters": None, "reapplication": None}


def letter(office: Office, name: str, folder: str = "letters") -> str:
    """A file of a letter, read."""
    return (office.folder / folder / name).read_text("utf-8")


def names(office: Office, folder: str = "letters") -> list[str]:
    """The files in a folder of letters."""
    return sorted(each.name for each in (office.folder / folder).iterdir())


def refused_office(new_office: Office, changed: Changes | None = None) -> Office:
    """An office of a small system that refused application 1, on 10 March 2021."""
    office = small_system(new_office, None, {**ALONE, **(changed or {})})
    office.types(OPEN_MARCH)
    office.imports(application(1, POOR))
    office.types("check")
    office.types(REFUSE)
    return office


def market_office(folder: Path) -> Office:
    """An office of Seaside's dynamic market on 3 February 2026, with nothing determined yet."""
    for name in ("system.yaml", "decisions", "applications"):
        (folder / name).symlink_to(FIXTURES / "seaside" / name)
    office = Office(folder, "2025-07-22T09:00")
    for day, command in SEASIDE:
        office.on(day).types(command)
    return office.on("2026-02-03")
