from datetime import date

from dpsctl.ledger import facts
from dpsctl.reports.identities import Identities
from dpsctl.reports.roster import roster

from .books import Books


def test_a_contract_on_the_roster(kent: Books) -> None:
    kent.awarded([(140_000, 145_000)] * 4)
    report = roster(kent.view())
    assert report.rows == [
        {
            "contract": 1,
            "home": "Sample Home 01",
            "provider": "Sample Provider 01 Ltd",
            "company_number": "99900001",
            "cqc_location": "1-00000001",
            "cqc_provider": None,
            "district": "Ashford",
            "categories": ["LD"],
            "band": "Specialist",
            "agreement": "dps",
            "beds": 5,
            "rating": "Good",
            "placements": 4,
            "weekly_pence": 580_000,
            "annual_pence": 30_160_000,
            "awarded_on": "2021-04-08",
            "starts_on": "2021-05-01",
            "ends_on": "2026-06-14",
            "standing": "awaiting signature",
            "in_force": False,
            "open_to_placements": False,
            "evidence": None,
            "decision": "20/00108",
            "rules": "kent-specialist/2021-02-01",
        }
    ]
    assert report.totals == {
        "contracts": 1,
        "in_force": 0,
        "open_to_placements": 0,
        "beds": 5,
        "placements": 4,
        "weekly_pence": 580_000,
        "annual_pence": 30_160_000,
    }
    assert (report.weeks_per_year, report.rehearsal) == ("52", True)


def test_homes_are_called_as_they_were_on_the_day(kent: Books) -> None:
    kent.awarded([])
    with kent.entry("2021-06-01T09:00") as to:
        to.add(facts.HomeName(1, "Oak Lodge", "2021-06-01"))
        to.add(facts.HomeName(1, "Elm Lodge", "2021-07-01"))
        to.add(facts.ProviderNumber(1, "cqc_provider", "1-900", "2021-06-01"))
    named = {day: roster(kent.view(day)).rows[0] for day in ("2021-05-31", "2021-06-01")}
    assert named["2021-05-31"]["home"] == "Sample Home 01"
    assert named["2021-06-01"]["home"] == "Oak Lodge"
    assert roster(kent.view("2021-07-01")).rows[0]["home"] == "Elm Lodge"
    assert named["2021-06-01"]["cqc_provider"] == "1-900"


def test_before_its_first_name_a_home_has_that_name(books: Books) -> None:
    with books.entry("2021-06-01T09:00") as to:
        to.add(facts.Home())
        to.add(facts.HomeName(1, "Oak Lodge", "2021-06-01"))
        to.add(facts.HomeName(1, "Elm Lodge", "2021-07-01"))
    assert Identities(books.ledger, date(2021, 1, 1)).homes == {1: "Oak Lodge"}
