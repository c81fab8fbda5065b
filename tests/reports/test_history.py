import pytest

from dpsctl.errors import UsageError
from dpsctl.ledger import facts
from dpsctl.ledger.chain import head
from dpsctl.reports.history import history

from .books import Books


def test_entries_with_their_facts(books: Books) -> None:
    books.system()
    row = history(books.view()).rows[0]
    assert len(row.pop("digest")) == 64
    assert row == {
        "entry": 1,
        "recorded_at": "2020-06-15T09:00:00+01:00",
        "by": "Anna",
        "login": "anna01",
        "command": "init",
        "reason": None,
        "facts": 2,  # the document's text and the terms
    }


def test_entries_up_to_the_end_of_the_london_day(kent: Books) -> None:
    with kent.entry("2021-07-01T00:30", command="late at night") as to:
        to.add(facts.Home())
    assert history(kent.view("2021-06-30")).totals["entries"] == 4
    report = history(kent.view("2021-07-01"))
    assert report.rows[-1]["command"] == "late at night"
    assert report.head == report.rows[-1]["digest"] == head(kent.ledger.db)


def test_pinned_entries_are_named(books: Books) -> None:
    books.system()
    assert history(books.view()).notes == []
    for _ in range(4):
        with books.entry("2021-01-01T09:00", pinned=True) as to:
            to.add(facts.Home())
    (note,) = history(books.view()).notes
    assert note.startswith("entries 2 to 5 were recorded with the clock pinned by --now")


def test_commands_belong_to_no_window(kent: Books) -> None:
    with pytest.raises(UsageError, match="of no one window"):
        history(kent.view(window="2021-03-01"))
