"""What homes and providers are called goes by its day, whenever it was recorded."""

from __future__ import annotations

from collections.abc import Callable

from dpsctl.actions.identities import (
    location_of_home,
    name_of_home,
    name_of_provider,
    provider_of_home,
)
from dpsctl.domain.days import parse_instant
from dpsctl.ledger import facts
from dpsctl.ledger.file import reading, writing
from dpsctl.ledger.recording import Act, recording

from ..office import Office
from ..papers import application

Stage = Callable[[str], Office]


def test_each_day_has_the_name_owner_and_location_of_that_day(kent_at: Stage) -> None:
    office = kent_at("imported")
    act = Act("by hand", "Anna", "anna01", parse_instant("2021-04-07T09:00"))
    with writing(office.ledger) as ledger, recording(ledger, act) as to:
        # Recorded the later one first.
        for day, name, provider, location in (
            ("2022-04-01", "Third", 3, "1-00000303"),
            ("2021-12-01", "Second", 2, "1-00000302"),
        ):
            to.add(facts.HomeName(1, name, day))
            to.add(facts.HomeProvider(1, provider, day))
            to.add(facts.HomeLocation(1, location, day))

    with reading(office.ledger) as ledger:
        told = [
            (
                name_of_home(ledger, 1, day),
                provider_of_home(ledger, 1, day),
                location_of_home(ledger, 1, day),
            )
            for day in ("2020-01-01", "2021-11-30", "2021-12-01", "2022-03-31", "2022-04-01")
        ]
        latest = name_of_home(ledger, 1)

    first, second = ("Sample Home 01", 1, "1-00000001"), ("Second", 2, "1-00000302")
    assert told == [first, first, second, second, ("Third", 3, "1-00000303")]
    assert latest == "Third"


def test_an_older_application_that_comes_later_renames_nobody(kent_at: Stage) -> None:
    office = kent_at("open")
    own = {"provider.company_number": "99900001"}
    newer = application(2, {**own, "provider.name": "New", "received_at": "2021-03-12T10:00"})
    older = application(1, {**own, "provider.name": "Old", "received_at": "2021-03-08T10:00"})
    newest = application(3, {**own, "provider.name": "New", "received_at": "2021-03-14T10:00"})
    office.imports(newer)

    office.imports(older, options="--accept-name")
    office.imports(newest)

    with reading(office.ledger) as ledger:
        days = ("2021-03-08", "2021-03-11", "2021-03-12")
        assert [name_of_provider(ledger, 1, day) for day in days] == ["Old", "Old", "New"]
