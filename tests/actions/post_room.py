"""What the tests of letters have in common: an office that refused somebody, and its post."""

from __future__ import annotations

from ..office import Office
from ..papers import Changes, application
from ..small_system import OPEN_MARCH, small_system

REFUSE = "determine 1 refuse --reason 'It is not rated Good'"
POOR = {"received_at": "2021-03-09T09:00", "answers": None, "home.cqc.rating": "Inadequate"}
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
