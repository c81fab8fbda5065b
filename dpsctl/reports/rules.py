"""The rule sets on the shelf: listed, and told in words. None of this needs a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dpsctl.documents.cost_model_shelf import cost_model_files, cost_model_on_shelf
from dpsctl.documents.grounds import GroundsDocument
from dpsctl.documents.rule_shelf import as_pinned, version_files, version_named
from dpsctl.documents.shelf import RulesOnShelf, rules_on_shelf
from dpsctl.domain.cost_model import CostModel
from dpsctl.domain.rules.conditions import wanted
from dpsctl.domain.rules.facts import catalogue
from dpsctl.domain.rules.rule_set import Parameter, Rule, RuleSet
from dpsctl.reports.blocks import Block
from dpsctl.reports.report import Column, Report, Row, Section

_COLUMNS = (
    Column("rule_set", "rule set"),
    Column("version", "version", "day"),
    Column("title", "title"),
    Column("regime", "regime"),
    Column("standing", "standing"),
    Column("rules", "rules", "count"),
    Column("sha256", "sha256", brief=False),
    Column("path", "file", brief=False),
)


_COST_MODEL_COLUMNS = (
    Column("cost_model", "cost model"),
    Column("version", "version", "day"),
    Column("title", "title"),
    Column("standing", "standing"),
    Column("bands", "bands", "list"),
    Column("sha256", "sha256", brief=False),
    Column("path", "file", brief=False),
)


def shelf_report(folders: Sequence[Path]) -> Report:
    """Every version of every rule set on the shelf; the cost models are a section of their own.

    Raises:
        DocumentError: one of them has mistakes.
    """
    rows = []
    for path in version_files(folders):
        shelf = rules_on_shelf(folders, path)
        rules = shelf.rule_set
        rows.append(
            {
                "rule_set": rules.name,
                "version": rules.version,
                "title": rules.title,
                "regime": rules.regime,
                "standing": _standing(rules),
                "rules": len(rules.rules),
                "sha256": shelf.document.sha256,
                "path": str(path),
            }
        )
    models = [_cost_model_row(path) for path in cost_model_files(folders)]
    section = Section("cost_models", "Cost models", _COST_MODEL_COLUMNS, models)
    return Report("rules", "Rule sets", "", "", False, None, _COLUMNS, rows, sections=(section,))


def _cost_model_row(path: Path) -> Row:
    shelf = cost_model_on_shelf(path)
    model = shelf.model
    return {
        "cost_model": model.name,
        "version": model.version,
        "title": model.title,
        "standing": _standing(model),
        "bands": list(model.bands),
        "sha256": shelf.document.sha256,
        "path": str(path),
    }


def _standing(version: RuleSet | CostModel) -> str:
    return "illustrative" if version.illustrative else f"adopted by {version.adopted}"


def rules_named(folders: Sequence[Path], name: str) -> tuple[RulesOnShelf, GroundsDocument | None]:
    """A rule set by ``RULESET`` (its newest version) or ``RULESET/VERSION``, with its grounds.

    Raises:
        RefusedError: there is no such rule set, or no such version.
        DocumentError: it has mistakes.
    """
    shelf = rules_on_shelf(folders, version_named(folders, name))
    return shelf, as_pinned(shelf).grounds


def facts_of(shelf: RulesOnShelf, grounds: GroundsDocument | None) -> dict[str, str]:
    """The facts that a rule set's rules may name, each with its type in words."""
    codes = [each.code for each in grounds.codes] if grounds else []
    known = catalogue(shelf.rule_set.questions, codes)
    return {path: str(type_) for path, type_ in known.items()}


def rules_in_words(shelf: RulesOnShelf, grounds: GroundsDocument | None) -> list[Block]:
    """A rule set as a person reads it: what it is, then rule by rule."""
    rules = shelf.rule_set
    head = [
        ("standing", _standing(rules)),
        ("regime", rules.regime),
        ("supersedes", rules.supersedes or "nothing"),
        ("sha256", shelf.document.sha256),
        ("grounds", f"{grounds.grounds}: {grounds.title}" if grounds else "none"),
    ]
    blocks = [Block(f"{shelf.name}: {rules.title}", rows=head)]
    if rules.questions:
        asked = [(each.id, f"{each.ask} ({each.type})") for each in rules.questions]
        blocks.append(Block("Questions", rows=asked))
    if rules.parameters:
        figures = [(f"${each.id}", _values(each)) for each in rules.parameters]
        blocks.append(Block("Figures", rows=figures))
    if grounds:
        listed = [(each.code, f"{each.title} ({each.kind})") for each in grounds.codes]
        blocks.append(Block("Exclusion grounds, each a rule of its own", rows=listed))
    return blocks + [_rule(rule) for rule in rules.rules]


def _values(parameter: Parameter) -> str:
    dated = [f"{parameter.type.show(value)} from {day}" for day, value in parameter.values.items()]
    return f"{', '.join(dated)} ({parameter.law})"


def _rule(rule: Rule) -> Block:
    rows = [
        ("wants", wanted(rule.require)),
        *([("when", wanted(rule.when))] if rule.when else []),
        *([("for", ", ".join(rule.categories))] if rule.categories else []),
        ("otherwise", rule.otherwise),
        ("if unknown", "note" if rule.otherwise == "note" else rule.if_unknown),
        ("law", rule.cite),
        ("proof", rule.proof),
    ]
    return Block(f"{rule.id} ({rule.kind})", lines=[rule.asks], rows=rows)
