from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dpsctl.errors import RefusedError
from dpsctl.ledger.chain import sha256
from dpsctl.reports.blocks import Block
from dpsctl.reports.explain import explain, explain_figures

from ..office import Office
from .books import GROUNDS_TEXT, RULES_TEXT, Books

FEES = [(140_000, 145_000), (150_000, 149_000), (160_000, 160_000)]


def told(books: Books, name: str, as_of: str = "2021-04-30") -> dict[str, Block]:
    blocks = explain(books.view(as_of), name)
    return {(block.heading or "").partition(":")[0]: block for block in blocks}


def labelled(block: Block) -> dict[str, str]:
    return dict(block.rows)


def test_the_whole_story_of_an_awarded_application(kent: Books) -> None:
    kent.awarded(FEES)
    blocks = told(kent, "1")
    assert list(blocks) == [
        "Application 1",
        "Received",
        "Rules",
        "Met",
        "Verdict",
        "What people decided",
        "Contract",
        "Placements",
    ]
    assert blocks["What people decided"].lines == [
        "admitted for LD on 2021-04-06 10:00 by Bea (entry 7): It meets every criterion."
    ]
    assert labelled(blocks["Contract"]) == {
        "number": "1",
        "stands": "awaiting signature",
        "for": "LD, Specialist",
        "from, to": "2021-05-01 to 2026-06-14, both in",
        "under": "decision 20/00108",
        "awarded": "2021-04-08, recorded on 2021-04-08 11:00 by Anna (entry 8)",
        "placements": "3: 1 up, 1 down, 1 unchanged",
        "a week": "£4,500.00 now, £4,540.00 offered: up £40.00",
        "value": "£1,213,477.14 over the term: it needs no seal",
    }
    assert labelled(blocks["Placements"]) == {
        "P-0001": "LD, Specialist: £1,400.00 now, £1,450.00 offered: up £50.00",
        "P-0002": "LD, Specialist: £1,500.00 now, £1,490.00 offered: down £10.00",
        "P-0003": "LD, Specialist: £1,600.00, unchanged",
    }


def test_under_which_rules_with_full_digests(kent: Books) -> None:
    kent.awarded([])
    assert labelled(told(kent, "1")["Rules"]) == {
        "rules": f"kent-specialist/2021-02-01, sha256 {sha256(RULES_TEXT)}",
        "grounds": f"pcr2015-2019-04-18, sha256 {sha256(GROUNDS_TEXT)}",
        "judged": "2021-04-01 by Anna (entry 6)",
    }


@pytest.mark.parametrize("name", ["1", "KBP-2021-0001", "1-00000001"])
def test_by_any_of_its_names(kent: Books, name: str) -> None:
    kent.application()
    assert explain_figures(kent.view(), name)["application"] == 1


def test_nothing_is_called_so(kent: Books) -> None:
    with pytest.raises(RefusedError, match="there is no application 7"):
        explain(kent.view(), "7")


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("2021-03-31T23:59:59", "2021-03-31 23:59:59, in time"),
        ("2021-04-01T00:00", "2021-04-01, LATE: at the very instant of the close"),
        ("2021-04-01T00:00:01", "2021-04-01 00:00:01, LATE by 1 second"),
        ("2021-04-02T10:15", "2021-04-02 10:15, LATE by 1 day and 10 hours"),
    ],
)
def test_when_it_was_received(kent: Books, received: str, words: str) -> None:
    kent.application(received)
    assert labelled(told(kent, "1")["Received"])["received"] == words


def test_unmet_and_unknown_come_first_and_in_full(kent: Books) -> None:
    kent.check(
        kent.application(),
        "referred",
        ("57(1)(a)", "met", "no"),
        ("57(1)(b)", "met", "no"),
        ("57(4)", "met", "no; paid"),
        ("safeguarding-policy", "unknown", "not answered"),
        ("cqc-rating", "unmet", "Unrated"),
        ("home-size", "met", "5"),
        ("accessible-rooms", "not_applicable", "categories LD"),
    )
    headings = [block.heading for block in explain(kent.view(), "1")]
    assert headings[3:7] == [
        "Unmet: 1 rule",
        "Unknown: 1 rule",
        "Met: 4 rules",
        "Not applicable: 1 rule",
    ]
    blocks = told(kent, "1")
    assert blocks["Unmet"].lines == [
        "cqc-rating (technical for LD), otherwise refer",
        "  seen    Unrated (declared)",
        "  wanted  what cqc-rating wants",
        "  cite    PCR 2015 reg 58(15)",
    ]
    assert blocks["Met"].lines == [
        "home-size (technical for LD), otherwise refer",
        "  seen    5 (declared)",
        "  wanted  what home-size wants",
        "  cite    PCR 2015 reg 58(15)",
        "2 exclusion grounds, seen no (declared), otherwise refer: 57(1)(a), 57(1)(b)",
        "1 exclusion ground, seen no; paid (declared), otherwise refer: 57(4)",
    ]


