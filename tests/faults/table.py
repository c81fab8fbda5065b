"""The figures as README has them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .figures import Figures

# For each kind: what was tried, and what came of it; counts by their names in braces.
_NOT_COUNTED = re.compile(r"\{[^}]*\}")

ROWS = {
    "kills": (
        "every recording command killed with `kill -9`, at any of its writes and statements, "
        "half-way through a write, and at random moments: {kills} kills",
        "{while it wrote} while it wrote, {before it wrote} before, {after it had recorded} once "
        "it had recorded, {too late: it had ended} too late; the chain intact, the next report "
        "good, the command done when typed again",
    ),
    "crowds": (
        "20 at once on one ledger: {processes} processes",
        "{done} done, {refused} refused, {busy} told that it is busy; the same chain and {reports} "
        "reports, byte for byte, as one after another",
    ),
    "space": (
        "every recording command on a full disk ({on a full disk} times), on one that fails from "
        "some write on ({on a failing disk}), and where it may not write ({read-only})",
        "{refused for want of room} refused, {had room enough} had room enough",
    ),
    "flips": (
        "{bytes flipped} bytes flipped, one at a time",
        "{found out by verify} told by `verify`, {changed nothing that is kept} in free space or "
        "of no meaning: every row and every table as before",
    ),
    "truncations": (
        "{truncations} ledgers cut short at any length",
        "{found out by verify} told by `verify`",
    ),
    "strangers": (
        "{files that are no ledgers} files that are no ledger of ours: a foreign, a newer and an "
        "empty one, a FIFO…",
        "{commands at what is no ledger} commands refused with exit code 5",
    ),
    "clocks": (
        "the clock set back by a day, 40 or 400 days: {clocks set back} commands",
        "{recorded with a remark} recorded with a remark, {refused by its day} refused by their "
        "day; {reports after it} reports made after it",
    ),
    "surroundings": (
        "the whole story and every report in {surroundings} other surroundings: another zone, no "
        "locale, no HOME, no variables",
        "{commands compared} outputs and {files compared} letters the same bytes as in London",
    ),
}


def printed(found: Mapping[str, Figures]) -> str:
    """The table, in Markdown."""
    rows = [_row(name, figures) for name, figures in found.items() if name in ROWS]
    return "\n".join(["| tried | came of it | lost |", "|---|---|---|", *rows])


def _row(name: str, figures: Figures) -> str:
    tried, came = (_filled(words, figures) for words in ROWS[name])
    return f"| {tried} | {came} | {len(figures.losses) or 'none'} |"


def _filled(words: str, figures: Figures) -> str:
    for count, name in sorted(((n, name) for name, n in figures.counts.items()), reverse=True):
        words = words.replace(f"{{{name}}}", f"{count:,}")
    return _NOT_COUNTED.sub("0", words)
