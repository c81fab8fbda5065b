"""The benchmark runs, and both ways of judging say the same; how fast is for ``tests.bench``."""

from __future__ import annotations

import pytest

from tests.bench.rules import measured


@pytest.mark.parametrize("alike", [True, False])
def test_the_rules_say_what_the_predicates_say(alike: bool) -> None:
    assert all(seconds >= 0 for seconds in measured(100, alike=alike))
