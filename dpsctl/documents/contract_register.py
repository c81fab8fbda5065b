"""``rules/contract-register.yaml``: the register of contracts that a council publishes.

A plain dataclass, without pydantic: reports read this, and must start fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dpsctl.documents.by_hand import Hand
from dpsctl.documents.paths import rules_file
from dpsctl.documents.reading import read_one
from dpsctl.domain.money import parse_pence


@dataclass(frozen=True)
class ContractRegister:
    """Which contracts it lists and how often it is published, with what asks for it.

    ``over`` is the value in pence that a contract on it exceeds, ``irrecoverable_vat`` the tax in
    pence on each that nobody gives back, with its own citation.
    """

    over: int
    every: str
    cite: str
    irrecoverable_vat: int
    vat_cite: str


_REQUIRED = ("over", "every", "cite", "irrecoverable_vat", "vat_cite")


def contract_register(folders: Sequence[Path]) -> ContractRegister:
    """What the law asks of the register; a council's own folder goes before the shipped one.

    Raises:
        RefusedError: it is not on the shelf.
        DocumentError: with every complaint, in file order.
    """
    hand = Hand(read_one(rules_file(folders, "contract-register.yaml")))
    hand.keys((), _REQUIRED)
    return hand.finish(
        lambda: ContractRegister(
            over=hand.take(("over",), parse_pence),
            every=hand.take(("every",), str),
            cite=hand.take(("cite",), str),
            irrecoverable_vat=hand.take(("irrecoverable_vat",), parse_pence),
            vat_cite=hand.take(("vat_cite",), str),
        )
    )
