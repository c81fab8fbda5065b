"""``uplift``: fees rise by one rate from a day on; who is left out, and what is owed since."""

from __future__ import annotations

from typing import Any

import pytest

from dpsctl.ledger.facts import FeeChange, PlacementEnding, Placing, Remodelling

from ..office import Office
from .uplift_desk import adds, asks, contract, fees_on, furnished, takes_over

FIRST = "2022-04-01"
ALL = [
    "contract 1: Sample Home 41: 4 fees, £5,800.00 to £6,003.00 a week, £10,556.00 more a year",
    "contract 2: Sample Home 42: 2 fees, £3,080.55 to £3,188.37 a week, £5,606.64 more a year",
    "contract 3: Sample Home 43: 1 fee, £1,900.00 to £1,966.50 a week, £3,458.00 more a year",
    "uplift 2022/23: 3.5% from 2022-04-01 under decision 22/00012: 7 fees, "
    "£10,780.55 to £11,157.87 a week, £19,620.64 more a year at 52 weeks",
]
LATE = "1 placement began too late to rise, on 2022-04-01 or after"


@pytest.fixture
def office(new_office: Office) -> Office:
    """Three contracts, and three weeks to go to the first day of the new fees."""
    return furnished(new_office)


def review(ref: str, contract: int, day: str, weekly: int, band: str | None = None) -> FeeChange:
    return FeeChange(None, contract, ref, day, weekly, band, reason="Her needs grew")


def placing(ref: str, contract: int | None, day: str, weekly: int = 100_000) -> Placing:
    outside, why = ("no contract", "It was urgent") if contract is None else (None, None)
    return Placing(contract, 1, ref, "LD", "High", weekly, day, "call-off", outside, why)


# What it does


def test_everyones_fee_rises_half_up_to_the_penny(office: Office) -> None:
    told = office.types(asks(office))

    assert told.lines == ALL
    assert told.err.splitlines() == [LATE]
    assert fees_on(office, "2022-03-31")["P-0101"] == 145_000
    assert fees_on(office, FIRST) == {
        **dict.fromkeys(["P-0101", "P-0102", "P-0103", "P-0104"], 150_075),
        "P-0201": 143_715,
        "P-0202": 175_122,
        "P-0301": 196_650,
        "P-0302": 300_000,
    }


def test_a_dry_run_tells_the_same_and_records_nothing(office: Office) -> None:
    before = office.ledger.read_bytes()

    told = office.types(asks(office, options="--dry-run"))

    assert told.lines == ALL
    assert office.ledger.read_bytes() == before


def test_the_facts_are_one_uplift_and_one_fee_for_each_placement(office: Office) -> None:
    told = office.types(asks(office, {"agreements": ["dps"]}, "--format json")).json
    kept, fee, uplift = told["facts"]

    assert (kept[0], uplift[0], fee[0]) == ("documents", "uplifts", "fee_changes")
    assert uplift[1] == {
        "id": 1,
        "entry": told["entry"],
        "document": kept[1]["sha256"],
        "uplift": "2022/23",
        "decision": 2,
        "rate": "7/200",
        "from_day": FIRST,
        "until_day": "2023-03-31",
        "agreements": '["dps"]',
        "bands": '["Specialist","Specialist Plus"]',
    }
    assert fee[1] == {
        "id": 1,
        "entry": told["entry"],
        "contract": 3,
        "ref": "P-0301",
        "from_day": FIRST,
        "weekly_pence": 196_650,
        "uplift": 1,
    }


def test_left_out_agreements_and_bands_are_kept_as_all_there_are(office: Office) -> None:
    facts = office.types(asks(office, options="--format json")).json["facts"]
    uplift = next(columns for table, columns in facts if table == "uplifts")

    assert uplift["agreements"] == '["dps","framework"]'
    assert uplift["bands"] == '["Specialist","Specialist Plus","Mid","High"]'


def test_a_weighted_rate_is_told_with_its_decimals_and_kept_exactly(office: Office) -> None:
    index = {"on": "2021-04-01", "value": "8.91"}, {"on": FIRST, "value": "9.50"}
    weighted = {
        "percent": None,
        "weights": {"NLW": "0.65", "CPIH": "0.35"},
        "indices": {
            "NLW": {"from": index[0], "to": index[1], "source": "Low Pay Commission"},
            "CPIH": {"percent": "4.9", "source": "ONS"},
        },
    }

    told = office.types(asks(office, weighted))
    # 1,450.00 * (1 + 1072613/17820000) = 1,537.2774…
    assert told.lines[-1].startswith("uplift 2022/23: 6.0192% from 2022-04-01 under decision ")
    assert fees_on(office, FIRST)["P-0101"] == 153_728


