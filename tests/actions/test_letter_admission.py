"""Letters of admission: sent where admission gives membership and no contract, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..cli.snapshots import masked
from ..office import Office
from ..papers import application, rule, rule_set
from ..small_system import OWN_RULES, RATED_GOOD, small_system
from .post_room import ALONE, letter, market_office, names
from .test_letter_texts import agreed_letter

ADMIT = "determine --all-qualified admit --reason 'Meets every criterion'"
AWARD = "award 1 --decision 25/00031 --ends 2028-02-29 --basis 'competition 3' --yes"
SOUND = {"received_at": "2021-03-09T09:00", "answers": None}


@pytest.fixture
def market(tmp_path: Path) -> Office:
    """Seaside's dynamic market, which admitted applications 1 and 2 on 3 February 2026."""
    office = market_office(tmp_path)
    office.types(ADMIT)
    return office


def strict_office(new_office: Office, *rules: dict[str, Any]) -> Office:
    """An office always open under PCR 2015 reg 34, on 10 March 2021; its letters name nobody."""
    own = rule_set("2020-06-01", [RATED_GOOD, *rules], {"regime": "pcr2015"})
    terms = {"regime": "pcr2015", "reopening": None, **ALONE}
    office = small_system(new_office, own, terms, "2020-06-01")
    office.types(f"open-window {OWN_RULES}")
    return office


def row_of(office: Office, number: int, options: str = "") -> Any:
    rows = office.report("applications", options)["rows"]
    return next(row for row in rows if row["application"] == number)


def letters_due(office: Office, day: str) -> list[tuple[int, str]]:
    rows = office.report("deadlines", f"--as-of {day}")["rows"]
    return [(row["application"], row["basis"]) for row in rows if row["what"] == "letter"]


def test_a_member_of_a_dynamic_market_is_told_that_it_was_admitted(market: Office) -> None:
    told = market.types("letters")

    assert told.lines == [
        f"application {number}: told on 2026-02-03 that it was admitted "
        f"({number:04}-admitted.md and .html)"
        for number in (1, 2)
    ]


def test_the_letter_of_an_admission_reads_as_it_was_agreed(market: Office) -> None:
    market.types("letters 1")

    text = letter(market, "0001-admitted.md")

    assert masked(text) == agreed_letter("letter-admitted", text)
    assert "PCR 2015" not in text


def test_insurance_that_was_promised_is_asked_for(market: Office) -> None:
    market.types("letters")

    promised = (
        "   - You told us that you would obtain public liability insurance of £5,000,000. "
        "We need your certificate before any contract is awarded to you.\n"
    )
    assert promised in letter(market, "0002-admitted.md")
    assert "certificate" not in letter(market, "0001-admitted.md")


def test_it_is_told_once(market: Office) -> None:
    market.types("letters")
    entries = market.entries()

    again = market.types("letters")

    assert again.lines == ["nothing to do: 2 outcomes were told before"]
    assert market.entries() == entries


def test_until_then_the_letter_is_due_and_awaited(market: Office) -> None:
    why = (
        "admitted on 2026-02-03; to be told as soon as reasonably practicable, with reasons "
        "(Procurement Act 2023 s 36(6)(e))"
    )
    assert letters_due(market, "2026-02-03") == [(1, why), (2, why)]
    told = market.types("status --format json").json
    assert told["awaiting_letter"] == [1, 2]
    assert list(told["waiting"]) == ["person"]  # admitted is the outcome: no award is waited for
    assert told["next"]["command"] == "dpsctl letters --into letters"

    later = market.on("2026-02-05")
    later.types("letters 1")

    assert letters_due(later, "2026-02-05") == [(2, why)]
    assert later.types("status --format json").json["awaiting_letter"] == [2]
    assert row_of(later, 1)["told_on"] == "2026-02-05"
    assert row_of(later, 1, "--as-of 2026-02-04")["told_on"] is None
    assert row_of(later, 2)["told_on"] is None


def test_an_award_that_follows_has_a_letter_of_its_own_beside_the_first(market: Office) -> None:
    market.types("letters 1")
    office = market.on("2026-03-02")
    office.types(AWARD)
    assert row_of(office, 1)["told_on"] is None

    told = office.types("letters 1")

    assert told.lines == [
        "application 1: told on 2026-03-02 that it was awarded (0001-awarded.md and .html)"
    ]
    assert "takes the place" not in letter(office, "0001-awarded.md")
    assert row_of(office, 1)["told_on"] == "2026-03-02"


