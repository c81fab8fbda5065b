"""The next opening, where decisions are called in, released or revoked."""

from __future__ import annotations

import pytest

from dpsctl.ledger.facts import DecisionEvent
from dpsctl.reports.next_opening import NextOpening

from .books import Books


@pytest.fixture
def ready(books: Books) -> Books:
    """A system with every gate but the decision's open, and decision 20/00108 from 15 February."""
    books.system()
    books.decision()
    books.assessed("eqia", "dpia")
    return books


def befalls(books: Books, event: str, on_day: str) -> None:
    with books.entry("2021-02-09T09:00") as to:
        to.add(DecisionEvent("20/00108", event, on_day))


def day(books: Books, as_of: str) -> str:
    return NextOpening(books.view(as_of)).day.isoformat()


def test_it_may_come_on_the_day_of_the_release(ready: Books) -> None:
    befalls(ready, "called in", "2021-02-09")
    befalls(ready, "released", "2021-02-24")
    assert day(ready, "2021-02-10") == "2021-02-24"
    assert NextOpening(ready.view("2021-02-10")).shut == []


def test_released_before_its_own_day_it_comes_on_that_day(ready: Books) -> None:
    befalls(ready, "called in", "2021-02-09")
    befalls(ready, "released", "2021-02-12")
    assert day(ready, "2021-02-10") == "2021-02-15"


def test_while_the_decision_is_called_in_its_release_stands_in_the_way(ready: Books) -> None:
    befalls(ready, "called in", "2021-02-09")
    opening = NextOpening(ready.view("2021-02-20"))
    (gate,) = opening.shut
    assert gate.gate == "decision"
    assert gate.what.endswith("was called in on 2021-02-09 and has no effect until it is released")
    assert gate.command == "dpsctl decision-event 20/00108 released --on DATE --reason TEXT"


def test_once_it_is_revoked_another_decision_opens(ready: Books) -> None:
    befalls(ready, "revoked", "2021-02-20")
    ready.decision("21/00007", effective="2021-03-10")
    assert day(ready, "2021-02-25") == "2021-03-10"
    assert NextOpening(ready.view("2021-02-25")).shut == []


def test_a_release_after_which_it_was_revoked_opens_nothing(ready: Books) -> None:
    befalls(ready, "called in", "2021-02-09")
    befalls(ready, "released", "2021-02-24")
    befalls(ready, "revoked", "2021-02-24")
    (gate,) = NextOpening(ready.view("2021-02-10")).shut
    assert gate.what.startswith("decision 20/00108 was called in on 2021-02-09")
