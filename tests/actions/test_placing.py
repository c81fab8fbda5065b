"""People placed: a fact is never refused, and what is outside a contract's terms is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import executed, on_roster
from ..office import Office

WHO = "--need LD --band Specialist --weekly 1650.10 --basis call-off"
BATCH = """placements:
  - {ref: P-0101, contract: 3, need: LD, band: Specialist, weekly_fee: 1650.10,
     starts_on: 2021-05-05, basis: direct}
  - {ref: P-0102, contract: 1-00000003, need: LD, band: Specialist Plus, weekly_fee: 2300,
     starts_on: 2021-05-06, left_on: 2021-05-09, basis: user choice}
"""
TABLE = """ref,contract,need,band,weekly_fee,starts_on,left_on,basis,reason
P-0101,3,LD,Specialist,"1,650.10",2021-05-05,,direct,
P-0102,1-00000003,LD,Specialist Plus,2300,2021-05-06,2021-05-09,user choice,
"""


@pytest.fixture
def office(kent_at: Callable[[str], Office]) -> Office:
    """Kent's office on 10 May 2021: contracts 1 to 3 in force, the second suspended."""
    office = executed(kent_at("awarded"), 1, 2, 3)
    office.on("2021-05-10").types("suspend 2 --days 90 --reason Enquiry")
    return office.on("2021-05-10T16:00")


def placed(office: Office, contract: int) -> tuple[int, int]:
    row = on_roster(office, contract)
    return row["placements"], row["weekly_pence"]


def test_somebody_is_placed_under_a_contract(office: Office) -> None:
    people, weekly = placed(office, 3)

    told = office.types(f"place 3 --ref P-0101 {WHO}")

    assert told.lines == [
        "P-0101: contract 3, Sample Home 03, from 2021-05-10: LD, Specialist, £1,650.10 a week, "
        "call-off"
    ]
    assert placed(office, 3) == (people + 1, weekly + 165_010)
    assert placed(office.on("2021-05-09"), 3) == (people, weekly)


def test_the_same_again_does_nothing(office: Office) -> None:
    office.types(f"place 3 --ref P-0101 {WHO}")
    entries = office.entries()
    assert office.types(f"place 3 --ref P-0101 {WHO}").lines == [
        "nothing to do: P-0101 is placed so"
    ]
    assert office.entries() == entries


def test_who_lives_there_already_is_not_placed_there_again(office: Office) -> None:
    told = office.types(f"place 3 --ref P-0009 {WHO}", exits=1)
    assert told.err.startswith("dpsctl: P-0009 lives under contract 3 on 2021-05-10 already, at £")
    assert "dpsctl change-fee P-0009" in told.err


def test_who_left_may_come_back(office: Office) -> None:
    office.types("end-placement P-0009 --on 2021-05-07")
    office.types(f"place 3 --ref P-0009 {WHO}")
    assert office.counts("placings") == 1


def test_a_placement_that_never_was_may_be_made_again(office: Office) -> None:
    people, weekly = placed(office, 3)
    office.types(f"place 3 --ref P-0101 {WHO}")
    office.types("end-placement P-0101 --on 2021-05-10")
    told = office.types(f"place 3 --ref P-0101 {WHO}")
    assert told.lines[0].startswith("P-0101: contract 3, ")
    assert placed(office, 3) == (people + 1, weekly + 165_010)


def test_an_annulled_award_leaves_nobody_placed_so(office: Office) -> None:
    office.types(f"place 5 --ref P-0101 {WHO} --reason 'Nowhere else'")
    told = office.types("end-contract 5 --reason 'It fell through' --yes")
    assert "P-0101 was placed under it and counts no more" in told.err
    again = office.types(f"place 5 --ref P-0101 {WHO} --reason 'Nowhere else'")
    assert "OUTSIDE TERMS: the award of contract 5 was annulled" in again.out
    assert office.report("costs")["totals"]["placements"] == 61


