"""The export: every fact, and a chain that can be recomputed from it without this program."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from ..cli.test_faults import with_room_for
from ..office import Office
from .full import tables_of, verified


def head_of_export(path: Path) -> str:
    """The head of an exported ledger's chain, as README recomputes it."""
    entries: list[tuple[dict[str, object], list[object]]] = []
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        table, row = json.loads(line)
        if table == "entries":
            entries.append((row, []))
        elif table == "texts":
            assert hashlib.sha256(row["text"].encode()).hexdigest() == row["sha256"]
        else:
            entries[-1][1].append([table, row])
    head = ""
    for entry, facts in entries:
        digest = entry.pop("digest")
        whole = json.dumps(
            [head, entry, facts], sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        head = hashlib.sha256(whole.encode()).hexdigest()
        assert head == digest, f"entry {entry['id']} is not what was recorded"
    return head


@pytest.fixture
def office(ledger: Path, tmp_path: Path) -> Office:
    return Office(tmp_path, "2022-03-01T10:00")


def test_the_chain_can_be_recomputed_from_the_export_alone(office: Office) -> None:
    told = office.types("export --all --out all.jsonl")

    assert (told.out, told.err) == ("", "written to all.jsonl\n")
    assert head_of_export(office.folder / "all.jsonl") == verified(office.ledger).head


def test_a_changed_line_shows(office: Office) -> None:
    office.types("export --all --out all.jsonl")
    path = office.folder / "all.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n")

    for changed in ("Sample Home 07", "rule_set: kent-specialist"):
        at = next(number for number, line in enumerate(lines) if changed in line)
        other = [*lines[:at], lines[at].replace(changed, "Another"), *lines[at + 1 :]]
        path.write_text("\n".join(other), encoding="utf-8")
        with pytest.raises(AssertionError):
            head_of_export(path)


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