# Whose fees


@pytest.mark.parametrize(
    ("asked", "risen"),
    [
        ({"agreements": ["framework"]}, 6),
        ({"agreements": ["dps"]}, 1),
        ({"bands": ["High"]}, 5),
        ({"agreements": ["framework"], "bands": ["Mid"]}, 1),
        ({"eligible": {"began_before": "2021-10-01"}}, 6),
        ({"eligible": {"began_before": "2021-10-02"}}, 7),
        ({"eligible": {"began_before": "2022-04-02"}}, 8),
        ({"eligible": {"began_before": "2020-06-16"}}, 6),
    ],
)
def test_it_is_for_its_agreements_its_bands_and_those_who_began_in_time(
    office: Office, asked: dict[str, Any], risen: int
) -> None:
    office.types(asks(office, asked))

    assert office.counts("fee_changes") == risen


def test_where_nobody_says_since_when_a_placement_began_with_its_contract(office: Office) -> None:
    told = office.types(asks(office, {"eligible": {"began_before": "2020-06-15"}}))

    assert told.lines == ["nothing to do: no fee rises"]
    assert told.err == "8 placements began too late to rise, on 2020-06-15 or after\n"
    assert office.counts("uplifts") == 0


def test_a_band_is_that_of_the_first_day(office: Office) -> None:
    moved = review("P-0201", 2, "2022-03-15", 150_000, "High")
    later = review("P-0101", 1, "2022-05-01", 160_000, "Mid")
    adds(office, moved, later)

    office.types(asks(office, {"bands": ["Mid"]}))
    office.types(asks(office, {"uplift": "High", "bands": ["High"]}))

    assert fees_on(office, FIRST)["P-0201"] == 155_250
    assert fees_on(office, FIRST)["P-0101"] == 150_075


def test_somebody_placed_since_takes_part_by_the_placing(office: Office) -> None:
    adds(office, placing("P-0105", 1, "2022-02-01"), placing("P-0106", 1, FIRST))

    told = office.types(asks(office, {"agreements": ["framework"]}))

    assert told.lines[0].startswith("contract 1: Sample Home 41: 5 fees, £6,800.00 to £7,038.00 ")
    assert told.err.splitlines() == [LATE]
    fees = fees_on(office, FIRST)
    assert (fees["P-0105"], fees["P-0106"]) == (103_500, 100_000)


def test_whoever_left_by_the_first_day_or_has_no_contract_takes_no_part(office: Office) -> None:
    gone = [PlacementEnding(None, 1, ref, day) for ref, day in (("P-0101", FIRST),)]
    stays_a_day = PlacementEnding(None, 1, "P-0102", "2022-04-02")
    adds(office, *gone, stays_a_day, placing("P-0901", None, "2022-02-01"))

    told = office.types(asks(office, {"agreements": ["framework"]}))

    assert told.lines[0].startswith("contract 1: Sample Home 41: 3 fees, ")
    assert told.err == "1 person placed outside any contract: no uplift is for them\n"


def test_contracts_that_have_ended_by_then_or_were_annulled_are_out(office: Office) -> None:
    office.types("end-contract 1 --on 2022-04-01 --reason 'It closes' --yes")
    office.types("end-contract 2 --on 2022-04-02 --reason 'It closes' --yes")

    told = office.types(asks(office))

    assert [line[:11] for line in told.lines] == ["contract 2:", "contract 3:", "uplift 2022"]


def test_an_annulled_award_is_out_though_it_stood_on_the_first_day(kent_annulled: Office) -> None:
    told = kent_annulled.types(asks(kent_annulled, {"from": "2021-05-05", "backdated": "yes"}))

    assert not [line for line in told.lines if line.startswith("contract 16:")]
    assert [line for line in told.lines if line.startswith("contract 15:")]


@pytest.fixture
def kent_annulled(awarded: Office) -> Office:
    """Kent's sixteen contracts from 4 May 2021, and the award of one annulled a month later."""
    awarded.records(_decision())
    awarded.on("2021-06-01").types("end-contract 16 --reason 'Awarded in error' --yes")
    return awarded.on("2021-06-02")


def _decision() -> str:
    return "decision: 22/00012\ntitle: Fees\neffective_on: 2021-04-20\npowers: [uplift]\n"


