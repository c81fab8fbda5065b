"""``uplift`` refused: what stands in the way is told, all at once, and nothing is recorded."""

from __future__ import annotations

from typing import Any

import pytest

from ..ledger.full import by_force
from ..office import Office
from ..papers import decision, system
from .uplift_desk import DECISION, asks, furnished

FIRST = "2022-04-01"
NOTHING = "  nothing was recorded"


@pytest.fixture
def office(new_office: Office) -> Office:
    """Three contracts, and three weeks to go to the first day of the new fees."""
    return furnished(new_office)


def refused(office: Office, changed: dict[str, Any]) -> list[str]:
    """The complaints of an uplift that is refused and leaves the ledger as it was, without the
    file, the line and the column.
    """
    command, before = asks(office, changed), office.ledger.read_bytes()
    told = office.types(command, exits=1)
    *complaints, last = told.err.splitlines()
    assert (told.out, last) == ("", NOTHING)
    assert office.ledger.read_bytes() == before
    assert all(line.startswith("uplift.yaml:") for line in complaints)
    return [line.split(" ", 1)[1] for line in complaints]


# The decision


def test_a_decision_that_is_not_on_the_ledger(office: Office) -> None:
    assert refused(office, {"decision": "22/99999"}) == [
        "decision: there is no decision 22/99999 on the ledger; "
        "record it: dpsctl record-decision FILE"
    ]


def test_a_decision_without_the_power(office: Office) -> None:
    assert refused(office, {"decision": "18/00030"}) == [
        "decision: decision 18/00030 gives power to award only; take a new decision and record "
        "it: dpsctl record-decision FILE, with `powers: [uplift]`"
    ]


def test_a_decision_that_has_no_effect_today(office: Office) -> None:
    assert refused(office.on("2022-02-28"), {}) == [
        "decision: decision 22/00012 takes effect on 2022-03-01 (as the document says): it gives "
        "no power to uplift on 2022-02-28; choose 2022-03-01 or a later day"
    ]


def test_a_decision_that_was_called_in(office: Office) -> None:
    office.types("decision-event 22/00012 called-in --on 2022-03-02 --reason Scrutiny")

    (told,) = refused(office, {})
    office.types("decision-event 22/00012 released --on 2022-03-09 --reason 'No change'")

    assert "decision 22/00012 was called in on 2022-03-02 and has no effect until it is" in told
    office.types(asks(office))


def test_a_decision_about_existing_services_alone_may_raise_their_fees(office: Office) -> None:
    existing = {"decision": "22/00013", "covers": "existing services"}
    office.records(decision({**DECISION, **existing}))

    office.types(asks(office, {"decision": "22/00013"}))


# The rate


@pytest.mark.parametrize(("percent", "told"), [("0", "0%"), ("-1.5", "-1.5%")])
def test_a_rate_of_nought_or_below(office: Office, percent: str, told: str) -> None:
    assert refused(office, {"percent": percent}) == [
        f"percent: comes to {told}: an uplift is a rise"
    ]


def test_weights_that_come_to_a_fall(office: Office) -> None:
    index = {"percent": "-0.1", "source": "ONS"}
    weighted = {"percent": None, "weights": {"RPI": "1"}, "indices": {"RPI": index}}

    assert refused(office, weighted) == ["weights: comes to -0.1%: an uplift is a rise"]


def test_a_rate_by_which_a_fee_would_be_above_all_fees(office: Office) -> None:
    index = {"from": {"on": "2021-04-01", "value": "0.00000001"}, "source": "A slip of the pen"}
    indices = {"I": {**index, "to": {"on": "2022-04-01", "value": "999999999999"}}}
    whole = {"percent": None, "caps": None, "evidence": None, "weights": {"I": "1"}}
    (told,) = refused(office, {**whole, "indices": indices})
    assert told.startswith("weights: P-0101 would cost £144,999,999,999,")
    assert told.endswith(" a week; no fee is above £1,000,000.00")


def test_a_rate_above_its_cap(office: Office) -> None:
    assert refused(office, {"caps": {"percent": "3"}}) == [
        "caps.percent: the rate is 3.5%, above this cap of 3%"
    ]


