"""``form``: a blank application, with the window's questions and grounds as comments.

What it prints is itself an application document: every value is missing until it is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dpsctl.documents.pinned import Pinned, rules_of_window
from dpsctl.documents.pinned_cost_models import cost_model_of_window
from dpsctl.documents.shelf import grounds_of_regime, rule_set_in_force
from dpsctl.domain.days import day_end
from dpsctl.domain.rules.facts import Question
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.errors import RefusedError
from dpsctl.ledger.lookups import System, WindowOnLedger, system_now, windows_now
from dpsctl.ledger.reapplications import policy_of
from dpsctl.reports.view import View

COLUMN = 32
"""Where the comments begin."""

Line = tuple[str, str]
"""A key with its indent, and what to write there."""

_HEAD: tuple[Line, ...] = (
    ("reference:", "the portal's own"),
    ("received_at:", "when it reached the portal, London time: 2021-03-10T14:05"),
    ("provider:", ""),
    ("  name:", "the legal entity"),
    ("  company_number:", "one identifier is needed: this, or"),
    ("  charity_number:", "this, or"),
    ("  ppon:", "this, or"),
    ("  cqc_provider:", "this (sole traders have no other)"),
    ("  legal_form:", "private limited company, charity, sole trader …"),
    ("  address:", "the one it publishes: the public contract register has it"),
    ("  sme:", "yes or no: a small or medium-sized enterprise"),
    ("  vcse:", "yes or no: a voluntary, community or social enterprise"),
)
_COVER: tuple[Line, ...] = (
    ("      cover:", "pounds: 10000000"),
    ("      expires:", "the last day of cover: 2021-12-31"),
    ("      will_obtain:", "or else the cover that will be in place before award"),
)
_HOME: tuple[Line, ...] = (
    ("home:", ""),
    ("  name:", ""),
    ("  cqc_location:", "as CQC registers it: 1-000000000"),
    ("  district:", ""),
    ("  postcode:", ""),
    ("  beds:", "registered beds, in digits"),
    ("  cqc:", ""),
    ("    registration:", "Registered or Deregistered"),
    ("    dormant:", "yes or no"),
    ("    rating:", "Outstanding, Good, Requires improvement, Inadequate or Unrated"),
    ("    rated_on:", "the day it was published"),
    ("    registered_manager:", "yes or no"),
)
_TAIL: tuple[Line, ...] = (
    ("remodels:", "the CQC location that leaves its framework contract, if one does"),
    ("attachments:", "a list of {name, sha256}, or []"),
    ("placements:", "people already placed, a list: never a name, but a reference such as P-0001:"),
    (
        "",
        "  - {ref: P-0001, need: LD, band: …, current_weekly_fee: 1622.50, "
        "offered_weekly_fee: 1650.10}",
    ),
)


def blank_form(view: View, agreement: str | None) -> str:
    """A blank application for the window that is open, or comes next, or would open today.

    Raises:
        RefusedError: the agreement takes no applications, or no rules are in force.
    """
    system = system_now(view.ledger)
    agreement = _taking(system, agreement)
    window = _coming(view)
    pinned = rules_of_window(view.ledger, window.id, agreement) if window else None
    named = system.terms["agreements"][agreement]["rules"]
    rules = pinned.rule_set if pinned else rule_set_in_force(view.rules, named, view.as_of).rule_set
    lines = chain(
        _HEAD,
        _asked_of_provider(rules),
        _HOME,
        _joining(system, agreement),
        _answers(rules.questions),
        _declaration(view, system, pinned),
        _TAIL,
        _prices(view, window, agreement),
    )
    return "\n".join([*_remarks(system, window, rules), *map(_line, lines)]) + "\n"


def _taking(system: System, agreement: str | None) -> str:
    terms: dict[str, dict[str, object]] = system.terms["agreements"]
    taking = [name for name, each in terms.items() if each.get("rules")]
    if not taking:
        raise RefusedError(f"no agreement of {system.name} takes applications: none names rules")
    if agreement is not None and agreement not in taking:
        raise RefusedError(
            f"agreement {agreement} of {system.name} takes no applications",
            f"these do: {', '.join(taking)}",
        )
    return agreement or taking[0]


def _coming(view: View) -> WindowOnLedger | None:
    until = day_end(view.as_of)
    ahead = [each for each in windows_now(view.ledger) if not each.span.closed_by(until)]
    return ahead[0] if ahead else None


def _asked_of_provider(rules: RuleSet) -> Iterator[Line]:
    """The insurances and policies that the rules look at; others would be judged by nothing."""
    paths = [path.split(".") for rule in rules.rules for path in rule.facts]
    insurances = dict.fromkeys(path[2] for path in paths if path[1:2] == ["insurance"])
    policies = dict.fromkeys(path[2] for path in paths if path[1:2] == ["policies"])
    if insurances:
        yield "  insurance:", ""
    for insurance in insurances:
        yield f"    {insurance}:", ""
        yield from _COVER
    if policies:
        yield "  policies:", "the day each was last reviewed: 2020-09-01"
    yield from ((f"    {policy}:", "") for policy in policies)


def _remarks(system: System, window: WindowOnLedger | None, rules: RuleSet) -> Iterator[str]:
    name = f"{rules.name}/{rules.version}"
    yield f"# Application to join: {system.title}"
    if system.rehearsal:
        yield "# A REHEARSAL: nothing sent in on this form binds anybody."
    yield f"# Window {window.name}: {window.span}." if window else "# No window is open or coming."
    yield f"# Judged by the rules {name}. What is left blank is unknown, and never taken for no."
    if policy := policy_of(system):
        yield f"# {policy} ({policy.cite})."


def _joining(system: System, agreement: str) -> Iterator[Line]:
    codes = ", ".join(f"{code} ({title})" for code, title in system.terms["categories"].items())
    bands = " or ".join(system.terms["agreements"][agreement]["bands"])
    yield "categories:", f"a list, such as [{next(iter(system.terms['categories']))}]: {codes}"
    yield f"agreement: {agreement}", ""
    yield "band:", bands


def _answers(questions: tuple[Question, ...]) -> Iterator[Line]:
    if questions:
        yield "answers:", ""
    for question in questions:
        choices = f": {', '.join(question.choices)}" if question.choices else ""
        yield f"  {question.id}:", f"{question.ask} ({question.type.kind}{choices})"


def _declaration(view: View, system: System, pinned: Pinned | None) -> Iterator[Line]:
    yield "declaration:", ""
    yield "  signed_on:", ""
    titles = grounds_of_regime(view.rules, system.regime)
    if pinned and pinned.grounds:
        titles |= {each.code: each.title for each in pinned.grounds.codes}
    if titles:
        yield "  exclusions:", "`none declared`, or yes or no for each; with dates:"
        yield "", "    {answer: yes, on: 2017-05-02, self_cleaning: What was put right.}"
    for code, title in titles.items():
        yield f"    {code}:", title


def _prices(view: View, window: WindowOnLedger | None, agreement: str) -> Iterator[Line]:
    """What the window's cost model, if it has one, makes an offered fee of."""
    pinned = cost_model_of_window(view.ledger, window.id, agreement) if window else None
    if pinned is None:
        return
    yield "", f"beside a fee that {pinned.model.named} makes, `price: {{…}}` with all of"
    for id, each in pinned.model.inputs.items():
        yield "", f"    {id}: {each.title} ({each.wanted}; 0 where there are none)"


def _line(line: Line) -> str:
    key, comment = line
    return f"{key:<{COLUMN}}# {comment}".rstrip() if comment else key
