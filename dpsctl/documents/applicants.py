"""Who applies, and with which home: the parts of an application about provider and home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from dpsctl.documents.across import Mistake, found
from dpsctl.documents.ids import CharityNumber, CompanyNumber, CqcId, Postcode, Ppon
from dpsctl.documents.types import Day, Part, Pence, Text, WholeNumber, YesNo, choice


class Cover(Part):
    """One insurance, in pence: in place until a day, or promised before award."""

    cover: Pence | None = None
    expires: Day | None = None
    will_obtain: Pence | None = None


class Insurance(Part):
    """The insurances that are asked about."""

    public_liability: Cover | None = None
    employers_liability: Cover | None = None
    professional_indemnity: Cover | None = None


class Policies(Part):
    """The day on which each policy was last reviewed."""

    safeguarding: Day | None = None
    business_continuity: Day | None = None
    complaints: Day | None = None
    health_and_safety: Day | None = None
    data_protection: Day | None = None
    infection_control: Day | None = None
    equality: Day | None = None


class Provider(Part):
    """The legal entity that applies, with at least one identifier.

    ``address`` is the one it publishes. ``sme`` and ``vcse``: it is a small or medium-sized
    enterprise, a voluntary, community or social enterprise; the public contract register says so.
    """

    name: Text
    company_number: CompanyNumber | None = None
    charity_number: CharityNumber | None = None
    ppon: Ppon | None = None
    cqc_provider: CqcId | None = None
    legal_form: Text | None = None
    address: Text | None = None
    sme: YesNo | None = None
    vcse: YesNo | None = None
    insurance: Insurance | None = None
    policies: Policies | None = None


IDENTIFIERS = ("company_number", "charity_number", "ppon", "cqc_provider")
"""What a provider may be known by; each document about one gives at least one."""


def unidentified(content: dict[str, Any]) -> Iterator[Mistake]:
    """A mistake where the provider has no number that a register knows it by."""
    for path, provider in found(content, "provider"):
        if isinstance(provider, dict) and not provider.keys() & set(IDENTIFIERS):
            yield path, f"has no identifier; give one of {', '.join(IDENTIFIERS)}"


class Cqc(Part):
    """What the applicant says of the home's CQC registration."""

    registration: Annotated[str, choice("Registered", "Deregistered")] | None = None
    dormant: YesNo | None = None
    rating: (
        Annotated[
            str,
            choice("Outstanding", "Good", "Requires improvement", "Inadequate", "Unrated"),
        ]
        | None
    ) = None
    rated_on: Day | None = None
    registered_manager: YesNo | None = None


class Home(Part):
    """The care home that would join."""

    name: Text
    cqc_location: CqcId
    district: Text | None = None
    postcode: Postcode | None = None
    beds: WholeNumber | None = None
    cqc: Cqc | None = None
