"""The exit codes, as a table; and whatever goes wrong is told plainly, never as a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application, rule, rule_set

Stage = Callable[[str], Office]

DONE, REFUSED, MISUSED, FINDINGS, UNREADABLE, NO_LEDGER = range(6)

# Typed at the stage "determined" of Kent's story, in a folder furnished as below.
TABLE = [
    ("status", DONE),
    ("--version", DONE),
    ("check --help", DONE),
    ("import applications", DONE),
    ("check 17", DONE),
    ("rules lint", DONE),
    ("verify", DONE),
    ("backup new.db", DONE),
    ("export --all", DONE),
    # Refused: the ledger, the rules or the law forbid it, or there is no such name.
    ("open-window --opens 2021-03-15 --closes 2021-04-15", REFUSED),
    ("award 17 --decision 20/00108 --yes", REFUSED),
    ("award --decision 99/99999 --yes", REFUSED),
    ("determine 1 refuse --reason 'Changed my mind'", REFUSED),
    ("explain 99", REFUSED),
    ("report windows --window 2021-04-01", REFUSED),
    ("change-window 2021-09-01 --closes 2021-09-30 --reason 'Longer'", REFUSED),
    ("form --agreement framework", REFUSED),
    ("rules show kent-special", REFUSED),
    ("rules show kent-specialist/2019-01-01", REFUSED),
    ("import strange.yaml", REFUSED),
    ("init too-long.yaml --reason 'Longer'", REFUSED),
    ("backup dps.db", REFUSED),
    ("restore dps.db --yes", REFUSED),
    ("export --all --out dps.db", REFUSED),
    ("redact 0123456789ab --reason 'Named' --yes", REFUSED),
    ("import-register register/locations-2021-09-03.jsonl", REFUSED),
    # Wrong usage, no such file, no --yes off a terminal.
    ("", MISUSED),
    ("statsu", MISUSED),
    ("report", MISUSED),
    ("report cost", MISUSED),
    ("report costs --format xml", MISUSED),
    ("report costs --fomat json", MISUSED),
    ("report costs --as-of 30/06/2021", MISUSED),
    ("report costs --out nowhere/costs.csv", MISUSED),
    ("report costs --out dps.db", MISUSED),
    ("status --now yesterday", MISUSED),
    ("status --now 2021-03-28T01:30", MISUSED),
    ("status --rules-dir nowhere", MISUSED),
    ("check --format csv", MISUSED),
    ("check --by ' '", MISUSED),
    ("withdraw 1", MISUSED),
    ("withdraw 1 --reason ' '", MISUSED),
    ("open-window --closes 2021-05-31 --for '3 days'", MISUSED),
    ("open-window --for 30", MISUSED),
    ("import nowhere.yaml", MISUSED),
    ("init nowhere.yaml", MISUSED),
    ("record-decision nowhere.yaml", MISUSED),
    ("uplift nowhere.yaml", MISUSED),
    ("import-register nowhere.csv", MISUSED),
    ("import-register register/locations-2021-09-03.jsonl --on 3/9/2021", MISUSED),
    ("record-assessment gdpr --version 1 --signed 2021-01-01 --review-by 2022-01-01", MISUSED),
    ("rules lint nowhere", MISUSED),
    ("award --decision 20/00108", MISUSED),
    ("award", MISUSED),
    ("backup nowhere/new.db", MISUSED),
    ("restore nowhere.db", MISUSED),
    ("export", MISUSED),
    ("redact 0123456789ab --reason 'Named'", MISUSED),
    ("redact 0123 --reason 'Named' --yes", MISUSED),
    ("redact 0123456789ab --reason ' ' --yes", MISUSED),
    # Findings.
    ("check --exit-code", FINDINGS),
    ("rules lint lax/small/2021-01-01.yaml", FINDINGS),
    # A document that cannot be read as what it should be.
    ("import decisions/20-00108.yaml", UNREADABLE),
    ("import strange.yaml decisions/20-00108.yaml", UNREADABLE),
    ("init decisions/20-00108.yaml", UNREADABLE),
    ("record-decision system.yaml", UNREADABLE),
    ("uplift system.yaml", UNREADABLE),
    ("import-register system.yaml", UNREADABLE),
    # No usable ledger.
    ("status --ledger nowhere.db", NO_LEDGER),
    ("status --ledger empty.db", NO_LEDGER),
    ("status --ledger system.yaml", NO_LEDGER),
    ("status --ledger foreign.db", NO_LEDGER),
    ("status --ledger applications", NO_LEDGER),
    ("check --ledger nowhere.db", NO_LEDGER),
    ("backup new.db --ledger nowhere.db", NO_LEDGER),
    ("restore foreign.db --yes", NO_LEDGER),
    ("export --all --ledger foreign.db", NO_LEDGER),
    ("init system.yaml --ledger foreign.db", NO_LEDGER),
    ("init system.yaml --ledger nowhere/dps.db", NO_LEDGER),
]


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent with documents to refuse, rules to complain of, and files that are no ledgers."""
    office = kent_at("determined")
    office.writes("strange.yaml", application(50, {"band": "Highest"}))
    system = (office.folder / "system.yaml").read_text(encoding="utf-8")
    office.writes("too-long.yaml", system.replace("until: 2026-06-14", "until: 2029-06-14"))
    lax = rule_set("2021-01-01", [rule("good", "home.cqc.ratng at least Good")])
    office.writes("lax/small/2021-01-01.yaml", lax)
    office.writes("empty.db", "")
    connection = sqlite3.connect(office.folder / "foreign.db")
    connection.execute("CREATE TABLE letters (id INTEGER)")
    connection.close()
    return office


@pytest.mark.parametrize(("command", "code"), TABLE, ids=[command for command, _ in TABLE])
def test_every_command_ends_with_the_code_it_should(
    office: Office, command: str, code: int
) -> None:
    told = office.types(command, exits=code)

    assert "Traceback" not in told.err
    if code in (REFUSED, MISUSED, NO_LEDGER) and command and "strange" not in command:
        what, *todo = told.err.splitlines()
        assert what.startswith("dpsctl: ")
        assert all(line.startswith("  ") for line in todo)
        assert told.out == ""


def test_without_a_ledger_here_it_is_said_how_to_name_or_make_one(new_office: Office) -> None:
    told = new_office.types("status", exits=NO_LEDGER)

    assert told.err.splitlines() == [
        "dpsctl: there is no ledger here (./dps.db)",
        "  name one with --ledger PATH or DPSCTL_LEDGER, or set one up: dpsctl init SYSTEM.yaml",
    ]


def test_a_ledger_that_was_tampered_with_is_a_finding(kent_at: Stage) -> None:
    office = kent_at("determined")
    connection = sqlite3.connect(office.ledger)
    connection.execute("DROP TRIGGER " + _guard(connection))
    connection.execute("UPDATE determinations SET reason = 'Another' WHERE id = 3")
    connection.commit()
    connection.close()

    told = office.types("verify", exits=FINDINGS)

    assert told.out.startswith("BROKEN at entry 9: ")


def _guard(connection: sqlite3.Connection) -> str:
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'determinations'"
    names: list[str] = [name for (name,) in connection.execute(f"{sql} AND sql LIKE '%UPDATE%'")]
    return names[0]


def test_an_unreadable_document_says_file_line_and_column(new_office: Office) -> None:
    new_office.writes("slip.yaml", "system: a\ntitel: b\n")

    told = new_office.types("init slip.yaml", exits=UNREADABLE)

    assert "slip.yaml:2:1: titel: there is no such key; did you mean title?" in told.err
    assert not new_office.ledger.exists()
