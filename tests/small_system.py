"""A system of few rules, written for one test: Kent's terms, judged by a rule set of its own."""

from __future__ import annotations

from .office import Office, set_up
from .papers import Changes, decision, rule, rule_set, system

OWN_RULES = "--rules-dir own-rules"
OPEN_MARCH = f"open-window --opens 2021-03-01 --closes 2021-03-31 {OWN_RULES}"
RATED_GOOD = rule("good", "home.cqc.rating at least Good", "refer")


def small_system(
    office: Office,
    rules: str | None = None,
    changed: Changes | None = None,
    version: str = "2021-01-01",
) -> Office:
    """The office with a system judged by the rule set ``small``, its decision recorded.

    No gates but those that ``changed`` names, no cost model unless it names one; no window is open
    yet. ``rules`` is the rule set's text, by default of one rule: rated Good, or referred.
    """
    text = rules or rule_set(version, [RATED_GOOD])
    office.writes(f"own-rules/small/{version}.yaml", text)
    own = {"agreements.dps.rules": "small", "agreements.dps.cost_model": None, "gates": None}
    terms = {**own, **(changed or {})}
    texts = system(terms), decision({"effective_on": "2020-06-01"})
    own_system, decided = map(office.writes, ("own.yaml", "decision.yaml"), texts)
    commands = f"init {own_system}", f"record-decision {decided}"
    set_up(office, *commands, with_documents="".join([text, *texts]))
    return office.on("2021-03-10")
