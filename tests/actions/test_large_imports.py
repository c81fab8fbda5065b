"""``import`` takes a batch document by document: what it keeps, and what it begins again."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable

from dpsctl.actions.desk import Desk
from dpsctl.actions.importing import import_applications
from dpsctl.actions.sources import sources_of
from dpsctl.domain.days import parse_instant
from dpsctl.shipped import RULES

from ..office import Office
from ..papers import application

Stage = Callable[[str], Office]

TWICE = "home.cqc_location: 1-0000000{} applies twice in this batch: also at post/{}.yaml:{}"


def posts(office: Office, *documents: str) -> None:
    for number, document in enumerate(documents, 1):
        office.writes(f"post/{number}.yaml", document)


def test_homes_that_apply_twice_are_left_out_and_the_others_numbered_as_if_they_never_came(
    kent_at: Stage,
) -> None:
    office = kent_at("open")
    texts = office.counts("documents")
    one, three = application(1), application(3)
    posts(office, one, application(2), application(1, {"home.beds": "6"}), three, one)

    told = office.types("import post --partial", exits=1)

    assert [line.partition(", window")[0] for line in told.lines] == [
        "application 1: Sample Home 02 (LD)",
        "application 2: Sample Home 03 (LD)",
    ]
    assert [line.split(": ", 1)[1] for line in told.err.splitlines()[:-1]] == [
        TWICE.format(1, 3, 1),
        TWICE.format(1, 1, 1),
        TWICE.format(1, 3, 1),
    ]
    assert (office.counts("homes"), office.counts("documents")) == (2, texts + 2)


def test_what_was_imported_before_is_the_other_one_and_is_not_refused_itself(
    kent_at: Stage,
) -> None:
    office = kent_at("open")
    posts(office, application(1))
    office.types("import post")
    posts(office, application(1), application(1, {"home.beds": "6"}))

    told = office.types("import post --partial", exits=1)

    assert told.lines == ["nothing to do for 1 of 2: on the ledger as these documents have them"]
    assert told.err.splitlines()[0].endswith(TWICE.format(1, 1, 1))


def test_the_same_document_twice_is_one(kent_at: Stage) -> None:
    office = kent_at("open")
    posts(office, application(1), application(1), application(2))

    told = office.types("import post")

    assert [line[:13] for line in told.lines] == ["application 1", "application 2", "nothing to do"]


def test_a_file_that_has_gone_undoes_the_batch(kent_at: Stage) -> None:
    office = kent_at("open")
    posts(office, application(1), application(2))
    (office.folder / "post/3.yaml").symlink_to("nowhere")

    told = office.types("import post", exits=2)

    assert told.err.startswith("dpsctl: post/3.yaml: no such file or directory\n")
    assert office.counts("applications") == 0


def test_facts_are_printed_as_json_whether_they_were_recorded_or_not(kent_at: Stage) -> None:
    office = kent_at("open")
    posts(office, application(1), application(2))

    tried = office.types("import post --format json --dry-run")
    told = office.types("import post --format json")

    assert tried.out == told.out == json.dumps(told.json, indent=2, ensure_ascii=False) + "\n"
    tables = [table for table, _ in told.json["facts"]]
    assert tables == sorted(tables)
    assert tables.count("applications") == office.counts("applications") == 2


def test_no_document_is_kept_in_memory(kent_at: Stage) -> None:
    office = kent_at("open")
    padding = "# " + "x" * 100_000 + "\n"
    posts(office, *(padding + application(number) for number in range(1, 31)))
    sources = sources_of([office.folder / "post"])
    desk = Desk(office.ledger, [RULES], parse_instant(office.now), "Anna", "anna01")

    tracemalloc.start()
    outcome = import_applications(desk, sources, partial=False, accept_name=False)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(outcome.lines) == 30
    assert most < 2_000_000  # their texts alone are three million characters
