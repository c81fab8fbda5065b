"""What a system document says of what must be published."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dpsctl.documents.types import CalendarLength, Part, choice


class PublishingTerms(Part):
    """How notices are published: each award by itself, or those of a quarter together.

    ``review_contracts`` is how long before its last day a contract is reviewed, which the public
    register of contracts has to tell.
    """

    award_notices: Annotated[str, choice("each", "quarterly")] = Field(default="each")
    review_contracts: CalendarLength | None = None
