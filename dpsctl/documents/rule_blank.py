"""``rules new``: a rule set to begin with, loud wherever its author has yet to write something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dpsctl.documents.rule_law import PLACEHOLDER
from dpsctl.documents.rule_shape import hyphened
from dpsctl.errors import RefusedError, UsageError

_BLANK = """\
# Say here what these criteria are for, and where they come from. Nothing here is legal advice.
#
# How to go on: `dpsctl rules lint` names every line that is still to be filled in, and `dpsctl
# rules show RULESET --facts` the facts that rules may name. Then write {version}.examples.yaml
# beside this file, and run `dpsctl rules test`. The shipped sets show how both are written.
rule_set: {name}
version: {version}
title: FILL_IN what these criteria are for
regime: FILL_IN one of pcr2015, pcr2015-light-touch, pa2023-dynamic-market, pa2023-open-framework
illustrative: yes                   # once it is adopted: adopted: {{decision: REF}}
grounds: FILL_IN the exclusion grounds of your regime, by their name under rules/grounds/

questions:
  - {{id: a_question, type: yes/no, ask: FILL_IN what applicants are asked beside the form}}

parameters:
  a_figure: {{type: money, law: FILL_IN whose figure it is, values: {{{version}: FILL_IN}}}}

rules:
  - id: cqc-registered
    asks: FILL_IN the question that this rule answers
    kind: FILL_IN one of exclusion, suitability, financial, technical
    cite: FILL_IN the provision that allows it
    proof: FILL_IN how it is shown, and when
    require:
      all of:
        - home.cqc.registration is Registered
        - home.cqc.dormant is no
    otherwise: FILL_IN fail, refer or note

  - id: another-rule
    asks: FILL_IN the question that this rule answers
    kind: FILL_IN one of exclusion, suitability, financial, technical
    cite: FILL_IN the provision that allows it
    proof: FILL_IN how it is shown, and when
    require: FILL_IN a sentence such as home.beds between 3 and 6
    otherwise: FILL_IN fail, refer or note
"""


def begin_rule_set(folder: Path, name: str, day: date) -> Path:
    """Write a blank version of a new rule set, in force from a day, into a rules folder.

    Raises:
        UsageError: the name is none, or the folder cannot be written to.
        RefusedError: the folder has a rule set of that name.
    """
    try:
        hyphened(name)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if (folder / name).exists():
        raise RefusedError(
            f"there is a rule set {name} in {folder} already",
            "a change to it is a new version: a copy of the newest file, under the day it begins",
        )
    path = folder / name / f"{day}.yaml"
    text = _BLANK.format(name=name, version=day).replace("FILL_IN", PLACEHOLDER)
    try:
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
    return path
