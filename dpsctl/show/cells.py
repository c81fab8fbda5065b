"""Values as people read them in a table: always safe to print, never markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dpsctl.domain.money import pounds
from dpsctl.domain.withheld import WITHHELD
from dpsctl.reports.report import Kind
from dpsctl.show.words import safe

NUMBERS: frozenset[Kind] = frozenset({"count", "money", "percent"})


def shown(value: Any, kind: Kind) -> str:
    """One value of a column of that kind; absent is empty, withheld is ``[c]``."""
    if value is None:
        return ""
    return str(value) if value is WITHHELD else safe(_SHOWN[kind](value))


def kind_of_total(key: str) -> Kind:
    """The kind of a total that stands under no column, by its key's ending."""
    if key.endswith("_pence"):
        return "money"
    return "percent" if key.endswith("_percent") else "text"


def label_of_total(key: str) -> str:
    """A total's key in words, without its unit, which the value shows: ``up_pence`` is up."""
    return key.removesuffix("_pence").removesuffix("_percent").replace("_", " ")


def _instant(value: str) -> str:
    return value[:16].replace("T", " ")


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _mapping(value: dict[str, Any]) -> str:
    return ", ".join(f"{name} {word}" for name, word in value.items())


def _list(value: list[Any]) -> str:
    return ", ".join(map(str, value))


_SHOWN: dict[Kind, Callable[[Any], str]] = {
    "text": str,
    "count": str,
    "money": pounds,
    "percent": "{}%".format,
    "day": str,
    "instant": _instant,
    "flag": _flag,
    "list": _list,
    "mapping": _mapping,
}
