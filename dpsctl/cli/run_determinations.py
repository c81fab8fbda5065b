"""Run the DPS: what people decide about applications, and the contracts that follow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.confirming import Question, Yes, confirmed
from dpsctl.cli.run_applications import Names
from dpsctl.cli.run_windows import PANEL, Reason
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()

Name = Annotated[
    str, typer.Argument(metavar="APPLICATION", help="Number, reference or CQC location.")
]


@recording(app, "determine", PANEL)
def determine(
    desk: Desk,
    words: Annotated[
        list[str],
        typer.Argument(metavar="[APPLICATION... ]admit|refuse", help="Which, then what."),
    ],
    reason: Reason,
    all_qualified: Annotated[
        bool, typer.Option("--all-qualified", help="All that qualify and are not late.")
    ] = False,
    override: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why one that failed is admitted all the same."),
    ] = None,
) -> Outcome:
    """Admit or refuse applications: a person's act, with a reason.

    A verdict is the machine's; admission is not. What qualifies or was
    referred may be admitted, what failed only by --override, what is
    incomplete never. Where the system asks for four eyes, whoever imported
    or checked the application cannot determine it.

    Examples:
      dpsctl determine --all-qualified admit --reason "Meets all the criteria"
      dpsctl determine KBP-2021-0018 refuse --reason "No improvement plan" --by "Head of Quality"
    """
    from dpsctl.actions.determining import admit_all_qualified, determine

    *names, decided = words
    if decided not in ("admit", "refuse"):
        raise UsageError(
            f"{decided!r} is neither admit nor refuse", "say which, after the applications"
        )
    why = typed.a_name("--reason", reason)
    if all_qualified:
        if names or decided == "refuse" or override:
            raise UsageError("--all-qualified goes with admit alone", "name nothing else")
        return admit_all_qualified(desk, why)
    if not names:
        raise UsageError(f"nothing says which application to {decided}", "name it before the word")
    over = _name_if("--override", override)
    if over and decided == "refuse":
        raise UsageError("--override goes with admit", "a refusal needs its --reason alone")
    return determine(desk, names, decided, why, over)  # type: ignore[arg-type]


@recording(app, "rescind", PANEL)
def rescind(desk: Desk, application: Name, reason: Reason) -> Outcome:
    """Take back the determination of an application.

    It then stands where its last check left it.

    Examples:
      dpsctl rescind KBP-2021-0018 --reason "The improvement plan has come"
      dpsctl rescind 7 --reason "Wrong application" --dry-run
    """
    from dpsctl.actions.determining import rescind

    return rescind(desk, application, typed.a_name("--reason", reason))


@recording(app, "withdraw", PANEL)
def withdraw(desk: Desk, application: Name, reason: Reason) -> Outcome:
    """Record that an applicant takes its application back.

    The home may apply again, in this window or another.

    Examples:
      dpsctl withdraw KBP-2021-0012 --reason "Letter of 2021-03-20"
      dpsctl withdraw 1-00000012 --reason "The home is to be sold" --by "DPS officer"
    """
    from dpsctl.actions.determining import withdraw

    return withdraw(desk, application, typed.a_name("--reason", reason))


@recording(app, "award", PANEL)
def award(
    desk: Desk,
    decision: Annotated[
        str, typer.Option(metavar="REF", help="The decision with the power to award.")
    ],
    applications: Names = None,
    starts: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day; else today.")
    ] = None,
    ends: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day; else the end of the validity.")
    ] = None,
    basis: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the award rests on.")
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="AMOUNT", help="Each one's value; else its fees over its days."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for the decision record.")
    ] = None,
    alternatives: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What was considered and rejected.")
    ] = None,
    conflicts: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Conflicts of interest declared.")
    ] = None,
    yes: Yes = False,
) -> Outcome:
    """Award contracts to what stands admitted.

    Without names, to every application that stands admitted, whichever
    window it came in. The same award again does nothing; other terms are
    refused. It cannot be undone here, so it asks; off a terminal it needs
    --yes.

    Examples:
      dpsctl award --decision 20/00108 --starts 2021-05-01
      dpsctl award KBP-2021-0007 --decision 20/00108 --ends 2025-03-31 --yes
    """
    from dpsctl.actions.award_terms import Record, Terms
    from dpsctl.actions.awarding import award
    from dpsctl.domain.days import parse_day
    from dpsctl.domain.money import parse_pence

    terms = Terms(
        decision=typed.a_name("--decision", decision),
        starts=typed.read_if("--starts", starts, parse_day),
        ends=typed.read_if("--ends", ends, parse_day),
        basis=_name_if("--basis", basis),
        value=typed.read_if("--value", value, parse_pence),
        record=Record(
            reason=_name_if("--reason", reason),
            alternatives=_name_if("--alternatives", alternatives),
            conflicts=_name_if("--conflicts", conflicts),
        ),
    )
    asked = Question("an award", "what would be awarded", "Award these?")
    carry_out = partial(award, names=applications or [], terms=terms)
    return confirmed(desk, carry_out, asked, yes=yes)


def _name_if(option: str, text: str | None) -> str | None:
    """A text that must say something, where the option was given at all."""
    return None if text is None else typed.a_name(option, text)
