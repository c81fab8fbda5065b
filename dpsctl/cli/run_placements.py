"""Run the DPS: people placed in homes, what they cost, and when they left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL
from dpsctl.domain.words import listed
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome
    from dpsctl.actions.sources import Source
    from dpsctl.documents.placements import Placed

app = typer.Typer()

_FILES = (".yaml", ".yml", ".csv")

Under = Annotated[
    str | None,
    typer.Option(
        "--contract", metavar="CONTRACT", help="Which, of several; or a home's CQC location."
    ),
]


@recording(app, "place", PANEL)
def place(
    desk: Desk,
    where: Annotated[
        str,
        typer.Argument(
            metavar="CONTRACT|FILE",
            help="Number, reference or CQC location; or a batch as YAML or CSV.",
        ),
    ],
    ref: Annotated[
        str | None, typer.Option(metavar="REF", help="The person's pseudonymous reference.")
    ] = None,
    need: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="What the person needs care for.")
    ] = None,
    band: Annotated[str | None, typer.Option(metavar="BAND", help="The band of care.")] = None,
    weekly: Annotated[
        str | None, typer.Option(metavar="FEE", help="The fee a week, in pounds.")
    ] = None,
    starts: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day; else today.")
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option(metavar="BASIS", help="transfer, call-off, direct or 'user choice'."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, where it is outside terms.")
    ] = None,
    home: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The name of a home new to the ledger, by its location."),
    ] = None,
) -> Outcome:
    """Place people in homes, one or a batch.

    A placement is a fact and is never refused for the contract's sake: in
    a home that is suspended, or has no contract, it is recorded as outside
    terms, for a --reason. A batch is recorded whole or not at all. As YAML
    it lists `placements:`, as CSV its columns are ref, contract, need, band,
    weekly_fee, starts_on, basis; as need be home, left_on, reason; and what
    a cost model was fed with, price.core and so on.

    Examples:
      dpsctl place 3 --ref P-0101 --need LD --band Specialist --weekly 1650.10 --basis call-off
      dpsctl place placements.csv --dry-run
    """
    given = {
        "--ref": ref,
        "--need": need,
        "--band": band,
        "--weekly": weekly,
        "--basis": basis,
        "--starts": starts,
        "--reason": reason,
        "--home": home,
    }
    if _is_file(where):
        from dpsctl.actions.placing import place_all

        return place_all(desk, _sources(where, given))
    from dpsctl.actions.placing import place

    _complete(given, "--ref", "--need", "--band", "--weekly", "--basis")
    return place(desk, _placed(desk, where, given))


@recording(app, "end-placement", PANEL)
def end_placement(
    desk: Desk,
    who: Annotated[
        str,
        typer.Argument(metavar="REF|FILE", help="Whose; or a batch as YAML or CSV."),
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day they left, no longer there.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why they left.")] = None,
    contract: Under = None,
    correct: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why the day recorded before was wrong."),
    ] = None,
) -> Outcome:
    """Record that people left, one or a batch.

    --on is the first day on which they are not there; on the day that the
    placement began, it never was. In a home that leaves one contract for
    another, both end. A batch lists `endings:`, or has the columns ref and
    on; as need be contract and reason.

    Examples:
      dpsctl end-placement P-0101 --on 2021-09-14 --reason "Moved nearer to family"
      dpsctl end-placement left-in-september.csv --dry-run
    """
    from dpsctl.documents.ids import parse_known_reference

    given = {"--on": on, "--reason": reason, "--contract": contract, "--correct": correct}
    if _is_file(who):
        from dpsctl.actions.leaving import end_placements

        return end_placements(desk, _sources(who, given))
    from dpsctl.actions.leaving import end_placement
    from dpsctl.documents.placements import Left

    _complete(given, "--on")
    left = Left.model_construct(
        ref=typed.read("REF", who, parse_known_reference),
        contract=typed.a_name("--contract", contract) if contract is not None else None,
        on=typed.a_day("--on", on or ""),
        reason=typed.a_name("--reason", reason) if reason is not None else None,
    )
    why = typed.a_name("--correct", correct) if correct is not None else None
    return end_placement(desk, left, correct=why)


def _is_file(name: str) -> bool:
    return name.lower().endswith(_FILES)


def _sources(name: str, given: dict[str, str | None]) -> list[Source]:
    """The batch, for which nothing may be said by option.

    Raises:
        UsageError: something is, or there is no such file.
    """
    from dpsctl.actions.sources import Source
    from dpsctl.documents.reading import fetch

    if said := [option for option, value in given.items() if value is not None]:
        raise UsageError(f"{said[0]} goes with one person, and {name} is a batch", "leave it out")
    return [Source(name, fetch(Path(name)))]


def _complete(given: dict[str, str | None], *needed: str) -> None:
    if missing := [option for option in needed if given[option] is None]:
        be = "is" if len(missing) == 1 else "are"
        raise UsageError(
            f"{listed(missing)} {be} missing",
            f"give {listed(missing)}; or name a batch, a file called NAME.yaml or NAME.csv",
        )


def _placed(desk: Desk, where: str, given: dict[str, Any]) -> Placed:
    from dpsctl.documents.ids import parse_person_reference
    from dpsctl.documents.placements import Placed
    from dpsctl.documents.scalars import one_of
    from dpsctl.domain.money import parse_weekly_pence
    from dpsctl.domain.placements import BASES

    def named(option: str) -> str | None:
        return typed.a_name(option, given[option]) if given[option] is not None else None

    return Placed.model_construct(
        ref=typed.read("--ref", given["--ref"], parse_person_reference),
        contract=typed.a_name("CONTRACT", where),
        weekly_fee=typed.read("--weekly", given["--weekly"], parse_weekly_pence),
        starts_on=typed.a_day("--starts", given["--starts"]) if given["--starts"] else desk.today,
        basis=typed.read("--basis", given["--basis"], one_of(BASES)),
        need=typed.a_name("--need", given["--need"]),
        band=typed.a_name("--band", given["--band"]),
        reason=named("--reason"),
        home=named("--home"),
    )
