from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dpsctl.domain.budget import MEASURES, Budget, Measure, Spending, Uplifted, used
from dpsctl.domain.weeks import weeks
from dpsctl.ledger import facts
from dpsctl.reports.budget import budget
from dpsctl.reports.costs import costs
from dpsctl.reports.report import Report

from ..office import Office
from ..papers import decision
from .books import Books, opened

COST = {"of": "annual cost", "pence": 20_000_000, "covers": "two homes"}
INCREASE = {"of": "increase", "pence": 1_000_000}
RISEN = [(200_000, 210_000)]


def row_of(report: Report, reference: str, of: Measure) -> dict[str, Any]:
    (row,) = [row for row in report.rows if (row["decision"], row["of"]) == (reference, of)]
    return row


def figures(report: Report, reference: str, of: Measure) -> tuple[Any, ...]:
    row = row_of(report, reference, of)
    return tuple(row[f"{key}_pence"] for key in ("approved", "used", "left"))


def approving(books: Books, *sums: dict[str, Any], **told: Any) -> None:
    books.system()
    books.window(decision=books.decision(approves=sums, **told))


def test_what_is_used_and_left_of_two_sums(books: Books) -> None:
    approving(books, COST, INCREASE)
    books.awarded(RISEN)
    report = budget(books.view())
    assert report.rows[0] == {
        "label": "20/00108, annual cost",
        "decision": "20/00108",
        "title": "Opening",
        "of": "annual cost",
        "covers": "two homes",
        "cite": None,
        "approved_pence": 20_000_000,
        "used_pence": 10_920_000,
        "left_pence": 9_080_000,
        "used_percent": "54.60",
        "contracts": 1,
        "placements": 1,
        "over": False,
    }
    assert figures(report, "20/00108", "increase") == (1_000_000, 520_000, 480_000)
    assert report.totals["annual_cost_used_pence"] == 10_920_000
    assert report.notes[0] == "52 weeks a year, as the system document says"
    assert report.notes[-1] == (
        "Of £200,000 a year that decision 20/00108 approved for two homes, £109,200 is used "
        "(54.60%) by one contract, leaving £90,800. Of £10,000 of increase a year that decision "
        "20/00108 approved, £5,200 is used (52.00%) by one contract, leaving £4,800."
    )


def test_more_than_was_approved_is_over_and_less_than_nothing_is_left(books: Books) -> None:
    approving(books, {"of": "annual cost", "pence": 10_919_999})
    books.awarded(RISEN)
    row = row_of(budget(books.view()), "20/00108", "annual cost")
    assert (row["left_pence"], row["used_percent"], row["over"]) == (-1, "100.00", True)
    assert budget(books.view()).notes[-1].endswith("which is £0.01 more than was approved.")


def test_a_sum_used_to_the_penny_is_not_over() -> None:
    assert Budget(100, 100) == Budget(approved=100, used=100)
    assert (Budget(100, 100).over, Budget(100, 100).left) == (False, 0)
    assert (Budget(None, 9).left, Budget(None, 9).used_percent, Budget(None, 9).over) == (
        None,
        None,
        False,
    )
    assert (Budget(0, 9).used_percent, Budget(0, 9).over) == (None, True)


def test_contract_value_is_that_of_the_whole_term(books: Books) -> None:
    approving(books, {"of": "contract value", "pence": 100_000_000})
    books.awarded(RISEN)
    # 2021-05-01 to 2026-06-14 are 1,871 days at £2,100 a week: half-up, once.
    assert figures(budget(books.view()), "20/00108", "contract value")[1] == 56_130_000


def test_a_decision_that_approved_no_sum_is_listed_with_what_is_used(books: Books) -> None:
    approving(books)
    assert budget(books.view()).rows == []
    books.awarded(RISEN)
    report = budget(books.view())
    assert figures(report, "20/00108", "annual cost") == (None, 10_920_000, None)
    assert report.totals["annual_cost_approved_pence"] is None
    assert report.charts == ()
    assert report.notes[-1] == (
        "Decision 20/00108 approved no such sum: £109,200 a year is used under it by one contract."
    )


def test_an_ended_contract_uses_nothing(books: Books) -> None:
    approving(books, COST)
    books.awarded(RISEN)
    books.ends(1, "2021-04-20", annuls=True)
    assert figures(budget(books.view("2021-04-19")), "20/00108", "annual cost")[1] == 10_920_000
    assert figures(budget(books.view("2021-04-20")), "20/00108", "annual cost")[1] == 0


