"""Everyone who lives, or lived, under a contract or in a home without one, as one SELECT.

People come three ways: with the application that a contract was awarded to, with the document of a
contract that began before the ledger, or placed since. The SELECT takes ``:day``, a London day:
``weekly_pence`` and ``band`` are those of that day; it leaves nobody out, and ``left_on`` says who
has gone. Fees are pence a week: ``current_weekly_pence`` on the terms before, which somebody
placed since never had, ``offered_weekly_pence`` the first on these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

COLUMNS = (
    "contract",
    "home",
    "placing",
    "came",
    "ref",
    "need",
    "band",
    "basis",
    "outside",
    "starts_on",
    "left_on",
    "current_weekly_pence",
    "offered_weekly_pence",
    "weekly_pence",
)


@dataclass(frozen=True)
class Arm:
    """One way in which people come: where they stand, and what names them in later facts."""

    came: str
    tables: str
    contract: str
    home: str
    named: str
    current: str
    offered: str
    given: dict[str, str]

    def column(self, name: str) -> str:
        """The expression of one of :data:`COLUMNS`."""
        return {
            "contract": self.contract,
            "home": self.home,
            "came": f"'{self.came}'",
            "ref": "p.ref",
            "need": "p.need",
            "band": newest("band", self.named, "<= :day", "p.band", "AND f.band IS NOT NULL"),
            "left_on": f"(SELECT x.left_on FROM placement_endings x "
            f"WHERE {self.named.format('x')} ORDER BY x.id DESC LIMIT 1)",
            "current_weekly_pence": self.current,
            "offered_weekly_pence": self.offered,
            "weekly_pence": newest("weekly_pence", self.named, "<= :day", self.offered),
        }.get(name) or self.given.get(name, "NULL")

    def select(self, *columns: str, where: str = "1") -> str:
        """A SELECT of those who came this way, as :func:`residents` has it of everyone."""
        named = (f"{self.column(name)} AS {name}" for name in columns or COLUMNS)
        only = where.format(contract=self.contract, home=self.home, ref="p.ref")
        return f"SELECT {', '.join(named)}\nFROM {self.tables}\nWHERE {only}"


def newest(what: str, named: str, until: str, first: str, only: str = "") -> str:
    """What somebody's newest fee change ``until`` a day says, or else ``first``.

    ``named`` says whose a change called ``{0}`` is, ``only`` which of these changes, called ``f``.
    """
    return (
        f"COALESCE((SELECT f.{what} FROM fee_changes f WHERE {named.format('f')} {only} "
        f"AND f.from_day {until} ORDER BY f.from_day DESC, f.id DESC LIMIT 1), {first})"
    )


def counts(change: str, named: str) -> str:
    """Whether a fee change counts: of several of one person for one day the newest does."""
    return (
        f"{change}.id = (SELECT MAX(f.id) FROM fee_changes f "
        f"WHERE {named.format('f')} AND f.from_day = {change}.from_day)"
    )


def lives(of: str = "", day: str = ":day") -> str:
    """Whether somebody lives there at the end of a day; ``of`` is what the columns of residents are
    called by, with a dot.
    """
    begun = f"({of}starts_on IS NULL OR {of}starts_on <= {day})"
    return f"{begun} AND ({of}left_on IS NULL OR {of}left_on > {day})"


_CAME_WITH = "{{0}}.contract = {number} AND {{0}}.ref = p.ref"
_CURRENT, _OFFERED = "p.current_weekly_pence", "p.offered_weekly_pence"
_MOVED = {"basis": "'transfer'"}

ARMS = (
    Arm(
        "with the application",
        "contracts k JOIN application_placements p ON p.application = k.application",
        "COALESCE(k.number, k.id)",
        "k.home",
        _CAME_WITH.format(number="COALESCE(k.number, k.id)"),
        _CURRENT,
        _OFFERED,
        _MOVED,
    ),
    Arm(
        "with the application",
        "further_contracts k JOIN application_placements p ON p.application = k.application",
        "k.number",
        "k.home",
        _CAME_WITH.format(number="k.number"),
        _CURRENT,
        _OFFERED,
        _MOVED,
    ),
    Arm(
        "with the contract",
        "further_contracts k JOIN placements p ON p.contract = k.number",
        "k.number",
        "k.home",
        _CAME_WITH.format(number="k.number"),
        "p.weekly_pence",
        "p.weekly_pence",
        {"starts_on": "p.starts_on"},
    ),
    Arm(
        "placed",
        "placings p",
        "p.contract",
        "p.home",
        "{0}.placing = p.id",
        "p.weekly_pence",
        "p.weekly_pence",
        {name: f"p.{name}" for name in ("basis", "outside", "starts_on")} | {"placing": "p.id"},
    ),
)


@cache  # a batch asks for everyone's placements, one person after another
def residents(*columns: str, where: str = "1") -> str:
    """A SELECT of everyone, with some of :data:`COLUMNS` (none named: all of them).

    Each way of coming is a plain join, so that SQLite goes by the index where one contract, home or
    reference is asked for: ``where`` may name ``{contract}``, ``{home}`` and ``{ref}``.
    """
    return "\nUNION ALL\n".join(arm.select(*columns, where=where) for arm in ARMS)
