"""``import``: applications from documents, all of a batch or, with ``--partial``, the good ones."""

from __future__ import annotations

from collections.abc import Sequence

from dpsctl.actions.arriving import Arrival, Arrivals, earlier_import
from dpsctl.actions.batches import Batch, Source, read_batch
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.identities import enter_home, enter_provider
from dpsctl.documents.applications import ApplicationDocument, OfferedPlacement
from dpsctl.documents.document import Document, Mark, complain
from dpsctl.documents.prices import Kept
from dpsctl.domain.days import instant_text
from dpsctl.domain.windows import clock_words, closing_words
from dpsctl.errors import Complaint, DocumentError
from dpsctl.ledger.facts import Application, ApplicationPlacement
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.progress import along

Place = tuple[str, Mark]
"""Where a document begins: its file, and the place in it."""


def import_applications(
    desk: Desk, sources: Sequence[Source], *, partial: bool, accept_name: bool
) -> Outcome:
    """Import applications: all of them or none, or with ``partial`` those without a mistake.

    Raises:
        DocumentError: documents that cannot be read or may not be recorded, every mistake at once.
    """
    batch = read_batch(sources, ApplicationDocument)
    options = ["--partial"] * partial + ["--accept-name"] * accept_name
    command = " ".join(["import", *options, batch.named])
    with carrying_out(desk, command) as (ledger, to, outcome):
        arrivals = Arrivals(ledger, desk.rules, desk.today, accept_name)
        refused = _take(desk, to, outcome, arrivals, batch)
        complaints = batch.in_order(refused)
        if complaints and not partial:
            raise DocumentError(complaints, "nothing was imported; --partial takes the good ones")
        outcome.complaints = complaints
    return outcome


def _take(
    desk: Desk,
    to: Recording,
    outcome: Outcome,
    arrivals: Arrivals,
    batch: Batch[ApplicationDocument],
) -> list[Complaint]:
    refused: list[Complaint] = []
    known = 0
    twice = _homes_twice(batch)
    for document, application in along(batch.good, "importing applications"):
        if earlier_import(to.ledger, document):
            known += 1
            continue
        if complaints := twice.get((document.file, document.start)):
            refused += complaints
            continue
        arrival, complaints = arrivals.judge(document, application)
        if arrival is None:
            refused += complaints
            continue
        number = _record(to, arrival)
        outcome.say(_line(number, arrival))
        outcome.remarks += _remarks(desk, number, arrival)
    if known:
        outcome.say(batch.already(known))
    return refused


def _record(to: Recording, arrival: Arrival) -> int:
    day = arrival.facts["received_at"][:10]
    provider = enter_provider(to, arrival.party, day)
    home = enter_home(to, arrival.party, provider, day)
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


def _homes_twice(batch: Batch[ApplicationDocument]) -> dict[Place, list[Complaint]]:
    """A home that applies twice in one batch is refused both times: which is meant?"""
    seen: dict[tuple[str, str], list[tuple[Document, ApplicationDocument]]] = {}
    for document, application in batch.good:
        key = (application.home.cqc_location, application.agreement)
        others = seen.setdefault(key, [])
        if all(document.sha256 != other.sha256 for other, _ in others):
            others.append((document, application))
    complaints: dict[Place, list[Complaint]] = {}
    for (location, _), pairs in seen.items():
        for document, _ in pairs if len(pairs) > 1 else []:
            other = next(each for each, _ in pairs if each is not document)
            what = (
                f"{location} applies twice in this batch: also at {other.file}:{other.start.line}"
            )
            complaints[(document.file, document.start)] = [
                complain(document, ("home", "cqc_location"), what, refused=True)
            ]
    return complaints


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
