"""A CSV file is read as strictly as YAML, and its first line is answered for once."""

from __future__ import annotations

import pytest

from dpsctl.actions.batches import read_batch
from dpsctl.actions.sources import Source
from dpsctl.documents.placements import EndingsDocument, PlacementsDocument

HEAD = "contract,ref,need,band,weekly_fee,starts_on,basis,reason"
LINE = "4,P-0501,MH,Specialist,1450.00,2021-07-01,call-off,"


def complaints(content: str | bytes) -> list[str]:
    source = content if isinstance(content, bytes) else content.encode()
    batch = read_batch([Source("t.csv", source)], PlacementsDocument)
    assert bool(batch.good) != bool(batch.in_order())
    return [f"{each.line}:{each.column}: {each.what}" for each in batch.in_order()]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{LINE}\n",
        f"\ufeff{HEAD}\r\n{LINE}\r\n",
        f"\n,,\n{HEAD}\n\n{LINE}\n,,,,,,,\n\n",
        f"{HEAD},,\n{LINE},,\n",
        f"{HEAD},price.core\n{LINE},600\n",
        HEAD + '\n"4","P-0501","MH",Specialist,"1,450.00",2021-07-01,call-off,"said ""yes"""\n',
    ],
)
def test_what_spreadsheets_write_is_read(content: str) -> None:
    assert complaints(content) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ["1:1: the file is empty; its first line names the columns, such as ref,on"]),
        (",,\n\n", ["1:1: the file is empty; its first line names the columns, such as ref,on"]),
        (
            f"{HEAD}\n{LINE}\n".encode("utf-16"),
            [
                "1:1: the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8, "
                "in Excel as `CSV UTF-8`"
            ],
        ),
        (
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
            [
                "1:1: the file is a spreadsheet, a Word file or a zip, and no text; save what it "
                "says as text in UTF-8, in Excel as `CSV UTF-8`"
            ],
        ),
        (
            "placements:\n  - {ref: P-0501, contract: 4}\n",
            ["1:1: this is YAML, and no table; give the file a name that ends in .yaml"],
        ),
        (
            f"{HEAD.replace(',', ';')}\n{LINE.replace(',', ';')}\n",
            [
                "1:1: column 1 is called 'contract;ref;need;band;weekly_fee;starts_on;basis;reason'"
                "; save the file with commas between its columns"
            ],
        ),
        (
            f"{LINE}\n{LINE}\n",
            [
                "1:1: the first line names none of the columns ref, contract, home, need, band, "
                "weekly_fee, starts_on, left_on, basis, reason, price"
            ],
        ),
        (
            f"\n{HEAD.replace('weekly_fee', 'Weekly Fee').replace('reason', 'notes')}\n{LINE}\n",
            [
                "2:1: column 5 is called 'Weekly Fee', which is none; did you mean weekly_fee?",
                "2:1: column 8 is called 'notes', which is none; leave it out",
            ],
        ),
    ],
)
def test_a_table_that_is_none_is_told_once(content: str | bytes, told: list[str]) -> None:
    assert complaints(content) == told


def test_columns_that_are_needed_are_named_together() -> None:
    assert complaints("ref,contract,need\nP-0501,4,LD\nP-0502,4,LD\n") == [
        "1:1: the first line names no column band, weekly_fee, starts_on, basis"
    ]


def test_a_cell_too_many_is_told_at_its_line() -> None:
    (told,) = complaints(f"{HEAD}\n{LINE}\n{LINE.replace('1450', '1,450')}\n")
    assert told == (
        "3:1: has 9 cells, and the first line names 8 columns; quote what holds a comma"
    )


def test_another_kind_of_table_has_other_columns() -> None:
    batch = read_batch([Source("t.csv", b"ref,starts_on\nP-0501,2021-07-01\n")], EndingsDocument)
    assert [each.what for each in batch.in_order()] == [
        "column 2 is called 'starts_on', which is none; leave it out"
    ]
