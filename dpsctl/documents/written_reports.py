"""``rules/written-reports.yaml``: the written report that a law wants of a procurement.

A plain dataclass, without pydantic: reports read this, and must start fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.document import Where
from dpsctl.documents.paths import rules_file
from dpsctl.documents.reading import read_one
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.scalars import one_of
from dpsctl.errors import RefusedError

PARTS = (
    *("subject", "opening", "criteria", "selected", "rejected", "others", "low", "awards"),
    *("procedure", "not_awarded", "means", "conflicts", "progress", "keep"),
)
"""What a written report may be made of."""
_TITLES = ("title", "contract_title", "asked", "keep", "means")


@dataclass(frozen=True)
class Part:
    """One part of a written report: its heading, and the provision it answers."""

    heading: str
    provision: str


@dataclass(frozen=True)
class WrittenReport:
    """The report that the law of some regimes wants.

    ``asked`` says what it wants. ``keep`` is a provision of ``time-limits.yaml``; ``kept_from`` is
    ``award`` or ``entry``. ``means`` are the provisions on means of proof. ``parts`` has, in order,
    those of :data:`PARTS` that this law has.
    """

    regimes: tuple[str, ...]
    title: str
    contract_title: str
    asked: str
    keep: str
    kept_from: str
    means: str
    parts: Mapping[str, Part]


def written_report(folders: Sequence[Path], regime: str) -> WrittenReport:
    """The report on systems of a regime; a council's own folder goes before the shipped one.

    Raises:
        RefusedError: the file is not on the shelf, or has no report for that regime.
        DocumentError: with every complaint, in file order.
    """
    path = rules_file(folders, "written-reports.yaml")
    document = read_one(path)
    hand = Hand(document)
    reports = hand.finish(lambda: [_report(hand, (name,)) for name in document.content])
    found = next((each for each in reports if regime in each.regimes), None)
    if found is None:
        raise RefusedError(f"{path} has no written report for {regime}", "add it there")
    return found


def _report(hand: Hand, at: Where) -> WrittenReport:
    hand.keys(at, ("regimes", *_TITLES, "kept_from", "parts"))
    named = hand.keys((*at, "parts"), optional=PARTS)
    regimes = [(*at, "regimes", place) for place in hand.entries((*at, "regimes"))]
    return WrittenReport(
        regimes=tuple(hand.take(each, one_of(REGIMES)) for each in regimes),
        **{key: hand.take((*at, key), str) for key in _TITLES},
        kept_from=hand.take((*at, "kept_from"), one_of(("award", "entry"))),
        parts={name: _part(hand, (*at, "parts", name)) for name in named},
    )


def _part(hand: Hand, at: Where) -> Part:
    hand.keys(at, ("heading", "provision"))
    return Part(hand.take((*at, "heading"), str), hand.take((*at, "provision"), str))
