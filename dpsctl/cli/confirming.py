"""Asking before what cannot be undone; off a terminal it needs ``--yes``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.answers import remark
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@dataclass(frozen=True)
class Question:
    """What is asked, of what; ``shown`` is what a dry run would show."""

    about: str
    shown: str
    ask: str


def confirmed(
    desk: Desk, carry_out: Callable[[Desk], Outcome], question: Question, *, yes: bool
) -> Outcome:
    """Carry out a command that cannot be undone, once it has been shown and agreed to.

    The asking happens outside the transaction. A dry run asks nothing.

    Raises:
        UsageError: there is nobody to ask, and no ``--yes``.
    """
    if not (yes or desk.dry_run):
        _ask(desk, carry_out, question)
    return carry_out(desk)


def _ask(desk: Desk, carry_out: Callable[[Desk], Outcome], question: Question) -> None:
    from dpsctl.show.words import safe

    if not sys.stdin.isatty():
        raise UsageError(
            f"{question.about} cannot be undone here, and there is nobody to ask",
            f"say --yes; --dry-run shows {question.shown}",
        )
    would = carry_out(replace(desk, dry_run=True))
    if would.entry is not None:
        for line in (*would.lines, *would.remarks):
            remark(safe(line))
        # Not with typer.confirm, which prints part of its question on stdout, among the results.
        sys.stderr.write(f"{question.ask} [y/N]: ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise typer.Abort
