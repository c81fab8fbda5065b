"""Where the law freezes the conditions for the term, a new version may flip nobody (s 36(7))."""

from __future__ import annotations

import pytest

from dpsctl.shipped import RULES

from ..office import Office
from ..papers import application, rule, rule_set
from ..small_system import OPEN_MARCH, OWN_RULES, RATED_GOOD, small_system

OPEN_MAY = f"open-window --opens 2021-05-01 --closes 2021-05-31 {OWN_RULES}"


@pytest.fixture
def frozen(new_office: Office) -> Office:
    """A system with windows under a law that freezes its conditions, one application judged.

    No regime in force has both windows and frozen conditions; this council's own file does.
    """
    office = small_system(new_office)
    regimes = (RULES / "regimes.yaml").read_text(encoding="utf-8")
    office.writes(
        "own-rules/regimes.yaml", regimes.replace("rules_frozen: no", "rules_frozen: yes")
    )
    office.types(OPEN_MARCH)
    office.imports(application(1, {"received_at": "2021-03-09T09:00", "answers": None}))
    office.types("check")
    return office.on("2021-04-10")


def test_a_version_that_flips_somebody_opens_no_window(frozen: Office) -> None:
    stricter = rule("good", "home.cqc.rating at least Outstanding", "refer")
    frozen.writes("own-rules/small/2021-04-01.yaml", rule_set("2021-04-01", [stricter]))

    refused = frozen.types(OPEN_MAY, exits=1)

    assert "are frozen for its term" in refused.err
    assert "judges 1 application otherwise: application 1, good, met to unmet" in refused.err
    assert "dpsctl rules diff small/2021-01-01 small/2021-04-01 --window all" in refused.err
    assert frozen.counts("windows") == 1


def test_a_version_that_flips_nobody_opens_one(frozen: Office) -> None:
    reworded = {**RATED_GOOD, "asks": "Is the home rated Good, or better?"}
    frozen.writes("own-rules/small/2021-04-01.yaml", rule_set("2021-04-01", [reworded]))

    frozen.types(OPEN_MAY)

    assert frozen.counts("windows") == 2
