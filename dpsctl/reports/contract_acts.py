"""Every act about one contract, as its story tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.decisions import reference_of
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import recorded
from dpsctl.reports.story_uplifts import uplifts_of
from dpsctl.reports.view import View

Act = tuple[str, str]
"""The London day that an act is about, as ISO text, and what was done."""


def life_of(view: View, contract: ContractOnLedger) -> list[Row]:
    """Every act about a contract that was recorded by the view's day, in that order."""
    acts = sorted(_acts(view, contract), key=lambda act: act[0])
    return [
        {"on": day, "what": what, "recorded": recorded(view, entry)} for entry, (day, what) in acts
    ]


def _acts(view: View, contract: ContractOnLedger) -> Iterator[tuple[int, Act]]:
    for row in _signed(view, contract.number):
        both = "both" if row["parties"] == 2 else f"the {row['party']}"
        yield row["entry"], (row["signed_on"], f"signed by {both}")
    for table, told in _TOLD.items():
        for row in _by_then(view, table, contract.number):
            yield row["entry"], told(view, row)
    for row in _resumed(view, contract.number):
        yield row["entry"], (_day(row["resumed_at"]), "open to placements again")
    for row in _by_then(view, "remodellings", contract.number, by="leaves"):
        what = f"the home leaves it for contract {row['contract']} when that is in force"
        yield row["entry"], (_day(row["recorded_at"]), what)
    for row in _retracted(view, contract.number):
        what = f"taken back: {_notice(row)} of {row['published_on']}"
        yield row["entry"], (_day(row["recorded_at"]), what)
    yield from uplifts_of(view, contract.number)
    for row in _letters(view, contract):
        yield row["entry"], (row["sent_on"], f"told by letter, sha256 {row['document'][:12]}…")


def _signed(view: View, number: int) -> list[Row]:
    return view.ledger.rows(
        "SELECT t.entry, t.signed_on, MIN(t.party) AS party, COUNT(*) AS parties "
        "FROM signatures t JOIN entries e ON e.id = t.entry "
        "WHERE t.contract = :of AND e.recorded_at < :until GROUP BY t.entry, t.signed_on",
        {"of": number, "until": view.moment},
    )


def _by_then(view: View, table: str, number: int, by: str = "contract") -> list[Row]:
    return view.ledger.rows(
        f"SELECT t.*, e.recorded_at FROM {table} t JOIN entries e ON e.id = t.entry "
        f"WHERE t.{by} = :of AND e.recorded_at < :until ORDER BY t.id",
        {"of": number, "until": view.moment},
    )


def _resumed(view: View, number: int) -> list[Row]:
    return view.ledger.rows(
        "SELECT t.entry, t.resumed_at FROM resumptions t JOIN entries e ON e.id = t.entry "
        "JOIN suspensions s ON s.id = t.suspension "
        "WHERE s.contract = :of AND e.recorded_at < :until",
        {"of": number, "until": view.moment},
    )


def _retracted(view: View, number: int) -> list[Row]:
    return view.ledger.rows(
        "SELECT c.entry, e.recorded_at, p.duty, p.reference, p.published_on "
        "FROM publication_corrections c "
        "JOIN entries e ON e.id = c.entry JOIN publication_subjects s ON s.id = c.subject "
        "JOIN publications p ON p.id = s.publication "
        "WHERE s.contract = :of AND e.recorded_at < :until ORDER BY c.id",
        {"of": number, "until": view.moment},
    )


def _letters(view: View, contract: ContractOnLedger) -> list[Row]:
    return view.ledger.rows(
        "SELECT t.* FROM letters t JOIN entries e ON e.id = t.entry "
        "WHERE t.outcome = 'awarded' AND t.tells_of = :of AND e.recorded_at < :until",
        {"of": contract.number, "until": view.moment},
    )


def _sealed(_: View, row: Row) -> Act:
    return row["sealed_on"], f"sealed, number {row['register']} in the register of seals"


def _suspended(_: View, row: Row) -> Act:
    what = f"suspended until the end of {row['last_day']}: no new placements"
    return _day(row["suspended_at"]), what


def _varied(view: View, row: Row) -> Act:
    changes = [f"band {row['band']}"] if row["band"] else []
    changes += [f"{row['beds']} beds"] if row["beds"] is not None else []
    return row[
        "from_day"
    ], f"{', '.join(changes)} under decision {reference_of(view.ledger, row['decision'])}"


def _transferred(view: View, row: Row) -> Act:
    provider = Identities(view.ledger, view.as_of).providers[row["provider"]]
    return row["from_day"], f"run by {provider}, registered as {row['cqc_location']}"


def _extended(view: View, row: Row) -> Act:
    what = (
        f"extended to {row['ends_on']} under decision {reference_of(view.ledger, row['decision'])}"
    )
    return _day(row["recorded_at"]), what


def _ended(_: View, row: Row) -> Act:
    what = "the award annulled" if row["annuls"] else "no longer in force from this day"
    return row["ended_on"], what


def _asked_to_renew(_: View, row: Row) -> Act:
    what = f"a renewed declaration asked for, due {row['due_on']}"
    return row["requested_on"], what


def _remodelled(_: View, row: Row) -> Act:
    what = f"the home leaves contract {row['leaves']} for it when it is in force"
    return _day(row["recorded_at"]), what


def _published(view: View, row: Row) -> Act:
    about = view.ledger.row("SELECT * FROM publications WHERE id = ?", [row["publication"]])
    assert about is not None, "it was published as something"
    return about["published_on"], f"{_notice(about)} published"


def _notice(publication: Row) -> str:
    return f"{publication['duty'].replace('-', ' ')} {publication['reference']}"


_TOLD: dict[str, Callable[[View, Row], Act]] = {
    "seals": _sealed,
    "suspensions": _suspended,
    "variations": _varied,
    "transfers": _transferred,
    "contract_extensions": _extended,
    "endings": _ended,
    "remodellings": _remodelled,
    "renewal_requests": _asked_to_renew,
    "publication_subjects": _published,
}


def _day(instant: str) -> str:
    return london_day(instant_of(instant)).isoformat()
