"""Every benchmark runs, and both its sides come to the same; how fast is for ``tests.bench``."""

from __future__ import annotations

from types import ModuleType

import pytest

from .bench import Measured, benchmarks


@pytest.mark.parametrize(
    "bench", [bench for _, bench in benchmarks()], ids=lambda each: each.__name__
)
def test_a_benchmark_runs_at_a_small_size(bench: ModuleType) -> None:
    measured: list[Measured] = list(bench.lines(bench.SMALL))

    assert measured
    for line in measured:
        assert line.ratio > 0
        assert line.row().count("|") == 6
