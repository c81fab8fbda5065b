"""``transfer``: a home sold keeps its contract, and every day shows the owner of that day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..office import KENT, Office
from ..papers import application, changed_document, system

Stage = Callable[[str], Office]
Row = dict[str, Any]

SOLD = "transfers/sample-home-07.yaml"
PASSES = (
    "contract 7: Sample Home 07 passes from Sample Provider 07 Ltd (1-00000007) "
    "to Sample Provider 41 Ltd (1-00000107) on 2022-04-01"
)
FRAMEWORK = "contracts/SC19012-L2-0031.yaml"


def passes(
    office: Office,
    changed: dict[str, Any] | None = None,
    *,
    contract: str = "7",
    options: str = "",
    exits: int = 0,
) -> Any:
    """Record a transfer: the fixture's, with some paths changed."""
    name = office.writes("transfer.yaml", changed_document(SOLD, changed or {}))
    command = f"transfer {contract} --to {name} --reason 'Letter of 28 March' {options}"
    return office.types(command, exits=exits)


def contract(office: Office, report: str, as_of: str, number: int = 7) -> Row:
    """A contract's line in a report of a day."""
    rows: list[Row] = office.report(report, f"--as-of {as_of}")["rows"]
    return next(row for row in rows if row["contract"] == number)


@pytest.fixture
def spring(kent_at: Stage) -> Office:
    """Kent's office in March 2022, a year into its contracts."""
    return kent_at("awarded").on("2022-03-28")


# A home sold in the middle of its contract


def test_a_home_sold_keeps_its_residents_its_costs_and_its_history(spring: Office) -> None:
    before = {name: contract(spring, name, "2022-04-01") for name in ("roster", "costs")}
    told_before = spring.types("explain 1-00000007 --format json").json

    told = passes(spring)

    assert told.lines == [PASSES]
    # Residents and money are those of Kent's application 7, under the new location.
    for name, row in before.items():
        new = contract(spring, name, "2022-04-01")
        # The new owner's evidence is its own: nothing is on record of it yet.
        assert {key for key in row if row[key] != new[key]} <= {
            *("provider", "company_number", "cqc_location", "evidence", "open_to_placements")
        }
        assert new["placements"] == 4
    assert contract(spring, "costs", "2022-04-01")["offered_weekly_pence"] == 699_366
    told_after = spring.types("explain 1-00000107 --format json").json
    assert told_after["application"] == told_before["application"] == 7
    assert told_after["contract"]["contract"] == told_before["contract"]["contract"] == 7


def test_what_the_document_says_of_the_new_owners_insurance_counts(spring: Office) -> None:
    insured = {"cover": "£10,000,000", "expires": "2022-12-31"}
    passes(spring, {"provider.insurance": {"public_liability": insured}})

    rows = spring.on("2022-04-01").report("evidence")["rows"]

    (shown,) = (row for row in rows if (row["contract"], row["kind"]) == (7, "public liability"))
    assert shown["provider"] == "Sample Provider 41 Ltd"
    assert (shown["source"], shown["until_day"], shown["standing"]) == (
        "transfer",
        "2022-12-31",
        "current",
    )


@pytest.mark.parametrize(
    ("as_of", "provider", "number", "location"),
    [
        ("2021-05-04", "Sample Provider 07 Ltd", "99900007", "1-00000007"),
        ("2022-03-31", "Sample Provider 07 Ltd", "99900007", "1-00000007"),
        ("2022-04-01", "Sample Provider 41 Ltd", "99900041", "1-00000107"),
        ("2026-06-14", "Sample Provider 41 Ltd", "99900041", "1-00000107"),
    ],
)
def test_the_roster_on_any_day_shows_the_owner_of_that_day(
    spring: Office, as_of: str, provider: str, number: str, location: str
) -> None:
    passes(spring)

    row = contract(spring, "roster", as_of)

    told = (row["home"], row["provider"], row["company_number"], row["cqc_location"])
    assert told == ("Sample Home 07", provider, number, location)
    costs = contract(spring, "costs", as_of)
    assert (costs["provider"], costs["cqc_location"]) == (provider, location)


