"""What can go wrong, each kind with the exit code it ends the command with.

0 done, or nothing to do. 1 refused: the ledger, the rules or the law forbid it, or no such name.
2 wrong usage. 3 findings. 4 a document cannot be read as what it should be. 5 no usable ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 2_000


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


class DpsctlError(Exception):
    """The root of every error a person can cause: what is wrong, then what to do about it."""

    exit_code = 1

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo

    def lines(self) -> list[str]:
        """The message as it is printed, a line each."""
        return [f"dpsctl: {_cut(self.what)}", *(f"  {line}" for line in self.todo.splitlines())]


class RefusedError(DpsctlError):
    """The ledger, the rules or the law forbid it, or there is no such name."""

    exit_code = 1


class UsageError(DpsctlError):
    """The command was called wrongly: a bad option, no such file, no ``--yes`` off a terminal."""

    exit_code = 2


class UnsoundError(DpsctlError):
    """Findings: a ledger, or what would become one, is not what was recorded."""

    exit_code = 3


class LedgerError(DpsctlError):
    """No usable ledger: missing, empty, damaged, busy, foreign, newer, older, unwritable."""

    exit_code = 5


@dataclass(frozen=True, order=True)
class Complaint:
    """One mistake in a document, and exactly where: line and column count from 1.

    ``refused`` marks a document that reads well but may not be recorded (exit 1, not 4);
    ``warning`` what is worth a look and keeps nothing from being done.
    """

    file: str
    line: int
    column: int
    what: str
    refused: bool = False
    warning: bool = False

    def __str__(self) -> str:
        mild = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}:{self.column}: {mild}{_cut(self.what)}"


MOST_LINES = 1_001
"""The most complaints that are printed: nobody reads more."""


class DocumentError(DpsctlError):
    """Documents that cannot be taken: every complaint at once, in file order."""

    def __init__(self, complaints: Iterable[Complaint], todo: str = "") -> None:
        self.complaints = list(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints), todo)

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """4 if any document could not be read; else 1, for readable ones that are refused."""
        return 1 if all(complaint.refused for complaint in self.complaints) else 4

    def lines(self) -> list[str]:
        """The complaints, a line each, as editors and people can follow them: the first of very
        many, and how many more there are.
        """
        told = [str(complaint) for complaint in self.complaints[:MOST_LINES]]
        more = len(self.complaints) - len(told)
        told += [f"dpsctl: and {more:,} more like these"] * bool(more)
        return [*told, *(f"  {line}" for line in self.todo.splitlines())]
