"""Whether the evidence of what is to be awarded is in order: none lapsed, and promises kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dpsctl.actions.desk import Desk
from dpsctl.actions.identities import name_of_home
from dpsctl.documents.watching import watched_proofs
from dpsctl.domain.evidence_words import lapse_words
from dpsctl.domain.words import plural
from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lacking import lacking
from dpsctl.ledger.lookups import System
from dpsctl.ledger.proofs import ProofsKnown
from dpsctl.progress import along


def see_that_evidence_is_in_order(
    desk: Desk, ledger: Ledger, system: System, rows: Sequence[Row], starts: date
) -> list[str]:
    """See that nothing has lapsed by today of the applications that are to be awarded contracts.

    What lapses before the contracts start is told in the remarks that this answers with.

    Raises:
        RefusedError: evidence has lapsed, or cover that was promised is not certified; it names all
            of it, application by application, and what mends each.
    """
    several = len(rows) > 1
    known = watched_proofs(ledger, desk.rules, system.terms, every=several)
    known.read_applications([row["id"] for row in rows])
    lines: list[str] = []
    lame, remarks = 0, []
    for row in along(rows, "looking at evidence"):
        called = f"application {row['id']}, {name_of_home(ledger, row['home'])}"
        lacks = list(lacking(known, row, desk.today, starts))
        lines += [
            line for each in lacks for line in (f"{called}: {each.what}", f"  {each.command}")
        ]
        lame += bool(lacks)
        remarks += [f"{called}: {told}" for told in _before(known, row, desk.today, starts)]
    if lines:
        raise RefusedError(
            f"nothing is awarded: the evidence of {plural(lame, 'application')} is not in order",
            "\n".join(lines),
        )
    return remarks


def _before(known: ProofsKnown, row: Row, today: date, starts: date) -> Iterator[str]:
    """What lapses after the award and before the contract's first day."""
    held = known.of_application(row["id"], row["provider"], row["home"], today).held
    soon = [each for each in held if each.last and today <= each.last < starts]
    if soon:
        yield f"its {lapse_words(soon)}, before the contract starts on {starts}"
