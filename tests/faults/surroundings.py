"""Another zone, another language, no home, no place: the same bytes as in London."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import dpsctl
from dpsctl.reports.catalogue import REPORTS

from ..office import CHECKOUT, Office, Told, bare_environment
from .children import typed as typed_by_child
from .figures import Figures, no_ledger
from .points import Point, files_of, head_of

FORMATS = ("table", "csv", "json", "md", "html")
ASKED = (
    *(f"report {name} -f {format}" for name in REPORTS for format in FORMATS),
    *(f"report {name} --publish -f csv" for name in ("roster", "costs", "prices", "budget")),
    *("status", "status -f json", "explain 1", "explain 1 --contract -f json", "verify", "head"),
    *("form", "rules list", "rules show kent-specialist/2021-02-01"),
)
ALONE = "report costs -f html"


@dataclass(frozen=True)
class Surroundings:
    """What a machine has around a command: the variables that are set, PATH beside them."""

    name: str
    variables: Mapping[str, str]

    def around(self) -> dict[str, str]:
        """The environment of a process, with what finds this Python and this checkout."""
        bare = bare_environment()
        finding = ("PATH", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH")
        return {**{name: bare[name] for name in finding if name in bare}, **self.variables}


LONDON = Surroundings(
    "London",
    {"TZ": "Europe/London", "LC_ALL": "C.UTF-8", "HOME": str(Path.home()), "COLUMNS": "80"},
)


def _elsewhere(name: str, **variables: str) -> Surroundings:
    return Surroundings(name, {**LONDON.variables, **variables})


OTHERS = (
    _elsewhere("TZ=Pacific/Auckland", TZ="Pacific/Auckland"),
    _elsewhere("LC_ALL=C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    _elsewhere("LC_ALL=POSIX, Latin-1", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONIOENCODING="latin-1"),
    _elsewhere("TZ and LC_ALL of no such name", TZ="Mars/Olympus", LC_ALL="xx_YY.UTF-8"),
    _elsewhere("a wide terminal with colours", COLUMNS="200", FORCE_COLOR="1", TERM="xterm"),
    _elsewhere("a HOME that takes no file", HOME="/proc"),
    _elsewhere("a HOME that is not there", HOME="/nonexistent", TMPDIR="/nonexistent"),
    Surroundings("no variable but PATH, as under cron", {}),
)


def everything(points: Sequence[Point]) -> list[tuple[str, str, str]]:
    """The whole story, then every report in every format: instant, name and command of each."""
    last = points[-1]
    story = [(point.on, point.by, point.command) for point in points if point.number >= 0]
    return [*story, *((last.on, last.by, command) for command in ASKED)]


@dataclass(frozen=True)
class Heard:
    """What commands printed somewhere, and what they left: the head of the chain, and files."""

    told: list[Told]
    head: str | None
    files: dict[str, str]


def heard_in(
    surroundings: Surroundings, start: Point, typed: Sequence[tuple[str, str, str]]
) -> Heard:
    """Type commands one after another in some surroundings, from a point of the story on."""
    with start.office() as office:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.surroundings", str(office.folder)],
            input=json.dumps(typed),
            cwd=CHECKOUT,
            env=surroundings.around(),
            capture_output=True,
            encoding="ascii",
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        told = [Told(**each) for each in json.loads(done.stdout)]
        # Once as a process of its own, in which nothing is imported or begun before.
        told.append(_by_process(surroundings, office, ALONE))
        return Heard(told, head_of(office.ledger), files_of(office))


def _by_process(surroundings: Surroundings, office: Office, command: str) -> Told:
    done = subprocess.run(
        [sys.executable, "-m", "dpsctl", *command.split()],
        cwd=office.folder,
        env={**surroundings.around(), "DPSCTL_NOW": "2022-03-01T10:00"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def compared(
    there: Surroundings, london: Heard, start: Point, typed: Sequence[tuple[str, str, str]]
) -> Figures:
    """Type commands elsewhere, and see that every byte is London's."""
    figures, heard = Figures(), heard_in(there, start, typed)
    figures.count("surroundings")
    commands = [*(command for _, _, command in typed), f"{ALONE} as a process"]
    for command, here, home in zip(commands, heard.told, london.told, strict=True):
        figures.count("commands compared")
        figures.expect(here == home, f"{there.name}: {command}", _difference(here, home))
    figures.expect(heard.head == london.head, there.name, "the ledger's head differs")
    figures.expect(heard.files == london.files, there.name, "the files of letters differ")
    figures.count("files compared", len(heard.files))
    return figures


def compared_with_london(there: Surroundings, points: Sequence[Point]) -> Figures:
    """Type the whole story and every report elsewhere, and see that every byte is London's."""
    typed, start = everything(points), next(point for point in points if point.word == "init")
    return compared(there, _london(start, tuple(typed)), start, typed)


@cache
def _london(start: Point, typed: tuple[tuple[str, str, str], ...]) -> Heard:
    return heard_in(LONDON, start, typed)


def _difference(here: Told, home: Told) -> str:
    each = (f"{told.out}{told.err}".splitlines() for told in (here, home))
    lines = zip_longest(*each, fillvalue="")
    first = next((pair for pair in lines if pair[0] != pair[1]), ("", ""))
    return f"exit {here.code}, not {home.code}; {first[0]!r}, not {first[1]!r}; {here.err[-300:]}"


def nowhere(point: Point) -> Figures:
    """Type commands in a folder that was deleted under them."""
    figures = Figures()
    with point.office() as office, TemporaryDirectory() as name:

        def in_no_folder() -> None:
            os.chdir(name)
            os.rmdir(name)

        for command in ("status", "verify", "report roster -f json", "check"):
            here = typed_by_child(office, f"{command} --ledger {office.ledger}", first=in_no_folder)
            Path(name).mkdir()
            home = office.types(command)
            same = (here.code, here.out) == (home.code, home.out) or command == "check"
            figures.expect(same and here.code == 0, f"nowhere: {command}", here)
            lost = typed_by_child(office, command, first=in_no_folder)
            Path(name).mkdir()
            figures.expect(no_ledger(lost), f"nowhere: {command}", lost)
            figures.count("commands in a folder that is gone", 2)
    return figures


def main() -> None:
    """Type the commands on stdin in the folder named; print what each told, as JSON."""
    folder, told, commands = Path(sys.argv[1]), [], json.loads(sys.stdin.read())
    if len(commands) > _FEW:
        _import_everything()
    for now, by, command in commands:
        told.append(typed_by_child(Office(folder, now, by), command))
    print(json.dumps([asdict(each) for each in told]))


_FEW = 20


def _import_everything() -> None:
    """Import once what every child would otherwise import for itself."""
    for module in pkgutil.walk_packages(dpsctl.__path__, "dpsctl."):
        if module.name != "dpsctl.__main__":
            import_module(module.name)
    with suppress(ImportError):  # pages are without pictures then
        import_module("matplotlib.figure")
        import_module("matplotlib.backends.backend_svg")


if __name__ == "__main__":
    main()
