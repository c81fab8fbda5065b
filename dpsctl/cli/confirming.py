"""Asking before what cannot be undone, or hardly; off a terminal it needs ``--yes``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
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
    """What is asked, of what and why; ``shown`` is what a dry run would show."""

    about: str
    shown: str
    ask: str
    why: str = "cannot be undone here"


def confirmed(
    desk: Desk, carry_out: Callable[[Desk], Outcome], question: Question, *, yes: bool
) -> Outcome:
    """Carry out a command that cannot be undone, once it has been shown and agreed to.

    The asking happens outside the transaction. A dry run asks nothing.

    Raises:
        UsageError: there is nobody to ask, and no ``--yes``.
    """
    if not (yes or desk.dry_run):
        agree(question, lambda: _shown(carry_out(replace(desk, dry_run=True))))
    return carry_out(desk)


def agree(question: Question, shown: Callable[[], Sequence[str]]) -> None:
    """Show what would be done, a line each, and ask; where there is nothing to do, do neither.

    Raises:
        Abort: it was not agreed to.
        UsageError: there is nobody to ask.
    """
    from dpsctl.show.words import safe

    if not sys.stdin.isatty():
        raise UsageError(
            f"{question.about} {question.why}, and there is nobody to ask",
            f"say --yes; --dry-run shows {question.shown}",
        )
    if lines := shown():
        for line in lines:
            remark(safe(line))
        if _answer(f"{question.ask} [y/N]: ").strip().lower() not in ("y", "yes"):
            raise typer.Abort


def _answer(asked: str) -> str:
    try:
        # Not with typer.confirm, which prints part of its question on stdout, among the results.
        sys.stderr.write(asked)
        sys.stderr.flush()
        return sys.stdin.readline()
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # which Ctrl-C, unlike Enter, leaves out
        raise


def _shown(outcome: Outcome) -> list[str]:
    return [] if outcome.entry is None else [*outcome.lines, *outcome.remarks]
