"""What the contracts of a day offer: the beds of their homes, and who lives in them already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dpsctl.domain.supply import Offer
from dpsctl.ledger.lookups import System
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.evidence_rows import rows_with_evidence
from dpsctl.reports.report import Row


@dataclass(frozen=True)
class Offered:
    """What a contract offers, and by what people look for it; ``home`` is its name on the day."""

    district: str | None
    categories: list[str]
    band: str
    home: str
    offer: Offer


def offers_on(contracts: ContractsOn) -> list[Offered]:
    """What each listed contract offers. One that its home leaves for another offers nothing, as on
    the roster: it stands here only if somebody who does not move lives under it.
    """
    rows = {row["contract"]: row for row in rows_with_evidence(contracts)}
    beds, people = _beds(contracts, rows), _people(contracts, rows)
    spelling = _spelling(contracts.view.system, rows)
    return [
        Offered(
            district=spelling.get((row["district"] or "").casefold()),
            categories=row["categories"],
            band=row["band"],
            home=row["home"],
            offer=Offer(
                home=contract.home,
                beds=max(beds[contract.home], default=None),
                people=people[contract.home],
                placed=row["placements"],
                in_force=row["in_force"],
                open=row["open_to_placements"],
            ),
        )
        for contract in contracts.listed
        if (row := rows[contract.number])["placements"] or not contracts.left_for(contract)
    ]


def _beds(contracts: ContractsOn, rows: dict[int, Row]) -> dict[int, list[int]]:
    """What each home's contracts say of its beds."""
    said: dict[int, list[int]] = defaultdict(list)
    for contract in contracts.listed:
        if (beds := rows[contract.number]["beds"]) is not None:
            said[contract.home].append(beds)
    return said


def _people(contracts: ContractsOn, rows: dict[int, Row]) -> dict[int, int]:
    """Everyone who lives in each home, with a contract or without."""
    people: dict[int, int] = defaultdict(int)
    for contract in contracts.listed:
        people[contract.home] += rows[contract.number]["placements"]
    for home, sums in contracts.without_contract.items():
        people[home] += sums.fees.placements
    return people


def _spelling(system: System, rows: dict[int, Row]) -> dict[str, str]:
    """How to write each district, by its small letters: as the system's needs do, or else as the
    first contract does. Applicants write it as they please.
    """
    written = [need["district"] for need in system.terms.get("needs") or []]
    written += [row["district"] for row in rows.values() if row["district"]]
    return {district.casefold(): district for district in reversed(written)}
