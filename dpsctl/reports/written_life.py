"""How one contract came about and went on, act by act."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.days import instant_of, london_day
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.reports.contract_acts import life_of
from dpsctl.reports.letter_words import plain
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.story_acts import determinations_of, recorded
from dpsctl.reports.view import View

_COLUMNS = (
    Column("on", "On", "day"),
    Column("what", "What was done", foreign=True),
    Column("by", "Recorded by", foreign=True, private=True),
    Column("recorded_on", "Recorded on", "day", brief=False),
    Column("reason", "Reason", foreign=True, private=True),
    Column("entry", "Entry", "count", brief=False),
)
_OUTCOMES = {"admit": "the application admitted", "refuse": "the application refused"}


def life_section(
    view: View, contract: ContractOnLedger, application: Row | None, check: Row | None
) -> Section:
    """Every act about it that was recorded by the day, from receipt on, by their days."""
    acts = [
        *(_arrival(view, application, check) if application else ()),
        _act(contract.life.awarded_on.isoformat(), "awarded", recorded(view, contract.entry)),
        *(
            _act(each["on"], _told(each["what"]), each["recorded"])
            for each in life_of(view, contract)
        ),
    ]
    acts.sort(key=lambda row: (row["on"], row["entry"]))
    return Section("progress", "Acts recorded", _COLUMNS, acts)


def _arrival(view: View, application: Row, check: Row | None) -> Iterator[Row]:
    number: int = application["id"]
    entry = view.ledger.value("SELECT entry FROM applications WHERE id = ?", [number])
    received = _day(application["received_at"])
    late = ", after its window had closed" if application["late"] else ""
    yield _act(received, f"the application received{late}", recorded(view, entry))
    if check:
        yield _act(check["judged_on"], "judged by the criteria", check["checked"])
    for each in determinations_of(view, number):
        made, back = each["determined"], each["rescinded"]
        yield _act(_day(made["recorded_at"]), _OUTCOMES[each["outcome"]], made)
        if back:
            yield _act(_day(back["recorded_at"]), "that determination taken back", back)


def _told(what: str) -> str:
    return plain(what, {}).replace("sha256", "SHA-256")


def _act(day: str, what: str, entry: Row) -> Row:
    return {
        "on": day,
        "what": what,
        "by": entry["by"],
        "recorded_on": _day(entry["recorded_at"]),
        "reason": entry["reason"],
        "entry": entry["entry"],
    }


def _day(instant: str) -> str:
    return london_day(instant_of(instant)).isoformat()
