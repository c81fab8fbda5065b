"""Limits on what a rule may ask: turnover, insurance before award, audited accounts.

The figures and their sources stand in ``rules/selection.yaml``. A rule passes a limit only where it
is proved that nobody within the limit can meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dpsctl.documents.rule_bench import Bench
from dpsctl.domain.money import whole_pounds
from dpsctl.domain.rules.conditions import AnyOf, Condition, Not
from dpsctl.domain.rules.facts import MONEY, Question
from dpsctl.domain.rules.operands import Constant
from dpsctl.domain.rules.operators import IS_ANSWERED
from dpsctl.domain.rules.sentences import Sentence
from dpsctl.errors import Complaint

_IN_PLACE = re.compile(r"provider\.insurance\.\w+\.(cover|expires)")


def limits_passed(bench: Bench, largest_contract_pence: int | None) -> Iterator[Complaint]:
    """A complaint for each limit that a rule passes which can keep an applicant out."""
    yield from _turnover(bench, largest_contract_pence)
    yield from _insurance(bench)
    yield from _audit(bench)


def _turnover(bench: Bench, largest_contract_pence: int | None) -> Iterator[Complaint]:
    """A turnover that is asked for may be so many times the largest contract, and no more."""
    cap = bench.law.turnover
    for question in bench.asked("turnover") if cap else ():
        if question.type.kind != "money" or bench.can_be_met(_at_most(question, 0)):
            continue
        if cap and largest_contract_pence is None:
            what = f"a turnover may be at most {cap.times} times the largest contract ({cap.cite})"
            yield bench.warning(
                "require", f"{what}; write `largest_contract` in the system document"
            )
        elif cap and largest_contract_pence is not None:
            most = cap.times * largest_contract_pence
            if not bench.can_be_met(_at_most(question, most)):
                what = f"asks for a turnover of more than {whole_pounds(most)}"
                times = f"{cap.times} times the largest contract to be expected"
                yield bench.error("require", f"{what}, which is {times} ({cap.cite})")


def _at_most(question: Question, pence: int) -> Sentence:
    return Sentence(question.path, MONEY, "at most", (Constant(pence, MONEY),))


def _insurance(bench: Bench) -> Iterator[Complaint]:
    """Some laws let nobody be kept out for want of insurance that only the contract needs."""
    in_place = [path for path in bench.rule.facts if _IN_PLACE.fullmatch(path)]
    if bench.law.not_before_award and in_place and not bench.can_do_without(*in_place):
        what = "requires insurance to be in place before award"
        todo = "take a promise too: any of this and `will_obtain`"
        yield bench.error("require", f"{what} ({bench.law.not_before_award}); {todo}")


def _audit(bench: Bench) -> Iterator[Complaint]:
    """Some laws let audited accounts be required only of those who must have them audited."""
    asked = bench.asked(r"\baudit(ed|or|ors)?\b")
    if not (bench.law.no_audit and asked) or bench.can_be_met(*map(_without, asked)):
        return
    only = "may be required only of suppliers who must have them audited"
    if bench.rule.when:
        yield bench.warning(
            "require", f"audited accounts {only} ({bench.law.no_audit}): see `when`"
        )
    else:
        yield bench.error(
            "require", f"audited accounts {only} ({bench.law.no_audit}); say so by `when`"
        )


def _without(question: Question) -> Condition:
    """The condition that a question is answered no, or not at all."""
    answered = Sentence(question.path, question.type, IS_ANSWERED)
    if question.type.kind != "yes/no":
        return Not(answered)
    no = Sentence(question.path, question.type, "is", (Constant(False, question.type),))
    return AnyOf((Not(answered), no))
