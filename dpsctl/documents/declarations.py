"""The declaration of an application: one answer for each exclusion ground."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BeforeValidator

from dpsctl.documents.document import Document, complain, did_you_mean, shown
from dpsctl.documents.types import Day, Part, Prose, YesNo, wrong
from dpsctl.domain.rules.facts import exclusion_path
from dpsctl.errors import Complaint

NONE_DECLARED = "none declared"


class ExclusionAnswer(Part):
    """Whether a ground applies; when it happened, what became of it, what was put right.

    The days are those of :class:`~dpsctl.domain.exclusions.Admission`.
    """

    answer: YesNo
    on: Day | None = None
    known_on: Day | None = None
    paid_on: Day | None = None
    arranged_on: Day | None = None
    self_cleaning: Prose | None = None

    def facts(self, code: str) -> dict[str, Any]:
        """What was told, by fact path; days are ISO texts."""
        path = exclusion_path(code)
        told = {path: self.answer}
        for field in ("on", "known_on", "paid_on", "arranged_on"):
            day = getattr(self, field)
            told |= {f"{path}.{field}": day.isoformat()} if day else {}
        return told | ({f"{path}.self_cleaning": self.self_cleaning} if self.self_cleaning else {})


def _spelt_out(value: object) -> object:
    return {"answer": value} if isinstance(value, str) else value


def _declared(value: object) -> object:
    """``none declared`` as an empty mapping; a mapping whose answers are all missing as None."""
    if isinstance(value, str):
        if value.casefold() != NONE_DECLARED:
            raise wrong(
                f"{shown(value)} is not an answer; write {NONE_DECLARED}, or list the grounds"
            )
        return {}
    return value or None


class Declaration(Part):
    """The signed declaration. ``exclusions`` goes by ground code; empty means none declared."""

    signed_on: Day | None = None
    exclusions: Annotated[
        dict[str, Annotated[ExclusionAnswer, BeforeValidator(_spelt_out)]] | None,
        BeforeValidator(_declared),
    ] = None

    @property
    def none_declared(self) -> bool:
        """Whether the applicant answered no to every ground in one go."""
        return self.exclusions == {}

    def facts(self, codes: Collection[str]) -> dict[str, Any]:
        """The answers by fact path; ``none declared`` answers no for every one of ``codes``."""
        if self.none_declared:
            return {exclusion_path(code): False for code in codes}
        answers = self.exclusions or {}
        return {
            path: fact
            for code, given in answers.items()
            for path, fact in given.facts(code).items()
        }


def check_exclusions(
    document: Document, declaration: Declaration | None, known_codes: Collection[str]
) -> list[Complaint]:
    """A complaint for each answer to a ground that no grounds file of the regime knows."""
    codes = declaration.exclusions if declaration and declaration.exclusions else {}
    return [
        complain(
            document,
            ("declaration", "exclusions", code),
            f"there is no such ground under this regime{did_you_mean(code, known_codes)}",
            at_key=True,
        )
        for code in codes
        if code not in known_codes
    ]
