"""How things stand now: the facts that ``status`` tells, gathered once for text and JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from dpsctl.domain.contracts import AWAITING_SEAL, AWAITING_SIGNATURE
from dpsctl.domain.days import london_day
from dpsctl.domain.evidence import Evidence
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.decisions import Shortfall, reference_of, with_power
from dpsctl.ledger.gates import ShutGate
from dpsctl.ledger.lookups import WindowOnLedger
from dpsctl.ledger.residents import outside_terms_on
from dpsctl.reports.assessments_due import AssessmentsDue
from dpsctl.reports.awaited import ADMISSION, AWARD, CHECK, PERSON, awaited
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.next_opening import NextOpening
from dpsctl.reports.publishing_watch import Unpublished, unpublished
from dpsctl.reports.register_differences import Difference
from dpsctl.reports.register_watch import to_act_on
from dpsctl.reports.report import Row
from dpsctl.reports.rhythm_now import CronNow
from dpsctl.reports.to_tell import ToTell, admission_is_told, letters_sent, to_tell
from dpsctl.reports.view import View
from dpsctl.reports.windows import STANDINGS


@dataclass(frozen=True)
class Situation:
    """A view with what follows from it at one instant."""

    view: View

    @cached_property
    def instant(self) -> datetime:
        """Now; or where another day is asked for, its last second."""
        if london_day(self.view.now) == self.view.as_of:
            return self.view.now
        return self.view.until - timedelta(seconds=1)

    @property
    def today(self) -> date:
        """The London day that is asked for."""
        return self.view.as_of

    def windows(self, standing: str) -> list[WindowOnLedger]:
        """The windows that are ``open``, ``scheduled`` or ``closed``, by opening."""
        windows = self.view.windows
        return [each for each in windows if each.span.standing(self.instant) == standing]

    @cached_property
    def powerless(self) -> dict[str, str]:
        """The windows, open or to come, behind which no decision stands any more, and why."""
        found, ledger = {}, self.view.ledger
        for window in [*self.windows("open"), *self.windows("scheduled")]:
            day = max(self.today, window.span.opening_day)
            if decision := reference_of(ledger, window.decision):
                power = with_power(ledger, "open", day, decision, existing=False)
                if isinstance(power, Shortfall):
                    found[window.name] = power.what
        return found

    @property
    def valid(self) -> bool:
        """Whether the day lies within the system's validity."""
        system = self.view.system
        return system.valid_from <= self.today <= (system.valid_until or date.max)

    @property
    def between_windows(self) -> bool:
        """Whether no window is open or scheduled."""
        return not self.windows("open") and not self.windows("scheduled")

    @cached_property
    def opening(self) -> NextOpening:
        """The window that could be opened next."""
        return NextOpening(self.view)

    @cached_property
    def standings(self) -> dict[str, int]:
        """How many applications stand where; standings that nobody has are left out."""
        counts = Counter(row["standing"] for row in self.view.applications)
        return {standing: counts[standing] for standing in STANDINGS if counts[standing]}

    @property
    def late(self) -> int:
        """How many applications came in late."""
        return sum(row["late"] for row in self.view.applications)

    @cached_property
    def waiting(self) -> dict[str, list[Row]]:
        """The applications that wait, by what they wait for; where to be admitted is the outcome,
        nobody waits for an award.
        """
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.view.applications:
            what = awaited(row)
            if what and not (what == AWARD and admission_is_told(self.view)):
                found[what].append(row)
        return {each: found[each] for each in (CHECK, ADMISSION, PERSON, AWARD) if found[each]}

    @cached_property
    def contracts(self) -> Counter[str]:
        """How many contracts stand where on the day."""
        return Counter(each.life.standing(self.today) or "" for each in self._contracts)

    @property
    def in_force(self) -> int:
        """How many contracts are in force; suspended ones are."""
        return sum(each.life.in_force(self.today) for each in self._contracts)

    @property
    def open_to_placements(self) -> int:
        """Under how many contracts new people may be placed."""
        held = self.evidence
        return sum(
            each.life.open_to_placements(self.today, held[each.number]) for each in self._contracts
        )

    @cached_property
    def evidence(self) -> dict[int, Evidence]:
        """What evidence is held for each contract on the roster, by its number."""
        return {each.number: self._roster.evidence(each) for each in self._contracts}

    @cached_property
    def unpublished(self) -> list[Unpublished]:
        """What has to be published and is not."""
        return unpublished(self._roster)

    @cached_property
    def register(self) -> list[Difference]:
        """What the public register shows that somebody must act on."""
        return to_act_on(self._roster)

    @cached_property
    def outside_terms(self) -> int:
        """How many people are placed outside terms: as many as ``report costs`` counts."""
        numbers = [each.number for each in self._contracts]
        return outside_terms_on(self.view.ledger, self.today, numbers, self._roster.elsewhere)

    @property
    def unsigned(self) -> list[int]:
        """The contracts that await signature, by number."""
        return self._standing(AWAITING_SIGNATURE)

    @cached_property
    def untold(self) -> list[ToTell]:
        """The outcomes that no letter has told of by the day."""
        sent = letters_sent(self.view.ledger, self.today)
        outcomes = to_tell(self.view, self.view.applications)
        return [each for each in outcomes if each.key not in sent]

    @property
    def unsealed(self) -> list[int]:
        """The contracts that were signed and await the seal, by number."""
        return self._standing(AWAITING_SEAL)

    def _standing(self, standing: str) -> list[int]:
        day = self.today
        return [each.number for each in self._contracts if each.life.standing(day) == standing]

    @property
    def _contracts(self) -> list[ContractOnLedger]:
        return self._roster.listed

    @cached_property
    def _roster(self) -> ContractsOn:
        return ContractsOn(self.view)

    @cached_property
    def assessments(self) -> AssessmentsDue:
        """The assessments that are due."""
        return AssessmentsDue(self.view)

    @cached_property
    def cron(self) -> CronNow:
        """What is known of cron's last run."""
        return CronNow(self.view)

    @property
    def shut(self) -> list[ShutGate]:
        """What stands in the way of the next opening, between windows."""
        coming = self.between_windows and not self.opening.over
        return self.opening.shut if coming else []
