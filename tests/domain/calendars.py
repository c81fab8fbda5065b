"""The shipped calendars, and the ways to count, as the law's data has them."""

from __future__ import annotations

from functools import cache

from dpsctl.documents.shelf import calendar_named, regime_named, time_limit
from dpsctl.documents.time_limits import TimeLimit
from dpsctl.domain.deadlines import Counting
from dpsctl.domain.working_days import Calendar
from dpsctl.shipped import RULES


@cache
def calendar(name: str) -> Calendar:
    return calendar_named([RULES], name)


@cache
def limit(provision: str) -> TimeLimit:
    return time_limit([RULES], provision)


@cache
def counting(regime: str) -> Counting:
    return regime_named([RULES], regime).counting
