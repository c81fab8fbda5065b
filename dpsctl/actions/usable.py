"""Whether a rule set may judge in a window of this system, on that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dpsctl.documents.pinned import pinned_rules
from dpsctl.documents.rule_lint import lint
from dpsctl.documents.rule_shelf import as_pinned
from dpsctl.documents.shelf import RulesOnShelf, regime_named
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.domain.words import plural
from dpsctl.errors import DocumentError, RefusedError
from dpsctl.ledger.decisions import decision_now, in_effect
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System
from dpsctl.reports.rules_flips import rejudged


def see_usable(
    ledger: Ledger, folders: Sequence[Path], system: System, rules: RulesOnShelf, day: date
) -> None:
    """See that a rule set may judge in a window that opens on a London day.

    Raises:
        DocumentError: lint finds errors in it.
        RefusedError: it is for another regime, illustrative outside a rehearsal, not adopted yet,
            lacks a figure, or changes what the law has frozen.
    """
    _usable(ledger, system, rules.rule_set, day)
    _without_errors(folders, rules, system)
    if regime_named(folders, system.regime).rules_frozen:
        _same_outcomes(ledger, folders, rules, system, day)


def _usable(ledger: Ledger, system: System, rules: RuleSet, day: date) -> None:
    name = f"{rules.name}/{rules.version}"
    if rules.regime != system.regime:
        raise RefusedError(
            f"rule set {name} is written for {rules.regime}, and {system.name} runs under "
            f"{system.regime}",
            "write a version for this regime",
        )
    if rules.illustrative and not system.rehearsal:
        raise RefusedError(
            f"rule set {name} is illustrative and judges nobody outside a rehearsal",
            "adopt it: replace `illustrative: yes` by `adopted: {decision: REF}` in a new version",
        )
    if rules.adopted:
        see_adopted(ledger, f"rule set {name}", rules.adopted, day)
    for parameter in rules.parameters:
        if parameter.on(day) is None:
            raise RefusedError(
                f"parameter {parameter.id} of rule set {name} has no value yet on {day}",
                "give it a value dated on or before that day, in a new version",
            )


def see_adopted(ledger: Ledger, what: str, reference: str, day: date) -> None:
    """See that the decision which adopted something is in effect on a London day.

    Raises:
        RefusedError: it is not, or not on the ledger.
    """
    decision = decision_now(ledger, reference)
    if decision is None or not in_effect(decision, day):
        raise RefusedError(
            f"{what} was adopted by decision {reference}, "
            f"which is not on the ledger and in effect on {day}",
            "record it: dpsctl record-decision FILE",
        )


def _without_errors(folders: Sequence[Path], rules: RulesOnShelf, system: System) -> None:
    """Refuse a set that lint finds errors in; its warnings keep nobody from opening."""
    errors = [
        each
        for each in lint(folders, rules, system.terms.get("largest_contract"))
        if not each.warning
    ]
    if errors:
        raise DocumentError(errors, "mend the rule set: `dpsctl rules lint` lists its mistakes")


def _same_outcomes(
    ledger: Ledger, folders: Sequence[Path], rules: RulesOnShelf, system: System, day: date
) -> None:
    """Where the law freezes the conditions for the term, a new version may change no outcome."""
    pinned = ledger.row(
        "SELECT id FROM rule_sets WHERE rule_set = ? AND version <> ? ORDER BY id DESC",
        [rules.rule_set.name, rules.rule_set.version],
    )
    if pinned is None:
        return
    found = rejudged(ledger, as_pinned(rules), day)
    if found.flips:
        law = regime_named(folders, system.regime).cites.get("rules_frozen", "the law")
        first = found.flips[0]
        raise RefusedError(
            f"the conditions of {system.name} are frozen for its term ({law}), and "
            f"{rules.name} judges {plural(found.flipped, 'application')} otherwise: "
            f"application {first.application}, {first.rule}, {first.before} to {first.after}",
            f"dpsctl rules diff {pinned_rules(ledger, pinned['id']).name} {rules.name} "
            "--window all lists them",
        )
