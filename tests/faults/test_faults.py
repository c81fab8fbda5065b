"""A sample of the faults that ``python -m tests.faults`` tries, small enough for every run."""

from __future__ import annotations

import signal
from functools import partial

import pytest

from dpsctl.cli.command_list import COMMANDS

from ..actions.test_twice import ONLY_KEEPING, ONLY_LOOKING
from . import calls, clocks, crowding, crowds, damage, kills, space, surroundings
from .children import typed
from .points import Point, head_of, points

SEED = 20108
FAR_AWAY = surroundings.Surroundings(
    "far away", {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0"}
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    return points(tmp_path_factory.mktemp("story"))


def first(story: list[Point], word: str) -> Point:
    return next(point for point in story if point.word == word)


def test_no_recording_command_is_left_out(story: list[Point]) -> None:
    assert {point.word for point in story} == set(COMMANDS) - ONLY_LOOKING - ONLY_KEEPING


@pytest.mark.parametrize(
    ("word", "times"), [("init", 3), ("migrate", 3), ("reopen", 6), ("import", 3), ("letters", 3)]
)
def test_killed_at_any_moment_nothing_is_lost(word: str, times: int, story: list[Point]) -> None:
    tried = kills.killed(first(story, word), times, SEED)
    assert tried.losses == []
    assert tried.counts["while it wrote"] > 0


def test_whoever_may_only_read_cannot_undo_what_died(story: list[Point]) -> None:
    point = first(story, "import")
    with point.office() as office:
        death = partial(calls.instead, calls.dying_at(kills.course(point).calls - 5))
        assert typed(office, point.command, first=death).code == -signal.SIGKILL
        with space.mode(office.ledger, 0o444), space.mode(office.folder, 0o555):
            told = typed(office, "status", first=space.like_everybody)
        assert (told.code, told.out) == (5, "")
        assert told.err.startswith("dpsctl: the ledger dps.db cannot be read: a command died")
        with space.mode(office.folder, 0o555):
            told = typed(office, "status", first=space.like_everybody)
        assert told.err.startswith("dpsctl: the ledger dps.db cannot be written: its journal")
        assert head_of(office.ledger) == head_of(point.before)


@pytest.mark.parametrize("at", ["import applications", "reopen"])
def test_twenty_at_once_are_as_one_after_another(at: str, story: list[Point]) -> None:
    crowd = next(crowd for crowd in crowds.CROWDS if crowd.at == at)
    tried = crowding.crowded(crowd, story, crowding.children, SEED)
    assert tried.losses == []
    assert tried.counts["processes"] == 20


@pytest.mark.parametrize("word", ["migrate", "letters", "place"])
def test_without_room_nothing_is_lost(word: str, story: list[Point]) -> None:
    tried = space.everywhere(first(story, word), 2, SEED)
    assert tried.losses == []
    assert tried.counts["refused for want of room"] > 0


def test_damage_is_told_or_is_none(story: list[Point]) -> None:
    point = first(story, "award")
    assert damage.flips(point, range(14, 22), SEED).losses == []
    assert damage.flips(point, range(100, 110), SEED).losses == []
    assert damage.truncations(point, range(12), SEED).losses == []


@pytest.mark.parametrize("name", damage.STRANGERS)
def test_what_is_no_ledger_is_told_and_left_alone(name: str, story: list[Point]) -> None:
    few = [first(story, word) for word in ("init", "migrate", "import", "letters")]
    assert damage.stranger(name, [*few, story[-1]]).losses == []


@pytest.mark.parametrize("word", ["record-assessment", "rescind", "award"])
def test_a_clock_that_is_set_back_is_remarked_on(word: str, story: list[Point]) -> None:
    tried = clocks.set_back(first(story, word), 1)
    assert tried.losses == []
    assert tried.counts["recorded with a remark"] == 1


def test_elsewhere_it_is_the_same_bytes(story: list[Point]) -> None:
    point = first(story, "letters")
    asked = ("report costs -f table", "report history -f json")
    commands = [(point.on, point.by, command) for command in (point.command, *asked)]
    london = surroundings.heard_in(surroundings.LONDON, point, commands)
    assert surroundings.compared(FAR_AWAY, london, point, commands).losses == []


def test_in_a_folder_that_is_gone_a_ledger_can_still_be_named(story: list[Point]) -> None:
    assert surroundings.nowhere(first(story, "check")).losses == []
