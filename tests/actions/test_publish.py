"""``publish``: what was published is recorded once, closes what it answers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dpsctl.shipped import FIXTURES

from ..office import HEAD_OF_QUALITY, Office
from ..papers import system

Stage = Callable[[str], Office]

AWARD = "award {} --decision 20/00108 --yes"


@pytest.fixture
def office(kent_at: Stage) -> Office:
    """Kent on 6 July 2021: contract 1 was awarded on 20 May, contract 2 on 3 June."""
    return _awarded(kent_at("determined"))


@pytest.fixture
def grouping(kent_at: Stage) -> Office:
    """The same, where the notices of a quarter are grouped."""
    office = kent_at("determined")
    office.writes("grouping.yaml", system({"publishing.award_notices": "quarterly"}))
    office.types("init grouping.yaml --reason 'Notices are grouped'")
    return _awarded(office)


def _awarded(office: Office) -> Office:
    office.on("2021-05-20").types(AWARD.format(1))
    office.on("2021-06-03").types(AWARD.format(2))
    return office.on("2021-07-06")


def due(office: Office, what: str = "award notice", options: str = "") -> dict[int | None, str]:
    """The contracts or applications of which something is due, and by when."""
    rows = office.report("deadlines", options)["rows"]
    return {
        row["contract"] or row["application"]: row["due_on"] for row in rows if row["what"] == what
    }


# What it closes


def test_it_closes_all_that_is_open(office: Office) -> None:
    assert due(office) == {1: "2021-06-21", 2: "2021-07-05"}

    told = office.types("publish award-notice --ref '2021/S 000-016034' --on 2021-07-06")

    assert told.lines == ["award notice 2021/S 000-016034 of 2021-07-06: contracts 1 and 2"]
    assert due(office) == {}
    assert due(office, options="--as-of 2021-07-05") == {1: "2021-06-21", 2: "2021-07-05"}


def test_and_those_of_a_group_alike(grouping: Office) -> None:
    assert due(grouping) == {1: "2021-07-30", 2: "2021-07-30"}

    grouping.types("publish 'Award notice' --ref 2021/S-1 --on 2021-07-06")

    assert due(grouping) == {}


def test_those_named_close_alone(office: Office) -> None:
    told = office.types("publish award-notice 1-00000002 --ref 2021/S-1 --on 2021-06-04")

    assert told.lines == ["award notice 2021/S-1 of 2021-06-04: contract 2"]
    assert due(office) == {1: "2021-06-21"}


def test_what_came_about_after_its_day_stays_open(office: Office) -> None:
    told = office.types("publish award-notice --ref 2021/S-1 --on 2021-06-02")

    assert told.lines == ["award notice 2021/S-1 of 2021-06-02: contract 1"]
    assert due(office) == {2: "2021-07-05"}


def test_a_quarter_may_be_named_for_all_of_it(grouping: Office) -> None:
    office = grouping.on("2021-07-20")
    office.types(AWARD.format(4))

    office.types("publish award-notice 2021-q2 --ref 2021/S-1 --on 2021-07-20")

    assert due(office) == {3: "2021-11-01"}


def test_grouped_a_quarter_that_has_ended_comes_alone(grouping: Office) -> None:
    office = grouping.on("2021-07-20")
    office.types(AWARD.format(4))

    told = office.types("publish award-notice --ref 2021/S-1 --on 2021-07-20")
    again = office.types("publish award-notice --ref 2021/S-1 --on 2021-07-20")
    left = office.types("publish award-notice --ref 2021/S-2 --on 2021-07-20")

    assert told.lines == ["award notice 2021/S-1 of 2021-07-20: contracts 1 and 2"]
    assert "contract 3 is still to be published: name it too, if it was about it" in told.err
    assert again.lines == ["nothing to do: award notice 2021/S-1 of 2021-07-20 is recorded"]
    assert left.lines == ["award notice 2021/S-2 of 2021-07-20: contract 3"]


def test_contracts_are_added_to_a_notice_by_name(office: Office) -> None:
    notice = "--ref 2021/S-1 --on 2021-07-06"
    office.types(f"publish award-notice 1 {notice}")
    whole = office.types(f"publish award-notice {notice}")
    both = office.types(f"publish award-notice 1 2 {notice}")
    again = office.types(f"publish award-notice 2 1 {notice}")

    assert whole.out.startswith("nothing to do") and "contract 2 is still" in whole.err
    assert both.lines == ["award notice 2021/S-1 of 2021-07-06: contract 2"]
    assert again.out.startswith("nothing to do: award notice 2021/S-1 of 2021-07-06")
    assert office.counts("publication_subjects") == 2


def test_the_register_of_a_quarter(office: Office) -> None:
    office = office.on("2021-10-04")
    told = office.types("publish contract-register 2021-Q3 --ref q3.csv --on 2021-10-04")

    assert told.lines == ["contract register q3.csv of 2021-10-04: 2021-Q3"]
    assert due(office, "contract register") == {None: "2021-07-30"}
    both = office.on("2022-01-03").types("publish contract-register --ref all.csv --on 2022-01-03")
    assert both.lines == ["contract register all.csv of 2022-01-03: 2021-Q2 and 2021-Q4"]


def test_a_publication_stands_in_the_contracts_story(office: Office) -> None:
    office.types("publish award-notice 1 --ref 2021/S-1 --on 2021-06-18")

    life = office.types("explain 1 --contract --format json").json["life"]
    assert [(act["on"], act["what"]) for act in life] == [
        ("2021-06-18", "award notice 2021/S-1 published")
    ]
    assert "award notice 2021/S-1 published" in office.types("explain 1 --contract").out


def test_a_signature_corrected_afterwards_reopens_nothing(office: Office) -> None:
    office.types("sign 1 --on 2021-05-25")
    office.types("publish contracts-finder --ref CF-1 --on 2021-06-01")
    office.types("sign 1 --on 2021-06-10 --correct 'Misread the date'")

    assert due(office, "Contracts Finder notice") == {}


def test_a_dry_run_records_nothing(office: Office) -> None:
    before = office.ledger.read_bytes()

    told = office.types("publish award-notice --ref 2021/S-1 --on 2021-07-06 --dry-run")

    assert told.lines == ["award notice 2021/S-1 of 2021-07-06: contracts 1 and 2"]
    assert office.ledger.read_bytes() == before


# What was recorded, and was not so

NOTICE = "publish award-notice"


def test_the_day_of_a_notice_is_put_right_for_all_that_it_is_about(office: Office) -> None:
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06")

    told = office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-06-18 --correct 'Misread it'")
    again = office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-06-18 --correct 'Misread it'")

    assert told.lines == [
        "award notice 2021/S-1 of 2021-06-18: contracts 1 and 2; "
        "corrected from 2021/S-1 of 2021-07-06"
    ]
    assert again.lines == ["nothing to do: award notice 2021/S-1 of 2021-06-18 is recorded"]
    assert due(office, options="--as-of 2021-06-18") == {}
    assert due(office, options="--as-of 2021-06-17") == {1: "2021-06-21", 2: "2021-07-05"}


def test_the_reference_of_what_is_named_is_put_right(office: Office) -> None:
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06")

    told = office.types(f"{NOTICE} 2 --ref 2021/S-2 --on 2021-07-06 --correct 'Two notices'")

    assert told.lines == [
        "award notice 2021/S-2 of 2021-07-06: contract 2; corrected from 2021/S-1 of 2021-07-06"
    ]
    life = office.types("explain 2 --contract --format json").json["life"]
    assert [(act["on"], act["what"], act["recorded"]["reason"]) for act in life] == [
        ("2021-07-06", "award notice 2021/S-1 published", None),
        ("2021-07-06", "award notice 2021/S-2 published", "Two notices"),
        ("2021-07-06", "taken back: award notice 2021/S-1 of 2021-07-06", "Two notices"),
    ]
    for contract, reference in ((1, "2021/S-1"), (2, "2021/S-2")):
        report = office.types(f"report regulation-84 --contract {contract} -f md").out
        published = [line for line in report.splitlines() if "Published: award notice" in line]
        assert len(published) == 1 and f"{reference}, 6 July 2021" in published[0]
    assert office.types("verify").code == 0


def test_what_a_notice_was_not_about_is_open_again(office: Office) -> None:
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06")
    known = office.on("2021-07-07")

    told = known.types(f"{NOTICE} 2 --ref 2021/S-1 --on 2021-07-06 --retract 'It was about 1'")
    again = known.types(f"{NOTICE} 2 --ref 2021/S-1 --on 2021-07-06 --retract 'It was about 1'")

    assert told.lines == ["award notice 2021/S-1 of 2021-07-06 taken back: contract 2, open again"]
    assert again.lines == ["nothing to do: award notice 2021/S-1 of 2021-07-06 does not stand"]
    assert due(known) == {2: "2021-07-05"}
    assert due(known, options="--known-at 2021-07-06T23:00") == {}
    known.types(f"{NOTICE} 2 --ref 2021/S-1 --on 2021-07-06")
    assert due(known) == {}
    assert known.types("verify").code == 0


def test_a_notice_that_was_never_published_is_taken_back_whole(office: Office) -> None:
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06")
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06 --retract 'Another system'")

    assert due(office) == {1: "2021-06-21", 2: "2021-07-05"}
    office.types(f"{NOTICE} --ref 2021/S-1 --on 2021-07-06")
    assert due(office) == {}


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (
            "--ref 2021/S-9 --on 2021-07-06 --correct Why",
            "no award notice 2021/S-9 stands on the ledger: there is nothing to correct",
        ),
        (
            "2 --ref 2021/S-1 --on 2021-07-06 --correct Why",
            "no award notice of 2 stands on the ledger: there is nothing to correct",
        ),
        (
            "--ref 2021/S-1 --on 2021-05-19 --correct Why",
            "contract 1 was awarded on 2021-05-20: no award notice of 2021-05-19 can be about that",
        ),
        ("--ref 2021/S-1 --on 2021-07-07 --correct Why", "2021-07-07 has not come"),
        (
            "--ref 2021/S-1 --on 2021-07-05 --retract Why",
            "no award notice 2021/S-1 of 2021-07-05 is on the ledger",
        ),
        (
            "1 --ref 2021/S-8 --on 2021-07-06 --retract Why",
            "the award notice of contract 1 stands as 2021/S-1 of 2021-07-06, and not as",
        ),
    ],
)
def test_what_there_is_not_to_put_right(office: Office, typed: str, what: str) -> None:
    office.types(f"{NOTICE} 1 --ref 2021/S-1 --on 2021-07-06")
    office.types(f"{NOTICE} 2 --ref 2021/S-8 --on 2021-07-06")
    office.types(f"{NOTICE} 2 --ref 2021/S-8 --on 2021-07-06 --retract 'Not sent'")
    entries = office.entries()

    told = office.types(f"{NOTICE} {typed}", exits=1)

    assert what in told.err and len(told.err.splitlines()) == 2
    assert office.entries() == entries


def test_it_was_published_or_it_was_not(office: Office) -> None:
    both = f"{NOTICE} --ref 2021/S-1 --on 2021-07-06 --correct A --retract B"
    assert "either --correct REASON or --retract REASON" in office.types(both, exits=2).err


# What is refused


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("award-notices --ref R --on 2021-07-06", "did you mean award-notice?"),
        ("uk15 --ref R --on 2021-07-06", "this system owes no uk15"),
        ("award-notice --ref R --on 2021-07-07", "2021-07-07 has not come"),
        (
            "award-notice 2 --ref R --on 2021-06-02",
            "contract 2 was awarded on 2021-06-03: no award notice of 2021-06-02 can be about that",
        ),
        (
            "award-notice --ref R --on 2021-05-19",
            "no award notice was open on 2021-05-19: contract 1 owes it only from 2021-05-20",
        ),
        ("award-notice 9 --ref R --on 2021-07-06", "there is no contract 9"),
        ("award-notice 1 9 --ref R --on 2021-07-06", "there is no contract 9"),
        ("award-notice 2021-Q3 --ref R --on 2021-07-06", "2021-Q3 owes no award notice"),
        ("contracts-finder 1 --ref R --on 2021-07-06", "contract 1 owes no Contracts Finder"),
        ("contract-register 1 --ref R --on 2021-07-06", "'1' is not a quarter"),
        ("contract-register 2021-Q3 --ref R --on 2021-07-06", "2021-Q3 owes no contract register"),
    ],
)
def test_what_nobody_owes_or_can_have_published(office: Office, typed: str, what: str) -> None:
    entries = office.entries()

    told = office.types(f"publish {typed}", exits=1)

    assert what in told.err and len(told.err.splitlines()) == 2
    assert office.entries() == entries


def test_what_was_published_under_another_reference(office: Office) -> None:
    office.types("publish award-notice 1 --ref 2021/S-1 --on 2021-06-18")

    told = office.types("publish award-notice 1 2 --ref 2021/S-2 --on 2021-06-18", exits=1)
    office.types("publish award-notice --ref 2021/S-2 --on 2021-06-18")
    done = office.types("publish award-notice --ref 2021/S-3 --on 2021-06-18", exits=1)

    assert told.err.splitlines()[0] == (
        "dpsctl: the award notice of contract 1 was published as 2021/S-1 on 2021-06-18, as the "
        "ledger has it"
    )
    assert "no award notice was open on 2021-06-18" in done.err


@pytest.mark.parametrize("ref", ["' '", "''", "'a\x07b'", "'a\u202eb'"])
def test_a_reference_that_nobody_can_read(office: Office, ref: str) -> None:
    told = office.types(f"publish award-notice --ref {ref} --on 2021-07-06", exits=2)
    assert told.err.startswith("dpsctl: --ref ")


# Under the Procurement Act 2023


@pytest.fixture
def seaside(tmp_path: Path) -> Office:
    """Seaside's market on 4 February 2026, whose two applicants that qualify are members."""
    for name in ("system.yaml", "decisions", "applications"):
        (tmp_path / name).symlink_to(FIXTURES / "seaside" / name)
    office = Office(tmp_path, "2025-07-22T09:00")
    office.types("init system.yaml")
    office.types("record-decision decisions/25-00031.yaml")
    office.on("2025-08-20").types("open-window")
    february = office.on("2026-02-03")
    february.types("import applications")
    february.types("check")
    february.types("determine --all-qualified admit --reason 'Meets every condition'")
    return office.on("2026-02-04")


