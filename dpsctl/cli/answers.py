"""Printing what a recording command did: facts on stdout, remarks on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from dpsctl.cli import options, typed
from dpsctl.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome


def the_desk(shared: dict[str, Any], *, new: bool) -> Desk:
    """The desk that the shared options describe."""
    from dpsctl.actions.desk import Desk

    if shared["format"] not in ("table", "json"):
        raise UsageError(
            f"--format: {shared['format']!r} is not a format of this command",
            "use table (a line a fact) or json",
        )
    clock = options.the_clock(shared["now"])
    login = options.the_login()
    return Desk(
        ledger=options.the_ledger(shared["ledger"], new=new),
        rules=options.the_rules(shared["rules_dir"]),
        now=clock.now(),
        by=typed.a_name("--by", shared["by"]) if shared["by"] else login,
        login=login,
        pinned=clock.pinned,
        dry_run=shared["dry_run"],
        shows_facts=shared["format"] == "json",
    )


def answer(
    function: Callable[..., Outcome],
    given: dict[str, Any],
    shared: dict[str, Any],
    *,
    new: bool,
) -> None:
    """Carry out a recording command and print its outcome; documents left out are told too."""
    desk = the_desk(shared, new=new)
    outcome = function(desk, **given)
    give(outcome, shared["format"])
    if outcome.afterwards and not desk.dry_run:
        sys.stdout.flush()  # what is remembered as told has left our hands
        if (said := outcome.afterwards()) is not None:
            remark(said)
    if desk.dry_run:
        remark("dry run: nothing recorded")
    if outcome.complaints:
        raise DocumentError(outcome.complaints, "these were left out")
    if outcome.error:
        raise outcome.error
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


def give(outcome: Outcome, format: str) -> None:
    """Print an outcome: lines, or as JSON its entry, facts and remarks."""
    from dpsctl.show.words import safe

    if format == "json":
        if outcome.told:
            say(_as_json(outcome.told))
        else:
            _give_facts(outcome)
    else:
        for line in outcome.lines:
            say(safe(line))
    for line in outcome.remarks:
        remark(safe(line))


def _give_facts(outcome: Outcome) -> None:
    """An outcome as JSON, fact by fact: an import may have recorded more than fits in memory."""
    sys.stdout.write(f'{{\n  "entry": {_as_json(outcome.entry)},\n  "facts": [')
    between = end = ""
    for fact in outcome.facts:
        sys.stdout.write(f"{between}\n    {_as_json(json.loads(fact), within=4)}")
        between, end = ",", "\n  "
    say(f'{end}],\n  "remarks": {_as_json(outcome.remarks, within=2)}\n}}')


def _as_json(value: Any, within: int = 0) -> str:
    """A value as indented JSON, itself so far in; no text of it holds a line's end."""
    return json.dumps(value, indent=2, ensure_ascii=False).replace("\n", "\n" + " " * within)


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")


def remark(line: str) -> None:
    """Print a remark beside the result."""
    sys.stderr.write(line + "\n")
