"""The rules shelf: the law as data and the rule sets, a council's own folder before the shipped.

Only what judges by rules loads pydantic; regimes, calendars and time limits are read without it,
so that reports start quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dpsctl.documents.calendars import read_calendar
from dpsctl.documents.document import Document
from dpsctl.documents.governance import KeyDecisionNotice, read_key_decision_notice
from dpsctl.documents.paths import check_place, find_rules_file, rules_file, versions
from dpsctl.documents.reading import read_one
from dpsctl.documents.regimes import Regime, read_regimes
from dpsctl.documents.time_limits import TimeLimit, read_time_limits
from dpsctl.domain.days import Duration
from dpsctl.domain.windows import Span, published
from dpsctl.domain.working_days import Calendar
from dpsctl.errors import RefusedError

if TYPE_CHECKING:
    from dpsctl.documents.register_rules import RegisterRules
    from dpsctl.domain.rules.rule_set import RuleSet

T = TypeVar("T")


@dataclass(frozen=True)
class RulesOnShelf:
    """A rule set version with the documents it was read from."""

    rule_set: RuleSet
    document: Document
    grounds: Document | None

    @property
    def name(self) -> str:
        """``RULESET/VERSION``."""
        return f"{self.rule_set.name}/{self.rule_set.version}"


def regime_named(folders: Sequence[Path], name: str) -> Regime:
    """What a regime demands, from ``rules/regimes.yaml``.

    Raises:
        RefusedError: the file does not know it.
    """
    path = rules_file(folders, "regimes.yaml")
    regimes = _once(_regimes, path)
    if name not in regimes:
        raise RefusedError(f"{path} knows no regime {name}", f"it knows {', '.join(regimes)}")
    return regimes[name]


def calendar_named(folders: Sequence[Path], name: str) -> Calendar:
    """The calendar of ``rules/calendars/NAME.yaml``.

    Raises:
        RefusedError: it is not on the shelf.
    """
    return _once(_calendar, rules_file(folders, "calendars", f"{name}.yaml"))


def published_span(
    folders: Sequence[Path],
    regime: Regime,
    opens_at: datetime,
    length: Duration,
    until: date | None,
) -> Span:
    """A window of a length as the rhythm publishes it, by the regime's way of counting days.

    It ends with the validity: ``until``, the last London day of it.

    Raises:
        RefusedError: the calendar is not on the shelf, or does not reach so far.
    """
    calendar = calendar_named(folders, regime.calendar)
    return published(opens_at, length, until, calendar, regime.counting)


def time_limit(folders: Sequence[Path], provision: str) -> TimeLimit:
    """The period that a provision sets, from ``rules/time-limits.yaml``: ``PCR 2015 reg 34(25)``.

    Raises:
        RefusedError: the file does not know it.
    """
    path = rules_file(folders, "time-limits.yaml")
    limits = _once(read_time_limits, path)
    if provision not in limits:
        raise RefusedError(f"{path} knows no time limit of {provision}", "add it there")
    return limits[provision]


def key_decision_notice(folders: Sequence[Path]) -> KeyDecisionNotice:
    """The notice that a key decision needs, from ``rules/governance.yaml``.

    Raises:
        RefusedError: it is not on the shelf.
    """
    return read_key_decision_notice(rules_file(folders, "governance.yaml"))


def register_rules(folders: Sequence[Path]) -> RegisterRules:
    """How the public register of care homes is read, from ``rules/register.yaml``.

    Raises:
        RefusedError: it is not on the shelf.
        DocumentError: it has mistakes.
    """
    from dpsctl.documents.register_rules import read_register_rules

    return read_register_rules(rules_file(folders, "register.yaml"))


def grounds_of_regime(folders: Sequence[Path], regime: str) -> dict[str, str]:
    """Every exclusion ground that any grounds file of a regime knows: code to title, in order."""
    from dpsctl.documents.grounds import read_grounds

    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / "grounds").glob("*.yaml")):
            files.setdefault(path.name, path)
    grounds = [read_grounds(path) for _, path in sorted(files.items())]
    ours = [each for one in grounds if regime in one.regimes for each in one.codes]
    return {each.code: each.title for each in ours}


def rule_set_in_force(folders: Sequence[Path], name: str, day: date) -> RulesOnShelf:
    """The version of a rule set in force on a day: the newest dated on or before it.

    Raises:
        DocumentError: the version has mistakes.
        RefusedError: there is no such rule set, or none of its versions is in force yet.
    """
    known = versions(folders, name)
    dated = [version for version in known if version <= day.isoformat()]
    if not known:
        raise RefusedError(
            f"there is no rule set {name}", f"looked in {', '.join(map(str, folders))}"
        )
    if not dated:
        raise RefusedError(
            f"no version of rule set {name} is in force on {day}",
            f"the first is {min(known)}; write one dated on or before that day",
        )
    return rules_on_shelf(folders, known[max(dated)])


def rules_on_shelf(folders: Sequence[Path], path: Path) -> RulesOnShelf:
    """One rule set file and the grounds it names.

    Raises:
        DocumentError: with every mistake of the file.
    """
    from dpsctl.documents.rule_sets import read_rule_set

    document = read_one(path)
    grounds: list[Document] = []

    def fetch(name: str) -> Document | None:
        where = find_rules_file(folders, "grounds", f"{name}.yaml")
        if where is not None:
            grounds.append(read_one(where))
        return grounds[-1] if grounds else None

    rule_set = read_rule_set(document, fetch)
    check_place(document, "rule_set", rule_set.version, path)
    return RulesOnShelf(rule_set, document, grounds[0] if grounds else None)


def _calendar(path: Path) -> Calendar:
    read = read_calendar(path)
    days = frozenset(holiday.day for holiday in read.holidays)
    return Calendar(read.calendar, read.first_year, read.last_year, days, str(path), read.label)


def _regimes(path: Path) -> Mapping[str, Regime]:
    return read_regimes(path).regimes


def _once(read: Callable[[Path], T], path: Path) -> T:
    """A file as it was read before in this command, unless it was written since."""
    written = path.stat()
    return _kept(read, path, (written.st_mtime_ns, written.st_size))  # type: ignore[return-value]


@cache
def _kept(read: Callable[[Path], object], path: Path, written: tuple[int, int]) -> object:
    return read(path)
