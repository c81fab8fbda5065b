"""Applying again: at once, or after a wait where the notice says so and the law allows it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dpsctl.ledger.file import reading
from dpsctl.ledger.lookups import system_now
from dpsctl.ledger.reapplications import may_apply_from

from ..office import Office, furnish
from ..papers import application, system
from ..small_system import OWN_RULES, small_system

LIMIT = {"refusals": "3", "wait": "6 months", "cite": "notice 2019/S 191-464499"}
# The day a window opens, its last, and the day on which what came in it is determined.
ROUNDS = (
    ("2021-03-01", "2021-03-10", "2021-03-31"),
    ("2021-06-01", "2021-06-10", "2021-06-30"),
    ("2021-08-01", "2021-08-10", "2021-08-31"),
)
WAITING = (
    "home.cqc_location: this home was refused three times, last on 2021-08-31; "
    "it may apply again from 2022-02-28 (notice 2019/S 191-464499)"
)


def under(office: Office, reapplication: Any) -> Office:
    return small_system(office, changed={"reapplication": reapplication})


def opened(office: Office, opens: str, last_day: str) -> Office:
    told = office.on(opens)
    told.types(f"open-window --opens {opens} --closes {last_day} {OWN_RULES}")
    return told


def paper(received: str, home: int = 1) -> str:
    return application(home, {"received_at": received, "answers": None, "placements": None})


def determined(office: Office, on: str, decided: str, home: int = 1) -> Office:
    """The newest application of a home, admitted or refused on a day."""
    there = office.on(on)
    there.types("check")
    there.types(f"determine 1-{home:08} {decided} --reason 'As the rules say'")
    return there


def applied(office: Office, round: tuple[str, str, str], decided: str, home: int = 1) -> Office:
    """A round: its window, an application in it, and what was decided about it."""
    opens, last_day, decided_on = round
    opened(office, opens, last_day).imports(paper(f"{opens}T12:00", home))
    return determined(office, decided_on, decided, home)


def three_times_refused(office: Office) -> Office:
    for round in ROUNDS:
        applied(office, round, "refuse")
    return opened(office, "2022-02-01", "2022-03-31").on("2022-03-01")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose only home was refused three times under the limit, played once."""
    folder = furnish(tmp_path_factory.mktemp("refused") / "office")
    return three_times_refused(under(Office(folder, "2020-11-16T10:00"), LIMIT))


@pytest.fixture
def refused_thrice(kept: Office, tmp_path: Path) -> Office:
    """A copy of that office of the test's own."""
    return replace(kept, folder=shutil.copytree(kept.folder, tmp_path / "office", symlinks=True))


def refusal(office: Office, received: str, home: int = 1) -> str:
    return office.imports(paper(received, home), exits=1).err


# Three refusals, then six months


def test_after_the_third_refusal_a_home_is_kept_out_until_the_day_six_months_on(
    refused_thrice: Office,
) -> None:
    told = refusal(refused_thrice, "2022-02-27T23:59")

    assert told.splitlines() == [
        "batch.yaml:25:17: " + WAITING,
        "  nothing was imported; --partial takes the good ones",
    ]
    assert refused_thrice.counts("applications") == 3


def test_and_taken_on_that_day(refused_thrice: Office) -> None:
    told = refused_thrice.imports(paper("2022-02-28T00:00"))

    assert told.lines == ["application 4: Sample Home 01 (LD), window 2022-02-01"]


def test_it_is_told_at_once_where_the_window_is_still_open(new_office: Office) -> None:
    office = under(new_office, {**LIMIT, "refusals": "1"})
    applied(office, ("2021-03-01", "2021-03-31", "2021-03-15"), "refuse")

    told = refusal(office.on("2021-03-20"), "2021-03-20T09:00")

    assert "this home was refused once, on 2021-03-15; it may apply again from 2021-09-15" in told


def test_after_two_refusals_of_three_nobody_waits(new_office: Office) -> None:
    office = under(new_office, LIMIT)
    for round in ROUNDS[:2]:
        applied(office, round, "refuse")

    opened(office, "2021-08-01", "2021-08-10").imports(paper("2021-08-02T09:00"))


