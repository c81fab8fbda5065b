import subprocess
import sys

import pytest

from dpsctl.errors import UsageError
from dpsctl.reports.catalogue import REPORTS, report_named

HEAVY = ("pydantic", "typer", "rich", "yaml")


def test_an_unknown_report_names_the_nearest_and_the_list() -> None:
    with pytest.raises(UsageError) as caught:
        report_named("cost")
    assert caught.value.lines() == [
        "dpsctl: there is no report cost; did you mean costs?",
        "  the reports are roster, costs, prices, supply, offset, budget, windows, applications, "
        "findings, register, deadlines, evidence, decision-record, regulation-84, "
        "register-of-contracts, history",
    ]


@pytest.mark.parametrize("name", [*REPORTS, "status", "explain"])
def test_reports_start_without_heavy_imports(name: str) -> None:
    program = (
        f"import sys, dpsctl.reports.{name.replace('-', '_')}; "
        f"print([each for each in {HEAVY} if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_there_with_a_line_of_help(name: str) -> None:
    assert callable(report_named(name))
    assert 10 < len(REPORTS[name][2]) < 70
