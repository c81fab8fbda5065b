"""What a redaction leaves standing, in words: the facts read from the document, and its copies."""

from __future__ import annotations

from collections.abc import Iterator

from dpsctl.domain.words import listed
from dpsctl.ledger.file import Row

PINNED = frozenset({"rule_sets", "cost_models"})
"""The tables whose facts are read again from the text, and are nothing without it."""

# What a fact is called, by its table.
_CALLED = {
    "systems": "the system {system} as entry {entry} has it",
    "decisions": "decision {decision}",
    "rule_sets": "rule set {rule_set}/{version}",
    "cost_models": "cost model {cost_model}/{version}",
    "applications": "application {id}",
    "further_contracts": "contract {number}",
    "transfers": "the transfer of contract {contract}",
    "letters": "the letter that application {application} was {outcome}",
    "uplifts": "uplift {uplift}",
}

_COPIES = (
    "backups, exports and the copies that migrate and restore keep hold the text still, where they "
    "were made before: delete them, or redact in them too",
    "so may the file that it was imported from, and a disk's own snapshots and freed blocks",
)


def read_from(table: str, row: Row) -> str:
    """What a fact that was read from a document is called."""
    return _CALLED.get(table, f"{table} {{id}}").format(**row)


def remarks_on(facts: list[tuple[str, Row]]) -> Iterator[str]:
    """What there is to say of a redaction, given the facts read from the document."""
    called = listed([read_from(table, row) for table, row in facts])
    if called:
        yield f"what was read from it stays on the ledger, with its names and words: {called}"
    for table, row in facts:
        if table == "letters":
            yield f"{read_from(table, row)} cannot be written again; its files are left alone"
        if table == "uplifts":
            yield (
                f"{read_from(table, row)} can still be completed by evidence, and is then no "
                "longer held against its agreements, bands, caps and who is eligible"
            )
    yield from _COPIES
