"""A council with three homes whose fees can be reckoned by hand, and its uplift documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from dpsctl.domain.days import parse_instant
from dpsctl.ledger.facts import Fact
from dpsctl.ledger.file import reading, writing
from dpsctl.ledger.recording import Act, recording
from dpsctl.ledger.residents import placements

from ..office import Office, set_up
from ..papers import decision

DECISION = {
    "decision": "22/00012",
    "title": "Fees of 2022/23",
    "powers": ["uplift"],
    "effective_on": "2022-03-01",
    **dict.fromkeys(("notice_published", "taken_on", "published_on")),
}

# By contract: its agreement and band, and everyone's band and fee. Each began with the contract on
# 15 June 2020 but P-0202 and P-0302, who are known to have lived there since a later day.
HOMES: dict[int, tuple[str, str, list[tuple[str, str, str, str | None]]]] = {
    1: ("framework", "High", [(f"P-010{n}", "High", "1450.00", None) for n in (1, 2, 3, 4)]),
    2: (
        "framework",
        "Mid",
        [("P-0201", "Mid", "1388.55", None), ("P-0202", "High", "1692.00", "2021-10-01")],
    ),
    3: (
        "dps",
        "Specialist",
        [
            ("P-0301", "Specialist", "1900.00", None),
            ("P-0302", "Specialist Plus", "3000.00", "2022-04-01"),
        ],
    ),
}


def contract(number: int, changed: Mapping[str, Any] | None = None) -> str:
    """The document of one of the homes' contracts, which began before the ledger, with some keys
    changed; one that is None is taken away.
    """
    agreement, band, people = HOMES[number]
    whole: dict[str, Any] = {
        "contract": f"L-{number}",
        "agreement": agreement,
        "decision": "18/00030",
        "awarded_on": "2020-06-01",
        "starts_on": "2020-06-15",
        "ends_on": "2026-06-14",
        "provider": {
            "name": f"Sample Provider 4{number} Ltd",
            "company_number": f"9990004{number}",
        },
        "home": {"name": f"Sample Home 4{number}", "cqc_location": f"1-0000004{number}"},
        "categories": ["LD"],
        "band": band,
        "signed_on": "2020-06-10",
        "placements": [_person(*person) for person in people],
    }
    return _written({**whole, **(changed or {})})


def _person(ref: str, band: str, fee: str, since: str | None = None) -> dict[str, str]:
    person = {"ref": ref, "need": "LD", "band": band, "weekly_fee": fee}
    return {**person, "since": since} if since else person


def takes_over(office: Office, *contracts: str) -> None:
    """Record contracts that began before the ledger."""
    name = office.writes("contracts.yaml", "---\n".join(contracts))
    office.types(f"import-contracts {name}")


def furnished(office: Office) -> Office:
    """The three contracts taken over, and the decision to uplift; on 10 March 2022."""
    texts = "---\n".join(map(contract, HOMES)), decision(DECISION)
    contracts, decided = map(office.writes, ("contracts.yaml", "decision.yaml"), texts)
    set_up(
        office,
        "init system.yaml",
        "record-decision decisions/18-00030.yaml",
        f"import-contracts {contracts}",
        f"record-decision {decided}",
        with_documents="".join(texts),
    )
    return office.on("2022-03-10")


def document(changed: Mapping[str, Any] | None = None) -> str:
    """An uplift by 3.5% for 2022/23, with some keys changed; one that is None is taken away."""
    whole: dict[str, Any] = {
        "uplift": "2022/23",
        "decision": "22/00012",
        "from": "2022-04-01",
        "until": "2023-03-31",
        "percent": "3.5",
    }
    return _written({**whole, **(changed or {})})


def _written(whole: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in whole.items() if value is not None}
    return yaml.safe_dump(kept, sort_keys=False)


def asks(office: Office, changed: Mapping[str, Any] | None = None, options: str = "") -> str:
    """The command for an uplift document that was written into the office's folder."""
    return f"uplift {office.writes('uplift.yaml', document(changed))} {options}"


def adds(office: Office, *facts: Fact) -> None:
    """Record facts that no command of this room records."""
    act = Act("by hand", office.by, "login", parse_instant(office.now))
    with writing(office.ledger) as ledger, recording(ledger, act) as to:
        for fact in facts:
            to.add(fact)


def fees_on(office: Office, day: str) -> dict[str, int]:
    """The weekly fee of everyone who lives somewhere on a London day, in pence, by reference."""
    on = date.fromisoformat(day)
    with reading(office.ledger) as ledger:
        everyone = [(row["ref"], placed) for row, placed in placements(ledger)]
    return {ref: placed.weekly(on) for ref, placed in everyone if placed.lives(on)}
