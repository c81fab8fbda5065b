"""The examples of a rule set, ready to be tried: each application read as if it had arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from dpsctl.documents.applications import (
    ApplicationDocument,
    check_exclusions,
    facts,
    typed_answers,
)
from dpsctl.documents.document import Document, Where, complain, did_you_mean
from dpsctl.documents.example_applications import Applications
from dpsctl.documents.example_facts import application_alone, given_beside
from dpsctl.documents.examples import ExamplePart, ExamplesDocument
from dpsctl.documents.pinned import Pinned
from dpsctl.documents.prices import cost_facts
from dpsctl.documents.validating import judged
from dpsctl.domain.days import london_day
from dpsctl.domain.rules.trying import Example
from dpsctl.errors import Complaint, DocumentError


@dataclass
class Prepared:
    """The examples of one file.

    ``places`` says where in the file each stands; ``differences`` are of those that should have
    been refused as documents and were not, or with other words.
    """

    document: Document
    examples: list[Example] = field(default_factory=list)
    places: dict[str, Where] = field(default_factory=dict)
    differences: list[Complaint] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many examples there are, the base not among them."""
        return len(self.places) - 1


def prepared(
    document: Document, typed: ExamplesDocument, rules: Pinned, known_codes: Iterable[str]
) -> Prepared:
    """The examples as a rule set judges them; ``known_codes`` are all grounds of its regime.

    Raises:
        DocumentError: an application that cannot be read, and is not meant to be.
    """
    made = Prepared(document)
    codes = list(dict.fromkeys([*rules.codes, *known_codes]))
    complaints = list(_unheard_of(document, typed, rules))
    applications = Applications(document, rules.codes)
    for place in range(-1, len(typed.examples)):
        part = typed.examples[place] if place >= 0 else None
        path: Where = ("examples", place) if part else ("base",)
        made.places[part.name if part else "base"] = path
        application, found = applications.changed(place) if part else (applications.base, [])
        values, categories, more = _read(application, rules, codes)
        if part and part.expect.refused:
            made.differences += _unrefused(document, path, part, [*found, *more])
            continue
        complaints += [*found, *more]
        if values is not None:
            made.examples.append(_example(typed, part, values, categories))
    if complaints:
        raise DocumentError(sorted(complaints))
    return made


def _read(
    document: Document, rules: Pinned, codes: list[str]
) -> tuple[dict[str, Any] | None, tuple[str, ...], list[Complaint]]:
    """The facts and categories of an application, and every complaint of it."""
    beside, wrong = given_beside(document)
    application, complaints = judged(application_alone(document), ApplicationDocument)
    if application is None or complaints:
        return None, (), sorted([*wrong, *complaints])
    answers, complaints = typed_answers(document, application.answers, rules.asked)
    complaints += [*wrong, *check_exclusions(document, application.declaration, codes)]
    received = london_day(application.received_at).isoformat()
    values = {**facts(application, answers, codes), "received_on": received}
    values |= {**cost_facts(application, None), **beside}
    return values, tuple(application.categories), complaints


def _unrefused(
    document: Document, path: Where, part: ExamplePart, complaints: list[Complaint]
) -> list[Complaint]:
    wanted = part.expect.refused or ""
    if any(wanted in each.what for each in complaints):
        return []
    told = "; ".join(each.what for each in complaints) or "it reads well"
    what = f"{part.name}: expected to be refused ({wanted}), found: {told}"
    return [complain(document, path, what)]


def _example(
    typed: ExamplesDocument,
    part: ExamplePart | None,
    values: dict[str, Any],
    categories: tuple[str, ...],
) -> Example:
    window = part.window if part and part.window else typed.window
    expect = part.expect if part else None
    return Example(
        name=part.name if part else "base",
        facts=values,
        categories=categories,
        opens=window.opens,
        closes=window.closes,
        today=part.today if part and part.today else typed.today,
        verdict=expect.verdict if expect else "qualified",
        verdicts=expect.verdicts if expect else {},
        findings=expect.findings if expect else {},
        not_applicable=frozenset(typed.not_applicable),
    )


def _unheard_of(document: Document, typed: ExamplesDocument, rules: Pinned) -> Iterable[Complaint]:
    """A complaint for each rule that the examples name and the rule set does not have."""
    known = [each.id for each in (*rules.ground_rules, *rules.rule_set.rules)]
    named: list[tuple[Where, str]] = [
        (("not_applicable", place), name) for place, name in enumerate(typed.not_applicable)
    ]
    for place, part in enumerate(typed.examples):
        path: Where = ("examples", place, "expect", "findings")
        named += [((*path, name), name) for name in part.expect.findings]
    for path, name in named:
        if not any(fnmatchcase(rule, name) for rule in known):
            what = f"there is no such rule{did_you_mean(name, known)}"
            yield complain(document, path, what, at_key=True)
