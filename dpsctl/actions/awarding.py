"""``award``: contracts for what stands admitted, under a decision with the power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.shelf import regime_named
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.facts import Contract
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.gates import pass_gates
from dpsctl.ledger.lookups import (
    System,
    application_named,
    contract_now,
    standing_of,
    standings,
    system_now,
)
from dpsctl.ledger.recording import Recording, as_json


@dataclass(frozen=True)
class Terms:
    """What an award was asked to say; days are London days, the first and last of the contract."""

    decision: str
    starts: date | None = None
    ends: date | None = None
    basis: str | None = None

    def command(self, names: Sequence[str]) -> str:
        """The command as the ledger keeps it."""
        options = {"--starts": self.starts, "--ends": self.ends, "--basis": self.basis}
        given = [f"{option} {value}" for option, value in options.items() if value]
        return " ".join(["award", *names, "--decision", self.decision, *given])


def award(desk: Desk, names: Sequence[str], terms: Terms) -> Outcome:
    """Award contracts to the applications named, or to all that stand admitted.

    Raises:
        RefusedError: not admitted, awarded on other terms, the decision gives no power, or the
            validity of the system has ended.
        UsageError: nothing says when the contracts end.
    """
    with carrying_out(desk, terms.command(names)) as (ledger, to, outcome):
        system = system_now(ledger)
        numbers = _asked_for(ledger, names)
        if not numbers:
            outcome.say("nothing to do: no application stands admitted")
            return outcome
        rows = [standing_of(ledger, number) for number in numbers]
        fresh = [row for row in rows if not _awarded_so(ledger, row, terms, outcome)]
        if not fresh:
            return outcome
        _one_each(fresh)
        _within_validity(system, desk.today)
        decision = pass_gates(ledger, system, "award", desk.today, terms.decision)
        assert decision is not None, "the award names its decision"
        _with_basis(desk, system, terms)
        starts, ends = _days(desk, system, terms)
        for row in fresh:
            number = _award(to, desk, row, decision, terms, starts, ends)
            outcome.say(
                f"contract {number}: {_home(ledger, row)}, {row['band']}, "
                f"{starts} to {ends}, awaiting signature"
            )
    return outcome


def _asked_for(ledger: Ledger, names: Sequence[str]) -> list[int]:
    if names:
        return list(dict.fromkeys(application_named(ledger, name) for name in names))
    return [row["id"] for row in standings(ledger) if row["standing"] == "admitted"]


def _awarded_so(ledger: Ledger, row: Row, terms: Terms, outcome: Outcome) -> bool:
    """Whether it holds this very award; refused if it holds another or may not hold one."""
    if row["standing"] not in ("awarded", "admitted"):
        raise RefusedError(
            f"application {row['id']} is {row['standing']}: only what stands admitted is awarded",
            f"see `dpsctl explain {row['id']}`",
        )
    if row["standing"] == "admitted":
        return False
    held = ledger.row(
        "SELECT k.*, d.decision AS reference FROM contracts k "
        "JOIN decisions d ON d.id = k.decision WHERE k.id = ?",
        [row["contract"]],
    )
    assert held is not None, "an awarded application has its contract"
    asked = {
        "reference": terms.decision,
        "starts_on": terms.starts and terms.starts.isoformat(),
        "ends_on": terms.ends and terms.ends.isoformat(),
        "basis": terms.basis,
    }
    other = [key for key, value in asked.items() if value not in (None, held[key])]
    if other:
        raise RefusedError(
            f"application {row['id']} was awarded contract {held['id']} on other terms: "
            f"{held['starts_on']} to {held['ends_on']} under decision {held['reference']}",
        )
    outcome.say(f"nothing to do: application {row['id']} was awarded contract {held['id']}")
    return True


def _one_each(rows: list[Row]) -> None:
    """Refuse to award two applications of one home at once, where both stand admitted."""
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        first = seen.setdefault((row["home"], row["agreement"]), row["id"])
        if first != row["id"]:
            raise RefusedError(
                f"applications {first} and {row['id']} are of one home, which can hold one "
                f"contract under {row['agreement']}",
                "award one of them by name, and rescind the other's admission",
            )


def _within_validity(system: System, today: date) -> None:
    if system.valid_until is not None and today > system.valid_until:
        raise RefusedError(
            f"the validity of {system.name} ended on {system.valid_until}: "
            "nothing new can be awarded; contracts run to their own end"
        )
    if today < system.valid_from:
        raise RefusedError(f"the validity of {system.name} begins on {system.valid_from}")


def _with_basis(desk: Desk, system: System, terms: Terms) -> None:
    """Where admission gives membership alone, an award says what it rests on."""
    regime = regime_named(desk.rules, system.regime)
    if regime.award_basis == "required" and not terms.basis:
        law = regime.cites.get("award_basis", regime.law)
        raise RefusedError(
            f"under {system.regime} admission gives membership and no contract ({law})",
            "say what the award rests on: --basis TEXT, a competition's reference or user choice",
        )


def _basis(ledger: Ledger, row: Row, terms: Terms) -> str | None:
    """What an award rests on: as given, or the notice of the window, where it has one."""
    if terms.basis:
        return terms.basis
    notice = ledger.value("SELECT notice FROM windows WHERE id = ?", [row["window_id"]])
    return f"notice {notice}" if notice else None


def _days(desk: Desk, system: System, terms: Terms) -> tuple[date, date]:
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
    return starts, ends


def _award(
    to: Recording, desk: Desk, row: Row, decision: Row, terms: Terms, starts: date, ends: date
) -> int:
    held = contract_now(to.ledger, row["home"], row["agreement"], desk.today)
    if held is not None:
        raise RefusedError(
            f"the home of application {row['id']} holds contract {held} under "
            f"{row['agreement']}, which has not ended"
        )
    categories = to.ledger.value(
        "SELECT categories FROM determinations WHERE id = ?", [row["determination"]]
    )
    return to.add(
        Contract(
            application=row["id"],
            home=row["home"],
            provider=row["provider"],
            agreement=row["agreement"],
            band=row["band"],
            categories=categories or as_json(row["categories"]),
            decision=decision["id"],
            awarded_on=desk.today.isoformat(),
            starts_on=starts.isoformat(),
            ends_on=ends.isoformat(),
            basis=_basis(to.ledger, row, terms),
        )
    )


def _home(ledger: Ledger, row: Row) -> str:
    name: str = ledger.value(
        "SELECT name FROM home_names WHERE home = ? ORDER BY id DESC LIMIT 1", [row["home"]]
    )
    return name
