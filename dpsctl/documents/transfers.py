"""The transfer document: a home sold, or registered anew, in the middle of its contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import Field

from dpsctl.documents.across import Mistake, text_at
from dpsctl.documents.applicants import Provider, unidentified
from dpsctl.documents.ids import CqcId
from dpsctl.documents.types import Day, Part, Text, YesNo


class MovedHome(Part):
    """What the home is registered under and called from then on; what is left out stays."""

    cqc_location: CqcId | None = None
    name: Text | None = None


class TransferDocument(Part):
    """A transfer. ``from_day`` is the first London day under the new owner or registration.

    Without ``provider`` the home has a new registration and the owner it had. ``fulfils_criteria``:
    whether the new provider fulfils the criteria by which the home was first selected.
    """

    marker: ClassVar[str] = "transfer"

    from_day: Day = Field(alias="transfer")
    provider: Provider | None = None
    home: MovedHome | None = None
    fulfils_criteria: YesNo | None = None

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from unidentified(content)
        if "provider" not in content and text_at(content, "home", "cqc_location") is None:
            yield (), "nothing is transferred; give the new provider, home.cqc_location, or both"
