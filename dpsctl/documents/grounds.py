"""``rules/grounds/NAME.yaml``: the exclusion grounds of some regimes, as in force from a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field

from dpsctl.documents.across import Mistake, emptied, found, repeated, text_at
from dpsctl.documents.counting import parse_trigger_day
from dpsctl.documents.document import complain
from dpsctl.documents.reading import read_one
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.types import Day, Length, Part, Prose, Text, YesNo, choice, read_as
from dpsctl.documents.validating import validate
from dpsctl.domain.exclusions import Ground, GroundKind, Lookback
from dpsctl.domain.rules.grounds import SELF_DECLARATION
from dpsctl.errors import DocumentError


class TermCites(Part):
    """The provision behind each term of a ground."""

    lookback: Text | None = None
    ignored_before: Text | None = None
    ends_when_paid: Text | None = None
    self_cleaning: Text | None = None


class ExclusionGround(Part):
    """One ground, by the code that declarations answer: ``57(8)(c)``.

    ``lookback_runs_from`` is the answer's key for the day of ``lookback_from``; ``note`` is for
    whoever weighs a yes, on what no file can decide.
    """

    code: Text
    title: Text
    kind: Annotated[GroundKind, choice(*get_args(GroundKind))]
    lookback: Length | None = None
    lookback_from: Text | None = None
    lookback_runs_from: Annotated[str, choice("on", "known_on")] = "on"
    ignored_before: Day | None = None
    ends_when_paid: YesNo = False
    self_cleaning: YesNo = False
    cite: Text | None = None
    cites: TermCites = TermCites()
    note: Prose | None = None

    def ground(self, *, first_day_counts: bool) -> Ground:
        """The ground as it is judged; ``first_day_counts`` says how its lookback is counted."""
        return Ground(
            code=self.code,
            title=self.title,
            kind=self.kind,
            cite=self.cite or self.code,
            lookback=self._lookback(first_day_counts),
            ignored_before=self.ignored_before,
            ends_when_paid=self.ends_when_paid,
            self_cleaning=self.self_cleaning,
            cites=self.cites.model_dump(exclude_none=True),
        )

    def _lookback(self, first_day_counts: bool) -> Lookback | None:
        if self.lookback is None:
            return None
        return Lookback(
            period=self.lookback,
            since=self.lookback_from or "",
            cite=self.cites.lookback or "",
            first_day_counts=first_day_counts,
            from_knowledge=self.lookback_runs_from == "known_on",
        )


class GroundsDocument(Part):
    """A list of grounds; in force from ``in_force`` until ``until``, both in (None: still).

    ``proof`` is how the law has applicants answer them; ``lookback_trigger_day`` says whether a
    lookback's first day is that of the event (``in``) or the day after (``out``); ``unconfirmed``
    is what a lawyer has yet to confirm.
    """

    grounds: Text
    title: Text
    regimes: list[Annotated[str, choice(*REGIMES)]]
    in_force: Day
    until: Day | None = None
    source: Text
    proof: Text = SELF_DECLARATION
    lookback_trigger_day: Annotated[bool, read_as(parse_trigger_day, "in or out")] = False
    unconfirmed: list[Prose] = Field(default_factory=list)
    codes: list[ExclusionGround]

    @property
    def as_judged(self) -> tuple[Ground, ...]:
        """The grounds as they are judged, in order."""
        return tuple(each.ground(first_day_counts=self.lookback_trigger_day) for each in self.codes)

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values: repeats, empty lists, terms half told."""
        yield from emptied(content, "codes")
        yield from emptied(content, "regimes")
        yield from repeated(content, "codes", "*", "code")
        yield from repeated(content, "regimes", "*")
        for path, ground in found(content, "codes", "*"):
            yield from (((*path, *inner), what) for inner, what in _half_told(ground))


def _half_told(ground: Any) -> Iterator[Mistake]:
    """The terms of one ground that lack their beginning or their provision."""
    lookback = text_at(ground, "lookback")
    if lookback and not text_at(ground, "lookback_from"):
        yield ("lookback",), "say what it runs from: lookback_from"
    if lookback and ("working" in lookback or "clear" in lookback):
        yield ("lookback",), "a lookback is counted in days, months or years"
    for term in TermCites.model_fields:
        given = text_at(ground, term)
        if given and given.casefold() not in ("no", "false") and not text_at(ground, "cites", term):
            yield (term,), f"say which provision it comes from: cites: {{{term}: …}}"


def read_grounds(path: Path) -> GroundsDocument:
    """Read a grounds file.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint; also where the name is not the file's.
    """
    document = read_one(path)
    typed = validate(document, GroundsDocument)
    if typed.grounds != path.stem:
        what = f"is not the name of the file; write {path.stem}, or rename the file"
        raise DocumentError([complain(document, ("grounds",), what)])
    return typed
