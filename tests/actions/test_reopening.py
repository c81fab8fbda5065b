"""``reopen``: every opening that is due becomes a window, and what is new is told once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from ..office import Office
from ..papers import application, decision, rule, rule_set, system
from ..small_system import OWN_RULES, small_system

Stage = Callable[[str], Office]

REOPEN = f"reopen {OWN_RULES}"


@pytest.fixture
def due(new_office: Office) -> Office:
    """A system without gates but the decision's, on the day of its first opening."""
    return small_system(new_office).on("2021-03-01T09:00")


def windows(office: Office) -> list[tuple[str, str, str]]:
    rows = office.on("2026-01-01").report("windows", OWN_RULES)["rows"]
    return [(row["window"], row["opens"][:16], row["last_day"]) for row in rows]


def test_nothing_is_told_before_anything_is_due(due: Office) -> None:
    told = due.on("2021-02-28").types(REOPEN)
    assert (told.out, told.err) == ("", "")
    assert windows(due) == []


def test_a_due_opening_becomes_a_window_with_its_published_days(due: Office) -> None:
    told = due.types(REOPEN)
    assert told.out == (
        "window 2021-03-01 under decision 20/00108: opens 2021-03-01 09:00, closes at the end of "
        "2021-03-31; rules small/2021-01-01\n"
    )
    assert windows(due) == [("2021-03-01", "2021-03-01T09:00", "2021-03-31")]
    entries = due.entries()
    again = due.types(REOPEN)
    assert (again.out, again.err, due.entries()) == ("", "", entries)


def test_not_a_second_before_it_is_due(due: Office) -> None:
    due.on("2021-03-01T08:59:59").types(REOPEN)
    assert windows(due) == []


def test_however_late_it_runs_each_window_has_its_own_days(due: Office) -> None:
    told = due.on("2022-03-20").types(REOPEN)
    assert [line.rpartition("; ")[2] for line in told.lines if "recorded" in line] == [
        "recorded 384 days late, after its close",
        "recorded 200 days late, after its close",
        "recorded 19 days late",
    ]
    assert windows(due) == [
        ("2021-03-01", "2021-03-01T09:00", "2021-03-31"),
        ("2021-09-01", "2021-09-01T09:00", "2021-10-01"),
        ("2022-03-01", "2022-03-01T09:00", "2022-03-31"),
    ]


def test_who_applied_in_time_has_a_window_that_was_recorded_late(due: Office) -> None:
    late = due.on("2021-05-01")
    late.types(REOPEN)
    told = late.imports(
        application(1, {"received_at": "2021-03-10T14:05", "answers": None}), options=OWN_RULES
    )
    assert told.lines == ["application 1: Sample Home 01 (LD), window 2021-03-01"]


def test_the_rules_of_the_due_day_are_pinned(due: Office) -> None:
    due.writes(
        "own-rules/small/2021-06-01.yaml",
        rule_set("2021-06-01", [rule("x", "home.beds at least 1")]),
    )
    told = due.on("2021-09-05").types(REOPEN)
    assert [
        line.partition("rules ")[2].split(";")[0] for line in told.lines if "rules" in line
    ] == [
        "small/2021-01-01",
        "small/2021-06-01",
    ]


def test_the_decision_of_the_due_day_counts_whenever_it_is_recorded(new_office: Office) -> None:
    office = small_system(new_office)
    office.records(decision({"decision": "21/00042", "effective_on": "2021-06-01"}))
    told = office.on("2021-09-05").types(REOPEN)
    assert ["20/00108" in told.lines[0], "21/00042" in told.lines[1]] == [True, True]


def test_a_shut_gate_is_an_error_every_day_until_it_is_mended(kent_at: Stage) -> None:
    office = kent_at("empty").on("2021-03-01T09:05")
    office.types("record-decision decisions/20-00108.yaml")
    for day in ("2021-03-01T09:05", "2021-03-02", "2021-03-02", "2021-04-20"):
        told = office.on(day).types("reopen", exits=1)
        assert told.err.startswith(
            "dpsctl: window 2021-03-01, due 2021-03-01 09:00, is not opened: no equality impact "
            "assessment is in force on 2021-03-01\n  record it: dpsctl record-assessment eqia"
        )
        assert "also: no data protection impact assessment is in force" in told.err
    for kind in ("eqia", "dpia"):
        signed = "--signed 2021-01-20 --review-by 2022-01-20"
        office.types(f"record-assessment {kind} --version 1 {signed}")
    told = office.on("2021-04-21").types("reopen")
    assert "recorded 51 days late, after its close" in told.out