def test_a_day_of_leaving_that_the_ledger_has_not_is_not_swallowed(office: Office) -> None:
    office.types(f"place {office.writes('two.csv', TABLE)}")
    for before, after, said in [
        ("05-05,,", "05-05,2021-05-07,", "has not left as the ledger has it; dpsctl end-placement"),
        ("05-06,2021-05-09", "05-06,2021-05-08", "left on 2021-05-09 as the ledger has it"),
    ]:
        table = office.writes("again.csv", TABLE.replace(before, after))
        told = office.types(f"place {table}", exits=1)
        assert said in told.err and "left_on: P-010" in told.err


def test_who_leaves_on_the_first_day_is_not_placed_at_all(office: Office) -> None:
    table = TABLE.replace("2021-05-09", "2021-05-06")
    told = office.types(f"place {office.writes('two.csv', table)}", exits=1)
    assert "placements[2].left_on: 2021-05-06 is the first day; it is the first day on" in told.err


def test_a_placement_ahead_is_told_with_its_first_day_and_how_to_undo_it(office: Office) -> None:
    office.types(f"place 3 --ref P-0101 {WHO} --starts 2021-06-01")
    told = office.types(f"place 3 --ref P-0101 {WHO}", exits=1)
    assert "P-0101 is placed under contract 3 from 2021-06-01 already" in told.err
    assert "if it was recorded wrongly, dpsctl end-placement P-0101 --on 2021-06-01" in told.err


def test_who_lived_under_a_contract_to_its_end_leaves_it_first(office: Office) -> None:
    office.types("end-contract 3 --on 2021-05-12 --reason Closed --yes")
    who = f"place 3 --ref P-0009 {WHO} --starts 2021-05-12 --reason 'She stays'"
    told = office.types(who, exits=1)
    assert "lives under contract 3 on 2021-05-12 already" in told.err
    assert "and that contract has ended" in told.err
    office.types(told.err.split("first, dpsctl ")[1].strip())
    assert "OUTSIDE TERMS: contract 3 has ended" in office.types(who).out


def test_a_batch_tells_of_beds_once_for_each_contract(office: Office) -> None:
    table = "ref,contract,need,band,weekly_fee,starts_on,basis\n" + "".join(
        f"P-02{day},3,LD,Specialist,1500,2021-05-{day},direct\n" for day in (14, 16, 15)
    )
    told = office.types(f"place {office.writes('three.csv', table)}")
    assert told.err == "contract 3: 6 people on 2021-05-16, and 3 beds\n"


def test_another_name_of_a_known_home_is_told(office: Office) -> None:
    told = office.types(f"place 3 --ref P-0101 {WHO} --home 'Sea View'")
    assert told.err.startswith("the home at 3 is Sample Home 03 on the ledger, not Sea View\n")


def test_more_people_than_beds_are_told(office: Office) -> None:
    told = office.types(f"place 1 --ref P-0101 {WHO}")
    assert told.err == "contract 1: 5 people on 2021-05-10, and 4 beds\n"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("2", "contract 2 is suspended until the end of 2021-08-08"),
        ("5", "contract 5 is not signed by both on 2021-05-10"),
        ("1-00000017", "Sample Home 17 has no contract"),
        ("1-00099999 --home 'Sea View'", "Sea View has no contract"),
    ],
)
def test_outside_terms_it_is_recorded_for_a_reason(office: Office, where: str, said: str) -> None:
    refused = office.types(f"place {where} --ref P-0101 {WHO}", exits=1)
    assert f"P-0101 would be placed outside terms: {said}\n" in refused.err
    assert "--reason TEXT" in refused.err
    assert office.counts("placings") == 0

    told = office.types(f"place {where} --ref P-0101 {WHO} --reason 'A Friday night'")
    assert office.report("history")["rows"][-1]["reason"] == "A Friday night"
    assert told.lines[0].endswith(f"call-off; OUTSIDE TERMS: {said}")
    costs = office.report("costs")
    assert costs["totals"]["placements"] == 65
    assert costs["outside_terms_totals"] == {"placements": 1}
    assert any("placed outside the terms of a contract" in note for note in costs["notes"])


def test_another_need_and_a_foreign_band_are_outside_terms_too(office: Office) -> None:
    who = "--need MH --band High --weekly 900 --basis direct --reason 'None other was free'"
    told = office.types(f"place 3 --ref P-0101 {who}")
    assert "contract 3 is for LD, not MH; High is no band of dps" in told.out


