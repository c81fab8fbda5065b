"""Findings in the words of a letter: what rules call facts by their paths, as a reader would."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from dpsctl.domain.proof_kinds import POLICY, kind_words
from dpsctl.domain.words import day_words

_CALLED = {
    "home.beds": "number of beds",
    "home.district": "district",
    "home.cqc.registration": "CQC registration",
    "home.cqc.dormant": "home dormant",
    "home.cqc.rating": "CQC rating",
    "home.cqc.rated_on": "day of the CQC rating",
    "home.cqc.registered_manager": "registered manager",
    "provider.legal_form": "legal form",
    "provider.address": "published address",
    "provider.sme": "small or medium-sized enterprise",
    "provider.vcse": "voluntary, community or social enterprise",
    "declaration.signed_on": "day on which the declaration was signed",
    "window.opens": "the day on which applications opened",
    "window.closes": "the last day for applications",
    "received_on": "day on which the application was received",
}
_INSURED = {
    "cover": "cover",
    "expires": "cover, last day",
    "will_obtain": "cover still to be obtained",
}

CLEANED = "self-cleaning told"
"""What a finding on an exclusion ground says of one that told how it put the matter right."""
_NOT_OPEN = f"{CLEANED}, which is not open here"

_SHIFTED = re.compile(r"(window\.\w+) ([-+]) (\d+ \w+)")
_GROUND = re.compile(r"declaration\.exclusions\.(\w+(?:\(\w+\))*)(?:\.\w+)*")
_PATH = re.compile(
    r"\b(?:(?:home|provider|answers|declaration|window)(?:\.[a-z_0-9]+)+|received_on)\b"
)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def plain(text: str, asked: Mapping[str, str], *, colon: str = "") -> str:
    """What a finding says was seen or wanted, in plain words; ``asked`` are questions by their id.

    ``home.cqc.rating at least Good`` is ``CQC rating at least Good``, an answer is called by its
    question, and days are written out. ``colon`` stands between what is called and its value.
    """
    text = _SHIFTED.sub(_moved, text)
    text = text.replace(_NOT_OPEN, "you told us of steps, which the law does not weigh here")
    text = text.replace(CLEANED, "you told us how you put the matter right")
    text = _GROUND.sub(r"answer on ground \1", text)
    text = _PATH.sub(lambda match: called(match[0], asked) + colon, text)
    return _DAY.sub(_written_out, text)


def called(path: str, asked: Mapping[str, str]) -> str:
    """What a fact is called; one that is not known, by its own path."""
    if path in _CALLED:
        return _CALLED[path]
    match path.split("."):
        case ["answers", id] if id in asked:
            return f"“{asked[id]}”"
        case ["provider", "insurance", kind, field] if field in _INSURED:
            return f"{kind_words(kind)} {_INSURED[field]}"
        case ["provider", "policies", kind]:
            return f"{kind_words(POLICY + kind)}, day last reviewed"
    return path


def titles(terms: Mapping[str, Any], categories: Collection[str]) -> list[str]:
    """What the system calls these categories."""
    known = terms.get("categories") or {}
    return [known.get(each, each) for each in categories]


def agreement_title(terms: Mapping[str, Any], agreement: str) -> str:
    """What the system calls a form of contract."""
    title: str | None = (terms["agreements"].get(agreement) or {}).get("title")
    return title or agreement


def _moved(match: re.Match[str]) -> str:
    return f"{match[3]} {'before' if match[2] == '-' else 'after'} {match[1]}"


def _written_out(match: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(match[0])
    except ValueError:
        return match[0]
    return day_words(day)
