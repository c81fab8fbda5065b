"""The benchmark of costs runs, and plain SQL comes to the same; how fast is for ``tests.bench``."""

from __future__ import annotations

from pathlib import Path

from tests.bench.costs import agree, commands, ran
from tests.bench.many_placements import written


def test_the_report_sums_what_plain_sql_sums(tmp_path: Path) -> None:
    written(tmp_path / "dps.db", 400, contracts=7)
    report, plain = commands(tmp_path / "dps.db")
    files = tmp_path / "report.csv", tmp_path / "plain.json"
    for command, file in zip((report, plain), files, strict=True):
        ran(command, file)
    assert agree(*files)