def test_a_rate_that_reaches_its_cap_and_one_that_looks_as_if_it_did(office: Office) -> None:
    told = refused(office, {"percent": "5.00001", "caps": {"percent": "5"}})
    office.types(asks(office, {"percent": "5", "caps": {"percent": "5"}}))

    assert told == [
        "caps.percent: the rate is 5% (exactly 500001/10000000 of a fee), above this cap of 5%"
    ]


def test_a_broken_maximum_price_names_every_fee_that_breaks_it(office: Office) -> None:
    most = {"High": "1500.74", "Specialist": "1966.50", "Mid": "1.00"}

    assert refused(office, {"caps": {"weekly": most}}) == [
        "caps.weekly.High: P-0101 (£1,500.75), P-0102 (£1,500.75), P-0103 (£1,500.75), "
        "P-0104 (£1,500.75) and P-0202 (£1,751.22) would rise above this maximum price of "
        "£1,500.74; with `at_weekly: hold` a fee rises to it and no further",
        "caps.weekly.Mid: P-0201 (£1,437.15) would rise above this maximum price of £1.00; with "
        "`at_weekly: hold` a fee rises to it and no further",
    ]


def test_a_fee_that_does_not_rise_for_want_of_evidence_breaks_no_maximum(office: Office) -> None:
    caps = {"weekly": {"High": "1600"}, "evidence_above": "1600"}
    evidence = {"P-0202": "cost breakdown"}

    office.types(asks(office, {"caps": caps}))

    (told,) = refused(office, {"caps": caps, "evidence": evidence})
    assert told.startswith("caps.weekly.High: P-0202 (£1,751.22) would rise above")


# Its days


def test_a_first_day_that_is_past(office: Office) -> None:
    assert refused(office.on("2022-04-02"), {}) == [
        "from: 2022-04-01 is past, so that fees would be owed since; if that is meant, say "
        "`backdated: yes`"
    ]


LATER = {"uplift": "2023/24", "from": "2023-04-01", "until": "2024-03-31"}


def test_one_that_predates_the_last(office: Office) -> None:
    office.types(asks(office, LATER))

    assert refused(office, {}) == [
        "from: 2022-04-01 predates the last one, 2023/24 from 2023-04-01 (entry 5)"
    ]


def test_only_the_last_one_is_told_of(office: Office) -> None:
    office.types(asks(office, LATER))
    office.types(asks(office, {"uplift": "4", "from": "2024-04-01", "until": "2025-03-31"}))

    assert refused(office, {}) == [
        "from: 2022-04-01 predates the last one, 4 from 2024-04-01 (entry 6)"
    ]


@pytest.mark.parametrize(
    ("days", "at"),
    [
        (("2022-10-01", "2023-09-30"), "from"),
        (("2023-03-31", "2023-09-30"), "from"),
        ((FIRST, FIRST), "from"),
    ],
)
def test_one_whose_days_overlap_anothers(office: Office, days: tuple[str, str], at: str) -> None:
    office.types(asks(office))

    assert refused(office, {"uplift": "Autumn", "from": days[0], "until": days[1]}) == [
        f"{at}: its days overlap those of 2022/23, 2022-04-01 to 2023-03-31 (entry 5)"
    ]


def test_one_that_overlaps_and_predates_is_told_both(office: Office) -> None:
    office.types(asks(office, LATER))

    assert refused(office, {"until": "2023-04-01"}) == [
        "from: 2022-04-01 predates the last one, 2023/24 from 2023-04-01 (entry 5)",
        "until: its days overlap those of 2023/24, 2023-04-01 to 2024-03-31 (entry 5)",
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "meet"),
    [
        ({"agreements": ["dps"]}, {"agreements": ["framework"]}, False),
        ({"agreements": ["dps"]}, {}, True),
        ({"bands": ["High"]}, {"bands": ["Mid"]}, False),
        ({"bands": ["High"]}, {"bands": ["Mid", "High"]}, True),
        ({"agreements": ["framework"]}, {"bands": ["Specialist"]}, False),
    ],
)
def test_uplifts_meet_in_an_agreement_and_a_band_of_both(
    office: Office, mine: dict[str, Any], theirs: dict[str, Any], meet: bool
) -> None:
    office.types(asks(office, theirs))

    told = office.tries(asks(office, {"uplift": "Another", **mine}))

    assert ("its days overlap those of 2022/23" in told.err) == meet
    assert told.code == int(meet)


