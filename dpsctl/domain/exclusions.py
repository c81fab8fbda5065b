"""Exclusion grounds: how long each counts, what ends it, and what a person may still weigh.

A ground is what the law says, an admission what an applicant told of it. Whether an admission
still counts depends on the day of judgement; nothing else here does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dpsctl.domain.days import Duration
from dpsctl.domain.deadlines import last_day
from dpsctl.domain.words import number_word

GroundKind = Literal["mandatory", "discretionary"]


@dataclass(frozen=True)
class Lookback:
    """How long a ground counts: for ``period`` from the day of ``since``, such as a conviction.

    ``first_day_counts``: whether that day is the first of the period, or the day after it is.
    ``from_knowledge``: it runs from when the council knew, or should have known, of the event.
    """

    period: Duration
    since: str
    cite: str
    first_day_counts: bool = False
    from_knowledge: bool = False

    def last_day(self, start: date) -> date:
        """The last London day on which an event counts whose lookback starts on a day."""
        return last_day(start, self.period, trigger_day_counts=self.first_day_counts)

    @property
    def length(self) -> str:
        """The period in words: ``five years``."""
        return f"{number_word(self.period.count)} {str(self.period).split(' ', 1)[1]}"


@dataclass(frozen=True)
class Ground:
    """One exclusion ground, as the law has it: ``57(8)(c)``.

    The law commands exclusion on a mandatory ground and leaves it to the council on a
    discretionary one. ``lookback`` is None where the ground counts until it is put right;
    ``ignored_before`` is the first day whose events count at all. ``ends_when_paid``: it is over
    once the debt is paid, or bindingly arranged to be. ``self_cleaning``: whether the applicant may
    show that it can be relied on all the same. ``cites`` gives the provision of each such term.
    """

    code: str
    title: str
    kind: GroundKind
    cite: str
    lookback: Lookback | None = None
    ignored_before: date | None = None
    ends_when_paid: bool = False
    self_cleaning: bool = False
    cites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Admission:
    """What an applicant who answered yes told of it, in London days; None is not told.

    ``on`` is when it happened (of a conviction, its date), ``known_on`` when the council knew of it
    or should have, ``arranged_on`` when it was bindingly arranged that a debt be paid.
    """

    on: date | None = None
    known_on: date | None = None
    paid_on: date | None = None
    arranged_on: date | None = None
    self_cleaning: str | None = None


def ended(ground: Ground, told: Admission, today: date) -> str | None:
    """Why an admission no longer counts on a London day, in words; None if it does.

    What has no date is never spent, and what lies ahead has not happened yet.
    """
    return _ignored(ground, told) or _spent(ground, told, today) or _paid(ground, told, today)


def otherwise(ground: Ground, told: Admission) -> Literal["fail", "refer"]:
    """What follows an admission that counts: it fails, or is referred to a person to weigh.

    A discretionary ground can only refer; so does a mandatory one where self-cleaning is told and
    is open.
    """
    weighed = ground.self_cleaning and told.self_cleaning
    return "refer" if ground.kind == "discretionary" or weighed else "fail"


def in_words(ground: Ground, told: Admission, today: date) -> str:
    """What an admission says and what became of it: ``yes, of 2017-05-02: counts until …``."""
    day = f", of {told.on}" if told.on else ""
    over = ended(ground, told, today)
    notes = [over] if over else list(_counting(ground, told))
    return f"yes{day}: {'; '.join(notes)}" if notes else f"yes{day}"


def _ignored(ground: Ground, told: Admission) -> str | None:
    first = ground.ignored_before
    if first is None or told.on is None or told.on >= first:
        return None
    return f"before {first}, and ignored for that{_cited(ground, 'ignored_before')}"


def _spent(ground: Ground, told: Admission, today: date) -> str | None:
    until = _counts_until(ground, told)
    if ground.lookback is None or until is None or until >= today:
        return None
    return f"spent, {ground.lookback.length} ended with {until} ({ground.lookback.cite})"


def _paid(ground: Ground, told: Admission, today: date) -> str | None:
    if not ground.ends_when_paid:
        return None
    ways = ((told.paid_on, "paid on"), (told.arranged_on, "under a binding arrangement of"))
    kept = [(day, how) for day, how in ways if day and day <= today]
    if not kept:
        return None
    day, how = min(kept)
    return f"{how} {day}{_cited(ground, 'ends_when_paid')}"


def _counts_until(ground: Ground, told: Admission) -> date | None:
    if ground.lookback is None:
        return None
    start = told.known_on if ground.lookback.from_knowledge else told.on
    return ground.lookback.last_day(start) if start else None


def _counting(ground: Ground, told: Admission) -> Iterator[str]:
    """What to say of an admission that counts."""
    until = _counts_until(ground, told)
    if until:
        yield f"counts until {until}"
    elif ground.lookback:
        yield f"not shown to be spent, for want of {ground.lookback.since}"
    if ground.ends_when_paid and (told.paid_on or told.arranged_on):
        yield "what is to be paid or arranged later does not count yet"
    if told.self_cleaning:
        yield f"self-cleaning told{'' if ground.self_cleaning else ', which is not open here'}"


def _cited(ground: Ground, term: str) -> str:
    return f" ({ground.cites[term]})" if term in ground.cites else ""