def test_without_power_nothing_is_opened(kent_at: Stage) -> None:
    office = kent_at("empty")
    office.types("record-decision decisions/18-00030.yaml")
    told = office.on("2021-03-01T09:05").types("reopen", exits=1)
    assert "decision 18/00030 gives power to award only" in told.err
    assert office.counts("windows") == 0


def test_without_rules_in_force_nothing_is_opened(new_office: Office) -> None:
    office = small_system(new_office, version="2021-06-01").on("2021-09-01")
    told = office.types(REOPEN, exits=1)
    assert "no version of rule set small is in force on 2021-03-01" in told.err
    assert "window 2021-09-01" not in told.err
    assert [name for name, *_ in windows(office)] == ["2021-09-01"]


def test_an_adopted_set_needs_its_decision(new_office: Office) -> None:
    rules = rule_set("2021-01-01", [rule("good", "home.beds at least 1")]).replace(
        "illustrative: 'yes'", "adopted: {decision: 21/00099}"
    )
    assert "adopted" in rules
    office = small_system(new_office, rules).on("2021-03-01T09:05")
    told = office.types(REOPEN, exits=1)
    assert "21/00099" in told.err
    assert office.counts("windows") == 0


def test_an_opening_that_can_never_be_lawful_is_let_go_by_a_later_first(kent_at: Stage) -> None:
    office = kent_at("empty").on("2021-03-05")
    office.types("reopen", exits=1)
    office.writes("later.yaml", system({"reopening.first": "2021-09-01T09:00"}))
    office.types("init later.yaml --reason 'No decision in time'")
    told = office.types("reopen")
    assert (told.err, office.counts("windows")) == ("", 0)


def test_an_amendment_changes_the_rhythm_from_its_own_moment(due: Office) -> None:
    changed = {
        "agreements.dps.rules": "small",
        "agreements.dps.cost_model": None,
        "gates": None,
        "reopening.rrule": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
        "reopening.open_for": "10 days",
    }
    due.writes("changed.yaml", system(changed))
    due.on("2021-10-05").types(f"init changed.yaml --reason 'Oftener' {OWN_RULES}")
    due.on("2022-01-02").types(REOPEN)
    assert windows(due) == [
        ("2021-03-01", "2021-03-01T09:00", "2021-03-31"),
        ("2021-09-01", "2021-09-01T09:00", "2021-10-01"),
        ("2021-12-01", "2021-12-01T09:00", "2021-12-11"),
    ]


def test_a_window_opened_by_hand_is_not_opened_again(due: Office) -> None:
    due.types(f"open-window --opens 2021-03-01 --closes 2021-03-10 {OWN_RULES}")
    told = due.on("2021-03-20").types(REOPEN)
    assert "is open" not in told.out and "recorded" not in told.out
    assert windows(due) == [("2021-03-01", "2021-03-01T00:00", "2021-03-10")]


def test_a_window_closed_early_stays_closed(due: Office) -> None:
    due.types(REOPEN)
    due.on("2021-03-05T12:00").types(f"close-window --reason 'Enough beds' {OWN_RULES}")
    due.on("2021-03-06").types(REOPEN)
    assert [name for name, *_ in windows(due)] == ["2021-03-01"]
    closed = due.on("2021-03-06").report("windows", OWN_RULES)["rows"]
    assert closed[0]["standing"] == "closed"


def test_an_opening_within_another_window_makes_none_and_is_told_once(due: Office) -> None:
    early = due.on("2021-02-20")
    early.types(f"open-window --opens 2021-02-20 --closes 2021-03-20 {OWN_RULES}")
    early.on("2021-02-25T12:00").types(f"close-window --reason 'Enough beds' {OWN_RULES}")
    told = due.types(REOPEN)
    line = "the opening due on 2021-03-01 makes no window: it falls in window 2021-02-20"
    assert line in told.out
    assert due.types(REOPEN).out == ""
    assert [name for name, *_ in windows(due)] == ["2021-02-20"]


def test_an_opening_that_would_overlap_a_later_window_makes_none(due: Office) -> None:
    later = due.on("2021-03-12")
    later.types(f"open-window --opens 2021-03-12 --closes 2021-03-20 {OWN_RULES}")
    told = later.types(REOPEN)
    assert (
        "the opening due on 2021-03-01 makes no window: it would overlap window 2021-03-12"
        in told.out
    )
    assert [name for name, *_ in windows(due)] == ["2021-03-12"]


def test_no_window_outlives_the_validity(new_office: Office) -> None:
    office = small_system(new_office, changed={"valid.until": "2021-03-10"})
    office.on("2021-03-05").types(REOPEN)
    assert windows(office) == [("2021-03-01", "2021-03-01T09:00", "2021-03-10")]
    office.on("2026-03-05").types(REOPEN)
    assert len(windows(office)) == 1


