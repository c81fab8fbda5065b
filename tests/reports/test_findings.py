from dpsctl.reports.findings import findings

from .books import Books


def test_the_newest_checks_findings_in_the_rules_order(kent: Books) -> None:
    application = kent.application()
    kent.check(application, "referred", ("cqc-rating", "unmet", "Unrated"))
    kent.check(
        application,
        "qualified",
        ("57(1)(a)", "met", "no"),
        ("cqc-rating", "met", "Good"),
        at="2021-04-02T09:00",
    )
    report = findings(kent.view())
    assert [(row["rule"], row["finding"]) for row in report.rows] == [
        ("57(1)(a)", "met"),
        ("cqc-rating", "met"),
    ]
    assert report.rows[1] == {
        "application": 1,
        "window": "2021-03-01",
        "home": "Sample Home 01",
        "rule": "cqc-rating",
        "kind": "technical",
        "categories": ["LD"],
        "finding": "met",
        "seen": "Good",
        "source": "declared",
        "wanted": "what cqc-rating wants",
        "cite": "PCR 2015 reg 58(15)",
        "otherwise": "refer",
        "rules": "kent-specialist/2021-02-01",
        "checked_on": "2021-04-02",
    }
    assert report.totals == {
        "findings": 2,
        "met": 2,
        "unmet": 0,
        "unknown": 0,
        "not_applicable": 0,
    }


def test_before_the_day_the_older_check(kent: Books) -> None:
    application = kent.application()
    kent.check(application, "referred", ("cqc-rating", "unmet", "Unrated"))
    kent.check(application, "qualified", ("cqc-rating", "met", "Good"), at="2021-04-02T09:00")
    assert findings(kent.view("2021-04-01")).totals["unmet"] == 1
    assert findings(kent.view("2021-03-31")).rows == []


def test_superseded_applications_are_left_out(kent: Books) -> None:
    first = kent.application()
    kent.check(first, "referred", ("cqc-rating", "unmet", "Unrated"), at="2021-03-11T09:00")
    kent.application("2021-03-12T10:00", home=1, supersedes=first)
    assert findings(kent.view("2021-03-11")).totals["findings"] == 1
    assert findings(kent.view("2021-03-12")).rows == []
