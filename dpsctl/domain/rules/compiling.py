"""From conditions to functions: three-valued, built once, run for every application.

Kleene's logic with Python's own True (met), False (unmet) and None (unknown). A fact that is
missing makes its sentence unknown under every operator but *is answered*, on either side of it.
Everything known beforehand is worked out here, so that judging is a look-up and a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dpsctl.domain.rules.conditions import AllOf, AnyOf, Condition, Not
from dpsctl.domain.rules.fact_types import Facts, Value
from dpsctl.domain.rules.operands import Constant, Known, Operand, reader, settle
from dpsctl.domain.rules.operators import IS_ANSWERED, OPERATORS, Comparison, comparison
from dpsctl.domain.rules.sentences import Sentence

Truth = bool | None
Test = Callable[[Facts], Truth]


def compiled(condition: Condition, known: Known) -> Test:
    """The condition as a function from the facts of an application to its truth."""
    match condition:
        case AllOf((part,)) | AnyOf((part,)):
            return compiled(part, known)
        case AllOf(parts):
            return _all_of([compiled(part, known) for part in parts])
        case AnyOf(parts):
            return _any_of([compiled(part, known) for part in parts])
        case Not(part):
            return _not(compiled(part, known))
        case Sentence():
            return _sentence(condition, known)


def _all_of(tests: Sequence[Test]) -> Test:
    def test(facts: Facts) -> Truth:
        truth: Truth = True
        for part in tests:
            found = part(facts)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return test


def _any_of(tests: Sequence[Test]) -> Test:
    def test(facts: Facts) -> Truth:
        truth: Truth = False
        for part in tests:
            found = part(facts)
            if found is True:
                return True
            if found is None:
                truth = None
        return truth

    return test


def _not(part: Test) -> Test:
    def test(facts: Facts) -> Truth:
        found = part(facts)
        return None if found is None else not found

    return test


def _sentence(sentence: Sentence, known: Known) -> Test:
    path = sentence.fact
    if sentence.operator == IS_ANSWERED:
        return lambda facts: facts.get(path) is not None
    operands = [settle(operand, known) for operand in sentence.values]
    compare = comparison(sentence.operator, sentence.type)
    constants = [operand.value for operand in operands if isinstance(operand, Constant)]
    if len(constants) < len(operands):
        return _against_facts(path, compare, operands)
    if None in constants:
        return lambda _: None
    if OPERATORS[sentence.operator].ordering and sentence.type.kind == "choice":
        choices = sentence.type.choices
        return _among(path, frozenset(each for each in choices if compare(each, *constants)))
    return _against_constants(path, compare, constants)


def _among(path: str, accepted: frozenset[str]) -> Test:
    def test(facts: Facts) -> Truth:
        seen = facts.get(path)
        return None if seen is None else seen in accepted

    return test


def _against_constants(path: str, compare: Comparison, constants: Sequence[Value | None]) -> Test:
    if len(constants) != 1:
        return _against_several(path, compare, constants)
    (constant,) = constants

    def test(facts: Facts) -> Truth:
        seen = facts.get(path)
        return None if seen is None else compare(seen, constant)

    return test


def _against_several(path: str, compare: Comparison, constants: Sequence[Value | None]) -> Test:
    def test(facts: Facts) -> Truth:
        seen = facts.get(path)
        return None if seen is None else compare(seen, *constants)

    return test


def _against_facts(path: str, compare: Comparison, operands: Sequence[Operand]) -> Test:
    readers = [reader(operand) for operand in operands]

    def test(facts: Facts) -> Truth:
        seen = facts.get(path)
        values = [read(facts) for read in readers]
        return None if seen is None or None in values else compare(seen, *values)

    return test
