"""``rules/grounds/NAME.yaml``: the exclusion grounds of some regimes, as in force from a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from dpsctl.documents.across import Mistake, emptied, repeated
from dpsctl.documents.document import complain
from dpsctl.documents.reading import read_one
from dpsctl.documents.regimes import REGIMES
from dpsctl.documents.types import Day, Part, Text, choice
from dpsctl.documents.validating import validate
from dpsctl.errors import DocumentError

Kind = Annotated[Literal["mandatory", "discretionary"], choice("mandatory", "discretionary")]


class ExclusionGround(Part):
    """One ground, by the code that declarations answer: ``57(8)(c)``."""

    code: Text
    title: Text
    kind: Kind
    cite: Text | None = None


class GroundsDocument(Part):
    """A list of grounds; in force from ``in_force`` until ``until``, both in (None: still)."""

    grounds: Text
    title: Text
    regimes: list[Annotated[str, choice(*REGIMES)]]
    in_force: Day
    until: Day | None = None
    source: Text
    codes: list[ExclusionGround]

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values: repeats and empty lists."""
        yield from emptied(content, "codes")
        yield from emptied(content, "regimes")
        yield from repeated(content, "codes", "*", "code")
        yield from repeated(content, "regimes", "*")


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
