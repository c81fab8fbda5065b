"""What no rule set may say: what the law forbids, and what its author has left to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from dpsctl.documents.across import found, text_at
from dpsctl.documents.document import Document, Where, complain
from dpsctl.documents.grounds import ExclusionGround
from dpsctl.documents.mistakes import MOST_MISTAKES
from dpsctl.domain.rules.conditions import Condition, named_facts
from dpsctl.domain.rules.facts import exclusion_path
from dpsctl.errors import Complaint

_LIMITING = re.compile(
    r"(?<![a-z])(caps?|quotas?|limits?|max(imum)?|rank(s|ed|ing)?|scor(es?|ing)|points|"
    r"weight(ing)?s?|shortlist|fees?|charges?|deposit|price)(?![a-z])"
)
_UNLIMITED = (
    "a rule set cannot cap, rank or charge: all who meet the criteria are admitted, in any number "
    "and free of charge (PCR 2015 reg 34(6) and 34(29))"
)
_ONLY_REFERS = "a discretionary ground can only refer (PCR 2015 reg 57(4) and 57(8)); write refer"

PLACEHOLDER = "FILL IN"
"""What stands in a new rule set wherever its author has yet to write something."""
_LONGEST_SHOWN = 200


def placeholders(document: Document) -> Iterator[Complaint]:
    """A complaint for each text that ``rules new`` left to be filled in."""
    left = ((path, text) for path, text in _texts(document.content) if PLACEHOLDER in text)
    for path, text in islice(left, MOST_MISTAKES):
        yield complain(document, path, f"is still to be filled in: {text[:_LONGEST_SHOWN]}")


def _texts(content: Any, path: Where = ()) -> Iterator[tuple[Where, str]]:
    if isinstance(content, str):
        yield path, content
    for step, value in found(content, "*"):
        yield from _texts(value, (*path, *step))


def limits(document: Document) -> Iterator[Complaint]:
    """A complaint for each key by which someone would cap, rank or charge applicants.

    There is no such key in a rule set; this says why (PCR 2015 reg 34(6) and 34(29)).
    """
    for path in document.key_marks:
        among_rules = len(path) == 3 and path[0] in ("rules", "questions", "parameters")
        if (len(path) == 1 or among_rules) and _LIMITING.search(str(path[-1])):
            yield complain(document, path, _UNLIMITED, at_key=True)


def too_strict(
    document: Document, grounds: Sequence[ExclusionGround], conditions: Mapping[Where, Condition]
) -> Iterator[Complaint]:
    """A complaint for each rule that fails an applicant on a discretionary ground.

    Such a ground lets a council exclude, and does not command it (PCR 2015 reg 57(4), 57(8)).
    """
    discretionary = {exclusion_path(each.code) for each in grounds if each.kind == "discretionary"}
    for path, rule in found(document.content, "rules", "*"):
        condition = conditions.get((*path, "require"))
        named = discretionary & set(named_facts(condition)) if condition else set()
        cited = re.search(r"\b57\([48]\)", text_at(rule, "cite") or "")
        fails = (text_at(rule, "otherwise") or "").casefold() == "fail"
        if fails and (named or cited):
            yield complain(document, (*path, "otherwise"), _ONLY_REFERS, refused=True)
