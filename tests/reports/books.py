"""A ledger filled by hand, entry by entry: what the reports' tests look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from dpsctl.domain.contracts import PARTIES
from dpsctl.domain.days import day_end, day_start, instant_text, london_day, parse_instant
from dpsctl.ledger import facts
from dpsctl.ledger.contracts import next_number
from dpsctl.ledger.file import Ledger, creating, writing
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.ledger.schema import build
from dpsctl.reports.view import Counting, View
from dpsctl.shipped import RULES

from .entries import Entries

TERMS: dict[str, Any] = {
    "agreements": {
        "dps": {
            "title": "Specialist contract",
            "bands": ["Specialist", "Specialist Plus"],
            "rules": "kent-specialist",
        },
        "framework": {"title": "Framework contract", "bands": ["Mid", "High"]},
    },
    "reopening": {"open_for": "30 days"},
    "assessment": {
        "within": "10 working days",
        "from": "receipt",
        "cite": "notice, under reg 76(3); the figures of reg 34(16)-(17)",
    },
    "estimate": {
        "potential_increase": 440_000_000,
        "covers": "all existing services",
        "cite": "Cabinet Committee paper 4.1",
    },
    "gates": {"open": ["decision", "eqia", "dpia"], "award": ["decision"]},
}

Fees = Sequence[tuple[int, int]]

RULES_TEXT, GROUNDS_TEXT = (
    (RULES / name).read_text("utf-8")
    for name in ("kent-specialist/2021-02-01.yaml", "grounds/pcr2015-2019-04-18.yaml")
)
"""What the window pins."""


class Books(Entries):
    """A ledger and short ways to write a system's story into it; ``at`` is a London time."""

    def system(
        self,
        at: str = "2020-06-15T09:00",
        title: str = "Care homes",
        weeks: str = "52",
        until: str | None = "2026-06-14",
        regime: str = "pcr2015-light-touch",
        **terms: Any,
    ) -> int:
        with self.entry(at, command="init") as to:
            return to.add(
                facts.SystemTerms(
                    to.keep_text(f"system: {title}"),
                    "kent-ldpdmh",
                    title,
                    regime,
                    "2020-06-15",
                    until,
                    weeks,
                    1,
                    as_json({**TERMS, **terms}),
                )
            )

    def decision(
        self,
        reference: str = "20/00108",
        powers: Sequence[str] = ("open", "award"),
        effective: str = "2021-02-15",
        covers: str | None = None,
        title: str = "Opening",
        approves: Sequence[dict[str, Any]] | None = None,
    ) -> int:
        """A decision, or a correction of it; ``approves`` are the sums it approves, in pence."""
        with self.entry("2021-02-06T09:00", command="record-decision") as to:
            return to.add(
                facts.Decision(
                    to.keep_text(f"decision: {reference}"),
                    reference,
                    title,
                    as_json(list(powers)),
                    covers,
                    1,
                    *(None, None, None),
                    effective,
                    "as the document says",
                    *(None, None),
                    as_json(list(approves)) if approves else None,
                )
            )

    def assessed(
        self, *kinds: str, signed: str = "2021-02-01", review_by: str = "2022-02-01"
    ) -> None:
        with self.entry("2021-02-06T10:00", command="record-assessment") as to:
            to.add_all(facts.Assessment(kind, "1", signed, review_by) for kind in kinds)

    def window(
        self,
        opens: str = "2021-03-01T09:00",
        last_day: str | None = "2021-03-31",
        decision: int | None = None,
        at: str = "2021-02-15T09:00",
    ) -> int:
        opens_at = parse_instant(opens)
        closes = day_end(date.fromisoformat(last_day)) if last_day else None
        with self.entry(at, command="open-window") as to:
            system = self.ledger.value("SELECT MAX(id) FROM systems")
            number = to.add(
                facts.Window(
                    london_day(opens_at).isoformat(),
                    instant_text(opens_at),
                    instant_text(closes) if closes else None,
                    system,
                    decision,
                    "2021/S 000-000001",
                )
            )
            to.add(facts.WindowRules(number, "dps", self._rules(to)))
            return number

    def _rules(self, to: Recording) -> int:
        known: int | None = self.ledger.value("SELECT id FROM rule_sets")
        if known:
            return known
        digests = [to.keep_text(text) for text in (RULES_TEXT, GROUNDS_TEXT)]
        return to.add(
            facts.PinnedRules(
                "kent-specialist", "2021-02-01", digests[0], "pcr2015-2019-04-18", digests[1]
            )
        )

    def snapshot(self, home: int, on: str = "2021-04-20", **said: Any) -> int:
        """A snapshot of the register that says this of a home; its number."""
        with self.entry(f"{on}T12:00", command="import-register") as to:
            digest = f"{to.entry:064x}"
            number = to.add(facts.RegisterSnapshot("r.csv", on, digest, "directory", 0, 1, 0))
            told = {"registration": "Registered", **said}
            to.add(facts.RegisterLocation(number, f"1-{home:08}", 1, 2, **told))
        return number

    def close(self, window: int, at: str) -> None:
        with self.entry(at, command="close-window") as to:
            to.add(facts.Closure(window, instant_text(parse_instant(at))))

    def application(
        self,
        received: str = "2021-03-10T14:05",
        *,
        home: int | None = None,
        window: int = 1,
        categories: Sequence[str] = ("LD",),
        fees: Fees = (),
        supersedes: int | None = None,
        at: str | None = None,
        name: str | None = None,
        band: str = "Specialist",
        district: str | None = "Ashford",
        beds: int | None = 5,
    ) -> int:
        """An application; ``fees`` are of the people it moves, P-0001, P-0002, …, of its band."""
        with self.entry(at or received, command="import") as to:
            number = home or self.next_home()
            self.home(number, to, name)
            at_portal = instant_text(parse_instant(received))
            told = _facts(number, district, beds) | {"received_at": at_portal}
            application = to.add(
                facts.Application(
                    to.keep_text(f"application {to.entry}"),
                    supersedes,
                    f"KBP-2021-{number:04}",
                    window,
                    number,
                    number,
                    "dps",
                    band,
                    as_json(list(categories)),
                    at_portal,
                    as_json(told),
                )
            )
            to.add_all(
                facts.ApplicationPlacement(
                    application, f"P-{ref:04}", categories[0], band, current, offered
                )
                for ref, (current, offered) in enumerate(fees, 1)
            )
            return application

    def check(
        self,
        application: int,
        verdict: str = "qualified",
        *findings: tuple[str, str, str],
        at: str = "2021-04-01T09:00",
        **verdicts: str,
    ) -> int:
        """A check with findings of (rule, finding, seen), an exclusion if the rule is a ground."""
        with self.entry(at, command="check") as to:
            check = to.add(
                facts.Check(
                    application,
                    1,
                    at[:10],
                    "2021-03-01",
                    "2021-03-31",
                    "{}",
                    "0" * 64,
                    verdict,
                    as_json(verdicts or {"LD": verdict}),
                )
            )
            to.add_all(_finding(check, *finding) for finding in findings)
            return check

    def determine(
        self,
        application: int,
        outcome: str = "admit",
        at: str = "2021-04-06T10:00",
        by: str = "Bea",
        reason: str = "It meets every criterion.",
        override: str | None = None,
    ) -> int:
        with self.entry(at, by, "determine", reason) as to:
            fact = facts.Determination(application, outcome, '["LD"]', reason, override)
            return to.add(fact)

    def rescind(self, determination: int, at: str, reason: str = "The wrong home.") -> None:
        with self.entry(at, "Cara", "rescind", reason) as to:
            to.add(facts.Rescission(determination))

    def withdraw(self, application: int, at: str, reason: str = "It was sold.") -> None:
        with self.entry(at, "Anna", "withdraw", reason) as to:
            to.add(facts.Withdrawal(application))

    def award(
        self,
        application: int,
        on: str = "2021-04-08",
        starts: str = "2021-05-01",
        ends: str = "2026-06-14",
        decision: int = 1,
        leaves: int | None = None,
    ) -> int:
        """A contract for an application, of its band; the contract's number.

        ``leaves`` is the contract that its home leaves for it.
        """
        number = next_number(self.ledger)
        with self.entry(f"{on}T11:00", command="award") as to:
            row = self.ledger.row("SELECT * FROM applications WHERE id = ?", [application])
            assert row
            home, what = row["home"], (row["band"], row["categories"])
            contract = (application, home, home, "dps", *what, decision)
            to.add(facts.Contract(*contract, on, starts, ends, None, number))
            if leaves:
                to.add(facts.Remodelling(number, leaves))
        return number

    def told(self, outcome: str, of: int, application: int = 1, on: str = "2021-03-12") -> None:
        """A letter about an outcome; ``of`` is the contract, determination or withdrawal."""
        with self.entry(f"{on}T12:00", command="letters") as to:
            text = to.keep_text(f"letter {outcome} {of}")
            to.add(facts.Letter(application, outcome, of, on, text, "0" * 64))

    def signed(self, contract: int, on: str = "2021-04-28") -> None:
        with self.entry(f"{on}T12:00", command="sign") as to:
            to.add_all(facts.Signature(contract, party, on) for party in PARTIES)

    def awarded(self, *fees: Fees) -> None:
        """A contract for each of these lists of (current, offered) weekly fees in pence."""
        for each in fees:
            application = self.application(fees=each)
            self.check(application, "qualified", ("cqc-rating", "met", "Good"))
            self.determine(application)
            self.award(application)

    def kent(self, **system: Any) -> None:
        """The system, the decision, both assessments and the window of March 2021."""
        self.system(**system)
        self.assessed("eqia", "dpia")
        self.window(decision=self.decision())

    def view(
        self,
        as_of: str = "2021-04-30",
        now: str | None = None,
        window: str | None = None,
        **counting: Any,
    ) -> View:
        """The reports' view; ``now`` is noon of that day unless given.

        ``counting`` is how money is to be counted, by the names of ``Counting``.
        """
        day = date.fromisoformat(as_of)
        instant = parse_instant(now) if now else day_start(day).replace(hour=12, tzinfo=UTC)
        return View(self.ledger, [RULES], day, instant, window, Counting(**counting))


