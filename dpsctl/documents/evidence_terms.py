"""What a system document says of proofs that run out."""

from __future__ import annotations

from typing import Annotated

from dpsctl.documents.scalars import parse_days_ahead
from dpsctl.documents.types import CalendarLength, Part, read_as, short

DaysAhead = Annotated[int, read_as(short(parse_days_ahead), "a number of days")]


class EvidenceTerms(Part):
    """How proofs are watched; what is left out is as ``rules/evidence.yaml`` has it.

    ``remind`` are days before the last one on which a reminder falls, ``grace`` how long after it
    a home still takes new people. ``policies`` and ``declaration`` say how long a policy that was
    reviewed, or a declaration that was signed, counts; without them neither runs out.
    """

    remind: list[DaysAhead] | None = None
    grace: CalendarLength | None = None
    policies: CalendarLength | None = None
    declaration: CalendarLength | None = None
