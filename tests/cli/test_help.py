"""Help: every command with two examples that work, its shared options, and nothing heavy loaded."""

from __future__ import annotations

import inspect
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from dpsctl import __version__
from dpsctl.cli.command_list import COMMANDS
from dpsctl.cli.main import app

from ..office import Office, bare_environment, type_in

ROOT: Any = typer.main.get_command(app)


def commands() -> dict[str, Any]:
    """Every command by what is typed for it, ``rules list`` and the like included."""
    found = {}
    for name in COMMANDS:
        command = ROOT.get_command(None, name)
        for part, each in getattr(command, "commands", {"": command}).items():
            found[f"{name} {part}".strip()] = each
    return found


ALL = commands()
LOOKING = {
    *("form", "status", "report", "explain", "verify", "head", "cron show"),
    *(f"rules {part}" for part in ("list", "show", "lint", "test", "diff", "new")),
}
KEEPING = {"backup", "restore", "export"}
RECORDING = set(ALL) - LOOKING - KEEPING - {"demo"}
EACH = pytest.mark.parametrize("name", ALL)


def examples(name: str) -> list[str]:
    """The example lines of a command's help."""
    lines = inspect.cleandoc(ALL[name].help).splitlines()
    _, _, after = "\n".join(lines).partition("Examples:")
    return [line.strip() for line in after.splitlines() if line.strip().startswith("dpsctl ")]


@EACH
def test_help_shows_two_examples_that_the_command_accepts(name: str, tmp_path: Path) -> None:
    shown = type_in(tmp_path, [*name.split(), "--help"], {"COLUMNS": "200"})

    assert shown.code == 0
    assert len(examples(name)) == 2
    for example in examples(name):
        assert example in shown.out
        program, *words = shlex.split(example.partition(" > ")[0])
        assert words[: len(name.split())] == name.split()
        assert program == "dpsctl"
        told = type_in(tmp_path, [*words, "--help"], {})
        assert told.code == 0, told.err


def options(name: str) -> set[str]:
    return {option for each in ALL[name].params for option in each.opts if option.startswith("-")}


@pytest.mark.parametrize("name", sorted(RECORDING))
def test_recording_commands_share_their_options(name: str) -> None:
    shared = {"--dry-run", "-n", "--by", "--format", "-f", "--now", "--ledger", "--rules-dir"}

    assert shared <= options(name)
    assert "--as-of" not in options(name)


@pytest.mark.parametrize("name", sorted(LOOKING))
def test_commands_that_look_share_theirs(name: str) -> None:
    shared = {"--as-of", "--format", "-f", "--now", "--ledger", "--rules-dir"}

    assert shared <= options(name)
    assert not {"--dry-run", "--by"} & options(name)


@pytest.mark.parametrize("name", sorted(KEEPING))
def test_commands_on_the_ledger_as_a_file_share_theirs(name: str) -> None:
    assert {"--now", "--ledger", "--rules-dir"} <= options(name)
    assert not {"--as-of", "--by"} & options(name)


def test_the_demo_has_a_ledger_of_its_own() -> None:
    assert options("demo") == {"--into"}


@EACH
def test_every_option_is_explained(name: str) -> None:
    unexplained = [each.name for each in ALL[name].params if not getattr(each, "help", "help")]

    assert not unexplained


def test_the_help_lists_every_command_under_its_panel(tmp_path: Path) -> None:
    shown = type_in(tmp_path, ["-h"], {"COLUMNS": "100"}).out

    assert shown == type_in(tmp_path, ["--help"], {"COLUMNS": "100"}).out
    for panel in ("Set up", "Run the DPS", "Look", "Trust", "Learn"):
        assert f"─ {panel} ─" in shown
    for name in COMMANDS:
        assert f"│ {name} " in shown


def test_the_version(tmp_path: Path) -> None:
    assert type_in(tmp_path, ["--version"], {}).out == f"dpsctl {__version__}\n"


HEAVY = ("sqlite3", "sqlite_utils", "yaml", "pydantic")


def test_version_and_help_load_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by([["--version"], ["--help"], ["-h"]], tmp_path) == []


def test_nor_does_the_help_of_any_command(tmp_path: Path) -> None:
    assert loaded_by([[*name.split(), "--help"] for name in ALL], tmp_path) == []


def test_status_loads_the_ledger_and_what_reads_calendars(
    kent_at: Callable[[str], Office],
) -> None:
    """And never pydantic, with which Typer from 0.29 on would read even options not given."""
    office = kent_at("awarded")

    loaded = loaded_by([["status", "--now", office.now]], office.folder)

    assert loaded == ["sqlite3", "sqlite_utils", "yaml"]


def loaded_by(command_lines: list[list[str]], folder: Path) -> list[str]:
    """Which heavy packages a fresh process has loaded after these command lines."""
    program = (
        "import sys; from dpsctl.cli.main import run; "
        f"codes = [run(words) for words in {command_lines!r}]; "
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules)); "
        "sys.exit(max(codes))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=bare_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()


# Slips of the keyboard


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("statsu", "Did you mean 'status'?"),
        ("open-windw", "Did you mean 'open-window', "),
        ("rules lst", "Did you mean 'list'?"),
        ("verfy --format json", "Did you mean 'verify', 'vary'?"),
    ],
)
def test_an_unknown_command_is_answered_with_the_nearest(
    typed: str, nearest: str, tmp_path: Path
) -> None:
    told = type_in(tmp_path, typed.split(), {})

    assert told.code == 2
    assert nearest in told.err


@pytest.mark.parametrize(
    "typed",
    [
        "statsu",
        "rules lst",
        "report",
        "report costs --fomat json",
        "report costs roster",
        "open-window --closes",
        "record-assessment gdpr --version 1 --signed 2021-01-01 --review-by 2022-01-01",
        "withdraw 1",
        "--verison",
        "import",
    ],
)
def test_wrong_usage_is_told_in_two_plain_lines(typed: str, tmp_path: Path) -> None:
    told = type_in(tmp_path, typed.split(), {})

    what, todo = told.err.splitlines()
    assert (told.code, told.out) == (2, "")
    assert what.startswith("dpsctl: ")
    assert todo.startswith("  see `dpsctl ") and todo.endswith("--help`")


@pytest.mark.parametrize("typed", ["--ledger x status", "cron --now 2021-01-01 show"])
def test_an_option_before_its_command_is_told_where_it_stands(typed: str, tmp_path: Path) -> None:
    told = type_in(tmp_path, typed.split(), {})

    what, todo = told.err.splitlines()
    assert (told.code, told.out) == (2, "")
    assert what.endswith("; the options of a command stand after its name")
    assert todo.endswith("--help`")


@pytest.mark.parametrize("typed", ["status --nonsense x", "--verison"])
def test_an_option_that_is_none_is_not_told_where_it_stands(typed: str, tmp_path: Path) -> None:
    assert "after its name" not in type_in(tmp_path, typed.split(), {}).err


@pytest.mark.parametrize("typed", ["", "rules"])
def test_nothing_to_do_shows_the_help(typed: str, tmp_path: Path) -> None:
    told = type_in(tmp_path, typed.split(), {})

    assert "Usage: dpsctl" in told.out
    assert told.err == ""


def test_a_word_that_is_not_one_of_the_choices_is_told_plainly(tmp_path: Path) -> None:
    told = type_in(tmp_path, shlex.split("decision-event 1 x --on 2021-02-02 --reason y"), {})

    assert told.code == 2
    assert "'x' is not one of 'called-in', 'released', 'revoked'." in told.err
    assert "Value error" not in told.err
