"""Four eyes: whoever imported or checked an application may not determine it alone where the
system, or an override, asks for a second person.
"""

from __future__ import annotations

from collections.abc import Sequence

from dpsctl.errors import RefusedError
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.lookups import System


def refuse_same_person(
    ledger: Ledger,
    system: System,
    by: str,
    row: Row,
    categories: Sequence[str],
    *,
    overridden: bool,
) -> None:
    """Refuse a determination by a name that imported or checked this application.

    Names are compared without regard to case and spacing. The login is kept, never compared.

    Raises:
        RefusedError: a second person is needed, and this is the first.
    """
    why = _why(system, row, categories, overridden)
    if why and _folded(by) in {_folded(name) for name in _hands(ledger, row["id"])}:
        raise RefusedError(
            f"application {row['id']} {why}, which takes a second person, "
            f"and {by} imported or checked it",
            "let somebody else determine it, under their own name (--by NAME)",
        )


def _why(system: System, row: Row, categories: Sequence[str], overridden: bool) -> str | None:
    if overridden:
        return "is admitted by override"
    if row["late"] and system.needs_four_eyes("late"):
        return "is late"
    referred = "referred" in [row["verdicts"][category] for category in categories]
    return "was referred" if referred and system.needs_four_eyes("referred") else None


def _hands(ledger: Ledger, application: int) -> list[str]:
    rows = ledger.rows(
        "SELECT DISTINCT e.by FROM entries e WHERE e.id IN ("
        "SELECT entry FROM applications WHERE id = :id "
        "UNION SELECT entry FROM checks WHERE application = :id)",
        {"id": application},
    )
    return [row["by"] for row in rows]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
