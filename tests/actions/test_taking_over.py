"""``import-contracts``: what began before the ledger is on the roster from its own first day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..office import KENT, Office, set_up
from ..papers import application, changed_document

Stage = Callable[[str], Office]

HIGH, MID = "contracts/SC19012-L2-0020.yaml", "contracts/SC19012-L2-0031.yaml"
TAKEN_OVER = [
    "contract 1: SC19012-L2-0020, Sample Home 20, framework (High), 2020-06-15 to 2026-06-14, "
    "in force",
    "contract 2: SC19012-L2-0031, Sample Home 31, framework (Mid), 2020-06-15 to 2026-06-14, "
    "in force",
]
# A contract of the home and the provider with a number of its own.
ANOTHER = {
    "contract": "SC19012-L2-0032",
    "provider": {"name": "Sample Provider 32 Ltd", "company_number": "99900032"},
    "home": {"name": "Sample Home 32", "cqc_location": "1-00000032", "beds": "8"},
    "placements": [],
}


@pytest.fixture
def day_one(new_office: Office) -> Office:
    """The day on which Kent begins its ledger, with the decision that awarded the old contracts."""
    return set_up(new_office, "init system.yaml", "record-decision decisions/18-00030.yaml")


def take_over(office: Office, *documents: str, options: str = "", exits: int = 0) -> Any:
    """Import contract documents, all of them in one file."""
    name = office.writes("taken-over.yaml", "---\n".join(documents))
    return office.types(f"import-contracts {name} {options}", exits=exits)


def mid(changed: dict[str, Any] | None = None) -> str:
    """The Mid contract of Sample Home 31."""
    return changed_document(MID, changed or {})


def test_day_one_starts_from_the_true_roster(day_one: Office) -> None:
    told = day_one.types("import-contracts contracts")

    assert told.lines == TAKEN_OVER
    roster = day_one.report("roster")
    # 1,587.30 + 1,499.65 + 1,665.20 and 912.40 + 884.75 pounds a week, for 52 weeks.
    assert roster["rows"][0] == {
        "contract": 1,
        "home": "Sample Home 20",
        "provider": "Sample Provider 01 Ltd",
        "company_number": "99900001",
        "cqc_location": "1-00000020",
        "cqc_provider": None,
        "district": "Folkestone and Hythe",
        "categories": ["LD"],
        "band": "High",
        "agreement": "framework",
        "beds": 6,
        "rating": "Good",
        "placements": 3,
        "weekly_pence": 475_215,
        "annual_pence": 24_711_180,
        "awarded_on": "2020-06-01",
        "starts_on": "2020-06-15",
        "ends_on": "2026-06-14",
        "standing": "in force",
        "in_force": True,
        "open_to_placements": True,
        "evidence": None,
        "decision": "18/00030",
        "rules": None,
    }
    assert roster["totals"] == {
        "contracts": 2,
        "in_force": 2,
        "open_to_placements": 2,
        "beds": 16,
        "placements": 5,
        "weekly_pence": 654_930,
        "annual_pence": 34_056_360,
    }


def test_its_residents_stay_on_the_terms_they_had(day_one: Office) -> None:
    day_one.types("import-contracts contracts")

    costs = day_one.report("costs")

    totals = costs["totals"]
    assert totals["current_annual_pence"] == totals["offered_annual_pence"] == 34_056_360
    assert (totals["change_pence"], totals["placements_unchanged"]) == (0, 5)
    assert "which is the same as on their historic terms of £340,564" in costs["notes"][-1]


@pytest.mark.parametrize(
    ("as_of", "contracts", "in_force"),
    [
        ("2020-05-31", 0, 0),
        ("2020-06-01", 2, 0),
        ("2020-06-14", 2, 0),
        ("2020-06-15", 2, 2),
        ("2026-06-14", 2, 2),
        ("2026-06-15", 0, 0),
    ],
)
def test_it_is_listed_from_its_own_award_to_its_own_end(
    day_one: Office, as_of: str, contracts: int, in_force: int
) -> None:
    day_one.types("import-contracts contracts")

    totals = day_one.report("roster", f"--as-of {as_of}")["totals"]

    assert (totals["contracts"], totals["in_force"]) == (contracts, in_force)


def test_the_same_documents_again_do_nothing(day_one: Office) -> None:
    day_one.types("import-contracts contracts")
    entries = day_one.entries()

    again = day_one.types("import-contracts contracts")
    with_one_more = take_over(day_one, (day_one.folder / MID).read_text(), mid(ANOTHER))

    assert again.lines == ["nothing to do for all 2: on the ledger as these documents have them"]
    assert with_one_more.lines == [
        "contract 3: SC19012-L2-0032, Sample Home 32, framework (Mid), 2020-06-15 to 2026-06-14, "
        "in force",
        "nothing to do for 1 of 2: on the ledger as these documents have them",
    ]
    assert day_one.entries() == entries + 1


def test_a_dry_run_records_nothing(day_one: Office) -> None:
    entries = day_one.entries()

    told = day_one.types("import-contracts contracts --dry-run")

    assert told.lines == TAKEN_OVER
    assert "dry run: nothing recorded" in told.err
    assert (day_one.entries(), day_one.counts("further_contracts")) == (entries, 0)


def test_all_are_recorded_or_none(day_one: Office) -> None:
    entries = day_one.entries()
    text = (KENT / MID).read_text(encoding="utf-8")
    day_one.writes("wrong.yaml", text.replace("band: Mid\n", "band: Low\n").replace("2026", "2020"))

    refused = day_one.types(f"import-contracts {HIGH} wrong.yaml", exits=1)

    assert refused.err.splitlines() == [
        "wrong.yaml:8:10: ends_on: 2020-06-14 is before 2020-06-15, the contract's first day",
        "wrong.yaml:17:7: band: 'Low' is not one of Mid, High",
        "  no contract was recorded",
    ]
    assert (day_one.entries(), day_one.counts("further_contracts")) == (entries, 0)


def test_what_cannot_be_read_and_what_may_not_be_recorded_are_told_together(
    day_one: Office,
) -> None:
    unread = mid({**ANOTHER, "starts_on": "15 June 2020"})

    refused = take_over(day_one, mid({"decision": "17/00001"}), unread, exits=4)

    first, second, _ = refused.err.splitlines()
    assert "decision: there is no decision 17/00001 on the ledger; record it" in first
    assert "starts_on: '15 June 2020' is not a day" in second


def test_an_application_is_no_contract(day_one: Office) -> None:
    refused = take_over(day_one, application(1), exits=4)

    assert "this is an application, not a contract document; `dpsctl import` takes it" in (
        refused.err
    )


def test_a_folder_without_documents_is_wrong_usage(day_one: Office) -> None:
    (day_one.folder / "nothing").mkdir()

    refused = day_one.types("import-contracts nothing", exits=2)

    assert "there is no *.yaml or *.yml in nothing" in refused.err


# Refused


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"decision": "17/00001"}, "decision: there is no decision 17/00001 on the ledger"),
        (
            {"awarded_on": "2018-07-15"},
            "decision: decision 18/00030 takes effect on 2018-07-16 (as the document says): "
            "it gives no power to award on 2018-07-15",
        ),
        ({"agreement": "spot"}, "agreement: 'spot' is not one of dps, framework"),
        ({"band": "Specialist"}, "band: 'Specialist' is not one of Mid, High"),
        ({"categories": ["LD", "OP"]}, "categories[2]: 'OP' is not one of LD, MH, PD"),
        ({"categories": ["LD"]}, "placements[2].need: 'MH' is not one of LD"),
        ({"ends_on": "2020-06-01"}, "ends_on: 2020-06-01 is before 2020-06-15, the contract's"),
        (
            {"awarded_on": "2020-11-10", "ends_on": "2020-11-09"},
            "awarded_on: 2020-11-10 is after 2020-11-09, the contract's last day",
        ),
        (
            {"sealed": {"on": "2020-06-10", "register": "2020/9"}},
            "sealed.on: 2020-06-10 is before 2020-06-11, when both had signed",
        ),
        (
            {"signed": {"council": "2020-06-11"}, "sealed": {"on": "2020-06-12", "register": "9"}},
            "sealed: nothing is sealed before both parties have signed",
        ),
        (
            {"signed.council": "2020-11-17"},
            "signed.council: 2020-11-17 has not come: nothing can have been signed on it",
        ),
        (
            {"sealed": {"on": "2020-11-17", "register": "9"}},
            "sealed.on: 2020-11-17 has not come: nothing can have been sealed on it",
        ),
        (
            {"sealed": {"on": "2020-06-12", "register": "2020/311"}},
            "sealed.register: 2020/311 is contract 1's in the register",
        ),
        (
            {"awarded_on": "2020-11-17", "starts_on": "2020-12-01"},
            "awarded_on: 2020-11-17 is after 2020-11-16, the day of this ledger's first entry: "
            "award it: dpsctl import, check, determine, award",
        ),
        (
            {"awarded_on": None, "starts_on": "2020-12-01"},
            "starts_on: 2020-12-01 is after 2020-11-16, the day of this ledger's first entry: "
            "give awarded_on, if it was awarded by then; else award it",
        ),
    ],
)
def test_what_may_not_be_taken_over(day_one: Office, changed: dict[str, Any], told: str) -> None:
    take_over(day_one, changed_document(HIGH, {}))

    refused = take_over(day_one, mid(changed), exits=1)

    assert told in refused.err
    assert day_one.counts("further_contracts") == 1


def test_a_contract_awarded_on_the_ledgers_first_day_is_taken_over(day_one: Office) -> None:
    take_over(day_one, mid({"awarded_on": "2020-11-16", "starts_on": "2020-12-01"}))

    (row,) = day_one.report("roster")["rows"]
    assert (row["awarded_on"], row["standing"]) == ("2020-11-16", "not yet started")


def test_where_the_award_has_no_day_a_signature_may_come_before_the_first_day(
    day_one: Office,
) -> None:
    unsaid = {"awarded_on": None, "signed": {"provider": "2020-06-10"}, "sealed": None}
    take_over(day_one, mid(unsaid))

    told = day_one.types("sign 1 --on 2020-06-11 --party council")

    assert told.lines == [
        "contract 1: signed by the council on 2020-06-11; in force from 2020-06-15"
    ]


def test_a_reference_names_one_contract_for_good(day_one: Office) -> None:
    take_over(day_one, mid())

    refused = take_over(day_one, mid({"band": "High"}), exits=1)

    assert "contract: SC19012-L2-0031 is on the ledger as contract 1, in other words" in refused.err
    assert "`dpsctl vary`" in refused.err


def test_a_home_holds_one_contract_under_an_agreement_at_once(day_one: Office) -> None:
    take_over(day_one, mid({"ends_on": "2021-03-31"}))
    follows = {"contract": "SC19012-L2-0099", "starts_on": "2021-04-01", "placements": []}

    refused = take_over(day_one, mid({**follows, "starts_on": "2021-03-31"}), exits=1)
    take_over(day_one, mid(follows))
    take_over(
        day_one, mid({**follows, "contract": "S-1", "agreement": "dps", "band": "Specialist"})
    )

    assert (
        "home.cqc_location: this home holds contract 1 under framework from 2020-06-15 to "
        "2021-03-31; two may not run at once" in refused.err
    )
    assert day_one.counts("further_contracts") == 3


def test_a_person_lives_in_one_home(day_one: Office) -> None:
    resident = {"ref": "P-0132", "need": "LD", "band": "Mid", "weekly_fee": "900"}
    elsewhere = mid({**ANOTHER, "placements": [{**resident, "ref": "P-0140"}, resident]})

    refused = take_over(day_one, mid(), elsewhere, exits=1)

    assert "placements[2].ref: P-0132 lives under contract 1, at Sample Home 31\n" in refused.err
    assert day_one.counts("further_contracts") == 0


def test_nor_may_somebody_live_where_an_award_placed_them(kent_at: Stage) -> None:
    office = kent_at("awarded")
    resident = {"ref": "P-0001", "need": "LD", "band": "Mid", "weekly_fee": "900"}

    refused = take_over(office, mid({"placements": [resident]}), exits=1)

    assert "P-0001 lives under contract 1, at Sample Home 01" in refused.err


def test_a_homes_residents_may_be_on_its_other_contract_too(kent_at: Stage) -> None:
    office = kent_at("awarded")
    own = {
        "provider": {"name": "Sample Provider 01 Ltd", "company_number": "99900001"},
        "home": {"name": "Sample Home 01", "cqc_location": "1-00000001"},
        "placements": [{"ref": "P-0001", "need": "LD", "band": "Mid", "weekly_fee": "900"}],
    }

    told = take_over(office, mid(own))

    assert told.lines[0].startswith("contract 17: SC19012-L2-0031, Sample Home 01")


def test_an_award_that_was_annulled_keeps_nobody_out(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-20")
    own = {
        "agreement": "dps",
        "band": "Specialist",
        "provider": {"name": "Sample Provider 01 Ltd", "company_number": "99900001"},
        "home": {"name": "Sample Home 01", "cqc_location": "1-00000001"},
        "placements": [],
    }

    take_over(office, mid(own), exits=1)
    office.types("end-contract 1 --reason 'It held one already' --yes")
    take_over(office, mid(own))

    assert office.counts("further_contracts") == 1


def test_a_provider_of_another_name_is_accepted_only_when_asked(kent_at: Stage) -> None:
    office = kent_at("imported")
    renamed = mid({"provider": {"name": "Sample Trading Ltd", "company_number": "99900001"}})

    refused = take_over(office, renamed, exits=1)
    take_over(office, renamed, options="--accept-name")

    assert (
        "provider.name: 'Sample Trading Ltd' is on the ledger as 'Sample Provider 01 Ltd'; "
        "if it has changed its name, say --accept-name" in refused.err
    )
    # The older name is of its own day: today's applications are still by the newer one.
    assert office.report("applications")["rows"][0]["provider"] == "Sample Provider 01 Ltd"
    day_of_old = office.report("roster", "--as-of 2020-06-20")["rows"]
    assert [row["provider"] for row in day_of_old] == ["Sample Trading Ltd"]


# As it stood


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"signed": None}, "awaiting signature"),
        ({"signed": {"provider": "2020-06-09"}}, "awaiting signature"),
        ({"signed": None, "signed_on": "2020-06-10"}, "in force"),
        ({"signed": None, "signed_on": "2020-11-16"}, "in force"),
        ({"estimated_value": "1000000"}, "awaiting seal"),
        (
            {"estimated_value": "1000000", "sealed": {"on": "2020-06-11", "register": "2020/9"}},
            "in force",
        ),
        ({"ends_on": "2020-11-15"}, "ended"),
        ({"ends_on": "2020-11-16"}, "in force"),
    ],
)
def test_it_stands_as_its_document_leaves_it(
    day_one: Office, changed: dict[str, Any], standing: str
) -> None:
    told = take_over(day_one, mid(changed))

    assert told.lines[0].endswith(f", {standing}")


def test_a_specialist_contract_is_taken_over_like_a_framework_one(day_one: Office) -> None:
    take_over(day_one, mid({"agreement": "dps", "band": "Specialist", "placements": []}))

    (row,) = day_one.report("roster")["rows"]
    assert (row["agreement"], row["band"], row["in_force"]) == ("dps", "Specialist", True)


def test_a_home_that_another_provider_runs_by_now_is_remarked_on(kent_at: Stage) -> None:
    office = kent_at("imported")
    home = {"name": "Old Sample Home", "cqc_location": "1-00000007"}

    told = take_over(office, mid({"home": home, "placements": []}))

    assert told.err.splitlines()[:2] == [
        "SC19012-L2-0031: 1-00000007 is called Sample Home 07 on the ledger",
        "SC19012-L2-0031: Old Sample Home is run by Sample Provider 07 Ltd on the ledger: "
        "if it was sold since, say so with `dpsctl transfer`",
    ]


def test_the_home_of_a_contract_taken_over_may_not_apply_beside_it(kent_at: Stage) -> None:
    office = kent_at("open")
    take_over(office, mid({"agreement": "dps", "band": "Specialist", "placements": []}))

    refused = office.imports(application(31), exits=1)

    assert "this home holds contract 1 under dps, which has not ended" in refused.err
