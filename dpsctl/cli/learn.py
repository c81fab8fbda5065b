"""Learn: the story of the committee paper, played command by command."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.as_typed import Command
from dpsctl.domain.days import instant_text, london_day
from dpsctl.errors import RefusedError, UsageError
from dpsctl.shipped import FIXTURES
from dpsctl.stopping import STOPPED

if TYPE_CHECKING:
    from dpsctl.documents.stories import Scene, Typed

app = typer.Typer()

WIDTH = 88
OPENING = """\
The story of a Kent County Council committee paper, played on a ledger of its own.

The paper's: the decisions 18/00030 and 20/00108, sixteen homes joining at £7,198,785 a year,
£123,912 of it increase, the £4.4m estimated for all existing services. Invented: the homes,
their providers, people's fees, the rules' thresholds and most of the days. Each command is
shown as it would be typed on its day, with what it really prints.
"""
KEPT = """\
The ledger is kept in {folder}. Try next, in that folder:

  dpsctl explain KBP-2021-0007                    one home's whole story
  dpsctl report roster --as-of 2021-06-30         who is on the roster on a day
  dpsctl report costs --as-of 2021-06-30 -f csv   the same figures for a spreadsheet
  dpsctl report history                           who recorded what, and when

The contracts of the story run to 2026-06-14: later than that, say --as-of.
"""
NOT_KEPT = """\
The ledger of this demo is gone. Try next:

  dpsctl demo --into kent                         the same, kept in the folder kent
  dpsctl rules show kent-specialist               the rules that judged the homes
  dpsctl --help                                   every command
"""


@app.command("demo", cls=Command, rich_help_panel="Learn")
def demo(
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Keep ledger and documents in this folder."),
    ] = None,
) -> None:
    """Play the story of the committee paper, command by command.

    It runs in an empty folder of its own, and never on your ledger.

    Examples:
      dpsctl demo
      dpsctl demo --into kent
    """
    from dpsctl.documents.stories import read_story

    story = read_story(FIXTURES / "kent" / "story.yaml")
    with _folder(into) as folder:
        say(OPENING)
        with chdir(folder):
            for scene in story.scenes:
                _play(scene)
    say((KEPT.format(folder=into) if into else NOT_KEPT).rstrip())


@contextmanager
def _folder(into: Path | None) -> Iterator[Path]:
    """An empty folder with the story's documents in it, kept only if it was named."""
    kent = FIXTURES / "kent"
    if into is None:
        with tempfile.TemporaryDirectory(prefix="dpsctl-demo-") as folder:
            shutil.copytree(kent, folder, dirs_exist_ok=True)
            yield Path(folder)
        return
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise UsageError(f"--into: {into} is not an empty folder", "name a new one")
    try:
        shutil.copytree(kent, into, dirs_exist_ok=True)
    except OSError as error:
        raise UsageError(f"--into: {into} cannot be written: {error.strerror}") from None
    yield into


def _play(scene: Scene) -> None:
    if scene.told:
        say(textwrap.fill(scene.told, WIDTH) + "\n")
    say(f"{london_day(scene.on):%-d %B %Y}, {scene.by}:\n")
    given = {"DPSCTL_NOW": instant_text(scene.on), "DPSCTL_BY": scene.by}
    with _environment(given), redirect_stderr(sys.stdout):
        for typed in scene.typed:
            _type(typed)


def _type(typed: Typed) -> None:
    from dpsctl.cli.main import carry_out

    say(f"$ {typed.run}")
    code = carry_out(shlex.split(typed.run)[1:])
    say("")
    if code == STOPPED:
        raise typer.Exit(code)
    if code != typed.exit:
        raise RefusedError(f"the story expected exit code {typed.exit} here, and this was {code}")


@contextmanager
def _environment(given: Mapping[str, str]) -> Iterator[None]:
    """The story's own day and person; a ledger or rules that the user has set are left alone."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("DPSCTL_")]:
        del os.environ[name]
    os.environ.update(given)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