def test_a_home_sold_twice_has_three_owners(spring: Office) -> None:
    passes(spring)
    again = {"name": "Sample Provider 42 Ltd", "company_number": "99900042"}
    home = {"cqc_location": "1-00000207", "name": "Sample Home 07 Lodge"}
    passes(spring, {"transfer": "2023-01-01", "provider": again, "home": home})

    days = ("2022-03-31", "2022-04-01", "2022-12-31", "2023-01-01")
    rows = [contract(spring, "roster", day) for day in days]

    assert [(row["provider"][16:18], row["cqc_location"], row["home"]) for row in rows] == [
        ("07", "1-00000007", "Sample Home 07"),
        ("41", "1-00000107", "Sample Home 07"),
        ("41", "1-00000107", "Sample Home 07"),
        ("42", "1-00000207", "Sample Home 07 Lodge"),
    ]


def test_nobody_elses_contract_changes(spring: Office) -> None:
    before = spring.report("roster", "--as-of 2022-04-01")

    passes(spring)

    after = spring.report("roster", "--as-of 2022-04-01")
    assert after["totals"] == before["totals"]
    assert [row for row in after["rows"] if row not in before["rows"]] == [after["rows"][6]]


@pytest.mark.parametrize("name", ["7", "KBP-2021-0007", "1-00000007", "1-00000107"])
def test_the_same_document_again_does_nothing_by_any_name(spring: Office, name: str) -> None:
    passes(spring)
    entries = spring.entries()

    again = passes(spring, contract=name)

    assert again.lines == ["nothing to do: contract 7 passes as this document has it"]
    assert spring.entries() == entries


def test_a_dry_run_passes_nothing(spring: Office) -> None:
    told = passes(spring, options="--dry-run")

    assert told.lines == [PASSES]
    assert spring.counts("transfers") == 0
    assert contract(spring, "roster", "2022-04-01")["cqc_location"] == "1-00000007"


def test_a_day_that_is_past_is_remarked_on(spring: Office) -> None:
    ahead, late = passes(spring, options="-n"), passes(spring.on("2022-04-02"))

    assert ahead.err == "dry run: nothing recorded\n"
    assert "2022-04-01 is past: rosters printed since then say otherwise" in late.err


# Only the registration, or only the owner


def test_a_new_registration_asks_for_no_criteria(spring: Office) -> None:
    told = passes(spring, {"provider": None, "fulfils_criteria": None})

    assert told.lines == [
        "contract 7: Sample Home 07 of Sample Provider 07 Ltd is registered as 1-00000107 "
        "instead of 1-00000007 from 2022-04-01 on"
    ]
    row = contract(spring, "roster", "2022-04-01")
    assert (row["provider"], row["cqc_location"]) == ("Sample Provider 07 Ltd", "1-00000107")


def test_a_home_may_be_sold_and_stay_where_it_is_registered(spring: Office) -> None:
    passes(spring, {"home": None})

    row = contract(spring, "roster", "2022-04-01")
    assert (row["provider"], row["cqc_location"]) == ("Sample Provider 41 Ltd", "1-00000007")


def test_a_home_or_its_owner_may_just_have_a_new_name(spring: Office) -> None:
    owner = {"name": "Sample Provider 07 Group", "company_number": "99900007"}
    same = {"provider": owner, "home": None, "fulfils_criteria": None}
    lodge = {"cqc_location": "1-00000007", "name": "Sample Lodge"}

    of_owner = passes(spring, same, options="--accept-name")
    of_home = passes(spring, {**same, "provider": None, "home": lodge})

    assert of_owner.lines == [
        "contract 7: Sample Home 07 of Sample Provider 07 Ltd is called Sample Home 07 of Sample "
        "Provider 07 Group from 2022-04-01 on"
    ]
    assert of_home.lines == [
        "contract 7: Sample Home 07 of Sample Provider 07 Group is called Sample Lodge of Sample "
        "Provider 07 Group from 2022-04-01 on"
    ]
    row = contract(spring, "roster", "2022-04-01")
    assert (row["home"], row["provider"]) == ("Sample Lodge", "Sample Provider 07 Group")


def test_it_may_be_sold_to_a_provider_the_ledger_knows(spring: Office) -> None:
    known = {"name": "Sample Provider 01 Ltd", "company_number": "99900001"}
    providers = spring.counts("providers")

    passes(spring, {"provider": known})

    assert contract(spring, "roster", "2022-04-01")["provider"] == "Sample Provider 01 Ltd"
    assert spring.counts("providers") == providers


