"""A rule on the bench: one that lint holds against the law, and what can be proved of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dpsctl.documents.document import Document, complain
from dpsctl.documents.rule_selection import SelectionLaw
from dpsctl.domain.rules.conditions import AllOf, Condition, Not
from dpsctl.domain.rules.facts import Question
from dpsctl.domain.rules.operators import IS_ANSWERED
from dpsctl.domain.rules.rule_set import Rule, RuleSet
from dpsctl.domain.rules.sentences import Sentence
from dpsctl.domain.rules.solving import can_be
from dpsctl.errors import Complaint


@dataclass(frozen=True)
class Bench:
    """One rule of a set, the document it stands in, and the law of selection of its regime."""

    document: Document
    place: int
    rule: Rule
    rules: RuleSet
    law: SelectionLaw

    def error(self, key: str, what: str) -> Complaint:
        """A complaint of the rule's ``key`` that keeps a window from opening."""
        return complain(self.document, ("rules", self.place, key), what, refused=True)

    def warning(self, key: str, what: str) -> Complaint:
        """A complaint of the rule's ``key`` that is worth a look."""
        return replace(complain(self.document, ("rules", self.place, key), what), warning=True)

    def asked(self, pattern: str) -> list[Question]:
        """The questions that the rule looks at and that speak of something."""
        return [
            question
            for question in self.rules.questions
            if question.path in self.rule.facts
            and re.search(pattern, f"{question.id.replace('_', ' ')} {question.ask}", re.IGNORECASE)
        ]

    def can_do_without(self, *paths: str) -> bool:
        """Whether the rule can be met by an applicant of whom these facts are missing."""
        missing = (Not(Sentence(path, self.rule.facts[path], IS_ANSWERED)) for path in paths)
        return self.can_be_met(*missing)

    def can_be_met(self, *also: Condition) -> bool:
        """Whether the rule can be met where something else holds too, by the figures of any day."""
        whole = AllOf((self.rule.require, *also))
        return all(can_be(whole, True, known) for known in self.rules.known_figures())
