"""``rules/NAME/VERSION.yaml``: a version of a rule set, read from its text alone."""

from __future__ import annotations

from collections.abc import Callable

from dpsctl.documents.across import found, text_at
from dpsctl.documents.document import Document, Where, complain
from dpsctl.documents.grounds import ExclusionGround, GroundsDocument
from dpsctl.documents.mistakes import as_many_as_are_read
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.rule_conditions import ConditionReader
from dpsctl.documents.rule_law import limits, placeholders, too_strict
from dpsctl.documents.rule_shape import RulePart, RuleSetDocument
from dpsctl.documents.rule_words import Words, read_words
from dpsctl.documents.validating import judged
from dpsctl.domain.rules.conditions import Condition
from dpsctl.domain.rules.facts import exclusion_path
from dpsctl.domain.rules.rule_set import Rule, RuleSet
from dpsctl.errors import Complaint, DocumentError

GroundsNamed = Callable[[str], Document | None]
"""From the name of a grounds file to its document, or None if there is none."""


def read_rule_set(document: Document, grounds: GroundsNamed) -> RuleSet:
    """The rule set of a document; ``grounds`` finds the exclusion grounds that it names.

    Raises:
        DocumentError: with every complaint of it and of its grounds, in file order.
    """
    rule_set, complaints = rule_set_of(document, grounds)
    if rule_set is None or complaints:
        raise DocumentError(complaints)
    return rule_set


def rule_set_of(
    document: Document, grounds: GroundsNamed
) -> tuple[RuleSet | None, list[Complaint]]:
    """The rule set of a document, or None; and every complaint, in file order."""
    shape, complaints = judged(document, RuleSetDocument)
    words = read_words(document)
    codes = _grounds(document, grounds, words)
    reader = ConditionReader(document, words, words.vocabulary(each.code for each in codes))
    conditions = _conditions(document, reader)
    better = [*limits(document), *placeholders(document)]
    complaints = _instead(better, [*complaints, *words.complaints, *reader.complaints])
    complaints += too_strict(document, codes, conditions)
    if shape is None or complaints:
        return None, as_many_as_are_read(sorted(complaints))
    return _rule_set(shape, words, conditions), []


def _instead(better: list[Complaint], complaints: list[Complaint]) -> list[Complaint]:
    """The complaints, with better ones in place of those at the same spot."""
    spots = {(each.line, each.column) for each in better}
    return [*better, *(each for each in complaints if (each.line, each.column) not in spots)]


def _grounds(document: Document, grounds: GroundsNamed, words: Words) -> list[ExclusionGround]:
    """The grounds that the document names; complaints of them are put with those of its words."""
    name = text_at(document.content, "grounds")
    if name is None:
        return []
    source = grounds(name)
    typed, complaints = judged(source, GroundsDocument) if source else (None, [])
    if source is None:
        complaints = [complain(document, ("grounds",), f"there is no rules/grounds/{name}.yaml")]
    words.complaints += complaints
    if typed is None:
        words.doubtful.add(exclusion_path(""))
        return []
    regime = text_at(document.content, "regime")
    if regime in REGIMES and regime not in typed.regimes:
        what = f"{name} is for {', '.join(typed.regimes)}, not for {regime}"
        words.complaints.append(complain(document, ("grounds",), what))
    return typed.codes


def _conditions(document: Document, reader: ConditionReader) -> dict[Where, Condition]:
    """The conditions that could be read, by their paths."""
    written = [
        (path, condition)
        for key in ("require", "when")
        for path, condition in found(document.content, "rules", "*", key)
    ]
    read = ((path, reader.read_whole(condition, path)) for path, condition in written)
    return {path: condition for path, condition in read if condition}


def _rule_set(shape: RuleSetDocument, words: Words, conditions: dict[Where, Condition]) -> RuleSet:
    return RuleSet(
        name=shape.rule_set,
        version=shape.version.isoformat(),
        title=shape.title,
        regime=shape.regime,
        illustrative=shape.illustrative,
        adopted=shape.adopted.decision if shape.adopted else None,
        supersedes=shape.supersedes.isoformat() if shape.supersedes else None,
        grounds=shape.grounds,
        questions=tuple(words.questions),
        parameters=tuple(words.parameters),
        rules=tuple(_rule(place, part, conditions) for place, part in enumerate(shape.rules)),
    )


def _rule(place: int, part: RulePart, conditions: dict[Where, Condition]) -> Rule:
    return Rule(
        id=part.id,
        asks=part.asks,
        kind=part.kind,
        cite=part.cite,
        proof=part.proof,
        require=conditions["rules", place, "require"],
        otherwise=part.otherwise,
        if_unknown=part.if_unknown,
        when=conditions.get(("rules", place, "when")),
        categories=tuple(part.categories),
    )
