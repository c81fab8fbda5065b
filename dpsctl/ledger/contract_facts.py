"""Contracts as the ledger has them: each award with every dated fact of its life."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dpsctl.domain.contracts import Life, Suspended, estimated_value
from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.life_facts import ONLY, LifeFacts
from dpsctl.ledger.schema.views import AWARDS


@dataclass(frozen=True)
class ContractOnLedger:
    """A contract as awarded, and its life. Money is pence.

    ``application`` is none for a contract that began before the ledger, which has the council's own
    ``reference`` instead. ``seal_above`` is the sealing value of the system it was recorded under;
    ``value`` the value over the whole term, as given or computed. ``leaves`` is the number of the
    contract that its home leaves for it.
    """

    number: int
    entry: int
    application: int | None
    reference: str | None
    document: str | None
    home: int
    provider: int
    agreement: str
    band: str
    categories: list[str]
    decision: int
    basis: str | None
    value: int
    seal_above: int | None
    leaves: int | None
    life: Life
    variations: list[Row]
    transfers: list[Row]
    seal_register: str | None
    district: str | None
    beds: int | None
    rating: str | None

    def band_on(self, day: date) -> str:
        """Its band on a London day, as varied by then."""
        return self._varied("band", day) or self.band

    def beds_on(self, day: date) -> int | None:
        """Its beds on a London day, as varied by then; none where nobody said."""
        return self._varied("beds", day) or self.beds

    def provider_on(self, day: date) -> int:
        """The provider that holds it on a London day."""
        held = [row for row in self.transfers if row["from_day"] <= day.isoformat()]
        return held[-1]["provider"] if held else self.provider

    def _varied(self, what: str, day: date) -> Any:
        rows = [row for row in self.variations if row["from_day"] <= day.isoformat() and row[what]]
        return rows[-1][what] if rows else None


# A week's fees as awarded or taken over, from the two tables: a view of both would be made whole
# for every contract. The sealing value of the terms that were in force when the contract was
# recorded, since a later amendment seals nothing. And what was said of the home, by its application
# or by the contract's own document.
_CONTRACTS = f"""
SELECT k.*,
       (SELECT COALESCE(SUM(offered_weekly_pence), 0) FROM application_placements p
        WHERE p.application = k.application) +
       (SELECT COALESCE(SUM(weekly_pence), 0) FROM placements p WHERE p.contract = k.number)
         AS weekly_pence,
       (SELECT json_extract(s.terms, '$.seal_above') FROM systems s WHERE s.entry <= k.entry
        ORDER BY s.id DESC LIMIT 1) AS seal_above,
       COALESCE(k.district, json_extract(a.facts, '$."home.district"')) AS home_district,
       COALESCE(k.beds, json_extract(a.facts, '$."home.beds"')) AS home_beds,
       COALESCE(k.rating, json_extract(a.facts, '$."home.cqc.rating"')) AS home_rating
FROM ({AWARDS}) k LEFT JOIN applications a ON a.id = k.application
WHERE {ONLY.format("k.number")} ORDER BY k.number
"""


def loaded(ledger: Ledger, numbers: list[int] | None, until: str) -> list[ContractOnLedger]:
    """The contracts of these numbers (none: all), by number.

    What has no day of its own, a later last day, counts if it was recorded before ``until``, an
    instant as UTC text.
    """
    facts = LifeFacts(ledger, numbers, until)
    rows = ledger.rows(_CONTRACTS, {"numbers": facts.numbers})
    known = {row["number"]: _contract(row, facts) for row in rows}
    return [_as_left(ledger, contract, facts, known, until) for contract in known.values()]


_AS_AWARDED = (
    *("number", "entry", "application", "reference", "document", "home", "provider"),
    *("agreement", "band", "decision", "basis", "seal_above"),
)


def _contract(row: Row, facts: LifeFacts) -> ContractOnLedger:
    number, value = row["number"], row["value_pence"]
    if value is None:
        days = _day(row["starts_on"]), _day(row["ends_on"])
        value = estimated_value(row["weekly_pence"], *days)
    leaving, seals = facts.leaving[number], facts.seals[number]
    return ContractOnLedger(
        **{key: row[key] for key in _AS_AWARDED},
        categories=json.loads(row["categories"]),
        value=value,
        leaves=leaving[0]["leaves"] if leaving else None,
        life=_life(row, value, facts),
        variations=facts.variations[number],
        transfers=facts.transfers[number],
        seal_register=seals[-1]["register"] if seals else None,
        **{key: row[f"home_{key}"] for key in ("district", "beds", "rating")},
    )


def _life(row: Row, value: int, facts: LifeFacts) -> Life:
    number = row["number"]
    sealed, extended = facts.seals[number], facts.extensions[number]
    ended = _ends_still(facts.endings[number], extended)
    return Life(
        awarded_on=_day(row["awarded_on"]),
        starts_on=_day(row["starts_on"]),
        ends_on=_day(extended[-1]["ends_on"] if extended else row["ends_on"]),
        signed={each["party"]: _day(each["signed_on"]) for each in facts.signatures[number]},
        sealing=row["seal_above"] is not None and value >= row["seal_above"],
        sealed_on=_day(sealed[-1]["sealed_on"]) if sealed else None,
        ended_on=_day(ended[-1]["ended_on"]) if ended else None,
        annulled=bool(ended and ended[-1]["annuls"]),
        suspensions=tuple(_suspended(each) for each in facts.suspensions[number]),
    )


def _ends_still(endings: list[Row], extended: list[Row]) -> list[Row]:
    """The endings that no later extension has overtaken."""
    return [row for row in endings if not extended or extended[-1]["entry"] < row["entry"]]


def _suspended(row: Row) -> Suspended:
    resumed_at = row["resumed_at"]
    return Suspended(
        since=london_day(instant_of(row["suspended_at"])),
        last_day=_day(row["last_day"]),
        resumed_on=london_day(instant_of(resumed_at)) if resumed_at else None,
    )


def _as_left(
    ledger: Ledger,
    contract: ContractOnLedger,
    facts: LifeFacts,
    known: dict[int, ContractOnLedger],
    until: str,
) -> ContractOnLedger:
    """The contract, ended by the day on which what its home leaves it for is in force."""
    for row in reversed(facts.left[contract.number]):
        number = row["contract"]
        new = known.get(number) or loaded(ledger, [number], until)[0]
        if new.life.in_force_from:
            life = replace(contract.life, left_on=new.life.in_force_from)
            return replace(contract, life=life)
    return contract


def _day(text: str) -> date:
    return date.fromisoformat(text)
