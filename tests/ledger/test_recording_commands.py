"""Every recording command of the story: tried first, then done, then done again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ..office import Office, Told, furnish
from ..papers import system
from .full import verified, whole_story

TWICE = {
    "init": "nothing to do: kent-ldpdmh stands as this document has it",
    "record-decision": "nothing to do: decision ",
    "record-assessment": "nothing to do: ",
    "open-window": "nothing to do: window ",
    "change-window": "nothing to do: window ",
    "close-window": "nothing to do: window ",
    "import": "nothing to do for all ",
    "check": "nothing to do",
    "clarify": "nothing to do: ",
    "extend": "nothing to do: ",
    "determine": "nothing to do: ",
    "rescind": "nothing to do: ",
    "withdraw": "nothing to do: ",
    "award": "nothing to do: ",
    "letters": "nothing to do: ",
    "publish": "nothing to do: ",
    "sign": "nothing to do: contract ",
    "seal": "nothing to do: contract ",
    "suspend": "nothing to do: contract ",
    "resume": "nothing to do: contract ",
    "record-evidence": "nothing to do: ",
    "request-renewal": "nothing to do: ",
    "vary": "nothing to do: contract ",
    "transfer": "nothing to do: ",
    "extend-contract": "nothing to do: contract ",
    "end-contract": "nothing to do: ",
    "import-contracts": "nothing to do",
    "uplift": "nothing to do: uplift 2022/23 is on the ledger as written here",
    "decision-event": "nothing to do: decision ",
    "place": "nothing to do: ",
    "end-placement": "nothing to do: ",
    "change-fee": "nothing to do: ",
    "redact": "nothing to do: entry ",
    "import-register": "nothing to do: this file is snapshot ",
}


@dataclass(frozen=True)
class Seen:
    """What a command told, and the folder's files and the ledger's bytes after it."""

    told: Told
    files: frozenset[str]
    ledger: bytes | None


@dataclass(frozen=True)
class Trial:
    """One command of the story: the office before it, and the command tried, done, done again."""

    command: str
    before: Seen
    tried: Seen
    done: Seen
    again: Seen
    tried_again: Seen


def look(office: Office, told: Told) -> Seen:
    files = frozenset(path.name for path in office.folder.iterdir())
    return Seen(told, files, office.ledger.read_bytes() if office.ledger.exists() else None)


@pytest.fixture(scope="module", params=["table", "json"])
def trials(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    """The whole story, its answers in one format, every command tried before it is done."""
    office = Office(furnish(tmp_path_factory.mktemp(request.param) / "office"), "2020-11-16T10:00")
    found = []
    for on_the_day, command in whole_story(office):
        before = look(office, Told(0, "", ""))
        typed = [f"{command} --format {request.param}{dry}" for dry in (" --dry-run", "", "")]
        tried, done, again = (look(office, on_the_day.types(each)) for each in typed)
        tried_again = look(office, on_the_day.types(typed[0]))
        found.append(Trial(command, before, tried, done, again, tried_again))
    return found


def test_a_dry_run_leaves_no_trace(trials: list[Trial]) -> None:
    for trial in trials:
        assert trial.tried.ledger == trial.before.ledger, trial.command
        assert trial.tried.files == trial.before.files, trial.command


def test_a_dry_run_prints_what_the_command_then_does(trials: list[Trial]) -> None:
    for trial in trials:
        tried, done = trial.tried.told, trial.done.told

        assert trial.done.ledger != trial.before.ledger, trial.command
        assert tried.out == done.out != "", trial.command
        assert tried.err == f"{done.err}dry run: nothing recorded\n", trial.command


def test_done_again_a_command_adds_nothing(trials: list[Trial]) -> None:
    for trial in trials:
        assert trial.again.ledger == trial.done.ledger, trial.command
        assert trial.tried_again.ledger == trial.done.ledger, trial.command
        assert trial.tried_again.told.out == trial.again.told.out, trial.command


def test_done_again_a_command_says_so(trials: list[Trial]) -> None:
    for trial in trials:
        told = trial.again.told
        if told.out.startswith("{"):
            assert told.json.get("facts", []) == [], trial.command
            assert told.json.get("entry") is None, trial.command
        else:
            assert told.out.startswith(TWICE[trial.command.split()[0]]), trial.command


def test_a_dry_run_of_more_than_sqlite_keeps_in_memory_leaves_no_trace_either(
    ledger: Path, tmp_path: Path
) -> None:
    office = Office(tmp_path, "2021-12-01T10:00")
    decision = "decision: 21/1\ntitle: Long\npowers: [open]\neffective_on: 2021-12-01\n"
    office.writes("long.yaml", f"{decision}# {'x' * 7_000_000}\n")
    before = ledger.read_bytes()

    office.types("record-decision long.yaml --dry-run")

    assert ledger.read_bytes() == before
    assert not (tmp_path / "dps.db-journal").exists()
    assert verified(ledger).intact


def test_a_first_init_that_is_refused_leaves_no_file(new_office: Office) -> None:
    late = new_office.writes("late.yaml", system({"valid.from": "2025-03-01"}))

    new_office.types(f"init {late}", exits=1)
    new_office.types(f"init {late} --dry-run", exits=1)

    assert not new_office.ledger.exists()


def test_a_blank_file_stays_blank_on_a_dry_run(new_office: Office) -> None:
    new_office.ledger.touch()

    new_office.types("init system.yaml --dry-run")

    assert new_office.ledger.read_bytes() == b""
