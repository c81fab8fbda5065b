"""Trust: the one thing that is ever taken out of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dpsctl.cli import typed
from dpsctl.cli.commands import recording
from dpsctl.cli.confirming import Question, Yes, confirmed
from dpsctl.cli.trust import PANEL

if TYPE_CHECKING:
    from dpsctl.actions.desk import Desk, Outcome

app = typer.Typer()


@recording(app, "redact", PANEL)
def redact(
    desk: Desk,
    sha256: Annotated[
        str,
        typer.Argument(metavar="SHA256", help="The document's SHA-256, or its first 12 digits."),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why. It stays: name nobody in it.")],
    yes: Yes = False,
) -> Outcome:
    """Take out the text of a document that should never have been imported.

    `dpsctl explain` tells an application's by its SHA-256, which stays, so
    that the chain holds and the same text does not come in again. What was
    read from the document stays too, and is told: this is for what stands
    in the text alone, such as a name in a comment. The file is then written
    anew, which takes room for it twice over. Copies made before hold the
    text still. The text of rules and cost models that were pinned stays. It
    cannot be undone, so it asks; off a terminal it needs --yes.

    Examples:
      dpsctl redact 64a4db7cec76 --reason "A relative was named in a remark" --dry-run
      dpsctl redact 64a4db7cec76 --reason "A relative was named in a remark" --yes
    """
    from dpsctl.actions.redacting import redact

    why = typed.a_name("--reason", reason)
    question = Question("a redaction", "what would stay", "Redact it?")
    return confirmed(desk, lambda at: redact(at, sha256, why), question, yes=yes)
