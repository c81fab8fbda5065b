"""The crowds: twenty commands each that may well be typed at once on one ledger."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger.full import WHO


@dataclass(frozen=True)
class Crowd:
    """Twenty commands typed at once, at the point of the story before ``at``."""

    at: str
    commands: tuple[str, ...]


def _all(*counted: tuple[int, str]) -> tuple[str, ...]:
    return tuple(command for times, command in counted for _ in range(times))


_DETERMINE = "determine --all-qualified admit --reason 'Meets every criterion'"
_AWARD = "award --decision 20/00108 --starts 2021-05-04 --yes"
CROWDS = (
    Crowd("init", _all((20, "init system.yaml"))),
    Crowd(
        "import applications",
        _all(
            *((1, f"import applications/KBP-2021-000{n}.yaml") for n in range(1, 7)),
            (2, "import applications"),
            (2, "check"),
            (1, _DETERMINE),
            (1, _AWARD),
            *((2, f"report {name} -f json") for name in ("applications", "findings", "roster")),
            (1, "report history -f json"),
            (1, "status"),
        ),
    ),
    Crowd(
        "award",
        _all(
            (3, _AWARD),
            (1, "award 3 --decision 20/00108 --starts 2021-05-04 --yes"),
            (2, "withdraw 4 --reason 'It closes'"),
            (3, f"place 1 --ref P-0101 {WHO} --reason 'Before it is signed'"),
            (2, "letters --into letters"),
            (3, "import applications"),
            (2, "check"),
            *((1, f"report {name} -f json") for name in ("roster", "costs", "history")),
            (1, "verify"),
        ),
    ),
    Crowd(
        "import-contracts",
        _all(
            (2, "import-contracts contracts"),
            *((1, f"place 1 --ref P-020{n} {WHO} --reason 'Early'") for n in range(5)),
            (3, f"place 1 --ref P-0101 {WHO} --reason 'Before it is signed'"),
            (2, "end-placement P-0001 --on 2021-04-22"),
            (2, "change-fee P-0003 --weekly 1700 --from 2021-04-22 --reason 'A review'"),
            (2, "sign 1 2 --on 2021-04-22"),
            (1, "suspend 1 --days 90 --reason 'An enquiry'"),
            *((1, f"report {name} -f json") for name in ("costs", "prices", "history")),
        ),
    ),
    # Cron beside everybody else.
    Crowd(
        "reopen",
        _all(
            (8, "reopen"),
            (4, "import first.yaml"),
            (2, "check"),
            (2, "end-placement P-0003 --on 2021-09-12"),
            *((1, f"report {name} -f json") for name in ("windows", "roster", "costs", "history")),
        ),
    ),
)
