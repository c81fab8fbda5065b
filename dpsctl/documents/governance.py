"""``rules/governance.yaml``: what the law asks of a council's own decisions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.reading import read_one
from dpsctl.documents.scalars import parse_whole_number


@dataclass(frozen=True)
class KeyDecisionNotice:
    """How many clear days the notice of a key decision comes before it, and by which law."""

    clear_days: int
    cite: str
    otherwise: str


def read_key_decision_notice(path: Path) -> KeyDecisionNotice:
    """Read the notice that a key decision needs.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(read_one(path))
    hand.keys((), ("key_decision_notice",))
    at = ("key_decision_notice",)
    hand.keys(at, ("clear_days", "cite", "otherwise"))
    return hand.finish(
        lambda: KeyDecisionNotice(
            clear_days=hand.take((*at, "clear_days"), parse_whole_number),
            cite=hand.take((*at, "cite"), str),
            otherwise=hand.take((*at, "otherwise"), str),
        )
    )
