"""Homes that apply twice in one batch: which is meant? Both are refused.

Which these are is known only when the last document has been read, and no document is kept so long.
So a batch is taken in as if there were none; where there are, all of that is undone and the batch
is begun again, knowing them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dpsctl.documents.applications import ApplicationDocument
from dpsctl.documents.document import Document, complain
from dpsctl.errors import Complaint

Home = tuple[str, str]
"""A CQC location, and the agreement that is applied for."""


class BeginAgainError(Exception):
    """The batch is to be begun again, knowing the homes that apply twice."""

    def __init__(self, twice: frozenset[Home]) -> None:
        super().__init__()
        self.twice = twice


@dataclass(frozen=True)
class _Met:
    """A document of a home that applies twice; the complaint lacks where the other one stands."""

    digest: str
    where: str
    complaint: Complaint
    refused: bool


class HomesApplying:
    """The homes of the documents met so far; ``twice`` are those known to apply twice."""

    def __init__(self, twice: frozenset[Home]) -> None:
        self._twice = twice
        self._found: set[Home] = set()
        self._digests: dict[int, int] = {}
        self._met: dict[Home, list[_Met]] = {}

    def meet(self, document: Document, application: ApplicationDocument, *, known: bool) -> bool:
        """Whether the document's home applies twice, as far as can be told by now.

        ``known`` is one that was imported before: it is the other one, but is not refused itself.
        """
        home = (application.home.cqc_location, application.agreement)
        if home in self._twice:
            self._met.setdefault(home, []).append(_met(document, home, refused=not known))
            return True
        # Of a home that applies once a batch may hold very many: two numbers are all that is kept.
        digest = hash(document.sha256)
        if self._digests.setdefault(hash(home), digest) != digest:
            self._found.add(home)
        return home in self._found

    def complaints(self) -> Iterator[Complaint]:
        """A complaint of each document refused, in which it names another of its home.

        Raises:
            BeginAgainError: there are homes that were not known to apply twice.
        """
        if self._found:
            raise BeginAgainError(self._twice | self._found)
        for met in self._met.values():
            for each in met:
                if each.refused:
                    yield _completed(each, met)


def _met(document: Document, home: Home, *, refused: bool) -> _Met:
    what = f"{home[0]} applies twice in this batch"
    complaint = complain(document, ("home", "cqc_location"), what, refused=True)
    where = f"{document.file}:{document.start.line}"
    return _Met(document.sha256, where, complaint, refused)


def _completed(one: _Met, met: list[_Met]) -> Complaint:
    other = next((each.where for each in met if each.digest != one.digest), None)
    also = f": also at {other}" if other else ", or did when it was read first; import it again"
    return replace(one.complaint, what=f"{one.complaint.what}{also}")
