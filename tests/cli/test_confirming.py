"""What cannot be undone is shown and asked about on a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from ..executing import executed
from ..office import Office, Told, bare_environment

pty = pytest.importorskip("pty", reason="asking takes a terminal")

Stage = Callable[[str], Office]
END = ("end-contract", "1", "--reason", "The home closes")
AWARD = ("award", "1", "--decision", "20/00108")


def asked(office: Office, words: tuple[str, ...], answer: str) -> Told:
    """Type a command at a terminal, and an answer to its question."""
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dpsctl", *words],
            cwd=office.folder,
            env={**bare_environment(), "DPSCTL_NOW": office.now, "DPSCTL_BY": office.by},
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent's office on 10 May 2021, with contract 1 in force."""
    return executed(kent_at("awarded"), 1).on("2021-05-10")


def test_an_ending_is_shown_with_its_remarks_before_it_is_asked_about(office: Office) -> None:
    told = asked(office, END, "n")

    assert told.code == 130
    assert told.out == ""
    shown = told.err.splitlines()
    assert shown[0] == "contract 1 (Sample Home 01): ended; its last day was 2021-05-09"
    assert shown[2] == (
        "4 people live there under it: from 2021-05-10 their places and fees rest on no contract"
    )
    assert "End it so? [y/N]: " in told.err
    assert told.err.endswith("dpsctl: stopped; nothing recorded\n")
    assert office.counts("endings") == 0


def test_once_agreed_to_it_is_recorded(office: Office) -> None:
    told = asked(office, END, "y")

    assert told.code == 0
    assert told.out == "contract 1 (Sample Home 01): ended; its last day was 2021-05-09\n"
    assert office.counts("endings") == 1


def test_where_nothing_is_left_to_do_nothing_is_asked(office: Office) -> None:
    office.types("end-contract 1 --reason 'The home closes' --yes")

    told = asked(office, END, "n")

    assert told.code == 0
    assert told.out.startswith("nothing to do: contract 1 has ended")
    assert told.err == ""


@pytest.mark.parametrize(("answer", "contracts"), [("y", 1), ("n", 0)])
def test_an_award_asks_in_the_same_way(kent_at: Stage, answer: str, contracts: int) -> None:
    office = kent_at("determined")

    told = asked(office, AWARD, answer)

    assert "Award these? [y/N]: " in told.err
    assert office.counts("contracts") == contracts


def test_whoever_presses_ctrl_c_instead_of_answering_has_stopped_it(office: Office) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "dpsctl", *END],
        cwd=office.folder,
        env={**bare_environment(), "DPSCTL_NOW": office.now, "DPSCTL_BY": office.by},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        os.close(theirs)
        assert process.stderr is not None
        asked = b""
        while not asked.endswith(b"[y/N]: "):
            asked += process.stderr.read(1) or pytest.fail(f"it never asked: {asked!r}")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    os.close(ours)

    assert (process.returncode, said) == (130, b"\ndpsctl: stopped; nothing recorded\n")
    assert office.counts("endings") == 0
