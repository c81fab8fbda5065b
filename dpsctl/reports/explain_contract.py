"""A contract's story in words: its terms, its fees, and every act of its life."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.days import instant_of
from dpsctl.domain.money import pounds, whole_pounds
from dpsctl.domain.windows import clock_words
from dpsctl.domain.words import listed
from dpsctl.ledger.contracts import contract_named, contract_numbered
from dpsctl.reports.blocks import Block
from dpsctl.reports.contract_story import contract_story
from dpsctl.reports.explain_prices import price_blocks
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.resident_prices import residents_told
from dpsctl.reports.view import View


def explain_contract(view: View, name: str) -> list[Block]:
    """The story of one contract, in blocks; ``name`` is its number, a reference or a location.

    Raises:
        RefusedError: no contract on the ledger is called so.
    """
    told = contract_figures(view, name)
    rehearsal = " — REHEARSAL" if view.system.rehearsal else ""
    heading = f"Contract {told['contract']} — {told['home']} — {told['standing']}{rehearsal}"
    residents = [_resident(row) for row in told["residents"]]
    return [
        Block(lines=[heading, told["provider"]]),
        *contract_blocks(told),
        *([Block("Residents", rows=residents)] if residents else []),
        *price_blocks(told["residents"]),
    ]


def contract_figures(view: View, name: str) -> Row:
    """The same story as JSON holds it, with the home and the provider of the day.

    Raises:
        RefusedError: no contract on the ledger is called so.
    """
    number = contract_named(view.ledger, name).number
    contract = contract_numbered(view.ledger, number, view.moment)
    assert contract is not None, "it was named before"
    named = Identities(view.ledger, view.as_of)
    return {
        "home": named.homes[contract.home],
        "cqc_location": named.locations[contract.home],
        "provider": named.providers[contract.provider_on(view.as_of)],
        **contract_story(view, contract),
        "residents": residents_told(view, contract),
    }


def contract_blocks(told: Row | None) -> list[Block]:
    """A contract's terms and its life; nothing of none."""
    if told is None:
        return []
    life, proofs = list(_life(told)), [_proof(row) for row in told["proofs"]]
    terms = Block("Contract", rows=[*_terms(told), *_money(told)])
    more = {"Its life": life, "Evidence": proofs}
    return [terms, *(Block(title, rows=rows) for title, rows in more.items() if rows)]


def by_whom(act: Row) -> str:
    """Who recorded an act, when, and in which entry."""
    when = clock_words(instant_of(act["recorded_at"]))
    return f"on {when} by {act['by']} (entry {act['entry']})"


def fee_words(current: int, offered: int) -> str:
    """A weekly fee, in pence, and which way it goes from historic to new terms."""
    change = offered - current
    if not change:
        return f"{pounds(offered)}, unchanged"
    direction = f"up {pounds(change)}" if change > 0 else f"down {pounds(-change)}"
    return f"{pounds(current)} now, {pounds(offered)} offered: {direction}"


def _terms(told: Row) -> Iterator[tuple[str, str]]:
    yield "number", str(told["contract"])
    if told["reference"]:
        yield "reference", told["reference"]
    yield "stands", told["standing"]
    yield "for", f"{listed(told['categories'])}, {told['band']}"
    yield "from, to", f"{told['starts_on']} to {told['ends_on']}, both in"
    yield "under", f"decision {told['decision']}"
    yield "awarded", f"{told['awarded_on']}, recorded {by_whom(told['awarded'])}"
    if told["basis"]:
        yield "basis", told["basis"]


def _money(told: Row) -> Iterator[tuple[str, str]]:
    up, down = told["placements_up"], told["placements_down"]
    same = told["placements"] - up - down
    yield "placements", f"{told['placements']}: {up} up, {down} down, {same} unchanged"
    yield "a week", fee_words(told["current_weekly_pence"], told["offered_weekly_pence"])
    sealing = "it needs the seal" if told["sealing"] else "it needs no seal"
    yield "value", f"{pounds(told['value_pence'])} over the term: {sealing}"


def _life(told: Row) -> Iterator[tuple[str, str]]:
    for act in told["life"]:
        why = f": {act['recorded']['reason']}" if act["recorded"]["reason"] else ""
        yield act["on"], f"{act['what']}, recorded {by_whom(act['recorded'])}{why}"


def _proof(row: Row) -> tuple[str, str]:
    cover = [whole_pounds(row["cover_pence"])] if row["cover_pence"] is not None else []
    days = [f"until {row['until_day']}"] if row["until_day"] else []
    return row["kind"], ", ".join([*cover, *days, row["standing"]])


def _resident(row: Row) -> tuple[str, str]:
    since = f", {row['basis']} from {row['starts_on']}" if row["came"] == "placed" else ""
    outside = f"; outside terms: {row['outside']}" if row["outside"] else ""
    fee = f"{row['need']}, {row['band']}: {pounds(row['weekly_pence'])} a week"
    return row["ref"], f"{fee}{since}{outside}"
