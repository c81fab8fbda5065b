"""The chain: recomputed by somebody who has read FORMATS section 6 and none of our code."""

from __future__ import annotations

import hashlib
import json
import shlex
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dpsctl.ledger.chain import facts_of
from dpsctl.ledger.file import reading

from ..office import Office, furnish, type_in
from ..papers import system
from .full import tables_of, whole_story


def auditors_heads(ledger: Path) -> list[str]:
    """Every entry's digest, from the file and FORMATS section 6 alone."""

    def compact(value: Any) -> bytes:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode("utf-8")

    def stands(row: sqlite3.Row) -> dict[str, Any]:
        return {column: row[column] for column in row.keys() if row[column] is not None}  # noqa: SIM118

    with closing(sqlite3.connect(ledger)) as connection:
        connection.row_factory = sqlite3.Row
        kinds = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            if name not in ("entries", "_sqlite_migrations", "sqlite_sequence")
        ]
        heads: list[str] = []
        for row in connection.execute("SELECT * FROM entries ORDER BY id").fetchall():
            entry = stands(row)
            del entry["digest"]
            facts = []
            for kind in kinds:
                of_this = f"SELECT * FROM {kind} WHERE entry = ? ORDER BY id"
                for fact in map(stands, connection.execute(of_this, [entry["id"]])):
                    if kind == "documents":
                        fact = {key: fact[key] for key in ("entry", "sha256")}
                    facts.append([kind, fact])
            link = [heads[-1] if heads else "", entry, facts]
            heads.append(hashlib.sha256(compact(link)).hexdigest())
    return heads


def test_an_auditor_comes_to_the_same_digests(kept_ledger: Path) -> None:
    with closing(sqlite3.connect(kept_ledger)) as connection:
        kept = [
            digest for (digest,) in connection.execute("SELECT digest FROM entries ORDER BY id")
        ]

    assert len(kept) > 20
    assert auditors_heads(kept_ledger) == kept


def test_every_entry_has_facts_and_every_table_too(kept_ledger: Path) -> None:
    with reading(kept_ledger) as opened:
        entries = opened.value("SELECT COUNT(*) FROM entries")
        facts = [json.loads(fact) for n in range(entries) for fact in facts_of(opened.db, n + 1)]

    assert {fact["entry"] for _, fact in facts} == set(range(1, entries + 1))
    assert sorted({table for table, _ in facts}) == tables_of(kept_ledger)


def test_a_fact_is_its_columns_sorted_with_nulls_left_out_and_accents_kept(
    new_office: Office,
) -> None:
    new_office.types("init system.yaml")
    new_office.records("decision: 18/31\ntitle: Größe\npowers: [award]\neffective_on: 2020-03-04\n")
    with reading(new_office.ledger) as opened:
        decision, document = facts_of(opened.db, 2)
    digest = json.loads(document)[1]["sha256"]

    assert document == f'["documents",{{"entry":2,"sha256":"{digest}"}}]'
    assert decision == (
        f'["decisions",{{"decision":"18/31","document":"{digest}",'
        '"effective_basis":"as the document says","effective_on":"2020-03-04","entry":2,"id":1,'
        '"powers":"[\\"award\\"]","title":"Größe"}]'
    )


# The same papers make the same head, whoever's folder they lie in


@pytest.fixture(scope="session")
def kept_head(kept_ledger: Path) -> str:
    return auditors_heads(kept_ledger)[-1]


def test_another_folder_makes_no_difference(kept_head: str, tmp_path: Path) -> None:
    office = Office(furnish(tmp_path / "Büro 2" / "a longer name"), "2020-11-16T10:00")
    for on_the_day, command in whole_story(office):
        on_the_day.types(command)

    assert auditors_heads(office.ledger)[-1] == kept_head


def test_neither_does_how_paths_are_written_or_where_one_stands(
    kept_head: str, tmp_path: Path
) -> None:
    office = Office(furnish(tmp_path / "office"), "2020-11-16T10:00")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for on_the_day, command in whole_story(office):
        words = [
            str(office.folder / word) if (office.folder / word).exists() else word
            for word in shlex.split(command)
        ]
        given = {"DPSCTL_NOW": on_the_day.now, "DPSCTL_LEDGER": "../office/./dps.db"}
        told = type_in(elsewhere, [*words, "--by", on_the_day.by], given)
        assert told.code == 0, told.err

    assert auditors_heads(office.ledger)[-1] == kept_head


def test_another_name_or_hour_or_document_does(new_office: Office, tmp_path: Path) -> None:
    def head(office: Office, folder: str) -> str:
        elsewhere = replace(office, folder=furnish(tmp_path / folder))
        document = elsewhere.writes("our own.yaml", system({"title": folder[0]}))
        elsewhere.types(f"init {document}")
        return auditors_heads(elsewhere.ledger)[-1]

    first = head(new_office, "A, first")
    others = {
        head(new_office, "B"),
        head(new_office.under("somebody else"), "A, by another"),
        head(new_office.on("2020-11-16T10:01"), "A, a minute later"),
    }

    assert head(new_office, "A, again") == first
    assert len({first, *others}) == 4
