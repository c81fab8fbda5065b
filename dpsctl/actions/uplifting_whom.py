"""Whom an uplift is for: everyone within its reach on its first day, and the fate of each fee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from dpsctl.actions.uplifting_reach import Reach, Reached
from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.domain.uplifts import Placed, Terms, needs_evidence, ruling
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.contracts import contracts_known
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System
from dpsctl.ledger.residents import everyone_on, whose_of
from dpsctl.ledger.uplifts import UpliftOnLedger, changes_from
from dpsctl.progress import along


def reach_of(
    ledger: Ledger, system: System, asked: UpliftDocument, known: UpliftOnLedger | None
) -> Reach:
    """Everyone whom an uplift is for.

    That is whoever lives, on its first day, under a contract of its agreements that has not ended
    by then and was not annulled, and is of its bands on that day. An agreement or a band left out
    means all: those of the system, and any other that somebody still lives under.
    """
    contracts = _running(ledger, asked.begins)
    in_use = (each.agreement for each in contracts.values())
    agreements = asked.agreements or _all(system.terms["agreements"], in_use)
    held = {number for number, each in contracts.items() if each.agreement in agreements}
    everyone = list(along(everyone_on(ledger, asked.begins), "looking for who lives where"))
    people = [row for row in everyone if row["contract"] in held]
    bands = asked.bands or _all(system.bands_of(*agreements), (row["band"] for row in people))
    meant = [row for row in people if row["band"] in bands]
    return Reach(
        asked,
        known,
        tuple(agreements),
        tuple(bands),
        refs=frozenset(row["ref"] for row in meant),
        reached=tuple(_reached(ledger, asked, known, contracts, meant)),
        outside=sum(row["contract"] is None and row["band"] in bands for row in everyone),
    )


def _running(ledger: Ledger, day: date) -> dict[int, ContractOnLedger]:
    return {
        each.number: each
        for each in contracts_known(ledger)
        if each.life.listed(day) and not each.life.annulled
    }


def _all(*of: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(chain(*of)))


def _reached(
    ledger: Ledger,
    asked: UpliftDocument,
    known: UpliftOnLedger | None,
    contracts: dict[int, ContractOnLedger],
    people: list[Row],
) -> Iterator[Reached]:
    terms, changes = asked.terms, changes_from(ledger, asked.begins)
    for row in along(people, "working fees out"):
        later = changes.get(whose_of(row), [])
        now = [each for each in later if each["from_day"] == asked.begins.isoformat()]
        if known and not _left_out(known, terms, row, now):
            continue
        contract = contracts[row["contract"]]
        next_day = next((_day(each["from_day"]) for each in later if each not in now), None)
        placed = Placed(
            band=row["band"],
            weekly=row["weekly_pence"],
            began=_day(row["starts_on"]) or contract.life.starts_on,
            settled=bool(now),
            proven=row["ref"] in asked.evidence,
        )
        yield Reached(contract, row, next_day, ruling(terms, placed))


def _left_out(known: UpliftOnLedger, terms: Terms, row: Row, now: list[Row]) -> bool:
    """Whether an uplift on the ledger left a fee out because it rises only with evidence."""
    done = any(each["uplift"] in known.ids for each in now)
    return not done and needs_evidence(terms, row["weekly_pence"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