CERTIFIED = "record-evidence 2 public-liability --until 2027-01-31 --cover 5000000 --application"
MARKET = "award {} --decision 25/00031 --ends 2027-01-31 --yes --basis '{}'"
MODIFICATION, DETAILS = "UK15 modification notice", "UK7 contract details notice"


def test_members_are_published_as_they_come_and_go(seaside: Office) -> None:
    assert due(seaside, MODIFICATION) == {1: "2026-02-03", 2: "2026-02-03"}

    told = seaside.types("publish uk15 --ref 000123-2026 --on 2026-02-04")
    assert told.lines == [
        "UK15 modification notice 000123-2026 of 2026-02-04: applications 1 and 2 admitted"
    ]
    march = seaside.on("2026-03-02")
    march.types("withdraw 2 --reason 'It gives up the service'")
    assert due(march, MODIFICATION) == {2: "2026-03-02"}

    told = march.types("publish uk15 SBC-LIVING-002 --ref 000456-2026 --on 2026-03-02")
    assert told.lines == [
        "UK15 modification notice 000456-2026 of 2026-03-02: application 2 removed"
    ]
    assert due(march, MODIFICATION) == {}


def test_an_admission_taken_back_since_was_published_on_its_day_all_the_same(
    seaside: Office,
) -> None:
    later = seaside.on("2026-02-06")
    later.types("rescind 1 --reason 'Not what it said'")
    assert due(later, MODIFICATION) == {2: "2026-02-03"}

    later.types("publish uk15 1 --ref 000123-2026 --on 2026-02-05")

    assert due(later, MODIFICATION) == {1: "2026-02-06", 2: "2026-02-03"}


