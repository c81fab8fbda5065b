"""What the public register says of the homes that apply, laid over what they say themselves.

A council looks up what it can, and does not ask for it (PCR 2015 reg 59(11)): where a snapshot of
the register speaks of an application's CQC location, its words stand for the applicant's.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.register import newest_rows

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
    ledger: Ledger, locations: Collection[str], entry: int | None = None
) -> dict[str, Registered]:
    """What the register says of CQC locations, by location.

    With ``entry``, what was on the ledger when that entry was recorded. Those that no snapshot
    speaks of are left out.
    """
    if not ledger.value("SELECT 1 FROM register_snapshots"):
        return {}
    newest = newest_rows(ledger, entry=entry, among=locations)
    return {location: _as_facts(row) for location, row in newest.items()}


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
