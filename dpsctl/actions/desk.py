"""The desk a command is carried out at: which ledger, whose rules, what time, and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from dpsctl.actions.kept_facts import KeptFacts
from dpsctl.domain.days import instant_of, london_day
from dpsctl.domain.windows import clock_words
from dpsctl.domain.words import length_words
from dpsctl.errors import Complaint, DpsctlError
from dpsctl.ledger.file import Ledger, Row, writing
from dpsctl.ledger.recording import Act, Recording, recording


@dataclass(frozen=True)
class Desk:
    """Everything about a recording command that is not its own arguments.

    ``rules`` are the folders that rule files are looked for in, a council's own first; ``by`` is
    the name the act is recorded under, ``login`` the machine's name for who typed it. Where it
    ``shows_facts``, an outcome keeps the facts that were recorded.
    """

    ledger: Path
    rules: list[Path]
    now: datetime
    by: str
    login: str
    pinned: bool = False
    dry_run: bool = False
    shows_facts: bool = False

    @property
    def today(self) -> date:
        """The present London day."""
        return london_day(self.now)

    def act(self, command: str, reason: str | None = None) -> Act:
        """The entry this command would leave."""
        return Act(command, self.by, self.login, self.now, self.pinned, reason, self.dry_run)


@dataclass
class Outcome:
    """What a command did: a line a fact for stdout, remarks for stderr, and the facts themselves.

    ``complaints`` are the documents that ``--partial`` left out; ``entry`` is none where nothing
    was recorded; ``told`` is what a command prints as JSON instead of its facts. Once all this is
    printed ``afterwards`` is done, which may answer with one more remark, and ``error`` raised.
    """

    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    entry: int | None = None
    facts: KeptFacts = field(default_factory=KeptFacts)
    told: dict[str, Any] | None = None
    exit_code: int = 0
    error: DpsctlError | None = None
    afterwards: Callable[[], str | None] | None = None

    def say(self, line: str) -> None:
        """Add a line for stdout."""
        self.lines.append(line)

    def remark(self, line: str) -> None:
        """Add a remark for stderr."""
        self.remarks.append(line)


@contextmanager
def carrying_out(
    desk: Desk, command: str, reason: str | None = None
) -> Iterator[tuple[Ledger, Recording, Outcome]]:
    """Carry out one recording command: one transaction, one entry, one outcome.

    Raises:
        LedgerError: the ledger cannot be used.
    """
    outcome = Outcome(facts=KeptFacts(desk.shows_facts))
    with writing(desk.ledger) as ledger, settling(ledger, desk.act(command, reason), outcome) as to:
        yield ledger, to, outcome


@contextmanager
def settling(ledger: Ledger, act: Act, outcome: Outcome) -> Iterator[Recording]:
    """Record into an open ledger, and put the entry and its facts into the outcome."""
    newest = ledger.row("SELECT id, recorded_at FROM entries ORDER BY id DESC LIMIT 1")

    def keep(to: Recording) -> None:
        if outcome.told is None:
            outcome.facts.keep(to.facts())

    with recording(ledger, act, keep if outcome.facts.wanted else None) as to:
        yield to
    outcome.entry = to.entry if to.count else None
    if to.count and newest:
        _compare_clocks(act.at, newest, outcome)


def _compare_clocks(now: datetime, newest: Row, outcome: Outcome) -> None:
    """Remark on a clock that was set back: it refuses nothing, for what happened did happen."""
    then = instant_of(newest["recorded_at"])
    if then - now > _WAITING:
        outcome.remark(
            f"the clock is {length_words(then - now)} behind the newest entry "
            f"({newest['id']}, recorded {clock_words(then)}): look to the clock; "
            f"this is recorded as of {clock_words(now)}"
        )


# A command reads the clock first; while it waits for the ledger, others may record what is newer.
_WAITING = timedelta(minutes=1)
