"""Files of CQC's register, read: the real ones whole, and whatever befell others row by row."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dpsctl.documents.register_files import Location
from dpsctl.errors import DocumentError, UsageError

from .register_papers import (
    API,
    HEADINGS,
    HOME,
    LD,
    SAMPLE,
    bad,
    directory,
    good,
    home,
    opened,
    read,
)

EVERY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def refused(folder: Path, content: str | bytes, name: str = "register.csv") -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read(folder, content, name)
    assert caught.value.exit_code == 4
    return [line.removeprefix(f"{folder}/") for line in caught.value.lines()]


# The real files.


def test_the_list_of_2026_is_read_whole() -> None:
    rows = list(opened(SAMPLE).rows())

    assert bad(rows) == []
    assert len(good(rows)) == 999
    assert Counter(row.rating for row in good(rows)) == {
        "Good": 625,
        None: 251,
        "Requires improvement": 66 + 29,
        "Outstanding": 21,
        "Inadequate": 6,
        "Unrated": 1,
    }
    assert sum(row.dormant is True for row in good(rows)) == 52
    assert sum("LD" in (row.categories or ()) for row in good(rows)) == 556
    assert sum("PD" in (row.categories or ()) for row in good(rows)) == 558
    assert sum("MH" in (row.categories or ()) for row in good(rows)) == 421
    assert all(row.registration == "Registered" for row in good(rows))


def test_in_the_list_the_month_comes_first_and_numbers_lose_their_padding() -> None:
    by_id = {row.cqc_location: row for row in good(list(opened(SAMPLE).rows()))}

    # As published: 8/5/2016 for a home registered on that very day, and "15756430    ".
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        published = {row["Location ID"]: row for row in csv.DictReader(file)}
    for location, row in published.items():
        month, day, year = row["Publication Date"].split()[0].split("/")
        if by_id[location].rating:
            assert by_id[location].rated_on == f"{year}-{month:0>2}-{day:0>2}"
        else:
            assert by_id[location].rated_on is None
    assert by_id["1-22940471514"].company_number == "15756430"
    assert {len(row.company_number or "12345678") for row in by_id.values()} == {8}
    assert by_id["RX3LD"].registered_on is not None


def test_the_apis_bodies_are_read_whole() -> None:
    rows = list(opened(API).rows())

    assert bad(rows) == []
    assert len(good(rows)) == 87
    assert sum(row.registration == "Deregistered" for row in good(rows)) == 43
    assert all(row.deregistered_on for row in good(rows) if not row.active)
    assert Counter(row.rating for row in good(rows)) == {
        "Good": 47,
        "Unrated": 14,
        None: 14,
        "Requires improvement": 12,
    }
    park_hills = next(row for row in good(rows) if row.cqc_location == "1-113831768")
    (successor,) = park_hills.related
    assert (successor.location, successor.relation) == ("1-18437805065", "successor")
    assert successor.reason == "New Provider"
    assert park_hills.categories == ("MH", "PD")
    assert park_hills.registered_manager is None, "contacts were taken out of these"


def test_the_real_headings_are_those_of_the_directory(tmp_path: Path) -> None:
    with HEADINGS.open(encoding="utf-8-sig", newline="") as file:
        headings = next(csv.reader(file))
    assert len(headings) == 122
    filled = dict.fromkeys(headings, "") | home(7)

    (row,) = read(tmp_path, directory(filled, headings=headings))

    assert (row.cqc_location, row.categories, row.registered_manager) == (
        "1-00000007",
        ("LD",),
        True,
    )


# The directory.


def test_a_directorys_row(tmp_path: Path) -> None:
    (row,) = read(tmp_path, directory(home(7, care_homes="5", publication="03/02/2020")))

    assert row == Location(
        cqc_location="1-00000007",
        line=2,
        name="Sample Home 07",
        cqc_provider="1-00009007",
        provider_name="Sample Provider 07 Ltd",
        company_number="99900007",
        registration="Registered",
        registered_on="2010-10-01",
        dormant=False,
        care_home=True,
        beds=5,
        rating="Good",
        rated_on="2020-02-03",
        inherited_rating=False,
        registered_manager=True,
        categories=("LD",),
        local_authority="Kent",
        postcode="ZZ1 2ZZ",
        uprn="999900000007",
    )


def test_no_persons_name_is_read(tmp_path: Path) -> None:
    alone = home(
        13, registered="Ms Joan Bloggs", provider_name="Joan Bloggs", provider_o="Individual"
    )
    together = home(14, provider_name="J Bloggs & A Other", provider_o="Partnership")

    rows = read(tmp_path, directory(alone, together))

    assert "Bloggs" not in str(rows)
    assert [(row.provider_name, row.cqc_provider) for row in rows] == [
        (None, "1-00009013"),
        (None, "1-00009014"),
    ]


def test_where_nothing_says_what_a_provider_is_only_a_companys_name_is_read(
    tmp_path: Path,
) -> None:
    nobody_knows = home(13, provider_name="Joan Bloggs", provider_companies="")
    text = directory(home(7), nobody_knows).replace("Provider Ownership Type", "Not its heading")

    rows = read(tmp_path, text)

    assert [row.provider_name for row in rows] == ["Sample Provider 07 Ltd", None]


def test_the_headings_may_stand_lower_down_and_be_written_otherwise(tmp_path: Path) -> None:
    before = "Care directory\n\n,,,\nPublished 1 October 2026\n\n\n"
    text = directory(home(), before=before).replace("Location ID", "location  id ")

    (row,) = read(tmp_path, "\ufeff" + text)

    assert (row.cqc_location, row.line) == ("1-00000001", 8)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Requires Improvement", "Requires improvement"),
        ("OUTSTANDING", "Outstanding"),
        (" good ", "Good"),
        ("No published rating", "Unrated"),
        ("Insufficient evidence to rate", "Unrated"),
        ("", None),
        ("-", None),
    ],
)
def test_words_for_ratings(tmp_path: Path, written: str, meant: str | None) -> None:
    (row,) = read(tmp_path, directory(home(location_latest=written)))

    assert row.rating == meant
    assert row.rated_on == ("2019-09-17" if meant else None)


def test_a_word_that_nobody_knows_is_unrated_and_told(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(directory(home(1), home(2, location_latest="Splendid")), encoding="utf-8")
    unknown: dict[str, int] = {}

    rows = good(list(opened(path).rows(unknown)))

    assert [row.rating for row in rows] == ["Good", "Unrated"]
    assert unknown == {"Splendid": 3}


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"location_id": ""}, "it has no Location ID"),
        ({"location_id": "1 00000001"}, "is not a CQC id; it looks like 1-101678310"),
        (
            {"location_id": "01/12345"},
            "'01/12345' is a day, which a spreadsheet has made of the id",
        ),
        ({"location_id": "Jan-45"}, "'Jan-45' is a day, which a spreadsheet has made of the id"),
        ({"location_id": "01/01/2045"}, "is a day, which a spreadsheet has made of the id"),
        ({"location_id": "53021"}, "'53021' is a number, which a spreadsheet has made of the id"),
        ({"care_homes": "four"}, "the beds: 'four' is not a number of beds"),
        ({"care_homes": "-4"}, "the beds: '-4' is not a number of beds"),
        ({"dormant": "perhaps"}, "dormant: 'perhaps' is neither Y nor N"),
        ({"publication": "31/02/2020"}, "the publication date of the rating: '31/02/2020' is not"),
        ({"publication": "10/31/2020"}, "such as 31/10/2026"),
        ({"location_name": "Oak\x1b[31m Lodge"}, "name: U+001B (escape) is a control character"),
        ({"location_name": "Oak\u202eegdoL"}, "name: U+202E"),
        ({"location_name": "x" * 3_000}, "name: is 3,000 characters long"),
    ],
)
def test_a_row_that_cannot_be_read_takes_no_other_with_it(
    tmp_path: Path, changed: dict[str, str], what: str
) -> None:
    rows = read(tmp_path, directory(home(1), home(2, **changed), home(3)))

    assert [row.cqc_location for row in good(rows)] == ["1-00000001", "1-00000003"]
    ((line, told),) = bad(rows)
    assert line == 3
    assert what in told


def test_ids_of_nhs_bodies_and_beds_of_a_spreadsheet(tmp_path: Path) -> None:
    rows = read(tmp_path, directory(home(location_id="RX2AB", care_homes="12.0")))

    assert [(row.cqc_location, row.beds) for row in good(rows)] == [("RX2AB", 12)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1234567", "01234567"),
        ("01234567    ", "01234567"),
        ("sc 123456", "SC123456"),
        ("IP21143R", "IP21143R"),
        ("", None),
        ("-", None),
    ],
)
def test_company_numbers(tmp_path: Path, written: str, meant: str | None) -> None:
    (row,) = read(tmp_path, directory(home(provider_companies=written)))

    assert row.company_number == meant


def test_a_quote_left_open_takes_no_other_row_with_it(tmp_path: Path) -> None:
    lines = directory(*map(home, range(1, 40))).splitlines(keepends=True)
    lines[5] = lines[5].replace("Sample Home 05", '"Sample Home 05')

    rows = read(tmp_path, "".join(lines))

    assert bad(rows) == [(6, "a quotation mark is opened, and not closed in its line")]
    assert len(good(rows)) == 38


def test_quotes_left_open_take_no_row_with_them_though_the_cells_number_the_same(
    tmp_path: Path,
) -> None:
    lines = directory(*map(home, range(1, 31))).splitlines(keepends=True)
    for number in range(len(HOME) - 1, 0, -1):
        lines.insert(number, '"x"y,"\n')

    rows = read(tmp_path, "".join(lines))

    assert len(good(rows)) == 30


def test_a_cell_may_hold_a_comma_a_quote_and_a_lines_end(tmp_path: Path) -> None:
    rows = read(tmp_path, directory(home(1, location_local="Kent, West of\n the “Weald”"), home(2)))

    assert [line for line, _ in bad(rows)] == [2], "the line's end is in a name that we keep"
    assert [(row.cqc_location, row.line) for row in good(rows)] == [("1-00000002", 4)]


def test_rows_cut_short_blank_or_with_too_many_cells(tmp_path: Path) -> None:
    whole = directory(home(1), home(2), home(3))
    lines = whole.splitlines()
    lines[2] += ",more"
    text = "\n".join([*lines[:3], ",,,,,", "", lines[3][:40]])

    rows = read(tmp_path, text)

    assert [row.cqc_location for row in good(rows)] == ["1-00000001"]
    assert [line for line, _ in bad(rows)] == [3, 6]
    assert "has 21 cells where the headings name 20 columns" in bad(rows)[0][1]


def test_bytes_of_windows_are_read_for_what_they_are(tmp_path: Path) -> None:
    old = directory(home(1, location_name="Café Lodge")).encode("cp1252")
    new = directory(home(2, location_name="Café House")).encode().splitlines(keepends=True)[1]

    rows = good(read(tmp_path, old + new))

    assert [row.name for row in rows] == ["Café Lodge", "Café House"]


# What is no file of the register.


def test_columns_that_are_needed(tmp_path: Path) -> None:
    text = directory(home()).replace("Provider ID", "Provider Id No").replace(LD, "Autism")

    (line,) = refused(tmp_path, text)

    assert line.startswith("register.csv:1:1: as a care directory with filters it lacks columns")
    assert "'provider id'" in line and "'service user band - learning disabilities" in line


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "the file is empty"),
        ("\n\n  \n", "this is no file of the register"),
        ("contract,ref\n1,P-0001\n", "none of its first rows names a column Location ID"),
        ("%PDF-1.7", "the file is a PDF"),
        (b"\xff\xfeL\0o\0c\0", "the file is UTF-16 or UTF-32"),
        (b"PK\x03\x04 and no more", "the spreadsheet cannot be read: it is damaged"),
        ("x" * (2**20 + 2), "the line is longer than 1 MiB"),
        ('{"locationId": "1-', "is no JSON"),
        ("[[[[[", "is no JSON"),
        ('[{"locationId": "1-00000001"', "is no JSON"),
        ("[" * 100_000, "nested without end"),
        ('[{"locationId": "1-00000001", "beds": NaN}]', "NaN is no number of JSON's"),
    ],
)
def test_a_file_that_is_none_of_the_register(
    tmp_path: Path, content: str | bytes, what: str
) -> None:
    assert what in refused(tmp_path, content)[0]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        opened(tmp_path / "nowhere.csv")


# JSON.


ONE = '{"locationId": "1-00000001", "name": "Sample Home 01", "registrationStatus": "Registered"}'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (ONE, [1]),
        (f"\n\n{ONE}\n", [3]),
        (f"{ONE}\n{ONE.replace('01', '02')}\n", [1, 2]),
        (f"[{ONE}, {ONE.replace('01', '02')}]", [1, 1]),
        (f"[\n  {ONE},\n  {ONE.replace('01', '02')}\n]", [2, 3]),
        (ONE.replace(", ", ",\n  ").replace("{", "{\n"), [1]),
        (f"\ufeff{ONE}", [1]),
    ],
)
def test_json_comes_alone_in_a_list_or_by_line(tmp_path: Path, text: str, lines: list[int]) -> None:
    rows = read(tmp_path, text, "one.json")

    assert bad(rows) == []
    assert [row.line for row in good(rows)] == lines


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (ONE[:-20], "is no JSON: "),
        ('{"locationId": NaN}', "NaN is no number of JSON's"),
        ('{"locationId": ' + "[" * 50_000, "nested without end"),
        ('{"name": "Oak"}', "it has no locationId"),
        ("[1, 2]", "it has no locationId"),
        (ONE[:-1] + ', "numberOfBeds": "some"}', "the beds: 'some' is not a number of beds"),
        (ONE[:-1] + ', "numberOfBeds": true}', "numberOfBeds: 'True' is no text"),
        (ONE[:-1] + ', "currentRatings": []}', "currentRatings: it should be an object"),
        (ONE[:-1] + ', "specialisms": [1]}', "specialisms: it should be a list of objects"),
        (ONE.replace("Registered", "Lapsed"), "registration status: 'Lapsed' is neither"),
        (ONE.replace("Sample", "\\ud800"), "name: U+D800"),
    ],
)
def test_a_line_of_json_that_cannot_be_read(tmp_path: Path, line: str, what: str) -> None:
    rows = read(tmp_path, f"{ONE}\n{line}\n{ONE.replace('01', '03')}\n", "some.jsonl")

    assert [row.cqc_location for row in good(rows)] == ["1-00000001", "1-00000003"]
    ((number, told),) = bad(rows)
    assert number == 2
    assert what in told


@pytest.mark.parametrize(
    ("contacts", "manager"),
    [
        ('[{"personFamilyName": "Bloggs", "personRoles": ["Registered Manager"]}]', True),
        ('[{"personFamilyName": "Bloggs", "personRoles": ["Nominated Individual"]}]', False),
        ("[]", None),
    ],
)
def test_whether_there_is_a_manager_and_never_who(
    tmp_path: Path, contacts: str, manager: bool | None
) -> None:
    text = ONE[:-1] + f', "regulatedActivities": [{{"contacts": {contacts}}}]}}'

    (row,) = read(tmp_path, text, "one.json")

    assert row.registered_manager is manager
    assert "Bloggs" not in str(row)


# Whatever it is.


@EVERY
@given(st.binary(max_size=300), st.sampled_from(["r.csv", "r.json"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    try:
        read(tmp_path, content, name)
    except DocumentError as refusal:
        assert refusal.complaints


@EVERY
@given(st.data())
def test_a_harmed_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([directory(*map(home, range(1, 9))).encode(), API.read_bytes()[:9_000]])
    )
    at = data.draw(st.integers(0, len(whole)))
    harm = data.draw(st.binary(max_size=12))
    length = data.draw(st.integers(0, 40))

    try:
        rows = read(tmp_path, whole[:at] + harm + whole[at + length :])
    except DocumentError as refusal:
        assert refusal.complaints
    else:
        assert all(line > 0 and what for line, what in bad(rows))


@EVERY
@given(st.sets(st.integers(1, 30)), st.sampled_from(['"', "1,2\n", '"x"y,"\n', "\x00"]))
def test_spoilt_lines_never_cost_a_good_one(tmp_path: Path, at: set[int], spoilt: str) -> None:
    lines = directory(*map(home, range(1, 31))).splitlines(keepends=True)
    for number in sorted(at, reverse=True):
        lines.insert(number, spoilt if spoilt.endswith("\n") else f"{spoilt}\n")

    rows = read(tmp_path, "".join(lines))

    assert [row.cqc_location for row in good(rows)] == [f"1-{n:08}" for n in range(1, 31)]
