"""Every recording command may be run twice: the second run adds nothing, and says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from dpsctl.cli.command_list import COMMANDS

from ..office import HEAD_OF_QUALITY, KENT, Office
from ..papers import decision, system

Stage = Callable[[str], Office]

# The first application document, as its text is known by.
FIRST = hashlib.sha256((KENT / "applications" / "KBP-2021-0001.yaml").read_bytes()).hexdigest()
WHO = "--need LD --band Specialist --weekly 1650 --basis direct --reason 'Before it is signed'"

# The stage of Kent's story at which each command has something to do.
RECORDING = {
    "init changed.yaml --reason 'The title was too long'": "open",
    "record-decision new-decision.yaml": "decided",
    "record-decision corrected.yaml --correct 'The title was wrong'": "decided",
    "record-assessment eqia --version 3 --signed 2021-02-01 --review-by 2022-02-01": "decided",
    "open-window --opens 2021-03-01T09:00 --closes 2021-03-31": "decided",
    "open-window": "decided",
    "change-window 2021-03-01 --closes 2021-04-09 --reason 'Portal was down'": "open",
    "close-window --reason 'Enough beds were found'": "open",
    "close-window --at 2021-03-24 --reason 'Enough beds were found'": "open",
    "import applications": "open",
    "import applications --partial --accept-name": "open",
    "clarify 19 --ask 'When was the policy reviewed?' --due 2021-04-12": "checked",
    "clarify 19 --answer provider.policies.safeguarding=2020-11-02": "checked",
    "extend 18 --reason 'The report of a visit is awaited'": "checked",
    "check": "imported",
    "check 7": "imported",
    "determine --all-qualified admit --reason 'Meets every criterion'": "checked",
    "determine 1 2 admit --reason 'Meets every criterion'": "checked",
    "determine 18 refuse --reason 'No plan' --by 'Head of Quality'": "checked",
    "determine 17 admit --reason 'Cleaned' --override 'Enough' --by 'Head of Quality'": "checked",
    "rescind 1 --reason 'Wrong application'": "admitted",
    "withdraw 1 --reason 'Letter of 12 March'": "admitted",
    "award --decision 20/00108 --yes": "determined",
    "award 1 --decision 20/00108 --starts 2021-05-04 --ends 2025-01-01 --yes": "determined",
    "decision-event 20/00108 called-in --on 2021-02-09 --reason 'Scrutiny'": "decided",
    "change-window 2021-03-01 --notice 2021/S-1 --reason 'It is out'": "open",
    "letters --into letters": "awarded",
    "publish award-notice --ref 2021/S-00009 --on 2021-04-20": "awarded",
    "publish 'award notice' 1 2 --ref 2021/S-00009 --on 2021-04-20": "awarded",
    "sign 1 2 --on 2021-04-20": "awarded",
    "seal 1 --on 2021-04-20 --register 2021/117": "awarded",
    "suspend 1 --days 90 --reason 'A safeguarding enquiry'": "awarded",
    "resume 1 --reason 'Nothing was found'": "awarded",
    "record-evidence 3 public-liability --until 2022-06-30 --cover 10000000": "awarded",
    "record-evidence 3 declaration --on 2021-04-20": "awarded",
    "record-evidence 19 safeguarding --on 2021-02-01 --application": "checked",
    "request-renewal 3": "awarded",
    "vary 1 --from 2021-06-01 --beds 6 --decision 20/00108 --reason 'A new room'": "awarded",
    "transfer 7 --to transfers/sample-home-07.yaml --reason 'Sold'": "awarded",
    "extend-contract 1 --ends 2028-06-14 --decision 21/00042": "awarded",
    "end-contract 1 --reason 'Awarded in error' --yes": "awarded",
    "end-contract 1 --on 2021-12-01 --reason 'It closes' --yes": "awarded",
    "import-contracts contracts": "decided",
    f"place 1 --ref P-0101 {WHO}": "awarded",
    "end-placement P-0001 --on 2021-04-20": "awarded",
    "change-fee P-0001 --weekly 1700 --from 2021-04-20 --reason 'A review'": "awarded",
    "uplift uplifts/2022-23.yaml": "awarded",
    "import-register register/locations-2021-09-03.jsonl --on 2021-04-01": "awarded",
    f"redact {FIRST} --reason 'Somebody was named in it' --yes": "imported",
}
# What must have been typed before some of them.
BEFORE = {
    "seal": "sign 1 --on 2021-04-20",
    "resume": "suspend 1 --days 90 --reason 'A safeguarding enquiry'",
    "extend-contract": "record-decision extension.yaml",
    "end-contract 1 --on": "sign 1 --on 2021-04-20",
    "uplift": "record-decision uplifting.yaml",
}
ONLY_LOOKING = {"form", "status", "report", "explain", "verify", "head", "rules", "cron", "demo"}
ONLY_KEEPING = {"backup", "restore", "export"}
# "migrate" has nothing to do until a later version adds a migration; "reopen" is silent.
ELSEWHERE = {"migrate", "reopen"}


def furnished(office: Office) -> Office:
    """The office with the documents that the commands above name."""
    office.writes("changed.yaml", system({"title": "Specialist care homes"}))
    office.writes("new-decision.yaml", decision({"decision": "21/00042"}))
    office.writes("corrected.yaml", decision({"title": "Opening the system"}))
    office.writes(
        "extension.yaml",
        decision({"decision": "21/00042", "powers": ["extend"], "effective_on": "2021-04-01"}),
    )
    office.writes(
        "uplifting.yaml",
        decision({"decision": "22/00012", "powers": ["uplift"], "effective_on": "2021-04-01"}),
    )
    return office


def test_no_recording_command_is_left_out() -> None:
    tried = {command.split()[0] for command in RECORDING}

    assert tried == set(COMMANDS) - ONLY_LOOKING - ONLY_KEEPING - ELSEWHERE


@pytest.mark.parametrize(("command", "stage"), RECORDING.items(), ids=list(RECORDING))
def test_the_second_run_adds_nothing(kent_at: Stage, command: str, stage: str) -> None:
    office = furnished(kent_at(stage))
    for words, first in BEFORE.items():
        if command.startswith(words):
            office.types(first)
    before = office.entries()

    office.types(command)
    once = office.ledger.read_bytes()
    again = office.types(command)

    assert office.entries() == before + 1
    assert office.ledger.read_bytes() == once
    assert "nothing to do" in again.out


def test_a_first_init_too(new_office: Office) -> None:
    new_office.types("init system.yaml")
    once = new_office.ledger.read_bytes()

    again = new_office.types("init system.yaml")

    assert new_office.ledger.read_bytes() == once
    assert "nothing to do" in again.out


def test_two_days_later_by_somebody_else_is_twice_all_the_same(kent_at: Stage) -> None:
    office = kent_at("determined")
    before = office.entries()

    office.on("2021-04-30").under(HEAD_OF_QUALITY).types("import applications")

    assert office.entries() == before