def test_a_contract_that_was_competed_for_owes_its_notices(seaside: Office) -> None:
    seaside.types(MARKET.format(1, "competition SBC-7"))
    seaside.types(CERTIFIED)
    seaside.types(MARKET.format(2, "user choice"))
    office = seaside.on("2026-02-10")
    office.types("sign 1 2 --on 2026-02-10")

    # Light touch: 120 days, of which that of the signatures is the first (s 53(1)(a)).
    assert due(office, DETAILS) == {1: "2026-06-09"}
    assert due(office, "UK6 contract award notice") == {1: "2026-02-04"}

    office.types("publish uk7 --ref 000789-2026 --on 2026-02-10")
    assert due(office, DETAILS) == {}


def test_a_refusal_on_a_ground_is_sent_to_a_minister(seaside: Office) -> None:
    text = (FIXTURES / "seaside" / "applications" / "SBC-LIVING-001.yaml").read_text()
    text = text.replace("SBC-LIVING-001", "SBC-LIVING-006").replace("1-0000", "1-0009")
    told = "exclusions: {Sch6(15): {answer: yes, on: 2025-06-01}}"
    assert "exclusions: none declared" in text
    seaside.imports(text.replace("exclusions: none declared", told))
    seaside.types("check")
    seaside.under(HEAD_OF_QUALITY).types("determine 6 refuse --reason 'Convicted of fraud'")

    assert due(seaside, "s59 notice to a Minister") == {6: "2026-03-05"}
    sent = seaside.on("2026-02-09").types(
        "publish s59 6 --ref 'letter of 9 February' --on 2026-02-09"
    )
    assert sent.lines == [
        "s59 notice to a Minister letter of 9 February of 2026-02-09: application 6 refused"
    ]
    assert due(seaside.on("2026-02-09"), "s59 notice to a Minister") == {}


def test_under_the_act_there_is_no_award_notice_of_2015(seaside: Office) -> None:
    told = seaside.types("publish award-notice --ref R --on 2026-02-04", exits=1)

    assert "uk6, uk7, uk15, s59, contract-register" in told.err
