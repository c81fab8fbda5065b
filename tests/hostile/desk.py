"""A desk at which harmful documents are handed in, and what must hold whatever they are."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..office import Office, Told
from .kinds import Kind

PLACED = re.compile(r"[^\n]+?:[1-9]\d*:[1-9]\d*: \S")
"""How every complaint of a document begins: with its file, its line and its column."""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
LONGEST_LINE = 10_000


Stages = dict[str, tuple[Path, str]]
"""Ledgers by name, each with the instant at which its commands are typed."""


@dataclass(frozen=True)
class Desk:
    """An office whose ledger is put back as it was before every document."""

    office: Office
    stages: Stages

    def at(self, stage: str) -> Office:
        """The office, its ledger as it was at a stage, at the stage's instant."""
        kept, now = self.stages[stage]
        shutil.copyfile(kept, self.office.ledger)
        return self.office.on(now)

    def takes(self, kind: Kind, source: bytes) -> list[int]:
        """Hand in a document, and see that nothing happens but reading or refusing it; the exit
        codes.
        """
        path = self.office.folder / kind.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)
        (self.office.folder / "new.db").unlink(missing_ok=True)
        office, codes = self.at(kind.stage), []
        for command in kind.typed:
            before = office.ledger.read_bytes()
            told = office.tries(command)
            codes.append(told.code)
            self.sees_to(told, command)
            if told.code:
                assert office.ledger.read_bytes() == before, "a failure recorded something"
                break
        if path.is_relative_to(self.office.folder / "own"):
            path.unlink()
        return codes

    def sees_to(self, told: Told, command: str) -> None:
        """See that a command ended as one may, and printed nothing that harms."""
        allowed = (0, 1, 2, 3, 4) if command.startswith("rules") else (0, 1, 2, 4)
        printed = told.out + told.err
        assert told.code in allowed, (told.code, command, told.err[:500])
        assert not RAW.search(printed), RAW.search(printed)
        assert all(len(line) <= LONGEST_LINE for line in printed.splitlines()), command
        assert "Traceback" not in printed and "Input should" not in printed, printed[:500]
        if told.code == 4:
            assert PLACED.match(told.err), told.err[:500]
        elif told.code in (1, 2):
            assert told.err.strip(), command
