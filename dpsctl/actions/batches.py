"""Batches: many documents of one kind from many files, read so that every mistake is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from dpsctl.actions.sources import Source
from dpsctl.documents.document import Document
from dpsctl.documents.mistakes import MOST_MISTAKES, as_many_as_are_read
from dpsctl.documents.reading import readings
from dpsctl.documents.tables import Columns, table_readings
from dpsctl.documents.types import Part
from dpsctl.documents.validating import judged, known_keys, needed_keys
from dpsctl.errors import Complaint
from dpsctl.progress import along

M = TypeVar("M", bound=Part)


class Batch(Generic[M]):
    """The documents of many sources, one after the other, and all that is wrong with them.

    ``count`` is how many without a mistake have been read so far. Only :func:`read_batch` keeps
    them, as ``good``: else a batch may be as large as it likes.
    """

    def __init__(self, sources: Sequence[Source], model: type[M]) -> None:
        self.good: list[tuple[Document, M]] = []
        self.count = 0
        self._sources = sources
        self._model = model
        self._complaints: list[Complaint] = []
        self._first = ""
        self._digests = hashlib.sha256()

    def each(self, doing: str) -> Iterator[tuple[Document, M]]:
        """Read, and give each document without a mistake; the mistakes of the others are kept.

        ``doing`` is what is told to whoever watches the files go by.
        """
        for source in along(self._sources, doing):
            for document, complaints in _readings(source, self._model):
                typed, more = judged(document, self._model) if document else (None, [])
                self.refuse([*complaints, *more])
                if document and typed and not (complaints or more):
                    self._count(document)
                    yield document, typed

    def refuse(self, complaints: Iterable[Complaint]) -> None:
        """Keep complaints of any of its documents, as many as anybody will be told."""
        self._complaints += complaints
        if len(self._complaints) > 10 * MOST_MISTAKES:
            self._complaints = self._sorted()[: MOST_MISTAKES + 1]

    def in_order(self, more: Iterable[Complaint] = ()) -> list[Complaint]:
        """All complaints, with more that came of the good ones: by file as given, then place.

        Nobody reads more than the first of very many: the last line says where there are.
        """
        self.refuse(more)
        return as_many_as_are_read(self._sorted())

    @property
    def named(self) -> str:
        """The good documents read, as an entry's command names them: by their SHA-256."""
        if self.count == 1:
            return f"sha256:{self._first}"
        return f"{self.count} documents, sha256 of their digests:{self._digests.hexdigest()}"

    def already(self, known: int) -> str:
        """What there is to say where so many of the good documents are on the ledger."""
        which = f"{known} of {self.count}" if known < self.count else f"all {known}"
        return f"nothing to do for {which}: on the ledger as these documents have them"

    def _count(self, document: Document) -> None:
        self._first = self._first or document.sha256
        self._digests.update(document.sha256.encode())
        self.count += 1

    def _sorted(self) -> list[Complaint]:
        if not self._complaints:
            return []
        order = {source.name: place for place, source in enumerate(self._sources)}
        return sorted(self._complaints, key=lambda each: (order[each.file], each))


def read_batch(sources: Sequence[Source], model: type[M]) -> Batch[M]:
    """Read every document of every source as one kind, and keep those without a mistake."""
    batch: Batch[M] = Batch(sources, model)
    batch.good += batch.each("reading documents")
    return batch


def _readings(
    source: Source, model: type[Part]
) -> Iterator[tuple[Document | None, list[Complaint]]]:
    """A source's documents: of YAML, or the one that a CSV file lists under the model's marker."""
    if not source.name.lower().endswith(".csv"):
        return readings(source.content, source.name)
    marker: str = getattr(model, "marker", "")
    columns = Columns(marker, known_keys(model, (marker, 0)), needed_keys(model, (marker, 0)))
    return table_readings(source.content, source.name, columns)
