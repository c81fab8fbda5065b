"""Where proofs stand on the ledger: in applications, in contracts taken over, and by themselves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dpsctl.domain.days import instant_of, london_day
from dpsctl.domain.proof_kinds import DECLARATION, INSURANCES, KINDS
from dpsctl.domain.proofs import Proof
from dpsctl.ledger.file import Ledger, Row
from dpsctl.ledger.schema.views import AWARDS

Shown = tuple[int, Proof]
"""A proof, after the number of who showed it: a provider, or an application."""


def _paths() -> dict[str, tuple[str, str]]:
    """Every fact of an application that a proof is made of: its kind, and what it says of it."""
    insured = {"cover": "cover", "expires": "last", "will_obtain": "promised"}
    found = {
        f"provider.insurance.{kind}.{field}": (kind, says)
        for kind in INSURANCES
        for field, says in insured.items()
    }
    for kind in KINDS:
        if kind not in INSURANCES:
            path = f"{DECLARATION}.signed_on" if kind == DECLARATION else f"provider.{kind}"
            found[path] = (kind, "first")
    return found


PATHS = _paths()

_TOLD = ", ".join(f"""'$."{path}"'""" for path in PATHS)
_ONLY = "(:providers IS NULL OR {} IN (SELECT value FROM json_each(:providers)))"
_AWARDED = f"""
SELECT k.provider, k.application, k.awarded_on AS day, COALESCE(a.entry, k.entry) AS entry,
       COALESCE(a.reference, k.reference) AS reference,
       IIF(k.application IS NULL, 'contract', 'application') AS source,
       json_extract(COALESCE(a.facts, f.facts), {_TOLD}) AS told
FROM ({AWARDS}) k LEFT JOIN applications a ON a.id = k.application
LEFT JOIN further_contracts f ON f.number = k.number AND k.application IS NULL
WHERE {_ONLY.format("k.provider")}
UNION ALL
SELECT t.provider, NULL, t.from_day, t.entry, NULL, 'transfer', json_extract(t.facts, {_TOLD})
FROM transfers t WHERE t.facts IS NOT NULL AND {_ONLY.format("t.provider")}
"""
_APPLIED = f"""
SELECT a.id AS application, a.entry, a.reference, 'application' AS source,
       json_extract(a.facts, {_TOLD}) AS told
FROM applications a WHERE a.id IN (SELECT value FROM json_each(?))
"""


def from_awards(ledger: Ledger, providers: Sequence[int] | None) -> Iterator[Shown]:
    """What applications, and documents of contracts and transfers, say of these providers (none: of
    all).

    Answers that came back to a clarification take the place of what the application said.
    """
    rows = ledger.rows(_AWARDED, {"providers": _listed(providers)})
    numbers = None if providers is None else [row["application"] for row in rows]
    answers = _answers(ledger, numbers)
    for row in rows:
        for proof in _proofs(row, answers, date.fromisoformat(row["day"])):
            yield row["provider"], proof


def from_applications(ledger: Ledger, numbers: Sequence[int]) -> Iterator[Shown]:
    """What applications say that nobody has awarded a contract to yet, by their numbers."""
    answers = _answers(ledger, numbers)
    for row in ledger.rows(_APPLIED, [_listed(numbers)]):
        for proof in _proofs(row, answers, date.min):
            yield row["application"], proof


def from_records(ledger: Ledger, providers: Sequence[int] | None) -> Iterator[Shown]:
    """What was seen of proofs since, of these providers (none: of all)."""
    for row in ledger.rows(
        "SELECT v.*, e.recorded_at FROM evidence v JOIN entries e ON e.id = v.entry "
        f"WHERE {_ONLY.format('v.provider')} ORDER BY v.id",
        {"providers": _listed(providers)},
    ):
        yield (
            row["provider"],
            Proof(
                kind=row["kind"],
                source="record",
                entry=row["entry"],
                recorded=london_day(instant_of(row["recorded_at"])),
                first=_day(row["on_day"]),
                last=_day(row["until_day"]),
                cover=row["cover_pence"],
                reference=row["reference"],
            ),
        )


Answers = dict[int, dict[str, tuple[Any, int]]]
"""What came back to clarifications: values by path, each with its entry, by application."""


def _answers(ledger: Ledger, applications: Sequence[int] | None) -> Answers:
    found: Answers = defaultdict(dict)
    for row in ledger.rows(
        "SELECT application, field, value, entry FROM answers "
        "WHERE field IN (SELECT value FROM json_each(:paths)) AND (:numbers IS NULL OR "
        "application IN (SELECT value FROM json_each(:numbers))) ORDER BY id",
        {"paths": json.dumps(list(PATHS)), "numbers": _listed(applications)},
    ):
        found[row["application"]][row["field"]] = json.loads(row["value"]), row["entry"]
    return found


def _values(row: Row) -> Iterator[tuple[str, Any]]:
    values = json.loads(row["told"]) if row["told"] else []
    return ((path, value) for path, value in zip(PATHS, values, strict=False) if value is not None)


def _proofs(row: Row, answers: Answers, day: date) -> Iterator[Proof]:
    """What an application or a contract's document says, which counts from a day on."""
    told = {path: (value, row["entry"]) for path, value in _values(row)}
    told |= answers.get(row["application"], {})
    kinds: dict[str, dict[str, Any]] = defaultdict(dict)
    entries: dict[str, int] = defaultdict(int)
    for path, (value, entry) in told.items():
        kind, says = PATHS[path]
        kinds[kind][says] = value if says in ("cover", "promised") else _day(value)
        entries[kind] = max(entries[kind], entry)
    for kind, said in kinds.items():
        yield Proof(
            kind=kind,
            source=row["source"],
            entry=entries[kind],
            recorded=day,
            reference=row["reference"],
            application=row["application"],
            **said,
        )


def _listed(numbers: Sequence[int] | None) -> str | None:
    return None if numbers is None else json.dumps(list(numbers))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