def test_a_known_provider_of_another_name_is_accepted_only_when_asked(spring: Office) -> None:
    renamed = {"provider": {"name": "Sample Group Ltd", "company_number": "99900001"}}

    refused = passes(spring, renamed, exits=1)
    passes(spring, renamed, options="--accept-name")

    assert "provider.name: 'Sample Group Ltd' is on the ledger as 'Sample Provider 01 Ltd'" in (
        refused.err
    )
    # The group's other home is its own, before the day of the new name under the old one.
    rows = [contract(spring, "roster", day, 1) for day in ("2022-03-31", "2022-04-01")]
    assert [row["provider"] for row in rows] == ["Sample Provider 01 Ltd", "Sample Group Ltd"]


# Refused


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"fulfils_criteria": None},
            "fulfils_criteria: is missing; a new provider must fulfil the criteria by which the "
            "home was first selected (PCR 2015 reg 72(1)(d)(ii)); say yes once that was checked",
        ),
        (
            {"fulfils_criteria": "no"},
            "fulfils_criteria: is no; a new provider must fulfil the criteria by which the home "
            "was first selected (PCR 2015 reg 72(1)(d)(ii)); otherwise it is for a new procurement",
        ),
        (
            {"home.cqc_location": "1-00000008"},
            "home.cqc_location: 1-00000008 is the location of Sample Home 08 on the ledger",
        ),
        (
            {"transfer": "2021-04-19"},
            "transfer: 2021-04-19 is outside the life of contract 7, awarded on 2021-04-20 and "
            "running to 2026-06-14",
        ),
        ({"transfer": "2026-06-15"}, "transfer: 2026-06-15 is outside the life of contract 7"),
        (
            {
                "provider": {"name": "Sample Provider 07 Ltd", "company_number": "99900007"},
                "home": None,
            },
            "transfer: Sample Provider 07 Ltd holds contract 7 at 1-00000007 on 2022-04-01 as it "
            "is: nothing changes",
        ),
    ],
)
def test_what_does_not_pass(spring: Office, changed: dict[str, Any], told: str) -> None:
    entries = spring.entries()

    refused = passes(spring, changed, exits=1)

    assert told in refused.err
    assert refused.err.splitlines()[-1] == "  nothing was recorded"
    assert spring.entries() == entries


def test_every_reason_is_told_at_once(spring: Office) -> None:
    changed = {"transfer": "2026-06-15", "home.cqc_location": "1-00000008"}

    refused = passes(spring, {**changed, "fulfils_criteria": "no"}, exits=1)

    paths = [line.split(": ")[1] for line in refused.err.splitlines()[:-1]]
    assert paths == ["transfer", "home.cqc_location", "fulfils_criteria"]


def test_a_transfer_before_the_last_one_comes_too_late(spring: Office) -> None:
    passes(spring)
    earlier = {"transfer": "2022-03-31", "home.cqc_location": "1-00000307"}

    refused = passes(spring, earlier, exits=1)

    assert "transfer: 2022-03-31 is before 2022-04-01, the day on which it passed last" in (
        refused.err
    )


def test_a_registration_that_was_given_up_does_not_come_back(spring: Office) -> None:
    passes(spring)
    back = {"name": "Sample Provider 07 Ltd", "company_number": "99900007"}
    returning = {"transfer": "2022-09-01", "provider": back}

    refused = passes(spring, {**returning, "home.cqc_location": "1-00000007"}, exits=1)
    told = passes(spring, {**returning, "home": None})

    assert "home.cqc_location: 1-00000007 was this home's before: one registered anew is given" in (
        refused.err
    )
    assert told.lines == [
        "contract 7: Sample Home 07 passes from Sample Provider 41 Ltd (1-00000107) "
        "to Sample Provider 07 Ltd (1-00000107) on 2022-09-01"
    ]


def test_a_home_has_its_new_registration_from_one_day(spring: Office) -> None:
    """The framework contract of the home passes by a document that has an earlier day."""
    home = {"name": "Sample Home 07", "cqc_location": "1-00000007"}
    spring.writes("old.yaml", changed_document(FRAMEWORK, {"home": home}))
    spring.types("import-contracts old.yaml")
    passes(spring)

    refused = passes(spring, {"transfer": "2022-03-31"}, contract="17", exits=1)

    assert "home.cqc_location: 1-00000107 is this home's only from 2022-04-01 on" in refused.err


