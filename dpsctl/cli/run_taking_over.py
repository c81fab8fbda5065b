"""Run the DPS: contracts that began before the ledger, and homes that are sold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL, Reason
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()

AcceptName = Annotated[bool, typer.Option("--accept-name", help="A known provider has a new name.")]


@recording(app, "transfer", PANEL)
def transfer(
    desk: Desk,
    contract: Annotated[
        str, typer.Argument(metavar="CONTRACT", help="Number, reference or CQC location.")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The transfer document.")],
    reason: Reason,
    accept_name: AcceptName = False,
) -> Outcome:
    """Record that a home was sold, or registered anew, under its contract.

    The contract, its residents and its costs stay; from the day in the
    document on it is held by the new owner, at the new CQC location. A new
    owner must fulfil the criteria by which the home was first selected.

    Examples:
      dpsctl transfer 7 --to transfers/sample-home-07.yaml --reason "Sold"
      dpsctl transfer 1-00000007 --to registered-anew.yaml --reason "New id" -n
    """
    from dpsctl.actions.transferring import transfer

    why = typed.a_name("--reason", reason)
    return transfer(desk, contract, to, why, accept_name=accept_name)


@recording(app, "import-contracts", PANEL)
def import_contracts(
    desk: Desk,
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or folders.")],
    accept_name: AcceptName = False,
) -> Outcome:
    """Record contracts that began before the ledger, with their residents.

    A file may hold several, a folder means its *.yaml and *.yml; all are
    recorded or none, with every mistake listed. What is awarded since the
    ledger began is no such contract: it is applied for and awarded.

    Examples:
      dpsctl import-contracts contracts/
      dpsctl import-contracts SC19012-L2-0020.yaml SC19012-L2-0031.yaml -n
    """
    from dpsctl.actions.sources import sources_of
    from dpsctl.actions.taking_over import import_contracts

    sources = sources_of(paths)
    if not sources:
        raise UsageError(
            f"there is no *.yaml or *.yml in {', '.join(map(str, paths))}", "name the documents"
        )
    return import_contracts(desk, sources, accept_name=accept_name)
