"""``import``: applications from documents, all of a batch or, with ``--partial``, the good ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dpsctl.actions.arriving import Arrival, Arrivals, earlier_import
from dpsctl.actions.batches import Batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.entering import enter
from dpsctl.actions.homes_twice import BeginAgainError, Home, HomesApplying
from dpsctl.actions.sources import Source
from dpsctl.documents.applications import ApplicationDocument, OfferedPlacement
from dpsctl.documents.prices import Kept
from dpsctl.domain.days import instant_text
from dpsctl.domain.windows import clock_words, closing_words
from dpsctl.errors import DocumentError
from dpsctl.ledger.facts import Application, ApplicationPlacement
from dpsctl.ledger.recording import Recording, as_json


def import_applications(
    desk: Desk,
    sources: Sequence[Source],
    *,
    partial: bool,
    accept_name: bool,
    twice: frozenset[Home] = frozenset(),
) -> Outcome:
    """Import applications: all of them or none, or with ``partial`` those without a mistake.

    ``twice`` are homes known to apply twice in this batch.

    Raises:
        DocumentError: documents that cannot be read or may not be recorded, every mistake at once.
    """
    batch = Batch(sources, ApplicationDocument)
    try:
        # Read and recorded in one go, so that no document is kept. That holds the ledger while
        # reading; but to read all first would take the reading's time twice.
        with carrying_out(desk, "import") as (ledger, to, outcome):
            arrivals = Arrivals(ledger, desk.rules, desk.today, accept_name)
            _take(desk, to, outcome, arrivals, batch, HomesApplying(twice))
            options = ["--partial"] * partial + ["--accept-name"] * accept_name
            to.command = " ".join(["import", *options, batch.named])
            outcome.complaints = batch.in_order()
            if outcome.complaints and not partial:
                todo = "nothing was imported; --partial takes the good ones"
                raise DocumentError(outcome.complaints, todo)
    except BeginAgainError as again:
        given: dict[str, Any] = {"partial": partial, "accept_name": accept_name}
        return import_applications(desk, sources, twice=again.twice, **given)
    return outcome


def _take(
    desk: Desk,
    to: Recording,
    outcome: Outcome,
    arrivals: Arrivals,
    batch: Batch[ApplicationDocument],
    homes: HomesApplying,
) -> None:
    already = 0
    for document, application in batch.each("importing applications"):
        known = earlier_import(to.ledger, document) is not None
        already += known
        if homes.meet(document, application, known=known) or known:
            continue
        arrival, complaints = arrivals.judge(document, application)
        batch.refuse(complaints)
        if arrival:
            number = _record(to, arrival)
            outcome.say(_line(number, arrival))
            outcome.remarks += _remarks(desk, number, arrival)
    batch.refuse(homes.complaints())
    if already:
        outcome.say(batch.already(already))


def _record(to: Recording, arrival: Arrival) -> int:
    day = arrival.facts["received_at"][:10]
    provider, home = enter(to, arrival.party, arrival.known, day)
    number = to.add(_application(to, arrival, provider, home))
    to.add_all(
        _placement(number, placement, arrival.prices.get(place))
        for place, placement in enumerate(arrival.application.placements)
    )
    return number


def _application(to: Recording, arrival: Arrival, provider: int, home: int) -> Application:
    facts = arrival.facts
    return Application(
        document=to.keep_text(arrival.document.text),
        supersedes=arrival.supersedes,
        reference=facts.get("reference"),
        window=arrival.window.id,
        home=home,
        provider=provider,
        agreement=facts["agreement"],
        band=facts["band"],
        categories=as_json(sorted(facts["categories"])),
        received_at=facts["received_at"],
        facts=as_json(facts),
    )


def _placement(
    application: int, offered: OfferedPlacement, price: Kept | None
) -> ApplicationPlacement:
    return ApplicationPlacement(
        application=application,
        ref=offered.ref,
        need=offered.need,
        band=offered.band,
        current_weekly_pence=offered.current_weekly_fee,
        offered_weekly_pence=offered.offered_weekly_fee,
        price=None if price is None else as_json(price),
    )


def _line(number: int, arrival: Arrival) -> str:
    categories = ", ".join(arrival.application.categories)
    late = ", LATE" if arrival.late else ""
    again = f", in place of application {arrival.supersedes}" if arrival.supersedes else ""
    return (
        f"application {number}: {arrival.party.home} ({categories}), "
        f"window {arrival.window.name}{late}{again}"
    )


def _remarks(desk: Desk, number: int, arrival: Arrival) -> list[str]:
    remarks = [f"application {number}: {remark}" for remark in arrival.remarks]
    received = arrival.application.received_at
    if arrival.late and arrival.window.span.closes_at:
        closed = closing_words(arrival.window.span.closes_at).replace("closes", "closed", 1)
        remarks.append(
            f"application {number} is late: received {clock_words(received)}, and window "
            f"{arrival.window.name} {closed}; it is judged, and only a determination by name "
            "can admit it"
        )
    if instant_text(received) > instant_text(desk.now):
        remarks.append(
            f"application {number}: received_at, {clock_words(received)}, lies ahead of the clock"
        )
    return remarks
