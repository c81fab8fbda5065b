"""``report register``: where CQC's register says otherwise than applicants and contracts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpsctl.domain.register import plain_name
from dpsctl.shipped import FIXTURES, RULES

from ..documents.register_papers import LD, MH, directory, home
from ..office import Office
from ..papers import application

Stage = Callable[[str], Office]
ON = "2021-09-05T10:00"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent with its sixteen contracts; 17 failed, 19 is incomplete, 20 was late."""
    return kent_at("awarded").on(ON)


def shows(office: Office, *homes: dict[str, str], options: str = "--on 2021-09-01") -> Any:
    """The rows of the report once the register has these homes."""
    name = office.writes(f"register-{office.entries()}.csv", directory(*homes))
    office.types(f"import-register {name} {options}")
    return office.report("register")["rows"]


def brief(rows: list[Any]) -> list[tuple[str, str | None, str | None]]:
    return [(row["what"], row["applicant"], row["register"]) for row in rows]


SUSPEND = "dpsctl suspend 1 --days N --reason TEXT"


def test_a_home_that_agrees_is_counted(office: Office) -> None:
    name = office.writes("r.csv", directory(home(1), home(9, care_homes="9")))
    office.types(f"import-register {name}")

    report = office.report("register")

    assert report["rows"] == []
    assert report["totals"] == {
        "homes": 19,
        "homes_agreeing": 2,
        "homes_differing": 0,
        "homes_in_no_snapshot": 17,
        "differences": 0,
    }
    assert "Of 19 homes under contract or applying, 2 agree with the register." in report["notes"]
    assert report["notes"][1].startswith("17 homes are in no snapshot: Sample Home 02 (1-00000002)")
    assert "Open Government Licence" in report["notes"][-1]


def test_a_home_whose_rating_fell(office: Office) -> None:
    fallen = home(1, location_latest="Requires Improvement", publication="17/08/2021")

    (row,) = shows(office, fallen)

    assert row == {
        "home": "Sample Home 01",
        "cqc_location": "1-00000001",
        "contract": 1,
        "application": 1,
        "what": "rating",
        "applicant": "Good",
        "register": "Requires improvement on 2021-08-17",
        "since": "2021-09-01",
        "snapshot": row["snapshot"],
        "todo": f"weigh it; for no new placements: {SUSPEND}",
    }
    assert row["snapshot"].startswith("register-11.csv, sha256 ")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"dormant": "Y"}, ("dormant", "not dormant", "dormant")),
        ({"location_latest": "gOOD"}, None),
        ({"location_latest": ""}, ("rating", "Good", "no published rating")),
        (
            {"location_latest": "Inadequate", "inherited": "Y"},
            ("rating", "Good", "Inadequate on 2019-09-17, inherited"),
        ),
        ({"location_name": "SAMPLE  home, 01"}, None),
        ({"location_name": "Oak Lodge"}, ("name", "Sample Home 01", "Oak Lodge")),
        ({"care_homes": "3"}, ("beds", "4", "3 at most")),
        ({"care_homes": "60"}, None),
        ({"care_homes": ""}, None),
        ({LD: ""}, ("categories", "LD", "none of these")),
        ({LD: "", MH: "Y"}, ("categories", "LD", "MH")),
        ({MH: "Y"}, None),
        ({"registered": ""}, ("registered manager", "yes", "none named")),
        ({"provider_name": "SAMPLE PROVIDER 01 LIMITED"}, None),
        ({"provider_id": "1-00000999"}, None),  # we know it by its company's number
        (
            {"provider_companies": "99900444", "provider_name": "New Owner Ltd"},
            (
                "provider",
                "Sample Provider 01 Ltd, 99900001",
                "New Owner Ltd, 99900444",
            ),
        ),
        (
            {"provider_name": "Another Name Ltd"},
            ("provider", "Sample Provider 01 Ltd, 99900001", "Another Name Ltd, 99900001"),
        ),
        ({"provider_companies": "", "provider_name": "Sample Provider 01 Ltd"}, None),
    ],
)
def test_each_difference(
    office: Office, changed: dict[str, str], told: tuple[str, str | None, str] | None
) -> None:
    row = home(1)
    for words, text in changed.items():
        row |= {words: text} if words in row else home(1, **{words: text}).items() - home().items()

    assert brief(shows(office, row)) == ([told] if told else [])


def test_what_is_better_than_was_known_asks_for_nothing(office: Office) -> None:
    (row,) = shows(office, home(1, location_latest="Outstanding"))

    assert brief([row]) == [("rating", "Good", "Outstanding on 2019-09-17")]
    assert row["todo"] == "nothing: it is better than was known"


def test_an_unrated_home_and_one_whose_rating_is_not_published_agree(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(21, {"home.cqc.rating": "Unrated", "home.cqc.rated_on": None}))

    for word in ("", "No published rating", "Inspected but not rated"):
        assert shows(office, home(21, location_latest=word), options="--on 2021-03-10") == []
    assert brief(shows(office, home(21), options="--on 2021-03-10")) == [
        ("rating", "Unrated", "Good on 2019-09-17")
    ]


