"""A text redacted is nowhere in the file, and nothing else is taken out with it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dpsctl.ledger.chain import sha256

from ..cli.test_faults import with_room_for
from ..office import KENT, Office
from ..papers import application, decision
from .full import by_force, falsified, query, verified
from .killing import killed
from .test_append_only import REFUSED, SHELLS, Shell

KentAt = Callable[[str], Office]

NAME = "Joan Bloggs"
LONG = f"# {NAME} is to be asked\n" * 700
NAMING = application(21, {"received_at": "2021-03-20T10:00"}) + LONG
SHORT = application(22, {"received_at": "2021-03-20T10:00"}) + f"# {NAME} knows\n"
REDACT = f"redact {sha256(NAMING)[:12]} --reason 'A relative was named' --yes"
REDACT_SHORT = f"redact {sha256(SHORT)} --reason 'A relative was named' --yes"


@pytest.fixture
def office(kent_at: KentAt) -> Office:
    """Kent with two applications, 21 and 22, in whose documents a relative is named."""
    office = kent_at("imported").on("2021-04-07")
    office.imports(NAMING, SHORT)
    assert NAME.encode() in office.ledger.read_bytes()
    return office


def one(ledger: Path, sql: str) -> object:
    with closing(sqlite3.connect(ledger)) as connection:
        ((found,),) = query(connection, sql)
    return found


def test_the_text_is_nowhere_in_the_file_any_more(office: Office) -> None:
    before = one(office.ledger, "PRAGMA application_id")

    told = office.types(REDACT)
    assert NAME.encode() in office.ledger.read_bytes()  # in the other document
    office.types(REDACT_SHORT)

    assert told.out.startswith("the text of documents ")
    assert NAME.encode() not in office.ledger.read_bytes()
    assert one(office.ledger, "PRAGMA application_id") == before
    assert one(office.ledger, "PRAGMA user_version") == 0
    assert verified(office.ledger).intact
    assert {path.name for path in office.folder.iterdir() if "dps.db" in path.name} == {"dps.db"}


def test_nor_is_it_in_free_pages_where_sqlite_had_left_it(office: Office) -> None:
    # Whether SQLite overwrites what it frees depends on how it was built; here it does not.
    with closing(sqlite3.connect(office.ledger, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE moved AS SELECT text FROM documents")
        connection.execute("DROP TABLE moved")
    before = office.ledger.read_bytes().count(NAME.encode())

    office.types(REDACT)
    office.types(REDACT_SHORT)

    assert before > 1000  # twice 700 and a few
    assert NAME.encode() not in office.ledger.read_bytes()


def test_nothing_else_goes_and_what_stays_is_told(office: Office) -> None:
    everything = "SELECT group_concat(sha256 || length(text)) FROM documents WHERE sha256 <> '{}'"
    others = one(office.ledger, everything.format(sha256(NAMING)))
    counted = office.counts("documents"), office.counts("applications")

    told = office.types(REDACT)

    assert told.err.splitlines()[0] == (
        "what was read from it stays on the ledger, with its names and words: application 21"
    )
    assert "backups, exports and the copies that migrate and restore keep" in told.err
    assert one(office.ledger, everything.format(sha256(NAMING))) == others
    assert (office.counts("documents"), office.counts("applications")) == counted
    found = office.types("explain 21 --format json").json
    assert (found["home"]["name"], found["redacted_by_entry"]) == ("Sample Home 21", 9)
    assert "; text redacted by entry 9" in office.types("explain 21").out
    office.types("check 21")
    office.types("verify --replay")


def test_without_yes_off_a_terminal_nothing_goes(office: Office) -> None:
    before = office.ledger.read_bytes()

    told = office.types(REDACT.replace(" --yes", ""), exits=2)
    office.types(f"{REDACT} --dry-run")

    assert told.err.startswith("dpsctl: a redaction cannot be undone here")
    assert office.ledger.read_bytes() == before


def test_the_same_text_does_not_come_in_again(office: Office) -> None:
    office.types(REDACT)

    assert office.imports(NAMING).out.startswith("nothing to do for all 1: ")
    assert LONG.encode() not in office.ledger.read_bytes()


def test_nor_by_another_command_that_would_read_facts_from_it(kent_at: KentAt) -> None:
    office = kent_at("decided").on("2021-02-17")
    first = (KENT / "decisions" / "20-00108.yaml").read_text(encoding="utf-8")
    office.records(decision({"title": "Otherwise"}), options="--correct Title")
    office.types(f"redact {sha256(first)} --reason Named --yes")

    told = office.records(first, options="--correct Again", exits=1)

    assert told.err.splitlines()[0] == (
        f"dpsctl: the text of this document was redacted by entry 7: sha256 {sha256(first)}"
    )
    assert office.entries() == 7


@pytest.mark.parametrize(
    "pinned",
    [
        "SELECT document FROM rule_sets",
        "SELECT grounds_document FROM rule_sets",
        "SELECT document FROM cost_models",
    ],
)
def test_what_people_are_judged_and_priced_by_stays(pinned: str, office: Office) -> None:
    document = one(office.ledger, pinned)

    told = office.types(f"redact {document} --reason Named --yes", exits=1)

    assert "was pinned from this document" in told.err
    assert office.counts("redactions") == 0


def test_a_letter_can_go_and_is_not_written_again(kent_at: KentAt) -> None:
    office = kent_at("awarded").on("2021-04-21")
    office.types("letters --into letters")
    document = one(office.ledger, "SELECT document FROM letters WHERE application = 1")

    told = office.types(f"redact {document} --reason Named --yes")
    (office.folder / "letters" / "0001-awarded.md").unlink()
    again = office.types("letters --into letters")

    said = "the letter that application 1 was awarded cannot be written again; its files are left"
    assert said in told.err
    assert "0001-awarded cannot be written again: its text was redacted" in again.err


def test_a_beginning_that_fits_no_document_is_refused(office: Office) -> None:
    told = office.types("redact 0123456789abcdef --reason Named --yes", exits=1)

    assert "has a SHA-256 that begins 0123456789abcdef" in told.err


# The file written anew


def test_what_could_not_be_written_anew_is_told_and_done_by_the_same_command(
    office: Office,
) -> None:
    # So that the file ends in what the redaction itself need not write.
    office.records(decision({"decision": "21/1"}) + "# And so on\n" * 10_000)
    size = office.ledger.stat().st_size - 50_000

    told = with_room_for(size, office, REDACT)

    assert (told.code, told.out) == (5, "")
    assert told.err.startswith(
        "dpsctl: the redaction is recorded, but the file could not be written anew: "
    )
    assert office.counts("redactions") == one(office.ledger, "PRAGMA user_version") == 1
    assert "may stand in the file still" in office.types("verify").err
    again = office.types(REDACT)
    assert again.out.startswith("nothing to do: entry 10 redacted documents ")
    assert office.types("verify").err == ""
    assert again.err == "the file was still to be written anew, and was now\n"
    assert LONG.encode() not in office.ledger.read_bytes()
    assert office.types(REDACT).err == ""


def test_killed_half_way_the_text_is_there_or_redacted(office: Office, tmp_path: Path) -> None:
    before = office.ledger.read_bytes()
    chance = random.Random(20108)
    ends = set()
    for _ in range(12):
        office.ledger.write_bytes(before)
        ends.add(killed(office, REDACT, chance.uniform(0, 0.05)))

        assert verified(office.ledger).intact
        there = one(office.ledger, f"SELECT text FROM documents WHERE sha256 = '{sha256(NAMING)}'")
        assert (there is None) == (office.counts("redactions") == 1)
    assert True in ends

    office.types(REDACT)
    office.types(REDACT_SHORT)
    assert NAME.encode() not in office.ledger.read_bytes()


# The one update that the triggers allow


NEXT = "(SELECT MAX(id) + 1 FROM entries)"
GONE = "UPDATE documents SET text = NULL"
NAMED = f"INSERT INTO redactions (id, entry, sha256) SELECT 1, {NEXT}, sha256 FROM documents"


@SHELLS
@pytest.mark.parametrize(
    "statements",
    [
        [f"{GONE} WHERE id = 1"],
        [GONE],
        [f"{NAMED} WHERE id = 2", f"{GONE} WHERE id = 1"],
        [f"{NAMED} WHERE id = 1", "UPDATE documents SET text = '' WHERE id = 1"],
        [f"{NAMED} WHERE id = 1", "UPDATE documents SET text = NULL, id = 99 WHERE id = 1"],
        [f"{NAMED} WHERE id = 1", "UPDATE documents SET text = NULL, entry = 2 WHERE id = 1"],
        [
            f"{NAMED} WHERE id = 1",
            f"UPDATE documents SET text = NULL, sha256 = '{'0' * 64}' WHERE id = 1",
        ],
        [f"{NAMED} WHERE id = 1", "DELETE FROM documents WHERE id = 1"],
    ],
)
def test_no_text_goes_but_the_one_that_the_entry_being_recorded_redacts(
    shell: Shell, statements: list[str], office: Office
) -> None:
    texts = "SELECT group_concat(id || sha256 || text) FROM documents"
    before = one(office.ledger, texts)

    said = shell(office.ledger, *statements)

    assert len(said) == 1
    assert REFUSED in said[0]
    assert one(office.ledger, texts) == before


@SHELLS
def test_once_it_is_sealed_nothing_of_it_can_be_changed_either(
    shell: Shell, office: Office
) -> None:
    office.types(REDACT)
    document = f"WHERE sha256 = '{sha256(NAMING)}'"

    said = shell(
        office.ledger,
        f"{GONE} {document}",
        f"UPDATE documents SET text = 'again' {document}",
        "UPDATE redactions SET sha256 = sha256",
        "DELETE FROM redactions",
    )

    assert [REFUSED in words for words in said] == [True] * 4
    assert verified(office.ledger).intact


# Verifying


def test_a_missing_text_is_accepted_with_its_redaction_only(office: Office) -> None:
    office.types(REDACT)
    assert verified(office.ledger).intact

    found = falsified(office.ledger, "UPDATE documents SET text = NULL WHERE id = 3")

    assert (found.broken_at, found.why) == (
        3,
        "the text of documents 3 is not the one that its sha256 names",
    )


def test_a_redaction_that_was_moved_to_another_text_breaks_the_chain(office: Office) -> None:
    office.types(REDACT)

    found = falsified(
        office.ledger,
        "UPDATE redactions SET sha256 = (SELECT sha256 FROM documents WHERE id = 3)",
        "UPDATE documents SET text = NULL WHERE id = 3",
    )

    assert found.broken_at == 9


def test_a_redacted_text_that_was_put_back_is_found_out(office: Office) -> None:
    office.types(REDACT)
    with by_force(office.ledger) as connection:
        connection.execute(
            "UPDATE documents SET text = ? WHERE sha256 = ?", [NAMING, sha256(NAMING)]
        )

    found = verified(office.ledger)

    assert found.broken_at == 9
    assert (found.why or "").endswith("stands there, though entry 9 redacted it")