def test_a_verdict_for_each_category(kent: Books) -> None:
    kent.check(kent.application(), "mixed", LD="qualified", MH="failed")
    verdict = told(kent, "1")["Verdict"]
    assert (verdict.lines, verdict.rows) == (["mixed"], [("LD", "qualified"), ("MH", "failed")])


def test_before_anything_is_judged_or_decided(kent: Books) -> None:
    kent.application()
    blocks = told(kent, "1")
    assert blocks["Verdict"].lines == ["not checked yet"]
    assert blocks["What people decided"].lines == ["nothing yet"]
    assert "Contract" not in blocks


def test_everything_that_people_decided(kent: Books) -> None:
    application = kent.application()
    first = kent.determine(application, override="Self-cleaning judged enough.")
    kent.rescind(first, at="2021-04-07T09:00")
    kent.withdraw(application, at="2021-04-09T09:00")
    assert _decided(kent, "2021-04-30") == [
        "admitted for LD on 2021-04-06 10:00 by Bea (entry 6): It meets every criterion.",
        "  against the verdict, because: Self-cleaning judged enough.",
        "  taken back on 2021-04-07 09:00 by Cara (entry 7): The wrong home.",
        "withdrawn by the applicant, recorded on 2021-04-09 09:00 by Anna (entry 8): It was sold.",
    ]
    assert len(_decided(kent, "2021-04-07")) == 3
    assert len(_decided(kent, "2021-04-06")) == 2


def _decided(books: Books, as_of: str) -> Sequence[str]:
    return told(books, "1", as_of)["What people decided"].lines


def test_what_came_in_place_of_what(kent: Books) -> None:
    first = kent.application("2021-03-10T09:00")
    second = kent.application("2021-03-12T09:00", home=1, supersedes=first)
    kent.application("2021-03-14T09:00", home=1, supersedes=second)
    figures = [explain_figures(kent.view(), str(number)) for number in (1, 2, 3)]
    assert [(each["supersedes"], each["superseded_by"]) for each in figures] == [
        ([], [2, 3]),
        ([1], [3]),
        ([1, 2], []),
    ]
    assert explain_figures(kent.view("2021-03-12"), "1")["superseded_by"] == [2]
    rows = labelled(told(kent, "2")["Received"])
    assert (rows["in place of"], rows["superseded by"]) == ("application 1", "application 3")


def test_a_day_that_no_calendar_can_tell_does_not_spoil_the_story(books: Books) -> None:
    books.system(until=None, regime="pa2023-dynamic-market")
    books.window("2020-06-15T00:00", None)
    books.application("2029-12-27T10:00")
    assess_by = labelled(told(books, "1", "2029-12-31")["Received"])["assess by"]
    assert "2030-01-01 is beyond the uk calendar (2019 to 2029)" in assess_by


def test_figures_hold_pence_and_london_instants(kent: Books) -> None:
    kent.awarded(FEES)
    figures: dict[str, Any] = explain_figures(kent.view(), "1")
    assert figures["received_at"] == "2021-03-10T14:05:00+00:00"
    assert figures["contract"]["offered_weekly_pence"] == 454_000
    assert [each["goes"] for each in figures["placements"]] == ["up", "down", "unchanged"]
    assert figures["check"]["findings"][0]["rule"] == "cqc-rating"
    assert figures["determinations"][0]["determined"]["by"] == "Bea"
    assert figures["document"] == kent.ledger.value("SELECT document FROM applications")


def test_a_gate_that_was_overridden_is_told_of_every_application_of_its_window(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("empty").on("2021-02-16")
    office.types("record-decision decisions/20-00108.yaml")
    office.types("record-assessment dpia --version 1 --signed 2021-01-22 --review-by 2022-01-22")
    opens = "open-window --opens 2021-03-01T09:00 --closes 2021-03-31"
    office.types(f"{opens} --override 'The EqIA is with the lawyers'")
    office.on("2021-04-06").types("import applications/KBP-2021-0007.yaml")

    explained = office.on("2021-04-06").types("explain 1")

    assert (
        "  opened     without eqia (no equality impact assessment was in force on 2021-03-01), "
        "because: The EqIA is with the lawyers\n" in explained.out
    )
