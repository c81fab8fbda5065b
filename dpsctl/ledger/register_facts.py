"""What the public register says of the homes that apply, laid over what they say themselves.

A council looks up what it can, and does not ask for it (PCR 2015 reg 59(11)): where a snapshot of
the register speaks of an application's CQC location, its words stand for the applicant's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from dpsctl.ledger.file import Ledger, Row

# The newest snapshot that speaks of each location is the last of its rows.
_SPOKEN = """
SELECT a.id AS application, l.*
FROM applications a
JOIN register_locations l ON l.cqc_location = json_extract(a.facts, '$."home.cqc_location"')
JOIN register_snapshots s ON s.id = l.snapshot
WHERE (:entry IS NULL OR l.entry < :entry)
  AND (:wanted IS NULL OR a.id IN (SELECT value FROM json_each(:wanted)))
ORDER BY a.id, s.taken_on, s.id
"""

SNAPSHOT_NAMED = "{0}.name || ' of ' || {0}.taken_on || ', sha256 ' || substr({0}.sha256, 1, 12)"
"""What people call a snapshot, as an expression on its columns: file, day and digest."""

_LISTED = "register.listed"
_REGISTRATION = "home.cqc.registration"
_YES_NO = {
    "home.cqc.dormant": "dormant",
    "home.cqc.registered_manager": "registered_manager",
    "register.care_home": "care_home",
    "register.inherited_rating": "inherited_rating",
}
_AS_IT_STANDS = {
    _REGISTRATION: "registration",
    "home.cqc.rating": "rating",
    "home.cqc.rated_on": "rated_on",
    "register.beds": "beds",
}


@dataclass(frozen=True)
class Registered:
    """What the newest snapshot says of one location, as facts by path; what it leaves out is not.

    ``snapshot`` is its number, ``entry`` the one that recorded it.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    snapshot: int | None = None
    entry: int = 0


def registered(
    ledger: Ledger, applications: list[int] | None = None, entry: int | None = None
) -> dict[int, Registered]:
    """What the register says of applications' homes (none named: all), by application.

    With ``entry``, what was on the ledger when that entry was recorded. Those that no snapshot
    speaks of are left out.
    """
    if not ledger.value("SELECT 1 FROM register_snapshots"):
        return {}
    wanted = None if applications is None else json.dumps(applications)
    rows = ledger.rows(_SPOKEN, {"entry": entry, "wanted": wanted})
    return {row["application"]: _as_facts(row) for row in rows}


def _as_facts(row: Row) -> Registered:
    # One that a whole snapshot leaves out is not called deregistered, for a slip in its number
    # would look the same: whether it is registered is then unknown, and somebody looks.
    facts: dict[str, Any] = {_LISTED: bool(row["listed"])}
    if not row["listed"]:
        return Registered({**facts, _REGISTRATION: None}, row["snapshot"], row["entry"])
    facts |= {path: bool(row[key]) for path, key in _YES_NO.items() if row[key] is not None}
    facts |= {path: row[key] for path, key in _AS_IT_STANDS.items() if row[key] is not None}
    if row["categories"] is not None:
        facts["register.categories"] = json.loads(row["categories"])
    return Registered(facts, row["snapshot"], row["entry"])
