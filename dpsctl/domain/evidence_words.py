"""What is held, in words: which proofs lapse, and when."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dpsctl.domain.evidence import LAPSED, Evidence, Held
from dpsctl.domain.proof_kinds import kind_words
from dpsctl.domain.words import listed


def lapse_words(held: Iterable[Held]) -> str:
    """``public liability and safeguarding policy ran out on 2021-06-30``, those of a day together;
    of what has not lapsed yet, that it runs out on its last day.
    """
    dated = sorted(((each.last, each) for each in held if each.last), key=lambda pair: pair[0])
    told = []
    for last, group in groupby(dated, key=lambda pair: pair[0]):
        alike = [each for _, each in group]
        verb = "ran out" if alike[0].standing == LAPSED else _verb(len(alike))
        told.append(f"{listed([kind_words(each.proof.kind) for each in alike])} {verb} on {last}")
    return listed(told)


def closed_words(evidence: Evidence) -> str:
    """Why a contract is closed to placements: what has lapsed beyond its grace."""
    return lapse_words(each for each in evidence.held if each.closed)


def _verb(count: int) -> str:
    return "runs out" if count == 1 else "run out"
