"""``uplift``: the fees of many people rise by one rate from a day on, under a decision."""

from __future__ import annotations

from pathlib import Path

from dpsctl.actions.contract_life import remark_past
from dpsctl.actions.desk import Desk, Outcome, carrying_out
from dpsctl.actions.uplifting_reach import Reach, Reached
from dpsctl.actions.uplifting_refusals import why_not
from dpsctl.actions.uplifting_whom import reach_of
from dpsctl.actions.uplifting_words import effect_lines, left_out
from dpsctl.documents.document import Document
from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.documents.validating import read_one_as_model
from dpsctl.errors import DocumentError
from dpsctl.ledger.facts import FeeChange, Uplift
from dpsctl.ledger.gates import empowering_decision
from dpsctl.ledger.lookups import System, system_now
from dpsctl.ledger.recording import Recording, as_json
from dpsctl.ledger.residents import whose_of
from dpsctl.ledger.uplifts import uplifts_known
from dpsctl.progress import along


def uplift(desk: Desk, source: Path) -> Outcome:
    """Raise the fees that an uplift document is for, all of them or none.

    A fee is the one in force on the first day; one agreed for a later day by a review holds from
    that day all the same, and one agreed for the very day stands as agreed. The same uplift again
    with more evidence completes it: fees rise that it had left out for want of that, and no others.

    Raises:
        DocumentError: the document is no uplift, or one that may not be recorded.
    """
    document, asked = read_one_as_model(source, UpliftDocument)
    with carrying_out(desk, f"uplift sha256:{document.sha256}") as (_, to, outcome):
        uplifts = uplifts_known(to.ledger)
        known = uplifts.pop(asked.name, None)
        if known and document.sha256 in known.documents:
            outcome.say(f"nothing to do: uplift {asked.name} is on the ledger as written here")
            return outcome
        system = system_now(to.ledger)
        reach, others = reach_of(to.ledger, system, asked, known), list(uplifts.values())
        if why := why_not(to.ledger, system, document, reach, others, desk.today):
            raise DocumentError(why, "nothing was recorded")
        _carry_out(desk, to, outcome, system, document, reach)
    return outcome


def _carry_out(
    desk: Desk,
    to: Recording,
    outcome: Outcome,
    system: System,
    document: Document,
    reach: Reach,
) -> None:
    asked = reach.asked
    outcome.remarks += left_out(reach)
    if not reach.rising:
        on_ledger = f"uplift {asked.name} is on the ledger, and no further" if reach.known else "no"
        outcome.say(f"nothing to do: {on_ledger} fee rises")
        return
    outcome.lines += effect_lines(to.ledger, system, reach, desk.today)
    remark_past(asked.begins, desk.today, outcome)
    _record(desk, to, document, reach)


def _record(desk: Desk, to: Recording, document: Document, reach: Reach) -> None:
    asked = reach.asked
    under = empowering_decision(to.ledger, "uplift", desk.today, asked.decision, existing=True)
    number = to.add(
        Uplift(
            document=to.keep_text(document.text),
            uplift=asked.name,
            decision=under["id"],
            rate=str(asked.rate),
            from_day=asked.begins.isoformat(),
            until_day=asked.until.isoformat(),
            agreements=as_json(reach.agreements),
            bands=as_json(reach.bands),
        )
    )
    day = asked.begins.isoformat()
    to.add_all(_fee(each, day, number) for each in along(reach.rising, "raising fees"))


def _fee(reached: Reached, day: str, uplift: int) -> FeeChange:
    return FeeChange(*whose_of(reached.row), day, reached.ruling.weekly, uplift=uplift)
