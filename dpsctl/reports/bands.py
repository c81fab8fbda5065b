"""The order of bands in reports: as the system's agreements list them."""

from __future__ import annotations

from dataclasses import dataclass

from dpsctl.ledger.lookups import System


@dataclass(frozen=True)
class BandOrder:
    """Where a band stands among the bands of the agreements; what they do not list comes last."""

    listed: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, system: System) -> BandOrder:
        """The order of a system's own document."""
        agreements = system.terms.get("agreements") or {}
        return cls(
            tuple(
                (agreement, band)
                for agreement, terms in agreements.items()
                for band in terms.get("bands") or []
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
