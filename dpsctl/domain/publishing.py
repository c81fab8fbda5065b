"""What starts a duty to publish: something that came about, of a contract, an application or a
calendar quarter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AWARDED, ENTERED_INTO = "awarded", "entered into"
ADMITTED, REMOVED, REFUSED = "admitted", "removed", "refused"
ENDED = "ended"
SUBJECTS = {
    AWARDED: "contract",
    ENTERED_INTO: "contract",
    ADMITTED: "application",
    REMOVED: "application",
    REFUSED: "application",
    ENDED: "quarter",
}
"""Each kind of event, and what it is one of."""


@dataclass(frozen=True)
class Event:
    """Something that came about on a London day, and the entry that has it (0: the calendar's).

    One of ``contract``, ``application`` and ``quarter`` says of what. ``basis`` is what a contract
    was awarded on; ``grounds`` are the rules of exclusion that stood against who was refused.
    """

    what: str
    on: date
    entry: int = 0
    contract: int | None = None
    application: int | None = None
    quarter: str | None = None
    home: int | None = None
    window: int | None = None
    basis: str | None = None
    grounds: tuple[str, ...] = ()

    def __str__(self) -> str:
        whose = f"{self.quarter} " if self.quarter else ""
        against = f", with {', '.join(self.grounds)} against it" if self.grounds else ""
        return f"{whose}{self.what} on {self.on}{against}"

    @property
    def whose(self) -> str:
        """Of what it is, in words: ``contract 3``, ``application 5``, ``2021-Q2``."""
        return self.quarter or f"{SUBJECTS[self.what]} {self.subject}"

    @property
    def subject(self) -> int | str:
        """The number of the contract or of the application, or the quarter."""
        found = self.contract or self.application or self.quarter
        assert found is not None, "an event is of something"
        return found
