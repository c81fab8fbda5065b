"""Every kind of document: a good one, the file it is written to, and the commands that read it."""

from __future__ import annotations

from dataclasses import dataclass

from dpsctl.shipped import RULES

from ..office import KENT
from ..papers import decision, rule, rule_set, system


@dataclass(frozen=True)
class Kind:
    """A kind of document; ``stage`` names the ledger that the commands are typed on."""

    good: str
    typed: tuple[str, ...]
    file: str = "x.yaml"
    stage: str = "living"


CALENDAR = """
calendar: england
title: bank holidays
source: gov.uk
first_year: 2020
last_year: 2021
holidays:
  2020: [{day: 2020-12-25, name: Christmas Day, cite: s}]
  2021: [{day: 2021-12-27, name: Christmas Day, cite: s}]
"""
PLACED = """
placements:
  - ref: P-0901
    contract: "1"
    need: LD
    band: Specialist
    weekly_fee: 1650.10
    starts_on: 2021-05-06
    basis: direct
  - ref: P-0902
    contract: 1-00000099
    home: Sample Home 99
    need: LD
    band: High
    weekly_fee: 900.00
    starts_on: 2021-05-06
    left_on: 2021-06-01
    basis: call-off
    reason: A Friday night
"""
LEFT = """
endings:
  - {ref: P-0001, contract: "1", on: 2021-05-10, reason: Moved nearer to family}
  - {ref: P-0002, on: 2021-05-11}
"""
PLACED_CSV = """\ufeff\
ref,contract,home,need,band,weekly_fee,starts_on,left_on,basis,reason,price.support
P-0901,1,,LD,Specialist,"1,650.10",2021-05-06,,direct,,
P-0902,1-00000099,Sample Home 99,LD,High,900.00,2021-05-06,2021-06-01,call-off,"A, night",
"""
LEFT_CSV = "ref,contract,on,reason\r\nP-0001,1,2021-05-10,Moved\r\nP-0002,,2021-05-11,\r\n"
APPROVED = {"decision": "21/00001", "approves": [{"sum": "4400000", "of": "increase"}]}
TWO_RULES = [
    rule("beds", "home.beds between 3 and 6"),
    rule("rating", "home.cqc.rating at least Good", "refer"),
]
OWN = "--rules-dir own"
DECIDED = "decided"
WINDOW = f"open-window --opens 2021-03-01 --closes 2021-03-31 {OWN}"
SMALL = "own/small/2021-01-01.yaml"
SPECIALIST = "kent-specialist/2021-02-01"
MODEL = "cost-models/kent-specialist/2021-04-01.yaml"


def _kent(name: str) -> str:
    return (KENT / name).read_text("utf-8")


def _rules(name: str) -> str:
    return (RULES / name).read_text("utf-8")


def _own(name: str, *typed: str, stage: str = "living") -> Kind:
    """A kind of rule file, read from a folder of the council's own."""
    return Kind(_rules(name), tuple(f"{each} {OWN}" for each in typed), f"own/{name}", stage)


KINDS = {
    "system": Kind(system(), ("init x.yaml --reason Amended", "status"), stage="empty"),
    "new system": Kind(system(), ("init x.yaml --ledger new.db",), stage="empty"),
    "decision": Kind(decision(APPROVED), ("record-decision x.yaml", "status"), stage="empty"),
    "application": Kind(
        _kent("applications/KBP-2021-0001.yaml"),
        ("import x.yaml", "check", "explain 1", "report applications"),
        stage="open",
    ),
    "contract": Kind(
        _kent("contracts/SC19012-L2-0020.yaml"), ("import-contracts x.yaml", "report costs")
    ),
    "transfer": Kind(
        _kent("transfers/sample-home-07.yaml"),
        ("transfer 7 --to x.yaml --reason Sold", "report roster"),
    ),
    "uplift": Kind(_kent("uplifts/2022-23.yaml"), ("uplift x.yaml", "report costs")),
    "placements": Kind(PLACED, ("place x.yaml", "report costs", "report supply")),
    "endings": Kind(LEFT, ("end-placement x.yaml", "report costs")),
    "placements as CSV": Kind(PLACED_CSV, ("place x.csv", "report costs"), "x.csv"),
    "endings as CSV": Kind(LEFT_CSV, ("end-placement x.csv",), "x.csv"),
    "rule set": Kind(
        rule_set("2021-01-01", TWO_RULES),
        (f"rules lint {SMALL} {OWN}", f"rules show small {OWN}"),
        SMALL,
    ),
    "pinned rule set": Kind(
        _rules(f"{SPECIALIST}.yaml"), (WINDOW,), f"own/{SPECIALIST}.yaml", DECIDED
    ),
    "examples": Kind(
        f"examples_of: {SPECIALIST}\n{_rules(f'{SPECIALIST}.examples.yaml')}",
        ("rules test tried.examples.yaml",),
        "tried.examples.yaml",
    ),
    "cost model": Kind(
        _rules(MODEL), (f"rules lint own/{MODEL} {OWN}", WINDOW), f"own/{MODEL}", DECIDED
    ),
    "grounds": _own(
        "grounds/pcr2015-2020-12-31.yaml",
        "rules show kent-specialist",
        "import applications/KBP-2021-0001.yaml",
        stage="open",
    ),
    "regimes": _own("regimes.yaml", "status", "report deadlines"),
    "pinned regimes": _own(
        "regimes.yaml", "open-window --opens 2021-03-01 --closes 2021-03-31", stage=DECIDED
    ),
    "time limits": _own("time-limits.yaml", "letters --into letters", "report deadlines"),
    "governance": _own("governance.yaml", "record-decision decisions/22-00012.yaml", stage="empty"),
    "contract register": _own("contract-register.yaml", "report register-of-contracts"),
    "written reports": _own(
        "written-reports.yaml", "report regulation-84", "report regulation-84 --contract 1"
    ),
    "selection": _own("selection.yaml", "rules lint"),
    "calendar": Kind(
        CALENDAR, (f"status {OWN}", f"report deadlines {OWN}"), "own/calendars/england.yaml"
    ),
}
