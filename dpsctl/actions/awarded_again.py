"""What was recorded of people under an award that was annulled, once it is made again.

Such facts name the contract that they were recorded under, and stay with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.money import plain_pounds
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.schema.views import AWARDS

_LEFT = """
SELECT ref, left_on FROM placement_endings WHERE id IN
  (SELECT MAX(id) FROM placement_endings WHERE contract = ? GROUP BY ref) ORDER BY ref
"""
_REVIEWED = """
SELECT ref, from_day, weekly_pence FROM fee_changes WHERE id IN
  (SELECT MAX(id) FROM fee_changes WHERE contract = ? AND uplift IS NULL GROUP BY ref, from_day)
ORDER BY ref, from_day
"""


def to_record_again(ledger: Ledger, made: ContractOnLedger) -> Iterator[str]:
    """A line for whoever left, or was reviewed, under the last award of the same application."""
    before = ledger.value(
        f"SELECT MAX(number) FROM ({AWARDS}) WHERE application = ? AND number < ?",
        [made.application, made.number],
    )
    if before is None:
        return
    stays = f"as recorded under contract {before}, not {made.number}; if that stands"
    for row in ledger.rows(_LEFT, [before]):
        again = f"dpsctl end-placement {row['ref']} --on {row['left_on']}"
        yield f"{row['ref']} left on {row['left_on']} {stays}, {again}"
    for row in ledger.rows(_REVIEWED, [before]):
        weekly, day = plain_pounds(row["weekly_pence"]), row["from_day"]
        again = f"dpsctl change-fee {row['ref']} --weekly {weekly} --from {day} --reason TEXT"
        yield f"the fee of {row['ref']} changed on {day} {stays}, {again}"