def test_whoever_came_with_an_application_began_with_the_contract(awarded: Office) -> None:
    awarded.records(_decision())
    first = {"from": "2021-06-01", "eligible": {"began_before": "2021-05-04"}}

    before = awarded.types(asks(awarded, first, "--dry-run"))
    since = awarded.types(
        asks(awarded, {"from": "2021-06-01", "eligible": {"began_before": "2021-05-05"}})
    )

    assert before.lines == ["nothing to do: no fee rises"]
    assert ": 64 fees, £138,438.17 to £143,283." in since.lines[-1]


def test_fees_under_both_contracts_of_a_home_that_is_moving_are_told(office: Office) -> None:
    moving = {
        "contract": "L-4",
        "provider": {"name": "Sample Provider 44 Ltd", "company_number": "99900044"},
        "home": {"name": "Sample Home 44", "cqc_location": "1-00000044"},
        "signed_on": None,
        "placements": [
            {"ref": "P-0999", "need": "LD", "band": "Specialist", "weekly_fee": "1600"},
        ],
    }
    takes_over(office, contract(3, moving))
    adds(office, Remodelling(4, 1))

    both = office.types(asks(office, options="--dry-run"))
    one = office.types(asks(office, {"agreements": ["dps"]}, "--dry-run"))

    told = (
        "contracts 1 and 4 are of one home, which leaves the one for the other: fees rise under "
        "both, of which one at a time is paid"
    )
    assert told in both.err.splitlines()
    assert told not in one.err.splitlines()


# Evidence, and a maximum price


ABOVE = {"caps": {"evidence_above": "1450.00"}}
WITHOUT = "without evidence, which fees above £1,450.00 need to rise: "


def test_a_fee_above_the_threshold_rises_only_with_evidence(office: Office) -> None:
    told = office.types(asks(office, {**ABOVE, "evidence": {"P-0301": "cost breakdown"}}))

    assert told.err.splitlines() == [f"{WITHOUT}P-0202", LATE]
    fees = fees_on(office, FIRST)
    assert (fees["P-0101"], fees["P-0202"], fees["P-0301"]) == (150_075, 169_200, 196_650)


def test_more_evidence_completes_it_for_those_left_out_and_nobody_else(office: Office) -> None:
    office.types(asks(office, ABOVE))
    adds(office, placing("P-0107", 1, "2022-02-01"))
    before = fees_on(office, FIRST)

    told = office.types(asks(office, {**ABOVE, "evidence": {"P-0301": "cost breakdown"}}))

    assert told.lines == [
        ALL[2],
        "completes 2022/23: 3.5% from 2022-04-01 under decision 22/00012: 1 fee, "
        "£1,900.00 to £1,966.50 a week, £3,458.00 more a year at 52 weeks",
    ]
    assert told.err.splitlines() == [f"{WITHOUT}P-0202"]
    assert fees_on(office, FIRST) == {**before, "P-0301": 196_650}
    assert office.counts("uplifts") == 2


def test_completed_after_the_first_day_it_is_backdated(office: Office) -> None:
    office.types(asks(office, ABOVE))
    june, more = office.on("2022-06-10"), {**ABOVE, "evidence": {"P-0301": "cost breakdown"}}

    refused = june.types(asks(june, more), exits=1)
    told = june.types(asks(june, {**more, "backdated": "yes"}))

    assert "if that is meant, say `backdated: yes`" in refused.err
    assert told.lines[-1] == "arrears to 2022-06-09: £665.00"  # 66.50 a week for ten weeks


def test_evidence_for_a_fee_that_has_risen_changes_nothing(office: Office) -> None:
    office.types(asks(office, ABOVE))
    before = office.ledger.read_bytes()

    told = office.types(asks(office, {**ABOVE, "evidence": {"P-0101": "cost breakdown"}}))

    assert told.lines == [
        "nothing to do: uplift 2022/23 is on the ledger, and no further fee rises"
    ]
    assert told.err.splitlines() == [f"{WITHOUT}P-0202 and P-0301"]
    assert office.ledger.read_bytes() == before


def test_a_fee_reaches_its_maximum_price_and_one_held_at_it_rises_no_further(
    office: Office,
) -> None:
    most = {"High": "1500.75", "Specialist": "1950.00", "Mid": "1300.00"}

    told = office.types(asks(office, {"caps": {"weekly": most, "at_weekly": "hold"}}))

    assert told.err.splitlines() == [
        LATE,
        "held at the maximum price of the band: P-0201, P-0202 and P-0301",
    ]
    fees = fees_on(office, FIRST)
    assert (fees["P-0101"], fees["P-0301"]) == (150_075, 195_000)
    assert (fees["P-0201"], fees["P-0202"]) == (138_855, 169_200)  # above it already
    assert office.counts("fee_changes") == 5


# Reviews, and what is owed