def test_a_correction_changes_the_sum_and_keeps_the_contracts(books: Books) -> None:
    approving(books, COST)
    books.awarded(RISEN)
    again = books.decision(approves=[{"of": "annual cost", "pence": 30_000_000}])
    books.award(books.application(fees=RISEN), decision=again)
    assert figures(budget(books.view()), "20/00108", "annual cost") == (
        30_000_000,
        21_840_000,
        8_160_000,
    )


def test_a_sum_is_listed_from_the_day_its_decision_takes_effect(books: Books) -> None:
    approving(books, COST, effective="2021-04-10")
    assert budget(books.view("2021-04-09")).rows == []
    assert figures(budget(books.view("2021-04-10")), "20/00108", "annual cost")[1] == 0


def test_an_uplift_uses_up_what_its_own_decision_approved(books: Books) -> None:
    approving(books, COST, INCREASE)
    uplift = {"of": "increase", "pence": 500_000, "covers": "the National Living Wage"}
    by = books.decision("22/00011", ["uplift"], "2022-03-01", approves=[uplift])
    books.awarded(RISEN, [(100_000, 100_000)])
    placed = books.place(90_000, "2021-06-01", contract=1)
    books.uplifts(((1, "P-0001"), 217_350), (placed, 93_150), decision=by)
    books.changes_fee((1, "P-0001"), 220_000, "2022-05-01")
    report = budget(books.view("2022-06-01"))
    assert figures(report, "22/00011", "increase") == (500_000, 10_500 * 52, -46_000)
    assert row_of(report, "22/00011", "increase")["contracts"] == 1
    assert row_of(report, "22/00011", "increase")["placements"] == 2
    assert row_of(report, "22/00011", "increase")["over"] is True
    # The award's decision bears the cost-model change and the review, and not the uplift.
    assert figures(report, "20/00108", "increase")[1] == (10_000 + 2_650) * 52
    whole = sum(row["used_pence"] for row in report.rows if row["of"] == "increase")
    assert whole == costs(books.view("2022-06-01")).totals["change_pence"]
    assert budget(books.view("2022-03-31")).totals["increase_used_pence"] == 10_000 * 52


def test_an_uplift_is_undone_for_whoever_left_or_was_changed_again_for_the_same_day(
    books: Books,
) -> None:
    approving(books, COST)
    by = books.decision("22/00011", ["uplift"], "2022-03-01")
    books.awarded([(200_000, 200_000), (200_000, 200_000)])
    books.uplifts(((1, "P-0001"), 207_000), ((1, "P-0002"), 207_000), decision=by)
    books.changes_fee((1, "P-0001"), 201_000, "2022-04-01", at="2022-04-02T10:00")
    books.leaves((1, "P-0002"), "2022-05-01")
    before, after = (budget(books.view(day)) for day in ("2022-04-30", "2022-05-01"))
    assert figures(before, "22/00011", "increase") == (None, 7_000 * 52, None)
    assert [row["decision"] for row in after.rows] == ["20/00108"]


def test_an_extended_contract_counts_under_the_decision_by_which_it_runs(books: Books) -> None:
    approving(books, COST)
    longer = books.decision("26/00007", ["extend"], "2026-01-01", approves=[COST])
    books.awarded(RISEN)
    with books.entry("2026-02-01T09:00", command="extend-contract") as to:
        to.add(facts.ContractExtension(1, "2028-06-14", longer))
    before, after = (budget(books.view(day)) for day in ("2026-06-14", "2026-06-15"))
    assert figures(before, "20/00108", "annual cost")[1] == 10_920_000
    assert figures(before, "26/00007", "annual cost")[1] == 0
    assert any("decision 26/00007 prolongs contract 1:" in note for note in before.notes)
    assert figures(after, "20/00108", "annual cost")[1] == 0
    assert figures(after, "26/00007", "annual cost")[1] == 10_920_000
    assert not any("prolongs" in note for note in after.notes)
    with books.entry("2028-02-01T09:00", command="extend-contract") as to:
        again = books.ledger.value("SELECT id FROM decisions WHERE decision = '20/00108'")
        to.add(facts.ContractExtension(1, "2030-06-14", again))
    last = budget(books.view("2028-06-15"))
    assert figures(last, "20/00108", "annual cost")[1] == 10_920_000
    assert not any("prolongs" in note for note in last.notes)


