import pytest

from dpsctl.errors import LedgerError
from dpsctl.reports.catalogue import REPORTS, report_named
from dpsctl.show.reports import FORMATS, render

from .books import Books


@pytest.mark.parametrize(
    ("as_of", "title"),
    [("2019-01-01", "First"), ("2020-06-15", "First"), ("2021-01-01", "Second")],
)
def test_the_systems_newest_amendment_by_then_or_else_the_first(
    books: Books, as_of: str, title: str
) -> None:
    books.system(at="2020-06-15T09:00", title="First")
    books.system(at="2021-01-01T09:00", title="Second")
    assert books.view(as_of).system.title == title


def test_a_ledger_without_a_system(books: Books) -> None:
    with pytest.raises(LedgerError, match="holds no system"):
        _ = books.view().system


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_says_what_it_is_of(kent: Books, name: str) -> None:
    kent.awarded([(1, 2)])
    kent.snapshot(1, rating="Inadequate")
    report = report_named(name)(kent.view("2021-04-30"))
    assert (report.name, report.as_of, report.system) == (name, "2021-04-30", "kent-ldpdmh")
    assert report.rehearsal and report.head and report.rows
    assert all(set(row) == {column.key for column in report.columns} for row in report.rows)


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_bytes_whenever_it_is_asked(kent: Books, name: str) -> None:
    kent.awarded([(1, 2)])
    early, late = (
        report_named(name)(kent.view("2021-04-30", now=now))
        for now in ("2021-04-30T10:00", "2031-01-01T10:00")
    )
    for format in FORMATS:
        assert render(early, format, terminal=None) == render(late, format, terminal=None)


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_recorded_later_changes_nothing_but_the_head(kent: Books, name: str) -> None:
    kent.awarded([(1, 2)])
    waiting = kent.application()
    before = report_named(name)(kent.view("2021-04-30"))
    kent.check(waiting, at="2021-05-01T09:00")
    kent.determine(waiting, at="2021-05-01T10:00")
    kent.award(waiting, on="2021-05-02")
    kent.close(
        kent.window("2021-09-01T09:00", "2021-09-30", at="2021-05-03T09:00"), "2021-09-02T09:00"
    )
    after = report_named(name)(kent.view("2021-04-30"))
    assert (after.rows, after.totals, after.notes) == (before.rows, before.totals, before.notes)