@contextmanager
def opened(path: Path, *, keep: bool = True) -> Iterator[Books]:
    """Blank books; ``keep`` false keeps them in memory. One transaction, never committed: fast."""
    if keep:
        path.write_bytes(_blank())
        with writing(path) as ledger:
            yield Books(ledger)
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(_blank())
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        yield Books(Ledger(path, Database(connection, execute_plugins=False)))


@cache
def _blank() -> bytes:
    """A ledger with its tables and nothing in them: to make those takes longer than a test."""
    with creating(Path("blank.db"), keep=False) as ledger:
        build(ledger.db)
        ledger.db.execute("COMMIT")
        return ledger.db.conn.serialize()


def _facts(home: int, district: str | None, beds: int | None) -> dict[str, Any]:
    told = {
        "home.name": f"Sample Home {home:02}",
        "home.cqc_location": f"1-{home:08}",
        "home.district": district,
        "home.beds": beds,
        "home.cqc.rating": "Good",
        "provider.company_number": f"{99900000 + home}",
    }
    return {key: value for key, value in told.items() if value is not None}


def _finding(check: int, rule: str, finding: str, seen: str) -> facts.FindingRow:
    kind = "exclusion" if rule[0].isdigit() else "technical"
    wanted, otherwise = f"what {rule} wants", "refer"
    cite = "PCR 2015 reg 58(15)"
    return facts.FindingRow(
        check, rule, kind, '["LD"]', finding, seen, "declared", wanted, cite, otherwise
    )
