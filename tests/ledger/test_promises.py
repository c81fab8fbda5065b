"""Every promise is kept by lawful ledgers, and told with its entry where a ledger breaks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from dpsctl.ledger.promises import PROMISES, broken_promises

from ..office import Office
from ..papers import changed_document
from .forging import undone
from .full import by_force


@pytest.fixture(scope="module")
def forced(kept_open: Path) -> Iterator[sqlite3.Connection]:
    with by_force(kept_open) as connection:
        yield connection


BROKEN = {
    "windows-apart": ["UPDATE windows SET closes_at = '2021-09-15T00:00:00Z' WHERE id = 1"],
    "windows-open-before-they-close": [
        "UPDATE windows SET opens_at = '2021-04-30T08:00:00Z' WHERE id = 1",
        "UPDATE windows SET window = '2021-02-28' WHERE id = 1",
    ],
    "windows-closed-for-good": [
        "UPDATE entries SET recorded_at = '2021-10-01T00:00:00Z' WHERE id = (SELECT entry FROM "
        "window_changes)",
        "UPDATE closures SET entry = (SELECT entry - 1 FROM window_changes)",
        "UPDATE closures SET closed_at = '2021-09-10T09:00:00Z'",
        "UPDATE window_changes SET entry = (SELECT entry - 1 FROM closures), closes_at = "
        "'2021-09-10T08:59:59Z'",
    ],
    "windows-inside-validity": [
        "UPDATE windows SET closes_at = '2027-01-01T00:00:00Z' WHERE window = '2022-03-01'",
        "UPDATE windows SET closes_at = NULL WHERE window = '2022-03-01'",
        "UPDATE systems SET valid_from = '2021-03-02' WHERE id = 1",
    ],
    "windows-by-decision": ["UPDATE windows SET decision = NULL WHERE id = 1"],
    "gates-open-or-overridden": [
        "DELETE FROM assessments WHERE kind = 'eqia'",
        "UPDATE assessments SET review_by = '2021-02-28' WHERE kind = 'dpia'",
        "DELETE FROM gate_overrides",
    ],
    "powers-given": [
        "UPDATE decisions SET powers = '[\"award\"]' WHERE id = 2",
        "UPDATE decisions SET covers = 'existing services' WHERE id = 2",
        "UPDATE decisions SET effective_on = '2021-04-21' WHERE id = 2",
        "UPDATE decisions SET entry = 40 WHERE id = 2",
        "UPDATE uplifts SET decision = 2",
        "UPDATE contract_extensions SET decision = 2",
        "UPDATE decision_events SET entry = 5, on_day = '2021-04-01' WHERE event = 'called in'",
        "UPDATE decision_events SET entry = 5, on_day = '2021-04-01', event = 'revoked' "
        "WHERE event = 'released'",
    ],
    "events-of-decisions": [
        "UPDATE decision_events SET decision = '20/00109'",
        "UPDATE decision_events SET event = 'revoked' WHERE event = 'called in'",
    ],
    "applications-not-before-their-window": [
        "UPDATE applications SET received_at = '2021-03-01T08:59:59Z' WHERE id = 1",
        "UPDATE windows SET entry = 40 WHERE id = 1",
    ],
    "judged-by-the-windows-rules": [
        "UPDATE applications SET agreement = 'framework' WHERE id = 1",
        "UPDATE window_rules SET rule_set = 7 WHERE window = 1",
    ],
    "superseded-while-undecided": [
        "UPDATE applications SET supersedes = 1 WHERE supersedes IS NOT NULL",
        "UPDATE applications SET home = 1 WHERE supersedes IS NOT NULL",
    ],
    "assessed-while-undecided": [
        "UPDATE checks SET entry = 40 WHERE application = 1",
        "UPDATE answers SET entry = 48",
        "UPDATE clarifications SET entry = 48",
        "UPDATE extensions SET application = 1, entry = 48",
        "UPDATE withdrawals SET application = 2, entry = 7",
    ],
    "determined-once-checked": [
        "DELETE FROM checks WHERE application = 1",
        "UPDATE checks SET verdicts = replace(verdicts, 'qualified', 'failed') "
        "WHERE application = 1",
        "UPDATE checks SET verdicts = replace(verdicts, 'qualified', 'incomplete') "
        "WHERE application = 1",
    ],
    "determined-by-a-second-person": [
        "UPDATE determinations SET override = 'enough' WHERE application = 1",
        # The late one, and the one that was referred, by whoever checked them.
        "UPDATE entries SET by = 'Commissioning officer' WHERE id = (SELECT MAX(entry) FROM "
        "determinations WHERE application = 20)",
        "UPDATE entries SET by = 'commissioning officer' WHERE id = (SELECT MAX(entry) FROM "
        "determinations WHERE application = 18)",
    ],
    "taken-back-before-an-award": [
        "UPDATE rescissions SET determination = 1",
        "UPDATE withdrawals SET application = 1",
        "UPDATE withdrawals SET application = 18",
    ],
    "letters-tell-what-happened": [
        "UPDATE letters SET tells_of = 999 WHERE id = 1",
        "UPDATE letters SET outcome = 'withdrawn' WHERE id = 1",
        "UPDATE letters SET entry = 2 WHERE id = 1",
    ],
    "contracts-numbered-once": [
        "UPDATE contracts SET number = 2 WHERE id = 1",
        "DELETE FROM contracts WHERE id = 1",
    ],
    "awarded-only-once-admitted": [
        "DELETE FROM determinations WHERE application = 1",
        "UPDATE determinations SET outcome = 'refuse' WHERE application = 1",
        "UPDATE determinations SET entry = 49 WHERE application = 1",
        'UPDATE contracts SET categories = \'["LD","PD","MH","X"]\' WHERE id = 1',
        "UPDATE withdrawals SET application = 1, entry = 8",
        "UPDATE applications SET supersedes = 1, entry = 8 WHERE supersedes IS NOT NULL",
    ],
    "awarded-what-was-applied-for": [
        "UPDATE contracts SET band = 'Other' WHERE id = 1",
        "UPDATE contracts SET provider = provider + 1 WHERE id = 1",
    ],
    "one-award-at-a-time": ["DELETE FROM endings WHERE annuls = 1"],
    "awarded-within-validity": [
        "UPDATE contracts SET awarded_on = '2026-06-15' WHERE id = 1",
        "UPDATE contracts SET ends_on = '2021-05-03' WHERE id = 1",
        "UPDATE systems SET valid_until = '2021-04-19' WHERE id = 1",
    ],
    "one-contract-of-a-home": [
        "UPDATE contracts SET home = 1 WHERE id = 2",
        "UPDATE further_contracts SET home = 1, agreement = 'dps' WHERE document IS NOT NULL",
    ],
    "contracts-from-before": [
        "UPDATE further_contracts SET awarded_on = '2020-11-17' WHERE document IS NOT NULL"
    ],
    "signed-after-the-award": [
        "UPDATE signatures SET signed_on = '2021-04-19' WHERE contract = 1",
        "UPDATE signatures SET entry = 7 WHERE contract = 1",
        "UPDATE signatures SET signed_on = '2021-05-01' WHERE contract = 2",
    ],
    "sealed-after-both-signatures": [
        "UPDATE seals SET sealed_on = '2021-04-27' WHERE contract = 1",
        "DELETE FROM signatures WHERE contract = 1 AND party = 'council'",
        "UPDATE seals SET register = '2021/117'",
        "UPDATE seals SET sealed_on = '2021-05-01' WHERE contract = 1",
    ],
    "in-force-only-signed-and-sealed": [
        "UPDATE placings SET starts_on = '2021-05-03' WHERE outside IS NULL",
        "UPDATE signatures SET signed_on = '2021-05-20' WHERE contract = 1",
        "DELETE FROM signatures WHERE contract = 1 AND party = 'provider'",
        "UPDATE seals SET sealed_on = '2021-05-20' WHERE contract = 1",
        "DELETE FROM seals WHERE contract = 1",
        "DELETE FROM signatures WHERE contract = 2",
        "UPDATE endings SET annuls = 1 - annuls",
    ],
    "nothing-after-an-annulment": [
        "UPDATE endings SET annuls = 1, contract = 1, entry = 14 WHERE annuls = 1"
    ],
    "suspended-once": [
        "UPDATE suspensions SET last_day = '2021-05-10'",
        "UPDATE resumptions SET resumed_at = '2021-08-11T10:00:00Z'",
        "INSERT INTO suspensions SELECT id + 1, entry - 1, contract, suspended_at, last_day "
        "FROM suspensions",
    ],
    "changed-within-its-days": [
        "UPDATE variations SET from_day = '2021-05-03'",
        "UPDATE variations SET from_day = '2028-06-15'",
        "UPDATE contract_extensions SET ends_on = '2026-06-14'",
        "UPDATE transfers SET from_day = '2021-04-19'",
        "INSERT INTO transfers SELECT id + 1, entry - 1, contract, document, '2030-01-01', "
        "provider, cqc_location, facts FROM transfers",
    ],
    "left-for-another-agreement": [
        "UPDATE further_contracts SET agreement = 'dps' WHERE document IS NOT NULL",
        "UPDATE remodellings SET entry = 2",
    ],
    "placed-under-its-own-home": [
        "UPDATE placings SET home = 9",
        "UPDATE resumptions SET resumed_at = '2021-05-14T10:00:00Z'",
        "DELETE FROM resumptions",
    ],
    "left-after-they-came": [
        "UPDATE placement_endings SET left_on = '2021-05-12' WHERE placing = 1",
        "UPDATE placement_endings SET ref = 'P-0999' WHERE placing = 1",
        "UPDATE placement_endings SET ref = 'P-0999' WHERE contract IS NOT NULL",
    ],
    "fees-of-their-days": [
        "UPDATE fee_changes SET from_day = '2021-05-12' WHERE placing = 1",
        "UPDATE fee_changes SET from_day = '2022-05-12' WHERE uplift IS NOT NULL",
    ],
    "published-once-it-came-about": [
        "UPDATE publications SET published_on = '2022-02-12' WHERE id = 1",
        "UPDATE publications SET published_on = '2021-04-19' WHERE id = 1",
        "UPDATE publications SET entry = 1 WHERE id = 1",
        "UPDATE publication_subjects SET contract = 999 WHERE id = 1",
        "UPDATE publication_subjects SET contract = 1 WHERE id IN (2, 3)",
        "UPDATE publication_subjects SET quarter = NULL, application = 19 WHERE id = 4",
        "INSERT INTO publication_subjects SELECT 5, entry, publication, contract, application, "
        "quarter, event FROM publication_subjects WHERE id = 4",
        "DELETE FROM publication_corrections",
        "UPDATE publication_corrections SET subject = 4",
        "UPDATE publication_corrections SET instead = 1",
        "UPDATE publication_corrections SET subject = 3, instead = 2",
    ],
    "reasons-given": ["UPDATE entries SET reason = NULL WHERE command LIKE 'withdraw%'"],
    "named-and-found": [
        "DELETE FROM home_names WHERE home = 1",
        "DELETE FROM home_locations WHERE home = 1",
        "DELETE FROM provider_names WHERE provider = 1",
    ],
    "one-system": [
        "UPDATE systems SET regime = 'pcr2015' WHERE id = 2",
        "UPDATE systems SET system = 'another' WHERE id = 2",
    ],
    "register-as-it-was": [
        "UPDATE register_snapshots SET taken_on = '2022-02-12' WHERE id = 1",
        "UPDATE snapshot_days SET taken_on = '2022-02-12'",
        "UPDATE register_locations SET listed = 0 WHERE id = 1",
    ],
}


def broken(connection: sqlite3.Connection) -> dict[str, int | None]:
    """The promises that are broken, each with the first entry that is told of it."""
    found: dict[str, int | None] = {}
    for each in broken_promises(Database(connection, execute_plugins=False)):
        assert each.what, each.promise.name
        found.setdefault(each.promise.name, each.entry)
    return found


def test_no_promise_is_left_out() -> None:
    assert list(BROKEN) == [promise.name for promise in PROMISES]
    assert len({promise.name for promise in PROMISES}) == len(PROMISES)


def test_kents_ledger_with_facts_of_every_kind_keeps_every_promise(
    forced: sqlite3.Connection,
) -> None:
    assert broken(forced) == {}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_told(name: str, forced: sqlite3.Connection) -> None:
    for statement in BROKEN[name]:
        with undone(forced):
            forced.execute(statement)
            told = broken(forced)

        assert told.get(name), f"{statement}: {told}"


def test_a_contract_that_ended_before_it_began_is_held_on_no_day(
    kent_at: Callable[[str], Office],
) -> None:
    office = kent_at("awarded").on("2021-04-22")
    office.types("sign 3 --on 2021-04-21")
    office.types("end-contract 3 --on 2021-04-22 --reason 'The home closes' --yes")
    of_the_home = {"agreement": "dps", "band": "Specialist", "home.cqc_location": "1-00000003"}
    older = changed_document("contracts/SC19012-L2-0031.yaml", {**of_the_home, "placements": None})

    office.types(f"import-contracts {office.writes('older.yaml', older)} --accept-name")

    office.types("verify")
