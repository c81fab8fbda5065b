"""What restoring a backup did, or would do, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dpsctl.domain.words import listed, plural, runs
from dpsctl.ledger.comparing import Comparison
from dpsctl.ledger.restoring import Restored


def lines_of(restored: Restored, file: Path, ledger: Path) -> list[str]:
    """The lines of the result."""
    held = f"{plural(restored.found.entries, 'entry', 'entries')}, head {restored.found.head}"
    if restored.nothing_to_do:
        return [f"nothing to do: {ledger} holds what {file} does: {held}"]
    lines = [f"{ledger} restored from {file}: {held}"]
    if restored.kept:
        lines.append(f"{ledger} as it was is kept in {restored.kept}")
    return lines


def remarks_of(restored: Restored, ledger: Path) -> list[str]:
    """What there is to say beside it: what the ledger had that the backup lacks."""
    return list(_remarks(restored.against, ledger)) if restored.against else []


def told_of(restored: Restored, file: Path, ledger: Path) -> dict[str, Any]:
    """The same as JSON has it."""
    against = restored.against
    return {
        "ledger": str(ledger),
        "file": str(file),
        "entries": restored.found.entries,
        "head": restored.found.head,
        "restored": not restored.nothing_to_do,
        "kept": str(restored.kept) if restored.kept else None,
        "replaced_head": against.head if against else None,
        "common": against.common if against else None,
        "lost": against.lost if against else None,
        "gained": against.gained if against else None,
    }


def _remarks(against: Comparison, ledger: Path) -> Iterator[str]:
    if against.unusable:
        yield f"{against.unusable}; which of its entries the backup lacks cannot be told"
        return
    if against.blank:
        yield f"{ledger} was empty"
        return
    if against.lost and against.gained:
        yield _parted(against, ledger)
    if against.lost:
        yield (
            f"{ledger} had {_entries(against.common, against.entries)}, which the backup lacks; "
            f"its head was {against.head}"
        )
    if against.gained:
        yield f"the backup has {_entries(against.common, against.backup.entries)} beyond {ledger}"
    if not (against.lost or against.gained):
        yield f"{ledger} had the same head, and did not verify"
    if against.redacted:
        yield (
            f"redacted texts come back: sha256 {listed(against.redacted)}; "
            "redact them again: dpsctl redact SHA256 --reason TEXT"
        )


def _parted(against: Comparison, ledger: Path) -> str:
    if not against.common:
        return f"THE BACKUP IS OF ANOTHER LEDGER: it has no entry in common with {ledger}"
    return f"THE BACKUP IS NO EARLIER POINT OF {ledger}: the two part after entry {against.common}"


def _entries(after: int, last: int) -> str:
    numbers = range(after + 1, last + 1)
    return f"{'entry' if len(numbers) == 1 else 'entries'} {runs(numbers)}"
