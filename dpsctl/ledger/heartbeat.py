"""What cron remembers between two runs: a small file beside the ledger, ``LEDGER.cron``.

It says when ``reopen`` last ran, and of which news it has told. It is no fact of the ledger's and
is never in it: whoever loses it hears old news once more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dpsctl.domain.days import instant_of, instant_text, london_day
from dpsctl.ledger.whole_file import part_file, with_mode_of

SUFFIX = ".cron"
_LOOKED_BACK = timedelta(days=31)
"""How far back is looked where nothing says when cron last ran."""
_AHEAD = timedelta(days=1)
_MOST = 64 * 2**20  # bytes; a hundred thousand pieces of news are a tenth of it


@dataclass(frozen=True)
class Heartbeat:
    """When ``reopen`` last ran, in UTC, and the keys of the news it told."""

    last_ran: datetime | None = None
    told: frozenset[str] = field(default_factory=frozenset)

    def since(self, now: datetime) -> datetime:
        """Since when to tell what came about by now, in UTC.

        A last run far ahead of the clock says nothing.
        """
        if self.last_ran is None or self.last_ran - now > _AHEAD:
            return now - _LOOKED_BACK
        return self.last_ran


def heartbeat_of(ledger: Path) -> Heartbeat:
    """What cron remembers of a ledger; nothing where its file is missing or says nothing of use."""
    path = _beside(ledger)
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return Heartbeat()
        kept: Any = json.loads(path.read_text(encoding="utf-8"))
        last_ran = instant_of(kept["last_ran"])
        london_day(last_ran)  # which not every instant has
        if instant_text(last_ran) != kept["last_ran"]:  # nothing that was kept here
            return Heartbeat()
        return Heartbeat(last_ran, frozenset(map(str, kept["told"])))
    except (OSError, ValueError, LookupError, TypeError, RecursionError, OverflowError):
        return Heartbeat()


def keep_heartbeat(ledger: Path, heartbeat: Heartbeat) -> str | None:
    """Keep what cron is to remember; why it cannot be kept, where it cannot.

    The file is replaced whole, so that a run which is killed leaves the old one.
    """
    assert heartbeat.last_ran is not None, "it is kept by a run"
    kept = {"last_ran": instant_text(heartbeat.last_ran), "told": sorted(heartbeat.told)}
    path = _beside(ledger)
    try:
        with part_file(path.parent) as part:
            part.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            with_mode_of(part, ledger)
            part.replace(path)
    except OSError as error:
        return error.strerror or "unknown"
    return None


def _beside(ledger: Path) -> Path:
    real = ledger.resolve()  # which is what the crontab names
    return real.with_name(real.name + SUFFIX)
