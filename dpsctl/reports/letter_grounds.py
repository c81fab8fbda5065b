"""The grounds on which an application was refused, as its letter tells them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from dpsctl.documents.pinned import Pinned, pinned_rules
from dpsctl.domain.rules.grounds import GroundRule
from dpsctl.domain.words import day_words, listed
from dpsctl.reports.letter_words import CLEANED, plain, titles
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import check_of
from dpsctl.reports.view import View

_LAW = re.compile(r".*?\b\d{4} ")  # up to its year


class Grounds:
    """What the rules found wanting in applications; pinned rules are read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._pinned: dict[int, Pinned] = {}

    def of(self, application: Row, categories: Collection[str]) -> list[Row]:
        """Each rule found unmet or unknown for any of these categories, in the rules' order.

        Notes are left out: nothing follows from them, so nobody is refused on them.
        """
        check = check_of(self._view, application["check_id"])
        if check is None:
            return []
        pinned = self._rules(application["check_id"])
        return _together(
            self._ground(finding, pinned, application)
            for finding in check["findings"]
            if finding["finding"] in ("unmet", "unknown")
            and finding["otherwise"] != "note"
            and set(categories) & set(finding["categories"] or categories)
        )

    def _rules(self, check: int) -> Pinned:
        number = self._view.ledger.value("SELECT rule_set FROM checks WHERE id = ?", [check])
        if number not in self._pinned:
            self._pinned[number] = pinned_rules(self._view.ledger, number)
        return self._pinned[number]

    def _ground(self, finding: Row, pinned: Pinned, application: Row) -> Row:
        rules = {rule.id: rule for rule in (*pinned.ground_rules, *pinned.rule_set.rules)}
        rule = rules.get(finding["rule"])
        asked = {question.id: question.ask for question in pinned.rule_set.questions}
        some = finding["categories"] and finding["categories"] != application["categories"]
        return {
            "asks": rule.asks if rule else finding["rule"],
            "rule": finding["rule"],
            "seen": plain(finding["seen"], asked, colon=":"),
            "registered_on": _registered_on(finding),
            "wanted": plain(finding["wanted"], asked),
            "unknown": finding["finding"] == "unknown",
            "exclusion": isinstance(rule, GroundRule),
            "cite": finding["cite"],
            "categories": self._titles(finding["categories"]) if some else [],
            "self_cleaning": _self_cleaning(rule) if finding["finding"] == "unmet" else None,
            "cleaned": CLEANED in finding["seen"],
        }

    def _titles(self, categories: list[str]) -> list[str]:
        return titles(self._view.system.terms, categories)


def _together(grounds: Iterable[Row]) -> list[Row]:
    """The grounds, with exclusion grounds that were left unanswered told as one at the end."""
    every = list(grounds)
    unanswered = [each for each in every if each["exclusion"] and each["unknown"]]
    if len(unanswered) < 2:
        return every
    rest = [each for each in every if not (each["exclusion"] and each["unknown"])]
    one = {
        **unanswered[0],
        "asks": "Does the declaration answer every exclusion ground?",
        "seen": f"no answer on {len(unanswered)} grounds",
        "wanted": "an answer on each of them",
        "cite": _cited([each["cite"] for each in unanswered]),
    }
    return [*rest, one]


def _cited(cites: Sequence[str]) -> str:
    """Provisions of one law in a row, which is named once: ``PCR 2015 reg 57(3) and reg 57(4)``."""
    law = _LAW.match(cites[0])
    rest = [cite.removeprefix(law[0]) for cite in cites[1:]] if law else cites[1:]
    return listed([cites[0], *rest])


def _registered_on(finding: Row) -> str | None:
    """The day of the public register that it was seen in, in words, if it was."""
    day = finding["registered_on"] if finding["source"] == "register" else None
    return day_words(date.fromisoformat(day)) if day else None


def _self_cleaning(rule: object) -> str | None:
    """The provision by which an applicant may show that it can be relied on all the same."""
    if isinstance(rule, GroundRule) and rule.ground.self_cleaning:
        return rule.ground.cites.get("self_cleaning", rule.cite)
    return None
