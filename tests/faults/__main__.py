"""``python -m tests.faults``: every fault tried, and the table of README printed.

It takes some minutes. ``--times 10`` takes ten times as many kills, flips and failing writes; what
is lost is told with the seed by which it can be tried again, and gives exit code 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from . import calls, clocks, crowding, crowds, damage, kills, space, surroundings
from .figures import Figures
from .points import Point, points
from .table import printed

KILLS, FAILING, FLIPS, TRUNCATIONS = 8, 4, 700, 250  # the first two of each command
AT_ONCE = 50


def main() -> int:
    """Try everything; 1 if anything was lost."""
    asked = _asked()
    if not calls.can_be_watched():
        sys.stderr.write("this Python hides SQLite: kills come at random moments alone\n")
    with TemporaryDirectory(prefix="dpsctl-faults-") as name:
        found = _everything(points(Path(name)), asked)
    print(printed(found))
    losses = [loss for figures in found.values() for loss in figures.losses]
    for loss in losses:
        sys.stderr.write(f"LOST (seed {asked.seed}): {loss}\n")
    return 1 if losses else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=20108)
    parser.add_argument("--times", type=int, default=1, metavar="N", help="as many of each")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--only", metavar="WORD", help="only the kinds that begin with this")
    return parser.parse_args()


Trial = tuple[Callable[..., Figures], tuple[object, ...]]


def _everything(story: Sequence[Point], asked: argparse.Namespace) -> dict[str, Figures]:
    kinds = {
        name: trials
        for name, trials in _trials(story, asked.seed, asked.times).items()
        if name.startswith(asked.only or "")
    }
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("fork")) as pool:
        waiting: dict[str, list[Future[Figures]]] = {
            name: [pool.submit(trial, *given) for trial, given in trials]
            for name, trials in kinds.items()
        }
        found = {}
        for name, futures in waiting.items():
            found[name] = Figures().add(each.result() for each in futures)
            sys.stderr.write(f"{name}: {dict(found[name].counts)}\n")
    if "crowds".startswith(asked.only or ""):
        found["crowds"] = _crowds(story, asked.seed, asked.times)
    return found


def _trials(story: Sequence[Point], seed: int, times: int) -> dict[str, list[Trial]]:
    last = story[-1]
    flips, cuts = range(FLIPS * times), range(TRUNCATIONS * times)
    return {
        "kills": [(kills.killed, (point, KILLS * times, seed)) for point in story],
        "space": [(space.everywhere, (point, FAILING * times, seed)) for point in story],
        "flips": [(damage.flips, (last, part, seed)) for part in _parts(flips)],
        "truncations": [(damage.truncations, (last, part, seed)) for part in _parts(cuts)],
        "processes": [
            (damage.flips, (last, range(100, 106), seed, damage.as_a_process)),
            (damage.truncations, (last, range(6), seed, damage.as_a_process)),
        ],
        "strangers": [(damage.stranger, (name, story)) for name in damage.STRANGERS],
        "clocks": [(clocks.set_back, (point, back)) for point in story for back in range(3)],
        "surroundings": [
            (surroundings.nowhere, (next(each for each in story if each.word == "check"),)),
            *((surroundings.compared_with_london, (each, story)) for each in surroundings.OTHERS),
        ],
    }


def _parts(numbers: range) -> list[range]:
    return [numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]


def _crowds(story: Sequence[Point], seed: int, times: int) -> Figures:
    # By themselves: twenty at once are enough for one machine.
    return Figures().add(
        crowding.crowded(crowd, story, typists, seed + number)
        for crowd in crowds.CROWDS
        for number, typists in enumerate([crowding.children] * 2 * times + [crowding.processes])
    )


if __name__ == "__main__":
    sys.exit(main())
