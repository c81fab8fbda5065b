"""One file for each way in which a document can be wrong, and the exact words that it earns."""

from __future__ import annotations

from pathlib import Path

import pytest

from dpsctl.errors import DocumentError
from dpsctl.shipped import FIXTURES

from .reading_as import READERS, kind_of

UNREADABLE = sorted((FIXTURES / "unreadable").glob("*.yaml"))


@pytest.mark.parametrize("path", UNREADABLE, ids=lambda path: path.stem)
def test_earns_its_complaint(path: Path) -> None:
    source = path.read_bytes()
    with pytest.raises(DocumentError) as caught:
        READERS[kind_of(source)](source, path.name)
    assert caught.value.lines() == path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert caught.value.exit_code == 4


def test_there_is_a_file_for_every_refusal() -> None:
    assert len(UNREADABLE) >= 35


def test_no_complaint_is_left_without_its_file() -> None:
    told = {path.stem for path in (FIXTURES / "unreadable").glob("*.txt")}
    assert told == {path.stem for path in UNREADABLE}


def test_every_message_says_where_and_is_one_line() -> None:
    for path in UNREADABLE:
        for line in path.with_suffix(".txt").read_text("utf-8").splitlines():
            file, at_line, at_column, what = line.split(":", 3)
            assert (file, at_line.isdigit(), at_column.isdigit()) == (path.name, True, True)
            assert what.startswith(" ") and not what.endswith(".")
