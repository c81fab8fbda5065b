"""Kent's ledger filled until every table has facts in it, and ways round its triggers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from dpsctl.ledger.chain import sha256
from dpsctl.ledger.file import reading
from dpsctl.ledger.schema import fact_tables
from dpsctl.ledger.verifying import Verification, verify, verify_contents

from ..office import HEAD_OF_QUALITY, STORY, Office, at_stage
from ..papers import application, decision, system

SAMPLE_HOME = {"home.name": "Café “Öl” 21", "received_at": "2021-09-10T10:00"}

# An application that should have been put right before it was imported, and its SHA-256.
NAMES_SOMEBODY = application(21, SAMPLE_HOME) + "# Ask for Joan Bloggs\n"
NAMED = sha256(NAMES_SOMEBODY)

UPLIFT = {"decision": "22/00012", "powers": ["uplift"], "effective_on": "2022-02-01"}
EXTENSION = {"decision": "21/00042", "powers": ["extend"], "effective_on": "2021-07-16"}

WHO = "--need LD --band Specialist --weekly 1650.10 --basis direct"

# What Kent did after the story, on which day and by typing what.
LATER = (
    ("2021-04-21", "letters --into letters"),
    ("2021-04-22", "import-contracts contracts"),
    ("2021-04-30", "sign 1 2 --on 2021-04-28"),
    ("2021-04-30", "seal 1 --on 2021-04-30 --register 2021/117"),
    ("2021-05-03", "extend KBP-2021-0019 --reason 'Its policy is awaited'"),
    ("2021-05-03", "clarify KBP-2021-0019 --ask 'When was it reviewed?' --due 2021-05-06"),
    ("2021-05-04", "clarify KBP-2021-0019 --answer provider.policies.safeguarding=2020-11-02"),
    ("2021-05-05", "determine KBP-2021-0017 refuse --reason 'No longer registered'"),
    ("2021-05-06", "rescind KBP-2021-0017 --reason 'Registered again under another number'"),
    ("2021-05-07", "withdraw KBP-2021-0019 --reason 'The home has closed'"),
    ("2021-05-08", "determine KBP-2021-0020 admit --reason 'The portal was down'"),
    ("2021-05-10", "award KBP-2021-0020 --decision 20/00108 --conflicts 'None' --yes"),
    ("2021-05-11", "suspend 1 --days 90 --reason 'A safeguarding enquiry'"),
    ("2021-05-12", "resume 1 --reason 'The enquiry is closed'"),
    ("2021-05-13", "vary 1 --from 2021-06-01 --beds 6 --decision 20/00108 --reason 'A new room'"),
    (
        "2021-05-13",
        f"place 1 --ref P-0101 {WHO}",
    ),
    ("2021-05-14", f"place 1-00000019 --ref P-0102 {WHO} --reason 'A Friday night'"),
    ("2021-05-14", "change-fee P-0101 --weekly 1700 --from 2021-05-14 --reason 'A review'"),
    ("2021-05-14", "change-fee P-0001 --weekly 1 --from 2021-05-14 --band Mid --reason Review"),
    ("2021-05-14", "end-placement P-0101 --on 2021-05-14 --reason 'Moved nearer to family'"),
    ("2021-05-14", "end-placement P-0002 --on 2021-05-14"),
    ("2021-05-14", "transfer 7 --to transfers/sample-home-07.yaml --reason 'The home was sold'"),
    ("2021-05-20", "record-evidence 3 public-liability --until 2022-06-30 --cover 10000000"),
    ("2021-05-20", "request-renewal 5"),
    ("2021-06-01", "init amended.yaml --reason 'The department was renamed'"),
    ("2021-07-01", "open-window --opens 2021-09-01T09:00 --closes 2021-09-30"),
    ("2021-07-16", "record-decision extension.yaml"),
    ("2021-07-16", "extend-contract 1 2 --ends 2028-06-14 --decision 21/00042"),
    ("2021-08-02", "end-contract 2 --on 2022-01-01 --reason 'The home closes' --yes"),
    ("2021-08-02", "end-contract 16 --reason 'Awarded on the wrong terms' --yes"),
    ("2021-08-03", "award KBP-2021-0016 --decision 20/00108 --yes"),
    ("2021-09-02", "change-window 2021-09-01 --closes 2021-10-15 --reason 'Holidays'"),
    ("2021-09-11", "import first.yaml"),
    ("2021-09-12", "check"),
    ("2021-09-13", "import again.yaml"),
    ("2021-09-20", "close-window 2021-09-01 --reason 'Enough homes'"),
    ("2022-02-01", "open-window --opens 2022-03-01 --closes 2022-03-31 --override 'In review'"),
    ("2022-02-02", "change-window 2022-03-01 --notice 2022/S-00007 --reason 'It is out'"),
    ("2022-02-02", "record-decision uplifting.yaml"),
    ("2022-02-02", "uplift uplifts/2022-23.yaml"),
    ("2022-02-02", f"redact {NAMED} --reason 'It named a relative' --yes"),
    ("2022-02-03", "decision-event 20/00108 called-in --on 2022-02-03 --reason 'Scrutiny'"),
    ("2022-02-10", "decision-event 20/00108 released --on 2022-02-10 --reason 'No change'"),
    ("2022-02-11", "publish award-notice 1 3 --ref 2022/S-00011 --on 2022-02-11"),
    (
        "2022-02-11",
        "publish award-notice 3 --ref 2022/S-00012 --on 2022-02-11 --correct 'Two notices'",
    ),
    ("2022-02-11", "publish contract-register 2021-Q4 --ref 2021-q4.csv --on 2022-01-31"),
    ("2022-02-11", "import-register register/01_September_2021_HSCA_Active_Locations.csv"),
    ("2022-02-11", "import-register register/locations-2021-09-03.jsonl"),
    (
        "2022-02-11",
        "import-register register/locations-2021-09-03.jsonl --on 2021-09-02 --correct 'Misread'",
    ),
)


def later(office: Office) -> Iterator[tuple[Office, str]]:
    """The office on each later day, with what is typed there."""
    office.writes("amended.yaml", system({"buyer.department": "Adult Care"}))
    office.writes("extension.yaml", decision(EXTENSION))
    office.writes("uplifting.yaml", decision(UPLIFT))
    office.writes("first.yaml", NAMES_SOMEBODY)
    office.writes("again.yaml", application(21, {**SAMPLE_HOME, "home.beds": "6"}))
    for day, command in LATER:
        yield office.on(day).under(HEAD_OF_QUALITY), command


def whole_story(office: Office) -> Iterator[tuple[Office, str]]:
    """Kent's story and what came later: the office on each day, with what is typed there."""
    for stage in STORY:
        for command in stage.typed:
            yield office.on(stage.on).under(stage.by), command
    yield from later(office)


def filled(kept_stages: Path, folder: Path) -> Path:
    """Kent's ledger with at least one fact in every table."""
    office = at_stage(kept_stages, "awarded", folder)
    for on_the_day, command in later(office):
        on_the_day.types(command)
    return office.ledger


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
    """What verifying the contents finds once somebody has run some SQL on the ledger by force."""
    with by_force(ledger) as connection:
        for statement in statements:
            connection.execute(statement)
    return contents(ledger)


def contents(ledger: Path) -> Verification:
    """What verifying the contents finds, whatever became of triggers and tables."""
    with reading(ledger) as opened:
        return verify_contents(opened.db)


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
