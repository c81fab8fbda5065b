"""The application document: one home asking to join; and the flat facts that rules judge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, PlainValidator

from dpsctl.documents.across import Mistake, emptied, found, repeated
from dpsctl.documents.answers import typed_answers
from dpsctl.documents.applicants import Home, Provider, unidentified
from dpsctl.documents.declarations import Declaration, check_exclusions
from dpsctl.documents.ids import CqcId, PersonReference, Sha256
from dpsctl.documents.types import Instant, Part, Text, WeeklyPence, wrong
from dpsctl.domain.days import instant_text

__all__ = ["ApplicationDocument", "check_exclusions", "facts", "typed_answers"]


def _answer(value: object) -> object:
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise wrong("is a group of keys; an answer is one text, or a list of texts")
    return value


Answer = Annotated[str | list[str], PlainValidator(_answer)]


class Attachment(Part):
    """A file that came with the application, known by its digest."""

    name: Text
    sha256: Sha256


class OfferedPlacement(Part):
    """A person already placed in the home; fees are pence a week.

    ``price`` is what the cost model is fed with for the offered fee, still texts: see ``prices``.
    """

    ref: PersonReference
    need: Text
    band: Text
    current_weekly_fee: WeeklyPence
    offered_weekly_fee: WeeklyPence
    price: dict[str, Text] | None = None


class ApplicationDocument(Part):
    """An application as it came. ``answers`` are still texts: see :func:`typed_answers`."""

    marker: ClassVar[str] = "received_at"

    reference: Text | None = None
    received_at: Instant
    provider: Provider
    home: Home
    categories: list[Text]
    agreement: Text
    band: Text
    answers: dict[str, Answer] | None = None
    remodels: CqcId | None = None
    declaration: Declaration | None = None
    attachments: list[Attachment] = Field(default_factory=list)
    placements: list[OfferedPlacement] = Field(default_factory=list)

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from emptied(content, "categories")
        yield from repeated(content, "categories", "*")
        yield from repeated(content, "placements", "*", "ref")
        yield from unidentified(content)
        for path, cover in found(content, "provider", "insurance", "*"):
            if isinstance(cover, dict) and "will_obtain" in cover and len(cover) > 1:
                yield path, "give cover and expires, or will_obtain alone"


_NOT_FACTS = {"answers", "attachments", "declaration.exclusions", "placements"}


def facts(
    application: ApplicationDocument, answers: Mapping[str, Any], exclusion_codes: Collection[str]
) -> dict[str, Any]:
    """The flat facts of an application, by path: ``home.cqc.rating``. What is absent is unknown.

    Money is integer pence, days ISO text, ``received_at`` UTC text. ``answers`` are the typed
    ones; ``exclusion_codes`` are the grounds that ``none declared`` answers no to.
    """
    flat: dict[str, Any] = {}
    _flatten(flat, application, "")
    flat |= {f"answers.{name}": answer for name, answer in answers.items()}
    if application.declaration:
        flat |= application.declaration.facts(exclusion_codes)
    return flat


def provider_facts(provider: Provider) -> dict[str, Any]:
    """What a contract's or a transfer's document says of a provider, by an application's paths."""
    flat: dict[str, Any] = {}
    _flatten(flat, provider, "provider.")
    return flat


def _flatten(flat: dict[str, Any], part: BaseModel, prefix: str) -> None:
    for name, value in part.__dict__.items():
        path = prefix + name
        if value is None or path in _NOT_FACTS:
            continue
        if type(value) in _AS_IT_IS:
            flat[path] = value
        elif as_text := _AS_TEXT.get(type(value)):
            flat[path] = as_text(value)
        else:
            _flatten(flat, value, f"{path}.")


_AS_IT_IS = {str, int, bool, list}
_AS_TEXT: Mapping[type, Callable[[Any], str]] = {date: date.isoformat, datetime: instant_text}
