"""Why an uplift may not be recorded: every reason at once, each with what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dpsctl.actions.uplifting_reach import Reach
from dpsctl.documents.across import Mistake
from dpsctl.documents.document import Document, complain, did_you_mean, shown
from dpsctl.documents.uplifts import UpliftDocument
from dpsctl.documents.validating import read_as_model
from dpsctl.domain.money import LARGEST_WEEKLY, pounds
from dpsctl.domain.uplifts import Fate, percentage
from dpsctl.domain.words import listed
from dpsctl.errors import Complaint
from dpsctl.ledger.decisions import Shortfall, with_power
from dpsctl.ledger.file import Ledger
from dpsctl.ledger.lookups import System
from dpsctl.ledger.uplifts import UpliftOnLedger


def why_not(
    ledger: Ledger,
    system: System,
    document: Document,
    reach: Reach,
    others: list[UpliftOnLedger],
    today: date,
) -> list[Complaint]:
    """Every reason why an uplift may not be recorded on a London day, in its document's order.

    ``others`` are the uplifts on the ledger of other names.
    """
    asked = reach.asked
    mistakes = [*_other_terms(ledger, asked, reach.known), *_unknown(system, asked, reach)]
    if not mistakes:  # for else it is not known whom it is meant for
        mistakes = [*_nobody(reach), *_above_maximum(reach), *_beyond_all_fees(reach)]
    mistakes += [
        *_without_power(ledger, asked, today),
        *_past(asked, today),
        *_rate(asked),
        *_in_the_way(reach, others),
    ]
    return sorted(complain(document, *mistake, refused=True) for mistake in mistakes)


def _other_terms(
    ledger: Ledger, asked: UpliftDocument, known: UpliftOnLedger | None
) -> Iterator[Mistake]:
    """What the uplift of this name on the ledger has otherwise; evidence alone may be added."""
    if known and (keys := [key for key, same in _compared(ledger, asked, known) if not same]):
        yield (
            ("uplift",),
            f"{asked.name} is on the ledger with other terms (entry {known.entry}): "
            f"{listed(keys)}; only `evidence` may be added to it, and what else is to change of "
            "one person's fee is for `dpsctl change-fee`",
        )


def _compared(
    ledger: Ledger, asked: UpliftDocument, known: UpliftOnLedger
) -> Iterator[tuple[str, bool]]:
    yield "decision", asked.decision == known.decision
    yield "rate", asked.rate == known.rate
    yield "from", asked.begins == known.first
    yield "until", asked.until == known.last
    text = ledger.value("SELECT text FROM documents WHERE sha256 = ?", [known.documents[0]])
    if text is not None:  # the rest stands there alone, and it may have been redacted since
        ((_, kept),) = read_as_model(text.encode(), f"uplift {known.name}", UpliftDocument)
        for key in ("agreements", "bands", "caps", "eligible"):
            yield key, getattr(asked, key) == getattr(kept, key)


def _without_power(ledger: Ledger, asked: UpliftDocument, today: date) -> Iterator[Mistake]:
    found = with_power(ledger, "uplift", today, asked.decision, existing=True)
    if isinstance(found, Shortfall):
        yield ("decision",), f"{found.what}; {found.todo}"


def _past(asked: UpliftDocument, today: date) -> Iterator[Mistake]:
    if asked.begins < today and not asked.backdated:
        what = f"{asked.begins} is past, so that fees would be owed since; "
        yield ("from",), f"{what}if that is meant, say `backdated: yes`"


def _unknown(system: System, asked: UpliftDocument, reach: Reach) -> Iterator[Mistake]:
    """Agreements that the system has not, and bands that none of those meant has."""
    agreements = list(system.terms["agreements"])
    for place, name in enumerate(asked.agreements or []):
        if name not in agreements:
            yield ("agreements", place), _not_one_of(name, agreements)
    bands = system.bands_of(*reach.agreements)
    for place, band in enumerate(asked.bands or []):
        if band not in bands:
            yield ("bands", place), _not_one_of(band, bands)
    for band in asked.caps.weekly:
        if band not in reach.bands:
            yield ("caps", "weekly", band), _not_one_of(band, list(reach.bands))


def _not_one_of(given: str, known: list[str]) -> str:
    return f"{shown(given)} is not one of {', '.join(known)}{did_you_mean(given, known)}"


def _rate(asked: UpliftDocument) -> Iterator[Mistake]:
    path = _rate_path(asked)
    rate, most = asked.rate, asked.caps.percent
    if rate <= 0:
        yield path, f"comes to {percentage(rate)}: an uplift is a rise"
    if most is not None and rate > most:
        told, cap = percentage(rate), percentage(most)
        exactly = f" (exactly {rate} of a fee)" if told == cap else ""
        yield ("caps", "percent"), f"the rate is {told}{exactly}, above this cap of {cap}"


def _rate_path(asked: UpliftDocument) -> tuple[str]:
    return ("weights",) if asked.percent is None else ("percent",)


def _beyond_all_fees(reach: Reach) -> Iterator[Mistake]:
    """The first reference whose fee would be above any that can be."""
    for each in reach.reached:
        if each.ruling.weekly > LARGEST_WEEKLY:
            what = f"{each.row['ref']} would cost {pounds(each.ruling.weekly)} a week"
            yield _rate_path(reach.asked), f"{what}; no fee is above {pounds(LARGEST_WEEKLY)}"
            return


def _in_the_way(reach: Reach, others: list[UpliftOnLedger]) -> Iterator[Mistake]:
    """Other uplifts of some of the same agreements and bands: later ones, and those of its days."""
    begins, until = reach.asked.begins, reach.asked.until
    same = [each for each in others if _meet(reach, each)]
    last = max(same, key=lambda each: each.first, default=None)
    if last and begins < last.first:
        what = f"predates the last one, {last.name} from {last.first} (entry {last.entry})"
        yield ("from",), f"{begins} {what}"
    for other in same:
        if other.first <= until and begins <= other.last:
            path = ("from",) if other.first <= begins else ("until",)
            days = f"{other.first} to {other.last}"
            yield path, f"its days overlap those of {other.name}, {days} (entry {other.entry})"


def _meet(reach: Reach, other: UpliftOnLedger) -> bool:
    agreements = set(reach.agreements) & set(other.agreements)
    return bool(agreements and set(reach.bands) & set(other.bands))


def _nobody(reach: Reach) -> Iterator[Mistake]:
    for ref in reach.asked.evidence:
        if ref not in reach.refs:
            what = f"nobody of this reference is within the uplift's reach on {reach.asked.begins}"
            yield ("evidence", ref), what


def _above_maximum(reach: Reach) -> Iterator[Mistake]:
    """Each band's references whose fees would break its maximum price."""
    if reach.asked.rate <= 0:
        return
    for band, most in reach.asked.caps.weekly.items():
        broken = [
            f"{each.row['ref']} ({pounds(each.ruling.weekly)})"
            for each in reach.reached
            if each.ruling.fate is Fate.BREAKS and each.row["band"] == band
        ]
        if broken:
            yield (
                ("caps", "weekly", band),
                f"{listed(broken)} would rise above this maximum price of {pounds(most)}; with "
                "`at_weekly: hold` a fee rises to it and no further",
            )