def test_what_an_applicant_did_not_say_is_no_difference(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(application(21, {"home.cqc": None, "home.beds": None}))

    assert shows(office, home(21, location_latest="Inadequate"), options="--on 2021-03-10") == []
    (row,) = shows(office, home(21, dormant="Y"), options="--on 2021-03-10")
    assert (row["applicant"], row["register"], row["todo"]) == (None, "dormant", "dpsctl check 1")


def test_an_answer_that_came_back_counts_from_when_it_was_recorded(kent_at: Stage) -> None:
    office = kent_at("checked").on("2021-04-07")
    fallen = home(19, location_latest="Requires improvement")
    assert len(shows(office, fallen, options="--on 2021-04-01")) == 1

    office.on("2021-04-08").types("clarify 19 --answer home.cqc.rating='Requires improvement'")

    assert office.on("2021-04-08").report("register")["rows"] == []
    assert len(office.report("register", "--as-of 2021-04-07")["rows"]) == 1
    assert len(office.report("register", "--known-at 2021-04-07T12:00")["rows"]) == 1


def test_categories_are_compared_where_the_system_has_those_codes(tmp_path: Path) -> None:
    for name in ("system.yaml", "decisions", "applications"):
        (tmp_path / name).symlink_to(FIXTURES / "seaside" / name)
    office = Office(tmp_path, "2025-07-22T09:00")
    for now, typed in (
        ("2025-07-22", "init system.yaml"),
        ("2025-07-22", "record-decision decisions/25-00031.yaml"),
        ("2025-08-20", "open-window"),
        ("2026-02-03", "import applications"),
    ):
        office.on(now).types(typed)
    (document, *_) = (FIXTURES / "seaside" / "applications").iterdir()
    location = _location_in(document.read_text(encoding="utf-8"))

    rows = shows(office.on("2026-02-03"), home(1, location_id=location), options="")

    assert rows, "its name differs"
    assert "categories" not in {row["what"] for row in rows}


# Registered no more, or anew.


GONE = {"registrationStatus": "Deregistered", "deregistrationDate": "2021-08-31"}


def body(number: int, **more: Any) -> str:
    row = {
        "locationId": f"1-{number:08}",
        "name": f"Sample Home {number:02}",
        "providerId": f"1-{9000 + number:08}",
        "registrationStatus": "Registered",
        "dormancy": "N",
        "currentRatings": {"overall": {"rating": "Good"}},
        **more,
    }
    return json.dumps(row) + "\n"


def successor(number: int) -> dict[str, Any]:
    named = {"relatedLocationId": f"1-{number:08}", "relatedLocationName": "Sunrise House"}
    return {"relationships": [{**named, "type": "HSCA Successor", "reason": "New Provider"}]}


def api(office: Office, *bodies: str) -> Any:
    name = office.writes("r.jsonl", "".join(bodies))
    office.types(f"import-register {name} --on 2021-09-03")
    return office.report("register")["rows"]


def test_a_home_that_is_deregistered(office: Office) -> None:
    (row,) = api(office, body(1, **GONE))

    assert brief([row]) == [("deregistered", "Registered", "deregistered on 2021-08-31")]
    assert row["todo"] == f"look it up with CQC; no new placements: {SUSPEND}"


@pytest.mark.parametrize("listed", [True, False])
def test_a_home_that_was_sold_and_registered_anew(office: Office, listed: bool) -> None:
    new = body(104, name="Sunrise House")

    (row,) = api(office, body(1, **GONE, **successor(104)), *([new] if listed else []))

    run_by = ", 1-00009104" if listed else ""
    assert brief([row]) == [
        (
            "new location",
            "1-00000001",
            f"1-00000104 Sunrise House{run_by} (New Provider); the old one deregistered on "
            "2021-08-31",
        )
    ]
    assert (
        row["todo"]
        == "if it was sold or registered anew: dpsctl transfer 1 --to FILE --reason TEXT"
    )


def test_the_last_of_several_successors_is_named(office: Office) -> None:
    chain = [body(1, **GONE, **successor(104)), body(104, **GONE, **successor(105)), body(105)]

    (row,) = api(office, *chain)

    assert row["register"].startswith("1-00000105 Sample Home 105")


def test_once_it_is_transferred_the_new_location_agrees(office: Office) -> None:
    api(
        office,
        body(7, **GONE, **successor(1007)),
        body(1007, name="Sample Home 07", providerId="1-00009041"),
    )
    old = office.report("register")["rows"]
    assert [row["what"] for row in old] == ["new location"]
    document = (office.folder / "transfers" / "sample-home-07.yaml").read_text(encoding="utf-8")
    sale = document.replace(_location_in(document), "1-00001007")
    sale = sale.replace("2022-04-01", "2021-09-04")

    office.types(f"transfer 7 --to {office.writes('sale.yaml', sale)} --reason Sold")

    assert office.report("register")["rows"] == []
    # On the last day before it was sold, what came of it is news.
    sold = office.report("register", "--as-of 2021-09-03")["rows"]
    assert [row["what"] for row in sold] == ["new location"]


def _location_in(document: str) -> str:
    return re.findall(r"1-0000\d{4}", document)[-1]


def test_a_whole_file_that_lists_a_home_no_more(office: Office) -> None:
    shipped = (RULES / "register.yaml").read_text(encoding="utf-8")
    office.writes("own/register.yaml", shipped.replace("at_least: 20000", "at_least: 5"))
    shows(office, home(1), options="--on 2021-08-01")
    others = [home(number, care_homes="9") for number in range(2, 21) if number not in (12, 13, 17)]

    rows = shows(office, *others, options="--on 2021-09-01 --rules-dir own")

    gone = {row["home"]: row for row in rows if row["what"] == "not listed"}
    assert list(gone) == [f"Sample Home {number:02}" for number in (1, 12, 13, 17)]
    assert gone["Sample Home 01"]["register"] == "not in the whole register of 2021-09-01"
    assert gone["Sample Home 17"]["todo"] == "look it up with CQC, then dpsctl check 17"
    # By an earlier day it was there; and an extract that leaves it out changes nothing.
    before = office.report("register", "--as-of 2021-08-31")["rows"]
    assert before == []
    again = shows(office, home(2, care_homes="9"), options="--on 2021-09-02")
    assert [row["what"] for row in again] == [row["what"] for row in rows]


def test_a_home_that_was_deregistered_before_the_whole_file_left_it_out(office: Office) -> None:
    shipped = (RULES / "register.yaml").read_text(encoding="utf-8")
    office.writes("own/register.yaml", shipped.replace("at_least: 20000", "at_least: 1"))
    api(office, body(1, **GONE))

    rows = shows(office, home(15), options="--on 2021-09-04 --rules-dir own")

    ours = [row for row in rows if row["home"] == "Sample Home 01"]
    assert brief(ours) == [("deregistered", "Registered", "deregistered on 2021-08-31")]
    assert ours[0]["since"] == "2021-09-04"


# Who is held against it, and when.


def test_what_there_is_to_do_of_each_kind(kent_at: Stage) -> None:
    office = kent_at("admitted")
    dormant = [home(number, dormant="Y") for number in (1, 17, 18)]

    rows = shows(office, *dormant, options="--on 2021-04-01")

    todo = {row["application"]: row["todo"] for row in rows if row["what"] == "dormant"}
    assert todo == {
        1: "before any award: dpsctl rescind 1 --reason TEXT",
        17: "dpsctl check 17",
        18: "dpsctl check 18",
    }


def test_refused_withdrawn_and_ended_are_not_held_against_it(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.types("withdraw 19 --reason 'It closes'")
    office.types("end-contract 1 --reason 'Awarded in error' --yes")
    office.types("rescind 1 --reason 'Wrong'")
    office.types("withdraw 1 --reason 'It closes'")

    rows = shows(
        office, *(home(number, dormant="Y") for number in (1, 18, 19)), options="--on 2021-04-01"
    )

    assert rows == []


def test_the_newest_snapshot_that_speaks_of_a_home_counts(office: Office) -> None:
    good, bad = home(1), home(1, location_latest="Inadequate")

    assert len(shows(office, bad, options="--on 2021-09-02")) == 1
    assert len(shows(office, good, options="--on 2021-09-01")) == 1  # older
    assert len(shows(office, home(9, care_homes="9"), options="--on 2021-09-04")) == 1  # silent
    assert shows(office, {**good, MH: "Y"}, options="--on 2021-09-02") == []  # the later of two

    assert len(office.report("register", "--as-of 2021-09-01")["rows"]) == 0
    assert office.report("register", "--as-of 2021-08-31")["notes"] == [
        "No file of the register of 2021-08-31 or earlier is on the ledger: import one with "
        "dpsctl import-register FILE."
    ]


def test_it_is_of_no_one_window(office: Office) -> None:
    told = office.types("report register --window 2021-03-01", exits=2)

    assert told.err.startswith("dpsctl: report register is of no one window")


def test_text_from_the_register_is_neutralised_in_csv(office: Office) -> None:
    shows(office, home(1, location_name="=HYPERLINK(1)"))

    told = office.types("report register --format csv").out

    assert "'=HYPERLINK(1)" in told


def test_the_fixtures_of_kent(office: Office) -> None:
    office.types("import-register register/01_September_2021_HSCA_Active_Locations.csv")
    office.types("import-register register/locations-2021-09-03.jsonl")

    found = office.report("register")["rows"]

    assert [(row["home"], row["what"]) for row in found] == [
        ("Sample Home 03", "rating"),
        ("Sample Home 05", "dormant"),
        ("Sample Home 08", "new location"),
    ]


# Names.


@given(st.text(), st.sampled_from(["", " ", ".", ","]))
def test_capitals_points_and_spaces_make_no_other_name(name: str, between: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
    assert plain_name(f" {name}{between} ") == plain_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Care UK Care Services Limited", "CARE UK CARE SERVICES LTD."),
        ("Oak & Ash Homes", "Oak and Ash Homes"),
        ("St. George's", "St Georges"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)
