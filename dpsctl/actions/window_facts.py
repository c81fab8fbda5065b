"""A window as the ledger has it: its span, what gives it power, and the texts it carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dpsctl.actions.desk import Desk
from dpsctl.actions.noticing import Published
from dpsctl.actions.pinning import pin, rules_for
from dpsctl.actions.pinning_cost_models import cost_models_for, pin_cost_models
from dpsctl.documents.cost_model_shelf import CostModelOnShelf
from dpsctl.documents.shelf import RulesOnShelf
from dpsctl.domain.days import instant_text
from dpsctl.domain.windows import Span
from dpsctl.ledger.facts import Window
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.gates import decision_relied_on
from dpsctl.ledger.lookups import System
from dpsctl.ledger.recording import Recording


@dataclass(frozen=True)
class Carried:
    """What a window carries from its opening day on; rules and cost models by agreement."""

    decision: Row | None
    rules: dict[str, RulesOnShelf]
    models: dict[str, CostModelOnShelf]

    @property
    def under(self) -> str:
        """By what power it opens, as the end of its name; nothing where none is asked for."""
        return f" under decision {self.decision['decision']}" if self.decision else ""


def carried_on(
    desk: Desk, ledger: Ledger, system: System, day: date, decision: str | None = None
) -> Carried:
    """The decision, rules and cost models in force on a window's opening day.

    Raises:
        DocumentError: a rule set or cost model with mistakes.
        RefusedError: no power, no rules in force, or some that may not be used here.
    """
    return Carried(
        decision_relied_on(ledger, system, "open", day, decision),
        rules_for(ledger, system, desk.rules, day),
        cost_models_for(ledger, system, desk.rules, day),
    )


def record_window(
    to: Recording, system: System, span: Span, carried: Carried, notice: Published | None = None
) -> int:
    """Record a window and pin to it what it carries; its number."""
    window = to.add(_window(span, system, carried.decision, notice))
    pin(to, window, carried.rules)
    pin_cost_models(to, window, carried.models)
    if notice:
        to.add(notice.fact(window))
    return window


def _window(span: Span, system: System, decision: Row | None, notice: Published | None) -> Window:
    return Window(
        window=span.name,
        opens_at=instant_text(span.opens_at),
        closes_at=instant_text(span.closes_at) if span.closes_at else None,
        system=system.id,
        decision=decision["id"] if decision else None,
        notice=notice.reference if notice else None,
    )
