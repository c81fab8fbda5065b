from typing import Any

import pytest

from dpsctl.reports.costs import costs
from dpsctl.reports.status import status, status_figures

from .books import Books


def told(books: Books, now: str, **view: Any) -> dict[str | None, Any]:
    """The blocks by heading: their lines and their labelled rows."""
    blocks = status(books.view(now[:10], now, **view))
    return {block.heading: [*block.lines, *block.rows] for block in blocks}


def next_command(books: Books, now: str) -> str | None:
    command: str | None = status_figures(books.view(now[:10], now))["next"]["command"]
    return command


def test_the_first_line_says_which_system(kent: Books) -> None:
    assert told(kent, "2021-02-20T10:00")[None] == [
        "Care homes — pcr2015-light-touch, valid 2020-06-15 to 2026-06-14 — REHEARSAL"
    ]


def test_an_open_window_and_how_much_longer(kent: Books) -> None:
    assert told(kent, "2021-03-29T15:00")["Windows"] == [
        ("2021-03-01", "open, closes at the end of 2021-03-31: 2 days and 9 hours more")
    ]


def test_one_second_before_the_close_and_at_it(kent: Books) -> None:
    assert "1 second more" in told(kent, "2021-03-31T23:59:59")["Windows"][0][1]
    assert told(kent, "2021-04-01T00:00")["Windows"] == [
        "none is open or scheduled; window 2021-03-01 closed at the end of 2021-03-31"
    ]


def test_another_day_is_looked_at_from_its_end(kent: Books) -> None:
    figures = status_figures(kent.view("2021-03-31", now="2021-06-01T10:00"))
    assert figures["now"] == "2021-03-31T23:59:59+01:00"
    assert figures["windows"][0]["standing"] == "open"


def test_a_window_to_come(kent: Books) -> None:
    blocks = told(kent, "2021-02-20T10:00")
    assert blocks["Windows"][0][1].startswith("scheduled: opens 2021-03-01 09:00")
    assert blocks["Next"] == ["nothing to type before window 2021-03-01 opens, 2021-03-01 09:00"]


def test_who_waits_for_what(kent: Books) -> None:
    for verdict in ("qualified", "referred", "incomplete", "qualified"):
        kent.check(kent.application("2021-03-29T09:00"), verdict)
    kent.check(kent.application("2021-04-01T09:00"))
    kent.determine(4)
    kent.application("2021-03-29T09:00")
    kent.awarded([])
    blocks = told(kent, "2021-04-12T10:00")
    assert blocks["Applications"] == [
        ("received", "1"),
        ("qualified", "2"),
        ("referred", "1"),
        ("incomplete", "1"),
        ("admitted", "1"),
        ("awarded", "1"),
        ("late", "1 of these"),
    ]
    assert blocks["Waiting for"] == [
        ("check", "1 application: 6"),
        ("admission", "1 application: 1"),
        ("person", "2 Sample Home 02: referred"),
        ("", "3 Sample Home 03: incomplete"),
        ("", "5 Sample Home 05: qualified, late"),
        ("award", "1 application: 4"),
        ("letter", "1 outcome: application 7"),
        ("signature", "1 contract: 1"),
    ]
    assert blocks["Assessments"] == [
        ("next due", "2021-04-14, 4 applications: 1 to 3 and 6"),
    ]


def test_a_long_queue_is_cut(kent: Books) -> None:
    for _ in range(12):
        kent.check(kent.application(), "referred")
    rows = told(kent, "2021-04-01T10:00")["Waiting for"]
    assert len(rows) == 11
    assert rows[-1] == ("", "and 2 more: see dpsctl report applications")