def test_a_fee_agreed_for_a_later_day_holds_from_that_day_on(office: Office) -> None:
    adds(office, review("P-0101", 1, "2022-09-01", 160_000))

    told = office.types(asks(office))

    assert told.err.splitlines() == [
        LATE,
        "risen only until the day from which another fee was agreed: P-0101 (2022-09-01)",
    ]
    days = ("2022-03-31", FIRST, "2022-08-31", "2022-09-01")
    assert [fees_on(office, day)["P-0101"] for day in days] == [145_000, 150_075, 150_075, 160_000]


def test_a_fee_agreed_for_the_very_day_stands_as_agreed(office: Office) -> None:
    adds(office, review("P-0101", 1, FIRST, 147_000))

    told = office.types(asks(office))

    assert told.err.splitlines() == [LATE, "as agreed for 2022-04-01 itself, and no higher: P-0101"]
    assert fees_on(office, FIRST)["P-0101"] == 147_000


def test_an_earlier_review_is_what_it_rises_from(office: Office) -> None:
    adds(office, review("P-0101", 1, "2022-03-31", 200_000))

    office.types(asks(office))

    assert fees_on(office, FIRST)["P-0101"] == 207_000


def test_backdated_it_tells_what_is_owed_up_to_yesterday(office: Office) -> None:
    june = office.on("2022-06-10")

    told = june.types(asks(june, {"backdated": "yes"}))

    # Seventy days, which are ten weeks, of 203.00, 107.82 and 66.50 pounds.
    assert told.lines == [*ALL, "arrears to 2022-06-09: £3,773.20"]
    assert "2022-04-01 is past: rosters printed since then say otherwise" in told.err


def test_on_the_first_day_itself_nothing_is_owed_yet(office: Office) -> None:
    on_the_day = office.on(FIRST)

    assert on_the_day.types(asks(on_the_day)).lines == ALL


def test_nothing_is_owed_after_a_review_a_leaving_or_the_contracts_end(office: Office) -> None:
    june = office.on("2022-06-10")
    adds(
        june,
        review("P-0101", 1, "2022-04-08", 160_000),
        PlacementEnding(None, 1, "P-0102", "2022-04-15"),
    )
    june.types("end-contract 2 --on 2022-04-08 --reason 'It closed' --yes")

    told = june.types(asks(june, {"agreements": ["framework"], "backdated": "yes"}))

    # 50.75 for one week, for two and twice for ten, by the first contract; by the second 107.82 for
    # one: it ran on the first day.
    owed = 5075 * (1 + 2 + 10 + 10) + 10_782
    assert told.lines[-1] == f"arrears to 2022-06-09: £{owed // 100:,}.{owed % 100:02}"


def test_days_that_make_no_whole_week_are_rounded_once_for_each_contract(office: Office) -> None:
    third = office.on("2022-04-03")

    told = third.types(asks(third, {"agreements": ["framework"], "backdated": "yes"}))

    # Two days: 203.00 * 2/7 is 58.00 exactly, 107.82 * 2/7 is 30.8057….
    assert told.lines[-1] == "arrears to 2022-04-02: £88.81"


# Twice


def test_the_same_file_again_does_nothing(office: Office) -> None:
    office.types(asks(office))
    before = office.ledger.read_bytes()

    told = office.on("2022-09-01").types(asks(office))

    assert told.lines == ["nothing to do: uplift 2022/23 is on the ledger as written here"]
    assert office.ledger.read_bytes() == before


def test_two_agreements_have_uplifts_of_their_own_on_the_same_days(office: Office) -> None:
    office.types(asks(office, {"agreements": ["framework"]}))
    own = {"uplift": "2022/23 specialist", "agreements": ["dps"], "percent": "5"}

    told = office.types(asks(office, own))

    assert told.lines[-1].startswith("uplift 2022/23 specialist: 5% from 2022-04-01 under ")
    fees = fees_on(office, FIRST)
    assert (fees["P-0101"], fees["P-0301"]) == (150_075, 199_500)


def test_the_next_years_uplift_rises_from_this_years_fees(office: Office) -> None:
    office.types(asks(office))
    following = {"uplift": "2023/24", "from": "2023-04-01", "until": "2024-03-31", "percent": "2"}

    office.types(asks(office, following))

    assert fees_on(office, "2023-04-01")["P-0101"] == 153_077  # 1,500.75 * 1.02 = 1,530.765


def test_a_fee_of_nothing_stays_nothing(office: Office) -> None:
    adds(office, placing("P-0108", 1, "2022-02-01", 0))

    told = office.types(asks(office))

    assert "less than half a penny of rise, and so none: P-0108" in told.err.splitlines()
    assert told.lines == ALL