@pytest.mark.parametrize(
    ("regime", "changed"),
    [("pcr2015", {}), ("pa2023-dynamic-market", {"valid.from": "2025-03-01", "valid.until": None})],
)
def test_a_system_that_is_always_open_has_its_one_window(
    new_office: Office, regime: str, changed: dict[str, str | None]
) -> None:
    terms = {"regime": regime, "reopening": None, "assessment": None, **changed}
    kinds = {"pcr2015": "PCR 2015 reg 58(15)", "pa2023-dynamic-market": "PA 2023 s 36"}
    rated = {**rule("rated", "home.cqc.rating at least Good", "refer"), "cite": kinds[regime]}
    rules = rule_set("2020-01-01", [rated]).replace("pcr2015-light-touch", regime)
    office = small_system(new_office, rules, changed=terms, version="2020-01-01")
    told = office.on("2025-03-02").types(REOPEN)
    assert told.lines[0].startswith(f"window {changed.get('valid.from', '2020-06-15')} under")
    assert office.on("2025-03-02").types(REOPEN).out == ""
    assert office.counts("windows") == 1
    ahead = office.on("2025-03-20").types(REOPEN)
    assert (ahead.out, ahead.err) == ("", "")


def test_an_always_open_system_that_is_blocked_says_so(new_office: Office) -> None:
    office = small_system(new_office, changed={"regime": "pcr2015", "reopening": None})
    told = office.types(REOPEN, exits=1)  # its rules are in force only after its first day
    assert told.err.startswith(
        "dpsctl: window 2020-06-15, due 2020-06-15, is not opened: no version"
    )
    assert "to begin later: dpsctl init FILE --reason TEXT, with a later valid.from" in told.err
    assert "reopening.first" not in told.err


def test_a_dry_run_tells_the_same_and_keeps_nothing(due: Office) -> None:
    tried = due.types(f"{REOPEN} --dry-run")
    assert not (due.folder / "dps.db.cron").exists()
    assert due.counts("windows") == 0
    assert due.types(REOPEN).out == tried.out


def test_news_is_told_once_at_each_stage(kent_at: Stage) -> None:
    office = kent_at("imported")
    office.types("reopen")
    assert office.types("reopen").out == ""
    told = office.on("2021-05-06").types("reopen")
    assert "assess applications 13 to 20: overdue since 2021-04-07" in told.lines
    assert office.on("2021-05-07").types("reopen").out == ""
    review = office.on("2021-11-25").types("reopen")
    assert "review eqia: due 2022-01-20, in 56 days (eqia 2, signed on 2021-01-20)" in review.lines


def test_what_comes_about_by_its_date_alone_is_told(kent_at: Stage) -> None:
    office = kent_at("awarded")
    office.types("sign 1 2 --on 2021-04-20")
    office.types("suspend 2 --until 2021-05-20 --reason 'An enquiry'")
    office.types("seal 1 --on 2021-04-20 --register 1")
    office.types("seal 2 --on 2021-04-20 --register 2")
    office.on("2021-05-03").types("reopen")
    told = office.on("2021-05-04").types("reopen")
    assert "come into force after 2021-05-03: contract 1" in told.lines
    told = office.on("2021-05-21").types("reopen")
    assert "open to placements again after 2021-05-04: contract 2" in told.lines
    ended = office.on("2026-06-15").types("reopen", exits=1).lines
    assert "ended after 2021-05-21: contracts 1 to 16" in ended


def test_an_opening_that_would_be_blocked_is_told_ahead(kent_at: Stage) -> None:
    office = kent_at("awarded").on("2022-01-25")
    told = office.types("reopen")
    blocked = [line for line in told.lines if line.startswith("the opening due 2022-03-01 09:00")]
    assert len(blocked) == 2
    assert "would be blocked, in 35 days: no equality impact assessment" in blocked[0]


def test_a_table_of_working_days_that_runs_out_is_told(kent_at: Stage) -> None:
    office = kent_at("awarded")
    own = office.folder / "own-rules/calendars"
    own.mkdir(parents=True)
    from dpsctl.shipped import RULES

    text = (RULES / "calendars/england.yaml").read_text()
    last = next(line for line in text.splitlines() if line.startswith("last_year:"))
    lines = text.replace(last, "last_year: 2021").splitlines()
    kept = [
        line
        for line in lines
        if "date: 202" not in line or "date: 2021" in line or "date: 2020" in line
    ]
    (own / "england.yaml").write_text("\n".join(kept) + "\n")
    told = office.types("reopen --rules-dir own-rules")
    assert "the england calendar: its table ends on 2021-12-31" in told.out


