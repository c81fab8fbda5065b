"""How a ledger's open transaction ends: what was done in it stands, or never was."""

from __future__ import annotations

from dpsctl.ledger.file import Ledger
from dpsctl.stopping import from_here_it_may_stand


def settle(ledger: Ledger, *, dry_run: bool) -> None:
    """Commit what was done in a ledger's open transaction, or on a dry run undo it."""
    if not dry_run:
        from_here_it_may_stand()
    ledger.db.execute("ROLLBACK" if dry_run else "COMMIT")
