"""A window's published notice: as it was given, what is wrong with it, and whether it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dpsctl.actions.desk import Outcome
from dpsctl.domain.windows import Span
from dpsctl.errors import RefusedError
from dpsctl.ledger.facts import Notice
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.notices import notices_of


@dataclass(frozen=True)
class Published:
    """A notice as it was given: its reference, and its address and London days where known."""

    reference: str
    address: str | None = None
    sent_on: date | None = None
    published_on: date | None = None

    def options(self) -> list[str]:
        """What was typed, as the ledger keeps it."""
        given = {
            "--notice": self.reference,
            "--notice-address": self.address,
            "--notice-sent": self.sent_on,
            "--notice-published": self.published_on,
        }
        return [f"{option} {value}" for option, value in given.items() if value]

    def __str__(self) -> str:
        told = {"at": self.address, "sent on": self.sent_on, "published on": self.published_on}
        return ", ".join(
            [self.reference, *(f"{key} {value}" for key, value in told.items() if value)]
        )

    def fact(self, window: int) -> Notice:
        """The notice as a fact about a window."""
        return Notice(
            window,
            self.reference,
            self.address,
            self.sent_on.isoformat() if self.sent_on else None,
            self.published_on.isoformat() if self.published_on else None,
        )

    def known_as(self, row: Row) -> bool:
        """Whether a recorded notice says all that was given."""
        days = (self.sent_on, row["sent_on"]), (self.published_on, row["published_on"])
        same = self.reference == row["notice"] and self.address in (None, row["address"])
        return same and all(day is None or day.isoformat() == known for day, known in days)


def in_order(notice: Published) -> None:
    """Refuse a notice that was published before it was sent."""
    sent, published = notice.sent_on, notice.published_on
    if sent and published and published < sent:
        raise RefusedError(
            f"a notice sent on {sent} cannot have been published on {published}",
            "see which of the two days is right",
        )


def completed(ledger: Ledger, window: int, notice: Published) -> Published | None:
    """The notice with what was known of it before; none where nothing new was given.

    Raises:
        RefusedError: it would have been published before it was sent.
    """
    in_order(notice)
    recorded = notices_of(ledger, window)
    if not recorded or recorded[-1]["notice"] != notice.reference:
        return notice
    if notice.known_as(recorded[-1]):
        return None
    whole = _filled(notice, recorded[-1])
    in_order(whole)
    return whole


def _filled(notice: Published, row: Row) -> Published:
    sent, published = row["sent_on"], row["published_on"]
    return replace(
        notice,
        address=notice.address or row["address"],
        sent_on=notice.sent_on or (date.fromisoformat(sent) if sent else None),
        published_on=notice.published_on or (date.fromisoformat(published) if published else None),
    )


def remark_on(outcome: Outcome, notice: Published, span: Span, today: date) -> None:
    """Remark on a notice that is published after its window opens, or has not been yet."""
    published = notice.published_on
    if published and published > span.opening_day:
        outcome.remark(
            f"notice {notice.reference} is published on {published}, after the window opens on "
            f"{span.opening_day}"
        )
    elif published and published > today:
        outcome.remark(f"{published} lies ahead: the notice is not published yet")
