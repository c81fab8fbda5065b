"""What the register shows that somebody must act on: in ``status``, in cron's news, in evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dpsctl.shipped import RULES

from ..office import Office
from ..register_words import location, registers

Stage = Callable[[str], Office]

SHOWN: dict[str, tuple[dict[str, Any], str]] = {
    "deregistered": (
        {"registrationStatus": "Deregistered", "deregistrationDate": "2021-04-15"},
        "Sample Home 07: deregistered on 2021-04-15 (as of 2021-04-22)",
    ),
    "dormant": ({"dormancy": "Y"}, "Sample Home 07: dormant (as of 2021-04-22)"),
    "rating": (
        {"rating": "Inadequate", "rated_on": "2021-04-01"},
        "Sample Home 07: rating Inadequate on 2021-04-01, and Good here (as of 2021-04-22)",
    ),
}
MOVED = location(
    "07",
    registrationStatus="Deregistered",
    deregistrationDate="2021-04-15",
    relationships=[
        {
            "reason": "New Provider",
            "relatedLocationId": "1-00000107",
            "relatedLocationName": "Sample Home 07",
            "type": "HSCA Successor",
        }
    ],
)
ANEW = {**location("07"), "locationId": "1-00000107", "providerId": "1-90000107"}


@pytest.fixture
def awarded(kent_at: Stage) -> Office:
    return kent_at("awarded").on("2021-04-22")


@pytest.mark.parametrize("what", SHOWN)
def test_what_the_register_shows_of_a_contract_stands_in_status_with_what_to_do(
    awarded: Office, what: str
) -> None:
    said, words = SHOWN[what]
    registers(awarded, location("07", **said), on="2021-04-22")

    told = awarded.types("status")
    (figures,) = awarded.types("status --format json").json["register"]
    (row,) = [each for each in awarded.report("register")["rows"] if each["what"] == what]

    assert words in told.out
    assert "dpsctl suspend 7" in told.out
    assert (figures["what"], figures["contract"], figures["todo"]) == (what, 7, row["todo"])


def test_a_home_registered_anew_under_a_new_provider_is_told_with_its_new_location(
    awarded: Office,
) -> None:
    registers(awarded, MOVED, ANEW, on="2021-04-22")

    told = awarded.types("status")

    assert "registered anew as 1-00000107 Sample Home 07" in told.out
    assert "dpsctl transfer 7 --to FILE" in told.out


def test_what_agrees_is_not_told(awarded: Office) -> None:
    registers(awarded, location("07"), on="2021-04-22")

    told = awarded.types("status --format json")

    assert told.json["register"] == []
    assert "The register says otherwise" not in awarded.types("status").out


def test_cron_tells_of_it_once_and_again_only_where_the_register_says_more(
    awarded: Office,
) -> None:
    awarded.types("reopen")
    registers(awarded, location("07", rating="Inadequate"), on="2021-04-22")
    first = awarded.types("reopen").lines
    registers(awarded, location("07", rating="Inadequate", dormancy="Y"), on="2021-04-21")
    older = awarded.types("reopen").lines
    newer = awarded.on("2021-04-23")
    body = location("07", rating="Inadequate", dormancy="Y", numberOfBeds=6)
    registers(newer, body, on="2021-04-23")

    about = "the register says of contract 7, Sample Home 07: "
    assert [line for line in first if line.startswith(about)] == [
        f"{about}rating Inadequate on 2020-02-11, and Good here (as of 2021-04-22); "
        "weigh it; for no new placements: dpsctl suspend 7 --days N --reason TEXT"
    ]
    assert older == []
    assert [line.partition(about)[2][:7] for line in newer.types("reopen").lines] == ["dormant"]


def test_the_roster_has_the_rating_that_the_register_has(awarded: Office) -> None:
    registers(awarded, location("07", rating="Outstanding"), on="2021-04-22")

    now, earlier = roster(awarded, "2021-04-22"), roster(awarded, "2021-04-21")

    assert (now[7]["rating"], now[8]["rating"]) == ("Outstanding", "Good")
    assert earlier[7]["rating"] == "Good"


# Registration as evidence


def test_a_home_registered_no_more_is_closed_to_placements_at_once(awarded: Office) -> None:
    office = awarded.on("2021-05-19")
    office.types("sign 7 --on 2021-04-28")
    office.types("seal 7 --on 2021-04-30 --register 2021/7")
    body = location("07", registrationStatus="Deregistered", deregistrationDate="2021-05-18")
    registers(office, body, on="2021-05-19")

    before = roster(office, "2021-05-18")[7]
    after = roster(office, "2021-05-19")[7]
    (proof,) = [
        row
        for row in office.report("evidence")["rows"]
        if (row["contract"], row["kind"]) == (7, "registration")
    ]

    assert (before["open_to_placements"], after["open_to_placements"]) == (True, False)
    assert (after["evidence"], after["in_force"]) == ("lapsed", True)
    assert (proof["until_day"], proof["closes_on"]) == ("2021-05-17", "2021-05-18")
    assert (proof["source"], proof["standing"]) == ("register", "lapsed")


def test_nothing_is_awarded_to_a_home_that_is_registered_no_more(kent_at: Stage) -> None:
    office = kent_at("determined")
    body = location("07", registrationStatus="Deregistered", deregistrationDate="2021-04-01")
    registers(office, body, on="2021-04-02")

    told = office.on("2021-04-20").types("award 7 --decision 20/00108 --yes", exits=1)

    assert "it is registered no more since 2021-04-01, by locations-2021-04-02.jsonl" in told.err
    assert "dpsctl rescind 7 --reason TEXT" in told.err


def test_whether_one_that_a_whole_file_leaves_out_is_registered_is_unknown(
    kent_at: Stage,
) -> None:
    office = kent_at("imported")
    shipped = (RULES / "register.yaml").read_text(encoding="utf-8")
    office.writes("own/register.yaml", shipped.replace("at_least: 20000", "at_least: 1"))
    name = office.writes("others.json", json.dumps(location("08")))
    office.types(f"import-register {name} --rules-dir own")

    told = office.types("check 7 8")

    assert told.lines[:2] == [
        "application 7: Sample Home 07: incomplete",
        "application 8: Sample Home 08: qualified",
    ]
    unknown = [row for row in office.report("findings")["rows"] if row["finding"] == "unknown"]
    assert [(row["application"], row["source"]) for row in unknown] == [(7, "register")]


def roster(office: Office, day: str) -> dict[int, Any]:
    rows = office.report("roster", f"--as-of {day}")["rows"]
    return {row["contract"]: row for row in rows}
