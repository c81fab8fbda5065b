"""What goes through many things says how far it is, to whoever watches, and to nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest

from dpsctl.ledger.fact_texts import AT_ONCE
from dpsctl.progress import watched_by

from ..office import Office

Stage = Callable[[str], Office]

PLACED = """\
contract,ref,need,band,weekly_fee,starts_on,basis,reason
2,P-0801,LD,Specialist,1650.00,2021-05-04,call-off,A Friday night
3,P-0802,LD,Specialist,1650.00,2021-05-04,call-off,A Friday night
"""
READING, LOOKING_UP = "reading documents", "looking applications up"
EVIDENCE, AWARDING = "looking at evidence", "awarding contracts"
AGAIN, PEOPLE = "judging applications again", "going through placements"
LASTING = [
    ("open", "import applications", ["importing applications"]),
    ("imported", "check", ["judging applications"]),
    ("checked", "determine 1 2 admit --reason Good", ["determining applications"]),
    ("checked", "determine --all-qualified admit --reason Good", ["admitting applications"]),
    ("determined", "award --decision 20/00108 --yes", [LOOKING_UP, EVIDENCE, AWARDING]),
    ("awarded", "letters --into letters", ["writing letters", "writing files"]),
    ("awarded", "place placed.csv", [READING, "placing people"]),
    ("awarded", "import-contracts contracts", [READING, "taking contracts over"]),
    ("awarded", "verify --replay", ["re-reading the ledger", AGAIN]),
    ("awarded", "export --all --out all.jsonl", ["writing facts"]),
    ("awarded", "rules diff kent-specialist/2020-06-15 kent-specialist --window all", [AGAIN]),
    ("awarded", "report costs --since 2021-04-19", [PEOPLE]),
    ("awarded", "report costs --part-year 2021/22", [PEOPLE]),
]


@pytest.mark.parametrize(("stage", "command", "whats"), LASTING)
def test_what_may_last_tells_how_far_it_is(
    stage: str, command: str, whats: list[str], kent_at: Stage
) -> None:
    office, told = kent_at(stage), defaultdict(list)
    office.writes("placed.csv", PLACED)

    with watched_by(lambda what, done, of: told[what].append((done, of))):
        office.on("2021-05-05").types(command)

    assert list(told) == whats
    for counts in told.values():
        # The last time of all, as many are done as there are.
        assert len(counts) > 1
        assert counts == sorted(counts)
        assert {of for _, of in counts} == {counts[-1][0]}


def test_a_file_of_the_register_tells_how_many_rows_were_read(kent_at: Stage) -> None:
    told = list[tuple[str, int, int | None]]()

    with watched_by(lambda *each: told.append(each)):
        kent_at("awarded").on("2021-09-04").types(
            "import-register register/locations-2021-09-03.jsonl"
        )

    # How many there are shows only once they are read.
    assert told == [("reading the register", *each) for each in ((0, None), (1, None), (2, 2))]


def test_what_one_entry_recorded_is_told_piece_by_piece(kent_at: Stage) -> None:
    office, told = kent_at("checked"), list[int]()

    with watched_by(lambda what, done, of: told.append(done)):
        office.types("verify")

    most = max(after - before for before, after in pairwise(told))
    assert most <= AT_ONCE < office.counts("findings")


def test_no_bar_runs_through_what_somebody_reads(kent_at: Stage) -> None:
    told = list[str]()

    with watched_by(lambda what, done, of: told.append(what)):
        kent_at("open").types("export --all")

    assert told == []
