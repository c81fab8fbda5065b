"""Contracts found on the ledger: all of them, by number, by name, or by home."""

from __future__ import annotations

from datetime import date

from dpsctl.domain.words import runs
from dpsctl.errors import RefusedError
from dpsctl.ledger.contract_facts import ContractOnLedger, loaded
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.views import AWARDS, FOR_EVER


def contracts_known(ledger: Ledger, until: str = FOR_EVER) -> list[ContractOnLedger]:
    """Every contract ever awarded, by number; acts without a day of their own count if recorded
    before ``until``, an instant as UTC text.
    """
    return loaded(ledger, None, until)


def contract_numbered(
    ledger: Ledger, number: int, until: str = FOR_EVER
) -> ContractOnLedger | None:
    """One contract by its number; none if there is none."""
    found = loaded(ledger, [number], until)
    return found[0] if found else None


def contract_named(ledger: Ledger, name: str, day: date | None = None) -> ContractOnLedger:
    """A contract by its number, the council's or the portal's reference, or a CQC location.

    A name that fits several means the one that has not ended on a London ``day``, where a day is
    given; else the one that ran or runs longest, and of two such the newer.

    Raises:
        RefusedError: no contract on the ledger is called so, or several that have not ended.
    """
    found = _fitting(ledger, name)
    if not found:
        raise RefusedError(
            f"there is no contract {name}",
            "name it by its number, its reference or the home's CQC location; "
            "`dpsctl report roster` lists them",
        )
    running = [each for each in found if day and not each.life.has_ended(day)]
    if len(running) > 1:
        numbers = runs(sorted(each.number for each in running))
        raise RefusedError(
            f"{name} fits contracts {numbers}, none of which has ended",
            "name one by its number; `dpsctl report roster` lists them",
        )
    return (running or found)[0]


def is_contract(ledger: Ledger, name: str) -> bool:
    """Whether any contract was ever called so."""
    return bool(_fitting(ledger, name))


def _fitting(ledger: Ledger, name: str) -> list[ContractOnLedger]:
    """The contracts of a name: the one that runs longest first, those that were annulled last."""
    # 0031 is nobody's number: it may be a reference.
    if name.isascii() and name.isdigit() and len(name) < 19 and not name.startswith("0"):
        numbered = loaded(ledger, [int(name)], FOR_EVER)
        if numbered:
            return numbered
    if not name.isprintable():
        return []
    rows = ledger.rows(
        f"SELECT k.number FROM ({AWARDS}) k LEFT JOIN applications a ON a.id = k.application "
        "WHERE k.reference = :name OR a.reference = :name OR k.home IN "
        "(SELECT home FROM home_locations WHERE cqc_location = :name)",
        {"name": name},
    )
    found = loaded(ledger, [row["number"] for row in rows], FOR_EVER) if rows else []
    return sorted(found, key=_newness, reverse=True)


def _newness(contract: ContractOnLedger) -> tuple[bool, date, int]:
    return not contract.life.annulled, contract.life.last_day, contract.number


def contract_now(ledger: Ledger, home: int, agreement: str, day: date) -> ContractOnLedger | None:
    """A home's contract under an agreement that has not ended on a London day."""
    return next(
        (each for each in contracts_of_home(ledger, home, day) if each.agreement == agreement),
        None,
    )


def contracts_of_home(ledger: Ledger, home: int, day: date) -> list[ContractOnLedger]:
    """The home's contracts that have not ended on a London day and stand, by number."""
    rows = ledger.rows(f"SELECT number FROM ({AWARDS}) WHERE home = ? ORDER BY number", [home])
    held = loaded(ledger, [row["number"] for row in rows], FOR_EVER) if rows else []
    return [each for each in held if day <= each.life.last_day and not each.life.annulled]


def contracts_of_provider(ledger: Ledger, provider: int, day: date) -> list[ContractOnLedger]:
    """The contracts that a provider holds on a London day and that have not ended, by number."""
    rows = ledger.rows(
        f"SELECT number FROM ({AWARDS}) WHERE provider = :provider "
        "UNION SELECT contract FROM transfers WHERE provider = :provider",
        {"provider": provider},
    )
    held = loaded(ledger, [row["number"] for row in rows], FOR_EVER) if rows else []
    running = (each for each in held if not each.life.annulled and not each.life.has_ended(day))
    return [each for each in running if each.provider_on(day) == provider]


def next_number(ledger: Ledger) -> int:
    """The number of the contract that is recorded next."""
    # Numbers grow with the rows of either table, so that the last row of each has its highest.
    newest = [
        ledger.value("SELECT COALESCE(number, id) FROM contracts ORDER BY id DESC LIMIT 1"),
        ledger.value("SELECT number FROM further_contracts ORDER BY id DESC LIMIT 1"),
    ]
    return max(number or 0 for number in newest) + 1


def sealed_under(ledger: Ledger, register: str) -> int | None:
    """The number of the contract whose seal has a number in the register of seals, if one has."""
    number: int | None = ledger.value(
        "SELECT contract FROM seals WHERE id IN (SELECT MAX(id) FROM seals GROUP BY contract) "
        "AND register = ? COLLATE NOCASE",
        [register],
    )
    return number


def suspensions_of(ledger: Ledger, number: int) -> list[Row]:
    """A contract's suspensions, oldest first: each with its reason, and when it was resumed."""
    return ledger.rows(
        "SELECT s.id, s.suspended_at, s.last_day, e.reason, r.resumed_at FROM suspensions s "
        "JOIN entries e ON e.id = s.entry LEFT JOIN resumptions r ON r.suspension = s.id "
        "WHERE s.contract = ? ORDER BY s.id",
        [number],
    )
