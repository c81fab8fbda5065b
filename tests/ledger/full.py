"""Kent's ledger filled until every table has facts in it, and ways round its triggers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dpsctl.ledger import facts
from dpsctl.ledger.chain import sha256
from dpsctl.ledger.facts import Fact
from dpsctl.ledger.file import reading, writing
from dpsctl.ledger.recording import Act, recording
from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.verifying import Verification, verify

from ..office import HEAD_OF_QUALITY, OFFICER, STORY, Office, at_stage
from ..papers import application, system

TEXT = sha256("by hand")
SAMPLE_HOME = {"home.name": "Café “Öl” 21", "received_at": "2021-09-10T10:00"}

# What Kent did after the story, on which day and by typing what.
LATER = (
    ("2021-05-03", "extend KBP-2021-0019 --reason 'Its policy is awaited'"),
    ("2021-05-03", "clarify KBP-2021-0019 --ask 'When was it reviewed?' --due 2021-05-06"),
    ("2021-05-04", "clarify KBP-2021-0019 --answer provider.policies.safeguarding=2020-11-02"),
    ("2021-05-05", "determine KBP-2021-0017 refuse --reason 'No longer registered'"),
    ("2021-05-06", "rescind KBP-2021-0017 --reason 'Registered again under another number'"),
    ("2021-05-07", "withdraw KBP-2021-0019 --reason 'The home has closed'"),
    ("2021-06-01", "init amended.yaml --reason 'The department was renamed'"),
    ("2021-07-01", "open-window --opens 2021-09-01T09:00 --closes 2021-09-30"),
    ("2021-09-02", "change-window 2021-09-01 --closes 2021-10-15 --reason 'Holidays'"),
    ("2021-09-11", "import first.yaml"),
    ("2021-09-12", "check"),
    ("2021-09-13", "import again.yaml"),
    ("2021-09-20", "close-window 2021-09-01 --reason 'Enough homes'"),
)


def later(office: Office) -> Iterator[tuple[Office, str]]:
    """The office on each later day, with what is typed there."""
    office.writes("amended.yaml", system({"buyer.department": "Adult Care"}))
    office.writes("first.yaml", application(21, SAMPLE_HOME))
    office.writes("again.yaml", application(21, {**SAMPLE_HOME, "home.beds": "6"}))
    for day, command in LATER:
        yield office.on(day).under(HEAD_OF_QUALITY), command


def whole_story(office: Office) -> Iterator[tuple[Office, str]]:
    """Kent's story and what came later: the office on each day, with what is typed there."""
    for stage in STORY:
        for command in stage.typed:
            yield office.on(stage.on).under(stage.by), command
    yield from later(office)


# One fact of each kind that no command records yet.
NOT_YET_TYPED: tuple[Fact, ...] = (
    facts.DecisionEvent("20/00108", "revoked", "2021-10-01"),
    facts.GateOverride(2, "dpia", "no data protection impact assessment", "Being renewed"),
    facts.Notice(2, "2021/S 000-000002", None, "2021-08-30", None),
    facts.FurtherContract(
        *(17, None, TEXT, "L2-0021", 1, 1, "framework", "High", '["LD"]', 1),
        *("2020-06-01", "2020-06-15", "2026-06-14", None, None, "Ashford", 8, "Good"),
    ),
    facts.Placement(17, "P-0901", "LD", "High", 125_000, "2019-03-01"),
    facts.AwardRecord(1, "It meets every criterion", None, None),
    facts.Signature(1, "provider", "2021-04-28"),
    facts.Seal(1, "2021-04-30", "2021/117"),
    facts.Suspension(1, "2021-07-01T09:00:00Z", "2021-07-31"),
    facts.Resumption(1, "2021-07-10T09:00:00Z"),
    facts.Variation(1, "2021-08-01", None, 6, 1),
    facts.Transfer(1, TEXT, "2021-09-01", 2, "1-00000001"),
    facts.ContractExtension(1, "2028-06-14", 1),
    facts.Ending(2, "2021-10-01", 0),
    facts.Remodelling(1, 17),
    facts.Letter(1, "awarded", 1, "2021-04-21", TEXT, "0" * 64),
)


def filled(kept_stages: Path, folder: Path) -> Path:
    """Kent's ledger with at least one fact in every table."""
    office = at_stage(kept_stages, "awarded", folder)
    for on_the_day, command in later(office):
        on_the_day.types(command)
    fill_by_hand(office.ledger)
    return office.ledger


def fill_by_hand(ledger: Path) -> None:
    """Record what no command records yet, in one entry."""
    act = Act("by hand", OFFICER, "officer", datetime(2021, 10, 1, tzinfo=UTC))
    with writing(ledger) as opened, recording(opened, act) as to:
        to.keep_text("by hand")
        for fact in NOT_YET_TYPED:
            to.add(fact)


def copied(ledger: Path, to: Path) -> Path:
    """A copy of a ledger's file, to do as one likes with."""
    shutil.copyfile(ledger, to)
    return to


@contextmanager
def by_force(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The ledger as somebody opens it who means to falsify it: no trigger and no check left."""
    with untriggered(ledger) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection


@contextmanager
def untriggered(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The ledger with nothing but the tables' own rules to keep it."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        triggers = query(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
        dropped = ";".join(f"DROP TRIGGER {name}" for (name,) in triggers)
        connection.executescript(f"PRAGMA synchronous = OFF; BEGIN; {dropped}; COMMIT")
        yield connection


def falsified(ledger: Path, *statements: str) -> Verification:
    """What verifying finds once somebody has run some SQL on the ledger by force."""
    with by_force(ledger) as connection:
        for statement in statements:
            connection.execute(statement)
    return verified(ledger)


def verified(ledger: Path) -> Verification:
    """What verifying finds."""
    with reading(ledger) as opened:
        return verify(opened.db)


def tables_of(ledger: Path) -> list[str]:
    """The fact tables of a ledger."""
    with reading(ledger) as opened:
        return fact_tables(opened.db)


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """A table's columns and their types, in order."""
    rows = query(connection, f"SELECT name, type FROM pragma_table_info('{table}')")
    return dict(rows)


def query(connection: sqlite3.Connection, sql: str, *parameters: Any) -> list[Any]:
    """Every row of a query."""
    return connection.execute(sql, parameters).fetchall()
