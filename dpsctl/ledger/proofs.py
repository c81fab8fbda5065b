"""The proofs that the ledger knows of: as applied with, taken over, and seen since.

Evidence is the provider's: what it showed for one contract serves all that it holds, and when a
home passes to another, the old owner's counts for it no more. What an application says counts from
its award on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from operator import attrgetter

from dpsctl.domain.evidence import Evidence, evidence
from dpsctl.domain.proofs import Proof, Watch
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.proofs_shown import Shown, from_applications, from_awards, from_records
from dpsctl.ledger.registrations import registrations


class ProofsKnown:
    """What is held for contracts on a day.

    ``watch`` says how the system watches proofs; it is asked only where there are any. With
    ``every`` all that the ledger knows is read at once, else each provider's as it is wanted.
    """

    def __init__(self, ledger: Ledger, watch: Callable[[], Watch], *, every: bool = False) -> None:
        self._ledger = ledger
        self._ask = watch
        self._shown: dict[int, list[Proof]] = {}
        self._applied: dict[int, list[Proof]] = {}
        self._registered: dict[date, dict[int, Proof]] = {}
        self._every = every

    def of(self, contract: ContractOnLedger, day: date) -> Evidence:
        """What is held for a contract on a London day."""
        # Of what one entry recorded the contract's own papers go before its provider's others.
        shown = sorted(self.of_provider(contract.provider_on(day)), key=partial(_is_own, contract))
        return self._held([*shown, *self._of_home(contract.home, day)], day)

    def of_application(self, number: int, provider: int, home: int, day: date) -> Evidence:
        """What is held for an application on a London day, whether it was awarded or not."""
        proofs = [*self.with_application(number, provider), *self._of_home(home, day)]
        return self._held(proofs, day)

    def with_application(self, number: int, provider: int) -> list[Proof]:
        """A provider's proofs with those of an application of its, as if that had been awarded."""
        if number not in self._applied:
            self.read_applications([number])
        return _in_order([*self.of_provider(provider), *self._applied.get(number, [])])

    def read_applications(self, numbers: Sequence[int]) -> None:
        """Read what these applications say at once."""
        self._applied |= _grouped(from_applications(self._ledger, numbers))

    def of_provider(self, provider: int) -> list[Proof]:
        """A provider's proofs, in the order in which they were recorded."""
        if self._every:
            return self._all.get(provider, [])
        if provider not in self._shown:
            found = _grouped(_shown_by(self._ledger, [provider]))
            self._shown[provider] = found.get(provider, [])
        return self._shown[provider]

    @cached_property
    def watch(self) -> Watch:
        """How the system watches proofs."""
        return self._ask()

    @cached_property
    def _all(self) -> dict[int, list[Proof]]:
        return _grouped(_shown_by(self._ledger, None))

    def _of_home(self, home: int, day: date) -> list[Proof]:
        """What the public register showed of a home by a day."""
        if day not in self._registered:
            self._registered[day] = registrations(self._ledger, day)
        found = self._registered[day].get(home)
        return [found] if found else []

    def _held(self, proofs: Sequence[Proof], day: date) -> Evidence:
        return evidence(proofs, self.watch, day) if proofs else Evidence()


def _is_own(contract: ContractOnLedger, proof: Proof) -> bool:
    """Whether a proof stands in the application, or the document, of a contract."""
    if contract.application is not None:
        return proof.application == contract.application
    return proof.source == "contract" and proof.reference == contract.reference


def _shown_by(ledger: Ledger, providers: Sequence[int] | None) -> Iterator[Shown]:
    yield from from_awards(ledger, providers)
    yield from from_records(ledger, providers)


def _grouped(shown: Iterable[Shown]) -> dict[int, list[Proof]]:
    found: dict[int, list[Proof]] = defaultdict(list)
    for who, proof in shown:
        found[who].append(proof)
    return {who: _in_order(proofs) for who, proofs in found.items()}


def _in_order(proofs: list[Proof]) -> list[Proof]:
    return sorted(proofs, key=attrgetter("entry"))
