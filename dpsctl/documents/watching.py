"""How a system watches proofs that run out: by its own document, else by ``rules/evidence.yaml``.

Plain dataclasses, without pydantic: reports read this, and must start fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpsctl.documents.paths import rules_file
from dpsctl.domain.days import Duration, parse_duration
from dpsctl.domain.proofs import Watch
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.proofs import ProofsKnown

if TYPE_CHECKING:
    from dpsctl.documents.document import Document

_KEYS = ("remind", "grace", "policies", "declaration")


def watched_proofs(
    ledger: Ledger, folders: Sequence[Path], terms: Mapping[str, Any], *, every: bool = False
) -> ProofsKnown:
    """The proofs on a ledger, watched as the system of these terms has it.

    With ``every`` all of them are read at once, else each provider's as it is wanted.
    """
    return ProofsKnown(ledger, partial(watch_of, folders, terms), every=every)


def watch_of(folders: Sequence[Path], terms: Mapping[str, Any]) -> Watch:
    """How the system of these terms watches proofs.

    The file is read only where the terms leave something out, for reading YAML takes time.

    Raises:
        DocumentError: the file has mistakes.
        RefusedError: it is wanted, and not on the shelf.
    """
    said = {key: value for key, value in (terms.get("evidence") or {}).items() if value is not None}
    if said.keys() >= set(_KEYS):
        return _watch(said)
    return _watch({**read_evidence(rules_file(folders, "evidence.yaml")), **said})


def _watch(told: Mapping[str, Any]) -> Watch:
    return Watch(
        remind=tuple(told["remind"]),
        grace=parse_duration(told["grace"]),
        policies=_length(told, "policies"),
        declaration=_length(told, "declaration"),
    )


def _length(told: Mapping[str, Any], key: str) -> Duration | None:
    return parse_duration(told[key]) if told.get(key) else None


def read_evidence(path: Path) -> Mapping[str, Any]:
    """Read what stands where a system leaves it out, as a system's own terms have it.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    from dpsctl.documents.reading import read_one

    return evidence_of(read_one(path))


def evidence_of(document: Document) -> Mapping[str, Any]:
    """The same of a document that was read.

    Raises:
        DocumentError: with every complaint, in file order.
    """
    from dpsctl.documents.by_hand import Hand
    from dpsctl.documents.scalars import parse_days_ahead, parse_length

    hand = Hand(document)
    hand.keys((), _KEYS[:2], _KEYS[2:])
    lengths = {key: hand.take((key,), parse_length) for key in _KEYS[1:]}
    days = [hand.take(("remind", place), parse_days_ahead) for place in hand.entries(("remind",))]
    told = {key: str(length) for key, length in lengths.items() if length}
    return hand.finish(lambda: {"remind": days, **told})
