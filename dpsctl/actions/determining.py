"""``determine``, ``rescind`` and ``withdraw``: what people do about an application."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.second_person import refuse_same_person
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Determination, Rescission, Withdrawal
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import application_named, standing_of, standings, system_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.progress import along

Decided = Literal["admit", "refuse"]
_STANDING = {"admit": "admitted", "refuse": "refused"}


def determine(
    desk: Desk, names: Sequence[str], decided: Decided, reason: str, override: str | None
) -> Outcome:
    """Admit or refuse the applications named, for a reason.

    ``override`` says why one that failed is admitted all the same (PCR 2015 reg 57(6), or
    self-cleaning judged enough); it always takes a second person.

    Raises:
        RefusedError: no such application, one that may not be determined so, or a first person
            where a second is needed.
    """
    options = ["--override"] if override else []
    command = " ".join(["determine", *names, decided, *options])
    with carrying_out(desk, command, reason) as (ledger, to, outcome):
        numbers = list(dict.fromkeys(application_named(ledger, name) for name in names))
        for number in along(numbers, "determining applications"):
            _determine(desk, to, outcome, standing_of(ledger, number), decided, reason, override)
    return outcome


def admit_all_qualified(desk: Desk, reason: str) -> Outcome:
    """Admit every application that stands qualified and is not late."""
    with carrying_out(desk, "determine --all-qualified admit", reason) as (ledger, to, outcome):
        rows = [
            row for row in standings(ledger) if row["standing"] == "qualified" and not row["late"]
        ]
        for row in along(rows, "admitting applications"):
            _determine(desk, to, outcome, row, "admit", reason, None)
        if not rows:
            outcome.say("nothing to do: no application in time stands qualified")
    return outcome


def _determine(
    desk: Desk,
    to: Recording,
    outcome: Outcome,
    row: Row,
    decided: Decided,
    reason: str,
    override: str | None,
) -> None:
    number = row["id"]
    if row["standing"] == _STANDING[decided] or (row["standing"], decided) == ("awarded", "admit"):
        outcome.say(f"nothing to do: application {number} is {row['standing']}")
        return
    _determinable(row, decided)
    categories = row["categories"] if decided == "refuse" else admissible(row, override)
    refuse_same_person(
        to.ledger, system_now(to.ledger), desk.by, row, categories, overridden=override is not None
    )
    to.add(Determination(number, decided, as_json(categories), reason, override))
    part = "" if categories == row["categories"] else f" for {', '.join(categories)}"
    outcome.say(f"application {number} {_STANDING[decided]}{part}")
    if decided == "refuse" and row["standing"] == "qualified" and not row["late"]:
        outcome.remark(
            f"application {number} qualifies under every rule: whoever satisfies the criteria is "
            "admitted (PCR 2015 reg 34(6)), so the reason must say which one it does not"
        )


def _determinable(row: Row, decided: Decided) -> None:
    number, standing = row["id"], row["standing"]
    if standing == "received":
        raise RefusedError(
            f"application {number} has not been checked", f"run `dpsctl check {number}` first"
        )
    if standing in ("admitted", "refused"):
        raise RefusedError(
            f"application {number} is {standing}; a different determination needs that one "
            "taken back",
            f"dpsctl rescind {number} --reason TEXT",
        )
    if standing in ("awarded", "withdrawn", "superseded"):
        raise RefusedError(f"application {number} is {standing}: nothing is left to determine")
    if decided == "admit" and standing == "incomplete":
        raise _incomplete(number)


def _incomplete(number: int) -> RefusedError:
    return RefusedError(
        f"application {number} is incomplete: an answer that its rules need is missing, and "
        "a missing answer is never taken for a good one",
        f"see `dpsctl explain {number}`; ask for the answer and import it, or refuse",
    )


def admissible(row: Row, override: str | None) -> list[str]:
    """The categories that may be admitted: qualified and referred; failed only by override.

    Raises:
        RefusedError: none may be.
    """
    may = {"qualified", "referred", *({"failed"} if override else ())}
    verdicts: dict[str, str] = row["verdicts"]
    if override and "failed" not in verdicts.values():
        raise RefusedError(
            f"application {row['id']} did not fail: there is nothing to override",
            "leave --override out",
        )
    categories = [category for category in row["categories"] if verdicts[category] in may]
    if categories:
        return categories
    if "failed" in verdicts.values() and "incomplete" not in verdicts.values():
        raise RefusedError(
            f"application {row['id']} failed",
            "only --override REASON admits it, given by a second person (PCR 2015 reg 57(6), "
            "or self-cleaning judged enough)",
        )
    raise _incomplete(row["id"])


def rescind(desk: Desk, name: str, reason: str) -> Outcome:
    """Take back the determination of an application.

    Raises:
        RefusedError: no such application, never determined, or a contract stands on it.
    """
    with carrying_out(desk, f"rescind {name}", reason) as (ledger, to, outcome):
        row = standing_of(ledger, application_named(ledger, name))
        if row["standing"] == "awarded":
            raise RefusedError(
                f"application {row['id']} was awarded contract {row['contract']}, "
                "which rests on its determination",
            )
        if row["determination"] is None:
            outcome.say(_nothing_to_rescind(ledger, row["id"]))
            return outcome
        to.add(Rescission(row["determination"]))
        outcome.say(f"application {row['id']}: its determination is taken back")
    return outcome


def _nothing_to_rescind(ledger: Ledger, number: int) -> str:
    if ledger.value("SELECT 1 FROM determinations WHERE application = ?", [number]):
        return f"nothing to do: the determination of application {number} was taken back before"
    raise RefusedError(f"application {number} has not been determined: nothing can be taken back")


def withdraw(desk: Desk, name: str, reason: str) -> Outcome:
    """Record that the applicant takes an application back.

    Raises:
        RefusedError: no such application, superseded, refused, or a contract was awarded on it.
    """
    with carrying_out(desk, f"withdraw {name}", reason) as (ledger, to, outcome):
        row = standing_of(ledger, application_named(ledger, name))
        if row["standing"] == "withdrawn":
            outcome.say(f"nothing to do: application {row['id']} is withdrawn")
        elif row["standing"] in ("awarded", "superseded", "refused"):
            raise RefusedError(f"application {row['id']} is {row['standing']}: it stays as it is")
        else:
            to.add(Withdrawal(row["id"]))
            outcome.say(f"application {row['id']} withdrawn")
    return outcome
