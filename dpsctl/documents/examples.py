"""``rules/NAME/VERSION.examples.yaml``: applications, and what a version must find of them.

One application stands whole, as ``base``; every rule is met by it. Each example changes a few of
its paths and says what then differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field

from dpsctl.documents.across import Mistake, crowded, emptied, found, repeated, text_at
from dpsctl.documents.document import Document
from dpsctl.documents.reading import read_one
from dpsctl.documents.types import Day, Part, Text, choice
from dpsctl.documents.validating import validate
from dpsctl.domain.rules.findings import Outcome
from dpsctl.domain.rules.verdicts import Verdict

SUFFIX = ".examples.yaml"

AVerdict = Annotated[str, choice(*get_args(Verdict), "mixed")]


class ExampleWindow(Part):
    """The window that an example is judged in, by its first and last London day."""

    opens: Day
    closes: Day | None = None


class Expected(Part):
    """What an example must come to.

    ``findings`` are those that differ from the base, by rule; a name may hold ``*``. ``refused``
    is part of the complaint with which the document must be refused, before any rule is asked.
    """

    verdict: AVerdict | None = None
    verdicts: dict[str, Annotated[str, choice(*get_args(Verdict))]] = Field(default_factory=dict)
    findings: dict[str, Annotated[Outcome, choice(*get_args(Outcome))]] = Field(
        default_factory=dict
    )
    refused: Text | None = None


class ExamplePart(Part):
    """One example: what it changes in the base, the days if others, and what must come of it."""

    name: Text
    given: dict[str, Any] = Field(default_factory=dict)
    window: ExampleWindow | None = None
    today: Day | None = None
    expect: Expected


class ExamplesDocument(Part):
    """The examples of one version.

    ``examples_of`` (``RULESET/VERSION``) is needed only by a file that does not stand beside it;
    ``not_applicable`` names the rules that do not apply to the base, all others being met by it.
    """

    examples_of: Text | None = None
    window: ExampleWindow
    today: Day
    base: dict[str, Any]
    not_applicable: list[Text] = Field(default_factory=list)
    examples: list[ExamplePart]

    @classmethod
    def across(cls, content: dict[str, Any]) -> Iterator[Mistake]:
        """What is wrong between several values."""
        yield from crowded(content, 2_000, "examples")
        yield from emptied(content, "examples")
        yield from repeated(content, "examples", "*", "name")
        for path, expect in found(content, "examples", "*", "expect"):
            if expect == {}:
                yield path, "expects nothing; write a verdict, findings, or refused"
            elif text_at(expect, "refused") and len(expect) > 1:
                yield path, "what is refused as a document has no verdict and no findings"


def read_examples(path: Path) -> tuple[Document, ExamplesDocument]:
    """Read an examples file.

    Raises:
        UsageError: there is no such file.
        DocumentError: with every complaint, in file order.
    """
    document = read_one(path)
    return document, validate(document, ExamplesDocument)


def examples_beside(version: Path) -> Path | None:
    """The examples file of a version, if there is one."""
    path = version.with_name(f"{version.stem}{SUFFIX}")
    return path if path.is_file() else None
