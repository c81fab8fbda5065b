"""``clarify`` and ``extend``: what may happen to an application while it is being assessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.documents.pinned import Pinned, rules_of_window
from dpsctl.domain.rules.fact_types import Value
from dpsctl.domain.rules.facts import COST_FACTS, LEDGER_FACTS, REGISTER_FACTS, catalogue
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.facts import Answer, Clarification, Extension
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.known import known_of, known_to_judge
from dpsctl.ledger.lookups import (
    OPEN_STANDINGS,
    application_named,
    standing_of,
    system_of_window,
)
from dpsctl.ledger.recording import as_json

IDENTITY = frozenset(
    {
        "reference",
        "received_on",
        "provider.name",
        "provider.company_number",
        "provider.charity_number",
        "provider.ppon",
        "provider.cqc_provider",
        "home.name",
        "home.cqc_location",
        "categories",
        "agreement",
        "band",
        "remodels",
    }
)
"""What says which application this is: another answer there makes another application."""


def ask(desk: Desk, name: str, question: str, due_on: date) -> Outcome:
    """Record a question put to an applicant; the assessment's clock runs on (reg 56(4), 34(17)).

    Raises:
        RefusedError: no such application, or nothing is left to ask of it.
        UsageError: an answer due before today.
    """
    if due_on < desk.today:
        raise UsageError(f"--due: {due_on} is past", "give a day that can still be kept")
    command = f"clarify {name} --ask {question} --due {due_on}"
    with carrying_out(desk, command) as (ledger, to, outcome):
        row = being_assessed(ledger, name)
        fact = Clarification(row["id"], question, due_on.isoformat())
        same = ledger.value(
            "SELECT 1 FROM clarifications WHERE application = ? AND asked = ? AND due_on = ?",
            [fact.application, fact.asked, fact.due_on],
        )
        if same:
            outcome.say(f"nothing to do: application {row['id']} was asked this")
            return outcome
        to.add(fact)
        outcome.say(f"application {row['id']} asked, answer due on {due_on}: {question}")
        outcome.remark("the assessment's clock runs on")
    return outcome


def answer(desk: Desk, name: str, given: Sequence[str]) -> Outcome:
    """Record answers that came back, each ``FIELD=VALUE``; each takes the place of what stood.

    Raises:
        RefusedError: no such application, a field that makes another application, or no such.
        UsageError: not ``FIELD=VALUE``, or a value that is not one of the field's.
    """
    command = " ".join(["clarify", name, *(f"--answer {each}" for each in given)])
    with carrying_out(desk, command) as (ledger, to, outcome):
        row = being_assessed(ledger, name)
        rules = rules_of_window(ledger, row["window_id"], row["agreement"])
        said = known_of(ledger, row["id"]).facts
        judged_by = known_to_judge(ledger, [row["id"]])[row["id"]].facts
        for field, value, shown in [_read(rules, each) for each in given]:
            if said.get(field) == judged_by.get(field) == value:
                outcome.say(f"nothing to do: {field} is {shown}")
                continue
            to.add(Answer(row["id"], field, as_json(value)))
            outcome.say(f"application {row['id']}: {field} is {shown}")
        if to.count:
            outcome.remark(f"judge it again: dpsctl check {row['id']}")
    return outcome


def _read(rules: Pinned, given: str) -> tuple[str, Value, str]:
    field, equals, text = (part.strip() for part in given.partition("="))
    if not equals or not text:
        raise UsageError(
            f"--answer: {given!r} is not FIELD=VALUE", "such as answers.improvement_plan=yes"
        )
    known = catalogue(rules.rule_set.questions, rules.codes)
    if field in IDENTITY:
        raise RefusedError(
            f"{field} says which application this is, and is not clarified",
            "import a new document for this home: it takes the old one's place",
        )
    if field in COST_FACTS:
        raise RefusedError(
            f"{field} follows from the fees that are offered, and is not clarified",
            "import a new document for this home, with other placements",
        )
    if field in REGISTER_FACTS:
        raise RefusedError(
            f"{field} is what the public register says, and is not clarified",
            "import a newer snapshot of it: dpsctl import-register FILE",
        )
    if field not in known or field in LEDGER_FACTS:
        raise RefusedError(
            f"there is no field {field} in an application under {rules.name}",
            f"dpsctl rules show {rules.name} --facts lists them",
        )
    try:
        value = known[field].read(text)
    except ValueError as error:
        raise UsageError(f"--answer: {field}: {error}") from None
    return field, value, known[field].show(value)


def being_assessed(ledger: Ledger, name: str) -> Row:
    """The application of this name and where it stands, which nobody has determined.

    Raises:
        RefusedError: no such application, or nothing is left to assess.
    """
    row = standing_of(ledger, application_named(ledger, name))
    if row["standing"] not in OPEN_STANDINGS:
        raise RefusedError(
            f"application {row['id']} is {row['standing']}: it is no longer being assessed",
            "rescind its determination first" if row["standing"] in ("admitted", "refused") else "",
        )
    return row


def extend(desk: Desk, name: str, reason: str) -> Outcome:
    """Extend an application's assessment, once, to the longer figure of its system.

    Under PCR 2015 the longer figure is for individual cases where it is justified, such as to
    examine further documents (reg 34(17)).

    Raises:
        RefusedError: no such application, determined already, or the system has no longer figure.
    """
    with carrying_out(desk, f"extend {name}", reason) as (ledger, to, outcome):
        row = standing_of(ledger, application_named(ledger, name))
        if ledger.value("SELECT 1 FROM extensions WHERE application = ?", [row["id"]]):
            outcome.say(f"nothing to do: application {row['id']} has been extended, once for all")
            return outcome
        row = being_assessed(ledger, name)
        system = system_of_window(ledger, row["window_id"])
        longer = system.duration("assessment", "extended")
        if longer is None:
            raise RefusedError(
                f"{system.name} has no longer figure to extend an assessment to",
                "the system document would say so: assessment.extended",
            )
        to.add(Extension(row["id"]))
        outcome.say(f"application {row['id']}: its assessment may take {longer}")
    return outcome