def test_people_placed_outside_terms_where_there_are_any(kent: Books) -> None:
    kent.awarded([])
    kept, ended = kent.taken_over(80_000), kent.taken_over(80_000)
    kent.place(100_000, "2021-04-10", contract=1)
    labels = [label for label, _ in told(kent, "2021-04-12T10:00")["Contracts"]]
    assert labels == ["awarded", "in force", "open"]
    for contract in (kept, ended):
        kent.place(100_000, "2021-04-12", contract=contract, outside="it was suspended")
    _, leaver = (kent.place(100_000, "2021-04-12", home=4) for _ in range(2))
    kent.leaves(leaver, "2021-04-14")
    kent.ends(ended, "2021-04-15")

    *_, last = told(kent, "2021-04-13T10:00")["Contracts"]
    assert last == ("outside terms", "4 people placed: see dpsctl report costs")
    for day, outside in (("2021-04-12", 4), ("2021-04-14", 3), ("2021-04-15", 2)):
        view = kent.view(day)
        assert status_figures(view)["outside_terms"] == outside
        (section,) = [each for each in costs(view).sections if each.key == "outside_terms"]
        assert section.totals["placements"] == outside
    assert status_figures(kent.view("2021-04-11"))["outside_terms"] == 0


def test_who_moves_to_a_new_contract_is_outside_no_terms(kent: Books) -> None:
    old = kent.taken_over()
    kent.place(100_000, "2021-03-01", contract=old, ref="P-0001", outside="it was suspended")
    kent.award(kent.application(home=1, fees=[(100_000, 110_000)]), leaves=old)
    assert status_figures(kent.view("2021-04-07"))["outside_terms"] == 1
    assert status_figures(kent.view("2021-04-08"))["outside_terms"] == 0


def test_overdue_assessments(kent: Books) -> None:
    kent.application("2021-03-10T09:00")
    kent.application("2021-03-11T09:00")
    assert told(kent, "2021-03-26T10:00")["Assessments"] == [
        ("overdue", "2 applications, the first since 2021-03-24: 1 and 2")
    ]


def test_the_gates_that_are_shut_before_the_next_opening(books: Books) -> None:
    books.system()
    assert [
        line.partition(";")[0]
        for line in told(books, "2021-02-08T10:00")["Before the next opening"]
    ] == [
        "no decision on the ledger gives the power to open",
        "no equality impact assessment is in force on 2021-02-08",
        "no data protection impact assessment is in force on 2021-02-08",
    ]
    assert next_command(books, "2021-02-08T10:00") == "dpsctl record-decision FILE"


def test_a_decision_for_existing_services_alone_opens_nothing(books: Books) -> None:
    books.system()
    books.decision("18/00030", ["award"], "2018-07-16", "existing services")
    (step, *_) = told(books, "2021-02-08T10:00")["Next"]
    assert "makes no provision for new services to join" in step


def test_the_commands_in_the_order_of_the_story(books: Books) -> None:
    books.system()
    decision = books.decision()
    eqia = "dpsctl record-assessment eqia --version TEXT --signed DATE --review-by DATE"
    assert next_command(books, "2021-02-08T10:00") == eqia
    books.assessed("eqia", "dpia")
    assert next_command(books, "2021-02-08T10:00") == "dpsctl open-window --opens 2021-02-15"
    assert next_command(books, "2021-02-15T10:00") == "dpsctl open-window"
    books.window(decision=decision)
    assert next_command(books, "2021-03-01T10:00") == "dpsctl import PATH"
    application = books.application()
    assert next_command(books, "2021-03-10T15:00") == "dpsctl check"
    books.check(application, at="2021-03-10T15:30")
    admit = 'dpsctl determine --all-qualified admit --reason "…"'
    assert next_command(books, "2021-03-10T16:00") == admit
    books.determine(application, at="2021-03-10T16:30")
    assert next_command(books, "2021-03-10T17:00") == "dpsctl award --decision 20/00108"
    books.award(application, on="2021-03-11")
    books.check(books.application(), "failed", at="2021-03-12T09:00")
    assert next_command(books, "2021-03-12T10:00") == "dpsctl letters --into letters"
    books.told("awarded", 1)
    assert next_command(books, "2021-03-12T10:00") == "dpsctl explain 2"
    books.determine(2, "refuse", at="2021-03-12T11:00")
    books.told("refused", 2, application=2)
    assert next_command(books, "2021-04-01T10:00") == "dpsctl sign 1 --on DATE"
    books.signed(1, on="2021-04-01")
    assert next_command(books, "2021-04-01T10:00") == "dpsctl open-window"


