"""Where output goes: results and remarks apart, closed pipes, full disks, terminals and colours."""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..office import Office, bare_environment, spawn
from ..papers import application

Stage = Callable[[str], Office]
DEV_FULL = Path("/dev/full")


def started(
    office: Office,
    command: str,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
    **given: str,
) -> subprocess.Popen[bytes]:
    """A command in a process of its own, its streams and some variables as given."""
    return subprocess.Popen(
        [sys.executable, "-m", "dpsctl", *shlex.split(command)],
        cwd=office.folder,
        env={**bare_environment(), "DPSCTL_NOW": office.now, **given},
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


# Results and remarks


def test_results_go_to_stdout_and_remarks_to_stderr(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")

    told = office.imports(application(1, {"received_at": "2021-04-01T10:00"}))

    assert told.out == "application 1: Sample Home 01 (LD), window 2021-03-01, LATE\n"
    assert told.err.startswith("application 1 is late: received 2021-04-01 10:00")


def test_a_dry_run_prints_the_same_results_and_says_so_beside_them(kent_at: Stage) -> None:
    office = kent_at("open").on("2021-04-06")

    dry = office.types("import applications --dry-run")
    real = office.types("import applications")

    assert dry.out == real.out
    assert dry.err == real.err + "dry run: nothing recorded\n"


def test_recorded_facts_as_json(kent_at: Stage) -> None:
    office = kent_at("open")

    told = office.types("withdraw --help")
    facts = office.types("close-window --reason 'Enough beds' --format json").json
    nothing = office.types("close-window --reason 'Enough beds' --format json").json

    assert "--format" in told.out
    assert facts["entry"] == office.entries()
    assert [table for table, _ in facts["facts"]] == ["closures"]
    assert nothing == {"entry": None, "facts": [], "remarks": []}


def test_a_report_is_written_to_a_file_on_request(kent_at: Stage) -> None:
    office = kent_at("awarded")

    told = office.types("report costs --format csv --out costs.csv")

    assert (told.out, told.err) == ("", "written to costs.csv\n")
    written = (office.folder / "costs.csv").read_bytes().decode("utf-8")
    assert written == office.types("report costs --format csv").out


def test_a_csv_file_is_marked_as_utf8_only_where_it_matters(kent_at: Stage) -> None:
    """Excel takes a file without the mark for the machine's own code page; pipes have none."""
    office = kent_at("imported")
    name = "Château “Élan”, Ash"
    office.imports(application(31, {"home.name": name}))

    for format in ("csv", "json", "table"):
        office.types(f"report applications --format {format} --out report.{format}")

    written = (office.folder / "report.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfapplication,")
    assert name in written.decode("utf-8-sig")
    assert written.count(b"\r\n") == written.count(b"\n") == 22
    assert not (office.folder / "report.json").read_bytes().startswith(b"\xef")
    assert not (office.folder / "report.table").read_bytes().startswith(b"\xef")
    assert not office.types("report applications --format csv").out.startswith("\ufeff")


def test_a_page_without_pictures_says_how_to_get_them(
    kent_at: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = kent_at("awarded")
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    told = office.types("report costs --format html --out costs.html")

    assert told.err == (
        "the page has no pictures, for matplotlib is not installed: pip install 'dpsctl[charts]'\n"
        "written to costs.html\n"
    )
    assert office.types("report deadlines --format html").err == ""
    assert office.types("report costs --format csv").err == ""


def test_who_acts_is_the_login_unless_a_name_is_given(kent_at: Stage) -> None:
    office = kent_at("open")

    office.types("close-window --reason 'Enough beds' --by ' DPS officer '")

    last = office.report("history")["rows"][-1]
    assert last["by"] == "DPS officer"
    assert last["login"] != ""


# Readers that go away, disks that are full


@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [("report costs", ""), ("report costs", "1"), ("demo", "")],
)
def test_a_reader_that_goes_away_is_met_with_silence(
    kent_at: Stage, command: str, unbuffered: str
) -> None:
    nobody_reads = _pipe_without_a_reader()
    process = started(kent_at("awarded"), command, stdout=nobody_reads, PYTHONUNBUFFERED=unbuffered)
    os.close(nobody_reads)

    _, complaints = process.communicate(timeout=60)

    assert (process.returncode, complaints) == (0, b"")


def test_what_was_refused_is_told_even_so(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("good.yaml", application(1))
    office.writes("slip.yaml", "slip: yes\n")
    nobody_reads = _pipe_without_a_reader()
    process = started(office, "import good.yaml slip.yaml --partial", stdout=nobody_reads)
    os.close(nobody_reads)

    _, complaints = process.communicate(timeout=60)

    assert b"Traceback" not in complaints
    assert office.counts("applications") == 1


def _pipe_without_a_reader() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.mark.skipif(not DEV_FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["report costs", "--version"])
def test_a_full_disk_is_told(kent_at: Stage, command: str) -> None:
    with DEV_FULL.open("wb") as full:
        process = started(kent_at("awarded"), command, stdout=full.fileno())
        _, complaints = process.communicate(timeout=60)

    assert process.returncode == 1
    assert complaints == b"dpsctl: the output cannot be written: No space left on device\n"


# Terminals


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7]|38;[25];[\d;]+)m")
STYLE = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize("command", ["report costs", "--help"])
def test_without_colour_on_request_and_nothing_is_lost(kent_at: Stage, command: str) -> None:
    office = kent_at("awarded")

    plain = on_a_terminal(office, command, NO_COLOR="1")

    assert not COLOUR.search(plain)
    assert words_of(plain) == words_of(on_a_terminal(office, command))


def on_a_terminal(office: Office, command: str, **given: str) -> str:
    """What a terminal of 80 columns is sent."""
    ours, theirs = pty.openpty()
    process = started(
        office, command, stdin=theirs, stdout=theirs, stderr=theirs, TERM="xterm-256color", **given
    )
    os.close(theirs)
    sent = b""
    while chunk := _read(ours):
        sent += chunk
    os.close(ours)
    process.wait(timeout=60)
    return sent.decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def words_of(sent: str) -> list[str]:
    """What is written, without its styles and its spacing."""
    return STYLE.sub("", sent).split()


def test_piped_tables_are_plain_text(kent_at: Stage) -> None:
    told = spawn(kent_at("awarded").folder, "report", "costs", given={"FORCE_COLOR": "1"})

    assert "\x1b" not in told.out


@pytest.mark.parametrize(("answer", "contracts"), [("", 0), ("y", 16)])
def test_on_a_terminal_an_award_asks_and_only_yes_means_yes(
    kent_at: Stage, answer: str, contracts: int
) -> None:
    office = kent_at("determined")
    ours, theirs = pty.openpty()
    process = started(office, "award --decision 20/00108", stdin=theirs)
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())

    awarded, asked = process.communicate(timeout=60)
    os.close(ours)

    assert asked.startswith(b"contract 1: Sample Home 01")
    assert b"Award these? [y/N]:" in asked
    assert (b"dpsctl: stopped; nothing recorded" in asked) is (contracts == 0)
    assert awarded.count(b"\n") == contracts
    assert office.counts("contracts") == contracts


def test_a_reader_who_leaves_early_does_not_make_a_bad_document_good(tmp_path: Path) -> None:
    many = "\n".join(f"nobody_knows_{number}: x" for number in range(900))
    (tmp_path / "bad.yaml").write_text(f"received_at: never\n{many}\n")
    typed = "set -o pipefail; python -m dpsctl init bad.yaml 2>&1 | head -1"
    piped = typed.replace("python", sys.executable, 1)

    done = subprocess.run(["bash", "-c", piped], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 4
    assert done.stdout.startswith("bad.yaml:1:1: ")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_where_an_output_was_closed_before_it_the_command_goes_on(
    closed: str, kent_at: Stage
) -> None:
    office = kent_at("open").on("2021-09-02")
    typed = f"{sys.executable} -m dpsctl reopen --now 2021-09-02T09:00 {closed}"

    done = subprocess.run(
        ["bash", "-c", typed],
        cwd=office.folder,
        env=bare_environment(),
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert ("window 2021-09-01 under" in done.stdout) == (closed == "2>&-")
    assert office.counts("windows") == 2
    office.types("verify")
