"""``rules/regimes.yaml``: what differs by regime, each term and limit with its citation.

Plain dataclasses, without pydantic: reports read these, and must start fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.counting import COUNTING, counting_at
from dpsctl.documents.document import Document, Where
from dpsctl.documents.reading import read_one
from dpsctl.documents.scalars import one_of, parse_yes_no
from dpsctl.domain.days import parse_day
from dpsctl.domain.deadlines import Counting

REGIMES = ("pcr2015", "pcr2015-light-touch", "pa2023-dynamic-market", "pa2023-open-framework")
"""The laws that a system may run under."""


@dataclass(frozen=True)
class Regime:
    """One regime. Days are the last on which a thing may be done; None where the law sets none.

    ``windows`` is ``always open`` or ``periodic``; ``reapplication_limit`` is ``allowed`` or
    ``refused``; ``award_basis`` is ``window notice``, or ``required`` where to be admitted gives
    membership and no contract; ``rules_frozen``: the conditions stay as they are for the term.
    ``called`` and ``inform`` are words for letters: what such a system is, how soon applicants are
    told. ``challenge``, ``reasons`` and ``no_standstill`` are provisions, the first two of
    ``time-limits.yaml``; ``challenge_extension`` is what a court may do about the first.
    ``renewal`` is the one of them by which a renewed self-declaration is due that was asked for.
    ``cites`` gives the citation of each term and limit, by its key (``begins_by`` and so on);
    ``counting`` carries its own.
    """

    title: str
    law: str
    calendar: str
    counting: Counting
    windows: str
    until_required: bool
    reapplication_limit: str
    award_basis: str
    rules_frozen: bool
    called: str
    inform: str
    challenge: str
    challenge_extension: str | None
    reasons: str | None
    no_standstill: str | None
    renewal: str | None
    begins_by: date | None
    ends_by: date | None
    validity_frozen_after: date | None
    cites: Mapping[str, str]

    @property
    def always_open(self) -> bool:
        """Whether there is one window only, as long as the system itself."""
        return self.windows == "always open"


@dataclass(frozen=True)
class RegimesDocument:
    """Every regime, by name."""

    regimes: Mapping[str, Regime]


def read_regimes(path: Path) -> RegimesDocument:
    """Read the regimes.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    return regimes_of(read_one(path))


def regimes_of(document: Document) -> RegimesDocument:
    """The regimes that a document describes.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(document)
    hand.keys((), optional=REGIMES)
    names = [name for name in REGIMES if name in document.content]
    return hand.finish(lambda: RegimesDocument({name: _regime(hand, (name,)) for name in names}))


_TITLES = ("title", "law")
_TERMS = (
    "calendar",
    "windows",
    "until_required",
    "reapplication_limit",
    "award_basis",
    "rules_frozen",
    "inform",
)
_TOLD = ("called", "challenge")
_MAY_BE_TOLD = ("challenge_extension", "reasons", "no_standstill", "renewal")
_LIMITS = ("begins_by", "ends_by", "validity_frozen_after")


def _regime(hand: Hand, at: Where) -> Regime:
    hand.keys(at, (*_TITLES, "counting", *_TERMS, *_TOLD), (*_LIMITS, *_MAY_BE_TOLD, "cites"))
    hand.keys((*at, "counting"), COUNTING)
    cited = hand.keys((*at, "cites"), optional=(*_TERMS, *_LIMITS, "renewal"))
    return Regime(
        title=hand.take((*at, "title"), str),
        law=hand.take((*at, "law"), str),
        calendar=hand.take((*at, "calendar"), one_of(("england", "uk"))),
        counting=counting_at(hand, (*at, "counting")),
        windows=hand.take((*at, "windows"), one_of(("periodic", "always open"))),
        until_required=hand.take((*at, "until_required"), parse_yes_no),
        reapplication_limit=hand.take((*at, "reapplication_limit"), one_of(("allowed", "refused"))),
        award_basis=hand.take((*at, "award_basis"), one_of(("window notice", "required"))),
        rules_frozen=hand.take((*at, "rules_frozen"), parse_yes_no),
        inform=hand.take((*at, "inform"), str),
        **{key: hand.take((*at, key), str) for key in (*_TOLD, *_MAY_BE_TOLD)},
        begins_by=hand.take((*at, "begins_by"), parse_day),
        ends_by=hand.take((*at, "ends_by"), parse_day),
        validity_frozen_after=hand.take((*at, "validity_frozen_after"), parse_day),
        cites={key: hand.take((*at, "cites", key), str) for key in cited},
    )
