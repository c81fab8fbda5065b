"""A home re-models: nobody is left behind, and nobody and nothing is counted twice meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dpsctl.domain.days import parse_instant
from dpsctl.ledger.facts import Placement
from dpsctl.ledger.file import writing
from dpsctl.ledger.recording import Act, recording

from ..office import HEAD_OF_QUALITY, Office
from ..papers import application, changed_document

Stage = Callable[[str], Office]

OLD = "contracts/SC19012-L2-0020.yaml"
MID = "contracts/SC19012-L2-0031.yaml"
STAYING = {"ref": "P-0071", "need": "LD", "band": "High", "weekly_fee": "1400"}
AWARD = "award KBP-2021-0020 --decision 20/00108 --starts 2021-06-01 --yes"
# KBP-2021-0020 re-models Sample Home 20: £4,752.15 a week under its framework contract, £4,777.75
# under the specialist one, which at 52 weeks is £247,111.80 and £248,443.00 a year.
BEFORE = (
    "Sample Home 20 leaves framework contract 1 (High) for contract 2 (Specialist) when that is in "
    "force, on 2021-06-01 at the earliest: £247,112 a year now, £248,443 then, up £1,331"
)
SIGNED = BEFORE.replace(" when that is in force, on 2021-06-01 at the earliest", " on 2021-06-01")
AFTER = (
    "Sample Home 20 left framework contract 1 (High) for contract 2 (Specialist) on 2021-06-01: "
    "£247,112 a year before, £248,443 since, up £1,331"
)


def take_over(office: Office, name: str = OLD, changed: dict[str, Any] | None = None) -> None:
    """Record one of Kent's framework contracts, with some paths changed."""
    written = office.writes("old.yaml", changed_document(name, changed or {}))
    office.types(f"import-contracts {written}")


def with_staying(fee: str = "1587.30") -> dict[str, Any]:
    """The residents of the framework contract, and one more, whom the application leaves out.

    ``fee`` is what the first of them costs a week.
    """
    resident = {"need": "LD", "band": "High"}
    fees = {"P-0068": fee, "P-0069": "1499.65", "P-0070": "1665.20"}
    known = [{"ref": ref, **resident, "weekly_fee": each} for ref, each in fees.items()]
    return {"placements": [*known, STAYING]}


@pytest.fixture
def late(kent_at: Stage) -> Office:
    """The office with the late application of Sample Home 20 admitted, and nothing else."""
    office = kent_at("checked")
    office.under(HEAD_OF_QUALITY).types("determine KBP-2021-0020 admit --reason 'Late, and good'")
    return office.on("2021-04-20")


@pytest.fixture
def moving(late: Office) -> Office:
    """The office with the specialist contract awarded, which its home leaves the other for."""
    take_over(late)
    late.types(AWARD)
    return late


def executed(office: Office) -> Office:
    """The office once the specialist contract was signed and sealed."""
    later = office.on("2021-05-20")
    later.types("sign 2 --on 2021-05-19")
    later.types("seal 2 --on 2021-05-20 --register 2021/17")
    return later


# The move


def test_an_award_says_which_contract_the_home_leaves(late: Office) -> None:
    take_over(late)

    told = late.types(AWARD)
    again = late.types(AWARD)

    assert told.lines == [
        "contract 2: Sample Home 20, Specialist, 2021-06-01 to 2026-06-14, "
        "awaiting signature and seal",
        "contract 2: the home leaves framework contract 1 (High) on the day it is in force",
    ]
    assert told.err == ""
    assert again.lines == ["nothing to do: application 20 was awarded contract 2"]
    assert late.counts("remodellings") == 1


def test_a_dry_run_leaves_nothing(late: Office) -> None:
    take_over(late)

    late.types(f"{AWARD} --dry-run")

    assert (late.counts("remodellings"), late.counts("contracts")) == (0, 0)


@pytest.mark.parametrize(
    ("as_of", "listed", "in_force", "beds", "note"),
    [
        # Beds and people stand in the new line alone from the award on: 3 beds, where there were 6.
        ("2021-04-19", [1], 1, 6, None),
        ("2021-04-20", [1, 2], 1, 3, BEFORE),
        ("2021-05-20", [1, 2], 1, 3, SIGNED),
        ("2021-05-31", [1, 2], 1, 3, SIGNED),
        ("2021-06-01", [2], 1, 3, AFTER),
        ("2021-06-02", [2], 1, 3, AFTER),
    ],
)
def test_nobody_and_no_pound_is_counted_twice(
    moving: Office, as_of: str, listed: list[int], in_force: int, beds: int, note: str | None
) -> None:
    office = executed(moving)

    roster = office.report("roster", f"--as-of {as_of}")
    costs = office.report("costs", f"--as-of {as_of}")

    assert [row["contract"] for row in roster["rows"]] == listed
    totals = roster["totals"]
    assert (totals["in_force"], totals["beds"], totals["placements"]) == (in_force, beds, 3)
    annual = 24_711_180 if as_of == "2021-04-19" else 24_844_300
    assert totals["annual_pence"] == costs["totals"]["offered_annual_pence"] == annual
    assert costs["totals"]["current_annual_pence"] == 24_711_180
    assert costs["totals"]["placements"] == 3
    for report in (roster, costs):
        notes = [each for each in report["notes"] if each.startswith("Sample Home 20")]
        assert notes == ([note] if note else [])


