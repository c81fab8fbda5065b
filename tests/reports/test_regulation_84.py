"""``report regulation-84``: who was selected and who was not, why, and what nobody recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dpsctl.reports.publishing import published
from dpsctl.reports.regulation_84 import regulation_84
from dpsctl.reports.written_parts import kept_until, law_of
from dpsctl.shipped import FIXTURES
from dpsctl.show.reports import render

from ..cli.snapshots import agreed, masked
from ..office import HEAD_OF_QUALITY, Office
from ..papers import application
from .books import Books

Stage = Callable[[str], Office]

SAID = (
    "--reason 'Each met every criterion' --alternatives 'To buy each place on its own' "
    "--conflicts 'None was declared'"
)


def said(report: dict[str, Any], part: str) -> dict[str, str]:
    """What a part of the report says: by what it is about, the ledger's words or somebody's."""
    return {
        row["about"]: row["text"] or row["words"]
        for row in report["particulars"]
        if row["part"] == part
    }


def of_contract(office: Office, name: int | str, options: str = "") -> dict[str, Any]:
    made: dict[str, Any] = office.report("regulation-84", f"--contract {name} {options}")
    return made


# The whole paper


def test_kents_paper_as_it_was_read_and_agreed(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    office.types(f"award --decision 20/00108 --starts 2021-05-04 --yes {SAID}")
    told = office.types("report regulation-84 --format md").out

    assert masked(told) == agreed("report-regulation-84", told)


def test_a_contracts_paper_as_it_was_read_and_agreed(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-20")
    office.types(f"award --decision 20/00108 --starts 2021-05-04 --yes {SAID}")
    office = office.on("2021-04-30")
    office.types("sign 5 --on 2021-04-28")
    office.types("seal 5 --on 2021-04-30 --register 2021/121")
    told = office.types("report regulation-84 --contract 5 --format md").out

    assert masked(told) == agreed("report-regulation-84-contract", told)


def test_as_a_page_it_says_the_same(kent_at: Stage) -> None:
    page = kent_at("awarded").types("report regulation-84 --format html").out

    assert "<h1>Report under regulation 84 of the Public Contracts Regulations 2015</h1>" in page
    assert "<strong>Sample Provider 18 Ltd</strong>, for Sample Home 18" in page
    assert page.count("<h2>") == 15


# Selected and rejected


def test_each_application_is_one_row_with_what_came_of_it(kent_at: Stage) -> None:
    made = kent_at("awarded").report("regulation-84")

    outcomes = [row["outcome"] for row in made["rows"]]
    assert outcomes == ["selected"] * 16 + ["not decided", "rejected", *["not decided"] * 2]
    assert made["totals"] == {
        "applications": 20,
        "selected": 16,
        "rejected": 1,
        "withdrawn": 0,
        "replaced": 0,
        "not_decided": 3,
    }


def test_who_was_rejected_when_by_whom_and_on_what_grounds(kent_at: Stage) -> None:
    row = kent_at("awarded").report("regulation-84")["rows"][17]

    assert row["candidate"] == "Sample Provider 18 Ltd"
    assert (row["decided_on"], row["decided_by"]) == ("2021-04-09", HEAD_OF_QUALITY)
    assert row["reason"] == "No improvement plan is agreed"
    assert row["grounds"] == [
        "Is the home rated Good or better, or improving under an agreed plan? Seen: CQC rating: "
        "Requires improvement; “Is an improvement plan agreed with CQC in place?”: no. Wanted: "
        "CQC rating at least Good, or (CQC rating is Requires improvement and “Is an improvement "
        "plan agreed with CQC in place?” is yes) (PCR 2015 reg 58(15))"
    ]
    assert row["selected_for"] == [] and row["selected"] is False


def test_what_was_not_answered_and_what_came_late_is_told(kent_at: Stage) -> None:
    rows = kent_at("awarded").report("regulation-84")["rows"]

    assert "Seen: not answered." in rows[18]["grounds"][0]
    assert [row["application"] for row in rows if row["late"]] == [20]


def test_who_withdrew_was_replaced_or_was_admitted_against_the_verdict(kent_at: Stage) -> None:
    office = kent_at("checked")
    office.on("2021-04-07").types("withdraw 1 --reason 'It was sold'")
    office.on("2021-04-07").imports(
        application(2, {"home.beds": "6", "home.cqc_location": "1-00000002"})
    )
    office.on("2021-04-08").under(HEAD_OF_QUALITY).types(
        "determine 17 admit --reason 'Registered again' --override 'CQC restored it on 7 April'"
    )

    made = office.on("2021-04-08").report("regulation-84")

    rows = {row["application"]: row for row in made["rows"]}
    assert (rows[1]["outcome"], rows[1]["reason"]) == ("withdrawn", "It was sold")
    assert rows[2]["outcome"] == "replaced"
    assert rows[17]["override"] == "CQC restored it on 7 April"
    assert rows[17]["grounds"][0].startswith("Is the home registered with CQC and not dormant?")
    paper = office.on("2021-04-08").types("report regulation-84 -f md").out
    assert "because: “CQC restored it on 7 April”" in paper


def test_a_determination_that_was_taken_back_is_told_with_both_reasons(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.on("2021-04-10").types("rescind 18 --reason 'The plan had come'")
    office.on("2021-04-12").under(HEAD_OF_QUALITY).types("determine 18 admit --reason 'A plan'")

    row = office.on("2021-04-12").report("regulation-84")["rows"][17]

    assert (row["outcome"], row["reason"]) == ("selected", "A plan")
    assert row["taken_back"] == [
        "rejected on 9 April 2021 by head of quality: No improvement plan is agreed; taken back on "
        "10 April 2021 by commissioning officer: The plan had come"
    ]


def test_who_was_selected_for_some_of_it_is_told_what_for_and_why_not_the_rest(
    kent_at: Stage,
) -> None:
    told = {
        "categories": ["LD", "MH"],
        "home.cqc.registered_manager": "no",
        "received_at": "2021-03-10T10:00",
    }
    office = kent_at("open")
    office.imports(application(1, told))
    office = office.on("2021-04-06")
    office.types("check")
    office.types("determine 1 admit --reason 'For the one'")

    (row,) = office.report("regulation-84")["rows"]
    paper = office.types("report regulation-84 -f md").out

    assert row["selected_for"] == ["Learning disability or autism"]
    assert row["grounds"][0].startswith(
        "Is there a registered manager? (for Mental health needs) Seen: no."
    )
    assert "| Learning disability or autism; not for Mental health needs |" in paper


# What nobody recorded


def test_nothing_recorded_is_not_none(kent_at: Stage) -> None:
    made = kent_at("awarded").report("regulation-84")

    conflicts = said(made, "conflicts")
    unsaid = "not recorded, which does not say that there was none"
    assert conflicts["Declared at the award of contracts 1 to 16"] == unsaid
    assert conflicts["Found while candidates were judged"] == unsaid
    assert said(made, "awards")["Reasons for awarding contracts 1 to 16"] == "not recorded"
    assert said(made, "awards")["Subcontracting"].startswith("not recorded")


def test_whoever_was_selected_and_has_no_contract_is_named(kent_at: Stage) -> None:
    told = said(kent_at("determined").report("regulation-84"), "not_awarded")

    assert len(told) == 16
    assert told["Application 7, Sample Provider 07 Ltd"] == (
        "selected on 8 April 2021; no contract was awarded; the reason is not recorded"
    )


def test_an_annulled_award_is_told_with_its_reason_and_counts_for_nothing(kent_at: Stage) -> None:
    office = kent_at("awarded")
    before = office.report("regulation-84")["awards_totals"]["value_pence"]
    first = office.report("regulation-84")["awards"][0]["value_pence"]
    office.on("2021-04-22").types("end-contract 1 --reason 'The home was sold' --yes")

    made = office.on("2021-04-22").report("regulation-84")

    row = next(row for row in made["particulars"] if row["about"].startswith("Contract 1,"))
    assert row["part"] == "not_awarded" and row["words"] == "The home was sold"
    assert row["text"] == "the award was annulled on 22 April 2021, before both had signed"
    assert made["awards_totals"]["value_pence"] == before - first


# One contract


def test_a_contracts_report_has_every_finding_with_its_proof(kent_at: Stage) -> None:
    made = of_contract(kent_at("awarded"), 1)

    findings = made["findings"]
    assert len([row for row in findings if row["ground"]]) == 26
    rating = next(row for row in findings if row["rule"] == "cqc-rating")
    assert (rating["finding"], rating["cite"]) == ("met", "PCR 2015 reg 58(15)")
    assert rating["proof"] == "CQC register"
    assert [row["contract"] for row in made["awards"]] == [1]


def test_who_signed_and_sealed_counts_from_its_day(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-04-30")
    office.types("sign 1 --on 2021-04-28")
    office.types("seal 1 --on 2021-04-30 --register 2021/117")

    before = said(of_contract(office, 1, "--as-of 2021-04-29"), "awards")
    after = said(of_contract(office, 1), "awards")

    assert before["Signed by the supplier"] == "28 April 2021"
    assert before["Seal"] == "required at this value, and not recorded"
    assert after["Seal"] == "sealed on 30 April 2021, number 2021/117 in the register of seals"


def test_whether_a_second_person_decided(kent_at: Stage) -> None:
    office = kent_at("determined").on("2021-04-10")
    office.under(HEAD_OF_QUALITY).types("determine 20 admit --reason 'Late, and good'")
    office.on("2021-04-20").types("award --decision 20/00108 --starts 2021-05-04 --yes")
    office = office.on("2021-04-20")

    alone, two = (said(of_contract(office, n), "conflicts")["This application"] for n in (1, 17))

    assert alone == "determined by somebody who had also imported or judged it"
    assert two == "determined by somebody who had neither imported nor judged it"


def test_its_acts_stand_in_order_from_receipt_on(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2021-05-10")
    office.types("suspend 1 --days 90 --reason 'Safeguarding enquiry'")

    acts = [(row["on"], row["what"]) for row in of_contract(office, 1)["progress"]]

    assert acts == [
        ("2021-03-01", "the application received"),
        ("2021-04-06", "judged by the criteria"),
        ("2021-04-08", "the application admitted"),
        ("2021-04-20", "awarded"),
        ("2021-05-10", "suspended until the end of 8 August 2021: no new placements"),
    ]


def test_a_contract_from_before_the_ledger_says_that_nothing_is_known_of_its_award(
    kent_at: Stage,
) -> None:
    office = kent_at("awarded")
    office.types("import-contracts contracts")

    made = of_contract(office, "SC19012-L2-0031")

    assert made["rows"] == [] and made["findings"] == []
    why = "it began before this record, which does not hold how its supplier was selected"
    assert said(made, "selected") == {"The contract": why}
    assert said(made, "subject")["Contract"] == (
        "number 18 (the council's own reference SC19012-L2-0031)"
    )


@pytest.mark.parametrize(
    ("options", "exits", "told"),
    [
        ("--contract 99", 1, "there is no contract 99"),
        ("--contract 1 --as-of 2021-04-19", 1, "contract 1 had not been awarded on 2021-04-19"),
        ("--contract 1 --window 2021-03-01", 2, "--contract names one contract"),
        ("--contract ''", 2, "--contract is blank"),
    ],
)
def test_a_contract_that_is_not_there_is_refused(
    kent_at: Stage, options: str, exits: int, told: str
) -> None:
    assert told in kent_at("awarded").types(f"report regulation-84 {options}", exits=exits).err


def test_no_other_report_is_of_one_contract(kent_at: Stage) -> None:
    err = kent_at("awarded").types("report roster --contract 1", exits=2).err

    assert "--contract does not go with the report roster" in err


# How long


@pytest.mark.parametrize(
    ("awarded", "until"),
    [
        # 20 April 2024 is a Saturday, and a period that ends on one goes on to the Monday.
        ("2021-04-20", "2024-04-22"),
        ("2021-04-22", "2024-04-22"),
        # Three years on is Christmas Day, Boxing Day follows, then a Friday.
        ("2021-12-25", "2024-12-27"),
    ],
)
def test_the_papers_are_kept_for_three_years_from_the_award(
    kent: Books, awarded: str, until: str
) -> None:
    view = kent.view()

    assert kept_until(view, law_of(view), date.fromisoformat(awarded)) == date.fromisoformat(until)


def test_beyond_the_calendar_the_report_is_made_all_the_same(kent: Books) -> None:
    kent.application()
    kent.determine(1)
    kent.award(1, on="2028-06-01", starts="2028-07-01", ends="2029-02-23")

    made = regulation_84(kent.view("2028-06-30"))

    papers = next(row for row in made.sections[1].rows if row["part"] == "keep")
    assert "beyond the calendar" in papers["text"]


# The day, the window, and what was known


def test_a_report_tells_of_its_day_and_not_of_what_came_after(kent_at: Stage) -> None:
    office = kent_at("awarded")

    made = office.report("regulation-84", "--as-of 2021-04-08")

    assert made["totals"]["selected"] == 16 and made["totals"]["rejected"] == 0
    assert made["awards"] == []
    assert said(made, "keep")["Papers"].startswith("no contract was awarded")


def test_of_one_window_alone(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.types("open-window --opens 2021-05-10 --closes 2021-06-30")
    office.types("import-contracts contracts")

    march = office.report("regulation-84", "--window 2021-03-01 --as-of 2021-05-10")
    may = office.report("regulation-84", "--window 2021-05-10 --as-of 2021-05-10")

    assert [row["window"] for row in march["windows"]] == ["2021-03-01"]
    assert (len(march["rows"]), len(march["awards"])) == (20, 16)
    assert (may["rows"], may["awards"]) == ([], [])
    assert "This report" in said(may, "subject")


# Published


def test_published_it_names_nobody_who_was_not_selected(kent_at: Stage) -> None:
    office = kent_at("determined")
    office.on("2021-04-20").types(f"award --decision 20/00108 --yes {SAID}")
    office = office.on("2021-04-20")

    for format in ("table", "csv", "json", "md", "html"):
        told = office.types(f"report regulation-84 --publish --format {format}").out
        for name in ("Provider 17", "Provider 18", "Provider 19", "Home 20", "KBP-2021-0018"):
            assert name not in told, (format, name)
        for words in ("No improvement plan is agreed", HEAD_OF_QUALITY, "Each met every"):
            assert words not in told, (format, words)
        assert "Sample Provider 16 Trust" in told


def test_published_one_contracts_value_is_withheld_where_few_are_placed(kent: Books) -> None:
    kent.awarded([(145_000, 150_000)] * 4, [(145_000, 150_000)] * 6)

    made = regulation_84(kent.view())
    awards = next(each for each in published(made).sections if each.key == "awards")

    assert [str(row["placements"]) for row in awards.rows] == ["[c]", "[c]"]


# Under the other law


def test_under_the_act_it_is_the_record_of_section_98(new_office: Office) -> None:
    seaside = FIXTURES / "seaside"
    office = new_office.on("2025-09-02")
    office.types(f"init {seaside / 'system.yaml'}")

    made = office.report("regulation-84")
    paper = office.types("report regulation-84 -f md").out

    assert "# Record of decisions under section 98 of the Procurement Act 2023" in paper
    assert {row["part"] for row in made["parts"]}.isdisjoint({"low", "procedure"})
    assert all("PCR" not in row["provision"] for row in made["parts"])
    assert "Regulation 84 of the Public Contracts Regulations 2015 does not apply" in paper


def test_under_the_act_papers_are_kept_from_the_day_of_entry(books: Books) -> None:
    books.system(regime="pa2023-open-framework", until=None)
    books.window(decision=books.decision())
    books.awarded([])
    books.signed(1, "2021-04-28")

    made = regulation_84(books.view())

    papers = next(row for row in made.sections[1].rows if row["part"] == "keep")
    assert papers["text"].startswith("at least until 28 April 2024; counted from")


# Whatever is written in it


NASTY = "<script>x</script> | **bold** [a](http://x.example)"


def test_reasons_are_shown_and_never_obeyed(kent: Books) -> None:
    kent.application()
    kent.check(1, "referred", ("cqc-rating", "unmet", NASTY))
    kent.determine(1, "refuse", reason=NASTY)
    made = regulation_84(kent.view())

    page = render(made, "html", terminal=None)

    assert "&lt;script&gt;x&lt;/script&gt; | **bold** [a](http://x.example)" in page
    assert "<script>" not in page and "<strong>bold" not in page


def test_a_councils_own_law_goes_before_the_shipped_one(kent_at: Stage) -> None:
    office = kent_at("awarded")
    shipped = (Path(__file__).parents[2] / "rules/written-reports.yaml").read_text("utf-8")
    own = shipped.replace("Candidates rejected", "Candidates turned away")
    office.writes("own/written-reports.yaml", own)

    made = office.types("report regulation-84 --rules-dir own -f json").out

    assert "Candidates turned away" in [row["heading"] for row in json.loads(made)["parts"]]
