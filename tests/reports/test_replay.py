"""``verify --replay``: what was judged is judged again, from the ledger alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from dpsctl.ledger.file import reading
from dpsctl.reports.replay import Replay, replay

from ..office import Office

Stage = Callable[[str], Office]


def replayed(office: Office) -> Replay:
    with reading(office.ledger) as ledger:
        return replay(ledger)


def falsified(office: Office, statement: str) -> None:
    with closing(sqlite3.connect(office.ledger)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_every_check_of_the_story_comes_out_the_same(kent_at: Stage) -> None:
    office = kent_at("awarded")
    told = office.types("verify --replay")
    assert told.lines[-1] == "20 checks judged again, no differences"
    assert office.types("verify --replay --format json").json["replay"] == {
        "checks": 20,
        "differences": [],
    }


def test_a_check_is_replayed_by_what_was_known_when_it_was_made(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.types("clarify 19 --answer provider.policies.safeguarding=2020-11-02")
    office.types("check 19")
    assert replayed(office) == Replay(21, [])


def test_a_falsified_finding_and_verdict_are_named(kent_at: Stage) -> None:
    office = kent_at("checked")
    falsified(office, "UPDATE findings SET finding = 'met' WHERE finding = 'unmet'")
    falsified(office, "UPDATE checks SET verdict = 'qualified' WHERE verdict = 'failed'")
    assert [str(each) for each in replayed(office).differences] == [
        "check 17 of application 17, cqc-registered: recorded finding met, replayed finding unmet",
        "check 17 of application 17, verdict: recorded qualified, replayed failed",
        "check 18 of application 18, cqc-rating: recorded finding met, replayed finding unmet",
    ]


def test_falsified_rules_are_told_as_such(kent_at: Stage) -> None:
    office = kent_at("checked")
    falsified(
        office,
        "UPDATE documents SET text = replace(text, 'at least Good', 'at least Inadequate')",
    )
    differences = replayed(office).differences
    assert len(differences) == 20
    assert "is not the one that was pinned" in differences[0].replayed


def test_a_broken_chain_is_not_replayed(kent_at: Stage) -> None:
    office = kent_at("checked")
    falsified(office, "UPDATE findings SET finding = 'met' WHERE finding = 'unmet'")
    told = office.types("verify --replay", exits=3)
    assert told.out.startswith("BROKEN at entry 8")
    assert "judged again" not in told.out
