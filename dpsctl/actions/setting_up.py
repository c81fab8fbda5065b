"""``init`` and ``migrate``: the ledger itself, and the system it keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dpsctl.actions.desk import Desk, Outcome, carrying_out, settling
from dpsctl.actions.kept_facts import KeptFacts
from dpsctl.actions.rhythm_remarks import rhythm_remarks
from dpsctl.documents.document import Document
from dpsctl.documents.regimes import Regime
from dpsctl.documents.shelf import regime_named
from dpsctl.documents.systems import SystemDocument
from dpsctl.documents.validating import read_one_as_model
from dpsctl.domain.days import instant_text
from dpsctl.errors import RefusedError, UsageError
from dpsctl.ledger.copying import kept_as_it_was
from dpsctl.ledger.facts import SystemTerms
from dpsctl.ledger.file import Ledger, creating, writing
from dpsctl.ledger.lookups import System, system_now, windows_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.ledger.schema import build
from dpsctl.ledger.settling import settle
from dpsctl.ledger.whose import is_blank, pending_migrations


def init(desk: Desk, source: Path, reason: str | None) -> Outcome:
    """Set the ledger up for a system, or amend the system by a changed document.

    Raises:
        DocumentError: the document is not a system document.
        RefusedError: the law's limits on the validity, a limit on applying again that the law does
            not allow, or what an amendment may not change.
        UsageError: an amendment without a reason.
    """
    document, system = read_one_as_model(source, SystemDocument)
    regime = regime_named(desk.rules, system.regime)
    _lawful(system, regime)
    _limit_allowed(system, regime)
    outcome = Outcome(facts=KeptFacts(desk.shows_facts))
    act = desk.act(f"init sha256:{document.sha256}", reason)
    with creating(desk.ledger, keep=not desk.dry_run) as ledger:
        # Asked while the file is ours alone: of two that set it up at once, the second amends.
        if is_blank(ledger.db):
            build(ledger.db)
            with settling(ledger, act, outcome) as to:
                _record(to, document, system)
            outcome.say(f"ledger {desk.ledger} keeps {system.system}: {system.title}")
            outcome.say(_terms_line(system))
            if system.rehearsal:
                outcome.remark("a rehearsal: everything printed says so")
            outcome.remarks += rhythm_remarks(desk, system, regime)
            return outcome
    return _amend(desk, document, system, regime, reason)


def _amend(
    desk: Desk, document: Document, system: SystemDocument, regime: Regime, reason: str | None
) -> Outcome:
    with carrying_out(desk, f"init sha256:{document.sha256}", reason) as (ledger, to, outcome):
        now = system_now(ledger)
        if now.document == document.sha256:
            outcome.say(f"nothing to do: {now.name} stands as this document has it")
            return outcome
        _amendable(ledger, now, system, regime, desk.today)
        if not reason:
            raise UsageError(
                f"{document.file} changes {now.name}, which is on the ledger",
                "say why with --reason TEXT to record the amendment",
            )
        _record(to, document, system)
        changed = ", ".join(_changed(now, system)) or "its wording"
        outcome.say(f"{now.name} amended: {changed}")
        outcome.say(_terms_line(system))
        outcome.remark("windows keep the terms they were opened under")
        outcome.remarks += rhythm_remarks(desk, system, regime, amended=True)
    return outcome


def _record(to: Recording, document: Document, system: SystemDocument) -> None:
    to.add(
        SystemTerms(
            document=to.keep_text(document.text),
            system=system.system,
            title=system.title,
            regime=system.regime,
            valid_from=system.valid.begins.isoformat(),
            valid_until=system.valid.until.isoformat() if system.valid.until else None,
            weeks_per_year=system.weeks_per_year,
            rehearsal=int(system.rehearsal),
            terms=as_json(terms_of(system)),
        )
    )


def terms_of(system: SystemDocument) -> dict[str, object]:
    """The whole document as the ledger keeps it: money in pence, days ISO, durations as text."""
    return system.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _terms_line(system: SystemDocument) -> str:
    until = f"until {system.valid.until}" if system.valid.until else "with no last day"
    return f"{system.regime}, valid from {system.valid.begins} {until}"


def _lawful(system: SystemDocument, regime: Regime) -> None:
    """Refuse a validity that the law does not allow (SI 2024/716 for PCR 2015 systems)."""
    if regime.begins_by and system.valid.begins > regime.begins_by:
        raise RefusedError(
            f"a {system.regime} system may not begin after {regime.begins_by}, "
            f"and this one begins on {system.valid.begins} ({regime.cites['begins_by']})",
            "set up a new system under the Procurement Act 2023",
        )
    if system.valid.until is None and regime.until_required:
        raise RefusedError(
            f"a {system.regime} system must say when its validity ends",
            "give valid.until; only a dynamic market may leave it out",
        )
    if regime.ends_by and system.valid.until and system.valid.until > regime.ends_by:
        raise RefusedError(
            f"a {system.regime} system may not run past {regime.ends_by}, "
            f"and this one runs until {system.valid.until} ({regime.cites['ends_by']})",
            f"end valid.until on {regime.ends_by} or before",
        )


def _limit_allowed(system: SystemDocument, regime: Regime) -> None:
    """Refuse to limit how often one may apply, where anyone may at any time."""
    if system.reapplication and regime.reapplication_limit == "refused":
        law = regime.cites.get("reapplication_limit", regime.law)
        raise RefusedError(
            f"a {system.regime} system may not limit how soon a home applies again ({law})",
            "leave reapplication out, or write `reapplication: unlimited`",
        )


def _amendable(
    ledger: Ledger, now: System, system: SystemDocument, regime: Regime, today: date
) -> None:
    for what, old, new in (
        ("system", now.name, system.system),
        ("regime", now.regime, system.regime),
    ):
        if old != new:
            raise RefusedError(
                f"the ledger keeps {what} {old}; a ledger keeps one, and this document says {new}",
                "set up another ledger with --ledger PATH",
            )
    moved = (system.valid.begins, system.valid.until) != (now.valid_from, now.valid_until)
    if moved and regime.validity_frozen_after and today > regime.validity_frozen_after:
        raise RefusedError(
            f"the validity of a {now.regime} system may not be changed after "
            f"{regime.validity_frozen_after} ({regime.cites['validity_frozen_after']})",
            f"leave valid as it is: {now.valid_from} to {now.valid_until}",
        )
    if moved:
        _windows_still_inside(ledger, system)


def _windows_still_inside(ledger: Ledger, system: SystemDocument) -> None:
    for window in windows_now(ledger):
        last, until = window.span.last_day, system.valid.until
        if window.span.opening_day < system.valid.begins or (last and until and last > until):
            raise RefusedError(
                f"window {window.name} would lie outside this validity",
                "no window outlives the system's validity",
            )


def _changed(now: System, system: SystemDocument) -> list[str]:
    old, new = now.terms, terms_of(system)
    return sorted(key for key in {*old, *new} if old.get(key) != new.get(key))


def migrate(desk: Desk) -> Outcome:
    """Bring an older ledger's tables up to this version; a copy of the file is kept first.

    Raises:
        LedgerError: no ledger, no room for the copy, or tables that are not what they should be.
    """
    outcome = Outcome()
    with writing(desk.ledger, older=True) as ledger:
        pending = pending_migrations(ledger.db)
        if not pending:
            outcome.say(f"nothing to do: {desk.ledger} is up to date")
            return outcome
        stamp = instant_text(desk.now).replace(":", "")
        copy = desk.ledger.with_name(f"{desk.ledger.name}.before-{stamp}")
        with kept_as_it_was(ledger, copy, dry_run=desk.dry_run):
            build(ledger.db)
            settle(ledger, dry_run=desk.dry_run)
        outcome.say(f"{desk.ledger} has now had {', '.join(pending)}")
        outcome.say(f"the file as it was is kept in {copy}")
    return outcome
