"""Books written by hand, entry by entry: the ledger, and what befalls people and contracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dpsctl.domain.days import parse_instant
from dpsctl.ledger import facts
from dpsctl.ledger.contracts import next_number
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.recording import Act, Recording, as_json

OUTSIDE = "it has no contract"


class Entries:
    """A ledger and short ways to write into it; every ``at`` is a London time, else noon of the day
    that the fact is about. Money is pence, and a week's where nothing else is said.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @contextmanager
    def entry(
        self,
        at: str,
        by: str = "Anna",
        command: str = "a command",
        reason: str | None = None,
        pinned: bool = False,
    ) -> Iterator[Recording]:
        to = Recording(self.ledger, Act(command, by, "anna01", parse_instant(at), pinned, reason))
        yield to
        to.seal()

    def home(self, number: int, to: Recording, name: str | None = None) -> int:
        """Sample Home NN and its provider, both with the same number on the ledger."""
        day = "2021-01-01"
        if self.ledger.value("SELECT 1 FROM homes WHERE id = ?", [number]) is None:
            to.add(facts.Home())
            to.add(facts.HomeName(number, name or f"Sample Home {number:02}", day))
            to.add(facts.HomeLocation(number, f"1-{number:08}", day))
            to.add(facts.Provider())
            to.add(facts.ProviderName(number, f"Sample Provider {number:02} Ltd", day))
            to.add(facts.ProviderNumber(number, "company_number", f"{99900000 + number}", day))
        return number

    def next_home(self) -> int:
        """The number that the next new home has."""
        return (self.ledger.value("SELECT MAX(id) FROM homes") or 0) + 1

    def taken_over(
        self,
        *weekly: int,
        band: str = "Mid",
        agreement: str = "framework",
        home: int | None = None,
        district: str | None = "Ashford",
        categories: Sequence[str] = ("LD",),
        beds: int | None = 8,
        decision: int = 1,
        on: str = "2021-02-20",
        days: tuple[str, str] = ("2020-06-15", "2026-06-14"),
        signed: str | None = "2020-06-10",
    ) -> int:
        """A contract from before the ledger, its people P-0001, P-0002, … at these weekly fees.

        ``on`` is the day it was recorded; it was awarded on the day it was signed, or its first.
        """
        number, home = next_number(self.ledger), home or self.next_home()
        with self.entry(f"{on}T12:00", command="import-contracts") as to:
            self.home(home, to)
            kept = to.keep_text(f"contract {number}"), f"L2-{number}"
            of = (home, home, agreement, band, as_json(list(categories)), decision)
            told = (None, None, district, beds, "Good")
            to.add(facts.FurtherContract(number, None, *kept, *of, signed or days[0], *days, *told))
            to.add_all(
                facts.Placement(number, f"P-{ref:04}", categories[0], band, fee, None)
                for ref, fee in enumerate(weekly, 1)
            )
            if signed:
                to.add_all(facts.Signature(number, party, signed) for party in _PARTIES)
        return number

    def place(
        self,
        weekly: int,
        starts: str,
        *,
        contract: int | None = None,
        home: int | None = None,
        ref: str | None = None,
        band: str = "Specialist",
        need: str = "LD",
        basis: str = "call-off",
        outside: str | None = None,
        at: str | None = None,
    ) -> int:
        """Somebody placed from a day on, under a contract, or else in a home; the placing's number.

        Without a contract, or with ``outside``, the placement is outside terms.
        """
        last = self.ledger.value("SELECT MAX(id) FROM placings") or 0
        outside = outside or (None if contract else OUTSIDE)
        with self.entry(at or f"{starts}T12:00", command="place") as to:
            if contract:
                home = self.ledger.value("SELECT home FROM awards WHERE number = ?", [contract])
            assert home, "somebody is placed under a contract or in a home"
            who = (self.home(home, to), ref or f"N-{last + 1:04}", need, band)
            reason = "Nowhere else was free." if outside else None
            return to.add(facts.Placing(contract, *who, weekly, starts, basis, outside, reason))

    def leaves(self, whose: int | tuple[int, str], on: str, *, at: str | None = None) -> None:
        """Somebody's first day gone: of a placing, or of a (contract, reference) they came with."""
        with self.entry(at or f"{on}T12:00", command="end-placement") as to:
            to.add(facts.PlacementEnding(*self._whose(whose), on))

    def changes_fee(
        self,
        whose: int | tuple[int, str],
        weekly: int,
        from_day: str,
        *,
        band: str | None = None,
        at: str | None = None,
    ) -> None:
        """Another weekly fee after a review, and another band where one is given."""
        with self.entry(at or f"{from_day}T12:00", command="change-fee") as to:
            fee = (from_day, weekly, band, None, "A review.")
            to.add(facts.FeeChange(*self._whose(whose), *fee))

    def uplifts(
        self,
        *fees: tuple[int | tuple[int, str], int],
        from_day: str = "2022-04-01",
        until_day: str = "2023-03-31",
        name: str = "2022/23",
        rate: str = "7/200",
        decision: int = 1,
        agreements: Sequence[str] = ("dps", "framework"),
        bands: Sequence[str] = ("Mid", "High", "Specialist", "Specialist Plus"),
        at: str | None = None,
    ) -> int:
        """An uplift with the new weekly fee of each of these people; its number."""
        with self.entry(at or f"{from_day}T12:00", command="uplift") as to:
            document = to.keep_text(f"uplift {name} {to.entry}")
            spans = (rate, from_day, until_day, as_json(list(agreements)), as_json(list(bands)))
            number = to.add(facts.Uplift(document, name, decision, *spans))
            to.add_all(
                facts.FeeChange(*self._whose(whose), from_day, weekly, None, number)
                for whose, weekly in fees
            )
            return number

    def ends(self, contract: int, on: str, *, annuls: bool = False, at: str | None = None) -> None:
        """A contract's first day no longer in force."""
        with self.entry(at or f"{on}T12:00", command="end-contract") as to:
            to.add(facts.Ending(contract, on, int(annuls)))

    def varies(
        self,
        contract: int,
        from_day: str,
        *,
        band: str | None = None,
        beds: int | None = None,
        decision: int = 1,
    ) -> None:
        """Another band or number of beds of a contract from a day on."""
        with self.entry(f"{from_day}T12:00", command="vary") as to:
            to.add(facts.Variation(contract, from_day, band, beds, decision))

    def extends(
        self, contract: int, ends: str, *, decision: int = 1, at: str | None = None
    ) -> None:
        """Another last day of a contract, from when it is recorded."""
        with self.entry(at or f"{ends}T12:00", command="extend-contract") as to:
            to.add(facts.ContractExtension(contract, ends, decision))

    def transfers(self, contract: int, from_day: str, *, at: str | None = None) -> None:
        """The home sold to another provider on the ledger, and registered anew."""
        with self.entry(at or f"{from_day}T12:00", command="transfer") as to:
            kept = to.keep_text(f"transfer {contract} {to.entry}")
            buyer = 1 if contract > 1 else 2
            to.add(facts.Transfer(contract, kept, from_day, buyer, f"1-{9900 + contract:08}"))

    def _whose(self, whose: int | tuple[int, str]) -> tuple[int | None, int | None, str]:
        """What names somebody's placement in later facts: placing, contract, reference."""
        if isinstance(whose, tuple):
            return (None, *whose)
        return whose, None, self.ledger.value("SELECT ref FROM placings WHERE id = ?", [whose])


_PARTIES = ("provider", "council")
