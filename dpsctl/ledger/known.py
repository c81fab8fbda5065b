"""What the ledger knows of an application: the document's facts, with answers that came back."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Known:
    """An application's facts as rules see them, by path.

    ``answered`` are the fields that an officer entered from an answer to a clarification.
    """

    facts: dict[str, Any]
    answered: frozenset[str] = frozenset()


def known_of(ledger: Ledger, application: int) -> Known:
    """What is known of one application now."""
    return known_by_then(ledger, [application])[application]


def known_by_then(
    ledger: Ledger, applications: list[int] | None = None, entry: int | None = None
) -> dict[int, Known]:
    """What is known of applications (none named: of all), by number.

    With ``entry``, what was known when that entry was recorded: later answers are left out.
    """
    wanted = json.dumps(applications)
    only = "" if applications is None else " AND {} IN (SELECT value FROM json_each(:wanted))"
    given = {"wanted": wanted, "entry": entry}
    answers: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in ledger.rows(
        "SELECT application, field, value FROM answers WHERE (:entry IS NULL OR entry < :entry)"
        f"{only.format('application')} ORDER BY id",
        given,
    ):
        answers[row["application"]][row["field"]] = json.loads(row["value"])
    rows = ledger.rows(
        f"SELECT id, facts FROM applications WHERE 1{only.format('id')} ORDER BY id", given
    )
    return {row["id"]: _known(json.loads(row["facts"]), answers.get(row["id"], {})) for row in rows}


def _known(facts: dict[str, Any], answers: dict[str, Any]) -> Known:
    received = london_day(instant_of(facts["received_at"])).isoformat()
    return Known({**facts, "received_on": received, **answers}, frozenset(answers))
