"""Trust: copies of the whole ledger, and a ledger made from one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import options, typed
from dpsctl.cli.answers import remark, say
from dpsctl.cli.asking import Asked, print_json
from dpsctl.cli.commands import keeping
from dpsctl.cli.confirming import Question, Yes, agree
from dpsctl.cli.trust import PANEL

if TYPE_CHECKING:
    from dpsctl.ledger.restoring import Restored

app = typer.Typer()


@keeping(app, "backup", PANEL)
def backup(
    asked: Asked,
    dest: Annotated[str, typer.Argument(metavar="DEST", help="A new file, or a folder.")],
) -> None:
    """Back the ledger up into one file, verified before it gets its name.

    Others may go on recording meanwhile. In a folder the file is named by
    the time and the head, as dps-2021-05-04T1600-64a4db7cec76.db; where a
    sound backup of this head is there already, nothing is made. No file is
    ever written over, and nothing is recorded. Whoever may read the ledger
    may read the backup. Killed half-way, it can leave a file
    dpsctl-….part there, which is of no use.

    Examples:
      dpsctl backup /mnt/backups
      dpsctl backup dps-before-the-award.db --format json
    """
    from dpsctl.ledger.backing_up import back_up
    from dpsctl.show.words import safe

    asked.only("table", "json")
    ledger = options.the_ledger(asked.ledger)
    made = back_up(ledger, _place(dest), options.the_clock(asked.now).now())
    if asked.format == "json":
        print_json(
            {
                "file": str(made.file),
                "entries": made.entries,
                "head": made.head,
                "bytes": made.size,
                "made": made.made,
            }
        )
        return
    held = f"{made.entries} entries, {made.size:,} bytes, head {made.head}"
    told = "is a sound backup of this head already" if not made.made else "verified"
    say(safe(f"{'' if made.made else 'nothing to do: '}{made.file} {told}: {held}"))


def _place(dest: str) -> Path:
    """Where to write; what ends like a folder must be one.

    Raises:
        UsageError: it is not, or is blank, as an unset variable is.
    """
    from dpsctl.errors import UsageError

    if not dest:
        raise UsageError("DEST is blank", "name a new file, or a folder")
    typed.see_that_it_names_a_file("DEST", None if Path(dest).is_dir() else Path(dest))
    if dest.endswith(os.sep) and not Path(dest).is_dir():
        raise UsageError(f"there is no folder {dest}", "make it first, or name another")
    return Path(dest)


@keeping(app, "restore", PANEL)
def restore(
    asked: Asked,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    yes: Yes = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what it would do, and do nothing.")
    ] = False,
) -> None:
    """Make the ledger what a backup is, once that has been verified.

    What stands there, a sound ledger or a damaged one, is kept beside it,
    as dps.db.replaced-2021-05-20T090000Z; and it says which entries the
    backup lacks. Nobody can record meanwhile, and whoever waits goes on
    with what was restored. Where something stands there it asks; off a
    terminal it needs --yes. Nothing is recorded.

    Examples:
      dpsctl restore /mnt/backups/dps-2021-05-04T1600-64a4db7cec76.db --dry-run
      dpsctl restore backup.db --ledger again.db
    """
    from dpsctl.ledger.restoring import restore

    asked.only("table", "json")
    ledger = options.the_ledger(asked.ledger, new=True)
    now = options.the_clock(asked.now).now()
    if not (yes or dry_run) and ledger.exists():
        why = f"takes the place of {ledger}"
        agree(
            Question("what is restored", "which entries would go", "Restore it so?", why),
            lambda: _shown(restore(file, ledger, now, dry_run=True), file, ledger),
        )
    _tell(restore(file, ledger, now, dry_run=dry_run), file, ledger, asked.format)
    if dry_run:
        remark("dry run: nothing restored")


def _shown(restored: Restored, file: Path, ledger: Path) -> list[str]:
    from dpsctl.reports.restored import lines_of, remarks_of

    if restored.nothing_to_do:
        return []
    return [*lines_of(restored, file, ledger), *remarks_of(restored, ledger)]


def _tell(restored: Restored, file: Path, ledger: Path, format: str) -> None:
    from dpsctl.reports.restored import lines_of, remarks_of, told_of
    from dpsctl.show.words import safe

    if format == "json":
        print_json(told_of(restored, file, ledger))
    else:
        for line in lines_of(restored, file, ledger):
            say(safe(line))
    for line in remarks_of(restored, ledger):
        remark(safe(line))


@contextmanager
def _unwatched_if_read(out: Path | None) -> Iterator[None]:
    """Show nobody how far it is where stdout is read meanwhile: a bar would run through less."""
    from dpsctl.progress import watched_by

    try:
        into_a_file = out is not None or S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:
        into_a_file = False
    with nullcontext() if into_a_file else watched_by(None):
        yield


@keeping(app, "export", PANEL, formats=False)
def export(
    asked: Asked,
    everything: Annotated[
        bool, typer.Option("--all", help="The whole ledger: every entry, fact and text.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="A new file, and not stdout.")
    ] = None,
) -> None:
    """Write every fact as JSON Lines, with the chain.

    A line is a pair, of a table's name and a row of it: an entry with its
    digest, then its facts as the chain hashes them, by table and id; after
    each document its text, under the name of "texts". README shows how to
    recompute the chain from that alone. The same ledger gives the same
    bytes. Nobody can record while it is written: rather than read it page
    by page, use --out, which writes over no file.

    Examples:
      dpsctl export --all > ledger.jsonl
      dpsctl export --all --out ledger.jsonl
    """
    from dpsctl.errors import UsageError
    from dpsctl.ledger.exporting import exported
    from dpsctl.ledger.file import reading
    from dpsctl.ledger.whole_file import written_to

    if not everything:
        raise UsageError(
            "export writes the whole ledger or nothing",
            "say --all; one report is for `dpsctl report NAME --format json --out FILE`",
        )
    typed.see_that_it_names_a_file("--out", out)
    path = options.the_ledger(asked.ledger)
    with reading(path) as ledger, written_to(out, like=path) as to, _unwatched_if_read(out):
        for line in exported(ledger):
            to.write(line + "\n")
    if out:
        remark(f"written to {out}")
