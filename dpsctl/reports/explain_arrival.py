"""How an application came in: who applies, when it was received, and which rules wait for it."""

from __future__ import annotations

from datetime import timedelta

from dpsctl.domain.days import instant_of
from dpsctl.domain.windows import Span, clock_words
from dpsctl.domain.words import length_words, listed, plural, runs
from dpsctl.reports.blocks import Block
from dpsctl.reports.report import Row

Labelled = tuple[str, str]


def applicant(told: Row, rehearsal: bool) -> Block:
    """Which home, run by whom, for what; and where the application stands."""
    home = told["home"]
    marked = " — REHEARSAL" if rehearsal else ""
    return Block(
        f"Application {told['application']}: {home['name']}{marked}",
        rows=[
            ("stands", told["standing"]),
            *_given("reference", told["reference"]),
            ("home", _home(home)),
            ("provider", _provider(told["provider"])),
            ("for", listed(told["categories"])),
            ("agreement", f"{told['agreement']}, {told['band']}"),
        ],
    )


def arrival(told: Row) -> Block:
    """When it was received, in which window, and what it came in place of."""
    imported = told["imported"]
    when = clock_words(instant_of(imported["recorded_at"]))
    return Block(
        "Received",
        rows=[
            ("received", _received(told)),
            ("window", _window(told["window"])),
            *(("opened", _overridden(each)) for each in told["window"]["overridden"]),
            ("imported", f"{when} by {imported['by']} (entry {imported['entry']})"),
            ("document", _document(told)),
            *_given("assess by", _assess_by(told)),
            *_given("in place of", _applications(told["supersedes"])),
            *_given("superseded by", _applications(told["superseded_by"])),
        ],
    )


def rules(told: Row) -> Block:
    """What its window pinned, with the full digests, and who judged it by the rules when."""
    pinned, check = told["rules"], told["check"]
    rows: list[Labelled] = []
    if pinned:
        rows.append(("rules", f"{pinned['rules']}, sha256 {pinned['rules_digest']}"))
    if pinned and pinned["grounds"]:
        rows.append(("grounds", f"{pinned['grounds']}, sha256 {pinned['grounds_digest']}"))
    if model := told["cost_model"]:
        rows.append(("cost model", f"{model['cost_model']}, sha256 {model['cost_model_digest']}"))
    if check:
        checked = check["checked"]
        rows.append(
            ("judged", f"{check['judged_on']} by {checked['by']} (entry {checked['entry']})")
        )
    return Block("Rules", rows=rows)


def _home(home: Row) -> str:
    beds = plural(home["beds"], "bed") if home["beds"] is not None else None
    rated = f"rated {home['rating']}" if home["rating"] else None
    known = [f"CQC location {home['cqc_location']}", home["district"], beds, rated]
    return ", ".join([home["name"], *(each for each in known if each)])


def _provider(provider: Row) -> str:
    numbers = {key: number for key, number in provider.items() if key != "name" and number}
    return ", ".join([provider["name"], *(f"{_label(key)} {n}" for key, n in numbers.items())])


def _label(key: str) -> str:
    return {"ppon": "PPON", "cqc_provider": "CQC provider"}.get(key, key.replace("_", " "))


def _document(told: Row) -> str:
    entry = told["redacted_by_entry"]
    return f"sha256 {told['document']}" + (f"; text redacted by entry {entry}" if entry else "")


def _received(told: Row) -> str:
    when = clock_words(instant_of(told["received_at"]))
    if not told["late"]:
        return f"{when}, in time"
    by = timedelta(seconds=told["late_by_seconds"])
    if not by:
        return f"{when}, LATE: at the very instant of the close"
    return f"{when}, LATE by {length_words(by)}"


def _window(window: Row) -> str:
    closes_at = instant_of(window["closes"]) if window["closes"] else None
    under = f"; decision {window['decision']}" if window["decision"] else ""
    notice = f"; notice {window['notice']}" if window["notice"] else ""
    return f"{window['window']}: {Span(instant_of(window['opens']), closes_at)}{under}{notice}"


def _overridden(override: Row) -> str:
    return f"without {override['gate']} ({override['missing']}), because: {override['reason']}"


def _assess_by(told: Row) -> str | None:
    if told["assess_by"]:
        return f"{told['assess_by']}: {told['assess_basis']}"
    basis: str | None = told["assess_basis"]
    return basis


def _applications(numbers: list[int]) -> str | None:
    noun = "application" if len(numbers) == 1 else "applications"
    return f"{noun} {runs(numbers)}" if numbers else None


def _given(label: str, value: str | None) -> list[Labelled]:
    return [(label, value)] if value else []
