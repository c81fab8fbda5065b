"""A contract explained: its terms, how it stands on a day, and every act of its life."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..executing import renewed
from ..office import Office
from ..papers import decision


@pytest.fixture
def living(kent_at: Callable[[str], Office]) -> Office:
    """Kent's sixteen contracts: four signed, three of them sealed, one of those suspended."""
    office = kent_at("awarded")
    may = office.on("2021-05-04")
    may.types("sign 1 2 3 4 --on 2021-04-28")
    for number in (1, 2, 3):
        may.types(f"seal {number} --on 2021-04-30 --register 2021/{116 + number}")
    office.on("2021-05-10T12:00").types("suspend 2 --days 90 --reason 'An enquiry'")
    return office.on("2021-05-11")


def life(office: Office, contract: int, options: str = "") -> list[tuple[str, str]]:
    told = office.types(f"explain {contract} --contract --format json {options}").json
    return [(act["on"], act["what"]) for act in told["life"]]


def test_a_contracts_life_is_told_in_the_order_it_was_recorded(living: Office) -> None:
    assert life(living, 2) == [
        ("2021-04-28", "signed by both"),
        ("2021-04-30", "sealed, number 2021/118 in the register of seals"),
        ("2021-05-10", "suspended until the end of 2021-08-08: no new placements"),
    ]


def test_what_was_recorded_after_the_day_is_left_out(living: Office) -> None:
    assert len(life(living, 2, "--as-of 2021-05-09")) == 2
    assert life(living, 2, "--as-of 2021-05-03") == []


def test_a_signature_of_one_party_says_whose(living: Office) -> None:
    living.types("sign 5 --on 2021-05-10 --party provider")

    assert life(living, 5) == [("2021-05-10", "signed by the provider")]


def test_whatever_befalls_a_contract_is_told(living: Office) -> None:
    living.types("resume 2 --reason 'Nothing was found'")
    living.types("vary 2 --from 2021-06-01 --beds 6 --decision 20/00108 --reason 'A room more'")
    living.types("end-contract 2 --on 2021-12-01 --reason 'It closes' --yes")

    assert life(living, 2)[3:] == [
        ("2021-05-11", "open to placements again"),
        ("2021-06-01", "6 beds under decision 20/00108"),
        ("2021-12-01", "no longer in force from this day"),
    ]


def test_uplifts_that_touched_a_contract_are_told_each_time(living: Office) -> None:
    living.records(decision({"decision": "21/00013", "powers": ["uplift"]}))
    uplift = (
        "uplift: 2021/22\ndecision: 21/00013\nfrom: 2021-06-01\nuntil: 2022-03-31\npercent: 3.5\n"
        "caps: {evidence_above: 2250.00}\n"
    )
    living.types(f"uplift {living.writes('first.yaml', uplift)}")
    more = f"{uplift}evidence: {{P-0005: cost breakdown}}\n"
    living.on("2021-05-20").types(f"uplift {living.writes('more.yaml', more)}")

    def rose(placements: str) -> tuple[str, str]:
        return "2021-06-01", f"fees rose by 3.5% (uplift 2021/22), {placements}"

    assert life(living, 1)[2:] == [rose("4 placements")]
    assert life(living, 2, "--as-of 2021-05-19")[3:] == [rose("3 placements")]
    assert life(living, 2, "--as-of 2021-05-20")[3:] == [rose("3 placements"), rose("1 placement")]


def test_an_applications_story_ends_with_its_contracts_life(living: Office) -> None:
    told = living.types("explain KBP-2021-0002 --format json").json["contract"]
    shown = living.types("explain KBP-2021-0002").out

    assert (told["standing"], told["in_force"], told["open_to_placements"]) == (
        "suspended",
        True,
        False,
    )
    assert "  stands      suspended\n" in shown
    assert "suspended until the end of 2021-08-08: no new placements, recorded on " in shown
    assert "(entry 16): An enquiry\n" in shown


def test_a_contract_that_is_not_on_the_roster_says_why(living: Office) -> None:
    living.types("end-contract 9 --reason 'Awarded in error' --yes")
    living.types("end-contract 3 --on 2021-05-08 --reason 'It closed' --yes")

    def standing(number: int, options: str = "") -> str:
        told = living.types(f"explain {number} --contract --format json {options}").json
        return str(told["standing"])

    assert standing(9) == "annulled"
    assert "2021-05-04 to 2026-06-14, both in" in living.types("explain 9 --contract").out
    assert standing(3) == "ended"
    assert standing(3, "--as-of 2021-05-07") == "in force"
    assert standing(1, "--as-of 2021-04-19") == "not yet awarded"


def test_a_later_last_day_is_told_from_the_day_it_was_recorded(living: Office) -> None:
    extension = {"decision": "21/00042", "powers": ["extend"], "effective_on": "2021-06-01"}
    living.records(decision(extension))
    living.on("2021-06-10").types("extend-contract 1 --ends 2028-06-14 --decision 21/00042")

    def last_day(as_of: str) -> str:
        told = living.types(f"explain 1 --contract --format json --as-of {as_of}").json
        return str(told["ends_on"])

    assert (last_day("2021-06-09"), last_day("2021-06-10")) == ("2026-06-14", "2028-06-14")


def test_a_name_that_no_contract_has_is_refused(living: Office) -> None:
    assert living.types("explain 99 --contract", exits=1).err.startswith(
        "dpsctl: there is no contract 99\n"
    )


def test_status_counts_contracts_and_says_who_waits_for_what(living: Office) -> None:
    told = living.types("status --format json").json
    shown = living.types("status").out

    assert told["contracts"] == {
        "awarded": 16,
        "awaiting_signature": 12,
        "awaiting_seal": 1,
        "not_yet_started": 0,
        "in_force": 3,
        "suspended": 1,
        "open_to_placements": 2,
        "evidence": {"current": 13, "lapsing": 3, "lapsed": 0, "unknown": 0, "closed": 0},
    }
    assert (told["awaiting_signature"], told["awaiting_seal"]) == (12, 1)
    assert told["awaiting_letter"] == [*range(1, 17), 18]
    assert "  in force  3, 1 of them suspended\n  open      2 to new placements\n" in shown
    assert "  evidence  3 lapsing: see dpsctl report evidence\n" in shown
    assert "  letter     17 outcomes: applications 1 to 16 and 18\n" in shown
    assert "  seal       1 contract: 4\n" in shown


def test_on_the_day_the_suspension_is_over_nothing_need_run(living: Office) -> None:
    def open_at(now: str) -> int:
        told = living.on(now).types("status --format json").json
        return int(told["contracts"]["open_to_placements"])

    renewed(living, 3, until="2022-06-30")

    assert open_at("2021-08-08T23:59") == 2
    assert open_at("2021-08-09T00:00") == 3


def test_a_window_whose_decision_was_taken_back_is_told(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("scheduled")
    office.types("decision-event 20/00108 revoked --on 2021-02-16 --reason 'Scrutiny'")
    why = "decision 20/00108 was revoked on 2021-02-16: it gives no power to open on 2021-03-01"

    assert f"2021-03-01: {why}\n" in office.types("status").out
    assert office.types("status --format json").json["windows"][0]["without_power"] == why
