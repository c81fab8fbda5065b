"""Look: how things stand, reports, and one application's story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dpsctl.cli.asking import Asked, print_blocks, print_json, print_report
from dpsctl.cli.commands import looking

app = typer.Typer()
PANEL = "Look"


@looking(app, "status", PANEL, known_at=True)
def status(asked: Asked) -> None:
    """What is open, who waits for what, and the next command to type.

    Examples:
      dpsctl status
      dpsctl status --as-of 2021-03-31 --format json
    """
    from dpsctl.reports.status import status, status_figures

    asked.only("table", "json")
    with asked.view() as view:
        if asked.format == "json":
            print_json(status_figures(view))
        else:
            print_blocks(status(view))


@looking(app, "report", PANEL, known_at=True)
def report(
    asked: Asked,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="roster, costs, prices, supply, offset, budget, windows, applications, findings, "
            "register, deadlines, evidence, decision-record, regulation-84, "
            "register-of-contracts or history.",
        ),
    ],
    window: Annotated[
        str | None, typer.Option(metavar="WINDOW", help="Only this window's, by opening day.")
    ] = None,
    contract: Annotated[
        str | None,
        typer.Option(metavar="CONTRACT", help="In regulation-84: this contract's own report."),
    ] = None,
    weeks: Annotated[
        str | None, typer.Option(metavar="N", help="Weeks a year: 52, 365/7, 52.14 or 52.18.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Compare with the end of this day.")
    ] = None,
    part_year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="Costs by the days of 2021/22, say.")
    ] = None,
    end_day: Annotated[
        str | None, typer.Option(metavar="paid|unpaid", help="The day of leaving, in --part-year.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there instead.")
    ] = None,
    publish: Annotated[
        bool,
        typer.Option(
            "--publish",
            help="Withhold counts of one to four people, and what homes with one placement cost.",
        ),
    ] = False,
) -> None:
    """Print a report: as a table, a page, a paper, or whole as CSV or JSON.

    A table shows the main columns; CSV and JSON carry every one. html is a
    page with pictures that needs no network; md is a paper for a committee.
    A CSV file with more than ASCII in it begins with a byte-order mark, for
    Excel; piped CSV never does. The same ledger and the same --as-of give
    the same bytes.

    Examples:
      dpsctl report costs --format html --out costs.html
      dpsctl report roster --as-of 2021-06-30 --publish --format csv
    """
    from dpsctl.cli.counting import counting, one_contract
    from dpsctl.reports.catalogue import report_named
    from dpsctl.show.reports import FORMATS

    build = report_named(name)
    asked.only(*FORMATS)
    asked.see_that_it_is_no_ledger(out)
    counted = counting(name, weeks, since, part_year, end_day)
    with asked.view(window, counted, one_contract(name, contract, window)) as view:
        made = build(view)
    if publish:
        from dpsctl.reports.publishing import published

        made = published(made)
    print_report(made, asked.format, out, asked.rules)


@looking(app, "explain", PANEL, known_at=True)
def explain(
    asked: Asked,
    name: Annotated[
        str, typer.Argument(metavar="APPLICATION", help="Number, reference or CQC location.")
    ],
    contract: Annotated[
        bool, typer.Option("--contract", help="The name is a contract's: tell that one's.")
    ] = False,
) -> None:
    """Tell one application's whole story, or one contract's.

    When it was received, every finding with what was seen and wanted, under
    which rules, who determined what and why, and its contract, from award
    to end.

    Examples:
      dpsctl explain KBP-2021-0018
      dpsctl explain 17 --contract --format json
    """
    asked.only("table", "json")
    if contract:
        from dpsctl.reports.explain_contract import contract_figures as figures
        from dpsctl.reports.explain_contract import explain_contract as told
    else:
        from dpsctl.reports.explain import explain as told
        from dpsctl.reports.explain import explain_figures as figures

    with asked.view() as view:
        if asked.format == "json":
            print_json(figures(view, name))
        else:
            print_blocks(told(view, name))