def test_an_ended_contract_takes_nobody(office: Office) -> None:
    office.types("end-contract 2 --on 2021-05-10 --reason Closed --yes")
    told = office.types(f"place 2 --ref P-0101 {WHO} --reason 'It stays open for her'")
    assert "OUTSIDE TERMS: contract 2 has ended, its last day was 2021-05-09" in told.out
    (row,) = [row for row in office.report("costs")["rows"] if row["contract"] is None]
    assert (row["home"], row["placements"]) == ("Sample Home 02", 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"place 3 --ref 'Mary Smith' {WHO}", "'Mary Smith' may name a person"),
        (f"place 3 --ref 943-476-5919 {WHO}", "looks like an NHS number"),
        (f"place 3 --ref P-1987-02-10 {WHO}", "looks like a date"),
        (f"place 3 {WHO}", "--ref is missing"),
        ("place 3 --ref P-0101 --need LD", "--band, --weekly and --basis are missing"),
        ("place batch.txt", "or name a batch, a file called NAME.yaml or NAME.csv"),
        (f"place batch.csv --ref P-0101 {WHO}", "--ref goes with one person"),
        (f"place 3 --ref P-0101 {WHO} --basis gift", "Option"),
        ("place nowhere.yaml", "nowhere.yaml: no such file"),
    ],
)
def test_what_is_typed_wrongly_is_told(office: Office, typed: str, said: str) -> None:
    told = office.tries(typed)
    assert told.code == 2 and (said in told.err or said == "Option")
    assert office.counts("placings") == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"place 99 --ref P-0101 {WHO}", "there is no contract and no home 99"),
        (f"place 999 --home X --reason Y --ref P-0101 {WHO}", "999, and it is no CQC location"),
        (f"place KBP-2021-0099 --home X --reason Y --ref P-0101 {WHO}", "it is no CQC location"),
        (
            "place 3 --ref P-0101 --need XX --band Specialist --weekly 1 --basis direct",
            "--need: 'XX' is not one of LD, MH, PD",
        ),
        (
            "place 3 --ref P-0101 --need LD --band Top --weekly 1 --basis direct",
            "'Top' is not one of Specialist, Specialist Plus, Mid, High",
        ),
    ],
)
def test_what_the_system_does_not_know_is_refused(office: Office, typed: str, said: str) -> None:
    assert said in office.types(typed, exits=1).err
    assert office.counts("placings") == 0


@pytest.mark.parametrize(("name", "text"), [("two.yaml", BATCH), ("two.csv", TABLE)])
def test_a_batch_in_yaml_or_as_csv(office: Office, name: str, text: str) -> None:
    people, _ = placed(office, 3)
    told = office.types(f"place {office.writes(name, text)}")
    assert told.lines[1] == (
        "P-0102: contract 3, Sample Home 03, from 2021-05-06, left on 2021-05-09: LD, "
        "Specialist Plus, £2,300.00 a week, user choice"
    )
    assert placed(office, 3)[0] == people + 1
    assert placed(office.on("2021-05-08"), 3)[0] == people + 2
    assert office.types(f"place {name}").lines == ["nothing to do for 2: placed so already"]


def test_a_batch_is_recorded_whole_or_not_at_all(office: Office) -> None:
    lines = TABLE.replace(",3,", ",77,").replace("user choice", "by lot").replace("P-0101", "Mary")
    told = office.types(f"place {office.writes('bad.csv', lines)}", exits=4)
    assert told.err.splitlines() == [
        "bad.csv:2:1: placements[1].ref: 'Mary' may name a person; "
        "give a pseudonymous reference such as P-0001",
        "bad.csv:3:65: placements[2].basis: 'by lot' is not one of transfer, call-off, direct, "
        "user choice",
        "  nobody was placed",
    ]
    assert office.counts("placings") == 0

    lines = TABLE.replace(",3,", ",77,").replace("2021-05-09", "2021-05-02")
    told = office.types(f"place {office.writes('bad.csv', lines)}", exits=1)
    assert told.err.splitlines() == [
        "bad.csv:2:8: placements[1].contract: there is no contract and no home 77; name a contract "
        "by its number or reference, or a home by its CQC location; one that is new here needs "
        "its name as well: the key `home`",
        "bad.csv:3:54: placements[2].left_on: 2021-05-02 is before 2021-05-06, the first day; "
        "it is the first day on which the person is not there",
        "  nobody was placed",
    ]


