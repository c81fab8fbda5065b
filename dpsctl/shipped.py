"""Where the shipped rules and fixtures stand: inside an installed wheel, or beside a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_WHEEL = _PACKAGE / "shipped"
_HOME = _WHEEL if _WHEEL.is_dir() else _PACKAGE.parent

RULES = _HOME / "rules"
FIXTURES = _HOME / "fixtures"
INDEPENDENT = _PACKAGE / "independent" / "verify_ledger.py"
"""The verifier that shares no code with us, for whoever would rather not trust us."""


def rules_folders(own: Path | None) -> list[Path]:
    """The folders that rule files are looked for in: a council's own first, then the shipped."""
    return [*([own] if own else []), RULES]
