"""Set up: rule sets listed, shown and begun; what is done with them is in ``rules_work``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dpsctl.cli.answers import say
from dpsctl.cli.as_typed import Group
from dpsctl.cli.asking import Asked, print_blocks, print_json, print_report
from dpsctl.cli.commands import looking
from dpsctl.cli.options import the_clock
from dpsctl.cli.rules_work import app as work
from dpsctl.cli.set_up import PANEL
from dpsctl.errors import UsageError

app = typer.Typer(name="rules", cls=Group, rich_markup_mode="rich", no_args_is_help=True)


@app.callback(rich_help_panel=PANEL)
def rules() -> None:
    """Work on rule sets: rules list, show, lint, test, diff and new."""


app.add_typer(work)


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
        else:
            width = max(map(len, catalogue)) + 2
            for path, type_ in catalogue.items():
                say(f"{path:<{width}}{type_}")
        return
    blocks = rules_in_words(shelf, grounds)
    if asked.format == "json":
        print_json([{"heading": b.heading, "lines": list(b.lines), **dict(b.rows)} for b in blocks])
    else:
        print_blocks(blocks)


@looking(app, "new", PANEL)
def new(
    asked: Asked,
    rule_set: Annotated[str, typer.Argument(metavar="RULESET", help="Its name, and its folder's.")],
) -> None:
    """Begin a rule set in your own folder (--rules-dir), in force from today.

    It holds a placeholder wherever you have yet to write something; rules lint
    refuses it, naming each.

    Examples:
      dpsctl rules new our-homes --rules-dir our-rules
      dpsctl rules new our-homes --rules-dir our-rules --now 2027-04-01T09:00
    """
    from dpsctl.documents.rule_blank import begin_rule_set
    from dpsctl.domain.days import london_day

    asked.only("table")
    if not asked.rules_dir:
        raise UsageError("a new rule set needs a folder of your own", "name it: --rules-dir DIR")
    day = london_day(the_clock(asked.now).now())
    path = begin_rule_set(Path(asked.rules_dir), rule_set, day)
    say(f"{path} written; fill it in, and see what is left: dpsctl rules lint {path}")
