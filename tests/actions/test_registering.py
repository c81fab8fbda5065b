"""``import-register``: what CQC's register says of the homes we know, kept once."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from threading import Thread
from typing import Any

import pytest

from dpsctl.shipped import RULES

from ..documents.register_papers import API, SAMPLE, directory, home
from ..office import Office
from ..papers import application

Stage = Callable[[str], Office]
ON = "2021-09-05T10:00"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    return kent_at("awarded").on(ON)


def rows(office: Office, columns: str = "*", where: str = "1") -> list[Any]:
    with closing(sqlite3.connect(office.ledger)) as connection:
        sql = f"SELECT {columns} FROM register_locations WHERE {where} ORDER BY id"
        return connection.execute(sql).fetchall()


def snapshot(office: Office) -> dict[str, Any]:
    with closing(sqlite3.connect(office.ledger)) as connection:
        connection.row_factory = sqlite3.Row
        sql = "SELECT * FROM register_snapshots ORDER BY id DESC LIMIT 1"
        return dict(connection.execute(sql).fetchone())


def imports(office: Office, text: str, options: str = "", name: str = "register.csv") -> str:
    return office.types(f"import-register {office.writes(name, text)} {options}").out


def whole(office: Office, *kept: dict[str, str]) -> str:
    """A directory long enough to be taken as whole, by rules of our own."""
    rules = office.folder / "own" / "register.yaml"
    if not rules.exists():
        shipped = (RULES / "register.yaml").read_text(encoding="utf-8")
        office.writes("own/register.yaml", shipped.replace("at_least: 20000", "at_least: 5"))
    return directory(*kept, *(home(number) for number in range(901, 906)))


WHOLE = "--rules-dir own"


# The real files (the acceptance test).


@pytest.mark.parametrize(
    ("path", "read", "told_so"),
    [
        (SAMPLE, 999, "999 locations read, 0 not read"),
        (API, 87, "87 locations read, 43 of them deregistered, 0 not read"),
    ],
)
def test_a_real_file_is_imported_whole_and_once(
    office: Office, path: Any, read: int, told_so: str
) -> None:
    later = office.on("2026-10-01T10:00")

    told = later.types(f"import-register {path}")

    assert told_so in told.out
    assert told.err == ""
    kept = snapshot(office)
    assert (kept["locations"], kept["unread"], kept["whole"]) == (read, 0, 0)
    assert (kept["name"], kept["taken_on"]) == (path.name, "2026-10-01")
    once = office.ledger.read_bytes()
    again = later.types(f"import-register {path}")
    assert again.out == "nothing to do: this file is snapshot 1 of the register, as of 2026-10-01\n"
    assert office.ledger.read_bytes() == once
    later.types("verify")


def test_a_home_of_the_real_list_and_of_the_real_api_is_kept(kent_at: Stage) -> None:
    office = kent_at("open")
    office.imports(
        application(31, {"home.cqc_location": "1-19896988775", "home.name": "Addington Heights"}),
        application(32, {"home.cqc_location": "1-113831768", "home.name": "Park Hills"}),
    )
    later = office.on("2026-10-01T10:00")

    later.types(f"import-register {SAMPLE}")
    later.types(f"import-register {API}")

    kept = rows(office, "snapshot, cqc_location, beds, rating, registration, deregistered_on")
    # Park Hills was sold in 2024, and what came of it stands in the same file.
    assert kept == [
        (1, "1-19896988775", 50, None, "Registered", None),
        (2, "1-113831768", 17, "Good", "Deregistered", "2024-02-01"),
        (2, "1-18437805065", 17, "Good", "Registered", None),
    ]
    related = [json.loads(each) for (each,) in rows(office, "related", "snapshot = 2")]
    assert [(each["location"], each["relation"]) for (each,) in related] == [
        ("1-18437805065", "successor"),
        ("1-113831768", "predecessor"),
    ]


# Its day, its name.


@pytest.mark.parametrize(
    ("name", "options", "day"),
    [
        ("01_September_2021_HSCA_Active_Locations.csv", "", "2021-09-01"),
        ("1 Sep 2021.csv", "", "2021-09-01"),
        ("register-2021-08-30.csv", "", "2021-08-30"),
        ("register.csv", "", "2021-09-05"),
        ("31_February_2021.csv", "", "2021-09-05"),
        ("01_September_2021.csv", "--on 2021-09-02", "2021-09-02"),
    ],
)
def test_the_day_of_a_file(office: Office, name: str, options: str, day: str) -> None:
    told = imports(office, directory(home()), options, f"downloads/{name}")

    assert told.startswith(f"snapshot 1 of the register, as of {day}: {name}, care directory")
    assert (snapshot(office)["taken_on"], snapshot(office)["name"]) == (day, name)


@pytest.mark.parametrize("options", ["", "--on 2021-09-06"])
def test_a_day_ahead_is_refused(office: Office, options: str) -> None:
    name = office.writes("01_October_2021_HSCA.csv", directory(home()))

    told = office.types(f"import-register {name} {options}", exits=1)

    assert "lies ahead of today, 2021-09-05" in told.err
    assert office.counts("register_snapshots") == 0


def test_a_file_that_tells_of_later_days_than_its_own(office: Office) -> None:
    name = office.writes("r.csv", directory(home(), home(2, publication="03/09/2021")))

    told = office.types(f"import-register {name} --on 2021-09-01")

    assert told.err.startswith("r.csv:3: tells of 2021-09-03, after 2021-09-01")


def test_the_same_file_under_another_name_or_day(office: Office) -> None:
    imports(office, directory(home()))
    imports(office, directory(home()), name="other.csv")
    name = office.writes("third.csv", directory(home()))

    told = office.types(f"import-register {name} --on 2021-09-01", exits=1)

    assert "this very file is snapshot 1 of the register, as of 2021-09-05" in told.err
    assert office.counts("register_snapshots") == 1


# Its day put right.


def test_the_day_of_a_snapshot_is_put_right(office: Office) -> None:
    """Newer rows, imported first with the day of their import, gave way to older ones."""
    older = directory(home(1, location_latest="Inadequate"))
    newer = directory(home(1, location_latest="Good"))
    imports(office, older, name="older.csv")
    imports(office, newer, "--on 2021-09-01", name="newer.csv")
    assert rating(office) == "Inadequate"

    told = imports(office, older, "--on 2021-08-01 --correct 'It is of August'", "older.csv")
    again = imports(office, older, "--on 2021-08-01 --correct 'It is of August'", "older.csv")

    assert told == (
        "this file is snapshot 1 of the register, as of 2021-08-01; corrected from 2021-09-05\n"
    )
    assert again == "nothing to do: this file is snapshot 1 of the register, as of 2021-08-01\n"
    assert imports(office, older, name="older.csv") == again
    assert rating(office) == "Good"
    assert office.types("verify --replay").code == 0


def rating(office: Office) -> str:
    rows = office.report("roster")["rows"]
    return next(str(row["rating"]) for row in rows if row["contract"] == 1)


def test_put_right_it_is_read_for_the_homes_known_by_then(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("register.csv", whole(office, home(3), home(21)))
    office.types(f"import-register register.csv {WHOLE}")
    office.imports(application(21), application(23))

    told = office.types(f"import-register register.csv --on 2021-03-14 --correct Misread {WHOLE}")

    assert told.lines == [
        "this file is snapshot 1 of the register, as of 2021-03-14; corrected from 2021-03-15",
        "this file is snapshot 1 of the register, as of 2021-03-14: 2 rows added, "
        "of homes as they are known by now",
    ]
    assert rows(office, "cqc_location, listed") == [("1-00000021", 1), ("1-00000023", 0)]


def test_checks_made_before_its_day_was_put_right_are_replayed_as_made(kent_at: Stage) -> None:
    office = kent_at("imported").on("2021-04-06T09:05")
    older = office.writes("older.csv", directory(home(1, location_latest="Inadequate")))
    newer = office.writes("newer.csv", directory(home(1, location_latest="Good")))
    office.types(f"import-register {older}")
    office.types(f"import-register {newer} --on 2021-04-01")
    office.types("check")
    office.types(f"import-register {older} --on 2021-03-01 --correct 'It is of March'")

    assert office.types("verify --replay").code == 0
    told = office.types("check")

    assert told.lines[0] == "application 1: Sample Home 01: qualified"
    assert office.types("verify --replay").code == 0


@pytest.mark.parametrize(
    ("options", "exits", "what"),
    [
        ("--correct Why", 2, "which day is the right one?"),
        ("--on 2021-09-06 --correct Why", 1, "lies ahead of today"),
        ("--on 2021-09-01 --correct ' '", 2, "--correct "),
    ],
)
def test_what_is_no_correction(office: Office, options: str, exits: int, what: str) -> None:
    name = office.writes("r.csv", directory(home()))
    office.types(f"import-register {name}")
    entries = office.entries()

    assert what in office.types(f"import-register {name} {options}", exits=exits).err
    assert office.entries() == entries


def test_a_file_that_was_not_imported_has_nothing_to_correct(office: Office) -> None:
    name = office.writes("r.csv", directory(home()))

    told = office.types(f"import-register {name} --on 2021-09-01 --correct Why", exits=1)

    assert "r.csv is not on the ledger: there is nothing to correct" in told.err
    assert office.counts("register_snapshots") == 0


# Which rows are kept.


def test_only_the_rows_of_homes_we_know_are_kept(office: Office) -> None:
    told = imports(office, directory(home(1), home(17), home(700), home(19)))

    assert rows(office, "cqc_location, line, listed") == [
        ("1-00000001", 2, 1),
        ("1-00000017", 3, 1),
        ("1-00000019", 5, 1),
    ]
    assert "of 20 homes known: 3 in it; no locations beside" in told


def test_no_path_and_no_person_goes_into_the_ledger(office: Office) -> None:
    row = home(1, registered="Ms Joan Bloggs", provider_name="Joan Bloggs", provider_o="Individual")
    imports(office, directory(row), name="joans-desk/register.csv")

    everything = office.types("export --all").out
    assert "joans-desk" not in everything and "Bloggs" not in everything
    assert rows(office, "registered_manager, provider_name") == [(1, None)]


def test_a_whole_file_says_which_homes_it_leaves_out(office: Office) -> None:
    told = imports(office, whole(office, *(home(n) for n in range(1, 20))), WHOLE)

    assert "24 locations read, 0 not read; every active location" in told
    assert "19 in it, 1 not listed any more" in told
    assert rows(office, "cqc_location, listed, line, name", "listed = 0") == [
        ("1-00000020", 0, None, None)
    ]


def test_what_a_row_that_cannot_be_read_may_have_been_of_is_not_absent(office: Office) -> None:
    spoilt = [home(18, care_homes="?"), home(19, location_id="Jan-45")]
    text = whole(office, *(home(n) for n in range(1, 18)), *spoilt)
    name = office.writes("register.csv", text)

    told = office.types(f"import-register {name} {WHOLE}")

    assert "22 locations read, 2 not read" in told.out
    assert rows(office, "cqc_location", "listed = 0") == [("1-00000020",)]
    assert told.err.splitlines() == [
        "register.csv:19: the beds: '?' is not a number of beds",
        "register.csv:20: Location ID: 'Jan-45' is a day, which a spreadsheet has made of the id; "
        "take the file as it was published",
    ]
    assert snapshot(office)["unread"] == 2


def test_a_location_twice_is_told_and_read_once(office: Office) -> None:
    name = office.writes("r.csv", directory(home(1), home(2), home(1, care_homes="9")))

    told = office.types(f"import-register {name}")

    assert told.err == "r.csv:4: 1-00000001 again; it stands on line 2\n"
    assert rows(office, "beds", "cqc_location = '1-00000001'") == [(4,)]


def test_a_file_of_which_no_row_can_be_read_is_refused(office: Office) -> None:
    name = office.writes("r.csv", directory(home(1, dormant="?"), home(2, dormant="?")))

    told = office.types(f"import-register {name}", exits=4)

    assert told.err.splitlines()[0] == "r.csv:2:1: dormant: '?' is neither Y nor N"
    assert told.err.splitlines()[-1] == "  none of its rows can be read"
    assert office.counts("register_snapshots") == 0
    bare = office.writes("bare.csv", directory())
    assert "no row below the headings" in office.types(f"import-register {bare}", exits=4).err


def test_of_very_many_rows_that_cannot_be_read_the_first_thousand_are_told(office: Office) -> None:
    spoilt = (home(number, dormant="?") for number in range(30, 1_530))
    name = office.writes("r.csv", directory(home(1), *spoilt))

    told = office.types(f"import-register {name}")

    assert "1 location read, 1,500 not read" in told.out
    assert len(told.err.splitlines()) == 1_001
    assert told.err.splitlines()[-1] == "and 500 more rows like these"


def test_a_word_for_a_rating_that_the_rules_do_not_know(office: Office) -> None:
    name = office.writes("r.csv", directory(home(1, location_latest="Splendid")))

    told = office.types(f"import-register {name}")

    assert told.err.startswith("r.csv:2: the rating 'Splendid' is not among the rules' words")
    assert rows(office, "rating") == [("Unrated",)]


# Homes that are registered anew.


NEW = {"location_id": "1-00000500", "location_hsca": "01/08/2021", "provider_id": "1-00009500"}


def beside(office: Office) -> list[str]:
    known = {f"1-{number:08}" for number in range(1, 21)}
    return [location for (location,) in rows(office, "cqc_location") if location not in known]


def test_a_home_at_the_same_address_is_kept_once_the_known_one_is_gone(office: Office) -> None:
    imports(office, directory(home(1)), name="first.csv")
    other_name = home(1, location_name="Sunrise House", location_postal="ZZ9 9ZZ", **NEW)

    told = imports(office, directory(other_name), name="second.csv")

    assert beside(office) == ["1-00000500"]
    assert "1 location beside theirs" in told


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"location_uprn": ""}, True),  # name and postcode
        ({"location_uprn": "", "location_name": "SAMPLE HOME, 01."}, True),
        ({"location_uprn": "", "location_postal": ""}, True),  # name and local authority
        ({"location_uprn": "", "location_postal": "ZZ9 9ZZ"}, False),
        ({"location_uprn": "", "location_postal": "", "location_local": "Devon"}, False),
        ({"location_uprn": "", "location_name": "Another Home"}, False),
        ({"care_home?": "N"}, False),  # an agency in the same building
        ({"location_hsca": "01/01/2009"}, False),  # it was there before
    ],
)
def test_what_looks_like_a_home_registered_anew(
    office: Office, changed: dict[str, str], kept: bool
) -> None:
    imports(office, directory(home(1)), name="first.csv")

    imports(office, directory(home(1, **{**NEW, **changed})), name="second.csv")

    assert beside(office) == ["1-00000500"] * kept


def test_a_home_that_is_still_there_has_no_double(office: Office) -> None:
    imports(office, directory(home(1)), name="first.csv")

    imports(office, directory(home(1), home(1, **NEW)), name="second.csv")

    assert beside(office) == []


def test_of_a_home_never_seen_its_name_will_do_where_it_is_the_only_one(office: Office) -> None:
    twice = [home(2, location_id=f"1-0000060{n}", location_uprn=f"12{n}") for n in range(2)]

    imports(office, directory(home(1, **NEW), *twice))

    assert beside(office) == ["1-00000500"]


def body(location: str, *related: tuple[str, str], **more: Any) -> str:
    links = [
        {"relatedLocationId": of, "relatedLocationName": "N", "type": f"HSCA {kind}", "reason": "R"}
        for kind, of in related
    ]
    base = {"locationId": location, "name": f"At {location}", "registrationStatus": "Registered"}
    return json.dumps({**base, "relationships": links, **more}) + "\n"


GONE = {"registrationStatus": "Deregistered", "deregistrationDate": "2021-08-01"}


def test_what_came_of_a_home_is_followed_wherever_it_stands_in_the_file(office: Office) -> None:
    lines = [
        body("1-00000503"),
        body("1-00000502", ("Predecessor", "1-00000501")),
        body("1-00000501", ("Successor", "1-00000502"), **GONE),
        body("1-00000001", ("Successor", "1-00000501"), **GONE),
    ]

    imports(office, "".join(lines), name="r.jsonl")

    assert beside(office) == ["1-00000502", "1-00000501"]


def test_what_a_snapshot_named_is_kept_of_the_next(office: Office) -> None:
    imports(office, body("1-00000001", ("Successor", "1-00000501"), **GONE), name="r.jsonl")

    imports(office, directory(home(501)), name="next.csv")

    assert beside(office) == ["1-00000501"]


def test_the_address_of_a_home_may_stand_further_down_than_its_double(office: Office) -> None:
    lines = [
        body("1-00000501", uprn="77", careHome="Y", name="Sunrise"),
        body("1-00000001", uprn="77", **GONE),
    ]

    imports(office, "".join(lines), name="r.jsonl")

    assert beside(office) == ["1-00000501"]


# Again.


def test_homes_that_became_known_since_get_their_rows(kent_at: Stage) -> None:
    office = kent_at("open")
    text = whole(office, home(3), home(21), home(22))
    office.writes("register.csv", text)
    import_it = f"import-register register.csv --on 2021-03-15 {WHOLE}"
    office.types(import_it)
    assert rows(office) == []
    office.imports(application(21), application(23))

    told = office.on("2021-03-16").types(import_it)

    assert told.out == (
        "this file is snapshot 1 of the register, as of 2021-03-15: 2 rows added, "
        "of homes that became known since\n"
    )
    assert rows(office, "cqc_location, listed, entry") == [
        ("1-00000021", 1, office.entries()),
        ("1-00000023", 0, office.entries()),
    ]
    assert "nothing to do" in office.on("2021-03-17").types(import_it).out


def test_a_snapshot_between_changes_nothing_of_one_that_stands(office: Office) -> None:
    gone = directory(home(1, **NEW, location_name="Sunrise"))
    imports(office, gone, name="a.csv")
    imports(office, directory(home(1)), name="b.csv")
    before = office.ledger.read_bytes()

    told = imports(office, gone, name="a.csv")

    assert "nothing to do" in told
    assert office.ledger.read_bytes() == before


def test_the_facts_as_json(office: Office) -> None:
    name = office.writes("r.csv", directory(home(1)))

    told = office.types(f"import-register {name} --format json --dry-run").json

    kinds = [kind for kind, _ in told["facts"]]
    assert kinds == ["register_locations", "register_snapshots"]
    assert office.counts("register_snapshots") == 0


def test_the_entry_names_the_file_by_its_digest(office: Office) -> None:
    office.types("import-register register/locations-2021-09-03.jsonl")

    entry = office.report("history")["rows"][-1]

    assert entry["command"] == f"import-register sha256:{snapshot(office)['sha256']}"


def test_a_council_may_read_a_heading_that_was_renamed(office: Office) -> None:
    shipped = (RULES / "register.yaml").read_text(encoding="utf-8")
    office.writes("own/register.yaml", shipped.replace("name: Location Name", "name: Called"))
    text = directory(home(1)).replace("Location Name", "Called")

    office.types(f"import-register {office.writes('r.csv', text)}", exits=4)
    imports(office, text, WHOLE)

    assert rows(office, "name") == [("Sample Home 01",)]


def test_a_pipe_gives_what_it_has_only_once(office: Office) -> None:
    pipe = office.folder / "pipe.csv"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_text(directory(home(1), home(2)), encoding="utf-8"))
    writer.start()

    told = office.types("import-register pipe.csv")

    writer.join()
    assert "2 locations read, 0 not read" in told.out
