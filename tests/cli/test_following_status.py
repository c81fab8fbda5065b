"""``status`` says what to type next; whoever types just that arrives at the costed roster."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from ..office import HEAD_OF_QUALITY, KENT, STAGES, Office
from ..papers import system

Stage = Callable[[str], Office]

# What only a person knows: the capitals in what status says, filled in.
FILLED_IN = {
    "record-decision FILE": "record-decision decisions/20-00108.yaml",
    "record-assessment eqia --version TEXT --signed DATE --review-by DATE": (
        "record-assessment eqia --version 2 --signed 2021-01-20 --review-by 2022-01-20"
    ),
    "record-assessment dpia --version TEXT --signed DATE --review-by DATE": (
        "record-assessment dpia --version 1.1 --signed 2021-01-22 --review-by 2022-01-22"
    ),
    "import PATH": "import post",
    'determine --all-qualified admit --reason "…"': (
        "determine --all-qualified admit --reason 'Meets every criterion'"
    ),
    "award --decision 20/00108": "award --decision 20/00108 --yes",  # there is nobody to ask
}


def next_command(office: Office) -> str | None:
    """What status says to type next, without the word dpsctl."""
    command: str | None = office.types("status --format json").json["next"]["command"]
    assert command is None or f"  type  {command}\n" in office.types("status").out
    return command.removeprefix("dpsctl ") if command else None


def follow(office: Office, steps: int) -> list[str]:
    """Type what status says, so many times; what it said."""
    said = []
    for _ in range(steps):
        command = next_command(office)
        assert command, "status has nothing more to type"
        office.types(FILLED_IN.get(command, command))
        said.append(command)
    return said


def test_the_whole_story_is_told_by_following_status(kent_at: Stage) -> None:
    office = kent_at("empty")
    (office.folder / "post").mkdir()
    for number in range(1, 20):  # the twentieth comes late, when nobody waits for it any more
        shutil.copy(KENT / "applications" / f"KBP-2021-{number:04}.yaml", office.folder / "post")

    assert follow(office.on("2021-03-01T08:00"), steps=4) == [
        "record-decision FILE",
        "record-assessment eqia --version TEXT --signed DATE --review-by DATE",
        "record-assessment dpia --version TEXT --signed DATE --review-by DATE",
        "open-window",
    ]
    assert follow(office.on("2021-03-31T23:50"), steps=6) == [
        "import PATH",
        "check",
        'determine --all-qualified admit --reason "…"',
        "award --decision 20/00108",
        "letters --into letters",
        "explain 17",
    ]

    second = office.on("2021-04-09").under(HEAD_OF_QUALITY)
    for number in (17, 18, 19):
        assert next_command(second) == f"explain {number}"
        second.types(f"determine {number} refuse --reason 'Falls short of a criterion'")
        assert follow(second, steps=1) == ["letters --into letters"]
    everybody = " ".join(map(str, range(1, 17)))
    assert next_command(second) == "sign 1 --on DATE"
    second.types(f"sign {everybody} --on 2021-04-09")
    for number in range(1, 17):
        if number in (1, 2, 16):
            assert next_command(second) == f"seal {number} --on DATE --register TEXT"
        second.types(f"seal {number} --on 2021-04-09 --register 2021/{number}")

    assert next_command(second) == "open-window"
    totals = second.report("costs")["totals"]
    assert (totals["contracts"], totals["offered_annual_pence"]) == (16, 719_878_484)


@pytest.mark.parametrize("stage", STAGES)
def test_at_every_stage_the_next_command_works_when_typed(kent_at: Stage, stage: str) -> None:
    office = kent_at(stage)
    shutil.copytree(KENT / "applications", office.folder / "post")

    command = next_command(office)

    if command:
        office.types(FILLED_IN.get(command, command))


def test_while_a_window_is_still_to_come_there_is_nothing_to_type(kent_at: Stage) -> None:
    told = kent_at("scheduled").types("status")

    assert "nothing to type before window 2021-03-01 opens, 2021-03-01 09:00" in told.out


def test_the_gates_that_are_shut_are_told_before_the_next_opening(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2022-03-01")

    told = office.types("status")

    assert "no equality impact assessment is in force on 2022-03-01" in told.out
    assert next_command(office) == "letters --into letters"


def test_after_the_validity_no_window_opens_any_more(kent_at: Stage) -> None:
    office = kent_at("open")
    office.on("2021-09-01").types("reopen")
    office.writes("last.yaml", system({"reopening": None}))
    office.on("2026-06-15").types("init last.yaml --reason 'It ends'")

    told = office.on("2026-06-15").types("status")

    assert "no window can open any more: the validity ends on 2026-06-14" in told.out


# Everything that looks, at every stage

REPORTS = ("roster", "costs", "windows", "applications", "findings", "deadlines", "history")
LOOKING = ["status", *(f"report {name}" for name in REPORTS), "form", "verify", "head"]


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_looks_sees_something_at_every_stage(kent_at: Stage, stage: str) -> None:
    office = kent_at(stage)
    before = office.ledger.read_bytes()

    for command in LOOKING:
        assert office.types(command).out

    assert office.ledger.read_bytes() == before


@pytest.mark.parametrize("stage", ["imported", "checked", "admitted", "determined", "awarded"])
def test_every_application_is_explained_at_every_stage(kent_at: Stage, stage: str) -> None:
    office = kent_at(stage)

    for number in (1, 17, 18, 19, 20):
        told = office.types(f"explain {number}").out
        assert f"Application {number}: Sample Home {number:02}" in told
        assert office.types(f"explain {number} --format json").json["application"] == number


def test_the_whole_story_of_one_application(kent_at: Stage) -> None:
    """When it was received, each finding, under which rules, who determined, the contract."""
    office = kent_at("awarded")
    awarded = office.types("explain KBP-2021-0001").out
    refused = office.types("explain KBP-2021-0018").out

    for words in ("2021-03-01 11:20, in time", "admitted", "Meets every criterion", "20/00108"):
        assert words in awarded
    for words in (
        "cqc-rating (technical for LD and MH), otherwise refer",
        "home.cqc.rating Requires improvement",
        "home.cqc.rating at least Good",
        "PCR 2015 reg 58(15)",
        "kent-specialist/2021-02-01, sha256 ",
        "No improvement plan is agreed",
        "head of quality",
    ):
        assert words in refused