def test_while_it_is_not_signed_the_earliest_day_moves_on(moving: Office) -> None:
    notes = moving.on("2021-06-10").report("roster")["notes"]

    assert any("when that is in force, on 2021-06-11 at the earliest" in note for note in notes)


def test_an_annulled_award_leaves_the_home_where_it_was(moving: Office) -> None:
    moving.on("2021-05-01").types("end-contract 2 --reason 'The home stays as it is' --yes")

    roster = moving.report("roster", "--as-of 2021-06-02")

    assert [row["contract"] for row in roster["rows"]] == [1]
    assert (roster["totals"]["placements"], roster["totals"]["annual_pence"]) == (3, 24_711_180)
    assert not any("leaves" in note or "left" in note for note in roster["notes"])


# Who is left behind


def test_residents_who_have_not_been_moved_block_the_award(late: Office) -> None:
    take_over(late, changed=with_staying())
    entries = late.entries()

    refused = late.types(AWARD, exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: P-0071 would be left behind: contract 2 takes the place of framework contract 1, "
        "and they are not among its residents",
        "  name whoever moves among the placements of its application: "
        "`dpsctl rescind 20 --reason TEXT`, then import it with them; or record that they left by "
        "then: dpsctl end-placement REF --on DATE",
    ]
    assert (late.entries(), late.counts("contracts")) == (entries, 0)


def test_every_one_of_them_is_named(late: Office) -> None:
    more = [{**STAYING, "ref": ref} for ref in ("P-0073", "P-0072")]
    residents = with_staying()
    take_over(late, changed={"placements": [*residents["placements"], *more]})

    refused = late.types(AWARD, exits=1)

    assert "dpsctl: P-0071, P-0072 and P-0073 would be left behind" in refused.err


def test_whoever_came_since_the_award_blocks_it_from_coming_into_force(moving: Office) -> None:
    office = moving.on("2021-05-20")
    came = Placement(1, "P-0071", "LD", "High", 140_000, "2021-05-01")
    act = Act("place P-0071", "Anna", "anna01", parse_instant("2021-05-01T09:00"))
    with writing(office.ledger) as ledger, recording(ledger, act) as to:
        to.add(came)
    office.types("sign 2 --on 2021-05-19")

    refused = office.types("seal 2 --on 2021-05-20 --register 2021/17", exits=1)

    assert "P-0071 would be left behind: contract 2 takes the place" in refused.err
    assert office.counts("seals") == 1  # the framework contract's own


def test_nobody_is_left_behind_in_a_contract_that_ends_of_itself_before(late: Office) -> None:
    take_over(late, changed={**with_staying(), "ends_on": "2021-05-31"})

    told = late.types(AWARD)

    assert "leaves framework contract 1" in told.lines[1]


def test_one_more_day_and_somebody_is(late: Office) -> None:
    take_over(late, changed={**with_staying(), "ends_on": "2021-06-01"})

    late.types(AWARD, exits=1)


# What the application says against what the ledger knows


NOTHING_LEFT = (
    "application 20 says that it re-models from 1-00000020, which holds no other contract here: "
    "if one began before the ledger, record it before contract {} is signed, "
    "with dpsctl import-contracts FILE"
)


def test_a_home_that_holds_no_other_contract_is_awarded_with_a_remark(late: Office) -> None:
    told = late.types(AWARD)

    assert told.err.splitlines() == [NOTHING_LEFT.format(1)]
    assert (late.counts("contracts"), late.counts("remodellings")) == (1, 0)


def test_so_is_one_whose_other_contract_has_ended(late: Office) -> None:
    take_over(late, changed={"ends_on": "2021-04-19"})

    assert late.types(AWARD).err.splitlines() == [NOTHING_LEFT.format(2)]


def test_what_is_taken_over_after_the_award_is_left_once_the_new_one_is_signed(
    late: Office,
) -> None:
    late.types(AWARD)
    take_over(late)

    told = late.on("2021-05-20").types("sign 1 --on 2021-05-19")

    assert told.lines == [
        "contract 1: the home leaves framework contract 2 (High) on the day it is in force",
        "contract 1: signed by both on 2021-05-19; awaiting seal",
    ]
    assert late.counts("remodellings") == 1


def test_nobody_is_left_behind_in_what_was_taken_over_after_the_award(late: Office) -> None:
    late.types(AWARD)
    take_over(late, changed=with_staying())

    refused = late.on("2021-05-20").types("sign 1 --on 2021-05-19", exits=1)

    assert "P-0071 would be left behind" in refused.err
    assert late.counts("signatures") == 2  # those of the contract taken over


