"""``status``: what is open, who waits for what, and the next command to type."""

from __future__ import annotations

from dpsctl.domain.contracts import STANDINGS
from dpsctl.domain.days import london_text
from dpsctl.ledger.lookups import System, WindowOnLedger
from dpsctl.reports.blocks import Block
from dpsctl.reports.evidence_held import summed
from dpsctl.reports.next_step import next_step
from dpsctl.reports.publishing_watch import unpublished_figures, unpublished_rows
from dpsctl.reports.register_watch import register_figures, register_rows
from dpsctl.reports.report import Row
from dpsctl.reports.situation import Situation
from dpsctl.reports.situation_words import (
    assessment_rows,
    contract_rows,
    no_window,
    outside_rows,
    standing_rows,
    waiting_rows,
    window_rows,
)
from dpsctl.reports.view import View


def status(view: View) -> list[Block]:
    """How things stand now, in blocks; the first line says which system this is."""
    situation = Situation(view)
    step = next_step(situation)
    shut = [f"{gate.what}; {gate.todo}" for gate in situation.shut]
    blocks = [
        Block(lines=[_system_line(view.system)]),
        Block("Windows", lines=no_window(situation), rows=window_rows(situation)),
        Block("Applications", rows=standing_rows(situation)),
        Block("Contracts", rows=[*contract_rows(situation), *outside_rows(situation)]),
        Block("Waiting for", rows=waiting_rows(situation)),
        Block("The register says otherwise", rows=list(register_rows(situation.register))),
        Block("To publish", rows=unpublished_rows(situation.unpublished, situation.today)),
        Block("Assessments", lines=situation.assessments.undated, rows=assessment_rows(situation)),
        Block("Before the next opening", lines=shut),
        Block("Cron", lines=situation.cron.lines()),
        Block("Next", lines=[step.why], rows=[("type", step.command)] if step.command else []),
    ]
    return [block for block in blocks if block.lines or block.rows]


def status_figures(view: View) -> Row:
    """The same facts as JSON holds them: instants London time, applications by number."""
    situation = Situation(view)
    step = next_step(situation)
    return {
        **_system(view.system),
        "now": london_text(situation.instant),
        "windows": _windows(situation),
        "standings": situation.standings,
        "late": situation.late,
        **_waiting(situation),
        "contracts": _contracts(situation),
        "outside_terms": situation.outside_terms,
        "register": register_figures(situation.register),
        "publish": unpublished_figures(situation.unpublished),
        "overdue": [
            {"application": number, "due_on": day.isoformat()}
            for number, day in situation.assessments.overdue
        ],
        "next_due": _next_due(situation),
        "undated": situation.assessments.undated,
        "shut_gates": [
            {"gate": gate.gate, "what": gate.what, "todo": gate.todo} for gate in situation.shut
        ],
        "cron": situation.cron.figures(),
        "next": {"command": step.command, "why": step.why},
    }


def _system_line(system: System) -> str:
    validity = f"valid {system.valid_from} to {system.valid_until or 'no last day'}"
    rehearsal = " — REHEARSAL" if system.rehearsal else ""
    return f"{system.title} — {system.regime}, {validity}{rehearsal}"


def _system(system: System) -> Row:
    return {
        "system": system.name,
        "title": system.title,
        "regime": system.regime,
        "valid_from": system.valid_from.isoformat(),
        "valid_until": system.valid_until.isoformat() if system.valid_until else None,
        "rehearsal": system.rehearsal,
    }


def _windows(situation: Situation) -> list[Row]:
    """The windows that are open or will be; those that have closed are the report's."""
    return [
        _window(window, standing, situation.powerless.get(window.name))
        for standing in ("open", "scheduled")
        for window in situation.windows(standing)
    ]


def _window(window: WindowOnLedger, standing: str, without_power: str | None) -> Row:
    closes_at = window.span.closes_at
    return {
        "window": window.name,
        "standing": standing,
        "opens": london_text(window.span.opens_at),
        "closes": london_text(closes_at) if closes_at else None,
        "without_power": without_power,
    }


def _waiting(situation: Situation) -> Row:
    return {
        "waiting": {
            awaited: [row["id"] for row in rows] for awaited, rows in situation.waiting.items()
        },
        "awaiting_signature": len(situation.unsigned),
        "awaiting_seal": len(situation.unsealed),
        "awaiting_letter": [each.application for each in situation.untold],
    }


def _contracts(situation: Situation) -> Row:
    """The contracts on the roster, by how they stand on the day."""
    counts = {name.replace(" ", "_"): situation.contracts[name] for name in STANDINGS}
    return {
        "awarded": situation.contracts.total(),
        **counts,
        "in_force": situation.in_force,
        "open_to_placements": situation.open_to_placements,
        "evidence": summed(situation.evidence.values()),
    }


def _next_due(situation: Situation) -> Row | None:
    if situation.assessments.next_due is None:
        return None
    day, numbers = situation.assessments.next_due
    return {"due_on": day.isoformat(), "applications": numbers}
