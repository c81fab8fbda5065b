"""What a contract that began before the ledger says against its own days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.documents.across import Mistake
from dpsctl.documents.contracts import ContractDocument
from dpsctl.documents.document import Where
from dpsctl.domain.contracts import PARTIES


def out_of_order(contract: ContractDocument) -> Iterator[Mistake]:
    """Days that come before others which they must follow."""
    starts, ends = contract.starts_on, contract.ends_on
    if ends < starts:
        yield ("ends_on",), f"{ends} is before {starts}, the contract's first day"
    elif contract.awarded > ends:
        yield ("awarded_on",), f"{contract.awarded} is after {ends}, the contract's last day"
    if contract.sealed is None:
        return
    if len(contract.signatures) < len(PARTIES):
        yield ("sealed",), "nothing is sealed before both parties have signed"
    elif contract.sealed.on < max(contract.signatures.values()):
        both = max(contract.signatures.values())
        yield ("sealed", "on"), f"{contract.sealed.on} is before {both}, when both had signed"


def still_to_come(contract: ContractDocument, today: date) -> Iterator[Mistake]:
    """Signatures and a seal of London days that have not come yet."""
    by_each = contract.signed is not None
    for party, day in contract.signatures.items():
        if day > today:
            path: Where = ("signed", party) if by_each else ("signed_on",)
            yield path, f"{day} has not come: nothing can have been signed on it"
    if contract.sealed and contract.sealed.on > today:
        day = contract.sealed.on
        yield ("sealed", "on"), f"{day} has not come: nothing can have been sealed on it"
