"""What ``report supply`` says below its tables: how it counts, what is odd, and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.supply import overfull
from dpsctl.domain.words import capital, in_words, listed, plural
from dpsctl.reports.contracts import ContractsOn
from dpsctl.reports.offers import Offered
from dpsctl.reports.report import PublicNote, Row, Section


def supply_notes(
    contracts: ContractsOn, offered: list[Offered], totals: Row, needs: Section
) -> list[str]:
    """The notes, and as the last of them the totals in words."""
    return [
        *_counting(contracts, offered, totals),
        *_odd(contracts, offered),
        _words(totals, needs),
    ]


def _counting(contracts: ContractsOn, offered: list[Offered], totals: Row) -> Iterator[str]:
    if offered:
        yield PublicNote(
            "vacancies are beds in which nobody lives, of homes that are open to placements; a "
            "home of six beds counts among those of 3 to 6 and among those of 6 to 10"
        )
    if any(len(each.categories) > 1 for each in offered):
        yield PublicNote(
            "a home stands in the row of each category it serves, with all its beds and people: "
            "the totals count every home once"
        )
    if beds := totals["beds_not_in_force"]:
        are = "is" if beds == 1 else "are"
        yield PublicNote(f"{beds:,} of these beds {are} under contracts not in force yet")
    if window := contracts.view.window:
        yield PublicNote(f"only contracts applied for in window {window} count, for all the needs")


def _odd(contracts: ContractsOn, offered: list[Offered]) -> Iterator[str]:
    unknown = sorted({each.home for each in offered if each.offer.beds is None})
    if unknown:
        yield PublicNote(f"nobody said how many beds there are in {listed(unknown)}: they add none")
    full = sorted({each.home for each in offered if overfull(each.offer)})
    if full:
        yield f"more people live in {listed(full)} than there are beds"
    for old in contracts.listed:
        if new := contracts.left_for(old):
            home = contracts.named.homes[old.home]
            yield (
                f"{home} leaves contract {old.number} for contract {new.number}: its beds and "
                "people stand under the new one alone"
            )


def _words(totals: Row, needs: Section) -> str:
    if not totals["homes"]:
        offered = "No contract has been awarded that has not ended: there are no beds to count"
    elif totals["beds"] is None:
        offered = (
            f"{_homes(totals['homes'])} under contract, and nobody said how many beds there are"
        )
    else:
        offered = f"{_homes(totals['homes'])} {plural(totals['beds'], 'bed')} under contract"
        offered += f"; {_vacant(totals)}"
    return PublicNote(f"{offered}. {_against(needs)}.", "vacancies")


def _homes(count: int) -> str:
    return capital(in_words(count, "home has", "homes have"))


def _vacant(totals: Row) -> str:
    count = totals["open_to_placements"]
    if not count:
        return "no home is open to placements"
    homes = in_words(count, "home is", "homes are")
    vacancies = plural(totals["vacancies"], "vacancy", "vacancies")
    return f"{homes} open to placements, with {vacancies}"


def _against(needs: Section) -> str:
    if not needs.rows:
        return "The system document names no beds that are needed"
    needed, missing = needs.totals["needed_beds"], needs.totals["short_beds"]
    if not missing:
        return f"None of the {plural(needed, 'bed')} needed is missing"
    where = [
        f"{row['short_beds']:,} for {row['category']} in {row['district']}"
        for row in needs.rows
        if row["short_beds"]
    ]
    return f"Of {plural(needed, 'bed')} needed {missing:,} are missing: {listed(where)}"