def test_nobody_ends_another_providers_contract(kent_at: Stage) -> None:
    office = kent_at("open")
    take_over(office, MID)
    office.imports(application(1, {"remodels": "1-00000031"}))
    office.types("check")
    office.types("determine 1 admit --reason 'Meets every criterion'")

    refused = office.types("award 1 --decision 20/00108 --yes", exits=1)

    assert (
        "application 1 says that it re-models from 1-00000031, which is Sample Home 31, held by "
        "another provider: nobody ends contract 1 for them" in refused.err
    )


def test_a_home_registered_anew_leaves_the_contract_it_held_before(kent_at: Stage) -> None:
    office = kent_at("open")
    take_over(office, MID, {"placements": None})
    new = {"home.cqc_location": "1-00000131", "remodels": "1-00000031", "placements": None}
    office.imports(application(31, new))
    office.types("check")
    office.types("determine 1 admit --reason 'Meets every criterion'")

    told = office.types("award 1 --decision 20/00108 --yes")

    assert told.lines[1] == (
        "contract 2: the home leaves framework contract 1 (Mid) on the day it is in force"
    )


def test_a_home_under_a_new_owner_leaves_what_the_old_one_held(kent_at: Stage) -> None:
    office = kent_at("open")
    take_over(office, MID, {"placements": None})
    sold = {"provider.name": "Sample Provider 41 Ltd", "provider.company_number": "99900041"}
    office.imports(application(31, {**sold, "remodels": "1-00000031", "placements": None}))
    office.types("check")
    office.types("determine 1 admit --reason 'Meets every criterion'")

    office.types("award 1 --decision 20/00108 --yes")

    assert office.counts("remodellings") == 1


def test_a_fee_that_the_contract_has_otherwise_is_remarked_on(late: Office) -> None:
    residents = with_staying(fee="1600")["placements"][:3]
    take_over(late, changed={"placements": residents})

    told = late.types(AWARD)

    assert told.err.splitlines() == [
        "P-0068: £1,600.00 a week under contract 1, and £1,587.30 now as the application has it"
    ]


def test_a_home_that_does_not_say_that_it_re_models_would_hold_two(kent_at: Stage) -> None:
    office = kent_at("open")
    take_over(office, MID)
    office.imports(application(31, {"placements": None}))
    office.types("check")
    office.types("determine 1 admit --reason 'Meets every criterion'")

    told = office.types("award 1 --decision 20/00108 --yes")

    assert told.err.splitlines() == [
        "contract 2: framework contract 1 of this home runs to 2026-06-14, and the application "
        "does not say that it leaves it: both run"
    ]
    assert (office.counts("contracts"), office.counts("remodellings")) == (1, 0)


# Who leaves meanwhile


def test_whoever_leaves_a_moving_home_leaves_both_its_contracts(moving: Office) -> None:
    told = moving.on("2021-05-10").types("end-placement P-0068 --on 2021-05-09")
    assert told.lines == ["P-0068 left contract 2 and contract 1 on 2021-05-09"]
    again = moving.on("2021-05-10").types("end-placement P-0068 --on 2021-05-09")
    assert again.lines == ["nothing to do: P-0068 left on 2021-05-09"]
    executed(moving)
    assert moving.report("roster", "--as-of 2021-06-02")["totals"]["placements"] == 2


def test_the_contract_that_is_left_may_be_named_and_stands_for_both(moving: Office) -> None:
    office = moving.on("2021-05-10")
    office.types("end-placement P-0068 --on 2021-05-09 --contract 1")
    office.types("end-placement P-0068 --on 2021-05-08 --correct 'A day earlier'")
    assert office.counts("placement_endings") == 4
    assert executed(moving).on("2021-06-02").report("roster")["totals"]["placements"] == 2


def test_whoever_leaves_after_the_move_leaves_the_new_contract(moving: Office) -> None:
    office = executed(moving).on("2021-06-10")
    told = office.types("end-placement P-0068 --on 2021-06-09")
    assert told.lines == ["P-0068 left contract 2 on 2021-06-09"]


def test_nobody_is_placed_in_a_moving_home_without_its_contract(moving: Office) -> None:
    who = "--ref P-0101 --need LD --band High --weekly 900 --basis direct --reason x"
    told = moving.types(f"place 1-00000020 {who}", exits=1)
    assert "1-00000020 fits contracts 1 and 2, none of which has ended" in told.err
    assert moving.counts("placings") == 0


def test_a_fee_under_the_contract_that_is_left_meanwhile_is_told(moving: Office) -> None:
    told = moving.types("change-fee P-0068 --weekly 1700 --from 2021-05-01 --reason Review")
    assert told.lines[0].startswith("P-0068, contract 2: £1,611.55 to £1,700.00")
    assert "under contract 1 it stays £1,587.30: --contract 1 changes that" in told.err
