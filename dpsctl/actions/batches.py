"""Batches: many documents of one kind from many files, read so that every mistake is told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from dpsctl.documents.document import Document
from dpsctl.documents.mistakes import as_many_as_are_read
from dpsctl.documents.reading import readings
from dpsctl.documents.tables import Columns, table_readings
from dpsctl.documents.types import Part
from dpsctl.documents.validating import judged, known_keys, needed_keys
from dpsctl.errors import Complaint
from dpsctl.ledger.chain import sha256
from dpsctl.progress import along

M = TypeVar("M", bound=Part)


@dataclass(frozen=True)
class Source:
    """One file's bytes, and what the user calls it."""

    name: str
    content: bytes


@dataclass
class Batch(Generic[M]):
    """What was read: the documents without a mistake, and complaints of the others."""

    sources: Sequence[Source]
    good: list[tuple[Document, M]] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)

    def in_order(self, more: Iterable[Complaint]) -> list[Complaint]:
        """All complaints, with more that came of the good ones: by file as given, then place.

        Nobody reads more than the first of very many: the last line says where there are.
        """
        order = {source.name: place for place, source in enumerate(self.sources)}
        every = [*self.complaints, *more]
        every.sort(key=lambda each: (order[each.file], each))
        return as_many_as_are_read(every)

    @property
    def named(self) -> str:
        """The good documents as an entry's command names them: by their SHA-256."""
        digests = [document.sha256 for document, _ in self.good]
        if len(digests) == 1:
            return f"sha256:{digests[0]}"
        return f"{len(digests)} documents, sha256 of their digests:{sha256(''.join(digests))}"

    def already(self, known: int) -> str:
        """What there is to say where so many of the good documents are on the ledger."""
        which = f"{known} of {len(self.good)}" if known < len(self.good) else f"all {known}"
        return f"nothing to do for {which}: on the ledger as these documents have them"


def read_batch(sources: Sequence[Source], model: type[M]) -> Batch[M]:
    """Read every document of every source as one kind, with all complaints in order."""
    batch: Batch[M] = Batch(sources)
    for source in along(sources, "reading documents"):
        for document, complaints in _readings(source, model):
            typed, more = judged(document, model) if document else (None, [])
            batch.complaints += sorted([*complaints, *more])
            if document and typed and not (complaints or more):
                batch.good.append((document, typed))
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


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files that paths mean: a folder means its ``*.yaml`` and ``*.yml``, sorted."""
    files: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # a name too long for any is none, and fetching it says so
            files += sorted(each for each in path.iterdir() if each.suffix in (".yaml", ".yml"))
        else:
            files.append(path)
    return files
