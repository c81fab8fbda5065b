"""What a command is to write into: nothing that would be missed, and nothing that is no file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..office import Office

Stage = Callable[[str], Office]


@pytest.mark.parametrize(
    "command", ["backup {}", "export --all --out {}", "report roster --format csv --out {}"]
)
@pytest.mark.parametrize(("name", "why"), [("-", "standard output"), ("''", "blank")])
def test_what_names_no_file_is_refused(command: str, name: str, why: str, kent_at: Stage) -> None:
    office = kent_at("open")
    before = sorted(office.folder.iterdir())

    told = office.types(command.format(name), exits=2)

    assert (told.out, why in told.err) == ("", True)
    assert sorted(office.folder.iterdir()) == before


def test_a_report_is_not_written_over_a_backup(kent_at: Stage) -> None:
    office = kent_at("open")
    office.types("backup kept.db")
    before = (office.folder / "kept.db").read_bytes()

    told = office.types("report windows --format csv --out kept.db", exits=2)

    assert told.err.startswith("dpsctl: --out: kept.db is a database, such as a backup\n")
    assert (office.folder / "kept.db").read_bytes() == before


def test_a_report_is_written_over_the_last_one(kent_at: Stage) -> None:
    office = kent_at("open")
    office.writes("windows.csv", "the last one")
    office.types("report windows --format csv --out windows.csv")

    assert (office.folder / "windows.csv").read_text().startswith("window,")
