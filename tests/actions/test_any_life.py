"""Whatever is typed about a contract, in whatever order, its life on any day follows from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dpsctl.domain.evidence import Evidence
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.ledger.file import reading

from ..office import Office
from ..papers import decision

STARTS, OWN_END = date(2021, 5, 4), date(2026, 6, 14)
EXTENSION = {"decision": "24/00113", "powers": ["extend"], "effective_on": "2021-04-20"}
DAY = timedelta(days=1)


@dataclass
class Told:
    """What was recorded of contract 1, kept by the test beside the ledger."""

    signed: dict[str, date] = field(default_factory=dict)
    sealed: date | None = None
    suspended: list[list[date | None]] = field(default_factory=list)
    ends: date = OWN_END
    ended: date | None = None

    def in_force(self, day: date) -> bool:
        """Signed by both, sealed, begun, and not ended."""
        done = [*self.signed.values(), self.sealed or date.max, STARTS]
        over = min(self.ends + DAY, self.ended or date.max)
        return len(self.signed) == 2 and max(done) <= day < over

    def is_open(self, day: date) -> bool:
        """In force, and no suspension that was not resumed by then."""
        held = any(
            since and last and since <= day <= last and not (resumed and resumed <= day)
            for since, last, resumed in self.suspended
        )
        return self.in_force(day) and not held


@dataclass(frozen=True)
class Act:
    """One command on a day, and what it changes where it records anything."""

    command: Callable[[date], str]
    keep: Callable[[Told, date], None]


def _signing(party: str, back: int, correct: bool) -> Act:
    parties = ["provider", "council"] if party == "both" else [party]
    reason = "--correct Misread" if correct else ""
    return Act(
        lambda today: f"sign 1 --on {today - back * DAY} --party {party} {reason}",
        lambda told, today: told.signed.update(dict.fromkeys(parties, today - back * DAY)),
    )


def _sealing(back: int, correct: bool) -> Act:
    def keep(told: Told, today: date) -> None:
        told.sealed = today - back * DAY

    reason = "--correct Misread" if correct else ""
    return Act(lambda today: f"seal 1 --on {today - back * DAY} --register 2021/1 {reason}", keep)


def _suspending(days: int) -> Act:
    return Act(
        lambda today: f"suspend 1 --days {days} --reason Enquiry",
        lambda told, today: told.suspended.append([today, today + days * DAY, None]),
    )


def _resuming() -> Act:
    def keep(told: Told, today: date) -> None:
        told.suspended[-1][2] = today

    return Act(lambda today: "resume 1 --reason Closed", keep)


def _varying(ahead: int, beds: int) -> Act:
    under = "--decision 20/00108 --reason Review"
    return Act(
        lambda today: f"vary 1 --from {today + ahead * DAY} --beds {beds} {under}",
        lambda told, today: None,
    )


def _extending(years: int) -> Act:
    ends = OWN_END.replace(year=OWN_END.year + years)

    def keep(told: Told, today: date) -> None:
        told.ends, told.ended = ends, None

    return Act(lambda today: f"extend-contract 1 --ends {ends} --decision 24/00113", keep)


def _ending(ahead: int) -> Act:
    def keep(told: Told, today: date) -> None:
        told.ended = today + ahead * DAY

    on = (lambda today: f"--on {today + ahead * DAY}") if ahead else (lambda today: "")
    return Act(lambda today: f"end-contract 1 {on(today)} --reason Closes --yes", keep)


BACK, CORRECT = st.integers(0, 8), st.booleans()
PARTY = st.sampled_from(["both", "both", "provider", "council"])
ACTS = st.one_of(
    st.builds(_signing, PARTY, BACK, CORRECT),
    st.builds(_sealing, BACK, CORRECT),
    st.builds(_suspending, st.integers(1, 20)),
    st.builds(_resuming),
    st.builds(_suspending, st.integers(1, 20)),
    st.builds(_resuming),
    st.builds(_varying, st.integers(-9, 30), st.integers(1, 9)),
    st.builds(_extending, st.integers(0, 2)),
    st.builds(_ending, st.integers(-3, 30)),
)
EXECUTED = [(0, _signing("both", 0, False)), (13, _sealing(8, False))]
TWICE_SUSPENDED = [(2, _suspending(5)), (1, _resuming()), (0, _suspending(9)), (4, _resuming())]
LIVES = st.lists(st.tuples(st.integers(0, 9), ACTS), min_size=1, max_size=8)


@pytest.fixture
def office(awarded: Office) -> Office:
    """Kent's office the day after the award, with a decision to extend; kept as fresh.db."""
    awarded.records(decision(EXTENSION))
    shutil.copyfile(awarded.ledger, awarded.folder / "fresh.db")
    return awarded


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.booleans(), LIVES)
@example(True, TWICE_SUSPENDED)
def test_its_life_on_any_day_is_what_was_recorded(
    office: Office, in_force: bool, life: list[tuple[int, Act]]
) -> None:
    shutil.copyfile(office.folder / "fresh.db", office.ledger)
    told, today = Told(), date(2021, 4, 21)

    for days, act in [*(EXECUTED if in_force else []), *life]:
        today += days * DAY
        _carry_out(office, act, told, today)

    for day, *found in _days(office.ledger, today):
        assert found == [told.in_force(day), told.is_open(day)], day
    office.types("verify")


def _carry_out(office: Office, act: Act, told: Told, today: date) -> None:
    """Type a command, which is done or refused; what is done at once again does nothing."""
    office = office.on(today.isoformat())
    before = office.entries()
    answer = office.tries(act.command(today))
    assert answer.code in (0, 1) or "leave --on out" in answer.err, answer.err
    if office.entries() > before:
        act.keep(told, today)
        assert answer.code == 0
        again = office.types(act.command(today))
        assert again.out.startswith("nothing to do: ")
        assert office.entries() == before + 1


def _days(ledger: Path, today: date) -> Iterator[tuple[date, bool, bool]]:
    with reading(ledger) as opened:
        contract = contract_numbered(opened, 1)
    assert contract is not None
    for day in (today + ahead * DAY for ahead in range(-60, 60)):
        yield day, contract.life.in_force(day), contract.life.open_to_placements(day, Evidence())
