"""Set up: rule sets linted, tried on examples and compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.asking import Asked, print_json, print_report
from dpsctl.cli.commands import looking
from dpsctl.cli.set_up import PANEL
from dpsctl.cli.typed import read_if

app = typer.Typer()


@looking(app, "lint", PANEL)
def lint(
    asked: Asked,
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="A file or folder; else the shelf.")
    ] = None,
    largest_contract: Annotated[
        str | None,
        typer.Option(metavar="MONEY", help="The largest contract to be expected: caps turnover."),
    ] = None,
) -> None:
    """Read rule sets and cost models, and list every mistake with its place.

    Errors keep a window from opening: exit code 3. Warnings alone do not.

    Examples:
      dpsctl rules lint
      dpsctl rules lint our-rules --largest-contract 150000
    """
    from dpsctl.domain.money import parse_pence
    from dpsctl.reports.rules_lint import linted

    asked.only("table", "json")
    largest = read_if("--largest-contract", largest_contract, parse_pence)
    found = linted(asked.rules, path, largest)
    if asked.format == "json":
        mistakes = [vars(each) for each in found.complaints]
        print_json({"files": len(found.files), "mistakes": mistakes})
    else:
        _say_all(map(str, found.complaints))
        say(found.summary)
    if found.errors:
        raise typer.Exit(3)


@looking(app, "test", PANEL)
def test(
    asked: Asked,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH", help="A version, its examples, or a folder; else the shelf."
        ),
    ] = None,
) -> None:
    """Try rule sets on the examples that stand beside them, VERSION.examples.yaml.

    Prints what comes out otherwise than an example says (exit code 3), and
    which outcomes of which rules no example reaches.

    Examples:
      dpsctl rules test
      dpsctl rules test our-rules/kent-specialist/2027-04-01.examples.yaml
    """
    from dpsctl.reports.rules_examples import examples_tried, in_words

    asked.only("table", "json")
    found = examples_tried(asked.rules, path)
    if asked.format == "json":
        print_json([each.told() for each in found])
    else:
        _say_all(line for each in found for line in in_words(each))
    if any(each.differences for each in found):
        raise typer.Exit(3)


@looking(app, "diff", PANEL)
def diff(
    asked: Asked,
    old: Annotated[str, typer.Argument(metavar="OLD", help="RULESET/VERSION, or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="RULESET/VERSION, or a file.")],
    window: Annotated[
        str | None,
        typer.Option(metavar="WINDOW", help="Judge its applications again (all: of every window)."),
    ] = None,
) -> None:
    """Say what changed between two versions, rule by rule, in words.

    With --window, judge the ledger's applications again under NEW and list only
    those whose verdict or findings flip. Nothing is recorded.

    Examples:
      dpsctl rules diff kent-specialist/2020-06-15 kent-specialist/2021-02-01
      dpsctl rules diff kent-specialist/2021-02-01 draft.yaml --window all
    """
    from dpsctl.documents.rule_shelf import as_pinned, rules_at
    from dpsctl.reports.rules_diff import diff_report
    from dpsctl.reports.rules_flips import flips_report

    asked.only("table", "csv", "json")
    before, after = (as_pinned(rules_at(asked.rules, each)) for each in (old, new))
    if window is None:
        print_report(diff_report(before, after), asked.format)
        return
    with asked.view(None if window == "all" else window) as view:
        print_report(flips_report(view, before, after), asked.format)


def _say_all(lines: Iterable[str]) -> None:
    from dpsctl.show.words import safe

    for line in lines:
        say(safe(line))
