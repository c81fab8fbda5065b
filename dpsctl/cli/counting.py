"""How the money of a report is to be counted, as typed: one basis, one comparison at a time."""

from __future__ import annotations

from dpsctl.cli import typed
from dpsctl.domain.financial_years import parse_financial_year
from dpsctl.domain.weeks import weeks as parse_weeks
from dpsctl.errors import UsageError
from dpsctl.reports.view import Counting

_REGISTER = "register-of-contracts"
# Which reports understand which option.
_UNDERSTOOD = {
    "--weeks": ("costs", "roster", "offset", "budget", "decision-record", _REGISTER),
    "--since": ("costs", "offset"),
    "--part-year": ("costs",),
    "--end-day": ("costs",),
    "--contract": ("regulation-84",),
}


def counting(
    report: str, weeks: str | None, since: str | None, part_year: str | None, end_day: str | None
) -> Counting:
    """What was typed, read.

    Raises:
        UsageError: it does not read so, or the report or the other options do not go with it.
    """
    given = {"--weeks": weeks, "--since": since, "--part-year": part_year, "--end-day": end_day}
    for option, value in given.items():
        _see_that_it_goes_with(report, option, value)
    if part_year is not None:
        _by_days_alone(weeks, since)
    elif end_day is not None:
        raise UsageError("--end-day goes with --part-year", "a whole year counts no single days")
    if weeks is not None:
        typed.read("--weeks", weeks, parse_weeks)
    year = typed.read_if("--part-year", part_year, parse_financial_year)
    return Counting(
        weeks=weeks,
        since=typed.a_day("--since", since) if since is not None else None,
        part_year=str(year) if year else None,
        end_day_paid=typed.read_if("--end-day", end_day, _paid),
    )


def one_contract(report: str, name: str | None, window: str | None) -> str | None:
    """The one contract to report on, as typed; none where all are wanted.

    Raises:
        UsageError: the report is of no one contract, or a window is asked for too.
    """
    _see_that_it_goes_with(report, "--contract", name)
    if name is not None and window is not None:
        raise UsageError("--contract names one contract, whatever its window", "leave out --window")
    return name if name is None else typed.a_name("--contract", name)


def _see_that_it_goes_with(report: str, option: str, value: str | None) -> None:
    if value is not None and report not in _UNDERSTOOD[option]:
        reports = ", ".join(_UNDERSTOOD[option])
        raise UsageError(f"{option} does not go with the report {report}", f"it is for {reports}")


def _by_days_alone(weeks: str | None, since: str | None) -> None:
    if weeks is not None:
        raise UsageError(
            "--part-year counts days, and --weeks the weeks of a whole year",
            "ask for one of them: two bases do not compare",
        )
    if since is not None:
        raise UsageError("--since compares whole years", "leave it or --part-year out")


def _paid(text: str) -> bool:
    if text not in ("paid", "unpaid"):
        raise ValueError(f"{text!r} is neither paid nor unpaid")
    return text == "paid"
