"""The kinds of fact about what was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dpsctl.ledger.facts.fact import Fact


@dataclass(frozen=True)
class Publication(Fact):
    """Something that had to be published or sent, and was: under a reference, on a day."""

    table: ClassVar[str] = "publications"
    duty: str
    reference: str
    published_on: str


@dataclass(frozen=True)
class PublicationSubject(Fact):
    """What a publication was about: one of a contract, an application and a quarter (2021-Q2)."""

    table: ClassVar[str] = "publication_subjects"
    publication: int
    contract: int | None
    application: int | None
    quarter: str | None
    event: str


@dataclass(frozen=True)
class PublicationCorrection(Fact):
    """A subject of a publication that it did not have so, and the subject of another instead."""

    table: ClassVar[str] = "publication_corrections"
    subject: int
    instead: int | None = None
