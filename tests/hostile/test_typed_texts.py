"""Texts typed into commands, whatever they are: refused, or kept as they are; never a traceback."""

from __future__ import annotations

import shlex

import pytest

from ..office import Office, Told, type_in
from .desk import Desk

WHO = "--ref P-0901 --need LD --band Specialist --weekly 1650.10 --basis direct"
COMMANDS = {
    "empty": [
        "init system.yaml --reason {}",
        "record-decision decisions/18-00030.yaml --correct {}",
        "record-assessment eqia --version {} --signed 2020-01-20 --review-by 2022-01-20",
        "init {}",
        "import {}",
    ],
    "decided": [
        "open-window --opens 2021-03-01T09:00 --closes 2021-03-31 --decision {}",
        "open-window --opens 2021-03-01T09:00 --closes 2021-03-31 --notice {}",
        "open-window --opens {} --closes 2021-03-31",
        "open-window --opens 2021-03-01T09:00 --for {}",
        "decision-event 20/00108 called-in --on 2021-02-16 --reason {}",
        "decision-event {} called-in --on 2021-02-16 --reason Scrutiny",
    ],
    "open": ["close-window --reason {}", "change-window 2021-03-01 --closes {} --reason Holidays"],
    "checked": [
        "clarify 19 --ask {} --due 2021-05-06",
        "clarify {} --ask When --due 2021-05-06",
        "clarify 19 --answer {}",
        "extend 19 --reason {}",
        "determine 1 admit --reason {}",
        "determine {} admit --reason Enough",
        "withdraw 1 --reason {}",
        "rescind {} --reason Enough",
    ],
    "admitted": ["award 1 --decision {} --yes", "award 1 --decision 20/00108 --value {} --yes"],
    "living": [
        "letters --into {}",
        "letters --sent {}",
        "publish award-notice --ref {} --on 2021-05-18",
        "publish award-notice {} --ref R --on 2021-05-18",
        "publish {} --ref R --on 2021-05-18",
        "sign 2 --on 2021-04-28 --correct {}",
        "seal 2 --on 2021-04-30 --register {}",
        "suspend 1 --days 9 --reason {}",
        "suspend 1 --days {} --reason Enquiry",
        "record-evidence 3 {} --until 2023-06-30",
        "record-evidence 3 public-liability --until {}",
        "record-evidence 3 public-liability --until 2023-06-30 --cover {}",
        "record-evidence 3 public-liability --until 2023-06-30 --ref {}",
        "record-evidence {} declaration --on 2022-01-01 --application",
        "request-renewal {}",
        "vary 1 --from 2022-04-01 --band {} --decision 20/00108 --reason Review",
        "end-contract 1 --reason {} --yes",
        f"place 1 {WHO} --reason {{}}",
        f"place {{}} {WHO}",
        f"place 1 {WHO.replace('P-0901', '{}')}",
        f"place 1 {WHO.replace('1650.10', '{}')}",
        f"place 1 {WHO} --price {{}}=1",
        "change-fee P-0001 --weekly {} --from 2022-03-15 --reason Review",
        "change-fee P-0001 --weekly 1 --from 2022-03-15 --reason {}",
        "end-placement {} --on 2022-03-10",
        "transfer 7 --to {} --reason Sold",
        "import-register {}",
        "import-register register/locations-2021-09-03.jsonl --on {}",
        "report roster --as-of {}",
        "report windows --window {}",
        "report costs --format {}",
        "report costs --out {}",
        "rules show {}",
        "explain {}",
        "status --rules-dir {}",
        "status --ledger {}",
        "status --now {}",
    ],
}
TEXTS = {
    "bytes": "Oak\udcff\udc80",
    "escapes": "\x1b[31mOak\x07",
    "turned": "Oak\u202eegdoL",
    "blank": " ",
    "nothing": "",
    "lines": "Oak\nLodge\r\n",
    "endless": "x" * 131_071,
    "digits": "9" * 5_000,
    "path": "../../../../../../etc/passwd/\u0665",
    "formula": "=cmd|'/c calc'!A1'; DROP TABLE entries; --",
}
TYPED = [(stage, command) for stage, commands in COMMANDS.items() for command in commands]


@pytest.mark.parametrize(("stage", "command"), TYPED)
def test_a_text_typed_into_a_command(desk: Desk, stage: str, command: str) -> None:
    before = desk.stages[stage][0].read_bytes()
    office = desk.at(stage)
    for text in TEXTS.values():
        told = typed(office, command, text)
        assert told.code in (0, 1, 2, 4, 5), (text[:80], told)
        assert not set(told.out + told.err) & {"\x1b", "\x07", "\u202e"}
        if told.code:
            assert told.err.startswith("dpsctl: ") or told.code in (1, 4), told.err[:300]
            assert office.ledger.read_bytes() == before
        else:
            office = desk.at(stage)


@pytest.mark.parametrize("name", ["bytes", "escapes", "turned", "blank", "lines", "endless"])
def test_nobody_acts_under_such_a_name(desk: Desk, name: str) -> None:
    told = typed(desk.at("open"), "close-window --reason Enough --by {}", TEXTS[name])
    assert told.code == 2 and told.err.startswith("dpsctl: --by ")


def typed(office: Office, command: str, text: str) -> Told:
    """What a command with a text in it ends with; the text may hold what no shell reads fast."""
    words = [word.replace("{}", text) for word in shlex.split(command)]
    return type_in(office.folder, words, {"DPSCTL_NOW": office.now, "DPSCTL_BY": office.by})
