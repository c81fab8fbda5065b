"""Set up: the rule sets on the shelf, listed, shown and linted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.asking import Asked, print_blocks, print_json, print_report
from dpsctl.cli.commands import looking
from dpsctl.cli.set_up import PANEL

app = typer.Typer(name="rules", rich_markup_mode="rich", no_args_is_help=True)


@app.callback(rich_help_panel=PANEL)
def rules() -> None:
    """List, show and lint the rule sets: rules list, rules show, rules lint."""


@looking(app, "list", PANEL)
def list_rules(asked: Asked) -> None:
    """List every version of every rule set on the shelf.

    Your own folder (--rules-dir) is looked in before the shipped one.

    Examples:
      dpsctl rules list
      dpsctl rules list --rules-dir our-rules --format json
    """
    from dpsctl.reports.rules import shelf_report

    asked.only("table", "csv", "json")
    print_report(shelf_report(asked.rules), asked.format)


@looking(app, "show", PANEL)
def show(
    asked: Asked,
    rule_set: Annotated[
        str, typer.Argument(metavar="RULESET[/VERSION]", help="Else the newest version.")
    ],
    facts: Annotated[
        bool, typer.Option("--facts", help="The facts its rules may name, with their types.")
    ] = False,
) -> None:
    """Show a rule set in words: each rule with its law, its proof and what follows if unmet.

    Examples:
      dpsctl rules show kent-specialist
      dpsctl rules show kent-specialist/2020-06-15 --facts
    """
    from dpsctl.reports.rules import facts_of, rules_in_words, rules_named

    asked.only("table", "json")
    shelf, grounds = rules_named(asked.rules, rule_set)
    if facts:
        catalogue = facts_of(shelf, grounds)
        if asked.format == "json":
            print_json(catalogue)
        for path, type_ in [] if asked.format == "json" else catalogue.items():
            say(f"{path:<48}{type_}")
        return
    blocks = rules_in_words(shelf, grounds)
    if asked.format == "json":
        print_json([{"heading": b.heading, "lines": list(b.lines), **dict(b.rows)} for b in blocks])
    else:
        print_blocks(blocks)


@looking(app, "lint", PANEL)
def lint(
    asked: Asked,
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="A file or folder; else the shelf.")
    ] = None,
) -> None:
    """Read rule sets as a window would, and list every mistake with its place.

    Exit code 3 if there is any.

    Examples:
      dpsctl rules lint
      dpsctl rules lint our-rules/kent-specialist/2027-04-01.yaml
    """
    from dpsctl.reports.rules import linted

    asked.only("table", "json")
    files, complaints = linted(asked.rules, path)
    if asked.format == "json":
        print_json({"files": len(files), "mistakes": [vars(each) for each in complaints]})
    else:
        for complaint in complaints:
            say(str(complaint))
        if not complaints:
            say(f"{len(files)} rule set files, no mistakes")
    if complaints:
        raise typer.Exit(3)