def test_what_was_received_before_the_third_refusal_is_taken_afterwards(
    new_office: Office,
) -> None:
    """The wait begins with the refusal: whoever applied before it applied rightly."""
    office = under(new_office, LIMIT)
    for round in ROUNDS:
        applied(office, round, "refuse")
    opened(office, "2021-08-15", "2021-10-31")

    office.on("2021-09-02").imports(paper("2021-08-30T17:00"))
    told = refusal(office.on("2021-09-02"), "2021-09-01T09:00")

    assert WAITING in told


def test_another_home_is_free(refused_thrice: Office) -> None:
    refused_thrice.imports(paper("2022-02-02T09:00", home=2))


def test_in_a_batch_the_others_are_taken(refused_thrice: Office) -> None:
    papers = (paper("2022-02-02T09:00"), paper("2022-02-02T09:00", home=2))

    told = refused_thrice.imports(*papers, options="--partial", exits=1)

    assert told.lines == ["application 4: Sample Home 02 (LD), window 2022-02-01"]
    assert WAITING in told.err


# Which refusals count


def test_a_refusal_that_was_rescinded_does_not(refused_thrice: Office) -> None:
    refused_thrice.types("rescind 2 --reason 'The report was of another home'")

    refused_thrice.imports(paper("2022-02-02T09:00"))


def test_nor_do_those_before_the_home_was_last_admitted(new_office: Office) -> None:
    office = under(new_office, LIMIT)
    for round, decided in zip(ROUNDS, ("refuse", "refuse", "admit"), strict=True):
        applied(office, round, decided)
    applied(office, ("2021-10-01", "2021-10-10", "2021-10-31"), "refuse")

    opened(office, "2022-02-01", "2022-03-31").imports(paper("2022-02-01T09:00"))


def test_an_admission_that_was_rescinded_wipes_nothing_out(new_office: Office) -> None:
    office = under(new_office, {**LIMIT, "refusals": "2"})
    for round, decided in zip(ROUNDS, ("refuse", "admit", "refuse"), strict=True):
        applied(office, round, decided)
    office.on("2021-09-01").types("rescind 2 --reason 'The wrong home'")

    told = refusal(opened(office, "2022-02-01", "2022-03-31"), "2022-02-01T09:00")

    assert "this home was refused twice, last on 2021-08-31" in told


def test_a_fourth_refusal_begins_no_new_wait_and_the_sixth_does(new_office: Office) -> None:
    office = under(new_office, LIMIT)
    more = (
        ("2022-03-01", "2022-03-10", "2022-03-31"),
        ("2022-05-01", "2022-05-10", "2022-05-31"),
        ("2022-07-01", "2022-07-10", "2022-07-31"),
    )
    for round in (*ROUNDS, *more):
        applied(office, round, "refuse")

    told = refusal(opened(office, "2022-09-01", "2022-09-30"), "2022-09-01T09:00")

    assert (
        "this home was refused six times, last on 2022-07-31; it may apply again from 2023-01-31"
        in told
    )


def test_a_refusal_is_dated_by_the_london_day_it_was_recorded(new_office: Office) -> None:
    """Half past midnight in summer is the evening before in UTC."""
    office = under(new_office, {**LIMIT, "refusals": "1", "wait": "30 days"})
    opened(office, "2021-06-01", "2021-06-10").imports(paper("2021-06-02T09:00"))
    determined(office, "2021-07-01T00:30", "refuse")

    told = refusal(opened(office, "2021-07-02", "2021-07-31"), "2021-07-02T09:00")

    assert "refused once, on 2021-07-01; it may apply again from 2021-07-31" in told


def test_and_an_application_by_the_london_day_it_was_received(new_office: Office) -> None:
    office = under(new_office, {**LIMIT, "refusals": "1", "wait": "30 days"})
    opened(office, "2021-06-01", "2021-06-10").imports(paper("2021-06-02T09:00"))
    determined(office, "2021-07-01", "refuse")
    office = opened(office, "2021-07-02", "2021-08-31").on("2021-08-02")

    refusal(office, "2021-07-30T23:59")
    office.imports(paper("2021-07-31T00:30"))


# Whose policy


@pytest.mark.parametrize("policy", [None, "unlimited", "Unlimited"])
def test_unless_the_system_says_so_anybody_applies_again_at_once(
    new_office: Office, policy: str | None
) -> None:
    office = three_times_refused(under(new_office, policy))

    office.imports(paper("2022-02-01T09:00"))


