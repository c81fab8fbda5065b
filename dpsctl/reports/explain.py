"""``explain``: one application's whole story, told in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.words import listed
from dpsctl.reports.blocks import Block
from dpsctl.reports.explain_arrival import applicant, arrival, rules
from dpsctl.reports.explain_contract import by_whom, contract_blocks, fee_words
from dpsctl.reports.explain_findings import finding_blocks
from dpsctl.reports.explain_prices import price_blocks
from dpsctl.reports.report import Row
from dpsctl.reports.story import story
from dpsctl.reports.view import View


def explain(view: View, name: str) -> list[Block]:
    """The story of one application, in blocks.

    Raises:
        RefusedError: nothing on the ledger is called so.
    """
    told = story(view, name)
    blocks = [
        applicant(told, view.system.rehearsal),
        arrival(told),
        rules(told),
        *finding_blocks(told["check"]),
        _verdict(told["check"]),
        Block("What people decided", lines=list(_decided(told))),
        *contract_blocks(told["contract"]),
        Block("Placements", rows=[_placement(row) for row in told["placements"]]),
        *price_blocks(told["placements"]),
    ]
    return [block for block in blocks if block.lines or block.rows]


def explain_figures(view: View, name: str) -> Row:
    """The same story as JSON holds it: money in pence, instants London time.

    Raises:
        RefusedError: nothing on the ledger is called so.
    """
    return story(view, name)


def _verdict(check: Row | None) -> Block:
    if check is None:
        return Block("Verdict", lines=["not checked yet"])
    verdicts = list(check["verdicts"].items())
    lines = [] if len(set(check["verdicts"].values())) == 1 else [f"{check['verdict']}"]
    return Block("Verdict", lines=lines, rows=verdicts)


def _decided(told: Row) -> Iterator[str]:
    for each in told["determinations"]:
        yield _determination(each)
        if each["override"]:
            yield f"  against the verdict, because: {each['override']}"
        if each["rescinded"]:
            yield f"  taken back {by_whom(each['rescinded'])}: {each['rescinded']['reason']}"
    if told["withdrawal"]:
        why = told["withdrawal"]["reason"]
        yield f"withdrawn by the applicant, recorded {by_whom(told['withdrawal'])}: {why}"
    if not told["determinations"] and not told["withdrawal"]:
        yield "nothing yet"


def _determination(each: Row) -> str:
    outcome = {"admit": "admitted", "refuse": "refused"}[each["outcome"]]
    who = by_whom(each["determined"])
    return f"{outcome} for {listed(each['categories'])} {who}: {each['reason']}"


def _placement(row: Row) -> tuple[str, str]:
    fee = fee_words(row["current_weekly_pence"], row["offered_weekly_pence"])
    return row["ref"], f"{row['need']}, {row['band']}: {fee}"
