"""What to do where the register says otherwise: a command, capitals for what a person knows."""

from __future__ import annotations

from dpsctl.reports.register_claims import Disagreement
from dpsctl.reports.register_subjects import Subject

_SUSPEND = "dpsctl suspend {} --days N --reason TEXT"
_TRANSFER = "dpsctl transfer {} --to FILE --reason TEXT"
_CLARIFY = "dpsctl clarify {} --ask TEXT --due DATE"
_CHECK = "dpsctl check {}"
_RESCIND = "dpsctl rescind {} --reason TEXT"

_CONTRACT = {
    "deregistered": f"look it up with CQC; no new placements: {_SUSPEND}",
    "not listed": f"look it up with CQC; no new placements: {_SUSPEND}",
    "new location": f"if it was sold or registered anew: {_TRANSFER}",
    "dormant": f"ask the home; no new placements: {_SUSPEND}",
    "rating": f"weigh it; for no new placements: {_SUSPEND}",
    "provider": f"ask the home; if it was sold: {_TRANSFER}",
    "name": f"ask the home; if it has a new name: {_TRANSFER}",
    "beds": "ask the home; dpsctl vary {} --from DATE --beds N --decision REF --reason TEXT",
    "categories": "ask the home what it is registered to give",
    "registered manager": "ask the home who manages it",
}
_APPLICATION = {
    "deregistered": _CHECK,
    "not listed": f"look it up with CQC, then {_CHECK}",
    "new location": f"ask for an application of the new location: {_CLARIFY}",
    "dormant": _CHECK,
    "rating": _CHECK,
}
_ADMITTED = f"before any award: {_RESCIND}"


def todo(subject: Subject, found: Disagreement) -> str:
    """The next act for a difference."""
    if found.better and subject.kind != "application":
        return "nothing: it is better than was known"
    if subject.kind == "contract":
        words = _CONTRACT[found.what]
    elif subject.kind == "admitted":
        words = _ADMITTED
    else:
        words = _APPLICATION.get(found.what, _CLARIFY)
    return words.format(*_number(subject))


def _number(subject: Subject) -> tuple[int | None]:
    return (subject.contract or subject.application,)
