"""A re-modelled home's contract comes into force: the old one ends, and nobody is left in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dpsctl.domain.days import parse_instant
from dpsctl.ledger.facts import Placement
from dpsctl.ledger.file import writing
from dpsctl.ledger.recording import Act, recording

from ..office import HEAD_OF_QUALITY, KENT, Office
from ..papers import decision

Stage = Callable[[str], Office]
CONTRACT = "contracts/SC19012-L2-0020.yaml"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Sample Home 20 leaves framework contract 17 for contract 18, which asks for no seal."""
    office = kent_at("awarded")
    office.writes("framework.yaml", (KENT / CONTRACT).read_text(encoding="utf-8"))
    office.types("import-contracts framework.yaml")
    office.under(HEAD_OF_QUALITY).types("determine 20 admit --reason 'The post was slow'")
    office.types("award 20 --decision 20/00108 --starts 2021-05-04 --value 1000 --yes")
    return office.on("2021-04-29")


def numbers(office: Office, as_of: str) -> list[int]:
    rows = office.report("roster", f"--as-of {as_of}")["rows"]
    return [row["contract"] for row in rows if row["contract"] > 16]


def somebody_moves_in(office: Office, ref: str) -> None:
    act = Act("a placement", "somebody", "somebody", parse_instant(office.now))
    with writing(office.ledger) as ledger, recording(ledger, act) as to:
        to.add(Placement(17, ref, "LD", "High", 158_730, None))


def test_the_old_contract_ends_the_day_before_the_new_one_is_in_force(office: Office) -> None:
    told = office.types("sign 18 --on 2021-04-28")

    assert told.lines == [
        "contract 18: signed by both on 2021-04-28; in force from 2021-05-04",
        "contract 17: left for 18; last day 2021-05-03",
    ]
    assert (numbers(office, "2021-05-03"), numbers(office, "2021-05-04")) == ([17, 18], [18])


def test_one_signature_moves_nobody(office: Office) -> None:
    told = office.types("sign 18 --on 2021-04-28 --party provider")

    assert len(told.lines) == 1
    assert numbers(office, "2021-05-04") == [17, 18]


def test_whoever_would_be_left_behind_blocks_the_second_signature(office: Office) -> None:
    somebody_moves_in(office, "P-0099")
    office.types("sign 18 --on 2021-04-28 --party provider")

    refused = office.types("sign 18 --on 2021-04-28 --party council", exits=1)

    assert "P-0099 would be left behind" in refused.err
    assert office.counts("signatures") == 3  # the framework contract's two, and the provider's


def test_what_is_left_runs_no_longer_but_may_end_before(office: Office) -> None:
    office.types("sign 18 --on 2021-04-28")
    office.records(decision({"decision": "24/00113", "powers": ["extend"]}))

    extended = office.types("extend-contract 17 --ends 2028-06-14 --decision 24/00113", exits=1)
    later = office.types("end-contract 17 --on 2021-06-01 --reason 'So' --yes", exits=1)
    office.types("end-contract 17 --on 2021-05-01 --reason 'It closes before' --yes")

    leaves = "  its home leaves it for another contract, the day before that is in force"
    assert extended.err.splitlines() == [
        "dpsctl: contract 17 is to end on 2021-05-03, before its own last day",
        leaves,
    ]
    assert later.err.splitlines() == [
        "dpsctl: contract 17 ends by itself: its last day is 2021-05-03",
        leaves,
    ]
    assert numbers(office, "2021-05-01") == [18]
