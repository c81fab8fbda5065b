"""How long ``check`` takes over imported applications, beside predicates written by hand.

The bare one is Python with json and sqlite3 alone: it reads the applications' facts, tries the same
twenty criteria as predicates written by hand, and puts what they found into a copy of the same
ledger, as the rows that check makes. Both run as whole processes, in turn, in the same run; in the
end the two ledgers hold the same.

    python -m tests.bench.checks [APPLICATIONS]
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from dpsctl.ledger.facts import (
    Application,
    Home,
    HomeLocation,
    HomeName,
    HomeProvider,
    Provider,
    ProviderName,
)
from dpsctl.ledger.file import writing
from dpsctl.ledger.recording import Recording, as_json

from ..office import Office, furnish
from ..papers import decision, system
from ..reports.books import Books
from . import Measured, show
from .predicates import Facts
from .rules import applications, rule_set_text
from .side_by_side import Measure, beside, ran

RUNS = 5
MANY = 10_000
SMALL = 20
GOAL = 3.0
PLAIN = """
import json, sqlite3, sys
from contextlib import closing
from tests.bench.predicates import TWENTY
WORDS = {True: "met", False: "unmet", None: "unknown"}
made, to = sys.argv[1:]

def found(db, ours, entry):
    columns = "kind, categories, source, wanted, cite, otherwise"
    terms = ours.execute(f"SELECT DISTINCT rule, {columns} FROM findings")
    same = {rule: rest for rule, *rest in terms}
    told = db.execute("SELECT facts FROM applications ORDER BY id")
    number = 0
    for check, (text,) in enumerate(told, 1):
        facts = json.loads(text)
        for rule, _, predicate in TWENTY:
            truth, seen = predicate(facts)
            kind, categories, *rest = same[rule]
            number += 1
            yield number, entry, check, rule, kind, categories, WORDS[truth], seen, *rest, None

with closing(sqlite3.connect(made)) as ours, closing(sqlite3.connect(to)) as db:
    db.isolation_level = None
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("BEGIN IMMEDIATE")
    entry = ours.execute("SELECT * FROM entries ORDER BY id DESC").fetchone()
    checks = ours.execute("SELECT * FROM checks ORDER BY id")
    db.executemany(f"INSERT INTO checks VALUES ({', '.join('?' * 11)})", checks)
    findings = found(db, ours, entry[0])
    db.executemany(f"INSERT INTO findings VALUES ({', '.join('?' * 13)})", findings)
    db.execute(f"INSERT INTO entries VALUES ({', '.join('?' * len(entry))})", entry)
    db.execute("COMMIT")
"""


def imported(folder: Path, count: int) -> Path:
    """A ledger on which so many applications wait to be judged by the twenty rules."""
    office = Office(furnish(folder), "2021-02-16T10:00")
    office.writes("own-rules/bench/2021-01-01.yaml", rule_set_text())
    own = {"agreements.dps.rules": "bench", "agreements.dps.cost_model": None, "gates": None}
    office.writes("own.yaml", system(own))
    office.types("init own.yaml")
    office.records(decision({"effective_on": "2020-06-01"}))
    office.types("open-window --opens 2021-03-01 --closes 2021-03-31 --rules-dir own-rules")
    with writing(office.ledger) as ledger:
        with Books(ledger).entry("2021-04-06T09:00", command="import") as to:
            _applications(to, count)
        ledger.db.execute("COMMIT")
    return office.ledger


def _applications(to: Recording, count: int) -> None:
    document = to.keep_text("applications")
    provider = to.add(Provider())
    to.add(ProviderName(provider, "Sample Provider Ltd", "2021-03-10"))
    homes = to.add_all(Home() for _ in range(count))
    to.add_all(HomeLocation(home, f"1-{home:08}", "2021-03-10") for home in homes)
    to.add_all(HomeName(home, f"Sample Home {home:06}", "2021-03-10") for home in homes)
    to.add_all(HomeProvider(home, provider, "2021-03-10") for home in homes)
    received = "2021-03-10T14:05:00Z"
    place = ("dps", "Specialist", as_json(["LD"]), received)
    to.add_all(
        Application(document, None, None, 1, home, provider, *place, _facts(told, home, received))
        for home, told in zip(homes, applications(count, alike=False), strict=True)
    )


def _facts(told: Facts, home: int, received: str) -> str:
    named = {"home.name": f"Sample Home {home:06}", "home.cqc_location": f"1-{home:08}"}
    return as_json({**told, **named, "received_at": received})


def alike(ours: Path, plain: Path) -> int:
    """How many findings both ledgers hold; every one is the same in both."""
    count = 0
    with closing(sqlite3.connect(ours)) as made, closing(sqlite3.connect(plain)) as bare:
        for table in ("findings", "checks", "entries"):
            # Row by row: what a process is begun by counts as its own memory.
            rows = [db.execute(f"SELECT * FROM {table} ORDER BY id") for db in (made, bare)]
            for one, other in zip_longest(*rows):
                assert one == other, "check and the predicates do not agree"
                count += table == "findings"
    return count


def measured(folder: Path, count: int) -> Iterator[tuple[Measure, Measure]]:
    """Each run's check and bare floor: seconds, and the most memory in MiB."""
    ledger = imported(folder / "office", count)
    ours, plain = folder / "ours.db", folder / "plain.db"
    ask = ["check", "--now", "2021-04-12T09:00", "--ledger", str(ours)]
    for _ in range(RUNS if count > SMALL else 1):
        shutil.copyfile(ledger, ours)
        shutil.copyfile(ledger, plain)
        yield (
            ran([sys.executable, "-m", "dpsctl", *ask], folder / "said.txt"),
            ran([sys.executable, "-c", PLAIN, str(ours), str(plain)], folder / "nothing.txt"),
        )


def lines(size: int | None = None) -> Iterator[Measured]:
    """The check beside the predicates, over so many applications."""
    count = size or MANY
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = list(measured(folder, count))
        findings = alike(folder / "ours.db", folder / "plain.db")
    yield beside(
        f"`checks`: `check` of {count:,} applications by 20 rules, {findings:,} findings",
        "predicates written by hand, and the same rows inserted by bare sqlite3",
        pairs,
        GOAL,
    )


if __name__ == "__main__":
    sys.exit(show(lines(*map(int, sys.argv[1:]))))