# Whom it is for


def test_agreements_and_bands_that_the_system_has_not(office: Office) -> None:
    strange = {
        "agreements": ["framework", "frame work"],
        "bands": ["High", "Specialist"],
        "caps": {"weekly": {"Hihg": "1600"}, "at_weekly": "hold"},
    }

    assert refused(office, strange) == [
        "agreements[2]: 'frame work' is not one of dps, framework; did you mean framework?",
        "bands[2]: 'Specialist' is not one of Mid, High",
        "caps.weekly.Hihg: 'Hihg' is not one of High, Specialist; did you mean High?",
    ]


def test_evidence_of_nobody_within_its_reach(office: Office) -> None:
    nobody = {
        "agreements": ["framework"],
        "caps": {"evidence_above": "1692"},
        "evidence": {"P-0101": "seen", "P-9999": "seen", "P-0301": "seen"},
    }

    assert refused(office, nobody) == [
        f"evidence.{ref}: nobody of this reference is within the uplift's reach on 2022-04-01"
        for ref in ("P-9999", "P-0301")
    ]


def test_everything_that_stands_in_the_way_is_told_at_once_in_the_documents_order(
    office: Office,
) -> None:
    office.types(asks(office))
    wrong = {
        "uplift": "Again",
        "decision": "18/00030",
        "from": "2022-03-01",
        "until": "2022-04-01",
        "percent": "6",
        "caps": {"percent": "5", "weekly": {"Mid": "1400"}, "evidence_above": "1"},
        "evidence": {"P-0009": "seen", "P-0201": "seen"},
    }

    assert [line.split(": ")[0] for line in refused(office, wrong)] == [
        *("decision", "from", "from", "until", "caps.percent", "caps.weekly.Mid", "evidence.P-0009")
    ]


def test_an_agreement_that_is_no_more_is_still_within_reach_of_all(office: Office) -> None:
    fewer = office.writes("fewer.yaml", system({"agreements.framework": None}))
    office.types(f"init {fewer} --reason 'Run out'")

    told = office.types(asks(office))

    assert told.lines[-1].startswith(
        "uplift 2022/23: 3.5% from 2022-04-01 under decision 22/00012: 7 fees, "
    )


# The same name


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"percent": "3.6"}, "rate"),
        ({"from": "2022-04-02"}, "from"),
        ({"until": "2023-03-30"}, "until"),
        ({"agreements": ["framework"]}, "agreements"),
        ({"bands": ["High", "Mid"]}, "bands"),
        ({"eligible": {"began_before": "2021-01-01"}}, "eligible"),
        ({"caps": {"percent": "5"}}, "caps"),
        ({"decision": "22/00014", "percent": "3.6"}, "decision and rate"),
    ],
)
def test_the_same_name_with_other_terms(
    office: Office, changed: dict[str, Any], differs: str
) -> None:
    office.records(decision({**DECISION, "decision": "22/00014"}))
    office.types(asks(office))

    assert refused(office, changed) == [
        f"uplift: 2022/23 is on the ledger with other terms (entry 6): {differs}; only `evidence` "
        "may be added to it, and what else is to change of one person's fee is for "
        "`dpsctl change-fee`"
    ]


def test_one_that_a_later_uplift_has_overtaken_is_completed_no_more(office: Office) -> None:
    caps = {"caps": {"evidence_above": "1692"}}
    office.types(asks(office, caps))
    office.types(asks(office, LATER))

    assert refused(office, {**caps, "evidence": {"P-0301": "seen"}}) == [
        "from: 2022-04-01 predates the last one, 2023/24 from 2023-04-01 (entry 6)"
    ]


def test_one_whose_document_was_redacted_is_completed_by_what_the_ledger_still_knows(
    office: Office,
) -> None:
    caps = {"caps": {"evidence_above": "1692"}}
    office.types(asks(office, caps))
    with by_force(office.ledger) as connection:
        connection.execute("UPDATE documents SET text = NULL WHERE text LIKE 'uplift:%'")

    assert "other terms (entry 5): rate;" in refused(office, {**caps, "percent": "3"})[0]
    told = office.types(asks(office, {**caps, "evidence": {"P-0301": "seen"}}))
    assert told.lines[-1].startswith("completes 2022/23: ")
