"""Mutants of the shipped rule sets, tried on their examples: whether an example notices each.

``python -m tests.rules.mutating [NAME...]`` tries every mutant of the shipped sets, or of those
named, and prints those that no example notices; the suite tries a sample of them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from dpsctl.documents.examples import examples_beside, read_examples
from dpsctl.documents.pinned import Pinned
from dpsctl.documents.reading import read_documents
from dpsctl.documents.rule_examples import Prepared, prepared
from dpsctl.documents.rule_sets import read_rule_set
from dpsctl.documents.rule_shelf import as_pinned, version_files
from dpsctl.documents.shelf import RulesOnShelf, grounds_of_regime, rules_on_shelf
from dpsctl.domain.rules.rule_set import RuleSet
from dpsctl.domain.rules.solving import outcomes
from dpsctl.domain.rules.trying import tried
from dpsctl.errors import DocumentError
from dpsctl.shipped import FIXTURES, RULES

from .mutants import Mutant, mutants


@dataclass(frozen=True)
class Bench:
    """One shipped version with its examples, on which mutants are tried."""

    path: Path
    shelf: RulesOnShelf
    rules: Pinned
    examples: Prepared

    @classmethod
    def of(cls, path: Path, folders: list[Path]) -> Bench:
        """The bench of a version; its examples must stand beside it."""
        shelf = rules_on_shelf(folders, path)
        rules, beside = as_pinned(shelf), examples_beside(path)
        assert beside, f"{path} has no examples"
        known = grounds_of_regime(folders, rules.rule_set.regime)
        return cls(path, shelf, rules, prepared(*read_examples(beside), rules, known))

    def mutants(self) -> list[Mutant]:
        """Every mutant of the version."""
        every = mutants(self.shelf.document.content)
        return [mutant for mutant in every if not self._moot(mutant)]

    def _moot(self, mutant: Mutant) -> bool:
        """Whether it says what follows if a rule is unknown that can never be."""
        if mutant.path[-1] != "if unknown":
            return False
        rule = self.rules.rule_set.rules[int(mutant.path[1])]
        figures = self.rules.rule_set.known_figures()
        return not any("unknown" in outcomes(rule, known) for known in figures)

    def notices(self, mutant: Mutant) -> bool:
        """Whether an example comes out otherwise, or the mutant cannot even be read."""
        try:
            rules = self._read(mutant)
        except DocumentError:
            return True
        trial = tried(rules, self.rules.ground_rules, self.examples.examples)
        return bool(trial.differences)

    def _read(self, mutant: Mutant) -> RuleSet:
        text = yaml.safe_dump(mutant.content, sort_keys=False, width=10_000, allow_unicode=True)
        (document,) = read_documents(text.encode(), str(self.path))
        return read_rule_set(document, lambda _: self.shelf.grounds)


def shipped() -> list[tuple[Path, list[Path]]]:
    """Every version that comes with dpsctl or its fixtures, with the folders it is read from."""
    found = [(path, [RULES]) for path in version_files([RULES])]
    for folder in sorted(FIXTURES.glob("*/rules")):
        found += [(path, [folder, RULES]) for path in version_files([folder])]
    return found


def main(names: list[str]) -> int:
    """Try every mutant, and print those that no example notices."""
    total = missed = 0
    for path, folders in shipped():
        if names and path.parent.name not in names:
            continue
        bench = Bench.of(path, folders)
        every = bench.mutants()
        unnoticed = [mutant for mutant in every if not bench.notices(mutant)]
        total, missed = total + len(every), missed + len(unnoticed)
        print(f"{path.parent.name}/{path.stem}: {len(every)} mutants, {len(unnoticed)} unnoticed")
        for mutant in unnoticed:
            print(f"  {mutant}")
    print(f"{total} mutants, {missed} unnoticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
