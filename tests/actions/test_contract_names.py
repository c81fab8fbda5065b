"""What a contract is called, and what happens where one name fits several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..executing import executed
from ..office import Office
from ..papers import changed_document

Stage = Callable[[str], Office]

HOME = "1-00000007"
WHY = "--reason 'The home closes' --yes"


def with_framework(office: Office, changed: dict[str, Any] | None = None) -> Office:
    """The office once Sample Home 07 has a framework contract too, number 17."""
    home = {"name": "Sample Home 07", "cqc_location": HOME}
    document = changed_document("contracts/SC19012-L2-0031.yaml", {"home": home, **(changed or {})})
    office.types(f"import-contracts {office.writes('framework.yaml', document)}")
    return office


@pytest.mark.parametrize(
    "command",
    [
        f"sign {HOME} --on 2021-04-21",
        f"seal {HOME} --on 2021-04-21 --register 2021/9",
        f"suspend {HOME} --days 3 --reason Enquiry",
        f"resume {HOME} --reason Enquiry",
        f"vary {HOME} --from 2021-06-01 --beds 3 --decision 20/00108 --reason Review",
        f"extend-contract {HOME} --ends 2028-06-14 --decision 20/00108",
        f"transfer {HOME} --to transfers/sample-home-07.yaml --reason Sold",
        f"end-contract {HOME} {WHY}",
    ],
)
def test_no_act_picks_one_of_two_contracts_that_both_run(awarded: Office, command: str) -> None:
    office = with_framework(awarded)
    entries = office.entries()

    refused = office.types(command, exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: {HOME} fits contracts 7 and 17, none of which has ended",
        "  name one by its number; `dpsctl report roster` lists them",
    ]
    assert office.entries() == entries


def test_the_one_that_runs_is_meant_though_another_is_newer(awarded: Office) -> None:
    office = with_framework(awarded, {"ends_on": "2021-03-31"})

    told = office.types(f"sign {HOME} --on 2021-04-21")

    assert told.lines == ["contract 7: signed by both on 2021-04-21; awaiting seal"]


def test_where_none_runs_any_more_the_last_to_end_is_meant(awarded: Office) -> None:
    office = with_framework(executed(awarded, 7).on("2021-05-10"), {"ends_on": "2021-03-31"})
    office.types(f"end-contract {HOME} {WHY}")

    told = office.types(f"end-contract {HOME} {WHY}")

    assert told.lines == ["nothing to do: contract 7 has ended; its last day was 2021-05-09"]


def test_an_awards_annulment_again_by_name_does_not_go_on_to_the_homes_other_contract(
    awarded: Office,
) -> None:
    office = with_framework(awarded)
    office.types(f"end-contract KBP-2021-0007 {WHY}")

    told = office.types(f"end-contract KBP-2021-0007 {WHY}")

    assert told.lines == ["nothing to do: the award of contract 7 was annulled on 2021-04-21"]


def test_a_reference_of_digits_that_begins_with_nought_is_no_number(awarded: Office) -> None:
    office = with_framework(awarded, {"contract": "0003"})

    told = office.types("explain 0003 --contract --format json").json

    assert told["contract"] == 17
    office.types("explain 003 --contract", exits=1)
