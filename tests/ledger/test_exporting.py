"""The export: every fact, and a chain that can be recomputed from it without this program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ..cli.test_faults import with_room_for
from ..office import Office, Told
from .full import tables_of, verified


def recomputed(path: Path) -> Told:
    """What a few lines of plain Python, as README shows them, make of an export."""
    script = Path(__file__).parent / "recompute.py"
    done = subprocess.run(
        [sys.executable, "-I", script, path], capture_output=True, text=True, check=False
    )
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def office(ledger: Path, tmp_path: Path) -> Office:
    return Office(tmp_path, "2022-03-01T10:00")


def test_the_chain_can_be_recomputed_from_the_export_alone(office: Office) -> None:
    told = office.types("export --all --out all.jsonl")

    assert (told.out, told.err) == ("", "written to all.jsonl\n")
    assert recomputed(office.folder / "all.jsonl") == Told(
        0, f"{verified(office.ledger).head}\n", ""
    )


def test_a_changed_line_shows(office: Office) -> None:
    office.types("export --all --out all.jsonl")
    path = office.folder / "all.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n")

    for changed in ("Sample Home 07", "rule_set: kent-specialist"):
        at = next(number for number, line in enumerate(lines) if changed in line)
        other = [*lines[:at], lines[at].replace(changed, "Another"), *lines[at + 1 :]]
        path.write_text("\n".join(other), encoding="utf-8")
        assert "AssertionError" in recomputed(path).err


def test_every_fact_and_every_text_that_stands_is_in_it(office: Office) -> None:
    exported = [json.loads(line) for line in office.types("export --all").lines]
    found = Counter(table for table, _ in exported)

    for table in ("entries", *tables_of(office.ledger)):
        assert found.pop(table) == office.counts(table), table
    assert found == {"texts": office.counts("documents WHERE text IS NOT NULL")}


def test_the_same_ledger_gives_the_same_bytes(office: Office) -> None:
    office.types("export --all --out all.jsonl")

    again = office.on("2023-01-01").types("export --all").out

    assert (office.folder / "all.jsonl").read_bytes() == again.encode()


def test_all_must_be_said(office: Office) -> None:
    told = office.types("export", exits=2)

    assert (told.out, told.err.splitlines()[1][:11]) == ("", "  say --all")


def test_no_file_is_written_over_and_none_is_left_half_written(office: Office) -> None:
    before = office.ledger.read_bytes()

    assert "stands already" in office.types("export --all --out dps.db", exits=1).err
    told = with_room_for(10_000, office, "export --all --out all.jsonl")

    assert (told.code, told.err) == (
        5,
        "dpsctl: all.jsonl cannot be written: there is no room\n  make room there\n",
    )
    assert [path.name for path in office.folder.iterdir() if path.is_file()] == ["dps.db"]
    assert office.ledger.read_bytes() == before
