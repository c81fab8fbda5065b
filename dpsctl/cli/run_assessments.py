"""Run the DPS: what may happen to an application while it is being assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.run_windows import PANEL, Reason
from dpsctl.errors import UsageError

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()

Name = Annotated[
    str, typer.Argument(metavar="APPLICATION", help="Number, reference or CQC location.")
]


@recording(app, "clarify", PANEL)
def clarify(
    desk: Desk,
    application: Name,
    ask: Annotated[str | None, typer.Option(metavar="TEXT", help="What is asked.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="By when, with --ask.")] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="FIELD=VALUE", help="What came back; repeats."),
    ] = None,
) -> Outcome:
    """Ask an applicant to complete or explain, and record what comes back.

    Asking does not stop the assessment's clock. An answer takes the place of
    what stood in that field, and the findings that rest on it say so; judge
    the application again with `dpsctl check`. `rules show RULESET --facts`
    lists the fields.

    Examples:
      dpsctl clarify KBP-2021-0019 --ask "When was the policy reviewed?" --due 2021-04-12
      dpsctl clarify KBP-2021-0019 --answer provider.policies.safeguarding=2020-11-02
    """
    from dpsctl.actions.clarifying import answer
    from dpsctl.actions.clarifying import ask as put

    if bool(ask) == bool(answers):
        raise UsageError("say either --ask TEXT --due DATE, or --answer FIELD=VALUE")
    if answers:
        if due:
            raise UsageError("--due goes with --ask")
        return answer(desk, application, [typed.a_name("--answer", each) for each in answers])
    if due is None:
        raise UsageError("--ask needs --due DATE", "give the day by which the answer is wanted")
    question = typed.a_name("--ask", ask or "")
    return put(desk, application, question, typed.a_day("--due", due))


@recording(app, "extend", PANEL)
def extend(desk: Desk, application: Name, reason: Reason) -> Outcome:
    """Extend an application's assessment, once, to the longer figure of its system.

    It is for individual cases where that is justified, such as to examine
    further documents; the reason is recorded.

    Examples:
      dpsctl extend KBP-2021-0018 --reason "CQC's report of the visit is awaited"
      dpsctl extend 18 --reason "Accounts to be examined" --dry-run
    """
    from dpsctl.actions.clarifying import extend

    return extend(desk, application, typed.a_name("--reason", reason))
