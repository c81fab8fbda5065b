"""What the criteria found in one application, each in the words of a reader."""

from __future__ import annotations

from dpsctl.domain.words import listed
from dpsctl.reports.letter_words import plain, titles
from dpsctl.reports.report import Column, Row, Section
from dpsctl.reports.view import View
from dpsctl.reports.written_parts import on

_CATEGORIES = "categories "
_COLUMNS = (
    Column("rule", "Rule", brief=False),
    Column("ground", "Exclusion ground", "flag", brief=False),
    Column("asks", "Criterion"),
    Column("categories", "For", "list", brief=False),
    Column("finding", "Found"),
    Column("seen", "Seen", foreign=True, private=True),
    Column("source", "Source"),
    Column("snapshot", "Snapshot", brief=False, foreign=True),
    Column("wanted", "Wanted", brief=False),
    Column("cite", "Provision"),
    Column("proof", "Means of proof", brief=False),
)


def findings_section(view: View, application: Row | None, check: Row | None) -> Section:
    """Every finding of the check that stands, in the rules' order; none where there was none."""
    rows = _rows(view, application, check["findings"]) if application and check else []
    return Section("findings", "What the criteria found", _COLUMNS, rows)


def _rows(view: View, application: Row, findings: list[Row]) -> list[Row]:
    from dpsctl.documents.pinned import pinned_rules

    number = view.ledger.value(
        "SELECT rule_set FROM checks WHERE id = ?", [application["check_id"]]
    )
    pinned = pinned_rules(view.ledger, number)
    rules = {rule.id: rule for rule in (*pinned.ground_rules, *pinned.rule_set.rules)}
    asked = {question.id: question.ask for question in pinned.rule_set.questions}
    grounds = {rule.id for rule in pinned.ground_rules}
    return [
        {
            "rule": each["rule"],
            "ground": each["rule"] in grounds,
            "asks": rules[each["rule"]].asks,
            "categories": titles(view.system.terms, each["categories"]),
            "finding": each["finding"].replace("_", " "),
            "seen": _seen(each, asked, view),
            "source": _source(each),
            "snapshot": each["snapshot"],
            "wanted": plain(each["wanted"], asked),
            "cite": each["cite"],
            "proof": rules[each["rule"]].proof,
        }
        for each in findings
    ]


def _source(finding: Row) -> str:
    """Who said it; of the public register, as of which day."""
    if finding["source"] != "register":
        return str(finding["source"])
    return f"register, {on(finding['registered_on'])}"


def _seen(finding: Row, asked: dict[str, str], view: View) -> str:
    """What was seen, in words; of a criterion that is not for these categories, which they are."""
    seen: str = finding["seen"]
    if finding["finding"] == "not_applicable" and seen.startswith(_CATEGORIES):
        codes = seen.removeprefix(_CATEGORIES).split(", ")
        return f"applied for {listed(titles(view.system.terms, codes))}"
    return plain(seen, asked, colon=":")