def test_a_dry_run_shows_all_and_records_nothing(office: Office) -> None:
    entries = office.entries()
    told = office.types(f"place {office.writes('two.yaml', BATCH)} --dry-run")
    assert len(told.lines) == 2 and told.err.endswith("dry run: nothing recorded\n")
    assert office.entries() == entries


def test_nobody_is_told_ten_thousand_mistakes(office: Office) -> None:
    for ref, where, code in (("Q", "99", 1), ("Jane", "3", 4)):
        lines = "".join(
            f"{ref}-{number},{where},LD,Specialist,1500,2021-05-10,direct\n"
            for number in range(1200)
        )
        head = "ref,contract,need,band,weekly_fee,starts_on,basis\n"
        told = office.types(f"place {office.writes('bad.csv', head + lines)}", exits=code)
        *_, last, nobody = told.err.splitlines()
        assert last.startswith("bad.csv:1002:")
        assert last.endswith("there are more mistakes; put these right first")
        assert len(told.err.splitlines()) == 1002 and nobody == "  nobody was placed"


PRICED = """placements:
  - ref: P-0101
    contract: 3
    need: LD
    band: Specialist
    weekly_fee: FEE
    starts_on: 2021-05-10
    basis: call-off
    price: {core: 600, support: 35, one_to_one: 10.5, two_to_one: 0, waking_nights: 1, sleep_ins: 0,
      premises: 110.00, food_and_supplies: 75.25}
"""


def test_a_price_makes_the_fee_to_the_penny(office: Office) -> None:
    # Care and home: 600 + 35 x 17.46 + 10.5 x 17.46 + 174.60 + 110 + 75.25 = 1,754.28. Head office:
    # 6% of it, 105.2568. Returns: 5% of all but premises, 87.47684, and 6% of premises, 6.60.
    told = office.types(
        f"place {office.writes('p.yaml', PRICED.replace('FEE', '1953.60'))}", exits=1
    )
    assert told.err.startswith(
        "p.yaml:6:17: placements[1].weekly_fee: is £1,953.60; kent-specialist/2021-04-01 makes "
        "£1,953.61 of its price"
    )
    office.types(f"place {office.writes('p.yaml', PRICED.replace('FEE', '1953.61'))}")
    story = office.types("explain 3 --contract").lines
    assert "Price of P-0101: kent-specialist/2021-04-01" in story
    assert any("One-to-one support" in line and "10.5 hours at £17.46" in line for line in story)


def test_another_price_of_somebody_placed_is_not_swallowed(office: Office) -> None:
    fees = PRICED.replace("FEE", "1953.61")
    office.types(f"place {office.writes('p.yaml', fees)}")
    assert office.types("place p.yaml").lines == ["nothing to do for 1: placed so already"]
    wrong = office.types(
        f"place {office.writes('p.yaml', fees.replace('core: 600', 'core: 601'))}", exits=1
    )
    assert "makes £1,954.7" in wrong.err
    # An hour less of support and one more of one to one cost the same: other inputs, one fee.
    other = fees.replace("support: 35", "support: 34").replace("10.5", "11.5")
    told = office.types(f"place {office.writes('p.yaml', other)}", exits=1)
    assert "placements[1].price: P-0101 is placed so already, with another price" in told.err
    assert "dpsctl end-placement P-0101 --on 2021-05-10" in told.err


def test_a_price_that_cannot_be_is_told_input_by_input(office: Office) -> None:
    wrong = PRICED.replace("FEE", "1").replace("core: 600", "cor: 600").replace("35,", "200,")
    told = office.types(f"place {office.writes('p.yaml', wrong)}", exits=1)
    assert "placements[1].price.cor: is no input of kent-specialist/2021-04-01" in told.err
    assert "placements[1].price.core: is missing" in told.err
    assert "placements[1].price.support: " in told.err
    assert office.counts("placings") == 0
