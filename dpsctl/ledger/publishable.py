"""The events that start duties to publish, gathered from the facts of contracts and applications.

What the ledger knows of leaving a system's members: an application withdrawn once it was admitted,
and an admission that was rescinded after it had been published (one rescinded before then never
was anybody's to know). A contract that ends ends no membership. No fact says that a member was
removed on an exclusion ground: whoever is refused after its admission was rescinded counts as
refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from dpsctl.domain.contracts import Life
from dpsctl.domain.days import day_end, instant_of, instant_text, london_day
from dpsctl.domain.publishing import ADMITTED, AWARDED, ENDED, ENTERED_INTO, REFUSED, REMOVED, Event
from dpsctl.domain.quarters import quarter_of
from dpsctl.ledger.contract_facts import ContractOnLedger
from dpsctl.ledger.file import Ledger, Row


def contract_events(contracts: Iterable[ContractOnLedger], day: date) -> Iterator[Event]:
    """Each contract awarded to an applicant by a London day, and each that both had signed by it.

    One that began before the ledger is left out, and one whose award was annulled by then.
    """
    for each in contracts:
        if each.application is None or not _stands(each.life, day):
            continue
        about = (each.entry, each.number, None, None, each.home, None, each.basis)
        days = {AWARDED: each.life.awarded_on, ENTERED_INTO: each.life.signed_on}
        for what, on in days.items():
            if on and on <= day:
                yield Event(what, on, *about)


def quarter_events(
    ledger: Ledger, contracts: Iterable[ContractOnLedger], day: date
) -> Iterator[Event]:
    """Each quarter that has ended by a London day and in which a contract was awarded or running.

    None that ended before the ledger's first entry: whatever was due then was due to others.
    """
    begun = ledger.value("SELECT recorded_at FROM entries ORDER BY id LIMIT 1")
    lives = [each.life for each in contracts if _stands(each.life, day)]
    quarter = quarter_of(london_day(instant_of(begun))) if begun and lives else quarter_of(day)
    while (last := quarter.last_day) <= day:
        if any(life.awarded_on <= last and life.last_day >= quarter.first_day for life in lives):
            yield Event(ENDED, last, quarter=str(quarter))
        quarter = quarter.next


def _stands(life: Life, day: date) -> bool:
    return not (life.annulled and life.ended_on and life.ended_on <= day)


# Each determination recorded by then, with what took it back by then; and of an admission the day
# on which it was first published. That is recorded before anybody determines it again.
_DETERMINED = """
WITH standing AS MATERIALIZED (SELECT * FROM published WHERE application IS NOT NULL)
SELECT d.application, d.outcome, d.entry, e.recorded_at, a.home, a.window,
       (SELECT json_group_array(f.rule) FROM findings f WHERE f.check_id =
         (SELECT MAX(c.id) FROM checks c WHERE c.application = d.application AND c.entry < d.entry)
        AND f.kind = 'exclusion' AND f.finding = 'unmet') AS grounds,
       r.entry AS rescission, x.recorded_at AS rescinded_at,
       w.entry AS withdrawal, v.recorded_at AS withdrawn_at,
       (SELECT MIN(p.published_on) FROM standing p
        WHERE p.application = d.application AND p.event = 'admitted' AND p.since > d.entry
          AND p.since < COALESCE((SELECT MIN(n.entry) FROM determinations n
            WHERE n.application = d.application AND n.entry > d.entry), 9e18)) AS published_on
FROM determinations d
JOIN entries e ON e.id = d.entry AND e.recorded_at < :until
JOIN applications a ON a.id = d.application
LEFT JOIN rescissions r ON r.determination = d.id
  AND EXISTS (SELECT 1 FROM entries y WHERE y.id = r.entry AND y.recorded_at < :until)
LEFT JOIN entries x ON x.id = r.entry
LEFT JOIN withdrawals w ON w.application = d.application
  AND EXISTS (SELECT 1 FROM entries y WHERE y.id = w.entry AND y.recorded_at < :until)
LEFT JOIN entries v ON v.id = w.entry
ORDER BY d.id
"""


def application_events(ledger: Ledger, day: date) -> Iterator[Event]:
    """Each application admitted by a London day, removed, or refused on an exclusion ground.

    What was rescinded by then is left out, but for an admission that had been published.
    """
    for row in ledger.rows(_DETERMINED, {"until": instant_text(day_end(day))}):
        yield from _admission(row) if row["outcome"] == "admit" else _refusal(row)


def _admission(row: Row) -> Iterator[Event]:
    if row["rescission"] is None:
        yield _event(row, ADMITTED, row["recorded_at"], row["entry"])
        if row["withdrawal"]:
            yield _event(row, REMOVED, row["withdrawn_at"], row["withdrawal"])
        return
    removed = _event(row, REMOVED, row["rescinded_at"], row["rescission"])
    if row["published_on"] and row["published_on"] <= removed.on.isoformat():
        yield removed


def _refusal(row: Row) -> Iterator[Event]:
    grounds = tuple(json.loads(row["grounds"]))
    if grounds and row["rescission"] is None:
        yield _event(row, REFUSED, row["recorded_at"], row["entry"], grounds)


def _event(row: Row, what: str, at: str, entry: int, grounds: tuple[str, ...] = ()) -> Event:
    return Event(
        what,
        london_day(instant_of(at)),
        entry,
        application=row["application"],
        home=row["home"],
        window=row["window"],
        grounds=grounds,
    )
