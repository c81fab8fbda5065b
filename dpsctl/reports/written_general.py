"""What a written report says of any system: what the law asks after and the ledger cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.reports.view import View
from dpsctl.reports.written_parts import NOT_NONE, NOT_RECORDED, Said

_SECOND = {"referred": "referred to a person", "late": "received late"}


def authority(view: View) -> str:
    """The authority and its department."""
    buyer = view.system.terms.get("buyer") or {}
    return ", ".join(each for each in (buyer.get("name"), buyer.get("department")) if each)


def general_said(view: View) -> Iterator[Said]:
    """What the law asks after and the ledger has no place for, or holds nothing of."""
    yield Said(
        "low",
        "Tenders rejected as abnormally low",
        "none is on record, nor is any tender",
    )
    yield Said(
        "procedure",
        "Negotiation, dialogue, or no prior publication",
        f"no such procedure is on record; applications came under a {view.regime.called}",
    )
    yield Said(
        "means",
        "Applications",
        "recorded as electronic documents, each with the instant at which it reached the portal "
        "and a digest of its text",
    )
    yield Said(
        "means",
        "Other means",
        "no reason for using means that are not electronic is on record; by what means notices, "
        "questions and letters were sent is not recorded",
    )
    yield Said("conflicts", "Found while candidates were judged", NOT_NONE)
    second = view.system.terms.get("four_eyes") or []
    if second:
        who = "is determined by somebody who neither imported nor judged it"
        said = f"an application that was {' or '.join(_SECOND[each] for each in second)} {who}"
        yield Said("conflicts", "Second person", said)
    yield Said("conflicts", "Other measures", NOT_RECORDED)
