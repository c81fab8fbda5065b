"""``demo``: the story of the committee paper, and the screens of its last day."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..office import Office, Told, spawn, type_in
from .snapshots import agreed, masked

Stage = Callable[[str], Office]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told]:
    """The demo in a process of its own, in an empty folder."""
    folder = tmp_path_factory.mktemp("empty")
    return folder, spawn(folder, "demo", given={"TMPDIR": str(folder)})


def test_it_plays_to_the_papers_figures(played: tuple[Path, Told]) -> None:
    _, told = played

    assert (told.code, told.err) == (0, "")
    for figure in ("£7,198,785", "£123,912", "£7,074,873", "1.75%", "2.82%", "£4,276,088"):
        assert figure in told.out
    assert "it makes no provision for new services to join" in told.out


def test_it_leaves_nothing_behind(played: tuple[Path, Told]) -> None:
    folder, _ = played

    assert list(folder.iterdir()) == []


def test_its_transcript_is_the_one_agreed(played: tuple[Path, Told]) -> None:
    _, told = played

    assert masked(told.out) == agreed("demo", told.out)


def test_it_says_what_is_invented_and_what_to_try_next(played: tuple[Path, Told]) -> None:
    _, told = played

    assert "Invented: the homes," in told.out
    assert told.out.rstrip().endswith("every command")


def test_every_command_that_it_shows_is_followed_by_what_it_printed(
    played: tuple[Path, Told],
) -> None:
    _, told = played

    typed = re.findall(r"^\$ (dpsctl .+)\n(.*)$", told.out, re.MULTILINE)
    assert len(typed) == 42
    assert all(answer for _, answer in typed)


def test_into_an_empty_folder_it_is_kept_to_go_on_from(tmp_path: Path) -> None:
    (tmp_path / "kent").mkdir()

    told = type_in(tmp_path, ["demo", "--into", "kent"], {})

    assert "The ledger is kept in kent." in told.out
    office = Office(tmp_path / "kent", "2021-06-30T10:00")
    suggested = re.findall(r"^  dpsctl (.+?)(?:  .*)?$", told.out, re.MULTILINE)
    assert len(suggested) >= 4
    for command in suggested:
        assert office.types(command).out
    assert office.report("costs")["totals"]["offered_annual_pence"] == 719_878_484


@pytest.mark.parametrize("name", ["full", "file.txt"])
def test_it_refuses_a_folder_that_is_not_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    (tmp_path / "file.txt").write_text("Dear Sir", encoding="utf-8")

    told = type_in(tmp_path, ["demo", "--into", name], {})

    assert told.code == 2
    assert told.err == f"dpsctl: --into: {name} is not an empty folder\n  name a new one\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file.txt", "full", "letter.txt"]


def test_it_never_touches_what_the_user_has_set_or_where_the_user_stands(kent_at: Stage) -> None:
    office = kent_at("open")
    before = office.ledger.read_bytes()
    own = {"DPSCTL_LEDGER": str(office.ledger), "DPSCTL_RULES": "nowhere", "DPSCTL_NOW": "never"}
    here, environment, temporary = os.getcwd(), dict(os.environ), set(_temporary())

    told = type_in(office.folder, ["demo"], own)

    assert told.code == 0
    assert office.ledger.read_bytes() == before
    assert (os.getcwd(), dict(os.environ)) == (here, environment)
    assert set(_temporary()) <= temporary


def _temporary() -> list[str]:
    return [path.name for path in Path(tempfile.gettempdir()).glob("dpsctl-demo-*")]


# The screens of the last day, which the demo does not show


SCREENS = {
    "explain-awarded": "explain KBP-2021-0001",
    "explain-refused": "explain KBP-2021-0018",
    "report-applications": "report applications",
    "report-deadlines": "report deadlines",
    "report-windows": "report windows",
    "rules-list": "rules list",
    "rules-show": "rules show kent-specialist/2020-06-15",
    "status": "status",
    "form": "form",
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_are_those_agreed(kent_at: Stage, name: str) -> None:
    screen = kent_at("awarded").types(SCREENS[name]).out

    assert masked(screen) == agreed(name, screen)


def test_the_history_is_the_one_agreed(kent_at: Stage) -> None:
    """Without its digests and its login, which are this machine's."""
    office = kent_at("awarded")
    rows = office.report("history")["rows"]

    told = "".join(
        f"{row['entry']} {row['recorded_at']} {row['by']}: {row['command']} "
        f"({row['facts']} facts){' because ' + row['reason'] if row['reason'] else ''}\n"
        for row in rows
    )

    assert told == agreed("history", told)
