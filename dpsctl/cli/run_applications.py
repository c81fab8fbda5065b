"""Run the DPS: applications asked for, imported and judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli.asking import Asked
from dpsctl.cli.commands import looking, recording
from dpsctl.cli.run_windows import PANEL
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="APPLICATION", help="Number, reference or CQC location."),
]


@looking(app, "form", PANEL)
def form(
    asked: Asked,
    agreement: Annotated[
        str | None, typer.Option(metavar="A", help="Else the one that takes applications.")
    ] = None,
) -> None:
    """Print a blank application for the window that is open or comes next.

    Every question and exclusion ground stands in it as a comment; a filled
    one goes to `dpsctl import`.

    Examples:
      dpsctl form > application.yaml
      dpsctl form --agreement dps --as-of 2021-03-01
    """
    from dpsctl.reports.form import blank_form

    asked.only("table")
    with asked.view() as view:
        sys.stdout.write(blank_form(view, agreement))


@recording(app, "import", PANEL)
def import_(
    desk: Desk,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input."),
    ],
    partial: Annotated[
        bool, typer.Option("--partial", help="Import the good ones of a batch.")
    ] = False,
    accept_name: Annotated[
        bool, typer.Option("--accept-name", help="A known provider has a new name.")
    ] = False,
) -> Outcome:
    """Import applications from YAML documents.

    A file may hold several, a folder means its *.yaml and *.yml. A batch is
    imported whole or not at all, with every mistake listed. Each belongs to
    the window that holds the instant it was received, whenever it is
    imported; what was imported before is skipped.

    Examples:
      dpsctl import applications/
      dpsctl import KBP-2021-0007.yaml KBP-2021-0008.yaml --partial --dry-run
    """
    from dpsctl.actions.importing import import_applications
    from dpsctl.actions.sources import Source, sources_of
    from dpsctl.documents.reading import LARGEST_FILE

    sources: list[Source] = []
    for path in paths:
        if str(path) == "-":
            sources.append(Source("<stdin>", sys.stdin.buffer.read(LARGEST_FILE + 1)))
        else:
            sources += sources_of([path])
    if not sources:
        raise UsageError(
            f"there is no *.yaml or *.yml in {', '.join(map(str, paths))}", "name the documents"
        )
    return import_applications(desk, sources, partial=partial, accept_name=accept_name)


@recording(app, "check", PANEL)
def check(
    desk: Desk,
    applications: Names = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 3 if anything does not qualify.")
    ] = False,
) -> Outcome:
    """Judge applications by the rules pinned to their window.

    Without names, all that nobody has determined yet. Every rule is
    evaluated; a missing answer is unknown, never met. A check is recorded
    again only if a fact that its rules name has changed.

    Examples:
      dpsctl check
      dpsctl check KBP-2021-0007 --exit-code --format json
    """
    from dpsctl.actions.checking import check

    return check(desk, applications or [], fail=exit_code)
