"""What an award says: the terms it was asked to have, and those that a contract already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.desk import Desk, Outcome
from dpsctl.documents.shelf import regime_named
from dpsctl.domain.money import plain_pounds
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.facts import AwardRecord
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording
from dpsctl.ledger.schema.views import AWARDS


@dataclass(frozen=True)
class Record:
    """What the record of a decision under delegated powers says beside the award.

    Why it was made, which alternatives were considered and rejected, and which conflicts of
    interest were declared (SI 2014/2095 reg 7).
    """

    reason: str | None = None
    alternatives: str | None = None
    conflicts: str | None = None

    @property
    def options(self) -> dict[str, str | None]:
        """What was said, by the option that said it."""
        return {
            "--reason": self.reason,
            "--alternatives": self.alternatives,
            "--conflicts": self.conflicts,
        }


@dataclass(frozen=True)
class Terms:
    """What an award was asked to say; days are London days, the first and last of the contract.

    ``value`` is pence over the whole term, where it is given and not computed.
    """

    decision: str
    starts: date | None = None
    ends: date | None = None
    basis: str | None = None
    value: int | None = None
    record: Record = Record()

    def command(self, names: Sequence[str]) -> str:
        """The command as the ledger keeps it."""
        options = {
            "--starts": self.starts,
            "--ends": self.ends,
            "--basis": self.basis,
            "--value": None if self.value is None else plain_pounds(self.value),
        }
        given = [f"{option} {value}" for option, value in options.items() if value]
        said = [option for option, text in self.record.options.items() if text]
        return " ".join(["award", *names, "--decision", self.decision, *given, *said])


def awarded_so(to: Recording, row: Row, terms: Terms, outcome: Outcome) -> bool:
    """Whether an application holds this very award; what its record lacked is added.

    Raises:
        RefusedError: it holds an award on other terms, or may not hold one.
    """
    if row["standing"] not in ("awarded", "admitted"):
        raise RefusedError(
            f"application {row['id']} is {row['standing']}: only what stands admitted is awarded",
            f"see `dpsctl explain {row['id']}`",
        )
    if row["standing"] == "admitted":
        return False
    held = to.ledger.row(
        f"SELECT k.*, d.decision AS under FROM ({AWARDS}) k "
        "JOIN decisions d ON d.id = k.decision WHERE k.number = ?",
        [row["contract"]],
    )
    assert held is not None, "an awarded application has its contract"
    _same_terms(row, held, terms)
    if not _completed(to, held["number"], terms.record, outcome):
        outcome.say(f"nothing to do: application {row['id']} was awarded contract {held['number']}")
    return True


def _same_terms(row: Row, held: Row, terms: Terms) -> None:
    asked = {
        "under": terms.decision,
        "starts_on": terms.starts and terms.starts.isoformat(),
        "ends_on": terms.ends and terms.ends.isoformat(),
        "basis": terms.basis,
        "value_pence": terms.value,
    }
    if any(value not in (None, held[key]) for key, value in asked.items()):
        raise RefusedError(
            f"application {row['id']} was awarded contract {held['number']} on other terms: "
            f"{held['starts_on']} to {held['ends_on']} under decision {held['under']}",
            f"before it is signed, `dpsctl end-contract {held['number']}` annuls it, "
            "and it may be awarded again",
        )


def _completed(to: Recording, number: int, record: Record, outcome: Outcome) -> bool:
    """Whether the record of the award says something that it did not say before."""
    newest = to.ledger.row(
        "SELECT reason, alternatives, conflicts FROM award_records WHERE contract = ? "
        "ORDER BY id DESC LIMIT 1",
        [number],
    ) or {"reason": None, "alternatives": None, "conflicts": None}
    said = {key: text for key, text in vars(record).items() if text}
    if said.items() <= newest.items():
        return False
    to.add(AwardRecord(number, **{**newest, **said}))
    outcome.say(f"contract {number}: the record of its award now says {_said(said)}")
    return True


def _said(said: dict[str, str]) -> str:
    words = {
        "reason": "why it was made",
        "alternatives": "what else was considered",
        "conflicts": "which conflicts were declared",
    }
    return ", ".join(words[key] for key in said)


def with_basis(desk: Desk, system: System, terms: Terms) -> None:
    """See that an award says what it rests on, where admission gives membership alone.

    Raises:
        RefusedError: it does not.
    """
    regime = regime_named(desk.rules, system.regime)
    if regime.award_basis == "required" and not terms.basis:
        law = regime.cites.get("award_basis", regime.law)
        raise RefusedError(
            f"under {system.regime} admission gives membership and no contract ({law})",
            "say what the award rests on: --basis TEXT, a competition's reference or user choice",
        )


def basis_of(ledger: Ledger, row: Row, terms: Terms) -> str | None:
    """What an award rests on: as given, or the notice of the window, where it has one."""
    if terms.basis:
        return terms.basis
    notice = ledger.value("SELECT notice FROM spans WHERE id = ?", [row["window_id"]])
    return f"notice {notice}" if notice else None


def days_of(desk: Desk, system: System, terms: Terms) -> tuple[date, date]:
    """The first and last day of the contracts, both in.

    Raises:
        RefusedError: the last comes before the first, or before today, or the first before the
            system's validity.
        UsageError: nothing says when they end.
    """
    starts = terms.starts or desk.today
    ends = terms.ends or system.valid_until
    if ends is None:
        raise UsageError(
            "nothing says when the contracts end: the system has no last day", "give --ends DATE"
        )
    if ends < starts:
        raise RefusedError(
            f"a contract from {starts} cannot end on {ends}", "give a later --ends DATE"
        )
    if ends < desk.today:
        raise RefusedError(
            f"a contract to {ends} would have ended before its award on {desk.today}",
            "give a later --ends DATE",
        )
    if starts < system.valid_from:
        raise RefusedError(
            f"the validity of {system.name} begins on {system.valid_from}: "
            f"no contract under it starts on {starts}",
            "give a later --starts DATE",
        )
    return starts, ends
