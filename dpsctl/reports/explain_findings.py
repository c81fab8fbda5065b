"""The findings of a check, told: what is unmet or unknown first, what is met after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from dpsctl.domain.words import listed, plural
from dpsctl.reports.blocks import Block
from dpsctl.reports.report import Row


def finding_blocks(check: Row | None) -> list[Block]:
    """Unmet findings, then unknown, met and not applicable ones; none without a check."""
    found: dict[str, list[Row]] = defaultdict(list)
    for finding in check["findings"] if check else []:
        found[finding["finding"]].append(finding)
    return [
        Block(f"{heading}: {plural(len(found[outcome]), 'rule')}", list(tell(found[outcome])))
        for outcome, (heading, tell) in _TOLD.items()
        if found[outcome]
    ]


def _in_full(findings: list[Row]) -> Iterator[str]:
    for finding in findings:
        yield f"{_named(finding)}, otherwise {finding['otherwise']}"
        yield f"  seen    {finding['seen']} ({_source(finding)})"
        yield f"  wanted  {finding['wanted']}"
        yield f"  cite    {finding['cite']}"


def _grounds_together(findings: list[Row]) -> Iterator[str]:
    """The set's own rules in full, then exclusion grounds answered alike in one line."""
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for finding in findings:
        if _is_ground(finding):
            key = (finding["seen"], finding["source"], finding["otherwise"])
            alike[key].append(finding["rule"])
    yield from _in_full([finding for finding in findings if not _is_ground(finding)])
    for (seen, source, otherwise), codes in alike.items():
        grounds = plural(len(codes), "exclusion ground")
        yield f"{grounds}, seen {seen} ({source}), otherwise {otherwise}: {', '.join(codes)}"


def _source(finding: Row) -> str:
    """Who said what was seen; of the register, by which of its snapshots."""
    if finding["snapshot"] is None:
        return str(finding["source"])
    return f"{finding['source']}: {finding['snapshot']}"


def _is_ground(finding: Row) -> bool:
    """Whether a rule is an exclusion ground: they are called by their place in the law.

    ``57(8)(c)`` or ``Sch7(11)``, where a rule of a set is called by lower-case words.
    """
    return bool(finding["kind"] == "exclusion" and "(" in finding["rule"])


def _named(finding: Row) -> str:
    judged_for = f" for {listed(finding['categories'])}" if finding["categories"] else ""
    return f"{finding['rule']} ({finding['kind']}{judged_for})"


_TOLD: dict[str, tuple[str, Callable[[list[Row]], Iterator[str]]]] = {
    "unmet": ("Unmet", _in_full),
    "unknown": ("Unknown", _in_full),
    "met": ("Met", _grounds_together),
    "not_applicable": ("Not applicable", _in_full),
}