def test_an_admission_after_one_taken_back_takes_the_place_of_its_letter(market: Office) -> None:
    market.types("letters 1")
    market.types("rescind 1 --reason 'Typed too soon'")
    market.on("2026-02-05").types("determine 1 admit --reason 'Meets every criterion'")

    market.on("2026-02-05").types("letters 1")

    second = letter(market, "0001-admitted-2.md")
    assert "takes the place of the one that we sent you on 3 February 2026." in second


def test_what_has_no_outcome_is_told_which_outcomes_there_are(market: Office) -> None:
    refused = market.types("letters 3", exits=1)

    assert refused.err.splitlines() == [
        "dpsctl: application 3 is referred: there is no outcome to tell of",
        "  letters tell of what was admitted, awarded, refused or withdrawn",
    ]


def test_and_where_there_is_none(tmp_path: Path) -> None:
    told = market_office(tmp_path).types("letters")

    assert told.lines == [
        "nothing to do: no application was admitted, awarded, refused or withdrawn"
    ]


def test_a_letter_is_not_sent_before_the_admission(market: Office) -> None:
    refused = market.types("letters 1 --sent 2026-02-02", exits=1)

    assert "application 1 was admitted on 2026-02-03" in refused.err
    assert not (market.folder / "letters").exists()


# Under PCR 2015


def test_under_strict_pcr_2015_it_is_told_too_by_that_law(new_office: Office) -> None:
    office = strict_office(new_office)
    office.imports(application(1, SOUND))
    office.types("check")
    office.types(ADMIT)
    office.types("letters")

    text = letter(office, "0001-admitted.md")

    assert "by itself gives you none (PCR 2015 reg 34(5) and (21) to (24))" in text
    assert "Procurement Act" not in text
    assert "in court" not in text


def test_one_admitted_in_part_is_told_why_and_how_to_challenge_it_once(new_office: Office) -> None:
    big = rule("big", "home.beds at least 500", "fail", categories=["MH"])
    office = strict_office(new_office, big)
    office.imports(application(1, {**SOUND, "categories": ["LD", "MH"]}))
    office.types("check")
    office.types("determine 1 admit --reason 'Meets all for one'")
    office.types("letters")

    text = letter(office, "0001-admitted.md")

    assert "# Your application was successful in part\n" in text
    assert "- For: Learning disability or autism\n" in text
    assert "## What was not admitted\n" in text
    assert "number of beds at least 500" in text
    assert "Counted from the day of this letter, the last day is **8 April 2021**." in text

    # The time to challenge runs from the first letter: a second one must not count it anew.
    office.on("2021-05-10").types("award --decision 20/00108 --basis 'competition 7' --yes")
    office.on("2021-05-10").types("letters")
    second = letter(office, "0001-awarded.md")
    assert "in court" not in second
    assert "# Your application was successful\n" in second


def test_where_the_award_came_first_it_is_told_alone(new_office: Office) -> None:
    office = strict_office(new_office)
    office.imports(application(1, SOUND))
    office.types("check")
    office.types(ADMIT)
    office.types("award --decision 20/00108 --basis 'competition 7' --yes")
    office.types("letters")

    assert names(office) == ["0001-awarded.html", "0001-awarded.md"]


def test_under_the_light_touch_regime_who_is_admitted_waits_for_its_award(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("admitted")

    refused = office.types("letters 1", exits=1)

    assert "application 1 is admitted: there is no outcome to tell of" in refused.err
    assert letters_due(office, "2021-04-08") == []
    assert office.types("status --format json").json["awaiting_letter"] == []
    assert row_of(office, 1)["told_on"] is None


def test_no_letter_of_admission_names_a_person(tmp_path: Path) -> None:
    office = market_office(tmp_path).under("Zebedee Example")
    office.types(ADMIT)
    office.types("letters")

    login = office.report("history")["rows"][0]["login"]
    everything = " ".join(letter(office, name) for name in names(office))
    assert "Zebedee" not in everything
    assert login not in everything.split()
