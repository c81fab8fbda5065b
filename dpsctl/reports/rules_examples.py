"""``rules test``: the examples of rule sets, tried; what differs, and what no example reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dpsctl.documents.document import complain
from dpsctl.documents.examples import SUFFIX, examples_beside, read_examples
from dpsctl.documents.pinned import Pinned
from dpsctl.documents.rule_examples import Prepared, prepared
from dpsctl.documents.rule_shelf import as_pinned, rules_at, version_files, versions_at
from dpsctl.documents.shelf import RulesOnShelf, grounds_of_regime, rules_on_shelf
from dpsctl.domain.rules.findings import Outcome
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.rules.rule_set import Rule
from dpsctl.domain.rules.solving import outcomes
from dpsctl.domain.rules.trying import Trial, tried
from dpsctl.domain.words import listed, plural
from dpsctl.errors import Complaint, RefusedError


@dataclass(frozen=True)
class Tried:
    """One version and its examples: what differs, and which outcomes of which rules none reaches.

    ``file`` is the examples file, or None where the version has none.
    """

    rules: str
    file: Path | None
    examples: int = 0
    differences: list[Complaint] = field(default_factory=list)
    unreached: Mapping[str, list[Outcome]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The version's examples as JSON has them."""
        return {
            "rules": self.rules,
            "file": str(self.file) if self.file else None,
            "examples": self.examples,
            "differences": [vars(each) for each in self.differences],
            "unreached": dict(self.unreached),
        }


def in_words(found: Tried) -> Iterator[str]:
    """What became of a version's examples, line by line: differences, gaps, and a sum."""
    yield from map(str, found.differences)
    if found.file is None:
        yield f"{found.rules}: no examples stand beside it"
        return
    for rule, missing in found.unreached.items():
        yield f"{found.rules}: {rule}: no example reaches {listed(missing)}"
    come_out = plural(len(found.differences), "difference")
    reached = "" if found.unreached else "; every outcome of every rule is reached"
    yield f"{found.rules}: {plural(found.examples, 'example')}, {come_out}{reached}"


def examples_tried(folders: Sequence[Path], path: Path | None) -> list[Tried]:
    """Try the examples of every version on the shelf, or of those at a path.

    Raises:
        UsageError: there are no rule sets at the path.
        DocumentError: a rule set or its examples cannot be read.
        RefusedError: an examples file that stands alone does not say what it is of.
    """
    if path is not None and path.name.endswith(SUFFIX):
        return [_tried(folders, _version_of(folders, path), path)]
    files = version_files(folders) if path is None else versions_at(path)
    shelves = [rules_on_shelf(folders, file) for file in files]
    pairs = zip(files, shelves, strict=True)
    return [_tried(folders, shelf, examples_beside(file)) for file, shelf in pairs]


def _version_of(folders: Sequence[Path], examples: Path) -> RulesOnShelf:
    """The version that an examples file is of: the one beside it, or the one that it names."""
    beside = examples.with_name(examples.name.removesuffix(SUFFIX) + ".yaml")
    if beside.is_file():
        return rules_on_shelf(folders, beside)
    _, typed = read_examples(examples)
    if typed.examples_of is None:
        raise RefusedError(
            f"{examples} stands beside no version of a rule set",
            "say which it is of: `examples_of: RULESET/VERSION`",
        )
    return rules_at(folders, typed.examples_of)


def _tried(folders: Sequence[Path], shelf: RulesOnShelf, file: Path | None) -> Tried:
    rules = as_pinned(shelf)
    if file is None:
        return Tried(shelf.name, None, unreached=unreached(rules, Trial()))
    document, typed = read_examples(file)
    known = grounds_of_regime(folders, rules.rule_set.regime)
    made = prepared(document, typed, rules, known)
    trial = tried(rules.rule_set, rules.ground_rules, made.examples)
    found = [*made.differences, *_complaints(made, trial)]
    found.sort(key=lambda each: (each.line, each.column))
    return Tried(shelf.name, file, made.count, found, unreached(rules, trial))


def _complaints(made: Prepared, trial: Trial) -> list[Complaint]:
    return [
        complain(
            made.document,
            made.places[each.example.name],
            f"{each.example.name}: {each.about}: expected {each.expected}, found {each.found}",
        )
        for each in trial.differences
    ]


def unreached(rules: Pinned, trial: Trial) -> dict[str, list[Outcome]]:
    """The outcomes that a rule can have and no example reaches, by rule; fully reached left out.

    What can be proved never to come of a rule is not asked for: a rule on the band is never
    unknown, since no application comes without one.
    """
    left = {
        rule.id: [each for each in _outcomes(rules, rule) if each not in trial.reached[rule.id]]
        for rule in (*rules.ground_rules, *rules.rule_set.rules)
    }
    return {rule: missing for rule, missing in left.items() if missing}


def _outcomes(rules: Pinned, rule: Rule) -> list[Outcome]:
    if isinstance(rule, GroundRule):
        return ["met", "unmet", "unknown"]
    found = [
        outcome for known in rules.rule_set.known_figures() for outcome in outcomes(rule, known)
    ]
    return list(dict.fromkeys(found))
