"""What a system document says of proofs that run out."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainSerializer

from dpsctl.documents.scalars import parse_days_ahead, parse_length
from dpsctl.documents.types import Part, read_as, short
from dpsctl.domain.days import Duration

DaysAhead = Annotated[int, read_as(short(parse_days_ahead), "a number of days")]
Length = Annotated[
    Duration,
    read_as(short(parse_length), "a duration, such as 28 days or 3 years"),
    PlainSerializer(str, when_used="json"),
]
"""A length that needs no calendar of working days."""


class EvidenceTerms(Part):
    """How proofs are watched; what is left out is as ``rules/evidence.yaml`` has it.

    ``remind`` are days before the last one on which a reminder falls, ``grace`` how long after it
    a home still takes new people. ``policies`` and ``declaration`` say how long a policy that was
    reviewed, or a declaration that was signed, counts; without them neither runs out.
    """

    remind: list[DaysAhead] | None = None
    grace: Length | None = None
    policies: Length | None = None
    declaration: Length | None = None
