"""``trigger_day``, ``roll`` and ``least_working_days``: how a law counts, as the rules write it."""

from __future__ import annotations

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.document import Where
from dpsctl.documents.scalars import one_of, parse_whole_number, parse_yes_no
from dpsctl.domain.deadlines import Counting

COUNTING = ("trigger_day", "roll", "least_working_days", "cite")
"""The keys of a way to count."""


def parse_trigger_day(text: str) -> bool:
    """Whether the day of the event counts: ``in`` if it is the period's first, else ``out``.

    Raises:
        ValueError: anything else.
    """
    return one_of(("in", "out"))(text) == "in"


def counting_at(hand: Hand, at: Where) -> Counting:
    """The way to count that stands among the keys at a path; who calls has looked at the keys."""
    return Counting(
        trigger_day_counts=hand.take((*at, "trigger_day"), parse_trigger_day),
        rolls=hand.take((*at, "roll"), parse_yes_no),
        least_working_days=hand.take((*at, "least_working_days"), parse_whole_number),
        cite=hand.take((*at, "cite"), str),
    )