def test_the_policy_is_that_of_the_terms_the_window_was_opened_under(
    refused_thrice: Office,
) -> None:
    terms = {"agreements.dps.rules": "small", "agreements.dps.cost_model": None, "gates": None}
    refused_thrice.writes("free.yaml", system({**terms, "reapplication": "unlimited"}))
    refused_thrice.types("init free.yaml --reason 'A new notice'")

    told = refusal(refused_thrice, "2022-02-02T09:00")
    opened(refused_thrice, "2022-04-01", "2022-04-30").imports(paper("2022-04-01T09:00"))

    assert WAITING in told


def test_an_amendment_says_that_the_policy_changed(new_office: Office) -> None:
    office = under(new_office, None)
    terms = {"agreements.dps.rules": "small", "agreements.dps.cost_model": None, "gates": None}
    office.writes("limited.yaml", system({**terms, "reapplication": LIMIT}))

    told = office.types("init limited.yaml --reason 'The notice says so'")

    assert told.lines[0] == "kent-ldpdmh amended: reapplication"


@pytest.mark.parametrize(
    ("regime", "cite"),
    [
        ("pcr2015", "PCR 2015 reg 34(2) and (15)"),
        ("pa2023-dynamic-market", "Procurement Act 2023 s 36(6)"),
    ],
)
def test_no_limit_is_set_where_anyone_may_apply_at_any_time(
    new_office: Office, regime: str, cite: str
) -> None:
    always_open = {"regime": regime, "reopening": None}
    new_office.writes("limited.yaml", system({**always_open, "reapplication": LIMIT}))
    new_office.writes("free.yaml", system({**always_open, "reapplication": "unlimited"}))

    refused = new_office.types("init limited.yaml", exits=1)

    assert refused.err.splitlines() == [
        f"dpsctl: a {regime} system may not limit how soon a home applies again ({cite})",
        "  leave reapplication out, or write `reapplication: unlimited`",
    ]
    assert not new_office.ledger.exists()
    new_office.types("init free.yaml")


def test_nor_by_an_amendment(new_office: Office) -> None:
    always_open = {"regime": "pcr2015", "reopening": None}
    new_office.writes("free.yaml", system(always_open))
    new_office.types("init free.yaml")
    new_office.writes("limited.yaml", system({**always_open, "reapplication": LIMIT}))

    refused = new_office.types("init limited.yaml --reason 'Too many'", exits=1)

    assert "may not limit how soon a home applies again" in refused.err


@pytest.mark.parametrize("regime", ["pcr2015-light-touch", "pa2023-open-framework"])
def test_where_windows_open_at_intervals_the_notice_may_set_one(
    new_office: Office, regime: str
) -> None:
    new_office.writes("limited.yaml", system({"regime": regime, "reapplication": LIMIT}))

    new_office.types("init limited.yaml")


# What a refused home is told


def test_the_day_from_which_a_home_may_apply_again_can_be_asked_for(new_office: Office) -> None:
    office = under(new_office, LIMIT)
    days = []
    for round in ROUNDS:
        applied(office, round, "refuse")
        with reading(office.ledger) as ledger:
            days.append(may_apply_from(ledger, 1, "dps", system_now(ledger)))
            other_home = may_apply_from(ledger, 2, "dps", system_now(ledger))
            other_agreement = may_apply_from(ledger, 1, "framework", system_now(ledger))

    assert days == [None, None, date(2022, 2, 28)]
    assert (other_home, other_agreement) == (None, None)


def test_without_a_policy_there_is_no_such_day(refused_thrice: Office) -> None:
    with reading(refused_thrice.ledger) as ledger:
        free = replace(system_now(ledger), terms={})
        assert may_apply_from(ledger, 1, "dps", free) is None


def test_the_form_tells_it_beforehand(new_office: Office) -> None:
    limited = under(new_office, LIMIT).types(f"form {OWN_RULES}")

    assert (
        "# After every 3 refusals a home waits 6 months before it may apply again "
        "(notice 2019/S 191-464499)." in limited.lines
    )


def test_the_form_says_nothing_where_there_is_no_limit(new_office: Office) -> None:
    assert "refusal" not in under(new_office, None).types(f"form {OWN_RULES}").out


def test_in_a_window_that_is_not_the_only_one_it_waits_for_the_next(new_office: Office) -> None:
    office = under(new_office, "unlimited")
    applied(office, ("2021-03-01", "2021-03-31", "2021-03-15"), "refuse")

    told = refusal(office.on("2021-03-20"), "2021-03-20T09:00")

    assert "application 1 of this home was refused in this window; it may apply in the next" in told