def test_memory_that_is_lost_or_spoilt_only_repeats_news(kent_at: Stage) -> None:
    office = kent_at("imported")
    first = office.types("reopen").out
    memory = office.folder / "dps.db.cron"
    for spoilt in (None, "", "{", "[]", '{"last_ran": 5, "told": 3}', "[" * 100_000):
        memory.unlink() if spoilt is None else memory.write_text(spoilt)
        assert office.types("reopen").out == first, spoilt
        assert office.types("reopen").out == ""
    assert sorted(path.name for path in office.folder.glob("dps.db*")) == ["dps.db", "dps.db.cron"]


def test_news_is_not_taken_for_told_where_memory_cannot_be_kept(kent_at: Stage) -> None:
    office = kent_at("imported")
    (office.folder / "dps.db.cron").mkdir()
    told = office.types("reopen")
    assert told.out and "cron cannot be written" in told.err
    assert office.types("reopen").out == told.out


def test_the_memory_is_no_part_of_the_ledger(kent_at: Stage) -> None:
    office = kent_at("imported")
    before = office.ledger.read_bytes()
    office.types("reopen")
    assert office.ledger.read_bytes() == before
    kept = json.loads((office.folder / "dps.db.cron").read_text())
    assert kept["last_ran"] == "2021-04-06T08:00:00Z"


def test_status_says_when_cron_last_ran(kent_at: Stage) -> None:
    office = kent_at("imported")
    assert "Cron" not in office.types("status").out
    assert office.types("status -f json").json["cron"] is None
    office.types("reopen")
    assert "last ran today, 2021-04-06 09:00" in office.types("status").out
    later = office.on("2021-04-15")
    assert "last ran 9 days ago, 2021-04-06 09:00" in later.types("status").out
    assert later.types("status -f json").json["cron"] == {
        "last_ran": "2021-04-06T09:00:00+01:00",
        "days_ago": 9,
    }
    assert "lies ahead of the clock" in office.on("2021-04-01").types("status").out


def test_status_says_that_an_opening_is_overdue(due: Office) -> None:
    step = due.types(f"status -f json {OWN_RULES}").json["next"]
    assert step == {
        "command": "dpsctl reopen",
        "why": "the opening due 2021-03-01 09:00 is not on the ledger",
    }
    due.types(REOPEN)
    assert due.types(f"status -f json {OWN_RULES}").json["next"]["command"] != "dpsctl reopen"


def test_where_cron_runs_nobody_is_told_to_open_a_window(kent_at: Stage) -> None:
    office = kent_at("decided")
    assert office.types("status -f json").json["next"]["command"].startswith("dpsctl open-window")
    office.types("reopen")
    assert office.types("status -f json").json["next"] == {
        "command": None,
        "why": "nothing to type before the next opening is due, 2021-03-01 09:00: cron makes it",
    }


def test_nor_that_all_is_well_where_the_next_opening_would_be_blocked(kent_at: Stage) -> None:
    office = kent_at("empty")
    office.types("reopen")
    step = office.types("status -f json").json["next"]
    assert step["command"] == "dpsctl record-decision FILE"
    assert step["why"].startswith("the opening due 2021-03-01 09:00 would be blocked: no decision")


def test_as_json(due: Office) -> None:
    told = due.types(f"{REOPEN} -f json").json
    assert (told["windows"], told["blocked"], told["entry"]) == (["2021-03-01"], [], 3)
    assert [fact[0] for fact in told["facts"]].count("windows") == 1


@pytest.mark.parametrize(
    ("reopening", "remark"),
    [
        ({"reopening.rrule": "FREQ=MONTHLY;INTERVAL=3", "reopening.first": "2021-01-31T09:00"},
         "reopening skips April 2021, which has no such day (RFC 5545); BYMONTHDAY=-1 means"),
        ({"reopening.rrule": "FREQ=WEEKLY"},
         "a window that is open for 30 days is still open when the next is due, 2021-03-08 09:00"),
        ({"reopening.first": "2020-09-01T09:00"},
         "1 opening of this rhythm lies in the past, from 2020-09-01 on"),
        ({"regime": "pcr2015"}, "reopening is not used: a pcr2015 system is always open"),
    ],
)  # fmt: skip
def test_init_says_what_is_odd_about_a_rhythm(
    new_office: Office, reopening: dict[str, str], remark: str
) -> None:
    new_office.writes("own.yaml", system(reopening))
    assert remark in new_office.types("init own.yaml").err


def test_init_has_nothing_to_say_of_a_sound_rhythm(new_office: Office) -> None:
    new_office.writes("own.yaml", system())
    assert new_office.types("init own.yaml").err == "a rehearsal: everything printed says so\n"
