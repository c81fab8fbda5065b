"""The sentence that ends ``report costs``: the totals to the pound, and no more than they say."""

from __future__ import annotations

from dpsctl.domain.money import whole_pounds
from dpsctl.domain.words import capital, in_words, listed, number_word
from dpsctl.reports.report import Row


def cost_sentence(totals: Row, covers: str | None, without: int = 0) -> str:
    """The totals of ``costs`` in words; ``covers`` is what the estimate was made for, ``without``
    how many of the people placed have no contract.

    An estimate of increase is used up by increase alone, never by the whole cost: the committee
    paper's 8.4 can be read otherwise, its 4.3 cannot.
    """
    if not totals["contracts"] and not without:
        return "No contract has been awarded that has not ended: there is no cost to report."
    if not totals["placements"]:
        contracts = in_words(totals["contracts"], "contract")
        return f"Nobody is placed yet under the {contracts}: there is no cost to report."
    return f"{_cost(totals, without)}{_against_estimate(totals, covers)}."


def _cost(totals: Row, without: int) -> str:
    one = totals["contracts"] + without == 1
    whole = whole_pounds(totals["offered_annual_pence"])
    change = _change(totals, "its" if one else "their")
    return f"{what_costs(totals['contracts'], without)} {whole} in a whole year, {change}"


def what_costs(contracts: int, without: int) -> str:
    """How a sentence about costs begins: ``Two contracts and one placement without one cost``."""
    named = [in_words(contracts, "contract")] if contracts else []
    if without:
        people = in_words(without, "placement")
        named.append(f"{people} without one" if contracts else f"{people} without a contract")
    return f"{capital(listed(named))} cost{'s' * (contracts + without == 1)}"


def _change(totals: Row, whose: str) -> str:
    change = totals["change_pence"]
    historic = f"{whose} historic terms of {whole_pounds(totals['current_annual_pence'])}"
    if not change:
        return f"which is the same as on {historic}"
    share = f" ({totals['change_percent'].lstrip('-')}%)" if totals["change_percent"] else ""
    if change > 0:
        return f"of which {whole_pounds(change)} is increase on {historic}{share}"
    return f"which is {whole_pounds(-change)} less than on {historic}{share}"


def _against_estimate(totals: Row, covers: str | None) -> str:
    if totals["estimate_pence"] is None:
        return ""
    estimate = f"the {whole_pounds(totals['estimate_pence'])} estimated"
    estimate += f" for {covers}" if covers else ""
    if totals["change_pence"] <= 0:
        return f"; there is no increase, so it uses none of {estimate}"
    share = totals["estimate_share_percent"]
    part = f"{share}% of" if share else "beyond"
    return (
        "; the increase alone, not the whole cost, counts against the estimate: "
        f"that is {part} {estimate}, {_rest(totals)}"
    )


def _rest(totals: Row) -> str:
    rest = totals["estimate_rest_pence"]
    these = number_word(totals["contracts"]) if totals["contracts"] != 1 else ""
    outside = f"services outside {f'these {these}' if these else 'this one'}"
    if rest < 0:
        return f"which is {whole_pounds(-rest)} more than was estimated"
    if rest == 0:
        return f"leaving nothing of the estimate for {outside}"
    return f"leaving {whole_pounds(rest)} of the estimate for {outside}"
