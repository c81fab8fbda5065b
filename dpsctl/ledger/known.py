"""What the ledger knows of an application: the document's facts, with answers that came back, and
what the public register says.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.register_facts import Registered, registered


@dataclass(frozen=True)
class Known:
    """An application's facts as rules see them, by path.

    ``answered`` are the fields that an officer entered from an answer to a clarification,
    ``registered`` those that the public register says, by the ``snapshot`` of that number.
    """

    facts: dict[str, Any]
    answered: frozenset[str] = frozenset()
    registered: frozenset[str] = frozenset()
    snapshot: int | None = None


_LOCATION = "home.cqc_location"
_Answers = dict[str, tuple[int, Any]]
"""An application's answers by field: the entry of the newest, and what it says."""


def known_of(ledger: Ledger, application: int) -> Known:
    """What the applicant said of one application until now."""
    return known_by_then(ledger, [application])[application]


def known_by_then(
    ledger: Ledger, applications: list[int] | None = None, entry: int | None = None
) -> dict[int, Known]:
    """What the applicants said of applications (none named: of all), by number.

    With ``entry``, what was known when that entry was recorded: later answers are left out.
    """
    return _read(ledger, applications, entry, look_up=False)


def known_to_judge(
    ledger: Ledger, applications: list[int] | None = None, entry: int | None = None
) -> dict[int, Known]:
    """What applications are judged by: what the applicants said, and over it the register.

    Of the register and an officer's answer on the same field the one recorded later holds.
    """
    return _read(ledger, applications, entry, look_up=True)


def _read(
    ledger: Ledger, applications: list[int] | None, entry: int | None, *, look_up: bool
) -> dict[int, Known]:
    wanted = json.dumps(applications)
    only = "" if applications is None else " AND {} IN (SELECT value FROM json_each(:wanted))"
    given = {"wanted": wanted, "entry": entry}
    answers: dict[int, _Answers] = defaultdict(dict)
    for row in ledger.rows(
        "SELECT application, field, value, entry FROM answers "
        f"WHERE (:entry IS NULL OR entry < :entry){only.format('application')} ORDER BY id",
        given,
    ):
        answers[row["application"]][row["field"]] = (row["entry"], json.loads(row["value"]))
    rows = ledger.rows(
        f"SELECT id, facts FROM applications WHERE 1{only.format('id')} ORDER BY id", given
    )
    facts = {row["id"]: json.loads(row["facts"]) for row in rows}
    register: dict[str, Registered] = {}
    if look_up:
        register = registered(ledger, {each[_LOCATION] for each in facts.values()}, entry)
    return {
        number: _known(each, answers.get(number, {}), register.get(each[_LOCATION], Registered()))
        for number, each in facts.items()
    }


def _known(facts: dict[str, Any], answers: _Answers, register: Registered) -> Known:
    received = london_day(instant_of(facts["received_at"])).isoformat()
    answered = {field: value for field, (_, value) in answers.items()}
    said = {
        path: value
        for path, value in register.facts.items()
        if path not in answers or answers[path][0] < register.entry
    }
    return Known(
        {**facts, "received_on": received, **answered, **said},
        frozenset(answered.keys() - said.keys()),
        frozenset(said),
        register.snapshot,
    )
