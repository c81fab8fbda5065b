"""What a report looks at: a ledger, up to the end of one London day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dpsctl.domain.days import day_end, instant_text, london_text
from dpsctl.domain.weeks import weeks
from dpsctl.ledger.chain import head
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import (
    System,
    WindowOnLedger,
    standings,
    system_by_id,
    system_now,
    window_named,
    windows_now,
)
from dpsctl.reports.report import Chart, Column, Report, Row, Section

if TYPE_CHECKING:
    from dpsctl.documents.regimes import Regime


@dataclass(frozen=True)
class Counting:
    """How money is to be counted, where an analyst asks for it otherwise than a report does it.

    ``weeks``: another basis than the system's. ``since``: from the end of which London day a
    comparison runs. ``part_year``: a financial year, such as 2021/22, to be counted by days;
    ``end_day_paid``: whether the day on which somebody leaves is paid for.
    """

    weeks: str | None = None
    since: date | None = None
    part_year: str | None = None
    end_day_paid: bool | None = None


@dataclass(frozen=True)
class View:
    """A ledger as it stood when ``as_of`` ended in London: acts recorded before that count.

    ``rules`` are the folders that calendars are looked for in. ``now`` is for ``status`` alone:
    a report is the same whenever it is asked for. ``window`` names the one window to report on.
    ``counting`` is how money is to be counted, where that is asked for; ``known_at`` the instant
    up to which the ledger's entries are known, where not all of them are. ``contract`` names the
    one contract to report on.
    """

    ledger: Ledger
    rules: list[Path]
    as_of: date
    now: datetime
    window: str | None = None
    counting: Counting = field(default_factory=Counting)
    known_at: datetime | None = None
    contract: str | None = None

    @property
    def weeks_per_year(self) -> str:
        """The weeks of a year by which fees are annualised, as written: one basis for all."""
        return self.counting.weeks or self.system.weeks_per_year

    @property
    def weeks(self) -> Fraction:
        """The same, as an exact number."""
        return weeks(self.weeks_per_year)

    @property
    def end_day_paid(self) -> bool:
        """Whether the day on which somebody leaves is paid for: as asked, or by the system."""
        asked = self.counting.end_day_paid
        return bool(self.system.terms.get("end_day_paid")) if asked is None else asked

    @property
    def until(self) -> datetime:
        """The instant at which the day is over."""
        return day_end(self.as_of)

    @cached_property
    def moment(self) -> str:
        """The same instant, as the ledger keeps instants."""
        return instant_text(self.until)

    @cached_property
    def system(self) -> System:
        """The newest amendment recorded by then; the first, where a past is typed in later.

        Raises:
            LedgerError: the ledger holds no system.
        """
        recorded = self.ledger.value(
            "SELECT MAX(s.id) FROM systems s JOIN entries e ON e.id = s.entry "
            "WHERE e.recorded_at < ?",
            [self.moment],
        )
        number = recorded or self.ledger.value("SELECT MIN(id) FROM systems")
        return system_by_id(self.ledger, number) if number else system_now(self.ledger)

    @cached_property
    def regime(self) -> Regime:
        """The law that the system runs under; amendments may change much, but never that.

        Raises:
            RefusedError: the rules know no such regime.
        """
        from dpsctl.documents.shelf import regime_named  # reading YAML takes time few reports need

        return regime_named(self.rules, self.system.regime)

    @property
    def always_open(self) -> bool:
        """Whether the regime knows one window only, as long as the system itself.

        Raises:
            RefusedError: the rules know no such regime.
        """
        return self.regime.always_open

    @cached_property
    def systems(self) -> dict[int, System]:
        """Every amendment by its number: a window keeps the terms it was opened under."""
        numbers = self.ledger.rows("SELECT id FROM systems ORDER BY id")
        return {row["id"]: system_by_id(self.ledger, row["id"]) for row in numbers}

    @cached_property
    def windows(self) -> list[WindowOnLedger]:
        """The windows recorded by then or open by then, by opening; the one named, if one is.

        Raises:
            RefusedError: no window has the name given.
        """
        named = window_named(self.ledger, self.window).id if self.window else None
        unheard = "SELECT w.id FROM windows w JOIN entries e ON e.id = w.entry WHERE "
        unheard += "e.recorded_at >= :until AND w.opens_at >= :until"
        later = {row["id"] for row in self.ledger.rows(unheard, {"until": self.moment})}
        return [
            window
            for window in windows_now(self.ledger, self.moment)
            if window.id not in later and named in (None, window.id)
        ]

    @cached_property
    def applications(self) -> list[Row]:
        """Every application received by then, in the windows looked at, and where it stood."""
        windows = {window.id for window in self.windows}
        return [
            row
            for row in standings(self.ledger, self.until)
            if row["received_at"] < self.moment and row["window_id"] in windows
        ]

    def report(
        self,
        name: str,
        title: str,
        columns: Sequence[Column],
        rows: list[Row],
        *,
        totals: Row | None = None,
        notes: list[str] | None = None,
        annual: bool = False,
        sections: Sequence[Section] = (),
        charts: Sequence[Chart] = (),
    ) -> Report:
        """A report with what all have in common; ``annual`` says that it holds pence a year."""
        return Report(
            name=name,
            title=title,
            as_of=self.as_of.isoformat(),
            system=self.system.name,
            rehearsal=self.system.rehearsal,
            head=head(self.ledger.db),
            columns=tuple(columns),
            rows=rows,
            totals=totals or {},
            notes=notes or [],
            weeks_per_year=self.weeks_per_year if annual else None,
            known_at=london_text(self.known_at) if self.known_at else None,
            sections=tuple(sections),
            charts=tuple(charts),
        )


def total(rows: list[Row], *keys: str) -> Row:
    """The sum of each of these columns; what is absent adds nothing."""
    return {key: sum(row[key] or 0 for row in rows) for key in keys}
