"""What a check looks up: the applications that wait, where they stand, and what was judged last."""

from __future__ import annotations

import json

from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import OPEN_STANDINGS, standing_as_read
from dpsctl.ledger.schema.views import FOR_EVER, STANDINGS

_AMONG = "IN (SELECT value FROM json_each(:among))"


def open_applications(ledger: Ledger) -> list[int]:
    """The numbers of the applications that nobody has determined, in order."""
    rows = ledger.each(
        f"SELECT id FROM ({STANDINGS}) WHERE standing IN (SELECT value FROM json_each(:open)) "
        "ORDER BY id",
        {"until": FOR_EVER, "open": json.dumps(OPEN_STANDINGS)},
    )
    return [row["id"] for row in rows]


def standings_among(ledger: Ledger, applications: list[int]) -> list[Row]:
    """These applications and where each stands, in the order given."""
    rows = ledger.rows(
        f"{STANDINGS} WHERE a.id {_AMONG}",
        {"until": FOR_EVER, "among": json.dumps(applications)},
    )
    by_number = {row["id"]: standing_as_read(row) for row in rows}
    return [by_number[number] for number in applications]


def last_checks(ledger: Ledger, applications: list[int]) -> dict[int, tuple[int, str]]:
    """The rule set and the facts' digest of each application's last check, where it has one."""
    rows = ledger.rows(
        "SELECT application, rule_set, facts_sha256 FROM checks WHERE id IN "
        f"(SELECT MAX(id) FROM checks WHERE application {_AMONG} GROUP BY application)",
        {"among": json.dumps(applications)},
    )
    return {row["application"]: (row["rule_set"], row["facts_sha256"]) for row in rows}
