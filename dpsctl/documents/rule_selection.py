"""``rules/selection.yaml``: what each law lets a criterion rest on, and where it sets a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dpsctl.documents.paths import find_rules_file
from dpsctl.documents.reading import read_one
from dpsctl.documents.types import Part, Text, WholeNumber
from dpsctl.documents.validating import validate
from dpsctl.domain.rules.rule_set import RuleKind
from dpsctl.errors import RefusedError


class TurnoverCap(Part):
    """How many times the largest contract a yearly turnover may be asked for, and whose word."""

    times: WholeNumber
    cite: Text


class SelectionLaw(Part):
    """What one regime lets rules cite, kind by kind, and the limits that it sets.

    ``declaration`` is the law on self-declarations, on which a rule may refer but never fail;
    ``not_price``, ``not_before_award`` and ``no_audit`` cite the bans on price as a criterion, on
    insurance and on audited accounts.
    """

    exclusion: list[Text]
    suitability: list[Text]
    financial: list[Text]
    technical: list[Text]
    not_price: Text
    declaration: Text | None = None
    turnover: TurnoverCap | None = None
    not_before_award: Text | None = None
    no_audit: Text | None = None

    def of_kind(self, kind: RuleKind) -> list[str]:
        """What a rule of one kind may cite."""
        listed: list[str] = getattr(self, kind)
        return listed

    @property
    def all(self) -> list[str]:
        """What any rule may cite to keep an applicant out, each provision once."""
        every = (*self.exclusion, *self.suitability, *self.financial, *self.technical)
        return list(dict.fromkeys(every))


class SelectionDocument(Part):
    """Every regime's law on selection, by the regime's name."""

    regimes: dict[str, SelectionLaw]


def selection_law(folders: Sequence[Path], regime: str) -> SelectionLaw:
    """What a regime lets criteria ask.

    Raises:
        DocumentError: the file has mistakes.
        RefusedError: there is none on the shelf, or it does not know the regime.
    """
    path = find_rules_file(folders, "selection.yaml")
    known = validate(read_one(path), SelectionDocument).regimes if path else {}
    if regime not in known:
        where = path or ", ".join(map(str, folders))
        raise RefusedError(f"{where} says nothing of the law of selection under {regime}")
    return known[regime]


def cites_any(cite: str, provisions: Iterable[str]) -> bool:
    """Whether a citation names one of these provisions, or a paragraph of one.

    ``Public Contracts Regulations 2015 regulation 58(8)(c)`` names ``PCR 2015 reg 58(8)``.
    """
    said = _plain(cite)
    return any(re.search(rf"{re.escape(_plain(each))}(?!\d)", said) for each in provisions)


_ABBREVIATED = (
    (r"public contracts regulations 2015|pcr(?= reg)", "pcr 2015"),
    (r"procurement act 2023|pa ?2023|pa23", "pa 2023"),
    (r"\bregulations?\b|\bregs\b|\breg\.", "reg"),
    (r"\bsections?\b|\bss\b|\bs(?=\d)|\bs\.", "s "),
    (r"[,\s]+", " "),
)


def _plain(cite: str) -> str:
    """A citation in the short form that the lists use, in lower case."""
    said = cite.casefold()
    for pattern, short in _ABBREVIATED:
        said = re.sub(pattern, short, said)
    return said
