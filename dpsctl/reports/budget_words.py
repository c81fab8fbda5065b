"""What ``report budget`` says below its table, and its rows in words."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.decisions import bar
from dpsctl.domain.money import pounds, whole_pounds
from dpsctl.domain.words import in_words, numbered
from dpsctl.reports.decisions_used import DecisionsUsed
from dpsctl.reports.report import PublicNote, Row
from dpsctl.reports.view import View
from dpsctl.reports.withholding import few


def budget_notes(
    view: View, decisions: list[Row], rows: list[Row], uses: DecisionsUsed
) -> list[str]:
    """The notes, and as the last of them a sentence for each sum."""
    words = _words(rows)
    if not any(few(row["placements"]) for row in rows):
        words = PublicNote(words, *(key for row in rows for key in _totals_told(row)))
    return [*_counting(view, rows), *_odd(view, decisions, rows, uses), words]


def _totals_told(row: Row) -> Iterator[str]:
    """The totals that would tell what a row's sentence does."""
    for key in ("used_pence", "left_pence"):
        yield f"{row['of'].replace(' ', '_')}_{key}"


def _counting(view: View, rows: list[Row]) -> Iterator[str]:
    measures = {row["of"] for row in rows}
    if "increase" in measures:
        yield PublicNote(
            "increase is on historic terms, without uplifts: these count under their own decision"
        )
    if "contract value" in measures:
        yield PublicNote("contract value is over each contract's whole term, as awarded")
    if view.window:
        yield PublicNote(f"only contracts applied for in window {view.window} count")


def _odd(view: View, decisions: list[Row], rows: list[Row], uses: DecisionsUsed) -> Iterator[str]:
    listed = {row["decision"] for row in rows}
    for decision in decisions:
        reference = decision["decision"]
        if reference not in listed:
            continue
        if event := bar(decision["events"], view.as_of):
            yield PublicNote(f"decision {reference} was {event}")
        if coming := uses.prolonged.get(reference):
            contracts = numbered("contract", sorted(coming))
            yield PublicNote(
                f"decision {reference} prolongs {contracts}: their cost counts under it from the "
                "day after the last that they had before"
            )


def _words(rows: list[Row]) -> str:
    if not rows:
        return "No decision approved a sum, and none has been used to award, extend or uplift."
    return " ".join(map(_sentence, rows))


def _sentence(row: Row) -> str:
    if row["approved_pence"] is None:
        used = _amount(row["used_pence"], row["of"])
        return (
            f"Decision {row['decision']} approved no such sum: {used} is used under it{_by(row)}."
        )
    approved = _amount(row["approved_pence"], row["of"])
    covers = f" for {row['covers']}" if row["covers"] else ""
    share = f" ({row['used_percent']}%)" if row["used_percent"] else ""
    return (
        f"Of {approved} that decision {row['decision']} approved{covers}, "
        f"{_to_the_pound(row['used_pence'])} is used{share}{_by(row)}, {_left(row['left_pence'])}."
    )


def _amount(pence: int, measure: str) -> str:
    of = {"annual cost": "a year", "increase": "of increase a year", "contract value": "of value"}
    return f"{_to_the_pound(pence)} {of[measure]}"


def _by(row: Row) -> str:
    return f" by {in_words(row['contracts'], 'contract')}" if row["contracts"] else ""


def _left(left: int) -> str:
    if left < 0:
        return f"which is {_to_the_pound(-left)} more than was approved"
    return f"leaving {_to_the_pound(left) if left else 'nothing'}"


def _to_the_pound(pence: int) -> str:
    """To the nearest pound; less than one to the penny, for it is not nothing."""
    return pounds(pence) if 0 < abs(pence) < 100 else whole_pounds(pence)
