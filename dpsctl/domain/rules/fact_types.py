"""The types of fact: how each is read from a rule file, and shown to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from dpsctl.domain.days import parse_day
from dpsctl.domain.decimals import hundredths_text, parse_hundredths
from dpsctl.domain.money import parse_pence

Kind = Literal["yes/no", "money", "day", "whole number", "percentage", "text", "list", "choice"]

Value = bool | int | str | list[str] | tuple[str, ...]
"""A fact as JSON: yes/no bool, money pence, day ISO text, whole number int, percentage int in
hundredths of a percent, list of texts."""

Facts = Mapping[str, Value | None]
"""What is known of one application, flat, by path. A path left out, or None, is not answered."""

NOT_ANSWERED = "not answered"

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class FactType:
    """What kind of thing a fact is.

    ``choices`` are what a choice (or each entry of a list) may be. Where a choice is ``ordered``,
    they stand from least to most, but for those ``outside`` the order, which compare with none.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    ordered: bool = False
    outside: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The choices that can be compared, from least to most."""
        return tuple(choice for choice in self.choices if choice not in self.outside)

    @property
    def entry(self) -> FactType:
        """The type of one entry of a list."""
        return FactType("choice", self.choices) if self.choices else FactType("text")

    def admits(self, other: FactType) -> bool:
        """Whether a fact of this type may be compared with a value of the other."""
        return self.kind == other.kind and set(other.choices) <= set(self.choices or other.choices)

    def read(self, text: str) -> Value:
        """Read a literal.

        Raises:
            ValueError: with a message that says what the type takes.
        """
        return _READ[self.kind](self, text)

    def show(self, value: Value | None) -> str:
        """A value as people read it: ``£10,000,000``, ``2021-02-10``, ``yes``, ``none``."""
        return NOT_ANSWERED if value is None else self.shower(value)

    @property
    def shower(self) -> Callable[[Value], str]:
        """The function behind :meth:`show` for a value that is there; fetched once, it is fast."""
        return _SHOW[self.kind]

    def __str__(self) -> str:
        if not self.choices:
            return self.kind
        listed = (" < " if self.ordered else ", ").join(self.order)
        return f"{self.kind} of {', '.join((listed, *self.outside))}"


def _read_yes_no(_: FactType, text: str) -> Value:
    if text.lower() not in _YES_NO:
        raise ValueError(f"{text!r} is neither yes nor no")
    return _YES_NO[text.lower()]


def _read_number(_: FactType, text: str) -> Value:
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise ValueError(f"{text!r} is not a whole number; write it as 6")
    return int(text)


def _read_list(type_: FactType, text: str) -> Value:
    if text == "none":
        return []
    return [cast(str, type_.entry.read(part.strip())) for part in text.split(",")]


def _read_choice(type_: FactType, text: str) -> Value:
    if text not in type_.choices:
        raise ValueError(f"{text!r} is not one of {', '.join(type_.choices)}")
    return text


def _show_money(pence: int) -> str:
    whole, odd = divmod(pence, 100)
    return f"£{whole:,}.{odd:02}" if odd else f"£{whole:,}"


def _show_list(entries: Sequence[str]) -> str:
    return ", ".join(entries) or "none"


_READ: Mapping[Kind, Callable[[FactType, str], Value]] = {
    "yes/no": _read_yes_no,
    "money": lambda _, text: parse_pence(text),
    "day": lambda _, text: parse_day(text).isoformat(),
    "whole number": _read_number,
    "percentage": lambda _, text: parse_hundredths(text),
    "text": lambda _, text: text,
    "list": _read_list,
    "choice": _read_choice,
}

_SHOW = cast(
    Mapping[Kind, Callable[[Value], str]],
    {
        "yes/no": {True: "yes", False: "no"}.__getitem__,
        "money": _show_money,
        "day": str,
        "whole number": str,
        "percentage": hundredths_text,
        "text": str,
        "list": _show_list,
        "choice": str,
    },
)