def test_on_the_same_day_the_later_word_counts(spring: Office) -> None:
    passes(spring)
    passes(spring, {"provider": None, "home.cqc_location": "1-00000307"})

    row = contract(spring, "roster", "2022-04-01")
    assert (row["provider"], row["cqc_location"]) == ("Sample Provider 41 Ltd", "1-00000307")


def test_an_annulled_award_does_not_pass(spring: Office) -> None:
    spring.types("end-contract 7 --reason 'The home has closed' --yes")

    refused = passes(spring, exits=1)

    assert "transfer: the award of contract 7 was annulled" in refused.err


def test_nobody_passes_a_contract_that_is_not_there(spring: Office) -> None:
    refused = passes(spring, contract="1-00000099", exits=1)

    assert "there is no contract 1-00000099" in refused.err


def test_another_kind_of_document_is_told_in_a_line(spring: Office) -> None:
    name = spring.writes("application.yaml", application(1))

    refused = spring.types(f"transfer 7 --to {name} --reason Sold", exits=4)

    assert "this is an application, not a transfer document" in refused.err


def test_under_the_procurement_act_no_criteria_are_asked_for(new_office: Office) -> None:
    new_office.writes("own.yaml", system({"regime": "pa2023-open-framework"}))
    new_office.types("init own.yaml")
    new_office.types("record-decision decisions/18-00030.yaml")
    name = new_office.writes("old.yaml", (KENT / FRAMEWORK).read_text(encoding="utf-8"))
    new_office.types(f"import-contracts {name}")

    told = passes(new_office, {"fulfils_criteria": None}, contract="SC19012-L2-0031")

    assert told.lines[0].endswith("to Sample Provider 41 Ltd (1-00000107) on 2022-04-01")
    assert (
        "a light-touch contract may be modified freely (Procurement Act 2023 s 74(2)): "
        "see that this is one" in told.err
    )


# The home's other contracts, and what it does afterwards


def test_the_homes_other_contract_is_named_and_passes_by_the_same_document(
    spring: Office,
) -> None:
    own = {"name": "Sample Provider 07 Ltd", "company_number": "99900007"}
    home = {"name": "Sample Home 07", "cqc_location": "1-00000007"}
    old = changed_document(FRAMEWORK, {"provider": own, "home": home})
    spring.types(f"import-contracts {spring.writes('old.yaml', old)}")

    first = passes(spring)
    second = passes(spring, contract="17")

    assert (
        "Sample Provider 07 Ltd holds framework contract 17 of this home too: if it passes "
        "likewise, `dpsctl transfer 17 --to FILE`\n" in first.err
    )
    assert second.err == ""
    for number in (7, 17):
        row = contract(spring, "roster", "2022-04-01", number)
        assert (row["provider"], row["cqc_location"]) == ("Sample Provider 41 Ltd", "1-00000107")
    assert contract(spring, "roster", "2022-03-31", 17)["provider"] == "Sample Provider 07 Ltd"


def test_a_contract_that_was_annulled_is_not_named(spring: Office) -> None:
    own = {"name": "Sample Provider 07 Ltd", "company_number": "99900007"}
    home = {"name": "Sample Home 07", "cqc_location": "1-00000007"}
    old = changed_document(FRAMEWORK, {"provider": own, "home": home, "signed": None})
    spring.types(f"import-contracts {spring.writes('old.yaml', old)}")
    spring.types("end-contract 17 --reason 'It was never signed' --yes")

    told = passes(spring, {"transfer": "2022-03-01"})

    assert "contract 17" not in told.err


def test_under_its_new_location_it_is_the_home_it_was(kent_at: Stage) -> None:
    office = kent_at("awarded")
    passes(office, {"transfer": "2021-05-10"})
    office.on("2021-07-01").types("open-window --opens 2021-09-01 --closes 2021-09-30")
    anew = {
        "received_at": "2021-09-10T10:00",
        "provider.name": "Sample Provider 41 Ltd",
        "provider.company_number": "99900041",
        "home.cqc_location": "1-00000107",
    }

    refused = office.on("2021-09-11").imports(application(7, anew), exits=1)

    assert "this home holds contract 7 under dps, which has not ended" in refused.err