def test_a_decision_that_was_revoked_says_so(books: Books) -> None:
    approving(books, COST)
    with books.entry("2021-04-20T09:00", command="decision-event") as to:
        to.add(facts.DecisionEvent("20/00108", "revoked", "2021-04-20"))
    assert "decision 20/00108 was revoked on 2021-04-20" in budget(books.view()).notes
    assert not any("revoked" in note for note in budget(books.view("2021-04-19")).notes)


def test_one_window_alone(books: Books) -> None:
    approving(books, COST)
    books.awarded(RISEN)
    books.window("2021-09-01T09:00", "2021-09-30")
    view = books.view(window="2021-09-01")
    assert figures(budget(view), "20/00108", "annual cost")[1] == 0
    assert "only contracts applied for in window 2021-09-01 count" in budget(view).notes


def test_an_empty_ledger(books: Books) -> None:
    books.system()
    report = budget(books.view())
    assert (report.rows, report.totals, report.charts) == ([], {}, ())
    assert report.notes[-1].startswith("No decision approved a sum")


def test_kents_two_sums(kent_at: Callable[[str], Office]) -> None:
    made = kent_at("awarded").report("budget")
    cost, increase = made["rows"]
    assert (cost["decision"], cost["contracts"], cost["placements"]) == ("20/00108", 16, 64)
    assert (cost["approved_pence"], cost["used_pence"]) == (719_878_500, 719_878_484)
    assert (increase["approved_pence"], increase["used_pence"]) == (440_000_000, 12_391_184)
    assert (cost["left_pence"], increase["left_pence"]) == (16, 427_608_816)
    assert made["weeks_per_year"] == "52"
    assert "Of £7,198,785 a year that decision 20/00108 approved" in made["notes"][-1]


def test_record_decision_tells_the_sums_and_a_correction_puts_them_right(
    new_office: Office,
) -> None:
    office = new_office
    office.types("init system.yaml")
    told = office.records(decision())
    assert told.lines[1:] == [
        "decision 20/00108 approves £7,198,785.00 of annual cost, "
        "for the existing specialist homes that join",
        "decision 20/00108 approves £4,400,000.00 of increase, for all existing services",
    ]
    less = decision({"approves": [{"sum": "7000000", "of": "Annual Cost"}]})
    assert "in other words" in office.records(less, exits=1).err
    told = office.records(less, options="--correct 'A misprint'")
    assert told.lines[1:] == ["decision 20/00108 approves £7,000,000.00 of annual cost"]
    (row,) = office.report("budget", "--as-of 2021-03-01")["rows"]
    assert (row["approved_pence"], row["covers"]) == (700_000_000, None)


amount = st.integers(0, 400_000)
spending = st.builds(
    Spending, amount, amount, st.integers(0, 9_000), st.integers(0, 10**9), st.integers(0, 9)
)
uplifted = st.builds(Uplifted, st.integers(0, 9_000), st.integers(1, 9))


@given(
    st.lists(spending, max_size=5),
    st.lists(uplifted, max_size=5),
    st.sampled_from(MEASURES),
    st.sampled_from(["52", "365/7", "52.14"]),
)
def test_what_is_used_is_the_sum_over_contracts(
    each: list[Spending], uplifts: list[Uplifted], measure: Measure, text: str
) -> None:
    basis = weeks(text)
    apart = [used(measure, [one], [], basis) for one in each]
    apart += [used(measure, [], [one], basis) for one in uplifts]
    assert used(measure, each, uplifts, basis) == sum(apart)


homes = st.lists(st.lists(st.tuples(amount, amount), max_size=3), max_size=4)


@settings(deadline=None, max_examples=15)
@given(homes, st.lists(st.booleans(), min_size=4, max_size=4), st.sampled_from(["52", "52.14"]))
def test_rows_sum_to_totals_and_all_decisions_to_what_costs_says(
    each: list[list[tuple[int, int]]], second: list[bool], basis: str
) -> None:
    with opened(Path("nowhere.db"), keep=False) as books:
        books.system(weeks=basis)
        books.window(decision=books.decision(approves=[COST, INCREASE]))
        other = books.decision("21/00050", approves=[COST])
        for fees, by_other in zip(each, second, strict=False):
            books.award(books.application(fees=fees), decision=other if by_other else 1)
        report, told = budget(books.view()), costs(books.view()).totals
    for measure in ("annual cost", "increase"):
        rows = [row for row in report.rows if row["of"] == measure]
        for key in ("approved_pence", "used_pence", "left_pence"):
            total = report.totals[f"{measure.replace(' ', '_')}_{key}"]
            assert total == sum(row[key] for row in rows)
    assert report.totals["annual_cost_used_pence"] == told["offered_annual_pence"]
