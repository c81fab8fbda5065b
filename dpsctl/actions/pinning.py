"""Pinning: a window carries the exact text of the rules it judges by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dpsctl.actions.usable import see_usable
from dpsctl.documents.document import Document
from dpsctl.documents.shelf import RulesOnShelf, rule_set_in_force
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import PinnedRules, WindowRules
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording


def rules_for(
    ledger: Ledger, system: System, folders: list[Path], day: date
) -> dict[str, RulesOnShelf]:
    """The rules that each agreement's applications are judged by in a window opening on a day.

    Raises:
        DocumentError: a rule set with mistakes.
        RefusedError: none is in force, it may not be used here, or it was edited once pinned.
    """
    found = {}
    for agreement, terms in system.terms["agreements"].items():
        if terms.get("rules"):
            rules = rule_set_in_force(folders, terms["rules"], day)
            see_usable(ledger, folders, system, rules, day)
            _unedited(ledger, rules)
            found[agreement] = rules
    if not found:
        raise RefusedError(
            f"no agreement of {system.name} names rules, so none takes applications",
            "amend the system document: agreements.NAME.rules",
        )
    return found


def pin(to: Recording, window: int, rules: dict[str, RulesOnShelf]) -> None:
    """Pin each agreement's rules to a window; a version's texts go in the first time only."""
    for agreement, shelf in sorted(rules.items()):
        known = _pinned(to.ledger, shelf.rule_set)
        number = known["id"] if known else to.add(_pinned_rules(to, shelf))
        to.add(WindowRules(window, agreement, number))


def _pinned_rules(to: Recording, shelf: RulesOnShelf) -> PinnedRules:
    return PinnedRules(
        rule_set=shelf.rule_set.name,
        version=shelf.rule_set.version,
        document=to.keep_text(shelf.document.text),
        grounds=shelf.rule_set.grounds,
        grounds_document=to.keep_text(shelf.grounds.text) if shelf.grounds else None,
    )


def _pinned(ledger: Ledger, rule_set: RuleSet) -> Row | None:
    return ledger.row(
        "SELECT * FROM rule_sets WHERE rule_set = ? AND version = ?",
        [rule_set.name, rule_set.version],
    )


def _unedited(ledger: Ledger, shelf: RulesOnShelf) -> None:
    """A version, once pinned, never changes: a changed text is a new version."""
    known = _pinned(ledger, shelf.rule_set)
    if known is None:
        return
    see_unedited(shelf.document, known["document"])
    if shelf.grounds and known["grounds_document"]:
        see_unedited(shelf.grounds, known["grounds_document"])


def see_unedited(document: Document, expected: str) -> None:
    """See that a document is the one of this SHA-256, which was pinned.

    Raises:
        RefusedError: it has changed since.
    """
    if document.sha256 != expected:
        raise RefusedError(
            f"{document.file} has changed since a window pinned it: "
            f"expected sha256 {expected}, found {document.sha256}",
            "put the file back as it was, and write the change as a new version beside it",
        )
