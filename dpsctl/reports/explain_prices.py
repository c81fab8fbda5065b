"""How priced fees are built up, told line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dpsctl.domain.money import pounds
from dpsctl.reports.blocks import Block
from dpsctl.reports.report import Row

Told = tuple[str, str, str]
"""A line's label, its sum as people read it, and what there is to say of it."""


def price_blocks(placements: Sequence[Row]) -> list[Block]:
    """A block for each placement whose fee was made by a cost model."""
    return [_block(row["ref"], row["price"]) for row in placements if row["price"]]


def _block(ref: str, price: Row) -> Block:
    lines = list(_lines(price))
    room = max(len(amount) for _, amount, _ in lines)
    rows = [(label, f"{amount:>{room}}  {said}".rstrip()) for label, amount, said in lines]
    return Block(f"Price of {ref}: {price['cost_model']}", rows=rows)


def _lines(price: Row) -> Iterator[Told]:
    for line in price["lines"]:
        amount = pounds(line["weekly_pence"])
        yield line["title"], amount, "" if line["given"] == amount else line["given"]
    if price["rounding_pence"]:
        why = "the lines are shown to the penny, and their sum is rounded once"
        yield "Rounding", pounds(price["rounding_pence"]), why
    yield "Total a week", pounds(price["weekly_pence"]), ""
    if price["guide_weekly_pence"] is not None:
        yield "Guide price", pounds(price["guide_weekly_pence"]), _over(price)


def _over(price: Row) -> str:
    over = price["over_guide_pence"]
    if not over:
        return "the total is the guide price"
    way = "over" if over > 0 else "under"
    return f"the total lies {pounds(abs(over))} {way} it ({price['over_guide_percent']}%)"
