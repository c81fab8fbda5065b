"""Asking: what a command that only reads was asked, and its answer printed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpsctl.cli import options, typed
from dpsctl.domain.days import instant_text, london_day, parse_instant
from dpsctl.domain.windows import clock_words
from dpsctl.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from dpsctl.reports.blocks import Block
    from dpsctl.reports.report import Report
    from dpsctl.reports.view import Counting, View
    from dpsctl.show.terminal import Terminal


@dataclass(frozen=True)
class Asked:
    """The shared options of a command that reads, as typed."""

    now: str | None
    ledger: str | None
    rules_dir: str | None
    format: str = "table"
    as_of: str | None = None
    known_at: str | None = None

    @contextmanager
    def view(
        self,
        window: str | None = None,
        counting: Counting | None = None,
        contract: str | None = None,
    ) -> Iterator[View]:
        """The ledger opened for reading, with the day that is asked for.

        Raises:
            RefusedError: nothing was recorded yet at the instant that is asked for.
        """
        from dpsctl.ledger.file import reading
        from dpsctl.reports.view import Counting, View

        now = options.the_clock(self.now).now()
        as_of = typed.a_day("--as-of", self.as_of) if self.as_of else london_day(now)
        known_at = typed.read_if("--known-at", self.known_at, parse_instant)
        hiding = instant_text(known_at) if known_at else None
        with reading(options.the_ledger(self.ledger), hiding) as ledger:
            if known_at and not ledger.value("SELECT 1 FROM entries"):
                raise RefusedError(
                    f"nothing was recorded yet at {clock_words(known_at)}",
                    "`dpsctl report history` tells what was recorded when",
                )
            rules = options.the_rules(self.rules_dir)
            counted = counting or Counting()
            yield View(ledger, rules, as_of, now, window, counted, known_at, contract)

    @property
    def rules(self) -> list[Path]:
        """The folders that rule files are looked for in."""
        return options.the_rules(self.rules_dir)

    def see_that_it_is_no_ledger(self, out: Path | None) -> None:
        """Refuse to write what is printed over the ledger itself, or over a backup.

        Raises:
            UsageError: it is the very file, or a database of any kind; or no file's name.
        """
        typed.see_that_it_names_a_file("--out", out)
        if out is None or not os.path.isfile(out):  # a name too long for any is none
            return
        if out.samefile(options.the_ledger(self.ledger)):
            raise UsageError(f"--out: {out} is the ledger", "name another file")
        from dpsctl.ledger.whose import is_a_database

        if is_a_database(out):
            raise UsageError(f"--out: {out} is a database, such as a backup", "name another file")

    def only(self, *formats: str) -> None:
        """Refuse a format that this command does not print.

        Raises:
            UsageError: naming those it does.
        """
        if self.format not in formats:
            raise UsageError(
                f"--format: {self.format!r} is not a format of this command",
                f"use {' or '.join(formats)}",
            )


def terminal() -> Terminal | None:
    """The terminal that stdout is, if it is one."""
    from dpsctl.show.terminal import terminal_of

    return terminal_of(sys.stdout, os.environ)


def print_report(
    report: Report, format: str, out: Path | None = None, folders: Sequence[Path] = ()
) -> None:
    """Print a report, or write it to a file; ``folders`` are where its template is looked for.

    Raises:
        UsageError: the file cannot be written.
    """
    from dpsctl.show.reports import render

    if format == "html" and report.charts:
        _tell_of_missing_pictures()
    text = render(report, format, terminal=None if out else terminal(), folders=folders)
    if out is None:
        sys.stdout.write(text)
        return
    # Excel takes a file for the machine's own code page unless a mark says that it is UTF-8; other
    # tools had rather not find one, and pipes never do.
    marked = format == "csv" and not text.isascii()
    try:
        out.write_bytes(text.encode("utf-8-sig" if marked else "utf-8"))
    except OSError as error:
        raise UsageError(f"--out: {out} cannot be written: {error.strerror}") from None
    sys.stderr.write(f"written to {out}\n")


def _tell_of_missing_pictures() -> None:
    from dpsctl.show.charts import MISSING, can_draw

    if not can_draw():
        sys.stderr.write(f"{MISSING}\n")


def print_blocks(blocks: list[Block]) -> None:
    """Print what is told rather than tabulated."""
    from dpsctl.show.blocks import render_blocks

    sys.stdout.write(render_blocks(blocks, terminal=terminal()))


def print_json(told: Any) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
