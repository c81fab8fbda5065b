"""The order of bands in reports: as the system's agreements list them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dpsctl.ledger.lookups import System
from dpsctl.reports.report import Row


@dataclass(frozen=True)
class BandOrder:
    """Where a band stands among the bands of the agreements; what they do not list comes last."""

    listed: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, system: System) -> BandOrder:
        """The order of a system's own document."""
        return cls(
            tuple(
                (agreement, band)
                for agreement in system.terms["agreements"]
                for band in system.bands_of(agreement)
            )
        )

    def of_band(self, band: str) -> tuple[int, str]:
        """What to sort a band by, whatever the agreement."""
        places = [at for at, (_, listed) in enumerate(self.listed) if listed == band]
        return (places[0] if places else len(self.listed)), band

    def within(self, agreement: str | None, band: str) -> tuple[bool, int, str, str]:
        """What to sort an agreement's band by; what is under no agreement comes after all."""
        known = (agreement or "", band) in self.listed
        place = self.listed.index((agreement or "", band)) if known else len(self.listed)
        return agreement is None, place, agreement or "", band


def labelled(rows: list[Row]) -> list[Row]:
    """Rows by agreement and band, each with a ``label``: the band, and the agreement where several
    rows have that band.
    """
    bands = Counter(row["band"] for row in rows)
    return [{**row, "label": _label(row, alone=bands[row["band"]] == 1)} for row in rows]


def _label(row: Row, *, alone: bool) -> str:
    band: str = row["band"]
    return band if alone else f"{band}, {row['agreement'] or 'no contract'}"