def test_the_next_opening_clears_a_window_closed_today(kent: Books) -> None:
    kent.close(1, at="2021-03-20T12:00")
    assert next_command(kent, "2021-03-20T13:00") == "dpsctl open-window --opens 2021-03-21"


@pytest.mark.parametrize(
    ("now", "command"),
    [
        ("2026-05-14T10:00", "dpsctl open-window"),
        ("2026-06-01T10:00", "dpsctl open-window --closes 2026-06-14"),
        ("2026-06-15T10:00", None),
    ],
)
def test_the_next_opening_keeps_within_the_validity(
    kent: Books, now: str, command: str | None
) -> None:
    kent.assessed("eqia", "dpia", signed="2026-01-01", review_by="2027-01-01")
    assert next_command(kent, now) == command


def test_without_a_rhythm_a_person_says_when_it_closes(books: Books) -> None:
    books.system(reopening=None, gates={"open": ["notice"], "award": ["decision"]})
    command = "dpsctl open-window --closes DATE --notice REF"
    assert next_command(books, "2021-02-08T10:00") == command


def test_a_system_that_is_always_open_has_one_window(books: Books) -> None:
    books.system(regime="pcr2015", gates={"open": ["eqia"], "award": ["decision"]})
    books.assessed("eqia", signed="2020-01-01")
    assert next_command(books, "2021-02-08T10:00") == "dpsctl reopen"


def test_an_award_that_no_decision_covers_yet(books: Books) -> None:
    books.system()
    books.window(decision=books.decision(powers=["open"]))
    books.determine(books.application(), at="2021-03-12T09:00")
    step = status_figures(books.view("2021-03-13", "2021-03-13T09:00"))["next"]
    assert step["command"] == "dpsctl record-decision FILE"
    assert step["why"].startswith("1 application waits for an award: decision 20/00108 gives")


def test_figures_hold_the_same_facts(kent: Books) -> None:
    kent.check(kent.application("2021-03-29T09:00"), "referred")
    figures = status_figures(kent.view("2021-03-30", "2021-03-30T10:00"))
    assert figures == {
        "system": "kent-ldpdmh",
        "title": "Care homes",
        "regime": "pcr2015-light-touch",
        "valid_from": "2020-06-15",
        "valid_until": "2026-06-14",
        "rehearsal": True,
        "now": "2021-03-30T10:00:00+01:00",
        "windows": [
            {
                "window": "2021-03-01",
                "standing": "open",
                "opens": "2021-03-01T09:00:00+00:00",
                "closes": "2021-04-01T00:00:00+01:00",
                "without_power": None,
            }
        ],
        "standings": {"received": 1},
        "late": 0,
        "waiting": {"check": [1]},
        "awaiting_signature": 0,
        "awaiting_seal": 0,
        "awaiting_letter": [],
        "contracts": {
            "awarded": 0,
            "awaiting_signature": 0,
            "awaiting_seal": 0,
            "not_yet_started": 0,
            "in_force": 0,
            "suspended": 0,
            "open_to_placements": 0,
            "evidence": {"current": 0, "lapsing": 0, "lapsed": 0, "unknown": 0, "closed": 0},
        },
        "outside_terms": 0,
        "register": [],
        "publish": [],
        "overdue": [],
        "next_due": {"due_on": "2021-04-14", "applications": [1]},
        "undated": [],
        "shut_gates": [],
        "cron": None,
        "next": {"command": "dpsctl check", "why": "1 application waits for a check"},
    }
