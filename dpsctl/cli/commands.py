"""What makes a function a command: its shared options, its desk or view, and its answer printed.

A recording command is a function of a desk and its own arguments; a report one of a view. The
options that every such command has are added here, once.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

import typer

from dpsctl.cli import options
from dpsctl.cli.answers import answer
from dpsctl.cli.as_typed import Command

F = TypeVar("F", bound=Callable[..., Any])

_RECORDING: dict[str, tuple[Any, Any]] = {
    "dry_run": (options.DryRunOption, False),
    "by": (options.ByOption, None),
    "format": (options.AnswerOption, "table"),
    "now": (options.NowOption, None),
    "ledger": (options.LedgerOption, None),
    "rules_dir": (options.RulesOption, None),
}
_LOOKING: dict[str, tuple[Any, Any]] = {
    "format": (options.FormatOption, "table"),
    "as_of": (options.AsOfOption, None),
    "now": (options.NowOption, None),
    "ledger": (options.LedgerOption, None),
    "rules_dir": (options.RulesOption, None),
}

_KEEPING = {key: each for key, each in _LOOKING.items() if key != "as_of"}

_KNOWN_AT: dict[str, tuple[Any, Any]] = {"known_at": (options.KnownAtOption, None)}


def recording(app: typer.Typer, name: str, panel: str, *, new: bool = False) -> Callable[[F], F]:
    """Make ``function(desk, …) -> Outcome`` a command; ``new``: it may make the ledger."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def command(**given: Any) -> None:
            shared = {key: given.pop(key) for key in _RECORDING}
            answer(function, given, shared, new=new)

        return _registered(app, name, panel, function, command, _RECORDING)

    return decorate


def looking(app: typer.Typer, name: str, panel: str, *, known_at: bool = False) -> Callable[[F], F]:
    """Make ``function(asked: Asked, …)`` a command that only reads; it prints for itself.

    ``known_at``: it can also tell what the ledger knew at an instant.
    """
    return _asking(app, name, panel, {**_LOOKING, **(_KNOWN_AT if known_at else {})})


def keeping(app: typer.Typer, name: str, panel: str, *, formats: bool = True) -> Callable[[F], F]:
    """Make ``function(asked: Asked, …)`` a command on the ledger's file, whole and as it stands.

    ``formats`` false: what it writes has one form.
    """
    left_out = set() if formats else {"format"}
    shared = {key: each for key, each in _KEEPING.items() if key not in left_out}
    return _asking(app, name, panel, shared)


def _asking(
    app: typer.Typer, name: str, panel: str, options_shared: dict[str, tuple[Any, Any]]
) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        @functools.wraps(function)
        def command(**given: Any) -> None:
            from dpsctl.cli.asking import Asked

            shared = {key: given.pop(key) for key in options_shared}
            function(Asked(**shared), **given)

        return _registered(app, name, panel, function, command, options_shared)

    return decorate


def _registered(
    app: typer.Typer,
    name: str,
    panel: str,
    function: F,
    command: Callable[..., None],
    shared: dict[str, tuple[Any, Any]],
) -> F:
    # The desk and the outcome are named for the type checker alone: importing what they stand in
    # would load the ledger for every --help.
    unseen = {"Desk": object, "Outcome": object}
    hints = get_type_hints(function, localns=unseen, include_extras=True)
    _, *own = inspect.signature(function).parameters.values()
    added = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for key, (hint, default) in shared.items()
    ]
    keyword = inspect.Parameter.KEYWORD_ONLY
    own = [each.replace(kind=keyword, annotation=hints[each.name]) for each in own]
    command.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in [*own, *added]}
    del command.__wrapped__  # type: ignore[attr-defined]
    app.command(name, cls=Command, rich_help_panel=panel)(command)
    return function
