"""One application's whole story, gathered from the ledger: what ``explain`` tells."""

from __future__ import annotations

import json
from typing import Any

from dpsctl.domain.days import instant_of, london_text
from dpsctl.ledger.contracts import contract_numbered
from dpsctl.ledger.decisions import reference_of
from dpsctl.ledger.lookups import WindowOnLedger, application_named, windows_now
from dpsctl.ledger.schema.views import STANDINGS
from dpsctl.reports.assessing import Assessing
from dpsctl.reports.contract_story import contract_story
from dpsctl.reports.identities import Identities
from dpsctl.reports.report import Row
from dpsctl.reports.story_acts import check_of, determinations_of, recorded, withdrawal_of
from dpsctl.reports.story_placements import priced_placements
from dpsctl.reports.view import View

_NUMBERS = ("company_number", "charity_number", "ppon", "cqc_provider")


def story(view: View, name: str) -> Row:
    """Everything about one application, as JSON holds it; acts after the day are left out.

    ``name`` is its number, its reference or the home's CQC location.

    Raises:
        RefusedError: nothing on the ledger is called so.
    """
    standing = _standing(view, application_named(view.ledger, name))
    spans = windows_now(view.ledger, view.moment)
    window = next(each for each in spans if each.id == standing["window_id"])
    return {
        **_applicant(view, standing),
        **_arrival(view, standing, window),
        "window": _window(view, window),
        "rules": _rules(view, standing),
        "cost_model": _cost_model(view, standing),
        "check": check_of(view, standing["check_id"]),
        "determinations": determinations_of(view, standing["id"]),
        "withdrawal": withdrawal_of(view, standing["id"]),
        "contract": _contract(view, standing["contract"]),
        "placements": priced_placements(view, standing),
    }


def _standing(view: View, number: int) -> Row:
    row = view.ledger.row(
        "SELECT s.*, a.facts, a.document, a.entry, r.entry AS redacted "
        f"FROM ({STANDINGS} WHERE a.id = :id) s JOIN applications a ON a.id = s.id "
        "LEFT JOIN redactions r ON r.sha256 = a.document",
        {"until": view.moment, "id": number},
    )
    assert row is not None, "the number was looked up before"
    return {**row, "categories": json.loads(row["categories"]), "facts": json.loads(row["facts"])}


def _applicant(view: View, standing: Row) -> Row:
    named = Identities(view.ledger, view.as_of)
    facts: dict[str, Any] = standing["facts"]
    return {
        "application": standing["id"],
        "reference": standing["reference"],
        "standing": standing["standing"],
        "home": {
            "name": named.homes[standing["home"]],
            "cqc_location": named.locations[standing["home"]],
            **{key: facts.get(f"home.{key}") for key in ("district", "beds")},
            "rating": facts.get("home.cqc.rating"),
        },
        "provider": {
            "name": named.providers[standing["provider"]],
            **{key: facts.get(f"provider.{key}") for key in _NUMBERS},
        },
        **{key: standing[key] for key in ("categories", "agreement", "band")},
    }


def _arrival(view: View, standing: Row, window: WindowOnLedger) -> Row:
    received = instant_of(standing["received_at"])
    closes_at = window.span.closes_at
    late_by = received - closes_at if closes_at and received >= closes_at else None
    late = late_by is not None
    due = Assessing(view).due({**standing, "late": late})
    return {
        "received_at": london_text(received),
        "late": late,
        "late_by_seconds": None if late_by is None else int(late_by.total_seconds()),
        "document": standing["document"],
        "redacted_by_entry": standing["redacted"],
        "imported": recorded(view, standing["entry"]),
        "assess_by": due.day.isoformat() if due and due.day else None,
        "assess_basis": due.basis if due else None,
        "supersedes": _earlier(view, standing["id"]),
        "superseded_by": _later(view, standing["id"]),
    }


def _earlier(view: View, number: int) -> list[int]:
    """The applications that this one came in place of, the first of them first."""
    return _chain(
        view, number, "SELECT a.supersedes FROM applications a, chain c WHERE a.id = c.id"
    )


def _later(view: View, number: int) -> list[int]:
    """The applications that came in place of this one, each in place of the one before."""
    step = (
        "SELECT a.id FROM applications a JOIN entries e ON e.id = a.entry, chain c "
        "WHERE a.supersedes = c.id AND e.recorded_at < :until"
    )
    return _chain(view, number, step)


def _chain(view: View, number: int, step: str) -> list[int]:
    rows = view.ledger.rows(
        f"WITH RECURSIVE chain (id) AS (SELECT :number UNION {step}) "
        "SELECT id FROM chain WHERE id IS NOT NULL AND id <> :number ORDER BY id",
        {"number": number, "until": view.moment},
    )
    return [row["id"] for row in rows]


def _window(view: View, window: WindowOnLedger) -> Row:
    closes_at = window.span.closes_at
    return {
        "window": window.name,
        "opens": london_text(window.span.opens_at),
        "closes": london_text(closes_at) if closes_at else None,
        "decision": reference_of(view.ledger, window.decision),
        "notice": window.notice,
        "overridden": view.ledger.rows(
            "SELECT gate, missing, reason FROM gate_overrides WHERE window = ? ORDER BY id",
            [window.id],
        ),
    }


def _rules(view: View, standing: Row) -> Row | None:
    """The rules that its window pinned for its agreement, with the digests of their texts."""
    return view.ledger.row(
        "SELECT r.rule_set || '/' || r.version AS rules, r.document AS rules_digest, r.grounds, "
        "r.grounds_document AS grounds_digest FROM window_rules p "
        "JOIN rule_sets r ON r.id = p.rule_set WHERE p.window = ? AND p.agreement = ?",
        [standing["window_id"], standing["agreement"]],
    )


def _cost_model(view: View, standing: Row) -> Row | None:
    """The cost model that its window pinned for its agreement, with the digest of its text."""
    return view.ledger.row(
        "SELECT m.cost_model || '/' || m.version AS cost_model, m.document AS cost_model_digest "
        "FROM window_cost_models p JOIN cost_models m ON m.id = p.cost_model "
        "WHERE p.window = ? AND p.agreement = ?",
        [standing["window_id"], standing["agreement"]],
    )


def _contract(view: View, number: int | None) -> Row | None:
    """The contract that it was awarded and that was not annulled; none if there is none."""
    contract = contract_numbered(view.ledger, number, view.moment) if number else None
    return contract_story(view, contract) if contract else None
