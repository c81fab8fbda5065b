"""Where things are found on the ledger: the system, windows, applications by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dpsctl.domain.days import Duration, instant_of, instant_text, parse_duration
from dpsctl.domain.windows import Span
from dpsctl.errors import LedgerError, RefusedError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.views import FOR_EVER, SPANS, STANDINGS

OPEN_STANDINGS = ("received", "qualified", "referred", "incomplete", "failed", "mixed")
"""Where an application stands while nobody has determined it."""


@dataclass(frozen=True)
class System:
    """The system as one amendment of its document has it; ``terms`` is the whole document."""

    id: int
    name: str
    title: str
    regime: str
    valid_from: date
    valid_until: date | None
    weeks_per_year: str
    rehearsal: bool
    document: str
    terms: dict[str, Any]

    def duration(self, *path: str) -> Duration | None:
        """A duration among the terms, or none where the document leaves it out."""
        value: Any = self.terms
        for key in path:
            value = (value or {}).get(key)
        return parse_duration(value) if value else None

    def bands_of(self, *agreements: str) -> list[str]:
        """The bands of agreements, in order; one that the document does not name has none."""
        known = self.terms["agreements"]
        return [band for name in agreements for band in known.get(name, {}).get("bands") or []]

    def gates(self, step: str) -> list[str]:
        """What must be in force before a step; a decision is wanted unless the document says."""
        gates: dict[str, list[str]] | None = self.terms.get("gates")
        return (gates or {}).get(step) or ([] if gates else ["decision"])

    @property
    def overridable(self) -> list[str]:
        """The gates that may be passed shut for a reason; none unless the document names them."""
        return (self.terms.get("gates") or {}).get("override") or []

    def needs_four_eyes(self, ground: str) -> bool:
        """Whether a determination on this ground needs a second person."""
        return ground in (self.terms.get("four_eyes") or [])


@dataclass(frozen=True)
class WindowOnLedger:
    """A window as it runs, with the system and decision it was recorded under."""

    id: int
    span: Span
    system: int
    decision: int | None
    notice: str | None

    @property
    def name(self) -> str:
        """Its opening day, as ISO text."""
        return self.span.name


def system_now(ledger: Ledger) -> System:
    """The system in force: the newest amendment.

    Raises:
        LedgerError: the ledger holds no system.
    """
    row = ledger.row("SELECT * FROM systems ORDER BY id DESC LIMIT 1")
    if row is None:
        raise LedgerError(f"the ledger {ledger.path} holds no system", "run `dpsctl init`")
    return _system(row)


def system_by_id(ledger: Ledger, id: int) -> System:
    """The system as a given amendment has it."""
    row = ledger.row("SELECT * FROM systems WHERE id = ?", [id])
    assert row is not None, "a window refers to its system"
    return _system(row)


def system_of_window(ledger: Ledger, window: int) -> System:
    """The system as a window was opened under it."""
    return system_by_id(ledger, ledger.value("SELECT system FROM windows WHERE id = ?", [window]))


def _system(row: Row) -> System:
    return System(
        id=row["id"],
        name=row["system"],
        title=row["title"],
        regime=row["regime"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        weeks_per_year=row["weeks_per_year"],
        rehearsal=bool(row["rehearsal"]),
        document=row["document"],
        terms=json.loads(row["terms"]),
    )


def windows_now(ledger: Ledger, until: str = FOR_EVER) -> list[WindowOnLedger]:
    """Every window as it runs, by opening, with the newest notice known of it."""
    rows = ledger.rows(f"{SPANS} ORDER BY w.opens_at", {"until": until})
    return [
        WindowOnLedger(
            id=row["id"],
            span=_span(row),
            system=row["system"],
            decision=row["decision"],
            notice=row["notice"],
        )
        for row in rows
    ]


def _span(row: Row) -> Span:
    closes_at = instant_of(row["closes_at"]) if row["closes_at"] else None
    return Span(instant_of(row["opens_at"]), closes_at)


def window_named(ledger: Ledger, name: str) -> WindowOnLedger:
    """The window of an opening day.

    Raises:
        RefusedError: there is none of that name.
    """
    windows = windows_now(ledger)
    for window in windows:
        if window.name == name:
            return window
    names = ", ".join(window.name for window in windows) or "none yet"
    raise RefusedError(f"there is no window {name}", f"windows on the ledger: {names}")


def standings(ledger: Ledger, until: datetime | None = None) -> list[Row]:
    """Every application and where it stands, by number; acts from ``until`` on left out."""
    moment = instant_text(until) if until else FOR_EVER
    rows = ledger.rows(f"{STANDINGS} ORDER BY a.id", {"until": moment})
    return [standing_as_read(row) for row in rows]


def standing_of(ledger: Ledger, id: int) -> Row:
    """One application and where it stands."""
    row = ledger.row(f"{STANDINGS} WHERE a.id = :id", {"until": FOR_EVER, "id": id})
    assert row is not None, "the number was looked up before"
    return standing_as_read(row)


def standing_as_read(row: Row) -> Row:
    """A row of STANDINGS, its JSON read."""
    return {
        **row,
        "late": bool(row["late"]),
        "categories": json.loads(row["categories"]),
        "verdicts": json.loads(row["verdicts"]) if row["verdicts"] else None,
    }


def application_named(ledger: Ledger, name: str) -> int:
    """An application's number, from that number, the portal's reference or a CQC location.

    A name that fits several means the one in the newest window, and there the newest.

    Raises:
        RefusedError: nothing on the ledger is called so.
    """
    found = None
    if name.isascii() and name.isdigit() and len(name) < 19:
        found = ledger.value("SELECT id FROM applications WHERE id = ?", [int(name)])
    if found is None and name.isprintable():  # bytes that are no text are nobody's name
        found = ledger.value(
            "SELECT a.id FROM applications a JOIN windows w ON w.id = a.window "
            "WHERE a.reference = :name OR a.home IN "
            "(SELECT home FROM home_locations WHERE cqc_location = :name) "
            "ORDER BY w.opens_at DESC, a.id DESC LIMIT 1",
            {"name": name},
        )
    if found is None:
        raise RefusedError(
            f"there is no application {name}",
            "name it by its number, its reference or the home's CQC location; "
            "`dpsctl report applications` lists them",
        )
    return int(found)
