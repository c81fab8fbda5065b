"""What a system document says of what must be published."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dpsctl.documents.types import Part, choice


class PublishingTerms(Part):
    """How notices are published: each award by itself, or those of a quarter together."""

    award_notices: Annotated[str, choice("each", "quarterly")] = Field(default="each")
