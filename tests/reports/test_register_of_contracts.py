"""``report register-of-contracts``: the Transparency Code's columns, and nobody's fee."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dpsctl.reports.publishing import published
from dpsctl.reports.register_of_contracts import COLUMNS, register_of_contracts
from dpsctl.show.reports import render

from ..office import Office
from ..papers import application, changed_document
from .books import Books

Stage = Callable[[str], Office]

# As the Code has them (paragraph 32), in its order: bullet by bullet.
HEADINGS = [
    "reference_number",
    "title",
    "department",
    "description",
    *("supplier_name", "supplier_address", "supplier_company_number"),
    *("contract_value_total", "estimated_annual_value", "value_basis"),
    "irrecoverable_vat",
    *("start_date", "end_date", "review_date"),
    "procurement_route",
    *("is_sme", "is_vcse", "registration_number"),
]
WITHHELD = "annual estimate withheld: it would tell, or help tell, one person's fee"


def as_csv(office: Office, options: str = "") -> list[dict[str, str]]:
    text = office.types(f"report register-of-contracts --format csv {options}").out
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows_of(books: Books, as_of: str = "2021-04-30") -> list[dict[str, Any]]:
    return register_of_contracts(books.view(as_of)).rows


# The file


def test_its_columns_are_the_eighteen_of_the_code_and_no_other(kent_at: Stage) -> None:
    text = kent_at("awarded").types("report register-of-contracts -f csv").out

    assert text.split("\r\n")[0].split(",") == HEADINGS
    assert len(HEADINGS) == 18
    assert csv.Sniffer().sniff(text).delimiter == ","
    assert csv.Sniffer().has_header(text)
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {18}


def test_json_carries_pence_and_truth_under_the_same_names() -> None:
    keys = [column.key for column in COLUMNS]

    assert [key.removesuffix("_pence") for key in keys] == HEADINGS
    assert [each.kind for each in COLUMNS if each.key.endswith("_pence")] == ["money"] * 3


def test_a_row_of_it(kent_at: Stage) -> None:
    """Home 01: its people's offered fees come to £7,980.49 a week; 52 times that a year."""
    office = kent_at("awarded")
    weekly = office.report("roster")["rows"][0]["weekly_pence"]

    row = as_csv(office)[0]

    assert (weekly, weekly * 52) == (798_049, 41_498_548)
    kent = (
        "Residential Care Home Services for people with learning disability, physical disability "
        "and mental health needs"
    )
    assert row == {
        "reference_number": "SC19012/1",
        "title": f"Specialist contract: {kent}",
        "department": "Adult Social Care and Health",
        "description": f"{kent}; Learning disability or autism; band Specialist",
        "supplier_name": "Sample Provider 01 Ltd",
        "supplier_address": "1 Invented Street, Ashford (there is no such street)",
        "supplier_company_number": "99900001",
        "contract_value_total": "",
        "estimated_annual_value": "414985.48",
        "value_basis": "a year: the weekly fees of 2021-04-20 at 52 weeks a year, gross of "
        "contributions",
        "irrecoverable_vat": "0.00",
        "start_date": "2021-05-04",
        "end_date": "2026-06-14",
        "review_date": "2025-06-14",
        "procurement_route": "published_invitation_to_tender",
        "is_sme": "Y",
        "is_vcse": "N",
        "registration_number": "99900001",
    }


def test_a_charity_is_known_by_its_own_number_and_what_nobody_said_is_blank(kent_at: Stage) -> None:
    office = kent_at("awarded")
    rows = as_csv(office)

    charity, silent = rows[15], rows[1]
    assert charity["registration_number"] == "9990016"
    assert (charity["supplier_company_number"], charity["is_vcse"]) == ("", "Y")
    assert [silent[key] for key in ("supplier_address", "is_sme", "is_vcse")] == ["", "", ""]
    assert office.report("register-of-contracts")["rows"][1]["is_sme"] is None


def test_every_figure_is_a_plain_decimal_with_two_places(kent_at: Stage) -> None:
    figures = [
        row[key]
        for row in as_csv(kent_at("awarded"))
        for key in ("contract_value_total", "estimated_annual_value", "irrecoverable_vat")
        if row[key]
    ]

    assert len(figures) == 32
    assert all(f"{Decimal(each):.2f}" == each for each in figures)


