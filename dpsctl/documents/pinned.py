"""Pinned rules, read again from the ledger's own text: the rules that a window judges by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dpsctl.documents.document import Document
from dpsctl.documents.grounds import GroundsDocument
from dpsctl.documents.reading import read_documents
from dpsctl.documents.rule_sets import read_rule_set
from dpsctl.documents.validating import validate
from dpsctl.domain.rules.grounds import ground_rules
from dpsctl.domain.rules.rule_set import Rule, RuleSet
from dpsctl.errors import LedgerError
from dpsctl.ledger import chain
from dpsctl.ledger.file import Ledger


@dataclass(frozen=True)
class Asked:
    """A question as the reader of answers wants it."""

    id: str
    type: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Pinned:
    """A pinned rule set with its exclusion grounds; ``id`` is its number on the ledger."""

    id: int
    rule_set: RuleSet
    sha256: str
    grounds: GroundsDocument | None

    @property
    def name(self) -> str:
        """``RULESET/VERSION``."""
        return f"{self.rule_set.name}/{self.rule_set.version}"

    @property
    def codes(self) -> list[str]:
        """The exclusion grounds that it judges by."""
        return [each.code for each in self.grounds.codes] if self.grounds else []

    @cached_property
    def ground_rules(self) -> tuple[Rule, ...]:
        """Each exclusion ground as a rule."""
        return ground_rules(self.grounds.as_judged, self.grounds.proof) if self.grounds else ()

    @cached_property
    def asked(self) -> list[Asked]:
        """What applicants answer beside the fixed form."""
        return [
            Asked(each.id, "text" if each.type.kind == "choice" else each.type.kind, each.choices)
            for each in self.rule_set.questions
        ]


def rules_of_window(ledger: Ledger, window: int, agreement: str) -> Pinned:
    """The rules that a window judges an agreement's applications by."""
    number = ledger.value(
        "SELECT rule_set FROM window_rules WHERE window = ? AND agreement = ?", [window, agreement]
    )
    return pinned_rules(ledger, number)


def pinned_rules(ledger: Ledger, id: int) -> Pinned:
    """A pinned rule set, read from its text on the ledger and nothing else."""
    row = ledger.row("SELECT * FROM rule_sets WHERE id = ?", [id])
    assert row is not None, "windows and checks refer to what was pinned"
    document = pinned_text(ledger, row["document"], f"{row['rule_set']}/{row['version']}.yaml")
    grounds = None
    if row["grounds_document"]:
        grounds = pinned_text(ledger, row["grounds_document"], f"grounds/{row['grounds']}.yaml")
    return Pinned(
        id=id,
        rule_set=read_rule_set(document, lambda _: grounds),
        sha256=row["document"],
        grounds=validate(grounds, GroundsDocument) if grounds else None,
    )


def pinned_text(ledger: Ledger, sha256: str, name: str) -> Document:
    """A pinned document, from its text on the ledger; ``name`` is what its file was called.

    Raises:
        LedgerError: the text is gone, or not the one that was pinned.
    """
    text: str | None = ledger.value("SELECT text FROM documents WHERE sha256 = ?", [sha256])
    if text is None or chain.sha256(text) != sha256:
        raise LedgerError(
            f"the text of {name} on the ledger is not the one that was pinned",
            "see `dpsctl verify`, and bring back a backup",
        )
    return read_documents(text.encode("utf-8"), name)[0]