def test_what_a_spreadsheet_would_run_is_neutralised_and_noughts_stay(kent_at: Stage) -> None:
    office = kent_at("open")
    told = {
        "provider.name": "=HYPERLINK(A1)",
        "provider.company_number": "01234567",
        "provider.address": "@1 Invented Street",
        "received_at": "2021-03-10T10:00",
    }
    office = award(office, application(1, told))

    (row,) = as_csv(office)

    assert row["supplier_name"] == "'=HYPERLINK(A1)"
    assert row["supplier_address"] == "'@1 Invented Street"
    assert row["supplier_company_number"] == "01234567"


def award(office: Office, *documents: str, options: str = "") -> Office:
    """The same office in April, once all these have a contract."""
    office.imports(*documents)
    office = office.on("2021-04-06")
    office.types("check")
    office.types("determine --all-qualified admit --reason 'Meets all'")
    office.types(f"award --decision 20/00108 --starts 2021-05-04 --yes {options}")
    return office


def test_a_file_that_is_written_opens_in_excel_too(kent_at: Stage) -> None:
    told = {"provider.name": "Haus Müller Ltd", "received_at": "2021-03-10T10:00"}
    office = award(kent_at("open"), application(1, told))

    office.types("report register-of-contracts -f csv --out register.csv")

    written = (office.folder / "register.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    head = next(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert head == HEADINGS


# Values


def test_a_value_that_the_award_gave_is_the_total(kent_at: Stage) -> None:
    office = award(kent_at("open"), application(1), options="--value 1234567.89")

    (row,) = as_csv(office)

    assert row["contract_value_total"] == "1234567.89"
    assert row["value_basis"].startswith("total: the council's estimate for its whole term; ")


def test_other_weeks_are_told_in_the_row(kent_at: Stage) -> None:
    row = as_csv(kent_at("awarded"), "--weeks 365/7")[0]

    # 7,980.49 * 365 / 7 = 416,125.55, half-up
    assert row["estimated_annual_value"] == "416125.55"
    assert " at 365/7 weeks a year" in row["value_basis"]


def test_what_one_person_costs_is_withheld_with_the_next_smallest(kent: Books) -> None:
    """One, four and six people: the one needs a row of another size to hide beside."""
    kent.awarded([(100, 200)], [(100, 200)] * 4, [(100, 200)] * 6)

    rows = rows_of(kent)

    assert [row["estimated_annual_value_pence"] for row in rows] == [None, None, 6 * 200 * 52]
    assert [row["value_basis"] == WITHHELD for row in rows] == [True, True, False]


def test_of_one_home_with_one_person_no_format_tells_the_fee(kent: Books) -> None:
    kent.awarded([(145_000, 150_000)])
    made = register_of_contracts(kent.view())

    for report in (made, published(made)):
        for format in ("table", "csv", "json", "md", "html"):
            text = render(report, format, terminal=None)
            assert not any(each in text for each in ("78,000", "78000", "7800000"))


def test_a_home_where_nobody_lives_has_no_estimate(kent: Books) -> None:
    kent.awarded([], [(100, 200)] * 5)

    empty, full = rows_of(kent)

    assert empty["estimated_annual_value_pence"] is None
    assert empty["value_basis"].startswith("no annual estimate: nobody is placed")
    assert full["estimated_annual_value_pence"] == 5 * 200 * 52


def test_published_it_is_the_same(kent_at: Stage) -> None:
    office = kent_at("awarded")

    asked = "report register-of-contracts --format csv"
    assert office.types(asked).out == office.types(f"{asked} --publish").out


# Which contracts, and what they are called


def test_what_began_before_the_ledger_keeps_its_number_and_has_no_known_route(
    kent_at: Stage,
) -> None:
    office = kent_at("awarded")
    office.types("import-contracts contracts")

    row = as_csv(office)[-1]

    assert row["reference_number"] == "SC19012-L2-0031"
    assert row["contract_value_total"] == "950000.00"
    assert row["procurement_route"] == ""
    assert row["supplier_address"].startswith("31 Invented Street")
    assert (row["is_sme"], row["is_vcse"]) == ("Y", "N")


def test_a_reference_that_reads_like_another_contracts_number_gives_way(kent_at: Stage) -> None:
    office = kent_at("awarded")
    own = changed_document("contracts/SC19012-L2-0031.yaml", {"contract": "SC19012/7"})
    office.types(f"import-contracts {office.writes('own.yaml', own)}")

    numbers = [row["reference_number"] for row in as_csv(office)]

    assert numbers[6] == "SC19012/7" and numbers[-1] == "SC19012/17"
    assert len(numbers) == len(set(numbers)) == 17


def test_a_number_stays_when_the_system_gets_another_reference(kent_at: Stage) -> None:
    office = kent_at("awarded")
    amended = changed_document("system.yaml", {"reference": "SC99999"})
    office.types(f"init {office.writes('amended.yaml', amended)} --reason 'A new number'")

    assert as_csv(office)[0]["reference_number"] == "SC19012/1"


def test_an_annulled_award_is_no_contract_and_an_ended_one_no_more(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.on("2021-04-22").types("end-contract 1 --reason 'A slip' --yes")

    numbers = [row["reference_number"] for row in as_csv(office, "--as-of 2021-04-22")]

    assert "SC19012/1" not in numbers and len(numbers) == 15
    assert len(as_csv(office, "--as-of 2026-06-14")) == 15
    assert as_csv(office, "--as-of 2026-06-15") == []


def test_a_home_that_is_sold_shows_its_new_supplier_from_that_day(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.types("sign 7 --on 2021-04-20")
    office.on("2022-03-01").types("seal 7 --on 2021-05-01 --register 2021/1")
    sold = changed_document(
        "transfers/sample-home-07.yaml",
        {"provider.address": "41 Invented Street", "provider.sme": "no"},
    )
    office.on("2022-04-02").types(f"transfer 7 --to {office.writes('t.yaml', sold)} --reason Sold")

    before, after = (as_csv(office, f"--as-of {day}")[6] for day in ("2022-03-31", "2022-04-01"))

    assert (before["supplier_name"], before["is_sme"]) == ("Sample Provider 07 Ltd", "Y")
    assert (after["supplier_name"], after["is_sme"]) == ("Sample Provider 41 Ltd", "N")
    assert after["supplier_address"] == "41 Invented Street"
    assert after["is_vcse"] == ""


def test_an_answer_that_came_back_counts_from_when_it_did(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.types("clarify 2 --ask 'Are you small?' --due 2021-04-09")
    office.on("2021-04-08").types("clarify 2 --answer provider.sme=yes")
    office = office.on("2021-04-20").under("somebody else")
    office.types("check")
    office.types("determine 2 admit --reason Good")
    office.types("award 2 --decision 20/00108 --starts 2021-05-04 --yes")

    (row,) = as_csv(office)

    assert (row["supplier_name"], row["is_sme"]) == ("Sample Provider 02 Ltd", "Y")


def test_without_a_length_there_is_no_day_of_review(new_office: Office) -> None:
    system = changed_document("system.yaml", {"publishing": None})
    new_office.types(f"init {new_office.writes('own.yaml', system)}")

    notes = new_office.report("register-of-contracts")["notes"]

    assert any("publishing.review_contracts" in note for note in notes)


def test_no_review_falls_before_a_contract_begins(kent: Books) -> None:
    kent.system("2021-01-01T09:00", publishing={"review_contracts": "6 years"})
    kent.awarded([(100, 200)] * 5)

    (row,) = rows_of(kent)

    assert row["review_date"] is None


def test_as_known_then_it_is_the_same_bytes_later(kent_at: Stage) -> None:
    office = kent_at("awarded")
    asked = "report register-of-contracts -f csv --as-of 2021-05-10 --known-at 2021-04-20T10:00"
    then = office.types(asked).out
    office.on("2021-05-01").types("import-contracts contracts")

    assert office.on("2021-06-01").types(asked).out == then


def test_its_table_fits_a_terminal(kent_at: Stage) -> None:
    table = kent_at("awarded").types("report register-of-contracts").out.split("\n\n")[1]

    assert max(map(len, table.splitlines())) <= 100
